// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-client.h"

#include "cue-error.h"
#include "cue-feed-reader.h"
#include "cue-feed-reply-private.h"
#include "cue-http-attempts.h"
#include "cue-http-read.h"
#include "cue-secret-text.h"
#include "cue-time.h"
#include "cue-url.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * CueFeedClient:
 *
 * One connection to an Event Data Service: where it is, and what signs the tokens that read there.
 * It sends requests and judges the answers; it keeps no events and polls nothing.
 *
 * Events are never sent a second time once they may have left, since the service would keep them
 * twice (TB-14). Pages are asked for up to three times, each time with a token that is still valid.
 * A page is read in a worker, up to %CUE_FEED_LARGE_BYTES, or %CUE_FEED_MAX_BYTES where somebody
 * wants it all the same.
 *
 * Main thread. A call under way keeps its client alive.
 */
struct _CueFeedClient {
  GObject parent_instance;

  CueHttpClient      *http;     /* owned */
  char               *base_url; /* owned */
  CueReadTokenSource *tokens;   /* owned */
  guint64             max_bytes;
  guint               n_busy;
};

G_DEFINE_FINAL_TYPE (CueFeedClient, cue_feed_client, G_TYPE_OBJECT)

typedef enum {
  PROP_N_BUSY = 1,
} CueFeedClientProperty;

static GParamSpec *properties[PROP_N_BUSY + 1];

#define MAX_TRIES 3
/* A person waits for a page, but not for a quarter of an hour without being asked. */
#define LONGEST_WAIT_US CUE_SECONDS (10)
#define PUT_TIMEOUT_MS  60000
/* A large page over a slow line; silence inside it ends it much earlier. */
#define PAGE_TIMEOUT_MS      (10 * 60 * 1000)
#define PAGE_IDLE_TIMEOUT_MS 30000

static void
cue_feed_client_finalize (GObject *object)
{
  CueFeedClient *self = CUE_FEED_CLIENT (object);

  g_free (self->base_url);
  g_clear_object (&self->tokens);
  g_clear_object (&self->http);

  G_OBJECT_CLASS (cue_feed_client_parent_class)->finalize (object);
}

static void
cue_feed_client_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  switch ((CueFeedClientProperty) property_id) {
  case PROP_N_BUSY:
    g_value_set_uint (value, CUE_FEED_CLIENT (object)->n_busy);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
cue_feed_client_class_init (CueFeedClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = cue_feed_client_finalize;
  object_class->get_property = cue_feed_client_get_property;

  /**
   * CueFeedClient:n-busy:
   *
   * How many calls are under way.
   */
  properties[PROP_N_BUSY] = g_param_spec_uint ("n-busy", NULL, NULL, 0, G_MAXUINT, 0, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cue_feed_client_init (CueFeedClient *self)
{
  self->max_bytes = CUE_FEED_MAX_BYTES;
}

/**
 * cue_feed_client_new:
 * @http: how to send
 * @base_url: as [func@feed_host_make_base_url] makes it
 * @tokens: makes the tokens that read; its key may come later
 *
 * Returns: (transfer full): a client
 */
CueFeedClient *
cue_feed_client_new (CueHttpClient *http, const char *base_url, CueReadTokenSource *tokens)
{
  CueFeedClient *self;

  g_return_val_if_fail (CUE_IS_HTTP_CLIENT (http), NULL);
  g_return_val_if_fail (base_url != NULL, NULL);
  g_return_val_if_fail (CUE_IS_READ_TOKEN_SOURCE (tokens), NULL);

  self = g_object_new (CUE_TYPE_FEED_CLIENT, NULL);
  self->http = g_object_ref (http);
  self->base_url = g_strdup (base_url);
  self->tokens = g_object_ref (tokens);
  return self;
}

/**
 * cue_feed_client_get_base_url:
 *
 * Returns: (transfer none): where it sends to, for the constructors of requests
 */
const char *
cue_feed_client_get_base_url (CueFeedClient *self)
{
  g_return_val_if_fail (CUE_IS_FEED_CLIENT (self), NULL);

  return self->base_url;
}

/**
 * cue_feed_client_set_max_bytes:
 * @max_bytes: how large a page may be, in bytes; %CUE_FEED_MAX_BYTES at most, which is what it is
 *   unless set. Above %CUE_FEED_LARGE_BYTES only where [method@FeedRequest.set_large] says so,
 *   since a person is asked before that much is taken in.
 */
void
cue_feed_client_set_max_bytes (CueFeedClient *self, guint64 max_bytes)
{
  g_return_if_fail (CUE_IS_FEED_CLIENT (self));

  self->max_bytes = CLAMP (max_bytes, 1, CUE_FEED_MAX_BYTES);
}

static void
change_busy (CueFeedClient *self, gint by)
{
  self->n_busy = (guint) ((gint) self->n_busy + by);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_BUSY]);
}

/* ---- one call ------------------------------------------------------------------------------- */

typedef struct {
  CueFeedRequest  *request;  /* owned */
  CueHttpResponse *response; /* owned, nullable: while it is read */
  GError          *no_token; /* owned, nullable: why there is no token */
  guint            n_tries;
} Sending;

static void
free_sending (gpointer data)
{
  Sending *sending = data;

  g_clear_object (&sending->request);
  g_clear_object (&sending->response);
  g_clear_error (&sending->no_token);
  g_free (sending);
}

/* Takes over @reply and @task. */
static void
finish (GTask *task, CueFeedReply *reply)
{
  CueFeedClient *self = g_task_get_source_object (task);
  Sending       *sending = g_task_get_task_data (task);
  CueClock      *clock = cue_http_client_get_clock (self->http);

  reply->n_tries = sending->n_tries;
  if (reply->received_wall_us == 0)
    reply->received_wall_us = cue_clock_get_wall (clock);
  change_busy (self, -1);
  g_task_return_pointer (task, reply, g_object_unref);
  g_object_unref (task);
}

static void
give_up (GTask *task, GError *error)
{
  change_busy (g_task_get_source_object (task), -1);
  g_task_return_error (task, error);
  g_object_unref (task);
}

static const char *
get_claim (CueFeedClient *self, CueFeedRequest *request)
{
  return cue_read_token_source_get_wildcard (self->tokens) ? "*"
                                                           : cue_feed_request_get_source (request);
}

static void
judge (GTask *task, CueHttpResponse *response, CueFeedPage *page, const GError *read_error)
{
  CueFeedClient *self = g_task_get_source_object (task);
  Sending       *sending = g_task_get_task_data (task);

  // Whatever the reason, the same token would be refused again.
  if (cue_http_response_get_status (response) == 401)
    cue_read_token_source_forget (self->tokens);
  finish (task,
          cue_feed_reply_new_answered (sending->request,
                                       response,
                                       page,
                                       read_error,
                                       get_claim (self, sending->request),
                                       cue_http_client_get_clock (self->http)));
}

static gpointer
read_page (CueHttpResponse *response, GError **error)
{
  return cue_feed_reader_read (cue_http_response_get_body (response), error);
}

static void
on_read (GObject *object, GAsyncResult *result, gpointer data)
{
  GTask   *task = data;
  Sending *sending = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (CueFeedPage) page = cue_http_response_read_finish (result, NULL, &error);
  g_autoptr (CueHttpResponse) response = g_steal_pointer (&sending->response);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    give_up (task, g_steal_pointer (&error));
  else
    judge (task, response, page, error);
}

static gboolean
has_page (Sending *sending, CueHttpResponse *response)
{
  guint status = cue_http_response_get_status (response);

  return cue_feed_request_get_call (sending->request) != CUE_FEED_CALL_PUT && status >= 200 &&
         status <= 299 && status != 204 &&
         !(status == 205 && g_bytes_get_size (cue_http_response_get_body (response)) == 0);
}

/* No answer. */
static void
fail (GTask *task, const GError *error, gboolean sent)
{
  Sending *sending = g_task_get_task_data (task);

  if (g_error_matches (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT) || sending->no_token != NULL)
    finish (task, cue_feed_reply_new_unsent (sending->request, error));
  else
    finish (task, cue_feed_reply_new_failed (sending->request, error, sent));
}

static void
on_answered (GObject *object, GAsyncResult *result, gpointer data)
{
  GTask   *task = data;
  Sending *sending = g_task_get_task_data (task);
  gboolean sent;
  g_autoptr (GError) error = NULL;
  g_autoptr (CueHttpResponse) response =
    cue_http_attempts_finish (CUE_HTTP_CLIENT (object), result, &sending->n_tries, &sent, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    give_up (task, g_steal_pointer (&error));
    return;
  }
  if (response == NULL) {
    fail (task, error, sent);
    return;
  }
  if (!has_page (sending, response)) {
    judge (task, response, NULL, NULL);
    return;
  }
  if (!cue_feed_request_check_answer_url (sending->request,
                                          cue_http_response_get_url (response),
                                          &error)) {
    judge (task, response, NULL, error);
    return;
  }
  sending->response = g_object_ref (response);
  cue_http_response_read_async (response,
                                read_page,
                                g_object_unref,
                                g_task_get_cancellable (task),
                                on_read,
                                task);
}

static CueHttpRequest *
make_http_request (gpointer data, GError **error)
{
  GTask         *task = data;
  CueFeedClient *self = g_task_get_source_object (task);
  Sending       *sending = g_task_get_task_data (task);
  CueFeedCall    call = cue_feed_request_get_call (sending->request);
  g_autoptr (CueSecretText) token = NULL;
  CueHttpRequest *request;

  if (call != CUE_FEED_CALL_PUT) {
    token = cue_read_token_source_make_token (self->tokens,
                                              cue_feed_request_get_source (sending->request),
                                              NULL,
                                              &sending->no_token);
    if (token == NULL) {
      g_propagate_error (error, g_error_copy (sending->no_token));
      return NULL;
    }
  }
  request = cue_http_request_new (cue_feed_request_get_method (sending->request),
                                  cue_feed_request_get_url (sending->request));
  cue_http_request_set_lane (request, "feed");
  cue_http_request_set_purpose (request, cue_feed_call_get_title (call));
  if (call == CUE_FEED_CALL_PUT) {
    cue_http_request_set_body (request,
                               cue_feed_request_get_body (sending->request),
                               "application/jose");
    cue_http_request_set_timeout (request, PUT_TIMEOUT_MS);
    return request;
  }
  cue_http_request_set_bearer (request, token);
  cue_http_request_add_secret (request, token);
  cue_http_request_set_header (request, "Accept", "application/json");
  cue_http_request_set_max_bytes (request,
                                  cue_feed_request_get_large (sending->request)
                                    ? self->max_bytes
                                    : MIN (self->max_bytes, CUE_FEED_LARGE_BYTES));
  cue_http_request_set_timeout (request, PAGE_TIMEOUT_MS);
  cue_http_request_set_idle_timeout (request, PAGE_IDLE_TIMEOUT_MS);
  return request;
}

static gboolean
check_request (CueFeedClient *self, CueFeedRequest *request, GError **error)
{
  if (!cue_url_check (self->base_url,
                      CUE_URL_HTTPS | CUE_URL_HTTP_ON_LOOPBACK | CUE_URL_NO_CREDENTIALS,
                      error))
    return FALSE;
  // An instruction may lead anywhere at the same origin, and nowhere else.
  if (!cue_url_same_origin (cue_feed_request_get_url (request), self->base_url)) {
    g_set_error_literal (error,
                         CUE_ERROR,
                         CUE_ERROR_INVALID_INPUT,
                         _ ("The request was made for another connection than this one. Make it "
                            "anew."));
    return FALSE;
  }
  return TRUE;
}

/**
 * cue_feed_client_send_async:
 * @request: what to send, made for this base URL
 * @cancellable: (nullable): ends the wait; what became of events is then not known
 * @callback: called in the main context; finish with [method@FeedClient.send_finish]
 * @user_data: for @callback
 *
 * Sends a request, with a token that is made for it.
 */
void
cue_feed_client_send_async (CueFeedClient      *self,
                            CueFeedRequest     *request,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  GTask   *task;
  Sending *sending;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (CUE_IS_FEED_CLIENT (self));
  g_return_if_fail (CUE_IS_FEED_REQUEST (request));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cue_feed_client_send_async);
  // A cancel that comes with the answer must not lose it: the caller would not know what was done.
  g_task_set_check_cancellable (task, FALSE);
  sending = g_new0 (Sending, 1);
  sending->request = g_object_ref (request);
  g_task_set_task_data (task, sending, free_sending);
  change_busy (self, 1);
  if (!check_request (self, request, &error)) {
    finish (task, cue_feed_reply_new_unsent (request, error));
    return;
  }
  cue_http_attempts_async (self->http,
                           make_http_request,
                           task,
                           cue_feed_request_get_call (request) == CUE_FEED_CALL_PUT ? 1 : MAX_TRIES,
                           LONGEST_WAIT_US,
                           cancellable,
                           on_answered,
                           task);
}

/**
 * cue_feed_client_send_finish:
 * @self: a client
 * @result: what the callback was given
 * @error: %G_IO_ERROR_CANCELLED alone
 *
 * Returns: (transfer full) (nullable): what became of it, also when the service refused it
 */
CueFeedReply *
cue_feed_client_send_finish (CueFeedClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
