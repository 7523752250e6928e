// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gint64 cue_last_looks_find (GSettings *settings, const char *event);
void   cue_last_looks_keep (GSettings *settings, const char *event, gint64 wall_us);

G_END_DECLS
