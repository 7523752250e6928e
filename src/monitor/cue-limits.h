// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

#include "cue-profile.h"

G_BEGIN_DECLS

char     *cue_limits_get_key (CueProfile *profile);
GVariant *cue_limits_load (const char *path, const char *key);
gboolean  cue_limits_save (const char *path,
                           const char *key,
                           gint64      now_wall,
                           GVariant   *limits,
                           GError    **error);
char     *cue_limits_get_default_path (void);

G_END_DECLS
