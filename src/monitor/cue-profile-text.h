// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-json-reader.h"
#include "cue-profile.h"

G_BEGIN_DECLS

#define CUE_PROFILE_NAME_MAX_CHARS 200

char *cue_profile_read_text (CueJsonReader *reader, const char *member, gsize max_chars);
void  cue_profile_read_field (gpointer       object,
                              const char    *property,
                              CueJsonReader *reader,
                              const char    *member,
                              gsize          max_chars);
void  cue_profile_read_production (gpointer object, CueJsonReader *reader);

G_END_DECLS
