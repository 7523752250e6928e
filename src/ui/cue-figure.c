// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-figure.h"

/**
 * CueFigure:
 *
 * A short text of digits that changes every second: a countdown, an age, a time in state.
 *
 * A [class@Gtk.Label] asks for a new layout of the whole window whenever its text changes. A figure
 * keeps the width it has: digits are tabular, so a change of text is a redraw of this widget alone,
 * which is what makes a running countdown cost next to nothing. Only a text of another length, or
 * one that needs more room than any before, asks for a new size.
 *
 * It is drawn in one line and never ellipsised. Main thread only.
 */
struct _CueFigure {
  GtkWidget parent_instance;

  char        *text;   /* owned; never NULL */
  PangoLayout *layout; /* owned; NULL until it is first needed */
  float        xalign;
  int          reserved_width; /* pixels; only grows while the number of characters stays */
  glong        reserved_length;
};

G_DEFINE_FINAL_TYPE (CueFigure, cue_figure, GTK_TYPE_WIDGET)

typedef enum {
  PROP_TEXT = 1,
  PROP_XALIGN,
} CueFigureProperty;

static GParamSpec *properties[PROP_XALIGN + 1];

static PangoLayout *
ensure_layout (CueFigure *self)
{
  if (self->layout == NULL) {
    g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

    self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->text);
    pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
    pango_layout_set_attributes (self->layout, attributes);
    pango_layout_set_single_paragraph_mode (self->layout, TRUE);
  }

  return self->layout;
}

static void
cue_figure_measure (GtkWidget     *widget,
                    GtkOrientation orientation,
                    int            for_size,
                    int           *minimum,
                    int           *natural,
                    int           *minimum_baseline,
                    int           *natural_baseline)
{
  CueFigure *self = CUE_FIGURE (widget);
  int        width, height;

  pango_layout_get_pixel_size (ensure_layout (self), &width, &height);

  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    self->reserved_width = MAX (self->reserved_width, width);
    *minimum = *natural = self->reserved_width;
  } else {
    *minimum = *natural = height;
    *minimum_baseline = *natural_baseline =
      PANGO_PIXELS (pango_layout_get_baseline (ensure_layout (self)));
  }
}

static void
cue_figure_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CueFigure       *self = CUE_FIGURE (widget);
  PangoLayout     *layout = ensure_layout (self);
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  float            xalign = self->xalign;
  int              width, height;

  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    xalign = 1.0f - xalign;

  pango_layout_get_pixel_size (layout, &width, &height);
  gtk_snapshot_render_layout (snapshot,
                              style,
                              (int) ((float) (gtk_widget_get_width (widget) - width) * xalign),
                              (gtk_widget_get_height (widget) - height) / 2,
                              layout);
}

static void
forget_size (CueFigure *self)
{
  self->reserved_width = 0;
  g_clear_object (&self->layout);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
cue_figure_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (cue_figure_parent_class)->css_changed (widget, change);
  forget_size (CUE_FIGURE (widget));
}

static void
cue_figure_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (cue_figure_parent_class)->system_setting_changed (widget, setting);
  forget_size (CUE_FIGURE (widget));
}

static void
cue_figure_direction_changed (GtkWidget *widget, GtkTextDirection previous)
{
  GTK_WIDGET_CLASS (cue_figure_parent_class)->direction_changed (widget, previous);
  forget_size (CUE_FIGURE (widget));
}

static void
cue_figure_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CueFigure *self = CUE_FIGURE (object);

  switch ((CueFigureProperty) id) {
  case PROP_TEXT:
    g_value_set_string (value, self->text);
    break;
  case PROP_XALIGN:
    g_value_set_float (value, self->xalign);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_figure_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CueFigure *self = CUE_FIGURE (object);

  switch ((CueFigureProperty) id) {
  case PROP_TEXT:
    cue_figure_set_text (self, g_value_get_string (value));
    break;
  case PROP_XALIGN:
    if (self->xalign != g_value_get_float (value)) {
      self->xalign = g_value_get_float (value);
      gtk_widget_queue_draw (GTK_WIDGET (self));
      g_object_notify_by_pspec (object, pspec);
    }
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_figure_finalize (GObject *object)
{
  CueFigure *self = CUE_FIGURE (object);

  g_clear_object (&self->layout);
  g_clear_pointer (&self->text, g_free);

  G_OBJECT_CLASS (cue_figure_parent_class)->finalize (object);
}

static void
cue_figure_class_init (CueFigureClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = cue_figure_get_property;
  object_class->set_property = cue_figure_set_property;
  object_class->finalize = cue_figure_finalize;
  widget_class->measure = cue_figure_measure;
  widget_class->snapshot = cue_figure_snapshot;
  widget_class->css_changed = cue_figure_css_changed;
  widget_class->system_setting_changed = cue_figure_system_setting_changed;
  widget_class->direction_changed = cue_figure_direction_changed;

  properties[PROP_TEXT] =
    g_param_spec_string ("text",
                         NULL,
                         NULL,
                         "",
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_XALIGN] =
    g_param_spec_float ("xalign",
                        NULL,
                        NULL,
                        0,
                        1,
                        0,
                        G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_css_name (widget_class, "figure");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
cue_figure_init (CueFigure *self)
{
  self->text = g_strdup ("");
}

/**
 * cue_figure_new:
 *
 * Returns: (transfer floating): a figure without a text
 */
GtkWidget *
cue_figure_new (void)
{
  return g_object_new (CUE_TYPE_FIGURE, NULL);
}

/**
 * cue_figure_get_text:
 * @self: a figure
 *
 * Returns: (transfer none): the text that is shown, never %NULL
 */
const char *
cue_figure_get_text (CueFigure *self)
{
  g_return_val_if_fail (CUE_IS_FIGURE (self), "");

  return self->text;
}

/**
 * cue_figure_set_text:
 * @self: a figure
 * @text: (nullable): valid UTF-8 without markup
 *
 * Changes what is shown, at the price of one redraw of this widget.
 */
void
cue_figure_set_text (CueFigure *self, const char *text)
{
  glong length;
  int   width;

  g_return_if_fail (CUE_IS_FIGURE (self));

  if (text == NULL)
    text = "";

  if (g_str_equal (self->text, text))
    return;

  g_free (self->text);
  self->text = g_strdup (text);
  pango_layout_set_text (ensure_layout (self), text, -1);

  length = g_utf8_strlen (text, -1);
  pango_layout_get_pixel_size (self->layout, &width, NULL);

  if (length != self->reserved_length || width > self->reserved_width) {
    if (length != self->reserved_length)
      self->reserved_width = 0;

    self->reserved_length = length;
    gtk_widget_queue_resize (GTK_WIDGET (self));
  } else
    gtk_widget_queue_draw (GTK_WIDGET (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->text,
                                  -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

/**
 * cue_figure_set_spoken:
 * @self: a figure
 * @spoken: the text in whole words
 *
 * Tells assistive technology what the digits mean. The next change of the text takes it away, so it
 * is set after the text.
 */
void
cue_figure_set_spoken (CueFigure *self, const char *spoken)
{
  g_return_if_fail (CUE_IS_FIGURE (self));
  g_return_if_fail (spoken != NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}
