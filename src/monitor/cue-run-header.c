// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-run-header.h"

#include "cue-time.h"

// The first line of a journal: what the run is, and how its rows are spread over its requests, so
// that it can be said in rows how far it came without the file that they are from.

// A plan that is spread in a wilder way than this is told of in requests only.
#define MAX_PAIRS 20000

// Pairs: so many requests, of so many rows each.
static JsonArray *
make_pairs (CuePublishPlan *plan)
{
  g_autoptr (JsonArray) pairs = json_array_new ();
  guint n_requests = cue_publish_plan_get_n_requests (plan);

  for (guint i = 0; i < n_requests;) {
    guint rows = cue_publish_plan_count_rows (plan, i);
    guint n = 0;

    for (; i < n_requests && cue_publish_plan_count_rows (plan, i) == rows; i++)
      n++;
    json_array_add_int_element (pairs, n);
    json_array_add_int_element (pairs, rows);
    if (json_array_get_length (pairs) > 2 * MAX_PAIRS)
      return NULL;
  }
  return g_steal_pointer (&pairs);
}

// A path may be in any encoding, and one line that is no JSON would spoil the whole journal.
static void
copy_member (JsonObject *object, const char *name, JsonNode *node, gpointer copy)
{
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING ||
      g_utf8_validate (json_node_get_string (node), -1, NULL))
    json_object_set_member (copy, name, json_node_copy (node));
}

static JsonObject *
copy_source (JsonNode *source)
{
  JsonObject *copy = json_object_new ();

  json_object_foreach_member (json_node_get_object (source), copy_member, copy);
  return copy;
}

/**
 * cue_run_header_make:
 * @plan: what is published
 * @title: what it is, for people: the name of a file
 * @source: (nullable): an object that says how to make the same plan again; no key
 * @wall_us: when it begins
 *
 * Returns: (transfer full): the header of a journal, for [method@RunJournal.create_async]; where it
 *   is sent is still to be added. It holds nothing of what is sent but its fingerprint
 */
JsonNode *
cue_run_header_make (CuePublishPlan *plan, const char *title, JsonNode *source, gint64 wall_us)
{
  JsonObject      *object = json_object_new ();
  JsonNode        *node = json_node_new (JSON_NODE_OBJECT);
  JsonArray       *pairs = make_pairs (plan);
  g_autofree char *fingerprint = cue_publish_plan_make_fingerprint (plan);
  g_autofree char *time = cue_time_format_iso8601 (wall_us);

  json_object_set_string_member (object, "time", time);
  json_object_set_string_member (object, "title", title);
  json_object_set_string_member (object, "fingerprint", fingerprint);
  json_object_set_int_member (object, "rows", cue_publish_plan_get_n_rows (plan));
  json_object_set_int_member (object, "leftOut", cue_publish_plan_get_n_left_out (plan));
  if (pairs != NULL)
    json_object_set_array_member (object, "spread", pairs);
  if (source != NULL)
    json_object_set_object_member (object, "source", copy_source (source));
  json_node_take_object (node, object);
  return node;
}

static gint64
get_int (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
             json_node_get_value_type (node) == G_TYPE_INT64
           ? json_node_get_int (node)
           : -1;
}

static gboolean
read_pairs (JsonArray *pairs, guint n_requests, guint *rows, gint64 *sum)
{
  guint at = 0;

  for (guint i = 0; i + 1 < json_array_get_length (pairs); i += 2) {
    gint64 n = get_int (json_array_get_element (pairs, i));
    gint64 each = get_int (json_array_get_element (pairs, i + 1));

    if (n < 0 || n > (gint64) (n_requests - at) || each < 0 || each > G_MAXINT32)
      return FALSE;
    for (; n > 0; n--) {
      rows[at++] = (guint) each;
      *sum += each;
    }
  }
  return at == n_requests;
}

/**
 * cue_run_header_read_rows:
 * @header: of a journal; not trusted
 * @n_requests: how many requests it is about
 * @n_left_out: (out): how many rows are in none of them
 *
 * Returns: (transfer full) (nullable) (array): how many rows are in each request; %NULL when the
 *   header does not say it, or contradicts itself
 */
guint *
cue_run_header_read_rows (JsonObject *header, guint n_requests, guint *n_left_out)
{
  g_autofree guint *rows = g_new0 (guint, MAX (n_requests, 1));
  JsonNode         *pairs = json_object_get_member (header, "spread");
  gint64            n_rows = get_int (json_object_get_member (header, "rows"));
  gint64            out = get_int (json_object_get_member (header, "leftOut"));
  gint64            sum = 0;

  *n_left_out = 0;
  if (pairs == NULL && n_rows == n_requests) {
    // As journals were before they said it, where it can be no other way.
    for (guint i = 0; i < n_requests; i++)
      rows[i] = 1;
    return g_steal_pointer (&rows);
  }
  if (pairs == NULL || !JSON_NODE_HOLDS_ARRAY (pairs) || out < 0 || n_rows > G_MAXINT32 ||
      !read_pairs (json_node_get_array (pairs), n_requests, rows, &sum) || sum + out != n_rows)
    return NULL;
  *n_left_out = (guint) out;
  return g_steal_pointer (&rows);
}
