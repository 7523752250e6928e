// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Which event files were saved is still known after a restart.

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "cue-system-clock.h"
#include "desk-fixture.h"

static char *
get_record_path (DeskFixture *f)
{
  g_autofree char *name = g_strconcat (cue_profile_get_id (f->profile), ".json", NULL);

  return g_build_filename (g_get_user_data_dir (), "cuelight", "acoustic-files", name, NULL);
}

static CueEventFileQueue *
get_queue (DeskFixture *f)
{
  return cue_acoustic_desk_connection_get_queue (desk_fixture_peek (f, 1));
}

static CueEventFile *
get_file (DeskFixture *f, guint position)
{
  g_autoptr (CueEventFile)
    file = g_list_model_get_item (cue_event_file_queue_get_files (get_queue (f)), position);

  return file;
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DeskAnswer *answer = user_data;

  answer->worked = cue_acoustic_desk_connection_open_finish (CUE_ACOUSTIC_DESK_CONNECTION (source),
                                                             result,
                                                             &answer->error);
  answer->done = TRUE;
}

static void
on_refreshed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DeskAnswer *answer = user_data;

  answer->worked =
    cue_event_file_queue_refresh_finish (CUE_EVENT_FILE_QUEUE (source), result, &answer->error);
  answer->done = TRUE;
}

static void
list (DeskFixture *f)
{
  DeskAnswer answer = { 0 };

  cue_acoustic_desk_connection_open_async (desk_fixture_peek (f, 1), NULL, on_opened, &answer);
  WAIT_FOR (answer.done);
  g_assert_no_error (answer.error);
  clear_answer (&answer);
  cue_event_file_queue_refresh_async (get_queue (f),
                                      CUE_ACOUSTIC_MAX_FILES,
                                      NULL,
                                      on_refreshed,
                                      &answer);
  WAIT_FOR (answer.done);
  g_assert_no_error (answer.error);
}

static void
on_downloaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DeskAnswer *answer = user_data;

  answer->worked =
    cue_event_file_queue_download_finish (CUE_EVENT_FILE_QUEUE (source), result, &answer->error);
  answer->done = TRUE;
}

static void
download (DeskFixture *f, guint position, const char *folder)
{
  g_autoptr (GFile) place = g_file_new_for_path (folder);
  DeskAnswer answer = { 0 };

  cue_event_file_queue_set_folder (get_queue (f), place);
  cue_event_file_queue_download_async (get_queue (f),
                                       get_file (f, position),
                                       0,
                                       NULL,
                                       on_downloaded,
                                       &answer);
  WAIT_FOR (answer.done);
  g_assert_no_error (answer.error);
}

static void
on_deleted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DeskAnswer *answer = user_data;

  answer->worked =
    cue_event_file_queue_delete_finish (CUE_EVENT_FILE_QUEUE (source), result, &answer->error);
  answer->done = TRUE;
}

// As if the program ended and was started again.
static void
restart (DeskFixture *f)
{
  g_clear_object (&f->monitor);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  f->monitor = cue_monitor_new (f->profile, cue_system_clock_get_default (), f->secrets);
}

static void
set_up (DeskFixture *f, gconstpointer data)
{
  desk_fixture_set_up (f, data);
  list (f);
  g_assert_cmpuint (g_list_model_get_n_items (cue_event_file_queue_get_files (get_queue (f))),
                    ==,
                    3);
}

static char *
make_folder (void)
{
  return g_dir_make_tmp ("cuelight-saved-XXXXXX", NULL);
}

static guint
empty_folder (char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint       n = 0;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    g_unlink (path);
    n++;
  }
  g_rmdir (folder);
  g_free (folder);
  return n;
}

// What is not waited for here may only come later, so it is waited for.
static void
assert_state (DeskFixture *f, guint position, CueEventFileState state)
{
  WAIT_FOR (cue_event_file_get_state (get_file (f, position)) == state);
}

static void
test_restart (DeskFixture *f, gconstpointer data)
{
  char            *folder = make_folder ();
  g_autofree char *path = get_record_path (f);
  g_autofree char *text = NULL;
  g_autofree char *name = g_strdup (cue_event_file_get_name (get_file (f, 1)));
  struct stat      facts;

  download (f, 1, folder);
  restart (f);
  list (f);
  assert_state (f, 1, CUE_EVENT_FILE_STATE_DOWNLOADED);
  g_assert_cmpstr (cue_event_file_get_name (get_file (f, 1)), ==, name);
  g_assert_cmpint (cue_event_file_get_state (get_file (f, 0)), ==, CUE_EVENT_FILE_STATE_NEW);
  g_assert_nonnull (cue_event_file_get_saved (get_file (f, 1)));
  g_assert_nonnull (strstr (cue_event_file_get_words (get_file (f, 1)), "Saved earlier"));
  // The list has no sizes, so it may be another file: nothing is proved.
  g_assert_true (cue_event_file_get_earlier (get_file (f, 1)));
  g_assert_cmpint (cue_event_file_get_proof (get_file (f, 1)), ==, CUE_EVENT_FILE_PROOF_NONE);

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_null (strstr (text, desk_fixture_get (f, "subscriberKey")));
  g_assert_nonnull (strstr (text, name));
  g_assert_cmpint (g_stat (path, &facts), ==, 0);
  g_assert_cmpint (facts.st_mode & 0077, ==, 0);
  // Fetched again it is the same, and there is still one.
  download (f, 1, folder);
  g_assert_false (cue_event_file_get_earlier (get_file (f, 1)));
  g_assert_cmpint (cue_event_file_get_proof (get_file (f, 1)), !=, CUE_EVENT_FILE_PROOF_NONE);
  g_assert_cmpuint (empty_folder (folder), ==, 1);
}

static void
name_sizes (DeskFixture *f)
{
  g_autoptr (GError) error = NULL;

  cue_simulator_set_switch (f->simulator, "ASSUME-11", "objects", &error);
  g_assert_no_error (error);
}

static void
test_same_size (DeskFixture *f, gconstpointer data)
{
  char *folder = make_folder ();

  name_sizes (f);
  list (f);
  g_assert_cmpint (cue_event_file_get_listed_size (get_file (f, 0)), >, 0);
  download (f, 0, folder);
  restart (f);
  list (f);
  assert_state (f, 0, CUE_EVENT_FILE_STATE_DOWNLOADED);
  g_assert_false (cue_event_file_get_earlier (get_file (f, 0)));
  g_assert_cmpint (cue_event_file_get_proof (get_file (f, 0)), !=, CUE_EVENT_FILE_PROOF_NONE);
  empty_folder (folder);
}

// Replaces a text in the list, and starts again.
static void
change_record (DeskFixture *f, const char *pattern, const char *replacement)
{
  g_autofree char *path = get_record_path (f);
  g_autofree char *text = NULL;
  g_autofree char *changed = NULL;
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);

  g_clear_object (&f->monitor);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  changed = g_regex_replace_literal (regex, text, -1, 0, replacement, 0, NULL);
  g_assert_cmpstr (text, !=, changed);
  g_assert_true (g_file_set_contents (path, changed, -1, NULL));
  restart (f);
}

static void
test_other_size (DeskFixture *f, gconstpointer data)
{
  char *folder = make_folder ();

  name_sizes (f);
  list (f);
  download (f, 0, folder);
  download (f, 1, folder);
  // It was of another size when it was saved.
  change_record (f, "\\\\\"listed\\\\\":[0-9]+", "\\\"listed\\\":7");
  list (f);
  g_assert_cmpint (cue_event_file_get_state (get_file (f, 2)), ==, CUE_EVENT_FILE_STATE_NEW);
  WAIT_FOR (strstr (cue_event_file_get_words (get_file (f, 0)), "another size") != NULL);
  WAIT_FOR (strstr (cue_event_file_get_words (get_file (f, 1)), "another size") != NULL);
  g_assert_cmpint (cue_event_file_get_state (get_file (f, 0)), ==, CUE_EVENT_FILE_STATE_NEW);
  g_assert_null (cue_event_file_get_saved (get_file (f, 0)));
  empty_folder (folder);
}

// The one that is still there shows that the list was read.
static void
test_gone_here (DeskFixture *f, gconstpointer data)
{
  char            *folder = make_folder ();
  g_autofree char *moved = NULL;
  g_autofree char *changed = NULL;

  for (guint i = 0; i < 3; i++)
    download (f, i, folder);
  moved = g_file_get_path (cue_event_file_get_saved (get_file (f, 0)));
  changed = g_file_get_path (cue_event_file_get_saved (get_file (f, 1)));
  g_unlink (moved);
  g_assert_true (g_file_set_contents (changed, "x", 1, NULL));
  restart (f);
  list (f);
  assert_state (f, 2, CUE_EVENT_FILE_STATE_DOWNLOADED);
  g_assert_cmpint (cue_event_file_get_state (get_file (f, 0)), ==, CUE_EVENT_FILE_STATE_NEW);
  g_assert_cmpint (cue_event_file_get_state (get_file (f, 1)), ==, CUE_EVENT_FILE_STATE_NEW);
  empty_folder (folder);
}

static void
test_deleted_there (DeskFixture *f, gconstpointer data)
{
  char            *folder = make_folder ();
  g_autofree char *path = get_record_path (f);
  g_autofree char *text = NULL;
  g_autofree char *name = g_strdup (cue_event_file_get_name (get_file (f, 0)));
  DeskAnswer       answer = { 0 };

  download (f, 0, folder);
  cue_event_file_queue_delete_async (get_queue (f),
                                     get_file (f, 0),
                                     FALSE,
                                     NULL,
                                     on_deleted,
                                     &answer);
  WAIT_FOR (answer.done);
  g_assert_no_error (answer.error);
  restart (f);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_null (strstr (text, name));
  empty_folder (folder);
}

// Another address is another account.
static void
test_other_address (DeskFixture *f, gconstpointer data)
{
  char            *folder = make_folder ();
  g_autofree char *url = g_strdup (desk_fixture_get (f, "baseUrl"));

  download (f, 0, folder);
  download (f, 1, folder);
  // The second one is of this address still.
  change_record (f, "(?s)\"request\" : \"[^\"]*\"(.*?)\"request\"", "\"request\" : \"x\"");
  list (f);
  g_assert_cmpuint (strlen (url), >, 0);
  g_assert_cmpint (cue_event_file_get_state (get_file (f, 0)), ==, CUE_EVENT_FILE_STATE_NEW);
  empty_folder (folder);
}

static void
test_bad_lists (DeskFixture *f, gconstpointer data)
{
  static const char *const texts[] = {
    "{\"format\":\"cuelight-acoustic-records\",\"version\":1,\"rec",
    "[]",
    "{\"format\":\"cuelight-acoustic-records\",\"version\":9,\"records\":[]}",
    "{\"format\":\"cuelight-acoustic-records\",\"version\":1,\"records\":[7,null,{},"
    "{\"kind\":\"file\",\"name\":\"x\",\"body\":\"{\"},"
    "{\"kind\":\"file\",\"name\":\"x\",\"body\":\"{\\\"uri\\\":\\\"http://x/\\\",\\\"size\\\":1,"
    "\\\"listed\\\":-1,\\\"proof\\\":\\\"length\\\"}\"},"
    "{\"kind\":\"file\",\"name\":\"x\",\"body\":\"{\\\"uri\\\":\\\"file:///etc/passwd\\\","
    "\\\"size\\\":-5,\\\"listed\\\":-1,\\\"proof\\\":\\\"great\\\"}\"}]}",
  };
  g_autofree char *path = get_record_path (f);
  g_autofree char *parent = g_path_get_dirname (path);

  g_mkdir_with_parents (parent, 0700);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    char            *folder = make_folder ();
    g_autofree char *text = NULL;
    g_autofree char *name = NULL;

    g_assert_true (g_file_set_contents (path, texts[i], -1, NULL));
    restart (f);
    list (f);
    for (guint j = 0; j < 3; j++)
      g_assert_cmpint (cue_event_file_get_state (get_file (f, j)), ==, CUE_EVENT_FILE_STATE_NEW);
    download (f, 0, folder);
    name = g_strdup (cue_event_file_get_name (get_file (f, 0)));
    restart (f);
    g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
    // What is newer is left alone.
    if (strstr (texts[i], ":9,") != NULL)
      g_assert_cmpstr (text, ==, texts[i]);
    else
      g_assert_nonnull (strstr (text, name));
    empty_folder (folder);
  }
  g_unlink (path);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func)                      \
  g_test_add ("/acoustic-saved-files/" name, \
              DeskFixture,                   \
              NULL,                          \
              set_up,                        \
              func,                          \
              desk_fixture_tear_down)
  ADD ("restart", test_restart);
  ADD ("same-size", test_same_size);
  ADD ("other-size", test_other_size);
  ADD ("gone-here", test_gone_here);
  ADD ("deleted-there", test_deleted_there);
  ADD ("other-address", test_other_address);
  ADD ("bad-lists", test_bad_lists);
#undef ADD
  return g_test_run ();
}
