// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-context.h"

/**
 * CueAcousticContext:
 *
 * What a rule must know besides the form: what the key is for, what time it is, and which event
 * types the endpoint has registered (AC-3), if that list was loaded. Without a context, or where
 * it does not know, the rules that need it say nothing.
 *
 * Filled by who made it, then only read; of any thread.
 */
struct _CueAcousticContext {
  gatomicrefcount ref_count;
  CueAcousticRole role;
  gint64          now_us;
  GHashTable     *registered; /* owned, nullable: code → set of attribute names, or NULL */
};

G_DEFINE_BOXED_TYPE (CueAcousticContext,
                     cue_acoustic_context,
                     cue_acoustic_context_ref,
                     cue_acoustic_context_unref)

/**
 * cue_acoustic_context_new:
 * @role: what the key is for
 * @now_us: the wall clock, in microseconds since 1970 UTC; 0 when it shall not be looked at
 *
 * Returns: (transfer full): a context that does not know what is registered
 */
CueAcousticContext *
cue_acoustic_context_new (CueAcousticRole role, gint64 now_us)
{
  CueAcousticContext *self = g_new0 (CueAcousticContext, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->role = role;
  self->now_us = now_us;
  return self;
}

/**
 * cue_acoustic_context_ref:
 * @self: a context
 *
 * Returns: (transfer full): @self
 */
CueAcousticContext *
cue_acoustic_context_ref (CueAcousticContext *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * cue_acoustic_context_unref:
 * @self: (transfer full): a context
 */
void
cue_acoustic_context_unref (CueAcousticContext *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->registered, g_hash_table_unref);
  g_free (self);
}

static void
free_names (gpointer names)
{
  g_clear_pointer ((GHashTable **) &names, g_hash_table_unref);
}

/**
 * cue_acoustic_context_set_registered_known:
 * @self: a context
 *
 * Says that the list of registered event types was loaded, though it may be empty.
 */
void
cue_acoustic_context_set_registered_known (CueAcousticContext *self)
{
  g_return_if_fail (self != NULL);

  if (self->registered == NULL)
    self->registered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_names);
}

/**
 * cue_acoustic_context_add_registered:
 * @self: a context
 * @code: the code of a registered event type
 * @attribute_names: (nullable) (array zero-terminated=1): its attributes; %NULL when they are not
 *   known. Those of a second type with the same code are added.
 */
void
cue_acoustic_context_add_registered (CueAcousticContext *self,
                                     const char         *code,
                                     const char *const  *attribute_names)
{
  GHashTable *names = NULL;

  g_return_if_fail (self != NULL && code != NULL);

  cue_acoustic_context_set_registered_known (self);
  if (attribute_names != NULL) {
    names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; attribute_names[i] != NULL; i++)
      g_hash_table_add (names, g_strdup (attribute_names[i]));
    if (g_hash_table_contains (self->registered, code)) {
      GHashTable    *before = g_hash_table_lookup (self->registered, code);
      GHashTableIter iter;
      gpointer       name;

      if (before == NULL) {
        g_hash_table_unref (names);
        return;
      }
      g_hash_table_iter_init (&iter, before);
      while (g_hash_table_iter_next (&iter, &name, NULL))
        g_hash_table_add (names, g_strdup (name));
    }
  }
  g_hash_table_replace (self->registered, g_strdup (code), names);
}

/**
 * cue_acoustic_context_get_role:
 * @self: (nullable): a context
 *
 * Returns: what the key is for
 */
CueAcousticRole
cue_acoustic_context_get_role (CueAcousticContext *self)
{
  return self != NULL ? self->role : 0;
}

/**
 * cue_acoustic_context_get_now:
 * @self: (nullable): a context
 *
 * Returns: microseconds since 1970 UTC; 0 when not known
 */
gint64
cue_acoustic_context_get_now (CueAcousticContext *self)
{
  return self != NULL ? self->now_us : 0;
}

/**
 * cue_acoustic_context_knows_registered:
 * @self: (nullable): a context
 *
 * Returns: whether the list of registered event types was loaded
 */
gboolean
cue_acoustic_context_knows_registered (CueAcousticContext *self)
{
  return self != NULL && self->registered != NULL;
}

/**
 * cue_acoustic_context_is_registered:
 * @self: (nullable): a context
 * @code: an event code
 *
 * Returns: whether the list was loaded and has it
 */
gboolean
cue_acoustic_context_is_registered (CueAcousticContext *self, const char *code)
{
  g_return_val_if_fail (code != NULL, FALSE);

  return cue_acoustic_context_knows_registered (self) &&
         g_hash_table_contains (self->registered, code);
}

/**
 * cue_acoustic_context_has_attribute:
 * @self: (nullable): a context
 * @code: an event code
 * @attribute_name: one of its attributes
 *
 * Returns: %FALSE only when the code is registered, its attributes are known, and this is none
 */
gboolean
cue_acoustic_context_has_attribute (CueAcousticContext *self,
                                    const char         *code,
                                    const char         *attribute_name)
{
  GHashTable *names;

  g_return_val_if_fail (code != NULL && attribute_name != NULL, TRUE);

  if (!cue_acoustic_context_is_registered (self, code))
    return TRUE;
  names = g_hash_table_lookup (self->registered, code);
  return names == NULL || g_hash_table_contains (names, attribute_name);
}
