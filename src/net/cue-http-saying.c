// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-http-saying.h"

#include "cue-json.h"
#include "cue-text.h"

/* What an answer says in its body beyond what was asked for. */

#define MAX_SAID_BYTES (64 * 1024)

/**
 * cue_http_response_is_html:
 * @self: a response
 *
 * Whether a web page came, by its first bytes or else by its type: what a proxy, a sign-in page or
 * a parked name sends in place of an API (services reference C-1).
 *
 * Returns: whether it is one
 */
gboolean
cue_http_response_is_html (CueHttpResponse *self)
{
  const char *type = cue_http_response_get_content_type (self);
  gsize       length;
  const char *data = g_bytes_get_data (cue_http_response_get_body (self), &length);

  if (cue_text_looks_like_html (data, (gssize) length))
    return TRUE;
  return length > 0 && type != NULL && g_ascii_strcasecmp (type, "text/html") == 0;
}

/**
 * cue_http_response_parse_small:
 * @self: a response
 *
 * The small JSON that a call may answer with which has nothing to tell.
 *
 * Returns: (transfer full) (nullable): it, or %NULL when there is none
 */
JsonNode *
cue_http_response_parse_small (CueHttpResponse *self)
{
  GBytes *body = cue_http_response_get_body (self);

  if (g_bytes_get_size (body) == 0 || g_bytes_get_size (body) > MAX_SAID_BYTES)
    return NULL;
  return cue_json_parse (body, NULL);
}

static gboolean
says_false (JsonNode *node)
{
  if (!JSON_NODE_HOLDS_VALUE (node))
    return FALSE;
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return !json_node_get_boolean (node);
  return json_node_get_value_type (node) == G_TYPE_STRING &&
         g_ascii_strcasecmp (json_node_get_string (node), "false") == 0;
}

static gboolean
says_error (JsonNode *node)
{
  JsonObject *object;
  JsonNode   *member;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;
  object = json_node_get_object (node);
  member = json_object_get_member (object, "error");
  if (member != NULL && !JSON_NODE_HOLDS_NULL (member) && !says_false (member))
    return TRUE;
  member = json_object_get_member (object, "errors");
  if (member != NULL && JSON_NODE_HOLDS_ARRAY (member) &&
      json_array_get_length (json_node_get_array (member)) > 0)
    return TRUE;
  member = json_object_get_member (object, "success");
  return member != NULL && says_false (member);
}

/**
 * cue_http_response_says_not_done:
 * @self: a response with a status of success
 *
 * Returns: whether its body says that it was none: `false`, also in quotation marks, or an error
 *   (services reference AB-2, C-19)
 */
gboolean
cue_http_response_says_not_done (CueHttpResponse *self)
{
  g_autoptr (JsonNode) node = cue_http_response_parse_small (self);

  return node != NULL && (says_false (node) || says_error (node));
}
