// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-http-client-private.h"

#include "cue-error.h"
#include "cue-http-operation.h"
#include "cue-url.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A console with fifty events polls as many servers; libsoup's own limit is ten in all. */
#define MAX_CONNECTIONS          64
#define MAX_CONNECTIONS_PER_HOST 8
/* An upgrade that is never answered may not keep those of other sites waiting. */
#define MAX_WEBSOCKETS 1024
/* Quiet connections are left for the server to close. With a time of its own, libsoup 3.2 frees a
 * connection that was just taken for the next request, if the time is over in the same turn of the
 * main loop: a Retry-After of that length was enough to crash. */
#define KEEP_ALIVE_S 0

/**
 * CueHttpClient:
 *
 * The one send path of the program. What it guarantees stands in `src/net/README.md`; in short:
 * every exchange is traced and redacted, nothing is unlimited in bytes or time, redirects stay
 * within their origin, TLS errors are final, there are no cookies, and an error always says in
 * words what happened. An answer of any status is a response and not an error.
 *
 * Main thread. A request under way keeps its client alive.
 */
struct _CueHttpClient {
  GObject parent_instance;

  CueClock    *clock;             /* owned */
  CueTrace    *trace;             /* owned, nullable */
  CueRedactor *redactor;          /* owned */
  SoupSession *session;           /* owned */
  SoupSession *websocket_session; /* owned */
};

G_DEFINE_FINAL_TYPE (CueHttpClient, cue_http_client, G_TYPE_OBJECT)

static void
cue_http_client_dispose (GObject *object)
{
  CueHttpClient *self = CUE_HTTP_CLIENT (object);

  if (self->session != NULL)
    soup_session_abort (self->session);
  if (self->websocket_session != NULL)
    soup_session_abort (self->websocket_session);
  g_clear_object (&self->session);
  g_clear_object (&self->websocket_session);
  g_clear_object (&self->trace);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->redactor, cue_redactor_unref);

  G_OBJECT_CLASS (cue_http_client_parent_class)->dispose (object);
}

static void
cue_http_client_class_init (CueHttpClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cue_http_client_dispose;

  /* Before anything looks for a proxy. GIO makes a proxy resolver under the lock of its modules,
   * and that of libproxy opens a file; where a worker opens its first file at the same moment, it
   * holds what the resolver waits for, and waits for that lock (seen with GLib 2.84: for ever).
   */
  g_vfs_get_default ();
}

static SoupSession *
make_session (guint max_connections, guint max_per_host)
{
  SoupSession *session = soup_session_new_with_options ("user-agent",
                                                        "Cuelight/" CUE_VERSION,
                                                        "max-conns",
                                                        max_connections,
                                                        "max-conns-per-host",
                                                        max_per_host,
                                                        "idle-timeout",
                                                        KEEP_ALIVE_S,
                                                        "timeout",
                                                        0,
                                                        NULL);

  /* Credentials come from us or not at all; a 401 is an answer, not a question. */
  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);
  return session;
}

static void
cue_http_client_init (CueHttpClient *self)
{
  self->session = make_session (MAX_CONNECTIONS, MAX_CONNECTIONS_PER_HOST);
  self->websocket_session = make_session (MAX_WEBSOCKETS, MAX_WEBSOCKETS);
}

/**
 * cue_http_client_new:
 * @clock: for time-outs and time stamps
 * @trace: (nullable): where to record every exchange
 * @redactor: (nullable): the secrets that may stand in no record and no message
 *
 * Returns: (transfer full): a client
 */
CueHttpClient *
cue_http_client_new (CueClock *clock, CueTrace *trace, CueRedactor *redactor)
{
  CueHttpClient *self;

  g_return_val_if_fail (CUE_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (trace == NULL || CUE_IS_TRACE (trace), NULL);

  self = g_object_new (CUE_TYPE_HTTP_CLIENT, NULL);
  self->clock = g_object_ref (clock);
  self->trace = trace != NULL ? g_object_ref (trace) : NULL;
  self->redactor = redactor != NULL ? cue_redactor_ref (redactor) : cue_redactor_new ();
  return self;
}

/**
 * cue_http_client_get_clock:
 * @self: a client
 *
 * Returns: (transfer none): the clock it goes by
 */
CueClock *
cue_http_client_get_clock (CueHttpClient *self)
{
  g_return_val_if_fail (CUE_IS_HTTP_CLIENT (self), NULL);

  return self->clock;
}

/**
 * cue_http_client_get_trace:
 * @self: a client
 *
 * Returns: (transfer none) (nullable): where it records
 */
CueTrace *
cue_http_client_get_trace (CueHttpClient *self)
{
  g_return_val_if_fail (CUE_IS_HTTP_CLIENT (self), NULL);

  return self->trace;
}

/**
 * cue_http_client_get_websocket_session:
 * @self: a client
 *
 * Returns: (transfer none): what opens WebSockets
 */
SoupSession *
cue_http_client_get_websocket_session (CueHttpClient *self)
{
  g_return_val_if_fail (CUE_IS_HTTP_CLIENT (self), NULL);

  return self->websocket_session;
}

/**
 * cue_http_client_get_redactor:
 * @self: a client
 *
 * Returns: (transfer none): the secrets it knows; more may be added at any time
 */
CueRedactor *
cue_http_client_get_redactor (CueHttpClient *self)
{
  g_return_val_if_fail (CUE_IS_HTTP_CLIENT (self), NULL);

  return self->redactor;
}

/**
 * cue_http_client_set_tls_database:
 * @self: a client
 * @database: (nullable): the authorities to trust in place of the system's
 *
 * For the tests, which have an authority of their own. There is no way to trust a server without a
 * certificate that verifies.
 */
void
cue_http_client_set_tls_database (CueHttpClient *self, GTlsDatabase *database)
{
  g_return_if_fail (CUE_IS_HTTP_CLIENT (self));

  soup_session_set_tls_database (self->session, database);
  soup_session_set_tls_database (self->websocket_session, database);
}

/**
 * cue_http_client_set_proxy_resolver:
 * @self: a client
 * @resolver: (nullable): how to find a proxy, in place of the system's settings
 */
void
cue_http_client_set_proxy_resolver (CueHttpClient *self, GProxyResolver *resolver)
{
  g_return_if_fail (CUE_IS_HTTP_CLIENT (self));

  soup_session_set_proxy_resolver (self->session, resolver);
  soup_session_set_proxy_resolver (self->websocket_session, resolver);
}

static gboolean
is_token (const char *text)
{
  if (*text == '\0')
    return FALSE;
  for (; *text != '\0'; text++) {
    if (!g_ascii_isalnum (*text) && strchr ("!#$%&'*+-.^_`|~", *text) == NULL)
      return FALSE;
  }
  return TRUE;
}

/* No control characters: a new line in a value would be the beginning of another header. */
static gboolean
is_header_value (const char *text)
{
  for (; *text != '\0'; text++) {
    if (((guchar) *text < 0x20 && *text != '\t') || *text == 0x7f)
      return FALSE;
  }
  return TRUE;
}

static gboolean
is_bearer_token (const char *text)
{
  if (*text == '\0')
    return FALSE;
  for (; *text != '\0'; text++) {
    if ((guchar) *text <= ' ' || (guchar) *text >= 0x7f)
      return FALSE;
  }
  return TRUE;
}

/**
 * cue_http_client_check_token:
 * @token: a bearer token
 * @url: where it is to be sent
 * @error: %CUE_ERROR_INVALID_INPUT
 *
 * Returns: whether it can be one, and may be sent there: over TLS, or to this computer
 */
gboolean
cue_http_client_check_token (const char *token, const char *url, GError **error)
{
  if (!is_bearer_token (token)) {
    g_set_error_literal (error,
                         CUE_ERROR,
                         CUE_ERROR_INVALID_INPUT,
                         _ ("The token is empty or has blanks or special characters in it; it must "
                            "be one line of plain characters."));
    return FALSE;
  }
  if (!g_str_has_prefix (url, "https:") && !cue_url_is_loopback (url)) {
    g_set_error_literal (error,
                         CUE_ERROR,
                         CUE_ERROR_INVALID_INPUT,
                         _ ("A token is not sent over a connection without TLS; the URL must begin "
                            "with https://."));
    return FALSE;
  }
  return TRUE;
}

/**
 * cue_http_client_check_request:
 * @request: what is to be sent
 * @error: what is wrong with it
 *
 * Returns: whether it may be sent
 */
gboolean
cue_http_client_check_request (CueHttpRequest *request, GError **error)
{
  const char *url = cue_http_request_get_url (request);
  const char *bearer = cue_http_request_get_bearer (request);

  if (!cue_url_check (url, CUE_URL_HTTPS | CUE_URL_HTTP | CUE_URL_NO_CREDENTIALS, error))
    return FALSE;
  if (!is_token (cue_http_request_get_method (request))) {
    g_set_error_literal (error,
                         CUE_ERROR,
                         CUE_ERROR_INVALID_INPUT,
                         _ ("The HTTP method is not a single word."));
    return FALSE;
  }
  for (guint i = 0; i < cue_http_request_get_n_headers (request); i++) {
    if (!is_token (cue_http_request_get_header_name (request, i)) ||
        !is_header_value (cue_http_request_get_header_value (request, i))) {
      g_set_error (error,
                   CUE_ERROR,
                   CUE_ERROR_INVALID_INPUT,
                   _ ("Header number %u has a new line or another character that may not stand "
                      "there."),
                   i + 1);
      return FALSE;
    }
  }
  return bearer == NULL || cue_http_client_check_token (bearer, url, error);
}

/**
 * cue_http_client_send_async:
 * @self: a client
 * @request: what to send; not to be changed until the answer is there
 * @cancellable: (nullable): to end it early
 * @callback: what to call when it is over
 * @user_data: given to @callback
 *
 * Sends @request. A GET on a kept connection that turns out dead is repeated once on a new one;
 * nothing else is ever sent twice.
 */
void
cue_http_client_send_async (CueHttpClient      *self,
                            CueHttpRequest     *request,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (CUE_IS_HTTP_CLIENT (self));
  g_return_if_fail (CUE_IS_HTTP_REQUEST (request));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cue_http_client_send_async);
  if (!cue_http_client_check_request (request, &error)) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  cue_http_operation_start (g_steal_pointer (&task),
                            self->session,
                            self->clock,
                            self->trace,
                            self->redactor,
                            request);
}

/**
 * cue_http_client_send_finish:
 * @self: a client
 * @result: what the callback was given
 * @error: %CUE_ERROR_INVALID_INPUT when nothing was sent; %CUE_ERROR_NETWORK, %CUE_ERROR_TIMEOUT,
 *   %CUE_ERROR_TLS, %CUE_ERROR_TOO_LARGE; %CUE_ERROR_PROTOCOL for an incomplete or damaged answer;
 *   %CUE_ERROR_CLIENT for a redirect that is not followed; %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the answer, of any status
 */
CueHttpResponse *
cue_http_client_send_finish (CueHttpClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (CUE_IS_HTTP_CLIENT (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
