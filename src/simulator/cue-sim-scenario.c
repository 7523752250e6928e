// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-sim-scenario.h"

#include "cue-error.h"
#include "cue-json.h"
#include "cue-sim-event.h"
#include "cue-sim-fault-set.h"
#include "cue-sim-members.h"
#include "cue-simulator-resources.h"

#include <glib/gi18n-lib.h>

#define MAX_STEPS     10000
#define MAX_SECONDS   86400.0
#define RESOURCE_PATH "/io/github/cuelight/Cuelight/simulator/scenarios/"

struct _CueSimScenario {
  char      *name;
  char      *title;
  GPtrArray *steps;     // of JsonObject
  GArray    *times;     // of gint64, µs from the begin, never falling
  gint64     repeat_us; // 0: once
};

const char *const cue_sim_scenario_names[] = { "show", "calm", "bad-day", NULL };

/**
 * cue_sim_scenario_free:
 * @self: (transfer full): a scenario
 */
void
cue_sim_scenario_free (CueSimScenario *self)
{
  g_free (self->name);
  g_free (self->title);
  g_ptr_array_unref (self->steps);
  g_array_unref (self->times);
  g_free (self);
}

static gboolean
refuse (GError **error, const char *where, const char *what)
{
  g_set_error (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT, "%s: %s", where, what);
  return FALSE;
}

static gboolean
read_step (CueSimScenario *self,
           CueSimEvent    *rehearsal,
           JsonNode       *node,
           const char     *where,
           GError        **error)
{
  g_autoptr (GStrvBuilder) known = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;
  g_autofree char *inside = g_strconcat (where, ".fault", NULL);
  JsonObject      *step;
  JsonObject      *fault = NULL;
  const char      *note = NULL;
  CueSimFaultOrder order;
  double           at_s = -1;
  gint64           at_us;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return refuse (error, where, _ ("expected an object."));
  step = json_node_get_object (node);
  g_strv_builder_add (known, "at");
  g_strv_builder_add (known, "note");
  g_strv_builder_add (known, "fault");
  g_strv_builder_addv (known, (const char **) cue_sim_event_members);
  names = g_strv_builder_end (known);
  if (!cue_sim_members_check (step, where, (const char *const *) names, error) ||
      !cue_sim_members_get_number (step, where, "at", 0, MAX_SECONDS, &at_s, error) ||
      !cue_sim_members_get_string (step, where, "note", &note, error) ||
      !cue_sim_members_get_object (step, where, "fault", &fault, error) ||
      !cue_sim_event_apply (rehearsal, step, where, 0, 1.0, error) ||
      (fault != NULL && !cue_sim_fault_order_read (fault, inside, &order, error)))
    return FALSE;
  if (at_s < 0)
    return refuse (error, where, _ ("“at” is missing: the second at which the step happens."));
  at_us = (gint64) (at_s * G_USEC_PER_SEC);
  if (self->times->len > 0 && at_us < g_array_index (self->times, gint64, self->times->len - 1))
    return refuse (error, where, _ ("“at” is earlier than that of the step before."));
  g_array_append_val (self->times, at_us);
  g_ptr_array_add (self->steps, json_object_ref (step));
  return TRUE;
}

static gboolean
read_root (CueSimScenario *self, JsonObject *root, GError **error)
{
  static const char *const known[] = { "name", "title", "repeat", "steps", NULL };
  const char              *where = _ ("scenario");
  const char              *name = NULL;
  const char              *title = NULL;
  double                   repeat_s = 0;
  JsonNode                *steps = json_object_get_member (root, "steps");
  JsonArray               *array;
  g_autoptr (CueSimEvent) rehearsal = cue_sim_event_new ();

  if (!cue_sim_members_check (root, where, known, error) ||
      !cue_sim_members_get_string (root, where, "name", &name, error) ||
      !cue_sim_members_get_string (root, where, "title", &title, error) ||
      !cue_sim_members_get_number (root, where, "repeat", 1, MAX_SECONDS, &repeat_s, error))
    return FALSE;
  if (name == NULL || *name == '\0')
    return refuse (error, where, _ ("“name” is missing."));
  if (steps == NULL || !JSON_NODE_HOLDS_ARRAY (steps))
    return refuse (error, where, _ ("“steps” is missing: a list of objects, each with “at”."));
  array = json_node_get_array (steps);
  if (json_array_get_length (array) == 0 || json_array_get_length (array) > MAX_STEPS)
    return refuse (error, where, _ ("“steps” must hold 1 to 10,000 objects."));
  self->name = g_strdup (name);
  self->title = g_strdup (title != NULL ? title : name);
  self->repeat_us = (gint64) (repeat_s * G_USEC_PER_SEC);
  for (guint i = 0; i < json_array_get_length (array); i++) {
    g_autofree char *place = g_strdup_printf ("steps[%u]", i);

    if (!read_step (self, rehearsal, json_array_get_element (array, i), place, error))
      return FALSE;
  }
  if (self->repeat_us > 0 &&
      self->repeat_us <= g_array_index (self->times, gint64, self->times->len - 1))
    return refuse (error, where, _ ("“repeat” must lie after the last step."));
  return TRUE;
}

/**
 * cue_sim_scenario_new_from_json:
 *
 * Reads strictly: what is not known or not right refuses the whole scenario, so that a mistyped
 * name does not make a rehearsal silently different from what was written.
 *
 * Returns: (transfer full): or %NULL with INVALID_INPUT and a sentence that names the place
 */
CueSimScenario *
cue_sim_scenario_new_from_json (JsonNode *node, GError **error)
{
  g_autoptr (CueSimScenario) self = g_new0 (CueSimScenario, 1);

  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  self->times = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (!JSON_NODE_HOLDS_OBJECT (node)) {
    refuse (error, _ ("scenario"), _ ("expected an object."));
    return NULL;
  }
  if (!read_root (self, json_node_get_object (node), error))
    return NULL;
  return g_steal_pointer (&self);
}

static GBytes *
read_bytes (const char *name_or_file, GError **error)
{
  g_autoptr (GFile) file = NULL;

  if (g_strv_contains (cue_sim_scenario_names, name_or_file)) {
    g_autofree char *path = g_strconcat (RESOURCE_PATH, name_or_file, ".json", NULL);

    return g_resource_lookup_data (cue_simulator_get_resource (),
                                   path,
                                   G_RESOURCE_LOOKUP_FLAGS_NONE,
                                   error);
  }
  file = g_file_new_for_commandline_arg (name_or_file);
  return g_file_load_bytes (file, NULL, NULL, error);
}

/**
 * cue_sim_scenario_load:
 * @name_or_file: one of cue_sim_scenario_names, or the path of a JSON file
 *
 * Returns: (transfer full)
 */
CueSimScenario *
cue_sim_scenario_load (const char *name_or_file, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GBytes) bytes = read_bytes (name_or_file, &local_error);
  g_autoptr (JsonNode) node = NULL;
  CueSimScenario *self;

  if (bytes == NULL) {
    g_autofree char *names = g_strjoinv (", ", (char **) cue_sim_scenario_names);

    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_INVALID_INPUT,
                 _ ("No scenario “%s”: it is none of %s, and the file cannot be read (%s)."),
                 name_or_file,
                 names,
                 local_error->message);
    return NULL;
  }
  node = cue_json_parse (bytes, error);
  self = node != NULL ? cue_sim_scenario_new_from_json (node, error) : NULL;
  if (self == NULL)
    g_prefix_error (error, "%s: ", name_or_file);
  return self;
}

/**
 * cue_sim_scenario_get_name:
 * @self: a scenario
 *
 * Returns: (transfer none): its name, for programs
 */
const char *
cue_sim_scenario_get_name (CueSimScenario *self)
{
  return self->name;
}

/**
 * cue_sim_scenario_get_title:
 * @self: a scenario
 *
 * Returns: (transfer none): its title, for people
 */
const char *
cue_sim_scenario_get_title (CueSimScenario *self)
{
  return self->title;
}

/**
 * cue_sim_scenario_get_n_steps:
 * @self: a scenario
 *
 * Returns: how many steps it has
 */
guint
cue_sim_scenario_get_n_steps (CueSimScenario *self)
{
  return self->steps->len;
}

/**
 * cue_sim_scenario_get_step_time:
 * @self: a scenario
 * @n: a step, from 0 on
 *
 * Returns: when the step is due, µs after the beginning
 */
gint64
cue_sim_scenario_get_step_time (CueSimScenario *self, guint n)
{
  return g_array_index (self->times, gint64, n);
}

/**
 * cue_sim_scenario_get_step:
 *
 * Returns: (transfer none): changes of the event, and `fault` and `note`
 */
JsonObject *
cue_sim_scenario_get_step (CueSimScenario *self, guint n)
{
  return g_ptr_array_index (self->steps, n);
}

/**
 * cue_sim_scenario_get_repeat:
 *
 * Returns: µs from the begin to the next begin, 0 when it runs once
 */
gint64
cue_sim_scenario_get_repeat (CueSimScenario *self)
{
  return self->repeat_us;
}
