// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-http-response.h"
#include "cue-redact.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* Times of an answer, taken by the send path. */
typedef struct {
  gint64 redirect_us;
  gint64 begun_monotonic_us;
  gint64 sent_monotonic_us;
  gint64 first_byte_monotonic_us;
  gint64 received_wall_us;
  gint64 received_monotonic_us;
} CueHttpTimes;

CueHttpResponse *cue_http_response_new (SoupMessage        *message,
                                        GBytes             *body,
                                        const CueHttpTimes *times,
                                        CueExchange        *exchange,
                                        CueRedactor        *redactor);
gboolean         cue_http_response_get_authorized (CueHttpResponse *self);
char            *cue_http_response_redact (CueHttpResponse *self, const char *text);

G_END_DECLS
