// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-error.h"
#include "cue-http-fixture.h"

#include <string.h>

#define OK_JSON                                                           \
  "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " \
  "11\r\n\r\n{\"a\":\"b\\u00e9\"}"

static gboolean
reply_kept (CueTestConnection *connection, const char *request, gpointer data)
{
  const char *body = data;

  return cue_test_connection_printf (connection,
                                     "HTTP/1.1 200 OK\r\nContent-Type: "
                                     "application/json\r\nContent-Length: %zu\r\n\r\n%s",
                                     strlen (body),
                                     body);
}

static void
test_plain (void)
{
  g_autoptr (CueHttpFixture) fixture = cue_http_fixture_new ();
  g_autoptr (CueTestServer) server = cue_test_server_new (reply_kept, (gpointer) "{\"a\":1}");
  g_autoptr (GError) error = NULL;
  g_autoptr (CueHttpResponse) response = cue_http_fixture_get (fixture, server, "/x?y=1", &error);
  g_autoptr (JsonNode) node = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (cue_http_response_get_status (response), ==, 200);
  g_assert_cmpstr (cue_http_response_get_content_type (response), ==, "application/json");
  node = cue_http_response_get_json (response, &error);
  g_assert_no_error (error);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (node), "a"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/http/plain", test_plain);
  return g_test_run ();
}
