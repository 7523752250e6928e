// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "matrix-world.h"

#include <glib/gstdio.h>
#include <string.h>

#define PATIENCE_S 60
#define LOOK_MS    2

const char matrix_publication[] =
  "{\"channel\":\"web\",\"identifiers\":[{\"name\":\"email\",\"value\":\"shopper@example.com\"}],"
  "\"events\":[{\"code\":\"ibmcartAbandonment\",\"timestamp\":\"2026-11-20T08:15:30Z\","
  "\"attributes\":[{\"name\":\"orderTotal\",\"value\":\"125.53\",\"type\":\"number\"}]}]}";

void
matrix_describe (Matrix *m)
{
  g_autoptr (JsonNode) description = cue_simulator_describe (m->simulator);

  g_clear_pointer (&m->access, json_object_unref);
  m->access = json_object_ref (
    json_object_get_object_member (json_node_get_object (description), "acoustic"));
}

CueAcousticClient *
matrix_make_client (Matrix *m, const char *url_member, const char *key_member, CueAcousticRole role)
{
  CueAcousticClient *client;

  client =
    cue_acoustic_client_new (m->http, json_object_get_string_member (m->access, url_member), role);
  cue_acoustic_client_set_key (client, json_object_get_string_member (m->access, key_member));
  return client;
}

void
matrix_init (Matrix *m)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) description = NULL;
  g_autoptr (CueClock)
    still = cue_fake_clock_new (G_GINT64_CONSTANT (1795164000000000), 1000 * WORLD_SECOND);

  memset (m, 0, sizeof *m);
  m->violations = g_string_new (NULL);
  m->clock = cue_fake_clock_new (G_GINT64_CONSTANT (1795164000000000), 5000 * WORLD_SECOND);
  m->simulator = cue_simulator_new ();
  cue_simulator_set_clock (m->simulator, still);
  cue_simulator_set_media (m->simulator, FALSE);
  g_assert_true (cue_simulator_start (m->simulator, &error));
  g_assert_no_error (error);
  matrix_describe (m);
  m->trace = cue_trace_new ();
  m->redactor = cue_redactor_new ();
  m->http = cue_http_client_new (m->clock, m->trace, m->redactor);
  m->publisher = matrix_make_client (m, "baseUrl", "publisherKey", CUE_ACOUSTIC_ROLE_PUBLISHER);
  m->subscriber = matrix_make_client (m, "baseUrl", "subscriberKey", CUE_ACOUSTIC_ROLE_SUBSCRIBER);
  m->folder = g_dir_make_tmp ("cuelight-matrix-XXXXXX", &error);
  g_assert_no_error (error);
}

void
matrix_clear (Matrix *m)
{
  g_clear_object (&m->publisher);
  g_clear_object (&m->subscriber);
  g_clear_object (&m->http);
  cue_simulator_stop (m->simulator);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&m->simulator);
  g_clear_object (&m->trace);
  g_clear_pointer (&m->redactor, cue_redactor_unref);
  g_clear_pointer (&m->access, json_object_unref);
  g_clear_object (&m->clock);
  g_rmdir (m->folder);
  g_free (m->folder);
  g_string_free (m->violations, TRUE);
}

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
  Matrix       *m = data;
  CueFakeClock *clock = CUE_FAKE_CLOCK (m->clock);
  gint64        due = cue_fake_clock_get_next_due (clock) - cue_clock_get_monotonic (m->clock);

  if (m->time_passes)
    cue_fake_clock_advance (clock, 5 * WORLD_SECOND);
  else if (cue_fake_clock_get_n_pending (clock) == 1 && due <= 10 * WORLD_SECOND)
    cue_fake_clock_advance (clock, due);
  return G_SOURCE_CONTINUE;
}

void
matrix_wait (Matrix *m, GAsyncResult **result, const char *what)
{
  guint limit = g_timeout_add_seconds (PATIENCE_S, on_too_late, (gpointer) what);
  guint look = g_timeout_add (LOOK_MS, on_look, m);

  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (look);
  g_source_remove (limit);
}

CueAcousticReply *
matrix_send (Matrix *m, CueAcousticClient *client, CueAcousticRequest *request, const char *what)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CueAcousticReply *reply;

  m->n_requests++;
  cue_acoustic_client_send_async (client, request, NULL, acoustic_world_on_done, &result);
  matrix_wait (m, &result, what);
  reply = cue_acoustic_client_send_finish (client, result, &error);
  g_assert_no_error (error);
  return reply;
}

/* Takes over @request: a call that must be done, without any fault. */
CueAcousticReply *
matrix_send_well (Matrix *m, CueAcousticClient *client, CueAcousticRequest *request)
{
  CueAcousticReply *reply = matrix_send (m, client, request, "without a fault");

  if (!cue_acoustic_reply_is_done (reply))
    g_error ("%s: %s",
             cue_acoustic_request_get_url (request),
             cue_acoustic_reply_get_message (reply));
  g_object_unref (request);
  return reply;
}

/* ---- what is there -------------------------------------------------------------------------- */

const char *
matrix_get_url (CueAcousticClient *client)
{
  return cue_acoustic_client_get_base_url (client);
}

gint64
matrix_count_events (Matrix *m)
{
  g_autoptr (JsonObject) status = cue_simulator_get_status (m->simulator);

  return json_object_get_int_member (json_object_get_object_member (status, "acoustic"), "events");
}

gboolean
matrix_is_registered (Matrix *m, const char *code)
{
  g_autoptr (CueAcousticReply)
    reply = matrix_send_well (m,
                              m->publisher,
                              cue_acoustic_request_new_list_types (matrix_get_url (m->publisher)));
  g_autoptr (GPtrArray)
    types = cue_acoustic_read_event_types (reply, CUE_EVENT_TYPE_ORIGIN_REGISTERED, NULL, NULL);

  for (guint i = 0; i < types->len; i++) {
    if (g_str_equal (cue_event_type_get_code (g_ptr_array_index (types, i)), code))
      return TRUE;
  }
  return FALSE;
}

GBytes *
matrix_make_type (const char *code)
{
  char *text = g_strdup_printf ("{\"code\":\"%s\",\"name\":\"Matrix\",\"version\":1,"
                                "\"registrationType\":\"PUBLISH\",\"attributes\":[]}",
                                code);

  return g_bytes_new_take (text, strlen (text));
}

void
matrix_register_type (Matrix *m, const char *code)
{
  g_autoptr (GBytes) body = matrix_make_type (code);

  g_object_unref (
    matrix_send_well (m,
                      m->publisher,
                      cue_acoustic_request_new_register_type (matrix_get_url (m->publisher),
                                                              body)));
}

static GStrv
list_files (Matrix *m)
{
  g_autoptr (CueAcousticReply) reply =
    matrix_send_well (m,
                      m->subscriber,
                      cue_acoustic_request_new_list_files (matrix_get_url (m->subscriber), 10));

  return cue_acoustic_read_file_names (reply, NULL, NULL, NULL);
}

/* A file that waits; one is made where none does. */
char *
matrix_find_file (Matrix *m)
{
  g_auto (GStrv) names = list_files (m);

  if (*names == NULL) {
    g_autoptr (GBytes) body = g_bytes_new_static (matrix_publication, strlen (matrix_publication));

    g_object_unref (
      matrix_send_well (m,
                        m->publisher,
                        cue_acoustic_request_new_publish (matrix_get_url (m->publisher), body)));
    g_strfreev (names);
    names = list_files (m);
  }
  g_assert_nonnull (*names);
  return g_strdup (*names);
}

gboolean
matrix_has_file (Matrix *m, const char *name)
{
  g_auto (GStrv) names = list_files (m);

  return g_strv_contains ((const char *const *) names, name);
}
