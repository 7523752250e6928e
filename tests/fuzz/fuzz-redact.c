// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-redact.h"

#include "fuzz.h"

#include <string.h>

/* A known secret never comes through, however it is surrounded. */

#define SECRET "s3cr3t-Key"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (CueRedactor) redactor = cue_redactor_new ();
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *middle = g_strdup_printf ("%s" SECRET "%s", text, text);
  g_autofree char *safe = NULL;
  g_autofree char *around = NULL;
  g_autofree char *header = NULL;

  cue_redactor_add (redactor, SECRET);
  cue_redactor_add (redactor, "cr3t");
  safe = cue_redactor_apply (redactor, text);
  around = cue_redactor_apply (redactor, middle);
  header = cue_redactor_apply_header (redactor, "X-Any", middle);
  g_assert_null (strstr (safe, SECRET));
  g_assert_null (strstr (around, SECRET));
  g_assert_null (strstr (around, "cr3t"));
  g_assert_null (strstr (header, SECRET));
  if (g_utf8_validate (text, -1, NULL))
    g_assert_true (g_utf8_validate (safe, -1, NULL));
  return 0;
}
