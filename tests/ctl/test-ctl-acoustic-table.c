// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <locale.h>
#include <signal.h>
#include <string.h>

#include "acoustic-runner.h"

static char *
write_table (AcousticRunner *f, guint n, const char *odd_line)
{
  g_autoptr (GString) text = g_string_new ("email,code,timestamp,channel,orderID,orderTotal\n");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text,
                            "visitor%u@example.com,ibmcartPurchase,2026-11-20T08:%02u:%02uZ,web,"
                            "O-%u,%u.5\n",
                            i,
                            i / 60 % 60,
                            i % 60,
                            i,
                            i % 97);
  if (odd_line != NULL)
    g_string_append_printf (text, "%s", odd_line);
  return ctl_runner_write (f->runner, "rows.csv", text->str);
}

static void
test_table (AcousticRunner *f, gconstpointer data)
{
  g_autofree char *path = write_table (f, 9, "x@example.com,ibmcartPurchase,soon,web,O,1\n");
  g_autoptr (CtlResult) dry = RUN (f->publisher, "--dry-run", "event", "publish", path);
  g_autoptr (CtlResult)
    first = RUN (f->publisher, "--json", "--per-request", "3", "event", "publish", path);
  g_autoptr (CtlResult) second = RUN (f->publisher, "--per-request", "3", "event", "publish", path);
  g_autoptr (CtlResult)
    resumed = RUN (f->publisher, "--per-request", "3", "--resume", "event", "publish", path);
  g_autoptr (CtlResult)
    again = RUN (f->publisher, "--per-request", "3", "--again", "event", "publish", path);
  g_autoptr (JsonObject) odd = ctl_result_parse (first, 0);
  g_autoptr (JsonObject) row = ctl_result_parse (first, 1);
  g_autoptr (JsonObject) last = ctl_result_parse (first, 10);

  g_assert_cmpint (dry->status, ==, 0);
  assert_has (dry->err, "9 rows in 9 requests, 1 left out");
  assert_has (dry->out, "visitor0@example.com");
  g_assert_cmpint (first->status, ==, 1);
  g_assert_cmpuint (count_lines (first->out), ==, 11);
  g_assert_cmpstr (json_object_get_string_member (odd, "state"), ==, "left-out");
  g_assert_cmpint (json_object_get_int_member (odd, "line"), ==, 11);
  g_assert_cmpstr (json_object_get_string_member (row, "state"), ==, "done");
  g_assert_cmpint (json_object_get_int_member (row, "line"), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (last, "state"), ==, "finished");
  g_assert_cmpint (json_object_get_int_member (last, "requests"), ==, 3);
  g_assert_cmpint (json_object_get_int_member (last, "done"), ==, 9);

  // The very same rows are not published twice by mistake.
  g_assert_cmpint (second->status, ==, 3);
  assert_has (second->err, "--again");
  g_assert_cmpint (resumed->status, ==, 1);
  g_assert_cmpint (again->status, ==, 1);
  g_assert_cmpint (acoustic_runner_count (f, "events"), ==, 18);
  g_assert_cmpint (acoustic_runner_count (f, "eventsTwice"), ==, 9);
}

static void
test_journal (AcousticRunner *f, gconstpointer data)
{
  g_autofree char *path = write_table (f, 2, NULL);
  g_autofree char *journal =
    g_build_filename (ctl_runner_get_folder (f->runner), "journal.jsonl", NULL);
  g_autofree char *text = NULL;
  g_autofree char *other = NULL;
  g_autofree char *damaged = NULL;
  g_autoptr (CtlResult) done = RUN (f->publisher, "--journal", journal, "event", "publish", path);
  g_autoptr (CtlResult) others = NULL;
  g_autoptr (CtlResult) broken = NULL;

  g_assert_cmpint (done->status, ==, 0);
  g_assert_true (g_file_get_contents (journal, &text, NULL, NULL));
  // Neither a key nor what was sent; the file itself is what is sent.
  g_assert_null (strstr (text, ctl_runner_get_in (f->runner, "acoustic", "publisherKey")));
  g_assert_null (strstr (text, "visitor0"));
  assert_has (text, "rows.csv");

  other = write_table (f, 3, NULL);
  others = RUN (f->publisher, "--journal", journal, "--resume", "event", "publish", other);
  g_assert_cmpint (others->status, ==, 3);
  assert_has (others->err, "other rows");
  damaged = ctl_runner_write (f->runner, "damaged", "no journal\n");
  broken = RUN (f->publisher, "--journal", damaged, "--resume", "event", "publish", other);
  g_assert_cmpint (broken->status, ==, 3);
  g_assert_cmpint (acoustic_runner_count (f, "events"), ==, 2);
}

typedef struct {
  guint n_done;    // rows that were said to be published
  guint n_unknown; // at the end
  char *state;     // of the run, NULL when it was killed
  int   status;
} Run;

// Publishes a table, and kills the program after so many rows. The test as a whole is bounded.
static Run
publish (AcousticRunner *f,
         const char     *path,
         const char     *option,
         const char     *second,
         guint           kill_after)
{
  const char *const argv[] = {
    "acoustic", "--base-url", f->url,    "--key-file", f->publisher, "--per-request", "5",
    "--json",   "event",      "publish", path,         option,       second,          NULL
  };
  g_autoptr (GSubprocess)
    process = ctl_runner_spawn (f->runner,
                                G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                                argv);
  g_autoptr (GDataInputStream)
    lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  gboolean killed = FALSE;
  Run      run = { 0 };
  char    *line;

  while ((line = g_data_input_stream_read_line_utf8 (lines, NULL, NULL, NULL)) != NULL) {
    g_autoptr (JsonNode) node = json_from_string (line, NULL);

    // What a program that is killed was about to say may be cut off.
    if (node != NULL && JSON_NODE_HOLDS_OBJECT (node)) {
      JsonObject *object = json_node_get_object (node);
      const char *state = json_object_get_string_member (object, "state");

      if (g_str_equal (json_object_get_string_member (object, "type"), "run")) {
        run.state = g_strdup (state);
        run.n_unknown = (guint) json_object_get_int_member (object, "unknown");
      } else {
        run.n_done += g_str_equal (state, "done");
      }
    }
    g_free (line);
    if (!killed && kill_after > 0 && run.n_done >= kill_after) {
      killed = TRUE;
      g_subprocess_send_signal (process, SIGKILL);
    }
  }
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
  run.status = g_subprocess_get_if_exited (process) ? g_subprocess_get_exit_status (process) : -1;
  return run;
}

static void
test_killed (AcousticRunner *f, gconstpointer data)
{
  const guint      n = 5000;
  g_autofree char *path = write_table (f, n, NULL);
  g_autofree char *state = NULL;
  Run              killed = publish (f, path, NULL, NULL, n / 3);
  g_autoptr (CtlResult)
    careless = RUN (f->publisher, "--per-request", "5", "event", "publish", path);
  Run    resumed;
  gint64 n_left = 0;

  g_assert_cmpint (killed.status, ==, -1);
  g_assert_null (killed.state);
  g_assert_cmpuint (killed.n_done, <, n);
  // Whoever begins anew without a thought is told.
  g_assert_cmpint (careless->status, ==, 3);
  assert_has (careless->err, "--resume");

  resumed = publish (f, path, "--resume", NULL, 0);
  if (g_str_equal (resumed.state, "asking")) {
    // One request was on its way, and nobody knows.
    g_assert_cmpint (resumed.status, ==, 2);
    g_assert_cmpuint (resumed.n_unknown, ==, 5);
    n_left = 5;
    g_free (resumed.state);
    resumed = publish (f, path, "--resume", "--unknown=leave", 0);
    g_assert_cmpint (resumed.status, ==, 1);
  } else {
    g_assert_cmpint (resumed.status, ==, 0);
  }
  g_assert_cmpstr (resumed.state, ==, "finished");
  g_assert_cmpuint (resumed.n_done, >, 0);
  g_assert_cmpuint (resumed.n_done, <=, n - killed.n_done);
  g_assert_cmpint (acoustic_runner_count (f, "eventsTwice"), ==, 0);
  g_assert_cmpint (acoustic_runner_count (f, "events"), >=, n - n_left);
  g_assert_cmpint (acoustic_runner_count (f, "events"), <=, n);
  g_free (resumed.state);
}

// Told to end, it ends between two requests, and knows all of it.
static void
test_interrupted (AcousticRunner *f, gconstpointer data)
{
  const guint       n = 2000;
  g_autofree char  *path = write_table (f, n, NULL);
  const char *const argv[] = { "acoustic", "--base-url", f->url,    "--key-file", f->publisher,
                               "--json",   "event",      "publish", path,         NULL };
  g_autoptr (GSubprocess)
    process = ctl_runner_spawn (f->runner,
                                G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                                argv);
  g_autoptr (GDataInputStream)
    lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  g_autofree char *last = NULL;
  guint            n_lines = 0;
  char            *line;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *summary;

  while ((line = g_data_input_stream_read_line_utf8 (lines, NULL, NULL, NULL)) != NULL) {
    if (++n_lines == 20)
      g_subprocess_send_signal (process, SIGINT);
    g_free (last);
    last = line;
  }
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 1);
  node = json_from_string (last, NULL);
  summary = json_node_get_object (node);
  g_assert_cmpstr (json_object_get_string_member (summary, "state"), ==, "stopped");
  g_assert_cmpint (json_object_get_int_member (summary, "unknown"), ==, 0);
  g_assert_cmpint (json_object_get_int_member (summary, "done"),
                   ==,
                   acoustic_runner_count (f, "events"));
}

static gboolean
on_again (gpointer user_data)
{
  g_subprocess_send_signal (user_data, SIGINT);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_too_late (gpointer user_data)
{
  g_error ("It does not end");
  return G_SOURCE_REMOVE;
}

static void
on_ended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(gboolean *) user_data = g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL);
}

// The service does not answer any more: told twice to stop, it does not wait for the answer.
static void
test_broken_off (AcousticRunner *f, gconstpointer data)
{
  g_autofree char  *path = write_table (f, 200, NULL);
  const char *const argv[] = { "acoustic", "--base-url", f->url,    "--key-file", f->publisher,
                               "--json",   "event",      "publish", path,         NULL };
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GDataInputStream) lines = NULL;
  g_autofree char *last = NULL;
  gboolean         ended = FALSE;
  guint            sources[2];
  char            *line;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (CtlResult) fault = ctl_runner_run (f->runner,
                                                "simulate",
                                                "--control",
                                                ctl_runner_get (f->runner, "controlUrl"),
                                                "fault",
                                                "AB-12",
                                                "on",
                                                "variant=lost",
                                                "after=20",
                                                NULL);

  g_assert_cmpint (fault->status, ==, 0);
  process = ctl_runner_spawn (f->runner,
                              G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                              argv);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  for (guint i = 0; i < 20; i++)
    g_free (g_data_input_stream_read_line_utf8 (lines, NULL, NULL, NULL));
  g_subprocess_wait_async (process, NULL, on_ended, &ended);
  sources[0] = g_timeout_add (100, on_again, process);
  sources[1] = g_timeout_add_seconds (120, on_too_late, NULL);
  while (!ended)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (sources[0]);
  g_source_remove (sources[1]);
  while ((line = g_data_input_stream_read_line_utf8 (lines, NULL, NULL, NULL)) != NULL) {
    g_free (last);
    last = line;
  }
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 2);
  node = json_from_string (last, NULL);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "state"),
                   ==,
                   "asking");
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (node), "unknown"), ==, 1);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func)                    \
  g_test_add ("/ctl-acoustic-table/" name, \
              AcousticRunner,              \
              NULL,                        \
              acoustic_runner_set_up,      \
              func,                        \
              acoustic_runner_tear_down)
  ADD ("table", test_table);
  ADD ("journal", test_journal);
  ADD ("killed", test_killed);
  ADD ("interrupted", test_interrupted);
  ADD ("broken-off", test_broken_off);
#undef ADD
  return g_test_run ();
}
