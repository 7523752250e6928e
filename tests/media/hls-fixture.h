// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A small HLS server on loopback with faults. It is not the simulator on purpose: what the player
 * must survive is written down here a second time, by somebody else. */

#define HLS_N_SEGMENTS 12

typedef enum {
  HLS_CODEC_H264,
  HLS_CODEC_MPEG4, /* another codec and another size */
  HLS_CODEC_FMP4,  /* H.264 in fragmented MP4, without sound */
  HLS_N_CODECS,
} HlsCodec;

typedef enum {
  HLS_FAULT_NONE,
  HLS_FAULT_SEGMENTS,    /* segments answer with a status */
  HLS_FAULT_PLAYLIST,    /* the media playlist answers with a status */
  HLS_FAULT_HANG,        /* requests are taken and not answered */
  HLS_FAULT_REFUSE,      /* nobody listens */
  HLS_FAULT_FREEZE,      /* no new segments */
  HLS_FAULT_OTHER_CODEC, /* from now on segments of another codec, after a discontinuity */
} HlsFault;

typedef struct _HlsServer HlsServer;

void hls_make_segments (void);

HlsServer  *hls_server_new (HlsCodec codec);
void        hls_server_free (HlsServer *self);
const char *hls_server_get_live (HlsServer *self);
char       *hls_server_get_vod (HlsServer *self);
char       *hls_server_set_hostile (HlsServer *self, GBytes *bytes);
GBytes     *hls_get_segment (HlsCodec codec, guint i);
void        hls_server_set_fault (HlsServer *self, HlsFault fault, guint status);
guint       hls_server_get_n_requests (HlsServer *self, const char *part_of_path);

G_END_DECLS
