// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-sim-asset.h"

G_BEGIN_DECLS

/**
 * CueSimAssets:
 *
 * Pictures and clips of the player states, made when they are asked for, by a thread of its own,
 * one after the other. What was made once is kept for all simulators of the process.
 *
 * Belongs to the thread that made it.
 */
typedef struct _CueSimAssets CueSimAssets;

CueSimAssets *cue_sim_assets_new (const CueSimAssetOrder *orders, guint n_frames, gint64 wall_us);
void          cue_sim_assets_free (CueSimAssets *self);
gboolean      cue_sim_assets_prepare (CueSimAssets   *self,
                                      const char     *path,
                                      GSourceOnceFunc ready,
                                      gpointer        user_data);
void cue_sim_assets_answer (CueSimAssets *self, CueSimReply *reply, SoupServerMessage *message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueSimAssets, cue_sim_assets_free)

G_END_DECLS
