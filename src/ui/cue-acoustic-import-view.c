// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-import-view-private.h"

#include <glib/gi18n-lib.h>

#include "cue-compat.h"
#include "cue-csv-column-row.h"
#include "cue-finding-board.h"

/**
 * CueAcousticImportView:
 *
 * Publishes the rows of a file: what each column becomes, what the rules say about each row, how
 * many requests that takes, and then how far it is and what became of each row. Publishing that
 * was begun goes on when the view shows something else, and is offered when somebody comes back.
 * “acoustic.back” leaves it. Main thread only.
 */
G_DEFINE_FINAL_TYPE (CueAcousticImportView, cue_acoustic_import_view, ADW_TYPE_BIN)

/* So long nobody types any more. */
#define SURVEY_AFTER_MS 150

static gboolean
is_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
stop (GCancellable **cancellable)
{
  g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
}

static gboolean
may_publish (CueAcousticImportView *self)
{
  return self->connection != NULL &&
         cue_acoustic_client_fits_role (cue_acoustic_desk_connection_get_client (self->connection),
                                        CUE_ACOUSTIC_CALL_PUBLISH);
}

/* ---- what it comes to -------------------------------------------------------------------------
 */

static char *
describe (CueAcousticImportView *self)
{
  guint            n_rows = cue_csv_survey_get_n_rows (self->survey);
  guint            n_blocked = cue_csv_survey_get_n_blocked (self->survey);
  guint            n_warned = cue_csv_survey_get_n_warned (self->survey);
  guint            n_requests = cue_csv_survey_get_n_requests (self->survey);
  g_autofree char *rows = NULL;
  g_autofree char *requests = NULL;
  g_autofree char *blocked = NULL;
  g_autofree char *warned = NULL;

  rows = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u row", "%u rows", n_rows), n_rows);
  requests =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u request", "%u requests", n_requests),
                     n_requests);

  if (n_blocked > 0)
    blocked = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                            " · %u row breaks a rule and is left out",
                                            " · %u rows break a rule and are left out",
                                            n_blocked),
                               n_blocked);

  if (n_warned > 0)
    warned = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                           " · %u row has a warning",
                                           " · %u rows have a warning",
                                           n_warned),
                              n_warned);

  return g_strconcat (rows,
                      " · ",
                      requests,
                      blocked != NULL ? blocked : "",
                      warned != NULL ? warned : "",
                      NULL);
}

static void
update_words (CueAcousticImportView *self, guint n_events)
{
  g_autofree char *words = NULL;
  g_autofree char *label = NULL;

  if (self->sending != NULL)
    words = g_strdup (_ ("Making the requests…"));
  else if (self->survey == NULL)
    words = g_strdup (_ ("Looking at all rows…"));
  else
    words = describe (self);

  gtk_label_set_label (self->words, words);
  label = n_events > 0 ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                       "_Publish %u Event",
                                                       "_Publish %u Events",
                                                       n_events),
                                          n_events)
                       : g_strdup (_ ("_Publish"));
  gtk_button_set_label (self->publish, label);
}

/*
 * cue_acoustic_import_view_update:
 * @self: the view
 *
 * Shows what the file comes to, and what can be done with it.
 */
void
cue_acoustic_import_view_update (CueAcousticImportView *self)
{
  guint    n_events = 0;
  gboolean ready;

  if (self->survey != NULL)
    n_events =
      cue_csv_survey_get_n_rows (self->survey) - cue_csv_survey_get_n_blocked (self->survey);

  ready = may_publish (self) && n_events > 0 && self->sending == NULL;
  update_words (self, n_events);
  gtk_spinner_set_spinning (self->spinner, self->surveying != NULL || self->sending != NULL);
  gtk_widget_set_visible (self->cancel, self->sending != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.dry-run", ready);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.publish", ready);
}

static void
on_surveyed (GObject *source, GAsyncResult *result, gpointer data)
{
  CueAcousticImportView *self;
  g_autoptr (GError) error = NULL;
  g_autoptr (CueCsvSurvey) survey = cue_csv_survey_make_finish (result, &error);

  if (is_cancelled (error))
    return;

  self = CUE_ACOUSTIC_IMPORT_VIEW (data);
  g_clear_object (&self->surveying);

  if (survey == NULL)
    cue_finding_label_show (self->result, CUE_SEVERITY_ERROR, error->message, NULL);
  else {
    g_set_object (&self->survey, survey);
    cue_csv_preview_show (self->preview, survey);
  }

  cue_acoustic_import_view_update (self);
}

static gboolean
on_survey_due (gpointer data)
{
  CueAcousticImportView *self = data;
  g_autoptr (CueAcousticContext) context = NULL;

  self->survey_wait = 0;

  if (self->connection != NULL)
    context = cue_acoustic_desk_connection_make_context (self->connection);

  self->surveying = g_cancellable_new ();
  cue_csv_survey_make_async (self->mapping, context, self->surveying, on_surveyed, self);
  cue_acoustic_import_view_update (self);
  return G_SOURCE_REMOVE;
}

static void
show_at (CueFindingLabel *label, GPtrArray *findings, const char *path)
{
  cue_finding_board_show_at (label, cue_findings_worst_at (findings, path));
}

static void
show_findings (CueAcousticImportView *self)
{
  g_autoptr (GPtrArray) findings = cue_csv_mapping_check (self->mapping);

  show_at (self->code_finding, findings, "code");
  show_at (self->time_finding, findings, "timestamp");
  show_at (self->zone_finding, findings, "zone");
  show_at (self->channel_finding, findings, "channel");
  show_at (self->identifiers_finding, findings, "identifiers");

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->columns)); row != NULL;
       row = gtk_widget_get_next_sibling (row)) {
    if (CUE_IS_CSV_COLUMN_ROW (row))
      cue_csv_column_row_show (CUE_CSV_COLUMN_ROW (row), findings);
  }
}

static void
on_mapping_changed (CueAcousticImportView *self)
{
  if (self->filling || self->mapping == NULL)
    return;

  cue_acoustic_import_view_stop_preparing (self);
  stop (&self->surveying);
  g_clear_object (&self->survey);
  cue_finding_label_clear (self->result);
  show_findings (self);
  g_clear_handle_id (&self->survey_wait, g_source_remove);
  self->survey_wait = g_timeout_add (SURVEY_AFTER_MS, on_survey_due, self);
  cue_acoustic_import_view_update (self);
}

/* ---- the file ---------------------------------------------------------------------------------
 */

static void
drop_file (CueAcousticImportView *self)
{
  cue_acoustic_import_view_stop_preparing (self);
  stop (&self->reading);
  stop (&self->surveying);
  g_clear_handle_id (&self->survey_wait, g_source_remove);
  g_clear_object (&self->survey);
  g_clear_object (&self->file);
  g_clear_object (&self->mapping);
}

static void
add_columns (CueAcousticImportView *self)
{
  GListModel *columns = cue_csv_mapping_get_columns (self->mapping);
  GtkWidget  *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->columns))) != NULL)
    gtk_list_box_remove (self->columns, row);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++) {
    g_signal_connect_object (cue_csv_mapping_get_column (self->mapping, i),
                             "notify",
                             G_CALLBACK (on_mapping_changed),
                             self,
                             G_CONNECT_SWAPPED);
    gtk_list_box_append (self->columns, cue_csv_column_row_new (self->mapping, i));
  }
}

static void
fill (CueAcousticImportView *self)
{
  self->filling = TRUE;
  gtk_editable_set_text (self->code, cue_csv_mapping_get_code (self->mapping));
  gtk_editable_set_text (self->time, cue_csv_mapping_get_timestamp (self->mapping));
  gtk_editable_set_text (self->zone, cue_csv_mapping_get_zone (self->mapping));
  gtk_editable_set_text (self->channel, cue_csv_mapping_get_channel (self->mapping));
  gtk_spin_button_set_value (self->per_request,
                             cue_csv_mapping_get_events_per_request (self->mapping));
  gtk_switch_set_active (self->send_empty, cue_csv_mapping_get_send_empty (self->mapping));
  add_columns (self);
  self->filling = FALSE;
}

static void
take_table (CueAcousticImportView *self, CueCsvTable *table)
{
  g_autofree char *name = g_file_get_basename (self->file);
  g_autofree char *shown = g_filename_display_name (name);

  self->mapping = cue_csv_mapping_new (table);
  gtk_label_set_label (self->title, shown);
  cue_csv_preview_set_table (self->preview, table);
  fill (self);
  gtk_stack_set_visible_child_name (self->pages, "file");
  gtk_widget_child_focus (GTK_WIDGET (self->columns), GTK_DIR_TAB_FORWARD);
  on_mapping_changed (self);
}

static void
show_start (CueAcousticImportView *self)
{
  drop_file (self);
  cue_csv_preview_set_table (self->preview, NULL);
  gtk_stack_set_visible_child_name (self->pages, may_publish (self) ? "start" : "role");
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  CueAcousticImportView *self;
  g_autoptr (GError) error = NULL;
  g_autoptr (CueCsvTable) table = cue_csv_table_load_finish (result, &error);
  const char *words = NULL;

  if (is_cancelled (error))
    return;

  self = CUE_ACOUSTIC_IMPORT_VIEW (data);
  g_clear_object (&self->reading);

  if (table == NULL)
    words = error->message;
  else if (cue_csv_table_get_n_rows (table) == 0)
    words = _ ("The file has titles of columns, but no row below them.");

  if (words == NULL) {
    take_table (self, table);
    return;
  }

  show_start (self);
  cue_finding_label_show (self->fault, CUE_SEVERITY_ERROR, words, NULL);
}

static void
on_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CueAcousticImportView) self = data;
  g_autoptr (GFile) file = cue_compat_file_finish (result);

  if (file != NULL && may_publish (self))
    cue_acoustic_import_view_open (self, file);
}

static void
choose (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cue_compat_open_file_async (GTK_WINDOW (gtk_widget_get_root (widget)),
                              _ ("Choose a Table of Events"),
                              _ ("_Open"),
                              on_chosen,
                              g_object_ref (widget));
}

static void
cancel (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueAcousticImportView *self = CUE_ACOUSTIC_IMPORT_VIEW (widget);

  if (self->reading != NULL)
    show_start (self);

  cue_acoustic_import_view_stop_preparing (self);
  cue_acoustic_import_view_update (self);
}

/* From a run to the file it was begun from, and from the file to the choice. */
static void
back (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueAcousticImportView *self = CUE_ACOUSTIC_IMPORT_VIEW (widget);
  const char            *page = gtk_stack_get_visible_child_name (self->pages);

  if (g_str_equal (page, "run") && self->mapping != NULL)
    gtk_stack_set_visible_child_name (self->pages, "file");
  else if (g_str_equal (page, "run") || g_str_equal (page, "file"))
    show_start (self);
  else
    gtk_widget_activate_action (widget, "acoustic.back", NULL);
}

/* ---- the widget -------------------------------------------------------------------------------
 */

static void
on_field_changed (CueAcousticImportView *self)
{
  if (self->filling || self->mapping == NULL)
    return;

  cue_csv_mapping_set_code (self->mapping, gtk_editable_get_text (self->code));
  cue_csv_mapping_set_timestamp (self->mapping, gtk_editable_get_text (self->time));
  cue_csv_mapping_set_zone (self->mapping, gtk_editable_get_text (self->zone));
  cue_csv_mapping_set_channel (self->mapping, gtk_editable_get_text (self->channel));
  cue_csv_mapping_set_events_per_request (self->mapping,
                                          (guint) gtk_spin_button_get_value_as_int (
                                            self->per_request));
  cue_csv_mapping_set_send_empty (self->mapping, gtk_switch_get_active (self->send_empty));
  on_mapping_changed (self);
}

static void
cue_acoustic_import_view_dispose (GObject *object)
{
  CueAcousticImportView *self = CUE_ACOUSTIC_IMPORT_VIEW (object);

  drop_file (self);
  cue_acoustic_import_view_drop_runs (self);
  g_clear_object (&self->connection);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (cue_acoustic_import_view_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, CueAcousticImportView, pages);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticImportView, run_list);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticImportView, runs_group);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticImportView, interrupted_list);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticImportView, interrupted_group);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticImportView, fault);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticImportView, title);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticImportView, words);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticImportView, spinner);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticImportView, cancel);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticImportView, publish);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticImportView, result);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticImportView, code);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticImportView, time);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticImportView, zone);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticImportView, channel);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticImportView, per_request);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticImportView, send_empty);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticImportView, code_finding);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticImportView, time_finding);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticImportView, zone_finding);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticImportView, channel_finding);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticImportView, identifiers_finding);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticImportView, columns);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticImportView, preview);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticImportView, run);
}

static void
cue_acoustic_import_view_class_init (CueAcousticImportViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_acoustic_import_view_dispose;

  g_type_ensure (CUE_TYPE_CSV_PREVIEW);
  g_type_ensure (CUE_TYPE_FINDING_LABEL);
  g_type_ensure (CUE_TYPE_PUBLISH_RUN_VIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-acoustic-import-view.ui");
  bind_children (widget_class);
  cue_acoustic_import_view_install_actions (widget_class);
  gtk_widget_class_install_action (widget_class, "import.choose", NULL, choose);
  gtk_widget_class_install_action (widget_class, "import.cancel", NULL, cancel);
  gtk_widget_class_install_action (widget_class, "import.back", NULL, back);
}

static void
cue_acoustic_import_view_init (CueAcousticImportView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->code, "changed", G_CALLBACK (on_field_changed), self);
  g_signal_connect_swapped (self->time, "changed", G_CALLBACK (on_field_changed), self);
  g_signal_connect_swapped (self->zone, "changed", G_CALLBACK (on_field_changed), self);
  g_signal_connect_swapped (self->channel, "changed", G_CALLBACK (on_field_changed), self);
  g_signal_connect_swapped (self->per_request,
                            "value-changed",
                            G_CALLBACK (on_field_changed),
                            self);
  g_signal_connect_swapped (self->send_empty,
                            "notify::active",
                            G_CALLBACK (on_field_changed),
                            self);
  g_signal_connect_swapped (self->run_list,
                            "row-activated",
                            G_CALLBACK (cue_acoustic_import_view_on_run_activated),
                            self);
  cue_acoustic_import_view_update (self);
}

/**
 * cue_acoustic_import_view_set_connection:
 * @self: a view
 * @desk: (nullable): has the runs
 * @connection: (nullable): one of @desk, by which is published
 *
 * Chooses where is published. A file that was not published yet is let go of.
 */
void
cue_acoustic_import_view_set_connection (CueAcousticImportView     *self,
                                         CueAcousticDesk           *desk,
                                         CueAcousticDeskConnection *connection)
{
  g_return_if_fail (CUE_IS_ACOUSTIC_IMPORT_VIEW (self));
  g_return_if_fail (desk == NULL || CUE_IS_ACOUSTIC_DESK (desk));
  g_return_if_fail (connection == NULL || CUE_IS_ACOUSTIC_DESK_CONNECTION (connection));

  if (self->desk == desk && self->connection == connection)
    return;

  cue_publish_run_view_set_run (self->run, NULL, NULL, NULL);
  g_set_object (&self->desk, desk);
  g_set_object (&self->connection, connection);
  cue_finding_label_clear (self->fault);
  cue_acoustic_import_view_take_runs (self);
  show_start (self);
  cue_acoustic_import_view_update (self);
}

/**
 * cue_acoustic_import_view_open:
 * @self: a view with a connection
 * @file: a table of events
 *
 * Reads a file in a worker and shows what its columns probably are.
 */
void
cue_acoustic_import_view_open (CueAcousticImportView *self, GFile *file)
{
  g_return_if_fail (CUE_IS_ACOUSTIC_IMPORT_VIEW (self));
  g_return_if_fail (G_IS_FILE (file));

  drop_file (self);
  cue_finding_label_clear (self->fault);
  cue_finding_label_clear (self->result);
  self->file = g_object_ref (file);
  self->reading = g_cancellable_new ();
  gtk_stack_set_visible_child_name (self->pages, "reading");
  cue_csv_table_load_async (file, 0, self->reading, on_read, self);
}

/**
 * cue_acoustic_import_view_is_surveyed:
 * @self: a view
 *
 * Returns: whether a file is shown all of whose rows were looked at
 */
gboolean
cue_acoustic_import_view_is_surveyed (CueAcousticImportView *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_IMPORT_VIEW (self), FALSE);

  return self->survey != NULL;
}
