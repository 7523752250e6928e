// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-engine-poller.h"
#include "cue-problem-list.h"
#include "cue-profile.h"
#include "cue-source-health.h"
#include "cue-state-history.h"

G_BEGIN_DECLS

#define CUE_PROBLEM_ENGINE_ANSWER    "engine.answer"
#define CUE_PROBLEM_ENGINE_STALE     "engine.stale"
#define CUE_PROBLEM_ENGINE_SLOW      "engine.slow"
#define CUE_PROBLEM_ENGINE_UNKNOWN   "engine.unknown-state"
#define CUE_PROBLEM_ENGINE_FIELDS    "engine.fields"
#define CUE_PROBLEM_ENGINE_COUNTDOWN "engine.countdown"
#define CUE_PROBLEM_ENGINE_FLAPPING  "engine.flapping"
#define CUE_PROBLEM_ENGINE_CLOCK     "engine.clock"
#define CUE_PROBLEM_ENGINE_STATE_URL "engine.state-url"
#define CUE_PROBLEM_STREAM_MANIFEST  "stream.manifest"

/**
 * CueEngineFacts:
 * @now_us: now, by the monotonic clock
 * @source_kind: how the state URL is reached
 * @ttl_s: how long a token lives, in seconds
 * @phase: what the poller is doing
 * @reason: what is wrong with its last attempt
 * @error_text: (nullable): the sentence of its last error
 * @wait_text: (nullable): the sentence until when nothing is asked
 * @n_failures: how many attempts failed in a row
 * @answer_us: how long the last poll took, if it was answered; else 0
 * @last_good_us: when the last good answer came, or `CUE_SOURCE_NEVER`
 * @state: (nullable): the last good state
 * @last_known: the last state that the documentation lists
 * @state_since_us: since when the event is in its state
 * @offset_known: whether the offset of this computer's clock is known
 * @offset_us: this computer's clock minus the server's
 * @offset_error_us: by how much that may be wrong
 * @url_age_us: how old the state URL is, or −1
 * @url_error_text: (nullable): why the state URL could not be renewed
 * @history: the latest changes of state
 *
 * All that the rules about the Event Engine look at; made from a poller, or by hand in a test.
 */
typedef struct {
  gint64           now_us;
  CueProfileSource source_kind;
  guint            ttl_s;
  CueEnginePhase   phase;
  CueEngineReason  reason;
  const char      *error_text;
  const char      *wait_text;
  guint            n_failures;
  gint64           answer_us;
  gint64           last_good_us;
  CueEngineState  *state;
  CuePlayerState   last_known;
  gint64           state_since_us;
  gboolean         offset_known;
  gint64           offset_us;
  gint64           offset_error_us;
  gint64           url_age_us;
  const char      *url_error_text;
  CueStateHistory *history;
} CueEngineFacts;

void      cue_engine_rules_apply (const CueEngineFacts *facts, CueProblemList *problems);
CueHealth cue_engine_rules_get_health (const CueEngineFacts *facts);
gboolean  cue_engine_rules_is_stale (CueEngineReason reason);

G_END_DECLS
