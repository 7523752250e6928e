// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-sources-panel.h"

#include "cue-source-row.h"

/**
 * CueSourcesPanel:
 *
 * The health of each source of an event, one row each. Main thread only.
 */
struct _CueSourcesPanel {
  AdwBin parent_instance;

  CueEventSession *session; /* owned; may be NULL */

  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (CueSourcesPanel, cue_sources_panel, ADW_TYPE_BIN)

static GtkWidget *
create_row (gpointer source, gpointer clock)
{
  return cue_source_row_new (CUE_SOURCE_HEALTH (source), CUE_CLOCK (clock));
}

static void
cue_sources_panel_dispose (GObject *object)
{
  g_clear_object (&CUE_SOURCES_PANEL (object)->session);

  G_OBJECT_CLASS (cue_sources_panel_parent_class)->dispose (object);
}

static void
cue_sources_panel_class_init (CueSourcesPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_sources_panel_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-sources-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, CueSourcesPanel, list);
}

static void
cue_sources_panel_init (CueSourcesPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * cue_sources_panel_set_session:
 * @self: a panel
 * @session: (nullable): the event to show
 *
 * Chooses whose sources are shown.
 */
void
cue_sources_panel_set_session (CueSourcesPanel *self, CueEventSession *session)
{
  CueMonitor *monitor;

  g_return_if_fail (CUE_IS_SOURCES_PANEL (self));

  if (!g_set_object (&self->session, session))
    return;

  monitor = session != NULL ? cue_event_session_get_monitor (session) : NULL;

  if (monitor != NULL)
    gtk_list_box_bind_model (self->list,
                             cue_monitor_get_sources (monitor),
                             create_row,
                             g_object_ref (cue_monitor_get_clock (monitor)),
                             g_object_unref);
  else
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
}
