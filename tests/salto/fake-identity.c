// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "fake-identity.h"

#include <string.h>

static void
reply (FakeIdentity *self, SoupServerMessage *message)
{
  g_autofree char *tokens = NULL;
  g_autofree char *refresh = NULL;
  const char      *text = self->reply;

  if (text == NULL) {
    refresh = self->rotates
                ? g_strdup_printf (",\"refresh_token\":\"refresh-%u\"", self->n_requests)
                : g_strdup ("");
    text = tokens = g_strdup_printf ("{\"access_token\":\"access-%u\",\"expires_in\":%d,"
                                     "\"token_type\":\"Bearer\"%s}",
                                     self->n_requests,
                                     self->life,
                                     refresh);
  }
  soup_server_message_set_status (message, self->status, NULL);
  soup_server_message_set_response (message,
                                    self->reply_type != NULL ? self->reply_type
                                                             : "application/json",
                                    SOUP_MEMORY_COPY,
                                    text,
                                    strlen (text));
}

static void
on_token (SoupServer        *server,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           user_data)
{
  FakeIdentity       *self = user_data;
  SoupMessageBody    *body = soup_server_message_get_request_body (message);
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  self->n_requests++;
  g_free (self->body);
  self->body = g_strndup (body->data, body->length);
  g_free (self->authorization);
  self->authorization = g_strdup (soup_message_headers_get_one (headers, "Authorization"));
  g_assert_cmpstr (soup_server_message_get_method (message), ==, "POST");
  g_assert_cmpstr (soup_message_headers_get_content_type (headers, NULL),
                   ==,
                   "application/x-www-form-urlencoded");
  if (!self->hold) {
    reply (self, message);
    return;
  }
  soup_server_message_pause (message);
  g_ptr_array_add (self->held, g_object_ref (message));
}

FakeIdentity *
fake_identity_new (void)
{
  FakeIdentity *self = g_new0 (FakeIdentity, 1);
  g_autoptr (GError) error = NULL;
  GSList *uris;

  self->status = 200;
  self->life = 3600;
  self->held = g_ptr_array_new_with_free_func (g_object_unref);
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, "/connect/token", on_token, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->url = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return self;
}

void
fake_identity_free (FakeIdentity *self)
{
  soup_server_disconnect (self->server);
  // libsoup lets go of its connections in the main loop.
  fake_identity_spin ();
  g_object_unref (self->server);
  g_ptr_array_unref (self->held);
  g_free (self->url);
  g_free (self->body);
  g_free (self->authorization);
  g_free (self->reply);
  g_free (self->reply_type);
  g_free (self);
}

void
fake_identity_answer (FakeIdentity *self, guint status, const char *text)
{
  g_free (self->reply);
  self->reply = g_strdup (text);
  self->status = status;
}

void
fake_identity_release (FakeIdentity *self)
{
  self->hold = FALSE;
  for (guint i = 0; i < self->held->len; i++) {
    reply (self, g_ptr_array_index (self->held, i));
    soup_server_message_unpause (g_ptr_array_index (self->held, i));
  }
  g_ptr_array_set_size (self->held, 0);
}

// A field of the last form, decoded; nullable.
char *
fake_identity_get_field (FakeIdentity *self, const char *name)
{
  g_autoptr (GHashTable) form = soup_form_decode (self->body != NULL ? self->body : "");

  return g_strdup (g_hash_table_lookup (form, name));
}

// Long enough for anything on loopback that is under way, for things that must not happen.
void
fake_identity_spin (void)
{
  gint64 end = g_get_monotonic_time () + 50 * 1000;

  while (g_get_monotonic_time () < end) {
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);
  }
}
