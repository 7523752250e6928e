// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* The calls of Exchange that change something. Each checks all of it first; what it then does is
 * done when the answer is settled, so that an answer bent into an error changes nothing. */

#include "cue-sim-exchange-private.h"

#include <string.h>

#define MAX_TYPES 1000
#define MAX_SEEN  200000

/* What is to be done. At most one of the last four is there. */
typedef struct {
  CueSimExchange     *exchange; // not owned
  CueSimEndpoint     *endpoint; // not owned
  gboolean            subscribes;
  char               *name;
  CueSimEventType    *type;
  GPtrArray          *list; // of CueSimDelivery or CueSimAttribute
  CueSimNotification *notification;
} Change;

static void
free_change (gpointer data)
{
  Change *change = data;

  g_free (change->name);
  g_clear_pointer (&change->type, cue_sim_event_type_free);
  g_clear_pointer (&change->list, g_ptr_array_unref);
  g_clear_pointer (&change->notification, cue_sim_notification_free);
  g_free (change);
}

static Change *
prepare (CueSimExchange  *self,
         CueSimReply     *reply,
         CueSimEndpoint  *endpoint,
         CueSimCommitFunc commit)
{
  Change *change = g_new0 (Change, 1);

  change->exchange = self;
  change->endpoint = endpoint;
  cue_sim_reply_set_commit (reply, commit, change, free_change);
  return change;
}

/* ASSUME-19: the vendor's page says 2xx and shows no body. */
static void
set_success (CueSimExchange *self, CueSimReply *reply)
{
  const char *choice = cue_sim_switches_get (self->switches, CUE_SIM_SWITCH_SUCCESS);

  cue_sim_reply_set_empty (reply, 200);
  if (g_str_equal (choice, "202"))
    reply->status = 202;
  else if (g_str_equal (choice, "204"))
    reply->status = 204;
  else if (!g_str_equal (choice, "empty"))
    cue_sim_reply_set_text (reply,
                            "application/json",
                            g_str_equal (choice, "true") ? "true" : "{}");
}

static void
refuse (CueSimExchange *self, CueSimReply *reply, const char *problem)
{
  cue_sim_exchange_set_error (self, reply, 400, problem);
}

/* To know which events came twice, without keeping them. */
static void
remember (CueSimExchange *self, const char *json)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize  size = sizeof digest;
  gint64 key;

  g_checksum_update (checksum, (const guchar *) json, -1);
  g_checksum_get_digest (checksum, digest, &size);
  memcpy (&key, digest, sizeof key);
  self->events++;
  if (g_hash_table_contains (self->seen, &key))
    self->twice++;
  else if (g_hash_table_size (self->seen) < MAX_SEEN)
    g_hash_table_add (self->seen, g_memdup2 (&key, sizeof key));
}

static gboolean
receives (const CueSimEndpoint *endpoint, const char *code)
{
  for (guint i = 0; i < endpoint->types->len; i++) {
    const CueSimEventType *type = g_ptr_array_index (endpoint->types, i);

    if (type->subscribes && g_str_equal (type->code, code))
      return TRUE;
  }
  return FALSE;
}

/**
 * cue_sim_exchange_deliver: (skip)
 * @list: (element-type CueSimDelivery): what @from has published
 *
 * Puts the events into the files of those who receive them.
 */
void
cue_sim_exchange_deliver (CueSimExchange       *self,
                          const CueSimEndpoint *from,
                          GPtrArray            *list,
                          gint64                wall_us)
{
  const char *form = cue_sim_switches_get (self->switches, CUE_SIM_SWITCH_FILE_FORM);

  for (guint i = 0; i < list->len; i++) {
    const CueSimDelivery *delivery = g_ptr_array_index (list, i);

    for (guint e = 0; e < self->endpoints->len; e++) {
      CueSimEndpoint *other = g_ptr_array_index (self->endpoints, e);

      if (other != from && other->key != NULL && receives (other, delivery->code))
        cue_sim_file_queue_deliver (other->files, delivery, form, wall_us);
    }
  }
}

static void
take_events (CueSimReply *reply, gpointer data)
{
  Change *change = data;

  for (guint i = 0; i < change->list->len; i++)
    remember (change->exchange, ((CueSimDelivery *) g_ptr_array_index (change->list, i))->json);
  cue_sim_exchange_deliver (change->exchange, change->endpoint, change->list, reply->wall_us);
}

static void
publish (CueSimExchange *self, CueSimReply *reply, CueSimEndpoint *endpoint, JsonNode *root)
{
  g_autofree char *problem = NULL;
  GPtrArray       *list = cue_sim_publication_read (root,
                                              endpoint->types,
                                              endpoint->name,
                                              self->switches,
                                              reply->wall_us,
                                              &problem);

  if (list == NULL) {
    refuse (self, reply, problem);
    return;
  }
  prepare (self, reply, endpoint, take_events)->list = list;
  set_success (self, reply);
}

static gboolean
has_code (const CueSimEndpoint *endpoint, const char *code)
{
  for (guint i = 0; i < endpoint->types->len; i++) {
    if (g_str_equal (((CueSimEventType *) g_ptr_array_index (endpoint->types, i))->code, code))
      return TRUE;
  }
  return FALSE;
}

/* Everybody who asked for it and has to do with this event hears of the change. */
static void
notify (CueSimExchange        *self,
        const CueSimEndpoint  *changed,
        const char            *change_type,
        const CueSimEventType *type)
{
  for (guint i = 0; i < self->endpoints->len; i++) {
    const CueSimEndpoint *endpoint = g_ptr_array_index (self->endpoints, i);

    if (endpoint->notification != NULL && (endpoint == changed || has_code (endpoint, type->code)))
      cue_sim_notifier_send (self->notifier,
                             endpoint->notification,
                             change_type,
                             type->code,
                             type->name);
  }
}

static void
add_type (CueSimReply *reply, gpointer data)
{
  Change    *change = data;
  GPtrArray *types = change->endpoint->types;

  for (guint i = 0; i < types->len; i++) {
    if (cue_sim_event_type_is_same (g_ptr_array_index (types, i), change->type)) {
      cue_sim_event_type_free (g_ptr_array_steal_index (types, i));
      g_ptr_array_insert (types, (int) i, g_steal_pointer (&change->type));
      return;
    }
  }
  notify (change->exchange, change->endpoint, "Add", change->type);
  g_ptr_array_add (types, g_steal_pointer (&change->type));
}

static void
register_type (CueSimExchange *self, CueSimReply *reply, CueSimEndpoint *endpoint, JsonNode *root)
{
  g_autofree char *problem = NULL;
  g_autoptr (CueSimEventType) type = NULL;
  guint role;

  if (!JSON_NODE_HOLDS_OBJECT (root)) {
    refuse (self, reply, "The body must be an object: one event type in each call.");
    return;
  }
  type = cue_sim_event_type_new_from_json (json_node_get_object (root), self->switches, &problem);
  if (type == NULL) {
    refuse (self, reply, problem);
    return;
  }
  role = type->subscribes ? CUE_SIM_ENDPOINT_SUBSCRIBES : CUE_SIM_ENDPOINT_PUBLISHES;
  if ((endpoint->roles & role) == 0) {
    cue_sim_exchange_set_error (self,
                                reply,
                                403,
                                type->subscribes
                                  ? "Not authorized: this endpoint does not subscribe to events."
                                  : "Not authorized: this endpoint does not publish events.");
    return;
  }
  if (endpoint->types->len >= MAX_TYPES) {
    refuse (self, reply, "This endpoint has registered as many event types as it may.");
    return;
  }
  prepare (self, reply, endpoint, add_type)->type = g_steal_pointer (&type);
  set_success (self, reply);
}

static GPtrArray *
copy_attributes (GPtrArray *list)
{
  GPtrArray *copy = cue_sim_attributes_new ();

  for (guint i = 0; i < list->len; i++) {
    const CueSimAttribute *attribute = g_ptr_array_index (list, i);

    g_ptr_array_add (copy, cue_sim_attribute_new (attribute->name, attribute->type));
  }
  return copy;
}

/* ASSUME-16: the call names no event type (S4:527-578), so all of that direction get the list. */
static void
set_attributes (CueSimReply *reply, gpointer data)
{
  Change *change = data;

  for (guint i = 0; i < change->endpoint->types->len; i++) {
    CueSimEventType *type = g_ptr_array_index (change->endpoint->types, i);

    if (type->subscribes != change->subscribes)
      continue;
    g_ptr_array_unref (type->attributes);
    type->attributes = copy_attributes (change->list);
  }
}

static void
replace_attributes (CueSimExchange *self,
                    CueSimReply    *reply,
                    CueSimEndpoint *endpoint,
                    gboolean        subscribes,
                    const char     *id,
                    JsonNode       *root)
{
  g_autofree char *own = g_strdup_printf ("%u", endpoint->id);
  g_autofree char *problem = NULL;
  GPtrArray       *list;
  Change          *change;

  if (!g_str_equal (id, own)) {
    cue_sim_exchange_set_error (self, reply, 403, "Not authorized for this endpoint.");
    return;
  }
  list = cue_sim_attributes_new_from_json (root, "attributes", self->switches, &problem);
  if (list == NULL) {
    refuse (self, reply, problem);
    return;
  }
  change = prepare (self, reply, endpoint, set_attributes);
  change->subscribes = subscribes;
  change->list = list;
  set_success (self, reply);
}

static void
remove_type (CueSimReply *reply, gpointer data)
{
  Change    *change = data;
  GPtrArray *types = change->endpoint->types;

  for (guint i = types->len; i > 0; i--) {
    g_autoptr (CueSimEventType) type = NULL;

    if (!g_str_equal (((CueSimEventType *) g_ptr_array_index (types, i - 1))->code, change->name))
      continue;
    type = g_ptr_array_steal_index (types, i - 1);
    notify (change->exchange, change->endpoint, "Delete", type);
  }
}

static void
delete_type (CueSimExchange *self, CueSimReply *reply, CueSimEndpoint *endpoint, const char *code)
{
  gboolean found = has_code (endpoint, code);

  cue_sim_reply_set_empty (reply, 200);
  cue_sim_reply_set_text (reply, "application/json", found ? "true" : "false");
  if (found)
    prepare (self, reply, endpoint, remove_type)->name = g_strdup (code);
}

static void
remove_file (CueSimReply *reply, gpointer data)
{
  Change *change = data;

  cue_sim_file_queue_remove (change->endpoint->files, change->name);
}

static void
delete_file (CueSimExchange *self, CueSimReply *reply, CueSimEndpoint *endpoint, const char *name)
{
  if (cue_sim_file_queue_find (endpoint->files, name) == NULL) {
    cue_sim_exchange_set_error (self, reply, 404, "There is no event file of that name.");
    return;
  }
  prepare (self, reply, endpoint, remove_file)->name = g_strdup (name);
  cue_sim_reply_set_empty (reply, 200);
}

static void
set_notification (CueSimReply *reply, gpointer data)
{
  Change *change = data;

  g_clear_pointer (&change->endpoint->notification, cue_sim_notification_free);
  change->endpoint->notification = g_steal_pointer (&change->notification);
}

static void
put_notification (CueSimExchange *self,
                  CueSimReply    *reply,
                  CueSimEndpoint *endpoint,
                  JsonNode       *root)
{
  g_autofree char    *problem = NULL;
  CueSimNotification *notification = cue_sim_notification_new_from_json (root, &problem);

  if (notification == NULL) {
    refuse (self, reply, problem);
    return;
  }
  prepare (self, reply, endpoint, set_notification)->notification = notification;
  set_success (self, reply);
}

static void
delete_notification (CueSimExchange *self, CueSimReply *reply, CueSimEndpoint *endpoint)
{
  if (endpoint->notification == NULL) {
    cue_sim_exchange_set_error (self, reply, 404, "There is no notification for this endpoint.");
    return;
  }
  prepare (self, reply, endpoint, set_notification);
  cue_sim_reply_set_empty (reply, 200);
}

/**
 * cue_sim_exchange_answer_change: (skip)
 * @argument: (nullable): the code, name or id in the path
 * @root: (nullable): what the body says
 */
void
cue_sim_exchange_answer_change (CueSimExchange       *self,
                                CueSimReply          *reply,
                                CueSimEndpoint       *endpoint,
                                const CueSimCallInfo *info,
                                const char           *argument,
                                JsonNode             *root)
{
  switch (info->call) {
  case CUE_SIM_CALL_PUBLISH:
    publish (self, reply, endpoint, root);
    break;
  case CUE_SIM_CALL_REGISTER:
    register_type (self, reply, endpoint, root);
    break;
  case CUE_SIM_CALL_PUBLISHER_ATTRIBUTES:
    replace_attributes (self, reply, endpoint, FALSE, argument, root);
    break;
  case CUE_SIM_CALL_SUBSCRIBER_ATTRIBUTES:
    replace_attributes (self, reply, endpoint, TRUE, argument, root);
    break;
  case CUE_SIM_CALL_DELETE_EVENT_TYPE:
    delete_type (self, reply, endpoint, argument);
    break;
  case CUE_SIM_CALL_DELETE_EVENT_FILE:
    delete_file (self, reply, endpoint, argument);
    break;
  case CUE_SIM_CALL_NOTIFICATION:
    put_notification (self, reply, endpoint, root);
    break;
  case CUE_SIM_CALL_DELETE_NOTIFICATION:
    delete_notification (self, reply, endpoint);
    break;
  case CUE_SIM_CALL_EVENT_TYPES:
  case CUE_SIM_CALL_SUBSCRIBED:
  case CUE_SIM_CALL_PRODUCER:
  case CUE_SIM_CALL_CONSUMER:
  case CUE_SIM_CALL_EVENT_FILES:
  case CUE_SIM_CALL_EVENT_FILE:
  case CUE_SIM_CALL_BROWSER_KEY:
  case CUE_SIM_N_CALLS:
  default:
    g_assert_not_reached ();
  }
}
