// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-sim-artist-light.h"

#include <math.h>

enum {
  CHANNELS = 3,
  NOISE_SIZE = 64,
};

/**
 * CueSimArtistLight:
 *
 * A small canvas of coloured light, in floating point. Soft scenes are painted on it at a fraction
 * of their size and enlarged at the end with a little noise: this costs a hundredth of painting
 * them with cairo at full size, and dark gradients show no bands.
 *
 * Places and sizes are fractions of the width (x, radii) and of the height (y).
 */
struct _CueSimArtistLight {
  int    width;
  int    height;
  int    first_row; // of the part which is painted on
  int    end_row;
  float *pixels; // owned, CHANNELS a pixel, 0 to 255 in the gamma of sRGB; may exceed
};

/**
 * cue_sim_artist_light_new:
 * @width: of the picture in pixels
 * @height: of the picture in pixels
 *
 * Returns: (transfer full): a dark picture to paint light on
 */
CueSimArtistLight *
cue_sim_artist_light_new (int width, int height)
{
  CueSimArtistLight *self = g_new0 (CueSimArtistLight, 1);

  self->width = width;
  self->height = height;
  self->end_row = height;
  self->pixels = g_new0 (float, (gsize) width *(gsize) height *CHANNELS);
  return self;
}

/**
 * cue_sim_artist_light_free:
 * @self: (transfer full): a picture of light
 */
void
cue_sim_artist_light_free (CueSimArtistLight *self)
{
  g_free (self->pixels);
  g_free (self);
}

static void
split_colour (guint32 colour, float rgb[CHANNELS])
{
  rgb[0] = (float) (colour >> 16 & 0xff);
  rgb[1] = (float) (colour >> 8 & 0xff);
  rgb[2] = (float) (colour & 0xff);
}

static float *
get_row (CueSimArtistLight *self, int y)
{
  return self->pixels + (gsize) y * (gsize) self->width * CHANNELS;
}

/**
 * cue_sim_artist_light_clip:
 * @from: top of the part to paint on
 * @to: its end
 *
 * Everything painted after this stays between two heights.
 */
void
cue_sim_artist_light_clip (CueSimArtistLight *self, float from, float to)
{
  self->first_row = CLAMP ((int) lroundf (from * (float) self->height), 0, self->height);
  self->end_row = CLAMP ((int) lroundf (to * (float) self->height), 0, self->height);
}

/**
 * cue_sim_artist_light_fill:
 * @from: height of the colour @top
 * @to: height of the colour @bottom
 *
 * Covers the stretch between the two heights with a gradient.
 */
void
cue_sim_artist_light_fill (CueSimArtistLight *self,
                           float              from,
                           float              to,
                           guint32            top,
                           guint32            bottom)
{
  float a[CHANNELS], b[CHANNELS];
  int   first = MAX ((int) lroundf (from * (float) self->height), 0);
  int   end = MIN ((int) lroundf (to * (float) self->height), self->height);

  split_colour (top, a);
  split_colour (bottom, b);
  for (int y = first; y < end; y++) {
    float *row = get_row (self, y);
    float  part = ((float) y + 0.5f) / (float) self->height;
    float  mix = (part - from) / (to - from);

    for (int x = 0; x < self->width; x++)
      for (int i = 0; i < CHANNELS; i++)
        row[x * CHANNELS + i] = a[i] + (b[i] - a[i]) * mix;
  }
}

/**
 * cue_sim_artist_light_add_glow:
 * @radius_x: where the light has faded out, in fractions of the width
 * @radius_y: the same in the vertical direction, also in fractions of the width
 * @strength: of the middle, 1 adds @colour in full
 */
void
cue_sim_artist_light_add_glow (CueSimArtistLight *self,
                               float              x,
                               float              y,
                               float              radius_x,
                               float              radius_y,
                               guint32            colour,
                               float              strength)
{
  float width = (float) self->width;
  float middle_x = x * width, middle_y = y * (float) self->height;
  float rgb[CHANNELS];
  int   first_row = MAX ((int) (middle_y - radius_y * width), self->first_row);
  int   end_row = MIN ((int) (middle_y + radius_y * width) + 1, self->end_row);
  int   first = MAX ((int) (middle_x - radius_x * width), 0);
  int   end = MIN ((int) (middle_x + radius_x * width) + 1, self->width);

  split_colour (colour, rgb);
  for (int row = first_row; row < end_row; row++) {
    float *pixels = get_row (self, row);
    float  dy = ((float) row + 0.5f - middle_y) / (radius_y * width);

    for (int column = first; column < end; column++) {
      float dx = ((float) column + 0.5f - middle_x) / (radius_x * width);
      float rest = 1 - dx * dx - dy * dy;
      float light;

      if (rest <= 0)
        continue;
      light = rest * rest * rest * strength;
      for (int i = 0; i < CHANNELS; i++)
        pixels[column * CHANNELS + i] += rgb[i] * light;
    }
  }
}

/**
 * cue_sim_artist_light_add_disc:
 *
 * An even disc with a soft rim, as lights out of focus are.
 */
void
cue_sim_artist_light_add_disc (CueSimArtistLight *self,
                               float              x,
                               float              y,
                               float              radius,
                               guint32            colour,
                               float              strength)
{
  float width = (float) self->width;
  float middle_x = x * width, middle_y = y * (float) self->height, size = radius * width;
  float rim = MAX (size * 0.16f, 1.2f);
  float rgb[CHANNELS];
  int   first_row = MAX ((int) (middle_y - size - rim), self->first_row);
  int   end_row = MIN ((int) (middle_y + size + rim) + 1, self->end_row);
  int   first = MAX ((int) (middle_x - size - rim), 0);
  int   end = MIN ((int) (middle_x + size + rim) + 1, self->width);

  split_colour (colour, rgb);
  for (int row = first_row; row < end_row; row++) {
    float *pixels = get_row (self, row);
    float  dy = (float) row + 0.5f - middle_y;

    for (int column = first; column < end; column++) {
      float dx = (float) column + 0.5f - middle_x;
      float distance = sqrtf (dx * dx + dy * dy);
      float cover = CLAMP ((size + rim - distance) / (2 * rim), 0, 1);
      // A little brighter towards the rim, as in a photograph.
      float light = cover * cover * (3 - 2 * cover) * strength * (0.7f + 0.3f * distance / size);

      for (int i = 0; i < CHANNELS; i++)
        pixels[column * CHANNELS + i] += rgb[i] * light;
    }
  }
}

/**
 * cue_sim_artist_light_add_beam:
 * @spread: half of the width of the beam at its end, in fractions of the width
 *
 * A cone of light from a lamp, fading out towards its end.
 */
void
cue_sim_artist_light_add_beam (CueSimArtistLight *self,
                               float              from_x,
                               float              from_y,
                               float              to_x,
                               float              to_y,
                               float              spread,
                               guint32            colour,
                               float              strength)
{
  float width = (float) self->width, height = (float) self->height;
  float x = from_x * width, y = from_y * height;
  float axis_x = to_x * width - x, axis_y = to_y * height - y;
  float length = sqrtf (axis_x * axis_x + axis_y * axis_y);
  float rgb[CHANNELS];

  split_colour (colour, rgb);
  axis_x /= length;
  axis_y /= length;
  for (int row = self->first_row; row < self->end_row; row++) {
    float *pixels = get_row (self, row);

    for (int column = 0; column < self->width; column++) {
      float dx = (float) column + 0.5f - x, dy = (float) row + 0.5f - y;
      float along = (dx * axis_x + dy * axis_y) / length;
      float across = fabsf (dx * axis_y - dy * axis_x) / width;
      float wide = 0.004f + spread * along;
      float light;

      if (along <= 0 || along >= 1 || across >= wide)
        continue;
      light = 1 - across * across / (wide * wide);
      light = light * light * (1 - along) * (1 - along) * strength;
      for (int i = 0; i < CHANNELS; i++)
        pixels[column * CHANNELS + i] += rgb[i] * light;
    }
  }
}

// Between -0.5 and 0.5, the same for each run.
static const float *
get_noise (void)
{
  static gsize  once = 0;
  static float *noise = NULL;

  if (g_once_init_enter (&once)) {
    g_autoptr (GRand) rand = g_rand_new_with_seed (916);

    noise = g_new (float, NOISE_SIZE *NOISE_SIZE);
    for (gsize i = 0; i < NOISE_SIZE * NOISE_SIZE; i++)
      noise[i] = (float) (g_rand_double (rand) - 0.5);
    g_once_init_leave (&once, 1);
  }
  return noise;
}

typedef struct {
  int   index; // of the first of two neighbours
  float part;  // of the second one
} Place;

static Place *
make_places (int small, int large)
{
  Place *places = g_new (Place, large);

  for (int i = 0; i < large; i++) {
    float at = ((float) i + 0.5f) * (float) small / (float) large - 0.5f;

    at = CLAMP (at, 0, (float) small - 1.001f);
    places[i].index = (int) at;
    places[i].part = at - (float) places[i].index;
  }
  return places;
}

// One row of the canvas at any height between its rows, interleaved channels.
static void
interpolate_row (CueSimArtistLight *self, Place place, float *row)
{
  const float *first = get_row (self, place.index);
  const float *second = get_row (self, MIN (place.index + 1, self->height - 1));

  for (int i = 0; i < self->width * CHANNELS; i++)
    row[i] = first[i] + (second[i] - first[i]) * place.part;
}

/**
 * cue_sim_artist_light_to_surface:
 *
 * Returns: (transfer full): an image surface of format RGB24
 */
cairo_surface_t *
cue_sim_artist_light_to_surface (CueSimArtistLight *self, int width, int height)
{
  cairo_surface_t  *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  guint8           *data = cairo_image_surface_get_data (surface);
  int               stride = cairo_image_surface_get_stride (surface);
  g_autofree Place *columns = make_places (self->width, width);
  g_autofree Place *rows = make_places (self->height, height);
  g_autofree float *row = g_new (float, (gsize) self->width *CHANNELS);
  const float      *noise = get_noise ();

  for (int y = 0; y < height; y++) {
    guint32 *target = (guint32 *) (void *) (data + (gsize) y * (gsize) stride);

    interpolate_row (self, rows[y], row);
    for (int x = 0; x < width; x++) {
      const float *left = row + columns[x].index * CHANNELS;
      float        grain = noise[(y % NOISE_SIZE) * NOISE_SIZE + x % NOISE_SIZE] + 0.5f;
      guint32      pixel = 0;

      for (int i = 0; i < CHANNELS; i++) {
        float value = left[i] + (left[i + CHANNELS] - left[i]) * columns[x].part + grain;

        pixel = pixel << 8 | (guint32) CLAMP (value, 0, 255);
      }
      target[x] = pixel;
    }
  }
  cairo_surface_mark_dirty (surface);
  return surface;
}

// BT.709, limited range.
static void
convert_to_ycbcr (CueSimArtistLight *self)
{
  for (int i = 0; i < self->width * self->height; i++) {
    float *pixel = self->pixels + i * CHANNELS;
    float  r = CLAMP (pixel[0], 0, 255), g = CLAMP (pixel[1], 0, 255), b = CLAMP (pixel[2], 0, 255);

    pixel[0] = 16 + 0.18259f * r + 0.61423f * g + 0.06201f * b;
    pixel[1] = 128 - 0.10064f * r - 0.33857f * g + 0.43922f * b;
    pixel[2] = 128 + 0.43922f * r - 0.39894f * g - 0.04027f * b;
  }
}

static void
draw_plane_row (guint8      *target,
                int          width,
                const float *row,
                int          channel,
                const Place *columns,
                const float *noise)
{
  for (int x = 0; x < width; x++) {
    const float *left = row + columns[x].index * CHANNELS + channel;

    target[x] = (guint8) (left[0] + (left[CHANNELS] - left[0]) * columns[x].part +
                          noise[x % NOISE_SIZE] + 0.5f);
  }
}

/**
 * cue_sim_artist_light_to_planes:
 * @planes: the picture to cover, of any size
 *
 * Enlarges the canvas to a video frame. The canvas cannot be painted on any more.
 */
void
cue_sim_artist_light_to_planes (CueSimArtistLight *self, CueSimArtistPlanes *planes)
{
  g_autofree Place *columns = make_places (self->width, planes->width);
  g_autofree Place *rows = make_places (self->height, planes->height);
  g_autofree Place *chroma_columns = make_places (self->width, planes->width / 2);
  g_autofree float *row = g_new (float, (gsize) self->width *CHANNELS);
  const float      *noise = get_noise ();

  convert_to_ycbcr (self);
  for (int y = 0; y < planes->height; y++) {
    interpolate_row (self, rows[y], row);
    draw_plane_row (planes->luma + y * planes->width,
                    planes->width,
                    row,
                    0,
                    columns,
                    noise + (y % NOISE_SIZE) * NOISE_SIZE);
    if (y % 2 == 0)
      for (int i = 0; i < 2; i++)
        draw_plane_row (planes->chroma[i] + y / 2 * planes->chroma_stride,
                        planes->width / 2,
                        row,
                        i + 1,
                        chroma_columns,
                        noise + (y % NOISE_SIZE) * NOISE_SIZE);
  }
}
