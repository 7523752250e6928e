// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char   *cue_base64url_encode (gconstpointer data, gsize size);
GBytes *cue_base64url_decode (const char *text, gsize length, gboolean *canonical);

G_END_DECLS
