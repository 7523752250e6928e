// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "cue-sim-hls-shelf.h"

G_BEGIN_DECLS

gboolean
cue_sim_hls_stock_make_vod (CueSimHlsShelf *shelf, GCancellable *cancellable, GError **error);

G_END_DECLS
