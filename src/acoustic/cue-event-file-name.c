// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-event-file-name.h"

#include "cue-error.h"
#include "cue-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Room for “ (99999)” and an ending, in the 255 bytes file systems have. */
#define MAX_LOCAL_BYTES  200
#define MAX_ENDING_BYTES 16

/**
 * cue_event_file_name_check:
 * @name: a name from the service's list
 *
 * Whether a file of this name may be asked for, deleted, and saved under it. A name decides where
 * something is written, so what could lead out of a folder, or look like another name, is refused
 * (services reference 2.5 and AB-7).
 *
 * Errors: %CUE_ERROR_INVALID_INPUT.
 *
 * Returns: whether it is safe
 */
gboolean
cue_event_file_name_check (const char *name, GError **error)
{
  g_autofree char *shown = NULL;
  const char      *why = NULL;

  g_return_val_if_fail (name != NULL, FALSE);

  shown = cue_text_make_line (name, -1, 80);
  if (*name == '\0' || strspn (name, " \t") == strlen (name))
    why = _ ("it is empty");
  else if (strlen (name) > CUE_EVENT_FILE_MAX_NAME_BYTES)
    why = _ ("it is longer than 255 bytes");
  else if (strpbrk (name, "/\\") != NULL)
    why = _ ("it has a slash in it");
  else if (g_str_equal (name, ".") || strstr (name, "..") != NULL)
    why = _ ("it could lead to another folder");
  else if (g_str_has_suffix (shown, "…") || !g_str_equal (shown, name)) {
    g_autofree char *whole = cue_text_make_line (name, -1, 0);

    if (!g_str_equal (whole, name))
      why = _ ("it has invisible or unreadable characters in it");
  }
  if (why == NULL)
    return TRUE;
  g_set_error (error,
               CUE_ERROR,
               CUE_ERROR_INVALID_INPUT,
               /* Translators: a file name, then why, such as “it has a slash in it” */
               _ ("The service names a file “%s”, which is not touched: %s. Ask Acoustic to remove "
                  "it."),
               shown,
               why);
  return FALSE;
}

/* Where the ending begins: at the last dot, if that is near the end. */
static gsize
find_ending (const char *name)
{
  const char *dot = strrchr (name, '.');
  gsize       length = strlen (name);

  if (dot == NULL || dot == name || length - (gsize) (dot - name) > MAX_ENDING_BYTES)
    return length;
  return (gsize) (dot - name);
}

/**
 * cue_event_file_name_to_local:
 * @name: a name that was found safe
 *
 * Returns: (transfer full): how the file is called on this computer: visible in its folder, and
 *   possible on every file system
 */
char *
cue_event_file_name_to_local (const char *name)
{
  g_autofree char *local = NULL;
  gsize            ending;
  gsize            stem;

  g_return_val_if_fail (name != NULL, NULL);

  local = g_strdup (name);
  for (char *c = local; *c != '\0'; c++) {
    if ((guchar) *c < ' ' || strchr (":*?\"<>|/\\", *c) != NULL)
      *c = '_';
  }
  if (*local == '.' || *local == '-' || *local == ' ')
    *local = '_';
  ending = find_ending (local);
  stem = ending;
  if (stem > MAX_LOCAL_BYTES) {
    stem = MAX_LOCAL_BYTES;
    while (stem > 0 && ((guchar) local[stem] & 0xc0) == 0x80)
      stem--;
  }
  return g_strdup_printf ("%.*s%s", (int) stem, local, local + ending);
}
