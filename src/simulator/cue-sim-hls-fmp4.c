// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-sim-hls-fmp4.h"

#include <string.h>

// Fragmented MP4 after ISO 14496-12 and 14496-15, in the form which RFC 8216, 3.3 asks for: an
// initialisation section, then segments of one movie fragment with both tracks.

enum {
  TRACK_VIDEO = 1,
  TRACK_AUDIO = 2,
  AUDIO_RATE = 48000,
  AUDIO_FRAME = 1024,
  AUDIO_BITRATE = 96000,

  SAMPLE_KEY = 0x02000000,   // depends on no other
  SAMPLE_DELTA = 0x01010000, // depends on others, decoding cannot begin here

  TFHD_DEFAULT_DURATION = 0x08,
  TFHD_DEFAULT_FLAGS = 0x20,
  TFHD_BASE_IS_MOOF = 0x20000,
  TRUN_DATA_OFFSET = 0x01,
  TRUN_FIRST_FLAGS = 0x04,
  TRUN_SIZE = 0x200,
};

static void
put_8 (GByteArray *box, guint value)
{
  guint8 byte = (guint8) value;

  g_byte_array_append (box, &byte, 1);
}

static void
put_16 (GByteArray *box, guint value)
{
  put_8 (box, value >> 8);
  put_8 (box, value);
}

static void
put_32 (GByteArray *box, guint32 value)
{
  put_16 (box, value >> 16);
  put_16 (box, value);
}

static void
put_64 (GByteArray *box, guint64 value)
{
  put_32 (box, (guint32) (value >> 32));
  put_32 (box, (guint32) value);
}

static void
put_zeroes (GByteArray *box, guint count)
{
  for (guint i = 0; i < count; i++)
    put_8 (box, 0);
}

static void
put_text (GByteArray *box, const char *text, gsize size)
{
  g_byte_array_append (box, (const guint8 *) text, (guint) size);
}

static void
set_32 (GByteArray *box, guint at, guint32 value)
{
  guint32 big = GUINT32_TO_BE (value);

  memcpy (box->data + at, &big, 4);
}

static guint
begin (GByteArray *box, const char *kind)
{
  guint start = box->len;

  put_32 (box, 0);
  put_text (box, kind, 4);
  return start;
}

static guint
begin_full (GByteArray *box, const char *kind, guint version, guint32 flags)
{
  guint start = begin (box, kind);

  put_32 (box, version << 24 | flags);
  return start;
}

static void
end (GByteArray *box, guint start)
{
  set_32 (box, start, box->len - start);
}

static void
put_matrix (GByteArray *box)
{
  static const guint32 unity[] = { 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000 };

  for (gsize i = 0; i < G_N_ELEMENTS (unity); i++)
    put_32 (box, unity[i]);
}

static void
put_movie_header (GByteArray *box)
{
  guint start = begin_full (box, "mvhd", 0, 0);

  put_zeroes (box, 8);   // times of creation and change: not told
  put_32 (box, 1000);    // time scale
  put_32 (box, 0);       // duration: that of the fragments
  put_32 (box, 0x10000); // speed
  put_16 (box, 0x100);   // volume
  put_zeroes (box, 10);
  put_matrix (box);
  put_zeroes (box, 24);
  put_32 (box, TRACK_AUDIO + 1); // next free track
  end (box, start);
}

static void
put_track_header (GByteArray *box, guint32 track, gboolean audio, int width, int height)
{
  guint start = begin_full (box, "tkhd", 0, 0x3); // enabled, in the movie

  put_zeroes (box, 8);
  put_32 (box, track);
  put_zeroes (box, 4 + 4 + 8);
  put_16 (box, 0);
  put_16 (box, audio ? 1 : 0); // alternate group
  put_16 (box, audio ? 0x100 : 0);
  put_16 (box, 0);
  put_matrix (box);
  put_32 (box, (guint32) width << 16);
  put_32 (box, (guint32) height << 16);
  end (box, start);
}

static void
put_media_headers (GByteArray *box, guint32 time_scale, const char *handler, const char *name)
{
  guint start = begin_full (box, "mdhd", 0, 0);

  put_zeroes (box, 8);
  put_32 (box, time_scale);
  put_32 (box, 0);
  put_16 (box, 0x55c4); // language “und”
  put_16 (box, 0);
  end (box, start);

  start = begin_full (box, "hdlr", 0, 0);
  put_32 (box, 0);
  put_text (box, handler, 4);
  put_zeroes (box, 12);
  put_text (box, name, strlen (name) + 1);
  end (box, start);
}

static void
put_data_reference (GByteArray *box)
{
  guint dinf = begin (box, "dinf");
  guint dref = begin_full (box, "dref", 0, 0);
  guint url;

  put_32 (box, 1);
  url = begin_full (box, "url ", 0, 1); // the data are in this file
  end (box, url);
  end (box, dref);
  end (box, dinf);
}

static void
put_empty_tables (GByteArray *box)
{
  static const char *const tables[] = { "stts", "stsc", "stco" };
  guint                    start;

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++) {
    start = begin_full (box, tables[i], 0, 0);
    put_32 (box, 0);
    end (box, start);
  }
  start = begin_full (box, "stsz", 0, 0);
  put_zeroes (box, 8);
  end (box, start);
}

static void
put_parameter_set (GByteArray *box, const CueSimHlsNal *nal)
{
  put_16 (box, (guint) nal->size);
  g_byte_array_append (box, nal->data, (guint) nal->size);
}

static void
put_decoder_configuration (GByteArray *box, GBytes *key_picture)
{
  CueSimHlsNal sps, pps;
  guint        start;

  if (!cue_sim_hls_unit_find_nal (key_picture, CUE_SIM_HLS_NAL_SPS, &sps) || sps.size < 4 ||
      !cue_sim_hls_unit_find_nal (key_picture, CUE_SIM_HLS_NAL_PPS, &pps))
    return;

  start = begin (box, "avcC");
  put_8 (box, 1);
  g_byte_array_append (box, sps.data + 1, 3); // profile, constraints, level
  put_8 (box, 0xff);                          // lengths of four bytes
  put_8 (box, 0xe1);                          // one sequence parameter set
  put_parameter_set (box, &sps);
  put_8 (box, 1);
  put_parameter_set (box, &pps);
  if (sps.data[1] >= 100) {
    put_8 (box, 0xfd); // 4:2:0
    put_16 (box, 0xf8f8);
    put_8 (box, 0);
  }
  end (box, start);
}

static void
put_video_entry (GByteArray *box, int width, int height, GBytes *key_picture)
{
  guint start = begin (box, "avc1");

  put_zeroes (box, 6);
  put_16 (box, 1); // data reference
  put_zeroes (box, 16);
  put_16 (box, (guint) width);
  put_16 (box, (guint) height);
  put_32 (box, 0x480000); // 72 dpi
  put_32 (box, 0x480000);
  put_32 (box, 0);
  put_16 (box, 1); // one picture a sample
  put_zeroes (box, 32);
  put_16 (box, 24);
  put_16 (box, 0xffff);
  put_decoder_configuration (box, key_picture);
  end (box, start);
}

static void
put_audio_entry (GByteArray *box, GBytes *config)
{
  guint config_size = (guint) g_bytes_get_size (config);
  guint start = begin (box, "mp4a");
  guint esds;

  put_zeroes (box, 6);
  put_16 (box, 1);
  put_zeroes (box, 8);
  put_16 (box, 2);
  put_16 (box, 16);
  put_32 (box, 0);
  put_32 (box, (guint32) AUDIO_RATE << 16);

  // Descriptors of ISO 14496-1: stream (3) { decoder (4) { specific (5) }, sync layer (6) }.
  esds = begin_full (box, "esds", 0, 0);
  put_8 (box, 3);
  put_8 (box, 3 + 2 + 13 + 2 + config_size + 3);
  put_16 (box, TRACK_AUDIO);
  put_8 (box, 0);
  put_8 (box, 4);
  put_8 (box, 13 + 2 + config_size);
  put_8 (box, 0x40); // AAC
  put_8 (box, 0x15); // audio stream
  put_zeroes (box, 3);
  put_32 (box, AUDIO_BITRATE);
  put_32 (box, AUDIO_BITRATE);
  put_8 (box, 5);
  put_8 (box, config_size);
  g_byte_array_append (box, g_bytes_get_data (config, NULL), config_size);
  put_8 (box, 6);
  put_8 (box, 1);
  put_8 (box, 2);
  end (box, esds);
  end (box, start);
}

static void
put_video_track (GByteArray *box, int width, int height, GBytes *key_picture)
{
  guint trak = begin (box, "trak"), mdia, minf, stbl, start;

  put_track_header (box, TRACK_VIDEO, FALSE, width, height);
  mdia = begin (box, "mdia");
  put_media_headers (box, CUE_SIM_HLS_VIDEO_RATE, "vide", "Video");
  minf = begin (box, "minf");
  start = begin_full (box, "vmhd", 0, 1);
  put_zeroes (box, 8);
  end (box, start);
  put_data_reference (box);
  stbl = begin (box, "stbl");
  start = begin_full (box, "stsd", 0, 0);
  put_32 (box, 1);
  put_video_entry (box, width, height, key_picture);
  end (box, start);
  put_empty_tables (box);
  end (box, stbl);
  end (box, minf);
  end (box, mdia);
  end (box, trak);
}

static void
put_audio_track (GByteArray *box, GBytes *config)
{
  guint trak = begin (box, "trak"), mdia, minf, stbl, start;

  put_track_header (box, TRACK_AUDIO, TRUE, 0, 0);
  mdia = begin (box, "mdia");
  put_media_headers (box, AUDIO_RATE, "soun", "Sound");
  minf = begin (box, "minf");
  start = begin_full (box, "smhd", 0, 0);
  put_zeroes (box, 4);
  end (box, start);
  put_data_reference (box);
  stbl = begin (box, "stbl");
  start = begin_full (box, "stsd", 0, 0);
  put_32 (box, 1);
  put_audio_entry (box, config);
  end (box, start);
  put_empty_tables (box);
  end (box, stbl);
  end (box, minf);
  end (box, mdia);
  end (box, trak);
}

static void
put_track_defaults (GByteArray *box, guint32 track)
{
  guint start = begin_full (box, "trex", 0, 0);

  put_32 (box, track);
  put_32 (box, 1);
  put_zeroes (box, 12);
  end (box, start);
}

/**
 * cue_sim_hls_fmp4_create_init:
 * @key_picture: a key picture with its parameter sets
 * @audio_config: AudioSpecificConfig
 *
 * Returns: (transfer full): the initialisation section for `EXT-X-MAP`
 */
GBytes *
cue_sim_hls_fmp4_create_init (int width, int height, GBytes *key_picture, GBytes *audio_config)
{
  GByteArray *box = g_byte_array_new ();
  guint       start, mvex;

  start = begin (box, "ftyp");
  put_text (box, "iso6", 4);
  put_32 (box, 0);
  put_text (box, "iso6cmfcmp41avc1", 16);
  end (box, start);

  start = begin (box, "moov");
  put_movie_header (box);
  put_video_track (box, width, height, key_picture);
  put_audio_track (box, audio_config);
  mvex = begin (box, "mvex");
  put_track_defaults (box, TRACK_VIDEO);
  put_track_defaults (box, TRACK_AUDIO);
  end (box, mvex);
  end (box, start);
  return g_byte_array_free_to_bytes (box);
}

// In MP4 each unit carries its length, and the parameter sets stand in the initialisation section.
static gsize
put_picture (GByteArray *data, GBytes *picture)
{
  CueSimHlsNal nal;
  gsize        offset = 0, size = 0;

  while (cue_sim_hls_unit_next_nal (picture, &offset, &nal)) {
    guint kind = cue_sim_hls_nal_get_kind (&nal);

    if (kind == CUE_SIM_HLS_NAL_SPS || kind == CUE_SIM_HLS_NAL_PPS ||
        kind == CUE_SIM_HLS_NAL_DELIMITER)
      continue;
    put_32 (data, (guint32) nal.size);
    g_byte_array_append (data, nal.data, (guint) nal.size);
    size += nal.size + 4;
  }
  return size;
}

static void
put_fragment_header (GByteArray *box, guint32 track, guint32 duration, guint32 flags, gint64 time)
{
  guint start =
    begin_full (box, "tfhd", 0, TFHD_BASE_IS_MOOF | TFHD_DEFAULT_DURATION | TFHD_DEFAULT_FLAGS);

  put_32 (box, track);
  put_32 (box, duration);
  put_32 (box, flags);
  end (box, start);
  start = begin_full (box, "tfdt", 1, 0);
  put_64 (box, (guint64) time);
  end (box, start);
}

// Returns where the offset of the data has to be filled in.
static guint
put_run (GByteArray *box, GArray *sizes, gboolean first_is_key)
{
  guint start = begin_full (box,
                            "trun",
                            0,
                            TRUN_DATA_OFFSET | TRUN_SIZE | (first_is_key ? TRUN_FIRST_FLAGS : 0));
  guint offset_at;

  put_32 (box, sizes->len);
  offset_at = box->len;
  put_32 (box, 0);
  if (first_is_key)
    put_32 (box, SAMPLE_KEY);
  for (guint i = 0; i < sizes->len; i++)
    put_32 (box, g_array_index (sizes, guint32, i));
  end (box, start);
  return offset_at;
}

static gint64
get_first_time (GArray *units)
{
  return units->len > 0 ? g_array_index (units, CueSimHlsUnit, 0).time : 0;
}

/**
 * cue_sim_hls_fmp4_create_segment:
 * @number: counts up from one segment to the next
 * @frame_rate: pictures a second
 * @video: (element-type CueSimHlsUnit): pictures of one segment, the first one a key picture
 * @audio: (element-type CueSimHlsUnit): AAC frames of the same stretch, 48 kHz
 *
 * Returns: (transfer full): the media segment: `styp`, `moof`, `mdat`
 */
GBytes *
cue_sim_hls_fmp4_create_segment (guint32 number, int frame_rate, GArray *video, GArray *audio)
{
  GByteArray *box = g_byte_array_new ();
  g_autoptr (GByteArray) data = g_byte_array_new ();
  g_autoptr (GArray) video_sizes = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) audio_sizes = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint audio_from, start, moof, traf, video_offset_at, audio_offset_at, moof_size;

  for (guint i = 0; i < video->len; i++) {
    guint32 size = (guint32) put_picture (data, g_array_index (video, CueSimHlsUnit, i).data);

    g_array_append_val (video_sizes, size);
  }
  audio_from = data->len;
  for (guint i = 0; i < audio->len; i++) {
    GBytes *frame = g_array_index (audio, CueSimHlsUnit, i).data;
    guint32 size = (guint32) g_bytes_get_size (frame);

    g_byte_array_append (data, g_bytes_get_data (frame, NULL), size);
    g_array_append_val (audio_sizes, size);
  }

  start = begin (box, "styp");
  put_text (box, "msdh", 4);
  put_32 (box, 0);
  put_text (box, "msdhmsixcmfs", 12);
  end (box, start);

  moof = begin (box, "moof");
  start = begin_full (box, "mfhd", 0, 0);
  put_32 (box, number);
  end (box, start);
  traf = begin (box, "traf");
  put_fragment_header (box,
                       TRACK_VIDEO,
                       CUE_SIM_HLS_VIDEO_RATE / (guint32) frame_rate,
                       SAMPLE_DELTA,
                       get_first_time (video));
  video_offset_at = put_run (box, video_sizes, TRUE);
  end (box, traf);
  traf = begin (box, "traf");
  put_fragment_header (box, TRACK_AUDIO, AUDIO_FRAME, SAMPLE_KEY, get_first_time (audio));
  audio_offset_at = put_run (box, audio_sizes, FALSE);
  end (box, traf);
  end (box, moof);

  moof_size = box->len - moof;
  set_32 (box, video_offset_at, moof_size + 8);
  set_32 (box, audio_offset_at, moof_size + 8 + audio_from);
  start = begin (box, "mdat");
  g_byte_array_append (box, data->data, data->len);
  end (box, start);
  return g_byte_array_free_to_bytes (box);
}
