// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-sim-artist-stage.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "cue-sim-artist-digits.h"
#include "cue-sim-artist-light.h"

/**
 * CueSimArtistStage:
 *
 * The moving picture of the simulated stream: a dark stage with a wall of light bars, the time of
 * the day with tenths, the number of the frame, and a lamp that flashes with the beep.
 *
 * Drawing 25 pictures of 1280×720 a second with cairo would cost more than encoding them. So cairo
 * draws only twice, at the start: the stage with the lights off, and the wall with all lights on. A
 * frame then copies a few rectangles from these two and blends ready-made digits over them.
 *
 * Not thread-safe; each encoding thread has its own.
 */
struct _CueSimArtistStage {
  CueSimArtistPlanes *dark;    // the stage, all lights off
  CueSimArtistPlanes *bright;  // the same with all bars at full length
  CueSimArtistPlanes *picture; // what was drawn last
  CueSimArtistPlanes *half;    // the same at 640×360

  CueSimArtistDigits *clock_digits;
  CueSimArtistDigits *counter_digits;
  guint8             *lamp;   // coverage, LAMP_SIZE squared
  int                 lamp_x; // left of the word on the badge
};

enum {
  BARS = 44,
  BAR_PITCH = 24,
  BAR_WIDTH = 12,
  BARS_LEFT = (CUE_SIM_ARTIST_STAGE_WIDTH - BARS * BAR_PITCH + BAR_PITCH - BAR_WIDTH) / 2 & ~3,
  BARS_MIDDLE = 372,
  BAR_MAX = 116, // half of the length of the longest bar

  LEFT_EDGE = 72,
  RIGHT_EDGE = CUE_SIM_ARTIST_STAGE_WIDTH - 72,
  CLOCK_Y = 548,
  COUNTER_Y = 584,
  COUNTER_DIGITS = 7,

  BADGE_MIDDLE = 88,
  BADGE_RADIUS = 24,
  BADGE_FONT = 26,
  LAMP_SIZE = 24,
  LAMP_Y = BADGE_MIDDLE - LAMP_SIZE / 2,

  BLOCK_WHITE = 210, // bright enough to be told apart, not glaring
  BLOCK_BLACK = 18,
};

static const float FLOOR = 0.74f; // where the wall ends and the floor begins

static const char *font_family = "Cantarell, Inter, Sans";

static void
set_colour (cairo_t *cr, guint32 rgb, double alpha)
{
  cairo_set_source_rgba (cr,
                         ((rgb >> 16) & 0xff) / 255.0,
                         ((rgb >> 8) & 0xff) / 255.0,
                         (rgb & 0xff) / 255.0,
                         alpha);
}

static void
draw_text (cairo_t               *cr,
           const char            *text,
           PangoWeight            weight,
           double                 pixels,
           double                 x,
           double                 y,
           CueSimArtistTextAnchor anchor)
{
  cue_sim_artist_draw_text (cr, text, font_family, weight, pixels, x, y, anchor);
}

static guint32
get_bar_colour (int bar)
{
  static const guint32 stops[] = { 0xb07cff, 0x7c83ff, 0x38a3f5, 0x2dd4bf, 0xfbbf24, 0xfb7185 };
  double               at = (double) bar / (BARS - 1) * (G_N_ELEMENTS (stops) - 1);
  gsize                index = MIN ((gsize) at, G_N_ELEMENTS (stops) - 2);
  double               part = at - (double) index;
  guint32              colour = 0;

  for (int shift = 0; shift <= 16; shift += 8) {
    double a = (stops[index] >> shift) & 0xff, b = (stops[index + 1] >> shift) & 0xff;

    colour |= (guint32) lround (a + (b - a) * part) << shift;
  }
  return colour;
}

static void
draw_bars (cairo_t *cr, gboolean lit)
{
  for (int bar = 0; bar < BARS; bar++) {
    double x = BARS_LEFT + bar * BAR_PITCH + BAR_WIDTH / 2.0;

    cairo_new_path (cr);
    if (lit) {
      cairo_rectangle (cr, x - BAR_WIDTH / 2.0, BARS_MIDDLE - BAR_MAX, BAR_WIDTH, 2 * BAR_MAX);
      set_colour (cr, get_bar_colour (bar), 1);
    } else {
      // What is left of a bar without light, so that the wall is seen where it is dark.
      cairo_arc (cr, x, BARS_MIDDLE, 2.5, 0, 2 * G_PI);
      set_colour (cr, get_bar_colour (bar), 0.35);
    }
    cairo_fill (cr);
  }
}

static cairo_surface_t *
draw_light (void)
{
  g_autoptr (CueSimArtistLight) light =
    cue_sim_artist_light_new (CUE_SIM_ARTIST_STAGE_WIDTH / 2, CUE_SIM_ARTIST_STAGE_HEIGHT / 2);

  cue_sim_artist_light_fill (light, 0, 0.5f, 0x090b1a, 0x161136);
  cue_sim_artist_light_fill (light, 0.5f, FLOOR, 0x161136, 0x1c1440);
  cue_sim_artist_light_fill (light, FLOOR, 1, 0x0e0b22, 0x06060d);

  cue_sim_artist_light_clip (light, 0, FLOOR);
  cue_sim_artist_light_add_glow (light, 0.25f, 0.52f, 0.52f, 0.36f, 0x5b3bd6, 0.44f);
  cue_sim_artist_light_add_glow (light, 0.74f, 0.52f, 0.52f, 0.36f, 0x0f84a0, 0.44f);
  cue_sim_artist_light_add_glow (light, 0.97f, 0.60f, 0.26f, 0.24f, 0xb03a5e, 0.24f);
  cue_sim_artist_light_add_beam (light, 0.15f, -0.07f, 0.36f, 0.95f, 0.13f, 0x9f8cff, 0.36f);
  cue_sim_artist_light_add_beam (light, 0.50f, -0.07f, 0.50f, 0.95f, 0.14f, 0xbcd4ff, 0.24f);
  cue_sim_artist_light_add_beam (light, 0.85f, -0.07f, 0.64f, 0.95f, 0.13f, 0x7fe6ff, 0.32f);

  // The floor catches the light of the wall.
  cue_sim_artist_light_clip (light, FLOOR, 1);
  cue_sim_artist_light_add_glow (light, 0.28f, FLOOR, 0.56f, 0.10f, 0x6d4cf0, 0.62f);
  cue_sim_artist_light_add_glow (light, 0.72f, FLOOR, 0.56f, 0.10f, 0x1798b4, 0.58f);
  return cue_sim_artist_light_to_surface (light,
                                          CUE_SIM_ARTIST_STAGE_WIDTH,
                                          CUE_SIM_ARTIST_STAGE_HEIGHT);
}

// Returns the place of the lamp, left of the word.
static int
draw_badge (cairo_t *cr, const char *word)
{
  int right = RIGHT_EDGE - BADGE_RADIUS;
  int width = cue_sim_artist_measure_text (cr, word, font_family, PANGO_WEIGHT_BOLD, BADGE_FONT);
  int lamp_x = (right - width - LAMP_SIZE - 8) & ~3;

  cairo_new_path (cr);
  cairo_arc (cr, right, BADGE_MIDDLE, BADGE_RADIUS, -G_PI / 2, G_PI / 2);
  cairo_arc (cr, lamp_x + 8, BADGE_MIDDLE, BADGE_RADIUS, G_PI / 2, -G_PI / 2);
  cairo_close_path (cr);
  set_colour (cr, 0xd92b46, 1);
  cairo_fill (cr);
  set_colour (cr, 0xffffff, 1);
  draw_text (cr,
             word,
             PANGO_WEIGHT_BOLD,
             BADGE_FONT,
             right,
             BADGE_MIDDLE,
             CUE_SIM_ARTIST_TEXT_RIGHT);
  return lamp_x;
}

static cairo_surface_t *
draw_scenery (const char *title, const char *badge, gboolean lit, int *lamp_x)
{
  cairo_surface_t *surface = draw_light ();
  cairo_t         *cr = cairo_create (surface);

  draw_bars (cr, lit);

  set_colour (cr, 0xffffff, 0.97);
  draw_text (cr, title, PANGO_WEIGHT_ULTRABOLD, 64, LEFT_EDGE, 86, CUE_SIM_ARTIST_TEXT_LEFT);
  set_colour (cr, 0xc9cdf2, 0.85);
  draw_text (cr,
             "Simulated stream, drawn and encoded on this computer",
             PANGO_WEIGHT_NORMAL,
             27,
             LEFT_EDGE + 2,
             164,
             CUE_SIM_ARTIST_TEXT_LEFT);

  *lamp_x = draw_badge (cr, badge);

  set_colour (cr, 0xc9cdf2, 0.75);
  draw_text (cr, "UTC", PANGO_WEIGHT_BOLD, 22, LEFT_EDGE + 2, 670, CUE_SIM_ARTIST_TEXT_LEFT);
  draw_text (cr, "frame", PANGO_WEIGHT_BOLD, 22, RIGHT_EDGE, 670, CUE_SIM_ARTIST_TEXT_RIGHT);

  cairo_destroy (cr);
  return surface;
}

static guint8 *
make_lamp (void)
{
  guint8 *mask = g_malloc (LAMP_SIZE * LAMP_SIZE);

  for (int y = 0; y < LAMP_SIZE; y++)
    for (int x = 0; x < LAMP_SIZE; x++) {
      double distance = hypot (x + 0.5 - LAMP_SIZE / 2.0, y + 0.5 - LAMP_SIZE / 2.0);
      double edge = CLAMP (LAMP_SIZE / 2.0 - 3 - distance, 0, 1);

      mask[y * LAMP_SIZE + x] = (guint8) lround (edge * 255);
    }
  return mask;
}

/**
 * cue_sim_artist_stage_new:
 * @title: large text of the picture
 * @badge: a short word for the badge on the right, such as “LIVE”
 *
 * Returns: (transfer full): a stage with nothing drawn yet
 */
CueSimArtistStage *
cue_sim_artist_stage_new (const char *title, const char *badge)
{
  CueSimArtistStage *self = g_new0 (CueSimArtistStage, 1);
  cairo_surface_t   *surface;

  surface = draw_scenery (title, badge, FALSE, &self->lamp_x);
  self->dark = cue_sim_artist_planes_new_from_surface (surface);
  cairo_surface_destroy (surface);
  surface = draw_scenery (title, badge, TRUE, &self->lamp_x);
  self->bright = cue_sim_artist_planes_new_from_surface (surface);
  cairo_surface_destroy (surface);

  cue_sim_artist_planes_fill (self->dark,
                              0,
                              0,
                              CUE_SIM_ARTIST_COUNTER_BITS * CUE_SIM_ARTIST_COUNTER_BLOCK_WIDTH,
                              CUE_SIM_ARTIST_COUNTER_BLOCK_HEIGHT,
                              16);
  self->picture = cue_sim_artist_planes_copy (self->dark);
  self->half =
    cue_sim_artist_planes_new (CUE_SIM_ARTIST_STAGE_WIDTH / 2, CUE_SIM_ARTIST_STAGE_HEIGHT / 2);
  cue_sim_artist_planes_halve (self->half,
                               self->picture,
                               0,
                               0,
                               CUE_SIM_ARTIST_STAGE_WIDTH,
                               CUE_SIM_ARTIST_STAGE_HEIGHT);

  self->clock_digits = cue_sim_artist_digits_new (font_family, PANGO_WEIGHT_BOLD, 84);
  self->counter_digits = cue_sim_artist_digits_new (font_family, PANGO_WEIGHT_BOLD, 48);
  self->lamp = make_lamp ();
  return self;
}

/**
 * cue_sim_artist_stage_free:
 * @self: (transfer full): a stage
 */
void
cue_sim_artist_stage_free (CueSimArtistStage *self)
{
  cue_sim_artist_planes_free (self->dark);
  cue_sim_artist_planes_free (self->bright);
  cue_sim_artist_planes_free (self->picture);
  cue_sim_artist_planes_free (self->half);
  cue_sim_artist_digits_free (self->clock_digits);
  cue_sim_artist_digits_free (self->counter_digits);
  g_free (self->lamp);
  g_free (self);
}

// Two slow waves run through the wall in opposite directions; each full second hits the middle, in
// step with the beep, so that a shift between sound and picture can be seen and heard.
static double
get_bar_length (int bar, double seconds)
{
  double place = (bar - (BARS - 1) / 2.0) / (BARS / 2.0);
  double window = 0.25 + 0.75 * pow (cos (place * G_PI / 2), 2);
  double wave = 0.5 + 0.32 * sin (2 * G_PI * (seconds / 3.7 + bar / 11.0)) +
                0.18 * sin (2 * G_PI * (seconds / 2.3 - bar / 17.0));
  double beat = exp (-6 * (seconds - floor (seconds))) * exp (-9 * place * place);

  return 6 + (BAR_MAX - 8) * CLAMP (window * (0.12 + 0.72 * wave) + 0.35 * beat, 0, 1);
}

static void
blend_row (guint8 *target, const guint8 *bright, const guint8 *dark, int width, double cover)
{
  int alpha = (int) lround (CLAMP (cover, 0, 1) * 256);

  for (int i = 0; i < width; i++)
    target[i] = (guint8) ((bright[i] * alpha + dark[i] * (256 - alpha)) >> 8);
}

// One bar in one plane. Its ends are round: the last rows are as wide as the circle is there.
static void
draw_bar (guint8       *target,
          const guint8 *bright,
          const guint8 *dark,
          int           stride,
          int           x,
          int           width,
          int           middle,
          int           max,
          double        length)
{
  double radius = width / 2.0;

  for (int row = middle - max; row < middle + max; row++) {
    int    at = row * stride + x;
    double distance = fabs (row + 0.5 - middle);
    double beyond = distance - (length - radius);

    if (distance >= length + 0.5) {
      memcpy (target + at, dark + at, (gsize) width);
    } else if (beyond <= 0) {
      memcpy (target + at, bright + at, (gsize) width);
    } else {
      double half_width = sqrt (MAX (radius * radius - beyond * beyond, 0));

      for (int i = 0; i < width; i++)
        blend_row (target + at + i,
                   bright + at + i,
                   dark + at + i,
                   1,
                   half_width + 0.5 - fabs (i + 0.5 - radius));
    }
  }
}

static void
draw_wall (CueSimArtistStage *self, double seconds)
{
  for (int bar = 0; bar < BARS; bar++) {
    double length = get_bar_length (bar, seconds);
    int    x = BARS_LEFT + bar * BAR_PITCH;

    draw_bar (self->picture->luma,
              self->bright->luma,
              self->dark->luma,
              self->picture->width,
              x,
              BAR_WIDTH,
              BARS_MIDDLE,
              BAR_MAX,
              length);
    for (int i = 0; i < 2; i++)
      draw_bar (self->picture->chroma[i],
                self->bright->chroma[i],
                self->dark->chroma[i],
                self->picture->chroma_stride,
                x / 2,
                BAR_WIDTH / 2,
                BARS_MIDDLE / 2,
                BAR_MAX / 2,
                length / 2);
  }
  cue_sim_artist_planes_halve (self->half,
                               self->picture,
                               BARS_LEFT & ~3,
                               (BARS_MIDDLE - BAR_MAX) & ~3,
                               (BARS * BAR_PITCH + 3) & ~3,
                               2 * BAR_MAX);
}

static void
draw_digits (CueSimArtistStage *self, CueSimArtistDigits *digits, const char *text, int x, int y)
{
  int width = cue_sim_artist_digits_get_width (digits, text);
  int height = cue_sim_artist_digits_get_height (digits);

  cue_sim_artist_planes_restore (self->picture, self->dark, x, y, width, height);
  cue_sim_artist_digits_draw (digits, self->picture, text, x, y);
  cue_sim_artist_planes_halve (self->half, self->picture, x, y, width, height);
}

static void
draw_lamp (CueSimArtistStage *self, double brightness)
{
  guint8 mask[LAMP_SIZE * LAMP_SIZE];

  for (gsize i = 0; i < sizeof mask; i++)
    mask[i] = (guint8) (self->lamp[i] * (0.25 + 0.75 * brightness));
  cue_sim_artist_planes_restore (self->picture,
                                 self->dark,
                                 self->lamp_x,
                                 LAMP_Y,
                                 LAMP_SIZE,
                                 LAMP_SIZE);
  cue_sim_artist_planes_blend_mask (self->picture,
                                    self->lamp_x,
                                    LAMP_Y,
                                    mask,
                                    LAMP_SIZE,
                                    LAMP_SIZE,
                                    235);
  cue_sim_artist_planes_halve (self->half,
                               self->picture,
                               self->lamp_x,
                               LAMP_Y,
                               LAMP_SIZE,
                               LAMP_SIZE);
}

static void
draw_blocks (CueSimArtistStage *self, gint64 frame)
{
  for (int bit = 0; bit < CUE_SIM_ARTIST_COUNTER_BITS; bit++) {
    gboolean one = (frame >> (CUE_SIM_ARTIST_COUNTER_BITS - 1 - bit)) & 1;

    cue_sim_artist_planes_fill (self->picture,
                                bit * CUE_SIM_ARTIST_COUNTER_BLOCK_WIDTH,
                                0,
                                CUE_SIM_ARTIST_COUNTER_BLOCK_WIDTH,
                                CUE_SIM_ARTIST_COUNTER_BLOCK_HEIGHT,
                                one ? BLOCK_WHITE : BLOCK_BLACK);
  }
  cue_sim_artist_planes_halve (self->half,
                               self->picture,
                               0,
                               0,
                               CUE_SIM_ARTIST_COUNTER_BITS * CUE_SIM_ARTIST_COUNTER_BLOCK_WIDTH,
                               CUE_SIM_ARTIST_COUNTER_BLOCK_HEIGHT);
}

/**
 * cue_sim_artist_stage_draw:
 * @frame: number of the frame since the stream began
 * @wall_us: the time which the picture shows, µs since 1970 UTC
 *
 * Draws the next frame. It depends on nothing but the two numbers.
 */
void
cue_sim_artist_stage_draw (CueSimArtistStage *self, gint64 frame, gint64 wall_us)
{
  gint64 tenths = wall_us / 100000;
  gint64 seconds = tenths / 10;
  char   text[32];

  draw_wall (self, (double) (wall_us % (1000 * G_USEC_PER_SEC)) / G_USEC_PER_SEC);

  g_snprintf (text,
              sizeof text,
              "%02d:%02d:%02d.%d",
              (int) (seconds / 3600 % 24),
              (int) (seconds / 60 % 60),
              (int) (seconds % 60),
              (int) (tenths % 10));
  draw_digits (self, self->clock_digits, text, LEFT_EDGE, CLOCK_Y);

  g_snprintf (text, sizeof text, "%0*d", COUNTER_DIGITS, (int) (frame % 10000000));
  draw_digits (self,
               self->counter_digits,
               text,
               (RIGHT_EDGE - cue_sim_artist_digits_get_width (self->counter_digits, text)) & ~3,
               COUNTER_Y);

  draw_lamp (self, exp (-4 * (double) (wall_us % G_USEC_PER_SEC) / G_USEC_PER_SEC));
  draw_blocks (self, frame);
}

/**
 * cue_sim_artist_stage_get_picture:
 *
 * Returns: (transfer none): the frame drawn last, 1280×720
 */
const CueSimArtistPlanes *
cue_sim_artist_stage_get_picture (CueSimArtistStage *self)
{
  return self->picture;
}

/**
 * cue_sim_artist_stage_get_half_picture:
 *
 * Returns: (transfer none): the same at 640×360
 */
const CueSimArtistPlanes *
cue_sim_artist_stage_get_half_picture (CueSimArtistStage *self)
{
  return self->half;
}

/**
 * cue_sim_artist_stage_read_counter:
 * @luma: brightness of a decoded frame of any size
 *
 * Reads the blocks back, the way in which tests measure dropped frames and delay.
 *
 * Returns: the number of the frame modulo 2048, or -1 when a block is neither black nor white
 */
int
cue_sim_artist_stage_read_counter (const guint8 *luma, int stride, int width, int height)
{
  int y = CUE_SIM_ARTIST_COUNTER_BLOCK_HEIGHT / 2 * height / CUE_SIM_ARTIST_STAGE_HEIGHT;
  int counter = 0;

  for (int bit = 0; bit < CUE_SIM_ARTIST_COUNTER_BITS; bit++) {
    int x = (bit * CUE_SIM_ARTIST_COUNTER_BLOCK_WIDTH + CUE_SIM_ARTIST_COUNTER_BLOCK_WIDTH / 2) *
            width / CUE_SIM_ARTIST_STAGE_WIDTH;
    int value = luma[y * stride + x];

    if (value > 90 && value < 160)
      return -1;
    counter = counter << 1 | (value >= 160);
  }
  return counter;
}
