// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cue-ctl-feed-private.h"

// “cuelightctl feed put”: signs what is in a file, as it is, and sends it once.

static void
print_result (CueCtlFeed *self, CueFeedRoundTrip *trip)
{
  CueFeedReply *reply = cue_feed_round_trip_get_reply (trip);
  g_autoptr (JsonBuilder) builder = NULL;
  g_autoptr (JsonNode) root = NULL;

  if (!self->json) {
    g_autofree char *clean = cue_ctl_clean (cue_feed_round_trip_get_words (trip));

    if (reply != NULL && cue_feed_reply_is_done (reply))
      cue_ctl_print (clean);
    return;
  }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  cue_ctl_add_text (builder,
                    "outcome",
                    cue_outcome_get_nick (reply != NULL ? cue_feed_reply_get_outcome (reply)
                                                        : CUE_OUTCOME_NOT_SENT));
  json_builder_set_member_name (builder, "status");
  json_builder_add_int_value (builder, reply != NULL ? cue_feed_reply_get_status (reply) : 0);
  cue_ctl_add_text (builder, "message", cue_feed_round_trip_get_words (trip));
  json_builder_set_member_name (builder, "events");
  json_builder_add_int_value (builder,
                              cue_feed_envelope_get_n_events (
                                cue_feed_round_trip_get_envelope (trip)));
  if (cue_feed_round_trip_get_accepted_us (trip) >= 0)
    cue_ctl_add_seconds (builder, "accepted", cue_feed_round_trip_get_accepted_us (trip));
  if (cue_feed_round_trip_get_seen_us (trip) >= 0)
    cue_ctl_add_seconds (builder, "seen", cue_feed_round_trip_get_seen_us (trip));
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  cue_ctl_print_json (root);
}

static int
get_status (CueFeedRoundTrip *trip, gboolean waited)
{
  CueFeedReply *reply = cue_feed_round_trip_get_reply (trip);

  if (reply == NULL || cue_feed_reply_get_outcome (reply) == CUE_OUTCOME_NOT_SENT)
    return cue_ctl_fail (CUE_CTL_UNKNOWN, "%s", cue_feed_round_trip_get_words (trip));
  if (cue_feed_round_trip_get_state (trip) == CUE_FEED_TRIP_SEEN)
    return CUE_CTL_FINE;
  if (!cue_feed_reply_is_done (reply))
    return cue_ctl_fail (CUE_CTL_CRITICAL, "%s", cue_feed_round_trip_get_words (trip));
  // Taken, and not there: that is to be looked at, when somebody waited for it.
  return waited ? CUE_CTL_WARNING : CUE_CTL_FINE;
}

static int
send (CueCtlFeed *self, CueFeedEnvelope *envelope)
{
  g_autoptr (CueFeedRoundTrip) trip = cue_feed_desk_connection_send (self->connection, envelope);

  while (cue_feed_round_trip_get_state (trip) == CUE_FEED_TRIP_SENDING ||
         (self->wait && !cue_feed_round_trip_get_over (trip)))
    g_main_context_iteration (NULL, TRUE);
  print_result (self, trip);
  cue_feed_round_trip_stop (trip);
  return get_status (trip, self->wait);
}

// %NULL without an error: why not was said already.
static CueFeedEnvelope *
seal (CueCtlFeed *self, const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = cue_ctl_read_file (path, error);
  g_autoptr (CueFeedDraft) draft = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autofree char *text = NULL;

  if (bytes == NULL)
    return NULL;
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  draft = cue_feed_draft_new ();
  if (!cue_feed_draft_read (draft, text, error))
    return NULL;
  findings = cue_feed_draft_check (draft);
  if (cue_ctl_note_findings (findings))
    return NULL;
  // What is signed is what is in the file, to the byte.
  return cue_feed_envelope_new_from_payload (bytes, self->key, error);
}

/**
 * cue_ctl_feed_put:
 * @path: a file with one event or a list of them, or `-`
 *
 * `cuelightctl feed put`.
 *
 * Returns: a `CueCtlStatus`
 */
int
cue_ctl_feed_put (CueCtlFeed *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CueFeedEnvelope) envelope = NULL;

  if (g_str_equal (path, "-") && g_strcmp0 (self->key_file, "-") == 0)
    return cue_ctl_fail (CUE_CTL_UNKNOWN,
                         _ ("Events and key cannot both come from standard input."));
  envelope = seal (self, path, &error);
  if (envelope == NULL)
    return error != NULL ? cue_ctl_fail (CUE_CTL_UNKNOWN, "%s", error->message) : CUE_CTL_UNKNOWN;
  if (self->dry_run) {
    CueFeedClient *client = cue_feed_desk_connection_get_client (self->connection);
    g_autoptr (CueFeedRequest)
      request = cue_feed_request_new_put (cue_feed_client_get_base_url (client),
                                          cue_feed_envelope_get_jws (envelope),
                                          cue_feed_envelope_get_n_events (envelope));
    g_autofree char *text = cue_feed_request_describe (request);

    cue_ctl_print (text);
    return CUE_CTL_FINE;
  }
  return send (self, envelope);
}
