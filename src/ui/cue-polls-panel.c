// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-polls-panel.h"

#include "cue-poll-strip.h"

/**
 * CuePollsPanel:
 *
 * The strip of the last polls with a line that says what the chosen one was. Main thread only.
 */
struct _CuePollsPanel {
  AdwBin parent_instance;

  CueEventSession *session; /* owned; may be NULL */

  GtkLabel     *caption;
  CuePollStrip *strip;
};

G_DEFINE_FINAL_TYPE (CuePollsPanel, cue_polls_panel, ADW_TYPE_BIN)

static void
update_caption (CuePollsPanel *self)
{
  g_autofree char *line = g_strdup (cue_poll_strip_get_caption (self->strip));

  gtk_label_set_label (self->caption, g_strdelimit (line, "\n", ' '));
}

static void
cue_polls_panel_dispose (GObject *object)
{
  g_clear_object (&CUE_POLLS_PANEL (object)->session);

  G_OBJECT_CLASS (cue_polls_panel_parent_class)->dispose (object);
}

static void
cue_polls_panel_class_init (CuePollsPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_polls_panel_dispose;

  g_type_ensure (CUE_TYPE_POLL_STRIP);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-polls-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, CuePollsPanel, caption);
  gtk_widget_class_bind_template_child (widget_class, CuePollsPanel, strip);
}

static void
cue_polls_panel_init (CuePollsPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->strip, "notify::caption", G_CALLBACK (update_caption), self);
  update_caption (self);
}

/**
 * cue_polls_panel_set_session:
 * @self: a panel
 * @session: (nullable): the event to show
 *
 * Chooses whose polls are shown.
 */
void
cue_polls_panel_set_session (CuePollsPanel *self, CueEventSession *session)
{
  CueMonitor *monitor;

  g_return_if_fail (CUE_IS_POLLS_PANEL (self));

  if (!g_set_object (&self->session, session))
    return;

  monitor = session != NULL ? cue_event_session_get_monitor (session) : NULL;
  cue_poll_strip_set_polls (self->strip,
                            monitor != NULL
                              ? cue_engine_poller_get_polls (cue_monitor_get_poller (monitor))
                              : NULL);
}
