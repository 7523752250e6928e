// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-asset-history.h"
#include "cue-error.h"
#include "folder.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>
#include <utime.h>

#define HASH_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define HASH_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

#define PATIENCE_US (60 * (gint64) G_USEC_PER_SEC)

typedef struct {
  char            *folder;
  CueAssetHistory *history;
} Place;

/* Waits, in the main loop, until a worker has done what @done asks for. */
static void
wait_for (gboolean (*done) (gpointer data), gpointer data)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_US;

  while (!done (data)) {
    g_assert_cmpint (g_get_monotonic_time (), <, end);
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);
  }
}

static gboolean
is_loaded (gpointer data)
{
  return cue_asset_history_get_loaded (data);
}

static void
place_open (Place *place)
{
  place->history = cue_asset_history_new (place->folder);
  g_assert_false (cue_asset_history_get_loaded (place->history));
  wait_for (is_loaded, place->history);
}

static void
place_close (Place *place)
{
  cue_asset_history_flush (place->history);
  g_clear_object (&place->history);
}

static void
place_init (Place *place)
{
  g_autoptr (GError) error = NULL;

  place->folder = g_dir_make_tmp ("cuelight-asset-history-XXXXXX", &error);
  g_assert_no_error (error);
  place_open (place);
}

static void
place_clear (Place *place)
{
  place_close (place);
  folder_remove (place->folder);
  g_free (place->folder);
}

static void
add (Place *place, gint64 wall_us, guint slot, const char *before, const char *after)
{
  g_autoptr (CueAssetChange)
    change = cue_asset_change_new (wall_us, slot, "https://a/1", "https://a/2", before, after);

  cue_asset_history_add (place->history, change);
}

static CueAssetChange *
get_change (Place *place, guint position)
{
  g_autoptr (CueAssetChange)
    change = g_list_model_get_item (G_LIST_MODEL (place->history), position);

  g_assert_nonnull (change);
  return change;
}

static guint
get_n (Place *place)
{
  return g_list_model_get_n_items (G_LIST_MODEL (place->history));
}

static void
test_kept (void)
{
  Place            place;
  CueAssetChange  *change;
  g_autofree char *words = NULL;

  place_init (&place);
  g_assert_cmpuint (get_n (&place), ==, 0);
  add (&place, 1000, 1, NULL, HASH_A);
  add (&place, 2000, 5, HASH_A, HASH_B);
  g_assert_cmpint (cue_asset_change_get_wall (get_change (&place, 0)), ==, 2000);
  place_close (&place);

  place_open (&place);
  g_assert_cmpuint (get_n (&place), ==, 2);
  change = get_change (&place, 0);
  g_assert_cmpint (cue_asset_change_get_wall (change), ==, 2000);
  g_assert_cmpuint (cue_asset_change_get_slot (change), ==, 5);
  g_assert_cmpstr (cue_asset_change_get_url_before (change), ==, "https://a/1");
  g_assert_cmpstr (cue_asset_change_get_url_after (change), ==, "https://a/2");
  g_assert_cmpstr (cue_asset_change_get_sha256_before (change), ==, HASH_A);
  g_assert_cmpstr (cue_asset_change_get_sha256_after (change), ==, HASH_B);
  words = cue_asset_change_to_words (change);
  g_assert_cmpstr (words, !=, "");
  g_assert_null (cue_asset_change_get_sha256_before (get_change (&place, 1)));
  g_assert_true (cue_asset_history_get_last (place.history, 5) == change);
  g_assert_null (cue_asset_history_get_last (place.history, 0));
  place_clear (&place);
}

/* What is added while the file is still read comes on top of it. */
static void
test_added_early (void)
{
  Place place;

  place_init (&place);
  add (&place, 1000, 1, NULL, HASH_A);
  place_close (&place);
  place.history = cue_asset_history_new (place.folder);
  add (&place, 2000, 1, HASH_A, HASH_B);
  g_assert_cmpuint (get_n (&place), ==, 1);
  wait_for (is_loaded, place.history);
  g_assert_cmpint (cue_asset_change_get_wall (get_change (&place, 0)), ==, 2000);
  g_assert_cmpint (cue_asset_change_get_wall (get_change (&place, get_n (&place) - 1)), ==, 1000);
  place_clear (&place);
}

/* What is known of a change later is the same change, also after a restart. */
static void
test_completed (void)
{
  Place place;

  place_init (&place);
  add (&place, 1000, 1, HASH_A, NULL);
  add (&place, 1000, 2, HASH_A, NULL);
  add (&place, 2000, 3, NULL, HASH_B);
  cue_asset_history_complete (place.history, 1, HASH_B);
  cue_asset_history_complete (place.history, 3, HASH_A); /* which is known */
  cue_asset_history_complete (place.history, 4, HASH_A); /* which never changed */
  for (guint i = 0; i < 2; i++) {
    g_assert_cmpuint (get_n (&place), ==, 3);
    g_assert_cmpint (cue_asset_change_get_wall (get_change (&place, 2)), ==, 1000);
    g_assert_cmpstr (cue_asset_change_get_sha256_before (get_change (&place, 2)), ==, HASH_A);
    g_assert_cmpstr (cue_asset_change_get_sha256_after (get_change (&place, 2)), ==, HASH_B);
    g_assert_null (cue_asset_change_get_sha256_after (get_change (&place, 1)));
    g_assert_cmpstr (cue_asset_change_get_sha256_after (get_change (&place, 0)), ==, HASH_B);
    place_close (&place);
    place_open (&place);
  }
  place_clear (&place);
}

static guint
count_lines (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "changes.jsonl", NULL);
  g_autofree char *text = NULL;
  guint            n_lines = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  for (const char *c = text; *c != '\0'; c++)
    n_lines += *c == '\n';
  return n_lines;
}

static gboolean
is_tidy (gpointer folder)
{
  return count_lines (folder) <= 2 * CUE_ASSET_HISTORY_MAX_CHANGES;
}

/* What is written at the end of the program is not tidied then, but with the next change. */
static void
test_bounded (void)
{
  Place place;

  place_init (&place);
  for (guint i = 1; i <= 3 * CUE_ASSET_HISTORY_MAX_CHANGES; i++)
    add (&place, i, i % CUE_N_ASSET_SLOTS, HASH_A, HASH_B);
  g_assert_cmpuint (get_n (&place), ==, CUE_ASSET_HISTORY_MAX_CHANGES);
  place_close (&place);
  place_open (&place);
  g_assert_cmpuint (get_n (&place), ==, CUE_ASSET_HISTORY_MAX_CHANGES);
  add (&place, 3 * CUE_ASSET_HISTORY_MAX_CHANGES + 1, 1, HASH_A, HASH_B);
  wait_for (is_tidy, place.folder);
  g_assert_cmpuint (count_lines (place.folder), >=, CUE_ASSET_HISTORY_MAX_CHANGES);
  g_assert_cmpint (cue_asset_change_get_wall (get_change (&place, 0)),
                   ==,
                   3 * CUE_ASSET_HISTORY_MAX_CHANGES + 1);
  place_clear (&place);
}

static gboolean
has_lines (gpointer data)
{
  return count_lines (data) >= CUE_ASSET_HISTORY_MAX_CHANGES + 2;
}

/* While another program writes the file anew nothing of what this one appends is lost. */
static void
test_two_programs (void)
{
  Place            place;
  Place            other;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;

  place_init (&place);
  for (guint i = 1; i <= 2 * CUE_ASSET_HISTORY_MAX_CHANGES; i++)
    add (&place, i, 1, HASH_A, HASH_B);
  cue_asset_history_flush (place.history);
  other.folder = place.folder;
  place_open (&other);
  /* Both are over the limit now, and both tidy. */
  add (&place, 900001, 2, HASH_A, HASH_B);
  add (&other, 900002, 2, HASH_A, HASH_B);
  wait_for (has_lines, place.folder);
  place_close (&other);
  cue_asset_history_flush (place.history);
  path = g_build_filename (place.folder, "changes.jsonl", NULL);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "900001"));
  g_assert_nonnull (strstr (text, "900002"));
  place_clear (&place);
}

static gboolean
is_written (gpointer data)
{
  g_autofree char *path = g_build_filename (data, "changes.jsonl", NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS) && count_lines (data) == 1;
}

/* The worker has opened the folder too, and waits for its turn. */
static gboolean
is_awaited (gpointer folder)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  const char *name;
  guint       n = 0;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename ("/proc/self/fd", name, NULL);
    g_autofree char *target = g_file_read_link (path, NULL);

    n += g_strcmp0 (target, folder) == 0;
  }
  return n == 2;
}

/* A program that was stopped in the middle of it is not waited for when an event is closed. */
static void
test_stopped_program (void)
{
  Place place;
  int   fd;

  place_init (&place);
  fd = open (place.folder, O_RDONLY | O_DIRECTORY);
  g_assert_cmpint (flock (fd, LOCK_EX), ==, 0);
  add (&place, 1000, 1, HASH_A, HASH_B);
  wait_for (is_awaited, place.folder);
  cue_asset_history_flush (place.history);
  close (fd);
  wait_for (is_written, place.folder);
  place_close (&place);
  place_open (&place);
  g_assert_cmpuint (get_n (&place), ==, 1);
  place_clear (&place);
}

static void
put_link (const char *target, const char *path)
{
  g_assert_cmpint (symlink (target, path), ==, 0);
}

/* A link in place of the folder, of the thumbnails or of one of them is not followed. */
static void
test_links (void)
{
  Place            place;
  g_autofree char *outside = g_dir_make_tmp ("cuelight-asset-history-XXXXXX", NULL);
  g_autofree char *photo = g_build_filename (outside, HASH_A, NULL);
  g_autofree char *thumbnails = NULL;
  g_autofree char *inside = NULL;
  g_autofree char *link = NULL;
  g_autofree char *left = NULL;
  g_autoptr (GBytes) picture = g_bytes_new_static ("JPEG", 4);
  struct utimbuf old = { 1000, 1000 };
  Place          through;

  g_assert_true (g_file_set_contents (photo, "photo", 5, NULL));
  g_assert_cmpint (utime (photo, &old), ==, 0);
  place_init (&place);
  thumbnails = g_build_filename (place.folder, "thumbnails", NULL);
  put_link (outside, thumbnails);
  add (&place, 1000, 1, NULL, HASH_B);
  cue_asset_history_add_thumbnail (place.history, HASH_A, picture);
  cue_asset_history_flush (place.history);
  g_assert_nonnull (cue_asset_history_get_fault (place.history));
  g_clear_object (&place.history);
  place_open (&place); /* prunes what no change names, and it is old */
  g_assert_cmpuint (get_n (&place), ==, 1);

  g_assert_cmpint (g_unlink (thumbnails), ==, 0);
  g_assert_cmpint (g_mkdir (thumbnails, 0700), ==, 0);
  inside = g_build_filename (thumbnails, HASH_A, NULL);
  put_link (photo, inside);
  cue_asset_history_add_thumbnail (place.history, HASH_A, picture);
  cue_asset_history_flush (place.history);
  g_assert_false (g_file_test (inside, G_FILE_TEST_IS_SYMLINK));

  link = g_strconcat (place.folder, "-link", NULL);
  put_link (outside, link);
  through.folder = link;
  place_open (&through);
  add (&through, 1000, 1, NULL, HASH_B);
  cue_asset_history_add_thumbnail (through.history, HASH_A, picture);
  place_close (&through);
  g_assert_cmpint (g_unlink (link), ==, 0);

  g_assert_true (g_file_get_contents (photo, &left, NULL, NULL));
  g_assert_cmpstr (left, ==, "photo");
  g_assert_cmpint (g_unlink (photo), ==, 0);
  g_assert_cmpint (g_rmdir (outside), ==, 0); /* nothing else came into it */
  place_clear (&place);
}

/* A damaged line costs one change, and the next one does not suffer from it. */
static void
test_damaged (void)
{
  Place            place;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autofree char *damaged = NULL;

  place_init (&place);
  add (&place, 1000, 1, NULL, HASH_A);
  place_close (&place);
  path = g_build_filename (place.folder, "changes.jsonl", NULL);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  damaged = g_strconcat ("\xff\xfe not a line\n{}\n[1]\n{\"wallUs\":5,\"slot\":\"live\"}\n",
                         "{\"wallUs\":-5,\"slot\":\"logoImg\"}\n",
                         "{\"wallUs\":5,\"slot\":\"logoImg\",\"sha256After\":\"../../etc\"}\n\n",
                         text,
                         "{\"wallUs\":5,\"slot\":\"logo",
                         NULL);
  g_assert_true (g_file_set_contents (path, damaged, -1, NULL));
  place_open (&place);
  g_assert_cmpuint (get_n (&place), ==, 1);
  add (&place, 2000, 2, NULL, HASH_B);
  place_close (&place);
  place_open (&place);
  g_assert_cmpuint (get_n (&place), ==, 2);
  g_assert_cmpint (cue_asset_change_get_wall (get_change (&place, 0)), ==, 2000);
  place_clear (&place);
}

typedef struct {
  gboolean done;
  GBytes  *bytes;
  GError  *error;
} Loaded;

static void
on_thumbnail (GObject *source, GAsyncResult *result, gpointer data)
{
  Loaded *loaded = data;

  loaded->bytes =
    cue_asset_history_load_thumbnail_finish (CUE_ASSET_HISTORY (source), result, &loaded->error);
  loaded->done = TRUE;
}

static gboolean
is_done (gpointer data)
{
  return ((Loaded *) data)->done;
}

static GBytes *
load (Place *place, const char *sha256)
{
  Loaded loaded = { 0 };

  cue_asset_history_load_thumbnail_async (place->history, sha256, NULL, on_thumbnail, &loaded);
  wait_for (is_done, &loaded);
  g_assert_true ((loaded.bytes != NULL) != (loaded.error != NULL));
  if (loaded.error != NULL)
    g_assert_error (loaded.error, CUE_ERROR, CUE_ERROR_STORAGE);
  g_clear_error (&loaded.error);
  return loaded.bytes;
}

static void
on_thumbnail_added (CueAssetHistory *history, const char *sha256, GString *said)
{
  g_string_append_printf (said, "%s ", sha256);
}

static void
test_thumbnails (void)
{
  Place place;
  g_autoptr (GString) said = g_string_new (NULL);
  g_autoptr (GBytes) picture = g_bytes_new_static ("picture", 7);
  g_autoptr (GBytes) huge = g_bytes_new_take (g_malloc0 (1024 * 1024), 1024 * 1024);
  g_autoptr (GBytes) read = NULL;

  place_init (&place);
  g_signal_connect (place.history, "thumbnail-added", G_CALLBACK (on_thumbnail_added), said);
  cue_asset_history_add_thumbnail (place.history, HASH_A, picture);
  cue_asset_history_add_thumbnail (place.history, HASH_B, huge);
  cue_asset_history_add_thumbnail (place.history, "../escape", picture);
  g_assert_cmpstr (said->str, ==, HASH_A " ");
  /* At once, written or not. */
  read = load (&place, HASH_A);
  g_assert_true (g_bytes_equal (read, picture));
  g_clear_pointer (&read, g_bytes_unref);
  add (&place, 1000, 1, NULL, HASH_A);
  place_close (&place);

  place_open (&place);
  read = load (&place, HASH_A);
  g_assert_true (g_bytes_equal (read, picture));
  g_assert_null (load (&place, HASH_B));
  g_assert_null (load (&place, "../escape"));
  place_clear (&place);
}

static void
put_old_file (Place *place, const char *name)
{
  g_autofree char *path = g_build_filename (place->folder, "thumbnails", name, NULL);
  struct utimbuf   old = { 1000, 1000 };

  g_assert_true (g_file_set_contents (path, "x", 1, NULL));
  g_assert_cmpint (g_utime (path, &old), ==, 0);
}

static gboolean
has_file (Place *place, const char *name)
{
  g_autofree char *path = g_build_filename (place->folder, "thumbnails", name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* What no change names goes, but only what was written by a history. */
static void
test_foreign_files (void)
{
  Place place;
  g_autoptr (GBytes) picture = g_bytes_new_static ("picture", 7);

  place_init (&place);
  cue_asset_history_add_thumbnail (place.history, HASH_A, picture);
  add (&place, 1000, 1, NULL, HASH_A);
  place_close (&place);
  put_old_file (&place, HASH_A);
  put_old_file (&place, HASH_B);
  put_old_file (&place, HASH_B ".AB12CD");
  put_old_file (&place, "holiday.jpg");

  place_open (&place);
  g_assert_true (has_file (&place, HASH_A));
  g_assert_false (has_file (&place, HASH_B));
  g_assert_false (has_file (&place, HASH_B ".AB12CD"));
  g_assert_true (has_file (&place, "holiday.jpg"));
  place_clear (&place);
}

/* A folder that cannot be written is said, and the list goes on. */
static void
test_no_folder (void)
{
  g_autoptr (GError) error = NULL;
  Place            place;
  g_autofree char *file = NULL;
  g_autofree char *folder = g_dir_make_tmp ("cuelight-asset-history-XXXXXX", &error);

  g_assert_no_error (error);
  file = g_build_filename (folder, "file", NULL);
  g_assert_true (g_file_set_contents (file, "x", 1, NULL));
  place.folder = g_build_filename (file, "history", NULL);
  place_open (&place);
  g_assert_null (cue_asset_history_get_fault (place.history));
  add (&place, 1000, 1, NULL, HASH_A);
  cue_asset_history_flush (place.history);
  g_assert_cmpuint (get_n (&place), ==, 1);
  g_clear_object (&place.history);
  g_free (place.folder);
  folder_remove (folder);
}

/* An event that is not saved has changes and thumbnails too, as long as it is there. */
static void
test_in_memory (void)
{
  Place place = { .history = cue_asset_history_new (NULL) };
  g_autoptr (GBytes) picture = g_bytes_new_static ("picture", 7);
  g_autoptr (GBytes) read = NULL;

  g_assert_true (cue_asset_history_get_loaded (place.history));
  add (&place, 1000, 1, NULL, HASH_A);
  cue_asset_history_add_thumbnail (place.history, HASH_A, picture);
  g_assert_cmpuint (get_n (&place), ==, 1);
  read = load (&place, HASH_A);
  g_assert_true (g_bytes_equal (read, picture));
  g_assert_null (load (&place, HASH_B));
  place_close (&place);
}

static gboolean
has_fault (gpointer data)
{
  return cue_asset_history_get_fault (data) != NULL;
}

static void
test_fault (void)
{
  Place            place;
  g_autofree char *path = NULL;

  place_init (&place);
  path = g_build_filename (place.folder, "changes.jsonl", NULL);
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  add (&place, 1000, 1, NULL, HASH_A);
  wait_for (has_fault, place.history);
  g_assert_nonnull (strstr (cue_asset_history_get_fault (place.history), "changes.jsonl"));
  place_clear (&place);
}

static void
test_folder_name (void)
{
  g_autofree char *plain = cue_asset_history_get_default_folder ("0f1e");
  g_autofree char *evil = cue_asset_history_get_default_folder ("../../x");
  g_autofree char *dots = cue_asset_history_get_default_folder ("..");
  g_autofree char *parent = g_path_get_dirname (plain);
  g_autofree char *evil_parent = g_path_get_dirname (evil);
  g_autofree char *dots_name = g_path_get_basename (dots);

  g_assert_true (g_str_has_suffix (plain, "/cuelight/assets/0f1e"));
  g_assert_cmpstr (parent, ==, evil_parent);
  g_assert_cmpstr (dots_name, ==, "event");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/asset-history/kept", test_kept);
  g_test_add_func ("/asset-history/added-early", test_added_early);
  g_test_add_func ("/asset-history/completed", test_completed);
  g_test_add_func ("/asset-history/bounded", test_bounded);
  g_test_add_func ("/asset-history/two-programs", test_two_programs);
  g_test_add_func ("/asset-history/stopped-program", test_stopped_program);
  g_test_add_func ("/asset-history/links", test_links);
  g_test_add_func ("/asset-history/damaged", test_damaged);
  g_test_add_func ("/asset-history/thumbnails", test_thumbnails);
  g_test_add_func ("/asset-history/foreign-files", test_foreign_files);
  g_test_add_func ("/asset-history/no-folder", test_no_folder);
  g_test_add_func ("/asset-history/in-memory", test_in_memory);
  g_test_add_func ("/asset-history/fault", test_fault);
  g_test_add_func ("/asset-history/folder-name", test_folder_name);
  return g_test_run ();
}
