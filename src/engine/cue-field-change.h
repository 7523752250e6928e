// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define CUE_TYPE_FIELD_CHANGE (cue_field_change_get_type ())
G_DECLARE_FINAL_TYPE (CueFieldChange, cue_field_change, CUE, FIELD_CHANGE, GObject)

CueFieldChange *cue_field_change_new (const char *field, const char *before, const char *after);

const char *cue_field_change_get_field (CueFieldChange *self);
const char *cue_field_change_get_before (CueFieldChange *self);
const char *cue_field_change_get_after (CueFieldChange *self);
char       *cue_field_change_to_words (CueFieldChange *self);

G_END_DECLS
