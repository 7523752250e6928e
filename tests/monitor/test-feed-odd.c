// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <libsoup/soup.h>
#include <locale.h>
#include <string.h>

#include "feed-fixture.h"

// A feed that answers as no simulator does: exactly what each test says.

#define DAY_NS   (G_GINT64_CONSTANT (24 * 3600) * 1000 * 1000 * 1000)
#define MIB      (1024 * 1024)
#define EVENT_ID "0f4f3c5e-4f5e-4b55-9d0c-0c9c7a8d00"

typedef struct {
  FeedFixture feed;
  SoupServer *server;
  GHashTable *pages;    // owned; path → body
  char       *redirect; // owned, nullable; where every page is said to be
  GPtrArray  *asked;    // owned; paths with their queries
} OddFixture;

static void
on_request (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           data)
{
  OddFixture *f = data;
  GUri       *uri = soup_server_message_get_uri (message);
  const char *body = g_hash_table_lookup (f->pages, path);

  g_ptr_array_add (f->asked, g_strdup_printf ("%s?%s", path, g_uri_get_query (uri)));
  if (f->redirect != NULL && !g_str_equal (path, f->redirect)) {
    soup_server_message_set_redirect (message, 302, f->redirect);
    return;
  }
  soup_server_message_set_status (message, body != NULL ? 200 : 404, NULL);
  soup_server_message_set_response (message,
                                    "application/json",
                                    SOUP_MEMORY_COPY,
                                    body != NULL ? body : "",
                                    body != NULL ? strlen (body) : 0);
}

static void
set_up (OddFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;
  GSList          *uris;

  feed_fixture_set_up (&f->feed, data);
  f->pages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  f->asked = g_ptr_array_new_with_free_func (g_free);
  f->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (f->server, NULL, on_request, f, NULL);
  soup_server_listen_local (f->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (f->server);
  url = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  g_object_set (f->feed.settings, "host", url, NULL);
}

static void
tear_down (OddFixture *f, gconstpointer data)
{
  feed_fixture_tear_down (&f->feed, data);
  soup_server_disconnect (f->server);
  g_clear_object (&f->server);
  g_hash_table_unref (f->pages);
  g_ptr_array_unref (f->asked);
  g_free (f->redirect);
}

static gint64
get_now_ns (void)
{
  return g_get_real_time () * 1000;
}

static CueFeedSource *
find (OddFixture *f, const char *feed)
{
  CueFeedSource *source = cue_feed_desk_connection_find_source (f->feed.connection, feed);

  g_assert_nonnull (source);
  return source;
}

static guint
count (CueFeedSource *source)
{
  return g_list_model_get_n_items (G_LIST_MODEL (cue_feed_source_get_log (source)));
}

// A page of one event, with nothing older, and @newer events behind it.
static void
set_page (OddFixture *f, const char *feed, guint number, gint64 received_ns, int newer)
{
  char *body = g_strdup_printf ("{\"uri\":\"%s\",\"count\":1,\"objects\":["
                                "{\"instruction\":\"older\",\"url\":\"%s?before=%" G_GINT64_FORMAT
                                "\",\"count\":0},"
                                "{\"eventType\":\"demo\",\"eventId\":\"" EVENT_ID
                                "%02u\",\"eventSourceId\":\"%s\","
                                "\"eventReceived\":%" G_GINT64_FORMAT ",\"data\":{}},"
                                "{\"instruction\":\"newer\",\"url\":\"%s?after=%" G_GINT64_FORMAT
                                "\",\"count\":%d}]}",
                                feed,
                                feed,
                                received_ns,
                                number,
                                feed,
                                received_ns,
                                feed,
                                received_ns,
                                newer);

  g_hash_table_insert (f->pages, g_strconcat ("/get/", feed, NULL), body);
}

static void
load_newest (CueFeedSource *source)
{
  cue_feed_source_load_newest (source);
  WAIT_FOR (!cue_feed_source_get_busy (source));
}

// A stamp that is years ahead would hide everything that comes until then.
static void
test_future (OddFixture *f, gconstpointer data)
{
  CueFeedSource *source = find (f, FEED);
  gint64         before = get_now_ns ();

  set_page (f, FEED, 1, before + 1000 * DAY_NS, 0);
  load_newest (source);
  g_assert_cmpuint (count (source), ==, 1);
  g_assert_cmpint (cue_feed_source_get_resume_ns (source), >=, before);
  g_assert_cmpint (cue_feed_source_get_resume_ns (source), <=, get_now_ns ());

  // An hour is what a clock may be wrong by.
  set_page (f, FEED, 2, before + DAY_NS / 24, 0);
  load_newest (source);
  g_assert_cmpint (cue_feed_source_get_resume_ns (source), ==, before + DAY_NS / 24);
}

// Who asks for the newest page while the feed is followed does not swallow what is new in it.
static void
test_swallowed (OddFixture *f, gconstpointer data)
{
  CueFeedSource *source = find (f, FEED);
  gint64         now = get_now_ns ();
  guint          told;

  set_page (f, FEED, 1, now - DAY_NS, 0);
  cue_feed_source_set_following (source, TRUE);
  WAIT_FOR (cue_feed_source_get_state (source) == CUE_FEED_SOURCE_LISTENING &&
            count (source) == 1 && !cue_feed_source_get_busy (source));
  told = f->feed.n_arrived;

  set_page (f, FEED, 2, now, 0);
  load_newest (source);
  g_assert_cmpuint (f->feed.n_arrived, ==, told + 1);

  // What was told is not told again.
  load_newest (source);
  g_assert_cmpuint (f->feed.n_arrived, ==, told + 1);
  cue_feed_source_set_following (source, FALSE);
}

// Events of another feed would be shown as events of this one.
static void
test_redirect (OddFixture *f, gconstpointer data)
{
  CueFeedSource *source = find (f, FEED);

  set_page (f, FEED, 1, get_now_ns (), 0);
  set_page (f, "other-feed", 2, get_now_ns (), 0);
  f->redirect = g_strdup ("/get/other-feed");
  load_newest (source);
  g_assert_true (cue_feed_source_get_failed (source));
  g_assert_nonnull (strstr (cue_feed_source_get_words (source), "/get/other-feed"));
  g_assert_cmpuint (count (source), ==, 0);

  // The same feed under the same name is the same feed.
  g_free (f->redirect);
  f->redirect = g_strdup ("/get/" FEED);
  load_newest (source);
  g_assert_false (cue_feed_source_get_failed (source));
  g_assert_cmpuint (count (source), ==, 1);
}

static void
swell (OddFixture *f, const char *feed, gsize to)
{
  g_autofree char *path = g_strconcat ("/get/", feed, NULL);
  GString         *body = g_string_new (g_hash_table_lookup (f->pages, path));

  while (body->len < to)
    g_string_append (body, "                                                                ");
  g_hash_table_insert (f->pages, g_steal_pointer (&path), g_string_free (body, FALSE));
}

// More than 16 MiB are taken in only when somebody says so.
static void
test_large (OddFixture *f, gconstpointer data)
{
  CueFeedSource *source = find (f, FEED);

  set_page (f, FEED, 1, get_now_ns (), 0);
  swell (f, FEED, 15 * MIB);
  load_newest (source);
  g_assert_false (cue_feed_source_get_too_large (source));
  g_assert_cmpuint (count (source), ==, 1);

  cue_feed_source_clear (source);
  swell (f, FEED, 17 * MIB);
  load_newest (source);
  g_assert_true (cue_feed_source_get_failed (source));
  g_assert_true (cue_feed_source_get_too_large (source));
  g_assert_nonnull (strstr (cue_feed_source_get_words (source), "16 MiB"));
  g_assert_cmpuint (count (source), ==, 0);

  cue_feed_source_load_large (source);
  WAIT_FOR (!cue_feed_source_get_busy (source));
  g_assert_false (cue_feed_source_get_failed (source));
  g_assert_false (cue_feed_source_get_too_large (source));
  g_assert_cmpuint (count (source), ==, 1);

  // What was said of one page is not said of all that come.
  load_newest (source);
  g_assert_true (cue_feed_source_get_too_large (source));

  // A feed that is followed does not fetch it again and again.
  cue_feed_source_set_following (source, TRUE);
  WAIT_FOR (!cue_feed_source_get_following (source));
  g_assert_true (cue_feed_source_get_too_large (source));

  cue_feed_source_set_large (source, TRUE);
  load_newest (source);
  g_assert_false (cue_feed_source_get_failed (source));
}

// Who wants a large page of a range wants those after it too.
static void
test_large_range (OddFixture *f, gconstpointer data)
{
  CueFeedSource *source = find (f, FEED);
  gint64         now = get_now_ns ();
  CueFeedRange   range = { .after = now - DAY_NS };

  set_page (f, FEED, 1, now, 5);
  swell (f, FEED, 17 * MIB);
  cue_feed_source_load_range (source, &range);
  WAIT_FOR (!cue_feed_source_get_busy (source));
  g_assert_true (cue_feed_source_get_too_large (source));

  cue_feed_source_load_large (source);
  WAIT_FOR (!cue_feed_source_get_busy (source));
  g_assert_false (cue_feed_source_get_failed (source));
  g_assert_cmpuint (cue_feed_source_get_pages_read (source), ==, 2);
  g_assert_cmpuint (count (source), ==, 1);
}

// A page is as it is, also where it is longer than the range.
static void
test_beyond (OddFixture *f, gconstpointer data)
{
  CueFeedSource *source = find (f, FEED);
  gint64         now = get_now_ns ();
  CueFeedRange   range = { .after = now - DAY_NS, .before = now - DAY_NS / 2 };

  set_page (f, FEED, 1, now - DAY_NS / 3, 0);
  cue_feed_source_load_range (source, &range);
  WAIT_FOR (!cue_feed_source_get_busy (source));
  g_assert_false (cue_feed_source_get_failed (source));
  g_assert_nonnull (strstr (cue_feed_source_get_words (source), "beyond the end of the range"));

  set_page (f, FEED, 1, now - DAY_NS * 2 / 3, 0);
  cue_feed_source_load_range (source, &range);
  WAIT_FOR (!cue_feed_source_get_busy (source));
  g_assert_null (strstr (cue_feed_source_get_words (source), "beyond"));
}

static gint64
get_after (OddFixture *f, const char *feed)
{
  g_autofree char *begin = g_strdup_printf ("/get/%s?after=", feed);

  for (guint i = 0; i < f->asked->len; i++) {
    if (g_str_has_prefix (f->asked->pdata[i], begin))
      return g_ascii_strtoll ((char *) f->asked->pdata[i] + strlen (begin), NULL, 10);
  }
  return 0;
}

// Where a busy feed was read up to says nothing of the other feed that was sent to.
static void
test_cursors (OddFixture *f, gconstpointer data)
{
  g_autoptr (CueFeedDraft) draft = cue_feed_draft_new ();
  g_autoptr (CueSigningKey) key = NULL;
  g_autoptr (CueFeedEnvelope) envelope = NULL;
  g_autoptr (CueFeedRoundTrip) trip = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pem = NULL;
  const char *text = feed_fixture_get (&f->feed, "privateKey");

  g_assert_true (cue_feed_draft_read (draft,
                                      "[{\"eventType\":\"demo\",\"eventId\":\"" EVENT_ID "97\","
                                      "\"eventSourceId\":\"" FEED "\",\"data\":{}},"
                                      "{\"eventType\":\"demo\",\"eventId\":\"" EVENT_ID "98\","
                                      "\"eventSourceId\":\"" QUIET "\",\"data\":{}}]",
                                      &error));
  g_assert_no_error (error);
  pem = g_bytes_new (text, strlen (text));
  key = cue_signing_key_new_from_pem (pem, &error);
  g_assert_no_error (error);
  envelope = cue_feed_envelope_new (draft, key, &error);
  g_assert_no_error (error);

  // One has an event far behind, and says there is more; the other has none of ours yet.
  g_hash_table_insert (f->pages, g_strdup ("/put"), g_strdup ("{}"));
  set_page (f, FEED, 1, get_now_ns () + DAY_NS / 24, 5);
  set_page (f, QUIET, 2, get_now_ns (), 0);
  trip = cue_feed_desk_connection_send (f->feed.connection, envelope);
  WAIT_FOR (get_after (f, QUIET) != 0);
  g_assert_cmpint (get_after (f, FEED), >, 0);
  g_assert_cmpint (get_after (f, QUIET), ==, get_after (f, FEED));

  // So what comes there is found.
  set_page (f, QUIET, 98, get_now_ns (), 0);
  set_page (f, FEED, 97, get_now_ns () + DAY_NS / 12, 0);
  WAIT_FOR (cue_feed_round_trip_get_state (trip) == CUE_FEED_TRIP_SEEN);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) \
  g_test_add ("/monitor/feed-odd/" name, OddFixture, NULL, set_up, function, tear_down)
  ADD ("future", test_future);
  ADD ("swallowed", test_swallowed);
  ADD ("redirect", test_redirect);
  ADD ("large", test_large);
  ADD ("large-range", test_large_range);
  ADD ("beyond", test_beyond);
  ADD ("cursors", test_cursors);
#undef ADD
  return g_test_run ();
}
