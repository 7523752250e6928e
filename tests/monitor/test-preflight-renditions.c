// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <locale.h>
#include <string.h>

#include "cue-fake-clock.h"
#include "cue-time.h"
#include "media-assets.h"
#include "preflight-streams.h"

// Sound and subtitles in playlists of their own: what the check before the show says of them.

#define VARIANT(groups)                                                                          \
  "#EXT-X-STREAM-INF:BANDWIDTH=800000,RESOLUTION=160x96,CODECS=\"avc1.42c01e,mp4a.40.2\"" groups \
  "\npicture.m3u8\n"
#define SOUND(group, name, uri) \
  "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"" group "\",NAME=\"" name "\",URI=\"" uri "\"\n"
#define SUBTITLES(group, uri) \
  "#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID=\"" group "\",NAME=\"Deutsch\",URI=\"" uri "\"\n"
#define INSIDE "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"English\",DEFAULT=YES\n"

typedef struct {
  const char *name;
  const char *master;
  const char *code;
  const char *status;
  const char *words; // in what is said of it, or NULL
  const char *never; // a code that must not be among the findings, or NULL
  const char *state; // NULL: live
} Case;

static const Case cases[] = {
  { "good sound",
    SOUND ("a", "English", "sound.m3u8") VARIANT (",AUDIO=\"a\""),
    "stream.renditions",
    "ok",
    "1 playlist of sound",
    "stream.play" },
  { "good sound, and a variant without a complaint",
    SOUND ("a", "English", "sound.m3u8") VARIANT (",AUDIO=\"a\""),
    "stream.variants",
    "ok",
    NULL,
    "stream.silent" },
  { "good subtitles",
    INSIDE SUBTITLES ("s", "text.m3u8") VARIANT (",SUBTITLES=\"s\",CLOSED-CAPTIONS=NONE"),
    "stream.renditions",
    "ok",
    NULL,
    "stream.group" },
  { "no playlist",
    SOUND ("a", "English", "nowhere.m3u8") VARIANT (",AUDIO=\"a\""),
    "stream.rendition",
    "critical",
    "404",
    "stream.renditions" },
  { "no playlist before the show",
    SOUND ("a", "English", "nowhere.m3u8") VARIANT (",AUDIO=\"a\""),
    "stream.rendition",
    "warning",
    "404",
    "stream.renditions",
    "prelive" },
  { "no segment",
    SOUND ("a", "English", "gone.m3u8") VARIANT (",AUDIO=\"a\""),
    "stream.segment",
    "critical",
    "404",
    "stream.renditions" },
  { "no subtitles",
    SUBTITLES ("s", "nowhere.m3u8") VARIANT (",SUBTITLES=\"s\""),
    "stream.rendition",
    "warning",
    "404",
    "stream.renditions" },
  { "pictures for subtitles",
    SUBTITLES ("s", "picture.m3u8?other") VARIANT (",SUBTITLES=\"s\""),
    "stream.segment",
    "warning",
    "neither WebVTT",
    "stream.renditions" },
  { "silence",
    SOUND ("a", "English", "silence.m3u8") VARIANT (",AUDIO=\"a\""),
    "stream.silent",
    "warning",
    "silent",
    "stream.renditions" },
  { "a text for sound",
    SOUND ("a", "English", "text.m3u8") VARIANT (",AUDIO=\"a\""),
    "stream.segment",
    "critical",
    NULL,
    "stream.renditions" },
  { "pictures for sound",
    SOUND ("a", "English", "picture.m3u8?other") VARIANT (",AUDIO=\"a\""),
    "stream.play",
    "critical",
    "promises",
    "stream.renditions" },
  { "an address that is none",
    SOUND ("a", "English", "file:///etc/passwd") VARIANT (",AUDIO=\"a\""),
    "stream.rendition",
    "critical",
    "not a usable",
    "stream.renditions" },
  { "a group that is not there",
    SOUND ("b", "English", "sound.m3u8") VARIANT (",AUDIO=\"a\""),
    "stream.group",
    "critical",
    "“a”",
    NULL },
  { "a group that nobody names",
    SOUND ("a", "English", "sound.m3u8") SOUND ("b", "More", "nowhere.m3u8")
      VARIANT (",AUDIO=\"a\""),
    "stream.group-unused",
    "warning",
    "1 group",
    "stream.rendition" },
  { "sound that is inside, and is not there",
    INSIDE VARIANT (",AUDIO=\"a\""),
    "stream.play",
    "critical",
    "promises",
    "stream.renditions" },
};

// Playlists that this program reads and others may not.
static const Case odd[] = {
  { "a variant without a rate",
    "#EXT-X-STREAM-INF:RESOLUTION=160x96\nsound.m3u8\n",
    "stream.playlist",
    "warning",
    "BANDWIDTH",
    NULL },
  { "no target duration",
    "#EXT-X-STREAM-INF:BANDWIDTH=64000,CODECS=\"mp4a.40.2\"\nodd.m3u8\n",
    "stream.playlist",
    "warning",
    "target duration",
    NULL },
  { "nothing odd",
    "#EXT-X-STREAM-INF:BANDWIDTH=64000,CODECS=\"mp4a.40.2\"\nsound.m3u8\n",
    "stream.variants",
    "ok",
    NULL,
    "stream.playlist" },
};

static void
fill (FakeEngine *engine)
{
  static const char *const lists[][2] = {
    { "/picture.m3u8", "picture.ts" },  { "/sound.m3u8", "sound.aac" },
    { "/silence.m3u8", "silence.aac" }, { "/gone.m3u8", "gone.aac" },
    { "/text.m3u8", "text.vtt" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++) {
    g_autofree char *text =
      g_strdup_printf ("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n%s\n", lists[i][1]);

    streams_put_playlist (engine, lists[i][0], text);
  }
  streams_put_playlist (engine, "/odd.m3u8", "#EXTM3U\n#EXTINF:2,\nsound.aac\n");
  streams_put_segment (engine, "/picture.ts", "smpte", NULL);
  streams_put_sound (engine, "/sound.aac", "sine");
  streams_put_sound (engine, "/silence.aac", "silence");
  fake_engine_set (engine, "/text.vtt", 200, "text/vtt", "\xef\xbb\xbfWEBVTT\n\n");
}

static CuePreflight *
run (FakeEngine *engine, const char *master, const char *state)
{
  g_autoptr (CueProfile) profile = fake_engine_make_profile (engine, CUE_PROFILE_SOURCE_STATE_URL);
  g_autoptr (CueClock) clock = cue_fake_clock_new (g_get_real_time (), CUE_SECONDS (5000));
  g_autofree char *text = g_strconcat ("#EXTM3U\n", master, NULL);

  streams_put_playlist (engine, "/master.m3u8", text);
  fake_engine_set_state (engine,
                         "{\"playerState\":\"%s\",\"playerManifest\":\"%s/master.m3u8\"}",
                         state != NULL ? state : "live",
                         fake_engine_get_base (engine));
  return streams_run (profile, clock, NULL);
}

static void
try_cases (const Case *all, gsize n)
{
  g_autoptr (FakeEngine) engine = fake_engine_new ();

  fill (engine);
  for (gsize i = 0; i < n; i++) {
    const Case *c = &all[i];
    g_autoptr (CuePreflight) preflight = NULL;
    CuePreflightFinding *found;

    g_test_message ("%s", c->name);
    preflight = run (engine, c->master, c->state);
    streams_assert_found (preflight, c->code, c->status);
    found = cue_preflight_report_find (cue_preflight_get_report (preflight), c->code);
    if (c->words != NULL)
      g_assert_nonnull (strstr (cue_preflight_finding_get_words (found), c->words));
    if (strcmp (c->status, "ok") != 0)
      g_assert_nonnull (cue_preflight_finding_get_next_step (found));
    if (c->never != NULL)
      streams_assert_not_found (preflight, c->never);
  }
}

static void
test_renditions (void)
{
  try_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_odd (void)
{
  try_cases (odd, G_N_ELEMENTS (odd));
}

// Each address once, however often it is named; what variants share is no variant of its own.
static void
test_same_address (void)
{
  g_autoptr (FakeEngine) engine = fake_engine_new ();
  g_autoptr (GString) master = g_string_new (NULL);
  g_autoptr (CuePreflight) preflight = NULL;

  fill (engine);
  for (guint i = 0; i < 300; i++)
    g_string_append_printf (
      master, "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"%u\",URI=\"sound.m3u8\"\n", i);
  g_string_append (master, VARIANT (",AUDIO=\"a\""));
  preflight = run (engine, master->str, NULL);
  streams_assert_found (preflight, "stream.renditions", "ok");
  streams_assert_not_found (preflight, "stream.left-out");
  g_assert_cmpuint (fake_engine_get_hits (engine, "/sound.m3u8"), ==, 1);
  g_assert_cmpuint (fake_engine_get_hits (engine, "/sound.aac"), ==, 1);
}

// A hostile playlist: few of them are fetched, and of the others it is said that they were not.
static void
test_many (void)
{
  g_autoptr (FakeEngine) engine = fake_engine_new ();
  g_autoptr (GString) master = g_string_new (NULL);
  g_autoptr (CuePreflight) preflight = NULL;
  CuePreflightFinding *found;
  guint                n = 0;

  fill (engine);
  for (guint i = 0; i < 10000; i++)
    g_string_append_printf (master,
                            "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"%u\",NAME=\"%u\","
                            "URI=\"sound%u.m3u8\"\n",
                            i % 2,
                            i,
                            i);
  g_string_append (master, VARIANT (",AUDIO=\"0\""));
  preflight = run (engine, master->str, NULL);
  streams_assert_found (preflight, "stream.left-out", "unknown");
  found = cue_preflight_report_find (cue_preflight_get_report (preflight), "stream.left-out");
  g_assert_nonnull (strstr (cue_preflight_finding_get_words (found), "after the first 16"));
  streams_assert_found (preflight, "stream.group-unused", "warning");
  // One finding for all of them.
  streams_assert_found (preflight, "stream.rendition", "critical");
  found = cue_preflight_report_find (cue_preflight_get_report (preflight), "stream.rendition");
  g_assert_cmpuint (cue_preflight_finding_get_n_facts (found), ==, 16);
  for (guint i = 0; i < 10000; i++) {
    g_autofree char *path = g_strdup_printf ("/sound%u.m3u8", i);

    n += fake_engine_get_hits (engine, path);
  }
  g_assert_cmpuint (n, ==, 16);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C");
  g_test_init (&argc, &argv, NULL);
  if (!media_can_encode ()) {
    g_test_message ("no H.264 encoder on this computer");
    return 77;
  }
  g_test_add_func ("/monitor/preflight-renditions/renditions", test_renditions);
  g_test_add_func ("/monitor/preflight-renditions/odd", test_odd);
  g_test_add_func ("/monitor/preflight-renditions/same-address", test_same_address);
  g_test_add_func ("/monitor/preflight-renditions/many", test_many);
  return g_test_run ();
}
