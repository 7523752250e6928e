// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-secret-store-private.h"

#include <glib/gi18n-lib.h>

/**
 * CueSecretStore:
 *
 * Where the secrets of profiles live: the Secret Service, or this process when there is none.
 *
 * Every call is asynchronous, since a keyring may ask the user for a password and take as long as
 * the user does. When the keyring is missing or stays locked, a stored secret is kept in memory
 * until the program ends; [property@SecretStore:reason] says why and
 * [method@SecretStore.describe] says it in words. Each later store tries the keyring again.
 *
 * Secrets are bytes and are kept exactly as given. They come back as a #GBytes that wipes its
 * memory when the last reference goes. They are never logged.
 *
 * Items have the schema `io.github.cuelight.Cuelight` with the attributes `profile` (the profile's
 * id) and `kind` (`CUE_SECRET_KIND_…`). Main thread only.
 */

G_DEFINE_FINAL_TYPE (CueSecretStore, cue_secret_store, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (CueSecretReason,
                    cue_secret_reason,
                    G_DEFINE_ENUM_VALUE (CUE_SECRET_REASON_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (CUE_SECRET_REASON_PRIVATE, "private"),
                    G_DEFINE_ENUM_VALUE (CUE_SECRET_REASON_MISSING, "missing"),
                    G_DEFINE_ENUM_VALUE (CUE_SECRET_REASON_LOCKED, "locked"),
                    G_DEFINE_ENUM_VALUE (CUE_SECRET_REASON_FAILED, "failed"))

typedef enum {
  PROP_REASON = 1,
  PROP_PERSISTENT,
} CueSecretStoreProperty;

static GParamSpec *properties[PROP_PERSISTENT + 1];

typedef enum {
  SIGNAL_SECRET_CHANGED,
} CueSecretStoreSignal;

static guint signals[SIGNAL_SECRET_CHANGED + 1];

static void
cue_secret_store_init (CueSecretStore *self)
{
  self->memory =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
}

static void
cue_secret_store_finalize (GObject *object)
{
  CueSecretStore *self = CUE_SECRET_STORE (object);

  g_hash_table_unref (self->memory);
  G_OBJECT_CLASS (cue_secret_store_parent_class)->finalize (object);
}

static void
cue_secret_store_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  CueSecretStore *self = CUE_SECRET_STORE (object);

  switch ((CueSecretStoreProperty) property_id) {
  case PROP_REASON:
    g_value_set_enum (value, self->reason);
    break;
  case PROP_PERSISTENT:
    g_value_set_boolean (value, cue_secret_store_get_persistent (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
cue_secret_store_class_init (CueSecretStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = cue_secret_store_finalize;
  object_class->get_property = cue_secret_store_get_property;

  /**
   * CueSecretStore:reason:
   *
   * Why secrets are kept in memory only; known after the first call that needed the keyring.
   */
  properties[PROP_REASON] =
    g_param_spec_enum ("reason", NULL, NULL, CUE_TYPE_SECRET_REASON, CUE_SECRET_REASON_NONE, flags);
  /**
   * CueSecretStore:persistent:
   *
   * Whether secrets outlive the program, as far as is known.
   */
  properties[PROP_PERSISTENT] = g_param_spec_boolean ("persistent", NULL, NULL, TRUE, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * CueSecretStore::secret-changed:
   * @profile_id: the profile whose secret was stored
   * @kind: which of its secrets
   */
  signals[SIGNAL_SECRET_CHANGED] = g_signal_new ("secret-changed",
                                                 CUE_TYPE_SECRET_STORE,
                                                 G_SIGNAL_RUN_LAST,
                                                 0,
                                                 NULL,
                                                 NULL,
                                                 NULL,
                                                 G_TYPE_NONE,
                                                 2,
                                                 G_TYPE_STRING,
                                                 G_TYPE_STRING);
}

/**
 * cue_secret_store_new:
 *
 * Returns: (transfer full): a store over the user's keyring
 */
CueSecretStore *
cue_secret_store_new (void)
{
  return g_object_new (CUE_TYPE_SECRET_STORE, NULL);
}

/**
 * cue_secret_store_new_private:
 *
 * Returns: (transfer full): a store that keeps everything in memory and asks no keyring
 */
CueSecretStore *
cue_secret_store_new_private (void)
{
  CueSecretStore *self = g_object_new (CUE_TYPE_SECRET_STORE, NULL);

  self->private = TRUE;
  self->reason = CUE_SECRET_REASON_PRIVATE;
  return self;
}

/**
 * cue_secret_store_get_reason:
 *
 * Returns: why secrets are kept in memory only; none when the keyring keeps them
 */
CueSecretReason
cue_secret_store_get_reason (CueSecretStore *self)
{
  g_return_val_if_fail (CUE_IS_SECRET_STORE (self), CUE_SECRET_REASON_FAILED);
  return self->reason;
}

/**
 * cue_secret_store_get_persistent:
 *
 * Returns: whether secrets outlive the program
 */
gboolean
cue_secret_store_get_persistent (CueSecretStore *self)
{
  g_return_val_if_fail (CUE_IS_SECRET_STORE (self), FALSE);
  return self->reason == CUE_SECRET_REASON_NONE;
}

/**
 * cue_secret_store_describe:
 *
 * Returns: (nullable): a sentence why secrets are kept in memory only, %NULL when they are not
 */
const char *
cue_secret_store_describe (CueSecretStore *self)
{
  g_return_val_if_fail (CUE_IS_SECRET_STORE (self), NULL);

  switch (self->reason) {
  case CUE_SECRET_REASON_NONE:
    return NULL;
  case CUE_SECRET_REASON_PRIVATE:
    return _ ("Secrets are kept in memory only, until the program ends.");
  case CUE_SECRET_REASON_MISSING:
    return _ ("This computer has no keyring, so secrets are kept in memory only, until the program "
              "ends. Install a keyring such as GNOME Keyring to keep them.");
  case CUE_SECRET_REASON_LOCKED:
    return _ ("The keyring is locked, so secrets are kept in memory only, until the program ends. "
              "Unlock the keyring and enter the secret again to keep it.");
  case CUE_SECRET_REASON_FAILED:
    return _ ("The keyring answered with an error, so secrets are kept in memory only, until the "
              "program ends.");
  }
  return NULL;
}

/**
 * cue_secret_store_set_reason:
 * @self: a store
 * @reason: why secrets are kept in memory, or that they are not
 */
void
cue_secret_store_set_reason (CueSecretStore *self, CueSecretReason reason)
{
  g_autoptr (CueSecretStore) held = NULL;
  gboolean was_persistent = cue_secret_store_get_persistent (self);

  if (self->reason == reason)
    return;
  held = g_object_ref (self); // whoever is told may let go of it
  self->reason = reason;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REASON]);
  if (was_persistent != cue_secret_store_get_persistent (self))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PERSISTENT]);
}

/**
 * cue_secret_store_emit_changed:
 * @self: a store
 * @profile_id: whose secret is another one now
 * @kind: which of its secrets
 */
void
cue_secret_store_emit_changed (CueSecretStore *self, const char *profile_id, const char *kind)
{
  g_signal_emit (self, signals[SIGNAL_SECRET_CHANGED], 0, profile_id, kind);
}
