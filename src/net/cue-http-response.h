// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-clock.h"
#include "cue-exchange.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define CUE_TYPE_HTTP_RESPONSE (cue_http_response_get_type ())

G_DECLARE_FINAL_TYPE (CueHttpResponse, cue_http_response, CUE, HTTP_RESPONSE, GObject)

guint        cue_http_response_get_status (CueHttpResponse *self);
const char  *cue_http_response_get_reason (CueHttpResponse *self);
const char  *cue_http_response_get_header (CueHttpResponse *self, const char *name);
GBytes      *cue_http_response_get_body (CueHttpResponse *self);
const char  *cue_http_response_get_content_type (CueHttpResponse *self);
const char  *cue_http_response_get_url (CueHttpResponse *self);
gint64       cue_http_response_get_redirect_us (CueHttpResponse *self);
gint64       cue_http_response_get_begun_monotonic_us (CueHttpResponse *self);
gint64       cue_http_response_get_sent_monotonic_us (CueHttpResponse *self);
gint64       cue_http_response_get_first_byte_monotonic_us (CueHttpResponse *self);
gint64       cue_http_response_get_received_wall_us (CueHttpResponse *self);
gint64       cue_http_response_get_received_monotonic_us (CueHttpResponse *self);
gint64       cue_http_response_get_date_us (CueHttpResponse *self);
gint64       cue_http_response_get_date_difference_us (CueHttpResponse *self);
gint64       cue_http_response_get_max_age (CueHttpResponse *self);
gint64       cue_http_response_get_age (CueHttpResponse *self);
gint64       cue_http_response_get_retry_after_us (CueHttpResponse *self, CueClock *clock);
CueExchange *cue_http_response_get_exchange (CueHttpResponse *self);
gboolean     cue_http_response_check_status (CueHttpResponse *self, GError **error);
char        *cue_http_response_dup_server_text (CueHttpResponse *self);
JsonNode    *cue_http_response_get_json (CueHttpResponse *self, GError **error);
JsonNode *
cue_http_response_get_json_full (CueHttpResponse *self, GPtrArray *diagnostics, GError **error);

G_END_DECLS
