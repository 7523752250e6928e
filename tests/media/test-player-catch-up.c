// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player-fixture.h"

/* A stream that plays, later and later. The helper's position stands still while its pictures move,
 * so each second of the fake clock is one that was lost. */

typedef struct {
  guint    n_children; /* that are waited for */
  gboolean seen;       /* and were there, if only for a moment */
  guint    n_pictures; /* since the step began */
} Step;

static void
on_picture (GdkPaintable *paintable, gpointer data)
{
  ((Step *) data)->n_pictures++;
}

static gboolean
has_stepped (gpointer data)
{
  Step *step = data;

  step->seen |= media_count_children () == step->n_children;
  return step->n_pictures > 0 || step->seen;
}

/* Lets time pass until there are so many helpers. A tenth of a second of it is over when a picture
 * has come, however busy the machine is. Returns how much time did, in seconds. */
static double
wait_for_children (PlayerFixture *f, guint n, guint seconds)
{
  GdkPaintable *paintable = cue_player_get_paintable (f->player);
  gint64        began = cue_clock_get_monotonic (f->clock);
  gint64        end = began + seconds * G_TIME_SPAN_SECOND;
  Step          step = { .n_children = n, .seen = media_count_children () == n };
  gulong id = g_signal_connect (paintable, "invalidate-contents", G_CALLBACK (on_picture), &step);

  while (!step.seen && cue_clock_get_monotonic (f->clock) < end) {
    step.n_pictures = 0;
    cue_fake_clock_advance (CUE_FAKE_CLOCK (f->clock), 100 * G_TIME_SPAN_MILLISECOND);
    g_assert_true (media_wait (has_stepped, &step, 60000));
  }
  g_signal_handler_disconnect (paintable, id);
  return step.seen ? (cue_clock_get_monotonic (f->clock) - began) / 1e6 : G_MAXDOUBLE;
}

static double
wait_for_second (PlayerFixture *f, guint seconds)
{
  return wait_for_children (f, 2, seconds);
}

static gboolean
has_one_and_plays (gpointer data)
{
  return media_count_children () == 1 && player_is_in_state (data);
}

static void
assert_undisturbed (PlayerFixture *f)
{
  CuePlayerStats *stats = cue_player_get_stats (f->player);

  g_assert_cmpint (cue_player_get_state (f->player), ==, CUE_PLAYBACK_STATE_PLAYING);
  g_assert_cmpint (cue_player_get_reason (f->player), ==, CUE_PLAYBACK_REASON_NONE);
  g_assert_cmpint (cue_player_get_next_attempt (f->player), ==, 0);
  g_assert_cmpuint (cue_player_stats_get_restarts (stats), ==, 0);
  g_assert_cmpuint (f->n_faults, ==, 0);
}

static void
on_state (GObject *object, GParamSpec *pspec, gpointer data)
{
  g_assert_cmpint (cue_player_get_state (CUE_PLAYER (object)), ==, CUE_PLAYBACK_STATE_PLAYING);
}

/* It is started again beside itself and takes over, and then not for a minute, however late. */
static void
test_live (PlayerFixture *f, gconstpointer data)
{
  double waited;

  player_play (f);
  g_signal_connect (f->player, "notify::state", G_CALLBACK (on_state), NULL);
  waited = wait_for_second (f, 20);
  g_test_message ("started again after %.1f s", waited);
  g_assert_cmpfloat (waited, >=, 7.5);
  g_assert_cmpfloat (waited, <=, 10.0);
  f->wanted = CUE_PLAYBACK_STATE_PLAYING;
  g_assert_true (media_wait (has_one_and_plays, f, 60000));
  assert_undisturbed (f);

  waited = wait_for_second (f, 120);
  g_assert_cmpfloat (waited, >=, 55.0);
  g_assert_cmpfloat (waited, <=, 65.0);
  g_assert_true (media_wait (has_one_and_plays, f, 60000));
  assert_undisturbed (f);
}

/* What is finished is where it is. */
static void
test_finished (PlayerFixture *f, gconstpointer data)
{
  player_play (f);
  g_assert_cmpfloat (wait_for_second (f, 90), ==, G_MAXDOUBLE);
  assert_undisturbed (f);
}

/* The second one does not play: it is not said, and not tried again before a minute is over. */
static void
test_fails (PlayerFixture *f, gconstpointer data)
{
  player_play (f);
  media_behave (data);
  /* One that ends at once can be gone before it was counted; then the one of the next minute is. */
  g_assert_cmpfloat (wait_for_second (f, 200), <, 200.0);
  g_assert_cmpfloat (wait_for_children (f, 1, 30), <, 30.0);
  assert_undisturbed (f);
  g_assert_cmpfloat (wait_for_second (f, 30), ==, G_MAXDOUBLE);
  assert_undisturbed (f);
  media_behave ("good");
  g_assert_cmpfloat (wait_for_second (f, 60), <, 60.0);
  g_assert_true (media_wait (has_one_and_plays, f, 60000));
  assert_undisturbed (f);
}

static void
set_up_late (PlayerFixture *f, gconstpointer data)
{
  player_set_up (f, "late-live");
}

static gboolean
has_fault (gpointer data)
{
  return ((PlayerFixture *) data)->n_faults > 0;
}

/* The current one dies meanwhile: then the second is what there is, and its failure counts. */
static void
test_both_fail (PlayerFixture *f, gconstpointer data)
{
  player_play (f);
  media_behave ("silent");
  g_assert_cmpfloat (wait_for_second (f, 20), <, 15.0);
  g_assert_cmpuint (media_kill_children (), ==, 2);
  g_assert_true (media_wait (has_fault, f, 60000));
  media_behave ("good");
  player_advance_to_state (f, CUE_PLAYBACK_STATE_PLAYING, 10);
  g_assert_cmpuint (f->n_recovered, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  player_test_add ("/media/player-catch-up/live", "late-live", test_live);
  player_test_add ("/media/player-catch-up/finished", "late-vod", test_finished);
  player_test_add ("/media/player-catch-up/both-fail", "late-live", test_both_fail);
#define ADD(how)                                   \
  g_test_add ("/media/player-catch-up/fails/" how, \
              PlayerFixture,                       \
              how,                                 \
              set_up_late,                         \
              test_fails,                          \
              player_tear_down)
  ADD ("fail-403");
  ADD ("exit");
  ADD ("silent");
#undef ADD
  return g_test_run ();
}
