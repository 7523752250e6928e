// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* In place of a number of events. */
#define CUE_FEED_COUNT_UNKNOWN      -2 /* absent, null, or no number */
#define CUE_FEED_COUNT_AT_LEAST_ONE -1

#define CUE_TYPE_FEED_INSTRUCTION (cue_feed_instruction_get_type ())

G_DECLARE_FINAL_TYPE (CueFeedInstruction, cue_feed_instruction, CUE, FEED_INSTRUCTION, GObject)

CueFeedInstruction *cue_feed_instruction_new (const char *word, const char *url, gint64 count);

const char *cue_feed_instruction_get_word (CueFeedInstruction *self);
const char *cue_feed_instruction_get_url (CueFeedInstruction *self);
gint64      cue_feed_instruction_get_count (CueFeedInstruction *self);

G_END_DECLS
