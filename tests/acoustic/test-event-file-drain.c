// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* Fetch all and clean up: what is deleted was saved, and what cannot be saved stays. */

#include "cue-event-file-drain.h"
#include "file-place.h"

#include <glib/gstdio.h>
#include <string.h>

static CueEventFileDrain *
drain (Place *place)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CueEventFileDrain *drained;

  cue_event_file_queue_drain_async (place->queue, 0, NULL, acoustic_world_on_done, &result);
  acoustic_world_wait (&place->world, &result);
  drained = cue_event_file_queue_drain_finish (place->queue, result, &error);
  g_assert_no_error (error);
  return drained;
}

static void
test_drain (void)
{
  ServedFile       files[25];
  g_autofree char *names = g_malloc0 (25 * 16);
  Place            place;
  g_autoptr (CueEventFileDrain) result = NULL;

  for (guint i = 0; i < 25; i++) {
    g_snprintf (names + i * 16, 16, "f%02u.json", i);
    files[i] = (ServedFile){ .name = names + i * 16, .content = "[1,2]" };
  }
  place_init (&place, files, 25);
  result = drain (&place);
  g_assert_true (result->complete);
  g_assert_cmpuint (result->n_saved, ==, 25);
  g_assert_cmpuint (result->n_deleted, ==, 25);
  g_assert_cmpuint (result->n_left, ==, 0);
  g_assert_cmpuint (result->bytes, ==, 125);
  g_assert_cmpuint (place_count (&place), ==, 25);
  for (guint i = 0; i < 25; i++) {
    g_assert_cmpuint (files[i].n_fetched, ==, 1);
    g_assert_cmpuint (files[i].n_deleted, ==, 1);
  }
  acoustic_assert_says (result->words, "25 files were saved");
  place_clear (&place);
}

static void
test_drain_leaves (void)
{
  ServedFile files[] = {
    { .name = "good.json", .content = "[1]" },
    { .name = "cut.json", .content = "[1,2", .kind = FILE_CUT },
    { .name = "../evil", .content = "[1]" },
    { .name = "unproven.tsv", .content = "a\tb\n", .kind = FILE_CHUNKED },
    { .name = "proven.json", .content = "[2]", .kind = FILE_CHUNKED },
    { .name = "page.json", .content = "", .kind = FILE_HTML },
    { .name = "empty.json", .content = "" },
    { .name = "null.json", .content = "null\n" },
    { .name = "error.json", .content = "{\"error\":\"Busy\"}" },
    { .name = "last.json", .content = "[3]" },
  };
  Place place;
  g_autoptr (CueEventFileDrain) result = NULL;

  place_init (&place, files, G_N_ELEMENTS (files));
  result = drain (&place);
  g_assert_false (result->complete);
  g_assert_cmpuint (result->n_deleted, ==, 3);
  g_assert_cmpuint (result->n_left, ==, 7);
  g_assert_cmpuint (result->problems->len, ==, 7);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    g_assert_cmpuint (files[i].n_deleted, ==, i == 0 || i == 4 || i == 9 ? 1 : 0);
  // Each was tried once.
  g_assert_cmpuint (files[1].n_fetched, ==, 1);
  g_assert_cmpuint (files[3].n_fetched, ==, 1);
  place_assert_saved (&place, "unproven.tsv", "a\tb\n");
  g_assert_cmpuint (place_count (&place), ==, 6);
  place_clear (&place);
}

static void
test_drain_stops (void)
{
  ServedFile files[] = {
    { .name = "a.json", .content = "[1]" },
    { .name = "b.json", .content = "[1]" },
  };
  ServedFile again = { .name = "a.json", .content = "[1]", .stays = TRUE };
  Place      place;
  g_autoptr (CueEventFileDrain) refused = NULL;
  g_autoptr (CueEventFileDrain) circle = NULL;

  // The key may not delete: the first refusal is enough.
  place_init (&place, files, 2);
  place.service.delete_status = 403;
  refused = drain (&place);
  g_assert_cmpuint (refused->n_saved, ==, 1);
  g_assert_cmpuint (refused->n_deleted, ==, 0);
  g_assert_cmpuint (refused->n_left, ==, 2);
  acoustic_assert_says (refused->words, "subscriber's key");
  g_assert_cmpuint (files[1].n_fetched, ==, 0);
  place_clear (&place);

  // It says that a file is deleted, and names it for ever.
  place_init (&place, &again, 1);
  circle = drain (&place);
  g_assert_false (circle->complete);
  g_assert_cmpuint (again.n_deleted, ==, 1);
  g_assert_cmpuint (again.n_fetched, ==, 1);
  acoustic_assert_says (circle->words, "names it again");
  place_clear (&place);
}

/* What was saved earlier is not fetched again, unless it is no longer there. */
static void
test_drain_after_download (void)
{
  ServedFile files[] = {
    { .name = "a.json", .content = "[1]" },
    { .name = "b.json", .content = "[2]" },
  };
  Place place;
  g_autoptr (CueEventFileDrain) result = NULL;
  g_autofree char *lost = NULL;

  place_init (&place, files, 2);
  place_refresh (&place);
  g_assert_true (place_download (&place, place_get_file (&place, 0), 0, NULL));
  g_assert_true (place_download (&place, place_get_file (&place, 1), 0, NULL));
  lost = g_build_filename (place.path, "b.json", NULL);
  g_unlink (lost);
  result = drain (&place);
  g_assert_true (result->complete);
  g_assert_cmpuint (result->n_deleted, ==, 2);
  g_assert_cmpuint (result->n_saved, ==, 1);
  g_assert_cmpuint (files[0].n_fetched, ==, 1);
  g_assert_cmpuint (files[1].n_fetched, ==, 2);
  place_assert_saved (&place, "a.json", "[1]");
  place_assert_saved (&place, "b.json", "[2]");
  place_clear (&place);
}

/* What was saved and deleted proves nothing about another file of the same name. */
static void
test_drain_same_name (void)
{
  ServedFile file = { .name = "a.json", .content = "[1]" };
  Place      place;
  g_autoptr (CueEventFileDrain) first = NULL;
  g_autoptr (CueEventFileDrain) second = NULL;

  place_init (&place, &file, 1);
  first = drain (&place);
  g_assert_true (first->complete);
  file = (ServedFile){ .name = "a.json", .content = "[2]" };
  second = drain (&place);
  g_assert_true (second->complete);
  g_assert_cmpuint (file.n_fetched, ==, 1);
  g_assert_cmpuint (file.n_deleted, ==, 1);
  place_assert_saved (&place, "a.json", "[1]");
  place_assert_saved (&place, "a (2).json", "[2]");
  place_clear (&place);
}

/* Saved in an earlier session, and the service says no sizes: the first of them is another file of
 * the same name by now, so both are fetched before they are deleted. */
static void
test_drain_earlier (void)
{
  static const char *const names[] = { "other.json", "same.json" };
  ServedFile               files[] = {
                  { .name = names[0], .content = "[2]" },
                  { .name = names[1], .content = "[1]" },
  };
  Place place;
  g_autoptr (CueEventFileDrain) result = NULL;

  place_init (&place, files, G_N_ELEMENTS (files));
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (GFile) saved = g_file_get_child (place.folder, names[i]);
    g_autofree char *path = g_file_get_path (saved);

    g_assert_true (g_file_set_contents_full (path, "[1]", 3, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
    cue_event_file_queue_add_known (place.queue,
                                    names[i],
                                    saved,
                                    3,
                                    -1,
                                    CUE_EVENT_FILE_PROOF_LENGTH);
  }
  result = drain (&place);
  g_assert_true (result->complete);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
    g_assert_cmpuint (files[i].n_fetched, ==, 1);
    g_assert_cmpuint (files[i].n_deleted, ==, 1);
  }
  place_assert_saved (&place, "other.json", "[1]");
  place_assert_saved (&place, "other (2).json", "[2]");
  place_assert_saved (&place, "same.json", "[1]");
  g_assert_cmpuint (place_count (&place), ==, 3);
  place_clear (&place);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/acoustic/drain/all", test_drain);
  g_test_add_func ("/acoustic/drain/leaves", test_drain_leaves);
  g_test_add_func ("/acoustic/drain/stops", test_drain_stops);
  g_test_add_func ("/acoustic/drain/after-download", test_drain_after_download);
  g_test_add_func ("/acoustic/drain/same-name", test_drain_same_name);
  g_test_add_func ("/acoustic/drain/earlier", test_drain_earlier);
  return g_test_run ();
}
