// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-title-layout.h"

#define GAP 6

/**
 * CueTitleLayout:
 *
 * Arranges a title and what stands at the other end of its line. Where both do not fit, the latter
 * becomes as small as it can before the title, which says what the whole is about, loses a letter.
 * A box would take from both. Main thread only.
 */
struct _CueTitleLayout {
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (CueTitleLayout, cue_title_layout, GTK_TYPE_LAYOUT_MANAGER)

typedef struct {
  GtkWidget *widget; /* NULL when it takes no room */
  int        least;
  int        liked;
} Part;

static Part
measure_part (GtkWidget *widget, GtkOrientation orientation)
{
  Part part = { NULL, 0, 0 };

  if (widget != NULL && gtk_widget_should_layout (widget)) {
    part.widget = widget;
    gtk_widget_measure (widget, orientation, -1, &part.least, &part.liked, NULL, NULL);
  }

  return part;
}

static void
measure_parts (GtkWidget *widget, GtkOrientation orientation, Part *title, Part *end)
{
  GtkWidget *first = gtk_widget_get_first_child (widget);

  *title = measure_part (first, orientation);
  *end = measure_part (first != NULL ? gtk_widget_get_next_sibling (first) : NULL, orientation);
}

static void
cue_title_layout_measure (GtkLayoutManager *manager,
                          GtkWidget        *widget,
                          GtkOrientation    orientation,
                          int               for_size,
                          int              *minimum,
                          int              *natural,
                          int              *minimum_baseline,
                          int              *natural_baseline)
{
  Part title, end;

  measure_parts (widget, orientation, &title, &end);

  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    int gap = title.widget != NULL && end.widget != NULL ? GAP : 0;

    *minimum = title.least + gap + end.least;
    *natural = title.liked + gap + end.liked;
  } else {
    *minimum = MAX (title.least, end.least);
    *natural = MAX (title.liked, end.liked);
  }
}

static void
place (GtkWidget *widget, const Part *part, int x, int width, int height)
{
  GtkAllocation where;

  if (part->widget == NULL)
    return;

  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    x = gtk_widget_get_width (widget) - x - width;

  where = (GtkAllocation){ x, 0, width, height };
  gtk_widget_size_allocate (part->widget, &where, -1);
}

static void
cue_title_layout_allocate (GtkLayoutManager *manager,
                           GtkWidget        *widget,
                           int               width,
                           int               height,
                           int               baseline)
{
  Part title, end;
  int  gap, at_end;

  measure_parts (widget, GTK_ORIENTATION_HORIZONTAL, &title, &end);
  gap = title.widget != NULL && end.widget != NULL ? GAP : 0;
  at_end = title.liked + gap + end.liked <= width ? end.liked : end.least;

  place (widget, &title, 0, MAX (width - gap - at_end, title.least), height);
  place (widget, &end, width - at_end, at_end, height);
}

static void
cue_title_layout_class_init (CueTitleLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->measure = cue_title_layout_measure;
  layout_class->allocate = cue_title_layout_allocate;
}

static void
cue_title_layout_init (CueTitleLayout *self)
{
}

/**
 * cue_title_layout_new:
 *
 * Returns: (transfer full): a layout for a widget with two children: the title, and what stands at
 *   the end of its line
 */
GtkLayoutManager *
cue_title_layout_new (void)
{
  return g_object_new (CUE_TYPE_TITLE_LAYOUT, NULL);
}
