// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-access-event.h"

G_BEGIN_DECLS

#define CUE_TYPE_ACCESS_ALARM (cue_access_alarm_get_type ())

G_DECLARE_FINAL_TYPE (CueAccessAlarm, cue_access_alarm, CUE, ACCESS_ALARM, GObject)

guint64         cue_access_alarm_get_id (CueAccessAlarm *self);
CueAccessEvent *cue_access_alarm_get_event (CueAccessAlarm *self);
const char     *cue_access_alarm_get_site_id (CueAccessAlarm *self);
gint64          cue_access_alarm_get_since_us (CueAccessAlarm *self);
guint           cue_access_alarm_get_count (CueAccessAlarm *self);

G_END_DECLS
