// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-countdown-panel.h"

#include <glib/gi18n-lib.h>

#include "cue-figure.h"
#include "cue-format.h"
#include "cue-time.h"

/**
 * CueCountdownPanel:
 *
 * The countdown in large digits, what it counts to, and how far the clock of this computer is off.
 *
 * The countdown ticks only while the panel can be seen, and a tick redraws the digits alone. The
 * end message and the time over come from the countdown itself (Event Engine State API,
 * “countdown”). Main thread only.
 */
struct _CueCountdownPanel {
  AdwBin parent_instance;

  CueEventSession *session;           /* owned; may be NULL */
  CueCountdown    *watched;           /* owned; the countdown that ticks for us; may be NULL */
  GSignalGroup    *countdown_signals; /* owned */
  GSignalGroup    *offset_signals;    /* owned */
  GSignalGroup    *poller_signals;    /* owned */

  CueFigure *digits;
  GtkLabel  *message;
  GtkLabel  *offset;
};

G_DEFINE_FINAL_TYPE (CueCountdownPanel, cue_countdown_panel, ADW_TYPE_BIN)

static CueCountdown *
get_countdown (CueCountdownPanel *self)
{
  return self->session != NULL
           ? cue_monitor_get_countdown (cue_event_session_get_monitor (self->session))
           : NULL;
}

static void
set_label (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && text[0] != '\0');
  gtk_widget_set_tooltip_text (GTK_WIDGET (label), text);
}

static char *
describe_end (CueCountdownPanel *self)
{
  CueEngineState  *state = cue_monitor_get_state (cue_event_session_get_monitor (self->session));
  g_autofree char *time = NULL;

  if (state == NULL || !cue_engine_state_has_countdown (state))
    return NULL;

  time = cue_time_format_time_of_day (cue_engine_state_get_countdown_end (state));

  switch (cue_countdown_get_phase (get_countdown (self))) {
  case CUE_COUNTDOWN_HIDDEN:
    /* Translators: %s is a time of day */
    return g_strdup_printf (_ ("Not shown to the audience · ends at %s"), time);
  case CUE_COUNTDOWN_RUNNING:
    /* Translators: %s is a time of day */
    return g_strdup_printf (_ ("Ends at %s"), time);
  case CUE_COUNTDOWN_ENDED:
  case CUE_COUNTDOWN_OVER: {
    const char *message = cue_countdown_get_message (get_countdown (self));

    if (message != NULL && message[0] != '\0')
      /* Translators: the end message of a countdown, then a time of day */
      return g_strdup_printf (_ ("%s · ended at %s"), message, time);

    /* Translators: %s is a time of day */
    return g_strdup_printf (_ ("Ended at %s"), time);
  }
  case CUE_COUNTDOWN_NONE:
  default:
    return NULL;
  }
}

static void
update_text (CueCountdownPanel *self)
{
  CueCountdown *countdown = get_countdown (self);
  const char   *text = countdown != NULL ? cue_countdown_get_text (countdown) : NULL;

  if (text == NULL || text[0] == '\0')
    /* Translators: stands where a countdown would be when the event has none */
    text = _ ("No countdown");

  cue_figure_set_text (self->digits, text);
}

static void
update_phase (CueCountdownPanel *self)
{
  CueCountdown     *countdown = get_countdown (self);
  CueCountdownPhase phase = countdown != NULL ? cue_countdown_get_phase (countdown)
                                              : CUE_COUNTDOWN_NONE;
  GtkWidget        *digits = GTK_WIDGET (self->digits);
  g_autofree char  *end = self->session != NULL ? describe_end (self) : NULL;

  static const struct {
    CueCountdownPhase phase;
    const char       *css_class;
  } styles[] = {
    { CUE_COUNTDOWN_NONE, "none" },
    { CUE_COUNTDOWN_HIDDEN, "hidden" },
    { CUE_COUNTDOWN_ENDED, "ended" },
    { CUE_COUNTDOWN_OVER, "over" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++) {
    if (styles[i].phase == phase)
      gtk_widget_add_css_class (digits, styles[i].css_class);
    else
      gtk_widget_remove_css_class (digits, styles[i].css_class);
  }

  set_label (self->message, end);
  update_text (self);
}

static void
update_offset (CueCountdownPanel *self)
{
  CueClockOffset *offset =
    self->session != NULL
      ? cue_monitor_get_clock_offset (cue_event_session_get_monitor (self->session))
      : NULL;
  g_autofree char *words = offset != NULL && cue_clock_offset_is_known (offset)
                             ? cue_clock_offset_to_words (offset)
                             : NULL;

  set_label (self->offset, words);
}

static void
update_all (CueCountdownPanel *self)
{
  update_phase (self);
  update_offset (self);
}

static void
watch (CueCountdownPanel *self, CueCountdown *countdown)
{
  if (self->watched == countdown)
    return;

  if (self->watched != NULL)
    cue_countdown_unwatch (self->watched);

  g_set_object (&self->watched, countdown);

  if (countdown != NULL)
    cue_countdown_watch (countdown);
}

static void
cue_countdown_panel_map (GtkWidget *widget)
{
  CueCountdownPanel *self = CUE_COUNTDOWN_PANEL (widget);

  GTK_WIDGET_CLASS (cue_countdown_panel_parent_class)->map (widget);
  watch (self, get_countdown (self));
  update_all (self);
}

static void
cue_countdown_panel_unmap (GtkWidget *widget)
{
  watch (CUE_COUNTDOWN_PANEL (widget), NULL);
  GTK_WIDGET_CLASS (cue_countdown_panel_parent_class)->unmap (widget);
}

static void
cue_countdown_panel_dispose (GObject *object)
{
  CueCountdownPanel *self = CUE_COUNTDOWN_PANEL (object);

  watch (self, NULL);
  g_clear_object (&self->countdown_signals);
  g_clear_object (&self->offset_signals);
  g_clear_object (&self->poller_signals);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (cue_countdown_panel_parent_class)->dispose (object);
}

static void
cue_countdown_panel_class_init (CueCountdownPanelClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cue_countdown_panel_dispose;
  widget_class->map = cue_countdown_panel_map;
  widget_class->unmap = cue_countdown_panel_unmap;

  g_type_ensure (CUE_TYPE_FIGURE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-countdown-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, CueCountdownPanel, digits);
  gtk_widget_class_bind_template_child (widget_class, CueCountdownPanel, message);
  gtk_widget_class_bind_template_child (widget_class, CueCountdownPanel, offset);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
cue_countdown_panel_init (CueCountdownPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Countdown"),
                                  -1);

  self->countdown_signals = g_signal_group_new (CUE_TYPE_COUNTDOWN);
  g_signal_group_connect_swapped (self->countdown_signals,
                                  "notify::text",
                                  G_CALLBACK (update_text),
                                  self);
  g_signal_group_connect_swapped (self->countdown_signals,
                                  "notify::phase",
                                  G_CALLBACK (update_phase),
                                  self);
  self->offset_signals = g_signal_group_new (CUE_TYPE_CLOCK_OFFSET);
  g_signal_group_connect_swapped (self->offset_signals, "notify", G_CALLBACK (update_offset), self);
  self->poller_signals = g_signal_group_new (CUE_TYPE_ENGINE_POLLER);
  g_signal_group_connect_swapped (self->poller_signals, "changed", G_CALLBACK (update_phase), self);
}

/**
 * cue_countdown_panel_set_session:
 * @self: a panel
 * @session: (nullable): the event to show
 *
 * Chooses whose countdown is shown.
 */
void
cue_countdown_panel_set_session (CueCountdownPanel *self, CueEventSession *session)
{
  CueMonitor *monitor;

  g_return_if_fail (CUE_IS_COUNTDOWN_PANEL (self));

  if (!g_set_object (&self->session, session))
    return;

  monitor = session != NULL ? cue_event_session_get_monitor (session) : NULL;
  g_signal_group_set_target (self->countdown_signals, get_countdown (self));
  g_signal_group_set_target (self->offset_signals,
                             monitor != NULL ? cue_monitor_get_clock_offset (monitor) : NULL);
  g_signal_group_set_target (self->poller_signals,
                             monitor != NULL ? cue_monitor_get_poller (monitor) : NULL);

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    watch (self, get_countdown (self));

  update_all (self);
}
