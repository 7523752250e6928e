// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-connection-list.h"
#include "cue-finding-board.h"
#include "cue-secret-store.h"

G_BEGIN_DECLS

#define CUE_TYPE_CONNECTION_ROW (cue_connection_row_get_type ())
G_DECLARE_DERIVABLE_TYPE (CueConnectionRow, cue_connection_row, CUE, CONNECTION_ROW, AdwExpanderRow)

/**
 * CueConnectionRowClass:
 * @parent_class: the parent
 * @get_key: the key that was typed, as it is to be kept; %NULL when none was
 * @find_findings: what is to be said of what is typed
 * @update: shows the connection and what is to be said of it
 */
struct _CueConnectionRowClass {
  AdwExpanderRowClass parent_class;

  GBytes *(*get_key) (CueConnectionRow *self);
  GPtrArray *(*find_findings) (CueConnectionRow *self);
  void (*update) (CueConnectionRow *self);
};

gpointer    cue_connection_row_get_connection (CueConnectionRow *self);
const char *cue_connection_row_get_kind (CueConnectionRow *self);
GBytes     *cue_connection_row_get_key (CueConnectionRow *self);

void     cue_connection_row_look_up_key (CueConnectionRow *self,
                                         CueSecretStore   *store,
                                         const char       *profile_id);
gboolean cue_connection_row_check (CueConnectionRow *self, gboolean focus);
void     cue_connection_row_focus (CueConnectionRow *self);

/* For the rows themselves. */
void             cue_connection_row_set_up (CueConnectionRow  *self,
                                            CueConnectionList *profile,
                                            gpointer           connection,
                                            GtkWidget         *first,
                                            GtkWidget         *production);
CueFindingBoard *cue_connection_row_get_board (CueConnectionRow *self);
GCancellable    *cue_connection_row_get_cancellable (CueConnectionRow *self);
gboolean         cue_connection_row_get_saved_key (CueConnectionRow *self);
char            *cue_connection_row_validate (CueConnectionRow *self, GPtrArray *found);

G_END_DECLS
