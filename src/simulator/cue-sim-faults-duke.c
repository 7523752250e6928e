// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* Faults of 10Duke in status and bytes: TB-9 to TB-14 and TB-16 to TB-18. */

#include "cue-sim-duke-huge.h"
#include "cue-sim-fault.h"

#define VARIANTS(...) ((const char *const[]){ __VA_ARGS__, NULL })

#define DEEP_LEVELS  10000
#define LONG_BYTES   (1024 * 1024)
#define WIDE_ITEMS   100000
#define MANY_MEMBERS 5000

#define PARKING                                                                      \
  "<!DOCTYPE html>\n<html><head><title>This domain may be for sale</title></head>\n" \
  "<body><h1>dmeo.events.example</h1><p>Buy it now!</p></body></html>\n"

static void
send_json (CueSimReply *reply, guint status, const char *text)
{
  cue_sim_reply_set_empty (reply, status);
  cue_sim_reply_set_text (reply, "application/json", text);
}

static void
send_error (CueSimReply *reply, guint status, const char *word, const char *words)
{
  cue_sim_reply_set_empty (reply, status);
  reply->doc = cue_sim_doc_new ();
  cue_sim_doc_set_string (reply->doc, "error", word);
  cue_sim_doc_set_string (reply->doc, "errorDescription", words);
  cue_sim_doc_set_raw (reply->doc, "errorUri", "null");
  cue_sim_reply_set_header (reply, "Content-Type", "application/json");
}

static void
send_page (CueSimReply *reply, guint status, const char *title)
{
  g_autofree char *page = g_strdup_printf ("<!DOCTYPE html>\n<html><head><title>%s</title></head>"
                                           "<body><h1>%s</h1></body></html>\n",
                                           title,
                                           title);

  cue_sim_reply_set_empty (reply, status);
  cue_sim_reply_set_text (reply, "text/html; charset=utf-8", page);
}

static void
bend_skew (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  gint64   span_us = (gint64) (fault->seconds * G_USEC_PER_SEC);
  gboolean is_behind = g_str_equal (variant, "behind");

  send_error (reply,
              401,
              "unauthorized",
              is_behind ? "The token was issued in the future." : "The token has expired.");
  cue_sim_reply_set_header (reply, "WWW-Authenticate", "Bearer error=\"invalid_token\"");
  if (g_str_equal (variant, "ahead"))
    cue_sim_reply_set_date (reply, reply->wall_us + span_us);
  else if (is_behind)
    cue_sim_reply_set_date (reply, reply->wall_us - span_us);
  else if (g_str_equal (variant, "no-date"))
    soup_message_headers_remove (reply->headers, "Date");
}

static void
bend_forbidden (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  if (g_str_equal (variant, "json"))
    send_error (reply, 403, "forbidden", "The token allows another-feed; this needs *.");
  else if (g_str_equal (variant, "html"))
    send_page (reply, 403, "403 Forbidden");
  else
    cue_sim_reply_set_empty (reply, 403);
}

static void
bend_unknown (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  if (g_str_equal (variant, "404"))
    send_error (reply, 404, "notFound", "There is no feed of that id.");
  else if (g_str_equal (variant, "404-html"))
    send_page (reply, 404, "404 Not Found");
  else if (g_str_equal (variant, "404-bare"))
    cue_sim_reply_set_empty (reply, 404);
  else
    send_json (reply,
               200,
               "{\"uri\":\"my-app-events\",\"count\":0,\"objects\":["
               "{\"instruction\":\"older\",\"url\":\"my-app-events?before=1792000000000000000\","
               "\"count\":0},{\"instruction\":\"newer\","
               "\"url\":\"my-app-events?after=1792000000000000000\",\"count\":0}]}");
}

static void
bend_success (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  if (reply->status / 100 != 2)
    return;
  if (g_str_equal (variant, "true")) {
    send_json (reply, 200, "true");
  } else if (g_str_equal (variant, "object")) {
    send_json (reply, 200, "{\"accepted\":1,\"ids\":[\"0f4f3c5e\"]}");
  } else if (g_str_equal (variant, "text")) {
    cue_sim_reply_set_empty (reply, 200);
    cue_sim_reply_set_text (reply, "text/plain", "OK");
  } else if (g_str_equal (variant, "html")) {
    send_page (reply, 200, "Venue Wi-Fi");
    reply->settle = CUE_SIM_SETTLE_NOT_DONE;
  } else if (g_str_equal (variant, "201")) {
    cue_sim_reply_set_empty (reply, 201);
    cue_sim_reply_set_header (reply, "Location", "/get/my-app-events");
  } else {
    cue_sim_reply_set_empty (reply, (guint) g_ascii_strtoull (variant, NULL, 10));
  }
}

static void
bend_refused (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  if (g_str_equal (variant, "400")) {
    send_error (reply, 400, "invalidRequest", "Signature could not be verified for tenant");
  } else if (g_str_equal (variant, "400-text")) {
    cue_sim_reply_set_empty (reply, 400);
    cue_sim_reply_set_text (reply, "text/plain", "JWS signature is invalid");
  } else if (g_str_equal (variant, "401")) {
    send_error (reply, 401, "unauthorized", "No public key is configured for the tenant");
  } else if (g_str_equal (variant, "413")) {
    send_error (reply, 413, "tooLarge", "The request is too large.");
  } else if (g_str_equal (variant, "413-html")) {
    send_page (reply, 413, "413 Request Entity Too Large");
  } else {
    send_error (reply, 415, "unsupportedMediaType", "Content-Type must be application/jose.");
  }
}

/* What is sent is taken or not, and nobody says so. */
static void
bend_silence (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  reply->settle = g_str_has_suffix (variant, "lost") ? CUE_SIM_SETTLE_NOT_DONE
                                                     : CUE_SIM_SETTLE_DONE;
  reply->script = cue_sim_script_new ();
  if (!g_str_has_prefix (variant, "cut"))
    cue_sim_script_set_end (reply->script, CUE_SIM_END_HOLD);
}

static void
append_times (GString *text, const char *part, guint times)
{
  for (guint i = 0; i < times; i++)
    g_string_append (text, part);
}

/* Returns: (transfer full): what `data` of one event is */
static char *
make_data (const char *variant)
{
  g_autoptr (GString) text = g_string_new ("{\"extra\":");

  if (g_str_equal (variant, "deep")) {
    append_times (text, "[", DEEP_LEVELS);
    append_times (text, "]", DEEP_LEVELS);
  } else if (g_str_equal (variant, "deep-objects")) {
    append_times (text, "{\"a\":", DEEP_LEVELS);
    g_string_append_c (text, '1');
    append_times (text, "}", DEEP_LEVELS);
  } else if (g_str_equal (variant, "long-text")) {
    g_string_append_c (text, '"');
    append_times (text, "x", LONG_BYTES);
    g_string_append_c (text, '"');
  } else if (g_str_equal (variant, "wide")) {
    g_string_append (text, "[0");
    append_times (text, ",0", WIDE_ITEMS - 1);
    g_string_append_c (text, ']');
  } else {
    g_string_append_c (text, '0');
    for (guint i = 0; i < MANY_MEMBERS; i++)
      g_string_append_printf (text, ",\"member%u\":%u", i, i);
  }
  g_string_append_c (text, '}');
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
bend_size (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  CueSimDoc       *objects = cue_sim_duke_get_objects (reply);
  guint64          count = g_ascii_strtoull (variant, NULL, 10);
  g_autofree char *data = NULL;
  g_autofree char *event = NULL;

  if (reply->status != 200 || (reply->target & CUE_SIM_TARGET_FEEDS) == 0)
    return;
  if (count > 0) {
    g_autoptr (GBytes) bytes = cue_sim_duke_huge_make (count, reply->wall_us * 1000);

    cue_sim_reply_set_header (reply, "Content-Type", "application/json");
    cue_sim_reply_set_body (reply, bytes);
    return;
  }
  if (objects == NULL)
    return;
  data = make_data (variant);
  event = g_strdup_printf ("{\"eventType\":\"demoCustom\",\"eventId\":\"large\",\"eventReceived\":"
                           "%" G_GINT64_FORMAT ",\"data\":%s}",
                           reply->wall_us * 1000,
                           data);
  cue_sim_doc_insert_raw (objects, cue_sim_doc_get_length (objects) / 2, event);
}

static void
bend_syntax (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  static const struct {
    const char *variant;
    const char *raw; // of a member of the page
  } numbers[] = {
    { "nan", "NaN" },
    { "infinity", "Infinity" },
    { "minus-infinity", "-Infinity" },
    { "leading-zero", "017" },
    { "hexadecimal", "0x11" },
    { "plus", "+1" },
    { "comment", "1/* events */" },
    { "single-quotes", "'1'" },
    { "undefined", "undefined" },
  };
  CueSimDoc *doc = cue_sim_reply_get_object (reply);
  g_autoptr (GBytes) body = NULL;
  g_autofree char *text = NULL;
  g_autofree char *changed = NULL;

  if (doc == NULL || cue_sim_doc_is_list (doc))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++) {
    if (g_str_equal (numbers[i].variant, variant))
      cue_sim_doc_set_raw (doc, "count", numbers[i].raw);
  }
  if (g_str_equal (variant, "bom") || g_str_equal (variant, "utf-16")) {
    cue_sim_reply_recode (reply, variant);
  } else if (g_str_equal (variant, "trailing-comma") || g_str_equal (variant, "two-roots")) {
    body = cue_sim_reply_take_body (reply);
    text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
    if (g_str_equal (variant, "two-roots")) {
      changed = g_strconcat (text, "{}", NULL);
    } else {
      text[strlen (text) - 1] = '\0';
      changed = g_strconcat (text, ",}", NULL);
    }
    cue_sim_reply_set_text (reply, "application/json", changed);
  }
}

static void
bend_host (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  if (g_str_equal (variant, "wrong-name"))
    return;
  cue_sim_reply_set_empty (reply, 200);
  cue_sim_reply_set_text (reply,
                          g_str_equal (variant, "as-json") ? "application/json" : "text/html",
                          PARKING);
  reply->settle = CUE_SIM_SETTLE_NOT_DONE;
}

const CueSimFaultInfo cue_sim_faults_duke[] = {
  { .id = "TB-9",
    .words = "the token is refused because the clocks differ",
    .how = "401, with a Date header that is `seconds` ahead or behind, is right, or is left out",
    .targets = CUE_SIM_TARGET_FEEDS,
    .variants = VARIANTS ("ahead", "behind", "right", "no-date"),
    .seconds = 300,
    .bend = bend_skew },
  { .id = "TB-10",
    .words = "the token is for another feed",
    .how = "403 in JSON, in HTML, or without a body",
    .targets = CUE_SIM_TARGET_FEEDS,
    .variants = VARIANTS ("json", "html", "bare"),
    .bend = bend_forbidden },
  { .id = "TB-11",
    .words = "nobody knows the feed",
    .how = "404 in JSON, in HTML, or without a body; or an empty page",
    .targets = CUE_SIM_TARGET_FEEDS,
    .variants = VARIANTS ("404", "404-html", "404-bare", "200-empty"),
    .bend = bend_unknown },
  { .id = "TB-12",
    .words = "a success that says something else each time",
    .how = "200 with nothing, true, an object or OK, 201, 202, 204; html: a page, and nothing is "
           "done",
    .targets = CUE_SIM_TARGET_PUT,
    .variants = VARIANTS ("200", "201", "202", "204", "true", "object", "text", "html"),
    .bend = bend_success },
  { .id = "TB-13",
    .words = "the events are refused",
    .how = "400 for the signature in JSON or as text, 401 for a key that is not there, 413 in JSON "
           "or HTML, 415",
    .targets = CUE_SIM_TARGET_PUT,
    .variants = VARIANTS ("400", "400-text", "401", "413", "413-html", "415"),
    .bend = bend_refused },
  { .id = "TB-14",
    .words = "nobody knows whether the events were taken",
    .how = "no answer, until the client goes (taken, lost), or the end of the connection (cut-…); "
           "they are there (…taken) or not (…lost)",
    .targets = CUE_SIM_TARGET_PUT,
    .variants = VARIANTS ("taken", "lost", "cut-taken", "cut-lost"),
    .bend = bend_silence },
  { .id = "TB-16",
    .words = "pages of an unreasonable size or shape",
    .how =
      "2,000, 20,000 or 200,000 events; or one more event with data that is 10,000 levels deep, "
      "a text of 1 MiB, a list of 100,000 items, or 5,000 members",
    .targets = CUE_SIM_TARGET_FEEDS,
    .variants =
      VARIANTS ("2000", "20000", "200000", "deep", "deep-objects", "long-text", "wide", "members"),
    .bend = bend_size },
  { .id = "TB-17",
    .words = "almost JSON",
    .how = "the count is replaced by something that JSON does not have; a comma or a second root "
           "behind everything; a byte order mark; UTF-16",
    .targets = CUE_SIM_TARGET_FEEDS,
    .variants = VARIANTS ("nan",
                          "infinity",
                          "minus-infinity",
                          "leading-zero",
                          "hexadecimal",
                          "plus",
                          "comment",
                          "single-quotes",
                          "undefined",
                          "trailing-comma",
                          "two-roots",
                          "bom",
                          "utf-16"),
    .bend = bend_syntax },
  { .id = "TB-18",
    .words = "the name of the tenant is mistyped",
    .how = "the page of somebody who sells names, also called application/json; wrong-name: a port "
           "with TLS and a certificate for another name, named in the description as tlsBaseUrl",
    .targets = CUE_SIM_TARGET_TENDUKE,
    .variants = VARIANTS ("parking", "as-json", "wrong-name"),
    .effect = CUE_SIM_EFFECT_TLS,
    .bend = bend_host },
  { .id = NULL },
};
