// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-sim-artist-card.h"

#include <math.h>

#include "cue-sim-artist-digits.h"

typedef struct {
  float   x, y;     // middle of its way
  float   radius_x; // fractions of the width
  float   radius_y;
  guint32 colour;
  float   strength;
  float   way;   // how far it wanders, in fractions of the width
  int     turns; // ways round in one loop; the sign is the direction
} Glow;

typedef struct {
  const char *name;
  guint32     top;
  guint32     middle;
  guint32     bottom;
  Glow        glows[4];
  guint32     disc_colour;
  int         n_discs;
  float       disc_strength;
  guint32     beam_colour; // 0: no beams
  const char *title[3];    // lines
  const char *subtitle;
} Scene;

// clang-format off
static const Scene scenes[CUE_SIM_ARTIST_N_CARDS] = {
  [CUE_SIM_ARTIST_CARD_CUSTOM] = {
    "custom", 0x0d0a24, 0x1d1352, 0x0a0818,
    { { 0.20f, 0.26f, 0.95f, 0.80f, 0x6a3df0, 0.75f, 0.10f, 1 },
      { 0.85f, 0.48f, 0.80f, 0.95f, 0x1f8fd6, 0.55f, 0.12f, -1 },
      { 0.30f, 0.78f, 0.85f, 0.70f, 0xb0369c, 0.50f, 0.10f, -1 },
      { 0.80f, 0.95f, 0.70f, 0.60f, 0x3b2bd0, 0.45f, 0.08f, 1 } },
    0xa9b6ff, 16, 0.16f, 0, { NULL }, NULL,
  },
  [CUE_SIM_ARTIST_CARD_PRELIVE] = {
    "prelive", 0x061425, 0x0b3350, 0x05101c,
    { { 0.50f, 0.62f, 1.10f, 0.75f, 0x12a5b8, 0.42f, 0.06f, 1 },
      { 0.12f, 0.40f, 0.70f, 0.90f, 0x2457d6, 0.50f, 0.10f, -1 },
      { 0.92f, 0.30f, 0.70f, 0.70f, 0x17c39b, 0.32f, 0.12f, 1 },
      { 0.50f, 0.98f, 0.95f, 0.45f, 0x1e63c9, 0.55f, 0.05f, -1 } },
    0x9ff3ff, 20, 0.15f, 0x9fdcff, { "Starting", "soon", NULL }, "The live begins in a few minutes",
  },
  [CUE_SIM_ARTIST_CARD_POSTLIVE] = {
    "postlive", 0x200b2b, 0x5f1c40, 0x2a0d22,
    { { 0.50f, 0.80f, 1.00f, 0.80f, 0xff6a3c, 0.55f, 0.04f, 1 },
      { 0.18f, 0.36f, 0.80f, 0.75f, 0xc2347e, 0.50f, 0.10f, -1 },
      { 0.90f, 0.30f, 0.70f, 0.80f, 0x6c3ad1, 0.50f, 0.10f, 1 },
      { 0.50f, 0.86f, 0.46f, 0.40f, 0xffc98a, 0.42f, 0.03f, -1 } },
    0xffd9a8, 18, 0.15f, 0, { "Thank you", "for watching", NULL }, "The replay will be here shortly",
  },
  [CUE_SIM_ARTIST_CARD_INTERRUPTION] = {
    "interruption", 0x10131f, 0x252a45, 0x0b0d16,
    { { 0.22f, 0.34f, 0.85f, 0.75f, 0xd98a1f, 0.42f, 0.08f, 1 },
      { 0.84f, 0.58f, 0.80f, 0.80f, 0x4b5bd0, 0.52f, 0.10f, -1 },
      { 0.30f, 0.86f, 0.80f, 0.60f, 0xb0543a, 0.38f, 0.08f, -1 },
      { 0.75f, 0.14f, 0.60f, 0.50f, 0x3a7fb0, 0.35f, 0.08f, 1 } },
    0xffe0b0, 12, 0.12f, 0, { "We will be", "right back", NULL }, "The live resumes in a moment",
  },
};
// clang-format on

static const char *font_family = "Cantarell, Inter, Sans";

/**
 * cue_sim_artist_card_get_name:
 *
 * Returns: (transfer none): the beginning of the names of its files
 */
const char *
cue_sim_artist_card_get_name (CueSimArtistCard card)
{
  return scenes[card].name;
}

// A fixed pseudo-random number between 0 and 1.
static double
pick (int card, int index, int what)
{
  double value = sin (card * 12.9898 + index * 78.233 + what * 37.719) * 43758.5453;

  return value - floor (value);
}

// The discs rise slowly; in one loop each goes round a whole number of times and fades at the ends
// of its way, so that the last frame leads into the first one.
static void
paint_discs (CueSimArtistLight *light, CueSimArtistCard card, double phase)
{
  const Scene *scene = &scenes[card];

  for (int i = 0; i < scene->n_discs; i++) {
    double way = pick (card, i, 0) + phase;
    double sway = 0.025 * sin (2 * G_PI * (phase + pick (card, i, 1)));
    double size = 0.018 + 0.065 * pow (pick (card, i, 2), 2);
    double rise = 0.10 + 0.12 * pick (card, i, 3);
    double visible;

    way -= floor (way);
    visible = pow (sin (G_PI * way), 2);
    cue_sim_artist_light_add_disc (light,
                                   (float) (pick (card, i, 4) + sway),
                                   (float) (0.12 + 0.88 * pick (card, i, 5) - rise * way),
                                   (float) size,
                                   scene->disc_colour,
                                   (float) (scene->disc_strength * visible));
  }
}

/**
 * cue_sim_artist_card_paint:
 * @width: of the canvas; its height follows from 9:16
 * @phase: place in the loop, 0 to 1
 *
 * Returns: (transfer full): the scene at that moment
 */
CueSimArtistLight *
cue_sim_artist_card_paint (CueSimArtistCard card, int width, double phase)
{
  const Scene       *scene = &scenes[card];
  CueSimArtistLight *light = cue_sim_artist_light_new (width, width * 16 / 9);

  cue_sim_artist_light_fill (light, 0, 0.55f, scene->top, scene->middle);
  cue_sim_artist_light_fill (light, 0.55f, 1, scene->middle, scene->bottom);
  for (gsize i = 0; i < G_N_ELEMENTS (scene->glows); i++) {
    const Glow *glow = &scene->glows[i];
    double      angle = 2 * G_PI * (phase * glow->turns + pick (card, (int) i, 6));

    cue_sim_artist_light_add_glow (light,
                                   glow->x + glow->way * (float) cos (angle),
                                   glow->y + glow->way * 0.6f * (float) sin (angle),
                                   glow->radius_x,
                                   glow->radius_y,
                                   glow->colour,
                                   glow->strength);
  }
  if (scene->beam_colour != 0) {
    float swing = 0.10f * (float) sin (2 * G_PI * phase);

    cue_sim_artist_light_add_beam (light,
                                   0.12f,
                                   -0.04f,
                                   0.42f + swing,
                                   0.85f,
                                   0.22f,
                                   scene->beam_colour,
                                   0.34f);
    cue_sim_artist_light_add_beam (light,
                                   0.88f,
                                   -0.04f,
                                   0.58f - swing,
                                   0.85f,
                                   0.22f,
                                   scene->beam_colour,
                                   0.34f);
  }
  paint_discs (light, card, phase);
  return light;
}

/**
 * cue_sim_artist_card_draw_background:
 *
 * Returns: (transfer full): an opaque image of 1080×1920: the scene as the clip begins with it
 */
cairo_surface_t *
cue_sim_artist_card_draw_background (CueSimArtistCard card)
{
  g_autoptr (CueSimArtistLight)
    light = cue_sim_artist_card_paint (card, CUE_SIM_ARTIST_CARD_WIDTH / 4, 0);

  return cue_sim_artist_light_to_surface (light,
                                          CUE_SIM_ARTIST_CARD_WIDTH,
                                          CUE_SIM_ARTIST_CARD_HEIGHT);
}

// Five bars of the light wall: the mark of the simulated event.
static void
draw_mark (cairo_t *cr, double x, double y, double height)
{
  static const double  lengths[] = { 0.38, 0.72, 1, 0.6, 0.3 };
  static const guint32 colours[] = { 0xb07cff, 0x7c9bff, 0x35c8ee, 0xfbbf24, 0xfb7185 };

  cairo_set_line_width (cr, height * 0.115);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++) {
    double half = (lengths[i] * height - height * 0.115) / 2;

    cairo_set_source_rgb (cr,
                          (colours[i] >> 16 & 0xff) / 255.0,
                          (colours[i] >> 8 & 0xff) / 255.0,
                          (colours[i] & 0xff) / 255.0);
    cairo_move_to (cr, x + (double) i * height * 0.215, y - half);
    cairo_line_to (cr, x + (double) i * height * 0.215, y + half);
    cairo_stroke (cr);
  }
}

static void
draw_shaded_text (cairo_t *cr, const char *text, PangoWeight weight, double pixels, double y)
{
  double x = CUE_SIM_ARTIST_CARD_WIDTH / 2.0;

  // A soft shadow of a few faint copies keeps the words readable over any background.
  cairo_set_source_rgba (cr, 0, 0, 0, 0.07);
  for (int i = 0; i < 12; i++) {
    double angle = 2 * G_PI * i / 12;

    cue_sim_artist_draw_text (cr,
                              text,
                              font_family,
                              weight,
                              pixels,
                              x + cos (angle) * pixels * 0.035,
                              y + (sin (angle) + 0.8) * pixels * 0.035,
                              CUE_SIM_ARTIST_TEXT_CENTRE);
  }
  cairo_set_source_rgba (cr, 1, 1, 1, 0.98);
  cue_sim_artist_draw_text (cr,
                            text,
                            font_family,
                            weight,
                            pixels,
                            x,
                            y,
                            CUE_SIM_ARTIST_TEXT_CENTRE);
}

// The words of the custom state come from the console itself; its foreground is ornament alone.
static void
draw_rings (cairo_t *cr)
{
  for (int i = 0; i < 7; i++) {
    cairo_set_source_rgba (cr, 1, 1, 1, 0.22 - 0.028 * i);
    cairo_set_line_width (cr, 3);
    cairo_new_path (cr);
    cairo_arc (cr,
               CUE_SIM_ARTIST_CARD_WIDTH / 2.0,
               CUE_SIM_ARTIST_CARD_HEIGHT + 120,
               340 + i * 74,
               0,
               2 * G_PI);
    cairo_stroke (cr);
  }
  draw_mark (cr, CUE_SIM_ARTIST_CARD_WIDTH / 2.0 - 0.43 * 90, CUE_SIM_ARTIST_CARD_HEIGHT - 110, 90);
}

/**
 * cue_sim_artist_card_draw_foreground:
 *
 * Returns: (transfer full): a transparent image of 1080×1920 with the words of the state
 */
cairo_surface_t *
cue_sim_artist_card_draw_foreground (CueSimArtistCard card)
{
  const Scene     *scene = &scenes[card];
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32,
                                                         CUE_SIM_ARTIST_CARD_WIDTH,
                                                         CUE_SIM_ARTIST_CARD_HEIGHT);
  cairo_t         *cr = cairo_create (surface);
  double           y = 880;

  if (scene->subtitle == NULL) {
    draw_rings (cr);
  } else {
    draw_mark (cr, CUE_SIM_ARTIST_CARD_WIDTH / 2.0 - 0.43 * 150, 640, 150);
    for (gsize i = 0; scene->title[i] != NULL; i++, y += 158)
      draw_shaded_text (cr, scene->title[i], PANGO_WEIGHT_ULTRABOLD, 148, y);
    cairo_set_source_rgba (cr, 1, 1, 1, 0.55);
    cairo_rectangle (cr, CUE_SIM_ARTIST_CARD_WIDTH / 2.0 - 60, y - 30, 120, 6);
    cairo_fill (cr);
    draw_shaded_text (cr, scene->subtitle, PANGO_WEIGHT_NORMAL, 54, y + 60);
  }
  cairo_destroy (cr);
  return surface;
}

/**
 * cue_sim_artist_draw_logo:
 *
 * Returns: (transfer full): a transparent image of 600×200, mark and name of the simulated event
 */
cairo_surface_t *
cue_sim_artist_draw_logo (void)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 600, 200);
  cairo_t         *cr = cairo_create (surface);

  draw_mark (cr, 40, 100, 140);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cue_sim_artist_draw_text (cr,
                            "Cuelight",
                            font_family,
                            PANGO_WEIGHT_ULTRABOLD,
                            96,
                            200,
                            78,
                            CUE_SIM_ARTIST_TEXT_LEFT);
  cairo_set_source_rgba (cr, 1, 1, 1, 0.75);
  cue_sim_artist_draw_text (cr,
                            "demo event",
                            font_family,
                            PANGO_WEIGHT_NORMAL,
                            46,
                            204,
                            150,
                            CUE_SIM_ARTIST_TEXT_LEFT);
  cairo_destroy (cr);
  return surface;
}
