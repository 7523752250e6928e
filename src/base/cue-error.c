// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-error.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

G_DEFINE_QUARK (cue_error_quark, cue_error)

/**
 * cue_error_get_title:
 * @error: any error, of our domain or a foreign one
 *
 * A few translated words for the category of @error, for the title of a problem or a toast. The
 * sentence with the facts is the message of the error itself.
 *
 * Returns: (transfer none): static text
 */
const char *
cue_error_get_title (const GError *error)
{
  g_return_val_if_fail (error != NULL, "");

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return _ ("Cancelled");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return _ ("No answer in time");
  if (error->domain == G_TLS_ERROR)
    return _ ("Connection not secure");
  if (error->domain == G_FILE_ERROR)
    return _ ("Storage failed");
  if (error->domain != CUE_ERROR)
    return _ ("Something went wrong");

  switch ((CueError) error->code) {
  case CUE_ERROR_NETWORK:
    return _ ("Network trouble");
  case CUE_ERROR_TIMEOUT:
    return _ ("No answer in time");
  case CUE_ERROR_TLS:
    return _ ("Connection not secure");
  case CUE_ERROR_AUTH:
    return _ ("Credentials not accepted");
  case CUE_ERROR_FORBIDDEN:
    return _ ("Not allowed");
  case CUE_ERROR_RATE_LIMITED:
    return _ ("Too many requests");
  case CUE_ERROR_CLIENT:
    return _ ("Request refused");
  case CUE_ERROR_SERVER:
    return _ ("The service failed");
  case CUE_ERROR_PROTOCOL:
    return _ ("Answer not understood");
  case CUE_ERROR_TOO_LARGE:
    return _ ("Answer too large");
  case CUE_ERROR_STORAGE:
    return _ ("Storage failed");
  case CUE_ERROR_INVALID_INPUT:
    return _ ("Not a usable value");
  case CUE_ERROR_UNSUPPORTED:
    return _ ("Not possible on this computer");
  default:
    return _ ("Something went wrong");
  }
}
