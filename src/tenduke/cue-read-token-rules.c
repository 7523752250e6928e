// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-read-token-rules.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cue-text.h"

// What is said of a read token before it is made (services reference 3.5 and 3.6).

static gboolean
is_registered (const char *name)
{
  // RFC 7519 section 4.1
  static const char *const names[] = { "iss", "sub", "aud", "exp", "nbf", "iat", "jti", NULL };

  return g_strv_contains (names, name);
}

/**
 * cue_read_token_check_feed:
 * @feed: (nullable): the id of a feed, `eventSourceId`
 * @wildcard: whether the token is for every feed
 * @found: (element-type CueDiagnostic): where to put what is to be said
 *
 * The rules for the feed of a read token (services reference 3.5 rows 8, 9 and 18, and 3.6): an
 * error when no token can be made for it, a warning for what is probably not meant.
 */
void
cue_read_token_check_feed (const char *feed, gboolean wildcard, GPtrArray *found)
{
  g_autofree char *shown = NULL;

  g_return_if_fail (found != NULL);

  if (wildcard)
    g_ptr_array_add (found,
                     cue_diagnostic_new (CUE_SEVERITY_WARNING,
                                         "wildcard",
                                         _ ("The token opens every feed of the tenant; one that "
                                            "names the feed gives less away.")));
  if (feed == NULL || feed[strspn (feed, " \t\r\n")] == '\0') {
    g_ptr_array_add (found,
                     cue_diagnostic_new (CUE_SEVERITY_ERROR,
                                         "eventSourceId",
                                         _ ("The feed is empty; give the eventSourceId that its "
                                            "events have.")));
    return;
  }
  if (!g_utf8_validate (feed, -1, NULL)) {
    g_ptr_array_add (found,
                     cue_diagnostic_new (CUE_SEVERITY_ERROR,
                                         "eventSourceId",
                                         _ ("The feed is not valid UTF-8.")));
    return;
  }
  shown = cue_text_make_line (feed, -1, 60);
  if (is_registered (feed))
    g_ptr_array_add (found,
                     cue_diagnostic_new (wildcard ? CUE_SEVERITY_WARNING : CUE_SEVERITY_ERROR,
                                         "eventSourceId",
                                         _ ("“%s” is a word of tokens themselves (RFC 7519), so no "
                                            "token can name a feed of that id; only one for every "
                                            "feed (*) reads it."),
                                         shown));
  if (g_str_equal (feed, "*"))
    g_ptr_array_add (found,
                     cue_diagnostic_new (CUE_SEVERITY_ERROR,
                                         "eventSourceId",
                                         _ ("“*” is no feed; it stands in tokens for every feed. "
                                            "Give the eventSourceId of the feed to read.")));
  if (strchr (feed, '/') != NULL)
    g_ptr_array_add (found,
                     cue_diagnostic_new (CUE_SEVERITY_WARNING,
                                         "eventSourceId",
                                         _ ("With a “/” in it the service may take it for the feed "
                                            "of one object.")));
  if (strpbrk (feed, "{}") != NULL)
    g_ptr_array_add (found,
                     cue_diagnostic_new (CUE_SEVERITY_WARNING,
                                         "eventSourceId",
                                         _ ("The braces of the vendor's “{eventSourceId}” are "
                                            "to be replaced too.")));
  if (g_ascii_isspace (feed[0]) || g_ascii_isspace (feed[strlen (feed) - 1]))
    g_ptr_array_add (found,
                     cue_diagnostic_new (CUE_SEVERITY_WARNING,
                                         "eventSourceId",
                                         _ ("There is a blank at an end of the feed.")));
}

/**
 * cue_read_token_check_life:
 * @life_s: how long a token shall live, seconds
 * @found: (element-type CueDiagnostic): where to put what is to be said
 *
 * The rules for the life of a read token (services reference 3.6).
 */
void
cue_read_token_check_life (guint life_s, GPtrArray *found)
{
  g_return_if_fail (found != NULL);

  if (life_s < CUE_READ_TOKEN_MIN_LIFE_S || life_s > CUE_READ_TOKEN_MAX_LIFE_S)
    g_ptr_array_add (found,
                     cue_diagnostic_new (CUE_SEVERITY_ERROR,
                                         "exp",
                                         _ (
                                           "A token lives %d seconds to 24 hours, not %u seconds."),
                                         CUE_READ_TOKEN_MIN_LIFE_S,
                                         life_s));
  else if (life_s > CUE_READ_TOKEN_LONG_LIFE_S)
    g_ptr_array_add (found,
                     cue_diagnostic_new (CUE_SEVERITY_WARNING,
                                         "exp",
                                         _ ("A token that lives longer than an hour is of use for "
                                            "long to whoever finds it.")));
}
