// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-http-response.h"

G_BEGIN_DECLS

gboolean  cue_http_response_is_html (CueHttpResponse *self);
gboolean  cue_http_response_says_not_done (CueHttpResponse *self);
JsonNode *cue_http_response_parse_small (CueHttpResponse *self);

G_END_DECLS
