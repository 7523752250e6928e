// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-hls-playlist-private.h"

#include "cue-diagnostic.h"

/**
 * CueHlsPlaylist:
 *
 * A playlist of an HLS stream as it was at one moment: a multivariant playlist with its variants,
 * or a media playlist with its segments (RFC 8216). Made by cue_hls_playlist_parse(), immutable
 * from then on; may be made in a worker thread and handed to the main thread.
 */

G_DEFINE_FINAL_TYPE (CueHlsPlaylist, cue_hls_playlist, G_TYPE_OBJECT)

/**
 * cue_hls_playlist_get_playlist_type:
 *
 * Returns: whether it lists variants or segments
 */
CueHlsPlaylistType
cue_hls_playlist_get_playlist_type (CueHlsPlaylist *self)
{
  g_return_val_if_fail (CUE_IS_HLS_PLAYLIST (self), CUE_HLS_PLAYLIST_MEDIA);

  return self->type;
}

/**
 * cue_hls_playlist_get_url:
 *
 * Returns: the URL that relative ones were resolved against
 */
const char *
cue_hls_playlist_get_url (CueHlsPlaylist *self)
{
  g_return_val_if_fail (CUE_IS_HLS_PLAYLIST (self), NULL);

  return self->url;
}

/**
 * cue_hls_playlist_get_version:
 *
 * Returns: `EXT-X-VERSION`, 1 when absent
 */
guint
cue_hls_playlist_get_version (CueHlsPlaylist *self)
{
  g_return_val_if_fail (CUE_IS_HLS_PLAYLIST (self), 1);

  return self->version;
}

/**
 * cue_hls_playlist_get_independent_segments:
 *
 * Returns: whether `EXT-X-INDEPENDENT-SEGMENTS` is declared
 */
gboolean
cue_hls_playlist_get_independent_segments (CueHlsPlaylist *self)
{
  g_return_val_if_fail (CUE_IS_HLS_PLAYLIST (self), FALSE);

  return self->independent_segments;
}

/**
 * cue_hls_playlist_get_diagnostics:
 *
 * Returns: (transfer none) (element-type CueDiagnostic): what is wrong with the playlist without
 *   making it useless; at most 100
 */
GPtrArray *
cue_hls_playlist_get_diagnostics (CueHlsPlaylist *self)
{
  g_return_val_if_fail (CUE_IS_HLS_PLAYLIST (self), NULL);

  return self->diagnostics;
}

/**
 * cue_hls_playlist_get_variants:
 *
 * Returns: (transfer none): a list of [class@HlsVariant] in the playlist's order; empty in a media
 *   playlist
 */
GListModel *
cue_hls_playlist_get_variants (CueHlsPlaylist *self)
{
  g_return_val_if_fail (CUE_IS_HLS_PLAYLIST (self), NULL);

  return G_LIST_MODEL (self->variants);
}

/**
 * cue_hls_playlist_get_n_renditions:
 *
 * Returns: the number of renditions, at most %CUE_HLS_MAX_RENDITIONS
 */
guint
cue_hls_playlist_get_n_renditions (CueHlsPlaylist *self)
{
  g_return_val_if_fail (CUE_IS_HLS_PLAYLIST (self), 0);

  return self->renditions->len;
}

/**
 * cue_hls_playlist_get_n_renditions_named:
 *
 * Returns: how many renditions the playlist names, including those of which nothing was kept
 */
guint
cue_hls_playlist_get_n_renditions_named (CueHlsPlaylist *self)
{
  g_return_val_if_fail (CUE_IS_HLS_PLAYLIST (self), 0);

  return self->n_renditions_named;
}

/**
 * cue_hls_playlist_get_rendition:
 *
 * Returns: (nullable): a rendition, owned by the playlist; %NULL past the end
 */
const CueHlsRendition *
cue_hls_playlist_get_rendition (CueHlsPlaylist *self, guint index)
{
  g_return_val_if_fail (CUE_IS_HLS_PLAYLIST (self), NULL);

  return index < self->renditions->len ? &g_array_index (self->renditions, CueHlsRendition, index)
                                       : NULL;
}

/**
 * cue_hls_playlist_get_n_segments:
 *
 * Returns: the number of segments; 0 in a multivariant playlist
 */
guint
cue_hls_playlist_get_n_segments (CueHlsPlaylist *self)
{
  g_return_val_if_fail (CUE_IS_HLS_PLAYLIST (self), 0);

  return self->segments->len;
}

/**
 * cue_hls_playlist_get_segment:
 *
 * Returns: (nullable): a segment, owned by the playlist; %NULL past the end
 */
const CueHlsSegment *
cue_hls_playlist_get_segment (CueHlsPlaylist *self, guint index)
{
  g_return_val_if_fail (CUE_IS_HLS_PLAYLIST (self), NULL);

  return index < self->segments->len ? &g_array_index (self->segments, CueHlsSegment, index) : NULL;
}

/**
 * cue_hls_playlist_get_target_duration:
 *
 * Returns: `EXT-X-TARGETDURATION` in microseconds, 0 when absent
 */
gint64
cue_hls_playlist_get_target_duration (CueHlsPlaylist *self)
{
  g_return_val_if_fail (CUE_IS_HLS_PLAYLIST (self), 0);

  return self->target_duration_us;
}

/**
 * cue_hls_playlist_get_total_duration:
 *
 * Returns: the sum of all segments in microseconds
 */
gint64
cue_hls_playlist_get_total_duration (CueHlsPlaylist *self)
{
  g_return_val_if_fail (CUE_IS_HLS_PLAYLIST (self), 0);

  return self->total_duration_us;
}

/**
 * cue_hls_playlist_get_media_sequence:
 *
 * Returns: the sequence number of the first segment
 */
guint64
cue_hls_playlist_get_media_sequence (CueHlsPlaylist *self)
{
  g_return_val_if_fail (CUE_IS_HLS_PLAYLIST (self), 0);

  return self->media_sequence;
}

/**
 * cue_hls_playlist_get_discontinuity_sequence:
 *
 * Returns: the discontinuity sequence number of the first segment
 */
guint64
cue_hls_playlist_get_discontinuity_sequence (CueHlsPlaylist *self)
{
  g_return_val_if_fail (CUE_IS_HLS_PLAYLIST (self), 0);

  return self->discontinuity_sequence;
}

/**
 * cue_hls_playlist_get_endlist:
 *
 * Returns: whether no segment will be added any more (`EXT-X-ENDLIST`)
 */
gboolean
cue_hls_playlist_get_endlist (CueHlsPlaylist *self)
{
  g_return_val_if_fail (CUE_IS_HLS_PLAYLIST (self), FALSE);

  return self->endlist;
}

/**
 * cue_hls_playlist_get_i_frames_only:
 *
 * Returns: whether `EXT-X-I-FRAMES-ONLY` is declared
 */
gboolean
cue_hls_playlist_get_i_frames_only (CueHlsPlaylist *self)
{
  g_return_val_if_fail (CUE_IS_HLS_PLAYLIST (self), FALSE);

  return self->i_frames_only;
}

/**
 * cue_hls_playlist_get_type_text:
 *
 * Returns: (nullable): `EXT-X-PLAYLIST-TYPE` as sent, normally "VOD" or "EVENT"
 */
const char *
cue_hls_playlist_get_type_text (CueHlsPlaylist *self)
{
  g_return_val_if_fail (CUE_IS_HLS_PLAYLIST (self), NULL);

  return self->type_text;
}

/**
 * cue_hls_playlist_get_map_uri:
 * @map: the number from a segment
 *
 * Returns: (nullable): the URL of an initialisation section, %NULL for -1
 */
const char *
cue_hls_playlist_get_map_uri (CueHlsPlaylist *self, int map)
{
  g_return_val_if_fail (CUE_IS_HLS_PLAYLIST (self), NULL);

  return map >= 0 && (guint) map < self->maps->len ? g_array_index (self->maps, CueHlsMap, map).uri
                                                   : NULL;
}

/**
 * cue_hls_playlist_get_map_range:
 * @map: the index a segment gives
 * @byte_start: (out): its first byte
 * @byte_length: (out): how many bytes it has
 *
 * Returns: whether the initialisation section is only a part of its resource
 */
gboolean
cue_hls_playlist_get_map_range (CueHlsPlaylist *self,
                                int             map,
                                gint64         *byte_start,
                                gint64         *byte_length)
{
  const CueHlsMap *found;

  g_return_val_if_fail (CUE_IS_HLS_PLAYLIST (self), FALSE);

  *byte_start = *byte_length = -1;
  if (map < 0 || (guint) map >= self->maps->len)
    return FALSE;
  found = &g_array_index (self->maps, CueHlsMap, map);
  if (found->byte_length < 0)
    return FALSE;
  *byte_start = found->byte_start;
  *byte_length = found->byte_length;
  return TRUE;
}

/**
 * cue_hls_playlist_get_encrypted:
 *
 * Returns: whether segments are encrypted (`EXT-X-KEY` with another method than `NONE`, section
 *   4.3.2.4), be it only some of them
 */
gboolean
cue_hls_playlist_get_encrypted (CueHlsPlaylist *self)
{
  g_return_val_if_fail (CUE_IS_HLS_PLAYLIST (self), FALSE);

  return self->encrypted;
}

/**
 * cue_hls_playlist_get_edge_pdt:
 *
 * Returns: the wall time at which the last segment ends (µs since 1970 UTC), %G_MININT64 when the
 *   playlist gives no times
 */
gint64
cue_hls_playlist_get_edge_pdt (CueHlsPlaylist *self)
{
  const CueHlsSegment *last;

  g_return_val_if_fail (CUE_IS_HLS_PLAYLIST (self), G_MININT64);

  if (self->segments->len == 0)
    return G_MININT64;
  last = &g_array_index (self->segments, CueHlsSegment, self->segments->len - 1);
  return last->pdt_us != G_MININT64 ? last->pdt_us + last->duration_us : G_MININT64;
}

/**
 * cue_hls_playlist_find_segment:
 * @uri: an absolute URL, for example the one a player says that it is playing
 *
 * Main thread only: the first call builds an index.
 *
 * Returns: (nullable): the first segment with that URL
 */
const CueHlsSegment *
cue_hls_playlist_find_segment (CueHlsPlaylist *self, const char *uri)
{
  g_return_val_if_fail (CUE_IS_HLS_PLAYLIST (self), NULL);
  g_return_val_if_fail (uri != NULL, NULL);

  if (self->by_uri == NULL) {
    self->by_uri = g_hash_table_new (g_str_hash, g_str_equal);
    for (guint i = self->segments->len; i > 0; i--) {
      CueHlsSegment *segment = &g_array_index (self->segments, CueHlsSegment, i - 1);

      g_hash_table_replace (self->by_uri, (gpointer) segment->uri, segment);
    }
  }
  return *uri != '\0' ? g_hash_table_lookup (self->by_uri, uri) : NULL;
}

static void
cue_hls_playlist_finalize (GObject *object)
{
  CueHlsPlaylist *self = CUE_HLS_PLAYLIST (object);

  g_clear_pointer (&self->url, g_free);
  g_clear_pointer (&self->type_text, g_free);
  g_clear_pointer (&self->by_uri, g_hash_table_unref);
  g_clear_pointer (&self->diagnostics, g_ptr_array_unref);
  g_clear_object (&self->variants);
  g_clear_pointer (&self->renditions, g_array_unref);
  g_clear_pointer (&self->segments, g_array_unref);
  g_clear_pointer (&self->maps, g_array_unref);
  g_clear_pointer (&self->strings, g_string_chunk_free);

  G_OBJECT_CLASS (cue_hls_playlist_parent_class)->finalize (object);
}

static void
cue_hls_playlist_class_init (CueHlsPlaylistClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cue_hls_playlist_finalize;
}

static void
cue_hls_playlist_init (CueHlsPlaylist *self)
{
  self->type = CUE_HLS_PLAYLIST_MEDIA;
  self->version = 1;
  self->diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) cue_diagnostic_unref);
  self->variants = g_list_store_new (CUE_TYPE_HLS_VARIANT);
  self->strings = g_string_chunk_new (4096);
  self->renditions = g_array_new (FALSE, TRUE, sizeof (CueHlsRendition));
  self->segments = g_array_new (FALSE, TRUE, sizeof (CueHlsSegment));
  self->maps = g_array_new (FALSE, TRUE, sizeof (CueHlsMap));
}
