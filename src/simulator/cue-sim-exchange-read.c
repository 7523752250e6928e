// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* The calls of Exchange that only look. */

#include "cue-sim-exchange-private.h"

static void
begin_list (CueSimReply *reply)
{
  cue_sim_reply_set_empty (reply, 200);
  reply->doc = cue_sim_doc_new_list ();
  cue_sim_reply_set_header (reply, "Content-Type", "application/json");
}

static void
answer_event_types (CueSimReply *reply, CueSimEndpoint *endpoint)
{
  begin_list (reply);
  for (guint i = 0; i < endpoint->types->len; i++)
    cue_sim_event_type_write (g_ptr_array_index (endpoint->types, i),
                              cue_sim_doc_add_child (reply->doc, NULL));
}

/* Somebody else's registration of the same event in the other direction. */
static const CueSimEventType *
find_counterpart (const CueSimEndpoint *other, const CueSimEventType *type)
{
  for (guint i = 0; i < other->types->len; i++) {
    const CueSimEventType *candidate = g_ptr_array_index (other->types, i);

    if (candidate->subscribes != type->subscribes && g_str_equal (candidate->code, type->code))
      return candidate;
  }
  return NULL;
}

static gboolean
has_subscriber (CueSimExchange *self, const CueSimEndpoint *endpoint, const CueSimEventType *type)
{
  for (guint i = 0; i < self->endpoints->len; i++) {
    const CueSimEndpoint *other = g_ptr_array_index (self->endpoints, i);

    if (other != endpoint && find_counterpart (other, type) != NULL)
      return TRUE;
  }
  return FALSE;
}

/* AC-4 and AC-5: what others receive of what this endpoint publishes. */
static void
answer_subscribed (CueSimExchange *self,
                   CueSimReply    *reply,
                   CueSimEndpoint *endpoint,
                   gboolean        codes_only)
{
  begin_list (reply);
  for (guint i = 0; i < endpoint->types->len; i++) {
    const CueSimEventType *type = g_ptr_array_index (endpoint->types, i);

    if (type->subscribes || !has_subscriber (self, endpoint, type))
      continue;
    if (codes_only) {
      g_autofree char *raw = cue_sim_json_quote (type->code);

      cue_sim_doc_append_raw (reply->doc, NULL, raw);
    } else {
      cue_sim_event_type_write (type, cue_sim_doc_add_child (reply->doc, NULL));
    }
  }
}

static void
write_consumed (CueSimReply           *reply,
                const CueSimEventType *type,
                const CueSimEndpoint  *publisher, // nullable
                const char *const     *extra)
{
  CueSimDoc *item = cue_sim_doc_add_child (reply->doc, NULL);

  cue_sim_event_type_write (type, item);
  if (publisher != NULL && g_strv_contains (extra, "publisher"))
    cue_sim_doc_set_string (item, "publisher", publisher->name);
  if (publisher != NULL && g_strv_contains (extra, "provider"))
    cue_sim_doc_set_string (item, "provider", publisher->provider);
}

/* AC-6: what this endpoint receives, once for each endpoint that publishes it. */
static void
answer_consumer (CueSimExchange *self, CueSimReply *reply, CueSimEndpoint *endpoint)
{
  g_autoptr (GHashTable) query = soup_form_decode (reply->query != NULL ? reply->query : "");
  const char *fields = g_hash_table_lookup (query, "extrafields");
  g_auto (GStrv) extra = g_strsplit (fields != NULL ? fields : "", ",", 16);

  begin_list (reply);
  for (guint i = 0; i < endpoint->types->len; i++) {
    const CueSimEventType *type = g_ptr_array_index (endpoint->types, i);
    gboolean               found = FALSE;

    if (!type->subscribes)
      continue;
    for (guint e = 0; e < self->endpoints->len; e++) {
      const CueSimEndpoint *other = g_ptr_array_index (self->endpoints, e);

      if (other == endpoint || find_counterpart (other, type) == NULL)
        continue;
      write_consumed (reply, type, other, (const char *const *) extra);
      found = TRUE;
    }
    if (!found)
      write_consumed (reply, type, NULL, (const char *const *) extra);
  }
}

/* Returns: 0 when it is not a number from 1 to 10 */
static guint
read_num_files (CueSimReply *reply)
{
  g_autoptr (GHashTable) query = soup_form_decode (reply->query != NULL ? reply->query : "");
  const char *text = g_hash_table_lookup (query, "numFiles");
  guint64     number = 0;

  if (text == NULL)
    return CUE_SIM_MAX_FILE_NAMES;
  if (!g_ascii_string_to_unsigned (text, 10, 1, CUE_SIM_MAX_FILE_NAMES, &number, NULL))
    return 0;
  return (guint) number;
}

static void
answer_files (CueSimExchange *self, CueSimReply *reply, CueSimEndpoint *endpoint)
{
  const char *form = cue_sim_switches_get (self->switches, CUE_SIM_SWITCH_FILE_LIST);
  guint       most = read_num_files (reply);
  CueSimDoc  *list;

  if (most == 0) {
    cue_sim_exchange_set_error (self, reply, 400, "numFiles must be a number from 1 to 10.");
    return;
  }
  cue_sim_file_queue_seal (endpoint->files);
  begin_list (reply);
  list = reply->doc;
  if (g_str_equal (form, "files")) {
    cue_sim_doc_free (reply->doc);
    reply->doc = cue_sim_doc_new ();
    list = cue_sim_doc_add_list (reply->doc, "files");
  }
  for (guint i = 0; i < most; i++) {
    const CueSimEventFile *file = cue_sim_file_queue_get_nth (endpoint->files, i);
    g_autofree char       *raw = file != NULL ? cue_sim_json_quote (file->name) : NULL;

    if (file == NULL)
      break;
    if (g_str_equal (form, "objects")) {
      CueSimDoc *item = cue_sim_doc_add_child (list, NULL);

      cue_sim_doc_set_raw (item, "name", raw);
      cue_sim_doc_set_int (item, "size", (gint64) g_bytes_get_size (file->content));
    } else {
      cue_sim_doc_append_raw (list, NULL, raw);
    }
  }
}

static void
answer_file (CueSimExchange *self, CueSimReply *reply, CueSimEndpoint *endpoint, const char *name)
{
  const CueSimEventFile *file = cue_sim_file_queue_find (endpoint->files, name);

  if (file == NULL) {
    cue_sim_exchange_set_error (self, reply, 404, "There is no event file of that name.");
    return;
  }
  cue_sim_reply_set_empty (reply, 200);
  cue_sim_reply_set_header (reply, "Content-Type", "application/octet-stream");
  cue_sim_reply_set_body (reply, file->content);
}

static void
answer_browser_key (CueSimExchange *self,
                    CueSimReply    *reply,
                    CueSimEndpoint *endpoint,
                    const char     *id)
{
  g_autofree char *own = g_strdup_printf ("%u", endpoint->id);

  if (!g_str_equal (id, own)) {
    cue_sim_exchange_set_error (self, reply, 403, "Not authorized for this endpoint.");
    return;
  }
  cue_sim_reply_set_empty (reply, 200);
  reply->doc = cue_sim_doc_new ();
  cue_sim_doc_set_int (reply->doc, "endpointId", endpoint->id);
  cue_sim_doc_set_string (reply->doc, "eventAuthKey", endpoint->browser_key);
  cue_sim_reply_set_header (reply, "Content-Type", "application/json");
}

/**
 * cue_sim_exchange_answer_read: (skip)
 * @argument: (nullable): the name or id in the path
 */
void
cue_sim_exchange_answer_read (CueSimExchange       *self,
                              CueSimReply          *reply,
                              CueSimEndpoint       *endpoint,
                              const CueSimCallInfo *info,
                              const char           *argument)
{
  switch (info->call) {
  case CUE_SIM_CALL_EVENT_TYPES:
    answer_event_types (reply, endpoint);
    break;
  case CUE_SIM_CALL_SUBSCRIBED:
    answer_subscribed (self, reply, endpoint, TRUE);
    break;
  case CUE_SIM_CALL_PRODUCER:
    answer_subscribed (self, reply, endpoint, FALSE);
    break;
  case CUE_SIM_CALL_CONSUMER:
    answer_consumer (self, reply, endpoint);
    break;
  case CUE_SIM_CALL_EVENT_FILES:
    answer_files (self, reply, endpoint);
    break;
  case CUE_SIM_CALL_EVENT_FILE:
    answer_file (self, reply, endpoint, argument);
    break;
  case CUE_SIM_CALL_BROWSER_KEY:
    answer_browser_key (self, reply, endpoint, argument);
    break;
  case CUE_SIM_CALL_PUBLISH:
  case CUE_SIM_CALL_REGISTER:
  case CUE_SIM_CALL_PUBLISHER_ATTRIBUTES:
  case CUE_SIM_CALL_SUBSCRIBER_ATTRIBUTES:
  case CUE_SIM_CALL_DELETE_EVENT_TYPE:
  case CUE_SIM_CALL_DELETE_EVENT_FILE:
  case CUE_SIM_CALL_NOTIFICATION:
  case CUE_SIM_CALL_DELETE_NOTIFICATION:
  case CUE_SIM_N_CALLS:
  default:
    g_assert_not_reached ();
  }
}
