// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * CueEnginePhase:
 * @CUE_ENGINE_STOPPED: not started, or stopped
 * @CUE_ENGINE_ASKING_URL: waiting for a state URL
 * @CUE_ENGINE_POLLING: a poll is on its way
 * @CUE_ENGINE_WAITING: all is well; the next poll has a time
 * @CUE_ENGINE_BACKING_OFF: something failed; the next attempt has a time
 */
typedef enum {
  CUE_ENGINE_STOPPED,
  CUE_ENGINE_ASKING_URL,
  CUE_ENGINE_POLLING,
  CUE_ENGINE_WAITING,
  CUE_ENGINE_BACKING_OFF,
} CueEnginePhase;

/**
 * CueEngineReason:
 * @CUE_ENGINE_REASON_NONE: nothing is wrong
 * @CUE_ENGINE_REASON_STATE_URL: no usable state URL could be got
 * @CUE_ENGINE_REASON_SECRET: the secret is missing or cannot be used
 * @CUE_ENGINE_REASON_REFUSED: the service refused the token (401, 403)
 * @CUE_ENGINE_REASON_CLOCK: refused, and this computer's clock is off by more than the token lives
 * @CUE_ENGINE_REASON_URL_REFUSED: the state URL itself was refused, also after asking for a new one
 * @CUE_ENGINE_REASON_RATE_LIMITED: the service asks to wait
 * @CUE_ENGINE_REASON_NETWORK: the service cannot be reached
 * @CUE_ENGINE_REASON_TIMEOUT: no answer in time
 * @CUE_ENGINE_REASON_TLS: the connection is not safe
 * @CUE_ENGINE_REASON_SERVER: the service answered with an error of its own
 * @CUE_ENGINE_REASON_EMPTY: the answer was empty (200 without a body, 204, 304)
 * @CUE_ENGINE_REASON_NOT_STATE: the answer is no state: not JSON, cut off, a sign-in page
 * @CUE_ENGINE_REASON_TOO_LARGE: the answer is larger than any state can be
 * @CUE_ENGINE_REASON_STUCK_TIME: the server time does not advance: an old copy is being served
 * @CUE_ENGINE_REASON_OLD_COPY: the `Age` header says that an old copy is being served
 * @CUE_ENGINE_REASON_OTHER: any other fault; the last error has the words
 */
typedef enum {
  CUE_ENGINE_REASON_NONE,
  CUE_ENGINE_REASON_STATE_URL,
  CUE_ENGINE_REASON_SECRET,
  CUE_ENGINE_REASON_REFUSED,
  CUE_ENGINE_REASON_CLOCK,
  CUE_ENGINE_REASON_URL_REFUSED,
  CUE_ENGINE_REASON_RATE_LIMITED,
  CUE_ENGINE_REASON_NETWORK,
  CUE_ENGINE_REASON_TIMEOUT,
  CUE_ENGINE_REASON_TLS,
  CUE_ENGINE_REASON_SERVER,
  CUE_ENGINE_REASON_EMPTY,
  CUE_ENGINE_REASON_NOT_STATE,
  CUE_ENGINE_REASON_TOO_LARGE,
  CUE_ENGINE_REASON_STUCK_TIME,
  CUE_ENGINE_REASON_OLD_COPY,
  CUE_ENGINE_REASON_OTHER,
} CueEngineReason;

#define CUE_TYPE_ENGINE_PHASE (cue_engine_phase_get_type ())
GType cue_engine_phase_get_type (void);
#define CUE_TYPE_ENGINE_REASON (cue_engine_reason_get_type ())
GType       cue_engine_reason_get_type (void);
const char *cue_engine_reason_to_words (CueEngineReason reason);

G_END_DECLS
