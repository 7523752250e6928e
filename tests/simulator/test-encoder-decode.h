// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TestEncoderDecoded:
 *
 * What a decoder found in a file.
 */
typedef struct {
  int     width;
  int     height;
  GArray *counters; // of int: the frame counter of each picture, -1 where it cannot be read
  GArray *times;    // of gint64: presentation time of each picture, ns
  GArray *samples;  // of gint16: left channel
  gint64  sound_ns; // presentation time of the first sample, -1 without sound
  guint8 *first;    // brightness of the first picture, width × height; likewise the others
  guint8 *second;
  guint8 *last;
} TestEncoderDecoded;

gboolean            test_encoder_can_decode (void);
TestEncoderDecoded *test_encoder_decode (GBytes *file, const char *demuxer, gboolean sound);
void                test_encoder_decoded_free (TestEncoderDecoded *self);
double              test_encoder_find_beep (TestEncoderDecoded *self);
GBytes             *test_encoder_join (GPtrArray *parts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestEncoderDecoded, test_encoder_decoded_free)

G_END_DECLS
