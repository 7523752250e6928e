// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a JSON value is. The first six are scalars. */
typedef enum {
  CUE_JSON_TEXT,    /* without a backslash: what stands between the marks is the text */
  CUE_JSON_ESCAPED, /* a text with backslashes */
  CUE_JSON_NUMBER,
  CUE_JSON_TRUE,
  CUE_JSON_FALSE,
  CUE_JSON_NULL,
  CUE_JSON_OBJECT,
  CUE_JSON_ARRAY,
} CueJsonKind;

const char *cue_json_token_take (const char *at, const char *end, CueJsonKind *kind);
void  cue_json_token_append (GString *text, const char *token, gsize length, CueJsonKind kind);
char *cue_json_token_decode (const char *token, gsize length, CueJsonKind kind);

G_END_DECLS
