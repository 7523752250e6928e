// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define CUE_TYPE_SUGGESTION (cue_suggestion_get_type ())

G_DECLARE_FINAL_TYPE (CueSuggestion, cue_suggestion, CUE, SUGGESTION, GObject)

CueSuggestion *cue_suggestion_new (const char *text, const char *detail);

const char *cue_suggestion_get_text (CueSuggestion *self);
const char *cue_suggestion_get_detail (CueSuggestion *self);

G_END_DECLS
