// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

/*
 * One encoder or decoder of still pictures on its own, without a pipeline: a picture goes in, and
 * what it became comes out, in the same thread and at once. One thread at a time.
 */
typedef struct _CueCodec CueCodec;

CueCodec  *cue_codec_new (const char *element, GstCaps *caps);
void       cue_codec_free (CueCodec *self);
void       cue_codec_set (CueCodec *self, const char *property, int value);
GstSample *cue_codec_run (CueCodec *self, GstBuffer *buffer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueCodec, cue_codec_free)

G_END_DECLS
