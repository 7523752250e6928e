// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>

#include "cue-feed-desk-connection.h"
#include "cue-profile-test-private.h"

// The last step of a test, for an event with connections to Event Data Services: each is asked for
// the newest event of its first feed, which changes nothing there.

static void try_next (CueProfileTest *self, guint index);

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CueFeedDeskConnection *connection = CUE_FEED_DESK_CONNECTION (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (CueFeedReply) reply = cue_feed_desk_connection_ask_finish (connection, result, &error);
  guint index;
  g_autoptr (CueProfileTest) self = cue_profile_test_waiting_end (user_data, &index);

  if (self == NULL || !self->running)
    return;
  if (reply != NULL)
    cue_profile_test_add_line (self,
                               cue_desk_connection_get_title (connection),
                               cue_feed_reply_get_message (reply),
                               cue_feed_reply_is_done (reply) ? CUE_TEST_STATE_PASSED
                                                              : CUE_TEST_STATE_FAILED);
  else
    cue_profile_test_add_line (self,
                               cue_desk_connection_get_title (connection),
                               error->message,
                               CUE_TEST_STATE_FAILED);
  try_next (self, index + 1);
}

static void
try_next (CueProfileTest *self, guint index)
{
  GListModel *connections = G_LIST_MODEL (cue_profile_get_tenduke (self->profile));
  g_autoptr (CueFeedConnection) settings = g_list_model_get_item (connections, index);
  g_autoptr (CueFeedDeskConnection) connection = NULL;
  g_autoptr (CueFeedRequest) request = NULL;
  g_auto (GStrv) feeds = NULL;

  if (settings == NULL) {
    cue_profile_test_conclude_connections (self, connections);
    return;
  }
  if (cue_profile_test_add_fault (self, settings)) {
    try_next (self, index + 1);
    return;
  }
  feeds = cue_feed_connection_list_feeds (settings);
  connection = cue_feed_desk_connection_new (settings,
                                             self->client,
                                             cue_profile_test_find_secrets (self, settings),
                                             cue_profile_get_id (self->profile),
                                             NULL);
  if (feeds[0] == NULL) {
    cue_profile_test_add_line (self,
                               cue_desk_connection_get_title (connection),
                               _ ("No feed is named, so nothing was asked."),
                               CUE_TEST_STATE_WARNING);
    try_next (self, index + 1);
    return;
  }
  request = cue_feed_request_new_page (cue_feed_client_get_base_url (
                                         cue_feed_desk_connection_get_client (connection)),
                                       feeds[0],
                                       NULL,
                                       1);
  cue_feed_desk_connection_ask_async (connection,
                                      request,
                                      self->cancellable,
                                      on_answered,
                                      cue_profile_test_waiting_new (self, index));
}

/**
 * cue_profile_test_try_feeds:
 *
 * Asks each connection for an event.
 */
void
cue_profile_test_try_feeds (CueProfileTest *self)
{
  cue_profile_test_begin_connections (self);
  try_next (self, 0);
}
