// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <json-glib/json-glib.h>

#include "cue-finding.h"

G_BEGIN_DECLS

char     *cue_draft_json_print (JsonNode *node);
JsonNode *cue_draft_json_parse (GBytes *bytes, GPtrArray *findings, GError **error);

G_END_DECLS
