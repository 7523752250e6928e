// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <json-glib/json-glib.h>

#include "cue-preflight-finding.h"

G_BEGIN_DECLS

#define CUE_TYPE_PREFLIGHT_REPORT (cue_preflight_report_get_type ())
G_DECLARE_FINAL_TYPE (CuePreflightReport, cue_preflight_report, CUE, PREFLIGHT_REPORT, GObject)

CuePreflightReport *cue_preflight_report_new (const char *event);
void cue_preflight_report_add (CuePreflightReport *self, CuePreflightFinding *finding);
void cue_preflight_report_begin (CuePreflightReport *self, gint64 wall_us);
void cue_preflight_report_end (CuePreflightReport *self, gint64 wall_us, gboolean complete);

const char *cue_preflight_report_get_event (CuePreflightReport *self);
gint64      cue_preflight_report_get_began (CuePreflightReport *self);
gint64      cue_preflight_report_get_ended (CuePreflightReport *self);
gboolean    cue_preflight_report_get_complete (CuePreflightReport *self);
guint       cue_preflight_report_count (CuePreflightReport *self, CuePreflightSeverity severity);
CuePreflightSeverity cue_preflight_report_get_worst (CuePreflightReport *self);
CuePreflightFinding *cue_preflight_report_find (CuePreflightReport *self, const char *code);

char     *cue_preflight_report_to_counts (CuePreflightReport *self);
char     *cue_preflight_report_to_line (CuePreflightReport *self);
char     *cue_preflight_report_to_text (CuePreflightReport *self);
JsonNode *cue_preflight_report_to_json (CuePreflightReport *self);
char     *cue_preflight_report_to_html (CuePreflightReport *self);

G_END_DECLS
