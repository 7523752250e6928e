// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-diagnostic.h"
#include "cue-hls-playlist-private.h"

G_BEGIN_DECLS

typedef struct {
  CueHlsPlaylist *playlist; // not owned
  GUri           *base;     // owned
  guint           line_number;
  gboolean        is_multivariant;
  gboolean        is_media;

  // What the tags said about the URI line that follows.
  gboolean variant_pending;
  guint64  bandwidth;
  guint64  average_bandwidth;
  guint    width;
  guint    height;
  double   frame_rate;
  char    *codecs;                        // owned, nullable
  char    *groups[CUE_HLS_N_MEDIA_TYPES]; // owned, nullable
  gboolean segment_pending;
  gint64   duration_us;
  gboolean discontinuity;
  gboolean gap;
  gint64   pdt_us; // G_MININT64 when none
  gint64   byte_start;
  gint64   byte_length;

  // What carries on from segment to segment.
  gint64      next_pdt_us;
  guint64     discontinuities;
  int         map;
  gint64      range_end;
  const char *range_uri; // not owned, nullable
} CueHlsParser;

void cue_hls_parser_complain (CueHlsParser *parser, CueSeverity severity, const char *format, ...)
  G_GNUC_PRINTF (3, 4);
char *cue_hls_parser_resolve (CueHlsParser *parser, const char *text, gsize length);
void  cue_hls_parser_forget_variant (CueHlsParser *parser);
void  cue_hls_parser_read_tag (CueHlsParser *parser, const char *line, gsize length);

G_END_DECLS
