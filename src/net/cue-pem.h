// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean cue_pem_is_there (GBytes *bytes);
gboolean cue_pem_find_private_key (GBytes *pem, const char **block, gsize *length, GError **error);

G_END_DECLS
