// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-sidebar-row.h"

#include <glib/gi18n-lib.h>

#include "cue-brief-bin.h"
#include "cue-figure.h"
#include "cue-format.h"
#include "cue-problem-words.h"
#include "cue-state-style.h"
#include "cue-ticker.h"
#include "cue-time.h"
#include "cue-title-layout.h"

/**
 * CueSidebarRow:
 *
 * One event in the sidebar: shape and word of its state, its name, the countdown or the time in
 * state, and either how many problems it has or how fresh its last answer is. Main thread only.
 */
struct _CueSidebarRow {
  GtkListBoxRow parent_instance;

  CueEventSession *session; /* owned */
  CueCountdown    *watched; /* owned; ticks while the row can be seen; may be NULL */

  GtkImage  *icon;
  GtkLabel  *name;
  GtkLabel  *word;
  CueFigure *time;
  GtkWidget *health;
  GtkImage  *health_icon;
  CueFigure *health_words;
  CueFigure *health_number; /* the same where the words do not fit beside the name */
};

G_DEFINE_FINAL_TYPE (CueSidebarRow, cue_sidebar_row, GTK_TYPE_LIST_BOX_ROW)

static CueMonitor *
get_monitor (CueSidebarRow *self)
{
  return cue_event_session_get_monitor (self->session);
}

static guint
count_problems (CueSidebarRow *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (cue_monitor_get_problems (get_monitor (self))));
}

static gboolean
shows_countdown (CueSidebarRow *self)
{
  switch (cue_countdown_get_phase (cue_monitor_get_countdown (get_monitor (self)))) {
  case CUE_COUNTDOWN_RUNNING:
  case CUE_COUNTDOWN_ENDED:
  case CUE_COUNTDOWN_OVER:
    return TRUE;
  case CUE_COUNTDOWN_HIDDEN:
  case CUE_COUNTDOWN_NONE:
  default:
    return FALSE;
  }
}

static void
update_countdown (CueSidebarRow *self)
{
  if (shows_countdown (self))
    cue_figure_set_text (self->time,
                         cue_countdown_get_text (cue_monitor_get_countdown (get_monitor (self))));
}

/* How many there are does not say how bad they are: the worst is named, as it is by then. */
static gboolean
on_tooltip_asked (GtkWidget     *widget,
                  int            x,
                  int            y,
                  gboolean       keyboard,
                  GtkTooltip    *tooltip,
                  CueSidebarRow *self)
{
  g_autoptr (CueProblem) worst =
    cue_problem_words_find_worst (G_LIST_MODEL (cue_monitor_get_problems (get_monitor (self))));

  g_autofree char *issues = NULL;
  g_autofree char *text = NULL;

  if (worst == NULL)
    return FALSE;

  issues = cue_format_issue_count (count_problems (self));
  text = g_strdup_printf ("%s\n%s", issues, cue_problem_get_title (worst));
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
set_health (CueSidebarRow *self, const char *words, const char *number)
{
  cue_figure_set_text (self->health_words, words);
  cue_figure_set_text (self->health_number, number);
}

static void
update_times (GtkWidget *widget)
{
  CueSidebarRow *self = CUE_SIDEBAR_ROW (widget);
  gint64         in_state = cue_event_session_get_time_in_state (self->session);

  if (!shows_countdown (self)) {
    g_autofree char *text = in_state >= 0 ? cue_time_format_duration (in_state, CUE_DURATION_SHORT)
                                          : NULL;

    cue_figure_set_text (self->time, text);
  }

  if (count_problems (self) == 0) {
    g_autofree char *age = cue_format_age (cue_event_session_get_age (self->session));

    set_health (self, age, age);
  }
}

static void
update_label (CueSidebarRow *self)
{
  g_autofree char *issues = count_problems (self) > 0
                              ? cue_format_issue_count (count_problems (self))
                              : g_strdup (_ ("no issues"));
  /* Translators: an event in the sidebar for a screen reader: name, state, how many issues */
  g_autofree char *label = g_strdup_printf (_ ("%s, %s, %s"),
                                            cue_monitor_get_title (get_monitor (self)),
                                            gtk_label_get_label (self->word),
                                            issues);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
update_health (CueSidebarRow *self)
{
  CueHealth health = cue_monitor_get_severity (get_monitor (self));
  guint     n_problems = count_problems (self);

  if (n_problems > 0) {
    g_autofree char *words = cue_format_issue_count (n_problems);
    g_autofree char *number = g_strdup_printf ("%u", n_problems);

    set_health (self, words, number);
    cue_health_style_apply (self->health, health);
  } else
    cue_health_style_apply (self->health, CUE_HEALTH_IDLE);

  gtk_widget_set_visible (GTK_WIDGET (self->health_icon), n_problems > 0);
  gtk_image_set_from_icon_name (self->health_icon, cue_health_style_get_icon (health));
  update_times (GTK_WIDGET (self));
  update_label (self);
}

static void
update_state (CueSidebarRow *self)
{
  CuePlayerState   state = cue_event_session_get_player_state (self->session);
  g_autofree char *words = cue_event_session_get_state_words (self->session);

  gtk_image_set_from_icon_name (self->icon, cue_state_style_get_icon (state));
  cue_state_style_apply (GTK_WIDGET (self->icon), state);
  cue_state_style_apply (GTK_WIDGET (self->word), state);
  gtk_label_set_label (self->word, words);
  update_countdown (self);
  update_times (GTK_WIDGET (self));
  update_label (self);
}

static void
update_title (CueSidebarRow *self)
{
  const char *title = cue_monitor_get_title (get_monitor (self));

  gtk_label_set_label (self->name, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name), title);
  update_label (self);
}

static void
watch (CueSidebarRow *self, CueCountdown *countdown)
{
  if (self->watched != NULL)
    cue_countdown_unwatch (self->watched);

  g_set_object (&self->watched, countdown);

  if (countdown != NULL)
    cue_countdown_watch (countdown);
}

static void
cue_sidebar_row_map (GtkWidget *widget)
{
  CueSidebarRow *self = CUE_SIDEBAR_ROW (widget);

  GTK_WIDGET_CLASS (cue_sidebar_row_parent_class)->map (widget);
  watch (self, cue_monitor_get_countdown (get_monitor (self)));
  update_countdown (self);
}

static void
cue_sidebar_row_unmap (GtkWidget *widget)
{
  watch (CUE_SIDEBAR_ROW (widget), NULL);
  GTK_WIDGET_CLASS (cue_sidebar_row_parent_class)->unmap (widget);
}

static void
cue_sidebar_row_dispose (GObject *object)
{
  CueSidebarRow *self = CUE_SIDEBAR_ROW (object);

  watch (self, NULL);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (cue_sidebar_row_parent_class)->dispose (object);
}

static void
cue_sidebar_row_class_init (CueSidebarRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_sidebar_row_dispose;
  widget_class->map = cue_sidebar_row_map;
  widget_class->unmap = cue_sidebar_row_unmap;

  g_type_ensure (CUE_TYPE_BRIEF_BIN);
  g_type_ensure (CUE_TYPE_FIGURE);
  g_type_ensure (CUE_TYPE_TITLE_LAYOUT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-sidebar-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CueSidebarRow, icon);
  gtk_widget_class_bind_template_child (widget_class, CueSidebarRow, name);
  gtk_widget_class_bind_template_child (widget_class, CueSidebarRow, word);
  gtk_widget_class_bind_template_child (widget_class, CueSidebarRow, time);
  gtk_widget_class_bind_template_child (widget_class, CueSidebarRow, health);
  gtk_widget_class_bind_template_child (widget_class, CueSidebarRow, health_icon);
  gtk_widget_class_bind_template_child (widget_class, CueSidebarRow, health_words);
  gtk_widget_class_bind_template_child (widget_class, CueSidebarRow, health_number);
}

static void
cue_sidebar_row_init (CueSidebarRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_has_tooltip (self->health, TRUE);
  g_signal_connect_object (self->health, "query-tooltip", G_CALLBACK (on_tooltip_asked), self, 0);
}

/**
 * cue_sidebar_row_new:
 * @session: the event
 *
 * Returns: (transfer floating): a row that follows @session
 */
GtkWidget *
cue_sidebar_row_new (CueEventSession *session)
{
  CueSidebarRow *self;
  CueMonitor    *monitor;

  g_return_val_if_fail (CUE_IS_EVENT_SESSION (session), NULL);

  self = g_object_new (CUE_TYPE_SIDEBAR_ROW, NULL);
  self->session = g_object_ref (session);
  monitor = get_monitor (self);

  g_signal_connect_object (monitor,
                           "notify::state",
                           G_CALLBACK (update_state),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (monitor,
                           "notify::title",
                           G_CALLBACK (update_title),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (monitor,
                           "notify::severity",
                           G_CALLBACK (update_health),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (cue_monitor_get_problems (monitor),
                           "items-changed",
                           G_CALLBACK (update_health),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (cue_monitor_get_countdown (monitor),
                           "notify::text",
                           G_CALLBACK (update_countdown),
                           self,
                           G_CONNECT_SWAPPED);
  update_title (self);
  update_state (self);
  update_health (self);
  cue_ticker_attach (GTK_WIDGET (self), update_times);
  return GTK_WIDGET (self);
}

/**
 * cue_sidebar_row_get_session:
 * @self: a row
 *
 * Returns: (transfer none): the event
 */
CueEventSession *
cue_sidebar_row_get_session (CueSidebarRow *self)
{
  g_return_val_if_fail (CUE_IS_SIDEBAR_ROW (self), NULL);

  return self->session;
}
