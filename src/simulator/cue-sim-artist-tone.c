// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-sim-artist-tone.h"

#include <math.h>

/**
 * cue_sim_artist_draw_tone:
 * @samples: (out caller-allocates): two interleaved channels
 * @count: samples of each channel
 * @first: number of the first sample; number 0 is at a full second
 * @rate: samples a second
 *
 * The sound of the stage: a beep of 90 ms at each full second, higher at each tenth one, over a
 * very quiet chord which keeps the level meters from looking dead.
 */
void
cue_sim_artist_draw_tone (gint16 *samples, guint count, gint64 first, guint rate)
{
  for (guint i = 0; i < count; i++) {
    gint64 at = first + i;
    gint64 second = at / rate;
    double time = (double) (at % rate) / rate;
    // Frequencies are whole numbers, so each second begins where the one before ended.
    double chord = sin (2 * G_PI * 110 * time) + 0.7 * sin (2 * G_PI * 165 * time);
    double left = 0.012 * chord + 0.006 * sin (2 * G_PI * 220 * time);
    double right = 0.012 * chord + 0.006 * sin (2 * G_PI * 277 * time);

    if (time < 0.09) {
      double envelope = MIN (time / 0.002, 1) * MIN ((0.09 - time) / 0.03, 1);
      double beep = 0.25 * envelope * sin (2 * G_PI * (second % 10 == 0 ? 1320 : 880) * time);

      left += beep;
      right += beep;
    }
    samples[2 * i] = (gint16) lround (left * 32767);
    samples[2 * i + 1] = (gint16) lround (right * 32767);
  }
}
