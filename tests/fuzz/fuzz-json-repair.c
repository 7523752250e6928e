// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-json-repair.h"
#include "cue-json-scan.h"

#include "fuzz.h"

#include <string.h>

/* Any text as pasted JSON: what is called good is JSON, and good JSON is left alone. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (CueJsonRepair) repair = cue_json_repair_new (text);
  const char *mended = cue_json_repair_get_text (repair);
  CueJsonScan scan = { NULL, NULL };

  g_assert_cmpint (cue_json_repair_is_needed (repair),
                   ==,
                   !cue_json_scan (text, strlen (text), &scan, NULL));
  if (!cue_json_repair_is_needed (repair))
    g_assert_cmpstr (mended, ==, text);
  if (cue_json_repair_is_good (repair))
    g_assert_true (cue_json_scan (mended, strlen (mended), &scan, NULL));
  for (guint i = 0; i < cue_json_repair_get_n_fixes (repair); i++) {
    const CueJsonFix *fix = cue_json_repair_get_fix (repair, i);

    g_assert_cmpuint (fix->offset, <=, strlen (text));
    g_assert_cmpuint (fix->line, >=, 1);
    g_assert_cmpuint (fix->column, >=, 1);
  }
  return 0;
}
