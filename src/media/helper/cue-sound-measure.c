// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-sound-measure.h"

#define FULL_SCALE 32768u

/**
 * cue_sound_measure_add: (skip)
 * @sample: decoded sound, as %CUE_SOUND_MEASURE_CAPS says
 *
 * Measures some more of the same sound.
 */
void
cue_sound_measure_add (CueSoundMeasure *self, GstSample *sample)
{
  GstStructure *format = gst_caps_get_structure (gst_sample_get_caps (sample), 0);
  GstBuffer    *buffer = gst_sample_get_buffer (sample);
  GstMapInfo    map;
  int           rate = 0;
  int           channels = 0;

  if (!gst_structure_get_int (format, "rate", &rate) ||
      !gst_structure_get_int (format, "channels", &channels) || rate <= 0 || channels <= 0 ||
      !gst_buffer_map (buffer, &map, GST_MAP_READ))
    return;
  for (gsize i = 0; i + 1 < map.size; i += 2) {
    int value = (gint16) (map.data[i] | map.data[i + 1] << 8);

    self->peak = MAX (self->peak, (guint) ABS (value));
  }
  self->ns += gst_util_uint64_scale (map.size / (2 * (gsize) channels), GST_SECOND, (guint64) rate);
  gst_buffer_unmap (buffer, &map);
}

/**
 * cue_sound_measure_tell: (skip)
 * @facts: (inout): gets the length and the peak
 *
 * Says what was measured.
 */
void
cue_sound_measure_tell (const CueSoundMeasure *self, CueMediaFacts *facts)
{
  facts->audio_us = (gint64) (self->ns / GST_USECOND);
  facts->audio_peak = (guint32) ((guint64) self->peak * 1000000 / FULL_SCALE);
}
