// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* Faults of the Event Engine State API: BB-1 to BB-15. */

#include "cue-sim-fault.h"

#define VARIANTS(...) ((const char *const[]){ __VA_ARGS__, NULL })

static const char *const url_variants[] = { "missing", "null",    "relative",    "http",
                                            "scheme",  "spaces",  "long",        "number",
                                            "empty",   "private", "credentials", NULL };

static void
bend_state_url (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  static const struct {
    const char *variant;
    const char *raw;
  } texts[] = {
    { "null", "null" },
    { "relative", "\"/event-engine/state/elsewhere\"" },
    { "http", "\"http://state.example.invalid/s/1/state.json\"" },
    { "scheme", "\"ftp://state.example.invalid/s/1/state.json\"" },
    { "spaces", "\"https://state.example.invalid/s/1/my state.json\"" },
    { "number", "42" },
    { "empty", "\"\"" },
    { "private", "\"http://10.20.30.40/state.json\"" },
    { "credentials", "\"https://user:password@state.example.invalid/state.json\"" },
  };

  if (reply->doc == NULL || cue_sim_doc_get_raw (reply->doc, "stateUrl") == NULL)
    return;
  if (g_str_equal (variant, "missing"))
    cue_sim_doc_remove (reply->doc, "stateUrl");
  if (g_str_equal (variant, "long")) {
    g_autofree char *path = g_strnfill (10 * 1024, 'a');
    g_autofree char *url = g_strconcat (reply->base_url, "/event-engine/state/", path, NULL);

    cue_sim_doc_set_string (reply->doc, "stateUrl", url);
  }
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    if (g_str_equal (texts[i].variant, variant))
      cue_sim_doc_set_raw (reply->doc, "stateUrl", texts[i].raw);
  }
}

static void
bend_token_refused (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  cue_sim_reply_set_error (reply, 401, "json");
  if (g_str_equal (variant, "wrong-algorithm"))
    cue_sim_doc_set_string (reply->doc, "message", "Expected a token signed with HS256");
  if (g_str_equal (variant, "clock-skew"))
    cue_sim_reply_set_date (reply, reply->wall_us + (gint64) (fault->seconds * G_USEC_PER_SEC));
}

static void
bend_wait_answer (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  g_autofree char *after = g_strdup_printf ("%d", (int) fault->seconds);

  cue_sim_reply_set_error (reply, (guint) g_ascii_strtoull (variant, NULL, 10), "json");
  cue_sim_reply_set_header (reply, "Retry-After", after);
}

static void
bend_dead_url (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  guint status = (guint) g_ascii_strtoull (variant, NULL, 10);

  if (!reply->url_is_dead && !fault->always && !fault->is_single)
    return;
  if (g_str_equal (variant, "in-flight")) {
    reply->delay_us = (gint64) (fault->seconds * G_USEC_PER_SEC);
    status = 401;
  }
  cue_sim_reply_set_error (reply, status, "json");
}

static void
bend_player_state (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  static const struct {
    const char *variant;
    const char *raw;
  } texts[] = {
    { "unknown", "\"rehearsal\"" },
    { "case", "\"LIVE\"" },
    { "null", "null" },
    { "number", "3" },
    { "empty", "\"\"" },
    { "padded", "\" live \"" },
    { "object", "{\"id\":\"live\"}" },
  };

  if (reply->doc == NULL)
    return;
  if (g_str_equal (variant, "missing"))
    cue_sim_doc_remove (reply->doc, "playerState");
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    if (g_str_equal (texts[i].variant, variant))
      cue_sim_doc_set_raw (reply->doc, "playerState", texts[i].raw);
  }
}

/* A countdown to bend, also when the event has none at the moment. */
static CueSimDoc *
take_countdown (CueSimReply *reply)
{
  CueSimDoc *countdown = cue_sim_doc_get_child (reply->doc, "countdown");

  if (countdown != NULL)
    return countdown;
  cue_sim_doc_remove (reply->doc, "countdown");
  countdown = cue_sim_doc_add_child (reply->doc, "countdown");
  cue_sim_doc_set_bool (countdown, "visible", TRUE);
  cue_sim_doc_set_int (countdown,
                       "end",
                       (reply->wall_us + 600 * G_USEC_PER_SEC) / reply->time_unit_us);
  cue_sim_doc_set_int (countdown, "serverTime", reply->wall_us / reply->time_unit_us);
  return countdown;
}

static void
bend_countdown (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  static const struct {
    const char *variant;
    const char *member;
    const char *raw;
  } texts[] = {
    { "end-string", "end", "\"1795165200\"" },
    { "end-words", "end", "\"at noon\"" },
    { "end-float", "end", "1795165200.75" },
    { "end-ms", "end", "1795165200000" },
    { "end-zero", "end", "0" },
    { "end-negative", "end", "-1" },
    { "end-year-9999", "end", "253402300799" },
    { "end-huge", "end", "9223372036854775807" },
    { "end-exponent", "end", "1e300" },
    { "end-null", "end", "null" },
    { "server-time-string", "serverTime", "\"1795164000\"" },
    { "server-time-zero", "serverTime", "0" },
  };
  CueSimDoc *countdown;

  if (reply->doc == NULL)
    return;
  if (g_str_equal (variant, "missing")) {
    cue_sim_doc_remove (reply->doc, "countdown");
    return;
  }
  if (g_str_equal (variant, "null") || g_str_equal (variant, "array") ||
      g_str_equal (variant, "text")) {
    cue_sim_doc_set_raw (reply->doc,
                         "countdown",
                         g_str_equal (variant, "null")    ? "null"
                         : g_str_equal (variant, "array") ? "[]"
                                                          : "\"10:00\"");
    return;
  }
  countdown = take_countdown (reply);
  if (g_str_equal (variant, "end-missing"))
    cue_sim_doc_remove (countdown, "end");
  if (g_str_equal (variant, "server-time-missing"))
    cue_sim_doc_remove (countdown, "serverTime");
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    if (g_str_equal (texts[i].variant, variant))
      cue_sim_doc_set_raw (countdown, texts[i].member, texts[i].raw);
  }
}

/* A cache in between keeps handing out the answer it has. */
static void
bend_stuck_cache (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  CueSimDoc *countdown;

  if (reply->doc == NULL)
    return;
  countdown = take_countdown (reply);
  if (fault->memory == NULL)
    fault->memory =
      fault->is_single
        ? g_strdup_printf ("%" G_GINT64_FORMAT,
                           (reply->wall_us - 600 * G_USEC_PER_SEC) / reply->time_unit_us)
        : g_strdup (cue_sim_doc_get_raw (countdown, "serverTime"));
  cue_sim_doc_set_raw (countdown, "serverTime", fault->memory);
  if (g_str_equal (variant, "age"))
    cue_sim_reply_set_header (reply, "Age", "4000");
}

static void
bend_visible (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  const char *raw = g_str_equal (variant, "text-false")  ? "\"false\""
                    : g_str_equal (variant, "text-true") ? "\"true\""
                    : g_str_equal (variant, "zero")      ? "0"
                    : g_str_equal (variant, "one")       ? "1"
                                                         : "null";

  if (reply->doc != NULL)
    cue_sim_doc_set_raw (take_countdown (reply), "visible", raw);
}

static void
bend_custom_text (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  CueSimDoc *assets;

  if (reply->doc == NULL)
    return;
  assets = cue_sim_doc_get_child (reply->doc, "assets");
  if (assets == NULL)
    assets = reply->doc;
  if (g_str_equal (variant, "string")) {
    cue_sim_doc_set_raw (assets, "customText", "\"The keynote starts soon\"");
  } else if (g_str_equal (variant, "nested")) {
    cue_sim_doc_set_raw (assets, "customText", "[[\"The keynote\"],[[\"starts\"],\"soon\"]]");
  } else if (g_str_equal (variant, "markup")) {
    cue_sim_doc_set_raw (assets,
                         "customText",
                         "[\"<b>The keynote</b> & more\",\"<span size='999999'>soon</span>\","
                         "\"</i> &#0; %s %n\"]");
  } else if (g_str_equal (variant, "mixed")) {
    cue_sim_doc_set_raw (assets, "customText", "[\"The keynote\",7,null,true,{}]");
  } else if (g_str_equal (variant, "null")) {
    cue_sim_doc_set_raw (assets, "customText", "null");
  } else {
    g_autoptr (GString) lines = g_string_new ("[\"line\"");

    for (guint i = 0; i < 10000; i++)
      g_string_append (lines, ",\"line\"");
    g_string_append_c (lines, ']');
    cue_sim_doc_set_raw (assets, "customText", lines->str);
  }
}

static void
bend_manifest (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  g_autofree char *url = NULL;

  if (reply->doc == NULL)
    return;
  if (g_str_equal (variant, "query"))
    url = g_strdup_printf ("%s/hls/live/ts/master.m3u8?token=%u", reply->media_url, fault->hits);
  else
    url = g_strdup_printf ("%s/hls/live/%s/master.m3u8",
                           reply->media_url,
                           fault->hits % 2 == 0 ? "ts" : "fmp4");
  cue_sim_doc_set_string (reply->doc, "playerManifest", url);
}

static void
bend_nothing_new (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  if (g_str_equal (variant, "truncated")) {
    g_autoptr (GBytes) body = cue_sim_reply_take_body (reply);
    g_autoptr (GBytes) half = g_bytes_new_from_bytes (body, 0, g_bytes_get_size (body) / 2);

    cue_sim_reply_set_body (reply, half);
  } else if (g_str_equal (variant, "empty")) {
    cue_sim_reply_set_text (reply, "application/json", "");
  } else {
    cue_sim_reply_set_empty (reply, (guint) g_ascii_strtoull (variant, NULL, 10));
  }
}

static void
bend_late (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  reply->delay_us = (gint64) (fault->seconds * G_USEC_PER_SEC);
}

static void
bend_asset_urls (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  static const struct {
    const char *variant;
    const char *raw;
  } texts[] = {
    { "data", "\"data:image/png;base64,iVBORw0KGgo=\"" },
    { "file", "\"file:///etc/passwd\"" },
    { "javascript", "\"javascript:alert(1)\"" },
    { "relative", "\"../../assets/custom-bg.jpg\"" },
    { "number", "916" },
  };

  if (reply->doc == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    if (g_str_equal (texts[i].variant, variant)) {
      cue_sim_doc_replace_suffix (reply->doc, "916", texts[i].raw);
      cue_sim_doc_replace_suffix (reply->doc, "logoImg", texts[i].raw);
    }
  }
}

static void
bend_sign_in_page (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  reply->settle = CUE_SIM_SETTLE_NOT_DONE;
  reply->status = 200;
  cue_sim_reply_set_text (reply,
                          g_str_equal (variant, "html") ? "text/html; charset=utf-8"
                                                        : "application/json",
                          "<!DOCTYPE html>\n<html><head><title>Sign in to Venue Guest Wi-Fi"
                          "</title></head>\n<body><form action=\"/login\" method=\"post\">"
                          "<input name=\"room\"><button>Connect</button></form></body></html>\n");
}

static void
shift_time (CueSimDoc *countdown, const char *name, gint64 shift)
{
  const char *raw = cue_sim_doc_get_raw (countdown, name);

  if (raw != NULL)
    cue_sim_doc_set_int (countdown, name, g_ascii_strtoll (raw, NULL, 10) + shift);
}

/* All that the server says about time is wrong by the same span, so a countdown stays right. */
static void
bend_server_clock (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  double     seconds = g_str_equal (variant, "ahead") ? fault->seconds : -fault->seconds;
  gint64     shift_us = (gint64) (seconds * G_USEC_PER_SEC);
  CueSimDoc *countdown = reply->doc != NULL ? cue_sim_doc_get_child (reply->doc, "countdown")
                                            : NULL;

  cue_sim_reply_set_date (reply, reply->wall_us + shift_us);
  if (countdown != NULL) {
    shift_time (countdown, "end", shift_us / reply->time_unit_us);
    shift_time (countdown, "serverTime", shift_us / reply->time_unit_us);
  }
}

const CueSimFaultInfo cue_sim_faults_engine[] = {
  { .id = "BB-1",
    .words = "getStateURL gives no usable state URL",
    .how = "the member stateUrl is left out or replaced",
    .targets = CUE_SIM_TARGET_STATE_URL | CUE_SIM_TARGET_BACKEND,
    .variants = url_variants,
    .bend = bend_state_url },
  { .id = "BB-2",
    .words = "getStateURL refuses the token",
    .how = "401; clock-skew: with a Date header that is `seconds` ahead",
    .targets = CUE_SIM_TARGET_STATE_URL,
    .variants = VARIANTS ("wrong-secret", "wrong-algorithm", "clock-skew"),
    .seconds = 120,
    .bend = bend_token_refused },
  { .id = "BB-3",
    .words = "getStateURL asks to wait",
    .how = "429 or 503 with Retry-After: `seconds`",
    .targets = CUE_SIM_TARGET_STATE_URL | CUE_SIM_TARGET_BACKEND,
    .variants = VARIANTS ("429", "503"),
    .seconds = 10,
    .bend = bend_wait_answer },
  { .id = "BB-4",
    .words = "the state URL dies",
    .how = "every URL handed out until now answers with this status; new ones work, unless "
           "`always`; in-flight: the answer that says so takes `seconds`",
    .targets = CUE_SIM_TARGET_STATE,
    .variants = VARIANTS ("401", "400", "403", "404", "410", "in-flight"),
    .seconds = 1,
    .effect = CUE_SIM_EFFECT_KILL_URLS,
    .bend = bend_dead_url },
  { .id = "BB-5",
    .words = "playerState is not one of the six",
    .how = "the member is replaced or left out",
    .targets = CUE_SIM_TARGET_STATE,
    .variants =
      VARIANTS ("unknown", "case", "null", "number", "missing", "empty", "padded", "object"),
    .bend = bend_player_state },
  { .id = "BB-6",
    .words = "the countdown cannot be read",
    .how = "the object or its times are replaced or left out",
    .targets = CUE_SIM_TARGET_STATE,
    .variants = VARIANTS ("missing",
                          "null",
                          "array",
                          "text",
                          "end-missing",
                          "end-null",
                          "end-string",
                          "end-words",
                          "end-float",
                          "end-ms",
                          "end-zero",
                          "end-negative",
                          "end-year-9999",
                          "end-huge",
                          "end-exponent",
                          "server-time-missing",
                          "server-time-string",
                          "server-time-zero"),
    .bend = bend_countdown },
  { .id = "BB-7",
    .words = "a cache in between keeps an old answer",
    .how = "serverTime stands still; age: with the header Age: 4000",
    .targets = CUE_SIM_TARGET_STATE,
    .variants = VARIANTS ("stuck", "age"),
    .bend = bend_stuck_cache },
  { .id = "BB-8",
    .words = "countdown.visible is not a boolean",
    .how = "the member is replaced",
    .targets = CUE_SIM_TARGET_STATE,
    .variants = VARIANTS ("text-false", "text-true", "zero", "one", "null"),
    .bend = bend_visible },
  { .id = "BB-9",
    .words = "customText is not a list of plain texts",
    .how = "the member is replaced; many: 10,001 lines",
    .targets = CUE_SIM_TARGET_STATE,
    .variants = VARIANTS ("string", "nested", "markup", "mixed", "null", "many"),
    .bend = bend_custom_text },
  { .id = "BB-10",
    .words = "the manifest changes with each poll",
    .how = "query: only the query of the URL; path: TS and fMP4 in turn",
    .targets = CUE_SIM_TARGET_STATE,
    .variants = VARIANTS ("query", "path"),
    .bend = bend_manifest },
  { .id = "BB-11",
    .words = "the answer has no state in it",
    .how = "304 or 204, an empty body, or half of the JSON with its own Content-Length",
    .targets = CUE_SIM_TARGET_STATE,
    .variants = VARIANTS ("304", "204", "empty", "truncated"),
    .bend = bend_nothing_new },
  { .id = "BB-12",
    .words = "the answer takes longer than the poll interval",
    .how = "sent after `seconds`",
    .targets = CUE_SIM_TARGET_STATE,
    .seconds = 7,
    .bend = bend_late },
  { .id = "BB-13",
    .words = "asset URLs that must not be fetched",
    .how = "every asset URL is replaced",
    .targets = CUE_SIM_TARGET_STATE,
    .variants = VARIANTS ("data", "file", "javascript", "relative", "number"),
    .bend = bend_asset_urls },
  { .id = "BB-14",
    .words = "more than an hour has passed, as after a laptop's sleep",
    .how = "every URL handed out until now is dead; the sleep itself is the client's",
    .targets = CUE_SIM_TARGET_STATE,
    .effect = CUE_SIM_EFFECT_KILL_URLS },
  { .id = "BB-15",
    .words = "the sign-in page of a network answers in place of the service",
    .how = "200 with HTML; as-json: called application/json",
    .targets = CUE_SIM_TARGET_API,
    .variants = VARIANTS ("html", "as-json"),
    .bend = bend_sign_in_page },
  { .id = "server-clock",
    .words = "the server's clock differs from this computer's",
    .how = "serverTime, end and the Date header are `seconds` ahead or behind",
    .targets = CUE_SIM_TARGET_API,
    .variants = VARIANTS ("ahead", "behind"),
    .seconds = 5,
    .bend = bend_server_clock },
  { .id = NULL },
};
