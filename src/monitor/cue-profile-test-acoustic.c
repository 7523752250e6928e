// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>

#include "cue-acoustic-desk-connection.h"
#include "cue-profile-test-private.h"

// The last step of a test, for an event with connections to the Acoustic Exchange: each is asked
// for a list that its role may read, which changes nothing there.

static void try_next (CueProfileTest *self, guint index);

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CueAcousticDeskConnection *connection = CUE_ACOUSTIC_DESK_CONNECTION (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (CueAcousticReply)
    reply = cue_acoustic_desk_connection_send_finish (connection, result, &error);
  guint index;
  g_autoptr (CueProfileTest) self = cue_profile_test_waiting_end (user_data, &index);

  if (self == NULL || !self->running)
    return;
  if (reply != NULL)
    cue_profile_test_add_line (self,
                               cue_desk_connection_get_title (connection),
                               cue_acoustic_reply_get_message (reply),
                               cue_acoustic_reply_is_done (reply) ? CUE_TEST_STATE_PASSED
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
  GListModel *connections = G_LIST_MODEL (cue_profile_get_acoustic (self->profile));
  g_autoptr (CueAcousticConnection) settings = g_list_model_get_item (connections, index);
  g_autoptr (CueAcousticDeskConnection) connection = NULL;
  g_autoptr (CueAcousticRequest) request = NULL;
  const char *base_url;

  if (settings == NULL) {
    cue_profile_test_conclude_connections (self, connections);
    return;
  }
  connection = cue_acoustic_desk_connection_new (settings,
                                                 self->client,
                                                 cue_profile_test_find_secrets (self, settings),
                                                 cue_profile_get_id (self->profile));
  if (cue_profile_test_add_fault (self, settings)) {
    try_next (self, index + 1);
    return;
  }
  base_url =
    cue_acoustic_client_get_base_url (cue_acoustic_desk_connection_get_client (connection));
  if ((cue_acoustic_connection_get_role (settings) & CUE_ACOUSTIC_ROLE_PUBLISHER) != 0)
    request = cue_acoustic_request_new_list_types (base_url);
  else
    request = cue_acoustic_request_new_list_consumed_types (base_url, FALSE);
  cue_acoustic_desk_connection_send_async (connection,
                                           request,
                                           self->cancellable,
                                           on_answered,
                                           cue_profile_test_waiting_new (self, index));
}

/**
 * cue_profile_test_try_acoustic:
 *
 * Asks each connection for a list.
 */
void
cue_profile_test_try_acoustic (CueProfileTest *self)
{
  cue_profile_test_begin_connections (self);
  try_next (self, 0);
}
