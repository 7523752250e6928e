// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-clock.h"

#include <gdk/gdk.h>

G_BEGIN_DECLS

#define CUE_TYPE_CLIP (cue_clip_get_type ())
G_DECLARE_FINAL_TYPE (CueClip, cue_clip, CUE, CLIP, GObject)

CueClip *cue_clip_new (CueClock *clock, GBytes *bytes);

GdkPaintable *cue_clip_get_paintable (CueClip *self);
void          cue_clip_set_visible (CueClip *self, gboolean visible);
void          cue_clip_set_size (CueClip *self, guint width, guint height);
void          cue_clip_hint_size (CueClip *self, guint width, guint height);
gboolean      cue_clip_get_playing (CueClip *self);
const GError *cue_clip_get_error (CueClip *self);

G_END_DECLS
