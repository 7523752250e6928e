// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-list.h"

#include <glib/gi18n-lib.h>

#include "cue-line-headings.h"
#include "cue-line.h"
#include "cue-list-stop.h"

#define TOP_PIXELS 8 /* less than this below the top is the top */

/**
 * CueFeedList:
 *
 * The events of a feed, newest first. At the top it follows: new events appear by themselves.
 * Anywhere else the event that is read stays where it is, and a button says how many are new. Main
 * thread only.
 */
struct _CueFeedList {
  AdwBin parent_instance;

  CueFeedView     *view; /* owned; may be NULL */
  CueFeedListState state;
  guint64          newest_seen; /* the newest event when it last followed */
  guint            n_new;
  guint            settle_id; /* idle after a change; 0 when none is due */
  gboolean         following;
  gboolean         refilter; /* the rows were exchanged since it last settled */
  gboolean         unplaced; /* the selected row waits for the list to have a height */

  GtkStack          *stack;
  AdwStatusPage     *failed;
  CueLineHeadings   *headings;
  GtkScrolledWindow *scroller;
  GtkListView       *list;
  GtkRevealer       *pill_revealer;
  GtkLabel          *pill;
};

G_DEFINE_FINAL_TYPE (CueFeedList, cue_feed_list, ADW_TYPE_BIN)

static CueIdRows *
get_rows (CueFeedList *self)
{
  return cue_feed_view_get_rows (self->view);
}

static guint
count_rows (CueFeedList *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (get_rows (self)));
}

static void
scroll_to (CueFeedList *self, guint position)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);

  /* Before its first layout the toolkit divides by a height of 0, and begins at the top. */
  self->unplaced = position > 0 && gtk_adjustment_get_page_size (adjustment) <= 0;
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
}

static const char *
choose_page (CueFeedList *self)
{
  if (count_rows (self) > 0)
    return "rows";

  if (g_list_model_get_n_items (G_LIST_MODEL (cue_feed_view_get_log (self->view))) > 0)
    return cue_filtered_feed_get_filling (cue_feed_view_get_filtered (self->view)) ? "rows"
                                                                                   : "no-match";

  switch (self->state) {
  case CUE_FEED_LIST_ASKING:
    return "asking";
  case CUE_FEED_LIST_FAILED:
    return "failed";
  case CUE_FEED_LIST_ANSWERED:
    return "empty";
  case CUE_FEED_LIST_IDLE:
  default:
    return "idle";
  }
}

static void
update_stack (CueFeedList *self)
{
  gtk_stack_set_visible_child_name (self->stack, self->view != NULL ? choose_page (self) : "idle");
}

static void
update_pill (CueFeedList *self)
{
  CueIdRows       *rows = get_rows (self);
  guint            position = 0;
  g_autofree char *words = NULL;

  if (self->following || self->newest_seen == 0)
    self->newest_seen = cue_id_rows_get_id_at (rows, 0);

  /* Older events may come below at any time; those above the newest that was seen are new. */
  self->n_new =
    self->newest_seen != 0 && cue_id_rows_find (rows, self->newest_seen, &position) ? position : 0;
  gtk_revealer_set_reveal_child (self->pill_revealer, self->n_new > 0);

  if (self->n_new == 0)
    return;

  words =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u new", "%u new", self->n_new), self->n_new);
  gtk_label_set_label (self->pill, words);
}

/* Once for all changes since the last frame, however many there were. */
static gboolean
on_settle (gpointer data)
{
  CueFeedList *self = data;
  guint64      selected = cue_id_rows_get_selected_id (get_rows (self));
  guint        position;

  self->settle_id = 0;

  if (self->refilter)
    self->newest_seen = 0;

  /* What is new is shown where nothing is being read. */
  if (self->refilter && selected == 0)
    self->following = TRUE;

  if ((self->refilter || self->unplaced) &&
      cue_id_rows_find_nearest (get_rows (self), selected, &position)) {
    self->following = position == 0;
    scroll_to (self, position);
  } else if (self->following && count_rows (self) > 0)
    scroll_to (self, 0);

  self->refilter = FALSE;
  update_stack (self);
  update_pill (self);
  return G_SOURCE_REMOVE;
}

static void
settle_later (CueFeedList *self)
{
  /* Before the next frame is laid out. */
  if (self->settle_id == 0)
    self->settle_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_settle, self, NULL);
}

/* Not at once: it is said while the list is being laid out. */
static void
on_page_size (CueFeedList *self)
{
  if (self->unplaced && self->view != NULL)
    settle_later (self);
}

static void
on_filter_changed (CueFeedList *self)
{
  self->refilter = TRUE;
  settle_later (self);
}

static void
on_scrolled (CueFeedList *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  gboolean       at_top = gtk_adjustment_get_value (adjustment) < TOP_PIXELS;

  /* While it follows, on_settle() has the list at the top before it is laid out, so it is the user
   * who scrolls away, and is not pulled back by the events that come meanwhile. */
  if (self->view == NULL || self->following == at_top)
    return;

  self->following = at_top;
  update_pill (self);
}

/* The keyboard comes from outside to the selected event, or to the newest. By itself the list gives
 * the focus to the row that was the first when it was made: by now the oldest of all. */
static gboolean
focus_row (CueFeedList *self)
{
  CueIdRows *rows = get_rows (self);
  guint      position = 0;
  GtkWidget *list_item;

  if (count_rows (self) == 0)
    return FALSE;

  cue_id_rows_find (rows, cue_id_rows_get_selected_id (rows), &position);
  /* A row far from here has no widget before it is scrolled to. */
  scroll_to (self, position);

  for (list_item = gtk_widget_get_first_child (GTK_WIDGET (self->list)); list_item != NULL;
       list_item = gtk_widget_get_next_sibling (list_item)) {
    GtkWidget *line = gtk_widget_get_first_child (list_item);

    if (CUE_IS_LINE (line) && cue_line_get_item (CUE_LINE (line)) != NULL &&
        cue_feed_event_get_id (cue_line_get_item (CUE_LINE (line))) ==
          cue_id_rows_get_id_at (rows, position))
      return gtk_widget_grab_focus (list_item);
  }

  return FALSE;
}

/* The list is one stop: a million rows are gone through with the arrows. */
static gboolean
cue_feed_list_focus (GtkWidget *widget, GtkDirectionType direction)
{
  CueFeedList *self = CUE_FEED_LIST (widget);
  gboolean     pill = gtk_revealer_get_reveal_child (self->pill_revealer);
  gboolean     in_rows = cue_list_stop_is_inside (self->list);
  gboolean     in_pill = gtk_widget_get_focus_child (GTK_WIDGET (self->pill_revealer)) != NULL;
  gboolean     forward = direction == GTK_DIR_TAB_FORWARD;

  if (!cue_list_stop_is_tab (direction) || self->view == NULL || count_rows (self) == 0)
    return GTK_WIDGET_CLASS (cue_feed_list_parent_class)->focus (widget, direction);

  if (in_rows)
    return forward && pill && gtk_widget_child_focus (GTK_WIDGET (self->pill_revealer), direction);

  if (in_pill)
    return !forward && focus_row (self);

  if (!forward && pill)
    return gtk_widget_child_focus (GTK_WIDGET (self->pill_revealer), direction);

  return focus_row (self);
}

static void
on_activated (CueFeedList *self, guint position)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "feeds.show-details", NULL);
}

static void
cue_feed_list_dispose (GObject *object)
{
  cue_feed_list_set_view (CUE_FEED_LIST (object), NULL);

  G_OBJECT_CLASS (cue_feed_list_parent_class)->dispose (object);
}

static void
cue_feed_list_class_init (CueFeedListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_feed_list_dispose;
  widget_class->focus = cue_feed_list_focus;

  g_type_ensure (CUE_TYPE_LINE_HEADINGS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/cuelight/Cuelight/ui/cue-feed-list.ui");
  gtk_widget_class_bind_template_child (widget_class, CueFeedList, stack);
  gtk_widget_class_bind_template_child (widget_class, CueFeedList, failed);
  gtk_widget_class_bind_template_child (widget_class, CueFeedList, headings);
  gtk_widget_class_bind_template_child (widget_class, CueFeedList, scroller);
  gtk_widget_class_bind_template_child (widget_class, CueFeedList, list);
  gtk_widget_class_bind_template_child (widget_class, CueFeedList, pill_revealer);
  gtk_widget_class_bind_template_child (widget_class, CueFeedList, pill);
}

static void
cue_feed_list_init (CueFeedList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->following = TRUE;
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (on_activated), self);
  g_signal_connect_swapped (gtk_scrolled_window_get_vadjustment (self->scroller),
                            "value-changed",
                            G_CALLBACK (on_scrolled),
                            self);
  g_signal_connect_swapped (gtk_scrolled_window_get_vadjustment (self->scroller),
                            "notify::page-size",
                            G_CALLBACK (on_page_size),
                            self);
}

/**
 * cue_feed_list_set_view:
 * @self: a list
 * @view: (nullable): what to show
 *
 * Chooses whose events are shown. The list begins at the selected event, or at the top.
 */
void
cue_feed_list_set_view (CueFeedList *self, CueFeedView *view)
{
  g_autoptr (GtkListItemFactory) factory = NULL;

  g_return_if_fail (CUE_IS_FEED_LIST (self));

  if (self->view == view)
    return;

  if (self->view != NULL) {
    g_signal_handlers_disconnect_by_data (get_rows (self), self);
    g_signal_handlers_disconnect_by_data (cue_feed_view_get_filter (self->view), self);
    g_signal_handlers_disconnect_by_data (cue_feed_view_get_filtered (self->view), self);
  }

  g_clear_handle_id (&self->settle_id, g_source_remove);

  /* NULL when the template is being taken down. */
  if (self->list != NULL) {
    gtk_list_view_set_model (self->list, NULL);
    gtk_list_view_set_factory (self->list, NULL);
    cue_line_headings_set_table (self->headings, NULL);
  }

  g_set_object (&self->view, view);
  self->following = TRUE;
  self->newest_seen = 0;
  self->unplaced = FALSE;

  if (view == NULL)
    return;

  factory = cue_line_factory_new (cue_feed_view_get_table (view));
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (get_rows (self)));
  cue_line_headings_set_table (self->headings, cue_feed_view_get_table (view));
  g_signal_connect_swapped (get_rows (self), "items-changed", G_CALLBACK (settle_later), self);
  g_signal_connect_swapped (cue_feed_view_get_filter (view),
                            "changed",
                            G_CALLBACK (on_filter_changed),
                            self);
  g_signal_connect_swapped (cue_feed_view_get_filtered (view),
                            "notify::filling",
                            G_CALLBACK (settle_later),
                            self);
  on_filter_changed (self);
  update_stack (self);
}

/**
 * cue_feed_list_set_state:
 * @self: a list
 * @state: what came of asking
 * @words: (nullable): why nothing came, in a sentence; may hold text from outside
 *
 * Says what an empty list means.
 */
void
cue_feed_list_set_state (CueFeedList *self, CueFeedListState state, const char *words)
{
  g_autofree char *escaped = NULL;

  g_return_if_fail (CUE_IS_FEED_LIST (self));

  /* The description of a status page is markup. */
  escaped = words != NULL ? g_markup_escape_text (words, -1) : NULL;
  adw_status_page_set_description (self->failed, escaped);
  self->state = state;
  update_stack (self);
}

/**
 * cue_feed_list_show_newest:
 * @self: a list
 *
 * Goes to the top and follows from there.
 */
void
cue_feed_list_show_newest (CueFeedList *self)
{
  g_return_if_fail (CUE_IS_FEED_LIST (self));

  if (self->view == NULL)
    return;

  self->following = TRUE;
  settle_later (self);
}

/**
 * cue_feed_list_show_selected:
 * @self: a list
 *
 * Scrolls to the selected event, or to where it would be.
 */
void
cue_feed_list_show_selected (CueFeedList *self)
{
  guint position;

  g_return_if_fail (CUE_IS_FEED_LIST (self));

  if (self->view == NULL ||
      !cue_id_rows_find_nearest (get_rows (self),
                                 cue_id_rows_get_selected_id (get_rows (self)),
                                 &position))
    return;

  self->following = position == 0;
  scroll_to (self, position);
  update_pill (self);
}

/**
 * cue_feed_list_is_following:
 * @self: a list
 *
 * Returns: whether new events appear by themselves
 */
gboolean
cue_feed_list_is_following (CueFeedList *self)
{
  g_return_val_if_fail (CUE_IS_FEED_LIST (self), FALSE);

  return self->following;
}

/**
 * cue_feed_list_get_n_new:
 * @self: a list
 *
 * Returns: how many events came that were not at the top of the list yet
 */
guint
cue_feed_list_get_n_new (CueFeedList *self)
{
  g_return_val_if_fail (CUE_IS_FEED_LIST (self), 0);

  return self->n_new;
}
