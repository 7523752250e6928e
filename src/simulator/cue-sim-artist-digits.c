// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-sim-artist-digits.h"

#include <math.h>
#include <string.h>

static const char glyphs[] = "0123456789:.";

enum {
  N_GLYPHS = sizeof glyphs - 1,
};

/**
 * CueSimArtistDigits:
 *
 * Digits of one size, rendered once into coverage masks and then blended into video frames. All
 * digits are equally wide, so that a running clock stands still.
 */
struct _CueSimArtistDigits {
  int     height; // of all masks, divisible by four
  int     widths[N_GLYPHS];
  guint8 *masks[N_GLYPHS]; // owned, widths[i] × height bytes
};

static PangoLayout *
create_layout (cairo_t *cr, const char *text, const char *family, PangoWeight weight, double pixels)
{
  PangoLayout          *layout = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_new ();

  pango_font_description_set_family (font, family);
  pango_font_description_set_weight (font, weight);
  pango_font_description_set_absolute_size (font, pixels * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

/**
 * cue_sim_artist_measure_text:
 *
 * Returns: pixels from the left to the right edge of one line of text
 */
int
cue_sim_artist_measure_text (cairo_t    *cr,
                             const char *text,
                             const char *family,
                             PangoWeight weight,
                             double      pixels)
{
  g_autoptr (PangoLayout) layout = create_layout (cr, text, family, weight, pixels);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

// How wide a text may be; a little is kept free at the edges of the picture.
static double
get_room (cairo_t *cr, double x, CueSimArtistTextAnchor anchor)
{
  double left, top, right, bottom, margin;

  cairo_clip_extents (cr, &left, &top, &right, &bottom);
  margin = (right - left) * 0.03;
  left += margin;
  right -= margin;
  switch (anchor) {
  case CUE_SIM_ARTIST_TEXT_RIGHT:
    return x - left;
  case CUE_SIM_ARTIST_TEXT_CENTRE:
    return 2 * MIN (x - left, right - x);
  case CUE_SIM_ARTIST_TEXT_LEFT:
  default:
    return right - x;
  }
}

/**
 * cue_sim_artist_draw_text:
 * @pixels: size of the font
 * @x: left edge, middle or right edge of the text, as @anchor says
 * @y: the middle of the line
 *
 * Draws one line of text in the current colour, smaller where it would not fit: fonts differ in
 * width, and which ones are installed is not known.
 */
void
cue_sim_artist_draw_text (cairo_t               *cr,
                          const char            *text,
                          const char            *family,
                          PangoWeight            weight,
                          double                 pixels,
                          double                 x,
                          double                 y,
                          CueSimArtistTextAnchor anchor)
{
  g_autoptr (PangoLayout) layout = create_layout (cr, text, family, weight, pixels);
  double room = get_room (cr, x, anchor);
  int    width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  if (width > room && room > 0) {
    g_object_unref (layout);
    layout = create_layout (cr, text, family, weight, pixels * room / width);
    pango_layout_get_pixel_size (layout, &width, &height);
  }
  if (anchor == CUE_SIM_ARTIST_TEXT_CENTRE)
    x -= width / 2.0;
  else if (anchor == CUE_SIM_ARTIST_TEXT_RIGHT)
    x -= width;
  cairo_move_to (cr, x, y - height / 2.0);
  pango_cairo_show_layout (cr, layout);
}

static int
round_up (int value)
{
  return (value + 3) & ~3;
}

static guint8 *
render_glyph (char        glyph,
              const char *family,
              PangoWeight weight,
              double      pixels,
              int         width,
              int         height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, width, height);
  cairo_t         *cr = cairo_create (surface);
  int              stride = cairo_image_surface_get_stride (surface);
  guint8          *mask = g_malloc ((gsize) width * (gsize) height);
  char             text[2] = { glyph, '\0' };
  int              text_width, text_height;
  g_autoptr (PangoLayout) layout = NULL;

  layout = create_layout (cr, text, family, weight, pixels);
  pango_layout_get_pixel_size (layout, &text_width, &text_height);
  cairo_set_source_rgba (cr, 1, 1, 1, 1);
  cairo_move_to (cr, (width - text_width) / 2.0, (height - text_height) / 2.0);
  pango_cairo_show_layout (cr, layout);
  cairo_surface_flush (surface);
  for (int y = 0; y < height; y++)
    memcpy (mask + y * width, cairo_image_surface_get_data (surface) + y * stride, (gsize) width);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return mask;
}

/**
 * cue_sim_artist_digits_new:
 * @family: a font family
 * @weight: how bold
 * @pixels: the height of the font
 *
 * Draws the digits and what stands between them once, so that a frame only copies them.
 *
 * Returns: (transfer full): the digits
 */
CueSimArtistDigits *
cue_sim_artist_digits_new (const char *family, PangoWeight weight, double pixels)
{
  CueSimArtistDigits *self = g_new0 (CueSimArtistDigits, 1);
  cairo_surface_t    *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 4, 4);
  cairo_t            *cr = cairo_create (surface);
  int                 digit_width = 0;

  for (gsize i = 0; i < N_GLYPHS; i++) {
    char text[2] = { glyphs[i], '\0' };
    g_autoptr (PangoLayout) layout = create_layout (cr, text, family, weight, pixels);
    int height;

    pango_layout_get_pixel_size (layout, &self->widths[i], &height);
    self->height = MAX (self->height, round_up (height));
    if (g_ascii_isdigit (glyphs[i]))
      digit_width = MAX (digit_width, self->widths[i]);
  }
  for (gsize i = 0; i < N_GLYPHS; i++) {
    self->widths[i] = round_up (g_ascii_isdigit (glyphs[i]) ? digit_width : self->widths[i]);
    self->masks[i] =
      render_glyph (glyphs[i], family, weight, pixels, self->widths[i], self->height);
  }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return self;
}

/**
 * cue_sim_artist_digits_free:
 * @self: (transfer full): digits
 */
void
cue_sim_artist_digits_free (CueSimArtistDigits *self)
{
  for (gsize i = 0; i < N_GLYPHS; i++)
    g_free (self->masks[i]);
  g_free (self);
}

static gsize
find_glyph (char character)
{
  const char *found = strchr (glyphs, character);

  g_assert (found != NULL && *found != '\0');
  return (gsize) (found - glyphs);
}

/**
 * cue_sim_artist_digits_get_width:
 * @text: digits, colons and full stops
 *
 * Returns: pixels, divisible by four
 */
int
cue_sim_artist_digits_get_width (CueSimArtistDigits *self, const char *text)
{
  int width = 0;

  for (const char *at = text; *at != '\0'; at++)
    width += self->widths[find_glyph (*at)];
  return width;
}

/**
 * cue_sim_artist_digits_get_height:
 * @self: digits
 *
 * Returns: their height in pixels
 */
int
cue_sim_artist_digits_get_height (CueSimArtistDigits *self)
{
  return self->height;
}

/**
 * cue_sim_artist_digits_draw:
 * @self: digits
 * @planes: the picture to draw on
 * @text: digits, colons and full stops, and nothing else
 * @x: the left edge in pixels
 * @y: the upper edge in pixels
 */
void
cue_sim_artist_digits_draw (CueSimArtistDigits *self,
                            CueSimArtistPlanes *planes,
                            const char         *text,
                            int                 x,
                            int                 y)
{
  for (const char *at = text; *at != '\0'; at++) {
    gsize glyph = find_glyph (*at);

    cue_sim_artist_planes_blend_mask (planes,
                                      x,
                                      y,
                                      self->masks[glyph],
                                      self->widths[glyph],
                                      self->height,
                                      235);
    x += self->widths[glyph];
  }
}
