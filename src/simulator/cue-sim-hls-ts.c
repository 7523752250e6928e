// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-sim-hls-ts.h"

#include <string.h>

enum {
  PACKET_SIZE = 188,
  PID_PAT = 0,
  PID_PMT = 0x1000,
  PID_VIDEO = 0x100,
  PID_AUDIO = 0x101,
  STREAM_VIDEO = 0xe0,
  STREAM_AUDIO = 0xc0,
  AUDIO_FRAMES_PER_PES = 5, // about 0.1 s of sound
  ADTS_SIZE = 7,
};

// Times begin here, so that the clock reference, which runs before them, is never negative.
static const gint64 first_time = 10 * CUE_SIM_HLS_VIDEO_RATE;
// How long before its presentation a picture is in the hands of the decoder.
static const gint64 lead_time = CUE_SIM_HLS_VIDEO_RATE / 4;

static void
put_16 (guint8 *to, guint value)
{
  to[0] = (guint8) (value >> 8);
  to[1] = (guint8) value;
}

// CRC of MPEG-2 sections, ISO 13818-1 annex A.
static guint32
get_crc (const guint8 *data, gsize size)
{
  guint32 crc = 0xffffffff;

  for (gsize i = 0; i < size; i++) {
    crc ^= (guint32) data[i] << 24;
    for (int bit = 0; bit < 8; bit++)
      crc = crc & 0x80000000 ? crc << 1 ^ 0x04c11db7 : crc << 1;
  }
  return crc;
}

static void
put_header (guint8 *packet, guint pid, gboolean start, gboolean adaptation, guint8 *counter)
{
  packet[0] = 0x47;
  put_16 (packet + 1, (start ? 0x4000u : 0) | pid);
  packet[3] = (guint8) ((adaptation ? 0x30 : 0x10) | *counter);
  *counter = (*counter + 1) & 0x0f;
}

static void
add_section (GByteArray *stream, guint pid, guint8 *counter, guint8 *section, gsize size)
{
  guint8  packet[PACKET_SIZE];
  guint32 crc = get_crc (section, size - 4);

  put_16 (section + size - 4, crc >> 16);
  put_16 (section + size - 2, crc & 0xffff);
  memset (packet, 0xff, sizeof packet);
  put_header (packet, pid, TRUE, FALSE, counter);
  packet[4] = 0; // pointer to the section: at once
  memcpy (packet + 5, section, size);
  g_byte_array_append (stream, packet, sizeof packet);
}

static void
add_tables (CueSimHlsTs *self, GByteArray *stream)
{
  // clang-format off
  guint8 pat[] = {
    0x00, 0xb0, 13,             // program association section, 13 bytes follow
    0x00, 0x01, 0xc1, 0, 0,     // stream 1, version 0, current, the only section
    0x00, 0x01, 0xf0, 0x00,     // program 1 is described at PID 0x1000
    0, 0, 0, 0,
  };
  guint8 pmt[] = {
    0x02, 0xb0, 23,             // program map section, 23 bytes follow
    0x00, 0x01, 0xc1, 0, 0,     // program 1
    0xe1, 0x00, 0xf0, 0x00,     // clock reference at the video, no descriptors
    0x1b, 0xe1, 0x00, 0xf0, 0,  // H.264 at PID 0x100
    0x0f, 0xe1, 0x01, 0xf0, 0,  // AAC in ADTS at PID 0x101
    0, 0, 0, 0,
  };
  // clang-format on

  add_section (stream, PID_PAT, &self->pat, pat, sizeof pat);
  add_section (stream, PID_PMT, &self->pmt, pmt, sizeof pmt);
}

static void
put_time (guint8 *to, guint mark, gint64 time)
{
  guint64 value = (guint64) time & 0x1ffffffff;

  to[0] = (guint8) (mark << 4 | (value >> 30 & 0x7) << 1 | 1);
  put_16 (to + 1, (guint) ((value >> 15 & 0x7fff) << 1 | 1));
  put_16 (to + 3, (guint) ((value & 0x7fff) << 1 | 1));
}

static GByteArray *
create_pes (guint stream_id, gint64 time)
{
  GByteArray *pes = g_byte_array_new ();
  guint8      header[14] = { 0, 0, 1, (guint8) stream_id, 0, 0, 0x84, 0x80, 5 };

  put_time (header + 9, 0x2, time);
  g_byte_array_append (pes, header, sizeof header);
  return pes;
}

// The clock reference (PCR) and the mark of a random access point share one adaptation field.
static gsize
put_clock (guint8 *field, gint64 clock, gboolean key)
{
  guint64 base = (guint64) clock & 0x1ffffffff;

  field[0] = 7;
  field[1] = key ? 0x50 : 0x10;
  put_16 (field + 2, (guint) (base >> 17));
  put_16 (field + 4, (guint) (base >> 1 & 0xffff));
  put_16 (field + 6, (guint) ((base & 1) << 15 | 0x7e00));
  return 8;
}

// A negative clock means that none is sent.
static void
add_pes (GByteArray *stream,
         guint       pid,
         guint8     *counter,
         GByteArray *pes,
         gint64      clock,
         gboolean    key)
{
  gsize at = 0;

  while (at < pes->len) {
    guint8 packet[PACKET_SIZE];
    guint8 field[PACKET_SIZE];
    gsize  field_size = at == 0 && clock >= 0 ? put_clock (field, clock, key) : 0;
    gsize  size = MIN (pes->len - at, PACKET_SIZE - 4 - field_size);
    gsize  room = PACKET_SIZE - 4 - field_size - size;

    if (room > 0) {
      // Only the adaptation field can fill up a packet.
      if (field_size == 0) {
        field[0] = 0;
        field_size = 1;
        if (room > 1) {
          field[1] = 0;
          field_size = 2;
        }
        room -= field_size;
      }
      memset (field + field_size, 0xff, room);
      field_size += room;
      field[0] = (guint8) (field_size - 1);
    }
    put_header (packet, pid, at == 0, field_size > 0, counter);
    memcpy (packet + 4, field, field_size);
    memcpy (packet + 4 + field_size, pes->data + at, size);
    g_byte_array_append (stream, packet, sizeof packet);
    at += size;
  }
}

static void
add_adts (GByteArray *pes, const CueSimHlsUnit *unit, const guint8 *config)
{
  gsize  size = g_bytes_get_size (unit->data) + ADTS_SIZE;
  guint  object_type = config[0] >> 3;
  guint  frequency = (config[0] & 0x7u) << 1 | config[1] >> 7;
  guint  channels = config[1] >> 3 & 0xf;
  guint8 header[ADTS_SIZE] = { 0xff, 0xf1 };

  header[2] = (guint8) ((object_type - 1) << 6 | frequency << 2 | channels >> 2);
  header[3] = (guint8) ((channels & 3) << 6 | (guint) (size >> 11));
  put_16 (header + 4, (guint) (size << 5 & 0xffe0) | 0x1f);
  header[6] = 0xfc;
  g_byte_array_append (pes, header, sizeof header);
  g_byte_array_append (pes,
                       g_bytes_get_data (unit->data, NULL),
                       (guint) g_bytes_get_size (unit->data));
}

static gint64
get_audio_time (const CueSimHlsUnit *unit)
{
  // 48,000 samples a second against 90,000 ticks.
  return first_time + unit->time * 15 / 8;
}

static void
add_audio (CueSimHlsTs  *self,
           GByteArray   *stream,
           GArray       *audio,
           guint        *at,
           gint64        until,
           const guint8 *config)
{
  while (*at < audio->len && get_audio_time (&g_array_index (audio, CueSimHlsUnit, *at)) <= until) {
    guint end = MIN (*at + AUDIO_FRAMES_PER_PES, audio->len);
    g_autoptr (GByteArray)
      pes = create_pes (STREAM_AUDIO, get_audio_time (&g_array_index (audio, CueSimHlsUnit, *at)));

    for (; *at < end; (*at)++)
      add_adts (pes, &g_array_index (audio, CueSimHlsUnit, *at), config);
    put_16 (pes->data + 4, pes->len - 6);
    add_pes (stream, PID_AUDIO, &self->audio, pes, -1, FALSE);
  }
}

/**
 * cue_sim_hls_ts_mux:
 * @self: state of this variant
 * @video: (element-type CueSimHlsUnit): pictures of one segment, the first one a key picture
 * @audio: (element-type CueSimHlsUnit): AAC frames of the same stretch, 48 kHz
 * @audio_config: AudioSpecificConfig
 *
 * Writes one MPEG transport stream segment after RFC 8216, 3.2: tables first, so that each segment
 * can be decoded alone.
 *
 * Returns: (transfer full): the segment
 */
GBytes *
cue_sim_hls_ts_mux (CueSimHlsTs *self, GArray *video, GArray *audio, GBytes *audio_config)
{
  GByteArray   *stream = g_byte_array_new ();
  const guint8 *config = g_bytes_get_data (audio_config, NULL);
  guint         audio_at = 0;

  g_assert (g_bytes_get_size (audio_config) >= 2);
  add_tables (self, stream);
  for (guint i = 0; i < video->len; i++) {
    const CueSimHlsUnit *unit = &g_array_index (video, CueSimHlsUnit, i);
    gint64               time = first_time + unit->time;
    g_autoptr (GByteArray) pes = create_pes (STREAM_VIDEO, time);

    g_byte_array_append (pes,
                         g_bytes_get_data (unit->data, NULL),
                         (guint) g_bytes_get_size (unit->data));
    add_pes (stream, PID_VIDEO, &self->video, pes, time - lead_time, unit->key);
    add_audio (self, stream, audio, &audio_at, time, config);
  }
  add_audio (self, stream, audio, &audio_at, G_MAXINT64, config);
  return g_byte_array_free_to_bytes (stream);
}
