// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _CueFeedPositions CueFeedPositions;

CueFeedPositions *cue_feed_positions_new (const char *profile_id);
CueFeedPositions *cue_feed_positions_ref (CueFeedPositions *self);
void              cue_feed_positions_unref (CueFeedPositions *self);
gint64 cue_feed_positions_get (CueFeedPositions *self, const char *connection_id, const char *feed);
void   cue_feed_positions_set (CueFeedPositions *self,
                               const char       *connection_id,
                               const char       *feed,
                               gint64            ns);
char *
cue_feed_positions_dup_look (CueFeedPositions *self, const char *connection_id, const char *feed);
void cue_feed_positions_set_look (CueFeedPositions *self,
                                  const char       *connection_id,
                                  const char       *feed,
                                  const char       *look);
void cue_feed_positions_forget (CueFeedPositions *self, const char *connection_id);
void cue_feed_positions_flush (CueFeedPositions *self);
void cue_feed_positions_forget_profile (const char *profile_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueFeedPositions, cue_feed_positions_unref)

G_END_DECLS
