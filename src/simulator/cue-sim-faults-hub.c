// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* Faults of the door events on the way: SB-1 to SB-8, SB-10, SB-15 to SB-18, and the Identity
 * Server. What is wrong inside the events stands in cue-sim-faults-access.c. */

#include "cue-sim-fault.h"
#include "cue-sim-hub-client.h"
#include "cue-sim-identity.h"

#include <string.h>

#define VARIANTS(...) ((const char *const[]){ __VA_ARGS__, NULL })
#define CHUNK_BYTES   (64 * 1024)
#define CODE_NORMAL   1000

/* The upgrade */

static void
bend_unauthorized (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  cue_sim_reply_set_empty (reply, 401);
  if (g_str_equal (variant, "bare"))
    soup_message_headers_remove (reply->headers, "WWW-Authenticate");
  else
    cue_sim_reply_set_header (reply,
                              "WWW-Authenticate",
                              "Bearer error=\"invalid_token\", error_description=\"The token "
                              "expired at '11/20/2026 08:15:30'\"");
}

static void
bend_forbidden (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  cue_sim_reply_set_empty (reply, 403);
  if (g_str_equal (variant, "problem"))
    cue_sim_reply_set_text (reply,
                            "application/problem+json",
                            "{\"type\":\"https://httpstatuses.io/403\",\"title\":\"Forbidden\","
                            "\"status\":403}");
}

static void
bend_outage (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  cue_sim_reply_set_error (reply, (guint) g_ascii_strtoull (variant, NULL, 10), "text");
  if (g_str_equal (variant, "503") && fault->seconds > 0) {
    g_autofree char *text = g_strdup_printf ("%d", (int) fault->seconds);

    cue_sim_reply_set_header (reply, "Retry-After", text);
  }
}

static void
bend_portal (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  if (g_str_equal (variant, "redirect")) {
    g_autofree char *location = g_strconcat (reply->media_url, "/login?next=/v1/hub/", NULL);

    cue_sim_reply_set_empty (reply, 302);
    cue_sim_reply_set_header (reply, "Location", location);
    return;
  }
  cue_sim_reply_set_empty (reply, 200);
  cue_sim_reply_set_text (reply,
                          "text/html; charset=utf-8",
                          "<!doctype html><title>Guest network</title><h1>Welcome</h1>"
                          "<p>Please accept the terms to go online.</p>");
}

static void
bend_token_answer (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  static const struct {
    const char *variant;
    guint       status;
  } errors[] = {
    { "invalid_grant", 400 },       { "invalid_client", 401 },          { "invalid_scope", 400 },
    { "unauthorized_client", 400 }, { "temporarily_unavailable", 503 },
  };

  if (g_strcmp0 (reply->path, CUE_SIM_TOKEN_PATH) != 0)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (errors); i++) {
    if (!g_str_equal (errors[i].variant, variant))
      continue;
    cue_sim_reply_set_error (reply, errors[i].status, "json");
    cue_sim_doc_set_string (reply->doc, "error", variant);
    return;
  }
  if (reply->doc == NULL || cue_sim_doc_get_raw (reply->doc, "access_token") == NULL)
    return;
  if (g_str_equal (variant, "no-token"))
    cue_sim_doc_remove (reply->doc, "access_token");
  else if (g_str_equal (variant, "no-expiry"))
    cue_sim_doc_remove (reply->doc, "expires_in");
  else if (g_str_equal (variant, "expiry-as-text"))
    cue_sim_doc_set_string (reply->doc, "expires_in", "3600");
  else if (g_str_equal (variant, "other-type"))
    cue_sim_doc_set_string (reply->doc, "token_type", "mac");
  else
    cue_sim_doc_set_string (reply->doc, "access_token", "two words\r\nX-Injected: yes");
}

/* The handshake */

static gboolean
push_handshake (CueSimPush *push, CueSimFault *fault, const char *variant)
{
  static const struct {
    const char *variant;
    const char *text; // NULL: nothing is said
  } answers[] = {
    { "error", "{\"error\":\"The site is being moved.\"}" CUE_SIM_SEPARATOR },
    { "markup",
      "{\"error\":\"<b>Sorry</b> & <script>alert(1)</script> \\u202egnp.exe\"}" CUE_SIM_SEPARATOR },
    { "silence", NULL },
    { "typed", "{\"type\":6}" CUE_SIM_SEPARATOR },
    { "not-json", "<html>Welcome</html>" CUE_SIM_SEPARATOR },
    { "close", NULL },
    { "drop", NULL },
  };

  if (push->kind != CUE_SIM_PUSH_HANDSHAKE)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++) {
    if (g_str_equal (answers[i].variant, variant))
      g_string_assign (push->records, answers[i].text != NULL ? answers[i].text : "");
  }
  if (g_str_equal (variant, "drop")) {
    push->end = CUE_SIM_PUSH_DROP;
  } else if (!g_str_equal (variant, "silence") && !g_str_equal (variant, "typed")) {
    push->end = CUE_SIM_PUSH_CLOSE;
    push->close_code = CODE_NORMAL;
  }
  return TRUE;
}

/* Frames */

/* A place inside of a character of more than one byte; the middle when there is none. */
static gsize
find_cut (const GString *text)
{
  for (gsize i = 1; i < text->len; i++) {
    if (((guchar) text->str[i] & 0xc0) == 0x80)
      return i;
  }
  return text->len / 2;
}

static gboolean
push_cut (CueSimPush *push, CueSimFault *fault, const char *variant)
{
  GString *records;
  gsize    cut;

  if (g_str_equal (variant, "together") && push->kind == CUE_SIM_PUSH_HANDSHAKE) {
    push->joined = TRUE;
    return TRUE;
  }
  records = push->kind == CUE_SIM_PUSH_EVENT ? cue_sim_push_get_records (push) : NULL;
  if (records == NULL || g_str_equal (variant, "together"))
    return FALSE;
  if (g_str_equal (variant, "many")) {
    g_string_prepend (records, "{\"type\":6}" CUE_SIM_SEPARATOR);
    g_string_append (records, "{\"type\":6}" CUE_SIM_SEPARATOR);
    return TRUE;
  }
  if (g_str_equal (variant, "split")) {
    /* Two whole messages must each be UTF-8, so this cut is between characters. */
    cut = (gsize) (g_utf8_find_next_char (records->str + records->len / 2, NULL) - records->str);
    cue_sim_push_add_frame (push, CUE_SIM_OPCODE_TEXT, TRUE, records->str, cut);
    cue_sim_push_add_frame (push,
                            CUE_SIM_OPCODE_TEXT,
                            TRUE,
                            records->str + cut,
                            records->len - cut);
    return TRUE;
  }
  cut = find_cut (records);
  cue_sim_push_add_frame (push, CUE_SIM_OPCODE_TEXT, FALSE, records->str, cut);
  if (g_str_equal (variant, "bytes")) {
    gsize end = MIN (cut + 16, records->len);

    for (; cut < end; cut++)
      cue_sim_push_add_frame (push, CUE_SIM_OPCODE_CONTINUATION, FALSE, records->str + cut, 1);
  }
  cue_sim_push_add_frame (push,
                          CUE_SIM_OPCODE_CONTINUATION,
                          TRUE,
                          records->str + cut,
                          records->len - cut);
  return TRUE;
}

static gboolean
push_endless (CueSimPush *push, CueSimFault *fault, const char *variant)
{
  gsize            bytes = (gsize) fault->bytes;
  gsize            chunk = g_str_equal (variant, "one") ? bytes : CHUNK_BYTES;
  g_autofree char *text = NULL;

  if (push->kind != CUE_SIM_PUSH_EVENT)
    return FALSE;
  text = g_strnfill (chunk, 'a');
  for (gsize sent = 0; sent < bytes; sent += chunk)
    cue_sim_push_add_frame (push,
                            sent > 0 && g_str_equal (variant, "fragments")
                              ? CUE_SIM_OPCODE_CONTINUATION
                              : CUE_SIM_OPCODE_TEXT,
                            !g_str_equal (variant, "fragments"),
                            text,
                            MIN (chunk, bytes - sent));
  return TRUE;
}

static gboolean
push_odd_frame (CueSimPush *push, CueSimFault *fault, const char *variant)
{
  GString *records = push->kind == CUE_SIM_PUSH_EVENT ? cue_sim_push_get_records (push) : NULL;

  if (records == NULL)
    return FALSE;
  if (g_str_equal (variant, "binary")) {
    cue_sim_push_add_frame (push, CUE_SIM_OPCODE_BINARY, TRUE, records->str, records->len);
  } else if (g_str_equal (variant, "empty")) {
    cue_sim_push_add_frame (push, CUE_SIM_OPCODE_TEXT, TRUE, "", 0);
    cue_sim_push_add_frame (push, CUE_SIM_OPCODE_TEXT, TRUE, records->str, records->len);
  } else {
    g_string_append (records, CUE_SIM_SEPARATOR);
  }
  return TRUE;
}

static gboolean
push_odd_record (CueSimPush *push, CueSimFault *fault, const char *variant)
{
  static const struct {
    const char *variant;
    const char *before; // the event; nullable
    const char *from;   // nullable
    const char *to;
  } changes[] = {
    { "unknown-type",
      "{\"type\":99,\"weather\":{\"deep\":[1,2,3]}}" CUE_SIM_SEPARATOR,
      NULL,
      NULL },
    { "unknown-target", NULL, "\"ReceiveMessage\"", "\"ReceiveWeather\"" },
    { "case", NULL, "\"ReceiveMessage\"", "\"receiveMessage\"" },
    { "unknown-members", NULL, "{\"type\":1,", "{\"type\":1,\"weather\":null,\"headers\":{}," },
    { "client-result", NULL, "{\"type\":1,", "{\"type\":1,\"invocationId\":\"sim-1\"," },
    { "completion",
      "{\"type\":3,\"invocationId\":\"nobody-waits\",\"result\":1}" CUE_SIM_SEPARATOR,
      NULL,
      NULL },
    { "ack", "{\"type\":8,\"sequenceId\":7}" CUE_SIM_SEPARATOR, NULL, NULL },
    { "no-arguments", NULL, "\"arguments\":", "\"parameters\":" },
    { "type-as-text", NULL, "{\"type\":1,", "{\"type\":\"1\"," },
  };
  GString *records = push->kind == CUE_SIM_PUSH_EVENT ? cue_sim_push_get_records (push) : NULL;

  for (guint i = 0; records != NULL && i < G_N_ELEMENTS (changes); i++) {
    if (!g_str_equal (changes[i].variant, variant))
      continue;
    if (changes[i].before != NULL)
      g_string_prepend (records, changes[i].before);
    if (changes[i].from != NULL)
      g_string_replace (records, changes[i].from, changes[i].to, 1);
  }
  return records != NULL;
}

/* The connection */

static gboolean
push_quiet (CueSimPush *push, CueSimFault *fault, const char *variant)
{
  if (push->kind == CUE_SIM_PUSH_OPENED) {
    push->deaf = g_str_equal (variant, "deaf");
    return push->deaf;
  }
  if (push->kind == CUE_SIM_PUSH_HANDSHAKE ||
      (g_str_equal (variant, "no-pings") && push->kind != CUE_SIM_PUSH_PING))
    return FALSE;
  push->held = TRUE;
  return TRUE;
}

static gboolean
push_goodbye (CueSimPush *push, CueSimFault *fault, const char *variant)
{
  guint code = (guint) g_ascii_strtoull (variant, NULL, 10);

  if (push->kind != CUE_SIM_PUSH_OPENED)
    return FALSE;
  push->end = code == 1006 ? CUE_SIM_PUSH_DROP : CUE_SIM_PUSH_CLOSE;
  push->close_code = code != 0 ? code : CODE_NORMAL;
  push->end_after_us = (gint64) (fault->seconds * G_USEC_PER_SEC);
  if (g_str_equal (variant, "no-reconnect"))
    push->records = g_string_new ("{\"type\":7,\"allowReconnect\":false}" CUE_SIM_SEPARATOR);
  else if (g_str_equal (variant, "error"))
    push->records = g_string_new (
      "{\"type\":7,\"error\":\"Connection closed with an error.\"}" CUE_SIM_SEPARATOR);
  else if (g_str_equal (variant, "reconnect"))
    push->records = g_string_new (CUE_SIM_CLOSE_RECONNECT);
  return TRUE;
}

static gboolean
push_huge (CueSimPush *push, CueSimFault *fault, const char *variant)
{
  g_autofree char *text = NULL;

  if (!g_str_equal (variant, "huge") || push->doc == NULL)
    return FALSE;
  text = g_strnfill ((gsize) fault->bytes, 'x');
  cue_sim_doc_set_string (push->doc, "remark", text);
  return TRUE;
}

const CueSimFaultInfo cue_sim_faults_hub[] = {
  { .id = "SB-1",
    .words = "the hub refuses the token",
    .how = "401 at the upgrade, with WWW-Authenticate or (bare) without",
    .targets = CUE_SIM_TARGET_HUB,
    .variants = VARIANTS ("header", "bare"),
    .bend = bend_unauthorized },
  { .id = "SB-2",
    .words = "the hub forbids the stream",
    .how = "403 at the upgrade; problem: with a body that says no more",
    .targets = CUE_SIM_TARGET_HUB,
    .variants = VARIANTS ("bare", "problem"),
    .bend = bend_forbidden },
  { .id = "SB-3",
    .words = "the hub is out of order",
    .how = "404 (as was seen at an outage), 502, or 503 with Retry-After: `seconds`",
    .targets = CUE_SIM_TARGET_HUB,
    .variants = VARIANTS ("404", "502", "503"),
    .seconds = 5,
    .bend = bend_outage },
  { .id = "SB-4",
    .words = "something else answers the upgrade",
    .how = "200 with HTML, or 302 to a page on another origin",
    .targets = CUE_SIM_TARGET_HUB,
    .variants = VARIANTS ("html", "redirect"),
    .bend = bend_portal },
  { .id = "SB-5",
    .words = "the handshake fails",
    .how = "an error in words, one with markup, no answer at all, a message in its place, HTML, or "
           "the end of the connection",
    .targets = CUE_SIM_TARGET_HUB,
    .variants = VARIANTS ("error", "markup", "silence", "typed", "not-json", "close", "drop"),
    .push = push_handshake },
  { .id = "SB-6",
    .words = "records do not keep to frames",
    .how = "together: handshake and first event in one; many: several records in one; split: a "
           "record in two messages; fragments, bytes: continuation frames, cut inside a character "
           "where there is one",
    .targets = CUE_SIM_TARGET_HUB,
    .variants = VARIANTS ("together", "many", "split", "fragments", "bytes"),
    .push = push_cut },
  { .id = "SB-7",
    .words = "a record without an end",
    .how = "`bytes` without a separator: as messages of 64 KiB, as one, or as one that is never "
           "finished",
    .targets = CUE_SIM_TARGET_HUB,
    .variants = VARIANTS ("messages", "one", "fragments"),
    .bytes = 2 * 1024 * 1024,
    .push = push_endless },
  { .id = "SB-8",
    .words = "frames that should not be",
    .how = "the event in a binary frame, an empty frame before it, or two separators after it",
    .targets = CUE_SIM_TARGET_HUB,
    .variants = VARIANTS ("binary", "empty", "two-separators"),
    .push = push_odd_frame },
  { .id = "SB-10",
    .words = "messages nobody knows",
    .how = "before the event, or in its place; client-result: the hub wants an answer",
    .targets = CUE_SIM_TARGET_HUB,
    .variants = VARIANTS ("unknown-type",
                          "unknown-target",
                          "case",
                          "unknown-members",
                          "client-result",
                          "completion",
                          "ack",
                          "no-arguments",
                          "type-as-text"),
    .push = push_odd_record },
  { .id = "SB-15",
    .words = "the connection is half open",
    .how = "nothing is sent any more; no-pings: only events; deaf: nothing is read either",
    .targets = CUE_SIM_TARGET_HUB,
    .variants = VARIANTS ("silence", "no-pings", "deaf"),
    .effect = CUE_SIM_EFFECT_HUB_SHAKE,
    .push = push_quiet },
  { .id = "SB-16",
    .words = "the hub ends the connection",
    .how =
      "connections that are there at once, new ones after `seconds`: 1006 without a goodbye, "
      "a close with that code, or a Close message that says not to come back, to come back, or "
      "that there was an error",
    .targets = CUE_SIM_TARGET_HUB,
    .variants = VARIANTS ("1006",
                          "1000",
                          "1001",
                          "1011",
                          "1012",
                          "1013",
                          "no-reconnect",
                          "reconnect",
                          "error"),
    .seconds = 1,
    .effect = CUE_SIM_EFFECT_HUB_SHAKE,
    .push = push_goodbye },
  { .id = "SB-17",
    .words = "the token expires during the connection, and then that ends",
    .how = "every access token handed out until now has expired, every connection ends: without a "
           "goodbye, or with a Close message",
    .targets = CUE_SIM_TARGET_HUB,
    .variants = VARIANTS ("drop", "close"),
    .effect = CUE_SIM_EFFECT_HUB_EXPIRE },
  { .id = "SB-18",
    .words = "more than anybody can read",
    .how =
      "burst: `rate` entries a second to every stream of a site's entries, all of 20 ms in one "
      "message; one-per-frame: each in its own; huge: events of `bytes`",
    .targets = CUE_SIM_TARGET_HUB,
    .variants = VARIANTS ("burst", "one-per-frame", "huge"),
    .bytes = 10e6,
    .rate = 5000,
    .effect = CUE_SIM_EFFECT_HUB_BURST,
    .push = push_huge },
  { .id = "token-refused",
    .words = "the Identity Server gives no usable token",
    .how = "an error of OAuth, or an answer in which something is missing or of another kind",
    .targets = CUE_SIM_TARGET_IDENTITY,
    .variants = VARIANTS ("invalid_grant",
                          "invalid_client",
                          "invalid_scope",
                          "unauthorized_client",
                          "temporarily_unavailable",
                          "no-token",
                          "no-expiry",
                          "expiry-as-text",
                          "other-type",
                          "not-a-token"),
    .bend = bend_token_answer },
  { .id = NULL },
};
