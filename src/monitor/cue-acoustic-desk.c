// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-desk.h"

#include <glib/gi18n-lib.h>

#include "cue-acoustic-desk-private.h"

/**
 * CueAcousticDesk:
 *
 * The [class@Desk] of the Acoustic Exchange: a list model of [class@AcousticDeskConnection], the
 * history of what was sent, the templates, and the runs that publish tables. It asks for nothing by
 * itself.
 *
 * The history has every writing call with its body, so that it can be sent again; it never has the
 * body of a call that sets a notification, since passwords may be in it, nor any key. It is in the
 * user's data folder, but for an event that is not saved.
 */

G_DEFINE_FINAL_TYPE (CueAcousticDesk, cue_acoustic_desk, CUE_TYPE_DESK)

enum {
  SIGNAL_ANSWERED,
  SIGNAL_ROW_ANSWERED,
  SIGNAL_RUN_CHANGED,
  SIGNAL_FILES_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
cue_acoustic_desk_init (CueAcousticDesk *self)
{
  self->runs = g_list_store_new (CUE_TYPE_PUBLISH_RUN);
  self->about = g_hash_table_new_full (NULL, NULL, NULL, cue_acoustic_run_info_free);
}

static void
cue_acoustic_desk_dispose (GObject *object)
{
  CueAcousticDesk *self = CUE_ACOUSTIC_DESK (object);
  GPtrArray       *connections = cue_desk_get_connections (self);

  // What nobody can see any more must not go on sending.
  if (self->runs != NULL) {
    for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->runs)); i++) {
      g_autoptr (CuePublishRun) run = g_list_model_get_item (G_LIST_MODEL (self->runs), i);

      g_signal_handlers_disconnect_by_data (run, self);
      cue_publish_run_stop (run);
      cue_acoustic_desk_offer_when_gone (self, run);
    }
  }
  for (guint i = 0; i < connections->len; i++)
    cue_acoustic_desk_connection_stop_applying (g_ptr_array_index (connections, i));
  g_hash_table_remove_all (self->about);
  g_clear_object (&self->runs);
  G_OBJECT_CLASS (cue_acoustic_desk_parent_class)->dispose (object);
}

static void
cue_acoustic_desk_finalize (GObject *object)
{
  CueAcousticDesk *self = CUE_ACOUSTIC_DESK (object);

  g_clear_object (&self->history);
  g_clear_object (&self->saved);
  g_clear_object (&self->templates);
  g_clear_object (&self->interrupted);
  g_hash_table_unref (self->about);
  G_OBJECT_CLASS (cue_acoustic_desk_parent_class)->finalize (object);
}

// What was sent, for the history. The id is the same before and after the answer, so that a program
// that ends in between leaves a record that says so.
static void
keep_record (CueAcousticDesk           *self,
             CueAcousticDeskConnection *connection,
             CueAcousticRequest        *request,
             CueAcousticReply          *reply,
             const char                *id)
{
  g_autoptr (CueAcousticRecord) record = NULL;
  g_autofree char *line = NULL;
  g_autofree char *body = NULL;
  g_autoptr (GUri)
    uri = g_uri_parse (cue_acoustic_request_get_url (request), G_URI_FLAGS_NONE, NULL);
  CueAcousticCall call = cue_acoustic_request_get_call (request);
  GBytes         *bytes = cue_acoustic_request_get_body (request);
  CueRedactor    *redactor = cue_http_client_get_redactor (cue_desk_get_http (self));

  if (!cue_acoustic_call_is_writing (call))
    return;
  line = g_strdup_printf ("%s %s",
                          cue_acoustic_request_get_method (request),
                          uri != NULL ? g_uri_get_path (uri) : "");
  if (bytes != NULL && call != CUE_ACOUSTIC_CALL_SET_NOTIFICATION &&
      g_bytes_get_size (bytes) <= CUE_ACOUSTIC_RECORD_MAX_BODY) {
    g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

    body = cue_redactor_apply (redactor, text);
  }
  record =
    cue_acoustic_record_new ("id",
                             id,
                             "time",
                             cue_clock_get_wall (
                               cue_http_client_get_clock (cue_desk_get_http (self))),
                             "kind",
                             cue_acoustic_call_get_nick (call),
                             "name",
                             cue_acoustic_request_get_subject (request),
                             "connection",
                             cue_desk_connection_get_title (connection),
                             "request",
                             line,
                             "body",
                             body,
                             "outcome",
                             reply != NULL
                               ? cue_outcome_get_nick (cue_acoustic_reply_get_outcome (reply))
                               : CUE_ACOUSTIC_RECORD_SENDING,
                             "status",
                             reply != NULL ? cue_acoustic_reply_get_status (reply) : 0,
                             "words",
                             reply != NULL ? cue_acoustic_reply_get_message (reply)
                                           : _ ("It is on its way."),
                             NULL);
  cue_acoustic_records_add (self->history, record);
}

static void
on_sending (CueAcousticDeskConnection *connection,
            CueAcousticRequest        *request,
            const char                *id,
            CueAcousticDesk           *self)
{
  keep_record (self, connection, request, NULL, id);
}

static void
on_answered (CueAcousticDeskConnection *connection,
             CueAcousticReply          *reply,
             const char                *id,
             CueAcousticDesk           *self)
{
  keep_record (self, connection, cue_acoustic_reply_get_request (reply), reply, id);
  g_signal_emit (self, signals[SIGNAL_ANSWERED], 0, connection, reply);
}

static void
on_files_changed (CueAcousticDeskConnection *connection, CueAcousticDesk *self)
{
  g_signal_emit (self, signals[SIGNAL_FILES_CHANGED], 0, connection);
}

static gpointer
make_connection (CueDesk *desk, gpointer settings)
{
  CueAcousticDesk           *self = CUE_ACOUSTIC_DESK (desk);
  CueAcousticDeskConnection *connection =
    cue_acoustic_desk_connection_new (settings,
                                      cue_desk_get_http (self),
                                      cue_desk_get_secrets (self),
                                      cue_desk_get_profile_id (self));

  cue_acoustic_desk_connection_set_saved (connection, self->saved);
  g_signal_connect_object (connection, "sending", G_CALLBACK (on_sending), self, 0);
  g_signal_connect_object (connection, "answered", G_CALLBACK (on_answered), self, 0);
  g_signal_connect_object (connection, "files-changed", G_CALLBACK (on_files_changed), self, 0);
  return connection;
}

static void
on_key_cleared (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!cue_secret_store_clear_finish (CUE_SECRET_STORE (source), result, &error))
    g_warning ("%s", error->message);
}

// A connection that is gone needs no key any more.
static void
let_go (CueDesk *desk, gpointer connection)
{
  CueAcousticDesk       *self = CUE_ACOUSTIC_DESK (desk);
  CueAcousticConnection *settings = cue_desk_connection_get_settings (connection);
  g_autofree char       *kind = cue_connection_make_secret_kind (settings);

  cue_acoustic_saved_files_forget (self->saved, cue_connection_get_id (settings));
  cue_acoustic_desk_connection_stop_applying (connection);
  if (self->transient)
    cue_secret_store_keep (cue_desk_get_secrets (self), cue_desk_get_profile_id (self), kind, NULL);
  else
    cue_secret_store_clear_async (cue_desk_get_secrets (self),
                                  cue_desk_get_profile_id (self),
                                  kind,
                                  NULL,
                                  on_key_cleared,
                                  NULL);
}

static void
connections_changed (CueDesk *desk)
{
  cue_acoustic_desk_look_for_interrupted (CUE_ACOUSTIC_DESK (desk));
}

static void
cue_acoustic_desk_class_init (CueAcousticDeskClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  CueDeskClass *desk_class = CUE_DESK_CLASS (klass);

  object_class->dispose = cue_acoustic_desk_dispose;
  object_class->finalize = cue_acoustic_desk_finalize;
  desk_class->connection_type = CUE_TYPE_ACOUSTIC_DESK_CONNECTION;
  desk_class->secret_prefix = CUE_SECRET_KIND_ACOUSTIC_PREFIX;
  desk_class->make_connection = make_connection;
  desk_class->let_go = let_go;
  desk_class->connections_changed = connections_changed;

#define ADD(name, n, ...)               \
  g_signal_new (name,                   \
                CUE_TYPE_ACOUSTIC_DESK, \
                G_SIGNAL_RUN_LAST,      \
                0,                      \
                NULL,                   \
                NULL,                   \
                NULL,                   \
                G_TYPE_NONE,            \
                n,                      \
                __VA_ARGS__)
  /**
   * CueAcousticDesk::answered:
   * @connection: where it was sent
   * @reply: what became of it
   */
  signals[SIGNAL_ANSWERED] =
    ADD ("answered", 2, CUE_TYPE_ACOUSTIC_DESK_CONNECTION, CUE_TYPE_ACOUSTIC_REPLY);
  /**
   * CueAcousticDesk::row-answered:
   * @connection: where it was sent
   * @run: of which it is a part
   * @request: index of the request
   */
  signals[SIGNAL_ROW_ANSWERED] =
    ADD ("row-answered", 3, CUE_TYPE_ACOUSTIC_DESK_CONNECTION, CUE_TYPE_PUBLISH_RUN, G_TYPE_UINT);
  /**
   * CueAcousticDesk::run-changed:
   * @connection: where it is sent
   * @run: a run that began, waits, stopped or finished
   */
  signals[SIGNAL_RUN_CHANGED] =
    ADD ("run-changed", 2, CUE_TYPE_ACOUSTIC_DESK_CONNECTION, CUE_TYPE_PUBLISH_RUN);
  /**
   * CueAcousticDesk::files-changed:
   * @connection: with whose event files something was done
   */
  signals[SIGNAL_FILES_CHANGED] = ADD ("files-changed", 1, CUE_TYPE_ACOUSTIC_DESK_CONNECTION);
#undef ADD
}

/**
 * cue_acoustic_desk_new:
 * @profile: the connections of the event
 * @profile_id: under which keys and history are kept
 * @transient: whether the event is not saved, and so nothing is kept on disk
 * @http: sends everything; says the time
 * @secrets: has the keys
 *
 * Returns: (transfer full): a desk on which nothing is done yet
 */
CueAcousticDesk *
cue_acoustic_desk_new (CueConnectionList *profile,
                       const char        *profile_id,
                       gboolean           transient,
                       CueHttpClient     *http,
                       CueSecretStore    *secrets)
{
  g_autoptr (CueAcousticRecords) files = NULL;
  CueAcousticDesk *self;

  g_return_val_if_fail (CUE_IS_CONNECTION_LIST (profile), NULL);

  self = g_object_new (CUE_TYPE_ACOUSTIC_DESK, NULL);
  cue_desk_set_up (self, profile_id, http, secrets);
  self->transient = transient;
  self->history = cue_acoustic_records_new_history (transient ? NULL : profile_id);
  files = cue_acoustic_records_new_files (transient ? NULL : profile_id);
  self->saved = cue_acoustic_saved_files_new (files, cue_http_client_get_clock (http));
  cue_desk_follow (self, profile);
  return self;
}

/**
 * cue_acoustic_desk_get_history:
 *
 * Returns: (transfer none): what was sent; read from its file from now on
 */
CueAcousticRecords *
cue_acoustic_desk_get_history (CueAcousticDesk *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_DESK (self), NULL);

  cue_acoustic_records_load (self->history);
  return self->history;
}

/**
 * cue_acoustic_desk_get_templates:
 *
 * Returns: (transfer none): the templates, the same for all events
 */
CueAcousticRecords *
cue_acoustic_desk_get_templates (CueAcousticDesk *self)
{
  // All desks of the program share one list, since two would overwrite each other's file.
  static GWeakRef shared;

  g_return_val_if_fail (CUE_IS_ACOUSTIC_DESK (self), NULL);

  if (self->templates == NULL)
    self->templates = g_weak_ref_get (&shared);
  if (self->templates == NULL) {
    self->templates = cue_acoustic_records_new_templates ();
    g_weak_ref_set (&shared, self->templates);
  }
  cue_acoustic_records_load (self->templates);
  return self->templates;
}

/**
 * cue_acoustic_desk_get_runs:
 *
 * Returns: (transfer none): a list model of [class@PublishRun], until they are removed
 */
GListModel *
cue_acoustic_desk_get_runs (CueAcousticDesk *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_DESK (self), NULL);
  return G_LIST_MODEL (self->runs);
}

/**
 * cue_acoustic_desk_tell_run:
 *
 * For the files of the desk.
 */
void
cue_acoustic_desk_tell_run (CueAcousticDesk           *self,
                            CueAcousticDeskConnection *connection,
                            CuePublishRun             *run)
{
  g_signal_emit (self, signals[SIGNAL_RUN_CHANGED], 0, connection, run);
}

/**
 * cue_acoustic_desk_tell_row:
 *
 * For the files of the desk.
 */
void
cue_acoustic_desk_tell_row (CueAcousticDesk           *self,
                            CueAcousticDeskConnection *connection,
                            CuePublishRun             *run,
                            guint                      request)
{
  g_signal_emit (self, signals[SIGNAL_ROW_ANSWERED], 0, connection, run, request);
}
