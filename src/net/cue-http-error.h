// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <libsoup/soup.h>

#include "cue-error.h"

G_BEGIN_DECLS

GError  *cue_http_error_translate (const GError *error, SoupMessage *message, gboolean answered);
CueError cue_http_error_classify_status (guint status);

G_END_DECLS
