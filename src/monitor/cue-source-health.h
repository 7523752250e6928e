// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * CueHealth:
 * @CUE_HEALTH_IDLE: nothing is expected of this source now
 * @CUE_HEALTH_OK: its last answer was good and recent
 * @CUE_HEALTH_WARNING: it works, with something to look at
 * @CUE_HEALTH_ERROR: it does not give what the event needs
 *
 * How a source is doing; also how a whole event is doing.
 */
typedef enum {
  CUE_HEALTH_IDLE,
  CUE_HEALTH_OK,
  CUE_HEALTH_WARNING,
  CUE_HEALTH_ERROR,
} CueHealth;

#define CUE_TYPE_HEALTH (cue_health_get_type ())
GType cue_health_get_type (void) G_GNUC_CONST;

const char *cue_health_to_id (CueHealth health);
const char *cue_health_to_words (CueHealth health);

#define CUE_SOURCE_NEVER G_MININT64

#define CUE_TYPE_SOURCE_HEALTH (cue_source_health_get_type ())
G_DECLARE_FINAL_TYPE (CueSourceHealth, cue_source_health, CUE, SOURCE_HEALTH, GObject)

CueSourceHealth *cue_source_health_new (const char *id, const char *name);

const char *cue_source_health_get_id (CueSourceHealth *self);
const char *cue_source_health_get_name (CueSourceHealth *self);
CueHealth   cue_source_health_get_state (CueSourceHealth *self);
const char *cue_source_health_get_words (CueSourceHealth *self);
gint64      cue_source_health_get_last_good (CueSourceHealth *self);

void cue_source_health_update (CueSourceHealth *self, CueHealth state, const char *words);
void cue_source_health_set_last_good (CueSourceHealth *self, gint64 monotonic_us);

G_END_DECLS
