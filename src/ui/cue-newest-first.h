// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define CUE_TYPE_NEWEST_FIRST (cue_newest_first_get_type ())

G_DECLARE_FINAL_TYPE (CueNewestFirst, cue_newest_first, CUE, NEWEST_FIRST, GObject)

GListModel *cue_newest_first_new (GListModel *model);

G_END_DECLS
