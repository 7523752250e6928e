// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* Faults common to all HTTP answers, in status and headers: C-1 to C-3, C-8 to C-10, C-13, C-21 to
 * C-23, C-25. */

#include "cue-sim-fault.h"

#define VARIANTS(...) ((const char *const[]){ __VA_ARGS__, NULL })

#define ERROR_PAGE                                                                          \
  "<!DOCTYPE html>\n<html>\n<head><title>%u %s &mdash; Edge &lt;nginx&gt;</title></head>\n" \
  "<body bgcolor=\"white\">\n<center><h1>%u %s</h1></center>\n<hr><center>nginx</center>\n" \
  "<script>document.title = 'Changed'</script>\n</body>\n</html>\n"

static guint
to_status (const char *variant)
{
  return (guint) g_ascii_strtoull (variant, NULL, 10);
}

static void
bend_error_page (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  gboolean         as_json = g_str_equal (variant, "as-json");
  g_autofree char *page = NULL;

  reply->status = as_json ? 502 : to_status (variant);
  reply->settle = CUE_SIM_SETTLE_NOT_DONE;
  page = g_strdup_printf (ERROR_PAGE,
                          reply->status,
                          cue_sim_reply_get_reason (reply),
                          reply->status,
                          cue_sim_reply_get_reason (reply));
  cue_sim_reply_set_text (reply, as_json ? "application/json" : "text/html", page);
}

static char *
format_http_date (gint64 wall_us)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (wall_us / G_USEC_PER_SEC);

  return soup_date_time_to_string (time, SOUP_DATE_HTTP);
}

static void
bend_retry_after (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  gint64           span_us = (gint64) (fault->seconds * G_USEC_PER_SEC);
  g_autofree char *value = NULL;

  if (g_str_equal (variant, "seconds"))
    value = g_strdup_printf ("%d", (int) fault->seconds);
  else if (g_str_equal (variant, "date"))
    value = format_http_date (reply->wall_us + span_us);
  else if (g_str_equal (variant, "past"))
    value = format_http_date (reply->wall_us - span_us);
  else if (g_str_equal (variant, "negative"))
    value = g_strdup ("-10");
  else if (g_str_equal (variant, "decimal"))
    value = g_strdup ("2.5");
  else if (g_str_equal (variant, "garbage"))
    value = g_strdup ("soon, please");
  else if (g_str_equal (variant, "day"))
    value = g_strdup ("86400");
  cue_sim_reply_set_error (reply, 429, "json");
  if (value != NULL)
    cue_sim_reply_set_header (reply, "Retry-After", value);
}

static void
bend_server_error (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  cue_sim_reply_set_error (reply, to_status (variant), "json");
  if (g_str_equal (variant, "503-retry-after")) {
    g_autofree char *after = g_strdup_printf ("%d", (int) fault->seconds);

    cue_sim_reply_set_header (reply, "Retry-After", after);
  }
}

static void
bend_refused_token (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  static const struct {
    const char *variant;
    const char *message;
  } texts[] = {
    { "expired", "The token expired" },
    { "not-yet-valid", "The token is not valid yet (nbf)" },
    { "wrong-audience", "The audience of the token is not this service" },
    { "wrong-algorithm", "The algorithm of the token is not allowed" },
    { "no-algorithm", "Tokens with alg none are refused" },
  };

  cue_sim_reply_set_error (reply, 401, "json");
  cue_sim_reply_set_header (reply, "WWW-Authenticate", "Bearer error=\"invalid_token\"");
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    if (g_str_equal (texts[i].variant, variant))
      cue_sim_doc_set_string (reply->doc, "message", texts[i].message);
  }
}

static void
bend_redirect (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  g_autofree char *location = NULL;
  guint            status = to_status (variant);

  if (g_str_equal (variant, "same-origin")) {
    /* Once: the second request is answered as usual. */
    if (g_strcmp0 (reply->query, "redirected") == 0)
      return;
    location = g_strconcat (reply->path, "?redirected", NULL);
  } else if (g_str_equal (variant, "loop")) {
    location = g_strdup (reply->path);
  } else if (g_str_equal (variant, "portal")) {
    location = g_strdup ("http://portal.example.invalid/login");
  } else if (!g_str_equal (variant, "no-location")) {
    /* Another port is another origin, and there is somebody there who would take the token. */
    location = g_strconcat (reply->media_url, reply->path, NULL);
  }
  cue_sim_reply_set_empty (reply, status != 0 ? status : 302);
  if (location != NULL)
    cue_sim_reply_set_header (reply, "Location", location);
}

static void
bend_certificate (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  const char      *raw = reply->doc != NULL ? cue_sim_doc_get_raw (reply->doc, "stateUrl") : NULL;
  g_autofree char *ours = g_strconcat ("\"", reply->base_url, "/", NULL);
  g_autofree char *url = NULL;

  /* Another fault may have put something else there. */
  if (raw == NULL || reply->tls_url == NULL || !g_str_has_prefix (raw, ours))
    return;
  /* The path, without the quote that ends the raw text. */
  url = g_strconcat (reply->tls_url, raw + strlen (ours) - 1, NULL);
  url[strlen (url) - 1] = '\0';
  cue_sim_doc_set_string (reply->doc, "stateUrl", url);
}

static void
bend_empty (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  if (g_str_equal (variant, "empty"))
    cue_sim_reply_set_text (reply, "application/json", "");
  else
    cue_sim_reply_set_empty (reply, to_status (variant));
}

static void
bend_unreachable (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  if (!g_str_equal (variant, "proxy-407"))
    return;
  cue_sim_reply_set_empty (reply, 407);
  cue_sim_reply_set_header (reply, "Proxy-Authenticate", "Basic realm=\"Venue proxy\"");
}

static void
bend_date (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  gint64 span_us = (gint64) (fault->seconds * G_USEC_PER_SEC);

  if (g_str_equal (variant, "ahead"))
    cue_sim_reply_set_date (reply, reply->wall_us + span_us);
  else if (g_str_equal (variant, "behind"))
    cue_sim_reply_set_date (reply, reply->wall_us - span_us);
  else if (g_str_equal (variant, "garbage"))
    cue_sim_reply_set_header (reply, "Date", "yesterday at noon");
  else
    soup_message_headers_remove (reply->headers, "Date");
}

static void
bend_cookies (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  soup_message_headers_append (reply->headers,
                               "Set-Cookie",
                               "session=3f1c9a7e; Path=/; HttpOnly; SameSite=None");
  soup_message_headers_append (reply->headers,
                               "Set-Cookie",
                               "tracker=cue; Domain=example.invalid; Max-Age=31536000");
}

static void
bend_echo (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  g_autofree char *message =
    g_strdup_printf ("Cannot verify %s with key %s for "
                     "https://user:%s@service.example.invalid/?access_token=%s",
                     reply->authorization != NULL ? reply->authorization : "no token",
                     reply->secret,
                     reply->secret,
                     reply->secret);

  cue_sim_reply_set_error (reply, g_str_equal (variant, "401") ? 401 : 500, "json");
  cue_sim_doc_set_string (reply->doc, "error", message);
}

const CueSimFaultInfo cue_sim_faults_http[] = {
  { .id = "C-1",
    .words = "an error page in HTML",
    .how = "any status; as-json: 502, and called application/json",
    .targets = CUE_SIM_TARGET_STATE,
    .variants = VARIANTS ("502", "500", "503", "403", "404", "200", "as-json"),
    .bend = bend_error_page },
  { .id = "C-2",
    .words = "429 with every kind of Retry-After",
    .how = "seconds, date: `seconds` ahead; past: a date behind; or nothing that makes sense",
    .targets = CUE_SIM_TARGET_STATE,
    .variants =
      VARIANTS ("seconds", "date", "absent", "negative", "decimal", "garbage", "past", "day"),
    .seconds = 10,
    .bend = bend_retry_after },
  { .id = "C-3",
    .words = "the server fails",
    .how = "a status from 500 on; 503-retry-after: with Retry-After: `seconds`",
    .targets = CUE_SIM_TARGET_STATE,
    .variants = VARIANTS ("503", "500", "502", "504", "503-retry-after"),
    .seconds = 3,
    .bend = bend_server_error },
  { .id = "C-8",
    .words = "a token is refused, with a reason",
    .how = "401 with the reason in the body",
    .targets = CUE_SIM_TARGET_STATE_URL,
    .variants =
      VARIANTS ("expired", "not-yet-valid", "wrong-audience", "wrong-algorithm", "no-algorithm"),
    .bend = bend_refused_token },
  { .id = "C-9",
    .words = "redirects",
    .how = "a status with Location on another origin (the port of the stream), a portal, itself "
           "(loop), or none; same-origin: once, then as usual",
    .targets = CUE_SIM_TARGET_STATE_URL,
    .variants =
      VARIANTS ("302", "301", "303", "307", "308", "portal", "loop", "no-location", "same-origin"),
    .bend = bend_redirect },
  { .id = "C-10",
    .words = "a certificate that must not be trusted",
    .how = "the state URL handed out leads to a port with TLS and this certificate; for Exchange "
           "and 10Duke the description names that port as tlsBaseUrl",
    .targets = CUE_SIM_TARGET_STATE_URL | CUE_SIM_TARGET_BACKEND,
    .variants = VARIANTS ("self-signed", "expired", "wrong-name"),
    .effect = CUE_SIM_EFFECT_TLS,
    .bend = bend_certificate },
  { .id = "C-13",
    .words = "answers without a body",
    .how = "200 with nothing in it, 204, 205, or 304 though nobody asked on a condition",
    .targets = CUE_SIM_TARGET_STATE,
    .variants = VARIANTS ("empty", "204", "205", "304"),
    .bend = bend_empty },
  { .id = "C-21",
    .words = "the service cannot be reached",
    .how = "its port refuses; proxy-407: as a proxy that wants a password. Names that do not "
           "resolve and routes that do not exist are not the server's to fake",
    .targets = CUE_SIM_TARGET_API,
    .variants = VARIANTS ("refused", "proxy-407"),
    .effect = CUE_SIM_EFFECT_REFUSE,
    .bend = bend_unreachable },
  { .id = "C-22",
    .words = "the Date header is far from the truth",
    .how = "`seconds` ahead or behind, unreadable, or left out",
    .targets = CUE_SIM_TARGET_API,
    .variants = VARIANTS ("ahead", "behind", "garbage", "missing"),
    .seconds = 300,
    .bend = bend_date },
  { .id = "C-23",
    .words = "cookies",
    .how = "two Set-Cookie headers",
    .targets = CUE_SIM_TARGET_API | CUE_SIM_TARGET_STREAM | CUE_SIM_TARGET_ASSET,
    .bend = bend_cookies },
  { .id = "C-25",
    .words = "the server repeats secrets in its error",
    .how = "token and secret in the text",
    .targets = CUE_SIM_TARGET_STATE_URL,
    .variants = VARIANTS ("401", "500"),
    .bend = bend_echo },
  { .id = NULL },
};
