// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-time-popover.h"

#include <glib/gi18n-lib.h>

/**
 * CueTimePopover:
 *
 * A point in time as a day, a time of day and a zone, with what that is in UTC. Main thread only.
 */
struct _CueTimePopover {
  GtkPopover parent_instance;

  GPtrArray *zones; /* owned; of GTimeZone, in the order of the choices */
  gboolean   filling;

  GtkCalendar *calendar;
  GtkEditable *clock;
  GtkDropDown *zone;
  GtkLabel    *result;
  GtkWidget   *now;
  GtkWidget   *use;
};

G_DEFINE_FINAL_TYPE (CueTimePopover, cue_time_popover, GTK_TYPE_POPOVER)

enum {
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Zones of the world by their distance from UTC; any other can be typed in the field itself. */
#define FIRST_HOUR (-12)
#define LAST_HOUR  14

static gboolean
parse_clock (const char *text, int *hour, int *minute, int *second)
{
  char rest;

  *second = 0;

  if (sscanf (text, "%2d:%2d%c", hour, minute, &rest) != 2 &&
      sscanf (text, "%2d:%2d:%2d%c", hour, minute, second, &rest) != 3)
    return FALSE;

  return *hour >= 0 && *hour < 24 && *minute >= 0 && *minute < 60 && *second >= 0 && *second < 60;
}

/* Returns: (transfer full) (nullable): what is chosen, NULL when it is no time */
static GDateTime *
dup_chosen (CueTimePopover *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->clock)));
  guint            zone = gtk_drop_down_get_selected (self->zone);
  int              hour, minute, second;

  if (zone >= self->zones->len || !parse_clock (text, &hour, &minute, &second))
    return NULL;

  return g_date_time_new (self->zones->pdata[zone],
                          g_date_time_get_year (day),
                          g_date_time_get_month (day),
                          g_date_time_get_day_of_month (day),
                          hour,
                          minute,
                          second);
}

static void
update (CueTimePopover *self)
{
  g_autoptr (GDateTime) chosen = NULL;
  g_autoptr (GDateTime) utc = NULL;
  g_autofree char *text = NULL;
  g_autofree char *words = NULL;

  if (self->filling)
    return;

  chosen = dup_chosen (self);
  gtk_widget_set_sensitive (self->use, chosen != NULL);

  if (chosen == NULL) {
    gtk_label_set_label (self->result,
                         _ ("Write the time of day as hours and minutes, as in 20:15."));
    return;
  }

  utc = g_date_time_to_utc (chosen);
  text = g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ");
  /* Translators: %s is a time in UTC, as it is sent */
  words = g_strdup_printf (_ ("Sent as %s"), text);
  gtk_label_set_label (self->result, words);
}

static void
use (CueTimePopover *self)
{
  g_autoptr (GDateTime) chosen = dup_chosen (self);

  if (chosen == NULL)
    return;

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, g_date_time_to_unix (chosen) * G_USEC_PER_SEC);
}

static void
use_now (CueTimePopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, g_get_real_time ());
}

static void
add_zone (CueTimePopover *self, GtkStringList *names, GTimeZone *zone, const char *name)
{
  g_ptr_array_add (self->zones, zone);
  gtk_string_list_append (names, name);
}

static GtkStringList *
make_zones (CueTimePopover *self)
{
  GtkStringList *names = gtk_string_list_new (NULL);
  g_autoptr (GTimeZone) local = g_time_zone_new_local ();
  /* Translators: %s is the name of a time zone */
  g_autofree char *here = g_strdup_printf (_ ("Here (%s)"), g_time_zone_get_identifier (local));

  add_zone (self, names, g_time_zone_ref (local), here);
  add_zone (self, names, g_time_zone_new_utc (), "UTC");

  for (int hour = FIRST_HOUR; hour <= LAST_HOUR; hour++) {
    g_autofree char *name = NULL;

    if (hour == 0)
      continue;

    name = g_strdup_printf ("UTC%s%02d:00", hour < 0 ? "−" : "+", ABS (hour));
    add_zone (self, names, g_time_zone_new_offset (hour * 3600), name);
  }

  return names;
}

static void
cue_time_popover_finalize (GObject *object)
{
  g_ptr_array_unref (CUE_TIME_POPOVER (object)->zones);

  G_OBJECT_CLASS (cue_time_popover_parent_class)->finalize (object);
}

static void
cue_time_popover_class_init (CueTimePopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cue_time_popover_finalize;

  /**
   * CueTimePopover::chosen:
   * @wall_us: microseconds since 1970 UTC
   *
   * Somebody chose a time.
   */
  signals[CHOSEN] = g_signal_new ("chosen",
                                  G_TYPE_FROM_CLASS (klass),
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  1,
                                  G_TYPE_INT64);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-time-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, CueTimePopover, calendar);
  gtk_widget_class_bind_template_child (widget_class, CueTimePopover, clock);
  gtk_widget_class_bind_template_child (widget_class, CueTimePopover, zone);
  gtk_widget_class_bind_template_child (widget_class, CueTimePopover, result);
  gtk_widget_class_bind_template_child (widget_class, CueTimePopover, now);
  gtk_widget_class_bind_template_child (widget_class, CueTimePopover, use);
}

static void
cue_time_popover_init (CueTimePopover *self)
{
  g_autoptr (GtkStringList) names = NULL;

  self->zones = g_ptr_array_new_with_free_func ((GDestroyNotify) g_time_zone_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  names = make_zones (self);
  gtk_drop_down_set_model (self->zone, G_LIST_MODEL (names));
  g_signal_connect_swapped (self->calendar, "day-selected", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->clock, "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->clock, "activate", G_CALLBACK (use), self);
  g_signal_connect_swapped (self->zone, "notify::selected", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->now, "clicked", G_CALLBACK (use_now), self);
  g_signal_connect_swapped (self->use, "clicked", G_CALLBACK (use), self);
  cue_time_popover_set_time (self, g_get_real_time ());
}

/**
 * cue_time_popover_set_time:
 * @self: a popover
 * @wall_us: microseconds since 1970 UTC
 *
 * Shows a time, in the zone that is chosen.
 */
void
cue_time_popover_set_time (CueTimePopover *self, gint64 wall_us)
{
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) there = NULL;
  g_autofree char *clock = NULL;

  g_return_if_fail (CUE_IS_TIME_POPOVER (self));

  utc = g_date_time_new_from_unix_utc (wall_us / G_USEC_PER_SEC);

  if (utc == NULL)
    return;

  there =
    g_date_time_to_timezone (utc, self->zones->pdata[gtk_drop_down_get_selected (self->zone)]);
  clock = g_date_time_format (there, "%H:%M:%S");
  self->filling = TRUE;
  gtk_calendar_select_day (self->calendar, there);
  gtk_editable_set_text (self->clock, clock);
  self->filling = FALSE;
  update (self);
}
