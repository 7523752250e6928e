// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>

#include "cue-feed-look.h"
#include "cue-feeds-view-private.h"

#define VIEW_KEY "cue-feed-view" /* what is looked at in a feed stays with the feed */

/**
 * CueFeedsView:
 *
 * The events of one feed: what to load of them, which are shown, when they happened, and the events
 * themselves as a list with all of the selected one beside it, counted in groups, or only what is
 * new in them. It has the commands “feeds.verb”. Nothing is asked of the service before somebody
 * looks. Main thread only.
 */
G_DEFINE_FINAL_TYPE (CueFeedsView, cue_feeds_view, ADW_TYPE_BIN)

typedef enum {
  PROP_ZONE = 1,
  PROP_PAGE_SIZE,
} CueFeedsViewProperty;

static GParamSpec *properties[PROP_PAGE_SIZE + 1];

static const char *const zones
  [] = { [CUE_MOMENT_LOCAL] = "local", [CUE_MOMENT_UTC] = "utc", [CUE_MOMENT_RAW] = "raw", NULL };

static char *
describe_progress (CueFeedsView *self)
{
  CueFeedLog      *log = cue_feed_source_get_log (self->source);
  guint            pages = cue_feed_source_get_pages_read (self->source);
  guint            events = cue_feed_source_get_events_read (self->source);
  double           fraction = cue_feed_source_get_fraction (self->source);
  g_autofree char *read = NULL;
  g_autofree char *came = NULL;

  read = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u page", "%u pages", pages), pages);
  came = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u event", "%u events", events), events);

  if (cue_feed_log_get_full (log))
    return cue_feed_log_dup_limit_words (log);

  if (cue_feed_source_get_too_large (self->source))
    return g_strdup (_ ("The page is larger than 16 MiB"));

  if (cue_feed_source_get_capped (self->source))
    /* Translators: %s is a number of pages, and a number of events */
    return g_strdup_printf (_ ("Stopped after %s, %s"), read, came);

  if (!cue_feed_source_get_busy (self->source))
    return g_strdup (cue_feed_source_get_following (self->source) ? _ ("Following") : "");

  if (pages == 0)
    return g_strdup (_ ("Asking…"));

  if (fraction >= 0)
    return g_strdup_printf ("%s, %s, %.0f %%", read, came, fraction * 100);

  return g_strdup_printf ("%s, %s", read, came);
}

static void
update_source (CueFeedsView *self)
{
  CueFeedListState state = CUE_FEED_LIST_IDLE;
  gboolean         busy;
  g_autofree char *words = NULL;

  if (self->source == NULL)
    return;

  busy = cue_feed_source_get_busy (self->source);
  words = describe_progress (self);

  if (busy)
    state = CUE_FEED_LIST_ASKING;
  else if (cue_feed_source_get_failed (self->source))
    state = CUE_FEED_LIST_FAILED;
  else if (cue_feed_source_get_answered (self->source) != 0)
    state = CUE_FEED_LIST_ANSWERED;

  self->filling = TRUE;
  gtk_toggle_button_set_active (self->follow, cue_feed_source_get_following (self->source));
  self->filling = FALSE;
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_label_set_label (self->progress_words, words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->progress_words), words);
  gtk_widget_set_visible (self->stop, busy);
  gtk_widget_set_visible (self->more, !busy && cue_feed_source_get_capped (self->source));
  gtk_widget_set_visible (self->large, !busy && cue_feed_source_get_too_large (self->source));
  cue_feed_list_set_state (self->list, state, cue_feed_source_get_words (self->source));
  cue_feeds_view_update_actions (self);
}

static gboolean
on_chart_due (gpointer data)
{
  CueFeedsView          *self = data;
  CueFeedHistogram      *model = cue_feed_view_get_histogram (self->view);
  guint                  n = cue_feed_histogram_get_n_bins (model);
  g_autofree CueTimeBin *bins = g_new0 (CueTimeBin, MAX (n, 1));
  CueFeedBin             bin = { 0 };
  gint64                 from_ns = 0;

  self->chart_id = 0;

  for (guint i = 0; i < n; i++) {
    cue_feed_histogram_get_bin (model, i, &bin);
    bins[i] = (CueTimeBin){ bin.count, bin.failed };

    if (i == 0)
      from_ns = bin.from_ns;
  }

  cue_time_histogram_set_bins (self->histogram, from_ns, MAX (bin.to_ns - bin.from_ns, 1), bins, n);
  return G_SOURCE_REMOVE;
}

static void
draw_chart_later (CueFeedsView *self)
{
  if (self->chart_id == 0 && self->view != NULL)
    self->chart_id = g_idle_add (on_chart_due, self);
}

/* It is said while sizes are being shared out. */
static void
on_n_wanted (CueFeedsView *self)
{
  if (self->view != NULL)
    cue_feed_histogram_set_wanted_bins (cue_feed_view_get_histogram (self->view),
                                        cue_time_histogram_get_n_wanted (self->histogram));
}

static void
on_span_chosen (CueFeedsView *self, gint64 from_ns, gint64 to_ns)
{
  if (self->view == NULL)
    return;

  if (from_ns < to_ns)
    cue_feed_filter_set_range (cue_feed_view_get_filter (self->view), from_ns, to_ns);
  else
    cue_feed_filter_set_range (cue_feed_view_get_filter (self->view), G_MININT64, G_MAXINT64);
}

static void
on_filter_changed (CueFeedsView *self)
{
  gint64 from_ns, to_ns;

  cue_feed_filter_get_range (cue_feed_view_get_filter (self->view), &from_ns, &to_ns);

  if (from_ns == G_MININT64 && to_ns == G_MAXINT64)
    from_ns = to_ns = 0;

  cue_time_histogram_set_selection (self->histogram, from_ns, to_ns);
}

static void
on_zone_changed (CueFeedsView *self)
{
  CueMomentZone zone = cue_feed_view_get_zone (self->view);

  cue_time_histogram_set_zone (self->histogram, zone);
  cue_feed_range_popover_set_form (self->range, (CueFeedTimeForm) zone);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZONE]);
}

static void
on_selected (CueFeedsView *self)
{
  gboolean any = cue_id_rows_get_selected_id (cue_feed_view_get_rows (self->view)) != 0;

  /* Where there is no room for both, the details lie over the rows. */
  if (!any)
    adw_flap_set_reveal_flap (self->flap, FALSE);
  else if (!adw_flap_get_folded (self->flap))
    adw_flap_set_reveal_flap (self->flap, TRUE);
}

static void
on_range_chosen (CueFeedsView *self, gint64 after, gint64 before)
{
  CueFeedRange range = { after, before };

  if (self->source != NULL)
    cue_feed_source_load_range (self->source, &range);
}

static void
on_follow_toggled (CueFeedsView *self)
{
  if (self->source != NULL && !self->filling)
    cue_feed_source_set_following (self->source, gtk_toggle_button_get_active (self->follow));
}

/* The groups and what is new are counted when somebody looks at them. */
static void
on_part_changed (CueFeedsView *self)
{
  const char *part = gtk_stack_get_visible_child_name (self->parts);

  if (g_strcmp0 (part, "groups") == 0)
    cue_feed_groups_view_set_view (self->groups, self->view);
  else if (g_strcmp0 (part, "drift") == 0)
    cue_feed_drift_view_set_view (self->drift, self->view);
}

/* Somebody looks: now the service is asked, once. */
static void
ask_once (CueFeedsView *self)
{
  if (self->source != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)) &&
      cue_feed_source_get_answered (self->source) == 0 &&
      !cue_feed_source_get_failed (self->source) && !cue_feed_source_get_busy (self->source))
    cue_feed_source_load_newest (self->source);
}

/* Over restarts too. */
static void
keep_look (CueFeedSource *source)
{
  CueFeedView     *view = g_object_get_data (G_OBJECT (source), VIEW_KEY);
  g_autofree char *look = view != NULL ? cue_feed_look_make (view) : NULL;

  if (view != NULL)
    cue_feed_source_set_look (source, look);
}

static CueFeedView *
ensure_view (CueFeedSource *source)
{
  CueFeedView *view = g_object_get_data (G_OBJECT (source), VIEW_KEY);

  if (view == NULL) {
    g_autofree char *look = cue_feed_source_dup_look (source);

    view = cue_feed_view_new (cue_feed_source_get_log (source));
    cue_feed_look_apply (view, look);
    g_signal_connect_object (view, "notify", G_CALLBACK (keep_look), source, G_CONNECT_SWAPPED);
    g_signal_connect_object (cue_feed_view_get_filter (view),
                             "changed",
                             G_CALLBACK (keep_look),
                             source,
                             G_CONNECT_SWAPPED);
    g_object_set_data_full (G_OBJECT (source), VIEW_KEY, view, g_object_unref);
  }

  return view;
}

static void
set_view (CueFeedsView *self, CueFeedView *view)
{
  if (self->view != NULL) {
    g_signal_handlers_disconnect_by_data (cue_feed_view_get_rows (self->view), self);
    g_signal_handlers_disconnect_by_data (cue_feed_view_get_filter (self->view), self);
    g_signal_handlers_disconnect_by_data (cue_feed_view_get_histogram (self->view), self);
    g_signal_handlers_disconnect_by_data (self->view, self);
  }

  g_clear_handle_id (&self->chart_id, g_source_remove);
  g_set_object (&self->view, view);

  /* NULL when the template is being taken down. */
  if (self->list == NULL)
    return;

  cue_feed_list_set_view (self->list, view);
  cue_feed_filter_bar_set_view (self->bar, view);
  cue_feed_details_set_view (self->details, view);
  cue_feed_columns_popover_set_view (self->columns, view);
  cue_feed_groups_view_set_view (self->groups, NULL);
  cue_feed_drift_view_set_view (self->drift, NULL);

  if (view == NULL)
    return;

  g_signal_connect_swapped (cue_feed_view_get_rows (view),
                            "notify::selected-id",
                            G_CALLBACK (on_selected),
                            self);
  g_signal_connect_swapped (cue_feed_view_get_filter (view),
                            "changed",
                            G_CALLBACK (on_filter_changed),
                            self);
  g_signal_connect_swapped (cue_feed_view_get_histogram (view),
                            "changed",
                            G_CALLBACK (draw_chart_later),
                            self);
  g_signal_connect_swapped (view, "notify::zone", G_CALLBACK (on_zone_changed), self);
  on_n_wanted (self);
  on_zone_changed (self);
  on_filter_changed (self);
  on_selected (self);
  on_part_changed (self);
  draw_chart_later (self);
}

static void
cue_feeds_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (cue_feeds_view_parent_class)->map (widget);

  ask_once (CUE_FEEDS_VIEW (widget));
}

static void
cue_feeds_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CueFeedsView *self = CUE_FEEDS_VIEW (object);

  switch ((CueFeedsViewProperty) id) {
  case PROP_ZONE:
    g_value_set_string (value,
                        zones[self->view != NULL ? cue_feed_view_get_zone (self->view)
                                                 : CUE_MOMENT_LOCAL]);
    break;
  case PROP_PAGE_SIZE:
    g_value_take_string (value,
                         g_strdup_printf ("%u",
                                          self->source != NULL
                                            ? cue_feed_source_get_page_size (self->source)
                                            : 0));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_feeds_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CueFeedsView *self = CUE_FEEDS_VIEW (object);
  const char   *text = g_value_get_string (value);
  guint64       size;

  switch ((CueFeedsViewProperty) id) {
  case PROP_ZONE:
    for (CueMomentZone zone = 0; text != NULL && zone <= CUE_MOMENT_RAW; zone++) {
      if (self->view != NULL && g_str_equal (text, zones[zone]))
        cue_feed_view_set_zone (self->view, zone);
    }
    break;
  case PROP_PAGE_SIZE:
    if (self->source != NULL && text != NULL &&
        g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT, &size, NULL)) {
      cue_feed_source_set_page_size (self->source, (guint) size);
      g_object_notify_by_pspec (object, properties[PROP_PAGE_SIZE]);
    }
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_feeds_view_dispose (GObject *object)
{
  CueFeedsView *self = CUE_FEEDS_VIEW (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);

  if (self->source != NULL)
    g_signal_handlers_disconnect_by_data (self->source, self);

  set_view (self, NULL);
  g_clear_object (&self->source);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (cue_feeds_view_parent_class)->dispose (object);
}

static void
cue_feeds_view_class_init (CueFeedsViewClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags     flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = cue_feeds_view_get_property;
  object_class->set_property = cue_feeds_view_set_property;
  object_class->dispose = cue_feeds_view_dispose;
  widget_class->map = cue_feeds_view_map;

  /**
   * CueFeedsView:zone:
   *
   * By which clock times are said: “local”, “utc” or “raw”. A text, for the menu.
   */
  properties[PROP_ZONE] = g_param_spec_string ("zone", NULL, NULL, zones[0], flags);

  /**
   * CueFeedsView:page-size:
   *
   * How many events are asked for at once. A text, for the menu.
   */
  properties[PROP_PAGE_SIZE] = g_param_spec_string ("page-size", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (CUE_TYPE_FEED_COLUMNS_POPOVER);
  g_type_ensure (CUE_TYPE_FEED_DETAILS);
  g_type_ensure (CUE_TYPE_FEED_DRIFT_VIEW);
  g_type_ensure (CUE_TYPE_FEED_FILTER_BAR);
  g_type_ensure (CUE_TYPE_FEED_GROUPS_VIEW);
  g_type_ensure (CUE_TYPE_FEED_LIST);
  g_type_ensure (CUE_TYPE_FEED_RANGE_POPOVER);
  g_type_ensure (CUE_TYPE_TIME_HISTOGRAM);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/cuelight/Cuelight/ui/cue-feeds-view.ui");
  gtk_widget_class_bind_template_child (widget_class, CueFeedsView, follow);
  gtk_widget_class_bind_template_child (widget_class, CueFeedsView, range);
  gtk_widget_class_bind_template_child (widget_class, CueFeedsView, progress);
  gtk_widget_class_bind_template_child (widget_class, CueFeedsView, spinner);
  gtk_widget_class_bind_template_child (widget_class, CueFeedsView, progress_words);
  gtk_widget_class_bind_template_child (widget_class, CueFeedsView, stop);
  gtk_widget_class_bind_template_child (widget_class, CueFeedsView, more);
  gtk_widget_class_bind_template_child (widget_class, CueFeedsView, large);
  gtk_widget_class_bind_template_child (widget_class, CueFeedsView, columns);
  gtk_widget_class_bind_template_child (widget_class, CueFeedsView, bar);
  gtk_widget_class_bind_template_child (widget_class, CueFeedsView, caption);
  gtk_widget_class_bind_template_child (widget_class, CueFeedsView, histogram);
  gtk_widget_class_bind_template_child (widget_class, CueFeedsView, parts);
  gtk_widget_class_bind_template_child (widget_class, CueFeedsView, flap);
  gtk_widget_class_bind_template_child (widget_class, CueFeedsView, list);
  gtk_widget_class_bind_template_child (widget_class, CueFeedsView, details);
  gtk_widget_class_bind_template_child (widget_class, CueFeedsView, groups);
  gtk_widget_class_bind_template_child (widget_class, CueFeedsView, drift);
  cue_feeds_view_install_actions (widget_class);
}

static void
cue_feeds_view_init (CueFeedsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_object_bind_property (self->histogram,
                          "caption",
                          self->caption,
                          "label",
                          G_BINDING_SYNC_CREATE);
  g_signal_connect_swapped (self->histogram, "notify::n-wanted", G_CALLBACK (on_n_wanted), self);
  g_signal_connect_swapped (self->histogram, "chosen", G_CALLBACK (on_span_chosen), self);
  g_signal_connect_swapped (self->range, "chosen", G_CALLBACK (on_range_chosen), self);
  g_signal_connect_swapped (self->follow, "toggled", G_CALLBACK (on_follow_toggled), self);
  g_signal_connect_swapped (self->parts,
                            "notify::visible-child",
                            G_CALLBACK (on_part_changed),
                            self);
  cue_feeds_view_update_actions (self);
}

/**
 * cue_feeds_view_set_source:
 * @self: the section
 * @source: (nullable): a feed
 *
 * Chooses the feed. How somebody looked at it the last time is as it was.
 */
void
cue_feeds_view_set_source (CueFeedsView *self, CueFeedSource *source)
{
  g_return_if_fail (CUE_IS_FEEDS_VIEW (self));

  if (self->source == source)
    return;

  if (self->source != NULL)
    g_signal_handlers_disconnect_by_data (self->source, self);

  g_set_object (&self->source, source);
  set_view (self, source != NULL ? ensure_view (source) : NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE_SIZE]);

  if (source != NULL)
    g_signal_connect_swapped (source, "notify", G_CALLBACK (update_source), self);

  update_source (self);
  cue_feeds_view_update_actions (self);
  ask_once (self);
}

/**
 * cue_feeds_view_get_source:
 * @self: the section
 *
 * Returns: (transfer none) (nullable): the feed
 */
CueFeedSource *
cue_feeds_view_get_source (CueFeedsView *self)
{
  g_return_val_if_fail (CUE_IS_FEEDS_VIEW (self), NULL);

  return self->source;
}

/**
 * cue_feeds_view_get_view:
 * @self: the section
 *
 * Returns: (transfer none) (nullable): what is looked at in the feed
 */
CueFeedView *
cue_feeds_view_get_view (CueFeedsView *self)
{
  g_return_val_if_fail (CUE_IS_FEEDS_VIEW (self), NULL);

  return self->view;
}

/**
 * cue_feeds_view_show_part:
 * @self: the section
 * @name: “list”, “groups” or “drift”
 *
 * Chooses how the events are shown.
 */
void
cue_feeds_view_show_part (CueFeedsView *self, const char *name)
{
  g_return_if_fail (CUE_IS_FEEDS_VIEW (self));

  gtk_stack_set_visible_child_name (self->parts, name);
}

/**
 * cue_feeds_view_show_detail:
 * @self: the section
 * @name: “facts”, “tree” or “raw”
 *
 * Chooses what is shown of the selected event.
 */
void
cue_feeds_view_show_detail (CueFeedsView *self, const char *name)
{
  g_return_if_fail (CUE_IS_FEEDS_VIEW (self));

  cue_feed_details_show (self->details, name);
}

/**
 * cue_feeds_view_search:
 * @self: the section
 *
 * Brings the cursor to the search.
 */
void
cue_feeds_view_search (CueFeedsView *self)
{
  g_return_if_fail (CUE_IS_FEEDS_VIEW (self));

  cue_feed_filter_bar_search (self->bar);
}
