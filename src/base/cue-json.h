// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What json-glib may be given at most. The limit on keys is there because its objects are hash
 * tables with a well-known hash: with colliding keys each object costs the square of their number.
 */
#define CUE_JSON_MAX_DEPTH 64
#define CUE_JSON_MAX_BYTES (16 * 1024 * 1024)
#define CUE_JSON_MAX_ITEMS 1000000
#define CUE_JSON_MAX_KEYS  2000

JsonNode *cue_json_parse (GBytes *bytes, GError **error);
JsonNode *cue_json_parse_full (GBytes *bytes, GPtrArray *diagnostics, GError **error);
char     *cue_json_to_text (JsonNode *node, gboolean pretty);

G_END_DECLS
