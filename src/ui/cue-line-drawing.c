// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-line-drawing.h"

/* The strokes of a row that draws its cells itself, for lists of so many rows that a label for each
 * value would cost too much. */

/**
 * cue_line_drawing_new_layout:
 * @widget: the row
 * @text: (nullable): what stands in a cell
 * @figures: whether its digits stand below those of other rows
 *
 * Returns: (transfer full): a layout for [func@line_drawing_append_text]
 */
PangoLayout *
cue_line_drawing_new_layout (GtkWidget *widget, const char *text, gboolean figures)
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
 * cue_line_drawing_append_text:
 * @widget: the row
 * @snapshot: what is drawn to
 * @layout: a text of one line
 * @x: pixels from the side where reading begins
 * @width: pixels of the cell; what does not fit ends in an ellipsis
 * @height: pixels of the row, without what is drawn below it
 * @colour: the ink
 *
 * Draws the text of one cell. A name in the other script still begins where its column begins.
 */
void
cue_line_drawing_append_text (GtkWidget     *widget,
                              GtkSnapshot   *snapshot,
                              PangoLayout   *layout,
                              int            x,
                              int            width,
                              int            height,
                              const GdkRGBA *colour)
{
  int            own_width = gtk_widget_get_width (widget);
  gboolean       rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  PangoDirection direction = pango_layout_get_direction (layout, 0);
  int            text_height;

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
  pango_layout_get_pixel_size (layout, NULL, &text_height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((float) x, (float) ((height - text_height) / 2)));
  gtk_snapshot_append_layout (snapshot, layout, colour);
  gtk_snapshot_restore (snapshot);
}

/**
 * cue_line_drawing_append_icon:
 * @widget: the row
 * @snapshot: what is drawn to
 * @name: of a symbolic icon
 * @x: pixels from the side where reading begins
 * @height: pixels of the row, without what is drawn below it
 * @colour: the ink
 *
 * Draws a shape of %CUE_LINE_ICON_SIZE pixels in the middle of the height.
 */
void
cue_line_drawing_append_icon (GtkWidget     *widget,
                              GtkSnapshot   *snapshot,
                              const char    *name,
                              int            x,
                              int            height,
                              const GdkRGBA *colour)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));
  g_autoptr (GtkIconPaintable)
    icon = gtk_icon_theme_lookup_icon (theme,
                                       name,
                                       NULL,
                                       CUE_LINE_ICON_SIZE,
                                       gtk_widget_get_scale_factor (widget),
                                       gtk_widget_get_direction (widget),
                                       0);

  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    x = gtk_widget_get_width (widget) - x - CUE_LINE_ICON_SIZE;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((float) x,
                                                (float) ((height - CUE_LINE_ICON_SIZE) / 2)));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon),
                                            snapshot,
                                            CUE_LINE_ICON_SIZE,
                                            CUE_LINE_ICON_SIZE,
                                            colour,
                                            1);
  gtk_snapshot_restore (snapshot);
}
