// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-drawing.h"

#include "cue-access-columns.h"

#define MARK_HEIGHT 2

/* The strokes that a row of the log of doors is drawn with. */

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

  pango_layout_set_alignment (layout,
                              direction != PANGO_DIRECTION_NEUTRAL &&
                                  (direction == PANGO_DIRECTION_RTL) != rtl
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
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));
  gboolean      rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int           x = rtl ? gtk_widget_get_width (widget) - CUE_ACCESS_SHAPE_X - CUE_ACCESS_SHAPE_SIZE
                        : CUE_ACCESS_SHAPE_X;
  g_autoptr (GtkIconPaintable)
    icon = gtk_icon_theme_lookup_icon (theme,
                                       cue_access_look_get_icon (look),
                                       NULL,
                                       CUE_ACCESS_SHAPE_SIZE,
                                       gtk_widget_get_scale_factor (widget),
                                       gtk_widget_get_direction (widget),
                                       0);

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
