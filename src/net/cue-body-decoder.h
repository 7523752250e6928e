// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define CUE_TYPE_BODY_DECODER (cue_body_decoder_get_type ())

G_DECLARE_FINAL_TYPE (CueBodyDecoder, cue_body_decoder, CUE, BODY_DECODER, GObject)

gboolean    cue_body_decoder_knows (const char *encoding);
GConverter *cue_body_decoder_new (const char *encoding);

G_END_DECLS
