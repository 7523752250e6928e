// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-sim-runner.h"

struct _CueSimRunner {
  CueClock       *clock;
  double          speed;
  CueSimStepFunc  func;
  gpointer        user_data;
  CueSimScenario *scenario;   // owned; NULL before the start
  gint64          begin_us;   // monotonic
  guint           next;       // step
  guint           timeout_id; // 0 when nothing more comes
};

static void run_due_steps (CueSimRunner *self);

/**
 * cue_sim_runner_new:
 * @clock: says when a step is due
 * @speed: how many times as fast as written; 1 is as written
 * @func: does a step
 * @user_data: given to @func
 *
 * Returns: (transfer full): a runner with no scenario
 */
CueSimRunner *
cue_sim_runner_new (CueClock *clock, double speed, CueSimStepFunc func, gpointer user_data)
{
  CueSimRunner *self = g_new0 (CueSimRunner, 1);

  self->clock = g_object_ref (clock);
  self->speed = speed;
  self->func = func;
  self->user_data = user_data;
  return self;
}

/**
 * cue_sim_runner_free:
 * @self: (transfer full): a runner
 */
void
cue_sim_runner_free (CueSimRunner *self)
{
  if (self->timeout_id != 0)
    cue_clock_remove_timeout (self->clock, self->timeout_id);
  g_clear_pointer (&self->scenario, cue_sim_scenario_free);
  g_object_unref (self->clock);
  g_free (self);
}

static gboolean
on_step_is_due (gpointer user_data)
{
  CueSimRunner *self = user_data;

  self->timeout_id = 0;
  run_due_steps (self);
  return G_SOURCE_REMOVE;
}

static gint64
get_due_time (CueSimRunner *self, gint64 scenario_us)
{
  return self->begin_us + (gint64) ((double) scenario_us / self->speed);
}

static void
run_due_steps (CueSimRunner *self)
{
  gint64 now_us = cue_clock_get_monotonic (self->clock);
  gint64 due_us;

  for (;;) {
    gint64 repeat_us = cue_sim_scenario_get_repeat (self->scenario);

    if (self->next < cue_sim_scenario_get_n_steps (self->scenario)) {
      due_us = get_due_time (self, cue_sim_scenario_get_step_time (self->scenario, self->next));
      if (due_us > now_us)
        break;
      self->next++;
      self->func (cue_sim_scenario_get_step (self->scenario, self->next - 1),
                  self->next - 1,
                  self->user_data);
    } else if (repeat_us > 0) {
      due_us = get_due_time (self, repeat_us);
      if (due_us > now_us)
        break;
      self->begin_us = due_us;
      self->next = 0;
      self->func (NULL, 0, self->user_data);
    } else {
      return;
    }
  }
  self->timeout_id =
    cue_clock_add_timeout (self->clock, due_us - now_us, on_step_is_due, self, NULL);
}

/**
 * cue_sim_runner_start:
 * @scenario: (transfer full): takes the place of one that runs
 *
 * The steps at second 0 are done when this returns.
 */
void
cue_sim_runner_start (CueSimRunner *self, CueSimScenario *scenario)
{
  g_clear_pointer (&self->scenario, cue_sim_scenario_free);
  self->scenario = scenario;
  cue_sim_runner_restart (self);
}

/**
 * cue_sim_runner_restart:
 *
 * Lets the scenario that runs begin anew.
 */
void
cue_sim_runner_restart (CueSimRunner *self)
{
  if (self->timeout_id != 0)
    cue_clock_remove_timeout (self->clock, self->timeout_id);
  self->timeout_id = 0;
  self->begin_us = cue_clock_get_monotonic (self->clock);
  self->next = 0;
  run_due_steps (self);
}

/**
 * cue_sim_runner_hold:
 *
 * Does no further step until cue_sim_runner_restart().
 */
void
cue_sim_runner_hold (CueSimRunner *self)
{
  if (self->timeout_id != 0)
    cue_clock_remove_timeout (self->clock, self->timeout_id);
  self->timeout_id = 0;
}

/**
 * cue_sim_runner_describe:
 *
 * Returns: (transfer full): where the scenario stands
 */
JsonObject *
cue_sim_runner_describe (CueSimRunner *self)
{
  JsonObject *object = json_object_new ();
  gint64      now_us = cue_clock_get_monotonic (self->clock);
  guint       n_steps;

  if (self->scenario == NULL)
    return object;
  n_steps = cue_sim_scenario_get_n_steps (self->scenario);
  json_object_set_string_member (object, "name", cue_sim_scenario_get_name (self->scenario));
  json_object_set_string_member (object, "title", cue_sim_scenario_get_title (self->scenario));
  json_object_set_double_member (object, "speed", self->speed);
  json_object_set_double_member (object,
                                 "second",
                                 (double) (now_us - self->begin_us) / G_USEC_PER_SEC * self->speed);
  json_object_set_int_member (object, "steps", n_steps);
  json_object_set_int_member (object, "done", self->next);
  return object;
}
