// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-client-private.h"

#include "cue-acoustic-reply-private.h"
#include "cue-error.h"
#include "cue-secret-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * CueAcousticClient:
 *
 * One connection to Acoustic Exchange: a base URL, the key of an endpoint, and what that endpoint
 * does. It sends requests and judges the answers; it keeps no lists and polls nothing.
 *
 * A POST is never sent a second time once it may have left. Reading calls are tried up to three
 * times, with the waits the service asks for where these are short. Everything goes through
 * [class@HttpClient], so it is traced, and redacted: the key, the passwords in a notification, and
 * the browser key.
 *
 * Main thread. A call under way keeps its client alive.
 */
struct _CueAcousticClient {
  GObject parent_instance;

  CueHttpClient  *http;     /* owned */
  char           *base_url; /* owned */
  CueAcousticRole role;
  char           *key; /* owned, nullable, secret */
  guint           max_tries;
  guint           n_busy;
  gint64          not_before;
};

G_DEFINE_FINAL_TYPE (CueAcousticClient, cue_acoustic_client, G_TYPE_OBJECT)

typedef enum {
  PROP_N_BUSY = 1,
  PROP_HAS_KEY,
} CueAcousticClientProperty;

static GParamSpec *properties[PROP_HAS_KEY + 1];

#define DEFAULT_MAX_TRIES 3

static void
cue_acoustic_client_finalize (GObject *object)
{
  CueAcousticClient *self = CUE_ACOUSTIC_CLIENT (object);

  cue_secret_text_free (self->key);
  g_free (self->base_url);
  g_clear_object (&self->http);

  G_OBJECT_CLASS (cue_acoustic_client_parent_class)->finalize (object);
}

static void
cue_acoustic_client_get_property (GObject    *object,
                                  guint       property_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  CueAcousticClient *self = CUE_ACOUSTIC_CLIENT (object);

  switch ((CueAcousticClientProperty) property_id) {
  case PROP_N_BUSY:
    g_value_set_uint (value, self->n_busy);
    break;
  case PROP_HAS_KEY:
    g_value_set_boolean (value, self->key != NULL);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
cue_acoustic_client_class_init (CueAcousticClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = cue_acoustic_client_finalize;
  object_class->get_property = cue_acoustic_client_get_property;

  /**
   * CueAcousticClient:n-busy:
   *
   * How many calls are under way.
   */
  properties[PROP_N_BUSY] = g_param_spec_uint ("n-busy", NULL, NULL, 0, G_MAXUINT, 0, flags);
  /**
   * CueAcousticClient:has-key:
   *
   * Whether there is a key to send with.
   */
  properties[PROP_HAS_KEY] = g_param_spec_boolean ("has-key", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cue_acoustic_client_init (CueAcousticClient *self)
{
  self->max_tries = DEFAULT_MAX_TRIES;
}

/**
 * cue_acoustic_client_new:
 * @http: how to send
 * @base_url: the URL that Acoustic assigned to the account; need not be valid yet
 * @role: what the endpoint does
 *
 * Returns: (transfer full): a client without a key
 */
CueAcousticClient *
cue_acoustic_client_new (CueHttpClient *http, const char *base_url, CueAcousticRole role)
{
  CueAcousticClient *self;

  g_return_val_if_fail (CUE_IS_HTTP_CLIENT (http), NULL);
  g_return_val_if_fail (base_url != NULL, NULL);

  self = g_object_new (CUE_TYPE_ACOUSTIC_CLIENT, NULL);
  self->http = g_object_ref (http);
  self->base_url = cue_acoustic_base_url_normalize (base_url);
  self->role = role;
  return self;
}

/**
 * cue_acoustic_client_get_http:
 *
 * Returns: (transfer none): how it sends
 */
CueHttpClient *
cue_acoustic_client_get_http (CueAcousticClient *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_CLIENT (self), NULL);

  return self->http;
}

/**
 * cue_acoustic_client_get_base_url:
 *
 * Returns: (transfer none): where it sends to, for the constructors of requests
 */
const char *
cue_acoustic_client_get_base_url (CueAcousticClient *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_CLIENT (self), NULL);

  return self->base_url;
}

/**
 * cue_acoustic_client_get_role:
 *
 * Returns: what the endpoint does, as the profile says
 */
CueAcousticRole
cue_acoustic_client_get_role (CueAcousticClient *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_CLIENT (self), CUE_ACOUSTIC_ROLE_BOTH);

  return self->role;
}

/* “Bearer ” is pasted along with a key often enough. */
static const char *
skip_scheme (const char *key)
{
  while (g_ascii_isspace (*key))
    key++;
  if (g_ascii_strncasecmp (key, "Bearer ", 7) != 0)
    return key;
  key += 7;
  while (g_ascii_isspace (*key))
    key++;
  return key;
}

/**
 * cue_acoustic_client_clean_key:
 * @key: as it was typed
 *
 * Returns: (transfer full): the same without `Bearer ` before it and without blanks around it; a
 *   secret, for cue_secret_text_free()
 */
char *
cue_acoustic_client_clean_key (const char *key)
{
  g_return_val_if_fail (key != NULL, NULL);

  return g_strchomp (g_strdup (skip_scheme (key)));
}

/**
 * cue_acoustic_client_check_key:
 * @key: as it was typed; `Bearer ` before it and blanks around it do not count
 *
 * Errors: %CUE_ERROR_INVALID_INPUT.
 *
 * Returns: whether it can be the key of an endpoint: one line of visible ASCII without blanks
 */
gboolean
cue_acoustic_client_check_key (const char *key, GError **error)
{
  g_autoptr (CueSecretText) stripped = NULL;

  g_return_val_if_fail (key != NULL, FALSE);

  stripped = cue_acoustic_client_clean_key (key);
  if (*stripped == '\0') {
    g_set_error_literal (error,
                         CUE_ERROR,
                         CUE_ERROR_INVALID_INPUT,
                         _ ("The key of this connection is missing. Enter the endpoint's "
                            "authentication key in the event's settings."));
    return FALSE;
  }
  for (const char *c = stripped; *c != '\0'; c++) {
    if ((guchar) *c > ' ' && (guchar) *c < 0x7f)
      continue;
    g_set_error_literal (error,
                         CUE_ERROR,
                         CUE_ERROR_INVALID_INPUT,
                         _ ("The key has a blank, a line break or a character in it that no key "
                            "has. Copy it again, as one line."));
    return FALSE;
  }
  return TRUE;
}

/**
 * cue_acoustic_client_set_key:
 * @key: (nullable): the endpoint's authentication key
 *
 * It is made known to the redactor, so that it shows nowhere, not even when the service echoes it.
 */
void
cue_acoustic_client_set_key (CueAcousticClient *self, const char *key)
{
  gboolean had;

  g_return_if_fail (CUE_IS_ACOUSTIC_CLIENT (self));

  had = self->key != NULL;
  g_clear_pointer (&self->key, cue_secret_text_free);
  if (key != NULL && *skip_scheme (key) != '\0') {
    self->key = cue_acoustic_client_clean_key (key);
    cue_redactor_add (cue_http_client_get_redactor (self->http), self->key);
  }
  // Another key is another visitor to whoever counts.
  self->not_before = 0;
  if (had != (self->key != NULL))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_KEY]);
}

/**
 * cue_acoustic_client_has_key:
 *
 * Returns: whether there is a key to send with
 */
gboolean
cue_acoustic_client_has_key (CueAcousticClient *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_CLIENT (self), FALSE);

  return self->key != NULL;
}

/**
 * cue_acoustic_client_fits_role:
 * @call: a call
 *
 * Returns: whether an endpoint of this role may make it, by the vendor's text; the service decides
 */
gboolean
cue_acoustic_client_fits_role (CueAcousticClient *self, CueAcousticCall call)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_CLIENT (self), FALSE);

  return (self->role & cue_acoustic_call_get_roles (call)) != 0;
}

/**
 * cue_acoustic_client_set_max_tries:
 * @max_tries: how often a reading call is sent at most, 1 to 3; 3 unless set
 */
void
cue_acoustic_client_set_max_tries (CueAcousticClient *self, guint max_tries)
{
  g_return_if_fail (CUE_IS_ACOUSTIC_CLIENT (self));

  self->max_tries = CLAMP (max_tries, 1, DEFAULT_MAX_TRIES);
}

/**
 * cue_acoustic_client_get_n_busy:
 *
 * Returns: how many calls are under way
 */
guint
cue_acoustic_client_get_n_busy (CueAcousticClient *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_CLIENT (self), 0);

  return self->n_busy;
}

/**
 * cue_acoustic_client_get_not_before:
 *
 * Until when the service asked to be left alone (`Retry-After`). Nothing is held back here: who
 * sends many requests waits, a person is told.
 *
 * Returns: a time of the monotonic clock, or 0
 */
gint64
cue_acoustic_client_get_not_before (CueAcousticClient *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_CLIENT (self), 0);

  return self->not_before;
}

static void
change_busy (CueAcousticClient *self, gint by)
{
  self->n_busy = (guint) ((gint) self->n_busy + by);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_BUSY]);
}

static gboolean
check_request (CueAcousticClient *self, CueAcousticRequest *request, GError **error)
{
  if (!cue_acoustic_base_url_check (self->base_url, error))
    return FALSE;
  if (!g_str_has_prefix (cue_acoustic_request_get_url (request), self->base_url) ||
      cue_acoustic_request_get_url (request)[strlen (self->base_url)] != '/') {
    g_set_error_literal (error,
                         CUE_ERROR,
                         CUE_ERROR_INVALID_INPUT,
                         _ ("The request was made for another connection than this one. Make it "
                            "anew."));
    return FALSE;
  }
  // Percent-encoded or not, a proxy may take it for another path than it is.
  if (g_strcmp0 (cue_acoustic_request_get_subject (request), ".") == 0 ||
      g_strcmp0 (cue_acoustic_request_get_subject (request), "..") == 0) {
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_INVALID_INPUT,
                 _ ("“%s” cannot be a part of an address, so nothing was sent."),
                 cue_acoustic_request_get_subject (request));
    return FALSE;
  }
  return cue_acoustic_client_check_key (self->key != NULL ? self->key : "", error);
}

static void
on_sent (GObject *object, GAsyncResult *result, gpointer data)
{
  CueAcousticClient *self = CUE_ACOUSTIC_CLIENT (object);
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CueAcousticReply) reply = g_task_propagate_pointer (G_TASK (result), &error);

  change_busy (self, -1);
  if (reply == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  if (reply->retry_after_us >= 0)
    self->not_before =
      cue_clock_get_monotonic (cue_http_client_get_clock (self->http)) + reply->retry_after_us;
  else if (reply->status != 0)
    self->not_before = 0;
  g_task_return_pointer (task, g_steal_pointer (&reply), g_object_unref);
}

static void
start (CueAcousticClient            *self,
       CueAcousticRequest           *request,
       const CueAcousticSendOptions *options,
       GCancellable                 *cancellable,
       GAsyncReadyCallback           callback,
       gpointer                      user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GError) error = NULL;
  GTask *sending;

  g_task_set_source_tag (task, cue_acoustic_client_send_async);
  // A cancel that comes with the answer must not lose it: the caller would not know what was done.
  g_task_set_check_cancellable (task, FALSE);
  if (!check_request (self, request, &error)) {
    g_task_return_pointer (task, cue_acoustic_reply_new_unsent (request, error), g_object_unref);
    return;
  }
  change_busy (self, 1);
  sending = g_task_new (self, cancellable, on_sent, g_steal_pointer (&task));
  g_task_set_check_cancellable (sending, FALSE);
  cue_acoustic_sending_start (sending, self->http, self->key, request, options);
}

/**
 * cue_acoustic_client_send_async:
 * @request: what to send, made with the base URL of this client
 * @cancellable: (nullable): ends the wait. What a writing call did that was cancelled is not known,
 *   so do not cancel one whose outcome matters
 * @callback: called with the reply, never before this returns
 *
 * Sends a call. Reading calls are repeated, at most twice: after a failure of the network or a 429,
 * 500, 502, 503 or 504, when the service asks for no more than ten seconds of patience.
 */
void
cue_acoustic_client_send_async (CueAcousticClient  *self,
                                CueAcousticRequest *request,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  CueAcousticSendOptions options = { 0 };

  g_return_if_fail (CUE_IS_ACOUSTIC_CLIENT (self));
  g_return_if_fail (CUE_IS_ACOUSTIC_REQUEST (request));

  options.max_tries = self->max_tries;
  start (self, request, &options, cancellable, callback, user_data);
}

/**
 * cue_acoustic_client_fetch_async:
 * @request: AC-11
 * @sink: where the body goes
 * @max_bytes: how long it may be
 * @progress: (nullable): told about each piece
 * @progress_data: for @progress
 * @cancellable: (nullable): ends it
 * @callback: called with the reply
 *
 * As [method@AcousticClient.send_async], once, for a body that may not fit into memory.
 */
void
cue_acoustic_client_fetch_async (CueAcousticClient  *self,
                                 CueAcousticRequest *request,
                                 GOutputStream      *sink,
                                 guint64             max_bytes,
                                 CueHttpProgressFunc progress,
                                 gpointer            progress_data,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  CueAcousticSendOptions options = { sink, max_bytes, progress, progress_data, 1 };

  g_return_if_fail (CUE_IS_ACOUSTIC_CLIENT (self));
  g_return_if_fail (CUE_IS_ACOUSTIC_REQUEST (request));
  g_return_if_fail (G_IS_OUTPUT_STREAM (sink));

  start (self, request, &options, cancellable, callback, user_data);
}

/**
 * cue_acoustic_client_send_finish:
 *
 * Errors: %G_IO_ERROR_CANCELLED alone. Everything else that can go wrong is a reply.
 *
 * Returns: (transfer full): the reply
 */
CueAcousticReply *
cue_acoustic_client_send_finish (CueAcousticClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
