// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sim-cases.h"

#include "cue-sim-fault.h"

#define PATIENCE_QUIET_MS 100

/* A fault that is not tested does not exist.
 * @prefix: of the ids of the faults of a service, which are numbered up to @n_faults */
void
sim_cases_check_complete (const SimCase *cases, gsize n, const char *prefix, guint n_faults)
{
  const CueSimFaultInfo *info;
  guint                  count = 0;

  for (guint f = 0; (info = cue_sim_fault_get_nth (f)) != NULL; f++) {
    for (guint v = 0; g_str_has_prefix (info->id, prefix) && info->variants[v] != NULL; v++) {
      gboolean found = FALSE;

      for (gsize i = 0; i < n; i++)
        found |= g_str_equal (cases[i].id, info->id) &&
                 g_strcmp0 (cases[i].variant, info->variants[v]) == 0;
      if (!found)
        g_error ("no test for the fault %s %s", info->id, info->variants[v]);
      count++;
    }
  }
  for (guint i = 1; i <= n_faults; i++) {
    g_autofree char *id = g_strdup_printf ("%s%u", prefix, i);

    g_assert_nonnull (cue_sim_fault_find (id));
  }
  g_test_message ("%u variants", count);
}

void
sim_case_check (SimFixture *fixture, const SimCase *c, SimSendCall send)
{
  g_autofree char *fault = g_strdup_printf ("%s%s%s",
                                            c->id,
                                            c->variant != NULL ? "; variant=" : "",
                                            c->variant != NULL ? c->variant : "");
  g_autoptr (SimRaw) raw = send (fixture, c->call, fault);
  gsize     limit = c->end == SIM_RAW_LIMIT ? 4 * 1024 * 1024 : 64 * 1024 * 1024;
  SimRawEnd end =
    sim_raw_read (raw, limit, c->end == SIM_RAW_QUIET ? PATIENCE_QUIET_MS : SIM_PATIENCE_MS);

  if (end != c->end || (c->present != NULL && !sim_raw_contains (raw, c->present)) ||
      (c->also != NULL && !sim_raw_contains (raw, c->also)) ||
      (c->absent != NULL && sim_raw_contains (raw, c->absent)))
    g_error ("%s: ended with %d: %.*s",
             fault,
             end,
             (int) MIN (raw->bytes->len, 1500),
             raw->bytes->data);
}

/* No fault, whatever it was made for, brings the simulator down on any of the calls. The variants
 * take turns, so that each of them has its call. */
void
sim_try_every_fault (SimFixture *fixture, guint n_calls, SimSendCall send)
{
  const CueSimFaultInfo *info;
  guint                  count = 0;

  for (guint n = 0; (info = cue_sim_fault_get_nth (n)) != NULL; n++) {
    guint variants = info->variants != NULL ? g_strv_length ((char **) info->variants) : 0;

    for (guint i = 0; i < MAX (n_calls, variants); i++) {
      g_autofree char *fault = g_strdup_printf ("%s; bytes=100000%s%s",
                                                info->id,
                                                variants > 0 ? "; variant=" : "",
                                                variants > 0 ? info->variants[i % variants] : "");
      g_autoptr (SimRaw) raw = send (fixture, (i + n) % n_calls, fault);

      sim_raw_read (raw, 20 * 1000, 1);
      count++;
    }
  }
  g_test_message ("%u faults and calls", count);
}

/* @count: how often @call was done so far */
void
sim_check_done (SimFixture    *fixture,
                const SimDone *answers,
                gsize          n,
                guint          call,
                SimSendCall    send,
                gint64 (*count) (SimFixture *fixture))
{
  for (gsize i = 0; i < n; i++) {
    gint64 before = count (fixture);
    g_autoptr (SimRaw) raw = send (fixture, call, answers[i].fault);

    g_assert_cmpint (sim_raw_read (raw, 100000, SIM_PATIENCE_MS), ==, SIM_RAW_CLOSED);
    if ((count (fixture) > before) != answers[i].done)
      g_error ("%s: %s", answers[i].fault, answers[i].done ? "not done" : "done");
  }
}

/* The service refuses connections while the others work. */
void
sim_check_refused (SimFixture *fixture, const char *target, guint call, SimSendCall send)
{
  g_autoptr (JsonObject) params = json_object_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SimRaw) raw = NULL;
  g_autoptr (SimAnswer) answer = NULL;

  json_object_set_string_member (params, "target", target);
  cue_simulator_set_fault (fixture->simulator, "C-21", TRUE, params, &error);
  g_assert_no_error (error);
  raw = send (fixture, call, NULL);
  g_assert_cmpint (sim_raw_read (raw, 100, SIM_PATIENCE_MS), ==, SIM_RAW_REFUSED);
  answer = sim_get (fixture, sim_url (fixture, "backendUrl"));
  g_assert_cmpuint (answer->status, ==, 200);
}
