// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-asset-file-private.h"

/* The worker's part of an answer: what it is, whether it is new, and keeping it. */

void
cue_asset_settling_free (gpointer data)
{
  CueAssetSettling *self = data;

  g_clear_pointer (&self->cache, cue_asset_cache_unref);
  g_free (self->url);
  g_clear_pointer (&self->record, cue_asset_record_free);
  g_clear_pointer (&self->before, cue_asset_record_free);
  g_clear_pointer (&self->content, g_bytes_unref);
  g_clear_error (&self->fault);
  g_free (self);
}

/* Blocks. */
void
cue_asset_settling_run (CueAssetSettling *self)
{
  CueAssetRecord *record = self->record;
  CueAssetRecord *before = self->before;

  g_free (record->sha256);
  record->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, self->content);
  g_free (record->found_type);
  record->found_type = g_strdup (cue_asset_type_sniff (self->content, &record->found));
  record->bytes = (gint64) g_bytes_get_size (self->content);
  record->first_seen_us = record->checked_us;

  if (before != NULL) {
    record->first_seen_us = before->first_seen_us;
    if (g_strcmp0 (before->sha256, record->sha256) != 0) {
      record->changed_us = record->checked_us;
      record->previous_sha256 = g_strdup (before->sha256);
    } else {
      record->changed_us = before->changed_us;
      record->previous_sha256 = g_strdup (before->previous_sha256);
    }
  }
  self->kept = self->cache != NULL &&
               cue_asset_cache_write (self->cache, self->url, record, self->content, &self->fault);
}
