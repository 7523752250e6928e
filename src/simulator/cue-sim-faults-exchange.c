// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* Faults of Exchange in status and body: AB-1 to AB-3 and AB-12 to AB-17. */

#include "cue-sim-fault.h"

#define VARIANTS(...) ((const char *const[]){ __VA_ARGS__, NULL })

#define POSTS_AND_PUTS                                                                      \
  (CUE_SIM_TARGET_PUBLISH | CUE_SIM_TARGET_REGISTER | CUE_SIM_TARGET_PUBLISHER_ATTRIBUTES | \
   CUE_SIM_TARGET_SUBSCRIBER_ATTRIBUTES | CUE_SIM_TARGET_NOTIFICATION)

#define PAGE                                                                          \
  "<!DOCTYPE html>\n<html><head><title>413 Request Entity Too Large</title></head>\n" \
  "<body><center><h1>413 Request Entity Too Large</h1></center><hr>nginx</body></html>\n"

#define LONG_MESSAGE 100000

static void
send_json (CueSimReply *reply, guint status, const char *text)
{
  cue_sim_reply_set_empty (reply, status);
  cue_sim_reply_set_text (reply, "application/json", text);
}

static void
send_error (CueSimReply *reply, guint status, const char *message)
{
  cue_sim_reply_set_empty (reply, status);
  reply->doc = cue_sim_doc_new ();
  cue_sim_doc_set_int (reply->doc, "code", status);
  cue_sim_doc_set_string (reply->doc, "message", message);
  cue_sim_reply_set_header (reply, "Content-Type", "application/json");
}

static void
bend_success (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  if (g_str_equal (variant, "empty")) {
    cue_sim_reply_set_empty (reply, 200);
  } else if (g_str_equal (variant, "202") || g_str_equal (variant, "204")) {
    cue_sim_reply_set_empty (reply, (guint) g_ascii_strtoull (variant, NULL, 10));
  } else if (g_str_equal (variant, "true")) {
    send_json (reply, 200, "true");
  } else if (g_str_equal (variant, "object")) {
    send_json (reply, 200, "{}");
  } else if (g_str_equal (variant, "text")) {
    cue_sim_reply_set_empty (reply, 200);
    cue_sim_reply_set_text (reply, "text/plain", "OK");
  } else {
    cue_sim_reply_set_empty (reply, 200);
    cue_sim_reply_set_text (reply,
                            "text/html; charset=utf-8",
                            "<!DOCTYPE html>\n<html><head><title>Venue Wi-Fi</title></head>"
                            "<body>Welcome</body></html>\n");
    reply->settle = CUE_SIM_SETTLE_NOT_DONE;
  }
}

static void
bend_false (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  send_json (reply, 200, g_str_equal (variant, "false") ? "false" : "\"false\"");
  reply->settle = CUE_SIM_SETTLE_NOT_DONE;
}

static void
bend_error (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
#define WORDS "events[0].code: this endpoint has not registered the event type."
  static const struct {
    const char *variant;
    const char *type;
    const char *body;
  } bodies[] = {
    { "message", "application/json", "{\"message\":\"" WORDS "\"}" },
    { "error", "application/json", "{\"error\":\"" WORDS "\"}" },
    { "error-object", "application/json", "{\"error\":{\"code\":17,\"message\":\"" WORDS "\"}}" },
    { "errors",
      "application/json",
      "{\"errors\":[{\"message\":\"" WORDS "\"},{\"message\":\"channel is required.\"}]}" },
    { "error-texts", "application/json", "{\"errors\":[\"" WORDS "\",\"channel is required.\"]}" },
    { "number", "application/json", "400" },
    { "text", "text/plain; charset=utf-8", WORDS },
    { "html",
      "text/html; charset=utf-8",
      "<!DOCTYPE html>\n<html><head><title>400 Bad Request</title></head><body><h1>400</h1>"
      "<script>alert(1)</script></body></html>\n" },
  };

  cue_sim_reply_set_empty (reply, 400);
  if (g_str_equal (variant, "long")) {
    g_autofree char *filling = g_strnfill (LONG_MESSAGE, 'x');
    g_autofree char *message = g_strconcat ("<b>Not</b> valid: ", filling, NULL);

    send_error (reply, 400, message);
  }
  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++) {
    if (g_str_equal (bodies[i].variant, variant))
      cue_sim_reply_set_text (reply, bodies[i].type, bodies[i].body);
  }
}

/* What is asked for is done or not, and nobody says so. */
static void
bend_unknown (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  reply->settle = g_str_has_suffix (variant, "lost") ? CUE_SIM_SETTLE_NOT_DONE
                                                     : CUE_SIM_SETTLE_DONE;
  reply->script = cue_sim_script_new ();
  if (!g_str_has_prefix (variant, "cut"))
    cue_sim_script_set_end (reply->script, CUE_SIM_END_HOLD);
}

static void
bend_refused (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  if (g_str_equal (variant, "401")) {
    send_error (reply, 401, "The authentication key was revoked.");
    cue_sim_reply_set_header (reply, "WWW-Authenticate", "Bearer");
  } else {
    send_error (reply, 403, "Not authorized: the endpoint does not have this role.");
  }
}

static void
bend_misspelt (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  static const char right[] = "/v1/eventtype";
  const char       *rest = g_str_has_prefix (reply->path, right) ? reply->path + strlen (right)
                                                                 : "/subscribed";
  g_autofree char  *message =
    g_strdup_printf ("No resource at %s%s. Known are: /v1/eventype%s", right, rest, rest);

  if (g_str_equal (variant, "json")) {
    send_error (reply, 404, message);
  } else {
    cue_sim_reply_set_empty (reply, 404);
    cue_sim_reply_set_text (reply, "text/plain; charset=utf-8", message);
  }
}

static void
bend_method (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  send_error (reply, 405, "The method is not allowed here.");
  if (g_str_equal (variant, "put"))
    cue_sim_reply_set_header (reply, "Allow", "PUT");
  else if (g_str_equal (variant, "post"))
    cue_sim_reply_set_header (reply, "Allow", "POST");
}

static void
bend_too_large (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  if (g_str_equal (variant, "json")) {
    send_error (reply, 413, "The request is too large.");
    return;
  }
  cue_sim_reply_set_empty (reply, 413);
  if (g_str_equal (variant, "html"))
    cue_sim_reply_set_text (reply, "text/html", PAGE);
}

static void
bend_rate (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  static const struct {
    const char *variant;
    const char *value;
  } values[] = { { "negative", "-10" },
                 { "999999", "999999" },
                 { "garbage", "after the keynote" } };

  send_error (reply, 429, "Too many requests.");
  if (g_str_equal (variant, "seconds")) {
    g_autofree char *value = g_strdup_printf ("%d", (int) fault->seconds);

    cue_sim_reply_set_header (reply, "Retry-After", value);
  } else if (g_str_equal (variant, "date")) {
    gint64 then_s = reply->wall_us / G_USEC_PER_SEC + (gint64) fault->seconds;
    g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (then_s);
    g_autofree char *value = soup_date_time_to_string (time, SOUP_DATE_HTTP);

    cue_sim_reply_set_header (reply, "Retry-After", value);
  }
  for (guint i = 0; i < G_N_ELEMENTS (values); i++) {
    if (g_str_equal (values[i].variant, variant))
      cue_sim_reply_set_header (reply, "Retry-After", values[i].value);
  }
}

const CueSimFaultInfo cue_sim_faults_exchange[] = {
  { .id = "AB-1",
    .words = "a success that says something else each time",
    .how = "200 with nothing, true, {} or OK, 202, 204; html: a page, and nothing is done",
    .targets = POSTS_AND_PUTS,
    .variants = VARIANTS ("empty", "202", "204", "true", "object", "text", "html"),
    .bend = bend_success },
  { .id = "AB-2",
    .words = "the event type is not removed",
    .how = "200 with false, or with the text false",
    .targets = CUE_SIM_TARGET_DELETE_EVENT_TYPE,
    .variants = VARIANTS ("false", "text-false"),
    .bend = bend_false },
  { .id = "AB-3",
    .words = "errors in every form",
    .how = "400 with a message in {message}, {error}, {error: {}}, {errors: []}, as text or in "
           "HTML, a bare number, or 100,000 characters",
    .targets = CUE_SIM_TARGET_ACOUSTIC,
    .variants = VARIANTS ("message",
                          "error",
                          "error-object",
                          "errors",
                          "error-texts",
                          "number",
                          "text",
                          "html",
                          "long"),
    .bend = bend_error },
  { .id = "AB-12",
    .words = "nobody knows whether it was done",
    .how = "no answer, until the client goes (taken, lost), or the end of the connection (cut-…); "
           "it is done (…taken) or not (…lost)",
    .targets = CUE_SIM_TARGET_PUBLISH,
    .variants = VARIANTS ("taken", "lost", "cut-taken", "cut-lost"),
    .bend = bend_unknown },
  { .id = "AB-13",
    .words = "the key is refused",
    .how = "401: it was revoked; 403: the endpoint has another role",
    .targets = CUE_SIM_TARGET_ACOUSTIC,
    .variants = VARIANTS ("401", "403"),
    .bend = bend_refused },
  { .id = "AB-14",
    .words = "the service has the misspelling of its page",
    .how = "404 with a message that names /v1/eventype, as JSON or as text",
    .targets = CUE_SIM_TARGET_EVENT_TYPES | CUE_SIM_TARGET_SUBSCRIBED | CUE_SIM_TARGET_PRODUCER |
               CUE_SIM_TARGET_CONSUMER,
    .variants = VARIANTS ("json", "text"),
    .bend = bend_misspelt },
  { .id = "AB-15",
    .words = "the method is not allowed",
    .how = "405 with Allow: PUT, with Allow: POST, or without",
    .targets = CUE_SIM_TARGET_PUBLISHER_ATTRIBUTES | CUE_SIM_TARGET_SUBSCRIBER_ATTRIBUTES,
    .variants = VARIANTS ("put", "post", "no-allow"),
    .bend = bend_method },
  { .id = "AB-16",
    .words = "the publication is too large",
    .how = "413 in JSON, in HTML, or without a body",
    .targets = CUE_SIM_TARGET_PUBLISH,
    .variants = VARIANTS ("json", "html", "bare"),
    .bend = bend_too_large },
  { .id = "AB-17",
    .words = "Exchange asks to wait",
    .how = "429 with Retry-After: `seconds`, a date so far ahead, 999999, or nothing that makes "
           "sense",
    .targets = CUE_SIM_TARGET_ACOUSTIC,
    .variants = VARIANTS ("seconds", "date", "missing", "negative", "999999", "garbage"),
    .seconds = 10,
    .bend = bend_rate },
  { .id = NULL },
};
