// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-state-panel.h"

#include <glib/gi18n-lib.h>

#include "cue-answer-window.h"
#include "cue-figure.h"
#include "cue-format.h"
#include "cue-state-style.h"
#include "cue-ticker.h"
#include "cue-time.h"

/**
 * CueStatePanel:
 *
 * The state of an event as a shape and a large word, how long it has been in that state and, when
 * the last good answer is too old, how old it is. Fields that nobody knows are counted; the count
 * opens the answer. Main thread only.
 */
struct _CueStatePanel {
  AdwBin parent_instance;

  CueEventSession *session;         /* owned; may be NULL */
  GSignalGroup    *monitor_signals; /* owned */
  GSignalGroup    *poller_signals;  /* owned */

  GtkImage  *icon;
  GtkLabel  *word;
  CueFigure *time;
  GtkWidget *stale;
  CueFigure *stale_age;
  GtkButton *hint;
};

G_DEFINE_FINAL_TYPE (CueStatePanel, cue_state_panel, ADW_TYPE_BIN)

static void
update_times (GtkWidget *widget)
{
  CueStatePanel   *self = CUE_STATE_PANEL (widget);
  gboolean         stale;
  g_autofree char *time = NULL;
  g_autofree char *words = NULL;

  if (self->session == NULL)
    return;

  stale = cue_event_session_is_stale (self->session);
  gtk_widget_set_visible (self->stale, stale);

  if (cue_event_session_get_time_in_state (self->session) >= 0) {
    time = cue_time_format_duration (cue_event_session_get_time_in_state (self->session),
                                     CUE_DURATION_SHORT);
    /* Translators: how long an event has been in its state, such as “for 12:34” */
    words = g_strdup_printf (_ ("for %s"), time);
  } else
    words = g_strdup (_ ("Waiting for the Event Engine"));

  cue_figure_set_text (self->time, words);

  if (stale) {
    g_autofree char *age = cue_format_age (cue_event_session_get_age (self->session));
    /* Translators: %s is an age such as “42 s ago” */
    g_autofree char *text = g_strdup_printf (_ ("Old: last good answer %s"), age);

    cue_figure_set_text (self->stale_age, text);
  }
}

static void
update_hint (CueStatePanel *self)
{
  CueEngineState *state = NULL;
  guint           n;

  if (self->session != NULL)
    state = cue_monitor_get_state (cue_event_session_get_monitor (self->session));

  n = cue_answer_window_count_unknown (state);
  gtk_widget_set_visible (GTK_WIDGET (self->hint), n > 0);

  if (n > 0) {
    g_autofree char *words =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u unknown field", "%u unknown fields", n),
                       n);

    gtk_button_set_label (self->hint, words);
  }
}

static void
update_state (CueStatePanel *self)
{
  CuePlayerState   state = CUE_PLAYER_STATE_UNKNOWN;
  g_autofree char *words = NULL;

  if (self->session != NULL) {
    state = cue_event_session_get_player_state (self->session);
    words = cue_event_session_get_state_words (self->session);
  }

  gtk_image_set_from_icon_name (self->icon, cue_state_style_get_icon (state));
  gtk_label_set_label (self->word, words != NULL ? words : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->word), words);
  cue_state_style_apply (GTK_WIDGET (self->icon), state);
  cue_state_style_apply (GTK_WIDGET (self->word), state);
  update_hint (self);
  update_times (GTK_WIDGET (self));
}

static void
cue_state_panel_dispose (GObject *object)
{
  CueStatePanel *self = CUE_STATE_PANEL (object);

  g_clear_object (&self->monitor_signals);
  g_clear_object (&self->poller_signals);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (cue_state_panel_parent_class)->dispose (object);
}

static void
cue_state_panel_class_init (CueStatePanelClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cue_state_panel_dispose;

  g_type_ensure (CUE_TYPE_FIGURE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-state-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, CueStatePanel, icon);
  gtk_widget_class_bind_template_child (widget_class, CueStatePanel, word);
  gtk_widget_class_bind_template_child (widget_class, CueStatePanel, time);
  gtk_widget_class_bind_template_child (widget_class, CueStatePanel, stale);
  gtk_widget_class_bind_template_child (widget_class, CueStatePanel, stale_age);
  gtk_widget_class_bind_template_child (widget_class, CueStatePanel, hint);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
cue_state_panel_init (CueStatePanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("State of the event"),
                                  -1);

  self->monitor_signals = g_signal_group_new (CUE_TYPE_MONITOR);
  g_signal_group_connect_swapped (self->monitor_signals,
                                  "notify::state",
                                  G_CALLBACK (update_state),
                                  self);
  self->poller_signals = g_signal_group_new (CUE_TYPE_ENGINE_POLLER);
  g_signal_group_connect_swapped (self->poller_signals, "polled", G_CALLBACK (update_times), self);
  cue_ticker_attach (GTK_WIDGET (self), update_times);
}

/**
 * cue_state_panel_set_session:
 * @self: a panel
 * @session: (nullable): the event to show
 *
 * Chooses whose state is shown.
 */
void
cue_state_panel_set_session (CueStatePanel *self, CueEventSession *session)
{
  CueMonitor *monitor;

  g_return_if_fail (CUE_IS_STATE_PANEL (self));

  if (!g_set_object (&self->session, session))
    return;

  monitor = session != NULL ? cue_event_session_get_monitor (session) : NULL;
  g_signal_group_set_target (self->monitor_signals, monitor);
  g_signal_group_set_target (self->poller_signals,
                             monitor != NULL ? cue_monitor_get_poller (monitor) : NULL);
  update_state (self);
}
