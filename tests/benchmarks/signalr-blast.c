// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <arpa/inet.h>
#include <glib.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "frame-head.h"

/*
 * A SignalR hub for benchmarks: everything it says is written down before the first client comes,
 * so that it is never what is waited for.
 *
 *   signalr-blast MESSAGES PER-FRAME
 *
 * Prints its port. Each connection gets the handshake, so many invocations of ReceiveMessage with
 * one door entry each, and nothing more. An entry is a JSON text of about 300 bytes, of a thousand
 * kinds.
 */

#define PIECE_BYTES (256 * 1024)

static void
append_frame (GByteArray *out, const char *payload, gsize length)
{
  guint8 header[FRAME_HEAD_MAX];
  guint  n = frame_head_write (header, 0x81, length);

  g_byte_array_append (out, header, n);
  g_byte_array_append (out, (const guint8 *) payload, (guint) length);
}

/* Non-ASCII in some, as names have it. */
static char *
make_invocation (guint i)
{
  static const char *const names[] = { "Anna Lind", "Zoë Müller", "Per Øst", "John Smith" };
  g_autofree char         *entry = g_strdup_printf (
    "{\\\"id\\\":\\\"%08x-1c9e-4c5f-9a41-5f4f3a%06x\\\",\\\"event_category\\\":\\\"%s\\\","
            "\\\"utc_date_time\\\":\\\"2026-11-22T18:%02u:%02uZ\\\",\\\"lock_customer_reference\\\":"
            "\\\"Gate %u\\\",\\\"user_first_name\\\":\\\"%s\\\",\\\"access_by\\\":\\\"tag\\\","
            "\\\"access_detail\\\":\\\"0%u\\\",\\\"exit_requested\\\":%s,\\\"ttl_in_seconds\\\":7776000}",
    i * 2654435761u,
    i,
    i % 7 == 0 ? "lock_rejected" : "lock_opened",
    i / 60 % 60,
    i % 60,
    i % 12,
    names[i % G_N_ELEMENTS (names)],
    1000000 + i,
    i % 5 == 0 ? "true" : "false");

  return g_strdup_printf ("{\"type\":1,\"target\":\"ReceiveMessage\",\"arguments\":[\"%s\"]}\x1e",
                          entry);
}

static GByteArray *
write_everything (guint n_messages, guint per_frame)
{
  GByteArray *out = g_byte_array_new ();
  g_autoptr (GString) frame = g_string_new (NULL);

  append_frame (out, "{}\x1e", 3);
  for (guint i = 0; i < n_messages; i++) {
    g_autofree char *invocation = make_invocation (i);

    g_string_append (frame, invocation);
    if ((i + 1) % per_frame == 0 || i + 1 == n_messages) {
      append_frame (out, frame->str, frame->len);
      g_string_truncate (frame, 0);
    }
  }
  return out;
}

static gboolean
write_all (int socket, const void *bytes, gsize length)
{
  const char *at = bytes;

  while (length > 0) {
    gssize n = send (socket, at, MIN (length, PIECE_BYTES), MSG_NOSIGNAL);

    if (n <= 0)
      return FALSE;
    at += n;
    length -= (gsize) n;
  }
  return TRUE;
}

static gboolean
read_until (int socket, GString *text, const char *end)
{
  char   bytes[4096];
  gssize n;

  while (strstr (text->str, end) == NULL) {
    n = recv (socket, bytes, sizeof bytes, 0);
    if (n <= 0)
      return FALSE;
    g_string_append_len (text, bytes, n);
  }
  return TRUE;
}

static void
accept_upgrade (int socket, const char *head)
{
  const char      *at = strcasestr (head, "Sec-WebSocket-Key:");
  g_autofree char *key = NULL;
  g_autofree char *accept_key = NULL;
  g_autofree char *answer = NULL;
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);
  guint8 digest[20];
  gsize  length = sizeof digest;

  if (at == NULL)
    return;
  key = g_strndup (at + 18, strcspn (at + 18, "\r\n"));
  g_strstrip (key);
  g_checksum_update (checksum, (const guchar *) key, -1);
  g_checksum_update (checksum, (const guchar *) "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", -1);
  g_checksum_get_digest (checksum, digest, &length);
  accept_key = g_base64_encode (digest, length);
  answer = g_strdup_printf ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                            "Connection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n\r\n",
                            accept_key);
  write_all (socket, answer, strlen (answer));
}

static void
serve (int socket, GByteArray *everything)
{
  g_autoptr (GString) head = g_string_new (NULL);
  char bytes[4096];

  if (!read_until (socket, head, "\r\n\r\n"))
    return;
  accept_upgrade (socket, head->str);
  /* The handshake, masked; what it says is known. */
  if (recv (socket, bytes, sizeof bytes, 0) <= 0 ||
      !write_all (socket, everything->data, everything->len))
    return;
  while (recv (socket, bytes, sizeof bytes, 0) > 0)
    ;
}

int
main (int argc, char **argv)
{
  struct sockaddr_in address = { .sin_family = AF_INET };
  socklen_t          length = sizeof address;
  int                listener = socket (AF_INET, SOCK_STREAM, 0);
  int                client;
  int                yes = 1;
  g_autoptr (GByteArray) everything = NULL;

  if (argc != 3)
    g_error ("Usage: signalr-blast MESSAGES PER-FRAME");
  everything = write_everything ((guint) g_ascii_strtoull (argv[1], NULL, 10),
                                 (guint) g_ascii_strtoull (argv[2], NULL, 10));
  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  if (bind (listener, (struct sockaddr *) &address, length) != 0 || listen (listener, 8) != 0 ||
      getsockname (listener, (struct sockaddr *) &address, &length) != 0)
    g_error ("no port");
  g_print ("port %u\n", ntohs (address.sin_port));
  while ((client = accept (listener, NULL, NULL)) >= 0) {
    setsockopt (client, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    serve (client, everything);
    close (client);
  }
  return 0;
}
