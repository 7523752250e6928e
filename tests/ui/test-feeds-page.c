// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui-feed.h"
#include "ui-feeds.h"

#include <glib/gstdio.h>

#include "cue-compat.h"
#include "cue-demo-feeds.h"
#include "cue-feed-connection.h"
#include "cue-feed-look.h"
#include "cue-feeds-page.h"

/* From the page of feeds down to the service. */

typedef struct {
  UiFeedDesk    world;
  CueFeedsPage *page;
} UiFeeds;

static void
set_up (UiFeeds *f, gconstpointer data)
{
  ui_feed_desk_set_up (&f->world, data);
  f->page = g_object_new (CUE_TYPE_FEEDS_PAGE, NULL);
}

static void
tear_down (UiFeeds *f, gconstpointer data)
{
  ui_feed_desk_tear_down (&f->world, data);
}

static CueFeedSource *
get_source (UiFeeds *f)
{
  return cue_feeds_view_get_source (cue_feeds_page_get_events (f->page));
}

static CueFeedView *
get_view (UiFeeds *f)
{
  return cue_feeds_view_get_view (cue_feeds_page_get_events (f->page));
}

static guint
count_rows (UiFeeds *f)
{
  return g_list_model_get_n_items (G_LIST_MODEL (cue_feed_view_get_rows (get_view (f))));
}

static gboolean
has_answer (gpointer data)
{
  CueFeedSource *source = get_source (data);

  return source != NULL && !cue_feed_source_get_busy (source) &&
         cue_feed_source_get_answered (source) != 0;
}

static void
wait_for_answer (UiFeeds *f)
{
  fake_engine_wait (has_answer, f);
  ui_feed_view_settle (get_view (f));
  ui_settle (f->world.ui.window);
}

static void
act (UiFeeds *f, const char *action)
{
  g_assert_true (
    gtk_widget_activate_action (GTK_WIDGET (cue_feeds_page_get_events (f->page)), action, NULL));
}

static void
open_page (UiFeeds *f)
{
  ui_fixture_show (&f->world.ui, GTK_WIDGET (f->page), 1040, 720);
  cue_feeds_page_set_desk (f->page, f->world.desk);
}

static void
choose (UiFeeds *f, const char *feed)
{
  g_autoptr (CueFeedDeskConnection)
    connection = g_list_model_get_item (G_LIST_MODEL (f->world.desk), 0);

  cue_feed_desk_connection_add_source (connection, feed);
  cue_feeds_page_choose (f->page, cue_desk_connection_get_id (connection), feed);
}

static void
test_none (UiFeeds *f, gconstpointer data)
{
  ui_fixture_show (&f->world.ui, GTK_WIDGET (f->page), 800, 600);
  g_assert_true (ui_shows (f->world.ui.window, "No 10Duke Feeds Yet"));
  g_assert_null (get_source (f));
  act (f, "feeds.follow");
  act (f, "feeds.clear-filter");
  act (f, "feeds.copy-raw");
}

/* Whoever looks gets the newest page, and nothing is asked before. */
static void
test_pages (UiFeeds *f, gconstpointer data)
{
  guint first;

  cue_feeds_page_set_desk (f->page, f->world.desk);
  g_assert_cmpuint (cue_simulator_get_requests (f->world.simulator, "tenduke"), ==, 0);
  ui_fixture_show (&f->world.ui, GTK_WIDGET (f->page), 1040, 720);
  wait_for_answer (f);
  first = count_rows (f);
  g_assert_cmpuint (first, >, 0);
  act (f, "feeds.older");
  wait_for_answer (f);
  g_assert_cmpuint (count_rows (f), >, first);

  /* The filter is as it was when one comes back from another feed. */
  cue_feed_filter_set_only_failed (cue_feed_view_get_filter (get_view (f)), TRUE);
  choose (f, "audience-app");
  wait_for_answer (f);
  g_assert_false (cue_feed_filter_get_only_failed (cue_feed_view_get_filter (get_view (f))));
  choose (f, "my-app-events");
  g_assert_true (cue_feed_filter_get_only_failed (cue_feed_view_get_filter (get_view (f))));
  act (f, "feeds.clear-filter");
  g_assert_true (cue_feed_filter_is_empty (cue_feed_view_get_filter (get_view (f))));
}

static void
test_empty_and_refused (UiFeeds *f, gconstpointer data)
{
  open_page (f);
  wait_for_answer (f);
  choose (f, "quiet-app");
  wait_for_answer (f);
  g_assert_true (ui_shows (f->world.ui.window, "No Events"));

  g_assert_true (cue_simulator_set_fault_variant (f->world.simulator, "TB-10", "json"));
  choose (f, "some-other-app");
  wait_for_answer (f);
  g_assert_true (cue_feed_source_get_failed (get_source (f)));
  g_assert_true (ui_shows (f->world.ui.window, "No Events Came"));
  cue_simulator_clear_faults (f->world.simulator);
}

static gboolean
has_all (gpointer data)
{
  CueFeedSource *source = get_source (data);

  return !cue_feed_source_get_busy (source) && cue_feed_source_get_pages_read (source) > 1;
}

static gboolean
is_busy (gpointer data)
{
  return cue_feed_source_get_busy (get_source (data));
}

static gboolean
is_not_busy (gpointer data)
{
  return !is_busy (data);
}

static void
test_range (UiFeeds *f, gconstpointer data)
{
  CueFeedRange range = { 0 };

  open_page (f);
  wait_for_answer (f);
  range.after = cue_feed_log_get_oldest_ns (cue_feed_source_get_log (get_source (f))) - 1;
  cue_feed_source_set_page_size (get_source (f), 20);
  cue_feed_source_load_range (get_source (f), &range);
  fake_engine_wait (has_all, f);
  ui_feed_view_settle (get_view (f));
  g_assert_cmpuint (count_rows (f), >=, 100);

  /* A load that goes on can be stopped; what came stays. */
  g_assert_true (cue_simulator_set_switch (f->world.simulator, "tenduke-delay", "500", NULL));
  cue_feed_source_load_range (get_source (f), &range);
  fake_engine_wait (is_busy, f);
  ui_settle (f->world.ui.window);
  act (f, "feeds.stop");
  fake_engine_wait (is_not_busy, f);
}

static gboolean
is_following (gpointer data)
{
  CueFeedSource *source = get_source (data);

  return cue_feed_source_get_state (source) == CUE_FEED_SOURCE_LISTENING;
}

static void
test_follow (UiFeeds *f, gconstpointer data)
{
  open_page (f);
  wait_for_answer (f);
  act (f, "feeds.follow");
  g_assert_true (cue_feed_source_get_following (get_source (f)));
  fake_engine_wait (is_following, f);
  ui_settle (f->world.ui.window);
  g_assert_true (ui_shows (f->world.ui.window, "Following"));
  act (f, "feeds.follow");
  g_assert_false (cue_feed_source_get_following (get_source (f)));
}

static void
test_select (UiFeeds *f, gconstpointer data)
{
  CueFeedsView *events = cue_feeds_page_get_events (f->page);
  CueIdRows    *rows;
  guint64       id;

  open_page (f);
  wait_for_answer (f);
  rows = cue_feed_view_get_rows (get_view (f));
  id = cue_id_rows_get_id_at (rows, 20);
  gtk_widget_activate_action (GTK_WIDGET (events), "feeds.select", "t", id);
  ui_settle (f->world.ui.window);
  g_assert_cmpuint (cue_id_rows_get_selected_id (rows), ==, id);
  gtk_widget_activate_action (GTK_WIDGET (events), "feeds.add-column", "s", "$.data.leaseId");
  g_assert_cmpstr (cue_feed_view_get_columns (get_view (f))[0], ==, "data.leaseId");
  gtk_widget_activate_action (GTK_WIDGET (events), "feeds.zone", "s", "utc");
  g_assert_cmpint (cue_feed_view_get_zone (get_view (f)), ==, CUE_MOMENT_UTC);
  gtk_widget_activate_action (GTK_WIDGET (events), "feeds.page-size", "s", "500");
  g_assert_cmpuint (cue_feed_source_get_page_size (get_source (f)), ==, 500);
  gtk_widget_activate_action (GTK_WIDGET (events),
                              "feeds.filter-facet",
                              "(is)",
                              CUE_FEED_FACET_TYPE,
                              "LicenseConsumed");
  ui_feed_view_settle (get_view (f));
  g_assert_cmpuint (count_rows (f), <, 100);
  act (f, "feeds.unselect");
  g_assert_cmpuint (cue_id_rows_get_selected_id (rows), ==, 0);

  for (guint i = 0; i < 3; i++) {
    static const char *const parts[] = { "groups", "drift", "list" };

    gtk_widget_activate_action (GTK_WIDGET (events), "feeds.show-part", "s", parts[i]);
    ui_settle (f->world.ui.window);
  }
}

/* ---- what is kept, and what is written elsewhere ----------------------------------------------
 */

/* Columns and filter are as they were after a restart, each feed with its own. */
static void
test_kept (UiFeeds *f, gconstpointer data)
{
  CueFeedSource   *source;
  g_autofree char *kept = NULL;
  g_autoptr (CueFeedView) again = NULL;
  const char *const *columns;

  open_page (f);
  wait_for_answer (f);
  source = get_source (f);
  g_assert_null (cue_feed_source_dup_look (source));
  g_assert_true (cue_feed_view_add_column (get_view (f), "data.leaseId"));
  g_assert_true (cue_feed_view_add_column (get_view (f), "data.licensedItemName"));
  cue_feed_filter_set_only_failed (cue_feed_view_get_filter (get_view (f)), TRUE);
  cue_feed_filter_set_text (cue_feed_view_get_filter (get_view (f)), "it's “this”");
  cue_feed_filter_set_field (cue_feed_view_get_filter (get_view (f)), "data.userId", "u-1");
  cue_feed_filter_set_value (cue_feed_view_get_filter (get_view (f)),
                             CUE_FEED_FACET_TYPE,
                             "LicenseConsumed");
  kept = cue_feed_source_dup_look (source);
  g_assert_nonnull (kept);

  again = cue_feed_view_new (cue_feed_source_get_log (source));
  cue_feed_look_apply (again, kept);
  columns = cue_feed_view_get_columns (again);
  g_assert_cmpuint (g_strv_length ((char **) columns), ==, 2);
  g_assert_cmpstr (columns[0], ==, "data.leaseId");
  g_assert_true (cue_feed_filter_get_only_failed (cue_feed_view_get_filter (again)));
  g_assert_cmpstr (cue_feed_filter_get_text (cue_feed_view_get_filter (again)), ==, "it's “this”");
  g_assert_cmpstr (cue_feed_filter_get_field_value (cue_feed_view_get_filter (again)), ==, "u-1");
  g_assert_cmpstr (cue_feed_filter_get_value (cue_feed_view_get_filter (again),
                                              CUE_FEED_FACET_TYPE),
                   ==,
                   "LicenseConsumed");

  /* A damaged text is as good as none. */
  cue_feed_look_apply (again, "{'columns': <7>, 'text': [");
  cue_feed_look_apply (again, "{'columns': <7>, 'zone': <uint32 99>}");

  choose (f, "audience-app");
  wait_for_answer (f);
  g_assert_null (cue_feed_source_dup_look (get_source (f)));
}

static char *
make_positions_path (const char *profile_id)
{
  return g_build_filename (g_get_user_state_dir (), "cuelight", "feeds", profile_id, NULL);
}

static gboolean
is_look_on_disk (gpointer path)
{
  g_autofree char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) && strstr (text, "look:") != NULL &&
         strstr (text, "LicenseConsumed") != NULL;
}

/* The same down to the disk: another desk of the same event finds it there. */
static void
test_restart (UiFeeds *f, gconstpointer data)
{
  g_autoptr (CueConnectionList) profile = cue_connection_list_new (CUE_TYPE_FEED_CONNECTION);
  g_autoptr (JsonNode) node = cue_simulator_describe (f->world.simulator);
  g_autofree char   *id = g_uuid_string_random ();
  g_autofree char   *path = make_positions_path (id);
  const char *const *columns;

  cue_demo_feeds_read (profile, json_node_get_object (node), f->world.ui.secrets, id);
  g_object_unref (f->world.desk);
  f->world.desk = cue_feed_desk_new (profile, id, FALSE, f->world.http, f->world.ui.secrets);
  open_page (f);
  wait_for_answer (f);
  g_assert_true (cue_feed_view_add_column (get_view (f), "data.leaseId"));
  cue_feed_filter_set_value (cue_feed_view_get_filter (get_view (f)),
                             CUE_FEED_FACET_TYPE,
                             "LicenseConsumed");
  fake_engine_wait (is_look_on_disk, path);

  cue_feeds_page_set_desk (f->page, NULL);
  g_object_unref (f->world.desk);
  f->world.desk = cue_feed_desk_new (profile, id, FALSE, f->world.http, f->world.ui.secrets);
  cue_feeds_page_set_desk (f->page, f->world.desk);
  wait_for_answer (f);
  columns = cue_feed_view_get_columns (get_view (f));
  g_assert_cmpuint (g_strv_length ((char **) columns), ==, 1);
  g_assert_cmpstr (columns[0], ==, "data.leaseId");
  g_assert_cmpstr (cue_feed_filter_get_value (cue_feed_view_get_filter (get_view (f)),
                                              CUE_FEED_FACET_TYPE),
                   ==,
                   "LicenseConsumed");
  g_assert_cmpint (g_remove (path), ==, 0);
}

static GFile *
choose_name (const char *name, gpointer data)
{
  char **proposed = data;

  g_free (*proposed);
  *proposed = g_strdup (name);
  return g_file_new_build_filename (g_get_user_data_dir (), name, NULL);
}

static GFile *
choose_none (const char *name, gpointer data)
{
  guint *asked = data;

  *asked += 1;
  return NULL;
}

static void
ask_export (UiFeeds *f, const char *format)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (cue_feeds_page_get_events (f->page)),
                                             "feeds.export",
                                             "s",
                                             format));
}

static gboolean
is_one (gpointer asked)
{
  return *(guint *) asked == 1;
}

/* In place of the window, which says it in a toast. */
static void
on_toast (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  char **said = data;

  g_free (*said);
  *said = g_variant_dup_string (parameter, NULL);
}

static gboolean
is_said (gpointer said)
{
  return *(char **) said != NULL;
}

static char *
export_as (UiFeeds *f, const char *format, const char *name)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) action = g_simple_action_new ("toast", G_VARIANT_TYPE_STRING);
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), name, NULL);
  g_autofree char *expected = g_strdup_printf ("%u events exported", count_rows (f));
  g_autofree char *proposed = NULL;
  g_autofree char *said = NULL;
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_data_dir (), 0700), ==, 0);
  g_signal_connect (action, "activate", G_CALLBACK (on_toast), &said);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  gtk_widget_insert_action_group (f->world.ui.window, "window", G_ACTION_GROUP (group));
  cue_compat_set_file_chooser (choose_name, &proposed);
  ask_export (f, format);
  fake_engine_wait (is_said, &said);
  cue_compat_set_file_chooser (NULL, NULL);
  gtk_widget_insert_action_group (f->world.ui.window, "window", NULL);
  g_assert_cmpstr (said, ==, expected);
  g_assert_cmpstr (proposed, ==, name);
  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  g_assert_no_error (error);
  g_remove (path);
  return text;
}

static guint
count_lines (const char *text)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += *text == '\n';

  return n;
}

/* From the menu of the page to a file: what is shown, with the columns of one's own. */
static void
test_export (UiFeeds *f, gconstpointer data)
{
  g_autofree char *csv = NULL;
  g_autofree char *lines = NULL;
  const char      *heading_end;
  guint            asked = 0;

  open_page (f);
  wait_for_answer (f);
  g_assert_true (cue_feed_view_add_column (get_view (f), "data.leaseId"));
  cue_feed_filter_set_only_failed (cue_feed_view_get_filter (get_view (f)), TRUE);
  ui_feed_view_settle (get_view (f));
  g_assert_cmpuint (count_rows (f), >, 0);
  g_assert_cmpuint (count_rows (f), <, 100);

  /* Who closes the question wants none, and may ask again. */
  cue_compat_set_file_chooser (choose_none, &asked);
  ask_export (f, "csv");
  fake_engine_wait (is_one, &asked);

  csv = export_as (f, "csv", "my-app-events.csv");
  heading_end = strchr (csv, '\n');
  g_assert_nonnull (heading_end);
  g_assert_nonnull (g_strstr_len (csv, heading_end - csv, "data.leaseId"));
  g_assert_cmpuint (count_lines (csv), ==, count_rows (f) + 1);

  lines = export_as (f, "jsonl", "my-app-events.jsonl");
  g_assert_cmpuint (count_lines (lines), ==, count_rows (f));
  g_assert_true (g_str_has_prefix (lines, "{"));
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*func) (UiFeeds *f, gconstpointer data);
  } tests[] = {
    { "/feeds-page/none", test_none },
    { "/feeds-page/pages", test_pages },
    { "/feeds-page/empty-and-refused", test_empty_and_refused },
    { "/feeds-page/range", test_range },
    { "/feeds-page/follow", test_follow },
    { "/feeds-page/select", test_select },
    { "/feeds-page/kept", test_kept },
    { "/feeds-page/restart", test_restart },
    { "/feeds-page/export", test_export },
  };

  if (!ui_fixture_init (&argc, &argv))
    return 0;

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, UiFeeds, NULL, set_up, tests[i].func, tear_down);

  return g_test_run ();
}
