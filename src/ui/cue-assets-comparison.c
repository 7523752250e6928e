// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-assets-comparison.h"

#include <glib/gi18n-lib.h>

#include "cue-assets-picture.h"
#include "cue-error.h"
#include "cue-moment.h"
#include "cue-signal.h"

typedef enum {
  BEFORE,
  AFTER,
  N_VERSIONS,
} Side;

typedef enum {
  VERSION_LOADING,
  VERSION_HERE,
  VERSION_NONE,      /* no asset was named */
  VERSION_UNKNOWN,   /* its content was never fetched */
  VERSION_NOT_KEPT,  /* no picture of its content was kept */
  VERSION_NO_PICTURE /* no picture can be made of its content */
} VersionState;

/**
 * CueAssetsComparison:
 *
 * A state with an asset as it was before a change and as it was after it. A version that has no
 * picture is never shown as another one: then there is only one scene, or the asset is left out,
 * and the words say why. ‘changed’ is emitted when a version was loaded, or cannot be. Main thread
 * only.
 */
struct _CueAssetsComparison {
  GObject parent_instance;

  CueAssetChange *change;             /* owned */
  GCancellable   *cancellable;        /* owned; cancelled in dispose */
  CuePhoneScene  *scenes[N_VERSIONS]; /* owned */
  VersionState    states[N_VERSIONS];
};

G_DEFINE_FINAL_TYPE (CueAssetsComparison, cue_assets_comparison, G_TYPE_OBJECT)

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
cue_assets_comparison_dispose (GObject *object)
{
  CueAssetsComparison *self = CUE_ASSETS_COMPARISON (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->change);

  for (guint i = 0; i < N_VERSIONS; i++)
    g_clear_object (&self->scenes[i]);

  G_OBJECT_CLASS (cue_assets_comparison_parent_class)->dispose (object);
}

static void
cue_assets_comparison_finalize (GObject *object)
{
  g_object_unref (CUE_ASSETS_COMPARISON (object)->cancellable);

  G_OBJECT_CLASS (cue_assets_comparison_parent_class)->finalize (object);
}

static void
cue_assets_comparison_class_init (CueAssetsComparisonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cue_assets_comparison_dispose;
  object_class->finalize = cue_assets_comparison_finalize;

  /**
   * CueAssetsComparison::changed:
   *
   * What is to be shown, or said about it, is another.
   */
  signals[SIGNAL_CHANGED] = cue_signal_new_plain (CUE_TYPE_ASSETS_COMPARISON, "changed");
}

static void
cue_assets_comparison_init (CueAssetsComparison *self)
{
  self->cancellable = g_cancellable_new ();
}

static CueAssetKind
get_layer (CueAssetsComparison *self)
{
  return cue_asset_slot_index_to_kind (cue_asset_change_get_slot (self->change));
}

typedef struct {
  CueAssetsComparison *self; /* not owned: its end cancels what is loaded */
  Side                 side;
} Version;

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Version *version = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = cue_assets_picture_load_finish (result, &error);
  CueAssetsComparison *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = version->self;

  if (texture != NULL) {
    cue_phone_scene_set_version (self->scenes[version->side],
                                 get_layer (self),
                                 GDK_PAINTABLE (texture));
    cue_phone_scene_set_hidden (self->scenes[version->side], get_layer (self), FALSE);
    self->states[version->side] = VERSION_HERE;
  } else if (g_error_matches (error, CUE_ERROR, CUE_ERROR_PROTOCOL)) {
    self->states[version->side] = VERSION_NO_PICTURE;
  } else {
    self->states[version->side] = VERSION_NOT_KEPT;
  }

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
load (CueAssetsComparison *self,
      CueAssetWatch       *watch,
      Side                 side,
      const char          *url,
      const char          *sha256)
{
  Version *version;

  if (sha256 == NULL) {
    self->states[side] = url != NULL ? VERSION_UNKNOWN : VERSION_NONE;
    return;
  }

  self->states[side] = VERSION_LOADING;
  version = g_new (Version, 1);
  version->self = self;
  version->side = side;
  cue_assets_picture_load_async (cue_asset_watch_get_history (watch),
                                 cue_asset_watch_get_loader (watch),
                                 sha256,
                                 self->cancellable,
                                 on_loaded,
                                 version);
}

/* What is on air now may be a third version; and of the two backgrounds only one is seen. */
static void
hide_others (CueAssetsComparison *self, CuePhoneScene *scene)
{
  CueAssetKind layer = get_layer (self);

  cue_phone_scene_set_hidden (scene, layer, TRUE);

  if (layer == CUE_ASSET_BG_VIDEO)
    cue_phone_scene_set_hidden (scene, CUE_ASSET_BG_IMAGE, TRUE);
  else if (layer == CUE_ASSET_BG_IMAGE)
    cue_phone_scene_set_hidden (scene, CUE_ASSET_BG_VIDEO, TRUE);
}

/**
 * cue_assets_comparison_new:
 * @scenes: of the event
 * @watch: its assets
 * @change: of one of them
 *
 * Returns: (transfer full): both versions of the state, which are being loaded
 */
CueAssetsComparison *
cue_assets_comparison_new (CuePhoneScenes *scenes, CueAssetWatch *watch, CueAssetChange *change)
{
  CueAssetsComparison *self;
  CuePlayerState       state;

  g_return_val_if_fail (CUE_IS_PHONE_SCENES (scenes), NULL);
  g_return_val_if_fail (CUE_IS_ASSET_WATCH (watch), NULL);
  g_return_val_if_fail (CUE_IS_ASSET_CHANGE (change), NULL);

  self = g_object_new (CUE_TYPE_ASSETS_COMPARISON, NULL);
  self->change = g_object_ref (change);
  state = cue_asset_slot_index_to_state (cue_asset_change_get_slot (change));

  for (guint i = 0; i < N_VERSIONS; i++) {
    self->scenes[i] = cue_phone_scenes_make (scenes, state);
    hide_others (self, self->scenes[i]);
  }

  load (self,
        watch,
        BEFORE,
        cue_asset_change_get_url_before (change),
        cue_asset_change_get_sha256_before (change));
  load (self,
        watch,
        AFTER,
        cue_asset_change_get_url_after (change),
        cue_asset_change_get_sha256_after (change));
  return self;
}

static gboolean
is_same (CueAssetsComparison *self)
{
  const char *before = cue_asset_change_get_sha256_before (self->change);

  return before != NULL &&
         g_strcmp0 (before, cue_asset_change_get_sha256_after (self->change)) == 0;
}

static gboolean
can_show (CueAssetsComparison *self, Side side)
{
  return self->states[side] == VERSION_HERE || self->states[side] == VERSION_NONE;
}

/**
 * cue_assets_comparison_get_scene:
 * @self: a comparison
 *
 * Returns: (transfer none): the state after the change, or before it if only that can be shown
 */
CuePhoneScene *
cue_assets_comparison_get_scene (CueAssetsComparison *self)
{
  g_return_val_if_fail (CUE_IS_ASSETS_COMPARISON (self), NULL);

  return self->scenes[!can_show (self, AFTER) && can_show (self, BEFORE) ? BEFORE : AFTER];
}

/**
 * cue_assets_comparison_get_before:
 * @self: a comparison
 *
 * Returns: (transfer none) (nullable): the state before the change; %NULL unless both versions can
 *   be shown and differ
 */
CuePhoneScene *
cue_assets_comparison_get_before (CueAssetsComparison *self)
{
  g_return_val_if_fail (CUE_IS_ASSETS_COMPARISON (self), NULL);

  return can_show (self, BEFORE) && can_show (self, AFTER) && !is_same (self) ? self->scenes[BEFORE]
                                                                              : NULL;
}

/* Why a version is not to be seen; %NULL when it is. */
static const char *
explain (CueAssetsComparison *self, Side side)
{
  static const char *const words[][N_VERSIONS] = {
    [VERSION_UNKNOWN] = { N_ ("The version before was never fetched."),
                          N_ ("The version after was not fetched when it came.") },
    [VERSION_NOT_KEPT] = { N_ ("No picture of the version before was kept."),
                           N_ ("No picture of the version after was kept.") },
    [VERSION_NO_PICTURE] = { N_ ("What was there before is no picture that can be shown."),
                             N_ ("What came after is no picture that can be shown.") },
  };
  VersionState state = self->states[side];

  return state >= VERSION_UNKNOWN ? _ (words[state][side]) : NULL;
}

/**
 * cue_assets_comparison_describe:
 * @self: a comparison
 *
 * Returns: (transfer full): which asset is compared
 */
char *
cue_assets_comparison_describe (CueAssetsComparison *self)
{
  g_return_val_if_fail (CUE_IS_ASSETS_COMPARISON (self), NULL);

  return cue_asset_slot_index_to_words (cue_asset_change_get_slot (self->change));
}

/**
 * cue_assets_comparison_describe_time:
 * @self: a comparison
 *
 * Returns: (transfer full): when it changed; date and time stay together where the line ends
 */
char *
cue_assets_comparison_describe_time (CueAssetsComparison *self)
{
  g_autofree char *time = NULL;
  g_auto (GStrv) parts = NULL;
  g_autofree char *whole = NULL;

  g_return_val_if_fail (CUE_IS_ASSETS_COMPARISON (self), NULL);

  time = cue_moment_format (cue_asset_change_get_wall (self->change) * 1000,
                            CUE_MOMENT_LOCAL,
                            CUE_MOMENT_SHORT);
  parts = g_strsplit (time, " ", -1);
  whole = g_strjoinv ("\u00a0", parts);
  /* Translators: a date with a time of day */
  return g_strdup_printf (_ ("Before and after %s"), whole);
}

/**
 * cue_assets_comparison_remark:
 * @self: a comparison
 *
 * Returns: (transfer full) (nullable): what cannot be shown, and what is shown instead
 */
char *
cue_assets_comparison_remark (CueAssetsComparison *self)
{
  const char *before, *after;
  const char *parts[4] = { NULL };
  guint       n = 0;

  g_return_val_if_fail (CUE_IS_ASSETS_COMPARISON (self), NULL);

  if (cue_assets_comparison_is_loading (self))
    return g_strdup (_ ("Loading…"));

  before = explain (self, BEFORE);
  after = is_same (self) ? NULL : explain (self, AFTER);

  if (before != NULL)
    parts[n++] = before;

  if (after != NULL)
    parts[n++] = after;

  if (is_same (self))
    parts[n++] = _ ("Only the address is another; the content is the same.");
  else if (before != NULL && after == NULL)
    parts[n++] = _ ("Shown is the one after.");
  else if (before == NULL && after != NULL)
    parts[n++] = _ ("Shown is the one before.");

  return n > 0 ? g_strjoinv (" ", (char **) parts) : NULL;
}

/**
 * cue_assets_comparison_is_loading:
 * @self: a comparison
 *
 * Returns: whether a version is still on its way
 */
gboolean
cue_assets_comparison_is_loading (CueAssetsComparison *self)
{
  g_return_val_if_fail (CUE_IS_ASSETS_COMPARISON (self), FALSE);

  return self->states[BEFORE] == VERSION_LOADING || self->states[AFTER] == VERSION_LOADING;
}
