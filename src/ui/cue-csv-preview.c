// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-csv-preview.h"

#include <glib/gi18n-lib.h>

#include "cue-finding-board.h"
#include "cue-state-style.h"

/* A list with more columns is slow to lay out. */
#define MAX_COLUMNS  30
#define COLUMN_WIDTH 190
#define CHECK_WIDTH  220

/**
 * CueCsvPreview:
 *
 * The first rows of a table, and those that may not be sent, each with what the rules say about it.
 * Main thread only.
 */
struct _CueCsvPreview {
  AdwBin parent_instance;

  CueCsvTable *table; /* owned; may be NULL */

  GtkColumnView *list;
};

G_DEFINE_FINAL_TYPE (CueCsvPreview, cue_csv_preview, ADW_TYPE_BIN)

static GtkWidget *
make_label (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  return label;
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, make_label ());
}

static void
on_setup_check (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new ();

  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), make_label ());
  gtk_list_item_set_child (item, box);
}

static void
on_bind_line (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  CueCsvSurveyRow *row = gtk_list_item_get_item (item);
  g_autofree char *line = g_strdup_printf ("%u", cue_csv_survey_row_get_line (row));

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), line);
  gtk_widget_add_css_class (gtk_list_item_get_child (item), "numeric");
}

static char *
join_words (GPtrArray *findings)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++) {
    if (i > 0)
      g_string_append_c (all, '\n');

    g_string_append (all, cue_finding_get_words (findings->pdata[i]));
  }

  return g_strdup (all->str);
}

static void
on_bind_check (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GPtrArray        *findings = cue_csv_survey_row_get_findings (gtk_list_item_get_item (item));
  GtkWidget        *box = gtk_list_item_get_child (item);
  GtkWidget        *icon = gtk_widget_get_first_child (box);
  GtkWidget        *label = gtk_widget_get_next_sibling (icon);
  const CueFinding *worst = cue_findings_worst (findings);
  g_autofree char  *all = NULL;
  g_autofree char  *words = NULL;
  CueSeverity       severity;

  if (worst == NULL) {
    gtk_image_set_from_icon_name (GTK_IMAGE (icon), cue_health_style_get_icon (CUE_HEALTH_OK));
    cue_health_style_apply (icon, CUE_HEALTH_OK);
    /* Translators: what the rules say about a row */
    gtk_label_set_label (GTK_LABEL (label), _ ("In order"));
    gtk_widget_set_tooltip_text (box, NULL);
    return;
  }

  severity = cue_finding_board_get_severity (worst);
  gtk_image_set_from_icon_name (GTK_IMAGE (icon), cue_severity_style_get_icon (severity));
  cue_health_style_apply (icon, cue_severity_style_to_health (severity));
  /* Translators: what the rules say about a row: “Left out”, then why */
  words = cue_finding_get_level (worst) == CUE_FINDING_BLOCK
            ? g_strdup_printf (_ ("Left out: %s"), cue_finding_get_words (worst))
            : g_strdup_printf ("%s: %s",
                               cue_severity_style_get_words (severity),
                               cue_finding_get_words (worst));
  gtk_label_set_label (GTK_LABEL (label), words);
  all = join_words (findings);
  gtk_widget_set_tooltip_text (box, all);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget   *label = gtk_list_item_get_child (item);
  CueCsvTable *table = g_object_get_data (G_OBJECT (factory), "table");
  guint        row = cue_csv_survey_row_get_row (gtk_list_item_get_item (item));
  const char  *text = cue_csv_table_get (table, row, GPOINTER_TO_UINT (data));

  gtk_label_set_label (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_tooltip_text (label, text);
}

static void
add_column (CueCsvPreview *self, const char *title, GtkListItemFactory *factory, int width)
{
  g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (title, factory);

  gtk_column_view_column_set_resizable (column, TRUE);

  if (width > 0)
    gtk_column_view_column_set_fixed_width (column, width);

  gtk_column_view_append_column (self->list, column);
}

static void
add_own_columns (CueCsvPreview *self)
{
  GtkListItemFactory *line = gtk_signal_list_item_factory_new ();
  GtkListItemFactory *check = gtk_signal_list_item_factory_new ();

  g_signal_connect (line, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (line, "bind", G_CALLBACK (on_bind_line), NULL);
  /* Translators: title of a column: the line of a file */
  add_column (self, _ ("Line"), line, 0);
  g_signal_connect (check, "setup", G_CALLBACK (on_setup_check), NULL);
  g_signal_connect (check, "bind", G_CALLBACK (on_bind_check), NULL);
  /* Translators: title of a column: what the rules say about a row */
  add_column (self, _ ("Check"), check, CHECK_WIDTH);
}

static void
add_table_columns (CueCsvPreview *self)
{
  guint n = MIN (cue_csv_table_get_n_columns (self->table), MAX_COLUMNS);

  for (guint i = 0; i < n; i++) {
    GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

    g_object_set_data_full (G_OBJECT (factory),
                            "table",
                            g_object_ref (self->table),
                            g_object_unref);
    g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
    g_signal_connect (factory, "bind", G_CALLBACK (on_bind), GUINT_TO_POINTER (i));
    add_column (self, cue_csv_table_get_title (self->table, i), factory, COLUMN_WIDTH);
  }
}

static void
clear (CueCsvPreview *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->list);

  gtk_column_view_set_model (self->list, NULL);

  while (g_list_model_get_n_items (columns) > 0) {
    g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

    gtk_column_view_remove_column (self->list, column);
  }

  g_clear_object (&self->table);
}

static void
cue_csv_preview_dispose (GObject *object)
{
  CueCsvPreview *self = CUE_CSV_PREVIEW (object);

  if (self->list != NULL)
    clear (self);

  G_OBJECT_CLASS (cue_csv_preview_parent_class)->dispose (object);
}

static void
cue_csv_preview_class_init (CueCsvPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_csv_preview_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-csv-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, CueCsvPreview, list);
}

static void
cue_csv_preview_init (CueCsvPreview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * cue_csv_preview_set_table:
 * @self: a preview
 * @table: (nullable): what it shows
 *
 * Makes a column for each of the table. Rows are shown when they were looked at.
 */
void
cue_csv_preview_set_table (CueCsvPreview *self, CueCsvTable *table)
{
  g_return_if_fail (CUE_IS_CSV_PREVIEW (self));
  g_return_if_fail (table == NULL || CUE_IS_CSV_TABLE (table));

  clear (self);

  if (table == NULL)
    return;

  self->table = g_object_ref (table);
  add_own_columns (self);
  add_table_columns (self);
}

/**
 * cue_csv_preview_show:
 * @self: a preview that has a table
 * @survey: what the rules say about its rows
 *
 * Shows rows of the table.
 */
void
cue_csv_preview_show (CueCsvPreview *self, CueCsvSurvey *survey)
{
  g_autoptr (GtkSelectionModel) rows = NULL;

  g_return_if_fail (CUE_IS_CSV_PREVIEW (self));
  g_return_if_fail (CUE_IS_CSV_SURVEY (survey));

  rows =
    GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (cue_csv_survey_get_rows (survey))));
  gtk_column_view_set_model (self->list, rows);
}
