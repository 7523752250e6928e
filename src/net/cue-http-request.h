// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define CUE_HTTP_DEFAULT_MAX_BYTES       (16 * 1024 * 1024)
#define CUE_HTTP_MAX_ERROR_BYTES         (64 * 1024)
#define CUE_HTTP_DEFAULT_TIMEOUT_MS      15000
#define CUE_HTTP_DEFAULT_IDLE_TIMEOUT_MS 10000

/**
 * CueHttpProgressFunc:
 * @received: bytes of the body so far, as they are written
 * @expected: how many there will be, or −1 when the server did not say, or the body is compressed
 * @user_data: given with the function
 *
 * Told about each piece of a body that goes to a sink; in the main context.
 */
typedef void (*CueHttpProgressFunc) (guint64 received, gint64 expected, gpointer user_data);

/**
 * CueHttpRedirectFault:
 * @CUE_HTTP_REDIRECT_FINE: none was refused
 * @CUE_HTTP_REDIRECT_NOWHERE: it does not say where to
 * @CUE_HTTP_REDIRECT_NO_ADDRESS: not to the web: another scheme, or what is no address
 * @CUE_HTTP_REDIRECT_PASSWORD: to an address with a user name or password in it
 * @CUE_HTTP_REDIRECT_TO_HTTP: out of a protected connection
 * @CUE_HTTP_REDIRECT_TO_PRIVATE: from the Internet to a private network or to this computer
 * @CUE_HTTP_REDIRECT_ELSEWHERE: to another server, and the request does not roam
 * @CUE_HTTP_REDIRECT_NOT_REPEATED: the request is not one that is sent again
 * @CUE_HTTP_REDIRECT_TOO_MANY: after so many others
 *
 * Why a redirect was not followed.
 */
typedef enum {
  CUE_HTTP_REDIRECT_FINE,
  CUE_HTTP_REDIRECT_NOWHERE,
  CUE_HTTP_REDIRECT_NO_ADDRESS,
  CUE_HTTP_REDIRECT_PASSWORD,
  CUE_HTTP_REDIRECT_TO_HTTP,
  CUE_HTTP_REDIRECT_TO_PRIVATE,
  CUE_HTTP_REDIRECT_ELSEWHERE,
  CUE_HTTP_REDIRECT_NOT_REPEATED,
  CUE_HTTP_REDIRECT_TOO_MANY,
} CueHttpRedirectFault;

#define CUE_TYPE_HTTP_REQUEST (cue_http_request_get_type ())

G_DECLARE_FINAL_TYPE (CueHttpRequest, cue_http_request, CUE, HTTP_REQUEST, GObject)

CueHttpRequest *cue_http_request_new (const char *method, const char *url);
void cue_http_request_set_header (CueHttpRequest *self, const char *name, const char *value);
void cue_http_request_set_bearer (CueHttpRequest *self, const char *token);
void cue_http_request_set_body (CueHttpRequest *self, GBytes *body, const char *type);
void cue_http_request_set_purpose (CueHttpRequest *self, const char *purpose);
void cue_http_request_set_lane (CueHttpRequest *self, const char *lane);
void cue_http_request_set_max_bytes (CueHttpRequest *self, gsize max_bytes);
void cue_http_request_set_timeout (CueHttpRequest *self, guint timeout_ms);
void cue_http_request_set_idle_timeout (CueHttpRequest *self, guint timeout_ms);
void cue_http_request_set_counted (CueHttpRequest *self, gboolean counted);
void cue_http_request_set_roaming (CueHttpRequest *self, gboolean roaming);
void cue_http_request_add_secret (CueHttpRequest *self, const char *secret);
void cue_http_request_set_sink (CueHttpRequest     *self,
                                GOutputStream      *sink,
                                CueHttpProgressFunc progress,
                                gpointer            user_data);

const char    *cue_http_request_get_method (CueHttpRequest *self);
const char    *cue_http_request_get_url (CueHttpRequest *self);
const char    *cue_http_request_get_bearer (CueHttpRequest *self);
GBytes        *cue_http_request_get_body (CueHttpRequest *self);
const char    *cue_http_request_get_body_type (CueHttpRequest *self);
const char    *cue_http_request_get_purpose (CueHttpRequest *self);
const char    *cue_http_request_get_lane (CueHttpRequest *self);
gsize          cue_http_request_get_max_bytes (CueHttpRequest *self);
guint          cue_http_request_get_timeout (CueHttpRequest *self);
guint          cue_http_request_get_idle_timeout (CueHttpRequest *self);
gboolean       cue_http_request_get_counted (CueHttpRequest *self);
guint          cue_http_request_get_n_headers (CueHttpRequest *self);
const char    *cue_http_request_get_header_name (CueHttpRequest *self, guint index);
const char    *cue_http_request_get_header_value (CueHttpRequest *self, guint index);
GPtrArray     *cue_http_request_get_secrets (CueHttpRequest *self);
GOutputStream *cue_http_request_get_sink (CueHttpRequest *self);
gboolean       cue_http_request_get_sent (CueHttpRequest *self);
GPtrArray     *cue_http_request_get_redirects (CueHttpRequest *self);
gboolean       cue_http_request_get_roaming (CueHttpRequest *self);

CueHttpRedirectFault cue_http_request_get_redirect_fault (CueHttpRequest *self);

/* For the send path alone. */
void cue_http_request_mark_sent (CueHttpRequest *self);
void cue_http_request_mark_begun (CueHttpRequest *self);
void cue_http_request_mark_redirect (CueHttpRequest *self, const char *url);
void cue_http_request_mark_redirect_fault (CueHttpRequest *self, CueHttpRedirectFault fault);
void cue_http_request_report_progress (CueHttpRequest *self, guint64 received, gint64 expected);

G_END_DECLS
