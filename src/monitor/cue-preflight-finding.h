// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CuePreflightSeverity:
 * @CUE_PREFLIGHT_NOT_APPLICABLE: there is nothing of the kind, so nothing was tried and nothing is
 *   missing
 * @CUE_PREFLIGHT_OK: seen, and as it should be
 * @CUE_PREFLIGHT_UNKNOWN: it could not be tried
 * @CUE_PREFLIGHT_WARNING: works, with something to look at
 * @CUE_PREFLIGHT_CRITICAL: does not work
 *
 * How it is with one thing that an event needs; the larger, the worse.
 */
typedef enum {
  CUE_PREFLIGHT_NOT_APPLICABLE,
  CUE_PREFLIGHT_OK,
  CUE_PREFLIGHT_UNKNOWN,
  CUE_PREFLIGHT_WARNING,
  CUE_PREFLIGHT_CRITICAL,
} CuePreflightSeverity;

#define CUE_N_PREFLIGHT_SEVERITIES 5

/**
 * CuePreflightArea:
 * @CUE_PREFLIGHT_STATE: the Event Engine: settings, state, clock, countdown
 * @CUE_PREFLIGHT_STREAM: playlists and segments
 * @CUE_PREFLIGHT_ASSETS: what the phone shows
 * @CUE_PREFLIGHT_CERTIFICATES: TLS of all hosts
 * @CUE_PREFLIGHT_DOORS: Salto
 * @CUE_PREFLIGHT_ACOUSTIC: the Acoustic Exchange
 * @CUE_PREFLIGHT_FEEDS: 10Duke
 *
 * To which part of an event a finding belongs.
 */
typedef enum {
  CUE_PREFLIGHT_STATE,
  CUE_PREFLIGHT_STREAM,
  CUE_PREFLIGHT_ASSETS,
  CUE_PREFLIGHT_CERTIFICATES,
  CUE_PREFLIGHT_DOORS,
  CUE_PREFLIGHT_ACOUSTIC,
  CUE_PREFLIGHT_FEEDS,
} CuePreflightArea;

#define CUE_N_PREFLIGHT_AREAS 7

const char *cue_preflight_severity_get_name (CuePreflightSeverity severity);
const char *cue_preflight_severity_get_id (CuePreflightSeverity severity);
const char *cue_preflight_area_get_name (CuePreflightArea area);
const char *cue_preflight_area_get_id (CuePreflightArea area);

#define CUE_TYPE_PREFLIGHT_FINDING (cue_preflight_finding_get_type ())
G_DECLARE_FINAL_TYPE (CuePreflightFinding, cue_preflight_finding, CUE, PREFLIGHT_FINDING, GObject)

CuePreflightFinding *cue_preflight_finding_new (CuePreflightArea     area,
                                                const char          *code,
                                                CuePreflightSeverity severity,
                                                const char          *title,
                                                const char          *words,
                                                const char          *next_step);
void
cue_preflight_finding_add_fact (CuePreflightFinding *self, const char *name, const char *value);
void cue_preflight_finding_set_picture (CuePreflightFinding *self, GBytes *picture);

CuePreflightArea     cue_preflight_finding_get_area (CuePreflightFinding *self);
const char          *cue_preflight_finding_get_code (CuePreflightFinding *self);
CuePreflightSeverity cue_preflight_finding_get_severity (CuePreflightFinding *self);
const char          *cue_preflight_finding_get_title (CuePreflightFinding *self);
const char          *cue_preflight_finding_get_words (CuePreflightFinding *self);
const char          *cue_preflight_finding_get_next_step (CuePreflightFinding *self);
const char          *cue_preflight_finding_get_verdict (CuePreflightFinding *self);
guint                cue_preflight_finding_get_n_facts (CuePreflightFinding *self);
const char          *cue_preflight_finding_get_fact_name (CuePreflightFinding *self, guint index);
const char          *cue_preflight_finding_get_fact_value (CuePreflightFinding *self, guint index);
GBytes              *cue_preflight_finding_get_picture (CuePreflightFinding *self);

G_END_DECLS
