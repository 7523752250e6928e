// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-round-trip.h"

#include <glib/gi18n-lib.h>

#include "cue-feed-desk-private.h"
#include "cue-feed-log.h"
#include "cue-time.h"

/**
 * CueFeedRoundTrip:
 *
 * Events on their way: sent once, then looked for by their ids in the feeds they name, for a
 * minute. It is also looked for when nobody knows whether the service took them, since that is how
 * to find out. It keeps itself alive until it is over. Main thread.
 */

#define FIRST_LOOK_US   (G_USEC_PER_SEC / 4)
#define LONGEST_LOOK_US CUE_SECONDS (5)
#define PATIENCE_US     CUE_SECONDS (60)
// The clocks of both sides differ, and the service says the time in whole seconds.
#define MARGIN_US CUE_SECONDS (120)
#define MAX_ROWS  20000
#define MAX_BYTES ((gsize) 32 * 1024 * 1024)

struct _CueFeedRoundTrip {
  GObject parent_instance;

  CueFeedDeskConnection *connection;  // owned
  CueFeedEnvelope       *envelope;    // owned
  CueFeedReply          *reply;       // owned, nullable until it came
  CueFeedLog            *log;         // owned: what was read of the feeds since it was sent
  GHashTable            *missing;     // owned, of ids that were not seen yet
  GCancellable          *cancellable; // owned
  char                  *words;       // owned
  CueFeedTripState       state;
  guint                  feed;      // which of the feeds is looked at
  gint64                *after_ns;  // owned, for each feed: from when on
  gint64                 sent;      // monotonic µs
  gint64                 sent_wall; // wall µs
  gboolean               looked;    // it was looked for in the feed
  gint64                 accepted;  // µs after it was sent, or −1
  gint64                 seen;      // µs after it was sent, or −1
  gint64                 interval;  // µs, until the next look
  guint                  wait_id;
};

G_DEFINE_FINAL_TYPE (CueFeedRoundTrip, cue_feed_round_trip, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (CueFeedTripState,
                    cue_feed_trip_state,
                    G_DEFINE_ENUM_VALUE (CUE_FEED_TRIP_SENDING, "sending"),
                    G_DEFINE_ENUM_VALUE (CUE_FEED_TRIP_LOOKING, "looking"),
                    G_DEFINE_ENUM_VALUE (CUE_FEED_TRIP_SEEN, "seen"),
                    G_DEFINE_ENUM_VALUE (CUE_FEED_TRIP_LOST, "lost"),
                    G_DEFINE_ENUM_VALUE (CUE_FEED_TRIP_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (CUE_FEED_TRIP_UNKNOWN, "unknown"))

typedef enum {
  PROP_STATE = 1,
  PROP_WORDS,
  PROP_N_SEEN,
} CueFeedRoundTripProperty;

static GParamSpec *properties[PROP_N_SEEN + 1];

static void
cue_feed_round_trip_init (CueFeedRoundTrip *self)
{
  self->words = g_strdup ("");
  self->accepted = -1;
  self->seen = -1;
  self->cancellable = g_cancellable_new ();
  self->log = cue_feed_log_new (MAX_ROWS, MAX_BYTES);
  self->missing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
cue_feed_round_trip_finalize (GObject *object)
{
  CueFeedRoundTrip *self = CUE_FEED_ROUND_TRIP (object);

  g_clear_object (&self->connection);
  g_clear_object (&self->envelope);
  g_clear_object (&self->reply);
  g_clear_object (&self->log);
  g_clear_object (&self->cancellable);
  g_hash_table_unref (self->missing);
  g_free (self->after_ns);
  g_free (self->words);
  G_OBJECT_CLASS (cue_feed_round_trip_parent_class)->finalize (object);
}

static void
cue_feed_round_trip_get_property (GObject    *object,
                                  guint       property_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  CueFeedRoundTrip *self = CUE_FEED_ROUND_TRIP (object);

  switch ((CueFeedRoundTripProperty) property_id) {
  case PROP_STATE:
    g_value_set_enum (value, self->state);
    break;
  case PROP_WORDS:
    g_value_set_string (value, self->words);
    break;
  case PROP_N_SEEN:
    g_value_set_uint (value, cue_feed_round_trip_get_n_seen (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
cue_feed_round_trip_class_init (CueFeedRoundTripClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = cue_feed_round_trip_finalize;
  object_class->get_property = cue_feed_round_trip_get_property;

  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, CUE_TYPE_FEED_TRIP_STATE, CUE_FEED_TRIP_SENDING, flags);
  properties[PROP_WORDS] = g_param_spec_string ("words", NULL, NULL, "", flags);
  properties[PROP_N_SEEN] = g_param_spec_uint ("n-seen", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static CueClock *
get_clock (CueFeedRoundTrip *self)
{
  return cue_desk_connection_get_clock (self->connection);
}

// Takes over @words. Ends the reference to itself when it is over.
static void
move_on (CueFeedRoundTrip *self, CueFeedTripState state, char *words)
{
  gboolean was_over = cue_feed_round_trip_get_over (self);

  g_object_freeze_notify (G_OBJECT (self));
  g_free (self->words);
  self->words = words;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORDS]);
  g_object_thaw_notify (G_OBJECT (self));
  cue_feed_desk_connection_tell_trip (self->connection, self);
  if (!was_over && cue_feed_round_trip_get_over (self)) {
    cue_clock_clear_timeout (get_clock (self), &self->wait_id);
    g_cancellable_cancel (self->cancellable);
    g_object_unref (self);
  }
}

static gboolean
was_accepted (CueFeedRoundTrip *self)
{
  return cue_feed_reply_is_done (self->reply);
}

/* ---- looking for it ------------------------------------------------------------------------- */

static void look (CueFeedRoundTrip *self);

static void
say_seen (CueFeedRoundTrip *self)
{
  g_autofree char *took = NULL;
  g_autofree char *round = g_strdup_printf ("%.2f s", (double) self->seen / G_USEC_PER_SEC);
  guint            n = cue_feed_envelope_get_n_events (self->envelope);

  if (self->accepted >= 0)
    took = g_strdup_printf ("%.2f s", (double) self->accepted / G_USEC_PER_SEC);
  if (took != NULL)
    move_on (self,
             CUE_FEED_TRIP_SEEN,
             g_strdup_printf (
               g_dngettext (GETTEXT_PACKAGE,
                            // Translators: number of events, two lengths of time
                            "%u event was accepted after %s and is in the feed after %s.",
                            "%u events were accepted after %s and are in the feed after %s.",
                            n),
               n,
               took,
               round));
  else
    move_on (self,
             CUE_FEED_TRIP_SEEN,
             g_strdup_printf (_ ("The service took it after all: it is in the feed after %s. Do "
                                 "not send it again."),
                              round));
}

static void
give_up (CueFeedRoundTrip *self)
{
  g_autofree char *waited = cue_time_format_duration (PATIENCE_US, CUE_DURATION_WORDS);

  if (was_accepted (self))
    move_on (self,
             CUE_FEED_TRIP_LOST,
             g_strdup_printf (_ ("The service accepted it, but it did not show in the feed within "
                                 "%s. It may come later; the key may also not be allowed to read "
                                 "it."),
                              waited));
  else
    move_on (self,
             CUE_FEED_TRIP_UNKNOWN,
             g_strdup_printf (_ ("%s It did not show in the feed within %s."),
                              cue_feed_reply_get_message (self->reply),
                              waited));
}

static gboolean
on_look_due (gpointer user_data)
{
  CueFeedRoundTrip *self = user_data;

  self->wait_id = 0;
  look (self);
  return G_SOURCE_REMOVE;
}

static void
look_later (CueFeedRoundTrip *self)
{
  if (cue_clock_get_monotonic (get_clock (self)) - self->sent > PATIENCE_US) {
    give_up (self);
    return;
  }
  self->wait_id = cue_clock_add_timeout (get_clock (self), self->interval, on_look_due, self, NULL);
  self->interval = MIN (self->interval * 3 / 2, LONGEST_LOOK_US);
}

static void
cross_off (CueFeedRoundTrip *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->log));
  guint before = g_hash_table_size (self->missing);

  for (guint i = n; i > 0 && g_hash_table_size (self->missing) > 0; i--) {
    g_autoptr (CueFeedEvent) event = g_list_model_get_item (G_LIST_MODEL (self->log), i - 1);
    const char *id = cue_feed_event_get_text (event, CUE_FEED_TEXT_ID);

    if (id != NULL)
      g_hash_table_remove (self->missing, id);
  }
  if (g_hash_table_size (self->missing) != before)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SEEN]);
}

static void
on_page (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CueFeedRoundTrip) self = user_data;
  g_autoptr (CueFeedReply)
    reply = cue_feed_desk_connection_ask_finish (CUE_FEED_DESK_CONNECTION (object), result, NULL);
  CueFeedPage       *page = reply != NULL ? cue_feed_reply_get_page (reply) : NULL;
  CueFeedTaken       taken;
  const char *const *feeds;

  if (cue_feed_round_trip_get_over (self))
    return;
  if (page != NULL) {
    cue_feed_log_add (self->log, page, &taken);
    cross_off (self);
    if (g_hash_table_size (self->missing) == 0) {
      self->seen = cue_clock_get_monotonic (get_clock (self)) - self->sent;
      say_seen (self);
      return;
    }
    // A busy feed: there is more than a page since then.
    if (taken.added > 0 && cue_feed_page_get_last_received_ns (page) > self->after_ns[self->feed] &&
        cue_feed_page_get_newer (page) != NULL &&
        cue_feed_instruction_get_count (cue_feed_page_get_newer (page)) != 0) {
      self->after_ns[self->feed] = cue_feed_page_get_last_received_ns (page);
      look (self);
      return;
    }
  }
  feeds = cue_feed_envelope_get_sources (self->envelope);
  if (feeds[self->feed + 1] != NULL) {
    self->feed++;
    look (self);
    return;
  }
  self->feed = 0;
  look_later (self);
}

static void
look (CueFeedRoundTrip *self)
{
  CueFeedClient *client = self->connection->client;
  CueFeedRange   range = { .after = self->after_ns[self->feed] };
  g_autoptr (CueFeedRequest) request = NULL;

  if (client == NULL) {
    give_up (self);
    return;
  }
  request = cue_feed_request_new_page (cue_feed_client_get_base_url (client),
                                       cue_feed_envelope_get_sources (self->envelope)[self->feed],
                                       &range,
                                       0);
  cue_feed_request_set_repeated (request, self->looked);
  self->looked = TRUE;
  cue_feed_desk_connection_ask_async (self->connection,
                                      request,
                                      self->cancellable,
                                      on_page,
                                      g_object_ref (self));
}

// By the clock of the service, since that is what events are stamped with.
static gint64
get_start_ns (CueFeedRoundTrip *self)
{
  gint64 wall = cue_clock_get_wall (get_clock (self));
  gint64 ahead = cue_feed_reply_get_clock_ahead_us (self->reply);

  if (ahead != CUE_FEED_CLOCK_UNKNOWN)
    wall -= ahead;
  wall -= cue_clock_get_monotonic (get_clock (self)) - self->sent + MARGIN_US;
  return MAX (wall, 1) * 1000;
}

// A busy feed is read on from where it was; that says nothing of the others.
static void
start_after (CueFeedRoundTrip *self, gint64 ns)
{
  guint n = g_strv_length ((char **) cue_feed_envelope_get_sources (self->envelope));

  self->after_ns = g_new (gint64, n);
  for (guint i = 0; i < n; i++)
    self->after_ns[i] = ns;
}

/* ---- sending it ----------------------------------------------------------------------------- */

static void
on_sent (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CueFeedRoundTrip) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CueFeedReply)
    reply = cue_feed_desk_connection_ask_finish (CUE_FEED_DESK_CONNECTION (object), result, &error);
  CueOutcome outcome;

  if (cue_feed_round_trip_get_over (self))
    return;
  if (reply == NULL) {
    move_on (self, CUE_FEED_TRIP_FAILED, g_strdup (error->message));
    return;
  }
  self->reply = g_object_ref (reply);
  outcome = cue_feed_reply_get_outcome (reply);
  if (outcome != CUE_OUTCOME_DONE && outcome != CUE_OUTCOME_UNKNOWN) {
    move_on (self, CUE_FEED_TRIP_FAILED, g_strdup (cue_feed_reply_get_message (reply)));
    return;
  }
  if (outcome == CUE_OUTCOME_DONE)
    self->accepted = cue_clock_get_monotonic (get_clock (self)) - self->sent;
  // Without ids, or feeds that can be read, nobody can tell the events from others.
  if (g_hash_table_size (self->missing) == 0 ||
      cue_feed_envelope_get_sources (self->envelope)[0] == NULL) {
    move_on (self,
             was_accepted (self) ? CUE_FEED_TRIP_LOST : CUE_FEED_TRIP_UNKNOWN,
             g_strdup (cue_feed_reply_get_message (reply)));
    return;
  }
  start_after (self, get_start_ns (self));
  self->interval = FIRST_LOOK_US;
  move_on (self, CUE_FEED_TRIP_LOOKING, g_strdup (cue_feed_reply_get_message (reply)));
  if (!cue_feed_round_trip_get_over (self))
    look (self);
}

/**
 * cue_feed_round_trip_new:
 * @connection: what sends
 * @envelope: what
 *
 * For the files of the feeds.
 *
 * Returns: (transfer full): events that are on their way
 */
CueFeedRoundTrip *
cue_feed_round_trip_new (CueFeedDeskConnection *connection, CueFeedEnvelope *envelope)
{
  CueFeedRoundTrip  *self = g_object_new (CUE_TYPE_FEED_ROUND_TRIP, NULL);
  const char *const *ids = cue_feed_envelope_get_event_ids (envelope);
  g_autoptr (CueFeedRequest) request = NULL;

  self->connection = g_object_ref (connection);
  self->envelope = g_object_ref (envelope);
  self->sent = cue_clock_get_monotonic (get_clock (self));
  self->sent_wall = cue_clock_get_wall (get_clock (self));
  for (guint i = 0; ids[i] != NULL; i++)
    g_hash_table_add (self->missing, g_strdup (ids[i]));
  if (connection->client == NULL) {
    self->state = CUE_FEED_TRIP_FAILED;
    g_free (self->words);
    self->words = g_strdup (connection->host_error->message);
    return self;
  }
  request = cue_feed_request_new_put (cue_feed_client_get_base_url (connection->client),
                                      cue_feed_envelope_get_jws (envelope),
                                      cue_feed_envelope_get_n_events (envelope));
  // Until it is over; see move_on().
  g_object_ref (self);
  cue_feed_desk_connection_ask_async (connection,
                                      request,
                                      self->cancellable,
                                      on_sent,
                                      g_object_ref (self));
  return self;
}

/**
 * cue_feed_round_trip_stop:
 *
 * Nobody waits any more. Before the service answered, it is then not known whether it took them.
 */
void
cue_feed_round_trip_stop (CueFeedRoundTrip *self)
{
  g_return_if_fail (CUE_IS_FEED_ROUND_TRIP (self));

  if (cue_feed_round_trip_get_over (self))
    return;
  if (self->state == CUE_FEED_TRIP_SENDING)
    move_on (self,
             CUE_FEED_TRIP_UNKNOWN,
             g_strdup (_ ("It was cancelled while it was sent: it is not known whether the service "
                          "took it. Look for it in the feed before you send it again.")));
  else
    move_on (self,
             was_accepted (self) ? CUE_FEED_TRIP_LOST : CUE_FEED_TRIP_UNKNOWN,
             g_strdup (was_accepted (self)
                         ? _ ("The service accepted it. It was not looked for any longer.")
                         : cue_feed_reply_get_message (self->reply)));
}

/**
 * cue_feed_round_trip_get_over:
 *
 * Returns: whether nothing more will happen
 */
gboolean
cue_feed_round_trip_get_over (CueFeedRoundTrip *self)
{
  g_return_val_if_fail (CUE_IS_FEED_ROUND_TRIP (self), TRUE);
  return self->state != CUE_FEED_TRIP_SENDING && self->state != CUE_FEED_TRIP_LOOKING;
}

/**
 * cue_feed_round_trip_get_n_seen:
 *
 * Returns: how many of its events came back in the feed
 */
guint
cue_feed_round_trip_get_n_seen (CueFeedRoundTrip *self)
{
  const char *const *ids;

  g_return_val_if_fail (CUE_IS_FEED_ROUND_TRIP (self), 0);

  ids = cue_feed_envelope_get_event_ids (self->envelope);
  return g_strv_length ((char **) ids) - g_hash_table_size (self->missing);
}

/**
 * cue_feed_round_trip_get_state:
 *
 * Returns: how far they got
 */
CueFeedTripState
cue_feed_round_trip_get_state (CueFeedRoundTrip *self)
{
  g_return_val_if_fail (CUE_IS_FEED_ROUND_TRIP (self), CUE_FEED_TRIP_FAILED);
  return self->state;
}

/**
 * cue_feed_round_trip_get_words:
 *
 * Returns: (transfer none): the same in sentences; empty while they are sent
 */
const char *
cue_feed_round_trip_get_words (CueFeedRoundTrip *self)
{
  g_return_val_if_fail (CUE_IS_FEED_ROUND_TRIP (self), NULL);
  return self->words;
}

/**
 * cue_feed_round_trip_get_envelope:
 *
 * Returns: (transfer none): what was sent
 */
CueFeedEnvelope *
cue_feed_round_trip_get_envelope (CueFeedRoundTrip *self)
{
  g_return_val_if_fail (CUE_IS_FEED_ROUND_TRIP (self), NULL);
  return self->envelope;
}

/**
 * cue_feed_round_trip_get_reply:
 *
 * Returns: (transfer none) (nullable): what the service answered
 */
CueFeedReply *
cue_feed_round_trip_get_reply (CueFeedRoundTrip *self)
{
  g_return_val_if_fail (CUE_IS_FEED_ROUND_TRIP (self), NULL);
  return self->reply;
}

/**
 * cue_feed_round_trip_get_connection:
 *
 * Returns: (transfer none): what sent it
 */
CueFeedDeskConnection *
cue_feed_round_trip_get_connection (CueFeedRoundTrip *self)
{
  g_return_val_if_fail (CUE_IS_FEED_ROUND_TRIP (self), NULL);
  return self->connection;
}

/**
 * cue_feed_round_trip_get_sent_wall:
 *
 * Returns: when it was sent, in µs since 1970 UTC
 */
gint64
cue_feed_round_trip_get_sent_wall (CueFeedRoundTrip *self)
{
  g_return_val_if_fail (CUE_IS_FEED_ROUND_TRIP (self), 0);
  return self->sent_wall;
}

/**
 * cue_feed_round_trip_get_accepted_us:
 *
 * Returns: after how long the service had accepted them, in µs, or −1
 */
gint64
cue_feed_round_trip_get_accepted_us (CueFeedRoundTrip *self)
{
  g_return_val_if_fail (CUE_IS_FEED_ROUND_TRIP (self), -1);
  return self->accepted;
}

/**
 * cue_feed_round_trip_get_seen_us:
 *
 * Returns: after how long all of them were seen in the feed, in µs, or −1
 */
gint64
cue_feed_round_trip_get_seen_us (CueFeedRoundTrip *self)
{
  g_return_val_if_fail (CUE_IS_FEED_ROUND_TRIP (self), -1);
  return self->seen;
}
