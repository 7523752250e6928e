// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What a monitor writes down of the pictures that phones show, and that it may be dropped at any
// moment of that.

#include <glib/gstdio.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "asset-fixture.h"
#include "cue-time.h"

#define ONE "\"customText\":[\"a\"],\"customBgImg916\":\"%s/one.png\""
#define TWO "\"customText\":[\"a\"],\"customBgImg916\":\"%s/two.png\""

#define MANY 12

static GListModel *
get_history (MonitorFixture *f)
{
  return G_LIST_MODEL (cue_asset_watch_get_history (cue_monitor_get_assets (f->monitor)));
}

static gboolean
has_changes (gpointer data)
{
  MonitorFixture *f = data;

  return g_list_model_get_n_items (get_history (f)) > 0 &&
         cue_asset_watch_is_settled (cue_monitor_get_assets (f->monitor));
}

static CueAssetChange *
get_newest (MonitorFixture *f, const char *field)
{
  CueAssetHistory *history = cue_asset_watch_get_history (cue_monitor_get_assets (f->monitor));

  return cue_asset_history_get_last (history,
                                     cue_asset_item_get_index (asset_fixture_get (f, field)));
}

static void
assert_ends (const char *url, const char *end)
{
  g_assert_nonnull (url);
  g_assert_true (g_str_has_suffix (url, end));
}

// Past the time that an answer is fresh, so that the server is asked again.
static void
check_again (MonitorFixture *f)
{
  cue_asset_watch_check (cue_monitor_get_assets (f->monitor));
  asset_fixture_wait (f);
}

static void
on_thumbnail (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  GBytes **bytes = data;

  *bytes = cue_asset_history_load_thumbnail_finish (CUE_ASSET_HISTORY (source), result, &error);
  g_assert_no_error (error);
}

static gboolean
is_here (gpointer data)
{
  return *(GBytes **) data != NULL;
}

// A change shows what was there and what is.
static void
assert_thumbnail (MonitorFixture *f, const char *sha256)
{
  GBytes *bytes = NULL;

  cue_asset_history_load_thumbnail_async (CUE_ASSET_HISTORY (get_history (f)),
                                          sha256,
                                          NULL,
                                          on_thumbnail,
                                          &bytes);
  fake_engine_wait (is_here, &bytes);
  g_bytes_unref (bytes);
}

static void
test_changes (MonitorFixture *f, gconstpointer data)
{
  CueAssetChange  *change;
  g_autofree char *first = NULL;
  guint            n;

  asset_fixture_put (f, "/one.png", 0x203040);
  asset_fixture_put (f, "/two.png", 0x506070);
  asset_fixture_start (f, "custom", ONE);
  fake_engine_wait (has_changes, f);

  // The beginning is no news.
  change = get_newest (f, "customBgImg916");
  g_assert_nonnull (change);
  g_assert_null (cue_asset_change_get_url_before (change));
  assert_ends (cue_asset_change_get_url_after (change), "/one.png");
  g_assert_nonnull (cue_asset_change_get_sha256_after (change));
  first = g_strdup (cue_asset_change_get_sha256_after (change));
  g_assert_false (asset_fixture_observed (f, "new"));
  n = g_list_model_get_n_items (get_history (f));

  // Another picture at the same address.
  asset_fixture_put (f, "/one.png", 0x904060);
  check_again (f);
  g_assert_cmpuint (g_list_model_get_n_items (get_history (f)), ==, n + 1);
  change = get_newest (f, "customBgImg916");
  assert_ends (cue_asset_change_get_url_before (change), "/one.png");
  assert_ends (cue_asset_change_get_url_after (change), "/one.png");
  g_assert_cmpstr (cue_asset_change_get_sha256_before (change), ==, first);
  g_assert_cmpstr (cue_asset_change_get_sha256_after (change), !=, first);
  g_assert_true (asset_fixture_observed (f, "content"));
  g_assert_true (
    asset_fixture_has_finding (f, "customBgImg916", CUE_ASSET_FINDING_CONTENT_CHANGED));

  // Another address: written once the content is known.
  asset_fixture_set_state (f, "custom", TWO);
  asset_fixture_poll (f);
  change = get_newest (f, "customBgImg916");
  assert_ends (cue_asset_change_get_url_before (change), "/one.png");
  assert_ends (cue_asset_change_get_url_after (change), "/two.png");
  g_assert_nonnull (cue_asset_change_get_sha256_after (change));
  g_assert_true (asset_fixture_observed (f, "address"));
  assert_thumbnail (f, cue_asset_change_get_sha256_before (change));
  assert_thumbnail (f, cue_asset_change_get_sha256_after (change));

  // The same picture at another address.
  asset_fixture_put (f, "/one.png", 0x506070);
  asset_fixture_set_state (f, "custom", ONE);
  asset_fixture_poll (f);
  check_again (f);
  g_assert_true (asset_fixture_has_finding (f, "customBgImg916", CUE_ASSET_FINDING_SAME_CONTENT));

  // None.
  asset_fixture_set_state (f, "custom", "\"customText\":[\"a\"]");
  asset_fixture_poll (f);
  change = get_newest (f, "customBgImg916");
  g_assert_null (cue_asset_change_get_url_after (change));
  g_assert_true (asset_fixture_observed (f, "gone"));

  // And one again, of a state that nobody sees, which is not fetched for that.
  asset_fixture_set_state (f, "live", ONE);
  asset_fixture_poll (f);
  change = get_newest (f, "customBgImg916");
  assert_ends (cue_asset_change_get_url_after (change), "/one.png");
  g_assert_true (asset_fixture_observed (f, "new"));
  g_assert_null (cue_asset_change_get_sha256_after (change));

  // When somebody looks, the same change has its picture.
  n = g_list_model_get_n_items (get_history (f));
  cue_asset_watch_hold (cue_monitor_get_assets (f->monitor));
  asset_fixture_wait (f);
  change = get_newest (f, "customBgImg916");
  assert_ends (cue_asset_change_get_url_after (change), "/one.png");
  assert_thumbnail (f, cue_asset_change_get_sha256_after (change));
  for (guint i = 0, n_same = 0; i < g_list_model_get_n_items (get_history (f)); i++) {
    g_autoptr (CueAssetChange) other = g_list_model_get_item (get_history (f), i);

    n_same += cue_asset_change_get_wall (other) == cue_asset_change_get_wall (change) &&
              cue_asset_change_get_slot (other) == cue_asset_change_get_slot (change);
    g_assert_cmpuint (n_same, <=, 1);
  }
  cue_asset_watch_release (cue_monitor_get_assets (f->monitor));
}

// What is known is taken down only when it is known what was written before.
static gboolean
is_taken_down (gpointer data)
{
  MonitorFixture *f = data;

  return cue_asset_history_get_loaded (CUE_ASSET_HISTORY (get_history (f))) &&
         cue_asset_watch_is_settled (cue_monitor_get_assets (f->monitor));
}

// An address that nobody fetched anything from is one all the same.
static void
test_never_fetched (MonitorFixture *f, gconstpointer data)
{
  CueAssetChange *change;

  asset_fixture_put (f, "/one.png", 0x203040);
  asset_fixture_put (f, "/two.png", 0x506070);
  asset_fixture_start (f, "live", ONE);
  fake_engine_wait (is_taken_down, f);
  g_assert_null (get_newest (f, "customBgImg916"));

  asset_fixture_set_state (f, "live", TWO);
  asset_fixture_poll (f);
  change = get_newest (f, "customBgImg916");
  g_assert_nonnull (change);
  assert_ends (cue_asset_change_get_url_before (change), "/one.png");
  assert_ends (cue_asset_change_get_url_after (change), "/two.png");
  g_assert_null (cue_asset_change_get_sha256_before (change));
  g_assert_true (asset_fixture_observed (f, "address"));
  g_assert_false (asset_fixture_observed (f, "new"));
}

static gboolean
is_gone (gpointer data)
{
  return !g_file_test (data, G_FILE_TEST_IS_SYMLINK) && !g_file_test (data, G_FILE_TEST_EXISTS);
}

static gboolean
on_tick (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

// The history of an event goes with it; where a link stands in its place, the link alone.
static void
test_forget (void)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *linked_id = g_uuid_string_random ();
  g_autofree char *folder = cue_asset_history_get_default_folder (id);
  g_autofree char *link = cue_asset_history_get_default_folder (linked_id);
  g_autofree char *inside = g_build_filename (folder, "changes.jsonl", NULL);
  g_autofree char *outside = g_dir_make_tmp ("cuelight-assets-XXXXXX", NULL);
  g_autofree char *photo = g_build_filename (outside, "photo.jpg", NULL);
  guint            tick;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (inside, "{}\n", -1, NULL));
  g_assert_true (g_file_set_contents (photo, "photo", -1, NULL));
  g_assert_cmpint (symlink (outside, link), ==, 0);
  cue_asset_watch_forget (id);
  cue_asset_watch_forget (linked_id);
  // Nobody says when the worker is done.
  tick = g_timeout_add (10, on_tick, NULL);
  fake_engine_wait (is_gone, folder);
  fake_engine_wait (is_gone, link);
  g_source_remove (tick);
  g_assert_true (g_file_test (photo, G_FILE_TEST_EXISTS));
  g_unlink (photo);
  g_rmdir (outside);
}

// What was known before the program was closed.
static void
test_restart (MonitorFixture *f, gconstpointer data)
{
  guint n;

  asset_fixture_put (f, "/one.png", 0x203040);
  asset_fixture_start (f, "custom", ONE);
  fake_engine_wait (has_changes, f);
  n = g_list_model_get_n_items (get_history (f));
  cue_monitor_stop (f->monitor);
  g_clear_object (&f->monitor);

  // Meanwhile somebody put another picture there.
  asset_fixture_put (f, "/one.png", 0xa0b0c0);
  f->monitor = cue_monitor_new (f->profile, f->clock, f->secrets);
  cue_monitor_set_limits_path (f->monitor, f->limits_path);
  cue_monitor_start (f->monitor);
  fake_engine_wait_polls (f->monitor, 1);
  fake_engine_wait (has_changes, f);
  check_again (f);
  g_assert_cmpuint (g_list_model_get_n_items (get_history (f)), ==, n + 1);
  g_assert_true (asset_fixture_observed (f, "content"));
}

// A monitor that takes the place of another for the same event goes on where that was.
static void
test_inherit (MonitorFixture *f, gconstpointer data)
{
  g_autoptr (CueMonitor) before = NULL;
  CueAssetHistory *history;
  guint            n;

  asset_fixture_put (f, "/one.png", 0x203040);
  asset_fixture_start (f, "custom", ONE);
  fake_engine_wait (has_changes, f);
  history = cue_asset_watch_get_history (cue_monitor_get_assets (f->monitor));
  n = g_list_model_get_n_items (G_LIST_MODEL (history));
  before = g_steal_pointer (&f->monitor);
  cue_monitor_stop (before);
  f->monitor = cue_monitor_new (f->profile, f->clock, f->secrets);
  cue_monitor_set_limits_path (f->monitor, f->limits_path);
  cue_monitor_inherit (f->monitor, before);
  cue_monitor_start (f->monitor);
  fake_engine_wait_polls (f->monitor, 1);
  asset_fixture_wait (f);
  g_assert_true (history == cue_asset_watch_get_history (cue_monitor_get_assets (f->monitor)));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (history)), ==, n);
  g_assert_nonnull (cue_asset_item_get_facts (asset_fixture_get (f, "customBgImg916")));
}

static void
on_file_gone (gpointer data, GObject *file)
{
  (*(guint *) data)++;
}

// A service that names another address each time must not fill the memory.
static void
test_many (MonitorFixture *f, gconstpointer data)
{
  const guint    n_changes = 1000;
  CueAssetWatch *assets;
  CueAssetItem  *item;
  guint          n_gone = 0;

  monitor_fixture_make (f, CUE_PROFILE_SOURCE_STATE_URL);
  assets = cue_monitor_get_assets (f->monitor);
  item = asset_fixture_get (f, "postliveBgImg916");
  asset_fixture_set_state (f, "live", "");
  cue_monitor_start (f->monitor);
  fake_engine_wait_polls (f->monitor, 1);
  for (guint i = 0; i < n_changes; i++) {
    g_autofree char *text = g_strdup_printf ("{\"playerState\":\"live\",\"postliveBgImg916\":"
                                             "\"http://127.0.0.1:1/%u.png\"}",
                                             i);
    g_autoptr (GError) error = NULL;
    g_autoptr (JsonNode) node = json_from_string (text, &error);
    g_autoptr (CueEngineState) state = cue_engine_state_new_from_json (node, i, i, &error);

    g_assert_no_error (error);
    cue_asset_watch_set_state (assets, state);
    g_object_weak_ref (G_OBJECT (cue_asset_item_get_file (item)), on_file_gone, &n_gone);
    if (i % 100 == 0)
      fake_engine_settle ();
  }
  g_assert_cmpuint (n_gone, ==, n_changes - 1);
  g_assert_cmpuint (g_list_model_get_n_items (get_history (f)), <=, CUE_ASSET_HISTORY_MAX_CHANGES);
  g_object_weak_unref (G_OBJECT (cue_asset_item_get_file (item)), on_file_gone, &n_gone);
}

static gsize
get_resident (void)
{
  g_autofree char *text = NULL;
  unsigned long    pages = 0;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  g_assert_cmpint (sscanf (text, "%*u %lu", &pages), ==, 1);
  return pages * (gsize) sysconf (_SC_PAGESIZE);
}

static void
measure_folder (const char *path, guint *n, gint64 *bytes)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *inside = g_build_filename (path, name, NULL);
    struct stat      info;

    if (stat (inside, &info) != 0)
      continue;
    *bytes += info.st_size;
    (*n)++;
  }
}

// An event whose backend makes a new address for each answer, with another picture each time:
// CUE_MANY_ASSETS is how often, to look at the memory.
static void
test_many_fetched (MonitorFixture *f, gconstpointer data)
{
  const char      *wish = g_getenv ("CUE_MANY_ASSETS");
  guint            n_times = wish != NULL ? (guint) atoi (wish) : MANY;
  guint            n_gone = 0;
  guint            n_kept = 0;
  guint            n_records = 0;
  gint64           kept = 0;
  gint64           served = 0;
  gsize            resident = 0;
  g_autofree char *cache = cue_asset_loader_get_default_folder ();
  g_autofree char *contents = g_build_filename (cache, "content", NULL);
  g_autofree char *records = g_build_filename (cache, "addresses", NULL);

  asset_fixture_put (f, "/one.png", 0x203040);
  asset_fixture_start (f, "custom", ONE);
  for (guint i = 0; i < n_times; i++) {
    g_autofree char *path = g_strdup_printf ("/many-%u.png", i);
    g_autofree char *rest = g_strdup_printf ("\"customBgImg916\":\"%%s%s\"", path);
    g_autoptr (GBytes) png = asset_fixture_make_png (1080, 1920, 0x010203 * (i % 60) + i);
    CueAssetFile *file;

    if (i == n_times / 2)
      resident = get_resident ();
    if (i >= n_times / 2)
      served += (gint64) g_bytes_get_size (png);
    fake_engine_set_bytes (f->engine, path, "image/png", png);
    asset_fixture_set_state (f, "custom", rest);
    asset_fixture_poll (f);
    file = cue_asset_item_get_file (asset_fixture_get (f, "customBgImg916"));
    g_object_weak_ref (G_OBJECT (file), on_file_gone, &n_gone);
    g_assert_nonnull (cue_asset_file_get_content (file));
    g_assert_nonnull (cue_asset_facts_get_picture (cue_asset_file_get_facts (file)));
    g_assert_cmpuint (i - n_gone, <=, 1);
  }
  measure_folder (contents, &n_kept, &kept);
  measure_folder (records, &n_records, &kept);
  g_test_message ("the second half of %u addresses: %+.1f MiB resident, of which the server has "
                  "%.1f MiB; on the disk %u contents, %u records, %.1f MiB",
                  n_times,
                  ((double) get_resident () - (double) resident) / 1048576,
                  (double) served / 1048576,
                  n_kept,
                  n_records,
                  (double) kept / 1048576);
  g_assert_cmpuint (g_list_model_get_n_items (get_history (f)), <=, CUE_ASSET_HISTORY_MAX_CHANGES);
  cue_monitor_stop (f->monitor);
  g_clear_object (&f->monitor);
  g_assert_cmpuint (n_gone, ==, n_times);
}

// Whose signal lets the monitor go.
typedef enum {
  DROP_ON_CHANGED,
  DROP_ON_HAPPENED,
  DROP_ON_STATE,
  DROP_ON_ON_AIR,
  DROP_ON_HEALTH,
  DROP_ON_ITEM_SLOT,
  DROP_ON_ITEM_FILE,
  DROP_ON_ITEM_FACTS,
  DROP_ON_ITEM_BUSY,
  DROP_ON_ITEM_HEALTH,
  DROP_ON_ITEM_FINDINGS,
  DROP_ON_FINDINGS,
  DROP_ON_PROBLEM,
  DROP_ON_OBSERVATION,
  DROP_ON_FILE_FACTS,
  DROP_ON_FILE_CONTENT,
  DROP_ON_FILE_LOADING,
  N_DROPS,
} Drop;

static const char *const drops[] = {
  "changed",   "happened",    "state",      "on-air",       "health",        "item-slot",
  "item-file", "item-facts",  "item-busy",  "item-health",  "item-findings", "findings",
  "problem",   "observation", "file-facts", "file-content", "file-loading",
};
G_STATIC_ASSERT (G_N_ELEMENTS (drops) == N_DROPS);

typedef struct {
  MonitorFixture *f;
  gboolean        armed;
} Dropper;

static void
drop (Dropper *dropper)
{
  if (dropper->armed)
    g_clear_object (&dropper->f->monitor);
}

static void
connect_file (CueAssetItem *item, GParamSpec *pspec, Dropper *dropper)
{
  CueAssetFile *file = cue_asset_item_get_file (item);
  const char   *signal = g_object_get_data (G_OBJECT (item), "signal");

  if (file != NULL)
    g_signal_connect_swapped (file, signal, G_CALLBACK (drop), dropper);
}

static void
connect_drop (MonitorFixture *f, Drop which, Dropper *dropper)
{
  static const char *const watch_signals[] = {
    [DROP_ON_CHANGED] = "changed",       [DROP_ON_HAPPENED] = "happened",
    [DROP_ON_STATE] = "notify::state",   [DROP_ON_ON_AIR] = "notify::on-air",
    [DROP_ON_HEALTH] = "notify::health",
  };
  static const char *const item_signals[] = {
    [DROP_ON_ITEM_SLOT] = "notify::slot",     [DROP_ON_ITEM_FILE] = "notify::file",
    [DROP_ON_ITEM_FACTS] = "notify::facts",   [DROP_ON_ITEM_BUSY] = "notify::busy",
    [DROP_ON_ITEM_HEALTH] = "notify::health",
  };
  CueAssetWatch *assets = cue_monitor_get_assets (f->monitor);
  CueAssetItem  *item = asset_fixture_get (f, "customBgImg916");
  gpointer       from = assets;
  const char    *signal = "items-changed";

  if (which <= DROP_ON_HEALTH) {
    signal = watch_signals[which];
  } else if (which <= DROP_ON_ITEM_HEALTH) {
    from = item;
    signal = item_signals[which];
  } else if (which == DROP_ON_ITEM_FINDINGS) {
    from = cue_asset_item_get_findings (item);
  } else if (which == DROP_ON_FINDINGS) {
    from = cue_asset_watch_get_findings (assets);
  } else if (which == DROP_ON_PROBLEM) {
    from = cue_monitor_get_problems (f->monitor);
    signal = "raised";
  } else if (which == DROP_ON_OBSERVATION) {
    from = cue_monitor_get_observations (f->monitor);
  } else {
    g_object_set_data (G_OBJECT (item),
                       "signal",
                       (gpointer) (which == DROP_ON_FILE_FACTS     ? "notify::facts"
                                   : which == DROP_ON_FILE_CONTENT ? "notify::content"
                                                                   : "notify::loading"));
    g_signal_connect (item, "notify::file", G_CALLBACK (connect_file), dropper);
    return;
  }
  g_signal_connect_swapped (from, signal, G_CALLBACK (drop), dropper);
}

static gboolean
is_dropped_or_settled (gpointer data)
{
  MonitorFixture *f = data;

  return f->monitor == NULL || (fake_engine_count_polls (f->monitor) > 1 &&
                                cue_asset_watch_is_settled (cue_monitor_get_assets (f->monitor)));
}

static void
test_drop (MonitorFixture *f, gconstpointer data)
{
  Drop    which = GPOINTER_TO_UINT (data);
  Dropper dropper = { f, FALSE };

  asset_fixture_put (f, "/one.png", 0x203040);
  fake_engine_set (f->engine, "/two.png", 404, "text/plain", "gone");
  asset_fixture_start (f, "prelive", ONE);
  connect_drop (f, which, &dropper);
  if (which != DROP_ON_FILE_CONTENT) {
    asset_fixture_set_state (f, "custom", TWO);
  } else {
    asset_fixture_put (f, "/three.png", 0x7090a0);
    asset_fixture_set_state (f,
                             "custom",
                             "\"customText\":[\"a\"],\"customBgImg916\":\"%s/three.png\"");
  }
  dropper.armed = TRUE;
  cue_fake_clock_advance (CUE_FAKE_CLOCK (f->clock), CUE_SECONDS (6));
  fake_engine_wait (is_dropped_or_settled, f);
  g_assert_null (f->monitor);
  fake_engine_settle ();
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                  \
  g_test_add ("/monitor/asset-record/" name, \
              MonitorFixture,                \
              NULL,                          \
              monitor_fixture_set_up,        \
              function,                      \
              monitor_fixture_tear_down)
  ADD ("changes", test_changes);
  ADD ("never-fetched", test_never_fetched);
  ADD ("restart", test_restart);
  ADD ("inherit", test_inherit);
  g_test_add_func ("/monitor/asset-record/forget", test_forget);
  ADD ("many", test_many);
  ADD ("many-fetched", test_many_fetched);
  for (guint i = 0; i < N_DROPS; i++) {
    g_autofree char *path = g_strconcat ("/monitor/asset-record/drop/", drops[i], NULL);

    g_test_add (path,
                MonitorFixture,
                GUINT_TO_POINTER (i),
                monitor_fixture_set_up,
                test_drop,
                monitor_fixture_tear_down);
  }
  return g_test_run ();
}
