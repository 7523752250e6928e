// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-doors-tokens.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cue-error.h"
#include "cue-secret-text.h"
#include "cue-signal.h"

/**
 * CueDoorsTokens:
 *
 * Where the tokens for the doors of an event come from: finds the secrets of the profile, makes a
 * [class@TokenSource] of them, signs in, and puts a refresh token that the server replaced back
 * into the secret store. [signal@DoorsTokens::changed] when there is another token or none is to be
 * had. Main thread.
 */

// Lives as long as the token source, which may get an answer when nobody watches any more.
typedef struct {
  CueSecretStore *secrets;    // owned
  char           *profile_id; // owned
  gboolean        keeping;    // the secret that changes now is ours
  guint           n_storing;  // refresh tokens that the keyring has not kept yet
} Keeper;

struct _CueDoorsTokens {
  GObject parent_instance;

  CueDoorsProfile *doors;      // owned
  CueHttpClient   *client;     // owned
  CueSecretStore  *secrets;    // owned
  CueOauthClient  *oauth;      // owned, nullable
  CueTokenSource  *source;     // owned, nullable until the secrets are there
  CueOauthSignIn  *sign_in;    // owned, nullable
  Keeper          *keeper;     // reference counted
  char            *profile_id; // owned
  GBytes          *secret;     // owned, nullable
};

G_DEFINE_FINAL_TYPE (CueDoorsTokens, cue_doors_tokens, G_TYPE_OBJECT)

static guint signal_changed;

static void
clear_keeper (gpointer data)
{
  Keeper *keeper = data;

  g_clear_object (&keeper->secrets);
  g_free (keeper->profile_id);
}

static void
release_keeper (gpointer data)
{
  g_rc_box_release_full (data, clear_keeper);
}

static void
release_keeper_of_handler (gpointer data, GClosure *closure)
{
  release_keeper (data);
}

static void
cue_doors_tokens_init (CueDoorsTokens *self)
{
}

static void
cue_doors_tokens_dispose (GObject *object)
{
  cue_doors_tokens_close (CUE_DOORS_TOKENS (object));
  G_OBJECT_CLASS (cue_doors_tokens_parent_class)->dispose (object);
}

static void
cue_doors_tokens_finalize (GObject *object)
{
  CueDoorsTokens *self = CUE_DOORS_TOKENS (object);

  g_clear_object (&self->doors);
  g_clear_object (&self->client);
  g_clear_object (&self->secrets);
  g_clear_pointer (&self->keeper, release_keeper);
  g_free (self->profile_id);
  G_OBJECT_CLASS (cue_doors_tokens_parent_class)->finalize (object);
}

static void
cue_doors_tokens_class_init (CueDoorsTokensClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cue_doors_tokens_dispose;
  object_class->finalize = cue_doors_tokens_finalize;

  /**
   * CueDoorsTokens::changed:
   *
   * There is another token, or a renewal failed.
   */
  signal_changed = cue_signal_new_plain (CUE_TYPE_DOORS_TOKENS, "changed");
}

/**
 * cue_doors_tokens_new:
 * @doors: says which kind of source it is
 * @profile_id: under which the secrets are kept
 * @client: sends everything; says the time
 * @secrets: has the secrets
 *
 * Returns: (transfer full): tokens that are not open
 */
CueDoorsTokens *
cue_doors_tokens_new (CueDoorsProfile *doors,
                      const char      *profile_id,
                      CueHttpClient   *client,
                      CueSecretStore  *secrets)
{
  CueDoorsTokens *self = g_object_new (CUE_TYPE_DOORS_TOKENS, NULL);

  self->doors = g_object_ref (doors);
  self->profile_id = g_strdup (profile_id);
  self->client = g_object_ref (client);
  self->secrets = g_object_ref (secrets);
  self->keeper = g_rc_box_new0 (Keeper);
  self->keeper->secrets = g_object_ref (secrets);
  self->keeper->profile_id = g_strdup (profile_id);
  return self;
}

static void
on_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Keeper *keeper = user_data;
  g_autoptr (GError) error = NULL;

  keeper->n_storing--;
  if (!cue_secret_store_store_finish (CUE_SECRET_STORE (source), result, &error))
    g_warning ("%s", error->message);
  release_keeper (keeper);
}

static void
on_refresh_token_changed (CueTokenSource *source, const char *token, gpointer user_data)
{
  Keeper *keeper = user_data;
  g_autoptr (GBytes) secret = cue_secret_bytes_new (token, strlen (token));

  keeper->keeping = TRUE;
  keeper->n_storing++;
  cue_secret_store_store_async (keeper->secrets,
                                keeper->profile_id,
                                CUE_SECRET_KIND_DOORS_REFRESH,
                                _ ("Cuelight: sign-in for doors"),
                                secret,
                                NULL,
                                on_kept,
                                g_rc_box_acquire (keeper));
  keeper->keeping = FALSE;
}

static void
on_source_changed (CueTokenSource *source, CueDoorsTokens *self)
{
  g_signal_emit (self, signal_changed, 0);
}

static char *
dup_text (GBytes *secret)
{
  return secret != NULL ? g_strndup (g_bytes_get_data (secret, NULL), g_bytes_get_size (secret))
                        : NULL;
}

/**
 * cue_doors_tokens_make_client:
 * @doors: says the Identity Server and the client
 * @client: sends the requests
 * @client_secret: (nullable): the secret of the client
 *
 * Returns: (transfer full): what asks for tokens, for a sign-in from a form
 */
CueOauthClient *
cue_doors_tokens_make_client (CueDoorsProfile *doors, CueHttpClient *client, GBytes *client_secret)
{
  CueOauthClient *oauth = cue_oauth_client_new (client,
                                                cue_doors_profile_find_identity_url (doors),
                                                cue_doors_profile_get_client_id (doors));
  char           *secret = dup_text (client_secret);

  cue_oauth_client_set_secret (oauth, secret);
  cue_secret_text_free (secret);
  return oauth;
}

static void
make_source (CueDoorsTokens *self, GBytes *client_secret)
{
  CueTokenSourceKind kind = cue_doors_profile_get_token_source (self->doors);
  CueClock          *clock = cue_http_client_get_clock (self->client);
  char              *secret = dup_text (self->secret);

  if (kind == CUE_TOKEN_SOURCE_PASTED) {
    self->source = cue_token_source_new_pasted (clock, secret);
  } else {
    self->oauth = cue_doors_tokens_make_client (self->doors, self->client, client_secret);
    self->source = cue_token_source_new_renewed (clock, kind, self->oauth, secret);
    g_signal_connect_data (self->source,
                           "refresh-token-changed",
                           G_CALLBACK (on_refresh_token_changed),
                           g_rc_box_acquire (self->keeper),
                           release_keeper_of_handler,
                           0);
  }
  g_signal_connect_object (self->source, "changed", G_CALLBACK (on_source_changed), self, 0);
  cue_secret_text_free (secret);
}

static void
on_client_secret_found (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes)
    secret = cue_secret_store_lookup_finish (CUE_SECRET_STORE (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  // A public client has none.
  make_source (g_task_get_source_object (task), secret);
  g_task_return_boolean (task, TRUE);
}

static const char *
name_missing (CueTokenSourceKind kind)
{
  switch (kind) {
  case CUE_TOKEN_SOURCE_PASTED:
    return _ ("No access token is stored for the doors of this event. Edit the event and paste "
              "one.");
  case CUE_TOKEN_SOURCE_CLIENT_CREDENTIALS:
    return _ ("No client secret is stored for the doors of this event. Edit the event and enter "
              "it.");
  case CUE_TOKEN_SOURCE_REFRESH_TOKEN:
  case CUE_TOKEN_SOURCE_SIGN_IN:
    break;
  }
  return _ ("No refresh token is stored for the doors of this event. Edit the event and enter it.");
}

static void
on_secret_found (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GBytes) secret = NULL;
  g_autoptr (GError) error = NULL;
  CueDoorsTokens    *self = g_task_get_source_object (task);
  CueTokenSourceKind kind = cue_doors_profile_get_token_source (self->doors);

  secret = cue_secret_store_lookup_finish (CUE_SECRET_STORE (object), result, &error);
  // A keyring that does not answer is no reason not to sign in.
  if (error != NULL && (kind != CUE_TOKEN_SOURCE_SIGN_IN ||
                        g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  // Nobody has signed in yet: the source is there, and waits for it.
  if (secret == NULL && kind != CUE_TOKEN_SOURCE_SIGN_IN) {
    g_task_return_new_error (task, CUE_ERROR, CUE_ERROR_AUTH, "%s", name_missing (kind));
    return;
  }
  g_clear_pointer (&self->secret, g_bytes_unref);
  self->secret = g_steal_pointer (&secret);
  if (kind == CUE_TOKEN_SOURCE_REFRESH_TOKEN || kind == CUE_TOKEN_SOURCE_SIGN_IN) {
    cue_secret_store_lookup_async (self->secrets,
                                   self->profile_id,
                                   CUE_SECRET_KIND_DOORS_CLIENT,
                                   g_task_get_cancellable (task),
                                   on_client_secret_found,
                                   g_object_ref (task));
    return;
  }
  make_source (self, self->secret);
  g_task_return_boolean (task, TRUE);
}

/**
 * cue_doors_tokens_open_async:
 * @self: tokens
 * @cancellable: (nullable): to end it early
 * @callback: what to call when it is done
 * @user_data: given to @callback
 *
 * Looks for the secrets, which may ask the user to unlock the keyring. No token is asked for yet.
 */
void
cue_doors_tokens_open_async (CueDoorsTokens     *self,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (CUE_IS_DOORS_TOKENS (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cue_doors_tokens_open_async);
  cue_secret_store_lookup_async (self->secrets,
                                 self->profile_id,
                                 cue_doors_profile_get_secret_kind (self->doors),
                                 cancellable,
                                 on_secret_found,
                                 task);
}

/**
 * cue_doors_tokens_open_finish:
 * @self: tokens
 * @result: what the callback was given
 * @error: %CUE_ERROR_AUTH when the secret was never stored, %CUE_ERROR_STORAGE when the keyring
 * does not give it
 *
 * Returns: whether there is a source of tokens now
 */
gboolean
cue_doors_tokens_open_finish (CueDoorsTokens *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * cue_doors_tokens_close:
 * @self: tokens
 *
 * Ends renewing and forgets the secrets. A refresh token that is on its way is still put away.
 */
void
cue_doors_tokens_close (CueDoorsTokens *self)
{
  g_return_if_fail (CUE_IS_DOORS_TOKENS (self));

  g_clear_object (&self->sign_in);
  if (self->source != NULL) {
    g_signal_handlers_disconnect_by_func (self->source, on_source_changed, self);
    cue_token_source_stop (self->source);
  }
  g_clear_object (&self->source);
  g_clear_object (&self->oauth);
  g_clear_pointer (&self->secret, g_bytes_unref);
}

/**
 * cue_doors_tokens_get_source:
 * @self: tokens
 *
 * Returns: (transfer none) (nullable): says how long the token lives; %NULL until the secrets are
 *   there
 */
CueTokenSource *
cue_doors_tokens_get_source (CueDoorsTokens *self)
{
  g_return_val_if_fail (CUE_IS_DOORS_TOKENS (self), NULL);
  return self->source;
}

/**
 * cue_doors_tokens_is_keeping:
 * @self: tokens
 *
 * Returns: whether the secret that changes at this moment is one that was just renewed and is put
 *   away; then it is no reason to begin anew
 */
gboolean
cue_doors_tokens_is_keeping (CueDoorsTokens *self)
{
  g_return_val_if_fail (CUE_IS_DOORS_TOKENS (self), FALSE);
  return self->keeper->keeping;
}

/**
 * cue_doors_tokens_is_storing:
 * @self: tokens
 *
 * Returns: whether a refresh token is on its way to the secret store, so that a program should not
 *   end now
 */
gboolean
cue_doors_tokens_is_storing (CueDoorsTokens *self)
{
  g_return_val_if_fail (CUE_IS_DOORS_TOKENS (self), FALSE);
  return self->keeper->n_storing > 0;
}

/**
 * cue_doors_tokens_begin_sign_in:
 * @self: open tokens, with an Identity Server
 * @error: why not
 *
 * Returns: (transfer none) (nullable): the page to open in the user's browser
 */
const char *
cue_doors_tokens_begin_sign_in (CueDoorsTokens *self, GError **error)
{
  g_return_val_if_fail (CUE_IS_DOORS_TOKENS (self), NULL);

  if (self->oauth == NULL) {
    g_set_error_literal (error,
                         CUE_ERROR,
                         CUE_ERROR_INVALID_INPUT,
                         _ ("These doors get their token in another way. Edit the event to sign "
                            "in."));
    return NULL;
  }
  g_clear_object (&self->sign_in);
  self->sign_in = cue_oauth_sign_in_new (self->oauth, cue_http_client_get_clock (self->client));
  return cue_oauth_sign_in_begin (self->sign_in, error);
}

static void
on_signed_in (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (CueOauthTokens) tokens = NULL;
  CueDoorsTokens *self = g_task_get_source_object (task);
  GError         *error = NULL;

  tokens = cue_oauth_sign_in_wait_finish (CUE_OAUTH_SIGN_IN (object), result, &error);
  if (self->sign_in == CUE_OAUTH_SIGN_IN (object))
    g_clear_object (&self->sign_in);
  if (tokens == NULL) {
    g_task_return_error (task, error);
    return;
  }
  if (self->source != NULL)
    cue_token_source_take (self->source, tokens);
  g_task_return_boolean (task, TRUE);
}

/**
 * cue_doors_tokens_sign_in_async:
 * @self: tokens whose sign-in has begun
 * @cancellable: (nullable): to give it up
 * @callback: what to call when it is done
 * @user_data: given to @callback
 *
 * Waits for the sign-in and takes its tokens. Hubs that gave up for want of one try again.
 */
void
cue_doors_tokens_sign_in_async (CueDoorsTokens     *self,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (CUE_IS_DOORS_TOKENS (self));
  g_return_if_fail (self->sign_in != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cue_doors_tokens_sign_in_async);
  cue_oauth_sign_in_wait_async (self->sign_in, cancellable, on_signed_in, task);
}

/**
 * cue_doors_tokens_sign_in_finish:
 * @self: tokens
 * @result: what the callback was given
 * @error: as [method@OauthSignIn.wait_finish]
 *
 * Returns: whether somebody is signed in
 */
gboolean
cue_doors_tokens_sign_in_finish (CueDoorsTokens *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
