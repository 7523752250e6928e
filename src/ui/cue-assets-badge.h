// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * CueAssetsMark:
 * @CUE_ASSETS_MARK_NONE: nothing to say
 * @CUE_ASSETS_MARK_ON_AIR: the audience sees it now
 * @CUE_ASSETS_MARK_NEXT: it is likely to come next; a guess
 *
 * What a composition is to the audience at this moment.
 */
typedef enum {
  CUE_ASSETS_MARK_NONE,
  CUE_ASSETS_MARK_ON_AIR,
  CUE_ASSETS_MARK_NEXT,
} CueAssetsMark;

#define CUE_TYPE_ASSETS_BADGE (cue_assets_badge_get_type ())

G_DECLARE_FINAL_TYPE (CueAssetsBadge, cue_assets_badge, CUE, ASSETS_BADGE, AdwBin)

void          cue_assets_badge_make_small (CueAssetsBadge *self);
void          cue_assets_badge_set_mark (CueAssetsBadge *self, CueAssetsMark mark);
CueAssetsMark cue_assets_badge_get_mark (CueAssetsBadge *self);
const char   *cue_assets_badge_get_words (CueAssetsBadge *self);

G_END_DECLS
