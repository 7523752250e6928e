// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

#define CUE_TYPE_VIDEO_PAINTABLE (cue_video_paintable_get_type ())
G_DECLARE_FINAL_TYPE (CueVideoPaintable, cue_video_paintable, CUE, VIDEO_PAINTABLE, GObject)

CueVideoPaintable *cue_video_paintable_new (void);

GdkTexture *cue_video_paintable_get_texture (CueVideoPaintable *self);
void        cue_video_paintable_set_texture (CueVideoPaintable *self,
                                             GdkTexture        *texture,
                                             guint              natural_width,
                                             guint              natural_height);
gboolean cue_video_paintable_take_drawn_size (CueVideoPaintable *self, guint *width, guint *height);

G_END_DECLS
