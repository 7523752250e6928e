// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "asset-world.h"
#include "cue-asset-cache.h"
#include "cue-error.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define HASH "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define URL  "https://cdn.example.org/a.png"

static CueAssetRecord *
make_record (const char *body)
{
  CueAssetRecord *record = cue_asset_record_new ();

  record->sha256 = asset_world_hash (body);
  record->etag = g_strdup ("\"1\"");
  record->bytes = (gint64) strlen (body);
  record->first_seen_us = 5;
  return record;
}

static gboolean
keep (CueAssetCache *cache, const char *url, const char *body)
{
  g_autoptr (CueAssetRecord) record = make_record (body);
  g_autoptr (GBytes) content = g_bytes_new (body, strlen (body));

  return cue_asset_cache_write (cache, url, record, content, NULL);
}

static gboolean
is_kept (CueAssetCache *cache, const char *body)
{
  g_autofree char *hash = asset_world_hash (body);
  g_autoptr (GBytes) content = cue_asset_cache_read_content (cache, hash);

  return content != NULL;
}

static void
test_kept (void)
{
  char *folder = asset_world_make_folder ();
  g_autoptr (CueAssetCache) cache = cue_asset_cache_new (folder, 1000);
  g_autoptr (CueAssetRecord) record = NULL;
  g_autoptr (GBytes) content = NULL;

  g_assert_null (cue_asset_cache_read (cache, URL, &content));
  g_assert_null (content);
  g_assert_true (keep (cache, URL, "one"));
  record = cue_asset_cache_read (cache, URL, &content);
  g_assert_nonnull (record);
  g_assert_cmpstr (record->etag, ==, "\"1\"");
  g_assert_cmpint (record->bytes, ==, 3);
  g_assert_cmpint (record->first_seen_us, ==, 5);
  g_assert_cmpint (record->load_us, ==, -1);
  g_assert_null (record->last_modified);
  g_assert_cmpmem (g_bytes_get_data (content, NULL), g_bytes_get_size (content), "one", 3);
  asset_world_delete_folder (folder);
}

/* The oldest go; what is larger than all of it is not kept; the newest always is. */
static void
test_bounded (void)
{
  char *folder = asset_world_make_folder ();
  g_autoptr (CueAssetCache) cache = cue_asset_cache_new (folder, 8);
  guint n_kept = 0;

  g_assert_true (keep (cache, "https://a/1", "one1"));
  g_assert_true (keep (cache, "https://a/2", "two2"));
  g_assert_true (keep (cache, "https://a/3", "six6"));
  g_assert_false (keep (cache, "https://a/4", "much too long"));
  g_assert_true (is_kept (cache, "six6"));
  n_kept = is_kept (cache, "one1") + is_kept (cache, "two2");
  g_assert_cmpuint (n_kept, ==, 1);
  g_assert_false (is_kept (cache, "much too long"));
  asset_world_delete_folder (folder);
}

/* Only what the cache itself has written goes. */
static void
test_foreign (void)
{
  char *folder = asset_world_make_folder ();
  g_autoptr (CueAssetCache) cache = cue_asset_cache_new (folder, 8);
  g_autofree char *path = g_build_filename (folder, "content", "holiday.jpg", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (keep (cache, "https://a/1", "one1"));
  g_assert_true (g_file_set_contents (path, "of somebody else", -1, &error));
  g_assert_no_error (error);
  g_assert_true (keep (cache, "https://a/2", "two2"));
  g_assert_true (keep (cache, "https://a/3", "six6"));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (is_kept (cache, "six6"));
  g_unlink (path);
  asset_world_delete_folder (folder);
}

static char *
read_text (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *text;

  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  g_assert_no_error (error);
  return text;
}

static void
put_link (const char *target, const char *path)
{
  g_unlink (path);
  g_assert_cmpint (symlink (target, path), ==, 0);
}

/* A link that somebody put in place of a content or of a record is not read, written, deleted or
 * touched through. */
static void
test_links (void)
{
  char *folder = asset_world_make_folder ();
  char *outside = asset_world_make_folder ();
  g_autoptr (CueAssetCache) cache = cue_asset_cache_new (folder, 8);
  g_autofree char *hash = asset_world_hash ("one1");
  g_autofree char *url_hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, URL, -1);
  g_autofree char *record_name = g_strconcat (url_hash, ".json", NULL);
  g_autofree char *content_path = g_build_filename (folder, "content", hash, NULL);
  g_autofree char *record_path = g_build_filename (folder, "addresses", record_name, NULL);
  g_autofree char *content = g_build_filename (outside, hash, NULL);
  g_autofree char *record = g_build_filename (outside, "record", NULL);
  g_autofree char *left_content = NULL;
  g_autofree char *left_record = NULL;
  g_autofree char *record_text = NULL;
  g_autoptr (GBytes) read = NULL;
  struct stat before, after;

  g_assert_true (keep (cache, URL, "one1"));
  record_text = read_text (record_path);
  g_assert_true (g_file_set_contents (content, "one1", 4, NULL));
  g_assert_true (g_file_set_contents (record, record_text, -1, NULL));
  g_assert_cmpint (stat (content, &before), ==, 0);
  put_link (content, content_path);
  put_link (record, record_path);

  g_assert_false (is_kept (cache, "one1"));
  g_assert_null (cue_asset_cache_read (cache, URL, &read));
  g_assert_null (read);
  /* What is written takes the place of the link. */
  g_assert_true (keep (cache, URL, "one1"));
  g_assert_true (is_kept (cache, "one1"));
  g_assert_false (g_file_test (content_path, G_FILE_TEST_IS_SYMLINK));
  g_assert_false (g_file_test (record_path, G_FILE_TEST_IS_SYMLINK));
  put_link (content, content_path);
  g_assert_true (keep (cache, "https://a/2", "two2"));
  g_assert_true (keep (cache, "https://a/3", "six6"));
  g_assert_true (keep (cache, "https://a/4", "ten0"));
  left_content = read_text (content);
  left_record = read_text (record);
  g_assert_cmpstr (left_content, ==, "one1");
  g_assert_cmpstr (left_record, ==, record_text);
  g_assert_cmpint (stat (content, &after), ==, 0);
  g_assert_cmpint (before.st_mtim.tv_sec, ==, after.st_mtim.tv_sec);
  g_assert_cmpint (before.st_mtim.tv_nsec, ==, after.st_mtim.tv_nsec);
  asset_world_delete_folder (folder);
  asset_world_delete_folder (outside);
}

/* Nor one in place of a folder of the cache. */
static void
test_linked_folders (void)
{
  static const char *const names[] = { "content", "addresses" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    char *folder = asset_world_make_folder ();
    char *outside = asset_world_make_folder ();
    g_autoptr (CueAssetCache) cache = cue_asset_cache_new (folder, 8);
    g_autofree char *hash = asset_world_hash ("photo");
    g_autofree char *photo = g_build_filename (outside, hash, NULL);
    g_autofree char *path = g_build_filename (folder, names[i], NULL);
    g_autofree char *left = NULL;
    g_autoptr (GDir) dir = NULL;

    g_assert_true (g_file_set_contents (photo, "photo", 5, NULL));
    put_link (outside, path);
    g_assert_false (is_kept (cache, "photo"));
    g_assert_false (keep (cache, "https://a/1", "one1"));
    g_assert_false (keep (cache, "https://a/2", "two2"));
    g_assert_false (keep (cache, "https://a/3", "six6"));
    left = read_text (photo);
    g_assert_cmpstr (left, ==, "photo");
    dir = g_dir_open (outside, 0, NULL);
    g_assert_nonnull (g_dir_read_name (dir));
    g_assert_null (g_dir_read_name (dir));
    asset_world_delete_folder (folder);
    asset_world_delete_folder (outside);
  }
}

typedef struct {
  const char *folder;
  guint       number;
} Program;

static gpointer
run_program (gpointer data)
{
  Program *program = data;
  g_autoptr (CueAssetCache) cache = cue_asset_cache_new (program->folder, 4096);

  for (guint i = 0; i < 150; i++) {
    g_autofree char *body =
      g_strnfill (64 + i % 7 * 16, (char) ('a' + (i * 5 + program->number) % 26));
    g_autofree char *url = g_strdup_printf ("https://a/%u", i % 20);
    g_autoptr (CueAssetRecord) record = NULL;
    g_autoptr (GBytes) content = NULL;

    keep (cache, url, body);
    /* Whatever the other one does meanwhile: it is whole, or it is not there. */
    record = cue_asset_cache_read (cache, url, &content);
    if (content != NULL) {
      g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);

      g_assert_cmpstr (hash, ==, record->sha256);
    }
  }
  return NULL;
}

/* Two programs have nothing in common but the folder. */
static void
test_two_programs (void)
{
  char            *folder = asset_world_make_folder ();
  Program          programs[] = { { folder, 0 }, { folder, 13 } };
  GThread         *threads[G_N_ELEMENTS (programs)];
  g_autofree char *content = g_build_filename (folder, "content", NULL);
  g_autoptr (GDir) dir = NULL;
  const char *name;
  gint64      bytes = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (programs); i++)
    threads[i] = g_thread_new ("program", run_program, &programs[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (programs); i++)
    g_thread_join (threads[i]);
  dir = g_dir_open (content, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (content, name, NULL);
    struct stat      info;

    g_assert_cmpint (stat (path, &info), ==, 0);
    bytes += info.st_size;
  }
  /* Each spares what it has written just now. */
  g_assert_cmpint (bytes, <=, 4096 + 2 * 200);
  asset_world_delete_folder (folder);
}

/* A folder that cannot be made or written into costs the memory on the disk and nothing else. */
static void
test_unwritable (void)
{
  char            *folder = asset_world_make_folder ();
  g_autofree char *file = g_build_filename (folder, "file", NULL);
  g_autofree char *below = g_build_filename (file, "cache", NULL);
  g_autoptr (CueAssetCache) none = cue_asset_cache_new ("/proc/nowhere", 1000);
  g_autoptr (CueAssetCache) cache = NULL;
  g_autoptr (GBytes) content = NULL;

  g_assert_true (g_file_set_contents (file, "x", 1, NULL));
  cache = cue_asset_cache_new (below, 1000);
  g_assert_false (keep (cache, URL, "one"));
  g_assert_false (keep (none, URL, "one"));
  g_assert_null (cue_asset_cache_read (cache, URL, &content));
  g_assert_false (is_kept (none, "one"));
  asset_world_delete_folder (folder);
}

static char *
get_only_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *file = g_dir_read_name (dir);

  g_assert_nonnull (file);
  return g_build_filename (path, file, NULL);
}

static void
test_damaged (void)
{
  static const char *const records[] = {
    "",
    "{",
    "[]",
    "{}",
    "{\"sha256\":17}",
    "{\"sha256\":\"" HASH "\",\"bytes\":9223372036854775807}",
    "{\"sha256\":\"../../../../etc/passwd\"}",
    "\xff\xfe\x01",
  };
  char *folder = asset_world_make_folder ();
  g_autoptr (CueAssetCache) cache = cue_asset_cache_new (folder, 1000);
  g_autofree char *content_path = NULL;
  g_autofree char *record_path = NULL;

  g_assert_true (keep (cache, URL, "one"));
  content_path = get_only_file (folder, "content");
  record_path = get_only_file (folder, "addresses");
  g_assert_null (strstr (record_path, "example"));
  g_assert_true (g_file_set_contents (content_path, "two", 3, NULL));
  {
    g_autoptr (GBytes) content = NULL;
    g_autoptr (CueAssetRecord) record = cue_asset_cache_read (cache, URL, &content);

    g_assert_nonnull (record);
    g_assert_null (content);
  }
  g_assert_true (keep (cache, URL, "one"));
  for (gsize i = 0; i < G_N_ELEMENTS (records); i++) {
    g_autoptr (GBytes) content = NULL;
    g_autoptr (CueAssetRecord) record = NULL;

    g_assert_true (g_file_set_contents (record_path, records[i], -1, NULL));
    record = cue_asset_cache_read (cache, URL, &content);
    g_assert_null (content);
  }
  /* What would be two headers is none. */
  {
    g_autoptr (GBytes) content = NULL;
    g_autoptr (CueAssetRecord) record = NULL;

    g_assert_true (
      g_file_set_contents (record_path, "{\"sha256\":\"x\",\"etag\":\"a\\r\\nb: c\"}", -1, NULL));
    record = cue_asset_cache_read (cache, URL, &content);
    g_assert_nonnull (record);
    g_assert_null (record->etag);
  }
  asset_world_delete_folder (folder);
}

/* Over a restart: the content is there at once, and asked for with its validators. */
static void
test_restart (void)
{
  World world;
  g_autoptr (CueAssetLoader) loader = NULL;
  char         *folder = asset_world_make_folder ();
  CueAssetFile *file;

  world_init_direct (&world);
  loader = cue_asset_loader_new (world.client, world.clock, folder);
  asset_world_serve (&world,
                     "/a.png",
                     "Content-Type: image/png\r\nETag: \"1\"\r\n",
                     PNG_BYTES "one");
  file = asset_world_hold (&world, loader, "/a.png");
  asset_world_wait (file);
  asset_world_drop (file);
  g_clear_object (&loader);

  cue_fake_clock_advance (CUE_FAKE_CLOCK (world.clock), 60 * MINUTE);
  script_server_answer_bytes (world.server, "/a.png", ANSWER_HANG, 304, NULL, NULL);
  loader = cue_asset_loader_new (world.client, world.clock, folder);
  file = asset_world_hold (&world, loader, "/a.png");
  asset_world_wait_requests (&world, 2);
  g_assert_nonnull (
    strstr (script_server_get_last_request (world.server, "/a.png"), "If-None-Match: \"1\"\r\n"));
  g_assert_nonnull (cue_asset_file_get_content (file));
  g_assert_cmpstr (cue_asset_facts_get_found_type (cue_asset_file_get_facts (file)),
                   ==,
                   "image/png");
  g_assert_cmpint (cue_asset_facts_get_first_seen_us (cue_asset_file_get_facts (file)),
                   ==,
                   WORLD_WALL);
  asset_world_serve (&world, "/a.png", "Content-Type: image/png\r\n", PNG_BYTES "two");
  script_server_release (world.server);
  asset_world_wait (file);
  g_assert_cmpint (cue_asset_facts_get_changed_us (cue_asset_file_get_facts (file)),
                   ==,
                   WORLD_WALL + 60 * MINUTE);
  asset_world_drop (file);
  g_clear_object (&loader);
  world_clear (&world);
  asset_world_delete_folder (folder);
}

typedef struct {
  gboolean done;
  GBytes  *bytes;
  GError  *error;
} Loaded;

static void
on_content (GObject *source, GAsyncResult *result, gpointer data)
{
  Loaded *loaded = data;

  loaded->bytes =
    cue_asset_loader_load_content_finish (CUE_ASSET_LOADER (source), result, &loaded->error);
  loaded->done = TRUE;
}

static GBytes *
load (CueAssetLoader *loader, const char *body)
{
  g_autofree char *hash = asset_world_hash (body);
  Loaded           loaded = { 0 };

  cue_asset_loader_load_content_async (loader, hash, NULL, on_content, &loaded);
  while (!loaded.done)
    g_main_context_iteration (NULL, TRUE);
  if (loaded.bytes == NULL)
    g_assert_error (loaded.error, CUE_ERROR, CUE_ERROR_STORAGE);
  g_clear_error (&loaded.error);
  return loaded.bytes;
}

/* Nobody looks: the content leaves the memory. Somebody looks again: it is there without a request.
 * And the version before a change can be had by its hash. */
static void
test_memory (void)
{
  World world;
  g_autoptr (CueAssetLoader) loader = NULL;
  g_autoptr (GBytes) old = NULL;
  g_autoptr (GBytes) now = NULL;
  char         *folder = asset_world_make_folder ();
  CueAssetFile *file;

  world_init_direct (&world);
  loader = cue_asset_loader_new (world.client, world.clock, folder);
  asset_world_serve (&world, "/a.png", NULL, PNG_BYTES "one");
  file = asset_world_hold (&world, loader, "/a.png");
  asset_world_wait (file);
  cue_asset_file_release (file);
  g_assert_null (cue_asset_file_get_content (file));
  g_assert_nonnull (cue_asset_file_get_facts (file));
  cue_asset_file_hold (file);
  asset_world_wait_content (file);
  g_assert_cmpuint (script_server_get_total (world.server), ==, 1);

  asset_world_serve (&world, "/a.png", NULL, PNG_BYTES "two");
  cue_asset_file_check (file);
  asset_world_wait (file);
  old = load (loader, PNG_BYTES "one");
  now = load (loader, PNG_BYTES "two");
  g_assert_cmpuint (g_bytes_get_size (old), ==, 11);
  g_assert_true (now == cue_asset_file_get_content (file));
  g_assert_null (load (loader, "never"));
  asset_world_drop (file);
  g_clear_object (&loader);
  world_clear (&world);
  asset_world_delete_folder (folder);
}

/* A folder that cannot be written costs the memory of it, nothing else. */
static void
test_no_folder (void)
{
  World world;
  g_autoptr (CueAssetLoader) loader = NULL;
  g_autofree char *path = NULL;
  char            *folder = asset_world_make_folder ();
  CueAssetFile    *file;

  path = g_build_filename (folder, "file", NULL);
  g_assert_true (g_file_set_contents (path, "x", 1, NULL));
  world_init_direct (&world);
  loader = cue_asset_loader_new (world.client, world.clock, path);
  asset_world_serve (&world, "/a.png", NULL, PNG_BYTES);
  file = asset_world_hold (&world, loader, "/a.png");
  asset_world_wait (file);
  g_assert_null (cue_asset_facts_get_error (cue_asset_file_get_facts (file)));
  cue_asset_file_release (file);
  g_assert_nonnull (cue_asset_file_get_content (file));
  g_object_unref (file);
  g_clear_object (&loader);
  world_clear (&world);
  asset_world_delete_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/asset-cache/kept", test_kept);
  g_test_add_func ("/asset-cache/bounded", test_bounded);
  g_test_add_func ("/asset-cache/foreign", test_foreign);
  g_test_add_func ("/asset-cache/links", test_links);
  g_test_add_func ("/asset-cache/linked-folders", test_linked_folders);
  g_test_add_func ("/asset-cache/two-programs", test_two_programs);
  g_test_add_func ("/asset-cache/unwritable", test_unwritable);
  g_test_add_func ("/asset-cache/damaged", test_damaged);
  g_test_add_func ("/asset-cache/restart", test_restart);
  g_test_add_func ("/asset-cache/memory", test_memory);
  g_test_add_func ("/asset-cache/no-folder", test_no_folder);
  return g_test_run ();
}
