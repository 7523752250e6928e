// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <locale.h>
#include <string.h>

#include "cue-fake-clock.h"
#include "cue-preflight.h"
#include "cue-time.h"
#include "fake-engine.h"

// The check before the show against answers that are odd but right, or that change meanwhile.

typedef struct {
  FakeEngine     *engine;
  CueProfile     *profile;
  CueSecretStore *secrets;
  CueClock       *clock;
  CuePreflight   *preflight;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->engine = fake_engine_new ();
  f->profile = fake_engine_make_profile (f->engine, CUE_PROFILE_SOURCE_STATE_URL);
  f->secrets = cue_secret_store_new ();
  f->clock = cue_fake_clock_new (g_get_real_time (), CUE_SECONDS (5000));
  f->preflight = cue_preflight_new (f->profile, f->clock, f->secrets);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->preflight);
  fake_engine_free (f->engine);
  g_clear_object (&f->clock);
  g_clear_object (&f->secrets);
  g_clear_object (&f->profile);
}

static gboolean
is_over (gpointer data)
{
  Fixture *f = data;

  return !cue_preflight_get_running (f->preflight);
}

static CuePreflightSeverity
get_severity (Fixture *f, const char *code)
{
  CuePreflightFinding *finding =
    cue_preflight_report_find (cue_preflight_get_report (f->preflight), code);

  g_assert_nonnull (finding);
  return cue_preflight_finding_get_severity (finding);
}

static void
run_with_segment (Fixture *f, const char *master, const char *playlist, const char *segment)
{
  fake_engine_set_state (f->engine,
                         "{\"playerState\":\"live\",\"playerManifest\":\"%s/master.m3u8\"}",
                         fake_engine_get_base (f->engine));
  fake_engine_set (f->engine, "/master.m3u8", 200, "application/vnd.apple.mpegurl", master);
  fake_engine_set (f->engine, "/media.m3u8", 200, "application/vnd.apple.mpegurl", playlist);
  fake_engine_set (f->engine, "/one", 200, "application/octet-stream", segment);
  cue_preflight_start (f->preflight);
  fake_engine_wait (is_over, f);
}

#define MEDIA(tags) "#EXTM3U\n#EXT-X-TARGETDURATION:6\n" tags "#EXTINF:6,\none\n#EXT-X-ENDLIST\n"

// The variant for the slowest networks has no picture, and needs none.
static void
test_sound_only (Fixture *f, gconstpointer data)
{
  run_with_segment (f,
                    "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=64000,CODECS=\"mp4a.40.2\"\nmedia.m3u8\n",
                    MEDIA (""),
                    "\xff\xf1\x50\x80 what an encoder of sound makes");
  g_assert_cmpint (get_severity (f, "stream.variants"), ==, CUE_PREFLIGHT_OK);
  g_assert_null (
    cue_preflight_report_find (cue_preflight_get_report (f->preflight), "stream.play"));
  g_assert_cmpint (fake_engine_get_hits (f->engine, "/one"), ==, 1);
}

// Ciphertext looks like nothing, which is not the fault of the stream.
static void
test_encrypted (Fixture *f, gconstpointer data)
{
  run_with_segment (f,
                    "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=64000\nmedia.m3u8\n",
                    MEDIA ("#EXT-X-KEY:METHOD=AES-128,URI=\"key\"\n"),
                    "as good as noise");
  g_assert_cmpint (get_severity (f, "stream.variants"), ==, CUE_PREFLIGHT_OK);
  g_assert_cmpint (get_severity (f, "stream.encrypted"), ==, CUE_PREFLIGHT_UNKNOWN);
  g_assert_null (
    cue_preflight_report_find (cue_preflight_get_report (f->preflight), "stream.segment"));
  g_assert_cmpint (fake_engine_get_hits (f->engine, "/key"), ==, 0);
}

// The same bytes without a key are a fault.
static void
test_not_encrypted (Fixture *f, gconstpointer data)
{
  run_with_segment (f,
                    "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=64000\nmedia.m3u8\n",
                    MEDIA ("#EXT-X-KEY:METHOD=NONE\n"),
                    "as good as noise");
  g_assert_cmpint (get_severity (f, "stream.segment"), ==, CUE_PREFLIGHT_CRITICAL);
}

static gboolean
are_both_asked (gpointer data)
{
  Fixture *f = data;

  return fake_engine_get_hits (f->engine, "/refused.jpg") > 0 &&
         fake_engine_get_hits (f->engine, "/late.jpg") > 0;
}

// What was refused is judged as that, and not asked for again while another file is awaited: what
// came then would not be looked into any more.
static void
test_first_answer (Fixture *f, gconstpointer data)
{
  const char *base = fake_engine_get_base (f->engine);

  fake_engine_set_state (f->engine,
                         "{\"playerState\":\"prelive\",\"preliveBgImg916\":\"%s/refused.jpg\","
                         "\"preliveFgImg916\":\"%s/late.jpg\"}",
                         base,
                         base);
  fake_engine_set (f->engine, "/refused.jpg", 503, "text/plain", "busy");
  fake_engine_set_silent (f->engine, "/late.jpg", TRUE);
  cue_preflight_start (f->preflight);
  fake_engine_wait (are_both_asked, f);
  fake_engine_settle ();
  fake_engine_set (f->engine, "/refused.jpg", 200, "image/jpeg", "a picture");
  cue_fake_clock_advance (CUE_FAKE_CLOCK (f->clock), CUE_SECONDS (50));
  fake_engine_settle ();
  g_assert_true (cue_preflight_get_running (f->preflight));
  g_assert_cmpint (fake_engine_get_hits (f->engine, "/refused.jpg"), ==, 1);
  cue_fake_clock_advance (CUE_FAKE_CLOCK (f->clock), CUE_SECONDS (50));
  fake_engine_wait (is_over, f);
  g_assert_cmpint (get_severity (f, "asset-status"), ==, CUE_PREFLIGHT_CRITICAL);
  g_assert_null (cue_preflight_report_find (cue_preflight_get_report (f->preflight), "asset-fine"));
}

// What was found until then is not lost with the rest.
static void
test_ended_early (Fixture *f, gconstpointer data)
{
  const char          *base = fake_engine_get_base (f->engine);
  CuePreflightFinding *awaited;

  fake_engine_set_state (f->engine,
                         "{\"playerState\":\"prelive\",\"preliveBgImg916\":\"%s/refused.jpg\","
                         "\"preliveFgImg916\":\"%s/late.jpg\"}",
                         base,
                         base);
  fake_engine_set_silent (f->engine, "/late.jpg", TRUE);
  cue_preflight_start (f->preflight);
  fake_engine_wait (are_both_asked, f);
  fake_engine_settle ();
  cue_preflight_cancel (f->preflight);
  g_assert_false (cue_preflight_get_running (f->preflight));
  g_assert_cmpint (get_severity (f, "assets.awaited"), ==, CUE_PREFLIGHT_UNKNOWN);
  awaited = cue_preflight_report_find (cue_preflight_get_report (f->preflight), "assets.awaited");
  g_assert_cmpuint (cue_preflight_finding_get_n_facts (awaited), ==, 1);
  g_assert_true (g_str_has_suffix (cue_preflight_finding_get_fact_value (awaited, 0), "/late.jpg"));
  g_assert_cmpint (get_severity (f, "asset-status"), ==, CUE_PREFLIGHT_CRITICAL);
}

// A drawing is not drawn here, so nobody says that it is fine.
static void
test_not_looked_into (Fixture *f, gconstpointer data)
{
  fake_engine_set_state (f->engine,
                         "{\"playerState\":\"prelive\",\"preliveBgImg916\":\"%s/a.svg\"}",
                         fake_engine_get_base (f->engine));
  fake_engine_set (f->engine,
                   "/a.svg",
                   200,
                   "image/svg+xml",
                   "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
  cue_preflight_start (f->preflight);
  fake_engine_wait (is_over, f);
  g_assert_cmpint (get_severity (f, "asset-unchecked"), ==, CUE_PREFLIGHT_OK);
  g_assert_null (cue_preflight_report_find (cue_preflight_get_report (f->preflight), "asset-fine"));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C");
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) \
  g_test_add ("/monitor/preflight-odd/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("sound-only", test_sound_only);
  ADD ("encrypted", test_encrypted);
  ADD ("not-encrypted", test_not_encrypted);
  ADD ("first-answer", test_first_answer);
  ADD ("ended-early", test_ended_early);
  ADD ("not-looked-into", test_not_looked_into);
  return g_test_run ();
}
