// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-desk-connection.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cue-feed-desk-private.h"
#include "cue-feed-host.h"

/**
 * CueFeedDeskConnection:
 *
 * A [class@DeskConnection] to an Event Data Service: finds its private key, asks, sends, and has
 * the feeds that are looked at. Nothing is asked for by itself but by a [class@FeedSource] that is
 * followed.
 */

G_DEFINE_FINAL_TYPE (CueFeedDeskConnection, cue_feed_desk_connection, CUE_TYPE_DESK_CONNECTION)

typedef enum {
  PROP_FAILED = 1,
  PROP_SOURCES,
} CueFeedDeskConnectionProperty;

static GParamSpec *properties[PROP_SOURCES + 1];

enum {
  SIGNAL_SENDING,
  SIGNAL_ANSWERED,
  SIGNAL_SOURCE_CHANGED,
  SIGNAL_ARRIVED,
  SIGNAL_TRIP_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
cue_feed_desk_connection_init (CueFeedDeskConnection *self)
{
  self->sources = g_list_store_new (CUE_TYPE_FEED_SOURCE);
}

static void
cue_feed_desk_connection_dispose (GObject *object)
{
  cue_feed_desk_connection_remove_sources (CUE_FEED_DESK_CONNECTION (object));
  G_OBJECT_CLASS (cue_feed_desk_connection_parent_class)->dispose (object);
}

static void
cue_feed_desk_connection_finalize (GObject *object)
{
  CueFeedDeskConnection *self = CUE_FEED_DESK_CONNECTION (object);

  g_clear_object (&self->client);
  g_clear_object (&self->tokens);
  g_clear_object (&self->sources);
  g_clear_pointer (&self->positions, cue_feed_positions_unref);
  g_clear_error (&self->host_error);
  G_OBJECT_CLASS (cue_feed_desk_connection_parent_class)->finalize (object);
}

static void
cue_feed_desk_connection_get_property (GObject    *object,
                                       guint       property_id,
                                       GValue     *value,
                                       GParamSpec *pspec)
{
  CueFeedDeskConnection *self = CUE_FEED_DESK_CONNECTION (object);

  switch ((CueFeedDeskConnectionProperty) property_id) {
  case PROP_FAILED:
    g_value_set_boolean (value, self->failed);
    break;
  case PROP_SOURCES:
    g_value_set_object (value, self->sources);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

/* ---- settings ------------------------------------------------------------------------------- */

static void
make_client (CueDeskConnection *connection)
{
  CueFeedDeskConnection *self = CUE_FEED_DESK_CONNECTION (connection);
  CueFeedConnection     *settings = cue_desk_connection_get_settings (self);
  g_autofree char       *url = NULL;

  g_clear_object (&self->client);
  g_clear_error (&self->host_error);
  url = cue_feed_host_make_base_url (cue_feed_connection_get_host (settings), &self->host_error);
  if (url != NULL)
    self->client = cue_feed_client_new (cue_desk_connection_get_http (self), url, self->tokens);
  if (cue_read_token_source_get_key (self->tokens) != NULL)
    cue_desk_connection_set_key_state (self, CUE_KEY_THERE);
}

static void
set_up_tokens (CueFeedDeskConnection *self)
{
  CueFeedConnection *settings = cue_desk_connection_get_settings (self);

  cue_read_token_source_set_life_s (self->tokens, cue_feed_connection_get_token_life (settings));
  cue_read_token_source_set_wildcard (self->tokens, cue_feed_connection_get_wildcard (settings));
}

static void
settings_changed (CueDeskConnection *connection, const char *property)
{
  CueFeedDeskConnection *self = CUE_FEED_DESK_CONNECTION (connection);

  if (g_str_equal (property, "host")) {
    // What was read is of another account now, and so may the key be.
    make_client (connection);
    cue_feed_desk_connection_forget_places (self);
  } else if (g_str_equal (property, "feeds")) {
    cue_feed_desk_connection_update_sources (self);
  } else {
    set_up_tokens (self);
  }
}

static void
forget_key (CueDeskConnection *connection)
{
  CueFeedDeskConnection *self = CUE_FEED_DESK_CONNECTION (connection);

  self->key_turn++;
  cue_read_token_source_set_key (self->tokens, NULL);
}

static guint
add_signal (const char *name, guint n, GType first, GType second, GType third)
{
  return g_signal_new (name,
                       CUE_TYPE_FEED_DESK_CONNECTION,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       n,
                       first,
                       second,
                       third);
}

static void
cue_feed_desk_connection_class_init (CueFeedDeskConnectionClass *klass)
{
  GObjectClass           *object_class = G_OBJECT_CLASS (klass);
  CueDeskConnectionClass *connection_class = CUE_DESK_CONNECTION_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = cue_feed_desk_connection_dispose;
  object_class->finalize = cue_feed_desk_connection_finalize;
  object_class->get_property = cue_feed_desk_connection_get_property;
  connection_class->settings_changed = settings_changed;
  connection_class->http_changed = make_client;
  connection_class->forget_key = forget_key;

  /**
   * CueFeedDeskConnection:failed:
   *
   * Whether that was a failure.
   */
  properties[PROP_FAILED] = g_param_spec_boolean ("failed", NULL, NULL, FALSE, flags);
  /**
   * CueFeedDeskConnection:sources:
   *
   * A list model of [class@FeedSource]: those of the settings, and those that were added to look at
   * once.
   */
  properties[PROP_SOURCES] = g_param_spec_object ("sources", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * CueFeedDeskConnection::sending:
   * @request: what leaves
   */
  signals[SIGNAL_SENDING] =
    add_signal ("sending", 1, CUE_TYPE_FEED_REQUEST, G_TYPE_NONE, G_TYPE_NONE);
  /**
   * CueFeedDeskConnection::answered:
   * @reply: what became of it
   */
  signals[SIGNAL_ANSWERED] =
    add_signal ("answered", 1, CUE_TYPE_FEED_REPLY, G_TYPE_NONE, G_TYPE_NONE);
  /**
   * CueFeedDeskConnection::source-changed:
   * @source: what does something else now, or got another answer
   */
  signals[SIGNAL_SOURCE_CHANGED] =
    add_signal ("source-changed", 1, CUE_TYPE_FEED_SOURCE, G_TYPE_NONE, G_TYPE_NONE);
  /**
   * CueFeedDeskConnection::arrived:
   * @source: a feed that is followed
   * @first_id: the first new event in its log; the others follow
   * @n: how many there are
   */
  signals[SIGNAL_ARRIVED] =
    add_signal ("arrived", 3, CUE_TYPE_FEED_SOURCE, G_TYPE_UINT64, G_TYPE_UINT);
  /**
   * CueFeedDeskConnection::trip-changed:
   * @trip: events that were sent, and got further
   */
  signals[SIGNAL_TRIP_CHANGED] =
    add_signal ("trip-changed", 1, CUE_TYPE_FEED_ROUND_TRIP, G_TYPE_NONE, G_TYPE_NONE);
}

/**
 * cue_feed_desk_connection_new:
 * @settings: what the user set up
 * @http: sends everything; says the time
 * @secrets: has the private key
 * @profile_id: under which it is kept
 * @positions: (nullable): how far its feeds were read; %NULL: nobody wants to know later
 *
 * Returns: (transfer full): a connection that asks nothing until somebody wants to know
 */
CueFeedDeskConnection *
cue_feed_desk_connection_new (CueFeedConnection *settings,
                              CueHttpClient     *http,
                              CueSecretStore    *secrets,
                              const char        *profile_id,
                              CueFeedPositions  *positions)
{
  CueFeedDeskConnection *self;

  g_return_val_if_fail (CUE_IS_FEED_CONNECTION (settings), NULL);

  self = g_object_new (CUE_TYPE_FEED_DESK_CONNECTION, NULL);
  cue_desk_connection_set_up (self, settings, http, secrets, profile_id);
  self->positions = positions != NULL ? cue_feed_positions_ref (positions)
                                      : cue_feed_positions_new (NULL);
  self->tokens = cue_read_token_source_new (cue_http_client_get_clock (http), NULL);
  cue_read_token_source_set_reuse (self->tokens, TRUE);
  set_up_tokens (self);
  make_client (CUE_DESK_CONNECTION (self));
  cue_feed_desk_connection_update_sources (self);
  return self;
}

/* ---- asking --------------------------------------------------------------------------------- */

static void
set_words (CueFeedDeskConnection *self, const char *words, gboolean failed)
{
  if (self->failed != failed) {
    self->failed = failed;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FAILED]);
  }
  if (!g_str_equal (cue_desk_connection_get_words (self), words))
    cue_desk_connection_set_words (self, words);
}

static void
take_reply (CueFeedDeskConnection *self, CueFeedReply *reply)
{
  guint status = cue_feed_reply_get_status (reply);

  cue_desk_connection_note_answer (self);
  set_words (self, cue_feed_reply_get_message (reply), !cue_feed_reply_is_done (reply));
  if (status == 401)
    cue_desk_connection_set_key_state (self, CUE_KEY_REFUSED);
  else if (status >= 200 && status <= 299)
    cue_desk_connection_set_key_state (self, CUE_KEY_THERE);
}

static void
on_answered (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CueFeedReply)
    reply = cue_feed_client_send_finish (CUE_FEED_CLIENT (object), result, &error);
  CueFeedDeskConnection *self = g_task_get_source_object (task);

  cue_desk_connection_change_busy (self, -1);
  if (reply == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  if (CUE_FEED_CLIENT (object) == self->client)
    take_reply (self, reply);
  g_signal_emit (self, signals[SIGNAL_ANSWERED], 0, reply);
  g_task_return_pointer (task, g_steal_pointer (&reply), g_object_unref);
}

static void
on_opened (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CueFeedDeskConnection *self = CUE_FEED_DESK_CONNECTION (object);
  GError                *error = NULL;

  if (cue_feed_desk_connection_open_finish (self, result, &error) && self->client == NULL)
    error = g_error_copy (self->host_error);
  if (error != NULL) {
    if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      set_words (self, error->message, TRUE);
    cue_desk_connection_change_busy (self, -1);
    g_task_return_error (task, error);
    return;
  }
  g_signal_emit (self, signals[SIGNAL_SENDING], 0, g_task_get_task_data (task));
  cue_feed_client_send_async (self->client,
                              g_task_get_task_data (task),
                              g_task_get_cancellable (task),
                              on_answered,
                              g_object_ref (task));
}

/**
 * cue_feed_desk_connection_ask_async:
 * @request: what to send, made with the base URL of the client of this connection
 * @cancellable: (nullable): ends the wait; what became of events is then not known
 * @callback: called with the reply
 *
 * Looks for the key where that is needed, and sends.
 */
void
cue_feed_desk_connection_ask_async (CueFeedDeskConnection *self,
                                    CueFeedRequest        *request,
                                    GCancellable          *cancellable,
                                    GAsyncReadyCallback    callback,
                                    gpointer               user_data)
{
  GTask *task;

  g_return_if_fail (CUE_IS_FEED_DESK_CONNECTION (self));
  g_return_if_fail (CUE_IS_FEED_REQUEST (request));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cue_feed_desk_connection_ask_async);
  // A cancel that comes with the answer must not lose it.
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_object_ref (request), g_object_unref);
  cue_desk_connection_change_busy (self, 1);
  cue_feed_desk_connection_open_async (self, cancellable, on_opened, task);
}

/**
 * cue_feed_desk_connection_ask_finish:
 * @error: the host is none, the key is missing or locked away, or it was cancelled
 *
 * Returns: (transfer full) (nullable): what became of it, also when the service refused it
 */
CueFeedReply *
cue_feed_desk_connection_ask_finish (CueFeedDeskConnection *self,
                                     GAsyncResult          *result,
                                     GError               **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * cue_feed_desk_connection_send:
 * @envelope: signed events
 *
 * Sends events once, and looks for them in their feeds.
 *
 * Returns: (transfer full): how far they got; it goes on until it is over or stopped
 */
CueFeedRoundTrip *
cue_feed_desk_connection_send (CueFeedDeskConnection *self, CueFeedEnvelope *envelope)
{
  g_return_val_if_fail (CUE_IS_FEED_DESK_CONNECTION (self), NULL);
  g_return_val_if_fail (CUE_IS_FEED_ENVELOPE (envelope), NULL);

  return cue_feed_round_trip_new (self, envelope);
}

/* ---- for the files of the feeds ------------------------------------------------------------- */

/**
 * cue_feed_desk_connection_tell_source:
 * @source: a feed of this connection
 *
 * For the files of the feeds.
 */
void
cue_feed_desk_connection_tell_source (CueFeedDeskConnection *self, CueFeedSource *source)
{
  g_signal_emit (self, signals[SIGNAL_SOURCE_CHANGED], 0, source);
}

/**
 * cue_feed_desk_connection_tell_arrived:
 * @source: a feed of this connection that is followed
 * @first_id: of its first new event
 * @n: how many there are
 *
 * For the files of the feeds.
 */
void
cue_feed_desk_connection_tell_arrived (CueFeedDeskConnection *self,
                                       CueFeedSource         *source,
                                       guint64                first_id,
                                       guint                  n)
{
  g_signal_emit (self, signals[SIGNAL_ARRIVED], 0, source, first_id, n);
}

/**
 * cue_feed_desk_connection_tell_trip:
 * @trip: events that were sent through this connection
 *
 * For the files of the feeds.
 */
void
cue_feed_desk_connection_tell_trip (CueFeedDeskConnection *self, CueFeedRoundTrip *trip)
{
  g_signal_emit (self, signals[SIGNAL_TRIP_CHANGED], 0, trip);
}
