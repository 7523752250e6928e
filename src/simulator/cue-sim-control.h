// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-simulator.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/*
 * The control interface below /control/: JSON over HTTP on loopback, for `cuelightctl simulate
 * --control` and for tests. README.md lists the requests.
 */

#define CUE_SIM_CONTROL_PATH "/control"

void cue_sim_control_answer (CueSimulator *simulator, SoupServerMessage *message, const char *path);

G_END_DECLS
