// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

void        cue_image_decode_async (GBytes             *bytes,
                                    guint               max_width,
                                    guint               max_height,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data);
GdkTexture *cue_image_decode_finish (GAsyncResult *result,
                                     guint        *original_width,
                                     guint        *original_height,
                                     GError      **error);

G_END_DECLS
