// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

#include "cue-access-row.h"

G_BEGIN_DECLS

/**
 * CueAccessLook:
 * @CUE_ACCESS_LOOK_OTHER: nothing of the below
 * @CUE_ACCESS_LOOK_OPENED: a door was opened
 * @CUE_ACCESS_LOOK_REFUSED: somebody was refused
 * @CUE_ACCESS_LOOK_MODE: a door changed its mode
 * @CUE_ACCESS_LOOK_ALARM: an alarm that goes on
 * @CUE_ACCESS_LOOK_ENDED: an alarm that is over, or the end of one
 * @CUE_ACCESS_LOOK_NOTICE: an incident that is no alarm: a battery, a connection
 * @CUE_ACCESS_LOOK_GAP: the stream was not connected
 * @CUE_ACCESS_LOOK_RAW: not what we expect; shown as it came
 *
 * The shape and the colour of a row of the log of doors.
 */
typedef enum {
  CUE_ACCESS_LOOK_OTHER,
  CUE_ACCESS_LOOK_OPENED,
  CUE_ACCESS_LOOK_REFUSED,
  CUE_ACCESS_LOOK_MODE,
  CUE_ACCESS_LOOK_ALARM,
  CUE_ACCESS_LOOK_ENDED,
  CUE_ACCESS_LOOK_NOTICE,
  CUE_ACCESS_LOOK_GAP,
  CUE_ACCESS_LOOK_RAW,
} CueAccessLook;

#define CUE_N_ACCESS_LOOKS (CUE_ACCESS_LOOK_RAW + 1)

CueAccessLook cue_access_look_of_event (const CueAccessEvent *event, CueAccessMarks marks);
const char   *cue_access_look_get_icon (CueAccessLook look);
const char   *cue_access_look_get_colour (CueAccessLook look);
const char   *cue_access_look_get_css_class (CueAccessLook look);

G_END_DECLS
