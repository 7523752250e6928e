// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* How calls are sent: what goes over the wire, how often, and what is kept of it. */

#include "acoustic-world.h"
#include "cue-error.h"

#include <string.h>

/* ---- what is sent --------------------------------------------------------------------------- */

static void
test_wire (void)
{
  static const char body[] = "{ \"events\" : [ ] }";
  g_autofree char  *text = acoustic_make_answer (200, NULL, "");
  g_autoptr (GBytes) bytes = g_bytes_new_static (body, strlen (body));
  AcousticWorld world;

  acoustic_world_init_text (&world, text);
  for (guint call = 0; call < CUE_ACOUSTIC_N_CALLS; call++) {
    g_autoptr (CueAcousticReply) reply = NULL;
    g_autofree char *sent = NULL;
    g_autofree char *start = NULL;
    const char      *path;

    cue_acoustic_client_set_max_tries (world.client, 1);
    if (call == CUE_ACOUSTIC_CALL_PUBLISH)
      reply =
        acoustic_world_take (&world, cue_acoustic_request_new_publish (world.base_url, bytes));
    else
      reply = acoustic_world_take (&world, acoustic_world_make (&world, (CueAcousticCall) call));
    sent = cue_test_server_get_request (world.server, call);
    path = cue_acoustic_request_get_url (cue_acoustic_reply_get_request (reply)) +
           strlen (world.base_url);
    start = g_strdup_printf ("%s %s HTTP/1.1\r\n",
                             cue_acoustic_call_get_method ((CueAcousticCall) call),
                             path);
    g_assert_true (g_str_has_prefix (sent, start));
    acoustic_assert_says (sent, "\r\nAuthorization: Bearer " WORLD_KEY "\r\n");
    acoustic_assert_says (sent, "\r\nContent-Type: application/json\r\n");
    g_assert_null (strstr (sent, "Cookie"));
    if (call == CUE_ACOUSTIC_CALL_PUBLISH)
      g_assert_true (g_str_has_suffix (sent, "\r\n\r\n{ \"events\" : [ ] }"));
    if (cue_acoustic_request_get_body (cue_acoustic_reply_get_request (reply)) == NULL)
      g_assert_true (g_str_has_suffix (sent, "\r\n\r\n"));
  }
  acoustic_world_clear (&world);
}

static void
check_unsent (AcousticWorld *world, CueAcousticRequest *request, const char *words)
{
  g_autoptr (CueAcousticReply) reply = acoustic_world_take (world, request);

  g_assert_cmpint (cue_acoustic_reply_get_outcome (reply), ==, CUE_OUTCOME_NOT_SENT);
  g_assert_cmpuint (cue_acoustic_reply_get_status (reply), ==, 0);
  acoustic_assert_says (cue_acoustic_reply_get_message (reply), words);
  g_assert_cmpuint (cue_test_server_count (world->server), ==, 0);
}

static void
test_not_sent (void)
{
  AcousticWorld world;
  g_autoptr (CueAcousticClient) elsewhere = NULL;

  acoustic_world_init_text (&world, "");
  check_unsent (&world,
                cue_acoustic_request_new_list_types ("http://localhost:1"),
                "another connection");
  check_unsent (&world,
                cue_acoustic_request_new_delete_type (world.base_url, ".."),
                "cannot be a part of an address");
  cue_acoustic_client_set_key (world.client, "a key with blanks");
  check_unsent (&world, acoustic_world_make (&world, CUE_ACOUSTIC_CALL_PUBLISH), "blank");
  cue_acoustic_client_set_key (world.client, "");
  g_assert_false (cue_acoustic_client_has_key (world.client));
  check_unsent (&world, acoustic_world_make (&world, CUE_ACOUSTIC_CALL_PUBLISH), "missing");
  g_clear_object (&world.client);
  world.client =
    cue_acoustic_client_new (world.http, "http://api.example", CUE_ACOUSTIC_ROLE_PUBLISHER);
  cue_acoustic_client_set_key (world.client, WORLD_KEY);
  check_unsent (&world, cue_acoustic_request_new_list_types ("http://api.example"), "https");
  acoustic_world_clear (&world);
}

static void
test_key (void)
{
  g_autofree char *text = acoustic_make_answer (200, NULL, "[]");
  AcousticWorld    world;
  g_autoptr (CueAcousticReply) reply = NULL;
  g_autofree char *sent = NULL;

  g_assert_true (cue_acoustic_client_check_key (" Bearer abc-1:US \n", NULL));
  g_assert_false (cue_acoustic_client_check_key ("", NULL));
  g_assert_false (cue_acoustic_client_check_key ("Bearer ", NULL));
  g_assert_false (cue_acoustic_client_check_key ("a b", NULL));
  g_assert_false (cue_acoustic_client_check_key ("a\r\nX: y", NULL));
  g_assert_false (cue_acoustic_client_check_key ("clé", NULL));

  acoustic_world_init_text (&world, text);
  cue_acoustic_client_set_key (world.client, " bearer  pasted-key-1 \n");
  reply = acoustic_world_take (&world, acoustic_world_make (&world, CUE_ACOUSTIC_CALL_LIST_TYPES));
  sent = cue_test_server_get_request (world.server, 0);
  acoustic_assert_says (sent, "\r\nAuthorization: Bearer pasted-key-1\r\n");
  acoustic_world_clear (&world);
}

static void
test_roles (void)
{
  AcousticWorld world;

  acoustic_world_init_text (&world, "");
  g_assert_true (cue_acoustic_client_fits_role (world.client, CUE_ACOUSTIC_CALL_LIST_FILES));
  g_clear_object (&world.client);
  world.client = cue_acoustic_client_new (world.http, world.base_url, CUE_ACOUSTIC_ROLE_PUBLISHER);
  g_assert_false (cue_acoustic_client_fits_role (world.client, CUE_ACOUSTIC_CALL_LIST_FILES));
  g_assert_true (cue_acoustic_client_fits_role (world.client, CUE_ACOUSTIC_CALL_PUBLISH));
  g_assert_true (cue_acoustic_client_fits_role (world.client, CUE_ACOUSTIC_CALL_DELETE_TYPE));
  acoustic_world_clear (&world);
}

/* ---- how often ------------------------------------------------------------------------------ */

/* Fails as often as told, then answers. */
typedef struct {
  guint       n_failures;
  const char *failure; /* NULL: the connection ends without a byte */
  const char *answer;
} Flaky;

static gboolean
be_flaky (CueTestConnection *connection, const char *request, gpointer data)
{
  Flaky *flaky = data;

  if (flaky->n_failures == 0) {
    cue_test_connection_write (connection, flaky->answer, -1);
    return FALSE;
  }
  flaky->n_failures--;
  if (flaky->failure != NULL)
    cue_test_connection_write (connection, flaky->failure, -1);
  return FALSE;
}

static void
check_tries (CueAcousticCall call,
             const char     *failure,
             guint           n_failures,
             guint           n_sent,
             CueOutcome      outcome)
{
  g_autofree char *answer = acoustic_make_answer (200, NULL, "[]");
  Flaky            flaky = { n_failures, failure, answer };
  AcousticWorld    world;
  g_autoptr (CueAcousticReply) reply = NULL;

  acoustic_world_init (&world, be_flaky, &flaky);
  reply = acoustic_world_take (&world, acoustic_world_make (&world, call));
  g_assert_cmpint (cue_acoustic_reply_get_outcome (reply), ==, outcome);
  g_assert_cmpuint (cue_acoustic_reply_get_n_tries (reply), ==, n_sent);
  g_assert_cmpuint (cue_test_server_count (world.server), ==, n_sent);
  acoustic_world_clear (&world);
}

static void
test_reading_is_repeated (void)
{
  const CueAcousticCall call = CUE_ACOUSTIC_CALL_LIST_TYPES;
  g_autofree char      *busy = acoustic_make_answer (503, "Retry-After: 2\r\n", "");
  g_autofree char      *away = acoustic_make_answer (503, "Retry-After: 60\r\n", "");
  g_autofree char      *often = acoustic_make_answer (429, "", "");
  g_autofree char      *denied = acoustic_make_answer (403, "", "");

  check_tries (call, busy, 2, 3, CUE_OUTCOME_DONE);
  check_tries (call, busy, 3, 3, CUE_OUTCOME_REFUSED);
  check_tries (call, often, 1, 2, CUE_OUTCOME_DONE);
  // A minute is more than somebody waits without being asked.
  check_tries (call, away, 1, 1, CUE_OUTCOME_REFUSED);
  check_tries (call, denied, 1, 1, CUE_OUTCOME_REFUSED);
  check_tries (call, NULL, 2, 3, CUE_OUTCOME_DONE);
}

/* AB-12: nothing that may have arrived is sent a second time, whatever happens to it. */
static void
test_writing_is_not_repeated (void)
{
  g_autofree char *busy = acoustic_make_answer (503, "Retry-After: 1\r\n", "");

  for (guint call = 0; call < CUE_ACOUSTIC_N_CALLS; call++) {
    if (!cue_acoustic_call_is_writing ((CueAcousticCall) call))
      continue;
    check_tries ((CueAcousticCall) call, NULL, 1, 1, CUE_OUTCOME_UNKNOWN);
    check_tries ((CueAcousticCall) call, busy, 1, 1, CUE_OUTCOME_REFUSED);
  }
}

/* A kept connection may be dead, and nobody could tell how far a POST came on it: it gets one of
 * its own. */
static gboolean
answer_once_then_die (CueTestConnection *connection, const char *request, gpointer data)
{
  if (cue_test_connection_get_n (connection) > 1)
    return FALSE;
  cue_test_connection_write (connection, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]", -1);
  return TRUE;
}

static void
test_dead_connection (void)
{
  AcousticWorld world;
  g_autoptr (CueAcousticReply) first = NULL;
  g_autoptr (CueAcousticReply) second = NULL;

  acoustic_world_init (&world, answer_once_then_die, NULL);
  first = acoustic_world_take (&world, acoustic_world_make (&world, CUE_ACOUSTIC_CALL_LIST_TYPES));
  g_assert_true (cue_acoustic_reply_is_done (first));
  second = acoustic_world_take (&world, acoustic_world_make (&world, CUE_ACOUSTIC_CALL_PUBLISH));
  g_assert_true (cue_acoustic_reply_is_done (second));
  g_assert_cmpuint (cue_test_server_count (world.server), ==, 2);
  g_assert_cmpuint (cue_test_server_n_connections (world.server), ==, 2);
  acoustic_world_clear (&world);
}

static void
test_nobody_there (void)
{
  AcousticWorld world;
  g_autoptr (CueAcousticReply) reply = NULL;

  acoustic_world_init_text (&world, "");
  g_clear_pointer (&world.server, cue_test_server_free);
  reply = acoustic_world_take (&world, acoustic_world_make (&world, CUE_ACOUSTIC_CALL_PUBLISH));
  g_assert_cmpint (cue_acoustic_reply_get_outcome (reply), ==, CUE_OUTCOME_NOT_SENT);
  g_assert_cmpint (cue_acoustic_reply_get_error (reply)->code, ==, CUE_ERROR_NETWORK);
  acoustic_assert_says (cue_acoustic_reply_get_message (reply), "again without harm");
  acoustic_world_clear (&world);
}

/* AB-12 as it is named: the answer does not come in time. */
static gboolean
say_nothing (CueTestConnection *connection, const char *request, gpointer data)
{
  g_atomic_int_inc ((gint *) data);
  cue_test_connection_wait_for_close (connection);
  return FALSE;
}

static void
test_timeout (void)
{
  AcousticWorld world;
  gint          n_asked = 0;
  g_autoptr (CueAcousticRequest) request = NULL;
  g_autoptr (CueAcousticReply) reply = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  acoustic_world_init (&world, say_nothing, &n_asked);
  request = acoustic_world_make (&world, CUE_ACOUSTIC_CALL_PUBLISH);
  cue_acoustic_client_send_async (world.client, request, NULL, acoustic_world_on_done, &result);
  g_assert_cmpuint (cue_acoustic_client_get_n_busy (world.client), ==, 1);
  while (g_atomic_int_get (&n_asked) == 0)
    g_main_context_iteration (NULL, FALSE);
  cue_fake_clock_advance (CUE_FAKE_CLOCK (world.clock), 61 * WORLD_SECOND);
  acoustic_world_wait (&world, &result);
  reply = cue_acoustic_client_send_finish (world.client, result, NULL);
  g_assert_cmpint (cue_acoustic_reply_get_outcome (reply), ==, CUE_OUTCOME_UNKNOWN);
  g_assert_cmpint (cue_acoustic_reply_get_error (reply)->code, ==, CUE_ERROR_TIMEOUT);
  acoustic_assert_says (cue_acoustic_reply_get_message (reply), "twice");
  g_assert_cmpuint (cue_acoustic_client_get_n_busy (world.client), ==, 0);
  acoustic_world_clear (&world);
}

static void
test_cancel (void)
{
  AcousticWorld    world;
  g_autofree char *busy = acoustic_make_answer (503, "Retry-After: 9\r\n", "");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (CueAcousticRequest) request = NULL;
  g_autoptr (CueAcousticReply) reply = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  // While it waits for the second try.
  acoustic_world_init_text (&world, busy);
  request = acoustic_world_make (&world, CUE_ACOUSTIC_CALL_LIST_TYPES);
  cue_acoustic_client_send_async (world.client,
                                  request,
                                  cancellable,
                                  acoustic_world_on_done,
                                  &result);
  while (cue_test_server_count (world.server) == 0 ||
         cue_fake_clock_get_next_due (CUE_FAKE_CLOCK (world.clock)) -
             cue_clock_get_monotonic (world.clock) !=
           9 * WORLD_SECOND)
    g_main_context_iteration (NULL, FALSE);
  g_cancellable_cancel (cancellable);
  acoustic_world_wait (&world, &result);
  reply = cue_acoustic_client_send_finish (world.client, result, &error);
  g_assert_null (reply);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (cue_fake_clock_get_n_pending (CUE_FAKE_CLOCK (world.clock)), ==, 0);
  g_assert_cmpuint (cue_acoustic_client_get_n_busy (world.client), ==, 0);
  acoustic_world_clear (&world);
}

static void
test_not_before (void)
{
  AcousticWorld    world;
  g_autofree char *often = acoustic_make_answer (429, "Retry-After: 60\r\n", "");
  g_autoptr (CueAcousticReply) reply = NULL;

  acoustic_world_init_text (&world, often);
  reply = acoustic_world_take (&world, acoustic_world_make (&world, CUE_ACOUSTIC_CALL_PUBLISH));
  g_assert_cmpint (cue_acoustic_client_get_not_before (world.client),
                   ==,
                   cue_clock_get_monotonic (world.clock) + 60 * WORLD_SECOND);
  cue_acoustic_client_set_key (world.client, "another-key-0002");
  g_assert_cmpint (cue_acoustic_client_get_not_before (world.client), ==, 0);
  acoustic_world_clear (&world);
}

/* ---- what is kept --------------------------------------------------------------------------- */

static void
assert_trace_lacks (AcousticWorld *world, const char *secret)
{
  GListModel *trace = G_LIST_MODEL (world->trace);

  g_assert_cmpuint (g_list_model_get_n_items (trace), >, 0);
  for (guint i = 0; i < g_list_model_get_n_items (trace); i++) {
    g_autoptr (CueExchange) exchange = g_list_model_get_item (trace, i);
    g_autofree char *text = cue_exchange_to_text (exchange);

    g_assert_cmpstr (cue_exchange_get_lane (exchange), ==, "acoustic");
    if (strstr (text, secret) != NULL)
      g_error ("The trace has “%s”: %s", secret, text);
  }
}

/* Every kind of authentication, and a server that echoes all of it. */
static void
test_notification_secrets (void)
{
  static const char *const bodies[] = {
    "{\"authentication\":{\"authType\":\"APIKey\",\"APIKey\":\"sesame-1\"},"
    "\"notificationURL\":\"https://h.example\"}",
    "{\"authentication\":{\"authType\":\"Basic\",\"userId\":\"demo\",\"password\":\"sesame-2\"}}",
    "{\"authentication\":{\"authType\":\"OAuth\",\"authURL\":\"https://"
    "a.example\",\"clientID\":\"c\","
    "\"clientSecret\":\"sesame-3\",\"refreshToken\":\"sesame-4\"}}",
    "{\"authentication\":{\"authType\":\"OAuthRefreshTokenOnly\",\"authURL\":\"https://a.example\","
    "\"supplierKey\":\"sesame-5\",\"refreshToken\":\"sesame-6\"}}",
  };
  static const char echo[] = "{\"message\":\"Not sesame-1 sesame-2 sesame-3 sesame-4 sesame-5 "
                             "sesame-6\",\"got\":\"sesame-1 sesame-2 sesame-3 sesame-4 sesame-5 "
                             "sesame-6\"}";
  g_autofree char  *text = acoustic_make_answer (400, NULL, echo);
  guint             n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++) {
    guint n_secrets = i < 2 ? 1 : 2;
    g_autoptr (GBytes) body = g_bytes_new_static (bodies[i], strlen (bodies[i]));
    AcousticWorld world;
    g_autoptr (CueAcousticReply) reply = NULL;
    g_autofree char *shown = NULL;

    acoustic_world_init_text (&world, text);
    reply = acoustic_world_take (&world,
                                 cue_acoustic_request_new_set_notification (world.base_url, body));
    shown = cue_acoustic_reply_dup_body_text (reply);
    assert_trace_lacks (&world, WORLD_KEY);
    for (guint j = 0; j < n_secrets; j++) {
      g_autofree char *secret = g_strdup_printf ("sesame-%u", ++n);

      assert_trace_lacks (&world, secret);
      g_assert_null (strstr (shown, secret));
      g_assert_null (strstr (cue_acoustic_reply_get_message (reply), secret));
    }
    acoustic_world_clear (&world);
  }
  g_assert_cmpuint (n, ==, 6);
}

static void
test_browser_key_secret (void)
{
  static const char *const bodies[] = {
    "{\"endpointId\":60001,\"eventAuthKey\":\"browser-key-0001\"}",
    "{\"endpointId\":\"60001\",\"eventAuthKey\" : 770012345678}",
  };
  static const char *const keys[] = { "browser-key-0001", "770012345678" };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++) {
    g_autofree char *text = acoustic_make_answer (200, NULL, bodies[i]);
    AcousticWorld    world;
    g_autoptr (CueAcousticReply) reply = NULL;
    g_autoptr (GError) error = NULL;
    g_autofree char *id = NULL;
    g_autofree char *key = NULL;
    g_autofree char *shown = NULL;

    acoustic_world_init_text (&world, text);
    reply =
      acoustic_world_take (&world, acoustic_world_make (&world, CUE_ACOUSTIC_CALL_GET_BROWSER_KEY));
    g_assert_true (cue_acoustic_read_browser_key (reply, &id, &key, &error));
    g_assert_no_error (error);
    g_assert_cmpstr (id, ==, "60001");
    g_assert_cmpstr (key, ==, keys[i]);
    shown = cue_acoustic_reply_dup_body_text (reply);
    g_assert_null (strstr (shown, keys[i]));
    assert_trace_lacks (&world, keys[i]);
    assert_trace_lacks (&world, WORLD_KEY);
    acoustic_world_clear (&world);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/acoustic/client/wire", test_wire);
  g_test_add_func ("/acoustic/client/not-sent", test_not_sent);
  g_test_add_func ("/acoustic/client/key", test_key);
  g_test_add_func ("/acoustic/client/roles", test_roles);
  g_test_add_func ("/acoustic/client/reading-is-repeated", test_reading_is_repeated);
  g_test_add_func ("/acoustic/client/writing-is-not-repeated", test_writing_is_not_repeated);
  g_test_add_func ("/acoustic/client/dead-connection", test_dead_connection);
  g_test_add_func ("/acoustic/client/nobody-there", test_nobody_there);
  g_test_add_func ("/acoustic/client/timeout", test_timeout);
  g_test_add_func ("/acoustic/client/cancel", test_cancel);
  g_test_add_func ("/acoustic/client/not-before", test_not_before);
  g_test_add_func ("/acoustic/client/notification-secrets", test_notification_secrets);
  g_test_add_func ("/acoustic/client/browser-key-secret", test_browser_key_secret);
  return g_test_run ();
}
