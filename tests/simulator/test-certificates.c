// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* The fault C-10: certificates that must not be trusted. */

#include "sim-fixture.h"

/* The system's authorities have no say here, and may be none at all: only the certificate with
 * another name would be trusted. */
static void
replace_authorities (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("G_TEST_SRCDIR"),
                                            "..",
                                            "src",
                                            "simulator",
                                            "certificates",
                                            "wrong-name.pem",
                                            NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsDatabase) database = g_tls_file_database_new (path, &error);

  g_assert_no_error (error);
  g_tls_backend_set_default_database (g_tls_backend_get_default (), database);
}

/* C-10: the certificate is what its name says. */
static void
test_certificates (SimFixture *fixture, gconstpointer data)
{
  static const struct {
    const char          *variant;
    GTlsCertificateFlags flag;
  } rows[] = {
    { "self-signed", G_TLS_CERTIFICATE_UNKNOWN_CA },
    { "expired", G_TLS_CERTIFICATE_EXPIRED },
    { "wrong-name", G_TLS_CERTIFICATE_BAD_IDENTITY },
  };

  if (!g_tls_backend_supports_tls (g_tls_backend_get_default ())) {
    g_test_skip ("no TLS here");
    return;
  }
  replace_authorities ();
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (SimAnswer) backend = NULL;
    g_autoptr (SimAnswer) state = NULL;
    g_autoptr (JsonObject) object = NULL;
    g_autoptr (SoupMessage) message = NULL;
    const char *url;

    g_assert_true (cue_simulator_set_fault_variant (fixture->simulator, "C-10", rows[i].variant));
    backend = sim_get (fixture, sim_url (fixture, "backendUrl"));
    object = sim_answer_get_object (backend);
    url = json_object_get_string_member (object, "stateUrl");
    g_assert_true (g_str_has_prefix (url, "https://127.0.0.1:"));
    message = soup_message_new ("GET", url);
    state = sim_send (fixture, message);
    g_assert_error (state->error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE);
    g_assert_cmpint (soup_message_get_tls_peer_certificate_errors (message) & rows[i].flag,
                     ==,
                     rows[i].flag);
  }
}

/* Exchange hands out no URL, so the description says where it has that certificate. */
static void
test_exchange (SimFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (SimAnswer) answer = NULL;
  g_autofree char *url = NULL;
  JsonObject      *acoustic;

  if (!g_tls_backend_supports_tls (g_tls_backend_get_default ())) {
    g_test_skip ("no TLS here");
    return;
  }
  acoustic = json_object_get_object_member (fixture->description, "acoustic");
  g_assert_false (json_object_has_member (acoustic, "tlsBaseUrl"));
  g_assert_true (cue_simulator_set_fault_variant (fixture->simulator, "C-10", "expired"));
  node = cue_simulator_describe (fixture->simulator);
  acoustic = json_object_get_object_member (json_node_get_object (node), "acoustic");
  url = g_strconcat (json_object_get_string_member (acoustic, "tlsBaseUrl"), "/v1/eventtype", NULL);
  message = soup_message_new ("GET", url);
  answer = sim_send (fixture, message);
  g_assert_error (answer->error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE);
}

/* With what another fault has made of the state URL there is nothing to be done. */
static void
test_beside_others (SimFixture *fixture, gconstpointer data)
{
  static const char *const variants[] = { "number", "null", "empty", "scheme", "missing" };

  if (!g_tls_backend_supports_tls (g_tls_backend_get_default ())) {
    g_test_skip ("no TLS here");
    return;
  }
  for (guint i = 0; i < G_N_ELEMENTS (variants); i++) {
    g_autoptr (SimAnswer) alone = NULL;
    g_autoptr (SimAnswer) both = NULL;

    g_assert_true (cue_simulator_set_fault_variant (fixture->simulator, "BB-1", variants[i]));
    alone = sim_get (fixture, sim_url (fixture, "backendUrl"));
    g_assert_true (cue_simulator_set_fault_variant (fixture->simulator, "C-10", "self-signed"));
    both = sim_get (fixture, sim_url (fixture, "backendUrl"));
    g_assert_cmpstr (both->text, ==, alone->text);
    g_assert_true (cue_simulator_set_fault_variant (fixture->simulator, "C-10", NULL));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/simulator/certificates/what-they-say",
              SimFixture,
              NULL,
              sim_fixture_set_up,
              test_certificates,
              sim_fixture_tear_down);
  g_test_add ("/simulator/certificates/exchange",
              SimFixture,
              NULL,
              sim_fixture_set_up,
              test_exchange,
              sim_fixture_tear_down);
  g_test_add ("/simulator/certificates/beside-others",
              SimFixture,
              NULL,
              sim_fixture_set_up,
              test_beside_others,
              sim_fixture_tear_down);
  return g_test_run ();
}
