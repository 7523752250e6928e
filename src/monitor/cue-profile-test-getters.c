// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-profile-test-private.h"

// What a test hands out to whoever goes on from where it ends.

/**
 * cue_profile_test_leave_out:
 * @id: of a step
 *
 * Does not try this step, since somebody looks closer at what it tries, or it is known already.
 */
void
cue_profile_test_leave_out (CueProfileTest *self, const char *id)
{
  GListModel *steps;

  g_return_if_fail (CUE_IS_PROFILE_TEST (self));
  g_return_if_fail (!self->started);

  steps = G_LIST_MODEL (self->steps);
  for (guint i = 0; i < g_list_model_get_n_items (steps); i++) {
    g_autoptr (CueTestStep) step = g_list_model_get_item (steps, i);

    if (!g_str_equal (cue_test_step_get_id (step), id))
      continue;
    g_list_store_remove (self->steps, i);
    for (guint j = 0; j < CUE_PROFILE_TEST_N_STEPS; j++) {
      if (self->places[j] == i)
        self->places[j] = G_MAXUINT;
      else if (self->places[j] != G_MAXUINT && self->places[j] > i)
        self->places[j]--;
    }
    return;
  }
}

/**
 * cue_profile_test_get_client:
 *
 * Returns: (transfer none): what the test sends with
 */
CueHttpClient *
cue_profile_test_get_client (CueProfileTest *self)
{
  g_return_val_if_fail (CUE_IS_PROFILE_TEST (self), NULL);
  return self->client;
}

/**
 * cue_profile_test_get_trace:
 *
 * Returns: (transfer none): what was sent through the client
 */
CueTrace *
cue_profile_test_get_trace (CueProfileTest *self)
{
  g_return_val_if_fail (CUE_IS_PROFILE_TEST (self), NULL);
  return self->trace;
}

/**
 * cue_profile_test_get_state:
 *
 * Returns: (transfer none) (nullable): the state of the event, once it was read
 */
CueEngineState *
cue_profile_test_get_state (CueProfileTest *self)
{
  g_return_val_if_fail (CUE_IS_PROFILE_TEST (self), NULL);
  return self->state;
}

/**
 * cue_profile_test_get_response:
 *
 * Returns: (transfer none) (nullable): the answer that the state came with
 */
CueHttpResponse *
cue_profile_test_get_response (CueProfileTest *self)
{
  g_return_val_if_fail (CUE_IS_PROFILE_TEST (self), NULL);
  return self->response;
}
