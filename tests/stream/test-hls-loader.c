// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* Playlists over HTTP: the address after a redirect counts, error pages are named, limits hold. */

#include <libsoup/soup.h>
#include <locale.h>
#include <string.h>

#include "cue-error.h"
#include "cue-hls-loader.h"
#include "cue-system-clock.h"

#define MASTER "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=800000,RESOLUTION=640x360\nlow/index.m3u8\n"

typedef struct {
  gboolean        done;
  CueHlsPlaylist *playlist; // owned, nullable
  GError         *error;    // owned, nullable
} Answer;

typedef struct {
  SoupServer    *server;
  CueClock      *clock;
  CueTrace      *trace;
  CueRedactor   *redactor;
  CueHttpClient *client;
  char          *base;
} World;

static void
on_request (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           data)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  const char         *body = "";
  guint               status = 200;

  if (g_str_equal (path, "/live/master.m3u8")) {
    body = MASTER;
  } else if (g_str_equal (path, "/moved.m3u8")) {
    status = 302;
    soup_message_headers_replace (headers, "Location", "/live/master.m3u8");
  } else if (g_str_equal (path, "/page.m3u8")) {
    body = "<html><head><title>Sign in</title></head></html>";
  } else if (g_str_equal (path, "/forbidden.m3u8")) {
    status = 403;
    body = "no";
  } else {
    g_autofree char *large = g_strnfill (CUE_HLS_MAX_BYTES + 1, '#');

    soup_server_message_set_status (message, 200, NULL);
    soup_server_message_set_response (message,
                                      "application/vnd.apple.mpegurl",
                                      SOUP_MEMORY_COPY,
                                      large,
                                      CUE_HLS_MAX_BYTES + 1);
    return;
  }
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message,
                                    "application/vnd.apple.mpegurl",
                                    SOUP_MEMORY_STATIC,
                                    body,
                                    strlen (body));
}

static void
world_init (World *world)
{
  g_autoptr (GError) error = NULL;
  GSList *uris;

  world->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (world->server, NULL, on_request, NULL, NULL);
  soup_server_listen_local (world->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (world->server);
  world->base = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  world->clock = g_object_ref (cue_system_clock_get_default ());
  world->trace = cue_trace_new ();
  world->redactor = cue_redactor_new ();
  world->client = cue_http_client_new (world->clock, world->trace, world->redactor);
}

static void
world_clear (World *world)
{
  g_clear_object (&world->client);
  g_clear_object (&world->trace);
  g_clear_pointer (&world->redactor, cue_redactor_unref);
  g_clear_object (&world->clock);
  soup_server_disconnect (world->server);
  g_clear_object (&world->server);
  g_clear_pointer (&world->base, g_free);
}

static void
on_loaded (GObject *object, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  answer->playlist = cue_hls_loader_load_finish (result, &answer->error);
  answer->done = TRUE;
}

static gboolean
on_patience_over (gpointer data)
{
  g_error ("no answer");
  return G_SOURCE_REMOVE;
}

static void
load (World *world, const char *url, Answer *answer)
{
  guint patience = g_timeout_add_seconds (60, on_patience_over, NULL);

  memset (answer, 0, sizeof *answer);
  cue_hls_loader_load_async (world->client, url, NULL, NULL, on_loaded, answer);
  while (!answer->done)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (patience);
}

static void
test_redirect (void)
{
  World            world;
  Answer           answer;
  g_autofree char *url = NULL;
  g_autofree char *expected = NULL;
  g_autoptr (CueHlsVariant) variant = NULL;

  world_init (&world);
  url = g_strconcat (world.base, "/moved.m3u8", NULL);
  expected = g_strconcat (world.base, "/live/low/index.m3u8", NULL);
  load (&world, url, &answer);
  g_assert_no_error (answer.error);
  variant = g_list_model_get_item (cue_hls_playlist_get_variants (answer.playlist), 0);
  g_assert_cmpstr (cue_hls_variant_get_uri (variant), ==, expected);
  g_clear_object (&answer.playlist);
  world_clear (&world);
}

static void
test_refusals (void)
{
  static const struct {
    const char *path;
    int         code;
    const char *words;
  } cases[] = {
    { "/page.m3u8", CUE_ERROR_PROTOCOL, "web page: Sign in" },
    { "/forbidden.m3u8", CUE_ERROR_FORBIDDEN, "403" },
    { "/large.m3u8", CUE_ERROR_TOO_LARGE, NULL },
  };
  World  world;
  Answer answer;

  world_init (&world);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *url = g_strconcat (world.base, cases[i].path, NULL);

    load (&world, url, &answer);
    g_assert_null (answer.playlist);
    g_assert_true (g_error_matches (answer.error, CUE_ERROR, cases[i].code));
    if (cases[i].words != NULL)
      g_assert_nonnull (strstr (answer.error->message, cases[i].words));
    g_clear_error (&answer.error);
  }
  load (&world, "file:///etc/passwd", &answer);
  g_assert_error (answer.error, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
  g_clear_error (&answer.error);
  world_clear (&world);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/stream/hls-loader/redirect", test_redirect);
  g_test_add_func ("/stream/hls-loader/refusals", test_refusals);

  return g_test_run ();
}
