// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-hls-playlist.h"

G_BEGIN_DECLS

/**
 * CueHlsMap:
 * @uri: absolute URL, or ""; owned by the playlist's strings
 * @byte_start: first byte, or -1
 * @byte_length: number of bytes, or -1
 *
 * An initialisation section (`EXT-X-MAP`).
 */
typedef struct {
  const char *uri;
  gint64      byte_start;
  gint64      byte_length;
} CueHlsMap;

// Only the parser writes these.
struct _CueHlsPlaylist {
  GObject parent_instance;

  CueHlsPlaylistType type;
  char              *url; // owned
  guint              version;
  gboolean           independent_segments;
  GPtrArray         *diagnostics; // owned, CueDiagnostic
  GListStore        *variants;    // owned, CueHlsVariant

  GArray *renditions; // owned, CueHlsRendition
  guint   n_renditions_named;

  GStringChunk *strings;  // owned; the text of renditions, segments and maps
  GArray       *segments; // owned, CueHlsSegment
  GArray       *maps;     // owned, CueHlsMap
  GHashTable   *by_uri;   // owned, nullable; made at the first search
  gint64        target_duration_us;
  gint64        total_duration_us;
  guint64       media_sequence;
  guint64       discontinuity_sequence;
  gboolean      endlist;
  gboolean      encrypted;
  gboolean      i_frames_only;
  char         *type_text; // owned, nullable
};

G_END_DECLS
