// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

#include "cue-phone-guides.h"
#include "cue-phone-scene.h"

G_BEGIN_DECLS

GdkTexture *cue_composition_picture_draw (CuePhoneScene *scene,
                                          CuePhoneScene *before,
                                          double         wipe,
                                          PangoContext  *context,
                                          CuePhoneGuides guides,
                                          int            width,
                                          int            height);

void        cue_composition_picture_make_async (CuePhoneScene      *scene,
                                                CuePhoneScene      *before,
                                                double              wipe,
                                                PangoContext       *context,
                                                CuePhoneGuides      guides,
                                                GCancellable       *cancellable,
                                                GAsyncReadyCallback callback,
                                                gpointer            data);
GdkTexture *cue_composition_picture_make_finish (GAsyncResult *result, GError **error);

G_END_DECLS
