// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "cue-desk.h"
#include "cue-feed-desk-connection.h"

G_BEGIN_DECLS

#define CUE_TYPE_FEED_DESK (cue_feed_desk_get_type ())
G_DECLARE_FINAL_TYPE (CueFeedDesk, cue_feed_desk, CUE, FEED_DESK, CueDesk)

CueFeedDesk *cue_feed_desk_new (CueConnectionList *profile,
                                const char        *profile_id,
                                gboolean           transient,
                                CueHttpClient     *http,
                                CueSecretStore    *secrets);

GListModel *cue_feed_desk_get_trips (CueFeedDesk *self);

G_END_DECLS
