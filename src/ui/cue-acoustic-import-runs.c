// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-import-view-private.h"

#include "cue-publish-style.h"

/* What was published by the connection that is shown: it can be looked at, and gone on with. */

/*
 * cue_acoustic_import_view_show_run:
 * @self: the view
 * @run: a run of the desk
 *
 * Shows how far a run is.
 */
void
cue_acoustic_import_view_show_run (CueAcousticImportView *self, CuePublishRun *run)
{
  cue_publish_run_view_set_run (self->run, run, cue_acoustic_desk_get_run_title (self->desk, run));
  gtk_stack_set_visible_child_name (self->pages, "run");
  gtk_widget_child_focus (GTK_WIDGET (self->run), GTK_DIR_TAB_FORWARD);
}

/*
 * cue_acoustic_import_view_on_run_activated:
 * @self: the view
 * @row: of the list of runs
 *
 * Shows the run that somebody chose.
 */
void
cue_acoustic_import_view_on_run_activated (CueAcousticImportView *self, GtkListBoxRow *row)
{
  g_autoptr (CuePublishRun)
    run = g_list_model_get_item (self->runs, (guint) gtk_list_box_row_get_index (row));

  if (run != NULL)
    cue_acoustic_import_view_show_run (self, run);
}

static void
update_run_line (AdwActionRow *line)
{
  CuePublishRun     *run = g_object_get_data (G_OBJECT (line), "run");
  CuePublishRunState state = cue_publish_run_get_state (run);
  g_autofree char   *counts = cue_publish_run_describe (run);
  g_autofree char   *words =
    g_strdup_printf ("%s · %s", cue_publish_run_style_get_words (state), counts);

  adw_action_row_set_subtitle (line, words);
  cue_publish_run_style_apply (g_object_get_data (G_OBJECT (line), "icon"), state);
}

static GtkWidget *
make_run_line (gpointer item, gpointer data)
{
  CueAcousticImportView *self = data;
  GtkWidget             *line = adw_action_row_new ();
  GtkWidget             *icon = gtk_image_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (line), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line),
                                 cue_acoustic_desk_get_run_title (self->desk, item));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (line), TRUE);
  adw_action_row_add_prefix (ADW_ACTION_ROW (line), icon);
  adw_action_row_add_suffix (ADW_ACTION_ROW (line),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_object_set_data_full (G_OBJECT (line), "run", g_object_ref (item), g_object_unref);
  g_object_set_data (G_OBJECT (line), "icon", icon);
  g_signal_connect_object (item,
                           "notify::state",
                           G_CALLBACK (update_run_line),
                           line,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (item,
                           "notify::fraction",
                           G_CALLBACK (update_run_line),
                           line,
                           G_CONNECT_SWAPPED);
  update_run_line (ADW_ACTION_ROW (line));
  return line;
}

static void
on_runs_changed (CueAcousticImportView *self)
{
  gtk_widget_set_visible (self->runs_group,
                          self->runs != NULL && g_list_model_get_n_items (self->runs) > 0);
}

static gboolean
is_own_run (gpointer item, gpointer data)
{
  CueAcousticImportView *self = data;

  return self->desk != NULL &&
         cue_acoustic_desk_get_run_connection (self->desk, item) == self->connection;
}

/*
 * cue_acoustic_import_view_drop_runs:
 * @self: the view
 *
 * Shows no runs any more.
 */
void
cue_acoustic_import_view_drop_runs (CueAcousticImportView *self)
{
  if (self->runs == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->runs, self);

  if (self->run_list != NULL)
    gtk_list_box_bind_model (self->run_list, NULL, NULL, NULL, NULL);

  g_clear_object (&self->runs);
}

/*
 * cue_acoustic_import_view_take_runs:
 * @self: the view
 *
 * Shows the runs of its connection.
 */
void
cue_acoustic_import_view_take_runs (CueAcousticImportView *self)
{
  GtkFilter *filter;

  cue_acoustic_import_view_drop_runs (self);

  if (self->desk != NULL && self->connection != NULL) {
    filter = GTK_FILTER (gtk_custom_filter_new (is_own_run, self, NULL));
    self->runs = G_LIST_MODEL (
      gtk_filter_list_model_new (g_object_ref (cue_acoustic_desk_get_runs (self->desk)), filter));
    gtk_list_box_bind_model (self->run_list, self->runs, make_run_line, self, NULL);
    g_signal_connect_swapped (self->runs, "items-changed", G_CALLBACK (on_runs_changed), self);
  }

  on_runs_changed (self);
}
