// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "acoustic-fixture.h"

#include "cue-json.h"

static JsonObject *
get_access (SimFixture *fixture)
{
  return json_object_get_object_member (fixture->description, "acoustic");
}

/* Returns: (transfer full) */
char *
acoustic_key (SimFixture *fixture, const char *who)
{
  g_autofree char *name = g_strconcat (who, "Key", NULL);

  return g_strdup (json_object_get_string_member (get_access (fixture), name));
}

/* Returns: (transfer full) */
char *
acoustic_url (SimFixture *fixture, const char *path)
{
  return g_strconcat (json_object_get_string_member (get_access (fixture), "baseUrl"), path, NULL);
}

/* @who, @body, @fault: nullable */
SimAnswer *
acoustic_send_bent (SimFixture *fixture,
                    const char *who,
                    const char *method,
                    const char *path,
                    const char *body,
                    const char *fault)
{
  g_autofree char *url = acoustic_url (fixture, path);
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_ENCODED, NULL);
  g_autoptr (SoupMessage) message = soup_message_new_from_uri (method, uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (who != NULL) {
    g_autofree char *key = acoustic_key (fixture, who);
    g_autofree char *value = g_strconcat ("Bearer ", key, NULL);

    soup_message_headers_replace (headers, "Authorization", value);
  }
  if (fault != NULL)
    soup_message_headers_replace (headers, "X-Sim-Fault", fault);
  if (body != NULL) {
    g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

    soup_message_set_request_body_from_bytes (message, "application/json", bytes);
  }
  return sim_send (fixture, message);
}

SimAnswer *
acoustic_send (SimFixture *fixture,
               const char *who,
               const char *method,
               const char *path,
               const char *body)
{
  return acoustic_send_bent (fixture, who, method, path, body, NULL);
}

/* The very bytes. */
SimRaw *
acoustic_send_raw (SimFixture *fixture,
                   const char *who,
                   const char *method,
                   const char *path,
                   const char *body,
                   const char *fault)
{
  g_autofree char *url = acoustic_url (fixture, "");
  g_autofree char *key = acoustic_key (fixture, who);
  g_autoptr (GString) request = g_string_new (NULL);

  g_string_printf (request,
                   "%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\n",
                   method,
                   path,
                   key);
  if (fault != NULL)
    g_string_append_printf (request, "X-Sim-Fault: %s\r\n", fault);
  if (body != NULL)
    g_string_append_printf (request,
                            "Content-Type: application/json\r\n"
                            "Content-Length: %" G_GSIZE_FORMAT "\r\n",
                            strlen (body));
  g_string_append_printf (request, "Connection: close\r\n\r\n%s", body != NULL ? body : "");
  return sim_raw_new (url, request->str);
}

/* Returns: (transfer full): the body, which is JSON */
JsonNode *
acoustic_get_node (SimAnswer *answer)
{
  g_autoptr (GBytes) bytes = g_bytes_new (answer->text, answer->size);
  g_autoptr (GError) error = NULL;
  JsonNode *node = cue_json_parse (bytes, &error);

  g_assert_no_error (error);
  return node;
}

/* Returns: (transfer full): `acoustic` of the simulator's status */
JsonObject *
acoustic_get_status (SimFixture *fixture)
{
  g_autoptr (JsonObject) status = cue_simulator_get_status (fixture->simulator);

  return json_object_ref (json_object_get_object_member (status, "acoustic"));
}

void
acoustic_switch (SimFixture *fixture, const char *name, const char *choice)
{
  g_autoptr (GError) error = NULL;

  cue_simulator_set_switch (fixture->simulator, name, choice, &error);
  g_assert_no_error (error);
}
