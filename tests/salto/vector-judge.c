// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "vector-private.h"

#include <string.h>

/*
 * Whether what came of a case is what it expects.
 */

JsonObject *
vector_get_object (JsonObject *object, const char *name)
{
  return json_object_has_member (object, name) ? json_object_get_object_member (object, name)
                                               : NULL;
}

gint64
vector_get_number (JsonObject *object, const char *name, gint64 usual)
{
  return object != NULL ? json_object_get_int_member_with_default (object, name, usual) : usual;
}

const char *
vector_get_text (JsonObject *object, const char *name)
{
  return json_object_get_string_member_with_default (object, name, NULL);
}

static void blame (Vector *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
blame (Vector *self, const char *format, ...)
{
  va_list arguments;

  if (self->faults->len > 0)
    g_string_append (self->faults, "; ");
  va_start (arguments, format);
  g_string_append_vprintf (self->faults, format, arguments);
  va_end (arguments);
}

static gboolean
says (const char *text, const char *words)
{
  g_autofree char *low_text = g_ascii_strdown (text != NULL ? text : "", -1);
  g_autofree char *low_words = g_ascii_strdown (words, -1);

  return strstr (low_text, low_words) != NULL;
}

const char *
vector_get_end (Vector *self)
{
  if (self->start == NULL)
    return "hangs";
  if (g_str_equal (self->start, "fail"))
    return "closed";
  if (cue_signalr_connection_get_state (self->connection) == CUE_SIGNALR_CONNECTED)
    return self->reconnected ? "reconnected" : "connected";
  return self->close_error != NULL ? "closed-error" : "closed";
}

static gboolean
equals_array (JsonArray *a, JsonArray *b)
{
  g_autoptr (JsonNode) first = json_node_alloc ();
  g_autoptr (JsonNode) second = json_node_alloc ();

  json_node_init_array (first, a);
  json_node_init_array (second, b);
  return json_node_equal (first, second);
}

static void
judge_delivered (Vector *self, JsonObject *expect)
{
  guint n = json_array_get_length (self->delivered);

  if (json_object_has_member (expect, "delivered") &&
      !equals_array (json_object_get_array_member (expect, "delivered"), self->delivered))
    blame (self, "delivered %u others", n);
  if (json_object_has_member (expect, "delivered_any_of")) {
    JsonArray *any = json_object_get_array_member (expect, "delivered_any_of");
    gboolean   found = FALSE;

    for (guint i = 0; i < json_array_get_length (any); i++)
      found |= equals_array (json_array_get_array_element (any, i), self->delivered);
    if (!found)
      blame (self, "delivered %u others", n);
  }
  if (json_object_has_member (expect, "delivered_last") &&
      (n == 0 || g_strcmp0 (json_array_get_string_element (self->delivered, n - 1),
                            vector_get_text (expect, "delivered_last")) != 0))
    blame (self, "delivered another one last");
  if (vector_get_number (expect, "delivered_count", n) != n)
    blame (self, "delivered %u", n);
  if (json_object_has_member (expect, "delivered_lengths")) {
    JsonArray *lengths = json_object_get_array_member (expect, "delivered_lengths");

    if (json_array_get_length (lengths) != n)
      blame (self, "delivered %u", n);
    for (guint i = 0; i < MIN (n, json_array_get_length (lengths)); i++) {
      gsize length = strlen (json_array_get_string_element (self->delivered, i));

      if ((gint64) length != json_array_get_int_element (lengths, i))
        blame (self, "delivered %zu bytes", length);
    }
  }
}

static void
judge_end (Vector *self, JsonObject *expect)
{
  const char *end = vector_get_end (self);
  gboolean    found = FALSE;

  if (!g_str_equal (vector_get_text (expect, "start"), self->start != NULL ? self->start : "hangs"))
    blame (self, "start %s", self->start);
  if (json_object_has_member (expect, "start_error_contains") &&
      !says (self->start_error, vector_get_text (expect, "start_error_contains")))
    blame (self, "start error: %s", self->start_error);
  if (vector_get_number (expect, "http_status", self->http_status) != self->http_status)
    blame (self, "http status %u", self->http_status);
  if (json_object_has_member (expect, "end") && !g_str_equal (vector_get_text (expect, "end"), end))
    blame (self, "end %s", end);
  if (json_object_has_member (expect, "end_any_of")) {
    JsonArray *any = json_object_get_array_member (expect, "end_any_of");

    for (guint i = 0; i < json_array_get_length (any); i++)
      found |= g_str_equal (json_array_get_string_element (any, i), end);
    if (!found)
      blame (self, "end %s", end);
  }
  if (json_object_has_member (expect, "error_contains") &&
      !says (self->close_error, vector_get_text (expect, "error_contains")))
    blame (self, "close error: %s", self->close_error);
  if (json_object_has_member (expect, "error_contains_any")) {
    JsonArray *any = json_object_get_array_member (expect, "error_contains_any");

    found = FALSE;
    for (guint i = 0; i < json_array_get_length (any); i++)
      found |= says (self->close_error, json_array_get_string_element (any, i));
    if (!found)
      blame (self, "close error: %s", self->close_error);
  }
  if (json_object_has_member (expect, "reconnecting_error_contains") &&
      !says (self->reconnecting_error, vector_get_text (expect, "reconnecting_error_contains")))
    blame (self, "reconnecting error: %s", self->reconnecting_error);
}

static JsonObject *
parse (const char *text)
{
  g_autoptr (JsonNode) node = json_from_string (text, NULL);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_dup_object (node)
                                                       : json_object_new ();
}

/* Whether all members of one are in the other. */
static gboolean
is_part (JsonObject *part, JsonObject *whole)
{
  g_autoptr (GList) names = json_object_get_members (part);

  for (GList *link = names; link != NULL; link = link->next) {
    if (!json_object_has_member (whole, link->data) ||
        !json_node_equal (json_object_get_member (part, link->data),
                          json_object_get_member (whole, link->data)))
      return FALSE;
  }
  return TRUE;
}

static void
judge_sent (Vector *self, JsonObject *expect)
{
  g_auto (GStrv) messages = hub_server_get_messages (self->server);
  g_autoptr (GPtrArray) sent = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  g_autoptr (GString) ids = g_string_new (NULL);
  guint       handshakes = 0;
  guint       pings = 0;
  gboolean    answered = FALSE;
  const char *wanted = vector_get_text (expect, "sent_completion_error_for");

  for (gsize i = 0; messages[i] != NULL; i++) {
    JsonObject *message = parse (messages[i]);
    gint64      type = vector_get_number (message, "type", 0);

    if (json_object_has_member (message, "protocol")) {
      JsonObject *request = vector_get_object (expect, "handshake_request");

      if (handshakes++ == 0 && request != NULL &&
          !(is_part (request, message) && is_part (message, request)))
        blame (self, "handshake %s", messages[i]);
      json_object_unref (message);
      continue;
    }
    if (type == 6) {
      pings++;
      json_object_unref (message);
      continue;
    }
    if (type == 3) {
      g_string_append_printf (ids, "%s\n", vector_get_text (message, "invocationId"));
      answered |= g_strcmp0 (vector_get_text (message, "invocationId"), wanted) == 0 &&
                  vector_get_text (message, "error") != NULL &&
                  !json_object_has_member (message, "result");
    }
    g_ptr_array_add (sent, message);
  }
  if (vector_get_number (expect, "handshake_requests", handshakes) != handshakes)
    blame (self, "%u handshakes", handshakes);
  if (vector_get_number (expect, "pings_at_least", 0) > pings)
    blame (self, "%u pings", pings);
  if (wanted != NULL && !answered)
    blame (self, "no completion");
  if (json_object_has_member (expect, "sent")) {
    JsonArray *list = json_object_get_array_member (expect, "sent");

    if (json_array_get_length (list) != sent->len)
      blame (self, "sent %u messages", sent->len);
    for (guint i = 0; i < MIN (sent->len, json_array_get_length (list)); i++) {
      if (!is_part (json_array_get_object_element (list, i), sent->pdata[i]))
        blame (self, "sent another message %u", i);
    }
  }
  if (json_object_has_member (expect, "sent_ids")) {
    JsonArray *list = json_object_get_array_member (expect, "sent_ids");
    g_autoptr (GString) all = g_string_new (NULL);

    for (guint i = 0; i < json_array_get_length (list); i++)
      g_string_append_printf (all, "%s\n", json_array_get_string_element (list, i));
    if (!g_string_equal (all, ids))
      blame (self, "sent ids %s", ids->str);
  }
}

static void
judge_request (Vector *self, guint index, JsonObject *wanted)
{
  g_autofree char *head = hub_server_get_request (self->server, index);
  g_auto (GStrv) line = NULL;
  g_auto (GStrv) target = NULL;
  const char *query;
  JsonObject *values = vector_get_object (wanted, "query");
  g_autoptr (GHashTable) parameters = NULL;
  g_autofree char *authorization = NULL;

  if (head == NULL) {
    blame (self, "no request %u", index);
    return;
  }
  line = g_strsplit (head, " ", 3);
  target = g_strsplit (line[1], "?", 2);
  query = target[1] != NULL ? target[1] : "";
  parameters = g_uri_parse_params (query, -1, "&", G_URI_PARAMS_NONE, NULL);
  if (json_object_has_member (wanted, "method") &&
      !g_str_equal (vector_get_text (wanted, "method"), line[0]))
    blame (self, "method %s", line[0]);
  if (json_object_has_member (wanted, "path") &&
      !g_str_equal (vector_get_text (wanted, "path"), target[0]))
    blame (self, "path %s", target[0]);
  if (json_object_has_member (wanted, "header_authorization")) {
    authorization = g_strdup_printf ("\r\nAuthorization: %s\r\n",
                                     vector_get_text (wanted, "header_authorization"));
    if (strstr (head, authorization) == NULL)
      blame (self, "another authorization");
  }
  if (json_object_has_member (wanted, "raw_query_contains") &&
      strstr (query, vector_get_text (wanted, "raw_query_contains")) == NULL)
    blame (self, "query %s", query);
  if (values != NULL) {
    g_autoptr (GList) names = json_object_get_members (values);

    for (GList *link = names; link != NULL; link = link->next) {
      if (g_strcmp0 (g_hash_table_lookup (parameters, link->data),
                     vector_get_text (values, link->data)) != 0)
        blame (self, "query %s", query);
    }
  }
  if (json_object_has_member (wanted, "query_has_no")) {
    JsonArray *names = json_object_get_array_member (wanted, "query_has_no");

    for (guint i = 0; i < json_array_get_length (names); i++) {
      if (g_hash_table_contains (parameters, json_array_get_string_element (names, i)))
        blame (self, "query %s", query);
    }
  }
}

static void
judge_requests (Vector *self, JsonObject *expect)
{
  guint       n = hub_server_get_n_connections (self->server);
  const char *forbidden = vector_get_text (expect, "no_request_path");

  if (vector_get_number (expect, "connections", n) != n)
    blame (self, "%u connections", n);
  for (guint i = 0; forbidden != NULL && i < n; i++) {
    g_autofree char *head = hub_server_get_request (self->server, i);

    if (strstr (head, forbidden) != NULL)
      blame (self, "a request of %s", forbidden);
  }
  if (json_object_has_member (expect, "requests")) {
    JsonArray *wanted = json_object_get_array_member (expect, "requests");

    for (guint i = 0; i < json_array_get_length (wanted); i++)
      judge_request (self, i, json_array_get_object_element (wanted, i));
  }
}

/* What this judge can not judge may not pass unseen. */
static void
judge_words (Vector *self, JsonObject *expect)
{
  static const char *const known[] = {
    "start",
    "start_error_contains",
    "http_status",
    "delivered",
    "delivered_any_of",
    "delivered_last",
    "end",
    "delivered_count",
    "delivered_lengths",
    "end_any_of",
    "error_contains",
    "error_contains_any",
    "connections",
    "handshake_requests",
    "reconnecting_error_contains",
    "requests",
    "handshake_request",
    "pings_at_least",
    "sent",
    "sent_ids",
    "sent_completion_error_for",
    "no_request_path",
    NULL,
  };
  g_autoptr (GList) names = json_object_get_members (expect);

  for (GList *link = names; link != NULL; link = link->next) {
    if (!g_strv_contains (known, link->data))
      blame (self, "an unknown expectation %s", (char *) link->data);
  }
}

void
vector_judge (Vector *self)
{
  JsonObject *expect = vector_get_object (self->description, "expect");

  judge_words (self, expect);
  judge_end (self, expect);
  judge_delivered (self, expect);
  judge_sent (self, expect);
  judge_requests (self, expect);
}
