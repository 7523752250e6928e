// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "asset-world.h"
#include "cue-asset-history.h"
#include "cue-error.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

/* A disk without room, and files of a size that nobody expects. A limit on the size of files stands
 * for the full disk: writing ends in the middle in the same way. */

#define HASH_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define HASH_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

#define PATIENCE_US (60 * (gint64) G_USEC_PER_SEC)

static void
set_room (gint64 bytes)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = bytes < 0 ? limit.rlim_max : (rlim_t) bytes;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

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

static gboolean
has_fault (gpointer data)
{
  return cue_asset_history_get_fault (data) != NULL;
}

static gboolean
has_no_fault (gpointer data)
{
  return cue_asset_history_get_fault (data) == NULL;
}

static CueAssetHistory *
open_history (const char *folder)
{
  CueAssetHistory *history = cue_asset_history_new (folder);

  wait_for (is_loaded, history);
  return history;
}

static void
add (CueAssetHistory *history, gint64 wall_us, const char *url)
{
  g_autoptr (CueAssetChange)
    change = cue_asset_change_new (wall_us, 1, url, "https://a/2", HASH_A, HASH_B);

  cue_asset_history_add (history, change);
}

static gint64
get_size (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "changes.jsonl", NULL);
  GStatBuf         info;

  return g_stat (path, &info) == 0 ? info.st_size : 0;
}

/* The newest is number @n, and none is missing or there twice. */
static void
assert_all (CueAssetHistory *history, guint n)
{
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (history)), ==, n);
  for (guint i = 0; i < n; i++) {
    g_autoptr (CueAssetChange) change = g_list_model_get_item (G_LIST_MODEL (history), i);

    g_assert_cmpint (cue_asset_change_get_wall (change), ==, n - i);
  }
}

typedef struct {
  const char *folder;
  gint64      line; /* bytes */
} Cut;

/* No part of a line is left, once nobody writes any more. */
static gboolean
is_whole (gpointer data)
{
  Cut *cut = data;

  return get_size (cut->folder) % cut->line == 0;
}

static void
test_full_disk (void)
{
  char            *folder = asset_world_make_folder ();
  CueAssetHistory *history = open_history (folder);
  gint64           size;
  Cut              cut;

  add (history, 1, "https://a/1");
  add (history, 2, "https://a/1");
  cue_asset_history_flush (history);
  size = get_size (folder);

  /* The first of them fits, the second is cut. */
  set_room (size + size / 2 + 20);
  add (history, 3, "https://a/1");
  add (history, 4, "https://a/1");
  cue_asset_history_flush (history);
  wait_for (has_fault, history);
  g_assert_nonnull (strstr (cue_asset_history_get_fault (history), folder));
  cut = (Cut){ folder, size / 2 };
  wait_for (is_whole, &cut);
  assert_all (history, 4);

  set_room (-1);
  cue_asset_history_save_again (history);
  wait_for (has_no_fault, history);
  add (history, 5, "https://a/1");
  cue_asset_history_flush (history);
  g_object_unref (history);

  history = open_history (folder);
  assert_all (history, 5);
  g_object_unref (history);
  asset_world_delete_folder (folder);
}

static void
on_thumbnail (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(GBytes **) data =
    cue_asset_history_load_thumbnail_finish (CUE_ASSET_HISTORY (source), result, &error);
  g_assert_no_error (error);
}

static gboolean
is_set (gpointer data)
{
  return *(gpointer *) data != NULL;
}

static void
assert_thumbnail (CueAssetHistory *history, GBytes *expected)
{
  g_autoptr (GBytes) found = NULL;

  cue_asset_history_load_thumbnail_async (history, HASH_B, NULL, on_thumbnail, &found);
  wait_for (is_set, &found);
  g_assert_true (g_bytes_equal (found, expected));
}

static void
test_full_disk_thumbnail (void)
{
  char            *folder = asset_world_make_folder ();
  CueAssetHistory *history = open_history (folder);
  g_autoptr (GBytes) picture = g_bytes_new_take (g_strnfill (4000, 'x'), 4000);

  add (history, 1, "https://a/1");
  cue_asset_history_flush (history);
  set_room (1000);
  cue_asset_history_add_thumbnail (history, HASH_B, picture);
  cue_asset_history_flush (history);
  wait_for (has_fault, history);
  assert_thumbnail (history, picture);
  set_room (-1);
  cue_asset_history_save_again (history);
  wait_for (has_no_fault, history);
  g_object_unref (history);

  history = open_history (folder);
  assert_thumbnail (history, picture);
  g_object_unref (history);
  asset_world_delete_folder (folder);
}

/* As many changes as are kept, with signed addresses of 4 kB: all of them come back. */
static void
test_long_addresses (void)
{
  char            *folder = asset_world_make_folder ();
  CueAssetHistory *history = open_history (folder);
  g_autofree char *filler = g_strnfill (4000, 'p');
  g_autofree char *url = g_strconcat ("https://a/", filler, NULL);
  gint64           begin;

  for (guint i = 1; i <= 3 * CUE_ASSET_HISTORY_MAX_CHANGES; i++) {
    g_autoptr (CueAssetChange)
      change = cue_asset_change_new (i, i % CUE_N_ASSET_SLOTS, url, url, HASH_A, HASH_B);

    cue_asset_history_add (history, change);
  }
  cue_asset_history_flush (history);
  g_object_unref (history);

  begin = g_get_monotonic_time ();
  history = open_history (folder);
  g_test_message ("%u changes in %" G_GINT64_FORMAT " kB, read in %" G_GINT64_FORMAT " ms",
                  CUE_ASSET_HISTORY_MAX_CHANGES,
                  get_size (folder) / 1000,
                  (g_get_monotonic_time () - begin) / 1000);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (history)),
                    ==,
                    CUE_ASSET_HISTORY_MAX_CHANGES);
  g_assert_cmpint (get_size (folder), <=, 20 * 1024 * 1024);
  g_object_unref (history);
  asset_world_delete_folder (folder);
}

/* Whatever stands before them, the newest changes are read, and what is added comes on top. */
static void
test_garbage (void)
{
  static const char *const odd[] = {
    "{\"wallUs\":9223372036854775807,\"slot\":\"logoImg\",\"urlAfter\":\"https://a/1\"}\n",
    "{\"wallUs\":1,\"slot\":\"fromTheFuture\",\"urlAfter\":\"https://a/1\"}\n",
    "{\"wallUs\":1,\"slot\":\"logoImg\",\"urlAft",
  };
  char            *folder = asset_world_make_folder ();
  g_autofree char *path = g_build_filename (folder, "changes.jsonl", NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  CueAssetHistory *history;

  while (text->len < 10 * 1000 * 1000)
    g_string_append_c (text, (char) g_rand_int (random));
  for (guint i = 0; i < G_N_ELEMENTS (odd); i++) {
    g_string_append_c (text, '\n');
    g_string_append (text, odd[i]);
  }
  g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, NULL));
  history = open_history (folder);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (history)), ==, 1);
  add (history, 2, "https://a/1");
  cue_asset_history_flush (history);
  g_object_unref (history);

  history = open_history (folder);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (history)), ==, 2);
  g_assert_null (cue_asset_history_get_fault (history));
  g_object_unref (history);
  asset_world_delete_folder (folder);
}

/* A file where the folder should be: it is said, and nothing happens to it. */
static void
test_no_folder (void)
{
  char            *parent = asset_world_make_folder ();
  g_autofree char *folder = g_build_filename (parent, "event", NULL);
  CueAssetHistory *history;

  g_assert_true (g_file_set_contents (folder, "mine", -1, NULL));
  history = open_history (folder);
  add (history, 1, "https://a/1");
  wait_for (has_fault, history);
  g_assert_true (g_file_test (folder, G_FILE_TEST_IS_REGULAR));
  g_assert_cmpint (g_unlink (folder), ==, 0);
  cue_asset_history_save_again (history);
  wait_for (has_no_fault, history);
  g_object_unref (history);

  history = open_history (folder);
  assert_all (history, 1);
  g_object_unref (history);
  asset_world_delete_folder (parent);
}

static gboolean
loader_is_well (gpointer data)
{
  return cue_asset_loader_get_fault (data) == NULL;
}

/* What cannot be kept is shown all the same, said, and kept as soon as that is possible. */
static void
test_cache (void)
{
  World            world;
  char            *parent = asset_world_make_folder ();
  g_autofree char *folder = g_build_filename (parent, "assets", NULL);
  g_autoptr (CueAssetLoader) loader = NULL;
  CueAssetFile *file;

  g_assert_true (g_file_set_contents (folder, "mine", -1, NULL));
  world_init_direct (&world);
  loader = cue_asset_loader_new (world.client, world.clock, folder);
  asset_world_serve (&world, "/a.png", "ETag: \"1\"\r\n", PNG_BYTES);
  file = asset_world_hold (&world, loader, "/a.png");
  asset_world_wait (file);
  g_assert_nonnull (cue_asset_file_get_content (file));
  g_assert_nonnull (strstr (cue_asset_loader_get_fault (loader), folder));

  g_assert_cmpint (g_unlink (folder), ==, 0);
  script_server_answer (world.server, "/a.png", 304, "", NULL);
  asset_world_pass (&world, file, 60 * SECOND);
  wait_for (loader_is_well, loader);
  /* It is kept, so it may leave the memory. */
  cue_asset_file_release (file);
  g_assert_null (cue_asset_file_get_content (file));
  cue_asset_file_hold (file);
  asset_world_wait_content (file);
  asset_world_drop (file);
  g_clear_object (&loader);
  world_clear (&world);
  asset_world_delete_folder (parent);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  signal (SIGXFSZ, SIG_IGN);
  g_test_add_func ("/asset-disk/full", test_full_disk);
  g_test_add_func ("/asset-disk/full-thumbnail", test_full_disk_thumbnail);
  g_test_add_func ("/asset-disk/long-addresses", test_long_addresses);
  g_test_add_func ("/asset-disk/garbage", test_garbage);
  g_test_add_func ("/asset-disk/no-folder", test_no_folder);
  g_test_add_func ("/asset-disk/cache", test_cache);
  return g_test_run ();
}
