// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-desk.h"

#include "cue-feed-desk-private.h"

/**
 * CueFeedDesk:
 *
 * The [class@Desk] of Event Data Services: a list model of [class@FeedDeskConnection], and the
 * events that were sent. It asks for nothing by itself but for what is followed.
 */

struct _CueFeedDesk {
  CueDesk parent_instance;

  GListStore       *trips;     // owned, of CueFeedRoundTrip, the latest first
  CueFeedPositions *positions; // owned
};

#define MAX_TRIPS 100

G_DEFINE_FINAL_TYPE (CueFeedDesk, cue_feed_desk, CUE_TYPE_DESK)

enum {
  SIGNAL_ANSWERED,
  SIGNAL_SOURCE_CHANGED,
  SIGNAL_ARRIVED,
  SIGNAL_TRIP_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
cue_feed_desk_init (CueFeedDesk *self)
{
  self->trips = g_list_store_new (CUE_TYPE_FEED_ROUND_TRIP);
}

// What nobody can see any more must not go on asking.
static void
let_go (CueDesk *desk, gpointer connection)
{
  GListModel *sources = cue_feed_desk_connection_get_sources (connection);

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
  GPtrArray   *connections = cue_desk_get_connections (self);

  for (guint i = 0; i < connections->len; i++) {
    g_signal_handlers_disconnect_by_data (g_ptr_array_index (connections, i), self);
    let_go (CUE_DESK (self), g_ptr_array_index (connections, i));
  }
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

  g_clear_pointer (&self->positions, cue_feed_positions_unref);
  G_OBJECT_CLASS (cue_feed_desk_parent_class)->finalize (object);
}

static void
on_answered (CueFeedDeskConnection *connection, CueFeedReply *reply, CueFeedDesk *self)
{
  g_signal_emit (self, signals[SIGNAL_ANSWERED], 0, connection, reply);
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

static gpointer
make_connection (CueDesk *desk, gpointer settings)
{
  CueFeedDesk           *self = CUE_FEED_DESK (desk);
  CueFeedDeskConnection *connection = cue_feed_desk_connection_new (settings,
                                                                    cue_desk_get_http (self),
                                                                    cue_desk_get_secrets (self),
                                                                    cue_desk_get_profile_id (self),
                                                                    self->positions);

  g_signal_connect_object (connection, "answered", G_CALLBACK (on_answered), self, 0);
  g_signal_connect_object (connection, "source-changed", G_CALLBACK (on_source_changed), self, 0);
  g_signal_connect_object (connection, "arrived", G_CALLBACK (on_arrived), self, 0);
  g_signal_connect_object (connection, "trip-changed", G_CALLBACK (on_trip_changed), self, 0);
  return connection;
}

static void
cue_feed_desk_class_init (CueFeedDeskClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  CueDeskClass *desk_class = CUE_DESK_CLASS (klass);

  object_class->dispose = cue_feed_desk_dispose;
  object_class->finalize = cue_feed_desk_finalize;
  desk_class->connection_type = CUE_TYPE_FEED_DESK_CONNECTION;
  desk_class->secret_prefix = CUE_SECRET_KIND_TENDUKE_PREFIX;
  desk_class->make_connection = make_connection;
  desk_class->let_go = let_go;

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

  g_return_val_if_fail (CUE_IS_CONNECTION_LIST (profile), NULL);

  self = g_object_new (CUE_TYPE_FEED_DESK, NULL);
  cue_desk_set_up (self, profile_id, http, secrets);
  self->positions = cue_feed_positions_new (transient ? NULL : profile_id);
  cue_desk_follow (self, profile);
  return self;
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
