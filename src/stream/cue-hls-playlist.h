// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "cue-hls-variant.h"

G_BEGIN_DECLS

#define CUE_HLS_MAX_BYTES      (4 * 1024 * 1024)
#define CUE_HLS_MAX_LINE_BYTES (64 * 1024)
#define CUE_HLS_MAX_VARIANTS   256
#define CUE_HLS_MAX_SEGMENTS   50000
// Of more than these only the number is known.
#define CUE_HLS_MAX_RENDITIONS 1000

/**
 * CueHlsPlaylistType:
 * @CUE_HLS_PLAYLIST_MULTIVARIANT: lists variants ("master playlist")
 * @CUE_HLS_PLAYLIST_MEDIA: lists segments
 */
typedef enum {
  CUE_HLS_PLAYLIST_MULTIVARIANT,
  CUE_HLS_PLAYLIST_MEDIA,
} CueHlsPlaylistType;

/**
 * CueHlsSegment:
 * @uri: absolute URL; owned by the playlist
 * @duration_us: `EXTINF` in microseconds
 * @sequence: media sequence number
 * @discontinuity_sequence: number of discontinuities up to this segment, counted as RFC 8216 does
 * @pdt_us: wall time of the first picture (µs since 1970 UTC), given by the playlist or carried on
 *   from an earlier segment; %G_MININT64 when the playlist has none
 * @byte_start: first byte in the resource, or -1 for the whole resource
 * @byte_length: number of bytes, or -1 for the whole resource
 * @map: index of the initialisation section (see cue_hls_playlist_get_map_uri()), or -1
 * @discontinuity: an `EXT-X-DISCONTINUITY` stands before this segment
 * @pdt_explicit: the segment has its own `EXT-X-PROGRAM-DATE-TIME`
 * @gap: the segment is marked with `EXT-X-GAP`: known to be missing
 *
 * One entry of a media playlist.
 */
typedef struct {
  const char *uri;
  gint64      duration_us;
  guint64     sequence;
  guint64     discontinuity_sequence;
  gint64      pdt_us;
  gint64      byte_start;
  gint64      byte_length;
  int         map;
  gboolean    discontinuity;
  gboolean    pdt_explicit;
  gboolean    gap;
} CueHlsSegment;

/**
 * CueHlsRendition:
 * @type: what it is
 * @group: `GROUP-ID`: variants name it; owned by the playlist
 * @name: `NAME`, or ""; owned by the playlist
 * @uri: (nullable): absolute URL of its own media playlist; %NULL when it is inside its variants,
 * "" when the playlist gives one that cannot be used; owned by the playlist
 *
 * One entry of `EXT-X-MEDIA` in a multivariant playlist.
 */
typedef struct {
  CueHlsMediaType type;
  const char     *group;
  const char     *name;
  const char     *uri;
} CueHlsRendition;

#define CUE_TYPE_HLS_PLAYLIST (cue_hls_playlist_get_type ())
G_DECLARE_FINAL_TYPE (CueHlsPlaylist, cue_hls_playlist, CUE, HLS_PLAYLIST, GObject)

CueHlsPlaylist *cue_hls_playlist_parse (GBytes *bytes, const char *base_url, GError **error);

CueHlsPlaylistType cue_hls_playlist_get_playlist_type (CueHlsPlaylist *self);
const char        *cue_hls_playlist_get_url (CueHlsPlaylist *self);
guint              cue_hls_playlist_get_version (CueHlsPlaylist *self);
gboolean           cue_hls_playlist_get_independent_segments (CueHlsPlaylist *self);
GPtrArray         *cue_hls_playlist_get_diagnostics (CueHlsPlaylist *self);

GListModel            *cue_hls_playlist_get_variants (CueHlsPlaylist *self);
guint                  cue_hls_playlist_get_n_renditions (CueHlsPlaylist *self);
guint                  cue_hls_playlist_get_n_renditions_named (CueHlsPlaylist *self);
const CueHlsRendition *cue_hls_playlist_get_rendition (CueHlsPlaylist *self, guint index);

guint                cue_hls_playlist_get_n_segments (CueHlsPlaylist *self);
const CueHlsSegment *cue_hls_playlist_get_segment (CueHlsPlaylist *self, guint index);
gint64               cue_hls_playlist_get_target_duration (CueHlsPlaylist *self);
gint64               cue_hls_playlist_get_total_duration (CueHlsPlaylist *self);
guint64              cue_hls_playlist_get_media_sequence (CueHlsPlaylist *self);
guint64              cue_hls_playlist_get_discontinuity_sequence (CueHlsPlaylist *self);
gboolean             cue_hls_playlist_get_endlist (CueHlsPlaylist *self);
gboolean             cue_hls_playlist_get_i_frames_only (CueHlsPlaylist *self);
const char          *cue_hls_playlist_get_type_text (CueHlsPlaylist *self);
const char          *cue_hls_playlist_get_map_uri (CueHlsPlaylist *self, int map);
gboolean             cue_hls_playlist_get_map_range (CueHlsPlaylist *self,
                                                     int             map,
                                                     gint64         *byte_start,
                                                     gint64         *byte_length);
gboolean             cue_hls_playlist_get_encrypted (CueHlsPlaylist *self);
gint64               cue_hls_playlist_get_edge_pdt (CueHlsPlaylist *self);
const CueHlsSegment *cue_hls_playlist_find_segment (CueHlsPlaylist *self, const char *uri);

G_END_DECLS
