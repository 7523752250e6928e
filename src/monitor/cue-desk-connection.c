// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-desk-connection.h"

/**
 * CueDeskConnection:
 *
 * A [class@Connection] of an event at work, whatever the service: its name, how it is with its key,
 * whether a call is on its way, and what the last answer said.
 *
 * It follows the settings it was made for. Owned by a [class@Desk] and the same object for as long
 * as the event has the connection. Main thread.
 */

typedef struct {
  CueConnection  *settings;   // owned
  CueHttpClient  *http;       // owned
  CueSecretStore *secrets;    // owned
  char           *profile_id; // owned
  char           *title;      // owned
  char           *words;      // owned
  gint64          answered;   // wall µs
  CueKeyState     key_state;
  guint           n_busy;
} CueDeskConnectionPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (CueDeskConnection, cue_desk_connection, G_TYPE_OBJECT)

typedef enum {
  PROP_SETTINGS = 1,
  PROP_TITLE,
  PROP_PRODUCTION,
  PROP_KEY_STATE,
  PROP_BUSY,
  PROP_WORDS,
} CueDeskConnectionProperty;

static GParamSpec *properties[PROP_WORDS + 1];

static CueDeskConnectionPrivate *
get_private (gpointer self)
{
  return cue_desk_connection_get_instance_private (self);
}

static void
cue_desk_connection_init (CueDeskConnection *self)
{
  get_private (self)->words = g_strdup ("");
}

static void
cue_desk_connection_finalize (GObject *object)
{
  CueDeskConnectionPrivate *priv = get_private (object);

  g_clear_object (&priv->settings);
  g_clear_object (&priv->http);
  g_clear_object (&priv->secrets);
  g_free (priv->profile_id);
  g_free (priv->title);
  g_free (priv->words);
  G_OBJECT_CLASS (cue_desk_connection_parent_class)->finalize (object);
}

static void
cue_desk_connection_get_property (GObject    *object,
                                  guint       property_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  CueDeskConnectionPrivate *priv = get_private (object);

  switch ((CueDeskConnectionProperty) property_id) {
  case PROP_SETTINGS:
    g_value_set_object (value, priv->settings);
    break;
  case PROP_TITLE:
    g_value_set_string (value, priv->title);
    break;
  case PROP_PRODUCTION:
    g_value_set_boolean (value, cue_connection_get_production (priv->settings));
    break;
  case PROP_KEY_STATE:
    g_value_set_enum (value, priv->key_state);
    break;
  case PROP_BUSY:
    g_value_set_boolean (value, priv->n_busy > 0);
    break;
  case PROP_WORDS:
    g_value_set_string (value, priv->words);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
cue_desk_connection_class_init (CueDeskConnectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = cue_desk_connection_finalize;
  object_class->get_property = cue_desk_connection_get_property;

  /**
   * CueDeskConnection:settings:
   *
   * What the user set up; always the same object.
   */
  properties[PROP_SETTINGS] =
    g_param_spec_object ("settings", NULL, NULL, CUE_TYPE_CONNECTION, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", flags);
  /**
   * CueDeskConnection:production:
   *
   * Whether real people, or the real product, are behind it, so that it is asked before writing.
   */
  properties[PROP_PRODUCTION] = g_param_spec_boolean ("production", NULL, NULL, FALSE, flags);
  properties[PROP_KEY_STATE] =
    g_param_spec_enum ("key-state", NULL, NULL, CUE_TYPE_KEY_STATE, CUE_KEY_UNKNOWN, flags);
  /**
   * CueDeskConnection:busy:
   *
   * Whether a call is on its way; rows of a [class@PublishRun] are not counted.
   */
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  /**
   * CueDeskConnection:words:
   *
   * What the last answer said; empty before the first.
   */
  properties[PROP_WORDS] = g_param_spec_string ("words", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

/* ---- what it is asked for ------------------------------------------------------------------- */

/**
 * cue_desk_connection_get_settings:
 * @self: (type CueDeskConnection): a connection
 *
 * Returns: (transfer none) (type CueConnection): what the user set up
 */
gpointer
cue_desk_connection_get_settings (gpointer self)
{
  g_return_val_if_fail (CUE_IS_DESK_CONNECTION (self), NULL);
  return get_private (self)->settings;
}

/**
 * cue_desk_connection_get_id:
 * @self: (type CueDeskConnection): a connection
 *
 * Returns: (transfer none): the id of its settings
 */
const char *
cue_desk_connection_get_id (gpointer self)
{
  g_return_val_if_fail (CUE_IS_DESK_CONNECTION (self), NULL);
  return cue_connection_get_id (get_private (self)->settings);
}

/**
 * cue_desk_connection_get_title:
 * @self: (type CueDeskConnection): a connection
 *
 * Returns: (transfer none): its name for people
 */
const char *
cue_desk_connection_get_title (gpointer self)
{
  g_return_val_if_fail (CUE_IS_DESK_CONNECTION (self), NULL);
  return get_private (self)->title;
}

/**
 * cue_desk_connection_get_production:
 * @self: (type CueDeskConnection): a connection
 *
 * Returns: whether it is asked before something is written or sent
 */
gboolean
cue_desk_connection_get_production (gpointer self)
{
  g_return_val_if_fail (CUE_IS_DESK_CONNECTION (self), FALSE);
  return cue_connection_get_production (get_private (self)->settings);
}

/**
 * cue_desk_connection_get_key_state:
 * @self: (type CueDeskConnection): a connection
 *
 * Returns: how it is with its key
 */
CueKeyState
cue_desk_connection_get_key_state (gpointer self)
{
  g_return_val_if_fail (CUE_IS_DESK_CONNECTION (self), CUE_KEY_UNKNOWN);
  return get_private (self)->key_state;
}

/**
 * cue_desk_connection_get_busy:
 * @self: (type CueDeskConnection): a connection
 *
 * Returns: whether a call is on its way
 */
gboolean
cue_desk_connection_get_busy (gpointer self)
{
  g_return_val_if_fail (CUE_IS_DESK_CONNECTION (self), FALSE);
  return get_private (self)->n_busy > 0;
}

/**
 * cue_desk_connection_get_words:
 * @self: (type CueDeskConnection): a connection
 *
 * Returns: (transfer none): what the last answer said; empty before the first
 */
const char *
cue_desk_connection_get_words (gpointer self)
{
  g_return_val_if_fail (CUE_IS_DESK_CONNECTION (self), NULL);
  return get_private (self)->words;
}

/**
 * cue_desk_connection_get_answered:
 * @self: (type CueDeskConnection): a connection
 *
 * Returns: when that was, in µs since 1970 UTC; 0 before the first
 */
gint64
cue_desk_connection_get_answered (gpointer self)
{
  g_return_val_if_fail (CUE_IS_DESK_CONNECTION (self), 0);
  return get_private (self)->answered;
}

/**
 * cue_desk_connection_forget_key:
 * @self: (type CueDeskConnection): a connection
 *
 * There is another key, or none: it is looked for again before the next call.
 */
void
cue_desk_connection_forget_key (gpointer self)
{
  g_return_if_fail (CUE_IS_DESK_CONNECTION (self));

  CUE_DESK_CONNECTION_GET_CLASS (self)->forget_key (self);
  cue_desk_connection_set_key_state (self, CUE_KEY_UNKNOWN);
}

/**
 * cue_desk_connection_set_http:
 * @self: (type CueDeskConnection): a connection
 * @http: sends everything from now on
 *
 * For a desk that goes on in another monitor. What is on its way stays on its way.
 */
void
cue_desk_connection_set_http (gpointer self, CueHttpClient *http)
{
  g_return_if_fail (CUE_IS_DESK_CONNECTION (self));

  if (g_set_object (&get_private (self)->http, http))
    CUE_DESK_CONNECTION_GET_CLASS (self)->http_changed (self);
}

/* ---- for those that are one ----------------------------------------------------------------- */

static void
on_settings_changed (CueConnection *settings, GParamSpec *pspec, CueDeskConnection *self)
{
  CueDeskConnectionPrivate *priv = get_private (self);

  if (g_str_equal (pspec->name, "label")) {
    g_free (priv->title);
    priv->title = cue_connection_make_title (settings);
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
  } else if (g_str_equal (pspec->name, "production")) {
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PRODUCTION]);
  } else {
    CUE_DESK_CONNECTION_GET_CLASS (self)->settings_changed (self, pspec->name);
  }
}

/**
 * cue_desk_connection_set_up:
 * @self: (type CueDeskConnection): a connection that was just made
 * @settings: (type CueConnection): what the user set up
 * @http: sends everything; says the time
 * @secrets: has the key
 * @profile_id: under which it is kept
 *
 * Once, before anything else.
 */
void
cue_desk_connection_set_up (gpointer        self,
                            gpointer        settings,
                            CueHttpClient  *http,
                            CueSecretStore *secrets,
                            const char     *profile_id)
{
  CueDeskConnectionPrivate *priv = get_private (self);

  priv->settings = g_object_ref (settings);
  priv->http = g_object_ref (http);
  priv->secrets = g_object_ref (secrets);
  priv->profile_id = g_strdup (profile_id);
  priv->title = cue_connection_make_title (settings);
  g_signal_connect_object (settings, "notify", G_CALLBACK (on_settings_changed), self, 0);
}

/**
 * cue_desk_connection_get_http:
 * @self: (type CueDeskConnection): a connection
 *
 * Returns: (transfer none): what sends everything
 */
CueHttpClient *
cue_desk_connection_get_http (gpointer self)
{
  return get_private (self)->http;
}

/**
 * cue_desk_connection_get_clock:
 * @self: (type CueDeskConnection): a connection
 *
 * Returns: (transfer none): what says the time
 */
CueClock *
cue_desk_connection_get_clock (gpointer self)
{
  return cue_http_client_get_clock (get_private (self)->http);
}

/**
 * cue_desk_connection_set_key_state:
 * @self: (type CueDeskConnection): a connection
 * @state: how it is with the key
 */
void
cue_desk_connection_set_key_state (gpointer self, CueKeyState state)
{
  CueDeskConnectionPrivate *priv = get_private (self);

  if (priv->key_state == state)
    return;
  priv->key_state = state;
  g_object_notify_by_pspec (self, properties[PROP_KEY_STATE]);
}

/**
 * cue_desk_connection_change_busy:
 * @self: (type CueDeskConnection): a connection
 * @by: 1 when a call leaves, -1 when it is over
 */
void
cue_desk_connection_change_busy (gpointer self, int by)
{
  CueDeskConnectionPrivate *priv = get_private (self);
  gboolean                  before = priv->n_busy > 0;

  priv->n_busy = (guint) ((int) priv->n_busy + by);
  if (before != (priv->n_busy > 0))
    g_object_notify_by_pspec (self, properties[PROP_BUSY]);
}

/**
 * cue_desk_connection_set_words:
 * @self: (type CueDeskConnection): a connection
 * @words: what the last answer said
 *
 * Notifies also when they are the same: they came at another time.
 */
void
cue_desk_connection_set_words (gpointer self, const char *words)
{
  CueDeskConnectionPrivate *priv = get_private (self);
  char                     *before = priv->words;

  priv->words = g_strdup (words);
  g_free (before);
  g_object_notify_by_pspec (self, properties[PROP_WORDS]);
}

/**
 * cue_desk_connection_note_answer:
 * @self: (type CueDeskConnection): a connection
 *
 * The last answer came now.
 */
void
cue_desk_connection_note_answer (gpointer self)
{
  get_private (self)->answered = cue_clock_get_wall (cue_desk_connection_get_clock (self));
}

/**
 * cue_desk_connection_look_up_key:
 * @self: (type CueDeskConnection): a connection
 * @task: (transfer full): what needs the key; its cancellable ends the wait
 * @callback: called with @task
 *
 * Asks the keyring, which may ask the user to unlock it.
 */
void
cue_desk_connection_look_up_key (gpointer self, GTask *task, GAsyncReadyCallback callback)
{
  CueDeskConnectionPrivate *priv = get_private (self);
  g_autofree char          *kind = cue_connection_make_secret_kind (priv->settings);

  cue_desk_connection_set_key_state (self, CUE_KEY_LOOKING);
  cue_secret_store_lookup_async (priv->secrets,
                                 priv->profile_id,
                                 kind,
                                 g_task_get_cancellable (task),
                                 callback,
                                 task);
}

/**
 * cue_desk_connection_look_up_key_finish:
 * @self: (type CueDeskConnection): a connection
 * @result: what the keyring said
 * @error: it did not give the key, or it was cancelled
 *
 * Notes when there is no key; that there is one, only who reads it knows.
 *
 * Returns: (transfer full) (nullable): the key as it is stored; %NULL without an error: none is
 */
GBytes *
cue_desk_connection_look_up_key_finish (gpointer self, GAsyncResult *result, GError **error)
{
  GError *own = NULL;
  GBytes *secret = cue_secret_store_lookup_finish (get_private (self)->secrets, result, &own);

  if (own != NULL)
    cue_desk_connection_set_key_state (self,
                                       g_error_matches (own, G_IO_ERROR, G_IO_ERROR_CANCELLED)
                                         ? CUE_KEY_UNKNOWN
                                         : CUE_KEY_LOCKED);
  else if (secret == NULL)
    cue_desk_connection_set_key_state (self, CUE_KEY_MISSING);
  if (own != NULL)
    g_propagate_error (error, own);
  return secret;
}
