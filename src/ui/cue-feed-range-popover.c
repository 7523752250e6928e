// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-range-popover.h"

#include <glib/gi18n-lib.h>

#include "cue-feed-time-field.h"

#define NS_PER_US 1000
#define HOUR_NS   (G_GINT64_CONSTANT (3600) * 1000000000)

/**
 * CueFeedRangePopover:
 *
 * Asks which part of a feed is loaded: received after one time and before another, either of which
 * may be left out. Main thread only.
 */
struct _CueFeedRangePopover {
  GtkPopover parent_instance;

  GtkDropDown      *form;
  GtkButton        *hour;
  GtkButton        *day;
  GtkButton        *week;
  CueFeedTimeField *after;
  CueFeedTimeField *before;
  GtkButton        *load;
};

G_DEFINE_FINAL_TYPE (CueFeedRangePopover, cue_feed_range_popover, GTK_TYPE_POPOVER)

typedef enum {
  SIGNAL_CHOSEN,
  N_SIGNALS,
} CueFeedRangePopoverSignal;

static guint signals[N_SIGNALS];

static void
load (CueFeedRangePopover *self)
{
  CueFeedRange range;

  if (!cue_feed_time_field_read (self->after, &range.after)) {
    gtk_widget_grab_focus (GTK_WIDGET (self->after));
    return;
  }

  if (!cue_feed_time_field_read (self->before, &range.before)) {
    gtk_widget_grab_focus (GTK_WIDGET (self->before));
    return;
  }

  if (range.after == 0 && range.before == 0) {
    cue_feed_time_field_complain (self->after,
                                  _ ("Write after what, before what, or both. The newest events "
                                     "have a button of their own."));
    return;
  }

  if (range.before != 0 && range.after >= range.before) {
    cue_feed_time_field_complain (self->before, _ ("The end is not after the beginning."));
    return;
  }

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, range.after, range.before);
}

static void
on_form_chosen (CueFeedRangePopover *self)
{
  guint form = gtk_drop_down_get_selected (self->form);

  if (form > CUE_FEED_TIME_RAW)
    return;

  cue_feed_time_field_set_form (self->after, (CueFeedTimeForm) form);
  cue_feed_time_field_set_form (self->before, (CueFeedTimeForm) form);
}

/* Who opens it wants to write. */
static void
on_shown (CueFeedRangePopover *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->after));
}

static void
propose (CueFeedRangePopover *self, guint hours)
{
  cue_feed_time_field_set_ns (self->after, g_get_real_time () * NS_PER_US - hours * HOUR_NS);
  cue_feed_time_field_set_ns (self->before, 0);
}

static void
on_hour_clicked (CueFeedRangePopover *self)
{
  propose (self, 1);
}

static void
on_day_clicked (CueFeedRangePopover *self)
{
  propose (self, 24);
}

static void
on_week_clicked (CueFeedRangePopover *self)
{
  propose (self, 7 * 24);
}

static void
cue_feed_range_popover_class_init (CueFeedRangePopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  /**
   * CueFeedRangePopover::chosen:
   * @after: nanoseconds since 1970 UTC, or 0 for no limit
   * @before: nanoseconds since 1970 UTC, or 0 for no limit
   *
   * The user chose a range; at least one of both is a time.
   */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen",
                                         G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         2,
                                         G_TYPE_INT64,
                                         G_TYPE_INT64);

  g_type_ensure (CUE_TYPE_FEED_TIME_FIELD);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-feed-range-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, CueFeedRangePopover, form);
  gtk_widget_class_bind_template_child (widget_class, CueFeedRangePopover, hour);
  gtk_widget_class_bind_template_child (widget_class, CueFeedRangePopover, day);
  gtk_widget_class_bind_template_child (widget_class, CueFeedRangePopover, week);
  gtk_widget_class_bind_template_child (widget_class, CueFeedRangePopover, after);
  gtk_widget_class_bind_template_child (widget_class, CueFeedRangePopover, before);
  gtk_widget_class_bind_template_child (widget_class, CueFeedRangePopover, load);
}

static void
cue_feed_range_popover_init (CueFeedRangePopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (cue_feed_time_field_get_entry (self->after)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Received after"),
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (cue_feed_time_field_get_entry (self->before)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Received before"),
                                  -1);
  g_signal_connect (self, "show", G_CALLBACK (on_shown), NULL);
  g_signal_connect_swapped (self->form, "notify::selected", G_CALLBACK (on_form_chosen), self);
  g_signal_connect_swapped (self->hour, "clicked", G_CALLBACK (on_hour_clicked), self);
  g_signal_connect_swapped (self->day, "clicked", G_CALLBACK (on_day_clicked), self);
  g_signal_connect_swapped (self->week, "clicked", G_CALLBACK (on_week_clicked), self);
  g_signal_connect_swapped (self->after, "activate", G_CALLBACK (load), self);
  g_signal_connect_swapped (self->before, "activate", G_CALLBACK (load), self);
  g_signal_connect_swapped (self->load, "clicked", G_CALLBACK (load), self);
}

/**
 * cue_feed_range_popover_set_form:
 * @self: a popover
 * @form: how times are written
 *
 * Says how times are written.
 */
void
cue_feed_range_popover_set_form (CueFeedRangePopover *self, CueFeedTimeForm form)
{
  g_return_if_fail (CUE_IS_FEED_RANGE_POPOVER (self));

  gtk_drop_down_set_selected (self->form, form);
}

/**
 * cue_feed_range_popover_set_range:
 * @self: a popover
 * @range: what is proposed
 *
 * Proposes a range.
 */
void
cue_feed_range_popover_set_range (CueFeedRangePopover *self, const CueFeedRange *range)
{
  g_return_if_fail (CUE_IS_FEED_RANGE_POPOVER (self));

  cue_feed_time_field_set_ns (self->after, range->after);
  cue_feed_time_field_set_ns (self->before, range->before);
}
