// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The encoder itself: its codecs, its failures, and the pictures it is fed with.

#include <string.h>

#include "cue-error.h"
#include "cue-sim-artist-card.h"
#include "cue-sim-artist-stage.h"
#include "cue-sim-encoder-codec.h"
#include "cue-sim-encoder-file.h"
#include "cue-sim-encoder.h"

enum {
  WIDTH = 640,
  HEIGHT = 360,
  FRAMES = 110,
  KEY_INTERVAL = 50,
  FRAME_NS = 40 * 1000 * 1000,
};

typedef struct {
  GMutex lock;
  guint  n_pictures;
  guint  n_wrong; // pictures out of order, or keys at wrong places
} Result;

static void
on_unit (guint track, GBytes *data, gint64 time_ns, gboolean key, gpointer user_data)
{
  Result *result = user_data;

  g_mutex_lock (&result->lock);
  if (time_ns != (gint64) result->n_pictures * FRAME_NS ||
      key != (result->n_pictures % KEY_INTERVAL == 0))
    result->n_wrong++;
  result->n_pictures++;
  g_mutex_unlock (&result->lock);
}

static CueSimEncoder *
create_encoder (Result *result, GError **error)
{
  CueSimEncoderSpec spec = {
    .videos = { { WIDTH, HEIGHT, 25, KEY_INTERVAL, 900, FALSE } },
    .n_videos = 1,
    .audio = FALSE,
  };

  return cue_sim_encoder_new (&spec, on_unit, result, error);
}

static void
check_key_frames (void)
{
  g_autoptr (GError) error = NULL;
  Result result = { 0 };
  g_autoptr (CueSimEncoder) encoder = create_encoder (&result, &error);
  g_autoptr (CueSimArtistStage) stage = cue_sim_artist_stage_new ("Test", "TEST");
  const CueSimArtistPlanes *picture = cue_sim_artist_stage_get_half_picture (stage);

  g_assert_no_error (error);
  for (gint64 i = 0; i < FRAMES; i++) {
    cue_sim_artist_stage_draw (stage, i, i * 40000);
    cue_sim_encoder_push (encoder,
                          0,
                          picture->luma,
                          cue_sim_artist_planes_get_size (picture),
                          i * FRAME_NS,
                          FRAME_NS,
                          &error);
    g_assert_no_error (error);
  }
  cue_sim_encoder_finish (encoder, &error);
  g_assert_no_error (error);
  cue_sim_encoder_stop (encoder);
  g_assert_cmpuint (result.n_pictures, ==, FRAMES);
  g_assert_cmpuint (result.n_wrong, ==, 0);
}

static void
test_key_frames (void)
{
  check_key_frames ();
}

// A broken pipeline must come back as an error, however much is still pushed, and never wait.
static void
test_failure (void)
{
  g_autoptr (GError) error = NULL;
  Result result = { 0 };
  g_autoptr (CueSimEncoder) encoder = create_encoder (&result, &error);
  g_autofree guint8 *nonsense = g_malloc0 (WIDTH * HEIGHT);
  gboolean           ok = TRUE;

  g_assert_no_error (error);
  for (gint64 i = 0; i < 1000 && ok; i++)
    ok =
      cue_sim_encoder_push (encoder, 0, nonsense, WIDTH * HEIGHT, i * FRAME_NS, FRAME_NS, &error);
  g_assert_false (ok);
  g_assert_error (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
  g_clear_error (&error);
  g_assert_false (cue_sim_encoder_finish (encoder, &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
  cue_sim_encoder_stop (encoder);
  g_clear_error (&error);
  g_assert_false (cue_sim_encoder_push (encoder, 0, nonsense, WIDTH * HEIGHT, 0, FRAME_NS, &error));
  g_assert_nonnull (error);
}

static gboolean
on_draw (int frame, CueSimArtistPlanes *planes, gpointer user_data)
{
  return frame < 3;
}

static void
test_file_failure (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
    cue_sim_encoder_make_mp4 ("/nonexistent/clip.mp4", 160, 120, 25, 100, on_draw, NULL, &error);

  g_assert_null (bytes);
  g_assert_error (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
}

static void
hide (const char *element)
{
  GstRegistry      *registry = gst_registry_get ();
  GstPluginFeature *feature = gst_registry_lookup_feature (registry, element);

  if (feature != NULL) {
    gst_registry_remove_feature (registry, feature);
    gst_object_unref (feature);
  }
}

static void
test_missing (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GstElementFactory) other = NULL;

  gst_init (NULL, NULL);
  hide ("x264enc");
  other = gst_element_factory_find ("openh264enc");
  if (other != NULL)
    check_key_frames ();

  hide ("openh264enc");
  g_assert_false (cue_sim_encoder_check_installed (&error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
  g_assert_nonnull (strstr (error->message, "gstreamer1.0-plugins-ugly"));
  g_clear_error (&error);
  g_assert_null (create_encoder (NULL, &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
}

static void
test_counter (void)
{
  g_autoptr (CueSimArtistStage) stage = cue_sim_artist_stage_new ("Test", "TEST");
  const CueSimArtistPlanes *full = cue_sim_artist_stage_get_picture (stage);
  const CueSimArtistPlanes *half = cue_sim_artist_stage_get_half_picture (stage);

  for (gint64 frame = 0; frame < 4096; frame += 37) {
    cue_sim_artist_stage_draw (stage, frame, frame * 40000);
    g_assert_cmpint (cue_sim_artist_stage_read_counter (full->luma,
                                                        full->width,
                                                        full->width,
                                                        full->height),
                     ==,
                     frame % 2048);
    g_assert_cmpint (cue_sim_artist_stage_read_counter (half->luma,
                                                        half->width,
                                                        half->width,
                                                        half->height),
                     ==,
                     frame % 2048);
  }
}

// A frame is what its numbers say, whatever was drawn before.
static void
test_frames_are_independent (void)
{
  g_autoptr (CueSimArtistStage) one = cue_sim_artist_stage_new ("Test", "TEST");
  g_autoptr (CueSimArtistStage) other = cue_sim_artist_stage_new ("Test", "TEST");
  const CueSimArtistPlanes *picture = cue_sim_artist_stage_get_picture (one);
  const CueSimArtistPlanes *half = cue_sim_artist_stage_get_half_picture (one);

  for (gint64 frame = 0; frame < 60; frame++)
    cue_sim_artist_stage_draw (one, frame, frame * 1234567);
  cue_sim_artist_stage_draw (other, 59, 59 * 1234567);
  g_assert_cmpmem (picture->luma,
                   cue_sim_artist_planes_get_size (picture),
                   cue_sim_artist_stage_get_picture (other)->luma,
                   cue_sim_artist_planes_get_size (picture));
  g_assert_cmpmem (half->luma,
                   cue_sim_artist_planes_get_size (half),
                   cue_sim_artist_stage_get_half_picture (other)->luma,
                   cue_sim_artist_planes_get_size (half));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/simulator/encoder/counter", test_counter);
  g_test_add_func ("/simulator/encoder/frames-are-independent", test_frames_are_independent);
  g_test_add_func ("/simulator/encoder/key-frames", test_key_frames);
  g_test_add_func ("/simulator/encoder/failure", test_failure);
  g_test_add_func ("/simulator/encoder/file-failure", test_file_failure);
  // The last one: it makes the process forget its encoders.
  g_test_add_func ("/simulator/encoder/missing", test_missing);
  return g_test_run ();
}
