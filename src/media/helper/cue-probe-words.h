// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

/* What a decodebin finds in a file, in short words that are the same in every language. */
typedef struct _CueProbeWords CueProbeWords;

CueProbeWords *cue_probe_words_new (GstElement *decodebin);
void           cue_probe_words_free (CueProbeWords *self);

char       *cue_probe_words_make_format (CueProbeWords *self, const char *known);
const char *cue_probe_words_get_codec (CueProbeWords *self);
gboolean    cue_probe_words_is_too_large (CueProbeWords *self);
const char *cue_probe_words_get_audio_codec (CueProbeWords *self);

G_END_DECLS
