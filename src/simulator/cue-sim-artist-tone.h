// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void cue_sim_artist_draw_tone (gint16 *samples, guint count, gint64 first, guint rate);

G_END_DECLS
