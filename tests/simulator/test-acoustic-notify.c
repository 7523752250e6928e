// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* Notifications: what is taken as an order, who hears what, and that nobody elsewhere does. */

#include "acoustic-fixture.h"

#include "cue-json.h"

#define PATH "/v1/subscription/notification"

/* Where notifications go. */
typedef struct {
  SoupServer *server;
  GPtrArray  *bodies; // of char *
  GPtrArray  *keys;   // of char *: Authorization or APIKey; "" when there is none
  GPtrArray  *forms;  // of char *: what tokens were asked for with
  const char *token;  // what the answer to that is
  char       *url;
  guint       status;
} Listener;

static void
on_notification (SoupServer        *server,
                 SoupServerMessage *message,
                 const char        *path,
                 GHashTable        *query,
                 gpointer           user_data)
{
  Listener           *self = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char         *key = soup_message_headers_get_one (headers, "Authorization");
  g_autoptr (GBytes)
    body = soup_message_body_flatten (soup_server_message_get_request_body (message));

  if (g_str_equal (path, "/token")) {
    g_ptr_array_add (self->forms,
                     g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body)));
    soup_server_message_set_response (message,
                                      "application/json",
                                      SOUP_MEMORY_STATIC,
                                      self->token,
                                      strlen (self->token));
    soup_server_message_set_status (message, 200, NULL);
    return;
  }
  if (key == NULL)
    key = soup_message_headers_get_one (headers, "APIKey");
  g_ptr_array_add (self->bodies,
                   g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body)));
  g_ptr_array_add (self->keys, g_strdup (key != NULL ? key : ""));
  soup_server_message_set_status (message, self->status, NULL);
}

static Listener *
listen_here (void)
{
  Listener *self = g_new0 (Listener, 1);
  g_autoptr (GError) error = NULL;
  GSList *uris;

  self->status = 200;
  self->bodies = g_ptr_array_new_with_free_func (g_free);
  self->keys = g_ptr_array_new_with_free_func (g_free);
  self->forms = g_ptr_array_new_with_free_func (g_free);
  self->token = "{\"access_token\":\"demo-token\",\"token_type\":\"Bearer\"}";
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, on_notification, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->url = g_strdup_printf ("http://127.0.0.1:%d/hook", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return self;
}

static void
stop_listening (Listener *self)
{
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  g_ptr_array_unref (self->bodies);
  g_ptr_array_unref (self->keys);
  g_ptr_array_unref (self->forms);
  g_free (self->url);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Listener, stop_listening)

static gboolean
on_late (gpointer user_data)
{
  g_error ("no notification within %d ms", SIM_PATIENCE_MS);
  return G_SOURCE_REMOVE;
}

static void
wait_for (Listener *self, guint count)
{
  guint late_id = g_timeout_add (SIM_PATIENCE_MS, on_late, NULL);

  while (self->bodies->len < count)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (late_id);
}

static gint64
get_count (SimFixture *fixture, const char *name)
{
  g_autoptr (JsonObject) status = acoustic_get_status (fixture);

  return json_object_get_int_member (json_object_get_object_member (status, "notifications"), name);
}

static void
wait_until_counted (SimFixture *fixture, const char *name, gint64 count)
{
  guint late_id = g_timeout_add (SIM_PATIENCE_MS, on_late, NULL);

  while (get_count (fixture, name) < count)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (late_id);
}

static void
ask (SimFixture *fixture, const char *who, const char *authentication, const char *url)
{
  g_autofree char *body =
    g_strdup_printf ("{%s%s\"notificationKey\":\"account-7\",\"notificationURL\":\"%s\"}",
                     authentication != NULL ? authentication : "",
                     authentication != NULL ? "," : "",
                     url);
  g_autoptr (SimAnswer) answer = acoustic_send (fixture, who, "PUT", PATH, body);

  g_assert_cmpuint (answer->status, ==, 200);
}

static void
change (SimFixture *fixture,
        const char *who,
        const char *method,
        const char *path,
        const char *body)
{
  g_autoptr (SimAnswer) answer = acoustic_send (fixture, who, method, path, body);

  g_assert_cmpuint (answer->status, ==, 200);
}

/* The publisher hears who begins and ends to receive its events; what concerns others it does not
 * hear, and a registration that takes the place of the same one is no change. */
static void
test_changes (SimFixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) listener = listen_here ();
  static const char purchase[] =
    "{\"code\":\"cartRemove\",\"name\":\"Removed\",\"registrationType\":\"SUBSCRIBE\"}";

  ask (fixture, "publisher", NULL, listener->url);
  change (fixture,
          "subscriber",
          "POST",
          "/v1/eventtype",
          "{\"code\":\"nobodyPublishes\",\"name\":\"n\",\"registrationType\":\"SUBSCRIBE\"}");
  change (fixture, "subscriber", "POST", "/v1/eventtype", purchase);
  wait_for (listener, 1);
  g_assert_cmpstr (g_ptr_array_index (listener->bodies, 0),
                   ==,
                   "{\"notificationKey\":\"account-7\",\"changeTime\":\"2026-11-22T12:10:00Z\","
                   "\"changeType\":\"Add\",\"eventTypeCode\":\"cartRemove\","
                   "\"eventName\":\"Removed\"}");
  g_assert_cmpstr (g_ptr_array_index (listener->keys, 0), ==, "");
  change (fixture, "subscriber", "POST", "/v1/eventtype", purchase);
  change (fixture, "subscriber", "DELETE", "/v1/eventtype/cartRemove", NULL);
  wait_for (listener, 2);
  g_assert_nonnull (strstr (g_ptr_array_index (listener->bodies, 1),
                            "\"changeType\":\"Delete\",\"eventTypeCode\":\"cartRemove\""));

  change (fixture, "publisher", "DELETE", PATH, NULL);
  change (fixture, "subscriber", "DELETE", "/v1/eventtype/cartAdd", NULL);
  wait_until_counted (fixture, "sent", 2);
  g_assert_cmpint (get_count (fixture, "underWay"), ==, 0);
  g_assert_cmpuint (listener->bodies->len, ==, 2);
}

/* How it gets in. */
static void
test_authentication (SimFixture *fixture, gconstpointer data)
{
  static const struct {
    const char *authentication; // nullable
    const char *key;
  } ways[] = {
    { NULL, "" },
    { "\"authentication\":{\"authType\":\"APIKey\",\"APIKey\":\"demo-api-key\"}", "demo-api-key" },
    { "\"authentication\":{\"authType\":\"Basic\",\"userId\":\"demo\",\"password\":\"pass\"}",
      "Basic ZGVtbzpwYXNz" },
  };
  static const char *const codes[] = { "cartAdd", "wroteReview", "appInstalled" };
  g_autoptr (Listener) listener = listen_here ();

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++) {
    g_autofree char *path = g_strconcat ("/v1/eventtype/", codes[i], NULL);

    ask (fixture, "subscriber", ways[i].authentication, listener->url);
    change (fixture, "subscriber", "DELETE", path, NULL);
    wait_for (listener, i + 1);
    g_assert_cmpstr (g_ptr_array_index (listener->keys, i), ==, ways[i].key);
  }
}

/* A token is fetched for each; without one nothing is posted, and none is fetched elsewhere. */
static void
test_token (SimFixture *fixture, gconstpointer data)
{
  static const struct {
    const char *members;
    const char *form;
  } ways[] = {
    { "\"authType\":\"OAuth\",\"clientID\":\"c\",\"clientSecret\":\"s&s\",\"refreshToken\":\"r\"",
      "grant_type=refresh_token&client_id=c&client_secret=s%26s&refresh_token=r" },
    { "\"authType\":\"OAuthRefreshTokenOnly\",\"supplierKey\":\"k\",\"refreshToken\":\"r\"",
      "grant_type=refresh_token&supplierKey=k&refresh_token=r" },
  };
  static const char *const codes[] = { "cartAdd", "wroteReview", "appInstalled", "emailClick" };
  g_autoptr (Listener) listener = listen_here ();
  g_autofree char *origin = g_strndup (listener->url, strlen (listener->url) - strlen ("/hook"));
  g_autofree char *elsewhere = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++) {
    g_autofree char *authentication =
      g_strdup_printf ("\"authentication\":{%s,\"authURL\":\"%s/token\"}", ways[i].members, origin);
    g_autofree char *place = g_strconcat ("/v1/eventtype/", codes[i], NULL);

    ask (fixture, "subscriber", authentication, listener->url);
    change (fixture, "subscriber", "DELETE", place, NULL);
    wait_for (listener, i + 1);
    g_assert_cmpuint (listener->forms->len, ==, i + 1);
    g_assert_cmpstr (g_ptr_array_index (listener->forms, i), ==, ways[i].form);
    g_assert_cmpstr (g_ptr_array_index (listener->keys, i), ==, "Bearer demo-token");
  }
  listener->token = "{\"error\":\"invalid_grant\"}";
  change (fixture, "subscriber", "DELETE", "/v1/eventtype/appInstalled", NULL);
  wait_until_counted (fixture, "failed", 1);
  elsewhere = g_strdup_printf ("\"authentication\":{%s,\"authURL\":\"https://auth.example.com/\"}",
                               ways[0].members);
  ask (fixture, "subscriber", elsewhere, listener->url);
  change (fixture, "subscriber", "DELETE", "/v1/eventtype/emailClick", NULL);
  g_assert_cmpint (get_count (fixture, "refused"), ==, 1);
  g_assert_cmpuint (listener->bodies->len, ==, 2);
}

static void
test_refused (SimFixture *fixture, gconstpointer data)
{
#define URL  "\"notificationURL\":\"https://hooks.example.com/ubx\""
#define AUTH URL ",\"authentication\":"
  static const struct {
    const char *body;
    const char *message;
  } cases[] = {
    { "[]", "must be an object" },
    { "{}", "notificationURL is required" },
    { "{\"notificationURL\":\"hooks.example.com\"}", "notificationURL must be a URL" },
    { "{\"notificationURL\":\"file:///etc/passwd\"}", "notificationURL must be a URL" },
    { "{" URL ",\"notificationKey\":7}", "notificationKey must be a string" },
    { "{" URL ",\"notificationKey\":[7]}", "notificationKey must be a string" },
    { "{" AUTH "7}", "authType must be" },
    { "{" AUTH "{\"authType\":\"apikey\",\"APIKey\":\"k\"}}", "authType must be" },
    { "{" AUTH "{\"authType\":\"APIKey\"}}", "authentication.APIKey is required for APIKey" },
    { "{" AUTH "{\"authType\":\"Basic\",\"username\":\"u\",\"password\":\"p\"}}",
      "authentication.userId is required for Basic" },
    { "{" AUTH "{\"authType\":\"Basic\",\"userId\":\"u\"}}", "authentication.password is" },
    { "{" AUTH "{\"authType\":\"OAuth\",\"authURL\":\"https://a.example.com\",\"clientID\":\"c\","
      "\"clientSecret\":\"s\"}}",
      "authentication.refreshToken is required for OAuth" },
    { "{" AUTH "{\"authType\":\"OAuth\",\"authURL\":\"a\",\"clientID\":\"c\","
      "\"clientSecret\":\"s\",\"refreshToken\":\"r\"}}",
      "authentication.authURL must be a URL" },
    { "{" AUTH "{\"authType\":\"OAuthRefreshTokenOnly\",\"authURL\":\"https://a.example.com\","
      "\"refreshToken\":\"r\"}}",
      "authentication.supplierKey is required" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (SimAnswer) answer = acoustic_send (fixture, "both", "PUT", PATH, cases[i].body);

    if (answer->status != 400 || strstr (answer->text, cases[i].message) == NULL)
      g_error ("%s: %u %s", cases[i].body, answer->status, answer->text);
  }
  {
    g_autoptr (SimAnswer) answer = acoustic_send (fixture, "both", "DELETE", PATH, NULL);

    g_assert_cmpuint (answer->status, ==, 404);
  }
}

/* Only this computer is ever told something, whatever the address looks like. */
static void
test_only_here (SimFixture *fixture, gconstpointer data)
{
  static const char *const urls[] = { "https://hooks.example.com/ubx",
                                      "http://127.0.0.1.example.com/",
                                      "http://localhost.example.com/",
                                      "http://192.168.1.1/",
                                      "http://[2001:db8::1]/" };
  g_autoptr (Listener) listener = listen_here ();

  for (guint i = 0; i < G_N_ELEMENTS (urls); i++) {
    ask (fixture, "subscriber", NULL, urls[i]);
    change (fixture,
            "subscriber",
            "POST",
            "/v1/eventtype",
            "{\"code\":\"new\",\"name\":\"n\",\"registrationType\":\"SUBSCRIBE\"}");
    change (fixture, "subscriber", "DELETE", "/v1/eventtype/new", NULL);
    g_assert_cmpint (get_count (fixture, "refused"), ==, 2 * (i + 1));
    g_assert_cmpint (get_count (fixture, "underWay"), ==, 0);
  }

  /* An answer that is no success is one that failed. */
  listener->status = 500;
  ask (fixture, "subscriber", NULL, listener->url);
  change (fixture, "subscriber", "DELETE", "/v1/eventtype/cartAdd", NULL);
  wait_until_counted (fixture, "failed", 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                           \
  g_test_add ("/simulator/acoustic-notify/" path, \
              SimFixture,                         \
              NULL,                               \
              sim_fixture_set_up,                 \
              func,                               \
              sim_fixture_tear_down)
  ADD ("changes", test_changes);
  ADD ("authentication", test_authentication);
  ADD ("token", test_token);
  ADD ("refused", test_refused);
  ADD ("only-here", test_only_here);
  return g_test_run ();
}
