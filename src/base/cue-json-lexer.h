// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-error.h"

G_BEGIN_DECLS

/* The words of JSON, for the strict scan alone: where it is in the text, and how it fails. */
typedef struct {
  const guchar *bytes; /* unowned */
  gsize         length;
  gsize         at;
  guint32       hash; /* of the last text as it reads, by the rule of g_str_hash() */
  GError      **error;
} CueJsonLexer;

gboolean cue_json_lexer_check_encoding (CueJsonLexer *self);
gboolean cue_json_lexer_take_string (CueJsonLexer *self);
gboolean cue_json_lexer_take_number (CueJsonLexer *self, gboolean *fits);
gboolean cue_json_lexer_take_word (CueJsonLexer *self);
gboolean cue_json_lexer_fail (CueJsonLexer *self, CueError code, const char *what);
gboolean cue_json_lexer_fail_expected (CueJsonLexer *self, const char *expected);

G_END_DECLS
