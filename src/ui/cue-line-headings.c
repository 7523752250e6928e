// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-line-headings.h"

/**
 * CueLineHeadings:
 *
 * The headings over the columns of a table whose rows draw themselves. They are placed by the same
 * arithmetic as the rows, so they stand over them without anyone measuring anything. Main thread
 * only.
 */
struct _CueLineHeadings {
  GtkWidget parent_instance;

  CueLineTable *table;  /* owned; may be NULL */
  GPtrArray    *labels; /* owned; of GtkWidget, owned as children, one for each column */
};

G_DEFINE_FINAL_TYPE (CueLineHeadings, cue_line_headings, GTK_TYPE_WIDGET)

static void
on_columns_changed (CueLineHeadings *self)
{
  g_ptr_array_set_size (self->labels, 0);

  for (guint i = 0; i < cue_line_table_get_n_columns (self->table); i++) {
    const CueLineColumn *column = cue_line_table_get_column (self->table, i);
    GtkWidget           *label = gtk_label_new (column->title);

    gtk_label_set_xalign (GTK_LABEL (label), 0);
    gtk_label_set_ellipsize (GTK_LABEL (label),
                             column->key != NULL ? PANGO_ELLIPSIZE_START : PANGO_ELLIPSIZE_END);
    gtk_widget_add_css_class (label, "caption-heading");
    gtk_widget_set_tooltip_text (label, column->key);
    gtk_widget_set_parent (label, GTK_WIDGET (self));
    g_ptr_array_add (self->labels, label);
  }
}

static void
cue_line_headings_measure (GtkWidget     *widget,
                           GtkOrientation orientation,
                           int            for_size,
                           int           *minimum,
                           int           *natural,
                           int           *minimum_baseline,
                           int           *natural_baseline)
{
  CueLineHeadings *self = CUE_LINE_HEADINGS (widget);

  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? CUE_LINE_MIN_WIDTH : 0;

  for (guint i = 0; orientation == GTK_ORIENTATION_VERTICAL && i < self->labels->len; i++) {
    int label_minimum, label_natural;

    gtk_widget_measure (self->labels->pdata[i],
                        orientation,
                        -1,
                        &label_minimum,
                        &label_natural,
                        NULL,
                        NULL);
    *minimum = MAX (*minimum, label_minimum);
    *natural = MAX (*natural, label_natural);
  }
}

static void
cue_line_headings_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CueLineHeadings *self = CUE_LINE_HEADINGS (widget);
  gboolean         rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  CueLineCell      cells[CUE_LINE_MAX_COLUMNS];

  if (self->table == NULL)
    return;

  cue_line_table_share (self->table, widget, width, cells);

  for (guint i = 0; i < self->labels->len; i++) {
    GtkAllocation place = { cells[i].x, 0, cells[i].width, height };

    gtk_widget_set_child_visible (self->labels->pdata[i], place.width > 0);

    if (place.width <= 0)
      continue;

    if (rtl)
      place.x = width - place.x - place.width;

    gtk_widget_size_allocate (self->labels->pdata[i], &place, -1);
  }
}

static void
cue_line_headings_dispose (GObject *object)
{
  CueLineHeadings *self = CUE_LINE_HEADINGS (object);

  cue_line_headings_set_table (self, NULL);
  g_ptr_array_set_size (self->labels, 0);

  G_OBJECT_CLASS (cue_line_headings_parent_class)->dispose (object);
}

static void
cue_line_headings_finalize (GObject *object)
{
  g_ptr_array_unref (CUE_LINE_HEADINGS (object)->labels);

  G_OBJECT_CLASS (cue_line_headings_parent_class)->finalize (object);
}

static void
cue_line_headings_class_init (CueLineHeadingsClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cue_line_headings_dispose;
  object_class->finalize = cue_line_headings_finalize;
  widget_class->measure = cue_line_headings_measure;
  widget_class->size_allocate = cue_line_headings_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "lineheadings");
  /* Each row says by itself what its values are. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
cue_line_headings_init (CueLineHeadings *self)
{
  self->labels = g_ptr_array_new_with_free_func ((GDestroyNotify) gtk_widget_unparent);
}

/**
 * cue_line_headings_set_table:
 * @self: headings
 * @table: (nullable): whose columns are named
 *
 * Chooses whose columns are named.
 */
void
cue_line_headings_set_table (CueLineHeadings *self, CueLineTable *table)
{
  g_return_if_fail (CUE_IS_LINE_HEADINGS (self));

  if (self->table == table)
    return;

  if (self->table != NULL)
    g_signal_handlers_disconnect_by_data (self->table, self);

  g_set_object (&self->table, table);

  if (table == NULL)
    return;

  g_signal_connect_swapped (table, "changed", G_CALLBACK (on_columns_changed), self);
  on_columns_changed (self);
}
