// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-headings.h"

#include "cue-access-columns.h"
#include "cue-access-drawing.h"

/**
 * CueAccessHeadings:
 *
 * The headings over the columns of the log of doors. They are placed by the same arithmetic as the
 * rows, so they stand over them without anyone measuring anything. Main thread only.
 */
struct _CueAccessHeadings {
  GtkWidget parent_instance;

  GtkWidget *labels[CUE_N_ACCESS_COLUMNS]; /* owned as children */
  gboolean   several_zones;
};

G_DEFINE_FINAL_TYPE (CueAccessHeadings, cue_access_headings, GTK_TYPE_WIDGET)

static void
cue_access_headings_measure (GtkWidget     *widget,
                             GtkOrientation orientation,
                             int            for_size,
                             int           *minimum,
                             int           *natural,
                             int           *minimum_baseline,
                             int           *natural_baseline)
{
  CueAccessHeadings *self = CUE_ACCESS_HEADINGS (widget);

  *minimum = *natural = 0;

  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *minimum = *natural = CUE_ACCESS_COLUMNS_MIN_WIDTH;
    return;
  }

  for (CueAccessColumn column = 0; column < CUE_N_ACCESS_COLUMNS; column++) {
    int label_minimum, label_natural;

    gtk_widget_measure (self->labels[column],
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
cue_access_headings_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CueAccessHeadings *self = CUE_ACCESS_HEADINGS (widget);
  gboolean           rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  CueAccessCell      cells[CUE_N_ACCESS_COLUMNS];

  cue_access_columns_share (width,
                            cue_access_drawing_get_widths (widget, self->several_zones),
                            cells);

  for (CueAccessColumn column = 0; column < CUE_N_ACCESS_COLUMNS; column++) {
    GtkAllocation place = { cells[column].x, 0, cells[column].width, height };

    gtk_widget_set_child_visible (self->labels[column], place.width > 0);

    if (place.width == 0)
      continue;

    if (rtl)
      place.x = width - place.x - place.width;

    gtk_widget_size_allocate (self->labels[column], &place, -1);
  }
}

static void
cue_access_headings_dispose (GObject *object)
{
  CueAccessHeadings *self = CUE_ACCESS_HEADINGS (object);

  for (CueAccessColumn column = 0; column < CUE_N_ACCESS_COLUMNS; column++)
    g_clear_pointer (&self->labels[column], gtk_widget_unparent);

  G_OBJECT_CLASS (cue_access_headings_parent_class)->dispose (object);
}

static void
cue_access_headings_class_init (CueAccessHeadingsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_access_headings_dispose;
  widget_class->measure = cue_access_headings_measure;
  widget_class->size_allocate = cue_access_headings_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "accessheadings");
  /* Each row says by itself what its values are. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
cue_access_headings_init (CueAccessHeadings *self)
{
  for (CueAccessColumn column = 0; column < CUE_N_ACCESS_COLUMNS; column++) {
    GtkWidget *label = gtk_label_new (cue_access_column_get_title (column));

    gtk_label_set_xalign (GTK_LABEL (label), 0);
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
    gtk_widget_add_css_class (label, "caption-heading");
    gtk_widget_set_parent (label, GTK_WIDGET (self));
    self->labels[column] = label;
  }
}

/**
 * cue_access_headings_set_several_zones:
 * @self: headings
 * @several: whether a time at a site says what it is ahead of UTC
 *
 * Makes room as the rows do.
 */
void
cue_access_headings_set_several_zones (CueAccessHeadings *self, gboolean several)
{
  g_return_if_fail (CUE_IS_ACCESS_HEADINGS (self));

  if (self->several_zones == several)
    return;

  self->several_zones = several;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}
