// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-oauth-sign-in.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "cue-error.h"
#include "cue-text.h"
#include "cue-time.h"

#define TIMEOUT         CUE_SECONDS (5 * 60)
#define CALLBACK_PATH   "/callback"
#define MAX_WORDS_CHARS 300
#define MAX_CODE_BYTES  4096

/**
 * CueOauthSignIn:
 *
 * One sign-in with the system's browser (RFC 8252): [method@OauthSignIn.begin] listens on
 * 127.0.0.1, on a port that the system chooses, and says which page to open; the caller opens it.
 * The user signs in there, the browser comes back with a code, and the code becomes tokens. The
 * password never passes through this program.
 *
 * Exactly one request that carries our random state is served; anything else that knocks is
 * answered with an error and changes nothing, so that another page cannot end a sign-in. The code
 * is worth nothing to another program without the verifier, which never leaves this process before
 * it goes to the token endpoint (PKCE, S256).
 *
 * Used once. Main thread. Dropped before somebody waits, it ends the listening; who waits gives up
 * with the cancellable.
 */
struct _CueOauthSignIn {
  GObject parent_instance;

  CueOauthClient *client;       // owned
  CueClock       *clock;        // owned
  SoupServer     *server;       // owned, nullable: while it listens
  GCancellable   *cancellable;  // owned
  char           *redirect_uri; // owned
  char           *state;        // owned
  char           *verifier;     // owned
  char           *url;          // owned
  char           *code;         // owned, nullable: the browser came before somebody waited
  GError         *error;        // owned, nullable: likewise
  GTask          *task;         // owned, nullable: who waits; it holds a reference to us
  GSource        *give_up;      // owned, nullable: looks whether who waits gave up
  guint           timer;        // of the clock
  gboolean        served;
};

G_DEFINE_FINAL_TYPE (CueOauthSignIn, cue_oauth_sign_in, G_TYPE_OBJECT)

static void
cue_oauth_sign_in_init (CueOauthSignIn *self)
{
  self->cancellable = g_cancellable_new ();
}

static void
stop_listening (CueOauthSignIn *self)
{
  if (self->server != NULL)
    soup_server_disconnect (self->server);
  g_clear_object (&self->server);
}

static void
stop_looking (CueOauthSignIn *self)
{
  if (self->give_up != NULL)
    g_source_destroy (self->give_up);
  g_clear_pointer (&self->give_up, g_source_unref);
}

static void
cue_oauth_sign_in_dispose (GObject *object)
{
  CueOauthSignIn *self = CUE_OAUTH_SIGN_IN (object);

  cue_clock_clear_timeout (self->clock, &self->timer);
  g_cancellable_cancel (self->cancellable);
  stop_looking (self);
  stop_listening (self);
  G_OBJECT_CLASS (cue_oauth_sign_in_parent_class)->dispose (object);
}

static void
cue_oauth_sign_in_finalize (GObject *object)
{
  CueOauthSignIn *self = CUE_OAUTH_SIGN_IN (object);

  g_clear_object (&self->client);
  g_clear_object (&self->clock);
  g_clear_object (&self->cancellable);
  g_free (self->redirect_uri);
  g_free (self->state);
  g_free (self->verifier);
  g_free (self->url);
  g_free (self->code);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (cue_oauth_sign_in_parent_class)->finalize (object);
}

static void
cue_oauth_sign_in_class_init (CueOauthSignInClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cue_oauth_sign_in_dispose;
  object_class->finalize = cue_oauth_sign_in_finalize;
}

/**
 * cue_oauth_sign_in_new:
 * @client: knows the Identity Server
 * @clock: bounds the waiting
 *
 * Returns: (transfer full): a sign-in that has not begun
 */
CueOauthSignIn *
cue_oauth_sign_in_new (CueOauthClient *client, CueClock *clock)
{
  CueOauthSignIn *self;

  g_return_val_if_fail (CUE_IS_OAUTH_CLIENT (client), NULL);
  g_return_val_if_fail (CUE_IS_CLOCK (clock), NULL);

  self = g_object_new (CUE_TYPE_OAUTH_SIGN_IN, NULL);
  self->client = g_object_ref (client);
  self->clock = g_object_ref (clock);
  return self;
}

// Ends the waiting; takes over @error.
static void
return_error (CueOauthSignIn *self, GError *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  stop_looking (self);
  if (task == NULL) {
    if (self->error == NULL)
      self->error = error;
    else
      g_error_free (error);
    return;
  }
  g_task_return_error (task, error);
}

static void
on_redeemed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError         *error = NULL;
  CueOauthTokens *tokens;

  tokens = cue_oauth_client_request_finish (CUE_OAUTH_CLIENT (source), result, &error);
  stop_looking (g_task_get_source_object (task));
  if (tokens != NULL)
    g_task_return_pointer (task, tokens, (GDestroyNotify) cue_oauth_tokens_unref);
  else
    g_task_return_error (task, error);
}

static void
redeem (CueOauthSignIn *self)
{
  cue_clock_clear_timeout (self->clock, &self->timer);
  cue_oauth_client_redeem_async (self->client,
                                 self->code,
                                 self->verifier,
                                 self->redirect_uri,
                                 self->cancellable,
                                 on_redeemed,
                                 g_steal_pointer (&self->task));
}

static gboolean
on_timeout (gpointer user_data)
{
  CueOauthSignIn *self = user_data;

  self->timer = 0;
  self->served = TRUE;
  stop_listening (self);
  return_error (self,
                g_error_new_literal (CUE_ERROR,
                                     CUE_ERROR_TIMEOUT,
                                     _ ("Nobody signed in in time; try again.")));
  return G_SOURCE_REMOVE;
}

static void
answer (SoupServerMessage *message, guint status, const char *title, const char *text)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autofree char    *safe_title = g_markup_escape_text (title, -1);
  g_autofree char    *safe_text = g_markup_escape_text (text, -1);
  g_autofree char    *page =
    g_strdup_printf ("<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n"
                     "<title>%s</title>\n</head>\n<body>\n<h1>%s</h1>\n<p>%s</p>\n</body>\n"
                     "</html>\n",
                     safe_title,
                     safe_title,
                     safe_text);

  soup_server_message_set_status (message, status, NULL);
  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  // The address of this page has the code in it.
  soup_message_headers_replace (headers, "Referrer-Policy", "no-referrer");
  soup_message_headers_replace (headers, "Content-Security-Policy", "default-src 'none'");
  soup_message_headers_replace (headers, "Connection", "close");
  soup_server_message_set_response (message,
                                    "text/html; charset=utf-8",
                                    SOUP_MEMORY_COPY,
                                    page,
                                    strlen (page));
}

static gboolean
on_page_delivered (gpointer user_data)
{
  CueOauthSignIn *self = user_data;

  stop_listening (self);
  if (self->code != NULL && self->task != NULL)
    redeem (self);
  else if (self->error != NULL && self->task != NULL)
    return_error (self, g_steal_pointer (&self->error));
  return G_SOURCE_REMOVE;
}

// The page is on its way to the browser; the server may not go while it is in this signal.
static void
on_page_finished (SoupServerMessage *message, CueOauthSignIn *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, on_page_delivered, g_object_ref (self), g_object_unref);
}

static gboolean
same_state (CueOauthSignIn *self, const char *state)
{
  guchar difference = 0;
  gsize  length = strlen (self->state);

  if (state == NULL || strlen (state) != length)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    difference |= (guchar) self->state[i] ^ (guchar) state[i];
  return difference == 0;
}

static void
take_refusal (CueOauthSignIn *self, const char *code, const char *description)
{
  g_autofree char *shown =
    cue_text_make_line (description != NULL ? description : code, -1, MAX_WORDS_CHARS);

  self->error =
    g_error_new (CUE_ERROR,
                 CUE_ERROR_AUTH,
                 g_str_equal (code, "access_denied")
                   ? _ ("The sign-in was cancelled or refused. The Identity Server says: “%s”.")
                   : _ ("The sign-in failed. The Identity Server says: “%s”."),
                 shown);
}

static void
on_request (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  CueOauthSignIn *self = user_data;
  const char     *code = query != NULL ? g_hash_table_lookup (query, "code") : NULL;
  const char     *refusal = query != NULL ? g_hash_table_lookup (query, "error") : NULL;

  if (!g_str_equal (path, CALLBACK_PATH) ||
      !g_str_equal (soup_server_message_get_method (message), "GET")) {
    answer (message, SOUP_STATUS_NOT_FOUND, _ ("Nothing is here"), "");
    return;
  }
  if (self->served || query == NULL || !same_state (self, g_hash_table_lookup (query, "state")) ||
      (code == NULL && refusal == NULL) || (code != NULL && strlen (code) > MAX_CODE_BYTES)) {
    answer (message,
            SOUP_STATUS_BAD_REQUEST,
            _ ("This is not the sign-in that Cuelight waits for"),
            _ ("Go back to Cuelight and begin again."));
    return;
  }

  self->served = TRUE;
  g_signal_connect_object (message, "finished", G_CALLBACK (on_page_finished), self, 0);
  if (refusal != NULL) {
    take_refusal (self, refusal, g_hash_table_lookup (query, "error_description"));
    answer (message, SOUP_STATUS_OK, _ ("You are not signed in"), self->error->message);
    return;
  }
  self->code = g_strdup (code);
  answer (message,
          SOUP_STATUS_OK,
          _ ("You can close this page"),
          _ ("Cuelight goes on by itself."));
}

static guint16
get_port (SoupServer *server)
{
  GSList *uris = soup_server_get_uris (server);
  int     port = uris != NULL ? g_uri_get_port (uris->data) : 0;

  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return (guint16) port;
}

/**
 * cue_oauth_sign_in_begin:
 * @self: a sign-in that has not begun
 * @error: %CUE_ERROR_NETWORK when nothing can listen on this computer
 *
 * Begins to listen.
 *
 * Returns: (transfer none) (nullable): the page to open in the user's browser
 */
const char *
cue_oauth_sign_in_begin (CueOauthSignIn *self, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GSocketAddress) address = NULL;

  g_return_val_if_fail (CUE_IS_OAUTH_SIGN_IN (self), NULL);
  g_return_val_if_fail (self->url == NULL, NULL);

  // The loopback address itself and not its name, which may mean something else (RFC 8252, 8.3).
  address = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, on_request, self, NULL);
  if (!soup_server_listen (self->server, address, 0, &local)) {
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_NETWORK,
                 _ ("The sign-in cannot be waited for on this computer: %s."),
                 local->message);
    stop_listening (self);
    return NULL;
  }
  self->redirect_uri =
    g_strdup_printf ("http://127.0.0.1:%u" CALLBACK_PATH, get_port (self->server));
  self->state = cue_oauth_make_random ();
  self->verifier = cue_oauth_make_random ();
  self->url = cue_oauth_client_make_authorize_url (self->client,
                                                   self->redirect_uri,
                                                   self->state,
                                                   self->verifier);
  self->timer = cue_clock_add_timeout (self->clock, TIMEOUT, on_timeout, self, NULL);
  return self->url;
}

static gboolean
on_given_up (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (CueOauthSignIn) self = g_object_ref (user_data);

  cue_clock_clear_timeout (self->clock, &self->timer);
  g_cancellable_cancel (self->cancellable);
  stop_listening (self);
  if (self->task != NULL)
    return_error (self,
                  g_error_new_literal (G_IO_ERROR,
                                       G_IO_ERROR_CANCELLED,
                                       _ ("The sign-in was ended.")));
  return G_SOURCE_REMOVE;
}

/**
 * cue_oauth_sign_in_wait_async:
 * @self: a sign-in that has begun
 * @cancellable: (nullable): to give it up
 * @callback: what to call when it is done
 * @user_data: given to @callback
 *
 * Waits for the browser to come back, and turns what it brings into tokens.
 */
void
cue_oauth_sign_in_wait_async (CueOauthSignIn     *self,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_return_if_fail (CUE_IS_OAUTH_SIGN_IN (self));
  g_return_if_fail (self->url != NULL && self->task == NULL);

  self->task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (self->task, cue_oauth_sign_in_wait_async);
  if (cancellable != NULL) {
    // Cancelling may come from anywhere; what follows belongs to the main loop.
    self->give_up = g_cancellable_source_new (cancellable);
    g_source_set_callback (self->give_up, G_SOURCE_FUNC (on_given_up), self, NULL);
    g_source_attach (self->give_up, g_main_context_get_thread_default ());
  }
  if (self->error != NULL)
    return_error (self, g_steal_pointer (&self->error));
  else if (self->code != NULL && self->server == NULL)
    redeem (self);
}

/**
 * cue_oauth_sign_in_wait_finish:
 * @self: a sign-in
 * @result: what the callback was given
 * @error: %CUE_ERROR_AUTH when it was refused, %CUE_ERROR_TIMEOUT when nobody came,
 *   %G_IO_ERROR_CANCELLED when it was given up, else as [method@OauthClient.request_finish]
 *
 * Returns: (transfer full) (nullable): the tokens
 */
CueOauthTokens *
cue_oauth_sign_in_wait_finish (CueOauthSignIn *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
