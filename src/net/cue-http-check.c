// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-http-response-private.h"

#include "cue-error.h"
#include "cue-http-error.h"
#include "cue-json.h"
#include "cue-text.h"
#include "cue-time.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * Whether an answer may be used: status, type, size, JSON, in this order (design, “Errors”), each
 * with a sentence that says what came and what to do.
 */

#define MAX_SERVER_TEXT_CHARS 500
/* An error message further inside a body is not worth parsing megabytes for. */
#define MAX_ERROR_BODY_BYTES (64 * 1024)
/* Tokens live for 30 to 60 seconds. */
#define SUSPICIOUS_CLOCK_US (20 * (gint64) G_USEC_PER_SEC)

/* ---- what the server says --------------------------------------------------------------------*/

static const char *
peek_string (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_STRING || *json_node_get_string (node) == '\0')
    return NULL;
  return json_node_get_string (node);
}

/* The first of several errors, as text or as an object of its own. */
static const char *
find_first_error (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "errors");
  JsonNode *first;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node) ||
      json_array_get_length (json_node_get_array (node)) == 0)
    return NULL;
  first = json_array_get_element (json_node_get_array (node), 0);
  if (JSON_NODE_HOLDS_OBJECT (first))
    return peek_string (json_node_get_object (first), "message");
  if (JSON_NODE_HOLDS_VALUE (first) && json_node_get_value_type (first) == G_TYPE_STRING)
    return json_node_get_string (first);
  return NULL;
}

/* The sentence in an error object, whose member has a different name with every service. */
static const char *
find_message (JsonObject *object)
{
  static const char *const names[] = {
    "message", "error_description", "errorDescription", "detail",     "title",
    "error",   "developerMessage",  "reason",           "description"
  };
  JsonNode *inner;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    const char *text = peek_string (object, names[i]);

    if (text != NULL)
      return text;
  }
  if (find_first_error (object) != NULL)
    return find_first_error (object);
  inner = json_object_get_member (object, "error");
  if (inner != NULL && JSON_NODE_HOLDS_OBJECT (inner)) {
    for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
      const char *text = peek_string (json_node_get_object (inner), names[i]);

      if (text != NULL)
        return text;
    }
  }
  return NULL;
}

static char *
make_presentable (CueHttpResponse *self, const char *text, gssize length)
{
  g_autofree char *line = cue_text_make_line (text, length, MAX_SERVER_TEXT_CHARS * 8);
  g_autofree char *safe = NULL;

  g_strstrip (line);
  safe = cue_http_response_redact (self, line);
  return cue_text_make_line (safe, -1, MAX_SERVER_TEXT_CHARS);
}

/* What the body says in a line, fit to be shown: an HTML title, an error message, or plain text. */
static char *
find_server_text (CueHttpResponse *self)
{
  gsize       length;
  const char *data = g_bytes_get_data (cue_http_response_get_body (self), &length);
  const char *type = cue_http_response_get_content_type (self);
  g_autoptr (GBytes) start = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (length == 0)
    return NULL;
  if (cue_text_looks_like_html (data, (gssize) length)) {
    g_autofree char *title = cue_text_first_sentence_of_html (data, (gssize) length);

    return title != NULL ? make_presentable (self, title, -1) : NULL;
  }
  if (length <= MAX_ERROR_BODY_BYTES)
    node = cue_json_parse (cue_http_response_get_body (self), NULL);
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node)) {
    const char *message = find_message (json_node_get_object (node));

    if (message != NULL)
      return make_presentable (self, message, -1);
  }
  if (type != NULL && !g_str_has_prefix (type, "text/") && node == NULL)
    return NULL;
  return make_presentable (self, data, (gssize) MIN (length, MAX_ERROR_BODY_BYTES));
}

/* "Not Found", "not found." and "404 – Not Found" are the same to a reader. */
static char *
reduce (const char *text)
{
  GString *kept = g_string_new (NULL);

  for (; *text != '\0'; text = g_utf8_next_char (text)) {
    gunichar c = g_utf8_get_char (text);

    if (g_unichar_isalpha (c))
      g_string_append_unichar (kept, g_unichar_tolower (c));
  }
  return g_string_free (kept, FALSE);
}

/* Many servers write the name of the status into the body again. */
static gboolean
repeats_status (CueHttpResponse *self, const char *text)
{
  guint            status = cue_http_response_get_status (self);
  g_autofree char *number = g_strdup_printf ("%u", status);
  g_autofree char *said = NULL;
  g_autofree char *shown = make_presentable (self, cue_http_response_get_reason (self), -1);
  g_autofree char *reason = reduce (shown);
  g_autofree char *usual = reduce (soup_status_get_phrase (status));

  /* Another number is news. */
  for (const char *c = text; *c != '\0'; c++) {
    if (!g_ascii_isdigit (*c))
      continue;
    if (!g_str_has_prefix (c, number) || g_ascii_isdigit (c[strlen (number)]))
      return FALSE;
    c += strlen (number) - 1;
  }
  said = reduce (text);
  return *said == '\0' ? strstr (text, number) != NULL
                       : g_str_equal (said, reason) || g_str_equal (said, usual);
}

/**
 * cue_http_response_dup_server_text:
 * @self: a response
 *
 * Returns: (transfer full) (nullable): what the body says about itself in one line: the message of
 *   an error object, the title of a web page, or plain text; visible, without secrets, at most 500
 *   characters; %NULL when it says nothing beyond the name of the status
 */
char *
cue_http_response_dup_server_text (CueHttpResponse *self)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (CUE_IS_HTTP_RESPONSE (self), NULL);

  text = find_server_text (self);
  if (text == NULL || *text == '\0' || repeats_status (self, text))
    return NULL;
  return g_steal_pointer (&text);
}

/* ---- status ----------------------------------------------------------------------------------*/

static const char *
advise_status (guint status, gboolean authorized)
{
  switch (status) {
  case SOUP_STATUS_BAD_REQUEST:
    return _ ("The service does not understand the request.");
  case SOUP_STATUS_UNAUTHORIZED:
    return authorized ? _ ("Check the client ID, the service ID and the secret.")
                      : _ ("It wants a sign-in, so this address is not open to everybody.");
  case SOUP_STATUS_FORBIDDEN:
    return authorized ? _ ("The credentials are known, but not allowed to do this.")
                      : _ ("It does not give this to everybody.");
  case SOUP_STATUS_NOT_FOUND:
  case SOUP_STATUS_GONE:
    return _ ("There is nothing at this address; check the URL.");
  case SOUP_STATUS_PROXY_UNAUTHORIZED:
    return _ ("The proxy of this network wants a sign-in first.");
  case SOUP_STATUS_NOT_MODIFIED:
    return _ ("It says that nothing changed, though it was not asked so.");
  case 429:
    return _ ("It is asked too often; the next request waits.");
  case SOUP_STATUS_BAD_GATEWAY:
  case SOUP_STATUS_SERVICE_UNAVAILABLE:
  case SOUP_STATUS_GATEWAY_TIMEOUT:
    return _ ("It is overloaded or down; it is tried again later.");
  default:
    if (status >= 500)
      return _ ("The fault is on the side of the service.");
    if (status >= 300 && status < 400)
      return _ ("It points elsewhere without a way that may be followed.");
    return _ ("The request is refused.");
  }
}

/* A token that lives a minute is refused when the two clocks are further apart. */
static char *
describe_clocks (CueHttpResponse *self)
{
  gint64           difference = cue_http_response_get_date_difference_us (self);
  g_autofree char *words = NULL;

  if (cue_http_response_get_status (self) != SOUP_STATUS_UNAUTHORIZED ||
      difference == CUE_TIME_INVALID || ABS (difference) < SUSPICIOUS_CLOCK_US)
    return g_strdup ("");
  words = cue_time_format_duration (ABS (difference), CUE_DURATION_WORDS);
  if (difference > 0)
    return g_strdup_printf (_ (" This computer's clock is %s ahead of the server's; a token that "
                               "lives a minute is then refused."),
                            words);
  return g_strdup_printf (_ (" This computer's clock is %s behind the server's; a token that lives "
                             "a minute is then refused."),
                          words);
}

static char *
describe_status (CueHttpResponse *self)
{
  const char      *reason = cue_http_response_get_reason (self);
  g_autofree char *shown = make_presentable (self, reason, -1);

  if (*shown == '\0')
    return g_strdup_printf ("%u", cue_http_response_get_status (self));
  return g_strdup_printf ("%u %s", cue_http_response_get_status (self), shown);
}

/**
 * cue_http_response_check_status:
 * @self: a response
 * @error: by status: %CUE_ERROR_AUTH, %CUE_ERROR_FORBIDDEN, %CUE_ERROR_RATE_LIMITED,
 *   %CUE_ERROR_CLIENT, %CUE_ERROR_SERVER, or for others %CUE_ERROR_PROTOCOL and %CUE_ERROR_NETWORK
 *   (407)
 *
 * The message names the status, what the server says about it (visible, at most 500 characters,
 * without secrets) and what can be done.
 *
 * Returns: whether the status is one of success (2xx)
 */
gboolean
cue_http_response_check_status (CueHttpResponse *self, GError **error)
{
  guint            status;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  g_autofree char *clocks = NULL;

  g_return_val_if_fail (CUE_IS_HTTP_RESPONSE (self), FALSE);

  status = cue_http_response_get_status (self);
  if (status >= 200 && status <= 299)
    return TRUE;

  name = describe_status (self);
  text = cue_http_response_dup_server_text (self);
  clocks = describe_clocks (self);
  if (text != NULL) {
    /* Translators: status, what the server says, what can be done, and perhaps another sentence
     * that begins with a blank */
    g_set_error (error,
                 CUE_ERROR,
                 (gint) cue_http_error_classify_status (status),
                 _ ("The service answered %s: “%s”. %s%s"),
                 name,
                 text,
                 advise_status (status, cue_http_response_get_authorized (self)),
                 clocks);
  } else {
    g_set_error (error,
                 CUE_ERROR,
                 (gint) cue_http_error_classify_status (status),
                 _ ("The service answered %s. %s%s"),
                 name,
                 advise_status (status, cue_http_response_get_authorized (self)),
                 clocks);
  }
  return FALSE;
}

/* ---- type and JSON ---------------------------------------------------------------------------*/

static gboolean
refuse_html (CueHttpResponse *self, const char *data, gsize length, GError **error)
{
  g_autofree char *title = find_server_text (self);
  const char      *shown = title != NULL ? title : _ ("a page without a title");

  if (cue_text_looks_like_sign_in (data, (gssize) length))
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_PROTOCOL,
                 _ ("The answer is a web page (“%s”) and not JSON. It looks like a sign-in page: "
                    "open a web browser to sign in to this network, or check the URL."),
                 shown);
  else
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_PROTOCOL,
                 _ ("The answer is a web page (“%s”) and not JSON. A proxy or the wrong URL may be "
                    "the cause."),
                 shown);
  return FALSE;
}

/* Object stores serve JSON as text/plain or without a type, so these are let through to the strict
 * scan; what is plainly something else is not. */
static gboolean
check_type (CueHttpResponse *self, GError **error)
{
  static const char *const others[] = { "image/", "video/", "audio/", "font/", "multipart/" };
  const char              *type = cue_http_response_get_content_type (self);
  gsize                    length;
  const char              *data = g_bytes_get_data (cue_http_response_get_body (self), &length);

  if (cue_text_looks_like_html (data, (gssize) length))
    return refuse_html (self, data, length, error);
  for (gsize i = 0; type != NULL && i < G_N_ELEMENTS (others); i++) {
    g_autofree char *shown = NULL;

    if (!g_str_has_prefix (type, others[i]))
      continue;
    shown = cue_text_make_line (type, -1, 60);
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_PROTOCOL,
                 _ ("The answer is of type %s and not JSON; check the URL."),
                 shown);
    return FALSE;
  }
  if (length >= 2 && (guchar) data[0] == 0x1f && (guchar) data[1] == 0x8b) {
    g_set_error_literal (error,
                         CUE_ERROR,
                         CUE_ERROR_PROTOCOL,
                         _ ("The answer is compressed, but its header does not say so."));
    return FALSE;
  }
  return TRUE;
}

static gboolean
check_filled (CueHttpResponse *self, GError **error)
{
  gsize       length;
  const char *data = g_bytes_get_data (cue_http_response_get_body (self), &length);

  for (gsize i = 0; i < length; i++) {
    if (!g_ascii_isspace (data[i]))
      return TRUE;
  }
  g_set_error (error,
               CUE_ERROR,
               CUE_ERROR_PROTOCOL,
               _ ("The answer is empty (status %u); JSON was expected."),
               cue_http_response_get_status (self));
  return FALSE;
}

/* {"error": …} with a status of success. */
static gboolean
check_no_error (CueHttpResponse *self, JsonNode *node, GError **error)
{
  JsonObject      *object;
  JsonNode        *member;
  const char      *message;
  g_autofree char *shown = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return TRUE;
  object = json_node_get_object (node);
  member = json_object_get_member (object, "error");
  if (member == NULL || (!JSON_NODE_HOLDS_OBJECT (member) && peek_string (object, "error") == NULL))
    return TRUE;

  message = find_message (object);
  shown = message != NULL ? make_presentable (self, message, -1) : g_strdup (_ ("no details"));
  g_set_error (error,
               CUE_ERROR,
               CUE_ERROR_SERVER,
               _ ("The service answered with success (%u) but reports an error: “%s”."),
               cue_http_response_get_status (self),
               shown);
  return FALSE;
}

/**
 * cue_http_response_get_json:
 * @self: a response
 * @error: see [method@HttpResponse.get_json_full]
 *
 * As [method@HttpResponse.get_json_full] without diagnostics.
 *
 * Returns: (transfer full): the value
 */
JsonNode *
cue_http_response_get_json (CueHttpResponse *self, GError **error)
{
  return cue_http_response_get_json_full (self, NULL, error);
}

/**
 * cue_http_response_get_json_full:
 * @self: a response
 * @diagnostics: (nullable) (element-type CueDiagnostic): what is valid but suspicious
 * @error: what [method@HttpResponse.check_status] gives, or %CUE_ERROR_PROTOCOL for HTML, another
 *   type, nothing at all or no JSON, %CUE_ERROR_TOO_LARGE beyond the limits of [func@json_parse],
 *   %CUE_ERROR_SERVER for an error reported under a status of success
 *
 * The body as JSON, after everything that can be wrong with it was looked at.
 *
 * Returns: (transfer full): the value; its shape is the caller's to check
 */
JsonNode *
cue_http_response_get_json_full (CueHttpResponse *self, GPtrArray *diagnostics, GError **error)
{
  g_autoptr (JsonNode) node = NULL;

  g_return_val_if_fail (CUE_IS_HTTP_RESPONSE (self), NULL);

  if (!cue_http_response_check_status (self, error) || !check_type (self, error) ||
      !check_filled (self, error))
    return NULL;
  node = cue_json_parse_full (cue_http_response_get_body (self), diagnostics, error);
  if (node == NULL || !check_no_error (self, node, error))
    return NULL;
  return g_steal_pointer (&node);
}
