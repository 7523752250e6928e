// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean cue_markup_is_svg (const char *bytes, gsize size);
gsize    cue_markup_measure_declaration (const char *bytes, gsize size);
gsize    cue_markup_find_body (const char *bytes, gsize size);

G_END_DECLS
