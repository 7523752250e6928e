// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-http-request-private.h"

#include "cue-secret-text.h"

/**
 * CueHttpRequest:
 *
 * What to ask for, with how much patience, and why: the purpose stands in the trace beside the
 * bytes. A plain holder of values: nothing is checked before [method@HttpClient.send_async], which
 * answers with an error, so a value from a form can be set as it is. Not to be changed once sent;
 * the same request may be sent again.
 */
G_DEFINE_FINAL_TYPE (CueHttpRequest, cue_http_request, G_TYPE_OBJECT)

static void
cue_http_request_finalize (GObject *object)
{
  CueHttpRequest *self = CUE_HTTP_REQUEST (object);

  g_free (self->method);
  /* A token may stand in it. */
  cue_secret_text_free (self->url);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->values, g_ptr_array_unref);
  cue_secret_text_free (self->bearer);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->body_type);
  g_free (self->purpose);
  g_free (self->lane);
  g_clear_pointer (&self->secrets, g_ptr_array_unref);
  g_clear_object (&self->sink);
  g_clear_pointer (&self->redirects, g_ptr_array_unref);

  G_OBJECT_CLASS (cue_http_request_parent_class)->finalize (object);
}

static void
cue_http_request_class_init (CueHttpRequestClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cue_http_request_finalize;
}

static void
cue_http_request_init (CueHttpRequest *self)
{
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->values = g_ptr_array_new_with_free_func (cue_secret_text_free);
  self->secrets = g_ptr_array_new_with_free_func (cue_secret_text_free);
  self->redirects = g_ptr_array_new_with_free_func (cue_secret_text_free);
  self->purpose = g_strdup ("");
  self->lane = g_strdup ("net");
  self->max_bytes = CUE_HTTP_DEFAULT_MAX_BYTES;
  self->timeout_ms = CUE_HTTP_DEFAULT_TIMEOUT_MS;
  self->idle_timeout_ms = CUE_HTTP_DEFAULT_IDLE_TIMEOUT_MS;
}

/**
 * cue_http_request_new:
 * @method: such as `GET`
 * @url: an absolute http or https URL
 *
 * Returns: (transfer full): a request with the usual limits: 16 MiB, 15 s in all, 10 s without a
 *   byte of the body
 */
CueHttpRequest *
cue_http_request_new (const char *method, const char *url)
{
  CueHttpRequest *self;

  g_return_val_if_fail (method != NULL, NULL);
  g_return_val_if_fail (url != NULL, NULL);

  self = g_object_new (CUE_TYPE_HTTP_REQUEST, NULL);
  self->method = g_strdup (method);
  self->url = g_strdup (url);
  return self;
}

/**
 * cue_http_request_set_header:
 * @self: a request
 * @name: a header
 * @value: its value
 *
 * Sets or replaces a header. For tokens use [method@HttpRequest.set_bearer], which knows where they
 * may go.
 */
void
cue_http_request_set_header (CueHttpRequest *self, const char *name, const char *value)
{
  g_return_if_fail (CUE_IS_HTTP_REQUEST (self));
  g_return_if_fail (name != NULL && value != NULL);

  for (guint i = 0; i < self->names->len; i++) {
    if (g_ascii_strcasecmp (g_ptr_array_index (self->names, i), name) == 0) {
      g_ptr_array_remove_index (self->names, i);
      g_ptr_array_remove_index (self->values, i);
      break;
    }
  }
  g_ptr_array_add (self->names, g_strdup (name));
  g_ptr_array_add (self->values, g_strdup (value));
}

/**
 * cue_http_request_set_bearer:
 * @self: a request
 * @token: (nullable): a token
 *
 * Sends `Authorization: Bearer` with @token to the origin of the URL and to no other, and only over
 * TLS or to this computer. It is masked in the trace and in every message about this request, and
 * wiped when the request goes.
 */
void
cue_http_request_set_bearer (CueHttpRequest *self, const char *token)
{
  g_return_if_fail (CUE_IS_HTTP_REQUEST (self));

  cue_secret_text_set (&self->bearer, token);
}

/**
 * cue_http_request_set_body:
 * @self: a request
 * @body: (nullable): what to send
 * @type: (nullable): its content type
 */
void
cue_http_request_set_body (CueHttpRequest *self, GBytes *body, const char *type)
{
  g_return_if_fail (CUE_IS_HTTP_REQUEST (self));

  g_clear_pointer (&self->body, g_bytes_unref);
  self->body = body != NULL ? g_bytes_ref (body) : NULL;
  g_free (self->body_type);
  self->body_type = g_strdup (type);
}

/**
 * cue_http_request_set_purpose:
 * @self: a request
 * @purpose: why it is sent, in translated words, such as “Poll the state”
 */
void
cue_http_request_set_purpose (CueHttpRequest *self, const char *purpose)
{
  g_return_if_fail (CUE_IS_HTTP_REQUEST (self));
  g_return_if_fail (purpose != NULL);

  g_free (self->purpose);
  self->purpose = g_strdup (purpose);
}

/**
 * cue_http_request_set_lane:
 * @self: a request
 * @lane: which part of the program sends it, such as `engine`; from a fixed set
 */
void
cue_http_request_set_lane (CueHttpRequest *self, const char *lane)
{
  g_return_if_fail (CUE_IS_HTTP_REQUEST (self));
  g_return_if_fail (lane != NULL);

  g_free (self->lane);
  self->lane = g_strdup (lane);
}

/**
 * cue_http_request_set_max_bytes:
 * @self: a request
 * @max_bytes: the longest body that is taken, in bytes after decompression
 *
 * A longer one is an error. Of what is no success the first %CUE_HTTP_MAX_ERROR_BYTES are taken at
 * most, and the rest is left.
 */
void
cue_http_request_set_max_bytes (CueHttpRequest *self, gsize max_bytes)
{
  g_return_if_fail (CUE_IS_HTTP_REQUEST (self));

  self->max_bytes = max_bytes;
}

/**
 * cue_http_request_set_timeout:
 * @self: a request
 * @timeout_ms: milliseconds until everything must be over, redirects included; above zero
 */
void
cue_http_request_set_timeout (CueHttpRequest *self, guint timeout_ms)
{
  g_return_if_fail (CUE_IS_HTTP_REQUEST (self));
  g_return_if_fail (timeout_ms > 0);

  self->timeout_ms = timeout_ms;
}

/**
 * cue_http_request_set_idle_timeout:
 * @self: a request
 * @timeout_ms: milliseconds that may pass without a byte of the body; above zero
 */
void
cue_http_request_set_idle_timeout (CueHttpRequest *self, guint timeout_ms)
{
  g_return_if_fail (CUE_IS_HTTP_REQUEST (self));
  g_return_if_fail (timeout_ms > 0);

  self->idle_timeout_ms = timeout_ms;
}

/**
 * cue_http_request_set_counted:
 * @self: a request
 * @counted: whether the service counts how often it is asked
 *
 * A counted request reaches the service once at most: a redirect is not followed but an error, and
 * it has a connection of its own, because on a kept one that turns out to be dead it would be sent
 * again. So whoever keeps a rate limit can trust that one request is one hit.
 */
void
cue_http_request_set_counted (CueHttpRequest *self, gboolean counted)
{
  g_return_if_fail (CUE_IS_HTTP_REQUEST (self));

  self->counted = counted;
}

/**
 * cue_http_request_get_method:
 * @self: a request
 *
 * Returns: (transfer none): the HTTP method
 */
const char *
cue_http_request_get_method (CueHttpRequest *self)
{
  g_return_val_if_fail (CUE_IS_HTTP_REQUEST (self), NULL);

  return self->method;
}

/**
 * cue_http_request_get_url:
 * @self: a request
 *
 * Returns: (transfer none): the URL
 */
const char *
cue_http_request_get_url (CueHttpRequest *self)
{
  g_return_val_if_fail (CUE_IS_HTTP_REQUEST (self), NULL);

  return self->url;
}

/**
 * cue_http_request_get_bearer:
 * @self: a request
 *
 * Returns: (transfer none) (nullable): the token, a secret
 */
const char *
cue_http_request_get_bearer (CueHttpRequest *self)
{
  g_return_val_if_fail (CUE_IS_HTTP_REQUEST (self), NULL);

  return self->bearer;
}

/**
 * cue_http_request_get_body:
 * @self: a request
 *
 * Returns: (transfer none) (nullable): what is sent
 */
GBytes *
cue_http_request_get_body (CueHttpRequest *self)
{
  g_return_val_if_fail (CUE_IS_HTTP_REQUEST (self), NULL);

  return self->body;
}

/**
 * cue_http_request_get_body_type:
 * @self: a request
 *
 * Returns: (transfer none) (nullable): its content type
 */
const char *
cue_http_request_get_body_type (CueHttpRequest *self)
{
  g_return_val_if_fail (CUE_IS_HTTP_REQUEST (self), NULL);

  return self->body_type;
}

/**
 * cue_http_request_get_purpose:
 * @self: a request
 *
 * Returns: (transfer none): why it is sent; may be empty
 */
const char *
cue_http_request_get_purpose (CueHttpRequest *self)
{
  g_return_val_if_fail (CUE_IS_HTTP_REQUEST (self), NULL);

  return self->purpose;
}

/**
 * cue_http_request_get_lane:
 * @self: a request
 *
 * Returns: (transfer none): which part of the program sends it
 */
const char *
cue_http_request_get_lane (CueHttpRequest *self)
{
  g_return_val_if_fail (CUE_IS_HTTP_REQUEST (self), NULL);

  return self->lane;
}

/**
 * cue_http_request_get_max_bytes:
 * @self: a request
 *
 * Returns: the longest body that is taken
 */
gsize
cue_http_request_get_max_bytes (CueHttpRequest *self)
{
  g_return_val_if_fail (CUE_IS_HTTP_REQUEST (self), 0);

  return self->max_bytes;
}

/**
 * cue_http_request_get_timeout:
 * @self: a request
 *
 * Returns: milliseconds until everything must be over
 */
guint
cue_http_request_get_timeout (CueHttpRequest *self)
{
  g_return_val_if_fail (CUE_IS_HTTP_REQUEST (self), 0);

  return self->timeout_ms;
}

/**
 * cue_http_request_get_idle_timeout:
 * @self: a request
 *
 * Returns: milliseconds that may pass without a byte of the body
 */
guint
cue_http_request_get_idle_timeout (CueHttpRequest *self)
{
  g_return_val_if_fail (CUE_IS_HTTP_REQUEST (self), 0);

  return self->idle_timeout_ms;
}

/**
 * cue_http_request_get_counted:
 * @self: a request
 *
 * Returns: whether it may reach the service only once
 */
gboolean
cue_http_request_get_counted (CueHttpRequest *self)
{
  g_return_val_if_fail (CUE_IS_HTTP_REQUEST (self), FALSE);

  return self->counted;
}

/**
 * cue_http_request_get_n_headers:
 * @self: a request
 *
 * Returns: how many headers were set
 */
guint
cue_http_request_get_n_headers (CueHttpRequest *self)
{
  g_return_val_if_fail (CUE_IS_HTTP_REQUEST (self), 0);

  return self->names->len;
}

/**
 * cue_http_request_get_header_name:
 * @self: a request
 * @index: below the number of headers
 *
 * Returns: (transfer none): the name of a header
 */
const char *
cue_http_request_get_header_name (CueHttpRequest *self, guint index)
{
  g_return_val_if_fail (CUE_IS_HTTP_REQUEST (self), NULL);
  g_return_val_if_fail (index < self->names->len, NULL);

  return g_ptr_array_index (self->names, index);
}

/**
 * cue_http_request_get_header_value:
 * @self: a request
 * @index: below the number of headers
 *
 * Returns: (transfer none): its value
 */
const char *
cue_http_request_get_header_value (CueHttpRequest *self, guint index)
{
  g_return_val_if_fail (CUE_IS_HTTP_REQUEST (self), NULL);
  g_return_val_if_fail (index < self->names->len, NULL);

  return g_ptr_array_index (self->values, index);
}

/**
 * cue_http_request_add_secret:
 * @self: a request
 * @secret: a password or key that stands in the body
 *
 * @secret is masked in the record of this request, in its answer and in what is said about it, as
 * the bearer token is; and only there, so that a short password does not blank out every text of
 * the program that happens to hold the same letters.
 */
void
cue_http_request_add_secret (CueHttpRequest *self, const char *secret)
{
  g_return_if_fail (CUE_IS_HTTP_REQUEST (self));
  g_return_if_fail (secret != NULL);

  g_ptr_array_add (self->secrets, g_strdup (secret));
}

/**
 * cue_http_request_get_secrets:
 * @self: a request
 *
 * Returns: (transfer none) (element-type utf8): what must be masked in everything about it
 */
GPtrArray *
cue_http_request_get_secrets (CueHttpRequest *self)
{
  g_return_val_if_fail (CUE_IS_HTTP_REQUEST (self), NULL);

  return self->secrets;
}
