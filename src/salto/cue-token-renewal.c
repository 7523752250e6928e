// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-token-source-private.h"

#include "cue-error.h"
#include "cue-secret-text.h"

// When a token source asks for another token, and what becomes of the answer.

// A token is renewed this long before its end, or after four fifths of a shorter life.
#define AHEAD CUE_SECONDS (5 * 60)
// Whatever life a server names, it is not asked more often than this unless a hub wants a token.
#define SOONEST CUE_SECONDS (15)
// What is about to end may have ended before the hub looks at it.
#define TOO_LATE CUE_SECONDS (5)
// A life that nobody names is taken for the usual one, so that it is renewed at all.
#define USUAL_LIFE CUE_SECONDS (3600)
#define LAST_RETRY CUE_SECONDS (5 * 60)

/**
 * cue_token_renewal_is_possible:
 * @self: a source
 *
 * Returns: whether there is anything to ask for another token with
 */
gboolean
cue_token_renewal_is_possible (CueTokenSource *self)
{
  return self->client != NULL &&
         (self->kind == CUE_TOKEN_SOURCE_CLIENT_CREDENTIALS || self->refresh_token != NULL);
}

/**
 * cue_token_renewal_is_fresh:
 * @self: a source
 *
 * Returns: whether there is a token that lives long enough to be used
 */
gboolean
cue_token_renewal_is_fresh (CueTokenSource *self)
{
  if (self->access_token == NULL)
    return FALSE;
  return self->expiry_mono == CUE_TIME_INVALID ||
         self->expiry_mono - cue_clock_get_monotonic (self->clock) > TOO_LATE;
}

static gboolean
on_timer (gpointer user_data)
{
  CueTokenSource *self = user_data;

  self->timer = 0;
  cue_token_renewal_begin (self, FALSE);
  return G_SOURCE_REMOVE;
}

static void
schedule (CueTokenSource *self, gint64 delay_us)
{
  cue_clock_clear_timeout (self->clock, &self->timer);
  if (self->stopped)
    return;
  self->timer = cue_clock_add_timeout (self->clock, MAX (delay_us, 0), on_timer, self, NULL);
}

/**
 * cue_token_renewal_resume:
 * @self: a source that was stopped and whose token is fresh
 *
 * Renews it again when its time comes.
 */
void
cue_token_renewal_resume (CueTokenSource *self)
{
  if (!self->stopped || !cue_token_renewal_is_possible (self))
    return;
  self->stopped = FALSE;
  schedule (self, self->renew_mono - cue_clock_get_monotonic (self->clock));
}

/**
 * cue_token_renewal_set_access_token:
 * @self: a source
 * @token: the access token from now on, a secret
 */
void
cue_token_renewal_set_access_token (CueTokenSource *self, const char *token)
{
  cue_secret_text_set (&self->access_token, token);
  g_clear_pointer (&self->inspection, cue_token_inspection_unref);
  self->inspection = cue_token_inspection_new (token);
  self->taken_mono = cue_clock_get_monotonic (self->clock);
}

// How long the server says, else what the token says of itself. By the server's word the clock of
// this computer does not matter.
static void
set_life (CueTokenSource *self, gint64 life_us)
{
  gint64 expiry = cue_token_inspection_get_expiry_us (self->inspection);
  gint64 issued = cue_token_inspection_get_issued_us (self->inspection);

  if (life_us <= 0 && expiry != CUE_TIME_INVALID)
    life_us = issued != CUE_TIME_INVALID && expiry > issued
                ? expiry - issued
                : MAX (expiry - cue_clock_get_wall (self->clock), 0);
  if (life_us <= 0)
    life_us = USUAL_LIFE;
  self->expiry_us = cue_clock_get_wall (self->clock) + life_us;
  self->expiry_mono = self->taken_mono + life_us;
  self->renew_mono = self->taken_mono + MAX (life_us - MIN (AHEAD, life_us / 5), SOONEST);
  if (cue_token_renewal_is_possible (self))
    schedule (self, self->renew_mono - cue_clock_get_monotonic (self->clock));
}

static void
answer_waiting (CueTokenSource *self)
{
  GQueue waiting = self->waiting;
  GTask *task;

  // Who is answered may ask again, or drop us.
  g_object_ref (self);
  g_queue_init (&self->waiting);
  while ((task = g_queue_pop_head (&waiting)) != NULL) {
    if (self->error != NULL &&
        (!cue_token_renewal_is_fresh (self) || g_task_get_task_data (task) != NULL))
      g_task_return_error (task, g_error_copy (self->error));
    else
      g_task_return_pointer (task, g_strdup (self->access_token), cue_secret_text_free);
    g_object_unref (task);
  }
  g_object_unref (self);
}

static void
take (CueTokenSource *self, CueOauthTokens *tokens, gboolean forced)
{
  const char *refresh;

  g_object_ref (self);
  self->forced = forced;
  refresh = cue_oauth_tokens_get_refresh_token (tokens);
  g_clear_error (&self->error);
  self->refused = FALSE;
  self->retry_us = CUE_TOKEN_FIRST_RETRY;
  cue_token_renewal_set_access_token (self, cue_oauth_tokens_get_access_token (tokens));
  if (refresh != NULL && g_strcmp0 (refresh, self->refresh_token) != 0) {
    cue_secret_text_set (&self->refresh_token, refresh);
    // Before anybody uses the access token: if the program ends now, the old one is worth nothing.
    cue_token_source_emit_refresh_token (self);
  }
  set_life (self, cue_oauth_tokens_get_life_us (tokens));
  answer_waiting (self);
  cue_token_source_emit_changed (self);
  g_object_unref (self);
}

/**
 * cue_token_source_take:
 * @self: a source that can renew
 * @tokens: what a sign-in brought
 *
 * Uses these tokens from now on.
 */
void
cue_token_source_take (CueTokenSource *self, CueOauthTokens *tokens)
{
  g_return_if_fail (CUE_IS_TOKEN_SOURCE (self));
  g_return_if_fail (tokens != NULL);

  take (self, tokens, FALSE);
}

static void
take_failure (CueTokenSource *self, GError *error)
{
  gboolean passing = !g_error_matches (error, CUE_ERROR, CUE_ERROR_AUTH) &&
                     !g_error_matches (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT);

  g_object_ref (self);
  g_clear_error (&self->error);
  self->error = error;
  self->refused = !passing;
  if (passing) {
    schedule (self, self->retry_us);
    self->retry_us = MIN (self->retry_us * 2, LAST_RETRY);
  }
  answer_waiting (self);
  cue_token_source_emit_changed (self);
  g_object_unref (self);
}

static void
on_renewed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CueTokenSource) self = user_data;
  g_autoptr (CueOauthTokens) tokens = NULL;
  GError *error = NULL;

  tokens = cue_oauth_client_request_finish (CUE_OAUTH_CLIENT (source), result, &error);
  self->renewing = FALSE;
  if (tokens != NULL)
    take (self, tokens, self->forcing);
  else
    take_failure (self, error);
}

/**
 * cue_token_renewal_begin:
 * @self: a source that can renew
 * @forced: whether that is only because a hub refused the present token
 *
 * Asks for another token, unless that is under way. A request that is on its way is never
 * cancelled: the server may have put another refresh token in the place of ours, and only its
 * answer says which.
 */
void
cue_token_renewal_begin (CueTokenSource *self, gboolean forced)
{
  if (self->renewing)
    return;
  cue_clock_clear_timeout (self->clock, &self->timer);
  self->renewing = TRUE;
  self->forcing = forced;
  self->stopped = FALSE;
  if (self->kind == CUE_TOKEN_SOURCE_CLIENT_CREDENTIALS)
    cue_oauth_client_credentials_async (self->client, NULL, on_renewed, g_object_ref (self));
  else
    cue_oauth_client_refresh_async (self->client,
                                    self->refresh_token,
                                    NULL,
                                    on_renewed,
                                    g_object_ref (self));
}
