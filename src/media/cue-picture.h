// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-clock.h"

#include <gdk/gdk.h>

G_BEGIN_DECLS

void     cue_picture_save_async (GdkTexture         *texture,
                                 GFile              *file,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data);
gboolean cue_picture_save_finish (GAsyncResult *result, GError **error);

typedef struct _CuePictureQueue CuePictureQueue;

CuePictureQueue *cue_picture_queue_new (CueClock *clock);
void             cue_picture_queue_free (CuePictureQueue *self);

guint32 cue_picture_queue_add (CuePictureQueue *self, GTask *task, GFile *file);
void    cue_picture_queue_take (CuePictureQueue *self, guint32 request, GdkTexture *texture);

G_END_DECLS
