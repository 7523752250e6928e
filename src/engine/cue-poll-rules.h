// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "cue-engine-reason.h"
#include "cue-engine-state.h"

G_BEGIN_DECLS

#define CUE_POLL_STALE_ANSWERS 3
#define CUE_POLL_STALE_AGE_S   30
#define CUE_POLL_MAX_MAX_AGE_S 60

/**
 * CuePollFreshness:
 * @server_time: of the last answer
 * @equal: how many answers in a row had it
 *
 * What has to be remembered to see that an old copy is being served.
 */
typedef struct {
  gint64 server_time;
  guint  equal;
} CuePollFreshness;

CueEngineReason cue_poll_freshness_check (CuePollFreshness *self,
                                          CueEngineState   *state,
                                          gint64            server_now_us,
                                          gint64            age_s,
                                          gint64            max_age_s);

gboolean        cue_poll_status_refuses_url (guint status);
gboolean        cue_poll_status_is_empty (guint status, gsize body_bytes);
gint64          cue_poll_back_off (guint n_failures, gint64 interval_us);
gint64          cue_poll_wait_after_answer (gint64 interval_us, gint64 max_age_s, gint64 age_s);
CueEngineReason cue_poll_error_to_reason (const GError *error);

G_END_DECLS
