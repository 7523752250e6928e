// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-range.h"

#include <glib/gi18n-lib.h>

#include "cue-access-moment.h"
#include "cue-access-words.h"

#define DAY_S     (24 * 60 * 60)
#define LOOK_BACK 200 /* rows that are asked for the zone of the site */
#define HOUR_US   ((gint64) 60 * 60 * G_USEC_PER_SEC)

/**
 * CueAccessRange:
 *
 * Asks for a span of time, as the clocks at the site show it. Main thread only.
 */
struct _CueAccessRange {
  GtkPopover parent_instance;

  gint64   offset_us; /* of the clocks that are meant, ahead of UTC */
  gint64   now_us;    /* when it was asked */
  gboolean asked;     /* it was filled once: what was typed stays */

  GtkEntry  *from_date;
  GtkEntry  *from_time;
  GtkEntry  *to_date;
  GtkEntry  *to_time;
  GtkLabel  *zone;
  GtkLabel  *message;
  GtkButton *apply;
};

G_DEFINE_FINAL_TYPE (CueAccessRange, cue_access_range, GTK_TYPE_POPOVER)

typedef enum {
  SIGNAL_CHOSEN,
  N_SIGNALS,
} CueAccessRangeSignal;

static guint signals[N_SIGNALS];

static void
set_faulty (GtkEntry *entry, gboolean faulty)
{
  if (faulty)
    gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");

  gtk_accessible_update_state (GTK_ACCESSIBLE (entry),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               faulty ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
forget_fault (CueAccessRange *self)
{
  set_faulty (self->from_date, FALSE);
  set_faulty (self->from_time, FALSE);
  set_faulty (self->to_date, FALSE);
  set_faulty (self->to_time, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->message), FALSE);
}

static void
complain (CueAccessRange *self, GtkEntry *entry, const char *words)
{
  set_faulty (entry, TRUE);
  gtk_label_set_label (self->message, words);
  gtk_widget_set_visible (GTK_WIDGET (self->message), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (entry));
}

static gboolean
is_blank (GtkEntry *entry)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));

  while (g_ascii_isspace (*text))
    text++;

  return *text == '\0';
}

/* An empty side has no end. A date alone is that whole day, a time alone is today. */
static gboolean
read_side (CueAccessRange *self,
           GtkEntry       *date_entry,
           GtkEntry       *time_entry,
           gboolean        end,
           gint64         *us)
{
  GDate   *today = NULL;
  GDate    date;
  int      seconds = end ? DAY_S : 0;
  gboolean has_date = !is_blank (date_entry), has_time = !is_blank (time_entry);

  *us = end ? G_MAXINT64 : G_MININT64;

  if (!has_date && !has_time)
    return TRUE;

  if (has_date &&
      !cue_access_moment_read_date (gtk_editable_get_text (GTK_EDITABLE (date_entry)), &date)) {
    g_autofree char *example = cue_access_moment_format_date (self->now_us + self->offset_us);
    /* Translators: %s is a date as one writes it where the user lives */
    g_autofree char *words = g_strdup_printf (_ ("This is no date. Write it like %s."), example);

    complain (self, date_entry, words);
    return FALSE;
  }

  if (has_time &&
      !cue_access_moment_read_time (gtk_editable_get_text (GTK_EDITABLE (time_entry)), &seconds)) {
    complain (self, time_entry, _ ("This is no time of day. Write it like 21:30."));
    return FALSE;
  }

  if (!has_date) {
    gint64 day = (self->now_us + self->offset_us) / G_USEC_PER_SEC / DAY_S;

    today = g_date_new_dmy (1, G_DATE_JANUARY, 1970);
    g_date_add_days (today, (guint) day);
    date = *today;
    g_date_free (today);
  }

  *us = cue_access_moment_join (&date, seconds) - self->offset_us;
  return TRUE;
}

static void
on_apply (CueAccessRange *self)
{
  gint64 from_us, to_us;

  forget_fault (self);

  if (!read_side (self, self->from_date, self->from_time, FALSE, &from_us) ||
      !read_side (self, self->to_date, self->to_time, TRUE, &to_us))
    return;

  if (from_us == G_MININT64 && to_us == G_MAXINT64) {
    complain (self, self->from_date, _ ("Write when it begins, when it ends, or both."));
    return;
  }

  if (from_us >= to_us) {
    complain (self, self->to_date, _ ("The end is not after the beginning."));
    return;
  }

  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, from_us, to_us, self->offset_us);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
fill (GtkEntry *date, GtkEntry *time, gint64 clock_us)
{
  g_autofree char *date_text = cue_access_moment_format_date (clock_us);
  g_autofree char *time_text = cue_access_moment_format_time (clock_us);

  gtk_editable_set_text (GTK_EDITABLE (date), date_text);
  gtk_editable_set_text (GTK_EDITABLE (time), time_text);
}

static gboolean
find_site_offset (CueAccessLog *log, gint64 *offset_us)
{
  guint64 last = cue_access_log_get_last_id (log);
  guint64 first = MAX (cue_access_log_get_first_id (log), last > LOOK_BACK ? last - LOOK_BACK : 1);

  for (guint64 id = last; id != 0 && id >= first; id--) {
    g_autoptr (CueAccessRow) row = cue_access_log_get_row (log, id);

    if (row != NULL && cue_access_words_find_offset (cue_access_row_get_event (row), offset_us))
      return TRUE;
  }

  return FALSE;
}

static void
choose_zone (CueAccessRange *self, CueAccessLog *log)
{
  gboolean         site = find_site_offset (log, &self->offset_us);
  g_autofree char *zone = NULL;
  g_autofree char *words = NULL;
  gint64           minutes;

  if (!site) {
    g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (self->now_us / G_USEC_PER_SEC);

    self->offset_us = now != NULL ? g_date_time_get_utc_offset (now) : 0;
  }

  minutes = ABS (self->offset_us) / G_USEC_PER_SEC / 60;
  zone = g_strdup_printf ("UTC%s%02d:%02d",
                          self->offset_us < 0 ? "−" : "+",
                          (int) (minutes / 60),
                          (int) (minutes % 60));
  /* Translators: %s is a zone such as UTC+01:00 */
  words = site ? g_strdup_printf (_ ("As the clocks at the site show it (%s)."), zone)
               /* Translators: %s is a zone such as UTC+01:00 */
               : g_strdup_printf (_ ("As the clock of this computer shows it (%s)."), zone);
  gtk_label_set_label (self->zone, words);
}

static void
cue_access_range_class_init (CueAccessRangeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  /**
   * CueAccessRange::chosen:
   * @from_us: microseconds since 1970 UTC, or %G_MININT64
   * @to_us: microseconds since 1970 UTC, or %G_MAXINT64
   * @offset_us: what the clocks that were meant are ahead of UTC
   *
   * The user chose a span of time.
   */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen",
                                         G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         3,
                                         G_TYPE_INT64,
                                         G_TYPE_INT64,
                                         G_TYPE_INT64);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-access-range.ui");
  gtk_widget_class_bind_template_child (widget_class, CueAccessRange, from_date);
  gtk_widget_class_bind_template_child (widget_class, CueAccessRange, from_time);
  gtk_widget_class_bind_template_child (widget_class, CueAccessRange, to_date);
  gtk_widget_class_bind_template_child (widget_class, CueAccessRange, to_time);
  gtk_widget_class_bind_template_child (widget_class, CueAccessRange, zone);
  gtk_widget_class_bind_template_child (widget_class, CueAccessRange, message);
  gtk_widget_class_bind_template_child (widget_class, CueAccessRange, apply);
}

static void
cue_access_range_init (CueAccessRange *self)
{
  GtkEntry **entries[] = { &self->from_date, &self->from_time, &self->to_date, &self->to_time };

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->apply, "clicked", G_CALLBACK (on_apply), self);

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++) {
    g_signal_connect_swapped (*entries[i], "changed", G_CALLBACK (forget_fault), self);
    g_signal_connect_swapped (*entries[i], "activate", G_CALLBACK (on_apply), self);
  }
}

/**
 * cue_access_range_new:
 *
 * Returns: (transfer floating): a popover that asks nothing yet
 */
GtkWidget *
cue_access_range_new (void)
{
  return g_object_new (CUE_TYPE_ACCESS_RANGE, NULL);
}

/**
 * cue_access_range_ask:
 * @self: a popover with a parent
 * @view: what is going to be filtered
 *
 * Asks, first for the last hour, then for what was typed before.
 */
void
cue_access_range_ask (CueAccessRange *self, CueAccessView *view)
{
  g_return_if_fail (CUE_IS_ACCESS_RANGE (self));
  g_return_if_fail (CUE_IS_ACCESS_VIEW (view));

  self->now_us = cue_clock_get_wall (cue_access_view_get_clock (view));
  choose_zone (self, cue_access_view_get_log (view));

  if (!self->asked) {
    fill (self->from_date, self->from_time, self->now_us + self->offset_us - HOUR_US);
    fill (self->to_date, self->to_time, self->now_us + self->offset_us);
  }

  self->asked = TRUE;
  forget_fault (self);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->from_date));
}
