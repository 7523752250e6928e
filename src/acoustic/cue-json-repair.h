// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What is pasted by hand is short; more is not looked at. */
#define CUE_JSON_REPAIR_MAX_BYTES (1024 * 1024)
#define CUE_JSON_REPAIR_MAX_FIXES 200

/**
 * CueJsonFix:
 * @offset: where in the pasted text, in bytes
 * @line: the line there, from 1
 * @column: the column there in characters, from 1
 * @words: what was done, as a translated sentence
 *
 * One thing that was wrong with the pasted text.
 */
typedef struct {
  gsize offset;
  guint line;
  guint column;
  char *words;
} CueJsonFix;

#define CUE_TYPE_JSON_REPAIR (cue_json_repair_get_type ())
typedef struct _CueJsonRepair CueJsonRepair;

GType             cue_json_repair_get_type (void) G_GNUC_CONST;
CueJsonRepair    *cue_json_repair_new (const char *text);
CueJsonRepair    *cue_json_repair_ref (CueJsonRepair *self);
void              cue_json_repair_unref (CueJsonRepair *self);
gboolean          cue_json_repair_is_needed (CueJsonRepair *self);
gboolean          cue_json_repair_is_good (CueJsonRepair *self);
const char       *cue_json_repair_get_text (CueJsonRepair *self);
guint             cue_json_repair_get_n_fixes (CueJsonRepair *self);
const CueJsonFix *cue_json_repair_get_fix (CueJsonRepair *self, guint position);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueJsonRepair, cue_json_repair_unref)

G_END_DECLS
