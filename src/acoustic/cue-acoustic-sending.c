// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-client-private.h"

#include "cue-acoustic-reply-private.h"
#include "cue-error.h"
#include "cue-http-attempts.h"
#include "cue-http-read.h"
#include "cue-json.h"
#include "cue-secret-text.h"
#include "cue-time.h"

/*
 * One call on its way:
 *
 *   send → answer ─┬→ read its JSON → verdict
 *     ↑            ├→ verdict                      (writing calls, refusals, files)
 *     └── wait ←───┘                               (reading calls, at most twice)
 */

/* A person waits for a list, but not for a quarter of an hour without being asked. */
#define LONGEST_WAIT_US  CUE_SECONDS (10)
#define WRITE_TIMEOUT_MS 60000
/* A large file over a slow line; silence inside it ends it much earlier. */
#define FILE_TIMEOUT_MS      (6 * 60 * 60 * 1000)
#define FILE_IDLE_TIMEOUT_MS 30000

typedef struct {
  CueHttpClient         *http;     /* owned */
  char                  *key;      /* owned, wiped */
  CueAcousticRequest    *request;  /* owned */
  CueAcousticSendOptions options;  /* the sink in it is owned */
  CueRedactor           *redactor; /* owned: knows the key, and what is secret in the body */
  GPtrArray             *secrets;  /* owned, of char* */
  CueHttpResponse       *response; /* owned, nullable: while it is read */
  guint                  n_tries;
} Sending;

static void
free_sending (gpointer data)
{
  Sending *sending = data;

  cue_secret_text_free (sending->key);
  g_clear_pointer (&sending->secrets, g_ptr_array_unref);
  g_clear_pointer (&sending->redactor, cue_redactor_unref);
  g_clear_object (&sending->options.sink);
  g_clear_object (&sending->response);
  g_clear_object (&sending->request);
  g_clear_object (&sending->http);
  g_free (sending);
}

/* Takes over @reply and @task. */
static void
finish (GTask *task, CueAcousticReply *reply)
{
  Sending  *sending = g_task_get_task_data (task);
  CueClock *clock = cue_http_client_get_clock (sending->http);

  reply->n_tries = sending->n_tries;
  if (reply->received_wall_us == 0)
    reply->received_wall_us = cue_clock_get_wall (clock);
  if (reply->redactor == NULL)
    reply->redactor = cue_redactor_ref (sending->redactor);
  g_task_return_pointer (task, reply, g_object_unref);
  g_object_unref (task);
}

/* ---- the answer ----------------------------------------------------------------------------- */

static gpointer
read_json (CueHttpResponse *response, GError **error)
{
  return cue_http_response_get_json (response, error);
}

static void
judge (GTask *task, CueHttpResponse *response, JsonNode *json, const GError *read_error)
{
  Sending *sending = g_task_get_task_data (task);

  finish (task,
          cue_acoustic_reply_new_answered (sending->request,
                                           response,
                                           json,
                                           read_error,
                                           cue_http_client_get_clock (sending->http),
                                           sending->redactor));
}

static void
on_read (GObject *object, GAsyncResult *result, gpointer data)
{
  GTask   *task = data;
  Sending *sending = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) json = cue_http_response_read_finish (result, NULL, &error);
  g_autoptr (CueHttpResponse) response = g_steal_pointer (&sending->response);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_task_return_error (task, g_steal_pointer (&error));
    g_object_unref (task);
    return;
  }
  judge (task, response, json, error);
}

static gboolean
has_json (Sending *sending, CueHttpResponse *response)
{
  CueAcousticCall call = cue_acoustic_request_get_call (sending->request);
  guint           status = cue_http_response_get_status (response);

  return !cue_acoustic_call_is_writing (call) && call != CUE_ACOUSTIC_CALL_GET_FILE &&
         status >= 200 && status <= 299 && status != 204;
}

/* No answer. */
static void
fail (GTask *task, GError *error, gboolean sent)
{
  Sending          *sending = g_task_get_task_data (task);
  CueAcousticReply *reply;

  if (g_error_matches (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT))
    reply = cue_acoustic_reply_new_unsent (sending->request, error);
  else
    reply = cue_acoustic_reply_new_failed (sending->request, error, sent);
  g_error_free (error);
  finish (task, reply);
}

static void
on_answered (GObject *object, GAsyncResult *result, gpointer data)
{
  GTask   *task = data;
  Sending *sending = g_task_get_task_data (task);
  GError  *error = NULL;
  gboolean sent;
  g_autoptr (CueHttpResponse) response =
    cue_http_attempts_finish (CUE_HTTP_CLIENT (object), result, &sending->n_tries, &sent, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_task_return_error (task, error);
    g_object_unref (task);
    return;
  }
  if (response == NULL) {
    fail (task, error, sent);
    return;
  }
  if (!has_json (sending, response)) {
    judge (task, response, NULL, NULL);
    return;
  }
  sending->response = g_object_ref (response);
  cue_http_response_read_async (response,
                                read_json,
                                (GDestroyNotify) json_node_unref,
                                g_task_get_cancellable (task),
                                on_read,
                                task);
}

/* ---- the request ---------------------------------------------------------------------------- */

static CueHttpRequest *
make_http_request (gpointer data, GError **error)
{
  Sending        *sending = data;
  CueAcousticCall call = cue_acoustic_request_get_call (sending->request);
  GBytes         *body = cue_acoustic_request_get_body (sending->request);
  CueHttpRequest *request =
    cue_http_request_new (cue_acoustic_request_get_method (sending->request),
                          cue_acoustic_request_get_url (sending->request));

  cue_http_request_set_bearer (request, sending->key);
  // On every call, as in each of the vendor's samples.
  cue_http_request_set_header (request, "Content-Type", "application/json");
  cue_http_request_set_header (request,
                               "Accept",
                               cue_acoustic_request_get_accept (sending->request));
  if (body != NULL)
    cue_http_request_set_body (request, body, "application/json");
  cue_http_request_set_lane (request, "acoustic");
  cue_http_request_set_purpose (request, cue_acoustic_call_get_title (call));
  if (cue_acoustic_call_is_writing (call))
    cue_http_request_set_timeout (request, WRITE_TIMEOUT_MS);
  for (guint i = 0; i < sending->secrets->len; i++)
    cue_http_request_add_secret (request, g_ptr_array_index (sending->secrets, i));
  if (sending->options.sink != NULL) {
    cue_http_request_set_timeout (request, FILE_TIMEOUT_MS);
    cue_http_request_set_idle_timeout (request, FILE_IDLE_TIMEOUT_MS);
    cue_http_request_set_max_bytes (request, (gsize) sending->options.max_bytes);
    cue_http_request_set_sink (request,
                               sending->options.sink,
                               sending->options.progress,
                               sending->options.progress_data);
  }
  return request;
}

/* Everything a notification authenticates with, but what only names somebody. */
static GPtrArray *
find_secrets (CueAcousticRequest *request)
{
  static const char *const names[] = { "authType", "authURL", "clientID", "userId" };
  GPtrArray               *secrets = g_ptr_array_new_with_free_func (cue_secret_text_free);
  g_autoptr (JsonNode) node = NULL;
  JsonNode      *member;
  JsonObjectIter iter;
  const char    *name;

  if (cue_acoustic_request_get_call (request) != CUE_ACOUSTIC_CALL_SET_NOTIFICATION)
    return secrets;
  node = cue_json_parse (cue_acoustic_request_get_body (request), NULL);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return secrets;
  member = json_object_get_member (json_node_get_object (node), "authentication");
  if (member == NULL || !JSON_NODE_HOLDS_OBJECT (member))
    return secrets;
  json_object_iter_init_ordered (&iter, json_node_get_object (member));
  while (json_object_iter_next_ordered (&iter, &name, &member)) {
    gboolean harmless = FALSE;

    for (gsize i = 0; i < G_N_ELEMENTS (names) && !harmless; i++)
      harmless = g_str_equal (name, names[i]);
    if (!harmless && JSON_NODE_HOLDS_VALUE (member) &&
        json_node_get_value_type (member) == G_TYPE_STRING)
      g_ptr_array_add (secrets, g_strdup (json_node_get_string (member)));
  }
  return secrets;
}

/**
 * cue_acoustic_sending_start:
 * @task: (transfer full): what to return from: a [class@AcousticReply] or %G_IO_ERROR_CANCELLED
 * @http: how to send
 * @key: the key
 * @request: a request that was found valid
 * @options: where the body goes, how often to try
 *
 * Sends @request; every call of this library goes through here.
 */
void
cue_acoustic_sending_start (GTask                        *task,
                            CueHttpClient                *http,
                            const char                   *key,
                            CueAcousticRequest           *request,
                            const CueAcousticSendOptions *options)
{
  Sending *sending = g_new0 (Sending, 1);

  sending->http = g_object_ref (http);
  sending->key = g_strdup (key);
  sending->request = g_object_ref (request);
  sending->options = *options;
  if (sending->options.sink != NULL)
    g_object_ref (sending->options.sink);
  sending->secrets = find_secrets (request);
  sending->redactor = cue_redactor_new_child (cue_http_client_get_redactor (http));
  for (guint i = 0; i < sending->secrets->len; i++)
    cue_redactor_add (sending->redactor, g_ptr_array_index (sending->secrets, i));
  g_task_set_task_data (task, sending, free_sending);
  cue_http_attempts_async (http,
                           make_http_request,
                           sending,
                           cue_acoustic_call_is_writing (cue_acoustic_request_get_call (request))
                             ? 1
                             : options->max_tries,
                           LONGEST_WAIT_US,
                           g_task_get_cancellable (task),
                           on_answered,
                           task);
}
