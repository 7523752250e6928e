// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-websocket-error.h"

#include "cue-error.h"
#include "cue-http-error.h"
#include "cue-text.h"

#include <glib/gi18n-lib.h>

#define MAX_SERVER_TEXT_CHARS 300

/**
 * cue_websocket_error_new_timeout:
 * @message: the upgrade
 * @milliseconds: how long was waited
 *
 * Returns: (transfer full): that no answer came
 */
GError *
cue_websocket_error_new_timeout (SoupMessage *message, guint milliseconds)
{
  g_autofree char *seconds = g_strdup_printf ("%g", milliseconds / 1000.0);

  return g_error_new (CUE_ERROR,
                      CUE_ERROR_TIMEOUT,
                      _ ("No answer came from %s within %s seconds."),
                      g_uri_get_host (soup_message_get_uri (message)),
                      seconds);
}

/**
 * cue_websocket_error_new_unread:
 *
 * Returns: (transfer full): that the server leaves what is sent to it
 */
GError *
cue_websocket_error_new_unread (void)
{
  return g_error_new_literal (CUE_ERROR,
                              CUE_ERROR_NETWORK,
                              _ ("The server sends, but does not read what is sent to it."));
}

/* What a server that knows bearer tokens says about the one it refused (RFC 6750, 3). */
static char *
find_challenge_words (SoupMessage *message)
{
  const char *challenge =
    soup_message_headers_get_list (soup_message_get_response_headers (message), "WWW-Authenticate");
  g_autoptr (GHashTable) parameters = NULL;
  const char *words;

  if (challenge == NULL || g_ascii_strncasecmp (challenge, "Bearer ", strlen ("Bearer ")) != 0)
    return NULL;
  parameters = soup_header_parse_param_list (challenge + strlen ("Bearer "));
  words = g_hash_table_lookup (parameters, "error_description");
  if (words == NULL)
    words = g_hash_table_lookup (parameters, "error");
  return words != NULL ? cue_text_make_line (words, -1, MAX_SERVER_TEXT_CHARS) : NULL;
}

static GError *
translate_status (SoupMessage *message)
{
  guint            status = soup_message_get_status (message);
  const char      *host = g_uri_get_host (soup_message_get_uri (message));
  const char      *phrase = soup_message_get_reason_phrase (message);
  g_autofree char *reason = cue_text_make_line (phrase != NULL ? phrase : "", -1, 100);
  g_autofree char *challenge = find_challenge_words (message);
  const char      *location =
    soup_message_headers_get_one (soup_message_get_response_headers (message), "Location");

  if (status == SOUP_STATUS_SWITCHING_PROTOCOLS)
    return g_error_new (CUE_ERROR,
                        CUE_ERROR_PROTOCOL,
                        _ ("%s agreed to open a WebSocket (101), but not as the protocol demands."),
                        host);
  if (status >= 300 && status <= 399 && location != NULL) {
    g_autofree char *shown = cue_text_make_line (location, -1, 200);

    return g_error_new (CUE_ERROR,
                        CUE_ERROR_CLIENT,
                        _ ("%s redirects (%u) to “%s”, which is not followed when a WebSocket is "
                           "opened. If this network has a sign-in page, open a web browser."),
                        host,
                        status,
                        shown);
  }
  if (challenge != NULL)
    /* Translators: host, status and its words, what the server says */
    return g_error_new (CUE_ERROR,
                        (gint) cue_http_error_classify_status (status),
                        _ ("%s answered %u %s and opened no WebSocket: “%s”."),
                        host,
                        status,
                        reason,
                        challenge);
  /* Translators: host, status and its words */
  return g_error_new (CUE_ERROR,
                      (gint) cue_http_error_classify_status (status),
                      _ ("%s answered %u %s and opened no WebSocket."),
                      host,
                      status,
                      reason);
}

/**
 * cue_websocket_error_translate:
 * @error: what libsoup or something below said; it has one error for every answer but 101
 * @message: the upgrade
 *
 * Returns: (transfer full): an error of our domain
 */
GError *
cue_websocket_error_translate (const GError *error, SoupMessage *message)
{
  if (error->domain == SOUP_WEBSOCKET_ERROR &&
      soup_message_get_status (message) != SOUP_STATUS_NONE)
    return translate_status (message);
  return cue_http_error_translate (error, message, FALSE);
}

/**
 * cue_websocket_error_classify:
 * @error: what ended an open WebSocket
 *
 * Returns: which end that is
 */
CueWebsocketEnd
cue_websocket_error_classify (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE))
    return CUE_WEBSOCKET_TOO_LARGE;
  if (error->domain != SOUP_WEBSOCKET_ERROR)
    return CUE_WEBSOCKET_LOST;
  /* The code is the close code that libsoup sends. */
  if (error->code == SOUP_WEBSOCKET_CLOSE_TOO_BIG)
    return CUE_WEBSOCKET_TOO_LARGE;
  return CUE_WEBSOCKET_PROTOCOL;
}

/**
 * cue_websocket_error_describe:
 * @error: what ended an open WebSocket
 * @end: what kind of end that is
 * @limit: bytes of the largest message that is accepted
 *
 * Returns: (transfer full): a sentence for people
 */
char *
cue_websocket_error_describe (const GError *error, CueWebsocketEnd end, guint64 limit)
{
  g_autofree char *size = NULL;

  switch (end) {
  case CUE_WEBSOCKET_TOO_LARGE:
    size = g_format_size_full (limit, G_FORMAT_SIZE_IEC_UNITS);
    return g_strdup_printf (_ ("A message is larger than the %s that are accepted."), size);
  case CUE_WEBSOCKET_PROTOCOL:
    if (error->code == SOUP_WEBSOCKET_CLOSE_BAD_DATA)
      return g_strdup (_ ("A text message is not UTF-8."));
    return g_strdup (_ ("The server broke the WebSocket protocol."));
  case CUE_WEBSOCKET_CLOSED:
  case CUE_WEBSOCKET_LOST:
  case CUE_WEBSOCKET_LEFT:
  default:
    if (error->domain == CUE_ERROR)
      return g_strdup (error->message);
    return g_strdup_printf (_ ("The connection broke off: %s."), error->message);
  }
}

static const char *
name_code (guint code)
{
  switch (code) {
  case 1001:
    return _ ("it goes away");
  case 1002:
    return _ ("a protocol error");
  case 1003:
    return _ ("data it does not take");
  case 1007:
    return _ ("data it cannot read");
  case 1008:
    return _ ("a rule of its own");
  case 1009:
    return _ ("a message too large for it");
  case 1011:
    return _ ("an error of its own");
  case 1012:
    return _ ("a restart");
  case 1013:
    return _ ("it is overloaded");
  default:
    return NULL;
  }
}

/**
 * cue_websocket_error_describe_close:
 * @code: the close code of the server
 * @data: (nullable): its words
 *
 * Returns: (transfer full): a sentence for people; the codes are those of RFC 6455, 7.4
 */
char *
cue_websocket_error_describe_close (guint code, const char *data)
{
  const char      *name = name_code (code);
  g_autofree char *words = NULL;

  if (data != NULL && *data != '\0')
    words = cue_text_make_line (data, -1, MAX_SERVER_TEXT_CHARS);
  if (words != NULL)
    /* Translators: a number, what the server says */
    return g_strdup_printf (_ ("The server closed the connection (%u): “%s”."), code, words);
  if (name != NULL)
    /* Translators: a number, its meaning such as “a restart” */
    return g_strdup_printf (_ ("The server closed the connection (%u: %s)."), code, name);
  return g_strdup_printf (_ ("The server closed the connection (%u)."), code);
}
