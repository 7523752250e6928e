// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-engine-reason.h"

#include <glib/gi18n-lib.h>

G_DEFINE_ENUM_TYPE (CueEnginePhase,
                    cue_engine_phase,
                    G_DEFINE_ENUM_VALUE (CUE_ENGINE_STOPPED, "stopped"),
                    G_DEFINE_ENUM_VALUE (CUE_ENGINE_ASKING_URL, "asking-url"),
                    G_DEFINE_ENUM_VALUE (CUE_ENGINE_POLLING, "polling"),
                    G_DEFINE_ENUM_VALUE (CUE_ENGINE_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (CUE_ENGINE_BACKING_OFF, "backing-off"))

G_DEFINE_ENUM_TYPE (CueEngineReason,
                    cue_engine_reason,
                    G_DEFINE_ENUM_VALUE (CUE_ENGINE_REASON_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (CUE_ENGINE_REASON_STATE_URL, "state-url"),
                    G_DEFINE_ENUM_VALUE (CUE_ENGINE_REASON_SECRET, "secret"),
                    G_DEFINE_ENUM_VALUE (CUE_ENGINE_REASON_REFUSED, "refused"),
                    G_DEFINE_ENUM_VALUE (CUE_ENGINE_REASON_CLOCK, "clock"),
                    G_DEFINE_ENUM_VALUE (CUE_ENGINE_REASON_URL_REFUSED, "url-refused"),
                    G_DEFINE_ENUM_VALUE (CUE_ENGINE_REASON_RATE_LIMITED, "rate-limited"),
                    G_DEFINE_ENUM_VALUE (CUE_ENGINE_REASON_NETWORK, "network"),
                    G_DEFINE_ENUM_VALUE (CUE_ENGINE_REASON_TIMEOUT, "timeout"),
                    G_DEFINE_ENUM_VALUE (CUE_ENGINE_REASON_TLS, "tls"),
                    G_DEFINE_ENUM_VALUE (CUE_ENGINE_REASON_SERVER, "server"),
                    G_DEFINE_ENUM_VALUE (CUE_ENGINE_REASON_EMPTY, "empty"),
                    G_DEFINE_ENUM_VALUE (CUE_ENGINE_REASON_NOT_STATE, "not-state"),
                    G_DEFINE_ENUM_VALUE (CUE_ENGINE_REASON_TOO_LARGE, "too-large"),
                    G_DEFINE_ENUM_VALUE (CUE_ENGINE_REASON_STUCK_TIME, "stuck-time"),
                    G_DEFINE_ENUM_VALUE (CUE_ENGINE_REASON_OLD_COPY, "old-copy"),
                    G_DEFINE_ENUM_VALUE (CUE_ENGINE_REASON_OTHER, "other"))

// The one table from reasons to words, in the order of the enumeration.
static const char *const words[] = {
  [CUE_ENGINE_REASON_NONE] = N_ ("All is well"),
  [CUE_ENGINE_REASON_STATE_URL] = N_ ("No usable state URL"),
  [CUE_ENGINE_REASON_SECRET] = N_ ("The secret is missing"),
  [CUE_ENGINE_REASON_REFUSED] = N_ ("The service refused the token"),
  [CUE_ENGINE_REASON_CLOCK] = N_ ("This computer's clock is wrong"),
  [CUE_ENGINE_REASON_URL_REFUSED] = N_ ("The state URL is refused"),
  [CUE_ENGINE_REASON_RATE_LIMITED] = N_ ("The service asks to wait"),
  [CUE_ENGINE_REASON_NETWORK] = N_ ("The service cannot be reached"),
  [CUE_ENGINE_REASON_TIMEOUT] = N_ ("No answer in time"),
  [CUE_ENGINE_REASON_TLS] = N_ ("The connection is not safe"),
  [CUE_ENGINE_REASON_SERVER] = N_ ("The service has an error"),
  [CUE_ENGINE_REASON_EMPTY] = N_ ("The answer is empty"),
  [CUE_ENGINE_REASON_NOT_STATE] = N_ ("The answer is no event state"),
  [CUE_ENGINE_REASON_TOO_LARGE] = N_ ("The answer is too large"),
  [CUE_ENGINE_REASON_STUCK_TIME] = N_ ("The server's time stands still: an old copy is served"),
  [CUE_ENGINE_REASON_OLD_COPY] = N_ ("A cache serves an old copy"),
  [CUE_ENGINE_REASON_OTHER] = N_ ("The event's state cannot be got"),
};

/**
 * cue_engine_reason_to_words:
 *
 * Returns: a few words for people, translated
 */
const char *
cue_engine_reason_to_words (CueEngineReason reason)
{
  g_return_val_if_fail ((guint) reason < G_N_ELEMENTS (words), "");

  return _ (words[reason]);
}
