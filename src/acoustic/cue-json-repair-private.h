// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-json-repair.h"

G_BEGIN_DECLS

#define CUE_JSON_REPAIR_MAX_DEPTH 60

struct _CueJsonRepair {
  gatomicrefcount ref_count;
  gboolean        is_needed;
  gboolean        is_good;
  char           *text;  /* owned */
  GPtrArray      *fixes; /* owned, of CueJsonFix */
};

typedef enum {
  CUE_JSON_MENDER_VALUE,  /* a value must come */
  CUE_JSON_MENDER_FIRST,  /* after an opening bracket: a value or key, or the end */
  CUE_JSON_MENDER_KEY,    /* after a comma in an object */
  CUE_JSON_MENDER_COLON,  /* after a key */
  CUE_JSON_MENDER_COMMA,  /* after a value */
  CUE_JSON_MENDER_FINISH, /* the whole is complete */
} CueJsonMenderState;

/* Where the mending is: reads @text, writes @out. Gives up by setting @hopeless. */
typedef struct {
  CueJsonRepair     *repair; /* unowned */
  const char        *text;   /* unowned, valid UTF-8 */
  const char        *at;
  GString           *out; /* owned */
  CueJsonMenderState state;
  gboolean           hopeless;
  guint              depth;
  gboolean           is_object[CUE_JSON_REPAIR_MAX_DEPTH];
  gsize              key_start;   /* in @out: the key of the member that is being read */
  gsize              value_start; /* in @out: the last value that was a text */
  gboolean           was_text;    /* the last value was one */
  gsize              value_end;   /* in @out: behind the last value or key */
  gsize              comma;       /* in @out: the last comma */
  const char        *comma_at;    /* in @text: the same */
  const char        *last_end;    /* in @text: behind the last text */
} CueJsonMender;

void     cue_json_mender_note (CueJsonMender *self, const char *at, const char *words);
gboolean cue_json_mender_in_object (CueJsonMender *self);
gunichar cue_json_mender_is_quote (const char *at);
void     cue_json_mender_take_text (CueJsonMender *self);
void     cue_json_mender_take_word (CueJsonMender *self);

G_END_DECLS
