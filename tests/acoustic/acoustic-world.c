// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "acoustic-world.h"

#include <string.h>

#define PATIENCE_S 60
/* How often it is looked whether everybody waits for the clock. */
#define LOOK_MS 5
/* A wait between two tries is at most this long, and nothing else is pending meanwhile; while a
 * request is under way there is the limit of 15 s or more on it, and inside a body a second one.
 * So the clock never goes on while a server is slow, however slow the machine is. */
#define LONGEST_WAIT_US (10 * WORLD_SECOND)

void
acoustic_world_init (AcousticWorld *world, CueTestHandler handler, gpointer data)
{
  world->server = cue_test_server_new (handler, data);
  world->clock = cue_fake_clock_new (G_GINT64_CONSTANT (1795164000000000), 5000 * WORLD_SECOND);
  world->trace = cue_trace_new ();
  world->redactor = cue_redactor_new ();
  world->http = cue_http_client_new (world->clock, world->trace, world->redactor);
  world->base_url = cue_test_server_make_url (world->server, "");
  world->client = cue_acoustic_client_new (world->http, world->base_url, CUE_ACOUSTIC_ROLE_BOTH);
  cue_acoustic_client_set_key (world->client, WORLD_KEY);
}

void
acoustic_world_init_text (AcousticWorld *world, const char *answer)
{
  acoustic_world_init (world, cue_test_reply_text, (gpointer) answer);
}

void
acoustic_world_clear (AcousticWorld *world)
{
  g_clear_object (&world->client);
  g_clear_object (&world->http);
  g_clear_pointer (&world->server, cue_test_server_free);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&world->trace);
  g_clear_pointer (&world->redactor, cue_redactor_unref);
  g_clear_object (&world->clock);
  g_clear_pointer (&world->base_url, g_free);
}

void
acoustic_world_on_done (GObject *object, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static gboolean
on_too_late (gpointer data)
{
  g_error ("The test waited for %d s in vain", PATIENCE_S);
  return G_SOURCE_REMOVE;
}

static gboolean
on_look (gpointer data)
{
  AcousticWorld *world = data;
  CueFakeClock  *clock = CUE_FAKE_CLOCK (world->clock);
  gint64         now = cue_clock_get_monotonic (world->clock);

  if (cue_fake_clock_get_n_pending (clock) == 1 &&
      cue_fake_clock_get_next_due (clock) - now <= LONGEST_WAIT_US)
    cue_fake_clock_advance (clock, cue_fake_clock_get_next_due (clock) - now);
  return G_SOURCE_CONTINUE;
}

void
acoustic_world_wait (AcousticWorld *world, GAsyncResult **result)
{
  guint limit = g_timeout_add_seconds (PATIENCE_S, on_too_late, NULL);
  guint look = g_timeout_add (LOOK_MS, on_look, world);

  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (look);
  g_source_remove (limit);
}

CueAcousticReply *
acoustic_world_send (AcousticWorld *world, CueAcousticRequest *request, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cue_acoustic_client_send_async (world->client, request, NULL, acoustic_world_on_done, &result);
  g_assert_null (result);
  acoustic_world_wait (world, &result);
  return cue_acoustic_client_send_finish (world->client, result, error);
}

CueAcousticReply *
acoustic_world_take (AcousticWorld *world, CueAcousticRequest *request)
{
  g_autoptr (GError) error = NULL;
  CueAcousticReply *reply = acoustic_world_send (world, request, &error);

  g_assert_no_error (error);
  g_object_unref (request);
  return reply;
}

CueAcousticRequest *
acoustic_world_make (AcousticWorld *world, CueAcousticCall call)
{
  const char *url = world->base_url;
  g_autoptr (GBytes) object = g_bytes_new_static ("{}", 2);
  g_autoptr (GBytes) array = g_bytes_new_static ("[]", 2);

  switch (call) {
  case CUE_ACOUSTIC_CALL_PUBLISH:
    return cue_acoustic_request_new_publish (url, object);
  case CUE_ACOUSTIC_CALL_REGISTER_TYPE:
    return cue_acoustic_request_new_register_type (url, object);
  case CUE_ACOUSTIC_CALL_LIST_TYPES:
    return cue_acoustic_request_new_list_types (url);
  case CUE_ACOUSTIC_CALL_LIST_SUBSCRIBED_CODES:
    return cue_acoustic_request_new_list_subscribed_codes (url);
  case CUE_ACOUSTIC_CALL_LIST_SUBSCRIBED_TYPES:
    return cue_acoustic_request_new_list_subscribed_types (url);
  case CUE_ACOUSTIC_CALL_LIST_CONSUMED_TYPES:
    return cue_acoustic_request_new_list_consumed_types (url, TRUE);
  case CUE_ACOUSTIC_CALL_REPLACE_PUBLISHER_ATTRIBUTES:
    return cue_acoustic_request_new_replace_attributes (url,
                                                        CUE_ACOUSTIC_ROLE_PUBLISHER,
                                                        "60001",
                                                        array);
  case CUE_ACOUSTIC_CALL_REPLACE_SUBSCRIBER_ATTRIBUTES:
    return cue_acoustic_request_new_replace_attributes (url,
                                                        CUE_ACOUSTIC_ROLE_SUBSCRIBER,
                                                        "60002",
                                                        array);
  case CUE_ACOUSTIC_CALL_DELETE_TYPE:
    return cue_acoustic_request_new_delete_type (url, "seatReserved");
  case CUE_ACOUSTIC_CALL_LIST_FILES:
    return cue_acoustic_request_new_list_files (url, 10);
  case CUE_ACOUSTIC_CALL_GET_FILE:
    return cue_acoustic_request_new_get_file (url, "a.json");
  case CUE_ACOUSTIC_CALL_DELETE_FILE:
    return cue_acoustic_request_new_delete_file (url, "a.json");
  case CUE_ACOUSTIC_CALL_GET_BROWSER_KEY:
    return cue_acoustic_request_new_get_browser_key (url, "60001");
  case CUE_ACOUSTIC_CALL_SET_NOTIFICATION:
    return cue_acoustic_request_new_set_notification (url, object);
  case CUE_ACOUSTIC_CALL_DELETE_NOTIFICATION:
  default:
    return cue_acoustic_request_new_delete_notification (url);
  }
}

char *
acoustic_make_answer (guint status, const char *headers, const char *body)
{
  return g_strdup_printf ("HTTP/1.1 %u Said\r\nConnection: close\r\nContent-Length: "
                          "%zu\r\n%s\r\n%s",
                          status,
                          strlen (body),
                          headers != NULL ? headers : "Content-Type: application/json\r\n",
                          body);
}

void
acoustic_assert_says (const char *text, const char *words)
{
  if (text == NULL || strstr (text, words) == NULL)
    g_error ("“%s” does not say “%s”", text, words);
}
