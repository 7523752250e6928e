// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "feed-fixture.h"

#include "cue-diagnostic.h"

#include <string.h>

char *
feed_fixture_quote (const char *text)
{
  return g_strdelimit (g_strdup (text), "'", '"');
}

CueFeedPage *
feed_fixture_read_bytes (const char *bytes, gssize length, GError **error)
{
  g_autoptr (GBytes) body = g_bytes_new (bytes, length < 0 ? strlen (bytes) : (gsize) length);

  return cue_feed_reader_read (body, error);
}

CueFeedPage *
feed_fixture_read (const char *text)
{
  g_autofree char *quoted = feed_fixture_quote (text);
  g_autoptr (GError) error = NULL;
  CueFeedPage *page = feed_fixture_read_bytes (quoted, -1, &error);

  g_assert_no_error (error);
  g_assert_nonnull (page);
  return page;
}

CueFeedTaken
feed_fixture_add (CueFeedLog *log, const char *text)
{
  g_autoptr (CueFeedPage) page = feed_fixture_read (text);
  CueFeedTaken taken;

  cue_feed_log_add (log, page, &taken);
  return taken;
}

CueFeedEvent *
feed_fixture_get (CueFeedLog *log, guint position)
{
  CueFeedEvent *event = g_list_model_get_item (G_LIST_MODEL (log), position);

  g_assert_nonnull (event);
  return event;
}

gboolean
feed_fixture_has_finding (CueFeedPage *page, const char *part)
{
  GPtrArray *diagnostics = cue_feed_page_get_diagnostics (page);

  for (guint i = 0; i < diagnostics->len; i++) {
    if (strstr (cue_diagnostic_get_message (g_ptr_array_index (diagnostics, i)), part) != NULL)
      return TRUE;
  }
  return FALSE;
}

GString *
feed_fixture_make_page (guint n_events, gint64 first_ns, gint64 step_ns)
{
  static const char *const types[] = { "LicenseConsumed", "LicenseReleased", "UserAuthenticated" };
  GString                 *text = g_string_new ("{\"uri\":\"feed\",\"objects\":[");

  for (guint i = 0; i < n_events; i++) {
    gint64 ns = first_ns + i * step_ns;

    g_string_append_printf (text,
                            "%s{\"eventType\":\"%s\",\"eventId\":\"id-%" G_GINT64_FORMAT
                            "\",\"eventSourceId\":\"feed\","
                            "\"eventReceived\":%" G_GINT64_FORMAT
                            ",\"version\":\"1.20.0\",\"data\":{\"eventTime\":%" G_GINT64_FORMAT
                            ",\"userId\":\"user-%u\",\"requestId\":\"request-%" G_GINT64_FORMAT
                            "\","
                            "\"licensedItemName\":\"Demo Modeller\"%s}}",
                            i > 0 ? "," : "",
                            types[i % 3],
                            ns,
                            ns,
                            ns / 1000000,
                            i % 50,
                            ns / 2 / step_ns,
                            i % 10 == 0 ? ",\"errorInfo\":{\"error\":\"insufficientSeats\"}" : "");
  }
  g_string_append (text, "]}");
  return text;
}
