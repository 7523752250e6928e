// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* Events of a feed in files. */

#include "cue-error.h"
#include "cue-feed-export.h"
#include "feed-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  CueFeedLog      *log;
  CueFeedFilter   *filter;
  CueFilteredFeed *feed;
  char            *directory;
  char            *path;
  GFile           *file;
  gboolean         done;
  guint            n_written;
  GError          *error;
  goffset          progress;
  goffset          total;
} World;

static World *
new_world (void)
{
  World *world = g_new0 (World, 1);

  world->log = cue_feed_log_new (CUE_FEED_LOG_DEFAULT_ROWS, CUE_FEED_LOG_DEFAULT_BYTES);
  world->filter = cue_feed_filter_new ();
  world->feed = cue_filtered_feed_new (world->log, world->filter);
  world->directory = g_dir_make_tmp ("cuelight-feed.XXXXXX", NULL);
  g_assert_nonnull (world->directory);
  world->path = g_build_filename (world->directory, "events", NULL);
  world->file = g_file_new_for_path (world->path);
  return world;
}

static void
free_world (World *world)
{
  g_object_unref (world->feed);
  g_object_unref (world->filter);
  g_object_unref (world->log);
  g_unlink (world->path);
  g_assert_cmpint (g_rmdir (world->directory), ==, 0);
  g_free (world->directory);
  g_free (world->path);
  g_object_unref (world->file);
  g_clear_error (&world->error);
  g_free (world);
}

static void
on_progress (goffset current, goffset total, gpointer data)
{
  World *world = data;

  g_assert_false (world->done);
  g_assert_cmpint (current, >, world->progress);
  world->progress = current;
  world->total = total;
}

static void
on_exported (GObject *source, GAsyncResult *result, gpointer data)
{
  World *world = data;

  world->done = TRUE;
  world->n_written = cue_feed_export_finish (result, &world->error);
}

static void export(World              *world,
                   CueFeedExportFormat format,
                   const char *const  *paths,
                   GCancellable       *cancellable)
{
  gint64 until = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  world->done = FALSE;
  world->progress = 0;
  g_clear_error (&world->error);
  cue_feed_export_async (world->feed,
                         world->file,
                         format,
                         paths,
                         cancellable,
                         on_progress,
                         world,
                         on_exported,
                         world);
  /* What becomes of the list afterwards does not matter. */
  cue_feed_log_clear (world->log);
  while (!world->done && g_get_monotonic_time () < until)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (world->done);
}

static void
assert_file (World *world, const char *expected)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (world->path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, expected);
}

static const char events[] =
  "[{'eventType':'=HYPERLINK(1)','eventId':'a','eventReceived':1792000000123456789,\n"
  "  "
  "'eventObjectType':'user','eventObjectId':'-1+1','data':{'userId':'+33','eventTime':"
  "1792000000123,\n"
  "  'licensedItemName':'Demo, \\\"Pro\\\"','number':-5,'deep':{'a': [1,  "
  "2]},'errorInfo':{'error':'@x',\n"
  "  'errorDescription':'line\\nbreak'}}},\n"
  " {'eventType':'B \\\\\\\" x','data':'  cipher '}]";

static void
test_csv (void)
{
  static const char *const paths[] = {
    "data.number", "data.deep", "no..path", "data.missing", NULL
  };
  World *world = new_world ();

  feed_fixture_add (world->log, events);
  export(world, CUE_FEED_EXPORT_CSV, paths, NULL);
  g_assert_no_error (world->error);
  g_assert_cmpuint (world->n_written, ==, 2);
  assert_file (
    world,
    "received,time,eventReceived,eventTime,eventType,eventId,eventSourceId,eventObjectType,"
    "eventObjectId,userId,licensedItemName,licenseId,error,errorDescription,requestId,leaseId,"
    "data.number,data.deep,data.missing\r\n"
    "2026-10-14T17:46:40.123456789Z,2026-10-14T17:46:40.123Z,1792000000123456789,1792000000123,"
    "\"'=HYPERLINK(1)\",a,,user,\"'-1+1\",\"'+33\",\"Demo, "
    "\"\"Pro\"\"\",,\"'@x\",\"line\nbreak\",,,"
    "-5,\"{\"\"a\"\": [1,  2]}\",\r\n"
    ",,,,\"B \\\"\" x\",,,,,,,,,,,,,,\r\n");
  free_world (world);
}

static void
test_json_lines (void)
{
  World *world = new_world ();

  feed_fixture_add (world->log, events);
  export(world, CUE_FEED_EXPORT_JSON_LINES, NULL, NULL);
  g_assert_no_error (world->error);
  g_assert_cmpuint (world->n_written, ==, 2);
  assert_file (
    world,
    "{\"eventType\":\"=HYPERLINK(1)\",\"eventId\":\"a\",\"eventReceived\":1792000000123456789,"
    "\"eventObjectType\":\"user\",\"eventObjectId\":\"-1+1\",\"data\":{\"userId\":\"+33\","
    "\"eventTime\":"
    "1792000000123,\"licensedItemName\":\"Demo, \\\"Pro\\\"\",\"number\":-5,\"deep\":{\"a\":[1,2]},"
    "\"errorInfo\":{\"error\":\"@x\",\"errorDescription\":\"line\\nbreak\"}}}\n"
    "{\"eventType\":\"B \\\\\\\" x\",\"data\":\"  cipher \"}\n");
  free_world (world);
}

/* What is shown is what is written, in its order; of thousands progress is told. */
static void
test_shown (void)
{
  World *world = new_world ();
  g_autoptr (GString)
    text = feed_fixture_make_page (20000, G_GINT64_CONSTANT (1792000000000000000), 1000);
  g_autoptr (CueFeedPage) page = feed_fixture_read_bytes (text->str, (gssize) text->len, NULL);
  g_autofree char *written = NULL;
  GStatBuf         status;
  guint            n_lines = 0;

  cue_feed_log_add (world->log, page, NULL);
  cue_feed_filter_set_value (world->filter, CUE_FEED_FACET_TYPE, "LicenseReleased");
  cue_filtered_feed_settle (world->feed);
  export(world, CUE_FEED_EXPORT_JSON_LINES, NULL, NULL);
  g_assert_no_error (world->error);
  g_assert_cmpuint (world->n_written, ==, 6667);
  g_assert_cmpint (world->progress, >, 0);
  g_assert_cmpint (world->total, ==, 6667);
  g_assert_true (g_file_get_contents (world->path, &written, NULL, NULL));
  for (const char *at = strchr (written, '\n'); at != NULL; at = strchr (at + 1, '\n'))
    n_lines++;
  g_assert_cmpuint (n_lines, ==, 6667);
  g_assert_null (strstr (written, "LicenseConsumed"));
  /* They may name persons. */
  g_assert_cmpint (g_stat (world->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 077, ==, 0);
  free_world (world);
}

/* The file is whole, or it is as it was. */
static void
test_atomic (void)
{
  World *world = new_world ();
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();

  g_assert_true (g_file_set_contents (world->path, "before", -1, NULL));
  feed_fixture_add (world->log, events);
  g_cancellable_cancel (cancelled);
  export(world, CUE_FEED_EXPORT_CSV, NULL, cancelled);
  g_assert_error (world->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_file (world, "before");

  g_clear_object (&world->file);
  world->file = g_file_new_build_filename (world->directory, "nowhere", "events", NULL);
  export(world, CUE_FEED_EXPORT_CSV, NULL, NULL);
  g_assert_error (world->error, CUE_ERROR, CUE_ERROR_STORAGE);
  g_assert_cmpuint (world->n_written, ==, 0);
  free_world (world);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tenduke/feed-export/csv", test_csv);
  g_test_add_func ("/tenduke/feed-export/json-lines", test_json_lines);
  g_test_add_func ("/tenduke/feed-export/shown", test_shown);
  g_test_add_func ("/tenduke/feed-export/atomic", test_atomic);
  return g_test_run ();
}
