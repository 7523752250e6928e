// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <json-glib/json-glib.h>

#include "cue-publish-plan.h"

G_BEGIN_DECLS

JsonNode *
cue_run_header_make (CuePublishPlan *plan, const char *title, JsonNode *source, gint64 wall_us);
guint *cue_run_header_read_rows (JsonObject *header, guint n_requests, guint *n_left_out);

G_END_DECLS
