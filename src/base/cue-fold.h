// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char    *cue_fold (const char *text);
gboolean cue_fold_plain (GString *folded, const char *raw, gsize length);

G_END_DECLS
