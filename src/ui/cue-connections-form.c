// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-connections-form.h"

#include <glib/gi18n-lib.h>

#include "cue-acoustic-connection-row.h"
#include "cue-feed-connection-row.h"

/**
 * CueConnectionsForm:
 *
 * The part of the form of an event that is about one service: its connections, which can be added,
 * edited and removed. The keys that were typed stay here until the event is saved; see
 * [method@ConnectionsForm.get_key]. Main thread only.
 */
struct _CueConnectionsForm {
  AdwPreferencesGroup parent_instance;

  CueConnectionList *profile; /* owned; may be NULL */
  GPtrArray         *rows;    /* not owned; of CueConnectionRow, as in ‘profile’ */

  GtkWidget *add;
};

G_DEFINE_FINAL_TYPE (CueConnectionsForm, cue_connections_form, ADW_TYPE_PREFERENCES_GROUP)

static void
update_add (CueConnectionsForm *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "connections.add",
                                 self->profile != NULL &&
                                   self->rows->len < CUE_CONNECTION_LIST_MAX);
}

static void
insert_row (CueConnectionsForm *self, guint position)
{
  g_autoptr (CueConnection)
    connection = g_list_model_get_item (G_LIST_MODEL (self->profile), position);
  GtkWidget *row =
    CUE_IS_FEED_CONNECTION (connection)
      ? cue_feed_connection_row_new (self->profile, CUE_FEED_CONNECTION (connection))
      : cue_acoustic_connection_row_new (self->profile, CUE_ACOUSTIC_CONNECTION (connection));

  g_ptr_array_insert (self->rows, (int) position, row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
}

static void
remove_row (CueConnectionsForm *self, guint position)
{
  GtkWidget *row = g_ptr_array_steal_index (self->rows, position);
  gboolean   had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;

  /* Whoever works with the keys goes on where the row was. Moved before: the window would keep the
   * focus in a row that is gone. */
  if (had_focus && position < self->rows->len)
    gtk_widget_child_focus (self->rows->pdata[position], GTK_DIR_TAB_FORWARD);
  else if (had_focus)
    gtk_widget_grab_focus (self->add);

  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), row);
}

static void
on_connections_changed (CueConnectionsForm *self, guint position, guint n_removed, guint n_added)
{
  for (guint i = 0; i < n_removed; i++)
    remove_row (self, position);

  for (guint i = 0; i < n_added; i++)
    insert_row (self, position + i);

  update_add (self);
}

static void
add_connection (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueConnectionsForm *self = CUE_CONNECTIONS_FORM (widget);
  g_autoptr (GObject)
    connection = g_object_new (g_list_model_get_item_type (G_LIST_MODEL (self->profile)), NULL);

  cue_connection_list_add (self->profile, connection);
  cue_connection_row_focus (self->rows->pdata[self->rows->len - 1]);
}

static void
cue_connections_form_dispose (GObject *object)
{
  CueConnectionsForm *self = CUE_CONNECTIONS_FORM (object);

  if (self->profile != NULL)
    g_signal_handlers_disconnect_by_data (self->profile, self);

  g_clear_object (&self->profile);

  G_OBJECT_CLASS (cue_connections_form_parent_class)->dispose (object);
}

static void
cue_connections_form_finalize (GObject *object)
{
  g_ptr_array_unref (CUE_CONNECTIONS_FORM (object)->rows);

  G_OBJECT_CLASS (cue_connections_form_parent_class)->finalize (object);
}

static void
cue_connections_form_class_init (CueConnectionsFormClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cue_connections_form_dispose;
  object_class->finalize = cue_connections_form_finalize;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-connections-form.ui");
  gtk_widget_class_bind_template_child (widget_class, CueConnectionsForm, add);
  gtk_widget_class_install_action (widget_class, "connections.add", NULL, add_connection);
}

static void
cue_connections_form_init (CueConnectionsForm *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  update_add (self);
}

/**
 * cue_connections_form_set_profile:
 * @self: a form
 * @profile: what to edit; the form writes into it
 *
 * Fills the form.
 */
void
cue_connections_form_set_profile (CueConnectionsForm *self, CueConnectionList *profile)
{
  g_autofree char *tip = NULL;

  g_return_if_fail (CUE_IS_CONNECTIONS_FORM (self));
  g_return_if_fail (CUE_IS_CONNECTION_LIST (profile));

  /* Translators: %s is the name of a service */
  tip = g_strdup_printf (_ ("Add a Connection to %s"),
                         adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (self)));
  gtk_widget_set_tooltip_text (self->add, tip);

  if (self->profile != NULL)
    g_signal_handlers_disconnect_by_data (self->profile, self);

  while (self->rows->len > 0)
    remove_row (self, self->rows->len - 1);

  g_set_object (&self->profile, profile);
  g_signal_connect_swapped (profile, "items-changed", G_CALLBACK (on_connections_changed), self);
  on_connections_changed (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (profile)));
}

/**
 * cue_connections_form_look_up_keys:
 * @self: a form
 * @store: where keys are kept
 * @profile_id: of the event
 *
 * Finds out which connections have a key that is kept.
 */
void
cue_connections_form_look_up_keys (CueConnectionsForm *self,
                                   CueSecretStore     *store,
                                   const char         *profile_id)
{
  g_return_if_fail (CUE_IS_CONNECTIONS_FORM (self));

  for (guint i = 0; i < self->rows->len; i++)
    cue_connection_row_look_up_key (self->rows->pdata[i], store, profile_id);
}

/**
 * cue_connections_form_check:
 * @self: a form
 * @focus: whether every finding is shown, and the first field to correct gets the focus
 *
 * Returns: whether calls can be made by every connection with what is typed
 */
gboolean
cue_connections_form_check (CueConnectionsForm *self, gboolean focus)
{
  gboolean complete = TRUE;

  g_return_val_if_fail (CUE_IS_CONNECTIONS_FORM (self), FALSE);

  /* From the end, so that the focus is at last in the first that is wrong. */
  for (guint i = self->rows->len; i > 0; i--) {
    if (!cue_connection_row_check (self->rows->pdata[i - 1], focus))
      complete = FALSE;
  }

  return complete;
}

/**
 * cue_connections_form_get_n_keys:
 * @self: a form
 *
 * Returns: how many keys there can be: one for each connection
 */
guint
cue_connections_form_get_n_keys (CueConnectionsForm *self)
{
  g_return_val_if_fail (CUE_IS_CONNECTIONS_FORM (self), 0);

  return self->rows->len;
}

/**
 * cue_connections_form_get_key:
 * @self: a form
 * @index: which, below [method@ConnectionsForm.get_n_keys]
 * @kind: (out) (transfer none): under which kind of secret it is kept
 *
 * Returns: (transfer full) (nullable): what is to be kept when the event is saved; %NULL where
 *   nothing was typed
 */
GBytes *
cue_connections_form_get_key (CueConnectionsForm *self, guint index, const char **kind)
{
  g_return_val_if_fail (CUE_IS_CONNECTIONS_FORM (self), NULL);
  g_return_val_if_fail (index < self->rows->len, NULL);

  *kind = cue_connection_row_get_kind (self->rows->pdata[index]);
  return cue_connection_row_get_key (self->rows->pdata[index]);
}

/**
 * cue_connections_form_give_keys:
 * @self: a form
 * @test: a test that was not started
 *
 * Lets a test use what was typed. Where nothing was, it uses what is kept.
 */
void
cue_connections_form_give_keys (CueConnectionsForm *self, CueProfileTest *test)
{
  g_return_if_fail (CUE_IS_CONNECTIONS_FORM (self));

  for (guint i = 0; i < self->rows->len; i++) {
    CueConnectionRow *row = self->rows->pdata[i];
    g_autoptr (GBytes) key = cue_connection_row_get_key (row);

    if (key != NULL)
      cue_profile_test_set_connection_key (test,
                                           cue_connection_get_id (
                                             cue_connection_row_get_connection (row)),
                                           key);
  }
}
