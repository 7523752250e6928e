// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-feed-view.h"

G_BEGIN_DECLS

char *cue_feed_look_make (CueFeedView *view);
void  cue_feed_look_apply (CueFeedView *view, const char *look);

G_END_DECLS
