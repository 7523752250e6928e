// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-look.h"

/* The one table that gives each kind of row its shape and its colour. The word stands beside it in
 * every row, so that neither is needed to understand it. */

static const struct {
  const char *icon;
  const char *colour;
  const char *css_class;
} looks[CUE_N_ACCESS_LOOKS] = {
  [CUE_ACCESS_LOOK_OTHER] = { "cue-access-other-symbolic", NULL, "health-idle" },
  [CUE_ACCESS_LOOK_OPENED] = { "cue-access-opened-symbolic", "success_color", "health-ok" },
  [CUE_ACCESS_LOOK_REFUSED] = { "cue-access-refused-symbolic", "error_color", "health-error" },
  [CUE_ACCESS_LOOK_MODE] = { "cue-access-mode-symbolic", "accent_color", "state-custom" },
  [CUE_ACCESS_LOOK_ALARM] = { "cue-access-alarm-symbolic", "error_color", "health-error" },
  [CUE_ACCESS_LOOK_ENDED] = { "cue-access-ended-symbolic", NULL, "health-idle" },
  [CUE_ACCESS_LOOK_NOTICE] = { "cue-severity-warning-symbolic", "warning_color", "health-warning" },
  [CUE_ACCESS_LOOK_GAP] = { "cue-access-gap-symbolic", "warning_color", "health-warning" },
  [CUE_ACCESS_LOOK_RAW] = { "cue-access-raw-symbolic", "warning_color", "health-warning" },
};

/**
 * cue_access_look_of_event:
 * @event: an entry, an incident or a gap
 * @marks: what is to be said about it besides
 *
 * Returns: how its row looks
 */
CueAccessLook
cue_access_look_of_event (const CueAccessEvent *event, CueAccessMarks marks)
{
  const char *category;

  if (cue_access_event_get_kind (event) == CUE_ACCESS_GAP)
    return CUE_ACCESS_LOOK_GAP;

  if (!cue_access_event_is_decoded (event))
    return CUE_ACCESS_LOOK_RAW;

  if (marks & CUE_ACCESS_MARK_REFUSED)
    return CUE_ACCESS_LOOK_REFUSED;

  if (marks & CUE_ACCESS_MARK_OPEN)
    return CUE_ACCESS_LOOK_ALARM;

  if (marks & (CUE_ACCESS_MARK_ENDED | CUE_ACCESS_MARK_END | CUE_ACCESS_MARK_END_ALONE))
    return CUE_ACCESS_LOOK_ENDED;

  category = cue_access_event_get_text (event, CUE_ACCESS_FIELD_EVENT_CATEGORY);

  if (category == NULL)
    return CUE_ACCESS_LOOK_OTHER;

  if (g_str_equal (category, "lock_opened"))
    return CUE_ACCESS_LOOK_OPENED;

  if (g_str_has_suffix (category, "_mode"))
    return CUE_ACCESS_LOOK_MODE;

  /* What came back needs nobody's attention. */
  if (g_str_has_suffix (category, "_restored") || g_str_equal (category, "lock_time_set"))
    return CUE_ACCESS_LOOK_OTHER;

  return cue_access_event_get_kind (event) == CUE_ACCESS_INCIDENT ? CUE_ACCESS_LOOK_NOTICE
                                                                  : CUE_ACCESS_LOOK_OTHER;
}

/**
 * cue_access_look_get_icon:
 * @look: how a row looks
 *
 * Returns: (transfer none): the name of its shape
 */
const char *
cue_access_look_get_icon (CueAccessLook look)
{
  return looks[(guint) look < CUE_N_ACCESS_LOOKS ? look : CUE_ACCESS_LOOK_OTHER].icon;
}

/**
 * cue_access_look_get_colour:
 * @look: how a row looks
 *
 * Returns: (transfer none) (nullable): the name of its colour in the style sheet, or %NULL for the
 *   colour of the text
 */
const char *
cue_access_look_get_colour (CueAccessLook look)
{
  return looks[(guint) look < CUE_N_ACCESS_LOOKS ? look : CUE_ACCESS_LOOK_OTHER].colour;
}

/**
 * cue_access_look_get_css_class:
 * @look: how a row looks
 *
 * Returns: (transfer none): the style class with the same colour
 */
const char *
cue_access_look_get_css_class (CueAccessLook look)
{
  return looks[(guint) look < CUE_N_ACCESS_LOOKS ? look : CUE_ACCESS_LOOK_OTHER].css_class;
}
