// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* Files of events: names, saving them whole or not at all, and the queue. What must never happen: a
 * file that is deleted at the service and not whole on this computer. */

#include "cue-error.h"
#include "cue-event-file-name.h"
#include "file-place.h"

#include <string.h>

/* ---- names ---------------------------------------------------------------------------------- */

static void
test_names (void)
{
  g_autofree char         *long_name = g_strnfill (300, 'a');
  static const char *const good[] = {
    "events_20261120T080000Z_0001.json", "a b.tsv", "événements.json", "08:15.json", "a", ".hidden"
  };
  const char *const bad[] = { "",     " ",       ".",        "..",     "../a", "a/../b",
                              "a/b",  "C:\\a",   "a\\b",     "a\nb",   "a\tb", "a..b",
                              "\x7f", long_name, "a\u202eb", "\u200b", "a\x01" };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_true (cue_event_file_name_check (good[i], &error));
    g_assert_no_error (error);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;

    if (cue_event_file_name_check (bad[i], &error))
      g_error ("“%s” was let through", bad[i]);
    g_assert_error (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
  }
}

static void
check_local (const char *name, const char *expected)
{
  g_autofree char *local = cue_event_file_name_to_local (name);

  g_assert_cmpstr (local, ==, expected);
}

static void
test_local_names (void)
{
  g_autofree char *stem = g_strnfill (240, 'a');
  g_autofree char *name = g_strconcat (stem, ".json", NULL);
  g_autofree char *local = cue_event_file_name_to_local (name);

  check_local ("events 1.json", "events 1.json");
  check_local ("08:15?.json", "08_15_.json");
  check_local (".profile", "_profile");
  check_local ("-rf", "_rf");
  g_assert_cmpuint (strlen (local), ==, 205);
  g_assert_true (g_str_has_suffix (local, "a.json"));
}

/* ---- one file ------------------------------------------------------------------------------- */

static void
test_download (void)
{
  ServedFile files[] = {
    { .name = "a.json", .content = "[{\"code\":\"x\"}]" },
    { .name = "b.json", .content = "evil", .kind = FILE_EVIL },
    { .name = "empty.tsv", .content = "" },
  };
  Place place;
  g_autoptr (GError) error = NULL;

  place_init (&place, files, G_N_ELEMENTS (files));
  place_refresh (&place);
  g_assert_cmpstr (cue_event_file_queue_get_words (place.queue),
                   ==,
                   "3 files wait at the service, 3 of them new.");
  for (guint i = 0; i < 3; i++) {
    g_assert_true (place_download (&place, place_get_file (&place, i), 0, &error));
    g_assert_no_error (error);
    // A file without events may be a fault: it is kept, and left where it is.
    g_assert_cmpint (cue_event_file_get_proof (place_get_file (&place, i)),
                     ==,
                     i == 2 ? CUE_EVENT_FILE_PROOF_NONE : CUE_EVENT_FILE_PROOF_LENGTH);
  }
  place_assert_saved (&place, "a.json", "[{\"code\":\"x\"}]");
  place_assert_saved (&place, "b.json", "evil");
  place_assert_saved (&place, "empty.tsv", "");
  // Nothing is overwritten, and no half file is left.
  g_assert_true (place_download (&place, place_get_file (&place, 0), 0, &error));
  place_assert_saved (&place, "a (2).json", "[{\"code\":\"x\"}]");
  g_assert_cmpuint (place_count (&place), ==, 4);
  g_assert_cmpint (cue_event_file_get_state (place_get_file (&place, 0)),
                   ==,
                   CUE_EVENT_FILE_STATE_DOWNLOADED);
  place_clear (&place);
}

static void
test_broken_download (void)
{
  static const struct {
    FileKind    kind;
    gint        code;
    const char *words;
  } cases[] = {
    { FILE_CUT, CUE_ERROR_PROTOCOL, "Incomplete" },
    { FILE_HTML, CUE_ERROR_PROTOCOL, "web page" },
    { FILE_GONE, CUE_ERROR_CLIENT, "no longer" },
    { FILE_PARTIAL, CUE_ERROR_PROTOCOL, "206" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    ServedFile file = { .name = "a.json", .content = "[1,2,3]", .kind = cases[i].kind };
    Place      place;
    g_autoptr (GError) error = NULL;
    g_autoptr (GError) refusal = NULL;

    place_init (&place, &file, 1);
    place_refresh (&place);
    g_assert_false (place_download (&place, place_get_file (&place, 0), 0, &error));
    g_assert_error (error, CUE_ERROR, cases[i].code);
    acoustic_assert_says (error->message, cases[i].words);
    g_assert_cmpint (cue_event_file_get_state (place_get_file (&place, 0)),
                     ==,
                     CUE_EVENT_FILE_STATE_FAILED);
    g_assert_cmpuint (place_count (&place), ==, 0);
    // What was not saved is not deleted.
    g_assert_false (place_delete (&place, place_get_file (&place, 0), FALSE, &refusal));
    g_assert_error (refusal, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
    g_assert_cmpuint (file.n_deleted, ==, 0);
    place_clear (&place);
  }
}

static void
test_too_large (void)
{
  g_autofree char *content = g_strnfill (100000, 'x');
  ServedFile       files[] = {
          { .name = "a.txt", .content = content },
          { .name = "b.txt", .content = content, .kind = FILE_CHUNKED },
  };
  Place place;

  place_init (&place, files, 2);
  place_refresh (&place);
  for (guint i = 0; i < 2; i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (place_download (&place, place_get_file (&place, i), 50000, &error));
    g_assert_error (error, CUE_ERROR, CUE_ERROR_TOO_LARGE);
    g_assert_cmpuint (place_count (&place), ==, 0);
  }
  // Asked, and answered that it may.
  g_assert_true (place_download (&place, place_get_file (&place, 0), 200000, NULL));
  place_assert_saved (&place, "a.txt", content);
  place_clear (&place);
}

/* A body without a length may have been cut where nobody can see it. */
static void
test_proof (void)
{
  ServedFile files[] = {
    { .name = "a.json", .content = "[{\"code\":\"x\"}]", .kind = FILE_CHUNKED },
    { .name = "b.tsv", .content = "code\ttime\nx\t1\n", .kind = FILE_CHUNKED },
    { .name = "c.json", .content = "[{\"code\":", .kind = FILE_CHUNKED_CUT },
  };
  Place place;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) refusal = NULL;

  place_init (&place, files, 3);
  place_refresh (&place);
  g_assert_true (place_download (&place, place_get_file (&place, 0), 0, &error));
  g_assert_cmpint (cue_event_file_get_proof (place_get_file (&place, 0)),
                   ==,
                   CUE_EVENT_FILE_PROOF_CONTENT);
  g_assert_true (place_download (&place, place_get_file (&place, 1), 0, &error));
  g_assert_cmpint (cue_event_file_get_proof (place_get_file (&place, 1)),
                   ==,
                   CUE_EVENT_FILE_PROOF_NONE);
  acoustic_assert_says (cue_event_file_get_words (place_get_file (&place, 1)), "cannot be known");
  g_assert_false (place_delete (&place, place_get_file (&place, 1), FALSE, &refusal));
  g_assert_error (refusal, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
  g_assert_cmpuint (files[1].n_deleted, ==, 0);
  // A person may say so.
  g_assert_true (place_delete (&place, place_get_file (&place, 1), TRUE, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (files[1].n_deleted, ==, 1);
  if (place_download (&place, place_get_file (&place, 2), 0, NULL))
    g_assert_cmpint (cue_event_file_get_proof (place_get_file (&place, 2)),
                     ==,
                     CUE_EVENT_FILE_PROOF_NONE);
  place_clear (&place);
}

static void
test_no_folder (void)
{
  ServedFile file = { .name = "a.json", .content = "[]" };
  Place      place;
  g_autoptr (GFile) missing = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) none = NULL;

  place_init (&place, &file, 1);
  place_refresh (&place);
  missing = g_file_get_child (place.folder, "missing");
  cue_event_file_queue_set_folder (place.queue, missing);
  g_assert_false (place_download (&place, place_get_file (&place, 0), 0, &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_STORAGE);
  acoustic_assert_says (error->message, "Choose another folder");
  cue_event_file_queue_set_folder (place.queue, NULL);
  g_assert_false (place_download (&place, place_get_file (&place, 0), 0, &none));
  g_assert_error (none, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
  g_assert_cmpuint (file.n_fetched, ==, 0);
  place_clear (&place);
}

static void
test_cancelled_download (void)
{
  ServedFile file = { .name = "a.json", .content = "[]" };
  Place      place;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  place_init (&place, &file, 1);
  place_refresh (&place);
  cue_event_file_queue_download_async (place.queue,
                                       place_get_file (&place, 0),
                                       0,
                                       cancellable,
                                       acoustic_world_on_done,
                                       &result);
  g_cancellable_cancel (cancellable);
  acoustic_world_wait (&place.world, &result);
  g_assert_false (cue_event_file_queue_download_finish (place.queue, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (cue_event_file_get_state (place_get_file (&place, 0)),
                   ==,
                   CUE_EVENT_FILE_STATE_NEW);
  g_assert_cmpuint (place_count (&place), ==, 0);
  place_clear (&place);
}

/* ---- the queue ------------------------------------------------------------------------------ */

static void
test_queue (void)
{
  ServedFile       files[12];
  g_autofree char *names = g_malloc0 (12 * 16);
  Place            place;
  g_autoptr (GError) error = NULL;
  CueEventFile *first;

  for (guint i = 0; i < 12; i++) {
    g_snprintf (names + i * 16, 16, "f%02u.json", i);
    files[i] = (ServedFile){ .name = names + i * 16, .content = "[]" };
  }
  place_init (&place, files, 12);
  place_refresh (&place);
  first = place_get_file (&place, 0);
  g_assert_cmpuint (g_list_model_get_n_items (cue_event_file_queue_get_files (place.queue)),
                    ==,
                    10);
  g_assert_false (cue_event_file_queue_get_blocked (place.queue));
  for (guint i = 0; i < 10; i++)
    g_assert_true (place_download (&place, place_get_file (&place, i), 0, &error));
  g_assert_true (cue_event_file_queue_get_blocked (place.queue));
  acoustic_assert_says (cue_event_file_queue_get_words (place.queue), "blocked");
  place_refresh (&place);
  g_assert_true (cue_event_file_queue_get_blocked (place.queue));
  g_assert_true (place_get_file (&place, 0) == first);

  g_assert_true (place_delete (&place, first, FALSE, &error));
  g_assert_no_error (error);
  g_assert_cmpint (cue_event_file_get_state (first), ==, CUE_EVENT_FILE_STATE_DELETED);
  place_refresh (&place);
  g_assert_false (cue_event_file_queue_get_blocked (place.queue));
  // The deleted one is still seen, until it is no longer wanted.
  g_assert_cmpuint (g_list_model_get_n_items (cue_event_file_queue_get_files (place.queue)),
                    ==,
                    11);
  cue_event_file_queue_forget_deleted (place.queue);
  g_assert_cmpuint (g_list_model_get_n_items (cue_event_file_queue_get_files (place.queue)),
                    ==,
                    10);
  place_clear (&place);
}

static void
test_odd_names (void)
{
  ServedFile files[] = {
    { .name = "../../etc/passwd", .content = "x" },
    { .name = "a.json", .content = "[]" },
    { .name = "a.json", .content = "[]" },
  };
  Place place;
  g_autoptr (GError) error = NULL;

  place_init (&place, files, 3);
  place_refresh (&place);
  g_assert_cmpuint (g_list_model_get_n_items (cue_event_file_queue_get_files (place.queue)), ==, 2);
  g_assert_cmpint (cue_event_file_get_state (place_get_file (&place, 0)),
                   ==,
                   CUE_EVENT_FILE_STATE_UNSAFE);
  g_assert_false (place_download (&place, place_get_file (&place, 0), 0, &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
  g_assert_cmpuint (cue_test_server_count (place.world.server), ==, 1);
  place_clear (&place);
}

static void
test_known (void)
{
  ServedFile file = { .name = "a.json", .content = "[]" };
  Place      place;
  g_autoptr (GFile) saved = g_file_new_for_path ("/nowhere/a.json");
  g_autoptr (GError) refusal = NULL;

  place_init (&place, &file, 1);
  cue_event_file_queue_add_known (place.queue, "a.json", saved, 2, -1, CUE_EVENT_FILE_PROOF_LENGTH);
  place_refresh (&place);
  g_assert_cmpint (cue_event_file_get_state (place_get_file (&place, 0)),
                   ==,
                   CUE_EVENT_FILE_STATE_DOWNLOADED);
  // Nothing shows that it is the same still.
  g_assert_false (place_delete (&place, place_get_file (&place, 0), FALSE, &refusal));
  g_assert_error (refusal, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
  place_clear (&place);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/acoustic/files/names", test_names);
  g_test_add_func ("/acoustic/files/local-names", test_local_names);
  g_test_add_func ("/acoustic/files/download", test_download);
  g_test_add_func ("/acoustic/files/broken-download", test_broken_download);
  g_test_add_func ("/acoustic/files/too-large", test_too_large);
  g_test_add_func ("/acoustic/files/proof", test_proof);
  g_test_add_func ("/acoustic/files/no-folder", test_no_folder);
  g_test_add_func ("/acoustic/files/cancelled-download", test_cancelled_download);
  g_test_add_func ("/acoustic/files/queue", test_queue);
  g_test_add_func ("/acoustic/files/odd-names", test_odd_names);
  g_test_add_func ("/acoustic/files/known", test_known);
  return g_test_run ();
}
