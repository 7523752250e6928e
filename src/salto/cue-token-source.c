// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-token-source-private.h"

#include <glib/gi18n-lib.h>

#include "cue-error.h"
#include "cue-secret-text.h"
#include "cue-signal.h"

// When several connections are refused together, one new token is for all of them.
#define TOGETHER CUE_SECONDS (5)

/**
 * CueTokenSource:
 *
 * Gives access tokens to all connections of an event, and renews them before they are needed: a
 * connection that drops must find a fresh token at once (services reference 1.2, no. 9). However
 * many connections ask, one request is on its way at most.
 *
 * A renewal that fails for a passing reason is tried again while the old token still lives; one
 * that the server refuses is not, until the user does something ([method@TokenSource.needs_user]).
 *
 * A server may give another refresh token with each renewal and forget the old one, so the new one
 * must be kept at once: see [signal@TokenSource::refresh-token-changed].
 *
 * Main thread.
 */

static void provider_init (CueTokenProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CueTokenSource,
                               cue_token_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CUE_TYPE_TOKEN_PROVIDER, provider_init))

G_DEFINE_ENUM_TYPE (CueTokenSourceKind,
                    cue_token_source_kind,
                    G_DEFINE_ENUM_VALUE (CUE_TOKEN_SOURCE_PASTED, "pasted"),
                    G_DEFINE_ENUM_VALUE (CUE_TOKEN_SOURCE_REFRESH_TOKEN, "refresh-token"),
                    G_DEFINE_ENUM_VALUE (CUE_TOKEN_SOURCE_CLIENT_CREDENTIALS, "client-credentials"),
                    G_DEFINE_ENUM_VALUE (CUE_TOKEN_SOURCE_SIGN_IN, "sign-in"))

enum {
  SIGNAL_CHANGED,
  SIGNAL_REFRESH_TOKEN_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
cue_token_source_init (CueTokenSource *self)
{
  g_queue_init (&self->waiting);
  self->expiry_us = CUE_TIME_INVALID;
  self->expiry_mono = CUE_TIME_INVALID;
  self->forced_mono = CUE_TIME_INVALID;
  self->retry_us = CUE_TOKEN_FIRST_RETRY;
}

static void
cue_token_source_dispose (GObject *object)
{
  cue_token_source_stop (CUE_TOKEN_SOURCE (object));
  G_OBJECT_CLASS (cue_token_source_parent_class)->dispose (object);
}

static void
cue_token_source_finalize (GObject *object)
{
  CueTokenSource *self = CUE_TOKEN_SOURCE (object);

  g_clear_object (&self->client);
  g_clear_object (&self->clock);
  cue_secret_text_free (self->access_token);
  cue_secret_text_free (self->refresh_token);
  g_clear_pointer (&self->inspection, cue_token_inspection_unref);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (cue_token_source_parent_class)->finalize (object);
}

static void
cue_token_source_class_init (CueTokenSourceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cue_token_source_dispose;
  object_class->finalize = cue_token_source_finalize;

  /**
   * CueTokenSource::changed:
   *
   * There is another token, or a renewal failed.
   */
  signals[SIGNAL_CHANGED] = cue_signal_new_plain (CUE_TYPE_TOKEN_SOURCE, "changed");
  /**
   * CueTokenSource::refresh-token-changed:
   * @token: the refresh token to keep from now on, a secret
   *
   * The server gave another refresh token; the one that was kept may be worth nothing any more.
   */
  signals[SIGNAL_REFRESH_TOKEN_CHANGED] = g_signal_new ("refresh-token-changed",
                                                        CUE_TYPE_TOKEN_SOURCE,
                                                        G_SIGNAL_RUN_LAST,
                                                        0,
                                                        NULL,
                                                        NULL,
                                                        NULL,
                                                        G_TYPE_NONE,
                                                        1,
                                                        G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
}

/**
 * cue_token_source_emit_changed:
 * @self: a source with another token, or whose renewal failed
 */
void
cue_token_source_emit_changed (CueTokenSource *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * cue_token_source_emit_refresh_token:
 * @self: a source that was given another refresh token
 */
void
cue_token_source_emit_refresh_token (CueTokenSource *self)
{
  g_signal_emit (self, signals[SIGNAL_REFRESH_TOKEN_CHANGED], 0, self->refresh_token);
}

static GError *
explain_missing (CueTokenSource *self)
{
  if (self->kind == CUE_TOKEN_SOURCE_PASTED)
    return g_error_new_literal (CUE_ERROR,
                                CUE_ERROR_AUTH,
                                self->access_token == NULL
                                  ? _ ("There is no access token; paste one.")
                                  : _ ("The pasted access token is refused and cannot be renewed; "
                                       "paste a new one."));
  if (self->kind == CUE_TOKEN_SOURCE_SIGN_IN)
    return g_error_new_literal (CUE_ERROR,
                                CUE_ERROR_AUTH,
                                self->access_token == NULL
                                  ? _ ("Nobody is signed in; sign in first.")
                                  : _ ("The sign-in has ended and cannot be renewed; sign in "
                                       "again."));
  return g_error_new_literal (CUE_ERROR,
                              CUE_ERROR_AUTH,
                              _ ("There is no refresh token; enter one."));
}

static void
provider_get_async (CueTokenProvider   *provider,
                    gboolean            after_rejection,
                    GCancellable       *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer            user_data)
{
  CueTokenSource *self = CUE_TOKEN_SOURCE (provider);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  gboolean renewed;

  g_task_set_source_tag (task, provider_get_async);
  g_task_set_task_data (task, GINT_TO_POINTER (after_rejection), NULL);
  // What was got since another connection was refused is not what was refused here.
  renewed = self->forced_mono != CUE_TIME_INVALID && !self->renewing &&
            self->taken_mono >= self->forced_mono &&
            cue_clock_get_monotonic (self->clock) - self->forced_mono < TOGETHER;
  if (cue_token_renewal_is_fresh (self) && (!after_rejection || renewed)) {
    cue_token_renewal_resume (self);
    g_task_return_pointer (task, g_strdup (self->access_token), cue_secret_text_free);
    return;
  }
  if (self->refused && self->error != NULL) {
    g_task_return_error (task, g_error_copy (self->error));
    return;
  }
  if (!cue_token_renewal_is_possible (self)) {
    // An expired token that cannot be renewed is still all there is; the hub has the last word.
    if (self->access_token != NULL && !after_rejection)
      g_task_return_pointer (task, g_strdup (self->access_token), cue_secret_text_free);
    else
      g_task_return_error (task, explain_missing (self));
    return;
  }
  if (after_rejection)
    self->forced_mono = cue_clock_get_monotonic (self->clock);
  g_queue_push_tail (&self->waiting, g_steal_pointer (&task));
  cue_token_renewal_begin (self, after_rejection);
}

static char *
provider_get_finish (CueTokenProvider *provider, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, provider), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
provider_init (CueTokenProviderInterface *iface)
{
  iface->get_async = provider_get_async;
  iface->get_finish = provider_get_finish;
}

/**
 * cue_token_source_new_pasted:
 * @clock: gives all times
 * @token: (nullable): what the user pasted, see [func@token_clean]
 *
 * Returns: (transfer full): a source that always gives this token
 */
CueTokenSource *
cue_token_source_new_pasted (CueClock *clock, const char *token)
{
  g_autoptr (CueSecretText) clean = cue_token_clean (token);
  CueTokenSource *self;

  g_return_val_if_fail (CUE_IS_CLOCK (clock), NULL);

  self = g_object_new (CUE_TYPE_TOKEN_SOURCE, NULL);
  self->kind = CUE_TOKEN_SOURCE_PASTED;
  self->clock = g_object_ref (clock);
  if (*clean == '\0')
    return self;
  cue_token_renewal_set_access_token (self, clean);
  self->expiry_us = cue_token_inspection_get_expiry_us (self->inspection);
  if (self->expiry_us != CUE_TIME_INVALID)
    self->expiry_mono = self->taken_mono + self->expiry_us - cue_clock_get_wall (clock);
  return self;
}

/**
 * cue_token_source_new_renewed:
 * @clock: gives all times
 * @kind: any but %CUE_TOKEN_SOURCE_PASTED
 * @client: asks for the tokens
 * @refresh_token: (nullable): the one that is kept, if there is one
 *
 * Nothing is asked for before a token is wanted.
 *
 * Returns: (transfer full): a source that renews its tokens
 */
CueTokenSource *
cue_token_source_new_renewed (CueClock          *clock,
                              CueTokenSourceKind kind,
                              CueOauthClient    *client,
                              const char        *refresh_token)
{
  CueTokenSource *self;

  g_return_val_if_fail (CUE_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (CUE_IS_OAUTH_CLIENT (client), NULL);
  g_return_val_if_fail (kind != CUE_TOKEN_SOURCE_PASTED, NULL);

  self = g_object_new (CUE_TYPE_TOKEN_SOURCE, NULL);
  self->kind = kind;
  self->clock = g_object_ref (clock);
  self->client = g_object_ref (client);
  if (refresh_token != NULL && *refresh_token != '\0' &&
      kind != CUE_TOKEN_SOURCE_CLIENT_CREDENTIALS)
    self->refresh_token = g_strstrip (g_strdup (refresh_token));
  return self;
}

/**
 * cue_token_source_stop:
 * @self: a source
 *
 * Ends renewing. Who waits for a token is told that it was ended; what is on its way is still
 * taken. Asked again, it goes on.
 */
void
cue_token_source_stop (CueTokenSource *self)
{
  GTask *task;

  g_return_if_fail (CUE_IS_TOKEN_SOURCE (self));

  self->stopped = TRUE;
  if (self->clock != NULL)
    cue_clock_clear_timeout (self->clock, &self->timer);
  while ((task = g_queue_pop_head (&self->waiting)) != NULL) {
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s", _ ("It was ended."));
    g_object_unref (task);
  }
}

/**
 * cue_token_source_get_kind:
 * @self: a source
 *
 * Returns: where its tokens come from
 */
CueTokenSourceKind
cue_token_source_get_kind (CueTokenSource *self)
{
  g_return_val_if_fail (CUE_IS_TOKEN_SOURCE (self), CUE_TOKEN_SOURCE_PASTED);
  return self->kind;
}

/**
 * cue_token_source_get_inspection:
 * @self: a source
 *
 * Returns: (transfer none) (nullable): what the present access token says about itself
 */
const CueTokenInspection *
cue_token_source_get_inspection (CueTokenSource *self)
{
  g_return_val_if_fail (CUE_IS_TOKEN_SOURCE (self), NULL);
  return self->inspection;
}

/**
 * cue_token_source_get_expiry_us:
 * @self: a source
 *
 * Returns: until when the present access token lives by the clock of this computer, µs since 1970;
 *   `CUE_TIME_INVALID` when there is none or it is not known
 */
gint64
cue_token_source_get_expiry_us (CueTokenSource *self)
{
  g_return_val_if_fail (CUE_IS_TOKEN_SOURCE (self), CUE_TIME_INVALID);
  return self->expiry_us;
}

/**
 * cue_token_source_get_error:
 * @self: a source
 *
 * Returns: (transfer none) (nullable): why the last renewal failed; a token that still lives is
 *   given out all the same
 */
const GError *
cue_token_source_get_error (CueTokenSource *self)
{
  g_return_val_if_fail (CUE_IS_TOKEN_SOURCE (self), NULL);
  return self->error;
}

/**
 * cue_token_source_needs_user:
 * @self: a source
 *
 * Returns: whether there will be no token before the user pastes one, signs in, or corrects what
 * was refused
 */
gboolean
cue_token_source_needs_user (CueTokenSource *self)
{
  g_return_val_if_fail (CUE_IS_TOKEN_SOURCE (self), FALSE);
  return self->refused ||
         (!cue_token_renewal_is_possible (self) && !cue_token_renewal_is_fresh (self));
}

/**
 * cue_token_source_is_forced:
 * @self: a source
 *
 * The token that a hub got because it refused the one before is no news for others that were
 * refused: if it were, two hubs that both refuse every token would have tokens renewed for each
 * other without end.
 *
 * Returns: whether the present token was asked for only because a hub refused the one before
 */
gboolean
cue_token_source_is_forced (CueTokenSource *self)
{
  g_return_val_if_fail (CUE_IS_TOKEN_SOURCE (self), FALSE);
  return self->forced;
}

/**
 * cue_token_source_is_renewing:
 * @self: a source
 *
 * Returns: whether another token was asked for and has not come yet
 */
gboolean
cue_token_source_is_renewing (CueTokenSource *self)
{
  g_return_val_if_fail (CUE_IS_TOKEN_SOURCE (self), FALSE);
  return self->renewing;
}

/**
 * cue_token_source_describe:
 * @self: a source
 *
 * Returns: (transfer full): how long the present token lives, in words
 */
char *
cue_token_source_describe (CueTokenSource *self)
{
  g_autofree char *life = NULL;
  gint64           left;

  g_return_val_if_fail (CUE_IS_TOKEN_SOURCE (self), NULL);

  if (self->access_token == NULL)
    return g_strdup (self->renewing ? _ ("Waiting for a token…") : _ ("No token"));
  if (self->expiry_us == CUE_TIME_INVALID)
    return g_strdup (_ ("Does not say how long it lives"));
  left = self->expiry_us - cue_clock_get_wall (self->clock);
  life = cue_time_format_duration (ABS (left), CUE_DURATION_WORDS);
  return left > 0 ? g_strdup_printf (_ ("Lives %s more"), life)
                  : g_strdup_printf (_ ("Expired %s ago"), life);
}
