// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-clip.h"

#include "player-fixture.h"

/* Whoever listens may let go of what speaks: a fault closes a page, and with it goes the player.
 * The player and the clip must then be gone at once, and must not have been looked at after. */

typedef struct {
  CueClock *clock;
  GObject  *object; /* the player or the clip; owned until it speaks */
  gpointer  watched;
  guint     n_spoken;
} Listener;

static void
let_go (Listener *listener)
{
  listener->n_spoken++;
  g_clear_object (&listener->object);
}

static void
on_notify (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  let_go (user_data);
}

static void
on_fault (CuePlayer *player, CuePlaybackReason reason, const char *words, gpointer user_data)
{
  let_go (user_data);
}

static void
on_plain (GObject *object, gpointer user_data)
{
  let_go (user_data);
}

static gboolean
is_gone (gpointer data)
{
  return ((Listener *) data)->watched == NULL;
}

static void
hold (Listener *listener, gpointer object)
{
  listener->object = object;
  listener->watched = object;
  g_object_add_weak_pointer (object, &listener->watched);
}

/* The clock goes on until the object spoke; then nothing of it may be left. */
static void
assert_goes (Listener *listener)
{
  if (listener->object != NULL)
    g_assert_true (media_advance_until (listener->clock, is_gone, listener, 20));
  g_assert_true (is_gone (listener));
  g_assert_cmpuint (listener->n_spoken, ==, 1);
  g_assert_true (media_wait (player_has_no_children, NULL, 60000));
  g_assert_cmpuint (cue_fake_clock_get_n_pending (CUE_FAKE_CLOCK (listener->clock)), ==, 0);
  g_assert_finalize_object (listener->clock);
}

typedef enum {
  FROM_PLAYER,
  FROM_STATS,
  FROM_PAINTABLE,
} Speaker;

typedef struct {
  const char *path;
  const char *how; /* how the helper behaves */
  const char *uri; /* nullable: the usual one */
  Speaker     speaker;
  const char *signal;
  GCallback   handler;
} Case;

/* clang-format off */
static const Case cases[] = {
  { "fault", "fail-403", NULL, FROM_PLAYER, "fault", G_CALLBACK (on_fault) },
  { "state-of-failure", "fail-403", NULL, FROM_PLAYER, "notify::reason", G_CALLBACK (on_notify) },
  { "status", "fail-403", NULL, FROM_PLAYER, "notify::http-status", G_CALLBACK (on_notify) },
  { "invalid-address", "good", "file:///x", FROM_PLAYER, "fault", G_CALLBACK (on_fault) },
  { "figures", "good", NULL, FROM_STATS, "notify::position", G_CALLBACK (on_notify) },
  { "shown", "good", NULL, FROM_STATS, "notify::frames-shown", G_CALLBACK (on_notify) },
  { "retry", "crash", NULL, FROM_STATS, "notify::restarts", G_CALLBACK (on_notify) },
  { "size", "good", NULL, FROM_PAINTABLE, "invalidate-size", G_CALLBACK (on_plain) },
  { "picture", "good", NULL, FROM_PAINTABLE, "invalidate-contents", G_CALLBACK (on_plain) },
};
/* clang-format on */

static void
test_player (gconstpointer data)
{
  const Case *c = data;
  Listener    listener = { .clock = cue_fake_clock_new (0, G_USEC_PER_SEC) };
  CuePlayer  *player = cue_player_new (listener.clock);
  gpointer    speaker = c->speaker == FROM_PLAYER  ? (gpointer) player
                        : c->speaker == FROM_STATS ? (gpointer) cue_player_get_stats (player)
                                                   : (gpointer) cue_player_get_paintable (player);

  media_behave (c->how);
  hold (&listener, player);
  g_signal_connect (speaker, c->signal, c->handler, &listener);
  cue_player_set_uri (player, c->uri != NULL ? c->uri : PLAYER_ADDRESS);
  /* Its own holder for the call, as anybody who calls has one. */
  g_object_ref (player);
  cue_player_set_playing (player, TRUE);
  g_object_unref (player);
  assert_goes (&listener);
}

/* The state is told in the middle of the relay's work, before the reason. */
static void
on_state (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  if (cue_player_get_state (CUE_PLAYER (object)) == CUE_PLAYBACK_STATE_WAITING_RETRY)
    let_go (user_data);
}

static void
on_recovered (CuePlayer *player, gpointer user_data)
{
  let_go (user_data);
}

static void
test_waiting (void)
{
  Listener   listener = { .clock = cue_fake_clock_new (0, G_USEC_PER_SEC) };
  CuePlayer *player = cue_player_new (listener.clock);

  media_behave ("fail-403");
  hold (&listener, player);
  g_signal_connect (player, "notify::state", G_CALLBACK (on_state), &listener);
  cue_player_set_uri (player, PLAYER_ADDRESS);
  cue_player_set_playing (player, TRUE);
  assert_goes (&listener);
}

static void
test_recovered (void)
{
  Listener   listener = { .clock = cue_fake_clock_new (0, G_USEC_PER_SEC) };
  CuePlayer *player = cue_player_new (listener.clock);

  media_behave ("crash");
  hold (&listener, player);
  cue_player_set_uri (player, PLAYER_ADDRESS);
  cue_player_set_playing (player, TRUE);
  while (cue_player_get_reason (player) == CUE_PLAYBACK_REASON_NONE)
    media_spin (10);
  media_behave ("good");
  g_signal_connect (player, "recovered", G_CALLBACK (on_recovered), &listener);
  assert_goes (&listener);
}

static void
test_clip (gconstpointer data)
{
  g_auto (GStrv)
    words = g_strsplit (data, " ", 2); /* how the helper behaves, what is listened to */
  Listener listener = { .clock = cue_fake_clock_new (0, G_USEC_PER_SEC) };
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  CueClip *clip;

  media_behave (words[0]);
  clip = cue_clip_new (listener.clock, bytes);
  hold (&listener, clip);
  if (g_str_has_prefix (words[1], "notify::"))
    g_signal_connect (clip, words[1], G_CALLBACK (on_notify), &listener);
  else
    g_signal_connect (cue_clip_get_paintable (clip), words[1], G_CALLBACK (on_plain), &listener);
  assert_goes (&listener);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/media/player-let-go/", cases[i].path, NULL);

    g_test_add_data_func (path, &cases[i], test_player);
  }
  g_test_add_func ("/media/player-let-go/waiting", test_waiting);
  g_test_add_func ("/media/player-let-go/recovered", test_recovered);
  g_test_add_data_func ("/media/clip-let-go/picture", "good invalidate-contents", test_clip);
  g_test_add_data_func ("/media/clip-let-go/playing", "good notify::playing", test_clip);
  g_test_add_data_func ("/media/clip-let-go/stopped", "crash notify::playing", test_clip);
  g_test_add_data_func ("/media/clip-let-go/error", "fail-x notify::error", test_clip);
  return g_test_run ();
}
