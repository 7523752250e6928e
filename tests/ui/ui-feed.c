// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui-feed.h"

#include "cue-feed-reader.h"

void
ui_feed_log_add_text (CueFeedLog *log, const char *objects)
{
  g_autofree char *text = g_strdup_printf ("{\"uri\":\"feed\",\"objects\":[%s]}", objects);
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (CueFeedPage) page = cue_feed_reader_read (body, &error);
  CueFeedTaken taken;

  g_assert_no_error (error);
  cue_feed_log_add (log, page, &taken);
  g_assert_cmpuint (taken.added, >, 0);
}

static void
append_event (GString *text, guint number)
{
  gboolean signing_in = number % 5 == 4;
  gboolean failed = number % 10 == 7;

  g_string_append_printf (text,
                          "%s{\"eventType\":\"%s\",\"eventId\":\"e-%u\","
                          "\"eventSourceId\":\"feed\",\"eventObjectType\":\"user\","
                          "\"eventObjectId\":\"u-%u\",\"eventReceived\":%" G_GINT64_FORMAT
                          ",\"version\":\"1.20.0\",\"data\":{\"licensedItemName\":\"Modeller %u\","
                          "\"leaseId\":\"l-%u\",\"requestId\":\"r-%u\",\"userId\":\"u-%u\","
                          "\"eventTime\":%" G_GINT64_FORMAT "%s}}",
                          text->len > 0 ? "," : "",
                          signing_in ? "UserAuthenticated" : "LicenseConsumed",
                          number,
                          number % 40,
                          UI_FEED_START_NS + number * UI_FEED_NS_PER_S,
                          number % 4,
                          number % 100,
                          number / 3,
                          number % 40,
                          (UI_FEED_START_NS + number * UI_FEED_NS_PER_S) / 1000000 - 250,
                          failed ? ",\"errorInfo\":{\"error\":\"insufficientSeats\","
                                   "\"errorDescription\":\"No free seat\"}"
                                 : "");
}

void
ui_feed_log_add (CueFeedLog *log, guint first, guint n_events)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n_events; i++)
    append_event (text, first + i);

  ui_feed_log_add_text (log, text->str);
}

CueFeedLog *
ui_feed_log_new (guint n_events)
{
  CueFeedLog *log = cue_feed_log_new (CUE_FEED_LOG_DEFAULT_ROWS, CUE_FEED_LOG_DEFAULT_BYTES);

  if (n_events > 0)
    ui_feed_log_add (log, 0, n_events);

  return log;
}

void
ui_feed_view_settle (CueFeedView *view)
{
  cue_filtered_feed_settle (cue_feed_view_get_filtered (view));
  cue_feed_histogram_settle (cue_feed_view_get_histogram (view));
}
