// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-bench-key.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cue-error.h"
#include "cue-secret-text.h"

/**
 * CueBenchKey:
 *
 * A key that tokens can be checked with: none, the secret of the event, the key of a connection to
 * feeds, or one that was read from a file. Secrets are taken from the keyring when they are asked
 * for, and are not kept here. Main thread only.
 */
struct _CueBenchKey {
  GObject parent_instance;

  char                  *title;      /* owned */
  CueProfile            *profile;    /* owned; of whose event the secret is; may be NULL */
  CueSecretStore        *secrets;    /* owned; with ‘profile’ */
  CueFeedDeskConnection *connection; /* owned; may be NULL */
  CueVerifyKey          *key;        /* owned; one that was read; may be NULL */
};

G_DEFINE_FINAL_TYPE (CueBenchKey, cue_bench_key, G_TYPE_OBJECT)

typedef enum {
  PROP_TITLE = 1,
} CueBenchKeyProperty;

static GParamSpec *properties[PROP_TITLE + 1];

static void
cue_bench_key_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((CueBenchKeyProperty) id) {
  case PROP_TITLE:
    g_value_set_string (value, CUE_BENCH_KEY (object)->title);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_bench_key_finalize (GObject *object)
{
  CueBenchKey *self = CUE_BENCH_KEY (object);

  g_free (self->title);
  g_clear_object (&self->profile);
  g_clear_object (&self->secrets);
  g_clear_object (&self->connection);
  g_clear_pointer (&self->key, cue_verify_key_unref);

  G_OBJECT_CLASS (cue_bench_key_parent_class)->finalize (object);
}

static void
cue_bench_key_class_init (CueBenchKeyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cue_bench_key_get_property;
  object_class->finalize = cue_bench_key_finalize;

  properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, "", G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cue_bench_key_init (CueBenchKey *self)
{
}

static CueBenchKey *
make (char *title)
{
  CueBenchKey *self = g_object_new (CUE_TYPE_BENCH_KEY, NULL);

  self->title = title;
  return self;
}

/**
 * cue_bench_key_new_none:
 *
 * Returns: (transfer full): what stands for no key
 */
CueBenchKey *
cue_bench_key_new_none (void)
{
  return make (g_strdup (_ ("No Key")));
}

/**
 * cue_bench_key_new_event:
 * @profile: an event that is reached with a secret
 * @secrets: has the secret
 *
 * Returns: (transfer full): the secret of the event, for HS512
 */
CueBenchKey *
cue_bench_key_new_event (CueProfile *profile, CueSecretStore *secrets)
{
  CueBenchKey *self;

  g_return_val_if_fail (CUE_IS_PROFILE (profile), NULL);
  g_return_val_if_fail (CUE_IS_SECRET_STORE (secrets), NULL);

  /* Translators: %s is the name of an event */
  self = make (g_strdup_printf (_ ("Secret of “%s” (HS512)"), cue_profile_get_name (profile)));
  self->profile = g_object_ref (profile);
  self->secrets = g_object_ref (secrets);
  return self;
}

/**
 * cue_bench_key_new_connection:
 * @connection: a connection to feeds
 *
 * Returns: (transfer full): the public half of its key, for RS256
 */
CueBenchKey *
cue_bench_key_new_connection (CueFeedDeskConnection *connection)
{
  CueBenchKey *self;

  g_return_val_if_fail (CUE_IS_FEED_DESK_CONNECTION (connection), NULL);

  /* Translators: %s is the name of a connection */
  self =
    make (g_strdup_printf (_ ("Key of “%s” (RS256)"), cue_desk_connection_get_title (connection)));
  self->connection = g_object_ref (connection);
  return self;
}

/**
 * cue_bench_key_new_read:
 * @title: what it is called
 * @key: a key
 *
 * Returns: (transfer full): a key from elsewhere
 */
CueBenchKey *
cue_bench_key_new_read (const char *title, CueVerifyKey *key)
{
  CueBenchKey *self = make (g_strdup (title));

  self->key = cue_verify_key_ref (key);
  return self;
}

/**
 * cue_bench_key_get_profile:
 * @self: a key
 *
 * Returns: (transfer none) (nullable): the event whose secret it is
 */
CueProfile *
cue_bench_key_get_profile (CueBenchKey *self)
{
  g_return_val_if_fail (CUE_IS_BENCH_KEY (self), NULL);

  return self->profile;
}

/**
 * cue_bench_key_get_connection:
 * @self: a key
 *
 * Returns: (transfer none) (nullable): the connection whose key it is
 */
CueFeedDeskConnection *
cue_bench_key_get_connection (CueBenchKey *self)
{
  g_return_val_if_fail (CUE_IS_BENCH_KEY (self), NULL);

  return self->connection;
}

static GBytes *
decode (CueProfile *profile, GBytes *secret)
{
  g_autoptr (CueSecretText) text = NULL;
  GBytes *bytes;
  guchar *decoded;
  gsize   size;

  if (!cue_profile_get_secret_is_base64 (profile))
    return g_bytes_ref (secret);

  text = g_strndup (g_bytes_get_data (secret, NULL), g_bytes_get_size (secret));
  decoded = g_base64_decode (text, &size);
  bytes = cue_secret_bytes_new (decoded, size);
  explicit_bzero (decoded, size);
  g_free (decoded);
  return bytes;
}

static void
return_key (GTask *task, CueVerifyKey *key, GError *error)
{
  if (key != NULL)
    g_task_return_pointer (task, key, (GDestroyNotify) cue_verify_key_unref);
  else
    g_task_return_error (task, error);
}

static void
on_secret_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  CueBenchKey *self = g_task_get_source_object (task);
  GError      *error = NULL;
  g_autoptr (GBytes)
    secret = cue_secret_store_lookup_finish (CUE_SECRET_STORE (source), result, &error);
  g_autoptr (GBytes) decoded = NULL;
  CueVerifyKey *key = NULL;

  if (secret != NULL) {
    decoded = decode (self->profile, secret);
    key = cue_verify_key_new_hs512 (decoded, &error);
  } else if (error == NULL)
    error = g_error_new (CUE_ERROR,
                         CUE_ERROR_AUTH,
                         _ ("No secret is kept for the event “%s”."),
                         cue_profile_get_name (self->profile));

  return_key (task, key, error);
}

static void
on_connection_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  CueFeedDeskConnection *connection = CUE_FEED_DESK_CONNECTION (source);
  GError                *error = NULL;
  CueSigningKey         *signing;
  CueVerifyKey          *key = NULL;

  if (cue_feed_desk_connection_open_finish (connection, result, &error)) {
    const char *pem;
    g_autoptr (GBytes) bytes = NULL;

    signing = cue_feed_desk_connection_get_key (connection);
    pem = signing != NULL ? cue_signing_key_get_public_pem (signing) : "";
    bytes = g_bytes_new (pem, strlen (pem));
    key = cue_verify_key_new_rs256 (bytes, &error);
  }

  return_key (task, key, error);
}

/**
 * cue_bench_key_open_async:
 * @self: a key
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is there
 * @data: for @callback
 *
 * Gets the key itself, which may ask the user to unlock the keyring.
 */
void
cue_bench_key_open_async (CueBenchKey        *self,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (CUE_IS_BENCH_KEY (self));

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, cue_bench_key_open_async);

  if (self->profile != NULL)
    cue_secret_store_lookup_async (self->secrets,
                                   cue_profile_get_id (self->profile),
                                   CUE_SECRET_KIND_ENGINE,
                                   cancellable,
                                   on_secret_found,
                                   g_steal_pointer (&task));
  else if (self->connection != NULL)
    cue_feed_desk_connection_open_async (self->connection,
                                         cancellable,
                                         on_connection_opened,
                                         g_steal_pointer (&task));
  else
    g_task_return_pointer (task,
                           self->key != NULL ? cue_verify_key_ref (self->key) : NULL,
                           (GDestroyNotify) cue_verify_key_unref);
}

/**
 * cue_bench_key_open_finish:
 * @self: a key
 * @result: given to the callback
 * @error: why there is none
 *
 * Returns: (transfer full) (nullable): the key; %NULL without an error for no key at all
 */
CueVerifyKey *
cue_bench_key_open_finish (CueBenchKey *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
