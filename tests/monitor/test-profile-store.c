// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <locale.h>

#include "cue-diagnostic.h"
#include "cue-error.h"
#include "cue-profile-store.h"
#include "folder.h"

typedef struct {
  char  *folder; // owned
  char  *path;   // owned
  GFile *file;   // owned
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("cuelight-store-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "data", "profiles.json", NULL);
  f->file = g_file_new_for_path (f->path);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  folder_remove (f->folder);
  g_free (f->folder);
  g_free (f->path);
  g_object_unref (f->file);
}

static void
write_file (Fixture *f, const char *text)
{
  g_autofree char *folder = g_path_get_dirname (f->path);

  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents (f->path, text, -1, NULL));
}

static char *
read_path (const char *path)
{
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  return text;
}

// The copy that a damaged file was kept in, if there is exactly one.
static char *
find_aside (Fixture *f)
{
  g_autofree char *folder = g_path_get_dirname (f->path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  char       *found = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    if (!g_str_has_prefix (name, "profiles.json.damaged-"))
      continue;
    g_assert_null (found);
    found = g_build_filename (folder, name, NULL);
  }
  return found;
}

static CueProfile *
make_profile (const char *name)
{
  CueProfile *profile = cue_profile_new ();

  cue_profile_set_name (profile, name);
  cue_profile_set_colour (profile, "#3584e4");
  cue_profile_set_endpoint (profile, "https://engine.example.invalid/state-url");
  cue_profile_set_iss (profile, "demo-site");
  cue_profile_set_aud (profile, "demo-service");
  cue_profile_set_ttl (profile, 45);
  cue_profile_set_secret_is_base64 (profile, TRUE);
  cue_profile_set_poll_interval (profile, 10);
  return profile;
}

static CueProfile *
peek (CueProfileStore *store, guint position)
{
  g_autoptr (CueProfile) profile = g_list_model_get_item (G_LIST_MODEL (store), position);

  return profile;
}

static guint
count (CueProfileStore *store)
{
  return g_list_model_get_n_items (G_LIST_MODEL (store));
}

static void
test_round_trip (Fixture *f, gconstpointer data)
{
  g_autoptr (CueProfileStore) store = cue_profile_store_new (f->file);
  g_autoptr (CueProfileStore) again = cue_profile_store_new (f->file);
  g_autoptr (CueProfile) first = make_profile ("Keynote „été“");
  g_autoptr (CueProfile) second = make_profile ("Day 2");
  g_autoptr (CueProfile) hidden = make_profile ("Demo");
  g_autoptr (GError) error = NULL;
  GStatBuf info;

  g_assert_true (cue_profile_store_load (store, &error));
  g_assert_no_error (error);
  cue_profile_set_source_kind (second, CUE_PROFILE_SOURCE_BACKEND);
  cue_profile_set_backend_url (second, "https://backend.example.invalid/url");
  cue_profile_set_transient (hidden, TRUE);
  cue_profile_store_add (store, first);
  cue_profile_store_add (store, hidden);
  cue_profile_store_add (store, second);
  g_assert_true (cue_profile_store_flush (store, &error));
  g_assert_no_error (error);

  g_assert_cmpint (g_stat (f->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);

  g_assert_true (cue_profile_store_load (again, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count (again), ==, 2);
  g_assert_true (cue_profile_equal (peek (again, 0), first));
  g_assert_true (cue_profile_equal (peek (again, 1), second));
  g_assert_cmpstr (cue_profile_get_id (peek (again, 0)), ==, cue_profile_get_id (first));
  g_assert_cmpuint (cue_profile_store_get_diagnostics (again)->len, ==, 0);
}

static void
test_saves_by_itself (Fixture *f, gconstpointer data)
{
  g_autoptr (CueProfileStore) store = cue_profile_store_new (f->file);
  g_autoptr (CueProfile) profile = make_profile ("Before");
  gint64 limit;

  cue_profile_store_load (store, NULL);
  cue_profile_store_add (store, profile);
  cue_profile_set_name (profile, "After");

  limit = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;
  while (!g_file_test (f->path, G_FILE_TEST_EXISTS) && g_get_monotonic_time () < limit)
    g_main_context_iteration (NULL, FALSE);
  {
    g_autofree char *text = read_path (f->path);

    g_assert_nonnull (text);
    g_assert_nonnull (strstr (text, "\"After\""));
    g_assert_null (strstr (text, "\"Before\""));
  }
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, GString *log)
{
  g_string_append_printf (log, "%u-%u+%u ", position, removed, added);
}

static void
test_edit (Fixture *f, gconstpointer data)
{
  g_autoptr (CueProfileStore) store = cue_profile_store_new (f->file);
  g_autoptr (GString) log = g_string_new (NULL);
  CueProfile *copy;
  CueProfile *second;

  cue_profile_store_load (store, NULL);
  g_signal_connect (store, "items-changed", G_CALLBACK (on_items_changed), log);
  for (int i = 0; i < 4; i++) {
    g_autofree char *name = g_strdup_printf ("Event %c", 'A' + i);
    g_autoptr (CueProfile) profile = make_profile (name);

    cue_profile_store_add (store, profile);
  }
  g_assert_cmpstr (log->str, ==, "0-0+1 1-0+1 2-0+1 3-0+1 ");

  g_string_truncate (log, 0);
  copy = cue_profile_store_duplicate (store, peek (store, 1));
  g_assert_cmpstr (log->str, ==, "2-0+1 ");
  g_assert_cmpstr (cue_profile_get_name (copy), ==, "Event B (copy)");
  g_assert_cmpstr (cue_profile_get_id (copy), !=, cue_profile_get_id (peek (store, 1)));
  second = cue_profile_store_duplicate (store, peek (store, 1));
  g_assert_cmpstr (cue_profile_get_name (second), ==, "Event B (copy 2)");

  g_string_truncate (log, 0);
  g_assert_true (cue_profile_store_move (store, peek (store, 5), 0));
  g_assert_cmpstr (log->str, ==, "0-6+6 ");
  g_assert_cmpstr (cue_profile_get_name (peek (store, 0)), ==, "Event D");
  g_assert_cmpstr (cue_profile_get_name (peek (store, 1)), ==, "Event A");
  g_assert_true (cue_profile_store_move (store, peek (store, 0), 99));
  g_assert_cmpstr (cue_profile_get_name (peek (store, 5)), ==, "Event D");
  g_assert_false (cue_profile_store_move (store, peek (store, 5), 5));

  g_assert_true (cue_profile_store_remove (store, copy));
  g_assert_cmpuint (count (store), ==, 5);
  g_assert_true (cue_profile_store_find_by_name (store, "event a") == peek (store, 0));
  g_assert_true (cue_profile_store_find_by_name (store, "Event A") == peek (store, 0));
  g_assert_null (cue_profile_store_find_by_name (store, "Event"));
  g_assert_true (cue_profile_store_find_by_name (store, cue_profile_get_id (peek (store, 2))) ==
                 peek (store, 2));
}

static void
test_newer_is_untouched (Fixture *f, gconstpointer data)
{
  const char *text = "{\"format\":\"cuelight-events\",\"version\":99,\"events\":{\"new\":true}}";
  g_autoptr (CueProfileStore) store = cue_profile_store_new (f->file);
  g_autoptr (CueProfile) profile = make_profile ("Mine");
  g_autoptr (GError) error = NULL;
  g_autofree char *after = NULL;

  write_file (f, text);
  g_assert_false (cue_profile_store_load (store, &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
  g_assert_nonnull (strstr (error->message, "newer Cuelight"));
  g_assert_true (cue_profile_store_get_read_only (store));

  cue_profile_store_add (store, profile);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_true (cue_profile_store_flush (store, NULL));
  after = read_path (f->path);
  g_assert_cmpstr (after, ==, text);
  g_assert_null (find_aside (f));
}

static void
test_damaged_is_kept (Fixture *f, gconstpointer data)
{
  const char *texts[] = {
    "{\"format\":\"cuelight-events\",\"version\":1,\"profiles\":[{\"name\":\"A",
    "",
    "[7]",
    "null",
    "{\"format\":\"cuelight-events\",\"version\":1}",
    "{\"format\":\"cuelight-events\",\"version\":0,\"profiles\":[]}",
    "{\"format\":\"other\",\"version\":1,\"profiles\":[]}",
    "{\"format\":\"cuelight-events\",\"version\":\"1\",\"profiles\":[]}",
    "{\"format\":\"cuelight-events\",\"version\":1,\"profiles\":{}}",
    "\xff\xfe\x00",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (CueProfileStore) store = cue_profile_store_new (f->file);
    g_autoptr (CueProfile) profile = make_profile ("Mine");
    g_autoptr (GError) error = NULL;
    g_autofree char *aside = NULL;
    g_autofree char *kept = NULL;
    g_autofree char *now = NULL;

    write_file (f, texts[i]);
    g_assert_false (cue_profile_store_load (store, &error));
    g_assert_error (error, CUE_ERROR, CUE_ERROR_STORAGE);
    g_assert_false (cue_profile_store_get_read_only (store));
    aside = find_aside (f);
    g_assert_nonnull (aside);
    g_assert_nonnull (strstr (error->message, aside));
    kept = read_path (aside);
    g_assert_cmpstr (kept, ==, texts[i]);

    cue_profile_store_add (store, profile);
    g_assert_true (cue_profile_store_flush (store, NULL));
    now = read_path (f->path);
    g_assert_nonnull (strstr (now, "\"Mine\""));
    g_unlink (aside);
  }
}

static void
test_partly_damaged (Fixture *f, gconstpointer data)
{
  g_autoptr (CueProfileStore) store = cue_profile_store_new (f->file);
  g_autoptr (GError) error = NULL;
  g_autofree char *aside = NULL;

  write_file (f,
              "{\"format\":\"cuelight-events\",\"version\":1,\"profiles\":["
              "{\"name\":\"Good\",\"source\":\"state-url\",\"stateUrl\":\"https://a.invalid/s\"},"
              "7,{\"name\":12,\"ttl\":\"45\"}]}");
  g_assert_false (cue_profile_store_load (store, &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_STORAGE);
  g_assert_cmpuint (count (store), ==, 2);
  g_assert_cmpstr (cue_profile_get_name (peek (store, 0)), ==, "Good");
  g_assert_cmpstr (cue_profile_get_name (peek (store, 1)), ==, "");
  g_assert_cmpuint (cue_profile_get_ttl (peek (store, 1)), ==, 60);
  g_assert_cmpuint (cue_profile_store_get_diagnostics (store)->len, >=, 3);
  aside = find_aside (f);
  g_assert_nonnull (aside);
}

static void
test_unwritable (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = g_path_get_dirname (f->path);
  g_autoptr (CueProfileStore) store = cue_profile_store_new (f->file);
  g_autoptr (CueProfile) profile = make_profile ("Mine");
  g_autoptr (GError) error = NULL;
  gint64 limit;

  cue_profile_store_load (store, NULL);
  // A file where the folder should be: also root cannot write below it.
  g_assert_true (g_file_set_contents (folder, "in the way", -1, NULL));
  cue_profile_store_add (store, profile);
  g_assert_false (cue_profile_store_flush (store, &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_STORAGE);

  cue_profile_set_name (profile, "Again");
  limit = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;
  while (cue_profile_store_get_error (store) == NULL && g_get_monotonic_time () < limit)
    g_main_context_iteration (NULL, FALSE);
  g_assert_nonnull (cue_profile_store_get_error (store));

  g_unlink (folder);
  cue_profile_set_name (profile, "Mended");
  while (cue_profile_store_get_error (store) != NULL && g_get_monotonic_time () < limit)
    g_main_context_iteration (NULL, FALSE);
  g_assert_null (cue_profile_store_get_error (store));
  g_assert_true (g_file_test (f->path, G_FILE_TEST_EXISTS));
}

static void
test_export (Fixture *f, gconstpointer data)
{
  g_autoptr (CueProfileStore) store = cue_profile_store_new (f->file);
  g_autoptr (CueProfile) plain = make_profile ("Plain");
  g_autoptr (CueProfile) keyed = make_profile ("Keyed");
  g_autoptr (CueProfile) demo = make_profile ("Demo");
  g_autoptr (GPtrArray) diagnostics = cue_diagnostics_new ();
  g_autoptr (GPtrArray) added = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  g_autofree char *old_id = NULL;

  cue_profile_set_source_kind (keyed, CUE_PROFILE_SOURCE_BACKEND);
  cue_profile_set_backend_url (keyed, "https://b.example.invalid/u?key=sesame-open");
  cue_profile_set_transient (demo, TRUE);
  cue_profile_store_load (store, NULL);
  cue_profile_store_add (store, plain);
  cue_profile_store_add (store, keyed);
  cue_profile_store_add (store, demo);
  old_id = g_strdup (cue_profile_get_id (plain));

  bytes = cue_profile_store_export (store, NULL, diagnostics);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_assert_null (strstr (text, "sesame-open"));
  g_assert_null (strstr (text, "\"Demo\""));
  g_assert_nonnull (strstr (text, "\"Plain\""));
  g_assert_cmpuint (diagnostics->len, ==, 1);
  g_assert_cmpstr (cue_profile_get_backend_url (keyed),
                   ==,
                   "https://b.example.invalid/u?key=sesame-open");

  added = cue_profile_store_import (store, bytes, diagnostics, NULL);
  g_assert_cmpuint (added->len, ==, 2);
  g_assert_cmpuint (count (store), ==, 5);
  g_assert_true (cue_profile_equal (g_ptr_array_index (added, 0), plain));
  g_assert_cmpstr (cue_profile_get_id (g_ptr_array_index (added, 0)), !=, old_id);
}

static void
test_import_hostile (Fixture *f, gconstpointer data)
{
  // One wrong value of each kind for every member, none of which may be used.
  static const char *const members[] = {
    "id",  "name",           "colour",     "source",   "endpoint",     "iss",
    "aud", "secretIsBase64", "backendUrl", "stateUrl", "pollInterval", "ttl",
  };
  static const char *const values[] = {
    "null", "[]", "{}", "\"\\u202ex\"", "-1", "1e308", "\"\\u0007\"",
  };
  g_autoptr (CueProfileStore) store = cue_profile_store_new (f->file);
  g_autoptr (CueProfile) empty = cue_profile_new ();

  cue_profile_store_load (store, NULL);
  for (gsize m = 0; m < G_N_ELEMENTS (members); m++) {
    for (gsize v = 0; v < G_N_ELEMENTS (values); v++) {
      g_autoptr (GPtrArray) diagnostics = cue_diagnostics_new ();
      g_autoptr (GPtrArray) added = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = NULL;
      char *text = g_strdup_printf ("{\"format\":\"cuelight-events\",\"version\":1,"
                                    "\"profiles\":[{\"%s\":%s}]}",
                                    members[m],
                                    values[v]);

      bytes = g_bytes_new_take (text, strlen (text));
      added = cue_profile_store_import (store, bytes, diagnostics, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (added->len, ==, 1);
      g_test_message ("%s: %s", members[m], values[v]);
      g_assert_true (cue_profile_equal (g_ptr_array_index (added, 0), empty));
      if (!g_str_equal (values[v], "null"))
        g_assert_cmpuint (diagnostics->len, >=, 1);
    }
  }
}

static void
test_import_refused (Fixture *f, gconstpointer data)
{
  g_autoptr (CueProfileStore) store = cue_profile_store_new (f->file);
  g_autoptr (GPtrArray) diagnostics = cue_diagnostics_new ();
  g_autoptr (GString) deep = g_string_new ("{\"format\":\"cuelight-events\",\"version\":1,\"x\":");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) large = NULL;

  cue_profile_store_load (store, NULL);
  for (int i = 0; i < 100000; i++)
    g_string_append_c (deep, '[');
  bytes = g_bytes_new (deep->str, deep->len);
  g_assert_null (cue_profile_store_import (store, bytes, diagnostics, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);

  large = g_bytes_new_take (g_malloc0 (5 * 1024 * 1024), 5 * 1024 * 1024);
  g_assert_null (cue_profile_store_import (store, large, diagnostics, &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_TOO_LARGE);
  g_assert_cmpuint (count (store), ==, 0);
}

static void
test_import_many (Fixture *f, gconstpointer data)
{
  g_autoptr (CueProfileStore) store = cue_profile_store_new (f->file);
  g_autoptr (GPtrArray) diagnostics = cue_diagnostics_new ();
  g_autoptr (GPtrArray) added = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;

  cue_profile_store_load (store, NULL);
  g_string_append (text, "{\"format\":\"cuelight-events\",\"version\":1,\"profiles\":[");
  for (int i = 0; i < 1500; i++)
    g_string_append_printf (text,
                            "%s{\"id\":\"6f0c2a51-0d1e-4a7c-9b54-5b1f6c1d0001\",\"name\":\"E %d\"}",
                            i > 0 ? "," : "",
                            i);
  g_string_append (text, "]}");
  bytes = g_bytes_new (text->str, text->len);
  added = cue_profile_store_import (store, bytes, diagnostics, NULL);
  g_assert_cmpuint (added->len, ==, 1000);
  for (guint i = 1; i < added->len; i++)
    g_assert_cmpstr (cue_profile_get_id (g_ptr_array_index (added, i)),
                     !=,
                     cue_profile_get_id (g_ptr_array_index (added, i - 1)));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) \
  g_test_add ("/monitor/profile-store/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("round-trip", test_round_trip);
  ADD ("saves-by-itself", test_saves_by_itself);
  ADD ("edit", test_edit);
  ADD ("newer-is-untouched", test_newer_is_untouched);
  ADD ("damaged-is-kept", test_damaged_is_kept);
  ADD ("partly-damaged", test_partly_damaged);
  ADD ("unwritable", test_unwritable);
  ADD ("export", test_export);
  ADD ("import-hostile", test_import_hostile);
  ADD ("import-refused", test_import_refused);
  ADD ("import-many", test_import_many);
  return g_test_run ();
}
