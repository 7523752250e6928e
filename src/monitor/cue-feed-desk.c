// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-desk.h"

#include "cue-feed-desk-private.h"

/**
 * CueFeedDesk:
 *
 * All that is done with Event Data Services for one event: a list model of
 * [class@FeedDeskConnection] that follows the profile, and the events that were sent. It asks for
 * nothing by itself but for what is followed.
 *
 * Owned by a monitor; it outlives a monitor that another one takes the place of. Main thread.
 */

struct _CueFeedDesk {
  GObject parent_instance;

  CueConnectionList *profile;     // owned
  CueHttpClient     *http;        // owned
  CueSecretStore    *secrets;     // owned
  GPtrArray         *connections; // owned, of CueFeedDeskConnection, in the profile's order
  GListStore        *trips;       // owned, of CueFeedRoundTrip, the latest first
  CueFeedPositions  *positions;   // owned
  char              *profile_id;  // owned
};

#define MAX_TRIPS 100

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CueFeedDesk,
                               cue_feed_desk,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

enum {
  SIGNAL_ANSWERED,
  SIGNAL_KEY_CHANGED,
  SIGNAL_SOURCE_CHANGED,
  SIGNAL_ARRIVED,
  SIGNAL_TRIP_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static GType
get_item_type (GListModel *model)
{
  return CUE_TYPE_FEED_DESK_CONNECTION;
}

static guint
get_n_items (GListModel *model)
{
  return CUE_FEED_DESK (model)->connections->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  CueFeedDesk *self = CUE_FEED_DESK (model);

  if (position >= self->connections->len)
    return NULL;
  return g_object_ref (g_ptr_array_index (self->connections, position));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
cue_feed_desk_init (CueFeedDesk *self)
{
  self->connections = g_ptr_array_new_with_free_func (g_object_unref);
  self->trips = g_list_store_new (CUE_TYPE_FEED_ROUND_TRIP);
}

static void
let_go (CueFeedDesk *self, CueFeedDeskConnection *connection)
{
  GListModel *sources = cue_feed_desk_connection_get_sources (connection);

  g_signal_handlers_disconnect_by_data (connection, self);
  // What nobody can see any more must not go on asking.
  for (guint i = 0; i < g_list_model_get_n_items (sources); i++) {
    g_autoptr (CueFeedSource) source = g_list_model_get_item (sources, i);

    cue_feed_source_set_following (source, FALSE);
    cue_feed_source_stop (source);
  }
}

static void
cue_feed_desk_dispose (GObject *object)
{
  CueFeedDesk *self = CUE_FEED_DESK (object);

  for (guint i = 0; i < self->connections->len; i++)
    let_go (self, g_ptr_array_index (self->connections, i));
  g_ptr_array_set_size (self->connections, 0);
  for (guint i = 0;
       self->trips != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->trips));
       i++) {
    g_autoptr (CueFeedRoundTrip) trip = g_list_model_get_item (G_LIST_MODEL (self->trips), i);

    cue_feed_round_trip_stop (trip);
  }
  g_clear_object (&self->trips);
  G_OBJECT_CLASS (cue_feed_desk_parent_class)->dispose (object);
}

static void
cue_feed_desk_finalize (GObject *object)
{
  CueFeedDesk *self = CUE_FEED_DESK (object);

  g_clear_object (&self->profile);
  g_clear_object (&self->http);
  g_clear_object (&self->secrets);
  g_ptr_array_unref (self->connections);
  g_clear_pointer (&self->positions, cue_feed_positions_unref);
  g_free (self->profile_id);
  G_OBJECT_CLASS (cue_feed_desk_parent_class)->finalize (object);
}

static void
cue_feed_desk_class_init (CueFeedDeskClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cue_feed_desk_dispose;
  object_class->finalize = cue_feed_desk_finalize;

#define ADD(name, n, ...)           \
  g_signal_new (name,               \
                CUE_TYPE_FEED_DESK, \
                G_SIGNAL_RUN_LAST,  \
                0,                  \
                NULL,               \
                NULL,               \
                NULL,               \
                G_TYPE_NONE,        \
                n,                  \
                CUE_TYPE_FEED_DESK_CONNECTION __VA_ARGS__)
  /**
   * CueFeedDesk::answered:
   * @connection: what was asked
   * @reply: what it said
   */
  signals[SIGNAL_ANSWERED] = ADD ("answered", 2, , CUE_TYPE_FEED_REPLY);
  /**
   * CueFeedDesk::key-changed:
   * @connection: whose key is there, missing or refused
   */
  signals[SIGNAL_KEY_CHANGED] = ADD ("key-changed", 1);
  /**
   * CueFeedDesk::source-changed:
   * @connection: a connection
   * @source: a feed of it that does something else, or got another answer
   */
  signals[SIGNAL_SOURCE_CHANGED] = ADD ("source-changed", 2, , CUE_TYPE_FEED_SOURCE);
  /**
   * CueFeedDesk::arrived:
   * @connection: a connection
   * @source: a feed of it that is followed
   * @first_id: the first new event in its log
   * @n: how many there are
   */
  signals[SIGNAL_ARRIVED] = ADD ("arrived", 4, , CUE_TYPE_FEED_SOURCE, G_TYPE_UINT64, G_TYPE_UINT);
  /**
   * CueFeedDesk::trip-changed:
   * @connection: a connection
   * @trip: events that were sent, and got further
   */
  signals[SIGNAL_TRIP_CHANGED] = ADD ("trip-changed", 2, , CUE_TYPE_FEED_ROUND_TRIP);
#undef ADD
}

static void
on_answered (CueFeedDeskConnection *connection, CueFeedReply *reply, CueFeedDesk *self)
{
  g_signal_emit (self, signals[SIGNAL_ANSWERED], 0, connection, reply);
}

static void
on_key_state_changed (CueFeedDeskConnection *connection, GParamSpec *pspec, CueFeedDesk *self)
{
  g_signal_emit (self, signals[SIGNAL_KEY_CHANGED], 0, connection);
}

static void
on_source_changed (CueFeedDeskConnection *connection, CueFeedSource *source, CueFeedDesk *self)
{
  g_signal_emit (self, signals[SIGNAL_SOURCE_CHANGED], 0, connection, source);
}

static void
on_arrived (CueFeedDeskConnection *connection,
            CueFeedSource         *source,
            guint64                first_id,
            guint                  n,
            CueFeedDesk           *self)
{
  g_signal_emit (self, signals[SIGNAL_ARRIVED], 0, connection, source, first_id, n);
}

static void
on_trip_changed (CueFeedDeskConnection *connection, CueFeedRoundTrip *trip, CueFeedDesk *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->trips));

  if (!g_list_store_find (self->trips, trip, NULL)) {
    g_list_store_insert (self->trips, 0, trip);
    if (n >= MAX_TRIPS)
      g_list_store_remove (self->trips, n);
  }
  g_signal_emit (self, signals[SIGNAL_TRIP_CHANGED], 0, connection, trip);
}

static CueFeedDeskConnection *
make_connection (CueFeedDesk *self, CueFeedConnection *settings)
{
  CueFeedDeskConnection *connection = cue_feed_desk_connection_new (settings,
                                                                    self->http,
                                                                    self->secrets,
                                                                    self->profile_id,
                                                                    self->positions);

  g_signal_connect_object (connection, "answered", G_CALLBACK (on_answered), self, 0);
  g_signal_connect_object (connection,
                           "notify::key-state",
                           G_CALLBACK (on_key_state_changed),
                           self,
                           0);
  g_signal_connect_object (connection, "source-changed", G_CALLBACK (on_source_changed), self, 0);
  g_signal_connect_object (connection, "arrived", G_CALLBACK (on_arrived), self, 0);
  g_signal_connect_object (connection, "trip-changed", G_CALLBACK (on_trip_changed), self, 0);
  return connection;
}

static void
on_profile_changed (GListModel  *profile,
                    guint        position,
                    guint        removed,
                    guint        added,
                    CueFeedDesk *self)
{
  g_autoptr (GPtrArray) old = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < removed; i++)
    g_ptr_array_add (old, g_ptr_array_steal_index (self->connections, position));
  for (guint i = 0; i < added; i++) {
    g_autoptr (CueFeedConnection) settings = g_list_model_get_item (profile, position + i);
    CueFeedDeskConnection *connection = NULL;

    for (guint j = 0; j < old->len && connection == NULL; j++) {
      if (cue_desk_connection_get_settings (g_ptr_array_index (old, j)) == settings)
        connection = g_ptr_array_steal_index (old, j);
    }
    if (connection == NULL)
      connection = make_connection (self, settings);
    g_ptr_array_insert (self->connections, (int) (position + i), connection);
  }
  for (guint j = 0; j < old->len; j++)
    let_go (self, g_ptr_array_index (old, j));
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
on_secret_changed (CueSecretStore *secrets,
                   const char     *profile_id,
                   const char     *kind,
                   CueFeedDesk    *self)
{
  if (!g_str_equal (profile_id, self->profile_id) ||
      !g_str_has_prefix (kind, CUE_SECRET_KIND_TENDUKE_PREFIX))
    return;
  for (guint i = 0; i < self->connections->len; i++) {
    CueFeedDeskConnection *connection = g_ptr_array_index (self->connections, i);

    if (g_str_has_suffix (kind, cue_desk_connection_get_id (connection)))
      cue_desk_connection_forget_key (connection);
  }
}

/**
 * cue_feed_desk_new:
 * @profile: the connections of the event, of [class@FeedConnection]
 * @profile_id: under which keys and positions are kept
 * @transient: whether the event is not saved, and so nothing is kept on disk
 * @http: sends everything; says the time
 * @secrets: has the keys
 *
 * Returns: (transfer full): a desk on which nothing is done yet
 */
CueFeedDesk *
cue_feed_desk_new (CueConnectionList *profile,
                   const char        *profile_id,
                   gboolean           transient,
                   CueHttpClient     *http,
                   CueSecretStore    *secrets)
{
  CueFeedDesk *self;
  guint        n;

  g_return_val_if_fail (CUE_IS_CONNECTION_LIST (profile), NULL);

  self = g_object_new (CUE_TYPE_FEED_DESK, NULL);
  self->profile = g_object_ref (profile);
  self->http = g_object_ref (http);
  self->secrets = g_object_ref (secrets);
  self->profile_id = g_strdup (profile_id);
  self->positions = cue_feed_positions_new (transient ? NULL : profile_id);
  g_signal_connect_object (profile, "items-changed", G_CALLBACK (on_profile_changed), self, 0);
  g_signal_connect_object (secrets, "secret-changed", G_CALLBACK (on_secret_changed), self, 0);
  n = g_list_model_get_n_items (G_LIST_MODEL (profile));
  if (n > 0)
    on_profile_changed (G_LIST_MODEL (profile), 0, 0, n, self);
  return self;
}

/**
 * cue_feed_desk_set_http:
 * @http: sends everything from now on
 *
 * For a monitor that takes the place of another: the desk, and what was read, stays.
 */
void
cue_feed_desk_set_http (CueFeedDesk *self, CueHttpClient *http)
{
  g_return_if_fail (CUE_IS_FEED_DESK (self));

  g_set_object (&self->http, http);
  for (guint i = 0; i < self->connections->len; i++)
    cue_desk_connection_set_http (g_ptr_array_index (self->connections, i), http);
}

/**
 * cue_feed_desk_find:
 * @id: (nullable): of a connection
 *
 * Returns: (transfer none) (nullable): the connection of that id
 */
CueFeedDeskConnection *
cue_feed_desk_find (CueFeedDesk *self, const char *id)
{
  g_return_val_if_fail (CUE_IS_FEED_DESK (self), NULL);

  for (guint i = 0; i < self->connections->len; i++) {
    CueFeedDeskConnection *connection = g_ptr_array_index (self->connections, i);

    if (g_strcmp0 (cue_desk_connection_get_id (connection), id) == 0)
      return connection;
  }
  return NULL;
}

/**
 * cue_feed_desk_get_trips:
 *
 * Returns: (transfer none): a list model of [class@FeedRoundTrip], the latest first: what was sent
 *   since the program began
 */
GListModel *
cue_feed_desk_get_trips (CueFeedDesk *self)
{
  g_return_val_if_fail (CUE_IS_FEED_DESK (self), NULL);
  return G_LIST_MODEL (self->trips);
}
