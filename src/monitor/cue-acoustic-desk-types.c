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

// What tells event types apart; see [method@EventType.is_same].
static char *
make_identity (CueEventType *type)
{
  const char *name_space = cue_event_type_get_namespace (type);

  return g_strconcat (cue_event_type_get_code (type), "\n", name_space, NULL);
}

static GPtrArray *
merge_lists (CueAcousticDeskConnection *self)
{
  GPtrArray *merged = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable)
    places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL); // from 1 on

  for (guint i = 0; i < CUE_ACOUSTIC_N_LISTS; i++) {
    GPtrArray *list = self->lists[i];

    for (guint j = 0; list != NULL && j < list->len; j++) {
      CueEventType *type = g_ptr_array_index (list, j);
      char         *identity = make_identity (type);
      guint         place = GPOINTER_TO_UINT (g_hash_table_lookup (places, identity));

      if (place > 0) {
        gpointer *there = &g_ptr_array_index (merged, place - 1);
        gpointer  both = cue_event_type_merge (*there, type);

        g_object_unref (*there);
        *there = both;
        g_free (identity);
      } else {
        g_ptr_array_add (merged, g_object_ref (type));
        g_hash_table_insert (places, identity, GUINT_TO_POINTER (merged->len));
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
  self->types_age++;
  g_list_store_remove_all (self->types);
  cue_acoustic_desk_connection_tell_types (self);
}

static void refresh_next (GTask *task);

// The lists on their way.
typedef struct {
  guint index; // of the list that is asked for
  guint age;
} Refresh;

static void
note_error (CueAcousticDeskConnection *self, const GError *error)
{
  // That nobody waited any more says nothing about the list.
  if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_error (&self->types_error);
  self->types_error = g_error_copy (error);
}

// Takes over @task and @types.
static void
take_list (GTask *task, GPtrArray *types, const GError *error)
{
  CueAcousticDeskConnection *self = g_task_get_source_object (task);
  Refresh                   *refresh = g_task_get_task_data (task);

  // It is about an account that this connection has no longer.
  if (refresh->age != self->types_age) {
    g_clear_pointer (&types, g_ptr_array_unref);
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The account is another now");
    g_object_unref (task);
    return;
  }
  if (types != NULL) {
    g_clear_pointer (&self->lists[refresh->index], g_ptr_array_unref);
    self->lists[refresh->index] = types;
  }
  note_error (self, error);
  refresh->index++;
  refresh_next (task);
}

static void
on_list_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GTask                     *task = user_data;
  CueAcousticDeskConnection *self = g_task_get_source_object (task);
  const Refresh             *refresh = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) odd = cue_diagnostics_new ();
  GPtrArray *types = cue_acoustic_read_event_types_finish (result, odd, &error);

  if (refresh->age == self->types_age)
    g_ptr_array_extend_and_steal (self->diagnostics, g_steal_pointer (&odd));
  take_list (task, types, error);
}

static void
on_list_answered (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  CueAcousticDeskConnection *self = CUE_ACOUSTIC_DESK_CONNECTION (object);
  g_autoptr (CueAcousticReply)
    reply = cue_acoustic_desk_connection_send_finish (self, result, &error);
  const Refresh *refresh = g_task_get_task_data (task);

  // Without a key, or without anybody who wants to know, the next call is no better.
  if (reply == NULL) {
    note_error (self, error);
    g_task_return_error (task, g_steal_pointer (&error));
  } else if (!cue_acoustic_reply_check (reply, &error)) {
    take_list (g_steal_pointer (&task), NULL, error);
  } else {
    cue_acoustic_read_event_types_async (reply,
                                         lists[refresh->index].origin,
                                         g_task_get_cancellable (task),
                                         on_list_read,
                                         g_object_ref (task));
  }
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
  Refresh                   *refresh = g_task_get_task_data (task);

  while (refresh->index < CUE_ACOUSTIC_N_LISTS &&
         !cue_acoustic_client_fits_role (self->client, lists[refresh->index].call))
    refresh->index++;
  if (refresh->index < CUE_ACOUSTIC_N_LISTS) {
    g_autoptr (CueAcousticRequest) request = make_request (self, lists[refresh->index].call);

    cue_acoustic_desk_connection_send_async (self,
                                             request,
                                             g_task_get_cancellable (task),
                                             on_list_answered,
                                             task);
    return;
  }
  self->types_time = cue_clock_get_wall (cue_desk_connection_get_clock (self));
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
  Refresh *refresh;
  GTask   *task;

  g_return_if_fail (CUE_IS_ACOUSTIC_DESK_CONNECTION (self));

  refresh = g_new0 (Refresh, 1);
  refresh->age = self->types_age;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cue_acoustic_desk_connection_refresh_async);
  g_task_set_task_data (task, refresh, g_free);
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

  context = cue_acoustic_context_new (cue_acoustic_connection_get_role (
                                        cue_desk_connection_get_settings (self)),
                                      cue_clock_get_wall (cue_desk_connection_get_clock (self)));
  if (self->lists[0] == NULL)
    return context;
  cue_acoustic_context_set_registered_known (context);
  for (guint i = 0; i < self->lists[0]->len; i++)
    add_registered (context, g_ptr_array_index (self->lists[0], i));
  return context;
}
