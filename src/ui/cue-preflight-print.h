// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

#include "cue-preflight-report.h"

G_BEGIN_DECLS

GtkPrintOperation *cue_preflight_print_new (CuePreflightReport *report);

G_END_DECLS
