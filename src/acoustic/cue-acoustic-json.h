// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Tolerant reading for what this service sends: services reference AB-5, AB-6, AB-8, AB-20. */
char       *cue_acoustic_json_get_text (JsonObject *object,
                                        const char *name,
                                        const char *path,
                                        GPtrArray  *diagnostics);
char       *cue_acoustic_json_value_to_text (JsonNode *node);
const char *cue_acoustic_json_describe_shape (JsonNode *node);

G_END_DECLS
