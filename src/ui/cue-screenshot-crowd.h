// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-access-log.h"

G_BEGIN_DECLS

/**
 * CueCrowd:
 * @log: where the crowd goes
 * @entries: the source of entries
 * @incidents: the source of incidents
 * @random: what decides; the same seed gives the same crowd
 * @n: how many messages there were
 *
 * An invented crowd at invented doors.
 */
typedef struct {
  CueAccessLog *log;
  guint         entries;
  guint         incidents;
  GRand        *random;
  guint         n;
} CueCrowd;

CueCrowd *cue_crowd_new (CueAccessLog *log);
void      cue_crowd_free (CueCrowd *crowd);
void      cue_crowd_arrive (CueCrowd *crowd, gint64 wall_us);
void      cue_crowd_raise_alarm (CueCrowd *crowd, gint64 wall_us, const char *what, guint door);
void      cue_crowd_send_hostile (CueCrowd *crowd, gint64 wall_us);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueCrowd, cue_crowd_free)

G_END_DECLS
