// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-drawing.h"

#include "cue-line-drawing.h"

#define MARK_LINE     2
#define MARK_PADDING  2
#define MARK_SPACING  8
#define SITE_DIGITS   11 /* “20 Nov 22:15”; “22:15:07” needs less */
#define OFFSET_DIGITS 2  /* “ +1”, or “22:15:07 +5:30” */
#define LOCAL_DIGITS  6  /* “22:15⁻¹” */

/* The strokes that a row of the log of doors is drawn with. */

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

/**
 * cue_access_drawing_append_shape:
 * @widget: the row
 * @snapshot: what is drawn to
 * @look: how the row looks
 * @height: pixels of the row, without what is drawn below it
 * @colour: the ink
 *
 * Draws the shape that stands at the beginning of a row.
 */
void
cue_access_drawing_append_shape (GtkWidget     *widget,
                                 GtkSnapshot   *snapshot,
                                 CueAccessLook  look,
                                 int            height,
                                 const GdkRGBA *colour)
{
  cue_line_drawing_append_icon (widget,
                                snapshot,
                                cue_access_look_get_icon (look),
                                CUE_ACCESS_SHAPE_X,
                                height,
                                colour);
}

/**
 * cue_access_drawing_get_mark_height:
 * @layout: the words of a mark
 *
 * Returns: pixels that the mark needs below the row
 */
int
cue_access_drawing_get_mark_height (PangoLayout *layout)
{
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  return height + 2 * MARK_PADDING;
}

/**
 * cue_access_drawing_append_mark:
 * @widget: the row
 * @snapshot: what is drawn to
 * @layout: the words of the mark
 *
 * Draws a line below a row, with words in its middle: everything above it came since the user last
 * looked. It has room of its own, so that it covers nothing.
 */
void
cue_access_drawing_append_mark (GtkWidget *widget, GtkSnapshot *snapshot, PangoLayout *layout)
{
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  int              width = gtk_widget_get_width (widget);
  int              strip = cue_access_drawing_get_mark_height (layout);
  int              top = gtk_widget_get_height (widget) - strip;
  int              text_width, x;
  GdkRGBA          colour, line;

  gtk_style_context_get_color (style, &colour);

  if (!gtk_style_context_lookup_color (style, "accent_bg_color", &line))
    line = colour;

  pango_layout_get_pixel_size (layout, &text_width, NULL);
  x = MAX ((width - text_width) / 2, MARK_SPACING);
  top += (strip - MARK_LINE) / 2;
  gtk_snapshot_append_color (snapshot,
                             &line,
                             &GRAPHENE_RECT_INIT (0,
                                                  (float) top,
                                                  (float) (x - MARK_SPACING),
                                                  MARK_LINE));
  gtk_snapshot_append_color (snapshot,
                             &line,
                             &GRAPHENE_RECT_INIT ((float) (x + text_width + MARK_SPACING),
                                                  (float) top,
                                                  (float)
                                                    MAX (width - x - text_width - MARK_SPACING, 0),
                                                  MARK_LINE));
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((float) x,
                                                (float) (gtk_widget_get_height (widget) - strip +
                                                         MARK_PADDING)));
  gtk_snapshot_append_layout (snapshot, layout, &colour);
  gtk_snapshot_restore (snapshot);
}

/**
 * cue_access_drawing_append_sign:
 * @widget: the row
 * @snapshot: what is drawn to
 * @x: pixels from the side where reading begins
 * @height: pixels of the row, without what is drawn below it
 * @colour: the ink
 *
 * Draws a sign that there is more to say about the row than it has room for.
 */
void
cue_access_drawing_append_sign (GtkWidget     *widget,
                                GtkSnapshot   *snapshot,
                                int            x,
                                int            height,
                                const GdkRGBA *colour)
{
  cue_line_drawing_append_icon (widget, snapshot, "cue-severity-info-symbolic", x, height, colour);
}

/**
 * cue_access_drawing_get_widths:
 * @widget: a widget with the font of the list
 * @several_zones: whether a time at a site says what it is ahead of UTC
 *
 * Returns: pixels that times need in that font, whatever digits they have
 */
CueAccessWidths
cue_access_drawing_get_widths (GtkWidget *widget, gboolean several_zones)
{
  PangoContext     *context = gtk_widget_get_pango_context (widget);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int               digit = pango_font_metrics_get_approximate_digit_width (metrics);
  int               site_digits = SITE_DIGITS + (several_zones ? OFFSET_DIGITS : 0);

  pango_font_metrics_unref (metrics);
  return (CueAccessWidths){
    .site = PANGO_PIXELS_CEIL (digit * site_digits),
    .site_narrow = PANGO_PIXELS_CEIL (digit * SITE_DIGITS),
    .local = PANGO_PIXELS_CEIL (digit * LOCAL_DIGITS),
  };
}
