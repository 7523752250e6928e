// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * Plays a stream with the console's own player, without a window: prints the monotonic time at
 * which it was asked to play, and that of its first picture. What is between holds the start of the
 * helper process, as it does for a user.
 */

#include "cue-player.h"
#include "cue-system-clock.h"

#include <locale.h>

static void
on_invalidate_contents (GdkPaintable *paintable, gpointer user_data)
{
  GMainLoop *loop = user_data;

  // The paintable also announces that it became empty.
  if (gdk_paintable_get_intrinsic_width (paintable) == 0)
    return;
  g_print ("first-picture %" G_GINT64_FORMAT "\n", g_get_monotonic_time ());
  g_main_loop_quit (loop);
}

static gboolean
on_too_late (gpointer user_data)
{
  g_printerr ("There was no picture within 20 s.\n");
  exit (1);
}

int
main (int argc, char **argv)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (CuePlayer) player = NULL;

  if (argc != 2) {
    g_printerr ("Usage: first-picture URL\n");
    return 2;
  }
  setlocale (LC_ALL, "");
  setvbuf (stdout, NULL, _IOLBF, 0);
  player = cue_player_new (cue_system_clock_get_default ());
  g_signal_connect (cue_player_get_paintable (player),
                    "invalidate-contents",
                    G_CALLBACK (on_invalidate_contents),
                    loop);
  g_timeout_add_seconds (20, on_too_late, NULL);

  g_print ("start %" G_GINT64_FORMAT "\n", g_get_monotonic_time ());
  cue_player_set_uri (player, argv[1]);
  cue_player_set_visible (player, TRUE);
  cue_player_set_playing (player, TRUE);
  g_main_loop_run (loop);
  return 0;
}
