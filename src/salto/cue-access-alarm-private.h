// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-access-alarm.h"

G_BEGIN_DECLS

CueAccessAlarm      *
cue_access_alarm_new (guint64 id, CueAccessEvent *event, const char *site_id, gint64 since_us);
void cue_access_alarm_add (CueAccessAlarm *self, gint64 time_us);

G_END_DECLS
