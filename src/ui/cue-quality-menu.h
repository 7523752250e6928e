// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "cue-event-session.h"

G_BEGIN_DECLS

GMenuModel *cue_quality_menu_build (GListModel *variants);
char       *cue_quality_menu_describe (GListModel *variants, guint64 bandwidth);

G_END_DECLS
