// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-desk-connection.h"


#include "cue-acoustic-desk-private.h"
#include "cue-diagnostic.h"
#include "cue-signal.h"

/**
 * CueAcousticDeskConnection:
 *
 * A [class@DeskConnection] to the Acoustic Exchange: finds its key, sends calls, and keeps the
 * event types that the service named last. Nothing is asked for by itself; see
 * [method@AcousticDeskConnection.refresh_async].
 */

G_DEFINE_FINAL_TYPE (CueAcousticDeskConnection,
                     cue_acoustic_desk_connection,
                     CUE_TYPE_DESK_CONNECTION)

typedef enum {
  PROP_TYPES = 1,
  PROP_TYPES_TIME,
  PROP_QUEUE,
} CueAcousticDeskConnectionProperty;

static GParamSpec *properties[PROP_QUEUE + 1];

enum {
  SIGNAL_SENDING,
  SIGNAL_ANSWERED,
  SIGNAL_FILES_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
cue_acoustic_desk_connection_init (CueAcousticDeskConnection *self)
{
  self->types = g_list_store_new (CUE_TYPE_EVENT_TYPE);
  self->interrupted = g_list_store_new (CUE_TYPE_INTERRUPTED_RUN);
  self->diagnostics = cue_diagnostics_new ();
}

static void
cue_acoustic_desk_connection_dispose (GObject *object)
{
  CueAcousticDeskConnection *self = CUE_ACOUSTIC_DESK_CONNECTION (object);

  g_clear_handle_id (&self->queue_source, g_source_remove);
  G_OBJECT_CLASS (cue_acoustic_desk_connection_parent_class)->dispose (object);
}

static void
cue_acoustic_desk_connection_finalize (GObject *object)
{
  CueAcousticDeskConnection *self = CUE_ACOUSTIC_DESK_CONNECTION (object);

  g_clear_object (&self->queue);
  g_clear_object (&self->saved);
  g_clear_object (&self->client);
  g_clear_object (&self->types);
  g_clear_object (&self->interrupted);
  g_clear_object (&self->applying);
  for (gsize i = 0; i < G_N_ELEMENTS (self->lists); i++)
    g_clear_pointer (&self->lists[i], g_ptr_array_unref);
  g_clear_pointer (&self->diagnostics, g_ptr_array_unref);
  g_clear_error (&self->types_error);
  G_OBJECT_CLASS (cue_acoustic_desk_connection_parent_class)->finalize (object);
}

static void
cue_acoustic_desk_connection_get_property (GObject    *object,
                                           guint       property_id,
                                           GValue     *value,
                                           GParamSpec *pspec)
{
  CueAcousticDeskConnection *self = CUE_ACOUSTIC_DESK_CONNECTION (object);

  switch ((CueAcousticDeskConnectionProperty) property_id) {
  case PROP_TYPES:
    g_value_set_object (value, self->types);
    break;
  case PROP_TYPES_TIME:
    g_value_set_int64 (value, self->types_time);
    break;
  case PROP_QUEUE:
    g_value_set_object (value, self->queue);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static gboolean
on_queue_settled (gpointer user_data)
{
  CueAcousticDeskConnection *self = user_data;
  CueAcousticReply          *reply = cue_event_file_queue_get_last_reply (self->queue);

  self->queue_source = 0;
  if (reply != NULL)
    cue_acoustic_desk_connection_take_reply (self, reply);
  g_signal_emit (self, signals[SIGNAL_FILES_CHANGED], 0);
  return G_SOURCE_REMOVE;
}

// What came of it is known after the queue is done with its answer.
static void
on_queue_busy_changed (CueEventFileQueue *queue, GParamSpec *pspec, CueAcousticDeskConnection *self)
{
  if (!cue_event_file_queue_get_busy (queue) && self->queue_source == 0)
    self->queue_source = g_idle_add (on_queue_settled, self);
}

static void
make_queue (CueAcousticDeskConnection *self)
{
  CueEventFileQueue *before = self->queue;

  self->queue = cue_event_file_queue_new (self->client);
  g_signal_connect_object (self->queue,
                           "notify::busy",
                           G_CALLBACK (on_queue_busy_changed),
                           self,
                           0);
  if (before != NULL) {
    cue_event_file_queue_set_folder (self->queue, cue_event_file_queue_get_folder (before));
    g_signal_handlers_disconnect_by_data (before, self);
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_QUEUE]);
  }
  g_clear_object (&before);
  if (self->saved != NULL)
    cue_acoustic_saved_files_follow (self->saved, self->queue, cue_desk_connection_get_id (self));
}

/**
 * cue_acoustic_desk_connection_set_saved:
 * @saved: what was saved for the event, also earlier
 *
 * For the files of the desk, once.
 */
void
cue_acoustic_desk_connection_set_saved (CueAcousticDeskConnection *self,
                                        CueAcousticSavedFiles     *saved)
{
  self->saved = g_object_ref (saved);
  cue_acoustic_saved_files_follow (saved, self->queue, cue_desk_connection_get_id (self));
}

static void
make_client (CueDeskConnection *connection)
{
  CueAcousticDeskConnection *self = CUE_ACOUSTIC_DESK_CONNECTION (connection);
  CueAcousticConnection     *settings = cue_desk_connection_get_settings (self);

  g_clear_object (&self->client);
  self->client = cue_acoustic_client_new (cue_desk_connection_get_http (self),
                                          cue_acoustic_connection_get_base_url (settings),
                                          cue_acoustic_connection_get_role (settings));
  make_queue (self);
  cue_desk_connection_set_key_state (self, CUE_KEY_UNKNOWN);
}

static void
settings_changed (CueDeskConnection *connection, const char *property)
{
  if (g_str_equal (property, "base-url") || g_str_equal (property, "role")) {
    // What is known is about another account now.
    make_client (connection);
    cue_acoustic_desk_connection_clear_types (CUE_ACOUSTIC_DESK_CONNECTION (connection));
  }
}

static void
forget_key (CueDeskConnection *connection)
{
  cue_acoustic_client_set_key (CUE_ACOUSTIC_DESK_CONNECTION (connection)->client, NULL);
}

static void
cue_acoustic_desk_connection_class_init (CueAcousticDeskConnectionClass *klass)
{
  GObjectClass           *object_class = G_OBJECT_CLASS (klass);
  CueDeskConnectionClass *connection_class = CUE_DESK_CONNECTION_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = cue_acoustic_desk_connection_dispose;
  object_class->finalize = cue_acoustic_desk_connection_finalize;
  object_class->get_property = cue_acoustic_desk_connection_get_property;
  connection_class->settings_changed = settings_changed;
  connection_class->http_changed = make_client;
  connection_class->forget_key = forget_key;

  /**
   * CueAcousticDeskConnection:types:
   *
   * A list model of [class@EventType] with their origins: what the lists of the service named when
   * they were last read. A list that could not be read again stays as it was.
   */
  properties[PROP_TYPES] = g_param_spec_object ("types", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  /**
   * CueAcousticDeskConnection:types-time:
   *
   * When they were read, in µs since 1970 UTC; 0 before.
   */
  properties[PROP_TYPES_TIME] =
    g_param_spec_int64 ("types-time", NULL, NULL, 0, G_MAXINT64, 0, flags);
  /**
   * CueAcousticDeskConnection:queue:
   *
   * The event files; another queue after the address changed.
   */
  properties[PROP_QUEUE] =
    g_param_spec_object ("queue", NULL, NULL, CUE_TYPE_EVENT_FILE_QUEUE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * CueAcousticDeskConnection::sending:
   * @request: what leaves
   * @id: a UUID, the same as with the answer
   */
  signals[SIGNAL_SENDING] = g_signal_new ("sending",
                                          CUE_TYPE_ACOUSTIC_DESK_CONNECTION,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          2,
                                          CUE_TYPE_ACOUSTIC_REQUEST,
                                          G_TYPE_STRING);
  /**
   * CueAcousticDeskConnection::answered:
   * @reply: what became of it
   * @id: a UUID, the same as when it was sent
   */
  signals[SIGNAL_ANSWERED] = g_signal_new ("answered",
                                           CUE_TYPE_ACOUSTIC_DESK_CONNECTION,
                                           G_SIGNAL_RUN_LAST,
                                           0,
                                           NULL,
                                           NULL,
                                           NULL,
                                           G_TYPE_NONE,
                                           2,
                                           CUE_TYPE_ACOUSTIC_REPLY,
                                           G_TYPE_STRING);
  /**
   * CueAcousticDeskConnection::files-changed:
   *
   * Something that was done with event files came to its end.
   */
  signals[SIGNAL_FILES_CHANGED] =
    cue_signal_new_plain (CUE_TYPE_ACOUSTIC_DESK_CONNECTION, "files-changed");
}

/**
 * cue_acoustic_desk_connection_new:
 * @settings: what the user set up
 * @http: sends everything; says the time
 * @secrets: has the key
 * @profile_id: under which it is kept
 *
 * Returns: (transfer full): a connection that asks nothing until somebody wants to know
 */
CueAcousticDeskConnection *
cue_acoustic_desk_connection_new (CueAcousticConnection *settings,
                                  CueHttpClient         *http,
                                  CueSecretStore        *secrets,
                                  const char            *profile_id)
{
  CueAcousticDeskConnection *self;

  g_return_val_if_fail (CUE_IS_ACOUSTIC_CONNECTION (settings), NULL);

  self = g_object_new (CUE_TYPE_ACOUSTIC_DESK_CONNECTION, NULL);
  cue_desk_connection_set_up (self, settings, http, secrets, profile_id);
  make_client (CUE_DESK_CONNECTION (self));
  return self;
}

// One call, from the look for the key to the answer.
typedef struct {
  CueAcousticRequest *request; // owned
  char               *id;      // owned, a UUID
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  g_object_unref (call->request);
  g_free (call->id);
  g_free (call);
}

/**
 * cue_acoustic_desk_connection_take_reply:
 * @reply: an answer, of a call or of a row
 *
 * Learns from an answer what concerns the connection. For the files of the desk.
 */
void
cue_acoustic_desk_connection_take_reply (CueAcousticDeskConnection *self, CueAcousticReply *reply)
{
  guint status = cue_acoustic_reply_get_status (reply);

  if (status == 401 || status == 403)
    cue_desk_connection_set_key_state (self, CUE_KEY_REFUSED);
  else if (status != 0 && cue_acoustic_client_has_key (self->client))
    cue_desk_connection_set_key_state (self, CUE_KEY_THERE);
  cue_desk_connection_note_answer (self);
  self->done = cue_acoustic_reply_get_outcome (reply) == CUE_OUTCOME_DONE;
  cue_desk_connection_set_words (self, cue_acoustic_reply_get_message (reply));
}

/**
 * cue_acoustic_desk_connection_take_refusal:
 * @words: what the service said
 *
 * A run of this connection was stopped since its key was refused. For the files of the desk.
 */
void
cue_acoustic_desk_connection_take_refusal (CueAcousticDeskConnection *self, const char *words)
{
  cue_desk_connection_set_words (self, words);
  cue_desk_connection_set_key_state (self, CUE_KEY_REFUSED);
}

static void
on_answered (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CueAcousticReply)
    reply = cue_acoustic_client_send_finish (CUE_ACOUSTIC_CLIENT (object), result, &error);
  CueAcousticDeskConnection *self = g_task_get_source_object (task);
  Call                      *call = g_task_get_task_data (task);

  cue_desk_connection_change_busy (self, -1);
  if (reply == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  if (CUE_ACOUSTIC_CLIENT (object) == self->client)
    cue_acoustic_desk_connection_take_reply (self, reply);
  g_signal_emit (self, signals[SIGNAL_ANSWERED], 0, reply, call->id);
  g_task_return_pointer (task, g_steal_pointer (&reply), g_object_unref);
}

static void
on_opened (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CueAcousticDeskConnection *self = CUE_ACOUSTIC_DESK_CONNECTION (object);
  Call                      *call = g_task_get_task_data (task);
  GError                    *error = NULL;

  if (!cue_acoustic_desk_connection_open_finish (self, result, &error)) {
    if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      cue_desk_connection_set_words (self, error->message);
    cue_desk_connection_change_busy (self, -1);
    g_task_return_error (task, error);
    return;
  }
  g_signal_emit (self, signals[SIGNAL_SENDING], 0, call->request, call->id);
  cue_acoustic_client_send_async (self->client,
                                  call->request,
                                  g_task_get_cancellable (task),
                                  on_answered,
                                  g_object_ref (task));
}

/**
 * cue_acoustic_desk_connection_send_async:
 * @request: what to send, made with the base URL of the client of this connection
 * @cancellable: (nullable): ends the wait; what a writing call did is then not known
 * @callback: called with the reply
 *
 * Looks for the key where that is needed, and sends. The desk writes down what is sent.
 */
void
cue_acoustic_desk_connection_send_async (CueAcousticDeskConnection *self,
                                         CueAcousticRequest        *request,
                                         GCancellable              *cancellable,
                                         GAsyncReadyCallback        callback,
                                         gpointer                   user_data)
{
  GTask *task;
  Call  *call;

  g_return_if_fail (CUE_IS_ACOUSTIC_DESK_CONNECTION (self));
  g_return_if_fail (CUE_IS_ACOUSTIC_REQUEST (request));

  call = g_new0 (Call, 1);
  call->request = g_object_ref (request);
  call->id = g_uuid_string_random ();
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cue_acoustic_desk_connection_send_async);
  // A cancel that comes with the answer must not lose it.
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, call, call_free);
  cue_desk_connection_change_busy (self, 1);
  cue_acoustic_desk_connection_open_async (self, cancellable, on_opened, task);
}

/**
 * cue_acoustic_desk_connection_send_finish:
 * @error: the key is missing or locked away, or it was cancelled
 *
 * Returns: (transfer full) (nullable): what became of it, also when the service refused it
 */
CueAcousticReply *
cue_acoustic_desk_connection_send_finish (CueAcousticDeskConnection *self,
                                          GAsyncResult              *result,
                                          GError                   **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * cue_acoustic_desk_connection_tell_types:
 *
 * For the files of the desk.
 */
void
cue_acoustic_desk_connection_tell_types (CueAcousticDeskConnection *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TYPES_TIME]);
}
