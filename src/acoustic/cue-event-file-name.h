// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CUE_EVENT_FILE_MAX_NAME_BYTES 255

gboolean cue_event_file_name_check (const char *name, GError **error);
char    *cue_event_file_name_to_local (const char *name);

G_END_DECLS
