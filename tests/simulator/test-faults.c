// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* Every fault and every variant of it does what its name says. */

#include "sim-fixture.h"

#include "cue-sim-fault.h"

#define KEEP "HTTP/1.1 200 OK"

/* What the bytes of one answer must be like when the fault is asked for by the header. */
typedef struct {
  const char *id;
  const char *variant; // NULL: the fault has none
  const char *path;    // NULL: the state URL
  SimRawEnd   end;     // how it ends
  gsize       least;   // bytes, 0: any
  const char *present; // in the bytes
  const char *also;    // likewise, nullable
  const char *absent;  // nullable
} Case;

#define STATE_URL "/event-engine/state-url"
#define BACKEND   "/backend/state-url"
#define CLOSED    SIM_RAW_CLOSED

/* A whole answer, whoever is asked, with nothing special about its end or its size. */
#define ANSWER(id, variant, ...)              \
  {                                           \
    id, variant, NULL, CLOSED, 0, __VA_ARGS__ \
  }

static const Case cases[] = {
  { "BB-1", "missing", BACKEND, CLOSED, 0, "{}", KEEP, "stateUrl" },
  { "BB-1", "null", BACKEND, CLOSED, 0, "\"stateUrl\":null", KEEP, NULL },
  { "BB-1", "relative", BACKEND, CLOSED, 0, "\"stateUrl\":\"/event", KEEP, NULL },
  { "BB-1", "http", BACKEND, CLOSED, 0, "\"http://state.example", KEEP, NULL },
  { "BB-1", "scheme", BACKEND, CLOSED, 0, "\"ftp://", KEEP, NULL },
  { "BB-1", "spaces", BACKEND, CLOSED, 0, "my state.json", KEEP, NULL },
  { "BB-1", "long", BACKEND, CLOSED, 10000, "aaaaaaaaaaaaaaaa", KEEP, NULL },
  { "BB-1", "number", BACKEND, CLOSED, 0, "\"stateUrl\":42", KEEP, NULL },
  { "BB-1", "empty", BACKEND, CLOSED, 0, "\"stateUrl\":\"\"", KEEP, NULL },
  { "BB-1", "private", BACKEND, CLOSED, 0, "//10.20.30.40", KEEP, NULL },
  { "BB-1", "credentials", BACKEND, CLOSED, 0, "user:password@", KEEP, NULL },
  { "BB-2", "wrong-secret", STATE_URL, CLOSED, 0, "HTTP/1.1 401", "Unauthorized", NULL },
  { "BB-2", "wrong-algorithm", STATE_URL, CLOSED, 0, "HTTP/1.1 401", "HS256", NULL },
  { "BB-2", "clock-skew", STATE_URL, CLOSED, 0, "HTTP/1.1 401", "Nov 2026 12:12:0", NULL },
  { "BB-3", "429", STATE_URL, CLOSED, 0, "HTTP/1.1 429", "Retry-After: 10\r\n", NULL },
  { "BB-3", "503", STATE_URL, CLOSED, 0, "HTTP/1.1 503", "Retry-After: 10\r\n", NULL },
  ANSWER ("BB-4", "401", "HTTP/1.1 401", NULL, "playerState"),
  ANSWER ("BB-4", "400", "HTTP/1.1 400", NULL, "playerState"),
  ANSWER ("BB-4", "403", "HTTP/1.1 403", NULL, "playerState"),
  ANSWER ("BB-4", "404", "HTTP/1.1 404", NULL, "playerState"),
  ANSWER ("BB-4", "410", "HTTP/1.1 410", NULL, "playerState"),
  ANSWER ("BB-5", "unknown", "\"playerState\":\"rehearsal\"", KEEP, NULL),
  ANSWER ("BB-5", "case", "\"playerState\":\"LIVE\"", KEEP, NULL),
  ANSWER ("BB-5", "null", "\"playerState\":null", KEEP, NULL),
  ANSWER ("BB-5", "number", "\"playerState\":3", KEEP, NULL),
  ANSWER ("BB-5", "missing", "\"playerManifest\"", KEEP, "playerState"),
  ANSWER ("BB-5", "empty", "\"playerState\":\"\"", KEEP, NULL),
  ANSWER ("BB-5", "padded", "\"playerState\":\" live \"", KEEP, NULL),
  ANSWER ("BB-5", "object", "\"playerState\":{", KEEP, NULL),
  ANSWER ("BB-6", "missing", "\"playerState\"", KEEP, "countdown"),
  ANSWER ("BB-6", "null", "\"countdown\":null", KEEP, NULL),
  ANSWER ("BB-6", "array", "\"countdown\":[]", KEEP, NULL),
  ANSWER ("BB-6", "text", "\"countdown\":\"10:00\"", KEEP, NULL),
  ANSWER ("BB-6", "end-missing", "\"serverTime\":1795349400", KEEP, "\"end\""),
  ANSWER ("BB-6", "end-null", "\"end\":null", KEEP, NULL),
  ANSWER ("BB-6", "end-string", "\"end\":\"1795165200\"", KEEP, NULL),
  ANSWER ("BB-6", "end-words", "\"end\":\"at noon\"", KEEP, NULL),
  ANSWER ("BB-6", "end-float", "\"end\":1795165200.75", KEEP, NULL),
  ANSWER ("BB-6", "end-ms", "\"end\":1795165200000", KEEP, NULL),
  ANSWER ("BB-6", "end-zero", "\"end\":0,", KEEP, NULL),
  ANSWER ("BB-6", "end-negative", "\"end\":-1,", KEEP, NULL),
  ANSWER ("BB-6", "end-year-9999", "\"end\":253402300799", KEEP, NULL),
  ANSWER ("BB-6", "end-huge", "\"end\":9223372036854775807", KEEP, NULL),
  ANSWER ("BB-6", "end-exponent", "\"end\":1e300", KEEP, NULL),
  ANSWER ("BB-6", "server-time-missing", "\"end\":1795349340", KEEP, "serverTime"),
  ANSWER ("BB-6", "server-time-string", "\"serverTime\":\"17", KEEP, NULL),
  ANSWER ("BB-6", "server-time-zero", "\"serverTime\":0}", KEEP, NULL),
  ANSWER ("BB-7", "stuck", "\"serverTime\":1795348800", KEEP, "Age:"),
  ANSWER ("BB-7", "age", "\"serverTime\":1795348800", "Age: 4000\r\n", NULL),
  ANSWER ("BB-8", "text-false", "\"visible\":\"false\"", KEEP, NULL),
  ANSWER ("BB-8", "text-true", "\"visible\":\"true\"", KEEP, NULL),
  ANSWER ("BB-8", "zero", "\"visible\":0,", KEEP, NULL),
  ANSWER ("BB-8", "one", "\"visible\":1,", KEEP, NULL),
  ANSWER ("BB-8", "null", "\"visible\":null", KEEP, NULL),
  ANSWER ("BB-9", "string", "\"customText\":\"", KEEP, NULL),
  ANSWER ("BB-9", "nested", "\"customText\":[[", KEEP, NULL),
  ANSWER ("BB-9", "markup", "<span size='999999'>", KEEP, NULL),
  ANSWER ("BB-9", "mixed", ",7,null,true,{}]", KEEP, NULL),
  ANSWER ("BB-9", "null", "\"customText\":null", KEEP, NULL),
  { "BB-9", "many", NULL, CLOSED, 70000, "\"line\",\"line\"", KEEP, NULL },
  ANSWER ("BB-10", "query", "master.m3u8?token=", KEEP, NULL),
  ANSWER ("BB-10", "path", "/hls/live/fmp4/master.m3u8", KEEP, NULL),
  ANSWER ("BB-11", "304", "HTTP/1.1 304", NULL, "playerState"),
  ANSWER ("BB-11", "204", "HTTP/1.1 204", NULL, "playerState"),
  ANSWER ("BB-11", "empty", "Content-Length: 0\r\n", KEEP, "playerState"),
  ANSWER ("BB-11", "truncated", "playerState", KEEP, "interruptionFgImg916"),
  ANSWER ("BB-13", "data", "\"customBgVideo916\":\"data:", "\"logoImg\":\"data:", NULL),
  ANSWER ("BB-13", "file", "\"customBgImg916\":\"file:///", KEEP, NULL),
  ANSWER ("BB-13", "javascript", "\"javascript:alert(1)\"", KEEP, NULL),
  ANSWER ("BB-13", "relative", "\"../../assets/", KEEP, NULL),
  ANSWER ("BB-13", "number", "\"customFgImg916\":916", KEEP, NULL),
  ANSWER ("BB-15", "html", "<title>Sign in to", "text/html", NULL),
  ANSWER ("BB-15", "as-json", "<title>Sign in to", "application/json", NULL),

  ANSWER ("C-1", "502", "HTTP/1.1 502", "<title>502 Bad Gateway", NULL),
  ANSWER ("C-1", "500", "HTTP/1.1 500", "<title>500 ", NULL),
  ANSWER ("C-1", "503", "HTTP/1.1 503", "<title>503 ", NULL),
  ANSWER ("C-1", "403", "HTTP/1.1 403", "<title>403 ", NULL),
  ANSWER ("C-1", "404", "HTTP/1.1 404", "<title>404 ", NULL),
  ANSWER ("C-1", "200", KEEP, "Content-Type: text/html", NULL),
  ANSWER ("C-1", "as-json", "HTTP/1.1 502", "Content-Type: application/json", NULL),
  ANSWER ("C-2", "seconds", "HTTP/1.1 429", "Retry-After: 10\r\n", NULL),
  ANSWER ("C-2", "date", "HTTP/1.1 429", "After: Sun, 22 Nov 2026 12:10:10 GMT", NULL),
  ANSWER ("C-2", "absent", "HTTP/1.1 429", NULL, "Retry-After"),
  ANSWER ("C-2", "negative", "HTTP/1.1 429", "Retry-After: -10\r\n", NULL),
  ANSWER ("C-2", "decimal", "HTTP/1.1 429", "Retry-After: 2.5\r\n", NULL),
  ANSWER ("C-2", "garbage", "HTTP/1.1 429", "Retry-After: soon", NULL),
  ANSWER ("C-2", "past", "HTTP/1.1 429", "After: Sun, 22 Nov 2026 12:09:50 GMT", NULL),
  ANSWER ("C-2", "day", "HTTP/1.1 429", "Retry-After: 86400\r\n", NULL),
  ANSWER ("C-3", "503", "HTTP/1.1 503", NULL, "Retry-After"),
  ANSWER ("C-3", "500", "HTTP/1.1 500", NULL, NULL),
  ANSWER ("C-3", "502", "HTTP/1.1 502", NULL, NULL),
  ANSWER ("C-3", "504", "HTTP/1.1 504", NULL, NULL),
  ANSWER ("C-3", "503-retry-after", "HTTP/1.1 503", "Retry-After: 3\r\n", NULL),
  ANSWER ("C-4", "truncated", "playerState", "Content-Length: 1", "interruptionFg"),
  ANSWER ("C-4", "length", "interruptionFgImg916", "Content-Length: 1", NULL),
  ANSWER ("C-4", "chunked", "Transfer-Encoding: chunked", "playerState", "\r\n0\r\n"),
  { "C-4", "reset", NULL, SIM_RAW_RESET, 0, NULL, NULL, NULL },
  ANSWER ("C-4", "no-answer", NULL, NULL, "HTTP"),
  ANSWER ("C-5", "types", "\"countdown\":17", KEEP, NULL),
  ANSWER ("C-5", "null-root", "\r\n\r\nnull", KEEP, NULL),
  ANSWER ("C-5", "number-root", "\r\n\r\n42", KEEP, NULL),
  ANSWER ("C-5", "text-root", "\r\n\r\n\"live\"", KEEP, NULL),
  ANSWER ("C-5", "array-root", "\r\n\r\n[{", KEEP, NULL),
  { "C-5",
    "duplicate-keys",
    NULL,
    CLOSED,
    0,
    "\"playerState\":\"live\"",
    "\"playerState\":\"interruption\"",
    NULL },
  ANSWER ("C-6", "numbers-as-text", "\"serverTime\":\"1795349400\"", KEEP, NULL),
  ANSWER ("C-6", "integers-as-floats", "\"serverTime\":1795349400.0", KEEP, NULL),
  { "C-6",
    "booleans-as-text",
    NULL,
    CLOSED,
    0,
    "\"visible\":\"true\"",
    "\"customUseVideo\":\"true\"",
    NULL },
  { "C-6",
    "booleans-as-numbers",
    NULL,
    CLOSED,
    0,
    "\"visible\":1",
    "\"customTextIsDark\":0",
    NULL },
  ANSWER ("C-6", "big", "9007199254740993", KEEP, NULL),
  ANSWER ("C-6", "too-big", "123456789012345678901234567890", KEEP, NULL),
  ANSWER ("C-7", "ms", "\"serverTime\":1795349400000}", KEEP, NULL),
  ANSWER ("C-7", "s", "\"serverTime\":1795349400}", KEEP, NULL),
  ANSWER ("C-7", "us", "\"serverTime\":1795349400000000}", KEEP, NULL),
  ANSWER ("C-7", "ns", "\"serverTime\":1795349400000000000}", KEEP, NULL),
  { "C-7",
    "mixed",
    NULL,
    CLOSED,
    0,
    "\"end\":1795349340,\"serverTime\":1795349400000}",
    KEEP,
    NULL },
  ANSWER ("C-7", "iso-without-zone", "\"end\":\"2026-11-19T09:00:00\"", KEEP, NULL),
  ANSWER ("C-7", "iso-offset", "+0100\"", KEEP, NULL),
  ANSWER ("C-7", "leap-second", "23:59:60Z", KEEP, NULL),
  ANSWER ("C-7", "year-1", "\"0001-01-01", KEEP, NULL),
  ANSWER ("C-7", "zero-date", "\"0000-00-00", KEEP, NULL),
  { "C-8", "expired", STATE_URL, CLOSED, 0, "HTTP/1.1 401", "expired", NULL },
  { "C-8", "not-yet-valid", STATE_URL, CLOSED, 0, "HTTP/1.1 401", "nbf", NULL },
  { "C-8", "wrong-audience", STATE_URL, CLOSED, 0, "HTTP/1.1 401", "audience", NULL },
  { "C-8", "wrong-algorithm", STATE_URL, CLOSED, 0, "HTTP/1.1 401", "algorithm", NULL },
  { "C-8", "no-algorithm", STATE_URL, CLOSED, 0, "HTTP/1.1 401", "alg none", NULL },
  { "C-9", "302", BACKEND, CLOSED, 0, "HTTP/1.1 302", "Location: http://127.0.0.1:", NULL },
  { "C-9", "301", BACKEND, CLOSED, 0, "HTTP/1.1 301", "Location: http://127.0.0.1:", NULL },
  { "C-9", "303", BACKEND, CLOSED, 0, "HTTP/1.1 303", "Location: http://127.0.0.1:", NULL },
  { "C-9", "307", BACKEND, CLOSED, 0, "HTTP/1.1 307", "Location: http://127.0.0.1:", NULL },
  { "C-9", "308", BACKEND, CLOSED, 0, "HTTP/1.1 308", "Location: http://127.0.0.1:", NULL },
  { "C-9", "portal", BACKEND, CLOSED, 0, "HTTP/1.1 302", "Location: http://portal.", NULL },
  { "C-9", "loop", BACKEND, CLOSED, 0, "HTTP/1.1 302", "Location: /backend/state-url\r\n", NULL },
  { "C-9", "no-location", BACKEND, CLOSED, 0, "HTTP/1.1 302", NULL, "Location" },
  { "C-9",
    "same-origin",
    BACKEND,
    CLOSED,
    0,
    "HTTP/1.1 302",
    "Location: /backend/state-url?",
    NULL },
  ANSWER ("C-11", "gzip", "Content-Encoding: gzip", "\x1f\x8b", "playerState"),
  { "C-11",
    "deflate",
    NULL,
    CLOSED,
    0,
    "Content-Encoding: deflate",
    "\r\n\r\n\x78",
    "playerState" },
  ANSWER ("C-11", "header-missing", "\x1f\x8b", NULL, "Content-Encoding"),
  ANSWER ("C-11", "gzip-missing", "Content-Encoding: gzip", "playerState", NULL),
  ANSWER ("C-11", "truncated", "Content-Encoding: gzip", "\x1f\x8b", "playerState"),
  ANSWER ("C-11", "brotli", "Content-Encoding: br", "playerState", NULL),
  { "C-11", "bomb", NULL, CLOSED, 60000, "Content-Encoding: gzip", "\x1f\x8b", NULL },
  { "C-11", "bomb-10g", NULL, CLOSED, 9000000, "Content-Encoding: gzip", "\x1f\x8b", NULL },
  { "C-12", "big", NULL, CLOSED, 16 * 1024 * 1024 + 1, "Content-Length: 16777217", "xx\"}", NULL },
  { "C-12", "huge", NULL, CLOSED, 100 * 1000 * 1000, "Content-Length: 100000000", "xx\"}", NULL },
  { "C-12", "endless", NULL, SIM_RAW_LIMIT, 0, "xxxx", NULL, "Content-Length" },
  { "C-12",
    "endless-chunks",
    NULL,
    SIM_RAW_LIMIT,
    0,
    "Transfer-Encoding: chunked",
    "10000\r\nxxx",
    NULL },
  ANSWER ("C-13", "empty", "Content-Length: 0\r\n", KEEP, NULL),
  ANSWER ("C-13", "204", "HTTP/1.1 204", NULL, NULL),
  ANSWER ("C-13", "205", "HTTP/1.1 205", NULL, NULL),
  ANSWER ("C-13", "304", "HTTP/1.1 304", NULL, NULL),
  ANSWER ("C-14", "invalid", "\xc3\x28 \xf0\x9f \xed\xa0\x80", KEEP, NULL),
  { "C-14",
    "latin-1",
    NULL,
    CLOSED,
    0,
    "d\xe9"
    "but",
    "charset=utf-8",
    NULL },
  ANSWER ("C-14", "bom", "\r\n\r\n\xef\xbb\xbf{", KEEP, NULL),
  ANSWER ("C-14", "utf-16", "\r\n\r\n\xff\xfe{", KEEP, "playerState"),
  ANSWER ("C-14", "nul", "\"note\":\"a", KEEP, NULL),
  ANSWER ("C-14", "surrogate", "\"\\ud83d\"", KEEP, NULL),
  ANSWER ("C-15", "two-lengths", "Content-Length: 5\r\n", "Content-Length: 1", NULL),
  { "C-15", "long-header", NULL, CLOSED, 64 * 1024, "X-Long: hhh", KEEP, NULL },
  ANSWER ("C-15", "many-headers", "X-Header-1999: 1999", KEEP, NULL),
  ANSWER ("C-15", "no-type", KEEP, "playerState", "Content-Type"),
  ANSWER ("C-15", "mixed-case", "cOnTeNt-LeNgTh", "cache-CONTROL", NULL),
  ANSWER ("C-15", "garbage", "this line has no colon\r\n", KEEP, NULL),
  ANSWER ("C-15", "garbage-status", "HTTP/1.1 two hundred", NULL, NULL),
  ANSWER ("C-15", "no-http", "SSH-2.0", NULL, "HTTP"),
  { "C-16", "deep", NULL, CLOSED, 200000, "\"extra\":[[[[[[", KEEP, NULL },
  { "C-16", "deep-objects", NULL, CLOSED, 600000, "{\"a\":{\"a\":{", KEEP, NULL },
  { "C-16", "wide", NULL, CLOSED, 2000000, "\"extra\":[0,0,0", KEEP, NULL },
  { "C-16", "long-text", NULL, CLOSED, 5 * 1024 * 1024, "\"extra\":\"xxx", KEEP, NULL },
  ANSWER ("C-17", "out-of-order", "\"serverTime\":1795349400", KEEP, NULL),
  ANSWER ("C-17", "duplicate", "\"serverTime\":1795349400", KEEP, NULL),
  ANSWER ("C-17", "future", "\"serverTime\":1795435800", KEEP, NULL),
  ANSWER ("C-18", "unknown", "\"viewerCount\":1834", "\"playerState\"", NULL),
  ANSWER ("C-18", "unknown-value", "\"playerState\":\"intermission\"", KEEP, NULL),
  ANSWER ("C-18", "minimal", "\r\n\r\n{\"playerState\":\"live\"}", KEEP, NULL),
  ANSWER ("C-19", "text", "{\"error\":\"", KEEP, NULL),
  ANSWER ("C-19", "object", "{\"error\":{\"code\":17", KEEP, NULL),
  ANSWER ("C-20", "continue", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200", NULL, NULL),
  ANSWER ("C-20", "early-hints", "HTTP/1.1 103 Early", "HTTP/1.1 200", NULL),
  { "C-20", "only-continue", NULL, SIM_RAW_QUIET, 0, "HTTP/1.1 100", NULL, "HTTP/1.1 200" },
  { "C-20", "http-1.0", NULL, CLOSED, 0, "HTTP/1.0 200", "playerState", NULL },
  ANSWER ("C-21", "proxy-407", "HTTP/1.1 407", "Proxy-Authenticate", NULL),
  ANSWER ("C-22", "ahead", "Date: Sun, 22 Nov 2026 12:15:00 GMT", KEEP, NULL),
  ANSWER ("C-22", "behind", "Date: Sun, 22 Nov 2026 12:05:00 GMT", KEEP, NULL),
  ANSWER ("C-22", "garbage", "Date: yesterday", KEEP, NULL),
  ANSWER ("C-22", "missing", KEEP, "playerState", "Date:"),
  { "C-23", NULL, NULL, CLOSED, 0, "Set-Cookie: session=", "Set-Cookie: tracker=", NULL },
  ANSWER ("C-24", "bidi", "\xe2\x80\xae", KEEP, NULL),
  ANSWER ("C-24", "zero-width", "\xe2\x80\x8b", KEEP, NULL),
  ANSWER ("C-24", "control", "\\u0007", "\\u0000", NULL),
  ANSWER ("C-24", "markup", "<a href=", KEEP, NULL),
  ANSWER ("C-24", "combining", "Z\xcc\x80\xcc\x81", KEEP, NULL),
  { "C-25", "401", STATE_URL, CLOSED, 0, "HTTP/1.1 401", CUE_SIMULATOR_SECRET, NULL },
  { "C-25", "500", STATE_URL, CLOSED, 0, "HTTP/1.1 500", CUE_SIMULATOR_SECRET, NULL },

  { "server-clock",
    "ahead",
    NULL,
    CLOSED,
    0,
    "\"end\":1795349345,\"serverTime\":1795349405",
    "12:10:05 GMT",
    NULL },
  { "server-clock",
    "behind",
    NULL,
    CLOSED,
    0,
    "\"end\":1795349335,\"serverTime\":1795349395",
    "12:09:55 GMT",
    NULL },
  { "segment-404", NULL, "/hls/live/ts/360p/1.ts", CLOSED, 0, "HTTP/1.1 404", NULL, NULL },
  { "segment-403", NULL, "/hls/live/ts/360p/1.ts", CLOSED, 0, "HTTP/1.1 403", NULL, NULL },
  { "segment-503", NULL, "/hls/live/ts/360p/1.ts", CLOSED, 0, "HTTP/1.1 503", NULL, NULL },
  { "playlist-404", NULL, "/hls/live/ts/master.m3u8", CLOSED, 0, "HTTP/1.1 404", NULL, NULL },
  { "playlist-403", NULL, "/hls/live/ts/master.m3u8", CLOSED, 0, "HTTP/1.1 403", NULL, NULL },
  { "playlist-503", NULL, "/hls/live/ts/master.m3u8", CLOSED, 0, "HTTP/1.1 503", NULL, NULL },
  { "playlist-broken", "html", "/hls/a.m3u8", CLOSED, 0, "<title>Edge error", NULL, "#EXTM3U" },
  { "playlist-broken", "empty", "/hls/a.m3u8", CLOSED, 0, "Content-Length: 0", NULL, "#EXTM3U" },
  { "playlist-broken", "no-segments", "/hls/a.m3u8", CLOSED, 0, "TARGETDURATION", NULL, "EXTINF" },
  { "playlist-broken", "binary", "/hls/a.m3u8", CLOSED, 0, "#EXTM3U\n\xff\xfe", NULL, NULL },
  { "playlist-broken", "attributes", "/hls/a.m3u8", CLOSED, 0, "BANDWIDTH=\n", NULL, NULL },
  { "hang", NULL, "/hls/a.m3u8", SIM_RAW_QUIET, 0, NULL, NULL, "HTTP" },
  { "asset-broken", "404", "/assets/custom-bg.jpg", CLOSED, 0, "HTTP/1.1 404", NULL, NULL },
  { "asset-broken", "noise", "/assets/custom-bg.jpg", CLOSED, 60000, "JFIF", "image/jpeg", NULL },
  { "asset-broken", "truncated", "/assets/custom-bg.jpg", CLOSED, 0, "HTTP/1.1", NULL, NULL },
  { "asset-broken",
    "html",
    "/assets/custom-bg.jpg",
    CLOSED,
    0,
    "<title>Not found",
    "text/html",
    NULL },
};

/* Faults whose doing is not in the bytes of one answer: each has a test of its own in
 * test-fault-effects.c or test-certificates.c. */
static const char *const others[] = {
  "BB-4 in-flight",
  "BB-12",
  "BB-14",
  "C-10 self-signed",
  "C-10 expired",
  "C-10 wrong-name",
  "C-12 drip",
  "C-20 reset-on-reuse",
  "C-21 refused",
  "stall",
  "restart",
  "codec-change high-profile",
  "codec-change small",
  "slow",
  "refuse",
  NULL,
};

static const Case *
find_case (const char *id, const char *variant)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    if (g_str_equal (cases[i].id, id) && g_strcmp0 (cases[i].variant, variant) == 0)
      return &cases[i];
  }
  return NULL;
}

/* A fault that is not tested does not exist. */
static void
test_all_are_here (void)
{
  const CueSimFaultInfo *info;
  guint                  count = 0;

  for (guint n = 0; (info = cue_sim_fault_get_nth (n)) != NULL; n++) {
    g_assert_nonnull (info->words);
    g_assert_nonnull (info->how);
    g_assert_true (info == cue_sim_fault_find (info->id));
    for (guint v = 0; v == 0 || (info->variants != NULL && info->variants[v] != NULL); v++) {
      const char      *variant = info->variants != NULL ? info->variants[v] : NULL;
      g_autofree char *name = variant != NULL ? g_strconcat (info->id, " ", variant, NULL)
                                              : g_strdup (info->id);

      /* The hub, Exchange and 10Duke have tests of their own: test-salto-faults.c,
       * test-acoustic-faults.c, test-duke-faults.c. */
      if ((info->targets & (CUE_SIM_TARGET_HUB | CUE_SIM_TARGET_IDENTITY | CUE_SIM_TARGET_ACOUSTIC |
                            CUE_SIM_TARGET_TENDUKE)) != 0 &&
          (info->targets & CUE_SIM_TARGET_API) == 0)
        continue;
      if (find_case (info->id, variant) == NULL && !g_strv_contains (others, name))
        g_error ("no test for the fault %s", name);
      count++;
    }
  }
  for (guint i = 1; i <= 15; i++) {
    g_autofree char *id = g_strdup_printf ("BB-%u", i);

    g_assert_nonnull (cue_sim_fault_find (id));
  }
  for (guint i = 1; i <= 25; i++) {
    g_autofree char *id = g_strdup_printf ("C-%u", i);

    g_assert_nonnull (cue_sim_fault_find (id));
  }
  g_test_message ("%u faults and variants", count);
}

/* What the README says about faults is what there is. */
static void
test_readme (void)
{
  g_autofree char *path =
    g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", "src", "simulator", "README.md", NULL);
  g_autofree char       *text = NULL;
  const CueSimFaultInfo *info;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  for (guint n = 0; (info = cue_sim_fault_get_nth (n)) != NULL; n++) {
    g_autofree char *variants = info->variants != NULL ? g_strjoinv (", ", (char **) info->variants)
                                                       : g_strdup ("");
    g_autofree char *row =
      g_strdup_printf ("\n| `%s` | %s | %s | %s |", info->id, info->words, variants, info->how);

    if (strstr (text, row) == NULL)
      g_error ("README.md lacks this row:%s", row);
  }
}

static void
check_case (SimFixture *fixture, const Case *c)
{
  g_autofree char *state_url = cue_simulator_get_state_url (fixture->simulator);
  g_autofree char *token = sim_token (fixture, 60);
  g_autofree char *url = c->path != NULL ? g_strconcat (sim_url (fixture, "baseUrl"), c->path, NULL)
                                         : g_strdup (state_url);
  g_autofree char *header = g_strdup_printf ("X-Sim-Fault: %s%s%s\r\nAuthorization: Bearer %s\r\n",
                                             c->id,
                                             c->variant != NULL ? "; variant=" : "",
                                             c->variant != NULL ? c->variant : "",
                                             token);
  g_autoptr (SimRaw) raw = sim_raw_get (fixture, url, header);
  gsize            limit = c->end == SIM_RAW_LIMIT ? 20 * 1024 * 1024 : 120 * 1024 * 1024;
  SimRawEnd        end = sim_raw_read (raw, limit, c->end == SIM_RAW_QUIET ? 100 : SIM_PATIENCE_MS);
  g_autofree char *shown = g_strescape ((g_byte_array_append (raw->bytes, (const guint8 *) "", 1),
                                         (char *) raw->bytes->data),
                                        NULL);

  g_test_message ("%s %s: %.200s", c->id, c->variant != NULL ? c->variant : "", shown);
  g_assert_cmpint (end, ==, c->end);
  g_assert_cmpuint (raw->bytes->len, >, c->least);
  if (c->present != NULL)
    g_assert_true (sim_raw_contains (raw, c->present));
  if (c->also != NULL)
    g_assert_true (sim_raw_contains (raw, c->also));
  if (c->absent != NULL)
    g_assert_false (sim_raw_contains (raw, c->absent));
  cue_simulator_forget_limits (fixture->simulator);
}

static void
test_by_header (SimFixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check_case (fixture, &cases[i]);
}

static void
add (const char *path, void (*test) (SimFixture *, gconstpointer))
{
  g_test_add (path, SimFixture, NULL, sim_fixture_set_up, test, sim_fixture_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/simulator/faults/all-are-here", test_all_are_here);
  g_test_add_func ("/simulator/faults/readme", test_readme);
  add ("/simulator/faults/by-header", test_by_header);
  return g_test_run ();
}
