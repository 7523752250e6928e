// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-http-request-private.h"

/* What becomes of a request while it is sent: where its answer goes, and what is known of its way.
 */

/**
 * cue_http_request_set_sink:
 * @self: a request
 * @sink: (nullable): where the body goes
 * @progress: (nullable): told about each piece
 * @user_data: for @progress
 *
 * The body of an answer with a status of success is written to @sink piece by piece and not kept
 * in memory, so that it may be larger than that: raise the limits of bytes and time along with it.
 * The response has the first 64 KiB alone. @sink is not closed. A request with a sink cannot be
 * sent again.
 */
void
cue_http_request_set_sink (CueHttpRequest     *self,
                           GOutputStream      *sink,
                           CueHttpProgressFunc progress,
                           gpointer            user_data)
{
  g_return_if_fail (CUE_IS_HTTP_REQUEST (self));
  g_return_if_fail (sink == NULL || G_IS_OUTPUT_STREAM (sink));

  g_set_object (&self->sink, sink);
  self->progress = progress;
  self->progress_data = user_data;
}

/**
 * cue_http_request_get_sink:
 * @self: a request
 *
 * Returns: (transfer none) (nullable): where the body of the answer goes
 */
GOutputStream *
cue_http_request_get_sink (CueHttpRequest *self)
{
  g_return_val_if_fail (CUE_IS_HTTP_REQUEST (self), NULL);

  return self->sink;
}

/**
 * cue_http_request_get_sent:
 * @self: a request
 *
 * Returns: whether a connection stood and bytes of it may have left, so that the service may know
 *   of it whatever the answer was. %FALSE after a failure means that nobody saw it.
 */
gboolean
cue_http_request_get_sent (CueHttpRequest *self)
{
  g_return_val_if_fail (CUE_IS_HTTP_REQUEST (self), FALSE);

  return self->sent;
}

/**
 * cue_http_request_mark_sent:
 * @self: a request
 *
 * For the send path: from now on it cannot be said that nobody saw it.
 */
void
cue_http_request_mark_sent (CueHttpRequest *self)
{
  g_return_if_fail (CUE_IS_HTTP_REQUEST (self));

  self->sent = TRUE;
}

/**
 * cue_http_request_report_progress:
 * @self: a request with a sink
 * @received: bytes written
 * @expected: bytes there will be, or −1
 *
 * For the send path.
 */
void
cue_http_request_report_progress (CueHttpRequest *self, guint64 received, gint64 expected)
{
  g_return_if_fail (CUE_IS_HTTP_REQUEST (self));

  if (self->progress != NULL)
    self->progress (received, expected, self->progress_data);
}

/**
 * cue_http_request_get_redirects:
 * @self: a request
 *
 * Returns: (transfer none) (element-type utf8): where the redirects led that were followed since it
 *   was sent last, in order
 */
GPtrArray *
cue_http_request_get_redirects (CueHttpRequest *self)
{
  g_return_val_if_fail (CUE_IS_HTTP_REQUEST (self), NULL);

  return self->redirects;
}

/**
 * cue_http_request_mark_begun:
 * @self: a request
 *
 * For the send path: it is sent, perhaps once more.
 */
void
cue_http_request_mark_begun (CueHttpRequest *self)
{
  g_return_if_fail (CUE_IS_HTTP_REQUEST (self));

  g_ptr_array_set_size (self->redirects, 0);
  self->redirect_fault = CUE_HTTP_REDIRECT_FINE;
}

/**
 * cue_http_request_mark_redirect:
 * @self: a request
 * @url: where it goes now
 *
 * For the send path: a redirect is followed.
 */
void
cue_http_request_mark_redirect (CueHttpRequest *self, const char *url)
{
  g_return_if_fail (CUE_IS_HTTP_REQUEST (self));

  g_ptr_array_add (self->redirects, g_strdup (url));
}

/**
 * cue_http_request_set_roaming:
 * @self: a request
 * @roaming: whether redirects may lead to other servers
 *
 * For what everybody may have, such as a picture: redirects are followed as a browser does, to any
 * server and up to %CUE_HTTP_MAX_ROAMING_REDIRECTS times; but never out of a protected connection,
 * nor from the Internet into a private network as far as the text of the address tells, nor to an
 * address with a password in it. At another server only the headers go along that ask whether there
 * is something new. A request with a token does not roam, whatever is said here.
 */
void
cue_http_request_set_roaming (CueHttpRequest *self, gboolean roaming)
{
  g_return_if_fail (CUE_IS_HTTP_REQUEST (self));

  self->roaming = roaming;
}

/**
 * cue_http_request_get_roaming:
 * @self: a request
 *
 * Returns: whether redirects may lead to other servers
 */
gboolean
cue_http_request_get_roaming (CueHttpRequest *self)
{
  g_return_val_if_fail (CUE_IS_HTTP_REQUEST (self), FALSE);

  return self->roaming && self->bearer == NULL;
}

/**
 * cue_http_request_get_redirect_fault:
 * @self: a request
 *
 * Returns: why the redirect was not followed that the request ended with
 */
CueHttpRedirectFault
cue_http_request_get_redirect_fault (CueHttpRequest *self)
{
  g_return_val_if_fail (CUE_IS_HTTP_REQUEST (self), CUE_HTTP_REDIRECT_FINE);

  return self->redirect_fault;
}

/**
 * cue_http_request_mark_redirect_fault:
 * @self: a request
 * @fault: why
 *
 * For the send path: a redirect is not followed.
 */
void
cue_http_request_mark_redirect_fault (CueHttpRequest *self, CueHttpRedirectFault fault)
{
  g_return_if_fail (CUE_IS_HTTP_REQUEST (self));

  self->redirect_fault = fault;
}
