// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "cue-connection.h"

G_BEGIN_DECLS

#define CUE_CONNECTION_LIST_MAX 20

#define CUE_TYPE_CONNECTION_LIST (cue_connection_list_get_type ())
G_DECLARE_FINAL_TYPE (CueConnectionList, cue_connection_list, CUE, CONNECTION_LIST, GObject)

CueConnectionList *cue_connection_list_new (GType item_type);
void               cue_connection_list_assign (CueConnectionList *self, CueConnectionList *from);
gboolean           cue_connection_list_equal (CueConnectionList *self, CueConnectionList *other);

void     cue_connection_list_add (CueConnectionList *self, gpointer connection);
gboolean cue_connection_list_remove (CueConnectionList *self, const char *id);
gpointer cue_connection_list_find (CueConnectionList *self, const char *id);
gpointer cue_connection_list_find_by_label (CueConnectionList *self, const char *label);
void     cue_connection_list_validate (CueConnectionList *self, GPtrArray *found);

JsonNode *cue_connection_list_to_json (CueConnectionList *self);
void      cue_connection_list_read_json (CueConnectionList *self,
                                         JsonNode          *node,
                                         const char        *path,
                                         GPtrArray         *diagnostics);

G_END_DECLS
