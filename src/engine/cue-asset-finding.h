// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-asset-slot.h"
#include "cue-diagnostic.h"

G_BEGIN_DECLS

/* The findings, by their stable codes: for scripts, tests and saved reports. Never renamed. */
#define CUE_ASSET_FINDING_MISSING         "asset-missing"
#define CUE_ASSET_FINDING_VIDEO_MISSING   "asset-video-missing"
#define CUE_ASSET_FINDING_NO_STILL        "asset-no-still"
#define CUE_ASSET_FINDING_REFUSED         "asset-refused"
#define CUE_ASSET_FINDING_ADDRESS         "asset-address"
#define CUE_ASSET_FINDING_UNREACHABLE     "asset-unreachable"
#define CUE_ASSET_FINDING_STATUS          "asset-status"
#define CUE_ASSET_FINDING_TOO_LARGE       "asset-too-large"
#define CUE_ASSET_FINDING_REDIRECT        "asset-redirect"
#define CUE_ASSET_FINDING_INSECURE        "asset-insecure"
#define CUE_ASSET_FINDING_EXPIRED         "asset-expired"
#define CUE_ASSET_FINDING_EXPIRING        "asset-expiring"
#define CUE_ASSET_FINDING_CONTENT_TYPE    "asset-content-type"
#define CUE_ASSET_FINDING_WRONG_KIND      "asset-wrong-kind"
#define CUE_ASSET_FINDING_BROKEN          "asset-broken"
#define CUE_ASSET_FINDING_UNCHECKED       "asset-unchecked"
#define CUE_ASSET_FINDING_BLACK           "asset-black"
#define CUE_ASSET_FINDING_TRANSPARENT     "asset-transparent"
#define CUE_ASSET_FINDING_MOVING          "asset-moving"
#define CUE_ASSET_FINDING_CODEC           "asset-codec"
#define CUE_ASSET_FINDING_TEXT_CUT        "asset-text-cut"
#define CUE_ASSET_FINDING_NOT_916         "asset-not-916"
#define CUE_ASSET_FINDING_SMALL           "asset-small"
#define CUE_ASSET_FINDING_HEAVY           "asset-heavy"
#define CUE_ASSET_FINDING_SLOW            "asset-slow"
#define CUE_ASSET_FINDING_CONTRAST        "asset-contrast"
#define CUE_ASSET_FINDING_CONTENT_CHANGED "asset-content-changed"
#define CUE_ASSET_FINDING_SAME_CONTENT    "asset-same-content"

const char *const *cue_asset_finding_get_codes (void);

#define CUE_TYPE_ASSET_FINDING (cue_asset_finding_get_type ())
G_DECLARE_FINAL_TYPE (CueAssetFinding, cue_asset_finding, CUE, ASSET_FINDING, GObject)

CueAssetFinding *cue_asset_finding_new (const char *code,
                                        CueSeverity severity,
                                        guint       slot,
                                        gboolean    on_air,
                                        const char *words,
                                        const char *cause,
                                        const char *next_step,
                                        const char *measured,
                                        const char *limit);

const char    *cue_asset_finding_get_code (CueAssetFinding *self);
CueSeverity    cue_asset_finding_get_severity (CueAssetFinding *self);
guint          cue_asset_finding_get_slot (CueAssetFinding *self);
CuePlayerState cue_asset_finding_get_state (CueAssetFinding *self);
const char    *cue_asset_finding_get_words (CueAssetFinding *self);
const char    *cue_asset_finding_get_cause (CueAssetFinding *self);
const char    *cue_asset_finding_get_next_step (CueAssetFinding *self);
const char    *cue_asset_finding_get_measured (CueAssetFinding *self);
const char    *cue_asset_finding_get_limit (CueAssetFinding *self);
gboolean       cue_asset_finding_equal (CueAssetFinding *self, CueAssetFinding *other);
int            cue_asset_finding_compare (CueAssetFinding *self, CueAssetFinding *other);

G_END_DECLS
