// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-url.h"

#include "fuzz.h"

#include <string.h>

#include <libsoup/soup.h>

/* A URL that passes our rules can be sent to; the send path relies on it. */

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const char base[] = "https://h.example/a/b?c";
  g_autofree char  *url = g_strndup ((const char *) data, size);
  g_autofree char  *target = NULL;
  g_autofree char  *origin = NULL;
  g_autoptr (GError) error = NULL;

  if (cue_url_check (url, CUE_URL_HTTPS | CUE_URL_HTTP, &error)) {
    g_autoptr (SoupMessage) message = soup_message_new ("GET", url);

    g_assert_nonnull (message);
    g_assert_true (cue_url_same_origin (url, url));
    g_assert_false (cue_url_differs_only_in_query (url, url));
    origin = cue_url_get_origin (url);
    g_assert_true (cue_url_same_origin (url, origin));
    if (cue_url_is_loopback (url))
      g_assert_true (cue_url_is_private (url));
  } else {
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
  }
  /* as a Location header */
  target = cue_url_resolve (base, url);
  if (target != NULL && cue_url_check (target, CUE_URL_HTTPS | CUE_URL_HTTP, NULL)) {
    g_autoptr (SoupMessage) message = soup_message_new ("GET", target);

    g_assert_nonnull (message);
  }
  return 0;
}
