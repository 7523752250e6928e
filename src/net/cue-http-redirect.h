// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-http-request.h"
#include "cue-redact.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* Where a redirect leads, for the send path alone. */
gboolean cue_http_redirect_is_one (SoupMessage *message);
char    *cue_http_redirect_resolve (CueHttpRequest *request,
                                    SoupMessage    *message,
                                    const char     *url,
                                    guint           redirects,
                                    CueRedactor    *redactor,
                                    GError        **error);

G_END_DECLS
