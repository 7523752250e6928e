// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-send-form-private.h"

#include <glib/gi18n-lib.h>

#include "cue-write-guard.h"

/* Signing what was composed, asking where that is due, and sending it once. */

/* The last time that one of its events was sent, if it may have been taken. */
static CueFeedRoundTrip *
find_earlier (CueFeedSendForm *self)
{
  GListModel        *trips = G_LIST_MODEL (cue_feed_desk_get_trips (self->desk));
  const char *const *ids = cue_feed_envelope_get_event_ids (self->envelope);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; ids[i] != NULL; i++)
    g_hash_table_add (known, (gpointer) ids[i]);

  for (guint i = 0; i < g_list_model_get_n_items (trips); i++) {
    g_autoptr (CueFeedRoundTrip) trip = g_list_model_get_item (trips, i);
    CueFeedEnvelope   *sent = cue_feed_round_trip_get_envelope (trip);
    const char *const *before = cue_feed_envelope_get_event_ids (sent);

    if (cue_feed_round_trip_get_state (trip) == CUE_FEED_TRIP_FAILED)
      continue;

    if (g_str_equal (cue_feed_envelope_get_jws (sent), cue_feed_envelope_get_jws (self->envelope)))
      return trip;

    for (guint j = 0; before[j] != NULL; j++) {
      if (g_hash_table_contains (known, before[j]))
        return trip;
    }
  }

  return NULL;
}

static void
send_now (CueFeedSendForm *self)
{
  g_autoptr (CueFeedRoundTrip)
    trip = cue_feed_desk_connection_send (self->connection, self->envelope);

  if (cue_feed_round_trip_get_state (trip) == CUE_FEED_TRIP_FAILED)
    cue_finding_label_show (self->result,
                            CUE_SEVERITY_ERROR,
                            cue_feed_round_trip_get_words (trip),
                            NULL);
}

typedef struct {
  CueFeedSendForm *self;        /* owned */
  GCancellable    *cancellable; /* owned; of the connection that was asked about */
  CueFeedEnvelope *envelope;    /* owned; what was shown */
  guint            version;     /* of the draft that is signed */
} Turn;

static void
turn_free (Turn *turn)
{
  g_object_unref (turn->self);
  g_object_unref (turn->cancellable);
  g_clear_object (&turn->envelope);
  g_free (turn);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Turn, turn_free)

static Turn *
turn_new (CueFeedSendForm *self)
{
  Turn *turn = g_new0 (Turn, 1);

  turn->self = g_object_ref (self);
  turn->cancellable = g_object_ref (self->cancellable);
  turn->version = self->version;
  g_set_object (&turn->envelope, self->envelope);
  return turn;
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Turn) turn = data;
  gboolean accepted = cue_write_guard_ask_finish (result);

  if (g_cancellable_is_cancelled (turn->cancellable))
    return;

  cue_feed_send_form_set_busy (turn->self, FALSE);

  /* What leaves is what was asked about. */
  if (accepted && turn->self->envelope == turn->envelope)
    send_now (turn->self);
}

static void
ask (CueFeedSendForm *self, CueFeedRoundTrip *earlier)
{
  guint            n = cue_feed_envelope_get_n_events (self->envelope);
  g_autofree char *heading =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Send %u Event?", "Send %u Events?", n), n);
  g_autofree char *request = cue_feed_sealed_make_request (self->sealed);
  CueWriteQuestion question = {
    .heading = heading,
    .body = _ ("Whoever reads the feed gets it. It cannot be taken back."),
    .action = _ ("_Send"),
    .connection = cue_desk_connection_get_title (self->connection),
    .production = cue_desk_connection_get_production (self->connection),
    .request = request,
  };

  if (earlier != NULL) {
    CueFeedTripState state = cue_feed_round_trip_get_state (earlier);

    question.heading = _ ("Send the Same Again?");
    question.body = state == CUE_FEED_TRIP_SEEN || state == CUE_FEED_TRIP_LOST
                      ? _ ("The service has it already, and would store it once more. If it is "
                           "another event, give it a new id first.")
                      : _ ("It is not known whether the service took it the last time. If it did, "
                           "the feed would have it twice. Look for it in the feed first.");
    question.destructive = TRUE;
  }

  cue_feed_send_form_set_busy (self, TRUE);
  cue_write_guard_ask_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                             &question,
                             on_answered,
                             turn_new (self));
}

static void
send_sealed (CueFeedSendForm *self)
{
  CueFeedRoundTrip *earlier = find_earlier (self);

  if (earlier != NULL || cue_desk_connection_get_production (self->connection))
    ask (self, earlier);
  else
    send_now (self);
}

static gboolean
take_sealed (Turn *turn, GObject *source, GAsyncResult *result)
{
  CueFeedSendForm *self = turn->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (CueFeedEnvelope) envelope =
    cue_feed_desk_connection_seal_finish (CUE_FEED_DESK_CONNECTION (source), result, &error);

  if (g_cancellable_is_cancelled (turn->cancellable))
    return FALSE;

  if (turn->version != self->version) {
    cue_feed_send_form_set_busy (self, FALSE);
    cue_feed_send_form_say_changed (self);
    return FALSE;
  }

  if (envelope != NULL) {
    g_set_object (&self->envelope, envelope);
    cue_feed_sealed_set_envelope (self->sealed, self->connection, envelope);
  } else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    cue_finding_label_show (self->result, CUE_SEVERITY_ERROR, error->message, NULL);

  cue_feed_send_form_set_busy (self, FALSE);
  return envelope != NULL;
}

static void
on_signed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Turn) turn = data;

  take_sealed (turn, source, result);
}

static void
on_signed_to_send (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Turn) turn = data;

  if (take_sealed (turn, source, result))
    send_sealed (turn->self);
}

static void
seal (CueFeedSendForm *self, CueFeedSendStep step, GAsyncReadyCallback callback)
{
  if (self->connection == NULL || self->busy || !cue_feed_send_form_settle (self, step) ||
      !cue_feed_send_form_is_ready (self))
    return;

  cue_finding_label_clear (self->result);
  cue_feed_send_form_set_busy (self, TRUE);
  cue_feed_desk_connection_seal_async (self->connection,
                                       self->draft,
                                       self->cancellable,
                                       callback,
                                       turn_new (self));
}

static void
sign_draft (CueFeedSendForm *self)
{
  seal (self, sign_draft, on_signed);
}

static void
send_draft (CueFeedSendForm *self)
{
  if (self->envelope != NULL && self->connection != NULL && !self->busy)
    send_sealed (self);
  else
    seal (self, send_draft, on_signed_to_send);
}

static void
sign (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sign_draft (CUE_FEED_SEND_FORM (widget));
}

static void
send (GtkWidget *widget, const char *name, GVariant *parameter)
{
  send_draft (CUE_FEED_SEND_FORM (widget));
}

/*
 * cue_feed_send_form_install_sending:
 * @widget_class: the class of the form
 *
 * Adds the actions that sign, and that send.
 */
void
cue_feed_send_form_install_sending (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "send.sign", NULL, sign);
  gtk_widget_class_install_action (widget_class, "send.send", NULL, send);
}
