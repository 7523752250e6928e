// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <glib-object.h>

#include "cue-access-alarm-row.h"
#include "cue-access-alarms.h"
#include "cue-access-details.h"
#include "cue-access-door-row.h"
#include "cue-access-doors-panel.h"
#include "cue-access-filter-bar.h"
#include "cue-access-headings.h"
#include "cue-access-health.h"
#include "cue-access-list.h"
#include "cue-access-page.h"
#include "cue-access-range.h"
#include "cue-answer-window.h"
#include "cue-change-row.h"
#include "cue-changes-panel.h"
#include "cue-columns.h"
#include "cue-countdown-panel.h"
#include "cue-doors-form.h"
#include "cue-field-message.h"
#include "cue-figure.h"
#include "cue-level-meter.h"
#include "cue-on-air-page.h"
#include "cue-phone-screen.h"
#include "cue-picture-window.h"
#include "cue-player-facts.h"
#include "cue-player-view.h"
#include "cue-poll-strip.h"
#include "cue-polls-panel.h"
#include "cue-preferences-window.h"
#include "cue-problem-row.h"
#include "cue-problems-bar.h"
#include "cue-problems-window.h"
#include "cue-profile-form.h"
#include "cue-profile-window.h"
#include "cue-ratio-bin.h"
#include "cue-sidebar-row.h"
#include "cue-sidebar.h"
#include "cue-source-row.h"
#include "cue-sources-panel.h"
#include "cue-state-panel.h"
#include "cue-test-row.h"
#include "cue-ui.h"
#include "cue-welcome-page.h"
#include "cue-window.h"

/* Loaded into gtk4-builder-tool, so that it knows the types that the templates name. */
__attribute__ ((constructor)) static void
make_types_known (void)
{
  cue_ui_init ();
  g_type_ensure (CUE_TYPE_ACCESS_ALARM_ROW);
  g_type_ensure (CUE_TYPE_ACCESS_ALARMS);
  g_type_ensure (CUE_TYPE_ACCESS_DETAILS);
  g_type_ensure (CUE_TYPE_ACCESS_DOOR_ROW);
  g_type_ensure (CUE_TYPE_ACCESS_DOORS_PANEL);
  g_type_ensure (CUE_TYPE_ACCESS_FILTER_BAR);
  g_type_ensure (CUE_TYPE_ACCESS_HEADINGS);
  g_type_ensure (CUE_TYPE_ACCESS_HEALTH);
  g_type_ensure (CUE_TYPE_ACCESS_LIST);
  g_type_ensure (CUE_TYPE_ACCESS_PAGE);
  g_type_ensure (CUE_TYPE_ACCESS_RANGE);
  g_type_ensure (CUE_TYPE_ANSWER_WINDOW);
  g_type_ensure (CUE_TYPE_CHANGE_ROW);
  g_type_ensure (CUE_TYPE_CHANGES_PANEL);
  g_type_ensure (CUE_TYPE_COLUMNS);
  g_type_ensure (CUE_TYPE_COUNTDOWN_PANEL);
  g_type_ensure (CUE_TYPE_DOORS_FORM);
  g_type_ensure (CUE_TYPE_FIELD_MESSAGE);
  g_type_ensure (CUE_TYPE_FIGURE);
  g_type_ensure (CUE_TYPE_LEVEL_METER);
  g_type_ensure (CUE_TYPE_ON_AIR_PAGE);
  g_type_ensure (CUE_TYPE_PHONE_SCREEN);
  g_type_ensure (CUE_TYPE_PICTURE_WINDOW);
  g_type_ensure (CUE_TYPE_PLAYER_FACTS);
  g_type_ensure (CUE_TYPE_PLAYER_VIEW);
  g_type_ensure (CUE_TYPE_POLL_STRIP);
  g_type_ensure (CUE_TYPE_POLLS_PANEL);
  g_type_ensure (CUE_TYPE_PREFERENCES_WINDOW);
  g_type_ensure (CUE_TYPE_PROBLEM_ROW);
  g_type_ensure (CUE_TYPE_PROBLEMS_BAR);
  g_type_ensure (CUE_TYPE_PROBLEMS_WINDOW);
  g_type_ensure (CUE_TYPE_PROFILE_FORM);
  g_type_ensure (CUE_TYPE_PROFILE_WINDOW);
  g_type_ensure (CUE_TYPE_RATIO_BIN);
  g_type_ensure (CUE_TYPE_SIDEBAR);
  g_type_ensure (CUE_TYPE_SIDEBAR_ROW);
  g_type_ensure (CUE_TYPE_SOURCE_ROW);
  g_type_ensure (CUE_TYPE_SOURCES_PANEL);
  g_type_ensure (CUE_TYPE_STATE_PANEL);
  g_type_ensure (CUE_TYPE_TEST_ROW);
  g_type_ensure (CUE_TYPE_WELCOME_PAGE);
  g_type_ensure (CUE_TYPE_WINDOW);
}
