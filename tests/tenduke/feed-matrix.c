// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "feed-matrix.h"

#include <string.h>

#define PATIENCE_S 60
#define LOOK_MS    2
#define SECOND     ((gint64) G_USEC_PER_SEC)
#define START_US   G_GINT64_CONSTANT (1795164000000000)
// Far more than the pages of the matrix have; a body without an end is cut there, quickly.
#define MAX_BYTES (8 * 1024 * 1024)

static gboolean
on_too_late (gpointer data)
{
  g_error ("The matrix waited for %d s in vain: %s", PATIENCE_S, (const char *) data);
  return G_SOURCE_REMOVE;
}

/* Time passes where a server that says nothing is the point; otherwise only while a wait between
 * two tries is all there is, so that a slow machine is no slow server. */
static gboolean
on_look (gpointer data)
{
  FeedMatrix   *m = data;
  CueFakeClock *clock = CUE_FAKE_CLOCK (m->clock);
  gint64        due = cue_fake_clock_get_next_due (clock) - cue_clock_get_monotonic (m->clock);

  if (m->time_passes)
    cue_fake_clock_advance (clock, 5 * SECOND);
  else if (cue_fake_clock_get_n_pending (clock) == 1 && due <= 10 * SECOND)
    cue_fake_clock_advance (clock, due);
  return G_SOURCE_CONTINUE;
}

static void
on_done (GObject *object, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

void
feed_matrix_describe (FeedMatrix *m)
{
  g_autoptr (JsonNode) description = cue_simulator_describe (m->simulator);

  g_clear_pointer (&m->access, json_object_unref);
  m->access =
    json_object_ref (json_object_get_object_member (json_node_get_object (description), "tenduke"));
}

void
feed_matrix_init (FeedMatrix *m)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CueClock) still = cue_fake_clock_new (START_US, 1000 * SECOND);
  g_autoptr (GBytes) pem = NULL;
  const char *text;

  memset (m, 0, sizeof *m);
  m->clock = cue_fake_clock_new (START_US, 5000 * SECOND);
  m->simulator = cue_simulator_new ();
  cue_simulator_set_clock (m->simulator, still);
  cue_simulator_set_media (m->simulator, FALSE);
  g_assert_true (cue_simulator_start (m->simulator, &error));
  g_assert_no_error (error);
  feed_matrix_describe (m);
  m->trace = cue_trace_new ();
  m->redactor = cue_redactor_new ();
  m->http = cue_http_client_new (m->clock, m->trace, m->redactor);
  text = json_object_get_string_member (m->access, "privateKey");
  pem = cue_secret_bytes_new (text, strlen (text));
  m->key = cue_signing_key_new_from_pem (pem, &error);
  g_assert_no_error (error);
}

void
feed_matrix_clear (FeedMatrix *m)
{
  g_clear_object (&m->http);
  cue_simulator_stop (m->simulator);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&m->simulator);
  g_clear_object (&m->trace);
  g_clear_pointer (&m->redactor, cue_redactor_unref);
  g_clear_pointer (&m->access, json_object_unref);
  g_clear_pointer (&m->key, cue_signing_key_unref);
  g_clear_object (&m->clock);
}

gint64
feed_matrix_count (FeedMatrix *m)
{
  g_autoptr (JsonObject) status = cue_simulator_get_status (m->simulator);

  return json_object_get_int_member (json_object_get_object_member (status, "tenduke"), "received");
}

CueFeedClient *
feed_matrix_make_client (FeedMatrix *m, const char *url_member)
{
  CueFeedClient *client;
  g_autoptr (CueReadTokenSource) tokens = NULL;
  // The simulator's clock stands still, so tokens of later would be from the future.
  g_autoptr (CueClock) still = cue_fake_clock_new (START_US, 0);

  tokens = cue_read_token_source_new (still, m->key);
  client =
    cue_feed_client_new (m->http, json_object_get_string_member (m->access, url_member), tokens);
  cue_feed_client_set_max_bytes (client, MAX_BYTES);
  return client;
}

CueFeedReply *
feed_matrix_send (FeedMatrix *m, CueFeedClient *client, CueFeedRequest *request, const char *what)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CueFeedReply *reply;
  guint         limit = g_timeout_add_seconds (PATIENCE_S, on_too_late, (gpointer) what);
  guint         look = g_timeout_add (LOOK_MS, on_look, m);

  m->n_requests++;
  cue_feed_client_send_async (client, request, NULL, on_done, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (look);
  g_source_remove (limit);
  reply = cue_feed_client_send_finish (client, result, &error);
  g_assert_no_error (error);
  return reply;
}

CueFeedRequest *
feed_matrix_make_put (FeedMatrix *m, CueFeedClient *client)
{
  g_autoptr (CueFeedDraft) draft = cue_feed_draft_new ();
  g_autoptr (CueFeedEnvelope) envelope = NULL;
  g_autoptr (GError) error = NULL;

  g_object_set (cue_feed_draft_add (draft, "LicenseConsumed", START_US),
                "source",
                FEED_MATRIX_FEED,
                NULL);
  envelope = cue_feed_envelope_new (draft, m->key, &error);
  g_assert_no_error (error);
  return cue_feed_request_new_put (cue_feed_client_get_base_url (client),
                                   cue_feed_envelope_get_jws (envelope),
                                   1);
}

CueFeedRequest *
feed_matrix_make_page (CueFeedClient *client)
{
  return cue_feed_request_new_page (cue_feed_client_get_base_url (client),
                                    FEED_MATRIX_FEED,
                                    NULL,
                                    10);
}
