// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-token-provider.h"

/**
 * CueTokenProvider:
 *
 * Where the access token of a connection comes from. It is asked before each attempt to connect, so
 * a token that has been renewed in between is used at once, and asked again when the service
 * refused the one it gave. Main thread.
 */
G_DEFINE_INTERFACE (CueTokenProvider, cue_token_provider, G_TYPE_OBJECT)

static void
cue_token_provider_default_init (CueTokenProviderInterface *iface)
{
}

/**
 * cue_token_provider_get_async:
 * @self: a provider
 * @after_rejection: whether the last token it gave was answered with 401, so that a kept one is
 *   worth nothing and a new one has to be fetched if that can be done
 * @cancellable: (nullable): to end it early
 * @callback: what to call when there is a token or none is to be had
 * @user_data: given to @callback
 *
 * Asks for a token.
 */
void
cue_token_provider_get_async (CueTokenProvider   *self,
                              gboolean            after_rejection,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_return_if_fail (CUE_IS_TOKEN_PROVIDER (self));

  CUE_TOKEN_PROVIDER_GET_IFACE (self)->get_async (self,
                                                  after_rejection,
                                                  cancellable,
                                                  callback,
                                                  user_data);
}

/**
 * cue_token_provider_get_finish:
 * @self: a provider
 * @result: what the callback was given
 * @error: why there is no token, in a sentence for people, without any part of a token in it
 *
 * %NULL without an error means that the connection is made without a token.
 *
 * Returns: (transfer full) (nullable): the token itself, without `Bearer`
 */
char *
cue_token_provider_get_finish (CueTokenProvider *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (CUE_IS_TOKEN_PROVIDER (self), NULL);

  return CUE_TOKEN_PROVIDER_GET_IFACE (self)->get_finish (self, result, error);
}
