// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* Any bytes as an answer of the state URL: read, shown, compared, counted down. */

#include "cue-countdown.h"
#include "cue-engine-state.h"
#include "cue-fake-clock.h"
#include "cue-json.h"

#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static CueEngineState *before = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (JsonNode) node = cue_json_parse (bytes, NULL);
  g_autoptr (CueEngineState) state = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (CueClock) clock = NULL;
  g_autoptr (CueCountdown) countdown = NULL;

  if (node == NULL)
    return 0;
  state = cue_engine_state_new_from_json (node, G_USEC_PER_SEC, G_USEC_PER_SEC, NULL);
  if (state == NULL)
    return 0;

  for (guint i = 0; i < cue_engine_state_get_n_fields (state); i++)
    g_assert_true (g_utf8_validate (cue_engine_state_get_field_text (state, i), -1, NULL));
  g_assert_nonnull (cue_engine_state_get_raw (state));
  changes = cue_engine_state_diff (before, state);

  clock = cue_fake_clock_new (1795164000 * (gint64) G_USEC_PER_SEC, G_USEC_PER_SEC);
  countdown = cue_countdown_new (clock, NULL);
  cue_countdown_watch (countdown);
  if (before != NULL)
    cue_countdown_update (countdown, before);
  cue_countdown_update (countdown, state);
  cue_fake_clock_advance (CUE_FAKE_CLOCK (clock), 20 * G_USEC_PER_SEC);
  g_assert_true (g_utf8_validate (cue_countdown_get_text (countdown), -1, NULL));

  g_set_object (&before, state);
  return 0;
}
