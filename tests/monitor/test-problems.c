// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <sys/file.h>
#include <unistd.h>

#include "cue-error.h"
#include "cue-fake-clock.h"
#include "cue-limits-writer.h"
#include "cue-limits.h"
#include "cue-problem-list.h"
#include "cue-source-health.h"

static void
on_signal (CueProblemList *list, CueProblem *problem, GString *log)
{
  g_string_append (log, cue_problem_get_id (problem));
  g_string_append_c (log, ' ');
}

static char *
list_ids (CueProblemList *list)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++) {
    g_autoptr (CueProblem) problem = g_list_model_get_item (G_LIST_MODEL (list), i);

    g_string_append_printf (ids, "%s ", cue_problem_get_id (problem));
  }
  return g_string_free (ids, FALSE);
}

static void
on_items_changed (GListModel      *model,
                  guint            position,
                  guint            removed,
                  guint            added,
                  CueProblemList **list)
{
  g_clear_object (list);
}

// A row that closes the window which holds the list: nothing looks at the list after that.
static void
test_let_go (void)
{
  g_autoptr (CueClock) clock = cue_fake_clock_new (0, 0);
  enum {
    RAISE,
    RAISE_WORSE,
    CLEAR,
    CLEAR_ALL,
    N_WAYS
  };

  for (int way = 0; way < N_WAYS; way++) {
    CueProblemList *list = cue_problem_list_new (clock);
    CueProblemList *called = list;
    gpointer        watched = list;

    g_object_add_weak_pointer (G_OBJECT (list), &watched);
    for (int i = 0; way != RAISE && i < 2; i++)
      cue_problem_list_raise (list, i == 0 ? "a" : "b", "x", CUE_SEVERITY_WARNING, "T", NULL, NULL);
    g_signal_connect (list, "items-changed", G_CALLBACK (on_items_changed), &list);
    if (way == CLEAR)
      cue_problem_list_clear (called, "a");
    else if (way == CLEAR_ALL)
      cue_problem_list_clear_all (called);
    else
      cue_problem_list_raise (called, "b", "x", CUE_SEVERITY_ERROR, "T", NULL, NULL);
    g_assert_null (watched);
  }
}

static void
test_list (void)
{
  g_autoptr (CueClock) clock = cue_fake_clock_new (1000, 50);
  g_autoptr (CueProblemList) list = cue_problem_list_new (clock);
  g_autoptr (GString) raised = g_string_new (NULL);
  g_autoptr (GString) changed = g_string_new (NULL);
  g_autoptr (GString) cleared = g_string_new (NULL);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  CueProblem      *kept;
  CueSeverity      worst;

  g_signal_connect (list, "raised", G_CALLBACK (on_signal), raised);
  g_signal_connect (list, "changed", G_CALLBACK (on_signal), changed);
  g_signal_connect (list, "cleared", G_CALLBACK (on_signal), cleared);
  g_assert_false (cue_problem_list_get_worst (list, &worst));

  g_assert_true (
    cue_problem_list_raise (list, "a", "engine", CUE_SEVERITY_WARNING, "A", "because", NULL));
  kept = cue_problem_list_find (list, "a");
  cue_fake_clock_advance (CUE_FAKE_CLOCK (clock), 10);
  cue_problem_list_raise (list, "b", "engine", CUE_SEVERITY_ERROR, "B", NULL, NULL);
  cue_fake_clock_advance (CUE_FAKE_CLOCK (clock), 10);
  cue_problem_list_raise (list, "c", "stream", CUE_SEVERITY_WARNING, "C", NULL, NULL);
  first = list_ids (list);
  g_assert_cmpstr (first, ==, "b a c ");
  g_assert_true (cue_problem_list_get_worst (list, &worst));
  g_assert_cmpint (worst, ==, CUE_SEVERITY_ERROR);

  // Raised again: the same object, the same beginning, and silence when nothing is new.
  g_assert_false (
    cue_problem_list_raise (list, "a", "engine", CUE_SEVERITY_WARNING, "A", "because", NULL));
  g_assert_cmpstr (changed->str, ==, "");
  cue_problem_list_raise (list, "a", "engine", CUE_SEVERITY_ERROR, "A", "still", NULL);
  g_assert_cmpstr (changed->str, ==, "a ");
  g_assert_true (cue_problem_list_find (list, "a") == kept);
  g_assert_cmpint (cue_problem_get_since (kept), ==, 1000);
  g_assert_cmpint (cue_problem_get_since_monotonic (kept), ==, 50);
  second = list_ids (list);
  g_assert_cmpstr (second, ==, "a b c ");

  g_assert_true (cue_problem_list_clear (list, "b"));
  g_assert_false (cue_problem_list_clear (list, "b"));
  cue_problem_list_clear_all (list);
  g_assert_cmpstr (raised->str, ==, "a b c ");
  g_assert_cmpstr (cleared->str, ==, "b a c ");
}

static void
count_notify (GObject *object, GParamSpec *pspec, guint *count)
{
  (*count)++;
}

static void
test_health (void)
{
  g_autoptr (CueSourceHealth) health = cue_source_health_new ("engine", "Event Engine");
  guint count = 0;

  g_signal_connect (health, "notify", G_CALLBACK (count_notify), &count);
  g_assert_cmpint (cue_source_health_get_last_good (health), ==, CUE_SOURCE_NEVER);
  cue_source_health_update (health, CUE_HEALTH_OK, "answers");
  g_assert_cmpuint (count, ==, 2);
  cue_source_health_update (health, CUE_HEALTH_OK, "answers");
  cue_source_health_set_last_good (health, 5);
  cue_source_health_set_last_good (health, 5);
  g_assert_cmpuint (count, ==, 3);
  for (int i = CUE_HEALTH_IDLE; i <= CUE_HEALTH_ERROR; i++)
    g_assert_cmpstr (cue_health_to_words (i), !=, "");
}

static gint64
read_entry (const char *path, const char *key)
{
  g_autoptr (GVariant) value = cue_limits_load (path, key);

  return value != NULL ? g_variant_get_int64 (value) : -1;
}

static void
test_limits (void)
{
  g_autofree char *folder = g_dir_make_tmp ("cuelight-limits-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "state", "limits", NULL);
  g_autofree char *lock = g_strconcat (path, ".lock", NULL);
  g_autofree char *inner = g_path_get_dirname (path);
  g_autoptr (CueProfile) one = cue_profile_new ();
  g_autoptr (CueProfile) two = cue_profile_new ();
  g_autofree char *key_one = NULL;
  g_autofree char *key_two = NULL;
  g_autofree char *text = NULL;
  const gint64     hour = (gint64) 3600 * G_USEC_PER_SEC;
  const gint64     now = 500000 * hour;

  cue_profile_set_endpoint (one, "https://one.example.invalid/");
  cue_profile_set_endpoint (two, "https://two.example.invalid/");
  key_one = cue_limits_get_key (one);
  key_two = cue_limits_get_key (two);
  g_assert_cmpstr (key_one, !=, key_two);

  g_assert_cmpint (read_entry (path, key_one), ==, -1);
  g_assert_true (cue_limits_save (path, key_one, now, g_variant_new_int64 (1), NULL));
  g_assert_true (cue_limits_save (path, key_two, now, g_variant_new_int64 (2), NULL));
  g_assert_true (cue_limits_save (path, key_one, now, g_variant_new_int64 (3), NULL));
  g_assert_cmpint (read_entry (path, key_one), ==, 3);
  g_assert_cmpint (read_entry (path, key_two), ==, 2);
  g_file_get_contents (path, &text, NULL, NULL);
  g_assert_null (strstr (text, "example.invalid"));

  // Old entries go, and so do those from a clock that was an hour ahead.
  g_assert_true (cue_limits_save (path, key_one, now + hour, g_variant_new_int64 (4), NULL));
  g_assert_cmpint (read_entry (path, key_two), ==, -1);
  g_assert_true (cue_limits_save (path, key_two, now, g_variant_new_int64 (5), NULL));
  g_assert_cmpint (read_entry (path, key_one), ==, -1);

  // A file that is none of ours is as good as no file.
  g_assert_true (g_file_set_contents (path, "{'x': (", -1, NULL));
  g_assert_cmpint (read_entry (path, key_one), ==, -1);
  g_assert_true (cue_limits_save (path, key_one, now, g_variant_new_int64 (6), NULL));
  g_assert_cmpint (read_entry (path, key_one), ==, 6);

  g_unlink (path);
  g_unlink (lock);
  g_rmdir (inner);
  g_rmdir (folder);
}

// Another program holds the lock of the file: the main thread goes on, nothing is lost, and what is
// written late does not replace what is newer.
static void
test_limits_writer (void)
{
  g_autofree char *folder = g_dir_make_tmp ("cuelight-limits-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "limits", NULL);
  g_autofree char *lock_path = g_strconcat (path, ".lock", NULL);
  g_autofree char *busy = g_build_filename (path, "x", "limits", NULL);
  g_autoptr (CueLimitsWriter) writer = cue_limits_writer_new (path, "key");
  g_autoptr (CueLimitsWriter) failing = cue_limits_writer_new (busy, "key");
  g_autoptr (GError) error = NULL;
  const gint64 now = (gint64) 500000 * 3600 * G_USEC_PER_SEC;
  const gint64 limit = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;
  int          lock = g_open (lock_path, O_CREAT | O_RDWR | O_CLOEXEC, 0600);

  g_assert_true (cue_limits_writer_flush (writer, &error));
  g_assert_cmpint (flock (lock, LOCK_EX), ==, 0);
  for (int i = 1; i <= 20; i++)
    cue_limits_writer_save (writer, now + i, g_variant_new_int64 (i));
  g_assert_cmpint (read_entry (path, "key"), ==, -1);
  close (lock);
  g_assert_true (cue_limits_writer_flush (writer, &error));
  g_assert_no_error (error);
  g_assert_cmpint (read_entry (path, "key"), ==, 20);

  // Without a flush it comes by itself.
  cue_limits_writer_save (writer, now + 21, g_variant_new_int64 (21));
  while (read_entry (path, "key") != 21 && g_get_monotonic_time () < limit)
    g_thread_yield ();
  g_assert_cmpint (read_entry (path, "key"), ==, 21);

  // The worker warns, at a moment of its own.
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  cue_limits_writer_save (failing, now, g_variant_new_int64 (1));
  g_assert_false (cue_limits_writer_flush (failing, &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_STORAGE);

  g_unlink (path);
  g_unlink (lock_path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/monitor/problems/list", test_list);
  g_test_add_func ("/monitor/problems/let-go", test_let_go);
  g_test_add_func ("/monitor/problems/health", test_health);
  g_test_add_func ("/monitor/problems/limits", test_limits);
  g_test_add_func ("/monitor/problems/limits-writer", test_limits_writer);
  return g_test_run ();
}
