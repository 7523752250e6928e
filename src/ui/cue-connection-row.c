// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-connection-row.h"

/**
 * CueConnectionRow:
 *
 * One connection in the form of an event, whatever service it goes to: closed, it says which one it
 * is; open, it has its fields. What is typed goes into the connection at once and is checked at
 * once. Its key is no part of the connection: it stays in the row until the event is saved, and a
 * key that is kept is never shown. Main thread only.
 */

G_DEFINE_INTERFACE (CueConnectionRow, cue_connection_row, ADW_TYPE_EXPANDER_ROW)

static void
cue_connection_row_default_init (CueConnectionRowInterface *iface)
{
}

/**
 * cue_connection_row_get_connection:
 * @self: a row
 *
 * Returns: (transfer none) (type CueConnection): what it edits
 */
gpointer
cue_connection_row_get_connection (CueConnectionRow *self)
{
  g_return_val_if_fail (CUE_IS_CONNECTION_ROW (self), NULL);

  return CUE_CONNECTION_ROW_GET_IFACE (self)->get_connection (self);
}

/**
 * cue_connection_row_get_kind:
 * @self: a row
 *
 * Returns: (transfer none): the kind of secret that its key is; see
 *   [func@connection_make_secret_kind]
 */
const char *
cue_connection_row_get_kind (CueConnectionRow *self)
{
  g_return_val_if_fail (CUE_IS_CONNECTION_ROW (self), NULL);

  return CUE_CONNECTION_ROW_GET_IFACE (self)->get_kind (self);
}

/**
 * cue_connection_row_get_key:
 * @self: a row
 *
 * Returns: (transfer full) (nullable): the key that was typed, as it is to be kept; %NULL when none
 *   was
 */
GBytes *
cue_connection_row_get_key (CueConnectionRow *self)
{
  g_return_val_if_fail (CUE_IS_CONNECTION_ROW (self), NULL);

  return CUE_CONNECTION_ROW_GET_IFACE (self)->get_key (self);
}

/**
 * cue_connection_row_look_up_key:
 * @self: a row
 * @store: where keys are kept
 * @profile_id: of the event
 *
 * Finds out whether a key is kept, so that the field may stay empty.
 */
void
cue_connection_row_look_up_key (CueConnectionRow *self,
                                CueSecretStore   *store,
                                const char       *profile_id)
{
  g_return_if_fail (CUE_IS_CONNECTION_ROW (self));
  g_return_if_fail (CUE_IS_SECRET_STORE (store));
  g_return_if_fail (profile_id != NULL);

  CUE_CONNECTION_ROW_GET_IFACE (self)->look_up_key (self, store, profile_id);
}

/**
 * cue_connection_row_check:
 * @self: a row
 * @focus: whether every finding is shown, and the first field to correct gets the focus
 *
 * Returns: whether calls can be made with what is typed
 */
gboolean
cue_connection_row_check (CueConnectionRow *self, gboolean focus)
{
  g_return_val_if_fail (CUE_IS_CONNECTION_ROW (self), FALSE);

  return CUE_CONNECTION_ROW_GET_IFACE (self)->check (self, focus);
}

/**
 * cue_connection_row_focus:
 * @self: a row
 *
 * Opens the row and moves the focus to its first field, for typing to begin there.
 */
void
cue_connection_row_focus (CueConnectionRow *self)
{
  g_return_if_fail (CUE_IS_CONNECTION_ROW (self));

  CUE_CONNECTION_ROW_GET_IFACE (self)->focus (self);
}

/**
 * cue_connection_row_lead_to_wrong:
 * @self: a row
 * @board: where its findings are shown
 * @findings: (element-type CueFinding): what was found
 *
 * For the rows themselves: shows every finding, and opens the row at the first field that must be
 * corrected.
 *
 * Returns: whether there is none
 */
gboolean
cue_connection_row_lead_to_wrong (CueConnectionRow *self,
                                  CueFindingBoard  *board,
                                  GPtrArray        *findings)
{
  GtkWidget *wrong;

  g_return_val_if_fail (CUE_IS_CONNECTION_ROW (self), FALSE);

  cue_finding_board_show (board, findings);
  cue_finding_board_touch_all (board);
  wrong = cue_finding_board_get_first_wrong (board);

  if (wrong == NULL)
    return TRUE;

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), TRUE);
  gtk_widget_grab_focus (wrong);
  return FALSE;
}
