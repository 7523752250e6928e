// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-asset-change.h"

#include <glib/gi18n-lib.h>

/**
 * CueAssetChange:
 *
 * One change of what stands in a slot: another address, another content at the same address, a
 * first asset or none any more. Immutable; of any thread.
 */
struct _CueAssetChange {
  GObject parent_instance;

  gint64   wall_us;
  guint    slot;
  char    *url_before;    /* owned, nullable */
  char    *url_after;     /* owned, nullable */
  char    *sha256_before; /* owned, nullable */
  char    *sha256_after;  /* owned, nullable */
  gboolean first;
};

G_DEFINE_FINAL_TYPE (CueAssetChange, cue_asset_change, G_TYPE_OBJECT)

static void
cue_asset_change_finalize (GObject *object)
{
  CueAssetChange *self = CUE_ASSET_CHANGE (object);

  g_free (self->url_before);
  g_free (self->url_after);
  g_free (self->sha256_before);
  g_free (self->sha256_after);

  G_OBJECT_CLASS (cue_asset_change_parent_class)->finalize (object);
}

static void
cue_asset_change_class_init (CueAssetChangeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cue_asset_change_finalize;
}

static void
cue_asset_change_init (CueAssetChange *self)
{
}

/**
 * cue_asset_change_new:
 * @wall_us: when it was seen (µs since 1970 UTC)
 * @slot: index of the slot
 * @url_before: (nullable): the address that stood there, redacted
 * @url_after: (nullable): the address that stands there now, redacted
 * @sha256_before: (nullable): the content before; %NULL where there was none, or it was not known
 * @sha256_after: (nullable): the content now; %NULL where there is none, or it could not be had
 *
 * Returns: (transfer full): a change
 */
CueAssetChange *
cue_asset_change_new (gint64      wall_us,
                      guint       slot,
                      const char *url_before,
                      const char *url_after,
                      const char *sha256_before,
                      const char *sha256_after)
{
  CueAssetChange *self;

  g_return_val_if_fail (slot < CUE_N_ASSET_SLOTS, NULL);

  self = g_object_new (CUE_TYPE_ASSET_CHANGE, NULL);
  self->wall_us = wall_us;
  self->slot = slot;
  self->url_before = g_strdup (url_before);
  self->url_after = g_strdup (url_after);
  self->sha256_before = g_strdup (sha256_before);
  self->sha256_after = g_strdup (sha256_after);
  return self;
}

/**
 * cue_asset_change_new_first:
 * @wall_us: when it was seen (µs since 1970 UTC)
 * @slot: index of the slot
 * @url: the address that stands there, redacted
 * @sha256: (nullable): its content
 *
 * The beginning of a history: an asset that stood there when the event was looked at first, of
 * which nobody knows since when.
 *
 * Returns: (transfer full): a change
 */
CueAssetChange *
cue_asset_change_new_first (gint64 wall_us, guint slot, const char *url, const char *sha256)
{
  CueAssetChange *self;

  g_return_val_if_fail (url != NULL, NULL);

  self = cue_asset_change_new (wall_us, slot, NULL, url, NULL, sha256);

  if (self != NULL)
    self->first = TRUE;
  return self;
}

/**
 * cue_asset_change_new_complete:
 * @self: a change after which nobody knew the content
 * @sha256: the content, which is known by now
 *
 * Returns: (transfer full): the same change with it
 */
CueAssetChange *
cue_asset_change_new_complete (CueAssetChange *self, const char *sha256)
{
  CueAssetChange *whole;

  g_return_val_if_fail (CUE_IS_ASSET_CHANGE (self), NULL);
  g_return_val_if_fail (sha256 != NULL, NULL);

  whole = cue_asset_change_new (self->wall_us,
                                self->slot,
                                self->url_before,
                                self->url_after,
                                self->sha256_before,
                                sha256);
  if (whole != NULL)
    whole->first = self->first;
  return whole;
}

/**
 * cue_asset_change_is_completed_by:
 * @self: a change
 * @other: one that was written down after it
 *
 * Returns: whether @other is the same change, and @self does not know the content
 */
gboolean
cue_asset_change_is_completed_by (CueAssetChange *self, CueAssetChange *other)
{
  g_return_val_if_fail (CUE_IS_ASSET_CHANGE (self), FALSE);
  g_return_val_if_fail (CUE_IS_ASSET_CHANGE (other), FALSE);

  return self->sha256_after == NULL && self->wall_us == other->wall_us &&
         self->slot == other->slot && self->first == other->first &&
         g_strcmp0 (self->url_before, other->url_before) == 0 &&
         g_strcmp0 (self->url_after, other->url_after) == 0 &&
         g_strcmp0 (self->sha256_before, other->sha256_before) == 0;
}

/**
 * cue_asset_change_is_first:
 * @self: a change
 *
 * Returns: whether it is no change, but what was found at the first sight of the event
 */
gboolean
cue_asset_change_is_first (CueAssetChange *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_CHANGE (self), FALSE);

  return self->first;
}

/**
 * cue_asset_change_get_wall:
 * @self: a change
 *
 * Returns: when it was seen (µs since 1970 UTC)
 */
gint64
cue_asset_change_get_wall (CueAssetChange *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_CHANGE (self), 0);

  return self->wall_us;
}

/**
 * cue_asset_change_get_slot:
 * @self: a change
 *
 * Returns: the index of its slot
 */
guint
cue_asset_change_get_slot (CueAssetChange *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_CHANGE (self), 0);

  return self->slot;
}

/**
 * cue_asset_change_get_url_before:
 * @self: a change
 *
 * Returns: (nullable): the address that stood there, redacted
 */
const char *
cue_asset_change_get_url_before (CueAssetChange *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_CHANGE (self), NULL);

  return self->url_before;
}

/**
 * cue_asset_change_get_url_after:
 * @self: a change
 *
 * Returns: (nullable): the address that stands there now, redacted
 */
const char *
cue_asset_change_get_url_after (CueAssetChange *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_CHANGE (self), NULL);

  return self->url_after;
}

/**
 * cue_asset_change_get_sha256_before:
 * @self: a change
 *
 * Returns: (nullable): the hash of the content before
 */
const char *
cue_asset_change_get_sha256_before (CueAssetChange *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_CHANGE (self), NULL);

  return self->sha256_before;
}

/**
 * cue_asset_change_get_sha256_after:
 * @self: a change
 *
 * Returns: (nullable): the hash of the content now
 */
const char *
cue_asset_change_get_sha256_after (CueAssetChange *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_CHANGE (self), NULL);

  return self->sha256_after;
}

/**
 * cue_asset_change_to_words:
 * @self: a change
 *
 * Returns: (transfer full): what happened, a translated sentence without the slot
 */
char *
cue_asset_change_to_words (CueAssetChange *self)
{
  gboolean same_url;
  gboolean same_content;

  g_return_val_if_fail (CUE_IS_ASSET_CHANGE (self), NULL);

  same_url = g_strcmp0 (self->url_before, self->url_after) == 0;
  same_content = self->sha256_before != NULL &&
                 g_strcmp0 (self->sha256_before, self->sha256_after) == 0;

  if (self->url_after == NULL)
    return g_strdup (_ ("Removed."));
  if (self->first)
    return g_strdup (_ ("Seen for the first time."));
  if (self->url_before == NULL)
    return g_strdup (_ ("Added."));
  if (same_url)
    return g_strdup (_ ("New content at the same address."));
  if (same_content)
    return g_strdup (_ ("New address with the same content."));
  if (self->sha256_before != NULL && self->sha256_after != NULL)
    return g_strdup (_ ("New address with new content."));
  return g_strdup (_ ("New address."));
}
