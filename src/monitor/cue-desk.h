// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "cue-connection-list.h"
#include "cue-desk-connection.h"

G_BEGIN_DECLS

#define CUE_TYPE_DESK (cue_desk_get_type ())
G_DECLARE_DERIVABLE_TYPE (CueDesk, cue_desk, CUE, DESK, GObject)

/**
 * CueDeskClass:
 * @parent_class: the parent
 * @connection_type: what its items are
 * @secret_prefix: what the kinds of their keys begin with
 * @make_connection: (transfer full): puts a connection to work that the event has now
 * @let_go: the event has it no longer; nobody listens to it any more
 * @connections_changed: (nullable): the list is another, and it will be said
 */
struct _CueDeskClass {
  GObjectClass parent_class;

  GType       connection_type;
  const char *secret_prefix;
  gpointer (*make_connection) (CueDesk *self, gpointer settings);
  void (*let_go) (CueDesk *self, gpointer connection);
  void (*connections_changed) (CueDesk *self);
};

gpointer cue_desk_find (gpointer self, const char *id);
void     cue_desk_set_http (gpointer self, CueHttpClient *http);

// For those that are one.
void            cue_desk_set_up (gpointer        self,
                                 const char     *profile_id,
                                 CueHttpClient  *http,
                                 CueSecretStore *secrets);
void            cue_desk_follow (gpointer self, CueConnectionList *profile);
GPtrArray      *cue_desk_get_connections (gpointer self);
CueHttpClient  *cue_desk_get_http (gpointer self);
CueSecretStore *cue_desk_get_secrets (gpointer self);
const char     *cue_desk_get_profile_id (gpointer self);

G_END_DECLS
