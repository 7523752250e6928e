// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-trip-row.h"

#include <glib/gi18n-lib.h>

#include "cue-state-style.h"

/**
 * CueFeedTripRow:
 *
 * Events that were sent, and how far they got: on their way, accepted, in the feed again, or
 * nobody knows. Main thread only.
 */
struct _CueFeedTripRow {
  AdwActionRow parent_instance;

  CueFeedRoundTrip *trip; /* owned */

  GtkImage   *icon;
  GtkSpinner *spinner;
  GtkWidget  *stop;
};

G_DEFINE_FINAL_TYPE (CueFeedTripRow, cue_feed_trip_row, ADW_TYPE_ACTION_ROW)

static const char *
get_title (CueFeedTripState state)
{
  switch (state) {
  case CUE_FEED_TRIP_SENDING:
    return _ ("Being Sent");
  case CUE_FEED_TRIP_LOOKING:
    return _ ("Looked For in the Feed");
  case CUE_FEED_TRIP_SEEN:
    return _ ("In the Feed");
  case CUE_FEED_TRIP_LOST:
    return _ ("Accepted, Not Seen");
  case CUE_FEED_TRIP_FAILED:
    return _ ("Not Sent");
  case CUE_FEED_TRIP_UNKNOWN:
  default:
    return _ ("Nobody Knows");
  }
}

static CueHealth
get_health (CueFeedTripState state)
{
  switch (state) {
  case CUE_FEED_TRIP_SEEN:
    return CUE_HEALTH_OK;
  case CUE_FEED_TRIP_FAILED:
    return CUE_HEALTH_ERROR;
  case CUE_FEED_TRIP_LOST:
  case CUE_FEED_TRIP_UNKNOWN:
    return CUE_HEALTH_WARNING;
  case CUE_FEED_TRIP_SENDING:
  case CUE_FEED_TRIP_LOOKING:
  default:
    return CUE_HEALTH_IDLE;
  }
}

static char *
describe (CueFeedRoundTrip *trip)
{
  const char *words = cue_feed_round_trip_get_words (trip);
  guint       n = cue_feed_envelope_get_n_events (cue_feed_round_trip_get_envelope (trip));
  guint       seen = cue_feed_round_trip_get_n_seen (trip);

  if (cue_feed_round_trip_get_state (trip) != CUE_FEED_TRIP_LOOKING || n < 2)
    return g_strdup (words);

  /* Translators: a sentence, then how many of how many events */
  return g_strdup_printf (_ ("%s %u of %u are there."), words, seen, n);
}

static void
update (CueFeedTripRow *self)
{
  CueFeedTripState state = cue_feed_round_trip_get_state (self->trip);
  gboolean         over = cue_feed_round_trip_get_over (self->trip);
  g_autofree char *words = describe (self->trip);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), get_title (state));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), words);
  gtk_image_set_from_icon_name (self->icon, cue_health_style_get_icon (get_health (state)));
  cue_health_style_apply (GTK_WIDGET (self->icon), get_health (state));
  gtk_spinner_set_spinning (self->spinner, !over);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), !over);
  gtk_widget_set_visible (self->stop, !over);
}

static void
stop (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cue_feed_round_trip_stop (CUE_FEED_TRIP_ROW (widget)->trip);
}

static void
cue_feed_trip_row_dispose (GObject *object)
{
  CueFeedTripRow *self = CUE_FEED_TRIP_ROW (object);

  if (self->trip != NULL)
    g_signal_handlers_disconnect_by_data (self->trip, self);

  g_clear_object (&self->trip);

  G_OBJECT_CLASS (cue_feed_trip_row_parent_class)->dispose (object);
}

static void
cue_feed_trip_row_class_init (CueFeedTripRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_feed_trip_row_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-feed-trip-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CueFeedTripRow, icon);
  gtk_widget_class_bind_template_child (widget_class, CueFeedTripRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, CueFeedTripRow, stop);
  gtk_widget_class_install_action (widget_class, "trip.stop", NULL, stop);
}

static void
cue_feed_trip_row_init (CueFeedTripRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * cue_feed_trip_row_new:
 * @trip: events that were sent
 *
 * Returns: (transfer floating): a row that follows @trip
 */
GtkWidget *
cue_feed_trip_row_new (CueFeedRoundTrip *trip)
{
  CueFeedTripRow *self;

  g_return_val_if_fail (CUE_IS_FEED_ROUND_TRIP (trip), NULL);

  self = g_object_new (CUE_TYPE_FEED_TRIP_ROW, NULL);
  self->trip = g_object_ref (trip);
  g_signal_connect_swapped (trip, "notify", G_CALLBACK (update), self);
  update (self);
  return GTK_WIDGET (self);
}
