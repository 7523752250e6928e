// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-on-air-page.h"

#include "cue-changes-panel.h"
#include "cue-columns.h"
#include "cue-countdown-panel.h"
#include "cue-phone-screen.h"
#include "cue-player-view.h"
#include "cue-polls-panel.h"
#include "cue-sources-panel.h"
#include "cue-state-panel.h"

/**
 * CueOnAirPage:
 *
 * The page that answers at one glance: are we live, is the stream healthy, when does it start, what
 * does the phone show. It only arranges panels and hands them the event. Main thread only.
 */
struct _CueOnAirPage {
  AdwBin parent_instance;

  CueStatePanel     *state;
  CueCountdownPanel *countdown;
  CuePlayerView     *player;
  CuePollsPanel     *polls;
  CueSourcesPanel   *sources;
  CuePhoneScreen    *phone;
  CueChangesPanel   *changes;
};

G_DEFINE_FINAL_TYPE (CueOnAirPage, cue_on_air_page, ADW_TYPE_BIN)

static void
cue_on_air_page_class_init (CueOnAirPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CUE_TYPE_CHANGES_PANEL);
  g_type_ensure (CUE_TYPE_COLUMNS);
  g_type_ensure (CUE_TYPE_COUNTDOWN_PANEL);
  g_type_ensure (CUE_TYPE_PHONE_SCREEN);
  g_type_ensure (CUE_TYPE_PLAYER_VIEW);
  g_type_ensure (CUE_TYPE_POLLS_PANEL);
  g_type_ensure (CUE_TYPE_SOURCES_PANEL);
  g_type_ensure (CUE_TYPE_STATE_PANEL);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-on-air-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CueOnAirPage, state);
  gtk_widget_class_bind_template_child (widget_class, CueOnAirPage, countdown);
  gtk_widget_class_bind_template_child (widget_class, CueOnAirPage, player);
  gtk_widget_class_bind_template_child (widget_class, CueOnAirPage, polls);
  gtk_widget_class_bind_template_child (widget_class, CueOnAirPage, sources);
  gtk_widget_class_bind_template_child (widget_class, CueOnAirPage, phone);
  gtk_widget_class_bind_template_child (widget_class, CueOnAirPage, changes);
}

static void
cue_on_air_page_init (CueOnAirPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * cue_on_air_page_set_session:
 * @self: the page
 * @session: (nullable): the event to show
 *
 * Chooses the event of the page.
 */
void
cue_on_air_page_set_session (CueOnAirPage *self, CueEventSession *session)
{
  g_return_if_fail (CUE_IS_ON_AIR_PAGE (self));

  cue_state_panel_set_session (self->state, session);
  cue_countdown_panel_set_session (self->countdown, session);
  cue_player_view_set_session (self->player, session);
  cue_polls_panel_set_session (self->polls, session);
  cue_sources_panel_set_session (self->sources, session);
  cue_phone_screen_set_scene (self->phone,
                              session != NULL ? cue_event_session_get_scene (session) : NULL);
  cue_changes_panel_set_session (self->changes, session);
}

/**
 * cue_on_air_page_set_settings:
 * @self: the page
 * @settings: the preferences
 *
 * Lets the page follow whether names of persons are hidden. To be called once.
 */
void
cue_on_air_page_set_settings (CueOnAirPage *self, GSettings *settings)
{
  g_return_if_fail (CUE_IS_ON_AIR_PAGE (self));
  g_return_if_fail (G_IS_SETTINGS (settings));

  g_settings_bind (settings, "hide-names", self->changes, "hide-names", G_SETTINGS_BIND_GET);
}

/**
 * cue_on_air_page_set_show_details:
 * @self: the page
 * @show: whether technical figures are shown
 *
 * Shows or hides what a producer does not need at a glance.
 */
void
cue_on_air_page_set_show_details (CueOnAirPage *self, gboolean show)
{
  g_return_if_fail (CUE_IS_ON_AIR_PAGE (self));

  cue_player_view_set_show_facts (self->player, show);
  gtk_widget_set_visible (GTK_WIDGET (self->polls), show);
}
