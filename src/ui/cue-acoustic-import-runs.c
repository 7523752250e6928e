// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-import-view-private.h"

#include <glib/gi18n-lib.h>

#include "cue-compat.h"
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
  cue_publish_run_view_set_run (self->run,
                                run,
                                cue_acoustic_desk_get_run_connection (self->desk, run),
                                cue_acoustic_desk_get_run_title (self->desk, run));
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

/* ---- what was interrupted ---------------------------------------------------------------------
 */

/* Something that was asked about one interrupted run of one connection. */
typedef struct {
  CueAcousticImportView     *self;        /* owned */
  CueAcousticDesk           *desk;        /* owned */
  CueAcousticDeskConnection *connection;  /* owned */
  CueInterruptedRun         *interrupted; /* owned */
} Errand;

static Errand *
errand_new (CueAcousticImportView *self, CueInterruptedRun *interrupted)
{
  Errand *errand = g_new0 (Errand, 1);

  errand->self = g_object_ref (self);
  errand->desk = g_object_ref (self->desk);
  errand->connection = g_object_ref (self->connection);
  errand->interrupted = g_object_ref (interrupted);
  return errand;
}

static void
errand_free (Errand *errand)
{
  g_object_unref (errand->self);
  g_object_unref (errand->desk);
  g_object_unref (errand->connection);
  g_object_unref (errand->interrupted);
  g_free (errand);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Errand, errand_free)

static gboolean
is_stale (Errand *errand)
{
  return errand->self->connection != errand->connection ||
         gtk_widget_get_root (GTK_WIDGET (errand->self)) == NULL;
}

static void resume (Errand *errand, GFile *file);

static void
on_file_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  Errand *errand = data;
  g_autoptr (GFile) file = cue_compat_file_finish (result);

  if (file != NULL && !is_stale (errand))
    resume (errand, file);
  else
    errand_free (errand);
}

/* Where it was, it is not any more: somebody may know where it is. */
static void
on_choose_answered (GObject *source, GAsyncResult *result, gpointer data)
{
  Errand *errand = data;

  if (cue_compat_confirm_finish (result) && !is_stale (errand))
    cue_compat_open_file_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (errand->self))),
                                _ ("Choose a Table of Events"),
                                _ ("_Open"),
                                on_file_chosen,
                                errand);
  else
    errand_free (errand);
}

static void
on_resumed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Errand) errand = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CuePublishRun)
    run = cue_acoustic_desk_resume_run_finish (CUE_ACOUSTIC_DESK (source), result, &error);
  GtkWindow *window;

  if (is_stale (errand))
    return;

  /* Nothing is sent before somebody saw where it ended. */
  if (run != NULL) {
    cue_acoustic_import_view_show_run (errand->self, run);
    return;
  }

  window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (errand->self)));
  cue_compat_confirm_async (window,
                            _ ("It Cannot Go On"),
                            error->message,
                            _ ("_Choose the File…"),
                            FALSE,
                            on_choose_answered,
                            g_steal_pointer (&errand));
}

/* Takes over @errand. */
static void
resume (Errand *errand, GFile *file)
{
  cue_acoustic_desk_resume_run_async (errand->desk,
                                      errand->connection,
                                      errand->interrupted,
                                      file,
                                      NULL,
                                      on_resumed,
                                      errand);
}

static void
on_discarded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Errand) errand = data;
  g_autoptr (GError) error = NULL;

  if (!cue_acoustic_desk_discard_run_finish (CUE_ACOUSTIC_DESK (source), result, &error) &&
      !is_stale (errand))
    cue_finding_label_show (errand->self->fault, CUE_SEVERITY_ERROR, error->message, NULL);
}

static void
on_discard_answered (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Errand) errand = data;

  if (!cue_compat_confirm_finish (result) || is_stale (errand))
    return;

  cue_acoustic_desk_discard_run_async (errand->desk,
                                       errand->interrupted,
                                       NULL,
                                       on_discarded,
                                       errand);
  g_steal_pointer (&errand);
}

static void
go_on (CueAcousticImportView *self, GtkWidget *button)
{
  resume (errand_new (self, g_object_get_data (G_OBJECT (button), "run")), NULL);
}

static void
discard (CueAcousticImportView *self, GtkWidget *button)
{
  CueInterruptedRun *interrupted = g_object_get_data (G_OBJECT (button), "run");
  g_autofree char   *counts = cue_interrupted_run_describe (interrupted);
  g_autofree char   *body = NULL;

  /* Translators: %s says how many rows are how */
  body = g_strdup_printf (_ ("%s. The rows that were not published are not published. Who chooses "
                             "the file again is told which were."),
                          counts);
  cue_compat_confirm_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                            _ ("Discard the Rest of It?"),
                            body,
                            _ ("_Discard"),
                            TRUE,
                            on_discard_answered,
                            errand_new (self, interrupted));
}

static void
add_button (CueAcousticImportView *self,
            GtkWidget             *line,
            CueInterruptedRun     *interrupted,
            const char            *label,
            void (*clicked) (CueAcousticImportView *self, GtkWidget *button))
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "run", g_object_ref (interrupted), g_object_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (line), button);
}

static GtkWidget *
make_interrupted_line (gpointer item, gpointer data)
{
  CueAcousticImportView *self = data;
  GtkWidget             *line = adw_action_row_new ();
  GtkWidget             *icon = gtk_image_new ();
  g_autofree char       *counts = cue_interrupted_run_describe (item);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (line), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line), cue_interrupted_run_get_title (item));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (line), counts);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (line), FALSE);
  cue_publish_run_style_apply (GTK_IMAGE (icon), CUE_PUBLISH_RUN_STOPPED);
  adw_action_row_add_prefix (ADW_ACTION_ROW (line), icon);
  add_button (self, line, item, _ ("_Go On…"), go_on);
  add_button (self, line, item, _ ("_Discard…"), discard);
  return line;
}

static void
on_interrupted_changed (CueAcousticImportView *self)
{
  gtk_widget_set_visible (self->interrupted_group,
                          self->interrupted != NULL &&
                            g_list_model_get_n_items (self->interrupted) > 0);
}

static void
take_interrupted (CueAcousticImportView *self)
{
  if (self->connection != NULL)
    self->interrupted =
      g_object_ref (cue_acoustic_desk_connection_get_interrupted (self->connection));

  gtk_list_box_bind_model (self->interrupted_list,
                           self->interrupted,
                           make_interrupted_line,
                           self,
                           NULL);

  if (self->interrupted != NULL)
    g_signal_connect_swapped (self->interrupted,
                              "items-changed",
                              G_CALLBACK (on_interrupted_changed),
                              self);

  on_interrupted_changed (self);
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
  if (self->interrupted != NULL)
    g_signal_handlers_disconnect_by_data (self->interrupted, self);

  if (self->interrupted_list != NULL)
    gtk_list_box_bind_model (self->interrupted_list, NULL, NULL, NULL, NULL);

  g_clear_object (&self->interrupted);

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
  take_interrupted (self);
}
