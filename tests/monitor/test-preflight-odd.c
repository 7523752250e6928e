// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <locale.h>
#include <string.h>

#include "cue-asset-file.h"
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
  g_autoptr (GBytes) image = g_bytes_new_static ("\0\0\0\x10"
                                                 "ftypavif\0\0\0",
                                                 16);

  fake_engine_set_state (f->engine,
                         "{\"playerState\":\"prelive\",\"preliveBgImg916\":\"%s/a.avif\"}",
                         fake_engine_get_base (f->engine));
  fake_engine_set_bytes (f->engine, "/a.avif", "image/avif", image);
  cue_preflight_start (f->preflight);
  fake_engine_wait (is_over, f);
  g_assert_cmpint (get_severity (f, "asset-unchecked"), ==, CUE_PREFLIGHT_UNKNOWN);
  g_assert_null (cue_preflight_report_find (cue_preflight_get_report (f->preflight), "asset-fine"));
}

// Neither what was not reached nor what came before the end is lost.
static void
test_stream_awaited (Fixture *f, gconstpointer data)
{
  CuePreflightReport  *report = cue_preflight_get_report (f->preflight);
  CuePreflightFinding *awaited;
  g_autoptr (GString) master = g_string_new ("#EXTM3U\n");
  guint seconds = 0;

  for (guint i = 0; i < 12; i++)
    g_string_append_printf (master, "#EXT-X-STREAM-INF:BANDWIDTH=64000\nhangs-%u.m3u8\n", i);
  fake_engine_set_state (f->engine,
                         "{\"playerState\":\"live\",\"playerManifest\":\"%s/master.m3u8\"}",
                         fake_engine_get_base (f->engine));
  fake_engine_set (f->engine, "/master.m3u8", 200, "application/vnd.apple.mpegurl", master->str);
  for (guint i = 0; i < 12; i++) {
    g_autofree char *path = g_strdup_printf ("/hangs-%u.m3u8", i);

    fake_engine_set_silent (f->engine, path, TRUE);
  }
  cue_preflight_start (f->preflight);
  for (; cue_preflight_get_running (f->preflight); seconds += 10) {
    fake_engine_settle ();
    g_assert_cmpuint (seconds, <=, CUE_PREFLIGHT_LIMIT_S);
    cue_fake_clock_advance (CUE_FAKE_CLOCK (f->clock), CUE_SECONDS (10));
  }
  g_assert_false (cue_preflight_report_get_complete (report));
  g_assert_cmpint (cue_preflight_report_get_worst (report), ==, CUE_PREFLIGHT_CRITICAL);
  g_assert_cmpint (get_severity (f, "stream.variant"), ==, CUE_PREFLIGHT_CRITICAL);
  g_assert_cmpint (get_severity (f, "stream.awaited"), ==, CUE_PREFLIGHT_UNKNOWN);
  awaited = cue_preflight_report_find (report, "stream.awaited");
  g_assert_cmpuint (cue_preflight_finding_get_n_facts (awaited), >, 0);
  g_assert_true (g_str_has_suffix (cue_preflight_finding_get_fact_value (awaited, 0), ".m3u8"));
}

// A server that takes a connection and says nothing more.
static void
test_state_awaited (Fixture *f, gconstpointer data)
{
  static const char *const codes[] = { "state.answer", "stream.master", "assets.all" };

  fake_engine_set_silent (f->engine, "/state", TRUE);
  cue_preflight_start (f->preflight);
  fake_engine_settle ();
  cue_preflight_cancel (f->preflight);
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    g_assert_cmpint (get_severity (f, codes[i]), ==, CUE_PREFLIGHT_UNKNOWN);
}

static char *
find_slot (Fixture *f, const char *field)
{
  GListModel *report = G_LIST_MODEL (cue_preflight_get_report (f->preflight));

  for (guint i = 0; i < g_list_model_get_n_items (report); i++) {
    g_autoptr (CuePreflightFinding) finding = g_list_model_get_item (report, i);

    if (cue_preflight_finding_get_n_facts (finding) > 0 &&
        g_str_equal (cue_preflight_finding_get_fact_value (finding, 0), field))
      return g_strdup (cue_preflight_finding_get_code (finding));
  }
  return NULL;
}

// What is too large for an image is not yet too large for a video.
static void
test_two_kinds (Fixture *f, gconstpointer data)
{
  g_autofree char *large = g_malloc0 (CUE_ASSET_MAX_IMAGE_BYTES + 1);
  g_autoptr (GBytes) bytes = g_bytes_new (large, CUE_ASSET_MAX_IMAGE_BYTES + 1);
  g_autofree char *image = NULL;
  g_autofree char *video = NULL;

  fake_engine_set_state (f->engine,
                         "{\"playerState\":\"prelive\",\"preliveUseVideo\":true,"
                         "\"preliveBgImg916\":\"%s/both\",\"preliveBgVideo916\":\"%s/both\"}",
                         fake_engine_get_base (f->engine),
                         fake_engine_get_base (f->engine));
  fake_engine_set_bytes (f->engine, "/both", "video/mp4", bytes);
  cue_preflight_start (f->preflight);
  fake_engine_wait (is_over, f);
  g_assert_cmpuint (fake_engine_get_hits (f->engine, "/both"), ==, 2);
  image = find_slot (f, "preliveBgImg916");
  video = find_slot (f, "preliveBgVideo916");
  g_assert_cmpstr (image, ==, "asset-too-large");
  g_assert_nonnull (video);
  g_assert_cmpstr (video, !=, "asset-too-large");
}

// An answer that cannot be used still says what time it is there; a pasted address that does not
// answer is not called fine.
static void
test_clock_without_state (Fixture *f, gconstpointer data)
{
  const gint64 *ahead = data;

  fake_engine_set_state (f->engine, "%s", "no JSON");
  cue_fake_clock_advance (CUE_FAKE_CLOCK (f->clock), *ahead);
  cue_preflight_start (f->preflight);
  fake_engine_wait (is_over, f);
  g_assert_cmpint (get_severity (f, "state.answer"), ==, CUE_PREFLIGHT_CRITICAL);
  g_assert_cmpint (get_severity (f, "state.clock"),
                   ==,
                   *ahead > 0 ? CUE_PREFLIGHT_WARNING : CUE_PREFLIGHT_OK);
  g_assert_null (cue_preflight_report_find (cue_preflight_get_report (f->preflight), "state.url"));
}

// How long a token lives that somebody pasted.
typedef struct {
  gint64               life_s;
  CuePreflightSeverity severity;
} Life;

static void
test_pasted_token (Fixture *f, gconstpointer data)
{
  const Life      *life = data;
  CueDoorsProfile *doors = cue_profile_get_doors (f->profile);
  gint64           end = cue_clock_get_wall (f->clock) / G_USEC_PER_SEC + life->life_s;
  g_autofree char *payload = g_strdup_printf ("{\"exp\":%" G_GINT64_FORMAT "}", end);
  g_autofree char *body = g_base64_encode ((const guint8 *) payload, strlen (payload));
  g_autofree char *hub = g_strconcat (fake_engine_get_base (f->engine), "/hub", NULL);
  g_autofree char *token = NULL;
  g_autoptr (GBytes) secret = NULL;

  *(body + strcspn (body, "=")) = '\0';
  token = g_strdup_printf ("eyJhbGciOiJSUzI1NiJ9.%s.c2ln", body);
  secret = cue_secret_bytes_new (token, strlen (token));
  g_object_set (doors,
                "enabled",
                TRUE,
                "environment",
                CUE_SALTO_CUSTOM,
                "hub-url",
                hub,
                "sites",
                "8a1f3c52-5d1c-4f3e-9a53-0c0e11600001",
                "token-source",
                CUE_TOKEN_SOURCE_PASTED,
                NULL);
  g_clear_object (&f->secrets);
  f->secrets = cue_secret_store_new_private ();
  cue_secret_store_keep (f->secrets,
                         cue_profile_get_id (f->profile),
                         CUE_SECRET_KIND_DOORS_TOKEN,
                         secret);
  g_clear_object (&f->preflight);
  f->preflight = cue_preflight_new (f->profile, f->clock, f->secrets);
  fake_engine_set_state (f->engine, "{\"playerState\":\"postlive\"}");
  cue_preflight_start (f->preflight);
  fake_engine_wait (is_over, f);
  g_assert_cmpint (get_severity (f, "doors.token"), ==, life->severity);
  g_assert_cmpint (get_severity (f, "doors.streams"), ==, CUE_PREFLIGHT_CRITICAL);
}

int
main (int argc, char **argv)
{
  static const gint64 offsets[] = { 0, CUE_SECONDS (600) };
  static const Life   lives[] = {
      { 120, CUE_PREFLIGHT_CRITICAL },
      { 4 * 3600, CUE_PREFLIGHT_WARNING },
      { 24 * 3600, CUE_PREFLIGHT_OK },
  };

  setlocale (LC_ALL, "C");
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) \
  g_test_add ("/monitor/preflight-odd/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("encrypted", test_encrypted);
  ADD ("not-encrypted", test_not_encrypted);
  ADD ("first-answer", test_first_answer);
  ADD ("ended-early", test_ended_early);
  ADD ("not-looked-into", test_not_looked_into);
  ADD ("stream-awaited", test_stream_awaited);
  ADD ("state-awaited", test_state_awaited);
  ADD ("two-kinds", test_two_kinds);
  for (gsize i = 0; i < G_N_ELEMENTS (offsets); i++) {
    g_autofree char *path = g_strdup_printf ("/monitor/preflight-odd/clock-without-state/%zu", i);

    g_test_add (path, Fixture, &offsets[i], set_up, test_clock_without_state, tear_down);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (lives); i++) {
    g_autofree char *path = g_strdup_printf ("/monitor/preflight-odd/pasted-token/%zu", i);

    g_test_add (path, Fixture, &lives[i], set_up, test_pasted_token, tear_down);
  }
  return g_test_run ();
}
