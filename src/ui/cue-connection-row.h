// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-finding-board.h"
#include "cue-secret-store.h"

G_BEGIN_DECLS

#define CUE_TYPE_CONNECTION_ROW (cue_connection_row_get_type ())
G_DECLARE_INTERFACE (CueConnectionRow, cue_connection_row, CUE, CONNECTION_ROW, AdwExpanderRow)

/**
 * CueConnectionRowInterface:
 * @parent_iface: the parent
 * @get_connection: what it edits
 * @get_kind: the kind of secret that its key is
 * @get_key: the key that was typed, as it is to be kept
 * @look_up_key: finds out whether a key is kept
 * @check: whether calls can be made with what is typed
 * @focus: opens it at its first field
 */
struct _CueConnectionRowInterface {
  GTypeInterface parent_iface;

  gpointer (*get_connection) (CueConnectionRow *self);
  const char *(*get_kind) (CueConnectionRow *self);
  GBytes *(*get_key) (CueConnectionRow *self);
  void (*look_up_key) (CueConnectionRow *self, CueSecretStore *store, const char *profile_id);
  gboolean (*check) (CueConnectionRow *self, gboolean focus);
  void (*focus) (CueConnectionRow *self);
};

gpointer    cue_connection_row_get_connection (CueConnectionRow *self);
const char *cue_connection_row_get_kind (CueConnectionRow *self);
GBytes     *cue_connection_row_get_key (CueConnectionRow *self);

void     cue_connection_row_look_up_key (CueConnectionRow *self,
                                         CueSecretStore   *store,
                                         const char       *profile_id);
gboolean cue_connection_row_check (CueConnectionRow *self, gboolean focus);
void     cue_connection_row_focus (CueConnectionRow *self);

gboolean cue_connection_row_lead_to_wrong (CueConnectionRow *self,
                                           CueFindingBoard  *board,
                                           GPtrArray        *findings);

G_END_DECLS
