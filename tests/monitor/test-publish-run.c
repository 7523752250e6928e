// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Publishing a table through the simulator: what is sent, what is not sent twice, and who is asked.

#include <locale.h>
#include <string.h>

#include "cue-error.h"
#include "cue-system-clock.h"
#include "publish-fixture.h"

static void
on_progress (CuePublishRun *run, guint request, guint *n)
{
  (*n)++;
}

static void
test_all_well (PublishFixture *f, gconstpointer data)
{
  const guint n = 120;
  g_autoptr (CuePublishPlan) plan = make_plan (n, NULL, G_MAXUINT);
  g_autoptr (CueRunJournal) journal = create_journal (f, n);
  g_autoptr (CuePublishRun) run = cue_publish_run_new (f->client, plan, journal);
  g_autofree char *words = NULL;
  guint            n_progress = 0;

  g_signal_connect (run, "progress", G_CALLBACK (on_progress), &n_progress);
  g_assert_cmpint (cue_publish_run_get_state (run), ==, CUE_PUBLISH_RUN_READY);
  g_assert_cmpfloat (cue_publish_run_get_fraction (run), ==, 0);
  run_to_its_end (run);
  g_assert_no_error (cue_publish_run_get_error (run));
  g_assert_cmpint (cue_publish_run_get_state (run), ==, CUE_PUBLISH_RUN_FINISHED);
  g_assert_cmpuint (cue_publish_run_count (run, CUE_PUBLISH_ROW_DONE), ==, n);
  g_assert_cmpuint (n_progress, ==, n);
  g_assert_cmpfloat (cue_publish_run_get_fraction (run), ==, 1);
  words = cue_publish_run_describe (run);
  g_assert_cmpstr (words, ==, "120 rows published");
  g_assert_cmpint (publish_fixture_count (f, "events"), ==, n);
  g_assert_cmpint (publish_fixture_count (f, "eventsTwice"), ==, 0);
  g_assert_cmpuint (cue_run_journal_count (journal, CUE_RUN_MARK_DONE), ==, n);
  // It does not begin anew.
  cue_publish_run_start (run);
  g_assert_false (cue_publish_run_is_busy (run));
}

// Somebody lets go of a run in the middle; another program goes on.
static void
test_dropped (PublishFixture *f, gconstpointer data)
{
  const guint n = 60;
  g_autoptr (CuePublishPlan) plan = make_plan (n, NULL, G_MAXUINT);
  CueRunJournal *journal = create_journal (f, n);
  CueRunJournal *watched = journal;
  CuePublishRun *run = cue_publish_run_new (f->client, plan, journal);
  g_autoptr (CueRunJournal) second_journal = NULL;
  g_autoptr (CuePublishRun) second = NULL;
  g_autoptr (GError) error = NULL;
  guint n_done;
  guint n_unknown;

  cue_publish_run_start (run);
  WAIT_FOR (cue_publish_run_count (run, CUE_PUBLISH_ROW_DONE) >= 20);
  g_object_add_weak_pointer (G_OBJECT (journal), (gpointer *) &watched);
  g_object_unref (run);
  g_object_unref (journal);
  // A worker may still write; then nobody is left to send anything more.
  WAIT_FOR (watched == NULL && cue_acoustic_client_get_n_busy (f->client) == 0);
  g_assert_cmpint (publish_fixture_count (f, "events"), <, n);

  second_journal = open_journal (f, &error);
  g_assert_no_error (error);
  second = cue_publish_run_new (f->client, plan, second_journal);
  n_done = cue_publish_run_count (second, CUE_PUBLISH_ROW_DONE);
  n_unknown = cue_publish_run_count (second, CUE_PUBLISH_ROW_UNKNOWN);
  g_assert_cmpuint (n_done, >=, 19);
  g_assert_cmpuint (n_unknown, <=, 1);
  if (n_unknown > 0) {
    g_assert_cmpint (cue_publish_run_get_state (second), ==, CUE_PUBLISH_RUN_ASKING);
    // Nothing goes on before somebody decides.
    cue_publish_run_start (second);
    g_assert_cmpint (cue_publish_run_get_state (second), ==, CUE_PUBLISH_RUN_ASKING);
    cue_publish_run_decide (second, FALSE);
    WAIT_FOR (cue_publish_run_get_state (second) != CUE_PUBLISH_RUN_ASKING);
  }
  run_to_its_end (second);
  g_assert_cmpint (cue_publish_run_get_state (second), ==, CUE_PUBLISH_RUN_FINISHED);
  g_assert_cmpuint (cue_publish_run_count (second, CUE_PUBLISH_ROW_DONE), ==, n - n_unknown);
  g_assert_cmpint (publish_fixture_count (f, "eventsTwice"), ==, 0);
  g_assert_cmpint (publish_fixture_count (f, "events"), >=, n - n_unknown);
}

static void
test_refused_row (PublishFixture *f, gconstpointer data)
{
  g_autoptr (CuePublishPlan) plan = make_plan (6, "nobodyKnowsThis", 2);
  g_autoptr (CuePublishRun) run = cue_publish_run_new (f->client, plan, NULL);
  g_autoptr (CuePublishRow) row = NULL;

  run_to_its_end (run);
  g_assert_cmpint (cue_publish_run_get_state (run), ==, CUE_PUBLISH_RUN_FINISHED);
  g_assert_cmpuint (cue_publish_run_count (run, CUE_PUBLISH_ROW_DONE), ==, 5);
  g_assert_cmpint (get_row_state (run, 2), ==, CUE_PUBLISH_ROW_REFUSED);
  row = g_list_model_get_item (G_LIST_MODEL (run), 2);
  g_assert_cmpuint (cue_publish_row_get_number (row), ==, 4);
  g_assert_cmpuint (cue_publish_row_get_status (row), ==, 400);
  g_assert_cmpstr (cue_publish_row_get_words (row), !=, "");
}

static void
test_hopeless (PublishFixture *f, gconstpointer data)
{
  g_autoptr (CuePublishPlan) plan = cue_publish_plan_new ();
  g_autoptr (CuePublishRun) run = NULL;

  for (guint i = 0; i < 30; i++) {
    g_autoptr (GBytes) body = make_publication ("nobodyKnowsThis", i);

    cue_publish_plan_add_row (plan, i + 2, cue_publish_plan_add_request (plan, body));
  }
  run = cue_publish_run_new (f->client, plan, NULL);
  run_to_its_end (run);
  g_assert_cmpint (cue_publish_run_get_state (run), ==, CUE_PUBLISH_RUN_STOPPED);
  g_assert_error (cue_publish_run_get_error (run), CUE_ERROR, CUE_ERROR_CLIENT);
  g_assert_cmpuint (cue_publish_run_count (run, CUE_PUBLISH_ROW_REFUSED), ==, 10);
  g_assert_cmpuint (cue_publish_run_count (run, CUE_PUBLISH_ROW_PENDING), ==, 20);
}

static void
on_waiting (CuePublishRun *run, GParamSpec *pspec, guint *n)
{
  *n += cue_publish_run_get_state (run) == CUE_PUBLISH_RUN_WAITING;
}

static void
test_asked_to_wait (PublishFixture *f, gconstpointer data)
{
  g_autoptr (CuePublishPlan) plan = make_plan (3, NULL, G_MAXUINT);
  g_autoptr (CuePublishRun) run = cue_publish_run_new (f->client, plan, NULL);
  guint n_waits = 0;

  publish_fixture_fault (f, "AB-17", "seconds", 1, 1);
  g_signal_connect (run, "notify::state", G_CALLBACK (on_waiting), &n_waits);
  run_to_its_end (run);
  g_assert_cmpint (cue_publish_run_get_state (run), ==, CUE_PUBLISH_RUN_FINISHED);
  g_assert_cmpuint (n_waits, ==, 1);
  g_assert_cmpint (publish_fixture_count (f, "events"), ==, 3);
  g_assert_cmpint (publish_fixture_count (f, "eventsTwice"), ==, 0);
}

static void
test_stopped_while_waiting (PublishFixture *f, gconstpointer data)
{
  g_autoptr (CuePublishPlan) plan = make_plan (3, NULL, G_MAXUINT);
  g_autoptr (CuePublishRun) run = cue_publish_run_new (f->client, plan, NULL);

  publish_fixture_fault (f, "AB-17", "seconds", 600, 0);
  cue_publish_run_start (run);
  WAIT_FOR (cue_publish_run_get_state (run) == CUE_PUBLISH_RUN_WAITING);
  g_assert_cmpint (cue_publish_run_get_wait_until (run),
                   >,
                   cue_clock_get_monotonic (cue_system_clock_get_default ()));
  cue_publish_run_stop (run);
  WAIT_FOR (!cue_publish_run_is_busy (run));
  g_assert_cmpint (cue_publish_run_get_state (run), ==, CUE_PUBLISH_RUN_STOPPED);
  g_assert_cmpuint (cue_publish_run_count (run, CUE_PUBLISH_ROW_PENDING), ==, 3);
}

static void
test_refused_key (PublishFixture *f, gconstpointer data)
{
  g_autoptr (CuePublishPlan) plan = make_plan (3, NULL, G_MAXUINT);
  g_autoptr (CuePublishRun) run = cue_publish_run_new (f->client, plan, NULL);

  publish_fixture_fault (f, "AB-13", "401", 0, 0);
  run_to_its_end (run);
  g_assert_cmpint (cue_publish_run_get_state (run), ==, CUE_PUBLISH_RUN_STOPPED);
  g_assert_error (cue_publish_run_get_error (run), CUE_ERROR, CUE_ERROR_AUTH);
  g_assert_cmpuint (cue_publish_run_count (run, CUE_PUBLISH_ROW_PENDING), ==, 3);
  // With another key it goes on.
  cue_simulator_clear_faults (f->simulator);
  run_to_its_end (run);
  g_assert_cmpint (cue_publish_run_get_state (run), ==, CUE_PUBLISH_RUN_FINISHED);
  g_assert_cmpint (publish_fixture_count (f, "events"), ==, 3);
}

// Taken, but nobody says so.
static void
test_unknown (PublishFixture *f, gconstpointer data)
{
  gboolean send_again = GPOINTER_TO_INT (data);
  g_autoptr (CuePublishPlan) plan = make_plan (3, NULL, G_MAXUINT);
  g_autoptr (CuePublishRun) run = cue_publish_run_new (f->client, plan, NULL);

  publish_fixture_fault (f, "AB-12", "cut-taken", 0, 1);
  run_to_its_end (run);
  g_assert_cmpint (cue_publish_run_get_state (run), ==, CUE_PUBLISH_RUN_ASKING);
  g_assert_nonnull (cue_publish_run_get_error (run));
  g_assert_cmpint (get_row_state (run, 0), ==, CUE_PUBLISH_ROW_UNKNOWN);
  g_assert_cmpint (get_row_state (run, 1), ==, CUE_PUBLISH_ROW_PENDING);
  g_assert_cmpint (publish_fixture_count (f, "events"), ==, 1);

  cue_publish_run_decide (run, send_again);
  run_to_its_end (run);
  g_assert_cmpint (cue_publish_run_get_state (run), ==, CUE_PUBLISH_RUN_FINISHED);
  g_assert_cmpint (get_row_state (run, 0),
                   ==,
                   send_again ? CUE_PUBLISH_ROW_DONE : CUE_PUBLISH_ROW_LEFT);
  g_assert_cmpint (publish_fixture_count (f, "eventsTwice"), ==, send_again ? 1 : 0);
}

static void
test_cancelled (PublishFixture *f, gconstpointer data)
{
  g_autoptr (CuePublishPlan) plan = make_plan (3, NULL, G_MAXUINT);
  g_autoptr (CuePublishRun) run = cue_publish_run_new (f->client, plan, NULL);

  publish_fixture_fault (f, "AB-12", "lost", 0, 0);
  cue_publish_run_start (run);
  WAIT_FOR (cue_simulator_get_requests (f->simulator, "publish") > 0);
  cue_publish_run_cancel (run);
  WAIT_FOR (!cue_publish_run_is_busy (run));
  g_assert_cmpint (cue_publish_run_get_state (run), ==, CUE_PUBLISH_RUN_ASKING);
  g_assert_cmpint (get_row_state (run, 0), ==, CUE_PUBLISH_ROW_UNKNOWN);
  g_assert_cmpint (publish_fixture_count (f, "events"), ==, 0);
}

static void
test_nobody_there (PublishFixture *f, gconstpointer data)
{
  g_autoptr (CuePublishPlan) plan = make_plan (2, NULL, G_MAXUINT);
  g_autoptr (CuePublishRun) run = cue_publish_run_new (f->client, plan, NULL);

  cue_simulator_stop (f->simulator);
  run_to_its_end (run);
  g_assert_cmpint (cue_publish_run_get_state (run), ==, CUE_PUBLISH_RUN_STOPPED);
  g_assert_cmpuint (cue_publish_run_count (run, CUE_PUBLISH_ROW_PENDING), ==, 2);
  g_assert_nonnull (cue_publish_run_get_error (run));
}

// No journal, no sending.
static void
test_no_disk (PublishFixture *f, gconstpointer data)
{
  g_autoptr (CuePublishPlan) plan = make_plan (2, NULL, G_MAXUINT);
  g_autoptr (CueRunJournal) journal = create_journal (f, 2);
  g_autoptr (CuePublishRun) run = cue_publish_run_new (f->client, plan, journal);

  cue_run_journal_close (journal);
  run_to_its_end (run);
  g_assert_cmpint (cue_publish_run_get_state (run), ==, CUE_PUBLISH_RUN_STOPPED);
  g_assert_error (cue_publish_run_get_error (run), CUE_ERROR, CUE_ERROR_STORAGE);
  g_assert_cmpint (publish_fixture_count (f, "events"), ==, 0);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

#define ADD(name, data, func)         \
  g_test_add ("/publish-run/" name,   \
              PublishFixture,         \
              data,                   \
              publish_fixture_set_up, \
              func,                   \
              publish_fixture_tear_down)
  ADD ("all-well", NULL, test_all_well);
  ADD ("dropped", NULL, test_dropped);
  ADD ("refused-row", NULL, test_refused_row);
  ADD ("hopeless", NULL, test_hopeless);
  ADD ("asked-to-wait", NULL, test_asked_to_wait);
  ADD ("stopped-while-waiting", NULL, test_stopped_while_waiting);
  ADD ("refused-key", NULL, test_refused_key);
  ADD ("unknown-left", GINT_TO_POINTER (FALSE), test_unknown);
  ADD ("unknown-again", GINT_TO_POINTER (TRUE), test_unknown);
  ADD ("cancelled", NULL, test_cancelled);
  ADD ("nobody-there", NULL, test_nobody_there);
  ADD ("no-disk", NULL, test_no_disk);
#undef ADD
  return g_test_run ();
}
