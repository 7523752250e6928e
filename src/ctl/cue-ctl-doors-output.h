// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-salto-site.h"
#include "cue-signalr-connection.h"

G_BEGIN_DECLS

// What `entries` and `incidents` print, a line for each thing that happens.

void cue_ctl_doors_print_connecting (gboolean json, guint attempt);
void cue_ctl_doors_print_connected (gboolean json, gboolean again);
void
cue_ctl_doors_print_failed (gboolean json, CueSignalrConnection *connection, const GError *error);
void cue_ctl_doors_print_reconnecting (gboolean json, const GError *error);
void cue_ctl_doors_print_closed (gboolean json, const GError *error);
void cue_ctl_doors_print_gap (gboolean json, gint64 from_us, gint64 until_us, guint64 n_dropped);
void cue_ctl_doors_print_message (gboolean                 json,
                                  CueSaltoStream           stream,
                                  const CueSignalrMessage *message);
void cue_ctl_doors_print_counters (gboolean json, const CueSignalrCounters *counters);

G_END_DECLS
