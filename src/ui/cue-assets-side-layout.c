// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-assets-side-layout.h"

#define GAP        12
#define SIDE_LEAST 300
#define SIDE_USUAL 380
#define MAIN_ENOUGH \
  480 /* from here on what there is more goes to the side, up to its usual width */

/**
 * CueAssetsSideLayout:
 *
 * Arranges two children beside each other: a picture, and words about it. The words are as wide as
 * they are read best, and narrower before the window has to fold something away. Main thread only.
 */
struct _CueAssetsSideLayout {
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (CueAssetsSideLayout, cue_assets_side_layout, GTK_TYPE_LAYOUT_MANAGER)

static void
measure_child (GtkWidget *child, GtkOrientation orientation, int *least, int *liked)
{
  *least = *liked = 0;

  if (child != NULL && gtk_widget_should_layout (child))
    gtk_widget_measure (child, orientation, -1, least, liked, NULL, NULL);
}

static int
get_side_width (GtkWidget *picture, GtkWidget *words, int width)
{
  int least_picture, least_words, liked;

  measure_child (picture, GTK_ORIENTATION_HORIZONTAL, &least_picture, &liked);
  measure_child (words, GTK_ORIENTATION_HORIZONTAL, &least_words, &liked);

  return CLAMP (width - GAP - MAX (least_picture, MAIN_ENOUGH),
                MAX (least_words, SIDE_LEAST),
                MAX (least_words, SIDE_USUAL));
}

static void
cue_assets_side_layout_measure (GtkLayoutManager *manager,
                                GtkWidget        *widget,
                                GtkOrientation    orientation,
                                int               for_size,
                                int              *minimum,
                                int              *natural,
                                int              *minimum_baseline,
                                int              *natural_baseline)
{
  GtkWidget *picture = gtk_widget_get_first_child (widget);
  GtkWidget *words = gtk_widget_get_last_child (widget);
  int        least[2], liked[2];

  measure_child (picture, orientation, &least[0], &liked[0]);
  measure_child (words, orientation, &least[1], &liked[1]);

  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *minimum = least[0] + GAP + MAX (least[1], SIDE_LEAST);
    *natural = MAX (*minimum, liked[0] + GAP + MAX (least[1], SIDE_USUAL));
  } else {
    *minimum = MAX (least[0], least[1]);
    *natural = MAX (liked[0], liked[1]);
  }
}

static void
cue_assets_side_layout_allocate (GtkLayoutManager *manager,
                                 GtkWidget        *widget,
                                 int               width,
                                 int               height,
                                 int               baseline)
{
  GtkWidget    *picture = gtk_widget_get_first_child (widget);
  GtkWidget    *words = gtk_widget_get_last_child (widget);
  int           side = get_side_width (picture, words, width);
  int           main = width - GAP - side;
  gboolean      turned = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkAllocation place = { turned ? side + GAP : 0, 0, main, height };
  GtkAllocation beside = { turned ? 0 : main + GAP, 0, side, height };

  gtk_widget_size_allocate (picture, &place, -1);
  gtk_widget_size_allocate (words, &beside, -1);
}

static void
cue_assets_side_layout_class_init (CueAssetsSideLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->measure = cue_assets_side_layout_measure;
  layout_class->allocate = cue_assets_side_layout_allocate;
}

static void
cue_assets_side_layout_init (CueAssetsSideLayout *self)
{
}
