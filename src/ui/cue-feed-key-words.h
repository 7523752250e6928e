// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-feed-desk.h"

G_BEGIN_DECLS

char *cue_feed_key_describe (CueFeedDesk *desk, CueFeedDeskConnection *connection);

G_END_DECLS
