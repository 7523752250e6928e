// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-event-file-sheet.h"

#include <glib/gi18n-lib.h>

#include "cue-event-file-table.h"
#include "cue-finding-label.h"

/* A list with more columns is slow to lay out, and nobody reads it; a row can be searched whole. */
#define MAX_COLUMNS  40
#define COLUMN_WIDTH 190

/**
 * CueEventFileSheet:
 *
 * The events of a file that was saved, as a table that can be searched. The file is read in a
 * worker. It activates `files.back` to be left. Main thread only.
 */
struct _CueEventFileSheet {
  AdwBin parent_instance;

  GCancellable    *cancellable; /* owned; may be NULL: nothing is read */
  GtkCustomFilter *filter;      /* owned by ‘filtered’ */
  GListModel      *filtered;    /* owned; of CueEventFileRow; may be NULL */
  char            *needle;      /* owned; case-folded */

  GtkLabel        *title;
  GtkLabel        *words;
  CueFindingLabel *odd;
  GtkEditable     *search;
  GtkStack        *stack;
  GtkSpinner      *spinner;
  AdwStatusPage   *none;
  GtkColumnView   *list;
};

G_DEFINE_FINAL_TYPE (CueEventFileSheet, cue_event_file_sheet, ADW_TYPE_BIN)

static gboolean
holds_needle (gpointer item, gpointer data)
{
  CueEventFileSheet *self = data;
  g_autofree char   *text = NULL;
  g_autofree char   *folded = NULL;

  if (self->needle == NULL || self->needle[0] == '\0')
    return TRUE;

  text = cue_event_file_row_to_text (item);
  folded = g_utf8_casefold (text, -1);
  return strstr (folded, self->needle) != NULL;
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_list_item_set_child (item, label);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget  *label = gtk_list_item_get_child (item);
  const char *text =
    cue_event_file_row_get_cell (gtk_list_item_get_item (item), GPOINTER_TO_UINT (data));

  gtk_label_set_label (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_tooltip_text (label, text);
}

static void
clear_columns (CueEventFileSheet *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->list);

  while (g_list_model_get_n_items (columns) > 0) {
    g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

    gtk_column_view_remove_column (self->list, column);
  }
}

static void
add_columns (CueEventFileSheet *self, CueEventFileTable *table)
{
  const char *const *titles = cue_event_file_table_get_columns (table);
  guint              n = MIN (cue_event_file_table_get_n_columns (table), MAX_COLUMNS);

  for (guint i = 0; i < n; i++) {
    GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
    g_autoptr (GtkColumnViewColumn) column = NULL;

    g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
    g_signal_connect (factory, "bind", G_CALLBACK (on_bind), GUINT_TO_POINTER (i));
    column = gtk_column_view_column_new (titles[i], factory);
    gtk_column_view_column_set_resizable (column, TRUE);
    gtk_column_view_column_set_fixed_width (column, COLUMN_WIDTH);
    gtk_column_view_column_set_expand (column, i + 1 == n);
    gtk_column_view_append_column (self->list, column);
  }
}

static void
update_stack (CueEventFileSheet *self)
{
  gboolean searched = self->needle != NULL && self->needle[0] != '\0';

  if (self->filtered == NULL)
    return;

  adw_status_page_set_title (self->none, searched ? _ ("No Row Fits") : _ ("Nothing in This File"));
  gtk_stack_set_visible_child_name (self->stack,
                                    g_list_model_get_n_items (self->filtered) > 0 ? "rows"
                                                                                  : "none");
}

static void
on_search_changed (CueEventFileSheet *self)
{
  g_free (self->needle);
  self->needle = g_utf8_casefold (gtk_editable_get_text (self->search), -1);

  if (self->filtered == NULL)
    return;

  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  update_stack (self);
}

static void
show_odd (CueEventFileSheet *self, CueEventFileTable *table)
{
  GPtrArray       *found = cue_event_file_table_get_diagnostics (table);
  guint            n_more = cue_event_file_table_get_n_columns (table);
  g_autofree char *words = NULL;

  n_more = n_more > MAX_COLUMNS ? n_more - MAX_COLUMNS : 0;

  if (found->len > 0) {
    cue_finding_label_show_odd (self->odd, found);
  } else if (n_more > 0) {
    words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                          "%u more column is not shown; the search finds it.",
                                          "%u more columns are not shown; the search finds them.",
                                          n_more),
                             n_more);
    cue_finding_label_show (self->odd, CUE_SEVERITY_INFO, words, NULL);
  }
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  CueEventFileSheet *self;
  g_autoptr (GError) error = NULL;
  g_autoptr (CueEventFileTable) table = cue_event_file_table_load_finish (result, &error);
  GtkSelectionModel *selection;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = CUE_EVENT_FILE_SHEET (data);
  g_clear_object (&self->cancellable);
  gtk_spinner_stop (self->spinner);

  if (table == NULL) {
    cue_finding_label_show (self->odd, CUE_SEVERITY_ERROR, error->message, NULL);
    adw_status_page_set_title (self->none, _ ("This File Cannot Be Shown"));
    gtk_stack_set_visible_child_name (self->stack, "none");
    return;
  }

  gtk_label_set_label (self->words, cue_event_file_table_get_words (table));
  show_odd (self, table);
  add_columns (self, table);
  self->filter = gtk_custom_filter_new (holds_needle, self, NULL);
  self->filtered = G_LIST_MODEL (
    gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (table)), GTK_FILTER (self->filter)));
  /* A search through a hundred thousand rows leaves time to draw. */
  gtk_filter_list_model_set_incremental (GTK_FILTER_LIST_MODEL (self->filtered), TRUE);
  g_signal_connect_swapped (self->filtered, "items-changed", G_CALLBACK (update_stack), self);
  selection = GTK_SELECTION_MODEL (gtk_single_selection_new (g_object_ref (self->filtered)));
  gtk_column_view_set_model (self->list, selection);
  g_object_unref (selection);
  update_stack (self);
}

static void
cue_event_file_sheet_dispose (GObject *object)
{
  CueEventFileSheet *self = CUE_EVENT_FILE_SHEET (object);

  if (self->list != NULL)
    cue_event_file_sheet_clear (self);

  g_clear_pointer (&self->needle, g_free);

  G_OBJECT_CLASS (cue_event_file_sheet_parent_class)->dispose (object);
}

static void
cue_event_file_sheet_class_init (CueEventFileSheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_event_file_sheet_dispose;

  g_type_ensure (CUE_TYPE_FINDING_LABEL);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-event-file-sheet.ui");
  gtk_widget_class_bind_template_child (widget_class, CueEventFileSheet, title);
  gtk_widget_class_bind_template_child (widget_class, CueEventFileSheet, words);
  gtk_widget_class_bind_template_child (widget_class, CueEventFileSheet, odd);
  gtk_widget_class_bind_template_child (widget_class, CueEventFileSheet, search);
  gtk_widget_class_bind_template_child (widget_class, CueEventFileSheet, stack);
  gtk_widget_class_bind_template_child (widget_class, CueEventFileSheet, spinner);
  gtk_widget_class_bind_template_child (widget_class, CueEventFileSheet, none);
  gtk_widget_class_bind_template_child (widget_class, CueEventFileSheet, list);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "files.back", NULL);
}

static void
cue_event_file_sheet_init (CueEventFileSheet *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (on_search_changed), self);
}

/**
 * cue_event_file_sheet_show:
 * @self: a sheet
 * @file: a file that was saved
 *
 * Reads a file and shows its events.
 */
void
cue_event_file_sheet_show (CueEventFileSheet *self, CueEventFile *file)
{
  g_autofree char *shown = NULL;

  g_return_if_fail (CUE_IS_EVENT_FILE_SHEET (self));
  g_return_if_fail (CUE_IS_EVENT_FILE (file));
  g_return_if_fail (cue_event_file_get_saved (file) != NULL);

  cue_event_file_sheet_clear (self);
  g_object_get (file, "display-name", &shown, NULL);
  gtk_label_set_label (self->title, shown);
  gtk_stack_set_visible_child_name (self->stack, "reading");
  gtk_spinner_start (self->spinner);
  self->cancellable = g_cancellable_new ();
  cue_event_file_table_load_async (cue_event_file_get_saved (file),
                                   self->cancellable,
                                   on_read,
                                   self);
}

/**
 * cue_event_file_sheet_clear:
 * @self: a sheet
 *
 * Lets go of what it shows.
 */
void
cue_event_file_sheet_clear (CueEventFileSheet *self)
{
  g_return_if_fail (CUE_IS_EVENT_FILE_SHEET (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  if (self->filtered != NULL)
    g_signal_handlers_disconnect_by_data (self->filtered, self);

  gtk_column_view_set_model (self->list, NULL);
  clear_columns (self);
  g_clear_object (&self->filtered);
  self->filter = NULL;
  gtk_editable_set_text (self->search, "");
  gtk_label_set_label (self->words, "");
  cue_finding_label_clear (self->odd);
}
