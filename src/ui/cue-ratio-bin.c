// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-ratio-bin.h"

/* How far below its natural height the frame may shrink before the page has to scroll. */
#define LEAST_HEIGHT_PERCENT 62

/**
 * CueRatioBin:
 *
 * Holds one child in a frame that likes to be as high as its aspect ratio asks for its width.
 *
 * A [class@Gtk.AspectFrame] keeps the ratio of its child but never asks for the height that goes
 * with the width it gets, so a page around it would leave holes. Main thread only.
 */
struct _CueRatioBin {
  GtkWidget parent_instance;

  GtkWidget *child; /* owned as a child; may be NULL */
  double     ratio; /* width divided by height */
};

static void cue_ratio_bin_buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CueRatioBin,
                               cue_ratio_bin,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE,
                                                      cue_ratio_bin_buildable_init))

typedef enum {
  PROP_RATIO = 1,
} CueRatioBinProperty;

static GParamSpec        *properties[PROP_RATIO + 1];
static GtkBuildableIface *parent_buildable;

static GtkSizeRequestMode
cue_ratio_bin_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
cue_ratio_bin_measure (GtkWidget     *widget,
                       GtkOrientation orientation,
                       int            for_size,
                       int           *minimum,
                       int           *natural,
                       int           *minimum_baseline,
                       int           *natural_baseline)
{
  CueRatioBin *self = CUE_RATIO_BIN (widget);
  int          child_minimum = 0;

  if (self->child != NULL)
    gtk_widget_measure (self->child, orientation, -1, &child_minimum, NULL, NULL, NULL);

  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *minimum = MAX (child_minimum, 240);
    *natural = MAX (*minimum, 480);
  } else {
    *natural = MAX (child_minimum, (int) (MAX (for_size, 240) / self->ratio));
    *minimum = MAX (child_minimum, *natural * LEAST_HEIGHT_PERCENT / 100);
  }
}

static void
cue_ratio_bin_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CueRatioBin *self = CUE_RATIO_BIN (widget);

  if (self->child != NULL)
    gtk_widget_size_allocate (self->child, &(GtkAllocation){ 0, 0, width, height }, baseline);
}

static void
cue_ratio_bin_add_child (GtkBuildable *buildable,
                         GtkBuilder   *builder,
                         GObject      *child,
                         const char   *type)
{
  CueRatioBin *self = CUE_RATIO_BIN (buildable);

  if (GTK_IS_WIDGET (child) && self->child == NULL) {
    self->child = GTK_WIDGET (child);
    gtk_widget_set_parent (self->child, GTK_WIDGET (self));
  } else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
cue_ratio_bin_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = cue_ratio_bin_add_child;
}

static void
cue_ratio_bin_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((CueRatioBinProperty) id) {
  case PROP_RATIO:
    g_value_set_double (value, CUE_RATIO_BIN (object)->ratio);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_ratio_bin_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CueRatioBin *self = CUE_RATIO_BIN (object);

  switch ((CueRatioBinProperty) id) {
  case PROP_RATIO:
    if (self->ratio != g_value_get_double (value)) {
      self->ratio = g_value_get_double (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      g_object_notify_by_pspec (object, pspec);
    }
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_ratio_bin_dispose (GObject *object)
{
  CueRatioBin *self = CUE_RATIO_BIN (object);

  g_clear_pointer (&self->child, gtk_widget_unparent);

  G_OBJECT_CLASS (cue_ratio_bin_parent_class)->dispose (object);
}

static void
cue_ratio_bin_class_init (CueRatioBinClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = cue_ratio_bin_get_property;
  object_class->set_property = cue_ratio_bin_set_property;
  object_class->dispose = cue_ratio_bin_dispose;
  widget_class->get_request_mode = cue_ratio_bin_get_request_mode;
  widget_class->measure = cue_ratio_bin_measure;
  widget_class->size_allocate = cue_ratio_bin_size_allocate;

  properties[PROP_RATIO] =
    g_param_spec_double ("ratio",
                         NULL,
                         NULL,
                         0.1,
                         10,
                         16.0 / 9,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cue_ratio_bin_init (CueRatioBin *self)
{
  self->ratio = 16.0 / 9;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}
