// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-sim-exchange-notifier.h"

#include "cue-json.h"
#include "cue-sim-exchange-type.h"

#include <libsoup/soup.h>

#define MAX_IN_FLIGHT 64
#define TIMEOUT_S     5

struct _CueSimNotifier {
  CueClock     *clock;
  SoupSession  *session;
  GCancellable *cancellable;
  guint         in_flight;
  guint         sent;
  guint         failed;  // no answer, or one that is not 2xx
  guint         refused; // the address is not on this computer, or too many are under way
};

/* What each way of getting in needs, S4:699-758. */
static const struct {
  const char *type;
  const char *members[5];
} ways[] = {
  { "APIKey", { "APIKey", NULL } },
  { "Basic", { "userId", "password", NULL } },
  { "OAuth", { "authURL", "clientID", "clientSecret", "refreshToken", NULL } },
  { "OAuthRefreshTokenOnly", { "authURL", "supplierKey", "refreshToken", NULL } },
};

/**
 * cue_sim_notification_free:
 *
 * Forgets address and keys.
 */
void
cue_sim_notification_free (CueSimNotification *self)
{
  g_free (self->url);
  g_free (self->key);
  g_free (self->header);
  g_free (self->header_value);
  g_free (self->token_url);
  g_free (self->token_form);
  g_free (self);
}

static gboolean
is_web_url (const char *text)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  return host != NULL && *host != '\0' &&
         (g_str_equal (g_uri_get_scheme (uri), "https") ||
          g_str_equal (g_uri_get_scheme (uri), "http"));
}

/* A token costs a refresh token (S4:735-738, 756-758); the words of RFC 6749, 6, are used, and
 * for the supplier's key its own name. */
static void
set_token (CueSimNotification *self, JsonObject *authentication)
{
  static const char *const members[][2] = {
    { "clientID", "client_id" },
    { "clientSecret", "client_secret" },
    { "supplierKey", "supplierKey" },
    { "refreshToken", "refresh_token" },
  };
  GString *form = g_string_new ("grant_type=refresh_token");

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++) {
    const char      *text = cue_sim_json_text (authentication, members[i][0]);
    g_autofree char *escaped = text != NULL ? g_uri_escape_string (text, NULL, FALSE) : NULL;

    if (escaped != NULL)
      g_string_append_printf (form, "&%s=%s", members[i][1], escaped);
  }
  self->token_url = g_strdup (cue_sim_json_text (authentication, "authURL"));
  self->token_form = g_string_free (form, FALSE);
}

/* The vendor says “in the header” (S4:700) and no more, so the key gets a header of its name. */
static void
set_header (CueSimNotification *self, JsonObject *authentication, const char *type)
{
  if (g_str_equal (type, "APIKey")) {
    self->header = g_strdup ("APIKey");
    self->header_value = g_strdup (cue_sim_json_text (authentication, "APIKey"));
  } else if (g_str_equal (type, "Basic")) {
    g_autofree char *both = g_strconcat (cue_sim_json_text (authentication, "userId"),
                                         ":",
                                         cue_sim_json_text (authentication, "password"),
                                         NULL);
    g_autofree char *encoded = g_base64_encode ((const guchar *) both, strlen (both));

    self->header = g_strdup ("Authorization");
    self->header_value = g_strconcat ("Basic ", encoded, NULL);
  } else {
    set_token (self, authentication);
  }
}

static gboolean
read_authentication (CueSimNotification *self, JsonNode *node, char **problem)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *type = object != NULL ? cue_sim_json_text (object, "authType") : NULL;
  guint       way = G_N_ELEMENTS (ways);

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++) {
    if (g_strcmp0 (ways[i].type, type) == 0)
      way = i;
  }
  if (way == G_N_ELEMENTS (ways)) {
    *problem = g_strdup ("authentication.authType must be APIKey, Basic, OAuth or "
                         "OAuthRefreshTokenOnly.");
    return FALSE;
  }
  for (guint i = 0; ways[way].members[i] != NULL; i++) {
    const char *text = cue_sim_json_text (object, ways[way].members[i]);

    if (text == NULL)
      *problem = g_strdup_printf ("authentication.%s is required for %s.",
                                  ways[way].members[i],
                                  ways[way].type);
    else if (g_str_equal (ways[way].members[i], "authURL") && !is_web_url (text))
      *problem = g_strdup ("authentication.authURL must be a URL.");
    if (*problem != NULL)
      return FALSE;
  }
  set_header (self, object, type);
  return TRUE;
}

/**
 * cue_sim_notification_new_from_json:
 * @root: the body of PUT /v1/subscription/notification
 * @problem: (out): why it is refused
 *
 * Returns: (transfer full) (nullable)
 */
CueSimNotification *
cue_sim_notification_new_from_json (JsonNode *root, char **problem)
{
  g_autoptr (CueSimNotification) self = g_new0 (CueSimNotification, 1);
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  const char *url = object != NULL ? cue_sim_json_text (object, "notificationURL") : NULL;
  JsonNode   *authentication = object != NULL ? json_object_get_member (object, "authentication")
                                              : NULL;

  if (object == NULL)
    *problem = g_strdup ("The body must be an object.");
  else if (url == NULL)
    *problem = g_strdup ("notificationURL is required.");
  else if (!is_web_url (url))
    *problem = g_strdup ("notificationURL must be a URL.");
  else if (json_object_has_member (object, "notificationKey") &&
           !json_node_is_null (json_object_get_member (object, "notificationKey")) &&
           json_node_get_value_type (json_object_get_member (object, "notificationKey")) !=
             G_TYPE_STRING)
    *problem = g_strdup ("notificationKey must be a string.");
  if (*problem != NULL)
    return NULL;
  if (authentication != NULL && !read_authentication (self, authentication, problem))
    return NULL;
  self->url = g_strdup (url);
  self->key = g_strdup (cue_sim_json_text (object, "notificationKey"));
  return g_steal_pointer (&self);
}

/**
 * cue_sim_notifier_new:
 * @clock: for the time of a change
 *
 * Returns: (transfer full)
 */
CueSimNotifier *
cue_sim_notifier_new (CueClock *clock)
{
  CueSimNotifier *self = g_new0 (CueSimNotifier, 1);

  self->clock = g_object_ref (clock);
  self->cancellable = g_cancellable_new ();
  self->session =
    soup_session_new_with_options ("timeout", TIMEOUT_S, "proxy-resolver", NULL, NULL);
  return self;
}

/**
 * cue_sim_notifier_free:
 *
 * What is under way is given up.
 */
void
cue_sim_notifier_free (CueSimNotifier *self)
{
  g_cancellable_cancel (self->cancellable);
  soup_session_abort (self->session);
  g_object_unref (self->cancellable);
  g_object_unref (self->session);
  g_object_unref (self->clock);
  g_free (self);
}

static gboolean
is_on_this_computer (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  g_autoptr (GInetAddress) address = host != NULL ? g_inet_address_new_from_string (host) : NULL;

  if (address != NULL)
    return g_inet_address_get_is_loopback (address);
  return g_strcmp0 (host, "localhost") == 0;
}

/* One notification, with the token before it. */
typedef struct {
  CueSimNotifier *notifier; // not owned; gone when the cancellable is cancelled
  SoupMessage    *message;
  SoupMessage    *token_message; // nullable
  GCancellable   *cancellable;
} Posting;

static void
free_posting (Posting *posting)
{
  g_object_unref (posting->message);
  g_clear_object (&posting->token_message);
  g_object_unref (posting->cancellable);
  g_free (posting);
}

static void
end_posting (Posting *posting, gboolean well)
{
  if (!g_cancellable_is_cancelled (posting->cancellable)) {
    posting->notifier->in_flight--;
    if (well)
      posting->notifier->sent++;
    else
      posting->notifier->failed++;
  }
  free_posting (posting);
}

static void
on_posted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Posting *posting = user_data;
  g_autoptr (GInputStream) stream = soup_session_send_finish (SOUP_SESSION (source), result, NULL);

  end_posting (posting,
               stream != NULL &&
                 SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (posting->message)));
}

static void
post (Posting *posting)
{
  soup_session_send_async (posting->notifier->session,
                           posting->message,
                           G_PRIORITY_DEFAULT,
                           posting->cancellable,
                           on_posted,
                           posting);
}

static void
on_token (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Posting *posting = user_data;
  g_autoptr (GBytes)
    bytes = soup_session_send_and_read_finish (SOUP_SESSION (source), result, NULL);
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *value = NULL;
  const char      *token = NULL;

  if (bytes != NULL && SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (posting->token_message)))
    root = cue_json_parse (bytes, NULL);
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    token = cue_sim_json_text (json_node_get_object (root), "access_token");
  if (token == NULL || g_cancellable_is_cancelled (posting->cancellable)) {
    end_posting (posting, FALSE);
    return;
  }
  value = g_strconcat ("Bearer ", token, NULL);
  soup_message_headers_replace (soup_message_get_request_headers (posting->message),
                                "Authorization",
                                value);
  post (posting);
}

static void
fetch_token (Posting *posting, const CueSimNotification *notification)
{
  g_autoptr (GBytes)
    form = g_bytes_new (notification->token_form, strlen (notification->token_form));

  posting->token_message = soup_message_new ("POST", notification->token_url);
  soup_message_add_flags (posting->token_message, SOUP_MESSAGE_NO_REDIRECT);
  soup_message_set_request_body_from_bytes (posting->token_message,
                                            "application/x-www-form-urlencoded",
                                            form);
  soup_session_send_and_read_async (posting->notifier->session,
                                    posting->token_message,
                                    G_PRIORITY_DEFAULT,
                                    posting->cancellable,
                                    on_token,
                                    posting);
}

static char *
write_body (CueSimNotifier           *self,
            const CueSimNotification *notification,
            const char               *change_type,
            const char               *code,
            const char               *name)
{
  g_autoptr (CueSimDoc) doc = cue_sim_doc_new ();
  g_autoptr (GDateTime)
    time = g_date_time_new_from_unix_utc (cue_clock_get_wall (self->clock) / G_USEC_PER_SEC);
  g_autofree char *stamp = g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");

  if (notification->key != NULL)
    cue_sim_doc_set_string (doc, "notificationKey", notification->key);
  cue_sim_doc_set_string (doc, "changeTime", stamp);
  cue_sim_doc_set_string (doc, "changeType", change_type);
  cue_sim_doc_set_string (doc, "eventTypeCode", code);
  cue_sim_doc_set_string (doc, "eventName", name);
  return cue_sim_doc_to_text (doc);
}

/**
 * cue_sim_notifier_send:
 * @change_type: "Add" or "Delete"
 *
 * Posts one notification, if its address is on this computer, and forgets about it: the vendor
 * does not say that it is tried again.
 */
void
cue_sim_notifier_send (CueSimNotifier           *self,
                       const CueSimNotification *notification,
                       const char               *change_type,
                       const char               *code,
                       const char               *name)
{
  g_autofree char *text = NULL;
  g_autoptr (GBytes) body = NULL;
  Posting *posting;

  if (!is_on_this_computer (notification->url) || self->in_flight >= MAX_IN_FLIGHT ||
      (notification->token_url != NULL && !is_on_this_computer (notification->token_url))) {
    self->refused++;
    return;
  }
  posting = g_new0 (Posting, 1);
  posting->notifier = self;
  posting->cancellable = g_object_ref (self->cancellable);
  posting->message = soup_message_new ("POST", notification->url);
  soup_message_add_flags (posting->message, SOUP_MESSAGE_NO_REDIRECT);
  text = write_body (self, notification, change_type, code, name);
  body = g_bytes_new (text, strlen (text));
  soup_message_set_request_body_from_bytes (posting->message, "application/json", body);
  if (notification->header != NULL)
    soup_message_headers_replace (soup_message_get_request_headers (posting->message),
                                  notification->header,
                                  notification->header_value);
  self->in_flight++;
  if (notification->token_url != NULL)
    fetch_token (posting, notification);
  else
    post (posting);
}

/**
 * cue_sim_notifier_describe:
 *
 * Returns: (transfer full): what became of the notifications until now
 */
JsonObject *
cue_sim_notifier_describe (CueSimNotifier *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "sent", self->sent);
  json_object_set_int_member (object, "failed", self->failed);
  json_object_set_int_member (object, "refused", self->refused);
  json_object_set_int_member (object, "underWay", self->in_flight);
  return object;
}
