// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-list.h"

#include <glib/gi18n-lib.h>

#include "cue-access-headings.h"
#include "cue-access-lines.h"
#include "cue-access-menu.h"
#include "cue-ticker.h"

#define TOP_PIXELS 8  /* less than this below the top is the top */
#define MENU_X     40 /* where the menu of a row opens that no pointer points at */
#define QUARTER_US ((gint64) 15 * 60 * G_USEC_PER_SEC) /* no day begins at another time */

/**
 * CueAccessList:
 *
 * The rows of the log of doors, newest first. At the top it follows: new rows appear by themselves.
 * Anywhere else the row that is read stays where it is, and a button says how many are new. Main
 * thread only.
 */
struct _CueAccessList {
  AdwBin parent_instance;

  CueAccessView *view;      /* owned; may be NULL */
  gint64         quarter;   /* of an hour, since 1970, at which the rows were last dressed */
  guint          n_seen;    /* how many rows there were when it last followed */
  guint          n_new;     /* rows that came since, and rows that are held back */
  guint          settle_id; /* idle after a change; 0 when none is due */
  gboolean       following;
  gboolean       refilter; /* the rows were exchanged since it last settled */
  gboolean       unplaced; /* what it was scrolled to waits for the list to have a height */
  gboolean       redress;  /* rows of another zone or site were seen since it last settled */

  GtkStack          *stack;
  AdwStatusPage     *empty;
  CueAccessHeadings *headings;
  GtkScrolledWindow *scroller;
  GtkListView       *rows;
  GtkRevealer       *pill_revealer;
  GtkLabel          *pill;
};

G_DEFINE_FINAL_TYPE (CueAccessList, cue_access_list, ADW_TYPE_BIN)

static GListModel *
get_model (CueAccessList *self)
{
  return G_LIST_MODEL (cue_access_view_get_rows (self->view));
}

static void
dress_line (CueAccessList *self, CueAccessLine *line, CueAccessRow *row, guint position)
{
  g_autofree char *remark = NULL;
  g_autofree char *mark = NULL;

  /* A row that is only scrolled past is not decoded. */
  if (cue_access_view_has_notes (self->view))
    remark = cue_access_view_describe_note (self->view, cue_access_row_get_event (row));

  if (cue_access_view_is_mark_below (self->view, position))
    mark = cue_access_last_look_describe (cue_access_view_get_last_look (self->view));

  cue_access_line_set_zones (line, cue_access_view_get_zones (self->view));
  cue_access_line_set_row (line, row, cue_access_view_get_hide_names (self->view));
  cue_access_line_set_now (line, cue_clock_get_wall (cue_access_view_get_clock (self->view)));
  cue_access_line_set_new (line,
                           cue_access_last_look_is_new (cue_access_view_get_last_look (self->view),
                                                        cue_access_row_get_id (row)));
  cue_access_line_set_remark (line, remark);
  cue_access_line_set_mark (line, mark);
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, cue_access_line_new ());
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, CueAccessList *self)
{
  dress_line (self,
              CUE_ACCESS_LINE (gtk_list_item_get_child (item)),
              CUE_ACCESS_ROW (gtk_list_item_get_item (item)),
              gtk_list_item_get_position (item));
}

static void
on_unbind (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  cue_access_line_set_row (CUE_ACCESS_LINE (gtk_list_item_get_child (item)), NULL, FALSE);
}

/* What a row says can change without the row: a note, whether names are hidden, the last look. */
static void
dress_all (CueAccessList *self)
{
  for (GtkWidget *item = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); item != NULL;
       item = gtk_widget_get_next_sibling (item)) {
    GtkWidget    *child = gtk_widget_get_first_child (item);
    CueAccessRow *row;
    guint         position;

    if (!CUE_IS_ACCESS_LINE (child))
      continue;

    row = cue_access_line_get_row (CUE_ACCESS_LINE (child));

    if (row != NULL && cue_id_rows_find (cue_access_view_get_rows (self->view),
                                         cue_access_row_get_id (row),
                                         &position))
      dress_line (self, CUE_ACCESS_LINE (child), row, position);
  }
}

/* At midnight the rows of today become those of yesterday. */
static void
on_second_passed (GtkWidget *widget)
{
  CueAccessList *self = CUE_ACCESS_LIST (widget);
  gint64         quarter;

  if (self->view == NULL)
    return;

  quarter = cue_clock_get_wall (cue_access_view_get_clock (self->view)) / QUARTER_US;

  if (self->quarter != quarter)
    dress_all (self);

  self->quarter = quarter;
}

static void
scroll_to (CueAccessList *self, guint position)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);

  /* Before its first layout the toolkit divides by a height of 0 and begins at the top. GTK 4.18
   * then anchors to the first row whatever is scrolled to: this is done again with a height. */
  self->unplaced = gtk_adjustment_get_page_size (adjustment) <= 0;
  cue_access_lines_scroll_to (self->rows, position);
}

static void
update_stack (CueAccessList *self)
{
  const char *page = "rows";

  if (g_list_model_get_n_items (get_model (self)) == 0)
    page = cue_access_filter_is_empty (cue_access_view_get_filter (self->view)) ? "empty"
                                                                                : "no-match";

  gtk_stack_set_visible_child_name (self->stack, page);
}

static void
update_pill (CueAccessList *self)
{
  guint            held = cue_filtered_access_get_held (cue_access_view_get_filtered (self->view));
  guint            n_rows = g_list_model_get_n_items (get_model (self));
  gboolean         paused = cue_access_view_get_paused (self->view);
  g_autofree char *words = NULL;

  /* Rows that went to make room are not counted against those that came. */
  if ((self->following && !paused) || n_rows < self->n_seen)
    self->n_seen = n_rows;

  self->n_new = n_rows - self->n_seen + held;
  gtk_revealer_set_reveal_child (self->pill_revealer, self->n_new > 0);

  if (self->n_new == 0)
    return;

  words =
    paused && self->n_new == held
      ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u held back", "%u held back", held), held)
      : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u new", "%u new", self->n_new),
                         self->n_new);
  gtk_label_set_label (self->pill, words);
}

static void
update_zones (CueAccessList *self)
{
  self->redress = FALSE;
  cue_access_headings_set_several_zones (self->headings,
                                         cue_access_zones_get_several (
                                           cue_access_view_get_zones (self->view)));
  dress_all (self);
}

/* Once for all changes since the last frame, however many there were. */
static gboolean
on_settle (gpointer data)
{
  CueAccessList *self = data;
  guint          position;

  self->settle_id = 0;

  if (self->refilter)
    self->n_seen = g_list_model_get_n_items (get_model (self));

  /* What is new is shown where nothing is being read. */
  if (self->refilter && cue_id_rows_get_selected_id (cue_access_view_get_rows (self->view)) == 0)
    self->following = TRUE;

  if ((self->refilter || (self->unplaced && !self->following)) &&
      cue_id_rows_find_nearest (cue_access_view_get_rows (self->view),
                                cue_id_rows_get_selected_id (cue_access_view_get_rows (self->view)),
                                &position)) {
    self->following = position == 0;
    scroll_to (self, position);
  } else if (self->following && g_list_model_get_n_items (get_model (self)) > 0)
    scroll_to (self, 0);

  self->refilter = FALSE;

  if (self->redress)
    update_zones (self);

  update_stack (self);
  update_pill (self);
  return G_SOURCE_REMOVE;
}

static void
settle_later (CueAccessList *self)
{
  /* Before the next frame is laid out. */
  if (self->settle_id == 0)
    self->settle_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_settle, self, NULL);
}

/* Not at once: it is said while the list is being laid out. */
static void
on_page_size (CueAccessList *self)
{
  if (self->unplaced)
    settle_later (self);
}

static void
on_items_changed (GListModel    *model,
                  guint          position,
                  guint          removed,
                  guint          added,
                  CueAccessList *self)
{
  settle_later (self);
}

/* It happens while rows are drawn, when nothing may change that is drawn. */
static void
on_zones_changed (CueAccessList *self)
{
  self->redress = TRUE;
  settle_later (self);
}

static void
on_filter_changed (CueAccessList *self)
{
  self->refilter = TRUE;
  settle_later (self);
}

static void
on_scrolled (CueAccessList *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  gboolean       at_top = gtk_adjustment_get_value (adjustment) < TOP_PIXELS;

  /* While it follows, on_settle() has the list at the top before it is laid out, so it is the user
   * who scrolls away, and is not pulled back by the rows that come meanwhile. */
  if (self->view == NULL || self->following == at_top)
    return;

  self->following = at_top;
  update_pill (self);
}

/* The keyboard comes from outside to the selected row, or to the newest. By itself the list gives
 * the focus to the row that was the first when it was made: by now the oldest of all. */
static gboolean
focus_row (CueAccessList *self)
{
  CueIdRows *rows = cue_access_view_get_rows (self->view);
  guint      position = 0;

  cue_id_rows_find (rows, cue_id_rows_get_selected_id (rows), &position);
  return cue_access_lines_focus (self->rows, position, cue_id_rows_get_id_at (rows, position));
}

/* The list is one stop: a million rows are gone through with the arrows. */
static gboolean
cue_access_list_focus (GtkWidget *widget, GtkDirectionType direction)
{
  CueAccessList *self = CUE_ACCESS_LIST (widget);
  gboolean       pill = gtk_revealer_get_reveal_child (self->pill_revealer);
  gboolean       in_rows = gtk_widget_get_focus_child (GTK_WIDGET (self->rows)) != NULL;
  gboolean       in_pill = gtk_widget_get_focus_child (GTK_WIDGET (self->pill_revealer)) != NULL;

  if (direction == GTK_DIR_TAB_FORWARD && in_rows)
    return pill && gtk_widget_child_focus (GTK_WIDGET (self->pill_revealer), direction);

  if (direction == GTK_DIR_TAB_BACKWARD && in_rows)
    return FALSE;

  if (((direction == GTK_DIR_TAB_FORWARD && !in_pill) ||
       (direction == GTK_DIR_TAB_BACKWARD && (in_pill || !pill))) &&
      self->view != NULL && focus_row (self))
    return TRUE;

  return GTK_WIDGET_CLASS (cue_access_list_parent_class)->focus (widget, direction);
}

static void
on_pressed (CueAccessList *self, int n_press, double x, double y, GtkGestureClick *gesture)
{
  GdkEvent      *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (gesture));
  CueAccessLine *line = self->view != NULL ? cue_access_lines_pick (self->rows, x, y) : NULL;
  double         line_x;
  int            facet;

  if (line == NULL)
    return;

  if (event != NULL && gdk_event_triggers_context_menu (event)) {
    cue_id_rows_set_selected_id (cue_access_view_get_rows (self->view),
                                 cue_access_row_get_id (cue_access_line_get_row (line)));
    gtk_widget_translate_coordinates (GTK_WIDGET (self->rows), GTK_WIDGET (self), x, y, &x, &y);
    cue_access_menu_popup (GTK_WIDGET (self), self->view, x, y);
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
    return;
  }

  if (gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture)) != GDK_BUTTON_PRIMARY ||
      (gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture)) &
       GDK_CONTROL_MASK) == 0)
    return;

  gtk_widget_translate_coordinates (GTK_WIDGET (self->rows), GTK_WIDGET (line), x, y, &line_x, &y);
  facet = cue_access_menu_get_facet (cue_access_line_find_column (line, (int) line_x));

  if (facet >= 0) {
    cue_access_view_filter_by (self->view,
                               (CueAccessFacet) facet,
                               cue_access_row_get_event (cue_access_line_get_row (line)));
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  }
}

static gboolean
on_menu_key (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  CueAccessList *self = CUE_ACCESS_LIST (data);
  GtkWidget     *item;
  guint64        id;
  double         x = MENU_X, y = MENU_X;

  if (self->view == NULL)
    return FALSE;

  id = cue_id_rows_get_selected_id (cue_access_view_get_rows (self->view));

  if (id == 0)
    return FALSE;

  item = cue_access_lines_find_item (self->rows, id);

  if (item != NULL)
    gtk_widget_translate_coordinates (item,
                                      GTK_WIDGET (self),
                                      MENU_X,
                                      gtk_widget_get_height (item),
                                      &x,
                                      &y);

  cue_access_menu_popup (GTK_WIDGET (self), self->view, x, y);
  return TRUE;
}

static void
on_activated (CueAccessList *self, guint position)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "access.show-details", NULL);
}

static void
cue_access_list_dispose (GObject *object)
{
  CueAccessList *self = CUE_ACCESS_LIST (object);

  cue_access_list_set_view (self, NULL);

  G_OBJECT_CLASS (cue_access_list_parent_class)->dispose (object);
}

static void
cue_access_list_class_init (CueAccessListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_access_list_dispose;
  widget_class->focus = cue_access_list_focus;

  g_type_ensure (CUE_TYPE_ACCESS_HEADINGS);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-access-list.ui");
  gtk_widget_class_bind_template_child (widget_class, CueAccessList, stack);
  gtk_widget_class_bind_template_child (widget_class, CueAccessList, empty);
  gtk_widget_class_bind_template_child (widget_class, CueAccessList, headings);
  gtk_widget_class_bind_template_child (widget_class, CueAccessList, scroller);
  gtk_widget_class_bind_template_child (widget_class, CueAccessList, rows);
  gtk_widget_class_bind_template_child (widget_class, CueAccessList, pill_revealer);
  gtk_widget_class_bind_template_child (widget_class, CueAccessList, pill);
}

static void
cue_access_list_init (CueAccessList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkGesture         *click = gtk_gesture_click_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->following = TRUE;
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), NULL);
  gtk_list_view_set_factory (self->rows, factory);
  g_object_unref (factory);
  g_signal_connect_swapped (self->rows, "activate", G_CALLBACK (on_activated), self);
  g_signal_connect_swapped (gtk_scrolled_window_get_vadjustment (self->scroller),
                            "value-changed",
                            G_CALLBACK (on_scrolled),
                            self);
  g_signal_connect_swapped (gtk_scrolled_window_get_vadjustment (self->scroller),
                            "notify::page-size",
                            G_CALLBACK (on_page_size),
                            self);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (on_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self->rows), GTK_EVENT_CONTROLLER (click));

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string (
                                                            "Menu|<Shift>F10"),
                                                          gtk_callback_action_new (on_menu_key,
                                                                                   self,
                                                                                   NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->rows), keys);
  cue_ticker_attach (GTK_WIDGET (self), on_second_passed);
}

/**
 * cue_access_list_set_view:
 * @self: a list
 * @view: (nullable): what to show
 *
 * Chooses whose rows are shown. The list begins at the top.
 */
void
cue_access_list_set_view (CueAccessList *self, CueAccessView *view)
{
  g_return_if_fail (CUE_IS_ACCESS_LIST (self));

  if (self->view == view)
    return;

  if (self->view != NULL) {
    g_signal_handlers_disconnect_by_data (get_model (self), self);
    g_signal_handlers_disconnect_by_data (cue_access_view_get_filter (self->view), self);
    g_signal_handlers_disconnect_by_data (cue_access_view_get_filtered (self->view), self);
    g_signal_handlers_disconnect_by_data (cue_access_view_get_last_look (self->view), self);
    g_signal_handlers_disconnect_by_data (cue_access_view_get_zones (self->view), self);
    g_signal_handlers_disconnect_by_data (self->view, self);
  }

  g_clear_handle_id (&self->settle_id, g_source_remove);

  /* NULL when the template is being taken down. */
  if (self->rows != NULL)
    gtk_list_view_set_model (self->rows, NULL);

  g_set_object (&self->view, view);
  self->following = TRUE;
  self->refilter = FALSE;
  self->unplaced = FALSE;

  if (view == NULL)
    return;

  gtk_list_view_set_model (self->rows, GTK_SELECTION_MODEL (get_model (self)));
  g_signal_connect (get_model (self), "items-changed", G_CALLBACK (on_items_changed), self);
  g_signal_connect_swapped (cue_access_view_get_filter (view),
                            "changed",
                            G_CALLBACK (on_filter_changed),
                            self);
  g_signal_connect_swapped (cue_access_view_get_filtered (view),
                            "notify::held",
                            G_CALLBACK (settle_later),
                            self);
  g_signal_connect_swapped (view, "notify::hide-names", G_CALLBACK (dress_all), self);
  g_signal_connect_swapped (cue_access_view_get_last_look (view),
                            "notify::wall-us",
                            G_CALLBACK (dress_all),
                            self);
  g_signal_connect_swapped (cue_access_view_get_zones (view),
                            "notify",
                            G_CALLBACK (on_zones_changed),
                            self);
  g_signal_connect_swapped (view, "notify::paused", G_CALLBACK (settle_later), self);
  g_signal_connect_swapped (view, "noted", G_CALLBACK (dress_all), self);
  update_zones (self);
  update_stack (self);
  update_pill (self);
}

/**
 * cue_access_list_show_newest:
 * @self: a list
 *
 * Goes to the top and follows from there, also when new rows were held back.
 */
void
cue_access_list_show_newest (CueAccessList *self)
{
  g_return_if_fail (CUE_IS_ACCESS_LIST (self));

  if (self->view == NULL)
    return;

  self->following = TRUE;
  cue_access_view_set_paused (self->view, FALSE);
  settle_later (self);
}

/**
 * cue_access_list_show_selected:
 * @self: a list
 *
 * Scrolls to the selected row, or to where it would be.
 */
void
cue_access_list_show_selected (CueAccessList *self)
{
  guint position;

  g_return_if_fail (CUE_IS_ACCESS_LIST (self));

  if (self->view == NULL || !cue_id_rows_find_nearest (cue_access_view_get_rows (self->view),
                                                       cue_id_rows_get_selected_id (
                                                         cue_access_view_get_rows (self->view)),
                                                       &position))
    return;

  self->following = FALSE;
  scroll_to (self, position);
  update_pill (self);
}

/**
 * cue_access_list_is_following:
 * @self: a list
 *
 * Returns: whether new rows appear by themselves
 */
gboolean
cue_access_list_is_following (CueAccessList *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_LIST (self), FALSE);

  return self->following && (self->view == NULL || !cue_access_view_get_paused (self->view));
}

/**
 * cue_access_list_get_n_new:
 * @self: a list
 *
 * Returns: how many rows came that were not at the top of the list yet
 */
guint
cue_access_list_get_n_new (CueAccessList *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_LIST (self), 0);

  return self->n_new;
}
