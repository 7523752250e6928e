// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-media-protocol.h"

#include <gst/gst.h>

G_BEGIN_DECLS

/* Measures pictures: how bright they are, and what they look like when they are small. */
typedef struct _CuePictureMeasure CuePictureMeasure;

CuePictureMeasure *cue_picture_measure_new (void);
void               cue_picture_measure_free (CuePictureMeasure *self);

gboolean cue_picture_measure_add (CuePictureMeasure *self, GstSample *sample, guint orientation);
void     cue_picture_measure_tell (CuePictureMeasure *self, CueMediaFacts *facts);
GBytes  *cue_picture_measure_make_thumbnail (CuePictureMeasure *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CuePictureMeasure, cue_picture_measure_free)

G_END_DECLS
