// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-state-url-source-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cue-error.h"
#include "cue-jwt.h"
#include "cue-signal.h"
#include "cue-url.h"

/**
 * CueStateUrlSource:
 *
 * Where an event's state URL comes from: `getStateURL` with a token signed here, a backend of the
 * user's own, or the URL itself (Event Engine State API, "get State URL").
 *
 * A URL is kept for 15 minutes, as the documentation asks, and is due for renewal after 14. All
 * requests, whoever asks, go through one gate that keeps both documented limits (one a second, four
 * a minute) and every `Retry-After`; callers that come while a request is under way or waiting at
 * the gate share its answer. The gate's memory can be saved and loaded across restarts of the
 * program.
 *
 * A URL that was received is used only when it is an absolute https URL without credentials, and
 * not on this computer or in a private network unless the configured service is there too.
 *
 * Main thread only. Owned by whoever polls; callers of the asynchronous functions keep it alive.
 */

enum {
  SIGNAL_CHANGED,
  SIGNAL_LIMITS_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CueStateUrlSource, cue_state_url_source, G_TYPE_OBJECT)

// "get State URL", limitations: one hit a second, and four a minute.
static const CueRateRule rules[] = {
  { 1, G_USEC_PER_SEC },
  { 4, 60 * (gint64) G_USEC_PER_SEC },
};

/* Tells that the URL, the last error or the time of the next attempt is another. */
void
cue_state_url_source_emit_changed (CueStateUrlSource *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Tells that the limits are worth saving. */
void
cue_state_url_source_emit_limits_changed (CueStateUrlSource *self)
{
  g_signal_emit (self, signals[SIGNAL_LIMITS_CHANGED], 0);
}

/**
 * cue_state_url_source_set_secret:
 * @secret: (nullable): the secret as it was typed
 * @is_base64: whether it is the base64 form of the bytes to sign with (ASSUME-33)
 *
 * Sets what tokens are signed with. It is also made known to the client's redactor, so that it
 * never shows in a trace, not even when a server echoes it.
 */
void
cue_state_url_source_set_secret (CueStateUrlSource *self, GBytes *secret, gboolean is_base64)
{
  g_return_if_fail (CUE_IS_STATE_URL_SOURCE (self));

  g_clear_pointer (&self->secret, g_bytes_unref);
  self->secret_is_base64 = is_base64;
  if (secret == NULL)
    return;
  self->secret = g_bytes_ref (secret);
  if (cue_http_client_get_redactor (self->client) != NULL)
    cue_redactor_add_bytes (cue_http_client_get_redactor (self->client), secret);
  // A new secret deserves a new attempt.
  self->retry_at = 0;
}

/* Base64 in the usual and the URL alphabet, with its padding or without any, and nothing else: what
 * was cut when it was copied would otherwise sign with another secret, and nobody would know why.
 */
static guchar *
decode_secret (GBytes *secret, gsize *length, GError **error)
{
  gsize       size;
  const char *data = g_bytes_get_data (secret, &size);
  g_autoptr (GString) text = g_string_sized_new (size + 4); // padding included: never moved
  g_autofree char   *again = NULL;
  g_autofree guchar *bytes = NULL;
  gsize              n;
  gsize              n_padding;

  g_string_append_len (text, data, (gssize) size);
  g_strstrip (text->str);
  g_string_set_size (text, strlen (text->str));
  g_string_replace (text, "-", "+", 0);
  g_string_replace (text, "_", "/", 0);
  n = strspn (text->str, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
  n_padding = strspn (text->str + n, "=");
  if (n == 0 || n + n_padding != text->len) {
    explicit_bzero (text->str, text->allocated_len);
    g_set_error_literal (error,
                         CUE_ERROR,
                         CUE_ERROR_INVALID_INPUT,
                         _ ("The secret is marked as base64, but is not base64 text."));
    return NULL;
  }
  while (n_padding == 0 && text->len % 4 != 0)
    g_string_append_c (text, '=');
  bytes = g_base64_decode (text->str, length);
  again = g_base64_encode (bytes, *length);
  if (!g_str_equal (again, text->str)) {
    explicit_bzero (bytes, *length);
    g_set_error_literal (error,
                         CUE_ERROR,
                         CUE_ERROR_INVALID_INPUT,
                         _ ("The secret is marked as base64, but no base64 text ends like this. "
                            "Perhaps it was not copied whole."));
    g_clear_pointer (&bytes, g_free);
  }
  explicit_bzero (again, strlen (again));
  explicit_bzero (text->str, text->allocated_len);
  return g_steal_pointer (&bytes);
}

/**
 * cue_state_url_source_make_token:
 *
 * Signs a token as the service wants it: HS512, `exp` so many seconds ahead. The secret's bytes are
 * the UTF-8 text (ASSUME-33), or what it says in base64 where that is switched on.
 *
 * Errors: %CUE_ERROR_INVALID_INPUT without a secret or with one that is not base64.
 *
 * Returns: (transfer full): the token; a secret for a minute
 */
char *
cue_state_url_source_make_token (CueStateUrlSource *self, GError **error)
{
  CueJwtClaims       claims = { 0 };
  g_autofree guchar *decoded = NULL;
  char              *token;
  gsize              length = 0;
  const char        *secret;

  g_return_val_if_fail (CUE_IS_STATE_URL_SOURCE (self), NULL);

  if (!cue_state_url_source_has_secret (self)) {
    g_set_error_literal (error,
                         CUE_ERROR,
                         CUE_ERROR_INVALID_INPUT,
                         _ ("The secret is missing. Enter it again in the event's settings."));
    return NULL;
  }
  if (self->aud == NULL || *self->aud == '\0') {
    g_set_error_literal (error,
                         CUE_ERROR,
                         CUE_ERROR_INVALID_INPUT,
                         _ ("The service ID (aud) is empty; the service needs it."));
    return NULL;
  }
  secret = g_bytes_get_data (self->secret, &length);
  if (self->secret_is_base64) {
    decoded = decode_secret (self->secret, &length, error);
    if (decoded == NULL)
      return NULL;
    secret = (const char *) decoded;
  }
  claims.iss = self->iss;
  claims.aud = self->aud;
  claims.exp_s = cue_clock_get_wall (self->clock) / G_USEC_PER_SEC + self->ttl_s;
  token = cue_jwt_sign_hs512 (secret, length, &claims, error);
  if (decoded != NULL)
    explicit_bzero (decoded, length);
  return token;
}

/**
 * cue_state_url_source_check_state_url:
 * @url: a URL that was received, or pasted
 *
 * Returns: whether it may be polled: absolute https, at most 4,096 bytes, no credentials; http,
 * this computer and private networks only where the configured service is such a one too
 */
gboolean
cue_state_url_source_check_state_url (CueStateUrlSource *self, const char *url, GError **error)
{
  guint flags = CUE_URL_HTTPS | CUE_URL_NO_CREDENTIALS;

  g_return_val_if_fail (CUE_IS_STATE_URL_SOURCE (self), FALSE);
  g_return_val_if_fail (url != NULL, FALSE);

  if (self->kind == CUE_STATE_URL_SOURCE_DIRECT || cue_url_is_loopback (self->endpoint))
    flags |= CUE_URL_HTTP_ON_LOOPBACK;
  else if (!cue_url_is_private (self->endpoint))
    flags |= CUE_URL_NO_PRIVATE;
  return cue_url_check (url, (CueUrlFlags) flags, error);
}

/**
 * cue_state_url_source_get_kind:
 *
 * Returns: which of the three ways it is
 */
CueStateUrlSourceKind
cue_state_url_source_get_kind (CueStateUrlSource *self)
{
  g_return_val_if_fail (CUE_IS_STATE_URL_SOURCE (self), CUE_STATE_URL_SOURCE_DIRECT);

  return self->kind;
}

/**
 * cue_state_url_source_get_endpoint:
 *
 * Returns: the URL that was configured: `getStateURL`, the backend, or the state URL itself
 */
const char *
cue_state_url_source_get_endpoint (CueStateUrlSource *self)
{
  g_return_val_if_fail (CUE_IS_STATE_URL_SOURCE (self), NULL);

  return self->endpoint;
}

/**
 * cue_state_url_source_has_secret:
 *
 * Returns: whether there is a secret to sign with
 */
gboolean
cue_state_url_source_has_secret (CueStateUrlSource *self)
{
  g_return_val_if_fail (CUE_IS_STATE_URL_SOURCE (self), FALSE);

  return self->secret != NULL && g_bytes_get_size (self->secret) > 0;
}

/**
 * cue_state_url_source_peek:
 *
 * Returns: (nullable): the URL that is kept, however old
 */
const char *
cue_state_url_source_peek (CueStateUrlSource *self)
{
  g_return_val_if_fail (CUE_IS_STATE_URL_SOURCE (self), NULL);

  return self->url;
}

/**
 * cue_state_url_source_get_age:
 *
 * Returns: microseconds since the kept URL was received, suspend included; %G_MAXINT64 without one
 */
gint64
cue_state_url_source_get_age (CueStateUrlSource *self)
{
  g_return_val_if_fail (CUE_IS_STATE_URL_SOURCE (self), G_MAXINT64);

  if (self->url == NULL)
    return G_MAXINT64;
  return cue_clock_get_monotonic (self->clock) - self->fetched_at;
}

/**
 * cue_state_url_source_can_renew:
 *
 * Returns: whether another URL can be asked for
 */
gboolean
cue_state_url_source_can_renew (CueStateUrlSource *self)
{
  g_return_val_if_fail (CUE_IS_STATE_URL_SOURCE (self), FALSE);

  return self->kind != CUE_STATE_URL_SOURCE_DIRECT;
}

/**
 * cue_state_url_source_is_due:
 *
 * Returns: whether it is time to renew the URL: there is none, or 14 minutes have passed, and
 *   the last failure is long enough ago
 */
gboolean
cue_state_url_source_is_due (CueStateUrlSource *self)
{
  g_return_val_if_fail (CUE_IS_STATE_URL_SOURCE (self), FALSE);

  if (!cue_state_url_source_can_renew (self) || cue_state_url_source_is_busy (self))
    return FALSE;
  if (cue_clock_get_monotonic (self->clock) < self->retry_at)
    return FALSE;
  return cue_state_url_source_get_age (self) >= CUE_STATE_URL_RENEW_US;
}

/**
 * cue_state_url_source_is_busy:
 *
 * Returns: whether somebody waits for an answer or for the limits
 */
gboolean
cue_state_url_source_is_busy (CueStateUrlSource *self)
{
  g_return_val_if_fail (CUE_IS_STATE_URL_SOURCE (self), FALSE);

  return self->waiters->len > 0;
}

/**
 * cue_state_url_source_is_held:
 *
 * Returns: whether a request is held back by the limits; cue_state_url_source_get_wait() says for
 *   how long
 */
gboolean
cue_state_url_source_is_held (CueStateUrlSource *self)
{
  g_return_val_if_fail (CUE_IS_STATE_URL_SOURCE (self), FALSE);

  return self->gate_id != 0;
}

/**
 * cue_state_url_source_get_retry_at:
 *
 * Returns: when to try again after a failure, on the monotonic clock; 0 when nothing failed
 */
gint64
cue_state_url_source_get_retry_at (CueStateUrlSource *self)
{
  g_return_val_if_fail (CUE_IS_STATE_URL_SOURCE (self), 0);

  return self->retry_at;
}

/**
 * cue_state_url_source_get_wait:
 *
 * Returns: microseconds until the limits let the next request pass; 0 for now
 */
gint64
cue_state_url_source_get_wait (CueStateUrlSource *self)
{
  g_return_val_if_fail (CUE_IS_STATE_URL_SOURCE (self), 0);

  return cue_rate_limiter_get_wait (self->limiter);
}

/**
 * cue_state_url_source_get_last_error:
 *
 * Returns: (nullable): why the last request gave no URL; %NULL after a success
 */
const GError *
cue_state_url_source_get_last_error (CueStateUrlSource *self)
{
  g_return_val_if_fail (CUE_IS_STATE_URL_SOURCE (self), NULL);

  return self->last_error;
}

/**
 * cue_state_url_source_get_clock_skew:
 *
 * Returns: how much this computer's clock was ahead of the server's when it refused a token (401),
 *   in microseconds; 0 when that was not the case or the difference is small
 */
gint64
cue_state_url_source_get_clock_skew (CueStateUrlSource *self)
{
  g_return_val_if_fail (CUE_IS_STATE_URL_SOURCE (self), 0);

  return self->clock_skew;
}

/**
 * cue_state_url_source_save_limits:
 *
 * Returns: (transfer floating): what the limits remember, to be loaded after a restart of the
 *   program
 */
GVariant *
cue_state_url_source_save_limits (CueStateUrlSource *self)
{
  g_return_val_if_fail (CUE_IS_STATE_URL_SOURCE (self), NULL);

  return cue_rate_limiter_save (self->limiter);
}

/**
 * cue_state_url_source_load_limits:
 * @limits: (nullable): what was saved, perhaps long ago, perhaps damaged
 *
 * Counts requests of an earlier run against the limits.
 */
void
cue_state_url_source_load_limits (CueStateUrlSource *self, GVariant *limits)
{
  g_return_if_fail (CUE_IS_STATE_URL_SOURCE (self));

  if (limits != NULL)
    cue_rate_limiter_load (self->limiter, limits);
}

static void
cue_state_url_source_dispose (GObject *object)
{
  CueStateUrlSource *self = CUE_STATE_URL_SOURCE (object);

  if (self->clock != NULL)
    cue_state_url_source_stop_gate (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->limiter);
  g_clear_object (&self->client);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (cue_state_url_source_parent_class)->dispose (object);
}

static void
cue_state_url_source_finalize (GObject *object)
{
  CueStateUrlSource *self = CUE_STATE_URL_SOURCE (object);

  g_clear_pointer (&self->waiters, g_ptr_array_unref);
  g_clear_pointer (&self->secret, g_bytes_unref);
  g_clear_pointer (&self->endpoint, g_free);
  g_clear_pointer (&self->iss, g_free);
  g_clear_pointer (&self->aud, g_free);
  g_clear_pointer (&self->url, g_free);
  g_clear_error (&self->last_error);

  G_OBJECT_CLASS (cue_state_url_source_parent_class)->finalize (object);
}

static void
cue_state_url_source_class_init (CueStateUrlSourceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cue_state_url_source_dispose;
  object_class->finalize = cue_state_url_source_finalize;

  /**
   * CueStateUrlSource::changed:
   *
   * The URL, the last error or the time of the next attempt is another, or a request waits for
   * the limits.
   */
  signals[SIGNAL_CHANGED] = cue_signal_new_plain (CUE_TYPE_STATE_URL_SOURCE, "changed");
  /**
   * CueStateUrlSource::limits-changed:
   *
   * A request was counted or a wait was ordered: what cue_state_url_source_save_limits() gives is
   * worth writing down.
   */
  signals[SIGNAL_LIMITS_CHANGED] =
    cue_signal_new_plain (CUE_TYPE_STATE_URL_SOURCE, "limits-changed");
}

static void
cue_state_url_source_init (CueStateUrlSource *self)
{
  self->waiters = g_ptr_array_new_with_free_func (cue_state_url_waiter_free);
}

static CueStateUrlSource *
make_source (CueHttpClient *client, CueClock *clock, CueStateUrlSourceKind kind, const char *url)
{
  CueStateUrlSource *self = g_object_new (CUE_TYPE_STATE_URL_SOURCE, NULL);

  self->client = g_object_ref (client);
  self->clock = g_object_ref (clock);
  self->kind = kind;
  self->endpoint = g_strdup (url != NULL ? url : "");
  self->limiter = cue_rate_limiter_new (clock, rules, G_N_ELEMENTS (rules));
  return self;
}

/**
 * cue_state_url_source_new_api_key:
 * @client: sends the requests
 * @clock: the clock of this computer
 * @endpoint: the full URL of `getStateURL` (ASSUME-34: it is not published)
 * @iss: client or application ID
 * @aud: service ID
 * @ttl_s: how many seconds a token lives; kept within 30 and 60
 *
 * Returns: (transfer full): a source that signs its own tokens, once it has a secret
 */
CueStateUrlSource *
cue_state_url_source_new_api_key (CueHttpClient *client,
                                  CueClock      *clock,
                                  const char    *endpoint,
                                  const char    *iss,
                                  const char    *aud,
                                  guint          ttl_s)
{
  CueStateUrlSource *self = make_source (client, clock, CUE_STATE_URL_SOURCE_API_KEY, endpoint);

  self->iss = g_strdup (iss);
  self->aud = g_strdup (aud);
  self->ttl_s = CLAMP (ttl_s, CUE_STATE_URL_MIN_TTL_S, CUE_STATE_URL_MAX_TTL_S);
  return self;
}

/**
 * cue_state_url_source_new_backend:
 * @client: sends the requests
 * @clock: the clock of this computer
 * @url: a URL of the user's own that answers `{"stateUrl": …}`
 *
 * Returns: (transfer full): a source that asks the user's own backend
 */
CueStateUrlSource *
cue_state_url_source_new_backend (CueHttpClient *client, CueClock *clock, const char *url)
{
  return make_source (client, clock, CUE_STATE_URL_SOURCE_BACKEND, url);
}

/**
 * cue_state_url_source_new_direct:
 * @client: not used to ask, but the source belongs to it
 * @clock: the clock of this computer
 * @url: the state URL
 *
 * Returns: (transfer full): a source of one URL that cannot be renewed
 */
CueStateUrlSource *
cue_state_url_source_new_direct (CueHttpClient *client, CueClock *clock, const char *url)
{
  return make_source (client, clock, CUE_STATE_URL_SOURCE_DIRECT, url);
}
