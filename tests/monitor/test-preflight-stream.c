// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <libsoup/soup.h>
#include <locale.h>
#include <string.h>

#include "cue-exchange-private.h"
#include "cue-fake-clock.h"
#include "cue-system-clock.h"
#include "cue-time.h"
#include "media-assets.h"
#include "preflight-streams.h"

// What the check before the show says about streams, states and certificates that the simulator
// does not have.

#define PDT "#EXT-X-PROGRAM-DATE-TIME:2020-01-01T00:00:00Z\n"
#define KEY "#EXT-X-KEY:METHOD=AES-128,URI=\"key\"\n"

#define MASTER_WITH_SOUND                                                         \
  "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=64000,CODECS=\"mp4a.40.2\"\nmedia.m3u8\n" \
  "#EXT-X-STREAM-INF:BANDWIDTH=96000,CODECS=\"ac-3, mp4a.40.5\"\nmedia.m3u8\n"
#define MASTER_WITH_PICTURE \
  "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=64000,CODECS=\"avc1.42c01e,mp4a.40.2\"\nmedia.m3u8\n"

typedef struct {
  const char *name;
  const char *master; // NULL: the state names the media playlist
  const char *tags;   // before each segment
  const char *duration;
  const char *segment;
  const char *code;
  const char *status;
  const char *never; // a code that must not be among the findings, nullable
  gboolean    clock_runs;
  const char *state; // NULL: live
} Case;

#define GONE "#EXTINF:2,\ngone\n"
#define GAP  "#EXT-X-GAP\n"

static const Case cases[] = {
  { "cannot be decoded", NULL, "", "2", "broken.ts", "stream.play", "critical", "stream.variants" },
  { "stands still", NULL, PDT, "2", "sound.aac", "stream.stale", "critical", NULL },
  { "has no time", NULL, "", "2", "sound.aac", "stream.variants", "ok", "stream.stale" },
  { "is slow",
    NULL,
    "",
    "0.000001",
    "sound.aac",
    "stream.slow",
    "warning",
    "stream.variants",
    TRUE },
  { "is fast", NULL, "", "600", "sound.aac", "stream.short", "warning", "stream.slow", TRUE },
  { "is encrypted", NULL, KEY, "2", "noise", "stream.encrypted", "unknown", "stream.segment" },
  { "is noise", NULL, "", "2", "noise", "stream.segment", "critical", "stream.encrypted" },
  { "is encrypted and missing", NULL, KEY, "2", "gone", "stream.segment", "critical", NULL },
  { "is sound by its bytes", NULL, "", "2", "sound.aac", "stream.variants", "ok", "stream.play" },
  { "is sound by its name",
    MASTER_WITH_SOUND,
    "",
    "2",
    "sound.aac",
    "stream.variants",
    "ok",
    "stream.play" },
  { "is sound by its name only",
    MASTER_WITH_SOUND,
    "",
    "2",
    "noise.aac",
    "stream.play",
    "critical",
    "stream.variants" },
  { "says it has a picture",
    MASTER_WITH_PICTURE,
    "",
    "2",
    "broken.ts",
    "stream.play",
    "critical",
    "stream.variants" },
  { "begins with a gap", NULL, GAP GONE, "2", "sound.aac", "stream.variants", "ok", NULL },
  { "ends with gaps",
    NULL,
    "#EXTINF:2,\nsound.aac\n" GAP GONE GAP GONE GAP,
    "2",
    "gone",
    "stream.variants",
    "ok",
    NULL },
  { "is nothing but gaps", NULL, GAP GONE GAP, "2", "gone", "stream.variant", "critical", NULL },
  { "shows something", NULL, "", "2", "good.ts", "stream.variants", "ok", "stream.black" },
  { "is black on air", NULL, "", "2", "black.ts", "stream.black", "warning", "stream.variants" },
  { "is black before the show",
    NULL,
    "",
    "2",
    "black.ts",
    "stream.variants",
    "ok",
    "stream.black",
    FALSE,
    "prelive" },
  { "is silent on air", NULL, "", "2", "silent.ts", "stream.silent", "warning", "stream.black" },
  { "is silent before the show",
    NULL,
    "",
    "2",
    "silent.ts",
    "stream.variants",
    "ok",
    "stream.silent",
    FALSE,
    "prelive" },
  { "has no sound", NULL, "", "2", "mute.ts", "stream.silent", "warning", "stream.play" },
  { "has no sound before the show",
    NULL,
    "",
    "2",
    "mute.ts",
    "stream.silent",
    "warning",
    "stream.variants",
    FALSE,
    "prelive" },
  { "promises sound",
    MASTER_WITH_PICTURE,
    "",
    "2",
    "mute.ts",
    "stream.play",
    "critical",
    "stream.silent" },
  { "has the sound it promises",
    MASTER_WITH_PICTURE,
    "",
    "2",
    "good.ts",
    "stream.variants",
    "ok",
    "stream.play" },
  { "is cut off", NULL, "", "6", "good.ts", "stream.short", "warning", "stream.variants" },
  { "is whole", NULL, "", "2.4", "good.ts", "stream.variants", "ok", "stream.short" },
};

// Bytes that look like MPEG-TS from afar.
static GBytes *
make_broken (void)
{
  guint8 bytes[188 * 8];

  memset (bytes, 0xff, sizeof bytes);
  for (gsize i = 0; i < sizeof bytes; i += 188)
    bytes[i] = 0x47;
  return g_bytes_new (bytes, sizeof bytes);
}

static void
test_streams (void)
{
  g_autoptr (FakeEngine) engine = fake_engine_new ();
  g_autoptr (CueProfile) profile = fake_engine_make_profile (engine, CUE_PROFILE_SOURCE_STATE_URL);
  g_autoptr (GBytes) broken = make_broken ();

  fake_engine_set_bytes (engine, "/broken.ts", "video/mp2t", broken);
  streams_put_sound (engine, "/sound.aac", "sine");
  streams_put_segment (engine, "/good.ts", "smpte", "sine");
  streams_put_segment (engine, "/black.ts", "black", "sine");
  streams_put_segment (engine, "/silent.ts", "smpte", "silence");
  streams_put_segment (engine, "/mute.ts", "smpte", NULL);
  fake_engine_set (engine, "/noise.aac", 200, "audio/aac", "\xff\xf1 is how it begins");
  fake_engine_set (engine, "/noise", 200, "video/mp2t", "not a segment at all, or so it seems");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const Case *c = &cases[i];
    g_autoptr (CueClock) clock = c->clock_runs
                                   ? g_object_ref (cue_system_clock_get_default ())
                                   : cue_fake_clock_new (g_get_real_time (), CUE_SECONDS (5000));
    g_autofree char *media =
      g_strdup_printf ("#EXTM3U\n#EXT-X-TARGETDURATION:600\n%s#EXTINF:%s,\n%s\n",
                       c->tags,
                       c->duration,
                       c->segment);
    g_autoptr (CuePreflight) preflight = NULL;

    g_test_message ("a stream that %s", c->name);
    fake_engine_set (engine, "/media.m3u8", 200, "application/vnd.apple.mpegurl", media);
    fake_engine_set (engine,
                     "/master.m3u8",
                     200,
                     "application/vnd.apple.mpegurl",
                     c->master != NULL ? c->master : "");
    fake_engine_set_state (engine,
                           "{\"playerState\":\"%s\",\"playerManifest\":\"%s/%s.m3u8\"}",
                           c->state != NULL ? c->state : "live",
                           fake_engine_get_base (engine),
                           c->master != NULL ? "master" : "media");
    preflight = streams_run (profile, clock, NULL);
    streams_assert_found (preflight, c->code, c->status);
    streams_assert_not_found (preflight, "stream.plain");
    // Everything is on this computer, without TLS.
    streams_assert_found (preflight, "certificates.life", "not-applicable");
    if (c->never != NULL)
      streams_assert_not_found (preflight, c->never);
  }
}

// The address alone says it; nobody answers there, and no name has to be looked up.
static void
test_plain (void)
{
  g_autoptr (FakeEngine) engine = fake_engine_new ();
  g_autoptr (CueProfile) profile = fake_engine_make_profile (engine, CUE_PROFILE_SOURCE_STATE_URL);
  g_autoptr (CueClock) clock = cue_fake_clock_new (g_get_real_time (), CUE_SECONDS (5000));
  static const char *const schemes[] = { "http", "https" };

  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++) {
    g_autoptr (CuePreflight) preflight = NULL;

    fake_engine_set_state (engine,
                           "{\"playerState\":\"live\",\"playerManifest\":\"%s://stream.invalid/"
                           "m.m3u8\"}",
                           schemes[i]);
    preflight = streams_run (profile, clock, NULL);
    streams_assert_found (preflight, "stream.master", "critical");
    // Where a certificate should have been, that none was seen is a gap.
    if (i == 0) {
      streams_assert_found (preflight, "stream.plain", "warning");
      streams_assert_found (preflight, "certificates.life", "not-applicable");
    } else {
      streams_assert_not_found (preflight, "stream.plain");
      streams_assert_found (preflight, "certificates.life", "unknown");
    }
  }
}

// More variants than anybody needs are not all looked at, and none of those is called fine.
static void
test_many_variants (void)
{
  g_autoptr (FakeEngine) engine = fake_engine_new ();
  g_autoptr (CueProfile) profile = fake_engine_make_profile (engine, CUE_PROFILE_SOURCE_STATE_URL);
  g_autoptr (CueClock) clock = cue_fake_clock_new (g_get_real_time (), CUE_SECONDS (5000));
  g_autoptr (GString) master = g_string_new ("#EXTM3U\n");
  g_autoptr (CuePreflight) preflight = NULL;
  CuePreflightFinding *found;

  for (guint i = 0; i < 200; i++)
    g_string_append_printf (master, "#EXT-X-STREAM-INF:BANDWIDTH=%u\nmedia.m3u8\n", 64000 + i);
  fake_engine_set (engine, "/master.m3u8", 200, "application/vnd.apple.mpegurl", master->str);
  fake_engine_set (engine,
                   "/media.m3u8",
                   200,
                   "application/vnd.apple.mpegurl",
                   "#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXTINF:2,\nsound.aac\n");
  streams_put_sound (engine, "/sound.aac", "sine");
  fake_engine_set_state (engine,
                         "{\"playerState\":\"live\",\"playerManifest\":\"%s/master.m3u8\"}",
                         fake_engine_get_base (engine));
  preflight = streams_run (profile, clock, NULL);
  streams_assert_found (preflight, "stream.left-out", "unknown");
  streams_assert_found (preflight, "stream.variants", "ok");
  found = cue_preflight_report_find (cue_preflight_get_report (preflight), "stream.variants");
  g_assert_nonnull (strstr (cue_preflight_finding_get_words (found), "of 200 variants"));
  g_assert_cmpuint (fake_engine_get_hits (engine, "/media.m3u8"), <=, 16);
}

static void
test_cached_state (void)
{
  static const struct {
    const char *header;
    const char *status;
  } rows[] = { { "max-age=600", "warning" }, { "max-age=5", "ok" } };
  g_autoptr (FakeEngine) engine = fake_engine_new ();
  g_autoptr (CueProfile) profile = fake_engine_make_profile (engine, CUE_PROFILE_SOURCE_STATE_URL);
  g_autoptr (CueClock) clock = cue_fake_clock_new (g_get_real_time (), CUE_SECONDS (5000));

  fake_engine_set_state (engine, "{\"playerState\":\"postlive\"}");
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (CuePreflight) preflight = NULL;

    fake_engine_set_cache (engine, "/state", rows[i].header);
    preflight = streams_run (profile, clock, NULL);
    streams_assert_found (preflight, "state.pace", rows[i].status);
  }
}

static gboolean
is_asked (gpointer data)
{
  return fake_engine_get_hits (data, "/state") > 0;
}

// Only the clock of the check goes on: the answer comes at once after it.
static void
test_slow_state (void)
{
  g_autoptr (FakeEngine) engine = fake_engine_new ();
  g_autoptr (CueProfile) profile = fake_engine_make_profile (engine, CUE_PROFILE_SOURCE_STATE_URL);
  g_autoptr (CueSecretStore) secrets = cue_secret_store_new_private ();
  g_autoptr (CueClock) clock = cue_fake_clock_new (g_get_real_time (), CUE_SECONDS (5000));
  g_autoptr (CuePreflight) preflight = cue_preflight_new (profile, clock, secrets);

  fake_engine_set_state (engine, "{\"playerState\":\"postlive\"}");
  fake_engine_set_silent (engine, "/state", TRUE);
  cue_preflight_start (preflight);
  fake_engine_wait (is_asked, engine);
  cue_fake_clock_advance (CUE_FAKE_CLOCK (clock), CUE_SECONDS (6));
  fake_engine_release (engine, "/state");
  streams_wait (preflight);
  streams_assert_found (preflight, "state.pace", "warning");
}

static void
on_state (SoupServer        *server,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           user_data)
{
  static const char state[] = "{\"playerState\":\"postlive\"}";

  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message,
                                    "application/json",
                                    SOUP_MEMORY_STATIC,
                                    state,
                                    sizeof state - 1);
}

// @left: of its life, by the clock of the check; the one of this computer decides whom to trust.
static void
try_certificate (const char *name, gint64 left, const char *status)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "net", "tls", name, NULL);
  g_autofree char *authority = g_test_build_filename (G_TEST_DIST, "net", "tls", "ca.pem", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_file (path, &error);
  g_autoptr (GTlsDatabase) database = g_tls_file_database_new (authority, NULL);
  g_autoptr (SoupServer) server = NULL;
  g_autoptr (GDateTime) end = NULL;
  g_autoptr (CueClock) clock = NULL;
  g_autoptr (CueProfile) profile = cue_profile_new ();
  g_autoptr (CuePreflight) preflight = NULL;
  g_autofree char *url = NULL;
  GSList          *uris;

  g_assert_no_error (error);
  server = soup_server_new ("tls-certificate", certificate, NULL);
  soup_server_add_handler (server, NULL, on_state, NULL, NULL);
  soup_server_listen_local (server,
                            0,
                            SOUP_SERVER_LISTEN_HTTPS | SOUP_SERVER_LISTEN_IPV4_ONLY,
                            &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (server);
  url = g_strdup_printf ("https://localhost:%d/state", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  end = g_tls_certificate_get_not_valid_after (certificate);
  clock = cue_fake_clock_new (CUE_SECONDS (g_date_time_to_unix (end)) - left, CUE_SECONDS (5000));
  cue_profile_set_name (profile, "Keynote");
  cue_profile_set_source_kind (profile, CUE_PROFILE_SOURCE_STATE_URL);
  cue_profile_set_state_url (profile, url);
  preflight = streams_run (profile, clock, database);
  streams_assert_found (preflight, "certificates.life", status);
  /* libsoup 3.6 lets go twice of a connection whose handshake fails after that. */
  fake_engine_settle ();
  soup_server_disconnect (server);
  fake_engine_settle ();
}

static void
test_certificates (void)
{
  const gint64 day = CUE_SECONDS (86400);

  try_certificate ("good.pem", CUE_PREFLIGHT_CERTIFICATE_WARNING_DAYS * day, "ok");
  try_certificate ("good.pem", CUE_PREFLIGHT_CERTIFICATE_WARNING_DAYS * day - 1, "warning");
  try_certificate ("good.pem", CUE_PREFLIGHT_CERTIFICATE_CRITICAL_DAYS * day, "warning");
  try_certificate ("good.pem", CUE_PREFLIGHT_CERTIFICATE_CRITICAL_DAYS * day - 1, "critical");
  try_certificate ("expired.pem", -400 * day, "critical");
}

static void
add_door (CueTrace *trace, const char *lane, const char *host, gint64 end)
{
  g_autoptr (CueExchange) exchange = cue_exchange_new (lane, "Doors", 0, 0);

  exchange->certificate_host = g_strdup (host);
  exchange->certificate_end_us = end;
  cue_trace_begin (trace, exchange);
}

// Doors that are watched already showed theirs before the check. One that was renewed meanwhile is
// no trouble any more; one that is not of the doors is none of theirs.
static void
test_certificates_of_doors (void)
{
  const gint64 now = g_get_real_time ();
  const gint64 day = CUE_SECONDS (86400);
  static const struct {
    gint        days[2]; // the life of the older and of the newer one
    const char *status;
  } rows[] = { { { 1, 90 }, "ok" }, { { 90, 1 }, "critical" } };
  g_autoptr (FakeEngine) engine = fake_engine_new ();
  g_autoptr (CueProfile) profile = fake_engine_make_profile (engine, CUE_PROFILE_SOURCE_STATE_URL);
  g_autoptr (CueClock) clock = cue_fake_clock_new (now, CUE_SECONDS (5000));

  fake_engine_set_state (engine, "{\"playerState\":\"postlive\"}");
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (CueTrace) trace = cue_trace_new ();
    g_autoptr (CuePreflight) preflight = NULL;

    add_door (trace, "salto", "doors.example.org", now + rows[i].days[0] * day);
    add_door (trace, "salto", "doors.example.org", now + rows[i].days[1] * day);
    add_door (trace, "doors", "identity.example.org", now + 60 * day);
    add_door (trace, "engine", "state.example.org", now + day);
    preflight = streams_run_beside (profile, clock, NULL, trace);
    streams_assert_found (preflight, "certificates.life", rows[i].status);
  }
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
  g_test_add_func ("/monitor/preflight-stream/streams", test_streams);
  g_test_add_func ("/monitor/preflight-stream/plain", test_plain);
  g_test_add_func ("/monitor/preflight-stream/many-variants", test_many_variants);
  g_test_add_func ("/monitor/preflight-stream/cached-state", test_cached_state);
  g_test_add_func ("/monitor/preflight-stream/slow-state", test_slow_state);
  g_test_add_func ("/monitor/preflight-stream/certificates", test_certificates);
  g_test_add_func ("/monitor/preflight-stream/certificates-of-doors", test_certificates_of_doors);
  return g_test_run ();
}
