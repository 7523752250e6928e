// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>

#include "cue-monitor-private.h"

// What is done with event feeds, for the record of the event and for its problems. No health:
// nothing is watched there but what somebody follows.

#define KEY_PREFIX  "feeds.key."
#define LOOK_PREFIX "feeds.look."
// As many events of one page are told one by one; a page may have a thousand.
#define MAX_TOLD 100

static void
update_key_problem (CueMonitor *self, gpointer connection)
{
  g_autofree char *title = NULL;

  // Translators: %s is the name of a connection to 10Duke
  title = g_strdup_printf (_ ("10Duke refuses the key of “%s”"),
                           cue_desk_connection_get_title (connection));
  cue_monitor_update_key_problem (self, KEY_PREFIX, CUE_LANE_FEED, connection, title);
}

static void
on_key_changed (CueFeedDesk *desk, CueFeedDeskConnection *connection, CueMonitor *self)
{
  update_key_problem (self, connection);
  cue_monitor_update_severity (self);
}

static gboolean
is_followed (CueFeedDeskConnection *connection, const char *id)
{
  CueFeedSource *source = id != NULL ? cue_feed_desk_connection_find_source (connection, id) : NULL;

  return source != NULL && cue_feed_source_get_following (source);
}

static void
on_answered (CueFeedDesk           *desk,
             CueFeedDeskConnection *connection,
             CueFeedReply          *reply,
             CueMonitor            *self)
{
  CueFeedRequest  *request = cue_feed_reply_get_request (reply);
  const char      *source = cue_feed_request_get_source (request);
  g_autofree char *subject = NULL;

  // Every few seconds, and what came is told one by one; or looking for what was sent.
  if (cue_feed_reply_is_done (reply) &&
      (is_followed (connection, source) || cue_feed_request_get_repeated (request)))
    return;
  if (source != NULL)
    // Translators: the name of a connection, the id of a feed, what became of a call
    subject = g_strdup_printf (_ ("%s, %s: %s"),
                               cue_desk_connection_get_title (connection),
                               source,
                               cue_feed_reply_get_title (reply));
  else
    // Translators: the name of a connection, then what became of a call
    subject = g_strdup_printf (_ ("%s: %s"),
                               cue_desk_connection_get_title (connection),
                               cue_feed_reply_get_title (reply));
  cue_monitor_observe (self,
                       CUE_LANE_FEED,
                       source != NULL ? "asked" : "sent",
                       subject,
                       cue_feed_reply_get_message (reply),
                       cue_feed_reply_is_done (reply) ? CUE_SEVERITY_INFO : CUE_SEVERITY_WARNING);
  // The words of a refusal are there now.
  update_key_problem (self, connection);
}

static void
observe_event (CueMonitor *self, CueFeedSource *source, CueFeedEvent *event)
{
  g_autofree char *about = cue_feed_event_dup_subject (event);
  g_autofree char *result = cue_feed_event_dup_result (event);
  const char      *type = cue_feed_event_get_text (event, CUE_FEED_TEXT_TYPE);
  const char      *user = cue_feed_event_get_user (event);
  gboolean         failed = (cue_feed_event_get_marks (event) & CUE_FEED_MARK_FAILED) != 0;
  g_autofree char *subject = NULL;
  g_autofree char *detail = NULL;

  // Translators: the id of a feed, the type of an event, such as “LicenseConsumed”
  subject = g_strdup_printf (_ ("%s: %s"),
                             cue_feed_source_get_id (source),
                             type != NULL ? type : _ ("event without a type"));
  detail = g_strdup_printf ("%s%s%s%s%s",
                            about != NULL ? about : "",
                            about != NULL && user != NULL ? " · " : "",
                            user != NULL ? user : "",
                            result != NULL && (about != NULL || user != NULL) ? " · " : "",
                            result != NULL ? result : "");
  cue_monitor_observe_personal (self,
                                CUE_LANE_FEED,
                                "event",
                                subject,
                                detail,
                                result != NULL ? result : "",
                                failed ? CUE_SEVERITY_WARNING : CUE_SEVERITY_INFO);
}

static void
on_arrived (CueFeedDesk           *desk,
            CueFeedDeskConnection *connection,
            CueFeedSource         *source,
            guint64                first_id,
            guint                  n,
            CueMonitor            *self)
{
  guint            told = MIN (n, MAX_TOLD);
  g_autofree char *words = NULL;

  // The latest ones, where there are too many.
  for (guint i = n - told; i < n; i++) {
    g_autoptr (CueFeedEvent)
      event = cue_feed_log_get_event (cue_feed_source_get_log (source), first_id + i);

    if (event != NULL)
      observe_event (self, source, event);
  }
  if (told == n)
    return;
  words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                        "%u more event came at once",
                                        "%u more events came at once",
                                        n - told),
                           n - told);
  cue_monitor_observe (self,
                       CUE_LANE_FEED,
                       "many",
                       cue_feed_source_get_id (source),
                       words,
                       CUE_SEVERITY_INFO);
}

static char *
make_look_id (CueFeedDeskConnection *connection, CueFeedSource *source)
{
  return g_strdup_printf (LOOK_PREFIX "%s.%s",
                          cue_desk_connection_get_id (connection),
                          cue_feed_source_get_id (source));
}

static void
on_source_changed (CueFeedDesk           *desk,
                   CueFeedDeskConnection *connection,
                   CueFeedSource         *source,
                   CueMonitor            *self)
{
  g_autofree char *id = make_look_id (connection, source);
  g_autofree char *title = NULL;

  if (cue_feed_source_get_state (source) != CUE_FEED_SOURCE_TROUBLED) {
    if (cue_feed_source_get_state (source) != CUE_FEED_SOURCE_LOADING) {
      cue_problem_list_clear (self->problems, id);
      cue_monitor_update_severity (self);
    }
    return;
  }
  // Translators: %s is the id of a feed
  title = g_strdup_printf (_ ("The feed “%s” cannot be followed"), cue_feed_source_get_id (source));
  cue_problem_list_raise (self->problems,
                          id,
                          CUE_LANE_FEED,
                          CUE_SEVERITY_WARNING,
                          title,
                          cue_feed_source_get_words (source),
                          NULL);
  cue_monitor_update_severity (self);
}

static void
on_trip_changed (CueFeedDesk           *desk,
                 CueFeedDeskConnection *connection,
                 CueFeedRoundTrip      *trip,
                 CueMonitor            *self)
{
  g_autoptr (GEnumClass) states = g_type_class_ref (CUE_TYPE_FEED_TRIP_STATE);
  CueFeedTripState state = cue_feed_round_trip_get_state (trip);
  g_autofree char *kind = NULL;

  if (!cue_feed_round_trip_get_over (trip))
    return;
  kind = g_strconcat ("trip-", g_enum_get_value (states, (int) state)->value_nick, NULL);
  cue_monitor_observe (self,
                       CUE_LANE_FEED,
                       kind,
                       cue_desk_connection_get_title (connection),
                       cue_feed_round_trip_get_words (trip),
                       state == CUE_FEED_TRIP_SEEN ? CUE_SEVERITY_INFO : CUE_SEVERITY_WARNING);
}

/**
 * cue_monitor_update_feeds:
 *
 * Works out the problems of event feeds; those of a connection that is gone go.
 */
void
cue_monitor_update_feeds (CueMonitor *self)
{
  static const char *const prefixes[] = { KEY_PREFIX, LOOK_PREFIX, NULL };
  GPtrArray               *connections = cue_desk_get_connections (self->feeds);

  cue_monitor_clear_gone_problems (self, CUE_DESK (self->feeds), prefixes);
  for (guint i = 0; i < connections->len; i++)
    update_key_problem (self, g_ptr_array_index (connections, i));
  cue_monitor_update_severity (self);
}

static void
on_connections_changed (GListModel *desk,
                        guint       position,
                        guint       removed,
                        guint       added,
                        CueMonitor *self)
{
  cue_monitor_update_feeds (self);
}

static void
follow (CueMonitor *self)
{
  g_signal_connect_object (self->feeds, "answered", G_CALLBACK (on_answered), self, 0);
  g_signal_connect_object (self->feeds, "key-changed", G_CALLBACK (on_key_changed), self, 0);
  g_signal_connect_object (self->feeds, "source-changed", G_CALLBACK (on_source_changed), self, 0);
  g_signal_connect_object (self->feeds, "arrived", G_CALLBACK (on_arrived), self, 0);
  g_signal_connect_object (self->feeds, "trip-changed", G_CALLBACK (on_trip_changed), self, 0);
  g_signal_connect_object (self->feeds,
                           "items-changed",
                           G_CALLBACK (on_connections_changed),
                           self,
                           0);
}

/**
 * cue_monitor_make_feeds:
 *
 * Makes the desk of a new monitor, with connections or without.
 */
void
cue_monitor_make_feeds (CueMonitor *self)
{
  self->feeds = cue_feed_desk_new (cue_profile_get_tenduke (self->profile),
                                   cue_profile_get_id (self->profile),
                                   cue_profile_get_transient (self->profile),
                                   self->client,
                                   self->secrets);
  follow (self);
}

/**
 * cue_monitor_inherit_feeds:
 * @before: the monitor whose place it takes
 *
 * Takes over the desk, with what it read and what it is doing.
 */
void
cue_monitor_inherit_feeds (CueMonitor *self, CueMonitor *before)
{
  g_signal_handlers_disconnect_by_data (before->feeds, before);
  g_signal_handlers_disconnect_by_data (self->feeds, self);
  g_set_object (&self->feeds, before->feeds);
  cue_desk_set_http (self->feeds, self->client);
  follow (self);
  cue_monitor_update_feeds (self);
}

/**
 * cue_monitor_clear_feeds:
 *
 * Lets go of the desk.
 */
void
cue_monitor_clear_feeds (CueMonitor *self)
{
  if (self->feeds == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->feeds, self);
  g_clear_object (&self->feeds);
}

/**
 * cue_monitor_get_feeds:
 *
 * Returns: (transfer none): the connections to event feeds, also when there are none
 */
CueFeedDesk *
cue_monitor_get_feeds (CueMonitor *self)
{
  g_return_val_if_fail (CUE_IS_MONITOR (self), NULL);
  return self->feeds;
}
