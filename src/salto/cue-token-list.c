// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-token-list.h"

#include <string.h>

#include "cue-secret-text.h"
#include "cue-token-inspection.h"

/**
 * CueTokenList:
 *
 * Tokens that are used one after the other, one for each attempt to connect; the last one repeats.
 * For scripts, and for trying what a service does with a token that has run out. Main thread.
 */
struct _CueTokenList {
  GObject parent_instance;

  GPtrArray *tokens; // owned, of char*, wiped
  guint      next;
};

static void provider_init (CueTokenProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CueTokenList,
                               cue_token_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CUE_TYPE_TOKEN_PROVIDER, provider_init))

static void
cue_token_list_init (CueTokenList *self)
{
  self->tokens = g_ptr_array_new_with_free_func (cue_secret_text_free);
}

static void
cue_token_list_finalize (GObject *object)
{
  g_ptr_array_unref (CUE_TOKEN_LIST (object)->tokens);
  G_OBJECT_CLASS (cue_token_list_parent_class)->finalize (object);
}

static void
cue_token_list_class_init (CueTokenListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cue_token_list_finalize;
}

// Nobody makes an attempt with a token that was refused a moment ago, so it is not used up.
static gboolean
is_as_refused (CueTokenList *self)
{
  return self->next > 0 && g_str_equal (g_ptr_array_index (self->tokens, self->next - 1),
                                        g_ptr_array_index (self->tokens, self->next));
}

static void
provider_get_async (CueTokenProvider   *provider,
                    gboolean            after_rejection,
                    GCancellable       *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer            user_data)
{
  CueTokenList *self = CUE_TOKEN_LIST (provider);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, provider_get_async);
  if (self->tokens->len == 0) {
    g_task_return_pointer (task, NULL, NULL);
    return;
  }
  g_task_return_pointer (task,
                         g_strdup (g_ptr_array_index (self->tokens, self->next)),
                         cue_secret_text_free);
  if (self->next + 1 < self->tokens->len && !(after_rejection && is_as_refused (self)))
    self->next++;
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
 * cue_token_list_new:
 * @lines: tokens, one a line; empty lines do not count
 *
 * Returns: (transfer full): a provider of these, or of no token at all when there is none
 */
CueTokenList *
cue_token_list_new (const char *lines)
{
  CueTokenList *self = g_object_new (CUE_TYPE_TOKEN_LIST, NULL);

  g_return_val_if_fail (lines != NULL, self);

  while (*lines != '\0') {
    gsize length = strcspn (lines, "\n");
    char *line = g_strndup (lines, length);
    char *token = cue_token_clean (line);

    cue_secret_text_free (line);
    if (*token != '\0')
      g_ptr_array_add (self->tokens, token);
    else
      g_free (token);
    lines += length + (lines[length] != '\0');
  }
  return self;
}

/**
 * cue_token_list_get_length:
 * @self: a list
 *
 * Returns: how many tokens there are
 */
guint
cue_token_list_get_length (CueTokenList *self)
{
  g_return_val_if_fail (CUE_IS_TOKEN_LIST (self), 0);
  return self->tokens->len;
}

/**
 * cue_token_list_peek:
 * @self: a list
 * @index: which one, from 0
 *
 * Returns: (transfer none): a token, to be looked at and not to be shown
 */
const char *
cue_token_list_peek (CueTokenList *self, guint index)
{
  g_return_val_if_fail (CUE_IS_TOKEN_LIST (self), NULL);
  g_return_val_if_fail (index < self->tokens->len, NULL);

  return g_ptr_array_index (self->tokens, index);
}
