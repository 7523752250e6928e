// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-clock.h"
#include "cue-http-request.h"
#include "cue-redact.h"
#include "cue-trace.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* One request on its way, for CueHttpClient alone. */
void cue_http_operation_start (GTask          *task,
                               SoupSession    *session,
                               CueClock       *clock,
                               CueTrace       *trace,
                               CueRedactor    *redactor,
                               CueHttpRequest *request);

G_END_DECLS
