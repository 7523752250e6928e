// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-access-log.h"
#include "cue-access-words.h"

G_BEGIN_DECLS

#define CUE_TYPE_ACCESS_ZONES (cue_access_zones_get_type ())

G_DECLARE_FINAL_TYPE (CueAccessZones, cue_access_zones, CUE, ACCESS_ZONES, GObject)

CueAccessZones *cue_access_zones_new (CueAccessLog *log);

gboolean cue_access_zones_get_several (CueAccessZones *self);
gboolean cue_access_zones_get_several_sites (CueAccessZones *self);
gboolean cue_access_zones_find (CueAccessZones *self, CueAccessRow *row, gint64 *offset_us);

char *cue_access_zones_format_site (CueAccessZones *self, CueAccessRow *row, gint64 now_us);
char *cue_access_zones_format_local (CueAccessZones *self, CueAccessRow *row);
char *cue_access_zones_describe (CueAccessZones *self, CueAccessRow *row, CueAccessClockFace face);
char *cue_access_zones_describe_both (CueAccessZones *self, CueAccessRow *row);
char *cue_access_zones_describe_gap (CueAccessZones *self, CueAccessRow *row);

G_END_DECLS
