// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-assets-layout.h"

#define GAP          12
#define WIDE_WIDTH   1400 /* from here on the findings stand beside the phones */
#define SIDE_WIDTH   432
#define LEAST_LISTS  200  /* of what is below the phones */
#define LISTS_SHARE  0.38 /* of the height, while the phones want the rest */
#define LEAST_PHONES 300

/**
 * CueAssetsLayout:
 *
 * Arranges the three parts of the page of assets by the room it gets. The phones come first, and
 * are as high as they like to be, as long as something of the lists can be read below them: on a
 * usual screen the findings and the changes side by side, on a large one the changes alone, with
 * the findings in a column of their own. Main thread only.
 */
struct _CueAssetsLayout {
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (CueAssetsLayout, cue_assets_layout, GTK_TYPE_LAYOUT_MANAGER)

typedef struct {
  GtkWidget *phones;
  GtkWidget *findings;
  GtkWidget *changes;
} Parts;

static Parts
get_parts (GtkWidget *widget)
{
  Parts parts = { gtk_widget_get_first_child (widget) };

  if (parts.phones != NULL)
    parts.findings = gtk_widget_get_next_sibling (parts.phones);

  if (parts.findings != NULL)
    parts.changes = gtk_widget_get_next_sibling (parts.findings);

  return parts;
}

static int
measure_part (GtkWidget *part, GtkOrientation orientation, int for_size, gboolean natural)
{
  int least = 0, liked = 0;

  if (part != NULL && gtk_widget_should_layout (part))
    gtk_widget_measure (part, orientation, for_size, &least, &liked, NULL, NULL);

  return natural ? liked : least;
}

static void
place (GtkWidget *widget, GtkWidget *part, int x, int y, int width, int height)
{
  GtkAllocation where;

  if (part == NULL || !gtk_widget_should_layout (part))
    return;

  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    x = gtk_widget_get_width (widget) - x - width;

  where = (GtkAllocation){ x, y, width, height };
  gtk_widget_size_allocate (part, &where, -1);
}

static GtkSizeRequestMode
cue_assets_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
cue_assets_layout_measure (GtkLayoutManager *manager,
                           GtkWidget        *widget,
                           GtkOrientation    orientation,
                           int               for_size,
                           int              *minimum,
                           int              *natural,
                           int              *minimum_baseline,
                           int              *natural_baseline)
{
  Parts parts = get_parts (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    int lists = measure_part (parts.findings, orientation, -1, FALSE) + GAP +
                measure_part (parts.changes, orientation, -1, FALSE);

    *minimum = MAX (measure_part (parts.phones, orientation, -1, FALSE), lists);
    *natural = MAX (measure_part (parts.phones, orientation, -1, TRUE), lists);
  } else {
    int width = for_size >= WIDE_WIDTH ? for_size - SIDE_WIDTH - GAP : for_size;

    *minimum = MAX (LEAST_PHONES, measure_part (parts.phones, orientation, width, FALSE)) + GAP +
               LEAST_LISTS;
    *natural =
      MAX (*minimum, measure_part (parts.phones, orientation, width, TRUE) + GAP + LEAST_LISTS);
  }
}

static void
cue_assets_layout_allocate (GtkLayoutManager *manager,
                            GtkWidget        *widget,
                            int               width,
                            int               height,
                            int               baseline)
{
  Parts    parts = get_parts (widget);
  gboolean wide = width >= WIDE_WIDTH;
  int      main = wide ? width - SIDE_WIDTH - GAP : width;
  int      liked = measure_part (parts.phones, GTK_ORIENTATION_VERTICAL, main, TRUE);
  int      least = measure_part (parts.phones, GTK_ORIENTATION_VERTICAL, main, FALSE);
  int      lists = MAX (LEAST_LISTS, (int) (height * LISTS_SHARE));
  int      phones = CLAMP (liked, LEAST_PHONES, MAX (LEAST_PHONES, height - GAP - lists));
  int      half = (main - GAP) / 2;
  int      below;

  phones = MAX (phones, least);
  below = MAX (height - phones - GAP, LEAST_LISTS);
  place (widget, parts.phones, 0, 0, main, phones);

  if (wide) {
    place (widget, parts.findings, main + GAP, 0, SIDE_WIDTH, height);
    place (widget, parts.changes, 0, phones + GAP, main, below);
  } else {
    place (widget, parts.findings, 0, phones + GAP, half, below);
    place (widget, parts.changes, half + GAP, phones + GAP, main - half - GAP, below);
  }
}

static void
cue_assets_layout_class_init (CueAssetsLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = cue_assets_layout_get_request_mode;
  layout_class->measure = cue_assets_layout_measure;
  layout_class->allocate = cue_assets_layout_allocate;
}

static void
cue_assets_layout_init (CueAssetsLayout *self)
{
}

/**
 * cue_assets_layout_new:
 *
 * Returns: (transfer full): a layout for a widget with three children: phones, findings, changes
 */
GtkLayoutManager *
cue_assets_layout_new (void)
{
  return g_object_new (CUE_TYPE_ASSETS_LAYOUT, NULL);
}
