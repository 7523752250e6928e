// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "media-assets.h"
#include "media-fixture.h"
#include "probe-fixture.h"

/* What is found out about segments of a stream: pictures, sound or both. */

typedef struct {
  gboolean         done;
  CuePictureFacts *facts;
  GError          *error;
} Answer;

static void
on_probed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->facts = cue_media_probe_finish (result, &answer->error);
  answer->done = TRUE;
}

static gboolean
is_done (gpointer data)
{
  return ((Answer *) data)->done;
}

static CuePictureFacts *
ask (GBytes *bytes, GError **error)
{
  Answer answer = { 0 };

  cue_media_probe_segment_async (bytes, NULL, on_probed, &answer);
  g_assert_true (media_wait (is_done, &answer, 120000));
  g_assert_true ((answer.facts == NULL) != (answer.error == NULL));
  if (answer.error != NULL)
    g_propagate_error (error, answer.error);
  return answer.facts;
}

static CuePictureFacts *
ask_well (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  CuePictureFacts *facts = ask (bytes, &error);

  g_assert_no_error (error);
  g_test_message ("%u × %u, %s, %s, %.2f s seen, %.2f s heard, peak %.3f",
                  facts->width,
                  facts->height,
                  facts->codec,
                  facts->audio_codec,
                  (double) facts->shown_us / G_USEC_PER_SEC,
                  (double) facts->audio_us / G_USEC_PER_SEC,
                  facts->audio_peak);
  return facts;
}

/* Two seconds of both. */
static GBytes *
make_segment (const char *pattern, const char *wave)
{
  g_autofree char *pipeline =
    g_strdup_printf ("videotestsrc num-buffers=50 pattern=%s ! "
                     "video/x-raw,width=160,height=96,framerate=25/1 ! %s ! mux. "
                     "audiotestsrc num-buffers=94 samplesperbuffer=1024 wave=%s ! "
                     "audio/x-raw,rate=48000,channels=2 ! audioconvert ! avenc_aac ! aacparse ! "
                     "mux. mpegtsmux name=mux",
                     pattern,
                     media_get_video_encoder (),
                     wave);

  return media_make_file (pipeline);
}

static GBytes *
make_sound (const char *wave, const char *container)
{
  g_autofree char *pipeline =
    g_strdup_printf ("audiotestsrc num-buffers=94 samplesperbuffer=1024 wave=%s ! "
                     "audio/x-raw,rate=48000,channels=2 ! audioconvert ! avenc_aac ! aacparse ! %s",
                     wave,
                     container);

  return media_make_file (pipeline);
}

static void
assert_seconds (gint64 duration_us, double from, double to)
{
  g_assert_cmpfloat ((double) duration_us / G_USEC_PER_SEC, >=, from);
  g_assert_cmpfloat ((double) duration_us / G_USEC_PER_SEC, <=, to);
}

static void
test_both (void)
{
  g_autoptr (GBytes) bytes = make_segment ("smpte", "sine");
  g_autoptr (CuePictureFacts) facts = ask_well (bytes);

  g_assert_cmpuint (facts->width, ==, 160);
  g_assert_cmpstr (facts->codec, ==, "H.264");
  g_assert_cmpstr (facts->audio_codec, ==, "AAC");
  g_assert_cmpuint (facts->n_decoded, ==, 50);
  assert_seconds (facts->shown_us, 1.9, 2.1);
  assert_seconds (facts->audio_us, 1.9, 2.1);
  g_assert_cmpfloat (facts->audio_peak, >, 0.5);
  g_assert_cmpfloat (facts->black, <, 0.1);
  g_assert_true (facts->is_whole);
  g_assert_true (facts->has_audio);
  g_assert_false (facts->lacks_decoder);
}

static void
test_nothing_on (void)
{
  g_autoptr (GBytes) bytes = make_segment ("black", "silence");
  g_autoptr (CuePictureFacts) facts = ask_well (bytes);

  g_assert_cmpfloat (facts->black, ==, 1);
  g_assert_cmpfloat (facts->audio_peak, <, 0.001);
  assert_seconds (facts->audio_us, 1.9, 2.1);
}

/* A part of it was lost on the way. */
static void
test_half (void)
{
  g_autoptr (GBytes) bytes = make_segment ("smpte", "sine");
  g_autoptr (GBytes) half = cut (bytes, g_bytes_get_size (bytes) / 2 / 188 * 188);
  g_autoptr (CuePictureFacts) facts = ask_well (half);

  g_assert_true (facts->is_whole);
  assert_seconds (facts->shown_us, 0.1, 1.7);
}

static void
test_sound_alone (void)
{
  static const char *const containers[] = {
    "audio/mpeg,stream-format=adts",
    "mpegtsmux",
    "mp4mux fragment-duration=1000 streamable=true",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (containers); i++) {
    g_autoptr (GBytes) bytes = make_sound ("sine", containers[i]);
    g_autoptr (CuePictureFacts) facts = ask_well (bytes);

    g_assert_cmpuint (facts->width, ==, 0);
    g_assert_cmpuint (facts->n_decoded, ==, 0);
    g_assert_cmpstr (facts->audio_codec, ==, "AAC");
    assert_seconds (facts->audio_us, 1.8, 2.1);
    g_assert_cmpfloat (facts->audio_peak, >, 0.5);
    g_assert_null (facts->thumbnail);
  }
}

static void
test_pictures_alone (void)
{
  g_autofree char *pipeline =
    g_strdup_printf ("videotestsrc num-buffers=50 ! "
                     "video/x-raw,width=160,height=96,framerate=25/1 ! %s ! mpegtsmux",
                     media_get_video_encoder ());
  g_autoptr (GBytes) bytes = media_make_file (pipeline);
  g_autoptr (CuePictureFacts) facts = ask_well (bytes);

  g_assert_cmpuint (facts->n_decoded, ==, 50);
  g_assert_cmpint (facts->audio_us, ==, 0);
  g_assert_null (facts->audio_codec);
  g_assert_false (facts->has_audio);
}

static void
test_nothing (void)
{
  g_autoptr (GBytes) text = g_bytes_new_static ("WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n", 38);
  g_autoptr (GError) error = NULL;

  g_assert_null (ask (text, &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_PROTOCOL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!media_can_encode ()) {
    g_test_message ("no H.264 encoder on this computer");
    return 77;
  }
  g_test_add_func ("/media/probe-segment/both", test_both);
  g_test_add_func ("/media/probe-segment/nothing-on", test_nothing_on);
  g_test_add_func ("/media/probe-segment/half", test_half);
  g_test_add_func ("/media/probe-segment/sound-alone", test_sound_alone);
  g_test_add_func ("/media/probe-segment/pictures-alone", test_pictures_alone);
  g_test_add_func ("/media/probe-segment/nothing", test_nothing);
  return g_test_run ();
}
