// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-http-fixture.h"

#include "cue-fake-clock.h"
#include "cue-system-clock.h"

#include <string.h>

#define PATIENCE_S 60

static CueHttpFixture *
make_fixture (CueClock *clock)
{
  CueHttpFixture *self = g_new0 (CueHttpFixture, 1);

  self->clock = clock;
  self->trace = cue_trace_new ();
  self->redactor = cue_redactor_new ();
  self->client = cue_http_client_new (clock, self->trace, self->redactor);
  return self;
}

CueHttpFixture *
cue_http_fixture_new (void)
{
  return make_fixture (g_object_ref (cue_system_clock_get_default ()));
}

CueHttpFixture *
cue_http_fixture_new_fake (void)
{
  return make_fixture (cue_fake_clock_new (G_GINT64_CONSTANT (1795164000000000), 5000000));
}

void
cue_http_fixture_free (CueHttpFixture *self)
{
  g_clear_object (&self->client);
  g_clear_object (&self->trace);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->redactor, cue_redactor_unref);
  g_free (self);
}

static gboolean
on_too_late (gpointer data)
{
  g_error ("The test waited for %d s in vain", PATIENCE_S);
  return G_SOURCE_REMOVE;
}

void
cue_http_fixture_spin (gboolean (*until) (gpointer data), gpointer data)
{
  guint limit = g_timeout_add_seconds (PATIENCE_S, on_too_late, NULL);

  while (!until (data))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (limit);
}

static void
on_sent (GObject *object, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static gboolean
is_set (gpointer data)
{
  return *(gpointer *) data != NULL;
}

CueHttpResponse *
cue_http_fixture_send (CueHttpFixture *self, CueHttpRequest *request, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cue_http_client_send_async (self->client, request, NULL, on_sent, &result);
  cue_http_fixture_spin (is_set, &result);
  return cue_http_client_send_finish (self->client, result, error);
}

CueHttpResponse *
cue_http_fixture_get (CueHttpFixture *self, CueTestServer *server, const char *path, GError **error)
{
  g_autofree char *url = cue_test_server_make_url (server, path);
  g_autoptr (CueHttpRequest) request = cue_http_request_new ("GET", url);

  cue_http_request_set_purpose (request, "Test");
  return cue_http_fixture_send (self, request, error);
}

/* Borrowed from the trace. */
CueExchange *
cue_http_fixture_last_exchange (CueHttpFixture *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->trace));
  g_autoptr (CueExchange) exchange = NULL;

  g_assert_cmpuint (n, >, 0);
  exchange = g_list_model_get_item (G_LIST_MODEL (self->trace), n - 1);
  return exchange;
}

void
cue_assert_says (const GError *error, const char *words)
{
  g_assert_nonnull (error);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” does not say “%s”", error->message, words);
}

GBytes *
cue_test_compress (GZlibCompressorFormat format, const char *text, gsize length)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (format, 9);
  g_autoptr (GInputStream)
    plain = g_memory_input_stream_new_from_data (text, (gssize) length, NULL);
  g_autoptr (GInputStream) stream = g_converter_input_stream_new (plain, G_CONVERTER (compressor));
  g_autoptr (GByteArray) out = g_byte_array_new ();
  guint8 piece[16384];
  gssize n;

  while ((n = g_input_stream_read (stream, piece, sizeof piece, NULL, NULL)) > 0)
    g_byte_array_append (out, piece, (guint) n);
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}
