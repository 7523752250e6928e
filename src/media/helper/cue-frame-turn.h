// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean cue_frame_turn_swaps (guint orientation);
void cue_frame_turn (const guint8 *from, guint width, guint height, guint orientation, guint8 *to);

G_END_DECLS
