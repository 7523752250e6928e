// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define CUE_TYPE_TOKEN_PROVIDER (cue_token_provider_get_type ())

G_DECLARE_INTERFACE (CueTokenProvider, cue_token_provider, CUE, TOKEN_PROVIDER, GObject)

/**
 * CueTokenProviderInterface:
 * @parent_iface: the parent
 * @get_async: see [method@TokenProvider.get_async]
 * @get_finish: see [method@TokenProvider.get_finish]
 */
struct _CueTokenProviderInterface {
  GTypeInterface parent_iface;

  void (*get_async) (CueTokenProvider   *self,
                     gboolean            after_rejection,
                     GCancellable       *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer            user_data);
  char *(*get_finish) (CueTokenProvider *self, GAsyncResult *result, GError **error);
};

void  cue_token_provider_get_async (CueTokenProvider   *self,
                                    gboolean            after_rejection,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data);
char *cue_token_provider_get_finish (CueTokenProvider *self, GAsyncResult *result, GError **error);

G_END_DECLS
