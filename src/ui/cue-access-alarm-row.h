// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-access-alarm.h"
#include "cue-access-view.h"

G_BEGIN_DECLS

#define CUE_TYPE_ACCESS_ALARM_ROW (cue_access_alarm_row_get_type ())

G_DECLARE_FINAL_TYPE (CueAccessAlarmRow, cue_access_alarm_row, CUE, ACCESS_ALARM_ROW, AdwBin)

GtkWidget *cue_access_alarm_row_new (void);

void cue_access_alarm_row_set_alarm (CueAccessAlarmRow *self,
                                     CueAccessAlarm    *alarm,
                                     CueAccessView     *view);

G_END_DECLS
