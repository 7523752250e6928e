// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-state-style.h"

#include <glib/gi18n-lib.h>

/* The one table that gives each state its shape and its colour. The word comes from the library
 * that owns the enumeration. Every place in the window uses these, so that a shape means one thing.
 */

static const struct {
  const char *icon;
  const char *css_class;
} state_styles[CUE_N_PLAYER_STATES] = {
  [CUE_PLAYER_STATE_UNKNOWN] = { "cue-state-unknown-symbolic", "state-unknown" },
  [CUE_PLAYER_STATE_CUSTOM] = { "cue-state-custom-symbolic", "state-custom" },
  [CUE_PLAYER_STATE_PRELIVE] = { "cue-state-prelive-symbolic", "state-prelive" },
  [CUE_PLAYER_STATE_LIVE] = { "cue-state-live-symbolic", "state-live" },
  [CUE_PLAYER_STATE_POSTLIVE] = { "cue-state-postlive-symbolic", "state-postlive" },
  [CUE_PLAYER_STATE_REPLAY] = { "cue-state-replay-symbolic", "state-replay" },
  [CUE_PLAYER_STATE_INTERRUPTION] = { "cue-state-interruption-symbolic", "state-interruption" },
};

static const struct {
  const char *icon;
  const char *css_class;
} health_styles[] = {
  [CUE_HEALTH_IDLE] = { "cue-severity-idle-symbolic", "health-idle" },
  [CUE_HEALTH_OK] = { "cue-severity-ok-symbolic", "health-ok" },
  [CUE_HEALTH_WARNING] = { "cue-severity-warning-symbolic", "health-warning" },
  [CUE_HEALTH_ERROR] = { "cue-severity-error-symbolic", "health-error" },
};

/**
 * cue_state_style_get_icon:
 * @state: what the event's site shows
 *
 * Returns: (transfer none): the name of its shape
 */
const char *
cue_state_style_get_icon (CuePlayerState state)
{
  return state_styles[(guint) state < CUE_N_PLAYER_STATES ? state : CUE_PLAYER_STATE_UNKNOWN].icon;
}

/**
 * cue_state_style_get_css_class:
 * @state: what the event's site shows
 *
 * Returns: (transfer none): the style class that colours it
 */
const char *
cue_state_style_get_css_class (CuePlayerState state)
{
  return state_styles[(guint) state < CUE_N_PLAYER_STATES ? state : CUE_PLAYER_STATE_UNKNOWN]
    .css_class;
}

/**
 * cue_state_style_apply:
 * @widget: a widget that stands for a state
 * @state: that state
 *
 * Gives @widget the colour of @state and takes away any other.
 */
void
cue_state_style_apply (GtkWidget *widget, CuePlayerState state)
{
  const char *wanted = cue_state_style_get_css_class (state);

  for (guint i = 0; i < G_N_ELEMENTS (state_styles); i++) {
    if (state_styles[i].css_class != wanted)
      gtk_widget_remove_css_class (widget, state_styles[i].css_class);
  }

  gtk_widget_add_css_class (widget, wanted);
}

/**
 * cue_health_style_get_icon:
 * @health: how a source is doing
 *
 * Returns: (transfer none): the name of its shape
 */
const char *
cue_health_style_get_icon (CueHealth health)
{
  return health_styles[(guint) health < G_N_ELEMENTS (health_styles) ? health : CUE_HEALTH_IDLE]
    .icon;
}

/**
 * cue_health_style_get_css_class:
 * @health: how a source is doing
 *
 * Returns: (transfer none): the style class that colours it
 */
const char *
cue_health_style_get_css_class (CueHealth health)
{
  return health_styles[(guint) health < G_N_ELEMENTS (health_styles) ? health : CUE_HEALTH_IDLE]
    .css_class;
}

/**
 * cue_health_style_apply:
 * @widget: a widget that stands for how a source is doing
 * @health: that health
 *
 * Gives @widget the colour of @health and takes away any other.
 */
void
cue_health_style_apply (GtkWidget *widget, CueHealth health)
{
  const char *wanted = cue_health_style_get_css_class (health);

  for (guint i = 0; i < G_N_ELEMENTS (health_styles); i++) {
    if (health_styles[i].css_class != wanted)
      gtk_widget_remove_css_class (widget, health_styles[i].css_class);
  }

  gtk_widget_add_css_class (widget, wanted);
}

/**
 * cue_severity_style_to_health:
 * @severity: how bad a problem is
 *
 * Returns: the health that has the same shape and colour
 */
CueHealth
cue_severity_style_to_health (CueSeverity severity)
{
  switch (severity) {
  case CUE_SEVERITY_ERROR:
    return CUE_HEALTH_ERROR;
  case CUE_SEVERITY_WARNING:
    return CUE_HEALTH_WARNING;
  case CUE_SEVERITY_INFO:
  default:
    return CUE_HEALTH_IDLE;
  }
}

/**
 * cue_severity_style_get_icon:
 * @severity: how bad a problem is
 *
 * Returns: (transfer none): the name of its shape
 */
const char *
cue_severity_style_get_icon (CueSeverity severity)
{
  if (severity == CUE_SEVERITY_INFO)
    return "cue-severity-info-symbolic";

  return cue_health_style_get_icon (cue_severity_style_to_health (severity));
}

/**
 * cue_severity_style_get_words:
 * @severity: how bad a problem is
 *
 * Returns: (transfer none): its translated name
 */
const char *
cue_severity_style_get_words (CueSeverity severity)
{
  switch (severity) {
  case CUE_SEVERITY_ERROR:
    return _ ("Error");
  case CUE_SEVERITY_WARNING:
    return _ ("Warning");
  case CUE_SEVERITY_INFO:
  default:
    return _ ("Note");
  }
}
