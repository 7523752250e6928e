// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-drawing.h"

#include "cue-access-columns.h"

#define MARK_HEIGHT 2
#define TIME_DIGITS 11 /* “20 Nov 22:15”; “22:15:07” needs less */

/* The strokes that a row of the log of doors is drawn with. */

/**
 * cue_access_drawing_new_layout:
 * @widget: the row
 * @text: (nullable): what stands in a cell
 * @figures: whether its digits stand below those of other rows
 *
 * Returns: (transfer full): a layout for [func@access_drawing_append_text]
 */
PangoLayout *
cue_access_drawing_new_layout (GtkWidget *widget, const char *text, gboolean figures)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, text);

  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (layout, TRUE);

  if (figures) {
    g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

    pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
    pango_layout_set_attributes (layout, attributes);
  }

  return layout;
}

/**
 * cue_access_drawing_new_mark_layout:
 * @widget: the row
 *
 * Returns: (transfer full): a layout for [func@access_drawing_append_mark]
 */
PangoLayout *
cue_access_drawing_new_mark_layout (GtkWidget *widget)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, NULL);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (PANGO_SCALE_SMALL));
  pango_layout_set_attributes (layout, attributes);
  return layout;
}

/* Digits and signs have no direction of their own. */
static gboolean
has_letters (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text)) {
    if (g_unichar_isalpha (g_utf8_get_char (text)))
      return TRUE;
  }

  return FALSE;
}

/**
 * cue_access_drawing_append_text:
 * @widget: the row
 * @snapshot: what is drawn to
 * @layout: a text of one line
 * @x: pixels from the side where reading begins
 * @width: pixels of the cell; what does not fit ends in an ellipsis
 * @colour: the ink
 *
 * Draws the text of one cell. A name in the other script still begins where its column begins.
 */
void
cue_access_drawing_append_text (GtkWidget     *widget,
                                GtkSnapshot   *snapshot,
                                PangoLayout   *layout,
                                int            x,
                                int            width,
                                const GdkRGBA *colour)
{
  int            own_width = gtk_widget_get_width (widget);
  gboolean       rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  PangoDirection direction = pango_layout_get_direction (layout, 0);
  int            height;

  if (rtl)
    x = own_width - x - width;

  /* Pango turns the sides around itself for a text in the other script than the surroundings. */
  pango_layout_set_alignment (layout,
                              (has_letters (pango_layout_get_text (layout))
                                 ? direction == PANGO_DIRECTION_RTL
                                 : rtl)
                                ? PANGO_ALIGN_RIGHT
                                : PANGO_ALIGN_LEFT);
  pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_get_pixel_size (layout, NULL, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((float) x,
                                                (float) ((gtk_widget_get_height (widget) - height) /
                                                         2)));
  gtk_snapshot_append_layout (snapshot, layout, colour);
  gtk_snapshot_restore (snapshot);
}

static void
append_icon (GtkWidget     *widget,
             GtkSnapshot   *snapshot,
             const char    *name,
             int            x,
             const GdkRGBA *colour)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));
  g_autoptr (GtkIconPaintable)
    icon = gtk_icon_theme_lookup_icon (theme,
                                       name,
                                       NULL,
                                       CUE_ACCESS_SHAPE_SIZE,
                                       gtk_widget_get_scale_factor (widget),
                                       gtk_widget_get_direction (widget),
                                       0);

  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    x = gtk_widget_get_width (widget) - x - CUE_ACCESS_SHAPE_SIZE;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((float) x,
                                                (float) ((gtk_widget_get_height (widget) -
                                                          CUE_ACCESS_SHAPE_SIZE) /
                                                         2)));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon),
                                            snapshot,
                                            CUE_ACCESS_SHAPE_SIZE,
                                            CUE_ACCESS_SHAPE_SIZE,
                                            colour,
                                            1);
  gtk_snapshot_restore (snapshot);
}

/**
 * cue_access_drawing_append_shape:
 * @widget: the row
 * @snapshot: what is drawn to
 * @look: how the row looks
 * @colour: the ink
 *
 * Draws the shape that stands at the beginning of a row.
 */
void
cue_access_drawing_append_shape (GtkWidget     *widget,
                                 GtkSnapshot   *snapshot,
                                 CueAccessLook  look,
                                 const GdkRGBA *colour)
{
  append_icon (widget, snapshot, cue_access_look_get_icon (look), CUE_ACCESS_SHAPE_X, colour);
}

/**
 * cue_access_drawing_append_mark:
 * @widget: the row
 * @snapshot: what is drawn to
 * @layout: the words of the mark
 *
 * Draws a line below a row, with words at its end: everything above it came since the user last
 * looked.
 */
void
cue_access_drawing_append_mark (GtkWidget *widget, GtkSnapshot *snapshot, PangoLayout *layout)
{
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  gboolean         rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int              width = gtk_widget_get_width (widget);
  int              height = gtk_widget_get_height (widget);
  GdkRGBA          background, text;
  GskRoundedRect   outline;
  int              text_width, text_height, x;

  if (!gtk_style_context_lookup_color (style, "accent_bg_color", &background) ||
      !gtk_style_context_lookup_color (style, "accent_fg_color", &text))
    return;

  pango_layout_get_pixel_size (layout, &text_width, &text_height);
  x = rtl ? 10 : width - text_width - 26;
  gtk_snapshot_append_color (snapshot,
                             &background,
                             &GRAPHENE_RECT_INIT (0,
                                                  (float) (height - MARK_HEIGHT),
                                                  (float) width,
                                                  MARK_HEIGHT));
  gsk_rounded_rect_init_from_rect (&outline,
                                   &GRAPHENE_RECT_INIT ((float) x,
                                                        (float) (height - text_height - 3),
                                                        (float) (text_width + 16),
                                                        (float) (text_height + 2)),
                                   6);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &background, &outline.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((float) (x + 8),
                                                (float) (height - text_height - 2)));
  gtk_snapshot_append_layout (snapshot, layout, &text);
  gtk_snapshot_restore (snapshot);
}

/**
 * cue_access_drawing_append_sign:
 * @widget: the row
 * @snapshot: what is drawn to
 * @x: pixels from the side where reading begins
 * @colour: the ink
 *
 * Draws a sign that there is more to say about the row than it has room for.
 */
void
cue_access_drawing_append_sign (GtkWidget     *widget,
                                GtkSnapshot   *snapshot,
                                int            x,
                                const GdkRGBA *colour)
{
  append_icon (widget, snapshot, "cue-severity-info-symbolic", x, colour);
}

/**
 * cue_access_drawing_get_time_width:
 * @widget: a widget with the font of the list
 *
 * Returns: pixels that a time of day, or a short day and time, needs in that font, whatever digits
 *   it has
 */
int
cue_access_drawing_get_time_width (GtkWidget *widget)
{
  PangoContext     *context = gtk_widget_get_pango_context (widget);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int               digit = pango_font_metrics_get_approximate_digit_width (metrics);

  pango_font_metrics_unref (metrics);
  return PANGO_PIXELS_CEIL (digit * TIME_DIGITS);
}
