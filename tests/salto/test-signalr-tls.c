// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "hub-case.h"

#include <string.h>

/*
 * A hub over TLS (services reference C-10): what may be trusted connects, and nobody else learns as
 * much as the address that was wanted, let alone the token.
 */

#define RECORD "{\"type\":1,\"target\":\"ReceiveMessage\",\"arguments\":[\"x\"]}\x1e"
#define ROUNDS 40
#define EACH   1000

static GTlsCertificate *
load_certificate (const char *path)
{
  g_autoptr (GError) error = NULL;
  GTlsCertificate *certificate = g_tls_certificate_new_from_file (path, &error);

  g_assert_no_error (error);
  return certificate;
}

static void
trust (HubCase *hub, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsDatabase) database = g_tls_file_database_new (path, &error);

  g_assert_no_error (error);
  cue_http_client_set_tls_database (hub->client, database);
}

static void
set_token (HubCase *hub)
{
  const char *tokens[] = { "secret-token", NULL };
  g_autoptr (CueTokenProvider) provider = token_list_new (tokens);

  cue_signalr_connection_set_token_provider (hub->connection,
                                             provider,
                                             CUE_SIGNALR_TOKEN_IN_HEADER);
}

static void
serve (HubPeer *peer, gpointer data)
{
  if (!hub_peer_accept (peer) || !hub_peer_read_handshake (peer))
    return;
  hub_peer_send_text (peer, "{}\x1e" RECORD);
  hub_peer_wait_for_end (peer);
}

/* @authority: NULL for those of the system. */
static void
check_refused (const char *path, const char *authority, const char *words)
{
  g_autoptr (GTlsCertificate) certificate = load_certificate (path);
  g_autoptr (HubCase) hub = hub_case_new_tls (serve, NULL, certificate);

  if (authority != NULL)
    trust (hub, authority);
  set_token (hub);
  hub_case_start (hub);
  hub_case_wait (hub, "closed tls");
  if (strstr (hub->told->str, words) == NULL)
    g_error ("not “%s” but:\n%s", words, hub->told->str);
  g_assert_cmpint (cue_signalr_connection_get_reason (hub->connection), ==, CUE_SIGNALR_REASON_TLS);
  hub_case_wait_for_server (hub, 0);
  g_assert_cmpuint (hub_server_get_n_connections (hub->server), ==, 0);
}

/* Those that the simulator shows, and those of an authority that is known but for one fault each.
 */
static void
test_refused (void)
{
  g_autofree char *thrown =
    g_test_build_filename (G_TEST_DIST, "..", "src", "simulator", "certificates", NULL);
  g_autofree char *expired = g_build_filename (thrown, "expired.pem", NULL);
  g_autofree char *wrong_name = g_build_filename (thrown, "wrong-name.pem", NULL);
  g_autofree char *self_signed = g_build_filename (thrown, "self-signed.pem", NULL);
  g_autofree char *good = g_test_build_filename (G_TEST_DIST, "net", "tls", "good.pem", NULL);

  check_refused (self_signed, NULL, "self-signed or signed by an authority");
  check_refused (expired, expired, "has expired");
  check_refused (wrong_name, wrong_name, "belongs to another name");
  check_refused (good, NULL, "self-signed or signed by an authority");
}

static HubCase *
make_trusted (HubHandler handler)
{
  g_autofree char *good = g_test_build_filename (G_TEST_DIST, "net", "tls", "good.pem", NULL);
  g_autofree char *authority = g_test_build_filename (G_TEST_DIST, "net", "tls", "ca.pem", NULL);
  g_autoptr (GTlsCertificate) certificate = load_certificate (good);
  HubCase *hub = hub_case_new_tls (handler, NULL, certificate);

  trust (hub, authority);
  return hub;
}

static void
test_trusted (void)
{
  g_autoptr (HubCase) hub = make_trusted (serve);
  g_autofree char *request = NULL;

  set_token (hub);
  hub_case_start (hub);
  hub_case_wait (hub, "text x");
  request = hub_server_get_request (hub->server, 0);
  g_assert_nonnull (strstr (request, "\r\nAuthorization: Bearer secret-token\r\n"));
  cue_signalr_connection_stop (hub->connection);
  hub_case_wait (hub, "closed stopped");
  hub_case_wait_for_server (hub, 0);
}

static void
serve_much (HubPeer *peer, gpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < EACH; i++)
    g_string_append (text, RECORD);
  if (!hub_peer_accept (peer) || !hub_peer_read_handshake (peer))
    return;
  hub_peer_send_text (peer, "{}\x1e");
  for (guint i = 0; i < ROUNDS; i++)
    hub_peer_send_frame (peer, 0x81, text->str, text->len);
  hub_peer_send_text (peer, "{\"type\":7}\x1e");
  hub_peer_wait_for_end (peer);
}

/* Many turns of the main loop, and TLS keeps bytes of its own. */
static void
test_much (void)
{
  g_autoptr (HubCase) hub = make_trusted (serve_much);

  hub->quiet = TRUE;
  hub_case_start (hub);
  hub_case_wait (hub, "closed closed-by-server");
  g_assert_cmpuint (hub->n_messages, ==, ROUNDS * EACH);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/salto/signalr/tls/refused", test_refused);
  g_test_add_func ("/salto/signalr/tls/trusted", test_trusted);
  g_test_add_func ("/salto/signalr/tls/much", test_much);
  return g_test_run ();
}
