// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-desk.h"

/**
 * CueDesk:
 *
 * All that is done with one kind of service for one event: a list model of
 * [class@DeskConnection] that follows the profile.
 *
 * Owned by a monitor; it outlives a monitor that another one takes the place of. Main thread.
 */

typedef struct {
  CueConnectionList *profile;     // owned
  CueHttpClient     *http;        // owned
  CueSecretStore    *secrets;     // owned
  GPtrArray         *connections; // owned, of CueDeskConnection, in the profile's order
  char              *profile_id;  // owned
} CueDeskPrivate;

static void list_model_init (GListModelInterface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (CueDesk,
                                  cue_desk,
                                  G_TYPE_OBJECT,
                                  G_ADD_PRIVATE (CueDesk)
                                    G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

enum {
  SIGNAL_KEY_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static CueDeskPrivate *
get_private (gpointer self)
{
  return cue_desk_get_instance_private (self);
}

static GType
get_item_type (GListModel *model)
{
  return CUE_DESK_GET_CLASS (model)->connection_type;
}

static guint
get_n_items (GListModel *model)
{
  return get_private (model)->connections->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  GPtrArray *connections = get_private (model)->connections;

  return position < connections->len ? g_object_ref (g_ptr_array_index (connections, position))
                                     : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
cue_desk_init (CueDesk *self)
{
  get_private (self)->connections = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
cue_desk_dispose (GObject *object)
{
  g_ptr_array_set_size (get_private (object)->connections, 0);
  G_OBJECT_CLASS (cue_desk_parent_class)->dispose (object);
}

static void
cue_desk_finalize (GObject *object)
{
  CueDeskPrivate *priv = get_private (object);

  g_clear_object (&priv->profile);
  g_clear_object (&priv->http);
  g_clear_object (&priv->secrets);
  g_ptr_array_unref (priv->connections);
  g_free (priv->profile_id);
  G_OBJECT_CLASS (cue_desk_parent_class)->finalize (object);
}

static void
cue_desk_class_init (CueDeskClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cue_desk_dispose;
  object_class->finalize = cue_desk_finalize;

  /**
   * CueDesk::key-changed:
   * @connection: whose key is there, missing or refused
   */
  signals[SIGNAL_KEY_CHANGED] = g_signal_new ("key-changed",
                                              CUE_TYPE_DESK,
                                              G_SIGNAL_RUN_LAST,
                                              0,
                                              NULL,
                                              NULL,
                                              NULL,
                                              G_TYPE_NONE,
                                              1,
                                              CUE_TYPE_DESK_CONNECTION);
}

static void
on_key_state_changed (CueDeskConnection *connection, GParamSpec *pspec, CueDesk *self)
{
  g_signal_emit (self, signals[SIGNAL_KEY_CHANGED], 0, connection);
}

static gpointer
make_connection (CueDesk *self, CueConnection *settings)
{
  gpointer connection = CUE_DESK_GET_CLASS (self)->make_connection (self, settings);

  g_signal_connect_object (connection,
                           "notify::key-state",
                           G_CALLBACK (on_key_state_changed),
                           self,
                           0);
  return connection;
}

static void
on_profile_changed (GListModel *profile, guint position, guint removed, guint added, CueDesk *self)
{
  CueDeskClass *klass = CUE_DESK_GET_CLASS (self);
  GPtrArray    *connections = get_private (self)->connections;
  g_autoptr (GPtrArray) old = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < removed; i++)
    g_ptr_array_add (old, g_ptr_array_steal_index (connections, position));
  for (guint i = 0; i < added; i++) {
    g_autoptr (CueConnection) settings = g_list_model_get_item (profile, position + i);
    gpointer connection = NULL;

    for (guint j = 0; j < old->len && connection == NULL; j++) {
      if (cue_desk_connection_get_settings (g_ptr_array_index (old, j)) == settings)
        connection = g_ptr_array_steal_index (old, j);
    }
    if (connection == NULL)
      connection = make_connection (self, settings);
    g_ptr_array_insert (connections, (int) (position + i), connection);
  }
  for (guint j = 0; j < old->len; j++) {
    g_signal_handlers_disconnect_by_data (g_ptr_array_index (old, j), self);
    klass->let_go (self, g_ptr_array_index (old, j));
  }
  if (klass->connections_changed != NULL)
    klass->connections_changed (self);
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
on_secret_changed (CueSecretStore *secrets, const char *profile_id, const char *kind, CueDesk *self)
{
  CueDeskPrivate *priv = get_private (self);

  if (!g_str_equal (profile_id, priv->profile_id) ||
      !g_str_has_prefix (kind, CUE_DESK_GET_CLASS (self)->secret_prefix))
    return;
  for (guint i = 0; i < priv->connections->len; i++) {
    gpointer connection = g_ptr_array_index (priv->connections, i);

    if (g_str_has_suffix (kind, cue_desk_connection_get_id (connection)))
      cue_desk_connection_forget_key (connection);
  }
}

/**
 * cue_desk_find:
 * @self: (type CueDesk): a desk
 * @id: (nullable): of a connection
 *
 * Returns: (transfer none) (nullable) (type CueDeskConnection): the connection of that id
 */
gpointer
cue_desk_find (gpointer self, const char *id)
{
  CueDeskPrivate *priv;

  g_return_val_if_fail (CUE_IS_DESK (self), NULL);

  priv = get_private (self);
  for (guint i = 0; i < priv->connections->len; i++) {
    gpointer connection = g_ptr_array_index (priv->connections, i);

    if (g_strcmp0 (cue_desk_connection_get_id (connection), id) == 0)
      return connection;
  }
  return NULL;
}

/**
 * cue_desk_set_http:
 * @self: (type CueDesk): a desk
 * @http: sends everything from now on
 *
 * For a monitor that takes the place of another: the desk, and all that is on it, stays.
 */
void
cue_desk_set_http (gpointer self, CueHttpClient *http)
{
  CueDeskPrivate *priv;

  g_return_if_fail (CUE_IS_DESK (self));

  priv = get_private (self);
  g_set_object (&priv->http, http);
  for (guint i = 0; i < priv->connections->len; i++)
    cue_desk_connection_set_http (g_ptr_array_index (priv->connections, i), http);
}

/* ---- for those that are one ----------------------------------------------------------------- */

/**
 * cue_desk_set_up:
 * @self: (type CueDesk): a desk that was just made
 * @profile_id: under which keys are kept
 * @http: sends everything; says the time
 * @secrets: has the keys
 *
 * Once, before anything else.
 */
void
cue_desk_set_up (gpointer        self,
                 const char     *profile_id,
                 CueHttpClient  *http,
                 CueSecretStore *secrets)
{
  CueDeskPrivate *priv = get_private (self);

  priv->profile_id = g_strdup (profile_id);
  priv->http = g_object_ref (http);
  priv->secrets = g_object_ref (secrets);
}

/**
 * cue_desk_follow:
 * @self: (type CueDesk): a desk that was set up, and can make connections now
 * @profile: the connections of the event
 *
 * Puts its connections to work, and all that come later. Once.
 */
void
cue_desk_follow (gpointer self, CueConnectionList *profile)
{
  CueDeskPrivate *priv = get_private (self);
  guint           n = g_list_model_get_n_items (G_LIST_MODEL (profile));

  priv->profile = g_object_ref (profile);
  g_signal_connect_object (profile, "items-changed", G_CALLBACK (on_profile_changed), self, 0);
  g_signal_connect_object (priv->secrets,
                           "secret-changed",
                           G_CALLBACK (on_secret_changed),
                           self,
                           0);
  if (n > 0)
    on_profile_changed (G_LIST_MODEL (profile), 0, 0, n, self);
}

/**
 * cue_desk_get_connections:
 * @self: (type CueDesk): a desk
 *
 * Returns: (transfer none) (element-type CueDeskConnection): its connections, in their order
 */
GPtrArray *
cue_desk_get_connections (gpointer self)
{
  return get_private (self)->connections;
}

/**
 * cue_desk_get_http:
 * @self: (type CueDesk): a desk
 *
 * Returns: (transfer none): what sends everything
 */
CueHttpClient *
cue_desk_get_http (gpointer self)
{
  return get_private (self)->http;
}

/**
 * cue_desk_get_secrets:
 * @self: (type CueDesk): a desk
 *
 * Returns: (transfer none): what has the keys
 */
CueSecretStore *
cue_desk_get_secrets (gpointer self)
{
  return get_private (self)->secrets;
}

/**
 * cue_desk_get_profile_id:
 * @self: (type CueDesk): a desk
 *
 * Returns: (transfer none): under which keys are kept
 */
const char *
cue_desk_get_profile_id (gpointer self)
{
  return get_private (self)->profile_id;
}
