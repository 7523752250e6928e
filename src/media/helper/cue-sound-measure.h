// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-media-protocol.h"

#include <gst/gst.h>

G_BEGIN_DECLS

/* What is measured of sound: how long it is and how loud its loudest sample. */
typedef struct {
  guint64 ns;
  guint   peak; /* of 32768 */
} CueSoundMeasure;

/* In what form it is measured. */
#define CUE_SOUND_MEASURE_CAPS "audio/x-raw,format=S16LE,layout=interleaved"

void cue_sound_measure_add (CueSoundMeasure *self, GstSample *sample);
void cue_sound_measure_tell (const CueSoundMeasure *self, CueMediaFacts *facts);

G_END_DECLS
