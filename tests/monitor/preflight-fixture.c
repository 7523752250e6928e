// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "preflight-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "cue-demo-acoustic.h"
#include "cue-demo-doors.h"
#include "cue-demo-feeds.h"
#include "cue-fake-clock.h"
#include "cue-limits.h"
#include "cue-time.h"

gboolean
preflight_too_late (gpointer user_data)
{
  g_error ("what was waited for did not come");
  return G_SOURCE_REMOVE;
}

static void
make_profile (PreflightFixture *f)
{
  g_autoptr (JsonNode) described = cue_simulator_describe (f->simulator);
  JsonObject *description = json_node_get_object (described);
  const char *secret = json_object_get_string_member (description, "secret");
  g_autoptr (GBytes) engine = cue_secret_bytes_new (secret, strlen (secret));
  g_autoptr (GBytes) doors = NULL;

  g_clear_object (&f->profile);
  g_clear_object (&f->secrets);
  f->profile = cue_profile_new ();
  f->secrets = cue_secret_store_new_private ();
  cue_profile_set_name (f->profile, "Keynote");
  cue_profile_set_source_kind (f->profile, CUE_PROFILE_SOURCE_API_KEY);
  cue_profile_set_endpoint (f->profile,
                            json_object_get_string_member (description, "stateUrlEndpoint"));
  cue_profile_set_iss (f->profile, json_object_get_string_member (description, "iss"));
  cue_profile_set_aud (f->profile, json_object_get_string_member (description, "aud"));
  cue_secret_store_keep (f->secrets,
                         cue_profile_get_id (f->profile),
                         CUE_SECRET_KIND_ENGINE,
                         engine);
  doors = cue_demo_doors_read (cue_profile_get_doors (f->profile), description);
  cue_secret_store_keep (f->secrets,
                         cue_profile_get_id (f->profile),
                         CUE_SECRET_KIND_DOORS_CLIENT,
                         doors);
  cue_demo_acoustic_read (cue_profile_get_acoustic (f->profile),
                          description,
                          f->secrets,
                          cue_profile_get_id (f->profile));
  cue_demo_feeds_read (cue_profile_get_tenduke (f->profile),
                       description,
                       f->secrets,
                       cue_profile_get_id (f->profile));
}

void
preflight_begin (PreflightFixture *f)
{
  g_autoptr (GError) error = NULL;

  f->simulator = cue_simulator_new ();
  cue_simulator_set_clip_frames (f->simulator, PREFLIGHT_CLIP_FRAMES);
  // Nothing changes by itself there.
  g_assert_true (cue_simulator_set_scenario (f->simulator, "calm", &error));
  g_assert_no_error (error);
  g_assert_true (cue_simulator_start (f->simulator, &error));
  g_assert_no_error (error);
  PREFLIGHT_WAIT_FOR (cue_simulator_is_ready (f->simulator));
}

void
preflight_end (PreflightFixture *f)
{
  g_clear_object (&f->preflight);
  g_clear_object (&f->profile);
  g_clear_object (&f->secrets);
  cue_simulator_stop (f->simulator);
  g_clear_object (&f->simulator);
}

// As if the last check was long ago and nothing had gone wrong.
void
preflight_reset (PreflightFixture *f)
{
  g_autofree char *limits = cue_limits_get_default_path ();

  g_clear_object (&f->preflight);
  g_unlink (limits);
  cue_simulator_clear_faults (f->simulator);
  cue_simulator_forget_limits (f->simulator);
  preflight_set_state (f,
                       "{\"state\":\"prelive\",\"manifest\":\"ts\",\"assets\":{\"all\":\"usual\"},"
                       "\"countdown\":{\"in\":600,\"visible\":true}}");
  make_profile (f);
}

void
preflight_fault (PreflightFixture *f,
                 const char       *id,
                 const char       *variant,
                 const char       *target,
                 int               seconds)
{
  g_autoptr (JsonObject) params = json_object_new ();
  g_autoptr (GError) error = NULL;

  if (variant != NULL)
    json_object_set_string_member (params, "variant", variant);
  if (target != NULL)
    json_object_set_string_member (params, "target", target);
  if (seconds > 0)
    json_object_set_int_member (params, "seconds", seconds);
  g_assert_true (cue_simulator_set_fault (f->simulator, id, TRUE, params, &error));
  g_assert_no_error (error);
}

void
preflight_set_state (PreflightFixture *f, const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (json, &error);

  g_assert_no_error (error);
  g_assert_true (cue_simulator_set_state (f->simulator, json_node_get_object (node), &error));
  g_assert_no_error (error);
}

void
preflight_start (PreflightFixture *f)
{
  // It stands still, so that nothing is found that only says how busy this computer is.
  g_autoptr (CueClock) clock = cue_fake_clock_new (g_get_real_time (), CUE_SECONDS (5000));

  f->preflight = cue_preflight_new (f->profile, clock, f->secrets);
  cue_preflight_start (f->preflight);
}

CuePreflightReport *
preflight_run (PreflightFixture *f)
{
  preflight_start (f);
  PREFLIGHT_WAIT_FOR (!cue_preflight_get_running (f->preflight));
  return cue_preflight_get_report (f->preflight);
}

// All findings with their severities, in their order.
char *
preflight_list (PreflightFixture *f)
{
  GListModel *report = G_LIST_MODEL (cue_preflight_get_report (f->preflight));
  GString    *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (report); i++) {
    g_autoptr (CuePreflightFinding) finding = g_list_model_get_item (report, i);

    g_string_append_printf (text,
                            "%s=%s ",
                            cue_preflight_finding_get_code (finding),
                            cue_preflight_severity_get_id (
                              cue_preflight_finding_get_severity (finding)));
  }
  return g_string_free (text, FALSE);
}
