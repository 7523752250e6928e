// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-feed-round-trip.h"

G_BEGIN_DECLS

#define CUE_TYPE_FEED_TRIP_ROW (cue_feed_trip_row_get_type ())

G_DECLARE_FINAL_TYPE (CueFeedTripRow, cue_feed_trip_row, CUE, FEED_TRIP_ROW, AdwActionRow)

GtkWidget *cue_feed_trip_row_new (CueFeedRoundTrip *trip);

G_END_DECLS
