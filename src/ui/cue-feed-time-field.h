// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-feed-range.h"

G_BEGIN_DECLS

#define CUE_TYPE_FEED_TIME_FIELD (cue_feed_time_field_get_type ())

G_DECLARE_FINAL_TYPE (CueFeedTimeField, cue_feed_time_field, CUE, FEED_TIME_FIELD, AdwBin)

void       cue_feed_time_field_set_form (CueFeedTimeField *self, CueFeedTimeForm form);
void       cue_feed_time_field_set_ns (CueFeedTimeField *self, gint64 ns);
gboolean   cue_feed_time_field_read (CueFeedTimeField *self, gint64 *ns);
void       cue_feed_time_field_complain (CueFeedTimeField *self, const char *words);
GtkWidget *cue_feed_time_field_get_entry (CueFeedTimeField *self);

G_END_DECLS
