// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-asset-facts.h"

G_BEGIN_DECLS

/* The files of CueAssetLoader on the disk; nobody else includes this. */

/**
 * CueAssetRecord:
 *
 * What is remembered of an address. All texts are owned.
 */
typedef struct {
  char        *sha256;
  char        *previous_sha256;
  char        *declared_type;
  char        *found_type;
  CueAssetType found;
  gint64       bytes;
  gint64       first_byte_us;
  gint64       load_us;
  gint64       redirect_us;
  char        *cache_control;
  char        *etag;
  char        *last_modified;
  char        *expires;
  gint64       age_s;
  gint64       first_seen_us;
  gint64       checked_us;
  gint64       changed_us;
} CueAssetRecord;

CueAssetRecord *cue_asset_record_new (void);
CueAssetRecord *cue_asset_record_copy (const CueAssetRecord *self);
void            cue_asset_record_free (CueAssetRecord *self);
char           *cue_asset_record_to_text (const CueAssetRecord *self);
CueAssetRecord *cue_asset_record_read (GBytes *bytes);

typedef struct _CueAssetCache CueAssetCache;

CueAssetCache *cue_asset_cache_new (const char *folder, gint64 max_bytes);
CueAssetCache *cue_asset_cache_ref (CueAssetCache *self);
void           cue_asset_cache_unref (CueAssetCache *self);

/* These block: for workers. */
CueAssetRecord *cue_asset_cache_read (CueAssetCache *self, const char *url, GBytes **content);
gboolean        cue_asset_cache_write (CueAssetCache        *self,
                                       const char           *url,
                                       const CueAssetRecord *record,
                                       GBytes               *content,
                                       GError              **error);
GBytes         *cue_asset_cache_read_content (CueAssetCache *self, const char *sha256);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueAssetRecord, cue_asset_record_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueAssetCache, cue_asset_cache_unref)

G_END_DECLS
