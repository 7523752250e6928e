// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-sim-fault-set.h"

#include "cue-error.h"
#include "cue-sim-members.h"

#include <glib/gi18n-lib.h>

struct _CueSimFaultSet {
  CueClock        *clock;
  CueSimEffectFunc effect;
  gpointer         user_data;
  GPtrArray       *active; // of Active
};

typedef struct {
  CueSimFaultSet *set; // not owned
  CueSimFault    *fault;
  guint           timeout_id; // 0: until it is switched off
} Active;

static void
free_active (Active *active)
{
  if (active->timeout_id != 0)
    cue_clock_remove_timeout (active->set->clock, active->timeout_id);
  cue_sim_fault_free (active->fault);
  g_free (active);
}

/**
 * cue_sim_fault_set_new:
 * @effect: called for faults that do more than bend answers
 */
CueSimFaultSet *
cue_sim_fault_set_new (CueClock *clock, CueSimEffectFunc effect, gpointer user_data)
{
  CueSimFaultSet *self = g_new0 (CueSimFaultSet, 1);

  self->clock = g_object_ref (clock);
  self->effect = effect;
  self->user_data = user_data;
  self->active = g_ptr_array_new_with_free_func ((GDestroyNotify) free_active);
  return self;
}

/**
 * cue_sim_fault_set_free:
 * @self: (transfer full): faults
 */
void
cue_sim_fault_set_free (CueSimFaultSet *self)
{
  g_ptr_array_unref (self->active);
  g_object_unref (self->clock);
  g_free (self);
}

static void
switch_off (CueSimFaultSet *self, guint index)
{
  Active *active = g_ptr_array_steal_index (self->active, index);

  if (active->fault->info->effect != CUE_SIM_EFFECT_NONE)
    self->effect (active->fault, FALSE, self->user_data);
  free_active (active);
}

static gboolean
on_time_is_up (gpointer user_data)
{
  Active         *active = user_data;
  CueSimFaultSet *self = active->set;
  guint           index;

  active->timeout_id = 0;
  if (g_ptr_array_find (self->active, active, &index))
    switch_off (self, index);
  return G_SOURCE_REMOVE;
}

/**
 * cue_sim_fault_set_on:
 * @fault: (transfer full): takes the place of one of the same id
 * @for_us: 0 until it is switched off
 */
void
cue_sim_fault_set_on (CueSimFaultSet *self, CueSimFault *fault, gint64 for_us)
{
  Active *active = g_new0 (Active, 1);

  cue_sim_fault_set_off (self, fault->info->id);
  active->set = self;
  active->fault = fault;
  g_ptr_array_add (self->active, active);
  if (for_us > 0)
    active->timeout_id = cue_clock_add_timeout (self->clock, for_us, on_time_is_up, active, NULL);
  if (fault->info->effect != CUE_SIM_EFFECT_NONE)
    self->effect (fault, TRUE, self->user_data);
}

/**
 * cue_sim_fault_set_off:
 *
 * Returns: %FALSE when the fault was not on
 */
gboolean
cue_sim_fault_set_off (CueSimFaultSet *self, const char *id)
{
  for (guint i = 0; i < self->active->len; i++) {
    Active *active = g_ptr_array_index (self->active, i);

    if (g_str_equal (active->fault->info->id, id)) {
      switch_off (self, i);
      return TRUE;
    }
  }
  return FALSE;
}

/**
 * cue_sim_fault_set_clear:
 * @self: faults
 *
 * Switches all of them off.
 */
void
cue_sim_fault_set_clear (CueSimFaultSet *self)
{
  while (self->active->len > 0)
    switch_off (self, self->active->len - 1);
}

/**
 * cue_sim_fault_set_bend:
 *
 * Lets every fault that is on act on @reply. One that has used up its number of times goes off.
 */
void
cue_sim_fault_set_bend (CueSimFaultSet *self, CueSimReply *reply)
{
  for (guint i = 0; i < self->active->len;) {
    Active *active = g_ptr_array_index (self->active, i);

    if (cue_sim_fault_bend (active->fault, reply))
      switch_off (self, i);
    else
      i++;
  }
}

/**
 * cue_sim_fault_set_push:
 *
 * As cue_sim_fault_set_bend(), for what the hub says.
 */
void
cue_sim_fault_set_push (CueSimFaultSet *self, CueSimPush *push)
{
  for (guint i = 0; i < self->active->len;) {
    Active *active = g_ptr_array_index (self->active, i);

    if (cue_sim_fault_push (active->fault, push))
      switch_off (self, i);
    else
      i++;
  }
}

/**
 * cue_sim_fault_set_describe:
 *
 * Returns: (transfer full)
 */
JsonArray *
cue_sim_fault_set_describe (CueSimFaultSet *self)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < self->active->len; i++) {
    Active *active = g_ptr_array_index (self->active, i);

    json_array_add_object_element (array, cue_sim_fault_describe (active->fault));
  }
  return array;
}

/**
 * cue_sim_fault_order_read:
 * @object: `{"id": "BB-4", "on": true, "for": 10, "params": {…}}`; `on` is true when absent
 * @where: what a sentence about an error calls @object
 * @order: (out): valid as long as @object
 */
gboolean
cue_sim_fault_order_read (JsonObject       *object,
                          const char       *where,
                          CueSimFaultOrder *order,
                          GError          **error)
{
  static const char *const known[] = { "id", "on", "for", "params", NULL };
  g_autoptr (CueSimFault) fault = NULL;

  *order = (CueSimFaultOrder){ .on = TRUE };
  if (!cue_sim_members_check (object, where, known, error) ||
      !cue_sim_members_get_string (object, where, "id", &order->id, error) ||
      !cue_sim_members_get_bool (object, where, "on", &order->on, error) ||
      !cue_sim_members_get_number (object, where, "for", 0.01, 86400, &order->for_s, error) ||
      !cue_sim_members_get_object (object, where, "params", &order->params, error))
    return FALSE;
  if (order->id == NULL) {
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_INVALID_INPUT,
                 _ ("%s: “id” of the fault is missing."),
                 where);
    return FALSE;
  }
  if (g_str_equal (order->id, "all") && !order->on)
    return TRUE;
  fault = cue_sim_fault_new (order->id, order->params, error);
  if (fault == NULL)
    g_prefix_error (error, "%s: ", where);
  return fault != NULL;
}
