// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-secret-text.h"

#include <string.h>

/**
 * cue_secret_text_free:
 * @text: (transfer full) (nullable): a text that is a secret, of `g_malloc`
 *
 * Overwrites a secret and frees it, so that it is in no memory that is given to somebody else, nor
 * in a core dump. Fits as a `GDestroyNotify`. Any thread.
 */
void
cue_secret_text_free (gpointer text)
{
  if (text != NULL)
    explicit_bzero (text, strlen (text));
  g_free (text);
}

/**
 * cue_secret_text_set:
 * @place: where a secret is kept, or %NULL in it
 * @text: (nullable): the secret to keep from now on; it is copied, and may be the one that is there
 *
 * Puts a secret in the place of another one, which is overwritten.
 */
void
cue_secret_text_set (char **place, const char *text)
{
  char *before = *place;

  *place = g_strdup (text);
  cue_secret_text_free (before);
}
