// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-asset.h"

#include <glib/gi18n-lib.h>

#include "cue-clip.h"
#include "cue-error.h"
#include "cue-image.h"

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

#define USUAL_LEVEL 1

#define MAX_IMAGE_BYTES (16 * 1024 * 1024)
#define MAX_VIDEO_BYTES (64 * 1024 * 1024)

#define FIRST_RETRY (15 * G_USEC_PER_SEC)
#define LAST_RETRY  (10 * 60 * G_USEC_PER_SEC)

/**
 * CueAsset:
 *
 * One image or looping video of an event, fetched and decoded for the phone.
 *
 * It asks for nothing and moves nothing until it is held. What cannot be had says why in words and
 * is tried again with growing pauses while it is held; a picture that was had stays. Decoding
 * happens in the helper process, never here. ‘changed’ is emitted when the paintable, the fault or
 * the loading state changes. Main thread only.
 */
struct _CueAsset {
  GObject parent_instance;

  CueHttpClient *client; /* owned; NULL for one that was decoded elsewhere */
  CueClock      *clock;  /* owned; likewise */
  char          *url;    /* owned; likewise */
  gboolean       video;

  GCancellable *cancellable; /* owned; cancelled in dispose */
  GBytes       *bytes;       /* owned; the file; NULL until it is here */
  GdkPaintable *still;       /* owned; of an image; may be NULL */
  CueClip      *clip;        /* owned; of a video; may be NULL */
  char         *fault;       /* owned; NULL while nothing is wrong */
  gint64        retry_delay; /* microseconds */
  guint         retry_id;
  gboolean      loading;
  gboolean      decoding;
  guint         n_holds;
  guint         level; /* of what is wished */
  gboolean      level_is_asked;
  guint         still_level; /* of what is here */
  guint         width;       /* of the file, in pixels; 0 while it is not known */
  guint         height;
};

G_DEFINE_FINAL_TYPE (CueAsset, cue_asset, G_TYPE_OBJECT)

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void load (CueAsset *self);
static void decode (CueAsset *self);

static gboolean
on_retry_due (gpointer data)
{
  CueAsset *self = data;

  self->retry_id = 0;
  load (self);
  return G_SOURCE_REMOVE;
}

static void
finish (CueAsset *self, GError *error)
{
  self->loading = FALSE;
  g_clear_pointer (&self->fault, g_free);

  if (error != NULL) {
    self->fault = g_strdup (error->message);
    self->retry_id =
      cue_clock_add_timeout (self->clock, self->retry_delay, on_retry_due, self, NULL);
    self->retry_delay = MIN (self->retry_delay * 2, LAST_RETRY);
  } else
    self->retry_delay = FIRST_RETRY;

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_image_decoded (GObject *source, GAsyncResult *result, gpointer data)
{
  guint width = 0;
  guint height = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = cue_image_decode_finish (result, &width, &height, &error);
  CueAsset *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = CUE_ASSET (data);
  self->decoding = FALSE;

  if (texture != NULL) {
    g_set_object (&self->still, GDK_PAINTABLE (texture));
    self->width = width;
    self->height = height;

    /* All there is: nothing sharper can be had. */
    if (gdk_texture_get_width (texture) >= (int) width)
      self->still_level = G_N_ELEMENTS (levels);
  }

  finish (self, error);

  if (error == NULL)
    decode (self);
}

/* As sharp as somebody wishes, if it is not that already. */
static void
decode (CueAsset *self)
{
  if (self->video || self->bytes == NULL || self->decoding || self->n_holds == 0 ||
      (self->still != NULL && self->still_level >= self->level))
    return;

  self->decoding = TRUE;
  self->still_level = self->level;
  cue_image_decode_async (self->bytes,
                          levels[self->level].width,
                          levels[self->level].height,
                          self->cancellable,
                          on_image_decoded,
                          self);
}

static void
on_clip_error (CueClip *clip, GParamSpec *pspec, CueAsset *self)
{
  const GError *error = cue_clip_get_error (clip);

  g_clear_pointer (&self->fault, g_free);
  self->fault = error != NULL ? g_strdup (error->message) : NULL;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
take_video (CueAsset *self, GBytes *bytes)
{
  if (self->clip != NULL)
    g_signal_handlers_disconnect_by_func (self->clip, on_clip_error, self);

  g_clear_object (&self->clip);
  self->clip = cue_clip_new (self->clock, bytes);
  g_signal_connect_object (self->clip, "notify::error", G_CALLBACK (on_clip_error), self, 0);
  cue_clip_set_visible (self->clip, self->n_holds > 0);
  finish (self, NULL);
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CueHttpResponse)
    response = cue_http_client_send_finish (CUE_HTTP_CLIENT (source), result, &error);
  CueAsset *self;
  GBytes   *body;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = CUE_ASSET (data);

  if (response == NULL || !cue_http_response_check_status (response, &error)) {
    finish (self, error);
    return;
  }

  body = cue_http_response_get_body (response);

  if (body == NULL || g_bytes_get_size (body) == 0) {
    g_set_error_literal (&error,
                         CUE_ERROR,
                         CUE_ERROR_PROTOCOL,
                         _ ("The server sent an empty file."));
    finish (self, error);
  } else if (self->video)
    take_video (self, body);
  else {
    self->bytes = g_bytes_ref (body);
    decode (self);
  }
}

static void
cue_asset_dispose (GObject *object)
{
  CueAsset *self = CUE_ASSET (object);

  g_cancellable_cancel (self->cancellable);

  if (self->retry_id != 0) {
    cue_clock_remove_timeout (self->clock, self->retry_id);
    self->retry_id = 0;
  }

  g_clear_object (&self->clip);
  g_clear_object (&self->still);

  G_OBJECT_CLASS (cue_asset_parent_class)->dispose (object);
}

static void
cue_asset_finalize (GObject *object)
{
  CueAsset *self = CUE_ASSET (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->client);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->url, g_free);
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
  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          CUE_TYPE_ASSET,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
}

static void
cue_asset_init (CueAsset *self)
{
  self->cancellable = g_cancellable_new ();
  self->retry_delay = FIRST_RETRY;
  self->level = USUAL_LEVEL;
}

/**
 * cue_asset_new:
 * @client: sends the request, so that it is traced like any other
 * @clock: times the retries
 * @url: an http or https address that the event gave
 * @video: whether it is a looping video rather than an image
 *
 * Returns: (transfer full): an asset that asks for nothing yet
 */
CueAsset *
cue_asset_new (CueHttpClient *client, CueClock *clock, const char *url, gboolean video)
{
  CueAsset *self;

  g_return_val_if_fail (CUE_IS_HTTP_CLIENT (client), NULL);
  g_return_val_if_fail (CUE_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (url != NULL, NULL);

  self = g_object_new (CUE_TYPE_ASSET, NULL);
  self->client = g_object_ref (client);
  self->clock = g_object_ref (clock);
  self->url = g_strdup (url);
  self->video = video;
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
  self->still_level = G_N_ELEMENTS (levels);
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
 * Returns: (transfer none) (nullable): why it cannot be shown, in words
 */
const char *
cue_asset_get_fault (CueAsset *self)
{
  g_return_val_if_fail (CUE_IS_ASSET (self), NULL);

  return self->fault;
}

/**
 * cue_asset_get_loading:
 * @self: an asset
 *
 * Returns: whether an answer is awaited
 */
gboolean
cue_asset_get_loading (CueAsset *self)
{
  g_return_val_if_fail (CUE_IS_ASSET (self), FALSE);

  return self->loading;
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

static void
load (CueAsset *self)
{
  g_autoptr (CueHttpRequest) request = NULL;

  if (self->client == NULL || self->loading || cue_asset_get_paintable (self) != NULL)
    return;

  if (self->retry_id != 0) {
    cue_clock_remove_timeout (self->clock, self->retry_id);
    self->retry_id = 0;
  }

  request = cue_http_request_new ("GET", self->url);
  cue_http_request_set_lane (request, "assets");
  cue_http_request_set_max_bytes (request, self->video ? MAX_VIDEO_BYTES : MAX_IMAGE_BYTES);
  cue_http_request_set_timeout (request, 60 * 1000);
  self->loading = TRUE;
  cue_http_client_send_async (self->client, request, self->cancellable, on_answered, self);
}

/**
 * cue_asset_hold:
 * @self: an asset
 *
 * Somebody looks: it is fetched unless it is here already or on its way, and a video moves. Each
 * call needs one of [method@Asset.release].
 */
void
cue_asset_hold (CueAsset *self)
{
  g_return_if_fail (CUE_IS_ASSET (self));

  if (self->n_holds++ > 0)
    return;

  load (self);
  decode (self);

  if (self->clip != NULL)
    cue_clip_set_visible (self->clip, TRUE);
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

  if (--self->n_holds == 0 && self->clip != NULL)
    cue_clip_set_visible (self->clip, FALSE);
}

/**
 * cue_asset_ask_size:
 * @self: an asset
 * @width: device pixels
 * @height: device pixels
 *
 * Says how large it is drawn, so that it is decoded as sharp as that needs. The largest wish
 * counts, and what is here stays until that is met. A video sees by itself how large it is drawn.
 */
void
cue_asset_ask_size (CueAsset *self, guint width, guint height)
{
  guint level = 0;

  g_return_if_fail (CUE_IS_ASSET (self));

  while (level < G_N_ELEMENTS (levels) - 1 &&
         (levels[level].width < width || levels[level].height < height))
    level++;

  if (self->level_is_asked && level <= self->level)
    return;

  self->level_is_asked = TRUE;
  self->level = level;
  decode (self);
}
