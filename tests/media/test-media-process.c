// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-media-process.h"
#include "cue-media-protocol.h"
#include "cue-texture.h"

#include "media-fixture.h"

#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

typedef struct {
  CueClock          *clock;
  CueMediaProcess   *process;
  GdkTexture        *texture; /* the last one */
  guint              n_frames;
  guint              n_messages;
  guint              n_ended;
  CueMediaProcessEnd how;
  char              *detail;
} Fixture;

static void
on_frame (CueMediaProcess *process, gpointer frame, GBytes *pixels, gpointer user_data)
{
  Fixture *f = user_data;
  g_autoptr (GdkTexture) texture = cue_texture_new (frame, pixels);

  f->n_frames++;
  g_set_object (&f->texture, texture);
}

static void
on_message (CueMediaProcess *process, gpointer message, gpointer user_data)
{
  ((Fixture *) user_data)->n_messages++;
}

static void
on_ended (CueMediaProcess *process, int how, const char *detail, gpointer user_data)
{
  Fixture *f = user_data;

  f->n_ended++;
  f->how = how;
  g_free (f->detail);
  f->detail = g_strdup (detail);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  const CueMediaOpen open = { .kind = CUE_MEDIA_KIND_STREAM, .flags = CUE_MEDIA_FLAG_VISIBLE };
  g_autoptr (GError) error = NULL;

  media_behave (data);
  f->clock = cue_fake_clock_new (0, G_USEC_PER_SEC);
  f->process = cue_media_process_new (f->clock);
  g_signal_connect (f->process, "frame", G_CALLBACK (on_frame), f);
  g_signal_connect (f->process, "message", G_CALLBACK (on_message), f);
  g_signal_connect (f->process, "ended", G_CALLBACK (on_ended), f);
  g_assert_true (
    cue_media_process_start (f->process, &open, "http://127.0.0.1/x.m3u8", NULL, &error));
  g_assert_no_error (error);
}

static gboolean
has_no_children (gpointer data)
{
  return media_count_children () == 0;
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->texture);
  g_clear_object (&f->process);
  g_clear_object (&f->clock);
  g_free (f->detail);
  g_assert_true (media_wait (has_no_children, NULL, 60000));
}

static gboolean
has_fds (gpointer data)
{
  return media_count_fds () <= *(guint *) data;
}

static gboolean
has_ended (gpointer data)
{
  return ((Fixture *) data)->n_ended > 0;
}

static gboolean
has_frames (gpointer data)
{
  return ((Fixture *) data)->n_frames >= 50;
}

static void
test_good (Fixture *f, gconstpointer data)
{
  g_assert_true (media_wait (has_frames, f, 60000));
  g_assert_cmpuint (f->n_messages, >, 0);
  g_assert_cmpint (gdk_texture_get_width (f->texture), ==, 64);
  g_assert_cmpint (gdk_texture_get_height (f->texture), ==, 36);

  /* It answers the watchdog for as long as anybody likes. */
  for (guint i = 0; i < 60; i++) {
    cue_fake_clock_advance (CUE_FAKE_CLOCK (f->clock), G_USEC_PER_SEC);
    media_spin (15);
  }
  g_assert_cmpuint (f->n_ended, ==, 0);
}

/* Its owner lets go of it while it plays, and what it showed can still be looked at. */
static void
test_let_go (Fixture *f, gconstpointer data)
{
  guint8 pixels[64 * 36 * 4];

  g_assert_true (media_wait (has_frames, f, 60000));
  g_clear_object (&f->process);
  g_assert_true (media_wait (has_no_children, NULL, 60000));
  gdk_texture_download (f->texture, pixels, 64 * 4);
  g_assert_cmpuint (f->n_ended, ==, 0);
}

static gboolean
has_texture (gpointer data)
{
  return ((Fixture *) data)->texture != NULL;
}

static gpointer
drop_in_thread (gpointer data)
{
  g_object_unref (data);
  return NULL;
}

/* A PNG is written in a thread, and the last reference to a picture may go there. */
static void
test_texture_in_thread (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < 20; i++) {
    g_assert_true (media_wait (has_texture, f, 60000));
    g_thread_join (g_thread_new ("drop", drop_in_thread, g_steal_pointer (&f->texture)));
  }
  g_assert_cmpuint (f->n_ended, ==, 0);
}

static void
test_leaves (Fixture *f, gconstpointer data)
{
  g_assert_true (media_wait (has_ended, f, 60000));
  g_assert_cmpint (f->how, ==, CUE_MEDIA_PROCESS_END_LEFT);
  media_spin (50);
  g_assert_cmpuint (f->n_ended, ==, 1);
}

static void
test_abort (Fixture *f, gconstpointer data)
{
  test_leaves (f, data);
  g_assert_nonnull (strstr (f->detail, "signal 6"));
}

static void
test_exit (Fixture *f, gconstpointer data)
{
  test_leaves (f, data);
  g_assert_cmpstr (f->detail, ==, "exit status 7");
}

static void
test_hang (Fixture *f, gconstpointer data)
{
  g_assert_true (media_wait (has_frames, f, 60000));
  cue_fake_clock_advance (CUE_FAKE_CLOCK (f->clock), 4 * G_USEC_PER_SEC);
  g_assert_cmpuint (f->n_ended, ==, 0);
  g_assert_true (media_advance_until (f->clock, has_ended, f, 5));
  g_assert_cmpint (f->how, ==, CUE_MEDIA_PROCESS_END_HUNG);
}

/* One that never says a word gets more time: GStreamer may be looking at its plugins. */
static void
test_mute (Fixture *f, gconstpointer data)
{
  cue_fake_clock_advance (CUE_FAKE_CLOCK (f->clock), 15 * G_USEC_PER_SEC);
  media_spin (20);
  g_assert_cmpuint (f->n_ended, ==, 0);
  g_assert_true (media_advance_until (f->clock, has_ended, f, 10));
  g_assert_cmpint (f->how, ==, CUE_MEDIA_PROCESS_END_HUNG);
}

/* An update replaced the program: not its fault, and it is over before anything else is read. */
static void
test_other_build (Fixture *f, gconstpointer data)
{
  g_assert_true (media_wait (has_ended, f, 60000));
  g_assert_cmpint (f->how, ==, CUE_MEDIA_PROCESS_END_OTHER_BUILD);
  g_assert_false (cue_media_process_get_greeted (f->process));
  media_spin (50);
  g_assert_cmpuint (f->n_ended, ==, 1);
  g_assert_cmpuint (f->n_messages, ==, 0);
}

static void
test_lie (Fixture *f, gconstpointer data)
{
  g_assert_true (media_wait (has_ended, f, 60000));
  g_test_message ("%s: %s", (const char *) data, f->detail);
  g_assert_cmpint (f->how, ==, CUE_MEDIA_PROCESS_END_MISBEHAVED);
  media_spin (20);
  g_assert_cmpuint (f->n_ended, ==, 1);
}

/* While a helper sends as fast as it can, what has the priority of drawing still gets its turn. */
static void
test_flood (Fixture *f, gconstpointer data)
{
  MediaTicker ticker;

  media_ticker_start (&ticker, G_PRIORITY_HIGH_IDLE + 20);
  g_assert_true (media_wait (has_ended, f, 60000));
  g_assert_cmpint (f->how, ==, CUE_MEDIA_PROCESS_END_MISBEHAVED);
  g_assert_cmpuint (f->n_messages, <, 2000);
  media_spin (50);
  media_ticker_stop (&ticker);
  g_assert_cmpint (ticker.worst_held, <, 250 * 1000);
}

static gint64
get_thread_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

/* What this thread computes to start a helper with a file. */
static gint64
measure_start (gsize size)
{
  const CueMediaOpen open = { .kind = CUE_MEDIA_KIND_CLIP, .flags = CUE_MEDIA_FLAG_VISIBLE };
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_malloc0 (size), size);
  g_autoptr (GError) error = NULL;
  Fixture f = { 0 };
  gint64  used;

  memset ((gpointer) g_bytes_get_data (bytes, NULL), 1, size);
  media_behave ("good");
  f.clock = cue_fake_clock_new (0, G_USEC_PER_SEC);
  f.process = cue_media_process_new (f.clock);
  g_signal_connect (f.process, "frame", G_CALLBACK (on_frame), &f);
  used = get_thread_time ();
  g_assert_true (cue_media_process_start (f.process, &open, NULL, bytes, &error));
  used = get_thread_time () - used;
  g_assert_no_error (error);
  g_assert_true (media_wait (has_frames, &f, 60000));
  tear_down (&f, NULL);
  return used;
}

/* The copy of a large file that the helper sees is not made where the window is drawn. */
static void
test_large (void)
{
  const gsize        size = 64 * 1024 * 1024;
  gint64             small = measure_start (1);
  gint64             large = measure_start (size);
  g_autofree guint8 *from = g_malloc (size);
  g_autoptr (GError) error = NULL;
  guint8 *to;
  gint64  copy;
  int     fd = cue_media_create_memory ("test", size, &to, &error);

  g_assert_no_error (error);
  memset (from, 1, size);
  copy = get_thread_time ();
  memcpy (to, from, size);
  copy = get_thread_time () - copy;
  munmap (to, size);
  close (fd);
  g_test_message ("%.1f ms with a byte, %.1f ms with 64 MiB, of which a copy takes %.1f ms",
                  small / 1e3,
                  large / 1e3,
                  copy / 1e3);
  g_assert_cmpint (large - small, <, copy / 2);
}

/* Whoever lets go of it while the file is copied. */
static void
test_large_let_go (void)
{
  const gsize        size = 64 * 1024 * 1024;
  const CueMediaOpen open = { .kind = CUE_MEDIA_KIND_CLIP };
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_malloc0 (size), size);
  guint fds = media_count_fds ();

  for (guint i = 0; i < 3; i++) {
    g_autoptr (CueClock) clock = cue_fake_clock_new (0, 0);
    g_autoptr (CueMediaProcess) process = cue_media_process_new (clock);
    g_autoptr (GError) error = NULL;

    media_behave ("good");
    g_assert_true (cue_media_process_start (process, &open, NULL, bytes, &error));
    g_assert_no_error (error);
    if (i == 1)
      media_spin (1);
  }
  g_assert_true (media_wait (has_no_children, NULL, 60000));
  g_assert_true (media_wait (has_fds, &fds, 60000));
}

static void
test_missing (void)
{
  const CueMediaOpen open = { .kind = CUE_MEDIA_KIND_STREAM };
  g_autofree char   *before = g_strdup (g_getenv ("CUELIGHT_MEDIA"));
  g_autoptr (CueClock) clock = cue_fake_clock_new (0, 0);
  g_autoptr (CueMediaProcess) process = cue_media_process_new (clock);
  g_autoptr (GError) error = NULL;

  g_setenv ("CUELIGHT_MEDIA", "/nowhere/cuelight-media", TRUE);
  g_assert_false (cue_media_process_start (process, &open, "http://127.0.0.1/", NULL, &error));
  g_assert_nonnull (error);
  g_setenv ("CUELIGHT_MEDIA", before, TRUE);
}

int
main (int argc, char **argv)
{
  static const char *const lies[] = {
    "short",        "long",        "magic",       "size",        "text-size",      "type",
    "own-type",     "nan",         "no-fd",       "two-fds",     "unsealed",       "half-sealed",
    "buffer-size",  "file",        "pipe",        "same-buffer", "many-buffers",   "unknown-buffer",
    "unknown-drop", "large-frame", "busy-buffer", "busy-drop",   "fd-with-status", "no-hello",
    "late-version",
  };

  g_test_init (&argc, &argv, NULL);
#define ADD(path, how, func) g_test_add (path, Fixture, how, set_up, func, tear_down)
  ADD ("/media/process/good", "good", test_good);
  ADD ("/media/process/let-go", "good", test_let_go);
  ADD ("/media/process/texture-in-thread", "good", test_texture_in_thread);
  ADD ("/media/process/abort", "abort", test_abort);
  ADD ("/media/process/exit", "exit", test_exit);
  ADD ("/media/process/close", "close", test_leaves);
  ADD ("/media/process/crash", "crash", test_leaves);
  ADD ("/media/process/hang", "hang", test_hang);
  ADD ("/media/process/mute", "mute", test_mute);
  ADD ("/media/process/old-version", "old-version", test_other_build);
  ADD ("/media/process/other-build", "other-build", test_other_build);
  ADD ("/media/process/flood", "flood", test_flood);
  for (gsize i = 0; i < G_N_ELEMENTS (lies); i++) {
    g_autofree char *path = g_strdup_printf ("/media/process/lie/%s", lies[i]);

    ADD (path, lies[i], test_lie);
  }
#undef ADD
  g_test_add_func ("/media/process/large", test_large);
  g_test_add_func ("/media/process/large-let-go", test_large_let_go);
  g_test_add_func ("/media/process/missing", test_missing);
  return g_test_run ();
}
