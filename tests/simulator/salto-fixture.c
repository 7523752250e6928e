// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "salto-fixture.h"

#include "cue-json.h"

#define KEY         "dGhlIHNhbXBsZSBub25jZQ=="
#define QUIET_MS    5
#define MANY_BYTES  (256u * 1024 * 1024)
#define SHOWN_BYTES 4096
#define TURNS       3

const char *
salto_word (SimFixture *fixture, const char *name)
{
  return json_object_get_string_member (json_object_get_object_member (fixture->description,
                                                                       "salto"),
                                        name);
}

const char *
salto_site (SimFixture *fixture, guint n)
{
  JsonObject *salto = json_object_get_object_member (fixture->description, "salto");

  return json_array_get_string_element (json_object_get_array_member (salto, "siteIds"), n);
}

/* @headers: (nullable): whole lines */
SaltoClient *
salto_open (SimFixture *fixture, const char *path, const char *headers)
{
  SaltoClient     *client = g_new0 (SaltoClient, 1);
  g_autofree char *request =
    g_strdup_printf ("GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: "
                     "keep-alive, Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " KEY
                     "\r\n%s\r\n",
                     path,
                     headers != NULL ? headers : "");

  client->seen = g_string_new (NULL);
  client->raw = sim_raw_new (salto_word (fixture, "hubUrl"), request);
  return client;
}

/* Opens a stream of a whole site and shakes hands. @fault: (nullable): value of X-Sim-Fault */
SaltoClient *
salto_connect (SimFixture *fixture, const char *stream, guint site, const char *fault)
{
  g_autofree char *path =
    g_strdup_printf ("/v1/hub/%s?site_id=%s", stream, salto_site (fixture, site));
  g_autofree char *headers = g_strdup_printf ("Authorization: Bearer %s\r\n%s%s%s",
                                              salto_word (fixture, "token"),
                                              fault != NULL ? "X-Sim-Fault: " : "",
                                              fault != NULL ? fault : "",
                                              fault != NULL ? "\r\n" : "");
  SaltoClient     *client = salto_open (fixture, path, headers);

  salto_wait_for (client, "\r\n\r\n");
  if (client->upgraded)
    salto_send (client, SALTO_HANDSHAKE);
  return client;
}

void
salto_send_frame (SaltoClient *client, guint opcode, const void *data, gsize size)
{
  static const guint8 mask[4] = { 0x12, 0x34, 0x56, 0x78 };
  g_autoptr (GByteArray) frame = g_byte_array_new ();
  guint8 head[4] = { (guint8) (0x80 | opcode), (guint8) (0x80 | size) };
  gsize  sent = 0;

  if (size >= 126) {
    head[1] = 0x80 | 126;
    head[2] = (guint8) (size >> 8);
    head[3] = (guint8) size;
  }
  g_byte_array_append (frame, head, size >= 126 ? 4 : 2);
  g_byte_array_append (frame, mask, sizeof mask);
  for (gsize i = 0; i < size; i++) {
    guint8 byte = ((const guint8 *) data)[i] ^ mask[i % 4];

    g_byte_array_append (frame, &byte, 1);
  }
  while (sent < frame->len) {
    gssize part = g_socket_send (client->raw->socket,
                                 (const char *) frame->data + sent,
                                 frame->len - sent,
                                 NULL,
                                 NULL);

    if (part > 0)
      sent += (gsize) part;
    else
      g_main_context_iteration (NULL, FALSE);
  }
}

void
salto_send (SaltoClient *client, const char *text)
{
  salto_send_frame (client, 1, text, strlen (text));
}

static void
note_frame (SaltoClient *client, guint opcode, gboolean fin, const guint8 *data, gsize size)
{
  static const char *const names[] = { "more", "text", "binary" };

  if (opcode == 8)
    g_string_append_printf (client->seen, "[close %u]", size >= 2 ? data[0] * 256u + data[1] : 0);
  else if (opcode > 2)
    g_string_append_printf (client->seen, "[opcode %u]", opcode);
  else
    g_string_append_printf (client->seen, "[%s%s]", names[opcode], fin ? "" : "+");
  if (opcode != 8)
    g_string_append_len (client->seen, (const char *) data, (gssize) MIN (size, SHOWN_BYTES));
  if (opcode <= 2) {
    client->frames++;
    client->payload += size;
  }
}

static void
parse (SaltoClient *client)
{
  GByteArray *bytes = client->raw->bytes;

  if (!client->upgraded) {
    const char *end = memmem (bytes->data, bytes->len, "\r\n\r\n", 4);

    if (end == NULL)
      return;
    client->upgraded = memmem (bytes->data, bytes->len, "HTTP/1.1 101 ", 13) != NULL;
    client->parsed = client->upgraded ? (gsize) (end + 4 - (const char *) bytes->data) : bytes->len;
    g_string_truncate (client->seen, 0);
    g_string_append_len (client->seen, (const char *) bytes->data, (gssize) client->parsed);
  }
  while (client->upgraded && bytes->len - client->parsed >= 2) {
    const guint8 *data = bytes->data + client->parsed;
    gsize         left = bytes->len - client->parsed;
    gsize         head = 2;
    guint64       size = data[1];

    /* A server never masks. */
    g_assert_cmpuint (data[1] & 0x80, ==, 0);
    if (size >= 126) {
      guint n = size == 126 ? 2 : 8;

      if (left < 2 + n)
        return;
      size = 0;
      for (guint i = 0; i < n; i++)
        size = size << 8 | data[2 + i];
      head += n;
    }
    if (left < head + size)
      return;
    note_frame (client, data[0] & 0x0f, (data[0] & 0x80) != 0, data + head, size);
    client->parsed += head + size;
  }
}

SimRawEnd
salto_read (SaltoClient *client, guint quiet_ms)
{
  SimRawEnd end = sim_raw_read (client->raw, MANY_BYTES, quiet_ms);

  /* On a busy machine that time may have gone by without a turn of the main loop. */
  for (guint i = 0; i < TURNS && end == SIM_RAW_QUIET; i++)
    end = sim_raw_read (client->raw, MANY_BYTES, 0);
  parse (client);
  return end;
}

void
salto_wait_frames (SaltoClient *client, guint frames)
{
  gint64 begin_us = g_get_monotonic_time ();

  while (client->frames < frames) {
    SimRawEnd end = salto_read (client, QUIET_MS);

    if (client->frames < frames &&
        (end != SIM_RAW_QUIET || g_get_monotonic_time () - begin_us > SIM_PATIENCE_MS * 1000))
      g_error ("%u frames in place of %u: %s", client->frames, frames, client->seen->str);
  }
}

gboolean
salto_saw (SaltoClient *client, const char *text)
{
  return memmem (client->seen->str, client->seen->len, text, strlen (text)) != NULL;
}

void
salto_wait_for (SaltoClient *client, const char *text)
{
  gint64 begin_us = g_get_monotonic_time ();

  while (!salto_saw (client, text)) {
    SimRawEnd end = salto_read (client, QUIET_MS);

    if (!salto_saw (client, text) &&
        (end != SIM_RAW_QUIET || g_get_monotonic_time () - begin_us > SIM_PATIENCE_MS * 1000))
      g_error ("no “%s” in: %s", text, client->seen->str);
  }
}

/* @doors: JSON, as in a step of a scenario */
void
salto_order (SimFixture *fixture, const char *doors)
{
  g_autofree char *text = g_strdup_printf ("{\"doors\":%s}", doors);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = cue_json_parse (bytes, &error);

  g_assert_no_error (error);
  cue_simulator_set_state (fixture->simulator, json_node_get_object (node), &error);
  g_assert_no_error (error);
}

/* Lets time go by until the crowd has sent something to this client, or the connection ends. */
void
salto_next_event (SimFixture *fixture, SaltoClient *client)
{
  gsize seen = client->seen->len;

  for (guint i = 0; i < 200 && client->seen->len == seen; i++) {
    sim_advance (fixture, 1);
    if (salto_read (client, 2) != SIM_RAW_QUIET)
      return;
  }
  /* And the rest of it. */
  salto_read (client, 20);
}

void
salto_close (SaltoClient *client)
{
  sim_raw_free (client->raw);
  g_string_free (client->seen, TRUE);
  g_free (client);
}
