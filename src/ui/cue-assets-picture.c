// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-assets-picture.h"

#include "cue-error.h"
#include "cue-image.h"
#include "cue-picture-facts.h"

#define MAX_WIDTH  1080
#define MAX_HEIGHT 1920

/* Pictures of earlier versions of an asset, by the hash of their content. What is in a file of the
 * user is decoded outside this process, as everything that once came from outside. */

typedef struct {
  CueAssetHistory *history; /* owned */
  char            *sha256;  /* owned */
  GError          *error;   /* owned; why the content itself is no picture; NULL without */
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *wanted = data;

  g_object_unref (wanted->history);
  g_free (wanted->sha256);
  g_clear_error (&wanted->error);
  g_free (wanted);
}

/* Takes @error. That the content is here and no picture says more than that there is none. */
static void
fail (GTask *task, GError *error)
{
  Wanted *wanted = g_task_get_task_data (task);

  if (wanted->error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_error_free (error);
    error = g_error_new_literal (CUE_ERROR, CUE_ERROR_PROTOCOL, wanted->error->message);
  }

  g_task_return_error (task, error);
}

static void
on_thumbnail_decoded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError     *error = NULL;
  GdkTexture *texture = cue_image_decode_finish (result, NULL, NULL, &error);

  if (texture != NULL)
    g_task_return_pointer (task, texture, g_object_unref);
  else
    fail (task, error);
}

static void
on_thumbnail_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  g_autoptr (GBytes)
    bytes = cue_asset_history_load_thumbnail_finish (CUE_ASSET_HISTORY (source), result, &error);

  if (bytes == NULL) {
    fail (task, error);
    return;
  }

  cue_image_decode_async (bytes,
                          CUE_PICTURE_MAX_THUMBNAIL_WIDTH,
                          CUE_PICTURE_MAX_THUMBNAIL_HEIGHT,
                          g_task_get_cancellable (task),
                          on_thumbnail_decoded,
                          g_object_ref (task));
}

static void
load_thumbnail (GTask *task)
{
  Wanted *wanted = g_task_get_task_data (task);

  cue_asset_history_load_thumbnail_async (wanted->history,
                                          wanted->sha256,
                                          g_task_get_cancellable (task),
                                          on_thumbnail_loaded,
                                          g_object_ref (task));
}

/* A video is no image: what it looked like is in its thumbnail. */
static void
on_content_decoded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Wanted     *wanted = g_task_get_task_data (task);
  GdkTexture *texture = cue_image_decode_finish (result, NULL, NULL, &wanted->error);

  if (texture != NULL)
    g_task_return_pointer (task, texture, g_object_unref);
  else if (!g_task_return_error_if_cancelled (task))
    load_thumbnail (task);
}

static void
on_content_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GBytes)
    bytes = cue_asset_loader_load_content_finish (CUE_ASSET_LOADER (source), result, NULL);

  if (g_task_return_error_if_cancelled (task))
    return;

  if (bytes != NULL)
    cue_image_decode_async (bytes,
                            MAX_WIDTH,
                            MAX_HEIGHT,
                            g_task_get_cancellable (task),
                            on_content_decoded,
                            g_object_ref (task));
  else
    load_thumbnail (task);
}

/**
 * cue_assets_picture_load_async:
 * @history: has small pictures
 * @loader: (nullable): may still have the content itself, or %NULL when a small one does
 * @sha256: of the content
 * @cancellable: (nullable): ends it
 * @callback: called when it is there, or not
 * @data: for @callback
 *
 * Gets a picture of a version of an asset, the sharpest that there still is.
 */
void
cue_assets_picture_load_async (CueAssetHistory    *history,
                               CueAssetLoader     *loader,
                               const char         *sha256,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (history, cancellable, callback, data);
  Wanted *wanted;

  g_return_if_fail (CUE_IS_ASSET_HISTORY (history));
  g_return_if_fail (sha256 != NULL);

  g_task_set_source_tag (task, cue_assets_picture_load_async);
  wanted = g_new0 (Wanted, 1);
  wanted->history = g_object_ref (history);
  wanted->sha256 = g_strdup (sha256);
  g_task_set_task_data (task, wanted, wanted_free);

  if (loader != NULL)
    cue_asset_loader_load_content_async (loader,
                                         sha256,
                                         cancellable,
                                         on_content_loaded,
                                         g_object_ref (task));
  else
    load_thumbnail (task);
}

/**
 * cue_assets_picture_load_finish:
 * @result: given to the callback
 * @error: return location for an error: %CUE_ERROR_PROTOCOL when the content is still here and no
 *   picture can be made of it, any other when no picture of it was kept
 *
 * Returns: (transfer full): the picture
 */
GdkTexture *
cue_assets_picture_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
