// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean cue_image_data_is_short (const guint8 *data, gsize size);
GBytes  *cue_image_data_keep_alpha (GBytes *bytes);

G_END_DECLS
