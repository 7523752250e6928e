// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine-world.h"

#include <string.h>

#define PATIENCE_US (60 * SECOND)

static void
init_common (World *world)
{
  memset (world, 0, sizeof *world);
  world->clock = cue_fake_clock_new (WORLD_WALL, 1000 * SECOND);
  world->server = script_server_new ();
  world->redactor = cue_redactor_new ();
  world->trace = cue_trace_new ();
  world->client = cue_http_client_new (world->clock, world->trace, world->redactor);
}

/* A backend at /backend that gives the state URL /state. */
void
world_init (World *world)
{
  g_autofree char *url = NULL;

  init_common (world);
  url = script_server_get_url (world->server, "/backend");
  world->source = cue_state_url_source_new_backend (world->client, world->clock, url);
  world_serve_state_url (world, "/state");
  world_serve_state (world, "/state", "prelive");
}

/* The state URL /state itself. */
void
world_init_direct (World *world)
{
  g_autofree char *url = NULL;

  init_common (world);
  url = script_server_get_url (world->server, "/state");
  world->source = cue_state_url_source_new_direct (world->client, world->clock, url);
  world_serve_state (world, "/state", "prelive");
}

/* getStateURL at /backend, asked with a token. */
void
world_init_api_key (World *world)
{
  g_autofree char *url = NULL;
  g_autoptr (GBytes) secret = g_bytes_new_static (WORLD_SECRET, strlen (WORLD_SECRET));

  init_common (world);
  url = script_server_get_url (world->server, "/backend");
  world->source = cue_state_url_source_new_api_key (world->client,
                                                    world->clock,
                                                    url,
                                                    "demo-site",
                                                    "demo-service",
                                                    60);
  cue_state_url_source_set_secret (world->source, secret, FALSE);
  world_serve_state_url (world, "/state");
  world_serve_state (world, "/state", "prelive");
}

void
world_clear (World *world)
{
  g_clear_object (&world->poller);
  g_clear_object (&world->source);
  // What was cancelled still has to come back.
  for (guint i = 0; i < 60000 && cue_fake_clock_get_n_pending (CUE_FAKE_CLOCK (world->clock)) > 0;
       i++) {
    g_main_context_iteration (NULL, FALSE);
    g_usleep (1000);
  }
  g_assert_cmpuint (cue_fake_clock_get_n_pending (CUE_FAKE_CLOCK (world->clock)), ==, 0);
  script_server_free (world->server);
  g_clear_object (&world->client);
  g_clear_object (&world->trace);
  g_clear_pointer (&world->redactor, cue_redactor_unref);
  g_clear_object (&world->clock);
}

static gboolean
is_busy (World *world)
{
  if (cue_state_url_source_is_busy (world->source) && !cue_state_url_source_is_held (world->source))
    return TRUE;
  if (world->poller == NULL)
    return FALSE;
  switch (cue_engine_poller_get_phase (world->poller)) {
  case CUE_ENGINE_POLLING:
    return TRUE;
  case CUE_ENGINE_ASKING_URL:
    return !cue_state_url_source_is_held (world->source);
  case CUE_ENGINE_STOPPED:
  case CUE_ENGINE_WAITING:
  case CUE_ENGINE_BACKING_OFF:
  default:
    return FALSE;
  }
}

static gboolean
on_patience_over (gpointer data)
{
  g_error ("a request did not end");
  return G_SOURCE_REMOVE;
}

/* Lets everything that is under way end, without any time passing. */
void
world_settle (World *world)
{
  guint patience = g_timeout_add (PATIENCE_US / 1000, on_patience_over, NULL);

  while (g_main_context_iteration (NULL, FALSE))
    ;
  while (is_busy (world))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (patience);
}

gint64
world_get_now (World *world)
{
  return cue_clock_get_monotonic (world->clock);
}

/* How often the state was asked for. */
guint
world_count_states (World *world)
{
  return script_server_get_count (world->server, "/state");
}

/* How often the state URL was asked for. */
guint
world_count_urls (World *world)
{
  return script_server_get_count (world->server, "/backend");
}

void
world_advance (World *world, gint64 us)
{
  gint64 target = world_get_now (world) + us;

  for (;;) {
    gint64 due = cue_fake_clock_get_next_due (CUE_FAKE_CLOCK (world->clock));

    if (due > target)
      break;
    cue_fake_clock_advance (CUE_FAKE_CLOCK (world->clock), MAX (0, due - world_get_now (world)));
    world_settle (world);
  }
  if (target > world_get_now (world))
    cue_fake_clock_advance (CUE_FAKE_CLOCK (world->clock), target - world_get_now (world));
}

void
world_start (World *world)
{
  world->poller = cue_engine_poller_new (world->client, world->clock, world->source);
  cue_engine_poller_start (world->poller);
  world_settle (world);
}

char *
world_make_state (World *world, const char *player_state, gint64 ends_in_s)
{
  gint64 now = cue_clock_get_wall (world->clock) / G_USEC_PER_SEC;

  return g_strdup_printf ("{\"playerState\":\"%s\",\"playerManifest\":\"https://"
                          "cdn.example.invalid/"
                          "live.m3u8\",\"countdown\":{\"visible\":true,\"end\":%" G_GINT64_FORMAT
                          ",\"serverTime\":%" G_GINT64_FORMAT "}}",
                          player_state,
                          WORLD_WALL / G_USEC_PER_SEC + ends_in_s,
                          now);
}

void
world_serve_state (World *world, const char *path, const char *player_state)
{
  g_autofree char *body = world_make_state (world, player_state, 86400);

  script_server_answer (world->server,
                        path,
                        200,
                        "Content-Type: application/json\r\nCache-Control: max-age=5\r\n",
                        body);
}

void
world_serve_state_url (World *world, const char *path)
{
  g_autofree char *url = script_server_get_url (world->server, path);
  g_autofree char *body = g_strdup_printf ("{\"stateUrl\":\"%s\"}", url);

  script_server_answer (world->server,
                        "/backend",
                        200,
                        "Content-Type: application/json\r\nCache-Control: no-cache\r\n",
                        body);
}

void
world_assert_says (World *world, CueEngineReason reason, const char *words)
{
  g_autofree char *text = cue_engine_poller_describe (world->poller);

  if (cue_engine_poller_get_reason (world->poller) != reason)
    g_error ("reason %d in place of %d: %s",
             (int) cue_engine_poller_get_reason (world->poller),
             (int) reason,
             text);
  if (words != NULL && strstr (text, words) == NULL)
    g_error ("“%s” does not say “%s”", text, words);
}

/* Serves a state whose server time goes on, for a while. */
void
world_live_for (World *world, const char *path, const char *player_state, gint64 us)
{
  gint64 stop = world_get_now (world) + us;

  while (world_get_now (world) < stop) {
    world_serve_state (world, path, player_state);
    world_advance (world, MIN (SECOND, stop - world_get_now (world)));
  }
}

void
url_answer_clear (UrlAnswer *answer)
{
  g_clear_pointer (&answer->url, g_free);
  g_clear_error (&answer->error);
}

void
url_answer_take (GObject *object, GAsyncResult *result, gpointer data)
{
  UrlAnswer *answer = data;

  url_answer_clear (answer);
  answer->url =
    cue_state_url_source_get_finish (CUE_STATE_URL_SOURCE (object), result, &answer->error);
  g_assert_true ((answer->url != NULL) == (answer->error == NULL));
  answer->n_done++;
}

void
world_get_url (World *world, UrlAnswer *answer)
{
  cue_state_url_source_get_async (world->source, NULL, url_answer_take, answer);
  world_settle (world);
}

void
world_renew_url (World *world, UrlAnswer *answer)
{
  cue_state_url_source_renew_async (world->source, NULL, url_answer_take, answer);
  world_settle (world);
}
