// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"
#include "folder.h"

#include "cue-access-notes.h"
#include "cue-error.h"

#include <glib/gstdio.h>
#include <string.h>

#define NOW G_GINT64_CONSTANT (1795162530000000)

typedef struct {
  char *folder;
  char *path;
} World;

static void
set_up (World *world, gconstpointer data)
{
  world->folder = g_dir_make_tmp ("cuelight-notes-XXXXXX", NULL);
  world->path = g_build_filename (world->folder, "door-notes.json", NULL);
}

static void
tear_down (World *world, gconstpointer data)
{
  folder_remove (world->folder);
  g_free (world->folder);
  g_free (world->path);
}

typedef struct {
  gboolean done;
  gboolean fine;
  GError  *error;
} Loading;

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  Loading *loading = data;

  loading->fine = cue_access_notes_load_finish (CUE_ACCESS_NOTES (source), result, &loading->error);
  loading->done = TRUE;
}

static CueAccessNotes *
load (World *world, CueError code)
{
  CueAccessNotes *notes = cue_access_notes_new (world->folder);
  Loading         loading = { 0 };

  cue_access_notes_load_async (notes, NULL, on_loaded, &loading);
  while (!loading.done)
    g_main_context_iteration (NULL, TRUE);
  if (code == 0) {
    g_assert_no_error (loading.error);
    g_assert_true (loading.fine);
  } else {
    g_assert_error (loading.error, CUE_ERROR, (gint) code);
    g_assert_false (loading.fine);
    g_assert_nonnull (cue_access_notes_get_error (notes));
    g_clear_error (&loading.error);
  }
  return notes;
}

static void
flush (CueAccessNotes *notes)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (cue_access_notes_flush (notes, &error));
  g_assert_no_error (error);
}

static void
test_saved (World *world, gconstpointer data)
{
  g_autoptr (CueAccessNotes) notes = load (world, 0);
  g_autoptr (CueAccessNotes) again = NULL;
  const CueAccessNote *note;
  GStatBuf             info;

  g_assert_true (cue_access_notes_set (notes, "one", TRUE, "  Called the guard ", NOW));
  g_assert_true (cue_access_notes_set (notes, "two", FALSE, "Only a note", NOW + 1000000));
  g_assert_true (cue_access_notes_set (notes, "three", TRUE, NULL, NOW));
  g_assert_true (cue_access_notes_set (notes, "three", FALSE, " ", NOW));
  flush (notes);
  g_assert_cmpint (g_stat (world->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);

  again = load (world, 0);
  g_assert_cmpuint (cue_access_notes_get_n_notes (again), ==, 2);
  note = cue_access_notes_lookup (again, "one");
  g_assert_cmpstr (note->text, ==, "Called the guard");
  g_assert_cmpint (note->acknowledged_wall_us, ==, NOW);
  note = cue_access_notes_lookup (again, "two");
  g_assert_cmpint (note->acknowledged_wall_us, ==, 0);
  g_assert_cmpint (note->changed_wall_us, ==, NOW + 1000000);
  g_assert_null (cue_access_notes_lookup (again, "three"));
  g_assert_null (cue_access_notes_lookup (again, NULL));
}

static void
on_changed (CueAccessNotes *notes, const char *event, gpointer data)
{
  g_string_append_printf (data, "%s ", event != NULL ? event : "all");
}

/* Every change is saved without being asked, and told once. */
static void
test_saves_itself (World *world, gconstpointer data)
{
  g_autoptr (CueAccessNotes) notes = load (world, 0);
  g_autoptr (CueAccessNotes) again = NULL;
  g_autoptr (GString) told = g_string_new (NULL);
  gint64 deadline = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  g_signal_connect (notes, "changed", G_CALLBACK (on_changed), told);
  cue_access_notes_set (notes, "one", TRUE, NULL, NOW);
  cue_access_notes_set (notes, "one", TRUE, NULL, NOW + 5);
  cue_access_notes_set (notes, "one", TRUE, "x", NOW + 5);
  g_assert_cmpstr (told->str, ==, "one one ");
  g_assert_cmpint (cue_access_notes_lookup (notes, "one")->acknowledged_wall_us, ==, NOW);
  while (!g_file_test (world->path, G_FILE_TEST_EXISTS) && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, FALSE);
  flush (notes);
  again = load (world, 0);
  g_assert_cmpstr (cue_access_notes_lookup (again, "one")->text, ==, "x");
}

/* What is said before the file was read does not lose what is in it. */
static void
test_before_loading (World *world, gconstpointer data)
{
  g_autoptr (CueAccessNotes) notes = load (world, 0);
  g_autoptr (CueAccessNotes) early = cue_access_notes_new (world->folder);
  g_autoptr (CueAccessNotes) again = NULL;

  cue_access_notes_set (notes, "one", TRUE, NULL, NOW);
  flush (notes);
  cue_access_notes_set (early, "two", TRUE, NULL, NOW);
  flush (early);
  again = load (world, 0);
  g_assert_cmpuint (cue_access_notes_get_n_notes (again), ==, 2);
}

static void
test_damaged (World *world, gconstpointer data)
{
  static const char *const texts[] = { "",
                                       "{",
                                       "[]",
                                       "{\"format\":\"other\",\"version\":1}",
                                       "{\"format\":\"cuelight-door-notes\",\"version\":1}" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autofree char *aside = g_strdup_printf ("%s.damaged-%zu", world->path, i + 1);
    g_autofree char *kept = NULL;
    g_autoptr (CueAccessNotes) notes = NULL;

    g_assert_true (g_file_set_contents (world->path, texts[i], -1, NULL));
    notes = load (world, CUE_ERROR_STORAGE);
    g_assert_true (g_file_get_contents (aside, &kept, NULL, NULL));
    g_assert_cmpstr (kept, ==, texts[i]);
    g_assert_false (cue_access_notes_get_read_only (notes));
    g_assert_true (cue_access_notes_set (notes, "one", TRUE, NULL, NOW));
    flush (notes);
  }
}

/* One note of a wrong form does not take the others with it. */
static void
test_odd_notes (World *world, gconstpointer data)
{
  g_autoptr (CueAccessNotes) notes = NULL;
  static const char text[] =
    "{\"format\":\"cuelight-door-notes\",\"version\":1,\"notes\":[5,null,{},{\"event\":7},"
    "{\"event\":\"one\",\"acknowledged\":\"soon\",\"text\":5},"
    "{\"event\":\"two\",\"acknowledged\":\"2026-11-20T08:15:30Z\",\"text\":\"ok\"}]}";

  g_assert_true (g_file_set_contents (world->path, text, -1, NULL));
  notes = load (world, 0);
  g_assert_cmpint (cue_access_notes_lookup (notes, "two")->acknowledged_wall_us, ==, NOW);
  g_assert_cmpstr (cue_access_notes_lookup (notes, "two")->text, ==, "ok");
}

static void
test_newer (World *world, gconstpointer data)
{
  static const char text[] = "{\"format\":\"cuelight-door-notes\",\"version\":2,\"notes\":[]}";
  g_autoptr (CueAccessNotes) notes = NULL;
  g_autofree char *kept = NULL;

  g_assert_true (g_file_set_contents (world->path, text, -1, NULL));
  notes = load (world, CUE_ERROR_STORAGE);
  g_assert_true (cue_access_notes_get_read_only (notes));
  g_assert_false (cue_access_notes_set (notes, "one", TRUE, NULL, NOW));
  flush (notes);
  g_assert_true (g_file_get_contents (world->path, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, text);
}

static void
test_limits (World *world, gconstpointer data)
{
  g_autoptr (CueAccessNotes) notes = load (world, 0);
  g_autofree char *text = g_strnfill (5000, 'x');

  for (guint i = 0; i < CUE_ACCESS_NOTES_MAX; i++) {
    g_autofree char *event = g_strdup_printf ("%u", i);

    g_assert_true (cue_access_notes_set (notes, event, TRUE, i == 0 ? text : NULL, NOW));
  }
  g_assert_cmpuint (strlen (cue_access_notes_lookup (notes, "0")->text),
                    ==,
                    CUE_ACCESS_NOTES_MAX_LENGTH);
  g_assert_false (cue_access_notes_set (notes, "one more", TRUE, NULL, NOW));
  g_assert_true (cue_access_notes_set (notes, "0", FALSE, NULL, NOW));
  g_assert_true (cue_access_notes_set (notes, "one more", TRUE, NULL, NOW));
  flush (notes);
}

int
main (int argc, char *argv[])
{
  static const struct {
    const char *name;
    void (*func) (World *, gconstpointer);
  } tests[] = {
    { "saved", test_saved },         { "saves-itself", test_saves_itself },
    { "damaged", test_damaged },     { "before-loading", test_before_loading },
    { "odd-notes", test_odd_notes }, { "newer", test_newer },
    { "limits", test_limits },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++) {
    g_autofree char *path = g_strconcat ("/salto/access-notes/", tests[i].name, NULL);

    g_test_add (path, World, NULL, set_up, tests[i].func, tear_down);
  }
  return g_test_run ();
}
