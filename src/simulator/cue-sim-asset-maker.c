// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-sim-asset-maker.h"

#include "cue-sim-encoder-codec.h"
#include "cue-sim-encoder-file.h"

#include <glib/gstdio.h>

enum {
  NOISE_BYTES = 64 * 1024,
  GIF_FRAMES = 20000,
  PAINTED_WIDTH = 135, // light is soft: painted small and enlarged
  BLACK_LUMA = 16,     // limited range
  BRIGHT_LUMA = 228,
  NO_COLOUR = 128,
};

typedef struct {
  const CueSimAssetVariant *variant;
  CueSimArtistCard          card;
  guint                     n_frames;
  GCancellable             *cancellable; // not owned
} Clip;

static gboolean
on_draw_clip (int frame, CueSimArtistPlanes *planes, gpointer user_data)
{
  Clip           *clip = user_data;
  CueSimAssetForm form = clip->variant->form;

  if (form == CUE_SIM_ASSET_FORM_BLACK || form == CUE_SIM_ASSET_FORM_BRIGHT) {
    cue_sim_artist_planes_fill (planes,
                                0,
                                0,
                                planes->width,
                                planes->height,
                                form == CUE_SIM_ASSET_FORM_BLACK ? BLACK_LUMA : BRIGHT_LUMA);
    for (guint i = 0; i < G_N_ELEMENTS (planes->chroma); i++)
      memset (planes->chroma[i],
              NO_COLOUR,
              (gsize) planes->chroma_stride * (gsize) ((planes->height + 1) / 2));
  } else {
    g_autoptr (CueSimArtistLight) light =
      cue_sim_artist_card_paint (clip->card, PAINTED_WIDTH, (double) frame / clip->n_frames);

    cue_sim_artist_light_to_planes (light, planes);
  }
  return !g_cancellable_is_cancelled (clip->cancellable);
}

static GBytes *
make_clip (CueSimArtistCard          card,
           const CueSimAssetVariant *variant,
           guint                     n_frames,
           GCancellable             *cancellable,
           GError                  **error)
{
  Clip             clip = { variant, card, n_frames, cancellable };
  gboolean         scaled = variant->form == CUE_SIM_ASSET_FORM_SCALED;
  g_autofree char *folder = g_dir_make_tmp ("cuelight-asset-XXXXXX", error);
  g_autofree char *path = NULL;
  GBytes          *bytes;

  if (folder == NULL)
    return NULL;
  path = g_build_filename (folder, "clip.mp4", NULL);
  bytes = cue_sim_encoder_make_mp4 (path,
                                    scaled ? variant->width * 2 / 3 : CUE_SIM_ASSET_CLIP_WIDTH,
                                    scaled ? variant->height * 2 / 3 : CUE_SIM_ASSET_CLIP_HEIGHT,
                                    CUE_SIM_ASSET_CLIP_RATE,
                                    (int) n_frames,
                                    on_draw_clip,
                                    &clip,
                                    error);
  g_rmdir (folder);
  /* What was given up half way is a clip too, but not this one. */
  if (g_cancellable_set_error_if_cancelled (cancellable, bytes != NULL ? error : NULL))
    g_clear_pointer (&bytes, g_bytes_unref);
  return bytes;
}

static cairo_surface_t *
draw_usual (const CueSimAssetSlot *slot, CueSimArtistCard card)
{
  switch (slot->kind) {
  case CUE_SIM_ASSET_LOGO:
    return cue_sim_artist_draw_logo ();
  case CUE_SIM_ASSET_FOREGROUND:
    return cue_sim_artist_card_draw_foreground (card);
  case CUE_SIM_ASSET_BACKGROUND:
  case CUE_SIM_ASSET_VIDEO:
  default:
    return cue_sim_artist_card_draw_background (card);
  }
}

static cairo_surface_t *
draw (const CueSimAssetSlot *slot, CueSimArtistCard card, const CueSimAssetVariant *variant)
{
  cairo_surface_t *usual = draw_usual (slot, card);
  int              width = cairo_image_surface_get_width (usual);
  int              height = cairo_image_surface_get_height (usual);
  gboolean         scaled = variant->form == CUE_SIM_ASSET_FORM_SCALED;
  gboolean         rotated = variant->form == CUE_SIM_ASSET_FORM_ROTATED;
  cairo_surface_t *surface = cairo_image_surface_create (slot->kind == CUE_SIM_ASSET_BACKGROUND
                                                           ? CAIRO_FORMAT_RGB24
                                                           : CAIRO_FORMAT_ARGB32,
                                                         scaled    ? variant->width
                                                         : rotated ? height
                                                                   : width,
                                                         scaled    ? variant->height
                                                         : rotated ? width
                                                                   : height);
  cairo_t *cr = cairo_create (surface);

  if (scaled)
    cairo_scale (cr, (double) variant->width / width, (double) variant->height / height);
  if (rotated) {
    cairo_translate (cr, 0, width);
    cairo_rotate (cr, -G_PI / 2);
  }
  cairo_set_source_surface (cr, usual, 0, 0);
  cairo_paint (cr);
  if (variant->form == CUE_SIM_ASSET_FORM_BLACK || variant->form == CUE_SIM_ASSET_FORM_BRIGHT) {
    double level = variant->form == CUE_SIM_ASSET_FORM_BLACK ? 0 : 0.97;

    cairo_set_source_rgb (cr, level, level, level);
    cairo_paint (cr);
  }
  /* A logo has no state to take another one from. */
  if (variant->form == CUE_SIM_ASSET_FORM_OTHER && slot->kind == CUE_SIM_ASSET_LOGO) {
    cairo_set_source_rgb (cr, 0.98, 0.75, 0.14);
    cairo_rectangle (cr, 0, height - 12, width, 12);
    cairo_fill (cr);
  }
  cairo_destroy (cr);
  cairo_surface_destroy (usual);
  return surface;
}

static GBytes *
make_picture (const CueSimAssetSlot    *slot,
              CueSimArtistCard          card,
              const CueSimAssetVariant *variant,
              GError                  **error)
{
  cairo_surface_t *surface = draw (slot, card, variant);
  GBytes          *bytes = slot->kind == CUE_SIM_ASSET_BACKGROUND
                             ? cue_sim_encoder_make_jpeg (surface, error)
                             : cue_sim_encoder_make_png (surface, error);

  cairo_surface_destroy (surface);
  return bytes;
}

static GBytes *
make_noise (const CueSimAssetSlot *slot)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (916);
  guint8 *noise = g_malloc (NOISE_BYTES);

  for (gsize i = 0; i < NOISE_BYTES; i++)
    noise[i] = (guint8) g_rand_int (rand);
  /* So that a decoder gets going. */
  if (slot->kind == CUE_SIM_ASSET_VIDEO)
    memcpy (noise,
            "\0\0\0\x14"
            "ftypisom\0\0\2\0isom",
            20);
  else if (slot->kind == CUE_SIM_ASSET_BACKGROUND)
    memcpy (noise, "\xff\xd8\xff\xe0\x00\x10JFIF", 10);
  else
    memcpy (noise, "\x89PNG\r\n\x1a\n", 8);
  return g_bytes_new_take (noise, NOISE_BYTES);
}

/* NULL: the form is one that changes the usual file. */
static GBytes *
make_odd (const CueSimAssetSlot *slot, const CueSimAssetVariant *variant)
{
  guint width = (guint) variant->width;
  guint height = (guint) variant->height;

  switch (variant->form) {
  case CUE_SIM_ASSET_FORM_NOISE:
    return make_noise (slot);
  case CUE_SIM_ASSET_FORM_TEXT:
    return g_bytes_new_static (variant->text, strlen (variant->text));
  case CUE_SIM_ASSET_FORM_GIF:
    return cue_sim_asset_make_gif (width, height, 2, TRUE);
  case CUE_SIM_ASSET_FORM_GIF_BOMB:
    return cue_sim_asset_make_gif (width, height, 1, TRUE);
  case CUE_SIM_ASSET_FORM_GIF_FRAMES:
    return cue_sim_asset_make_gif (width, height, GIF_FRAMES, FALSE);
  case CUE_SIM_ASSET_FORM_WEBP:
  case CUE_SIM_ASSET_FORM_WEBP_BOMB:
    return cue_sim_asset_make_webp (width, height, 1);
  case CUE_SIM_ASSET_FORM_ANIMATED_WEBP:
    return cue_sim_asset_make_webp (width, height, 2);
  case CUE_SIM_ASSET_FORM_PLAIN_PNG:
  case CUE_SIM_ASSET_FORM_PNG_BOMB:
    return cue_sim_asset_make_plain_png (width, height);
  case CUE_SIM_ASSET_FORM_USUAL:
  case CUE_SIM_ASSET_FORM_OTHER:
  case CUE_SIM_ASSET_FORM_SCALED:
  case CUE_SIM_ASSET_FORM_PADDED:
  case CUE_SIM_ASSET_FORM_ROTATED:
  case CUE_SIM_ASSET_FORM_BLACK:
  case CUE_SIM_ASSET_FORM_BRIGHT:
  case CUE_SIM_ASSET_FORM_CUT:
  case CUE_SIM_ASSET_FORM_JPEG_BOMB:
  case CUE_SIM_ASSET_FORM_LYING_BOXES:
  case CUE_SIM_ASSET_FORM_NONE:
  default:
    return NULL;
  }
}

static GBytes *
change (GBytes *file, const CueSimAssetVariant *variant)
{
  switch (variant->form) {
  case CUE_SIM_ASSET_FORM_PADDED:
    return cue_sim_asset_pad (file, variant->bytes);
  case CUE_SIM_ASSET_FORM_ROTATED:
    return cue_sim_asset_add_orientation (file, 6);
  case CUE_SIM_ASSET_FORM_CUT:
    return g_bytes_new_from_bytes (file, 0, g_bytes_get_size (file) / 2);
  case CUE_SIM_ASSET_FORM_JPEG_BOMB:
    return cue_sim_asset_resize_jpeg (file, (guint) variant->width, (guint) variant->height);
  case CUE_SIM_ASSET_FORM_LYING_BOXES:
    return cue_sim_asset_stretch_boxes (file);
  case CUE_SIM_ASSET_FORM_USUAL:
  case CUE_SIM_ASSET_FORM_OTHER:
  case CUE_SIM_ASSET_FORM_SCALED:
  case CUE_SIM_ASSET_FORM_BLACK:
  case CUE_SIM_ASSET_FORM_BRIGHT:
  case CUE_SIM_ASSET_FORM_NOISE:
  case CUE_SIM_ASSET_FORM_GIF:
  case CUE_SIM_ASSET_FORM_WEBP:
  case CUE_SIM_ASSET_FORM_ANIMATED_WEBP:
  case CUE_SIM_ASSET_FORM_PLAIN_PNG:
  case CUE_SIM_ASSET_FORM_PNG_BOMB:
  case CUE_SIM_ASSET_FORM_GIF_BOMB:
  case CUE_SIM_ASSET_FORM_GIF_FRAMES:
  case CUE_SIM_ASSET_FORM_WEBP_BOMB:
  case CUE_SIM_ASSET_FORM_TEXT:
  case CUE_SIM_ASSET_FORM_NONE:
  default:
    return g_bytes_ref (file);
  }
}

/**
 * cue_sim_asset_make:
 * @slot: which asset
 * @variant: which of its variants
 * @turn: 0: its own file; otherwise that of another state, so many further, for files that change
 * @n_frames: how long a clip is, usually CUE_SIM_ASSET_CLIP_FRAMES
 * @cancellable: (nullable): ends the work early
 * @error: return location
 *
 * Draws and encodes; for a clip that takes a second. Not for the main thread.
 *
 * Returns: (transfer full) (nullable): the file, the same each time
 */
GBytes *
cue_sim_asset_make (const CueSimAssetSlot    *slot,
                    const CueSimAssetVariant *variant,
                    guint                     turn,
                    guint                     n_frames,
                    GCancellable             *cancellable,
                    GError                  **error)
{
  static const CueSimAssetVariant other = { .form = CUE_SIM_ASSET_FORM_OTHER };
  CueSimArtistCard                card;
  GBytes                         *odd = make_odd (slot, variant);
  g_autoptr (GBytes) file = NULL;

  if (odd != NULL)
    return odd;
  if (variant->form == CUE_SIM_ASSET_FORM_OTHER)
    turn++;
  card = (slot->card + turn) % CUE_SIM_ARTIST_N_CARDS;
  if (turn > 0)
    variant = &other;
  if (!cue_sim_encoder_check_installed (error))
    return NULL;
  file = slot->kind == CUE_SIM_ASSET_VIDEO ? make_clip (card, variant, n_frames, cancellable, error)
                                           : make_picture (slot, card, variant, error);
  return file != NULL ? change (file, variant) : NULL;
}

/**
 * cue_sim_asset_get_type:
 * @bytes: a file that cue_sim_asset_make() made
 * @slot: which asset it is
 *
 * Returns: (transfer none): its content type, told by its first bytes, and otherwise by its ending
 */
const char *
cue_sim_asset_get_type (GBytes *bytes, const CueSimAssetSlot *slot)
{
  static const struct {
    const char *begin;
    gsize       size;
    const char *type;
  } types[] = {
    { "\xff\xd8", 2, "image/jpeg" }, { "\x89PNG", 4, "image/png" },
    { "GIF8", 4, "image/gif" },      { "RIFF", 4, "image/webp" },
    { "<?xml", 5, "image/svg+xml" }, { "<!DOCTYPE html", 14, "text/html; charset=utf-8" },
  };
  gsize       size;
  const void *data = g_bytes_get_data (bytes, &size);

  for (guint i = 0; i < G_N_ELEMENTS (types); i++) {
    if (size >= types[i].size && memcmp (data, types[i].begin, types[i].size) == 0)
      return types[i].type;
  }
  return slot->kind == CUE_SIM_ASSET_VIDEO        ? "video/mp4"
         : slot->kind == CUE_SIM_ASSET_BACKGROUND ? "image/jpeg"
                                                  : "image/png";
}
