// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-ctl.h"

G_BEGIN_DECLS

// The kinds of “cuelightctl token”; each gets its own name as argv[0].
int cue_ctl_token_inspect (int argc, char **argv);
int cue_ctl_token_tenduke (int argc, char **argv);

G_END_DECLS
