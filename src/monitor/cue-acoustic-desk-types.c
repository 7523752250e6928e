// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-acoustic-desk-private.h"

#include "cue-acoustic-read.h"
#include "cue-diagnostic.h"

// The event types of a connection: three lists of the service, made one.

static const struct {
  CueEventTypeOrigin origin;
  CueAcousticCall    call;
} lists[CUE_ACOUSTIC_N_LISTS] = {
  { CUE_EVENT_TYPE_ORIGIN_REGISTERED, CUE_ACOUSTIC_CALL_LIST_TYPES },
  { CUE_EVENT_TYPE_ORIGIN_SUBSCRIBED_BY_OTHERS, CUE_ACOUSTIC_CALL_LIST_SUBSCRIBED_TYPES },
  { CUE_EVENT_TYPE_ORIGIN_CONSUMED, CUE_ACOUSTIC_CALL_LIST_CONSUMED_TYPES },
};

static int
compare_types (gconstpointer a, gconstpointer b)
{
  CueEventType *left = *(CueEventType **) a;
  CueEventType *right = *(CueEventType **) b;

  return g_strcmp0 (cue_event_type_get_code (left), cue_event_type_get_code (right));
}

static CueEventType *
find_same (GPtrArray *types, CueEventType *type, guint *position)
{
  for (guint i = 0; i < types->len; i++) {
    if (cue_event_type_is_same (g_ptr_array_index (types, i), type)) {
      *position = i;
      return g_ptr_array_index (types, i);
    }
  }
  return NULL;
}

static GPtrArray *
merge_lists (CueAcousticDeskConnection *self)
{
  GPtrArray *merged = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) codes = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < CUE_ACOUSTIC_N_LISTS; i++) {
    GPtrArray *list = self->lists[i];

    for (guint j = 0; list != NULL && j < list->len; j++) {
      CueEventType *type = g_ptr_array_index (list, j);
      const char   *code = cue_event_type_get_code (type);
      guint         position;

      // Most codes are there once; only of the others all have to be looked at.
      if (code != NULL && !g_hash_table_contains (codes, code)) {
        g_hash_table_add (codes, (gpointer) code);
        g_ptr_array_add (merged, g_object_ref (type));
      } else if (find_same (merged, type, &position) != NULL) {
        CueEventType *both = cue_event_type_merge (g_ptr_array_index (merged, position), type);

        g_object_unref (g_ptr_array_index (merged, position));
        g_ptr_array_index (merged, position) = both;
      } else {
        g_ptr_array_add (merged, g_object_ref (type));
      }
    }
  }
  g_ptr_array_sort (merged, compare_types);
  return merged;
}

static gboolean
is_unchanged (GListStore *store, guint position, CueEventType *type)
{
  g_autoptr (CueEventType) there = g_list_model_get_item (G_LIST_MODEL (store), position);

  return cue_event_type_equal (there, type) &&
         cue_event_type_get_origin (there) == cue_event_type_get_origin (type);
}

// Only what differs is replaced, so that a selection elsewhere stays.
static void
update_types (CueAcousticDeskConnection *self)
{
  g_autoptr (GPtrArray) merged = merge_lists (self);
  guint before = g_list_model_get_n_items (G_LIST_MODEL (self->types));
  guint head = 0;
  guint tail = 0;

  while (head < MIN (before, merged->len) &&
         is_unchanged (self->types, head, g_ptr_array_index (merged, head)))
    head++;
  while (tail < MIN (before, merged->len) - head &&
         is_unchanged (self->types,
                       before - 1 - tail,
                       g_ptr_array_index (merged, merged->len - 1 - tail)))
    tail++;
  if (head + tail < MAX (before, merged->len))
    g_list_store_splice (self->types,
                         head,
                         before - head - tail,
                         merged->pdata + head,
                         merged->len - head - tail);
}

/**
 * cue_acoustic_desk_connection_clear_types:
 *
 * Forgets the event types, which are those of another account. For the files of the desk.
 */
void
cue_acoustic_desk_connection_clear_types (CueAcousticDeskConnection *self)
{
  for (guint i = 0; i < CUE_ACOUSTIC_N_LISTS; i++)
    g_clear_pointer (&self->lists[i], g_ptr_array_unref);
  g_ptr_array_set_size (self->diagnostics, 0);
  g_clear_error (&self->types_error);
  self->types_time = 0;
  g_list_store_remove_all (self->types);
  cue_acoustic_desk_connection_tell_types (self);
}

static void refresh_next (GTask *task);

static void
take_list (CueAcousticDeskConnection *self, guint index, CueAcousticReply *reply, GError **error)
{
  GPtrArray *types = NULL;

  if (cue_acoustic_reply_check (reply, error))
    types = cue_acoustic_read_event_types (reply, lists[index].origin, self->diagnostics, error);
  if (types == NULL)
    return;
  g_clear_pointer (&self->lists[index], g_ptr_array_unref);
  self->lists[index] = types;
}

static void
on_list_answered (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  CueAcousticDeskConnection *self = CUE_ACOUSTIC_DESK_CONNECTION (object);
  g_autoptr (CueAcousticReply)
    reply = cue_acoustic_desk_connection_send_finish (self, result, &error);
  guint index = GPOINTER_TO_UINT (g_task_get_task_data (task));

  if (reply != NULL)
    take_list (self, index, reply, &error);
  // That nobody waited any more says nothing about the list.
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_clear_error (&self->types_error);
    self->types_error = g_error_copy (error);
  }
  // Without a key, or without anybody who wants to know, the next call is no better.
  if (reply == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  g_task_set_task_data (task, GUINT_TO_POINTER (index + 1), NULL);
  refresh_next (g_steal_pointer (&task));
}

static CueAcousticRequest *
make_request (CueAcousticDeskConnection *self, CueAcousticCall call)
{
  const char *base_url = cue_acoustic_client_get_base_url (self->client);

  if (call == CUE_ACOUSTIC_CALL_LIST_TYPES)
    return cue_acoustic_request_new_list_types (base_url);
  if (call == CUE_ACOUSTIC_CALL_LIST_SUBSCRIBED_TYPES)
    return cue_acoustic_request_new_list_subscribed_types (base_url);
  return cue_acoustic_request_new_list_consumed_types (base_url, TRUE);
}

// Takes over @task.
static void
refresh_next (GTask *task)
{
  CueAcousticDeskConnection *self = g_task_get_source_object (task);
  guint                      index = GPOINTER_TO_UINT (g_task_get_task_data (task));

  while (index < CUE_ACOUSTIC_N_LISTS &&
         !cue_acoustic_client_fits_role (self->client, lists[index].call))
    index++;
  if (index < CUE_ACOUSTIC_N_LISTS) {
    g_autoptr (CueAcousticRequest) request = make_request (self, lists[index].call);

    g_task_set_task_data (task, GUINT_TO_POINTER (index), NULL);
    cue_acoustic_desk_connection_send_async (self,
                                             request,
                                             g_task_get_cancellable (task),
                                             on_list_answered,
                                             task);
    return;
  }
  self->types_time = cue_clock_get_wall (cue_http_client_get_clock (self->http));
  update_types (self);
  cue_acoustic_desk_connection_tell_types (self);
  if (self->types_error != NULL)
    g_task_return_error (task, g_error_copy (self->types_error));
  else
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

/**
 * cue_acoustic_desk_connection_refresh_async:
 *
 * Asks for the lists of event types that the role of the connection may read, one after the other.
 * What cannot be read stays as it was.
 */
void
cue_acoustic_desk_connection_refresh_async (CueAcousticDeskConnection *self,
                                            GCancellable              *cancellable,
                                            GAsyncReadyCallback        callback,
                                            gpointer                   user_data)
{
  GTask *task;

  g_return_if_fail (CUE_IS_ACOUSTIC_DESK_CONNECTION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cue_acoustic_desk_connection_refresh_async);
  g_task_set_task_data (task, GUINT_TO_POINTER (0), NULL);
  g_clear_error (&self->types_error);
  g_ptr_array_set_size (self->diagnostics, 0);
  refresh_next (task);
}

/**
 * cue_acoustic_desk_connection_refresh_finish:
 * @error: why the last of those that failed did
 *
 * Returns: whether all lists could be read; what could be is there in any case
 */
gboolean
cue_acoustic_desk_connection_refresh_finish (CueAcousticDeskConnection *self,
                                             GAsyncResult              *result,
                                             GError                   **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * cue_acoustic_desk_connection_get_types:
 *
 * Returns: (transfer none): a list model of [class@EventType], by code
 */
GListModel *
cue_acoustic_desk_connection_get_types (CueAcousticDeskConnection *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_DESK_CONNECTION (self), NULL);
  return G_LIST_MODEL (self->types);
}

/**
 * cue_acoustic_desk_connection_get_types_time:
 *
 * Returns: when they were read, µs since 1970 UTC; 0 before
 */
gint64
cue_acoustic_desk_connection_get_types_time (CueAcousticDeskConnection *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_DESK_CONNECTION (self), 0);
  return self->types_time;
}

/**
 * cue_acoustic_desk_connection_get_types_error:
 *
 * Returns: (transfer none) (nullable): why a list could not be read the last time
 */
const GError *
cue_acoustic_desk_connection_get_types_error (CueAcousticDeskConnection *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_DESK_CONNECTION (self), NULL);
  return self->types_error;
}

/**
 * cue_acoustic_desk_connection_get_diagnostics:
 *
 * Returns: (transfer none) (element-type CueDiagnostic): what was odd about the lists
 */
GPtrArray *
cue_acoustic_desk_connection_get_diagnostics (CueAcousticDeskConnection *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_DESK_CONNECTION (self), NULL);
  return self->diagnostics;
}

/**
 * cue_acoustic_desk_connection_find_type:
 * @code: its code
 * @origin: one of its origins; %CUE_EVENT_TYPE_ORIGIN_NONE for any
 *
 * Returns: (transfer none) (nullable): the event type of that code
 */
CueEventType *
cue_acoustic_desk_connection_find_type (CueAcousticDeskConnection *self,
                                        const char                *code,
                                        CueEventTypeOrigin         origin)
{
  guint n;

  g_return_val_if_fail (CUE_IS_ACOUSTIC_DESK_CONNECTION (self), NULL);

  n = g_list_model_get_n_items (G_LIST_MODEL (self->types));
  for (guint i = 0; i < n; i++) {
    g_autoptr (CueEventType) type = g_list_model_get_item (G_LIST_MODEL (self->types), i);

    if (g_strcmp0 (cue_event_type_get_code (type), code) == 0 &&
        (origin == CUE_EVENT_TYPE_ORIGIN_NONE || (cue_event_type_get_origin (type) & origin) != 0))
      return type;
  }
  return NULL;
}

static void
add_registered (CueAcousticContext *context, CueEventType *type)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GListModel *attributes = cue_event_type_get_attributes (type);

  if (cue_event_type_get_code (type) == NULL)
    return;
  for (guint i = 0; i < g_list_model_get_n_items (attributes); i++) {
    g_autoptr (CueEventTypeAttribute) attribute = g_list_model_get_item (attributes, i);

    // The list holds it.
    g_ptr_array_add (names, (gpointer) cue_event_type_attribute_get_name (attribute));
  }
  g_ptr_array_add (names, NULL);
  cue_acoustic_context_add_registered (context,
                                       cue_event_type_get_code (type),
                                       (const char *const *) names->pdata);
}

/**
 * cue_acoustic_desk_connection_make_context:
 *
 * Returns: (transfer full): what the rules of a form need to know: the role, the time, and what is
 *   registered as far as it was read
 */
CueAcousticContext *
cue_acoustic_desk_connection_make_context (CueAcousticDeskConnection *self)
{
  CueAcousticContext *context;

  g_return_val_if_fail (CUE_IS_ACOUSTIC_DESK_CONNECTION (self), NULL);

  context = cue_acoustic_context_new (cue_acoustic_connection_get_role (self->settings),
                                      cue_clock_get_wall (cue_http_client_get_clock (self->http)));
  if (self->lists[0] == NULL)
    return context;
  cue_acoustic_context_set_registered_known (context);
  for (guint i = 0; i < self->lists[0]->len; i++)
    add_registered (context, g_ptr_array_index (self->lists[0], i));
  return context;
}
