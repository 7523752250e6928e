// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-asset-pictures.h"

/**
 * CueAssetPictures:
 *
 * The decoded assets of one event, one for each address: however many phones show a picture, it is
 * decoded once. What the answers no longer name is let go of, unless a phone still shows it.
 *
 * What is named as an image and as a video is decoded as both. Main thread only.
 */
struct _CueAssetPictures {
  GObject parent_instance;

  CueAssetLoader *loader; /* owned */
  CueClock       *clock;  /* owned */
  GHashTable     *assets; /* owned; kind and URL to CueAsset */
};

G_DEFINE_FINAL_TYPE (CueAssetPictures, cue_asset_pictures, G_TYPE_OBJECT)

static char *
make_key (const char *url, gboolean video)
{
  return g_strconcat (video ? "video " : "image ", url, NULL);
}

static void
cue_asset_pictures_finalize (GObject *object)
{
  CueAssetPictures *self = CUE_ASSET_PICTURES (object);

  g_hash_table_unref (self->assets);
  g_clear_object (&self->loader);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (cue_asset_pictures_parent_class)->finalize (object);
}

static void
cue_asset_pictures_class_init (CueAssetPicturesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cue_asset_pictures_finalize;
}

static void
cue_asset_pictures_init (CueAssetPictures *self)
{
  self->assets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

/**
 * cue_asset_pictures_new:
 * @loader: fetches the assets
 * @clock: watches over the videos
 *
 * Returns: (transfer full): nothing yet
 */
CueAssetPictures *
cue_asset_pictures_new (CueAssetLoader *loader, CueClock *clock)
{
  CueAssetPictures *self = g_object_new (CUE_TYPE_ASSET_PICTURES, NULL);

  self->loader = g_object_ref (loader);
  self->clock = g_object_ref (clock);
  return self;
}

/**
 * cue_asset_pictures_ref:
 * @self: the assets of an event
 * @url: an address that the event gave
 * @video: whether it is a looping video rather than an image
 *
 * Returns: (transfer full): the asset, which asks for nothing until it is held
 */
CueAsset *
cue_asset_pictures_ref (CueAssetPictures *self, const char *url, gboolean video)
{
  g_autofree char *key = NULL;
  CueAsset        *asset;

  g_return_val_if_fail (CUE_IS_ASSET_PICTURES (self), NULL);
  g_return_val_if_fail (url != NULL, NULL);

  key = make_key (url, video);
  asset = g_hash_table_lookup (self->assets, key);

  if (asset == NULL) {
    g_autoptr (CueAssetFile) file = cue_asset_loader_ref_file (self->loader, url, video);

    asset = cue_asset_new (file, self->clock);
    g_hash_table_insert (self->assets, g_steal_pointer (&key), asset);
  }

  return g_object_ref (asset);
}

/**
 * cue_asset_pictures_add:
 * @self: the assets of an event
 * @url: an address
 * @video: whether it stands for a looping video rather than an image
 * @asset: what is at that address
 *
 * Gives an asset that is decoded already in place of one that would have to be fetched.
 */
void
cue_asset_pictures_add (CueAssetPictures *self, const char *url, gboolean video, CueAsset *asset)
{
  g_return_if_fail (CUE_IS_ASSET_PICTURES (self));
  g_return_if_fail (url != NULL);
  g_return_if_fail (CUE_IS_ASSET (asset));

  g_hash_table_insert (self->assets, make_key (url, video), g_object_ref (asset));
}

/**
 * cue_asset_pictures_keep:
 * @self: the assets of an event
 * @state: (nullable): the newest answer
 *
 * Lets go of what the answer names for no state. What it names is kept, so that going back to a
 * state shows its pictures at once.
 */
void
cue_asset_pictures_keep (CueAssetPictures *self, CueEngineState *state)
{
  g_autoptr (GHashTable) named = NULL;
  GHashTableIter iter;
  const char    *key;

  g_return_if_fail (CUE_IS_ASSET_PICTURES (self));

  named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (CuePlayerState each = 0; state != NULL && each < CUE_N_PLAYER_STATES; each++) {
    for (CueAssetKind kind = 0; kind <= CUE_ASSET_LOGO; kind++) {
      const char *url = cue_engine_state_get_asset (state, each, kind);

      if (url != NULL)
        g_hash_table_add (named, make_key (url, kind == CUE_ASSET_BG_VIDEO));
    }
  }

  g_hash_table_iter_init (&iter, self->assets);

  while (g_hash_table_iter_next (&iter, (gpointer *) &key, NULL)) {
    if (!g_hash_table_contains (named, key))
      g_hash_table_iter_remove (&iter);
  }
}
