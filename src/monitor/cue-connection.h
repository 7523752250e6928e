// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib-object.h>

#include "cue-json-reader.h"

G_BEGIN_DECLS

#define CUE_TYPE_CONNECTION (cue_connection_get_type ())
G_DECLARE_DERIVABLE_TYPE (CueConnection, cue_connection, CUE, CONNECTION, GObject)

/**
 * CueConnectionClass:
 * @parent_class: the parent
 * @secret_prefix: what the kind of its secret in the keyring begins with
 * @validate: adds a [struct@Diagnostic] for each field that breaks a rule, named by its property
 * @write_json: adds its members, but id and label, to the object that is being built
 * @read_json: takes over its fields, but id and label, without trusting the file
 */
struct _CueConnectionClass {
  GObjectClass parent_class;

  const char *secret_prefix;
  void (*validate) (CueConnection *self, GPtrArray *found);
  void (*write_json) (CueConnection *self, JsonBuilder *builder);
  void (*read_json) (CueConnection *self, CueJsonReader *reader);
};

const char *cue_connection_get_id (gpointer self);
const char *cue_connection_get_label (gpointer self);
gboolean    cue_connection_get_production (gpointer self);
char       *cue_connection_make_title (gpointer self);
char       *cue_connection_make_secret_kind (gpointer self);

gpointer cue_connection_copy (gpointer self);
void     cue_connection_assign (gpointer self, gpointer from);
gboolean cue_connection_equal (gpointer self, gpointer other);
void     cue_connection_validate (gpointer self, GPtrArray *found);

void cue_connection_write_json (gpointer self, JsonBuilder *builder);
void cue_connection_read_json (gpointer self, CueJsonReader *reader);

G_END_DECLS
