// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "token-list.h"

#include "cue-error.h"

struct _TokenList {
  GObject parent_instance;

  char **tokens;
  guint  calls;
  guint  rejections;
};

static void token_list_provider_init (CueTokenProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TokenList,
                               token_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CUE_TYPE_TOKEN_PROVIDER,
                                                      token_list_provider_init))

static void
token_list_get_async (CueTokenProvider   *provider,
                      gboolean            after_rejection,
                      GCancellable       *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer            user_data)
{
  TokenList *self = TOKEN_LIST (provider);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  guint       n = g_strv_length (self->tokens);
  const char *token = self->tokens[MIN (self->calls, n - 1)];

  self->calls++;
  self->rejections += after_rejection ? 1 : 0;
  if (*token == '\0')
    g_task_return_new_error (task, CUE_ERROR, CUE_ERROR_AUTH, "There is no token.");
  else
    g_task_return_pointer (task, g_strdup (token), g_free);
}

static char *
token_list_get_finish (CueTokenProvider *provider, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
token_list_provider_init (CueTokenProviderInterface *iface)
{
  iface->get_async = token_list_get_async;
  iface->get_finish = token_list_get_finish;
}

static void
token_list_finalize (GObject *object)
{
  g_strfreev (TOKEN_LIST (object)->tokens);

  G_OBJECT_CLASS (token_list_parent_class)->finalize (object);
}

static void
token_list_class_init (TokenListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = token_list_finalize;
}

static void
token_list_init (TokenList *self)
{
}

CueTokenProvider *
token_list_new (const char *const *tokens)
{
  TokenList *self = g_object_new (TOKEN_TYPE_LIST, NULL);

  self->tokens = g_strdupv ((char **) tokens);
  return CUE_TOKEN_PROVIDER (self);
}

guint
token_list_get_calls (TokenList *self)
{
  return self->calls;
}

guint
token_list_get_rejections (TokenList *self)
{
  return self->rejections;
}
