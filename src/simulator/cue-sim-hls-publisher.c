// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-sim-hls-publisher.h"

#include "cue-sim-hls-fmp4.h"
#include "cue-sim-hls-ts.h"

// Names of the variants in paths: what they are as long as no fault changes their size.
static const char *const variant_names[CUE_SIM_HLS_VARIANTS] = { "720p", "360p" };

typedef struct {
  guint64  sequence;
  gint64   duration_us;
  gint64   wall_us;
  guint    session; // counts encoder starts: names the initialisation section
  gboolean discontinuity;
} Segment;

typedef struct {
  char   *codecs;
  guint64 bits;      // of all segments of the encoder
  guint64 peak_rate; // bit/s of the largest segment
} Variant;

/**
 * CueSimHlsPublisher:
 *
 * Turns encoded units into segments and playlists on the shelf (RFC 8216). A live one has a sliding
 * window and comes in two containers, from the same units; a finished one (VOD) in one.
 *
 * Used by one thread at a time.
 */
struct _CueSimHlsPublisher {
  CueSimHlsShelf   *shelf; // not owned, outlives
  gboolean          live;
  CueSimEncoderSpec spec;
  guint             session;
  gboolean          discontinuity; // the next segment does not continue the one before
  guint64           next_sequence;
  guint64           discontinuity_sequence;
  GArray           *segments; // of Segment: those on the shelf, oldest first
  guint             n_listed; // the last ones of these are in the playlists
  Variant           variants[CUE_SIM_HLS_VARIANTS];
  CueSimHlsTs       ts[CUE_SIM_HLS_VARIANTS];
  gint64            total_us; // length of the segments of the encoder
};

static CueSimHlsPublisher *
create (CueSimHlsShelf *shelf, gboolean live)
{
  CueSimHlsPublisher *self = g_new0 (CueSimHlsPublisher, 1);

  self->shelf = shelf;
  self->live = live;
  self->segments = g_array_new (FALSE, FALSE, sizeof (Segment));
  return self;
}

/**
 * cue_sim_hls_publisher_new_live:
 *
 * Returns: (transfer full): one which fills /hls/live/ts and /hls/live/fmp4
 */
CueSimHlsPublisher *
cue_sim_hls_publisher_new_live (CueSimHlsShelf *shelf)
{
  return create (shelf, TRUE);
}

/**
 * cue_sim_hls_publisher_new_vod:
 *
 * Returns: (transfer full): one which fills /hls/vod when it ends
 */
CueSimHlsPublisher *
cue_sim_hls_publisher_new_vod (CueSimHlsShelf *shelf)
{
  return create (shelf, FALSE);
}

/**
 * cue_sim_hls_publisher_free:
 * @self: (transfer full): a publisher
 */
void
cue_sim_hls_publisher_free (CueSimHlsPublisher *self)
{
  for (guint i = 0; i < CUE_SIM_HLS_VARIANTS; i++)
    g_free (self->variants[i].codecs);
  g_array_unref (self->segments);
  g_free (self);
}

/**
 * cue_sim_hls_publisher_get_count:
 * @self: a publisher
 *
 * Returns: how many segments it has published in each variant
 */
guint64
cue_sim_hls_publisher_get_count (CueSimHlsPublisher *self)
{
  return self->next_sequence;
}

static char *
make_path (CueSimHlsPublisher *self, gboolean fmp4, const char *name)
{
  return g_strconcat (self->live ? (fmp4 ? "/hls/live/fmp4/" : "/hls/live/ts/") : "/hls/vod/",
                      name,
                      NULL);
}

static char *
make_segment_path (CueSimHlsPublisher *self, gboolean fmp4, guint variant, guint64 sequence)
{
  g_autofree char *name = g_strdup_printf ("%s/%06" G_GUINT64_FORMAT "%s",
                                           variant_names[variant],
                                           sequence,
                                           fmp4 ? ".m4s" : ".ts");

  return make_path (self, fmp4, name);
}

static char *
make_init_path (CueSimHlsPublisher *self, guint variant, guint session)
{
  g_autofree char *name = g_strdup_printf ("%s/init-%u.mp4", variant_names[variant], session);

  return make_path (self, TRUE, name);
}

/**
 * cue_sim_hls_publisher_begin:
 * @spec: what the encoder was told
 *
 * A new encoder takes over: its times and parameter sets have nothing to do with those before, so
 * the next segment is marked as a discontinuity unless it is the first one.
 */
void
cue_sim_hls_publisher_begin (CueSimHlsPublisher *self, const CueSimEncoderSpec *spec)
{
  self->spec = *spec;
  self->session++;
  self->discontinuity = self->next_sequence > 0;
  for (guint i = 0; i < CUE_SIM_HLS_VARIANTS; i++) {
    self->ts[i] = (CueSimHlsTs){ 0 };
    g_clear_pointer (&self->variants[i].codecs, g_free);
    self->variants[i] = (Variant){ NULL, 0, 0 };
  }
  self->total_us = 0;
}

/**
 * cue_sim_hls_publisher_mark_gap:
 *
 * A stretch was lost: what follows does not continue what came before.
 */
void
cue_sim_hls_publisher_mark_gap (CueSimHlsPublisher *self)
{
  self->discontinuity = self->next_sequence > 0;
}

static void
put_text (CueSimHlsPublisher *self, const char *path, GString *text)
{
  g_autoptr (GBytes) bytes = g_string_free_to_bytes (text);

  cue_sim_hls_shelf_put (self->shelf, path, bytes);
}

// What the master playlist promises. For a live stream the encoder's limit and a quarter above the
// first segments, since it must hold from then on; for a finished one what was measured.
static void
get_rates (CueSimHlsPublisher *self, guint variant, guint64 *peak, guint64 *average)
{
  guint64 measured = self->total_us > 0
                       ? self->variants[variant].bits * G_USEC_PER_SEC / (guint64) self->total_us
                       : 0;

  if (self->live) {
    *peak = ((guint64) self->spec.videos[variant].max_bitrate + 96) * 1100;
    *average = MIN (measured * 5 / 4, *peak);
  } else {
    *peak = self->variants[variant].peak_rate;
    *average = measured;
  }
}

static void
put_master (CueSimHlsPublisher *self, gboolean fmp4)
{
  GString         *text = g_string_new (NULL);
  g_autofree char *path = make_path (self, fmp4, "master.m3u8");

  g_string_append_printf (text,
                          "#EXTM3U\n#EXT-X-VERSION:%d\n#EXT-X-INDEPENDENT-SEGMENTS\n",
                          fmp4 ? 6 : 3);
  for (guint i = 0; i < CUE_SIM_HLS_VARIANTS; i++) {
    guint64 peak, average;

    get_rates (self, i, &peak, &average);
    g_string_append_printf (text,
                            "#EXT-X-STREAM-INF:BANDWIDTH=%" G_GUINT64_FORMAT
                            ",AVERAGE-BANDWIDTH=%" G_GUINT64_FORMAT
                            ",CODECS=\"%s,mp4a.40.2\",RESOLUTION=%dx%d,FRAME-RATE=%d.000\n"
                            "%s/index.m3u8\n",
                            peak,
                            average,
                            self->variants[i].codecs,
                            self->spec.videos[i].width,
                            self->spec.videos[i].height,
                            self->spec.videos[i].frame_rate,
                            variant_names[i]);
  }
  put_text (self, path, text);
}

static void
append_segment (CueSimHlsPublisher *self,
                GString            *text,
                gboolean            fmp4,
                const Segment      *segment,
                gboolean            first)
{
  g_autoptr (GDateTime) second = g_date_time_new_from_unix_utc (segment->wall_us / G_USEC_PER_SEC);
  g_autofree char *time = g_date_time_format (second, "%Y-%m-%dT%H:%M:%S");

  if (segment->discontinuity)
    g_string_append (text, "#EXT-X-DISCONTINUITY\n");
  if (fmp4 && (first || segment->discontinuity))
    g_string_append_printf (text, "#EXT-X-MAP:URI=\"init-%u.mp4\"\n", segment->session);
  g_string_append_printf (text,
                          "#EXT-X-PROGRAM-DATE-TIME:%s.%03dZ\n#EXTINF:%d.%05d,\n%"
                          "06" G_GUINT64_FORMAT "%s\n",
                          time,
                          (int) (segment->wall_us / 1000 % 1000),
                          (int) (segment->duration_us / G_USEC_PER_SEC),
                          (int) (segment->duration_us % G_USEC_PER_SEC / 10),
                          segment->sequence,
                          fmp4 ? ".m4s" : ".ts");
}

static void
put_playlist (CueSimHlsPublisher *self, gboolean fmp4, guint variant)
{
  GString         *text = g_string_new (NULL);
  g_autofree char *name = g_strconcat (variant_names[variant], "/index.m3u8", NULL);
  g_autofree char *path = make_path (self, fmp4, name);
  guint            first = self->segments->len - self->n_listed;

  g_string_append_printf (text,
                          "#EXTM3U\n#EXT-X-VERSION:%d\n#EXT-X-TARGETDURATION:%d\n"
                          "#EXT-X-MEDIA-SEQUENCE:%" G_GUINT64_FORMAT "\n",
                          fmp4 ? 6 : 3,
                          CUE_SIM_HLS_SEGMENT_SECONDS,
                          g_array_index (self->segments, Segment, first).sequence);
  if (self->live)
    g_string_append_printf (text,
                            "#EXT-X-DISCONTINUITY-SEQUENCE:%" G_GUINT64_FORMAT "\n",
                            self->discontinuity_sequence);
  else
    g_string_append (text, "#EXT-X-PLAYLIST-TYPE:VOD\n");
  for (guint i = first; i < self->segments->len; i++)
    append_segment (self, text, fmp4, &g_array_index (self->segments, Segment, i), i == first);
  if (!self->live)
    g_string_append (text, "#EXT-X-ENDLIST\n");
  put_text (self, path, text);
}

static void
put_playlists (CueSimHlsPublisher *self)
{
  for (guint i = 0; i < CUE_SIM_HLS_VARIANTS; i++) {
    put_playlist (self, FALSE, i);
    if (self->live)
      put_playlist (self, TRUE, i);
  }
}

static void
remove_oldest (CueSimHlsPublisher *self)
{
  Segment  oldest = g_array_index (self->segments, Segment, 0);
  gboolean last_of_session;

  g_array_remove_index (self->segments, 0);
  last_of_session = g_array_index (self->segments, Segment, 0).session != oldest.session;
  for (guint i = 0; i < CUE_SIM_HLS_VARIANTS; i++) {
    g_autofree char *ts = make_segment_path (self, FALSE, i, oldest.sequence);
    g_autofree char *fmp4 = make_segment_path (self, TRUE, i, oldest.sequence);
    g_autofree char *init = make_init_path (self, i, oldest.session);

    cue_sim_hls_shelf_remove (self->shelf, ts);
    cue_sim_hls_shelf_remove (self->shelf, fmp4);
    if (last_of_session)
      cue_sim_hls_shelf_remove (self->shelf, init);
  }
}

static void
slide_window (CueSimHlsPublisher *self)
{
  self->n_listed++;
  if (self->live && self->n_listed > CUE_SIM_HLS_WINDOW) {
    guint left = self->segments->len - self->n_listed;

    self->n_listed--;
    if (g_array_index (self->segments, Segment, left).discontinuity)
      self->discontinuity_sequence++;
  }
  while (self->live && self->segments->len > self->n_listed + CUE_SIM_HLS_KEPT)
    remove_oldest (self);
}

typedef struct {
  char   *path;  // owned
  GBytes *bytes; // owned
} File;

static void
clear_file (gpointer data)
{
  File *file = data;

  g_free (file->path);
  g_bytes_unref (file->bytes);
}

// Takes over both.
static void
add_file (GArray *files, char *path, GBytes *bytes)
{
  File file = { path, bytes };

  g_array_append_val (files, file);
}

static void
mux_variant (CueSimHlsPublisher *self,
             guint               variant,
             const Segment      *segment,
             GArray             *video,
             GArray             *audio,
             GBytes             *audio_config,
             GArray             *files)
{
  const CueSimEncoderVideo *spec = &self->spec.videos[variant];
  Variant                  *facts = &self->variants[variant];
  GBytes                   *key_picture = g_array_index (video, CueSimHlsUnit, 0).data;
  GBytes  *ts = cue_sim_hls_ts_mux (&self->ts[variant], video, audio, audio_config);
  guint64  bits = g_bytes_get_size (ts) * 8;
  gboolean first_of_session = facts->codecs == NULL;

  add_file (files, make_segment_path (self, FALSE, variant, segment->sequence), ts);
  facts->bits += bits;
  facts->peak_rate =
    MAX (facts->peak_rate, bits * G_USEC_PER_SEC / (guint64) MAX (segment->duration_us, 1));
  if (first_of_session)
    facts->codecs = cue_sim_hls_unit_get_codec (key_picture);
  if (!self->live)
    return;

  add_file (files,
            make_segment_path (self, TRUE, variant, segment->sequence),
            cue_sim_hls_fmp4_create_segment ((guint32) segment->sequence + 1,
                                             spec->frame_rate,
                                             video,
                                             audio));
  if (first_of_session)
    add_file (files,
              make_init_path (self, variant, segment->session),
              cue_sim_hls_fmp4_create_init (spec->width, spec->height, key_picture, audio_config));
}

/**
 * cue_sim_hls_publisher_add:
 * @videos: (array length=2): one list of #CueSimHlsUnit a variant, each beginning with a key
 * picture
 * @audio: (element-type CueSimHlsUnit): sound of the same stretch
 * @audio_config: AudioSpecificConfig
 * @duration_us: length of the segment
 * @wall_us: when its first picture was “taken”, µs since 1970 UTC
 *
 * Writes the segment in all variants and containers and, when live, the playlists.
 */
void
cue_sim_hls_publisher_add (CueSimHlsPublisher *self,
                           GArray *const      *videos,
                           GArray             *audio,
                           GBytes             *audio_config,
                           gint64              duration_us,
                           gint64              wall_us)
{
  g_autoptr (GArray) files = g_array_new (FALSE, FALSE, sizeof (File));
  gboolean first_of_session = self->variants[0].codecs == NULL;
  Segment  segment = {
     .sequence = self->next_sequence++,
     .duration_us = duration_us,
     .wall_us = wall_us,
     .session = self->session,
     .discontinuity = self->discontinuity,
  };

  g_array_set_clear_func (files, clear_file);
  self->discontinuity = FALSE;
  self->total_us += duration_us;
  g_array_append_val (self->segments, segment);

  for (guint i = 0; i < CUE_SIM_HLS_VARIANTS; i++)
    mux_variant (self, i, &segment, videos[i], audio, audio_config, files);

  // The main thread looks things up meanwhile: only what is quick happens under the lock.
  cue_sim_hls_shelf_lock (self->shelf);
  for (guint i = 0; i < files->len; i++) {
    File *file = &g_array_index (files, File, i);

    cue_sim_hls_shelf_put (self->shelf, file->path, file->bytes);
  }
  slide_window (self);
  if (self->live) {
    put_playlists (self);
    if (first_of_session) {
      put_master (self, FALSE);
      put_master (self, TRUE);
    }
  }
  cue_sim_hls_shelf_unlock (self->shelf);
}

/**
 * cue_sim_hls_publisher_end:
 *
 * No more segments: a finished stream gets its playlists.
 */
void
cue_sim_hls_publisher_end (CueSimHlsPublisher *self)
{
  if (self->live || self->segments->len == 0)
    return;

  cue_sim_hls_shelf_lock (self->shelf);
  put_playlists (self);
  put_master (self, FALSE);
  cue_sim_hls_shelf_unlock (self->shelf);
}
