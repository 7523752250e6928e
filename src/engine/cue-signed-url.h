// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gint64 cue_signed_url_read_expiry (const char *url, const char **kind);

G_END_DECLS
