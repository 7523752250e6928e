// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "doors-fixture.h"

#include <string.h>

#include "cue-demo-doors.h"
#include "cue-observation.h"
#include "cue-system-clock.h"

const char *
doors_get_word (DoorsFixture *f, const char *name)
{
  return json_object_get_string_member (f->salto, name);
}

const char *
doors_get_site (DoorsFixture *f, guint n)
{
  return json_array_get_string_element (json_object_get_array_member (f->salto, "siteIds"), n);
}

void
doors_keep (DoorsFixture *f, const char *kind, const char *text)
{
  g_autoptr (GBytes) secret = cue_secret_bytes_new (text, strlen (text));

  cue_secret_store_keep (f->secrets, cue_profile_get_id (f->profile), kind, secret);
}

void
doors_set_up (DoorsFixture *f, gconstpointer data)
{
  g_autoptr (GBytes) secret = NULL;
  g_autoptr (GError) error = NULL;

  f->simulator = cue_simulator_new ();
  cue_simulator_set_media (f->simulator, FALSE);
  g_assert_true (cue_simulator_start (f->simulator, &error));
  g_assert_no_error (error);
  f->description = cue_simulator_describe (f->simulator);
  f->salto = json_object_get_object_member (json_node_get_object (f->description), "salto");
  f->secrets = cue_secret_store_new_private ();
  f->profile = cue_profile_new ();
  cue_profile_set_name (f->profile, "Doors");
  cue_profile_set_source_kind (f->profile, CUE_PROFILE_SOURCE_STATE_URL);
  cue_profile_set_state_url (f->profile, "http://127.0.0.1:1/state");
  secret =
    cue_demo_doors_read (cue_profile_get_doors (f->profile), json_node_get_object (f->description));
  cue_secret_store_keep (f->secrets,
                         cue_profile_get_id (f->profile),
                         CUE_SECRET_KIND_DOORS_CLIENT,
                         secret);
}

void
doors_tear_down (DoorsFixture *f, gconstpointer data)
{
  if (f->monitor != NULL) {
    cue_monitor_stop (f->monitor);
    g_assert_finalize_object (f->monitor);
  }
  cue_simulator_stop (f->simulator);
  g_object_unref (f->simulator);
  g_object_unref (f->profile);
  g_object_unref (f->secrets);
  json_node_unref (f->description);
}

void
doors_start (DoorsFixture *f)
{
  f->monitor = cue_monitor_new (f->profile, cue_system_clock_get_default (), f->secrets);
  cue_monitor_set_limits_path (f->monitor, "/nonexistent/limits");
  cue_monitor_start (f->monitor);
}

// One site, one stream, a pasted token.
void
doors_paste (DoorsFixture *f, const char *token)
{
  g_object_set (cue_profile_get_doors (f->profile),
                "sites",
                doors_get_site (f, 0),
                "incidents",
                FALSE,
                "token-source",
                CUE_TOKEN_SOURCE_PASTED,
                NULL);
  doors_keep (f, CUE_SECRET_KIND_DOORS_TOKEN, token);
}

void
doors_set_fault (DoorsFixture *f, const char *id, const char *variant)
{
  g_autoptr (JsonObject) params = json_object_new ();
  g_autoptr (GError) error = NULL;

  json_object_set_string_member (params, "variant", variant);
  g_assert_true (cue_simulator_set_fault (f->simulator, id, TRUE, params, &error));
  g_assert_no_error (error);
}

gboolean
doors_on_limit (gpointer user_data)
{
  g_error ("what was waited for did not come");
  return G_SOURCE_REMOVE;
}

CueSourceHealth *
doors_get_health (DoorsFixture *f)
{
  return cue_monitor_get_source (f->monitor, CUE_LANE_DOORS);
}

CueHealth
doors_get_state (DoorsFixture *f)
{
  return cue_source_health_get_state (doors_get_health (f));
}

CueProblem *
doors_find (DoorsFixture *f, const char *id)
{
  return cue_problem_list_find (cue_monitor_get_problems (f->monitor), id);
}

CueProblem *
doors_find_hub (DoorsFixture *f)
{
  GListModel *problems = G_LIST_MODEL (cue_monitor_get_problems (f->monitor));

  for (guint i = 0; i < g_list_model_get_n_items (problems); i++) {
    g_autoptr (CueProblem) problem = g_list_model_get_item (problems, i);

    if (g_str_has_prefix (cue_problem_get_id (problem), "doors.hub."))
      return problem; // the list holds it
  }
  return NULL;
}

guint
doors_count_hub (DoorsFixture *f)
{
  GListModel *problems = G_LIST_MODEL (cue_monitor_get_problems (f->monitor));
  guint       n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (problems); i++) {
    g_autoptr (CueProblem) problem = g_list_model_get_item (problems, i);

    n += g_str_has_prefix (cue_problem_get_id (problem), "doors.hub.");
  }
  return n;
}

GListModel *
doors_get_log (DoorsFixture *f)
{
  return G_LIST_MODEL (cue_doors_watch_get_log (cue_monitor_get_doors (f->monitor)));
}

guint
doors_count_rows (DoorsFixture *f)
{
  cue_access_log_flush (CUE_ACCESS_LOG (doors_get_log (f)));
  return g_list_model_get_n_items (doors_get_log (f));
}

gboolean
doors_holds (CueRing *ring, const char *kind)
{
  GListModel *list = G_LIST_MODEL (ring);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++) {
    g_autoptr (CueObservation) observation = g_list_model_get_item (list, i);

    if (g_str_equal (cue_observation_get_lane (observation), CUE_LANE_DOORS) &&
        g_str_equal (cue_observation_get_kind (observation), kind))
      return TRUE;
  }
  return FALSE;
}

gboolean
doors_observed (DoorsFixture *f, const char *kind)
{
  return doors_holds (cue_monitor_get_observations (f->monitor), kind);
}

void
doors_assert_has (const char *text, const char *part)
{
  if (text == NULL || strstr (text, part) == NULL)
    g_error ("“%s” is not in “%s”", part, text);
}
