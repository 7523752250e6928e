// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-draft-private.h"

#include "cue-read-token-rules.h"
#include "cue-text.h"
#include "cue-time.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What is looked at before events are signed (services reference 3.6). */

typedef struct {
  CueFeedDraft      *draft;
  GPtrArray         *findings;
  CueFeedDraftEvent *event;
  guint              position;
} Check;

static void G_GNUC_PRINTF (5, 6) remark (Check          *check,
                                         CueFindingLevel level,
                                         const char     *field,
                                         const char     *source,
                                         const char     *format,
                                         ...)
{
  g_autofree char *path = cue_feed_draft_make_path (check->draft, check->position, field);
  g_autofree char *words = NULL;
  va_list          arguments;

  va_start (arguments, format);
  words = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  cue_findings_add (check->findings, level, path, source, "%s", words);
}

static void
check_source (Check *check)
{
  const char *source = cue_feed_draft_event_get_source (check->event);
  g_autoptr (GPtrArray) found = cue_diagnostics_new ();

  if (cue_text_is_blank (source)) {
    remark (check,
            CUE_FINDING_BLOCK,
            "eventSourceId",
            "S2:22",
            _ ("The id of the feed is missing, so the service does not know where it goes."));
    return;
  }
  cue_read_token_check_feed (source, FALSE, found);
  for (guint i = 0; i < found->len; i++) {
    const CueDiagnostic *one = g_ptr_array_index (found, i);

    remark (check,
            cue_diagnostic_get_severity (one) == CUE_SEVERITY_ERROR ? CUE_FINDING_BLOCK
                                                                    : CUE_FINDING_WARN,
            "eventSourceId",
            "S2:53",
            "%s",
            cue_diagnostic_get_message (one));
  }
}

static void
check_envelope (Check *check)
{
  const char *id = cue_feed_draft_event_get_event_id (check->event);
  gboolean    has_id = !cue_text_is_blank (cue_feed_draft_event_get_object_id (check->event));
  gboolean    has_type = !cue_text_is_blank (cue_feed_draft_event_get_object_type (check->event));

  if (cue_text_is_blank (cue_feed_draft_event_get_event_type (check->event)))
    remark (check,
            CUE_FINDING_WARN,
            "eventType",
            "P:T-api",
            _ ("Without a type nobody can tell what happened."));
  if (cue_text_is_blank (id))
    remark (check,
            CUE_FINDING_WARN,
            "eventId",
            "P:T-api",
            _ ("Without an id the event cannot be told from others, and not be found in the feed "
               "again."));
  else if (!g_uuid_string_is_valid (id))
    remark (check,
            CUE_FINDING_WARN,
            "eventId",
            "P:T-api",
            _ ("An id is a UUID, such as 0f4f3c5e-4f5e-4b55-9d0c-0c9c7a8d0001."));
  if (has_id != has_type)
    remark (check,
            CUE_FINDING_WARN,
            has_id ? "eventObjectType" : "eventObjectId",
            "P:T-api",
            _ ("Object and type of object stand together: give both or neither."));
}

static const char *
name_unit (CueEpochUnit unit)
{
  switch (unit) {
  case CUE_EPOCH_SECONDS:
    return _ ("seconds");
  case CUE_EPOCH_MICROSECONDS:
    return _ ("microseconds");
  case CUE_EPOCH_NANOSECONDS:
    return _ ("nanoseconds");
  case CUE_EPOCH_MILLISECONDS:
  default:
    return _ ("milliseconds");
  }
}

static void
check_time (Check *check, JsonNode *time)
{
  CueEpochUnit     unit;
  gint64           us;
  g_autofree char *meant = NULL;

  if (json_node_get_value_type (time) != G_TYPE_INT64) {
    remark (check,
            CUE_FINDING_WARN,
            "data/eventTime",
            "P:T-api",
            _ ("The time is a whole number: milliseconds since 1970 UTC."));
    return;
  }
  us = cue_time_from_epoch (json_node_get_int (time), &unit);
  if (unit == CUE_EPOCH_MILLISECONDS)
    return;
  meant = g_strdup_printf ("%" G_GINT64_FORMAT, us != CUE_TIME_INVALID ? us / 1000 : 0);
  remark (check,
          CUE_FINDING_WARN,
          "data/eventTime",
          "P:T-api",
          // Translators: a unit such as “seconds”; the same time in milliseconds
          _ ("This looks like %s. Did you mean milliseconds: %s?"),
          name_unit (unit),
          meant);
}

static void
check_data (Check *check)
{
  const char *text = cue_feed_draft_event_get_data (check->event);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonNode *time;

  if (cue_text_is_blank (text)) {
    remark (check,
            CUE_FINDING_WARN,
            "data",
            "P:T-api",
            _ ("There is no data, so nothing is said about what happened."));
    return;
  }
  node = cue_feed_draft_parse_text (text, &error);
  if (node == NULL) {
    remark (check, CUE_FINDING_BLOCK, "data", "S2:40", "%s", error->message);
    return;
  }
  if (!JSON_NODE_HOLDS_OBJECT (node)) {
    remark (check,
            CUE_FINDING_WARN,
            "data",
            "P:T-api",
            _ ("Data is an object in braces in all that is known."));
    return;
  }
  time = json_object_get_member (json_node_get_object (node), "eventTime");
  if (time != NULL)
    check_time (check, time);
  else
    remark (check,
            CUE_FINDING_HINT,
            "data",
            "P:T-api",
            _ ("Nearly every event says in “eventTime” when it happened."));
}

static void
check_extra (Check *check)
{
  const char *text = cue_feed_draft_event_get_extra (check->event);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;

  if (cue_text_is_blank (text))
    return;
  node = cue_feed_draft_parse_text (text, &error);
  if (node == NULL) {
    remark (check, CUE_FINDING_BLOCK, "extra", "S2:40", "%s", error->message);
    return;
  }
  if (!JSON_NODE_HOLDS_OBJECT (node)) {
    remark (check,
            CUE_FINDING_BLOCK,
            "extra",
            "S2:40",
            _ ("The other members have to be an object in braces."));
    return;
  }
  object = json_node_get_object (node);
  if (json_object_has_member (object, "eventReceived"))
    remark (check,
            CUE_FINDING_WARN,
            "eventReceived",
            "P:T-api",
            _ ("The service writes “eventReceived” itself; leave it out."));
  for (gsize i = 0; i < G_N_ELEMENTS (cue_feed_members); i++) {
    if (json_object_has_member (object, cue_feed_members[i].member))
      remark (check,
              CUE_FINDING_BLOCK,
              cue_feed_members[i].member,
              "S2:40",
              // Translators: the name of a member such as “eventId”
              _ ("“%s” is no text here, or stands there twice. Write it as a text in its own "
                 "field."),
              cue_feed_members[i].member);
  }
  if (json_object_has_member (object, "data"))
    remark (check,
            CUE_FINDING_BLOCK,
            "data",
            "S2:40",
            _ ("“data” has a field of its own; it cannot stand here too."));
}

static void
check_repeated (Check *check, GHashTable *ids)
{
  const char *id = cue_feed_draft_event_get_event_id (check->event);

  if (*id == '\0' || g_hash_table_add (ids, (gpointer) id))
    return;
  remark (check,
          CUE_FINDING_WARN,
          "eventId",
          "P:T-api",
          _ ("Another event here has the same id. The service keeps both."));
}

/**
 * cue_feed_draft_check:
 *
 * The rules for events that are sent (services reference 3.6). Paths are those of
 * [method@FeedDraft.make_path]; an empty path is the whole.
 *
 * Returns: (transfer full) (element-type CueFinding): what is to be said; if one of them blocks, it
 *   is not sent
 */
GPtrArray *
cue_feed_draft_check (CueFeedDraft *self)
{
  GPtrArray *findings = cue_findings_new ();
  guint      n;
  g_autoptr (GHashTable) ids = NULL;
  g_autoptr (GBytes) payload = NULL;

  g_return_val_if_fail (CUE_IS_FEED_DRAFT (self), findings);

  n = g_list_model_get_n_items (G_LIST_MODEL (self));
  if (n == 0)
    cue_findings_add (findings, CUE_FINDING_BLOCK, NULL, "S2:40", _ ("There is no event to send."));
  ids = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < n; i++) {
    g_autoptr (CueFeedDraftEvent) event = g_list_model_get_item (G_LIST_MODEL (self), i);
    Check check = { self, findings, event, i };

    check_source (&check);
    check_envelope (&check);
    check_repeated (&check, ids);
    check_data (&check);
    check_extra (&check);
  }
  payload = cue_feed_draft_make_payload (self, NULL);
  if (payload != NULL && g_bytes_get_size (payload) > CUE_FEED_DRAFT_MAX_BYTES)
    cue_findings_add (findings,
                      CUE_FINDING_WARN,
                      NULL,
                      "ASSUME-25",
                      _ ("This is more than a megabyte; the service may not take it. Send fewer "
                         "events at once."));
  return findings;
}
