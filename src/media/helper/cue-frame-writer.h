// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-media-channel.h"

#include <gst/video/video.h>

G_BEGIN_DECLS

typedef struct _CueFrameWriter CueFrameWriter;

CueFrameWriter *cue_frame_writer_new (CueMediaChannel *channel);
void            cue_frame_writer_free (CueFrameWriter *self);

void    cue_frame_writer_set_view (CueFrameWriter *self, guint width, guint height);
void    cue_frame_writer_set_natural (CueFrameWriter *self, guint width, guint height);
void    cue_frame_writer_set_visible (CueFrameWriter *self, gboolean visible);
guint32 cue_frame_writer_hand_on (CueFrameWriter *self);
void    cue_frame_writer_take_over (CueFrameWriter *self, guint32 last_buffer);

void cue_frame_writer_release (CueFrameWriter *self, guint32 buffer);

gboolean cue_frame_writer_write (CueFrameWriter *self, GstSample *sample);
gboolean cue_frame_writer_write_full (CueFrameWriter *self, GstSample *sample, guint32 request);
gboolean cue_frame_writer_write_image (CueFrameWriter *self, GstSample *sample, guint orientation);

guint64 cue_frame_writer_get_dropped (CueFrameWriter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueFrameWriter, cue_frame_writer_free)

G_END_DECLS
