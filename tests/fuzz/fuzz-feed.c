// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* Any bytes as pages of a feed, with the byte 0x1e between them. What the quick reader takes and
 * refuses is held against the strict scan of base. */

#include "cue-diagnostic.h"
#include "cue-error.h"
#include "cue-feed-drift.h"
#include "cue-feed-export-private.h"
#include "cue-feed-groups.h"
#include "cue-feed-histogram.h"
#include "cue-feed-reader.h"
#include "cue-filtered-feed.h"
#include "cue-json-scan.h"

#include "fuzz.h"

#include <string.h>

#define MAX_PAGES  8
#define MAX_LOOKED 40

static gboolean
is_container (const char *bytes, gsize size)
{
  while (size > 0 && strchr (" \t\r\n", *bytes) != NULL && *bytes != '\0') {
    bytes++;
    size--;
  }
  return size > 0 && (*bytes == '{' || *bytes == '[');
}

static void
check_verdict (const char *bytes, gsize size, CueFeedPage *page, const GError *error)
{
  g_autoptr (GError) strict = NULL;
  CueJsonScan scan = { NULL, NULL };
  gboolean    is_json = cue_json_scan (bytes, size, &scan, &strict);

  if (page == NULL) {
    g_assert_nonnull (error);
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
    g_assert_false (is_json && is_container (bytes, size));
  } else {
    g_assert_null (error);
    /* It counts what would cost json-glib time; that is another limit. */
    g_assert_true (is_json || g_error_matches (strict, CUE_ERROR, CUE_ERROR_TOO_LARGE));
  }
}

static void
check_text (const char *text)
{
  if (text != NULL)
    g_assert_true (g_utf8_validate (text, -1, NULL));
}

static void
check_json (const char *json, gsize length)
{
  CueJsonScan scan = { NULL, NULL };
  g_autoptr (GError) error = NULL;

  if (!cue_json_scan (json, length, &scan, &error))
    g_assert_error (error, CUE_ERROR, CUE_ERROR_TOO_LARGE);
}

static void
check_event (CueFeedEvent *event)
{
  gsize            length;
  const char      *json = g_bytes_get_data (cue_feed_event_get_json (event), &length);
  g_autofree char *subject = cue_feed_event_dup_subject (event);
  g_autofree char *result = cue_feed_event_dup_result (event);
  g_autofree char *words = cue_feed_event_dup_marks_words (event);
  g_autofree char *received = cue_feed_stamp_format (cue_feed_event_get_received_ns (event));
  g_autofree char *time = cue_feed_stamp_format (cue_feed_event_get_time_ns (event));
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) scratch = g_string_new (NULL);

  check_json (json, length);
  check_text (subject);
  check_text (result);
  check_text (words);
  check_text (received);
  check_text (time);
  check_text (cue_feed_event_get_user (event));
  check_text (cue_feed_event_get_licence (event));
  for (guint i = 0; i < CUE_FEED_N_TEXTS; i++)
    check_text (cue_feed_event_get_text (event, (CueFeedText) i));
  for (guint i = 0; i < CUE_FEED_N_FACETS; i++) {
    g_autofree char *facet = cue_feed_event_dup_facet (event, (CueFeedFacet) i);

    check_text (facet);
  }
  cue_feed_export_append_csv (text, json, length, NULL, 0, scratch);
  check_text (text->str);
  g_string_truncate (text, 0);
  cue_feed_export_append_line (text, json, length);
  g_assert_cmpint (text->str[text->len - 1], ==, '\n');
  g_assert_null (memchr (text->str, '\n', text->len - 1));
  check_json (text->str, text->len);
}

/* Each field that a log names can be asked for by that name. */
static void
check_paths (CueFeedLog *log)
{
  g_autoptr (GPtrArray) paths = cue_feed_log_get_paths (log);
  g_autoptr (CueFeedFilter) filter = cue_feed_filter_new ();
  g_autoptr (CueFilteredFeed) feed = cue_filtered_feed_new (log, filter);

  for (guint i = 0; i < paths->len && i < MAX_LOOKED; i++) {
    const char *path = g_ptr_array_index (paths, i);
    g_autoptr (GError) error = NULL;

    check_text (path);
    cue_feed_path_free (cue_feed_path_new (path, &error));
    g_assert_no_error (error);
    cue_feed_filter_set_field (filter, path, i % 2 == 0 ? NULL : "1");
    cue_filtered_feed_settle (feed);
    g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (feed)),
                      <=,
                      g_list_model_get_n_items (G_LIST_MODEL (log)));
  }
}

static void
check_figures (CueFeedLog *log)
{
  g_autoptr (CueFeedFilter) filter = cue_feed_filter_new ();
  g_autoptr (CueFilteredFeed) feed = cue_filtered_feed_new (log, filter);
  g_autoptr (CueFeedGroups) groups = cue_feed_groups_new (feed, CUE_FEED_GROUP_BY_TYPE);
  g_autoptr (CueFeedHistogram) histogram = cue_feed_histogram_new (log, filter);
  g_autoptr (CueFeedDrift) drift = cue_feed_drift_new (log);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (log));
  guint n_grouped = 0;
  guint n_binned;

  for (guint by = 0; by <= CUE_FEED_GROUP_BY_RESULT; by++) {
    cue_feed_groups_set_by (groups, (CueFeedGroupBy) by);
    cue_feed_groups_settle (groups);
    n_grouped = 0;
    for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (groups)); i++) {
      g_autoptr (CueFeedGroup) group = g_list_model_get_item (G_LIST_MODEL (groups), i);

      check_text (cue_feed_group_get_key (group));
      n_grouped += cue_feed_group_get_count (group);
    }
    g_assert_cmpuint (n_grouped, ==, n);
  }
  cue_feed_histogram_settle (histogram);
  n_binned = cue_feed_histogram_get_untimed (histogram);
  for (guint i = 0; i < cue_feed_histogram_get_n_bins (histogram); i++) {
    CueFeedBin bin;

    cue_feed_histogram_get_bin (histogram, i, &bin);
    g_assert_cmpuint (bin.failed, <=, bin.count);
    n_binned += bin.count;
  }
  g_assert_cmpuint (n_binned, ==, n);
  cue_feed_drift_set_since_ns (drift, cue_feed_log_get_newest_ns (log));
  cue_feed_filter_set_text (filter, "a");
  cue_filtered_feed_settle (feed);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *at = (const char *) data;
  const char *end = at + size;
  g_autoptr (CueFeedLog) log = cue_feed_log_new (100000, CUE_FEED_LOG_DEFAULT_BYTES);
  gint64 before = G_MININT64;

  for (guint i = 0; i < MAX_PAGES && at <= end; i++) {
    const char *stop = at < end ? memchr (at, 0x1e, (gsize) (end - at)) : NULL;
    gsize       length = (gsize) ((stop != NULL ? stop : end) - at);
    g_autoptr (GBytes) body = g_bytes_new_static (at, length);
    g_autoptr (GError) error = NULL;
    g_autoptr (CueFeedPage) page = cue_feed_reader_read (body, &error);

    check_verdict (at, length, page, error);
    if (page != NULL) {
      CueFeedTaken taken;

      cue_feed_log_add (log, page, &taken);
      g_assert_cmpuint (taken.added + taken.repeated, ==, cue_feed_page_get_n_events (page));
      check_text (cue_feed_page_get_uri (page));
      for (guint j = 0; j < cue_feed_page_get_diagnostics (page)->len; j++)
        check_text (
          cue_diagnostic_get_message (g_ptr_array_index (cue_feed_page_get_diagnostics (page), j)));
    }
    at += length + 1;
  }
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (log)) && i < MAX_LOOKED; i++) {
    g_autoptr (CueFeedEvent) event = g_list_model_get_item (G_LIST_MODEL (log), i);
    gint64 ns = cue_feed_event_get_received_ns (event);
    guint  position;

    check_event (event);
    g_assert_true (cue_feed_log_find (log, cue_feed_event_get_id (event), &position));
    g_assert_cmpuint (position, ==, i);
    if (ns != CUE_FEED_NO_TIME) {
      g_assert_cmpint (ns, >=, before);
      before = ns;
    }
  }
  check_paths (log);
  check_figures (log);
  return 0;
}
