// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Two sites whose hubs refuse every token, and take their time about it: longer than the time in
// which several refusals count as one. Each of them has the token renewed; that must be no reason
// for the other one to begin again.

#include "cue-config.h"

#include <locale.h>
#include <string.h>

#include "cue-doors-watch.h"
#include "cue-fake-clock.h"
#include "cue-profile.h"
#include "cue-time.h"
#include "fake-identity.h"

#define LIMIT_MS 60000
// Two of these are longer than the time in which refusals belong together (5 s), and four shorter
// than an upgrade may take (15 s).
#define SLOW CUE_SECONDS (3)

// The two sites and what stands open at each.
static const char *const sites[] = { "0b6f4a1e-7c55-4d0b-8a43-000000000001",
                                     "0b6f4a1e-7c55-4d0b-8a43-000000000002" };

typedef struct {
  FakeIdentity      *identity;
  SoupServer        *hubs;
  SoupServerMessage *held[2]; // owned, nullable: an upgrade that waits for its answer
  guint              n_upgrades;
  guint              last; // the site that was refused last
  CueClock          *clock;
  CueProfile        *profile;
  CueSecretStore    *secrets;
  CueHttpClient     *client;
  CueDoorsWatch     *doors;
} Fixture;

static gboolean
on_limit (gpointer user_data)
{
  g_error ("what was waited for did not come");
  return G_SOURCE_REMOVE;
}

#define WAIT_FOR(condition)                                 \
  do {                                                      \
    guint limit = g_timeout_add (LIMIT_MS, on_limit, NULL); \
    while (!(condition))                                    \
      g_main_context_iteration (NULL, TRUE);                \
    g_source_remove (limit);                                \
  } while (0)

static void
on_upgrade (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  Fixture *f = user_data;
  guint    n = g_str_equal (g_hash_table_lookup (query, "site_id"), sites[1]);

  g_assert_null (f->held[n]);
  f->n_upgrades++;
  f->held[n] = g_object_ref (message);
  soup_server_message_pause (message);
}

static CueSaltoHub *
get_hub (Fixture *f, guint n)
{
  g_autoptr (CueSaltoHub) hub = g_list_model_get_item (cue_doors_watch_get_hubs (f->doors), n);

  return hub;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (CueRedactor) redactor = cue_redactor_new ();
  g_autoptr (GBytes) secret = cue_secret_bytes_new ("secret", 6);
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;
  g_autofree char *both = g_strjoin ("\n", sites[0], sites[1], NULL);
  GSList          *uris;

  f->identity = fake_identity_new ();
  f->hubs = soup_server_new (NULL, NULL);
  soup_server_add_early_handler (f->hubs, "/v1/hub", on_upgrade, f, NULL);
  soup_server_listen_local (f->hubs, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (f->hubs);
  url = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  f->clock = cue_fake_clock_new (CUE_SECONDS (1795161600), CUE_SECONDS (1000));
  f->client = cue_http_client_new (f->clock, NULL, redactor);
  f->secrets = cue_secret_store_new_private ();
  f->profile = cue_profile_new ();
  g_object_set (cue_profile_get_doors (f->profile),
                "enabled",
                TRUE,
                "environment",
                CUE_SALTO_CUSTOM,
                "hub-url",
                url,
                "identity-url",
                f->identity->url,
                "sites",
                both,
                "incidents",
                FALSE,
                "token-source",
                CUE_TOKEN_SOURCE_CLIENT_CREDENTIALS,
                "client-id",
                "console",
                NULL);
  cue_secret_store_keep (f->secrets,
                         cue_profile_get_id (f->profile),
                         CUE_SECRET_KIND_DOORS_CLIENT,
                         secret);
  f->doors = cue_doors_watch_new (cue_profile_get_doors (f->profile),
                                  cue_profile_get_id (f->profile),
                                  f->client,
                                  f->secrets);
  cue_doors_watch_start (f->doors);
  WAIT_FOR (f->held[0] != NULL && f->held[1] != NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  cue_doors_watch_stop (f->doors);
  g_assert_finalize_object (f->doors);
  g_object_unref (f->client);
  g_object_unref (f->secrets);
  g_object_unref (f->profile);
  soup_server_disconnect (f->hubs);
  g_clear_object (&f->held[0]);
  g_clear_object (&f->held[1]);
  fake_identity_free (f->identity);
  g_object_unref (f->hubs);
  g_object_unref (f->clock);
}

// Time passes, then one of the upgrades that wait is refused: at the site that was refused before,
// as long as it asks, so that the other one is still there when the first has given up.
static void
refuse_one (Fixture *f)
{
  guint              n = f->held[f->last] != NULL ? f->last : 1 - f->last;
  SoupServerMessage *message = g_steal_pointer (&f->held[n]);

  f->last = n;
  cue_fake_clock_advance (CUE_FAKE_CLOCK (f->clock), SLOW);
  soup_server_message_set_status (message, SOUP_STATUS_UNAUTHORIZED, NULL);
  soup_server_message_unpause (message);
  g_object_unref (message);
  WAIT_FOR (f->held[n] != NULL || cue_salto_hub_get_blocked (get_hub (f, n)));
}

static gboolean
is_over (Fixture *f)
{
  return cue_salto_hub_get_blocked (get_hub (f, 0)) && cue_salto_hub_get_blocked (get_hub (f, 1));
}

static void
refuse_all (Fixture *f)
{
  while (!is_over (f)) {
    WAIT_FOR (f->held[0] != NULL || f->held[1] != NULL || is_over (f));
    if (is_over (f))
      break;
    // Two each, and not one more for the renewal that the other one asked for.
    g_assert_cmpuint (f->n_upgrades, <=, 4);
    refuse_one (f);
  }
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  refuse_all (f);
  g_assert_cmpint (cue_salto_hub_get_reason (get_hub (f, 0)), ==, CUE_SIGNALR_REASON_HTTP_401);
  g_assert_cmpint (cue_salto_hub_get_reason (get_hub (f, 1)), ==, CUE_SIGNALR_REASON_HTTP_401);
  // One for both to begin with, and another for each of them.
  g_assert_cmpuint (f->identity->n_requests, ==, 3);
  g_assert_cmpuint (f->n_upgrades, ==, 4);
}

// What is renewed because its life ends is another matter: by then the service may have changed
// its mind, and this happens once in a token's life.
static void
test_renewed (Fixture *f, gconstpointer data)
{
  CueFakeClock *clock = CUE_FAKE_CLOCK (f->clock);

  refuse_all (f);
  cue_fake_clock_advance (clock,
                          cue_fake_clock_get_next_due (clock) - cue_clock_get_monotonic (f->clock));
  WAIT_FOR (f->held[0] != NULL && f->held[1] != NULL);
  g_assert_cmpuint (f->identity->n_requests, ==, 4);
  g_assert_cmpuint (f->n_upgrades, ==, 6);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) \
  g_test_add ("/monitor/doors-tokens/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("refused", test_refused);
  ADD ("renewed", test_renewed);
  return g_test_run ();
}
