// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gdk/gdk.h>

#include "cue-asset-history.h"
#include "cue-asset-loader.h"

G_BEGIN_DECLS

void        cue_assets_picture_load_async (CueAssetHistory    *history,
                                           CueAssetLoader     *loader,
                                           const char         *sha256,
                                           GCancellable       *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer            data);
GdkTexture *cue_assets_picture_load_finish (GAsyncResult *result, GError **error);

G_END_DECLS
