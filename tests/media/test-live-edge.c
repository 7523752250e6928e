// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-player.h"
#include "cue-sim-artist-stage.h"
#include "cue-simulator.h"
#include "cue-system-clock.h"

#include "media-assets.h"
#include "media-fixture.h"

#include <libsoup/soup.h>
#include <string.h>

/* How far behind the encoder the picture is, before and after trouble, by the times that the
 * simulator puts into its playlists and by the number that it draws into its pictures. In real
 * time: one stream, encoded as it is played. */

typedef struct {
  CueSimulator *simulator;
  SoupSession  *session;
  CuePlayer    *player;
  char         *fragment; /* owned, nullable: whose time it is */
  gint64        pdt;      /* wall µs; 0 = not known */
  gboolean      asking;
} Fixture;

typedef struct {
  const char *path;
  const char *container; /* "ts" or "fmp4" */
  const char *fault;
  guint       seconds; /* so long */
} Case;

/* What can be said of one moment. */
typedef struct {
  double told;  /* seconds behind live, by the position */
  double shown; /* likewise, by the number in the picture; from another origin */
} Lag;

static gint64
find_time (const char *playlist, const char *name)
{
  g_auto (GStrv) lines = g_strsplit (playlist, "\n", -1);
  gint64 time = 0;

  for (guint i = 0; lines[i] != NULL; i++) {
    if (g_str_has_prefix (lines[i], "#EXT-X-PROGRAM-DATE-TIME:")) {
      g_autoptr (GDateTime) date = g_date_time_new_from_iso8601 (strchr (lines[i], ':') + 1, NULL);

      time = g_date_time_to_unix (date) * G_USEC_PER_SEC + g_date_time_get_microsecond (date);
    } else if (g_str_equal (lines[i], name)) {
      return time;
    }
  }
  media_spin (1000);
  return 0;
}

static void
on_playlist (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *f = user_data;
  g_autoptr (GBytes)
    bytes = soup_session_send_and_read_finish (SOUP_SESSION (source), result, NULL);
  g_autofree char *text = NULL;

  f->asking = FALSE;
  if (bytes == NULL)
    return;
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  f->pdt = find_time (text, strrchr (f->fragment, '/') + 1);
}

static gboolean
get_behind (Fixture *f, double *behind)
{
  CuePlayerStats *stats = cue_player_get_stats (f->player);
  const char     *fragment = cue_player_stats_get_first_fragment (stats);
  gint64          position =
    cue_player_stats_get_position (stats) - cue_player_stats_get_fragment_position (stats);

  if (fragment == NULL)
    return FALSE;
  if (g_strcmp0 (fragment, f->fragment) != 0 || (f->pdt == 0 && !f->asking)) {
    g_autoptr (SoupMessage) message = NULL;
    g_autofree char *uri = g_strndup (fragment, strrchr (fragment, '/') - fragment + 1);
    g_autofree char *playlist = g_strconcat (uri, "index.m3u8", NULL);

    g_free (f->fragment);
    f->fragment = g_strdup (fragment);
    f->pdt = 0;
    f->asking = TRUE;
    message = soup_message_new ("GET", playlist);
    soup_session_send_and_read_async (f->session, message, 0, NULL, on_playlist, f);
    return FALSE;
  }
  if (f->pdt == 0 || position < 0)
    return FALSE;
  *behind = (g_get_real_time () - f->pdt - position) / 1e6;
  return TRUE;
}

/* The number of the picture on show, modulo 2048, or -1. */
static int
read_counter (Fixture *f)
{
  GdkPaintable *paintable = cue_player_get_paintable (f->player);
  g_autoptr (GdkPaintable) image = gdk_paintable_get_current_image (paintable);
  g_autofree guint8 *pixels = NULL;
  int                width, height;

  if (!GDK_IS_TEXTURE (image))
    return -1;
  width = gdk_texture_get_width (GDK_TEXTURE (image));
  height = gdk_texture_get_height (GDK_TEXTURE (image));
  pixels = g_malloc ((gsize) width * height * 4);
  gdk_texture_download (GDK_TEXTURE (image), pixels, (gsize) width * 4);
  for (int i = 0; i < width * height; i++)
    pixels[i] = pixels[i * 4 + 1]; /* green is as good as brightness */
  return cue_sim_artist_stage_read_counter (pixels, width, width, height);
}

typedef struct {
  Fixture *f;
  Lag     *lag;
} Measuring;

static gboolean
measure (gpointer data)
{
  Measuring *m = data;
  int        counter = read_counter (m->f);

  if (counter < 0 || cue_player_get_state (m->f->player) != CUE_PLAYBACK_STATE_PLAYING ||
      !get_behind (m->f, &m->lag->told))
    return FALSE;
  m->lag->shown = g_get_real_time () / 1e6 - counter / (double) CUE_SIM_ARTIST_STAGE_FRAME_RATE;
  return TRUE;
}

static void
measure_lag (Fixture *f, Lag *lag)
{
  Measuring measuring = { f, lag };

  g_assert_true (media_wait (measure, &measuring, 60000));
}

static gboolean
is_ready (gpointer data)
{
  return cue_simulator_is_ready (data);
}

static char *
find_manifest (Fixture *f, const char *container)
{
  g_autoptr (JsonNode) node = cue_simulator_describe (f->simulator);
  const char *manifest = json_object_get_string_member (json_node_get_object (node), "manifest");
  g_auto (GStrv) parts = g_strsplit (manifest, "/ts/", 2);

  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  return g_strconcat (parts[0], "/", container, "/", parts[1], NULL);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = NULL;

  f->session = soup_session_new ();
  f->simulator = cue_simulator_new ();
  cue_simulator_set_media (f->simulator, TRUE);
  cue_simulator_set_scenario (f->simulator, "calm", &error);
  g_assert_no_error (error);
  cue_simulator_start (f->simulator, &error);
  g_assert_no_error (error);
  g_assert_true (media_wait (is_ready, f->simulator, 60000));

  f->player = cue_player_new (cue_system_clock_get_default ());
  uri = find_manifest (f, c->container);
  cue_player_set_uri (f->player, uri);
  cue_player_set_playing (f->player, TRUE);
}

static gboolean
is_not_asking (gpointer data)
{
  return !((Fixture *) data)->asking;
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_assert_true (media_wait (is_not_asking, f, 60000));
  g_assert_finalize_object (f->player);
  cue_simulator_stop (f->simulator);
  g_object_unref (f->simulator);
  g_object_unref (f->session);
  g_free (f->fragment);
}

static void
fail_for (Fixture *f, const char *fault, guint seconds)
{
  g_autoptr (GError) error = NULL;

  cue_simulator_set_fault (f->simulator, fault, TRUE, NULL, &error);
  g_assert_no_error (error);
  media_spin (seconds * 1000);
  cue_simulator_set_fault (f->simulator, fault, FALSE, NULL, &error);
  g_assert_no_error (error);
}

/* The encoder stands still, and goes on with what is live then; or it begins anew, with the time 0.
 * The player replays a few seconds and jumps over what was never made: what it says of that must be
 * what the picture shows. */
static void
test_told_is_shown (Fixture *f, gconstpointer data)
{
  const Case *c = data;
  Lag         before, after;
  double      told, shown;

  measure_lag (f, &before);
  media_spin (1000);
  fail_for (f, c->fault, c->seconds);
  media_spin (14000);
  measure_lag (f, &after);
  told = after.told - before.told;
  shown = after.shown - before.shown;
  shown -= 2048.0 / CUE_SIM_ARTIST_STAGE_FRAME_RATE * (shown > 40.0 ? 1 : 0); /* once round */
  g_test_message ("%.2f s behind live before and %.2f s after; by the picture %+.2f s",
                  before.told,
                  after.told,
                  shown);
  g_assert_cmpfloat_with_epsilon (told, shown, 0.75);
  /* And it has not fallen behind by that. */
  g_assert_cmpfloat (shown, <, 4.0);
}

static const Case cases[] = {
  { "/media/live-edge/stall", "ts", "stall", 11 },
  { "/media/live-edge/restart", "ts", "restart", 1 },
  { "/media/live-edge/restart-fmp4", "fmp4", "restart", 1 },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!media_can_encode ()) {
    g_test_message ("no H.264 encoder on this computer");
    return 77;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add (cases[i].path, Fixture, &cases[i], set_up, test_told_is_shown, tear_down);
  return g_test_run ();
}
