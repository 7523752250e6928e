// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-form.h"

#include "cue-acoustic-connection-row.h"

/**
 * CueAcousticForm:
 *
 * The part of the form of an event that is about the Acoustic Exchange: its connections, which can
 * be added, edited and removed. The keys that were typed stay here until the event is saved; see
 * [method@AcousticForm.get_key]. Main thread only.
 */
struct _CueAcousticForm {
  AdwPreferencesGroup parent_instance;

  CueConnectionList *profile; /* owned; may be NULL */
  GPtrArray         *rows;    /* not owned; of CueAcousticConnectionRow, as in ‘profile’ */

  GtkWidget *add;
};

G_DEFINE_FINAL_TYPE (CueAcousticForm, cue_acoustic_form, ADW_TYPE_PREFERENCES_GROUP)

static void
update_add (CueAcousticForm *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "acoustic.add-connection",
                                 self->profile != NULL &&
                                   self->rows->len < CUE_CONNECTION_LIST_MAX);
}

static void
insert_row (CueAcousticForm *self, guint position)
{
  g_autoptr (CueAcousticConnection)
    connection = g_list_model_get_item (G_LIST_MODEL (self->profile), position);
  GtkWidget *row = cue_acoustic_connection_row_new (self->profile, connection);

  g_ptr_array_insert (self->rows, (int) position, row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
}

static void
remove_row (CueAcousticForm *self, guint position)
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
on_connections_changed (CueAcousticForm *self, guint position, guint n_removed, guint n_added)
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
  CueAcousticForm *self = CUE_ACOUSTIC_FORM (widget);
  g_autoptr (CueAcousticConnection) connection = cue_acoustic_connection_new ();

  cue_connection_list_add (self->profile, connection);
  cue_acoustic_connection_row_focus (self->rows->pdata[self->rows->len - 1]);
}

static void
cue_acoustic_form_dispose (GObject *object)
{
  CueAcousticForm *self = CUE_ACOUSTIC_FORM (object);

  if (self->profile != NULL)
    g_signal_handlers_disconnect_by_data (self->profile, self);

  g_clear_object (&self->profile);

  G_OBJECT_CLASS (cue_acoustic_form_parent_class)->dispose (object);
}

static void
cue_acoustic_form_finalize (GObject *object)
{
  g_ptr_array_unref (CUE_ACOUSTIC_FORM (object)->rows);

  G_OBJECT_CLASS (cue_acoustic_form_parent_class)->finalize (object);
}

static void
cue_acoustic_form_class_init (CueAcousticFormClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cue_acoustic_form_dispose;
  object_class->finalize = cue_acoustic_form_finalize;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-acoustic-form.ui");
  gtk_widget_class_bind_template_child (widget_class, CueAcousticForm, add);
  gtk_widget_class_install_action (widget_class, "acoustic.add-connection", NULL, add_connection);
}

static void
cue_acoustic_form_init (CueAcousticForm *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  update_add (self);
}

/**
 * cue_acoustic_form_set_profile:
 * @self: a form
 * @profile: what to edit; the form writes into it
 *
 * Fills the form.
 */
void
cue_acoustic_form_set_profile (CueAcousticForm *self, CueConnectionList *profile)
{
  g_return_if_fail (CUE_IS_ACOUSTIC_FORM (self));
  g_return_if_fail (CUE_IS_CONNECTION_LIST (profile));

  if (self->profile != NULL)
    g_signal_handlers_disconnect_by_data (self->profile, self);

  while (self->rows->len > 0)
    remove_row (self, self->rows->len - 1);

  g_set_object (&self->profile, profile);
  g_signal_connect_swapped (profile, "items-changed", G_CALLBACK (on_connections_changed), self);
  on_connections_changed (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (profile)));
}

/**
 * cue_acoustic_form_look_up_keys:
 * @self: a form
 * @store: where keys are kept
 * @profile_id: of the event
 *
 * Finds out which connections have a key that is kept.
 */
void
cue_acoustic_form_look_up_keys (CueAcousticForm *self,
                                CueSecretStore  *store,
                                const char      *profile_id)
{
  g_return_if_fail (CUE_IS_ACOUSTIC_FORM (self));

  for (guint i = 0; i < self->rows->len; i++)
    cue_acoustic_connection_row_look_up_key (self->rows->pdata[i], store, profile_id);
}

/**
 * cue_acoustic_form_check:
 * @self: a form
 * @focus: whether every finding is shown, and the first field to correct gets the focus
 *
 * Returns: whether calls can be made by every connection with what is typed
 */
gboolean
cue_acoustic_form_check (CueAcousticForm *self, gboolean focus)
{
  gboolean complete = TRUE;

  g_return_val_if_fail (CUE_IS_ACOUSTIC_FORM (self), FALSE);

  /* From the end, so that the focus is at last in the first that is wrong. */
  for (guint i = self->rows->len; i > 0; i--) {
    if (!cue_acoustic_connection_row_check (self->rows->pdata[i - 1], focus))
      complete = FALSE;
  }

  return complete;
}

/**
 * cue_acoustic_form_get_n_keys:
 * @self: a form
 *
 * Returns: how many keys there can be: one for each connection
 */
guint
cue_acoustic_form_get_n_keys (CueAcousticForm *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_FORM (self), 0);

  return self->rows->len;
}

/**
 * cue_acoustic_form_get_key:
 * @self: a form
 * @index: which, below [method@AcousticForm.get_n_keys]
 * @kind: (out) (transfer none): under which kind of secret it is kept
 *
 * Returns: (transfer full) (nullable): what is to be kept when the event is saved; %NULL where
 *   nothing was typed
 */
GBytes *
cue_acoustic_form_get_key (CueAcousticForm *self, guint index, const char **kind)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_FORM (self), NULL);
  g_return_val_if_fail (index < self->rows->len, NULL);

  *kind = cue_acoustic_connection_row_get_kind (self->rows->pdata[index]);
  return cue_acoustic_connection_row_get_key (self->rows->pdata[index]);
}

/**
 * cue_acoustic_form_give_keys:
 * @self: a form
 * @test: a test that was not started
 *
 * Lets a test use what was typed. Where nothing was, it uses what is kept.
 */
void
cue_acoustic_form_give_keys (CueAcousticForm *self, CueProfileTest *test)
{
  g_return_if_fail (CUE_IS_ACOUSTIC_FORM (self));

  for (guint i = 0; i < self->rows->len; i++) {
    CueAcousticConnectionRow *row = self->rows->pdata[i];
    g_autoptr (GBytes) key = cue_acoustic_connection_row_get_key (row);

    if (key != NULL)
      cue_profile_test_set_acoustic_key (test,
                                         cue_connection_get_id (
                                           cue_acoustic_connection_row_get_connection (row)),
                                         key);
  }
}
