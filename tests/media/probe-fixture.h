// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-error.h"
#include "cue-media-probe.h"

G_BEGIN_DECLS

/* What the tests of the probe share: it is asked and waited for, and files are made for it. */

CuePictureFacts *probe (GBytes *bytes, gboolean video, GError **error);
CuePictureFacts *probe_well (GBytes *bytes, gboolean video);

/* As the header of a PNG says it. */
typedef struct {
  guint8 bits;
  guint8 colours;
  guint8 is_interlaced;
  guint8 has_hole; /* 0 of grey is transparent */
} PngKind;

GBytes *make_png_of_kind (guint width, guint height, const PngKind *kind, gsize n_bytes);
GBytes *make_png (guint width, guint height, guint8 grey, guint8 alpha);
GBytes *make_png_header (guint width, guint height);
GBytes *make_gif (guint width, guint height, guint n_frames, gboolean ends);
GBytes *make_webp_animation (guint n_frames);
GBytes *make_jpeg (const char *pattern, guint width, guint height);
GBytes *make_turned_jpeg (guint width, guint height);
GBytes *make_video (const char *pattern, guint n_frames, guint width, guint height);

GBytes *cut (GBytes *bytes, gsize size);
GBytes *replace (GBytes *bytes, const char *name, gssize offset, guint32 value);

G_END_DECLS
