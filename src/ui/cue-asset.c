// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-asset.h"

#include "cue-clip.h"
#include "cue-error.h"
#include "cue-image.h"
#include "cue-signal.h"

/* An image is decoded as large as it is drawn, in these steps: for a tile, for a phone beside other
 * things, and for a phone over the whole screen. */
static const struct {
  guint width;
  guint height;
} levels[] = {
  { 360, 640 },
  { 720, 1280 },
  { 2160, 3840 },
};

/* A busy computer can be too slow once, and twice. */
#define MAX_RETRIES 2
#define FIRST_RETRY ((gint64) 5 * G_USEC_PER_SEC)

#define USUAL_LEVEL 1
#define ALL_OF_IT   (G_N_ELEMENTS (levels) + 1)

/**
 * CueAsset:
 *
 * One image or looping video of an event, decoded for the phone.
 *
 * It asks for nothing and moves nothing until it is held; then it holds its file. A picture that
 * was had stays, until there is a newer one. Decoding happens in the helper process, never here;
 * what took too long there is tried twice more while somebody looks.
 * ‘changed’ is emitted when the paintable, the fault or the loading state changes. Main thread
 * only.
 */
struct _CueAsset {
  GObject parent_instance;

  CueAssetFile *file;  /* owned; NULL for one that was decoded elsewhere */
  CueClock     *clock; /* owned; likewise */

  GCancellable *cancellable; /* owned; cancelled in dispose */
  char         *sha256;      /* owned; of the content that was taken last; NULL before the first */
  GBytes       *bytes;       /* owned; the content of an image, to decode it larger; may be NULL */
  GdkPaintable *still;       /* owned; of an image; may be NULL */
  CueClip      *clip;        /* owned; of a video; may be NULL */
  char         *fault;       /* owned; why it cannot be decoded; NULL while nothing is wrong */
  guint         n_holds;
  gboolean      decoding;
  guint         n_retries; /* of this content, since somebody looks */
  guint         retry_id;
  gboolean      level_is_asked;
  guint         asked_width;  /* device pixels; the largest wish, 0 for none */
  guint         asked_height; /* likewise */
  guint         level;        /* of what is wished */
  guint         still_level;  /* one more than that of what is here or on its way; 0 for nothing */
  guint         width;        /* of the file, in pixels; 0 while it is not known */
  guint         height;
};

G_DEFINE_FINAL_TYPE (CueAsset, cue_asset, G_TYPE_OBJECT)

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void decode (CueAsset *self);

static void
emit_changed (CueAsset *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
set_fault (CueAsset *self, const GError *error)
{
  g_free (self->fault);
  self->fault = error != NULL ? g_strdup (error->message) : NULL;
}

static void
forget_retries (CueAsset *self)
{
  self->n_retries = 0;

  if (self->clock != NULL)
    cue_clock_clear_timeout (self->clock, &self->retry_id);
}

static gboolean
on_retry (gpointer user_data)
{
  CueAsset *self = CUE_ASSET (user_data);

  self->retry_id = 0;
  self->still_level = 0;
  set_fault (self, NULL);
  decode (self);
  emit_changed (self);
  return G_SOURCE_REMOVE;
}

static void
on_image_decoded (GObject *source, GAsyncResult *result, gpointer data)
{
  guint width = 0;
  guint height = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = cue_image_decode_finish (result, &width, &height, &error);
  g_autoptr (CueAsset) self = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = g_object_ref (CUE_ASSET (data));
  self->decoding = FALSE;
  set_fault (self, error);

  if (g_error_matches (error, CUE_ERROR, CUE_ERROR_TIMEOUT) && self->clock != NULL &&
      self->n_holds > 0 && self->n_retries < MAX_RETRIES)
    self->retry_id =
      cue_clock_add_timeout (self->clock, FIRST_RETRY << self->n_retries++, on_retry, self, NULL);

  if (texture != NULL) {
    g_set_object (&self->still, GDK_PAINTABLE (texture));
    self->width = width;
    self->height = height;

    /* Nothing sharper can be had. */
    if (gdk_texture_get_width (texture) >= (int) width)
      self->still_level = ALL_OF_IT;

    decode (self);
  }

  emit_changed (self);
}

/* What was as large as a screen is not kept that large for nobody. */
static gboolean
is_too_large (CueAsset *self)
{
  return self->n_holds == 0 && self->still != NULL && self->level + 1 < self->still_level &&
         gdk_paintable_get_intrinsic_width (self->still) > (int) levels[self->level].width;
}

/* As sharp as somebody wishes, if it is not that already. */
static void
decode (CueAsset *self)
{
  if (self->bytes == NULL || self->clip != NULL || self->decoding || self->fault != NULL)
    return;

  if (!is_too_large (self) && (self->n_holds == 0 || self->still_level >= self->level + 1))
    return;

  self->decoding = TRUE;
  self->still_level = self->level + 1;
  cue_image_decode_async (self->bytes,
                          levels[self->level].width,
                          levels[self->level].height,
                          self->cancellable,
                          on_image_decoded,
                          self);
}

static void
on_clip_error (CueAsset *self)
{
  set_fault (self, cue_clip_get_error (self->clip));
  emit_changed (self);
}

static void
drop_clip (CueAsset *self)
{
  if (self->clip != NULL)
    g_signal_handlers_disconnect_by_data (self->clip, self);

  g_clear_object (&self->clip);
}

/* Another content than before, or the first. */
static void
take_content (CueAsset *self, GBytes *content)
{
  set_fault (self, NULL);
  forget_retries (self);

  if (cue_asset_file_get_video (self->file)) {
    drop_clip (self);
    self->clip = cue_clip_new (self->clock, content);
    cue_clip_hint_size (self->clip, self->asked_width, self->asked_height);
    g_signal_connect_swapped (self->clip, "notify::error", G_CALLBACK (on_clip_error), self);
    cue_clip_set_visible (self->clip, self->n_holds > 0);
    set_fault (self, cue_clip_get_error (self->clip));
  } else {
    /* What is decoded now is no longer what counts. */
    if (self->decoding) {
      g_cancellable_cancel (self->cancellable);
      g_object_unref (self->cancellable);
      self->cancellable = g_cancellable_new ();
      self->decoding = FALSE;
    }

    g_clear_pointer (&self->bytes, g_bytes_unref);
    self->bytes = g_bytes_ref (content);
    self->still_level = 0;
    decode (self);
  }
}

/* The file gives its content up while nobody holds it, and may read the same again later. */
static void
consider_content (CueAsset *self)
{
  GBytes        *content = cue_asset_file_get_content (self->file);
  CueAssetFacts *facts = cue_asset_file_get_facts (self->file);
  const char    *sha256 = facts != NULL ? cue_asset_facts_get_sha256 (facts) : NULL;

  if (content == NULL || sha256 == NULL || g_strcmp0 (sha256, self->sha256) == 0)
    return;

  g_free (self->sha256);
  self->sha256 = g_strdup (sha256);
  take_content (self, content);
}

static void
on_file_changed (CueAsset *self)
{
  consider_content (self);
  emit_changed (self);
}

static void
cue_asset_dispose (GObject *object)
{
  CueAsset *self = CUE_ASSET (object);

  g_cancellable_cancel (self->cancellable);
  forget_retries (self);

  if (self->file != NULL) {
    g_signal_handlers_disconnect_by_data (self->file, self);

    if (self->n_holds > 0)
      cue_asset_file_release (self->file);

    g_clear_object (&self->file);
  }

  self->n_holds = 0;
  drop_clip (self);
  g_clear_object (&self->still);

  G_OBJECT_CLASS (cue_asset_parent_class)->dispose (object);
}

static void
cue_asset_finalize (GObject *object)
{
  CueAsset *self = CUE_ASSET (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->sha256, g_free);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->fault, g_free);

  G_OBJECT_CLASS (cue_asset_parent_class)->finalize (object);
}

static void
cue_asset_class_init (CueAssetClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cue_asset_dispose;
  object_class->finalize = cue_asset_finalize;

  /**
   * CueAsset::changed:
   *
   * What can be shown, or why nothing can, is another than before.
   */
  signals[SIGNAL_CHANGED] = cue_signal_new_plain (CUE_TYPE_ASSET, "changed");
}

static void
cue_asset_init (CueAsset *self)
{
  self->cancellable = g_cancellable_new ();
  self->level = USUAL_LEVEL;
}

/**
 * cue_asset_new:
 * @file: where its bytes come from
 * @clock: watches over the helper of a video
 *
 * Returns: (transfer full): an asset that asks for nothing yet
 */
CueAsset *
cue_asset_new (CueAssetFile *file, CueClock *clock)
{
  CueAsset *self;

  g_return_val_if_fail (CUE_IS_ASSET_FILE (file), NULL);
  g_return_val_if_fail (CUE_IS_CLOCK (clock), NULL);

  self = g_object_new (CUE_TYPE_ASSET, NULL);
  self->file = g_object_ref (file);
  self->clock = g_object_ref (clock);
  g_signal_connect_swapped (file, "notify", G_CALLBACK (on_file_changed), self);

  consider_content (self);

  return self;
}

/**
 * cue_asset_new_for_paintable:
 * @paintable: a picture
 *
 * Returns: (transfer full): an asset that is here already
 */
CueAsset *
cue_asset_new_for_paintable (GdkPaintable *paintable)
{
  CueAsset *self;

  g_return_val_if_fail (GDK_IS_PAINTABLE (paintable), NULL);

  self = g_object_new (CUE_TYPE_ASSET, NULL);
  self->still = g_object_ref (paintable);
  return self;
}

/**
 * cue_asset_get_paintable:
 * @self: an asset
 *
 * Returns: (transfer none) (nullable): what to draw
 */
GdkPaintable *
cue_asset_get_paintable (CueAsset *self)
{
  g_return_val_if_fail (CUE_IS_ASSET (self), NULL);

  if (self->clip != NULL)
    return cue_clip_get_paintable (self->clip);

  return self->still;
}

/**
 * cue_asset_get_fault:
 * @self: an asset
 *
 * Returns: (transfer none) (nullable): why it cannot be shown, or cannot be had anew, in words
 */
const char *
cue_asset_get_fault (CueAsset *self)
{
  CueAssetFacts *facts;

  g_return_val_if_fail (CUE_IS_ASSET (self), NULL);

  if (self->fault != NULL)
    return self->fault;

  facts = self->file != NULL ? cue_asset_file_get_facts (self->file) : NULL;
  return facts != NULL ? cue_asset_facts_get_error (facts) : NULL;
}

/**
 * cue_asset_get_loading:
 * @self: an asset
 *
 * Returns: whether more of it is on its way: its file, or a sharper picture
 */
gboolean
cue_asset_get_loading (CueAsset *self)
{
  g_return_val_if_fail (CUE_IS_ASSET (self), FALSE);

  /* A file that is only asked for again, as it is from time to time, is here. */
  return self->decoding ||
         (self->sha256 == NULL && self->file != NULL && cue_asset_file_get_loading (self->file));
}

/**
 * cue_asset_get_size:
 * @self: an asset
 * @width: (out): pixels of the file, however many of them were decoded; 0 while they are not known
 * @height: (out): likewise
 */
void
cue_asset_get_size (CueAsset *self, int *width, int *height)
{
  g_return_if_fail (CUE_IS_ASSET (self));

  *width = (int) self->width;
  *height = (int) self->height;
}

/**
 * cue_asset_hold:
 * @self: an asset
 *
 * Somebody looks: its file is held, and a video moves. Each call needs one of
 * [method@Asset.release].
 */
void
cue_asset_hold (CueAsset *self)
{
  g_return_if_fail (CUE_IS_ASSET (self));

  if (self->n_holds++ > 0)
    return;

  /* Another look is another try: the helper may have failed for a reason that is over. */
  if (self->clip == NULL) {
    if (self->still == NULL || self->fault != NULL)
      self->still_level = 0;

    set_fault (self, NULL);
    forget_retries (self);
  } else
    cue_clip_set_visible (self->clip, TRUE);

  if (self->file != NULL)
    cue_asset_file_hold (self->file);

  decode (self);
}

/**
 * cue_asset_release:
 * @self: an asset
 *
 * One fewer looks. When nobody does, a video stands still.
 */
void
cue_asset_release (CueAsset *self)
{
  g_return_if_fail (CUE_IS_ASSET (self));
  g_return_if_fail (self->n_holds > 0);

  if (--self->n_holds > 0)
    return;

  if (self->clip != NULL)
    cue_clip_set_visible (self->clip, FALSE);

  self->level = MIN (self->level, USUAL_LEVEL);
  self->level_is_asked = FALSE;
  forget_retries (self);
  decode (self);

  if (self->file != NULL)
    cue_asset_file_release (self->file);
}

/**
 * cue_asset_ask_size:
 * @self: an asset
 * @width: device pixels
 * @height: device pixels
 *
 * Says how large it is drawn, so that it is decoded as sharp as that needs. The largest wish
 * counts, and what is here stays until that is met. A video sees by itself how large it is drawn,
 * once it is.
 */
void
cue_asset_ask_size (CueAsset *self, guint width, guint height)
{
  guint level = 0;

  g_return_if_fail (CUE_IS_ASSET (self));

  while (level < G_N_ELEMENTS (levels) - 1 &&
         (levels[level].width < width || levels[level].height < height))
    level++;

  self->asked_width = MAX (self->asked_width, width);
  self->asked_height = MAX (self->asked_height, height);

  if (self->clip != NULL)
    cue_clip_hint_size (self->clip, self->asked_width, self->asked_height);

  if (self->level_is_asked && level <= self->level)
    return;

  self->level_is_asked = TRUE;
  self->level = level;
  decode (self);
}
