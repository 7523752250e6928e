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
typedef struct {
  CueConnectionList *profile;     /* owned; has ‘connection’ */
  gpointer           connection;  /* owned; a CueConnection */
  char              *kind;        /* owned; of its key */
  GCancellable      *cancellable; /* owned; cancelled in dispose */
  CueFindingBoard   *board;       /* owned */
  GtkWidget         *first;       /* not owned; of the template */
  gboolean           saved_key;   /* the keyring has one */
} CueConnectionRowPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (CueConnectionRow, cue_connection_row, ADW_TYPE_EXPANDER_ROW)

static CueConnectionRowPrivate *
get_private (CueConnectionRow *self)
{
  return cue_connection_row_get_instance_private (self);
}

static void
on_key_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes)
    key = cue_secret_store_lookup_finish (CUE_SECRET_STORE (source), result, &error);
  CueConnectionRow *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = CUE_CONNECTION_ROW (data);
  get_private (self)->saved_key = key != NULL;
  CUE_CONNECTION_ROW_GET_CLASS (self)->update (self);
}

static void
on_profile_changed (CueConnectionRow *self)
{
  CUE_CONNECTION_ROW_GET_CLASS (self)->update (self);
}

static void
remove_connection (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueConnectionRowPrivate *priv = get_private (CUE_CONNECTION_ROW (widget));
  g_autoptr (CueConnectionList) profile = g_object_ref (priv->profile);

  /* The form takes the row away with it. */
  cue_connection_list_remove (profile, cue_connection_get_id (priv->connection));
}

static void
cue_connection_row_dispose (GObject *object)
{
  CueConnectionRowPrivate *priv = get_private (CUE_CONNECTION_ROW (object));

  g_cancellable_cancel (priv->cancellable);
  g_clear_object (&priv->cancellable);
  g_clear_object (&priv->board);
  g_clear_object (&priv->connection);
  g_clear_object (&priv->profile);

  G_OBJECT_CLASS (cue_connection_row_parent_class)->dispose (object);
}

static void
cue_connection_row_finalize (GObject *object)
{
  g_free (get_private (CUE_CONNECTION_ROW (object))->kind);

  G_OBJECT_CLASS (cue_connection_row_parent_class)->finalize (object);
}

static void
cue_connection_row_class_init (CueConnectionRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cue_connection_row_dispose;
  object_class->finalize = cue_connection_row_finalize;

  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass),
                                   "connection.remove",
                                   NULL,
                                   remove_connection);
}

static void
cue_connection_row_init (CueConnectionRow *self)
{
  CueConnectionRowPrivate *priv = get_private (self);

  priv->cancellable = g_cancellable_new ();
  priv->board = cue_finding_board_new ();
}

static guint
find_position (CueConnectionRowPrivate *priv)
{
  GListModel *connections = G_LIST_MODEL (priv->profile);

  for (guint i = 0; i < g_list_model_get_n_items (connections); i++) {
    g_autoptr (GObject) connection = g_list_model_get_item (connections, i);

    if (connection == priv->connection)
      return i;
  }

  return GTK_INVALID_LIST_POSITION;
}

/* Shows every finding, and opens the row at the first field that must be corrected. */
static gboolean
lead_to_wrong (CueConnectionRow *self, GPtrArray *findings)
{
  CueFindingBoard *board = get_private (self)->board;
  GtkWidget       *wrong;

  cue_finding_board_show (board, findings);
  cue_finding_board_touch_all (board);
  wrong = cue_finding_board_get_first_wrong (board);

  if (wrong == NULL)
    return TRUE;

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), TRUE);
  gtk_widget_grab_focus (wrong);
  return FALSE;
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

  return get_private (self)->connection;
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

  return get_private (self)->kind;
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

  return CUE_CONNECTION_ROW_GET_CLASS (self)->get_key (self);
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
  CueConnectionRowPrivate *priv;

  g_return_if_fail (CUE_IS_CONNECTION_ROW (self));
  g_return_if_fail (CUE_IS_SECRET_STORE (store));
  g_return_if_fail (profile_id != NULL);

  priv = get_private (self);
  cue_secret_store_lookup_async (store,
                                 profile_id,
                                 priv->kind,
                                 priv->cancellable,
                                 on_key_found,
                                 self);
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
  g_autoptr (GPtrArray) findings = NULL;

  g_return_val_if_fail (CUE_IS_CONNECTION_ROW (self), FALSE);

  findings = CUE_CONNECTION_ROW_GET_CLASS (self)->find_findings (self);
  return focus ? lead_to_wrong (self, findings) : !cue_findings_block (findings);
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

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), TRUE);
  gtk_widget_grab_focus (get_private (self)->first);
}

/**
 * cue_connection_row_set_up:
 * @self: a row that was just made
 * @profile: all connections of the event
 * @connection: (type CueConnection): one of them; the row writes into it
 * @first: its first field
 * @production: the switch of real systems
 *
 * For the rows themselves: tells a row which connection it edits.
 */
void
cue_connection_row_set_up (CueConnectionRow  *self,
                           CueConnectionList *profile,
                           gpointer           connection,
                           GtkWidget         *first,
                           GtkWidget         *production)
{
  CueConnectionRowPrivate *priv;

  g_return_if_fail (CUE_IS_CONNECTION_ROW (self));

  priv = get_private (self);
  priv->profile = g_object_ref (profile);
  priv->connection = g_object_ref (connection);
  priv->kind = cue_connection_make_secret_kind (connection);
  priv->first = first;
  g_object_bind_property (connection,
                          "production",
                          production,
                          "active",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  /* Another connection may have taken or left the same name. */
  g_signal_connect_object (profile,
                           "changed",
                           G_CALLBACK (on_profile_changed),
                           self,
                           G_CONNECT_SWAPPED);
}

/**
 * cue_connection_row_get_board:
 * @self: a row
 *
 * Returns: (transfer none): where its findings are shown
 */
CueFindingBoard *
cue_connection_row_get_board (CueConnectionRow *self)
{
  g_return_val_if_fail (CUE_IS_CONNECTION_ROW (self), NULL);

  return get_private (self)->board;
}

/**
 * cue_connection_row_get_cancellable:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): cancelled when the row goes; %NULL once it has gone
 */
GCancellable *
cue_connection_row_get_cancellable (CueConnectionRow *self)
{
  g_return_val_if_fail (CUE_IS_CONNECTION_ROW (self), NULL);

  return get_private (self)->cancellable;
}

/**
 * cue_connection_row_get_saved_key:
 * @self: a row
 *
 * Returns: whether the keyring has its key; see [method@ConnectionRow.look_up_key]
 */
gboolean
cue_connection_row_get_saved_key (CueConnectionRow *self)
{
  g_return_val_if_fail (CUE_IS_CONNECTION_ROW (self), FALSE);

  return get_private (self)->saved_key;
}

/**
 * cue_connection_row_validate:
 * @self: a row
 * @found: (element-type CueDiagnostic): where what is wrong with all connections is put
 *
 * The rules of the profile, which knows the other connections too.
 *
 * Returns: (transfer full): what the place of everything that is wrong with this one begins with
 */
char *
cue_connection_row_validate (CueConnectionRow *self, GPtrArray *found)
{
  CueConnectionRowPrivate *priv;

  g_return_val_if_fail (CUE_IS_CONNECTION_ROW (self), NULL);

  priv = get_private (self);
  cue_connection_list_validate (priv->profile, found);
  return g_strdup_printf ("connections[%u].", find_position (priv));
}
