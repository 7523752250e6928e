// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

/*
 * The pictures of a clip, kept as JPEG: 180 × 320 take 5 to 10 kB instead of 86. One thread at a
 * time.
 */
typedef struct _CueClipStore CueClipStore;

/** CUE_CLIP_STORE_PLUGIN: of GStreamer, for its JPEG */
#define CUE_CLIP_STORE_PLUGIN "jpeg"

CueClipStore *cue_clip_store_new (void);
CueClipStore *cue_clip_store_new_from_packed (GBytes *packed);
void          cue_clip_store_free (CueClipStore *self);

void       cue_clip_store_add (CueClipStore *self, GstSample *sample);
void       cue_clip_store_complete (CueClipStore *self);
guint      cue_clip_store_get_n (CueClipStore *self);
gboolean   cue_clip_store_is_full (CueClipStore *self);
gsize      cue_clip_store_get_packed_size (CueClipStore *self);
void       cue_clip_store_pack (CueClipStore *self, guint8 *to);
GstSample *cue_clip_store_get (CueClipStore *self, guint i);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueClipStore, cue_clip_store_free)

G_END_DECLS
