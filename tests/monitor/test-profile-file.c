// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cue-diagnostic.h"
#include "cue-error.h"
#include "cue-profile-file.h"
#include "cue-profile-store.h"
#include "fake-engine.h"
#include "folder.h"

// What a store makes of files that are old, endless or no files at all.

typedef struct {
  char            *folder; // owned
  char            *path;   // owned
  CueProfileStore *store;  // owned
  GAsyncResult    *result; // owned, nullable
} Fixture;

static CueProfileStore *
make_store (Fixture *f)
{
  g_autoptr (GFile) file = g_file_new_for_path (f->path);

  return cue_profile_store_new (file);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("cuelight-file-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "profiles.json", NULL);
  f->store = make_store (f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->store);
  folder_remove (f->folder);
  g_free (f->folder);
  g_free (f->path);
}

static char *
read_fixture (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "monitor", "profiles", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static void
assert_holds (const char *path, const char *expected)
{
  g_autofree char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  g_assert_cmpstr (text, ==, expected);
}

static guint
count (CueProfileStore *store)
{
  return g_list_model_get_n_items (G_LIST_MODEL (store));
}

static guint
count_files (Fixture *f)
{
  g_autoptr (GDir) dir = g_dir_open (f->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
check_first (CueProfileStore *store)
{
  g_autoptr (CueProfile) first = g_list_model_get_item (G_LIST_MODEL (store), 0);

  g_assert_cmpuint (count (store), ==, 2);
  g_assert_cmpstr (cue_profile_get_id (first), ==, "6f0c2a51-0d1e-4a7c-9b54-5b1f6c1d0001");
  g_assert_cmpstr (cue_profile_get_name (first), ==, "Keynote");
  g_assert_cmpstr (cue_profile_get_state_url (first), ==, "https://engine.example.invalid/state/1");
}

static void
test_migrate (Fixture *f, gconstpointer data)
{
  g_autoptr (CueProfileStore) second = make_store (f);
  g_autoptr (CueProfileStore) third = make_store (f);
  g_autoptr (CueProfile) first = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *old = read_fixture (data);
  // The fixture is named after its version.
  g_autofree char *aside = g_strdup_printf ("%s.v%c", f->path, ((const char *) data)[1]);
  GPtrArray       *found;

  g_assert_true (g_file_set_contents (f->path, old, -1, NULL));
  g_assert_true (cue_profile_store_load (f->store, &error));
  g_assert_no_error (error);
  g_assert_false (cue_profile_store_get_read_only (f->store));
  check_first (f->store);
  found = cue_profile_store_get_diagnostics (f->store);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_nonnull (strstr (cue_diagnostic_get_message (g_ptr_array_index (found, 0)), aside));
  assert_holds (aside, old);

  // Only looking at it changes nothing, and does not pile up copies.
  assert_holds (f->path, old);
  g_assert_true (cue_profile_store_load (second, &error));
  g_assert_cmpuint (count_files (f), ==, 2);

  first = g_list_model_get_item (G_LIST_MODEL (f->store), 0);
  cue_profile_set_colour (first, "#3584e4");
  g_assert_true (cue_profile_store_flush (f->store, &error));
  assert_holds (aside, old);
  g_assert_true (cue_profile_store_load (third, &error));
  g_assert_no_error (error);
  check_first (third);
  g_assert_cmpuint (cue_profile_store_get_diagnostics (third)->len, ==, 0);
}

// The copy of another old file stays.
static void
test_migrate_again (Fixture *f, gconstpointer data)
{
  g_autofree char *old = read_fixture ("v0-list.json");
  g_autofree char *aside = g_strconcat (f->path, ".v0", NULL);
  g_autofree char *second = g_strconcat (f->path, ".v0-2", NULL);

  g_assert_true (g_file_set_contents (aside, "[]", -1, NULL));
  g_assert_true (g_file_set_contents (f->path, old, -1, NULL));
  g_assert_true (cue_profile_store_load (f->store, NULL));
  assert_holds (aside, "[]");
  assert_holds (second, old);
}

static void
test_not_version_0 (Fixture *f, gconstpointer data)
{
  const char *texts[] = {
    "[1]",
    "[{\"title\":\"A\"}]",
    "[{\"name\":7}]",
    "{\"profiles\":[7]}",
    "{\"events\":[]}",
    "{\"format\":\"other\",\"profiles\":[]}",
    "{\"version\":1,\"profiles\":[]}",
    "{\"format\":\"cuelight-events\",\"version\":null,\"profiles\":[]}",
    "{\"format\":\"cuelight-events\",\"version\":0,\"profiles\":[]}",
    "{\"format\":7,\"version\":1,\"profiles\":[]}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GPtrArray) found = cue_diagnostics_new ();
    g_autoptr (GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));
    g_autoptr (GError) error = NULL;

    g_assert_null (cue_profile_store_import (f->store, bytes, found, &error));
    g_assert_error (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
  }
}

static void
test_huge_is_kept (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GStatBuf info;

  g_assert_true (g_file_set_contents (f->path, "[", -1, NULL));
  g_assert_cmpint (truncate (f->path, (off_t) 20 * 1024 * 1024 * 1024), ==, 0);
  g_assert_false (cue_profile_store_load (f->store, &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_STORAGE);
  g_assert_nonnull (strstr (error->message, "4 MiB"));
  g_assert_nonnull (strstr (error->message, "profiles.json.damaged-"));
  g_assert_false (cue_profile_store_get_read_only (f->store));
  g_assert_cmpint (g_stat (f->path, &info), !=, 0);
  g_assert_cmpuint (count_files (f), ==, 1);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *f = user_data;

  f->result = g_object_ref (result);
}

static gboolean
has_result (gpointer data)
{
  return ((Fixture *) data)->result != NULL;
}

static GPtrArray *
import (Fixture *f, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GPtrArray) found = cue_diagnostics_new ();
  g_autoptr (GAsyncResult) result = NULL;

  cue_profile_store_import_file_async (f->store, file, NULL, on_read, f);
  fake_engine_wait (has_result, f);
  result = g_steal_pointer (&f->result);
  return cue_profile_store_import_file_finish (f->store, result, found, error);
}

static void
test_import_file (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) added = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path =
    g_test_build_filename (G_TEST_DIST, "monitor", "profiles", "v0-list.json", NULL);
  g_autofree char *pipe = g_build_filename (f->folder, "pipe", NULL);
  g_autofree char *huge = g_build_filename (f->folder, "huge", NULL);

  cue_profile_store_load (f->store, NULL);
  added = import (f, path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (added->len, ==, 2);

  g_assert_null (import (f, "/dev/zero", &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
  g_clear_error (&error);
  g_assert_null (import (f, f->folder, &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
  g_clear_error (&error);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_null (import (f, pipe, &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (huge, "[", -1, NULL));
  g_assert_cmpint (truncate (huge, (off_t) 20 * 1024 * 1024 * 1024), ==, 0);
  g_assert_null (import (f, huge, &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_assert_cmpint (truncate (huge, CUE_PROFILE_FILE_MAX_BYTES + 1), ==, 0);
  g_assert_null (import (f, huge, &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_unlink (huge);
  g_assert_null (import (f, huge, &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_STORAGE);
  g_assert_nonnull (strstr (error->message, "There is no file"));
  g_assert_cmpuint (count (f->store), ==, 2);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
#define ADD(path, data, function) \
  g_test_add ("/monitor/profile-file/" path, Fixture, data, set_up, function, tear_down)
  ADD ("migrate-list", "v0-list.json", test_migrate);
  ADD ("migrate-object", "v0-object.json", test_migrate);
  ADD ("migrate-1", "v1.json", test_migrate);
  ADD ("migrate-2", "v2.json", test_migrate);
  ADD ("migrate-3", "v3.json", test_migrate);
  ADD ("migrate-again", NULL, test_migrate_again);
  ADD ("not-version-0", NULL, test_not_version_0);
  ADD ("huge-is-kept", NULL, test_huge_is_kept);
  ADD ("import-file", NULL, test_import_file);
  return g_test_run ();
}
