// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-histogram.h"

#include "cue-feed-matcher.h"
#include "cue-signal.h"

#include <string.h>

/**
 * CueFeedHistogram:
 *
 * How many events were received when: the events of a [class@FeedLog] that a [class@FeedFilter]
 * lets through, counted in bins of equal length, failures apart. The range of time of the filter is
 * left out, so that it can be chosen here.
 *
 * A bin is a second, a minute, an hour and the like, and begins where such a one begins on the
 * clock of this computer. It follows log and filter, counting bit by bit while the main loop runs;
 * what it shows is the last count that came to its end.
 *
 * Main thread.
 */

typedef enum {
  PROP_FILLING = 1,
} CueFeedHistogramProperty;

static GParamSpec *properties[PROP_FILLING + 1];

typedef enum {
  SIGNAL_CHANGED,
} CueFeedHistogramSignal;

static guint signals[SIGNAL_CHANGED + 1];

#define ROWS_PER_LOOK  256
#define MAX_AT_END     1000
#define DEFAULT_WANTED 120
#define MICROSECOND    G_GINT64_CONSTANT (1000)
#define MILLISECOND    G_GINT64_CONSTANT (1000000)
#define SECOND         G_GINT64_CONSTANT (1000000000)
#define MINUTE         (60 * SECOND)
#define HOUR           (60 * MINUTE)
#define DAY            (24 * HOUR)

static const gint64 steps[] = {
  MICROSECOND,
  10 * MICROSECOND,
  100 * MICROSECOND,
  MILLISECOND,
  2 * MILLISECOND,
  5 * MILLISECOND,
  10 * MILLISECOND,
  20 * MILLISECOND,
  50 * MILLISECOND,
  100 * MILLISECOND,
  200 * MILLISECOND,
  500 * MILLISECOND,
  SECOND,
  2 * SECOND,
  5 * SECOND,
  10 * SECOND,
  15 * SECOND,
  30 * SECOND,
  MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  2 * DAY,
  7 * DAY,
  14 * DAY,
  28 * DAY,
  91 * DAY,
  182 * DAY,
  364 * DAY,
  1820 * DAY,
  3640 * DAY,
};

/* One count, finished or not. */
typedef struct {
  gint64 from_ns;
  gint64 step_ns;
  guint  n_bins;
  guint  counts[CUE_FEED_HISTOGRAM_MAX_BINS];
  guint  failed[CUE_FEED_HISTOGRAM_MAX_BINS];
  guint  highest;
  guint  untimed;
} Count;

struct _CueFeedHistogram {
  GObject parent_instance;

  CueFeedLog     *log;     /* owned */
  CueFeedFilter  *filter;  /* owned */
  CueFeedMatcher *matcher; /* owned, nullable */
  gint64          from_ns; /* as asked for; equal: all there is */
  gint64          to_ns;
  guint           wanted;
  Count           shown;
  Count           next;
  guint           position; /* in the order of the log */
  gboolean        is_counting;
  gboolean        is_stale;
  gboolean        filling;
  CueTurn         turn;
};

G_DEFINE_FINAL_TYPE (CueFeedHistogram, cue_feed_histogram, G_TYPE_OBJECT)

static void
cue_feed_histogram_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CueFeedHistogram *self = CUE_FEED_HISTOGRAM (object);

  switch ((CueFeedHistogramProperty) id) {
  case PROP_FILLING:
    g_value_set_boolean (value, self->filling);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_feed_histogram_finalize (GObject *object)
{
  CueFeedHistogram *self = CUE_FEED_HISTOGRAM (object);

  cue_turn_clear (&self->turn);
  cue_feed_matcher_free (self->matcher);
  g_signal_handlers_disconnect_by_data (self->log, self);
  g_signal_handlers_disconnect_by_data (self->filter, self);
  g_clear_object (&self->log);
  g_clear_object (&self->filter);

  G_OBJECT_CLASS (cue_feed_histogram_parent_class)->finalize (object);
}

static void
cue_feed_histogram_class_init (CueFeedHistogramClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cue_feed_histogram_get_property;
  object_class->finalize = cue_feed_histogram_finalize;

  /**
   * CueFeedHistogram:filling:
   *
   * Whether it is still counting.
   */
  properties[PROP_FILLING] =
    g_param_spec_boolean ("filling",
                          NULL,
                          NULL,
                          FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * CueFeedHistogram::changed:
   *
   * The bins are others now.
   */
  signals[SIGNAL_CHANGED] = cue_signal_new_plain (CUE_TYPE_FEED_HISTOGRAM, "changed");
}

static void
cue_feed_histogram_init (CueFeedHistogram *self)
{
  self->wanted = DEFAULT_WANTED;
}

/* ---- bins ---------------------------------------------------------------------------------- */

static gint64
get_zone_offset (gint64 ns)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (ns / SECOND);

  return local != NULL ? g_date_time_get_utc_offset (local) * MICROSECOND : 0;
}

static gint64
round_down (gint64 ns, gint64 step)
{
  gint64 rest = ns % step;

  return ns - (rest < 0 ? rest + step : rest);
}

static void
lay_out (CueFeedHistogram *self, Count *count)
{
  gint64  from = self->from_ns;
  gint64  last = self->to_ns - 1;
  gint64  offset;
  guint64 n = 0;

  memset (count, 0, sizeof *count);
  if (self->from_ns == self->to_ns) {
    from = cue_feed_log_get_oldest_ns (self->log);
    last = cue_feed_log_get_newest_ns (self->log);
  }
  if (from == CUE_FEED_NO_TIME || last < from)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++) {
    count->step_ns = steps[i];
    offset = steps[i] > MINUTE ? get_zone_offset (from) : 0;
    count->from_ns = round_down (from + offset, steps[i]) - offset;
    n = (guint64) (last - count->from_ns) / (guint64) steps[i] + 1;
    if (n <= self->wanted)
      break;
  }
  count->n_bins = (guint) MIN (n, CUE_FEED_HISTOGRAM_MAX_BINS);
}

static void
count_row (Count *count, const CueFeedRecord *record)
{
  guint64 bin;

  if ((record->marks & CUE_FEED_MARK_NO_TIME) != 0) {
    count->untimed++;
    return;
  }
  if (count->n_bins == 0 || record->key_ns < count->from_ns)
    return;
  bin = (guint64) (record->key_ns - count->from_ns) / (guint64) count->step_ns;
  if (bin >= count->n_bins)
    return;
  count->counts[bin]++;
  count->failed[bin] += (record->marks & CUE_FEED_MARK_FAILED) != 0;
  count->highest = MAX (count->highest, count->counts[bin]);
}

/* Returns whether that was all. */
static gboolean
count_some (CueFeedHistogram *self, gint64 until_us)
{
  const CueFeedOrder *order = &self->log->order;

  while (self->position < order->n) {
    guint32 row = order->rows[self->position++];

    if (cue_feed_matcher_test (self->matcher, row))
      count_row (&self->next, cue_feed_store_get_row (&self->log->store, row));
    if (self->position % ROWS_PER_LOOK == 0 && g_get_monotonic_time () >= until_us)
      return FALSE;
  }
  return TRUE;
}

/* ---- following ----------------------------------------------------------------------------- */

static void
set_filling (CueFeedHistogram *self, gboolean filling)
{
  if (self->filling == filling)
    return;
  self->filling = filling;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILLING]);
}

static void
work (CueFeedHistogram *self, gint64 until_us)
{
  if (!self->is_counting) {
    self->is_counting = TRUE;
    self->is_stale = FALSE;
    self->position = 0;
    cue_feed_matcher_free (self->matcher);
    self->matcher = cue_feed_matcher_new (self->log, self->filter, FALSE);
    lay_out (self, &self->next);
  }
  if (!count_some (self, until_us))
    return;
  self->is_counting = FALSE;
  if (memcmp (&self->shown, &self->next, sizeof self->shown) != 0) {
    self->shown = self->next;
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  }
}

static void
on_turn (gpointer data)
{
  CueFeedHistogram *self = data;

  g_object_ref (self);
  work (self, g_get_monotonic_time () + CUE_FEED_SLICE_US);
  if (self->is_counting || self->is_stale)
    cue_turn_wait (&self->turn, on_turn, self);
  set_filling (self, self->is_counting || self->is_stale);
  g_object_unref (self);
}

static void
restart (CueFeedHistogram *self)
{
  self->is_stale = TRUE;
  set_filling (self, TRUE);
  cue_turn_wait (&self->turn, on_turn, self);
}

/* Somebody follows the feed: what came at its end goes into the bins that are there, if it fits. */
static gboolean
count_end (CueFeedHistogram *self, guint position)
{
  const CueFeedOrder *order = &self->log->order;
  CueFeedStore       *store = &self->log->store;
  gint64              end = self->shown.from_ns + self->shown.n_bins * self->shown.step_ns;

  if (self->is_stale || self->is_counting || self->shown.n_bins == 0 ||
      position != self->position || order->n - position > MAX_AT_END ||
      cue_feed_store_get_row (store, order->rows[order->n - 1])->key_ns >= end)
    return FALSE;
  count_some (self, G_MAXINT64);
  self->shown = self->next;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  return TRUE;
}

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  CueFeedHistogram *self = data;

  if (removed == 0 && position + added == self->log->order.n && count_end (self, position))
    return;
  /* Rows may have moved to where they would be counted twice. */
  if (removed > 0 || position < self->position)
    self->is_counting = FALSE;
  restart (self);
}

static void
on_filter_changed (CueFeedFilter *filter, gboolean only_range, gpointer data)
{
  CueFeedHistogram *self = data;

  if (only_range)
    return;
  self->is_counting = FALSE;
  restart (self);
}

/**
 * cue_feed_histogram_new:
 * @log: the events
 * @filter: which of them to count; its range of time is left out
 *
 * Returns: (transfer full): a histogram of all there is, that follows both
 */
CueFeedHistogram *
cue_feed_histogram_new (CueFeedLog *log, CueFeedFilter *filter)
{
  CueFeedHistogram *self = g_object_new (CUE_TYPE_FEED_HISTOGRAM, NULL);

  g_return_val_if_fail (CUE_IS_FEED_LOG (log), self);
  g_return_val_if_fail (CUE_IS_FEED_FILTER (filter), self);

  self->log = g_object_ref (log);
  self->filter = g_object_ref (filter);
  g_signal_connect (log, "items-changed", G_CALLBACK (on_items_changed), self);
  g_signal_connect (filter, "changed", G_CALLBACK (on_filter_changed), self);
  restart (self);
  return self;
}

/**
 * cue_feed_histogram_set_range:
 * @self: a histogram
 * @from_ns: from when on, nanoseconds since 1970 UTC
 * @to_ns: until when, not included; the same as @from_ns: all there is, also later
 */
void
cue_feed_histogram_set_range (CueFeedHistogram *self, gint64 from_ns, gint64 to_ns)
{
  g_return_if_fail (CUE_IS_FEED_HISTOGRAM (self));

  if (self->from_ns == from_ns && self->to_ns == to_ns)
    return;
  self->from_ns = from_ns;
  self->to_ns = to_ns;
  self->is_counting = FALSE;
  restart (self);
}

/**
 * cue_feed_histogram_set_wanted_bins:
 * @self: a histogram
 * @n_bins: how many bins there is room for, at most %CUE_FEED_HISTOGRAM_MAX_BINS
 */
void
cue_feed_histogram_set_wanted_bins (CueFeedHistogram *self, guint n_bins)
{
  g_return_if_fail (CUE_IS_FEED_HISTOGRAM (self));

  n_bins = CLAMP (n_bins, 2, CUE_FEED_HISTOGRAM_MAX_BINS);
  if (self->wanted == n_bins)
    return;
  self->wanted = n_bins;
  self->is_counting = FALSE;
  restart (self);
}

/**
 * cue_feed_histogram_get_n_bins:
 * @self: a histogram
 *
 * Returns: how many bins it has; zero when there is nothing to count
 */
guint
cue_feed_histogram_get_n_bins (CueFeedHistogram *self)
{
  g_return_val_if_fail (CUE_IS_FEED_HISTOGRAM (self), 0);

  return self->shown.n_bins;
}

/**
 * cue_feed_histogram_get_bin:
 * @self: a histogram
 * @index: which bin, from the oldest on
 * @bin: (out caller-allocates): the bin
 */
void
cue_feed_histogram_get_bin (CueFeedHistogram *self, guint index, CueFeedBin *bin)
{
  g_return_if_fail (CUE_IS_FEED_HISTOGRAM (self));
  g_return_if_fail (index < self->shown.n_bins);

  bin->from_ns = self->shown.from_ns + index * self->shown.step_ns;
  bin->to_ns = bin->from_ns + self->shown.step_ns;
  bin->count = self->shown.counts[index];
  bin->failed = self->shown.failed[index];
}

/**
 * cue_feed_histogram_get_highest:
 * @self: a histogram
 *
 * Returns: the events in the fullest bin
 */
guint
cue_feed_histogram_get_highest (CueFeedHistogram *self)
{
  g_return_val_if_fail (CUE_IS_FEED_HISTOGRAM (self), 0);

  return self->shown.highest;
}

/**
 * cue_feed_histogram_get_untimed:
 * @self: a histogram
 *
 * Returns: how many events pass the filter and are in no bin, since they do not say when they were
 *   received
 */
guint
cue_feed_histogram_get_untimed (CueFeedHistogram *self)
{
  g_return_val_if_fail (CUE_IS_FEED_HISTOGRAM (self), 0);

  return self->shown.untimed;
}

/**
 * cue_feed_histogram_get_filling:
 * @self: a histogram
 *
 * Returns: whether it is still counting
 */
gboolean
cue_feed_histogram_get_filling (CueFeedHistogram *self)
{
  g_return_val_if_fail (CUE_IS_FEED_HISTOGRAM (self), FALSE);

  return self->filling;
}

/**
 * cue_feed_histogram_settle:
 * @self: a histogram
 *
 * Counts now, however long it takes: for tests and for programs without a window.
 */
void
cue_feed_histogram_settle (CueFeedHistogram *self)
{
  g_return_if_fail (CUE_IS_FEED_HISTOGRAM (self));

  cue_turn_clear (&self->turn);
  self->is_counting = FALSE;
  work (self, G_MAXINT64);
  set_filling (self, FALSE);
}
