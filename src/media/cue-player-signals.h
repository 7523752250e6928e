// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What a stream tells the relay and the relay tells the player has the same forms. */

guint cue_player_signal_new_picture (GType type);
guint cue_player_signal_new_reason (GType type, const char *name);

G_END_DECLS
