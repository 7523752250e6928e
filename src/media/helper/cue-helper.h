// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-frame-writer.h"
#include "cue-media-channel.h"

#include <gst/gst.h>

G_BEGIN_DECLS

/**
 * CueDecoder:
 * @control: the console changed a setting; the flags and numbers replace the earlier ones
 * @snapshot: the console wants the picture that is on show, at full size; nullable
 * @free: ends it
 *
 * One of the things that this program does. The process does one of them in its life.
 */
typedef struct _CueDecoder CueDecoder;
struct _CueDecoder {
  void (*control) (CueDecoder *self, const CueMediaControl *control);
  void (*snapshot) (CueDecoder *self, guint32 request);
  void (*free) (CueDecoder *self);
};

CueDecoder *cue_stream_decoder_new (CueMediaChannel    *channel,
                                    CueFrameWriter     *writer,
                                    const CueMediaOpen *open,
                                    const char         *uri);
CueDecoder *cue_clip_decoder_new (CueMediaChannel    *channel,
                                  CueFrameWriter     *writer,
                                  const CueMediaOpen *open,
                                  GBytes             *bytes);
CueDecoder *cue_image_decoder_new (CueMediaChannel    *channel,
                                   CueFrameWriter     *writer,
                                   const CueMediaOpen *open,
                                   GBytes             *bytes);

CueDecoder *
cue_probe_decoder_new (CueMediaChannel *channel, const CueMediaOpen *open, GBytes *bytes);

void cue_helper_send_fault (CueMediaChannel  *channel,
                            CueMediaFaultCode code,
                            guint             http_status,
                            const char       *detail);
void cue_helper_send_text (CueMediaChannel *channel, CueMediaTextKind kind, const char *text);
CueMediaFaultCode cue_helper_classify_message (GstMessage *message);
void
cue_helper_send_error_message (CueMediaChannel *channel, GstMessage *message, guint http_status);

void cue_helper_confine (CueMediaKind kind);
void cue_helper_limit_elements (CueMediaKind kind);
void cue_helper_forbid (const char *element);
void cue_helper_set_up_decoder (GstElement *decoder);

G_END_DECLS
