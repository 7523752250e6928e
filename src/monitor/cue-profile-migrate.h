// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define CUE_PROFILE_VERSION_NONE (-1)

gint64    cue_profile_migrate_find_version (JsonNode *root);
JsonNode *cue_profile_migrate (JsonNode *root, gint64 version);

G_END_DECLS
