// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "desk-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "cue-system-clock.h"

gboolean
desk_fixture_too_late (gpointer user_data)
{
  g_error ("This takes more than %d s", DESK_LIMIT_S);
  return G_SOURCE_REMOVE;
}

const char *
desk_fixture_get (DeskFixture *f, const char *member)
{
  JsonObject *account =
    json_object_get_object_member (json_node_get_object (f->described), "acoustic");

  return json_object_get_string_member (account, member);
}

void
desk_fixture_keep_key (DeskFixture *f, CueAcousticConnection *connection, const char *key)
{
  g_autofree char *kind = cue_connection_make_secret_kind (connection);
  g_autoptr (GBytes) secret = cue_secret_bytes_new (key, strlen (key));

  cue_secret_store_keep (f->secrets, cue_profile_get_id (f->profile), kind, secret);
}

static void
add_connection (DeskFixture *f, const char *label, CueAcousticRole role, const char *key_member)
{
  g_autoptr (CueAcousticConnection) connection = g_object_new (CUE_TYPE_ACOUSTIC_CONNECTION,
                                                               "label",
                                                               label,
                                                               "base-url",
                                                               desk_fixture_get (f, "baseUrl"),
                                                               "role",
                                                               role,
                                                               NULL);

  if (key_member != NULL)
    desk_fixture_keep_key (f, connection, desk_fixture_get (f, key_member));
  cue_connection_list_add (cue_profile_get_acoustic (f->profile), connection);
}

void
desk_fixture_set_up (DeskFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->simulator = cue_simulator_new ();
  cue_simulator_set_media (f->simulator, FALSE);
  cue_simulator_start (f->simulator, &error);
  g_assert_no_error (error);
  f->described = cue_simulator_describe (f->simulator);
  f->secrets = cue_secret_store_new_private ();
  f->profile = cue_profile_new ();
  cue_profile_set_name (f->profile, "Show");
  cue_profile_set_source_kind (f->profile, CUE_PROFILE_SOURCE_STATE_URL);
  add_connection (f, "Shop", CUE_ACOUSTIC_ROLE_PUBLISHER, "publisherKey");
  add_connection (f, "Mailer", CUE_ACOUSTIC_ROLE_SUBSCRIBER, "subscriberKey");
  add_connection (f, "Both", CUE_ACOUSTIC_ROLE_BOTH, "bothKey");
  f->monitor = cue_monitor_new (f->profile, cue_system_clock_get_default (), f->secrets);
}

void
desk_fixture_tear_down (DeskFixture *f, gconstpointer data)
{
  g_clear_object (&f->monitor);
  g_clear_object (&f->profile);
  g_clear_object (&f->secrets);
  json_node_unref (f->described);
  cue_simulator_stop (f->simulator);
  g_clear_object (&f->simulator);
}

CueAcousticDesk *
desk_fixture_get_desk (DeskFixture *f)
{
  return cue_monitor_get_acoustic (f->monitor);
}

CueAcousticDeskConnection *
desk_fixture_peek (DeskFixture *f, guint position)
{
  g_autoptr (CueAcousticDeskConnection)
    connection = g_list_model_get_item (G_LIST_MODEL (desk_fixture_get_desk (f)), position);

  return connection;
}

void
clear_answer (DeskAnswer *answer)
{
  g_clear_object (&answer->reply);
  g_clear_object (&answer->run);
  g_clear_error (&answer->error);
  answer->done = FALSE;
}

static void
on_refreshed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DeskAnswer *answer = user_data;

  answer->worked =
    cue_acoustic_desk_connection_refresh_finish (CUE_ACOUSTIC_DESK_CONNECTION (source),
                                                 result,
                                                 &answer->error);
  answer->done = TRUE;
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DeskAnswer *answer = user_data;

  answer->reply = cue_acoustic_desk_connection_send_finish (CUE_ACOUSTIC_DESK_CONNECTION (source),
                                                            result,
                                                            &answer->error);
  answer->done = TRUE;
}

DeskAnswer
refresh (CueAcousticDeskConnection *connection)
{
  DeskAnswer answer = { 0 };

  cue_acoustic_desk_connection_refresh_async (connection, NULL, on_refreshed, &answer);
  WAIT_FOR (answer.done);
  return answer;
}

// Takes over @request.
DeskAnswer
send_request (CueAcousticDeskConnection *connection, CueAcousticRequest *request)
{
  DeskAnswer answer = { 0 };

  cue_acoustic_desk_connection_send_async (connection, request, NULL, on_sent, &answer);
  g_object_unref (request);
  WAIT_FOR (answer.done);
  return answer;
}

CueAcousticRequest *
make_list (CueAcousticDeskConnection *connection)
{
  return cue_acoustic_request_new_list_types (
    cue_acoustic_client_get_base_url (cue_acoustic_desk_connection_get_client (connection)));
}

GBytes *
make_publication (guint number)
{
  char *text =
    g_strdup_printf ("{\"channel\":\"web\",\"identifiers\":[{\"name\":\"email\",\"value\":"
                     "\"v%u@example.com\"}],\"events\":[{\"code\":\"ibmproductView\",\"timestamp\":"
                     "\"2026-11-20T08:15:30Z\",\"attributes\":[{\"name\":\"productID\",\"value\":"
                     "\"SKU-%u\",\"type\":\"string\"}]}]}",
                     number,
                     number);

  return g_bytes_new_take (text, strlen (text));
}

CueAcousticRequest *
make_publish (CueAcousticDeskConnection *connection, guint number)
{
  g_autoptr (GBytes) body = make_publication (number);

  return cue_acoustic_request_new_publish (cue_acoustic_client_get_base_url (
                                             cue_acoustic_desk_connection_get_client (connection)),
                                           body);
}

void
desk_fixture_fault (DeskFixture *f, const char *id, const char *variant, const char *target)
{
  g_autoptr (JsonObject) params = json_object_new ();
  g_autoptr (GError) error = NULL;

  json_object_set_string_member (params, "variant", variant);
  json_object_set_string_member (params, "target", target);
  cue_simulator_set_fault (f->simulator, id, TRUE, params, &error);
  g_assert_no_error (error);
}

CueProblem *
desk_fixture_find_problem (DeskFixture *f, const char *prefix)
{
  GListModel *problems = G_LIST_MODEL (cue_monitor_get_problems (f->monitor));

  for (guint i = 0; i < g_list_model_get_n_items (problems); i++) {
    g_autoptr (CueProblem) problem = g_list_model_get_item (problems, i);

    if (g_str_has_prefix (cue_problem_get_id (problem), prefix))
      return problem;
  }
  return NULL;
}

void
desk_fixture_empty_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    if (g_unlink (path) != 0)
      g_rmdir (path);
  }
}
