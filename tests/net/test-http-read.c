// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-error.h"
#include "cue-http-fixture.h"
#include "cue-http-read.h"

/* Small answers are read where they arrive, large ones in a worker; the caller sees no difference
 * but that its window goes on. */

typedef struct {
  GAsyncResult *result; /* owned */
} Pending;

static GThread *read_in; /* where the last one was read */

static gboolean
reply_numbers (CueTestConnection *connection, const char *request, gpointer data)
{
  const char *numbers = data;

  cue_test_connection_printf (connection,
                              "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                              "Connection: close\r\n\r\n[%s0]",
                              numbers);
  return FALSE;
}

static gpointer
read_json (CueHttpResponse *response, GError **error)
{
  read_in = g_thread_self ();
  return cue_http_response_get_json (response, error);
}

static void
free_json (gpointer data)
{
  json_node_unref (data);
}

static void
on_read (GObject *object, GAsyncResult *result, gpointer data)
{
  Pending *pending = data;

  g_assert_true (g_main_context_is_owner (g_main_context_default ()));
  pending->result = g_object_ref (result);
}

static gboolean
is_over (gpointer data)
{
  Pending *pending = data;

  return pending->result != NULL;
}

static JsonNode *
read_numbers (const char *numbers, GCancellable *cancellable, GError **error)
{
  g_autoptr (CueHttpFixture) fixture = cue_http_fixture_new ();
  g_autoptr (CueTestServer) server = cue_test_server_new (reply_numbers, (gpointer) numbers);
  g_autoptr (CueHttpResponse) response = cue_http_fixture_get (fixture, server, "/", NULL);
  g_autoptr (CueHttpResponse) read = NULL;
  Pending   pending = { NULL };
  JsonNode *node;

  g_assert_nonnull (response);
  read_in = NULL;
  cue_http_response_read_async (response, read_json, free_json, cancellable, on_read, &pending);
  g_assert_null (pending.result);
  if (cancellable != NULL)
    g_cancellable_cancel (cancellable);
  cue_http_fixture_spin (is_over, &pending);
  node = cue_http_response_read_finish (pending.result, &read, error);
  g_assert_true (read == response);
  g_object_unref (pending.result);
  return node;
}

static void
test_small (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = read_numbers ("1,2,", NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), ==, 3);
  g_assert_true (read_in == g_thread_self ());
}

static void
test_large (void)
{
  g_autoptr (GString) numbers = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;

  for (guint i = 0; numbers->len <= CUE_HTTP_LARGE_BYTES; i++)
    g_string_append_printf (numbers, "%u,", i);
  node = read_numbers (numbers->str, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), >, 10000);
  g_assert_nonnull (read_in);
  g_assert_false (read_in == g_thread_self ());

  /* what is wrong with it is told all the same */
  g_string_append (numbers, "x,");
  g_assert_null (read_numbers (numbers->str, NULL, &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_PROTOCOL);
}

static void
test_cancelled (void)
{
  g_autoptr (GString) numbers = g_string_new (NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; numbers->len <= CUE_HTTP_LARGE_BYTES; i++)
    g_string_append_printf (numbers, "%u,", i);
  g_assert_null (read_numbers (numbers->str, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/read/small", test_small);
  g_test_add_func ("/net/read/large", test_large);
  g_test_add_func ("/net/read/cancelled", test_cancelled);
  return g_test_run ();
}
