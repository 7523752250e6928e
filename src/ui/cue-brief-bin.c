// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-brief-bin.h"

/**
 * CueBriefBin:
 *
 * Says the same in full or in brief: the full words where they fit, and else the brief ones, such
 * as a shape without its word. Words that are cut say neither. Main thread only.
 */
struct _CueBriefBin {
  GtkWidget parent_instance;

  GtkWidget *full; /* owned as children; each may be NULL */
  GtkWidget *brief;
};

typedef enum {
  PROP_FULL = 1,
  PROP_BRIEF,
} CueBriefBinProperty;

static GParamSpec *properties[PROP_BRIEF + 1];

G_DEFINE_FINAL_TYPE (CueBriefBin, cue_brief_bin, GTK_TYPE_WIDGET)

static void
measure_child (GtkWidget     *child,
               GtkOrientation orientation,
               int            for_size,
               int           *minimum,
               int           *natural)
{
  *minimum = 0;
  *natural = 0;

  if (child != NULL && gtk_widget_get_visible (child))
    gtk_widget_measure (child, orientation, for_size, minimum, natural, NULL, NULL);
}

static void
cue_brief_bin_measure (GtkWidget     *widget,
                       GtkOrientation orientation,
                       int            for_size,
                       int           *minimum,
                       int           *natural,
                       int           *minimum_baseline,
                       int           *natural_baseline)
{
  CueBriefBin *self = CUE_BRIEF_BIN (widget);
  int          full_least, full_liked, brief_least, brief_liked;

  measure_child (self->full, orientation, -1, &full_least, &full_liked);
  measure_child (self->brief, orientation, -1, &brief_least, &brief_liked);

  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *minimum = MIN (brief_liked, full_liked);
    *natural = full_liked;
  } else {
    *minimum = MAX (full_least, brief_least);
    *natural = MAX (full_liked, brief_liked);
  }
}

static void
allocate_child (GtkWidget *child, gboolean shown, int width, int height)
{
  GtkAllocation where = { 0, 0, width, height };

  if (child == NULL)
    return;

  gtk_widget_set_child_visible (child, shown);

  if (shown && gtk_widget_get_visible (child))
    gtk_widget_size_allocate (child, &where, -1);
}

static void
cue_brief_bin_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CueBriefBin *self = CUE_BRIEF_BIN (widget);
  int          least, liked;
  gboolean     fits;

  measure_child (self->full, GTK_ORIENTATION_HORIZONTAL, -1, &least, &liked);
  fits = self->brief == NULL || width >= liked;
  allocate_child (self->full, fits, width, height);
  allocate_child (self->brief, !fits, width, height);
}

static void
set_child (CueBriefBin *self, GtkWidget **place, GtkWidget *child, GParamSpec *pspec)
{
  if (child == *place)
    return;

  g_clear_pointer (place, gtk_widget_unparent);

  if (child != NULL) {
    *place = child;
    gtk_widget_set_parent (child, GTK_WIDGET (self));
  }

  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
cue_brief_bin_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CueBriefBin *self = CUE_BRIEF_BIN (object);

  switch ((CueBriefBinProperty) id) {
  case PROP_FULL:
    g_value_set_object (value, self->full);
    break;
  case PROP_BRIEF:
    g_value_set_object (value, self->brief);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_brief_bin_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CueBriefBin *self = CUE_BRIEF_BIN (object);

  switch ((CueBriefBinProperty) id) {
  case PROP_FULL:
    set_child (self, &self->full, g_value_get_object (value), pspec);
    break;
  case PROP_BRIEF:
    set_child (self, &self->brief, g_value_get_object (value), pspec);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_brief_bin_dispose (GObject *object)
{
  CueBriefBin *self = CUE_BRIEF_BIN (object);

  g_clear_pointer (&self->full, gtk_widget_unparent);
  g_clear_pointer (&self->brief, gtk_widget_unparent);

  G_OBJECT_CLASS (cue_brief_bin_parent_class)->dispose (object);
}

static void
cue_brief_bin_class_init (CueBriefBinClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass   *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = cue_brief_bin_get_property;
  object_class->set_property = cue_brief_bin_set_property;
  object_class->dispose = cue_brief_bin_dispose;
  widget_class->measure = cue_brief_bin_measure;
  widget_class->size_allocate = cue_brief_bin_size_allocate;

  /**
   * CueBriefBin:full:
   *
   * What is shown where it fits.
   */
  properties[PROP_FULL] = g_param_spec_object ("full", NULL, NULL, GTK_TYPE_WIDGET, flags);
  /**
   * CueBriefBin:brief:
   *
   * What is shown where the full one does not fit.
   */
  properties[PROP_BRIEF] = g_param_spec_object ("brief", NULL, NULL, GTK_TYPE_WIDGET, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cue_brief_bin_init (CueBriefBin *self)
{
}

/**
 * cue_brief_bin_new:
 * @full: shown where it fits
 * @brief: shown where that does not
 *
 * Returns: (transfer floating): a widget that says the same in full or in brief
 */
GtkWidget *
cue_brief_bin_new (GtkWidget *full, GtkWidget *brief)
{
  return g_object_new (CUE_TYPE_BRIEF_BIN, "full", full, "brief", brief, NULL);
}
