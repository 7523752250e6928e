// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-clock.h"
#include "cue-doors-watch.h"
#include "cue-preflight-report.h"
#include "cue-profile.h"
#include "cue-secret-store.h"

G_BEGIN_DECLS

// A check takes some seconds; getStateURL may make us wait a minute by itself.
#define CUE_PREFLIGHT_LIMIT_S 180
// A certificate that ends sooner is something to look at, or does not last through the show.
#define CUE_PREFLIGHT_CERTIFICATE_WARNING_DAYS  14
#define CUE_PREFLIGHT_CERTIFICATE_CRITICAL_DAYS 2
// As a certificate, a token that cannot be renewed has to last through the day of the show.
#define CUE_PREFLIGHT_TOKEN_WARNING_HOURS  12
#define CUE_PREFLIGHT_TOKEN_CRITICAL_HOURS 1
// A countdown beyond is more likely a wrong date than a plan.
#define CUE_PREFLIGHT_COUNTDOWN_DAYS 30
// An answer older than this, from a cache on the way, shows the past.
#define CUE_PREFLIGHT_STATE_AGE_S 30
// The newest picture of a live stream is usually not older.
#define CUE_PREFLIGHT_STREAM_AGE_S 60
// As the poller: the time between two polls.
#define CUE_PREFLIGHT_SLOW_STATE_MS 5000

#define CUE_TYPE_PREFLIGHT (cue_preflight_get_type ())
G_DECLARE_FINAL_TYPE (CuePreflight, cue_preflight, CUE, PREFLIGHT, GObject)

CuePreflight *cue_preflight_new (CueProfile *profile, CueClock *clock, CueSecretStore *secrets);
void          cue_preflight_set_secret (CuePreflight *self, GBytes *secret);
void          cue_preflight_set_doors (CuePreflight *self, CueDoorsWatch *doors, CueTrace *trace);
void          cue_preflight_set_tls_database (CuePreflight *self, GTlsDatabase *database);
void          cue_preflight_start (CuePreflight *self);
void          cue_preflight_cancel (CuePreflight *self);

gboolean            cue_preflight_get_running (CuePreflight *self);
double              cue_preflight_get_progress (CuePreflight *self);
const char         *cue_preflight_get_activity (CuePreflight *self);
CuePreflightReport *cue_preflight_get_report (CuePreflight *self);
CueProfile         *cue_preflight_get_profile (CuePreflight *self);

G_END_DECLS
