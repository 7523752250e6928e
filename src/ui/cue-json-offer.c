// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-json-offer.h"

#include <glib/gi18n-lib.h>

/* What is said where a pasted text can be mended. */

#define MAX_FIXES_NAMED 5

/**
 * cue_json_offer_describe:
 * @repair: of a text that was pasted and needs it
 *
 * Says what is wrong with the text and where: the first few things, and how many more there are.
 * Main thread only.
 *
 * Returns: (transfer full): sentences for people, a line each
 */
char *
cue_json_offer_describe (CueJsonRepair *repair)
{
  guint    n = cue_json_repair_get_n_fixes (repair);
  GString *words = g_string_new (NULL);

  g_string_append_printf (words,
                          g_dngettext (GETTEXT_PACKAGE,
                                       "%u thing in what you pasted is not JSON:",
                                       "%u things in what you pasted are not JSON:",
                                       n),
                          n);

  for (guint i = 0; i < MIN (n, MAX_FIXES_NAMED); i++) {
    const CueJsonFix *fix = cue_json_repair_get_fix (repair, i);

    g_string_append_c (words, '\n');
    /* Translators: a place in a text, and what is wrong there */
    g_string_append_printf (words, _ ("Line %u: %s"), fix->line, fix->words);
  }

  if (n > MAX_FIXES_NAMED) {
    g_string_append_c (words, '\n');
    g_string_append_printf (words, _ ("and %u more"), n - MAX_FIXES_NAMED);
  }

  return g_string_free (words, FALSE);
}
