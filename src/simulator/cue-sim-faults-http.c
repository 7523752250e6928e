// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* Faults common to all HTTP answers, in how they are sent: C-1 to C-4 and others. */

#include "cue-sim-fault.h"

#define VARIANTS(...) ((const char *const[]){ __VA_ARGS__, NULL })

static void
bend_server_error (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  cue_sim_reply_set_error (reply, (guint) g_ascii_strtoull (variant, NULL, 10), "json");
  if (g_str_equal (variant, "503-retry-after")) {
    g_autofree char *after = g_strdup_printf ("%d", (int) fault->seconds);

    cue_sim_reply_set_header (reply, "Retry-After", after);
  }
}

const CueSimFaultInfo cue_sim_faults_http[] = {
  { .id = "C-3",
    .words = "the server fails",
    .how = "a status from 500 on; 503-retry-after: with Retry-After: `seconds`",
    .targets = CUE_SIM_TARGET_STATE,
    .variants = VARIANTS ("503", "500", "502", "504", "503-retry-after"),
    .seconds = 3,
    .bend = bend_server_error },
  { .id = NULL },
};
