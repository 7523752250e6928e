// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-clock.h"
#include "cue-http-request.h"
#include "cue-http-response.h"
#include "cue-redact.h"
#include "cue-trace.h"

G_BEGIN_DECLS

#define CUE_HTTP_MAX_REDIRECTS 3
/* As many as browsers follow (Fetch, HTTP-redirect fetch), for what they get in the same way. */
#define CUE_HTTP_MAX_ROAMING_REDIRECTS 20

#define CUE_TYPE_HTTP_CLIENT (cue_http_client_get_type ())

G_DECLARE_FINAL_TYPE (CueHttpClient, cue_http_client, CUE, HTTP_CLIENT, GObject)

CueHttpClient *cue_http_client_new (CueClock *clock, CueTrace *trace, CueRedactor *redactor);
CueClock      *cue_http_client_get_clock (CueHttpClient *self);
CueRedactor   *cue_http_client_get_redactor (CueHttpClient *self);
void           cue_http_client_set_tls_database (CueHttpClient *self, GTlsDatabase *database);
void           cue_http_client_set_proxy_resolver (CueHttpClient *self, GProxyResolver *resolver);
gboolean       cue_http_client_check_token (const char *token, const char *url, GError **error);
void           cue_http_client_send_async (CueHttpClient      *self,
                                           CueHttpRequest     *request,
                                           GCancellable       *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer            user_data);
CueHttpResponse *
cue_http_client_send_finish (CueHttpClient *self, GAsyncResult *result, GError **error);

G_END_DECLS
