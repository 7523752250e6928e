// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CueUrlFlags:
 * @CUE_URL_HTTPS: https is fine
 * @CUE_URL_HTTP: http is fine, anywhere
 * @CUE_URL_HTTP_ON_LOOPBACK: http is fine on this computer
 * @CUE_URL_NO_CREDENTIALS: no user name and password inside
 * @CUE_URL_NO_PRIVATE: not this computer nor a private network: for URLs that came from outside
 *
 * What a URL may be.
 */
typedef enum {
  CUE_URL_HTTPS = 1 << 0,
  CUE_URL_HTTP = 1 << 1,
  CUE_URL_HTTP_ON_LOOPBACK = 1 << 2,
  CUE_URL_NO_CREDENTIALS = 1 << 3,
  CUE_URL_NO_PRIVATE = 1 << 4,
} CueUrlFlags;

#define CUE_URL_MAX_BYTES 4096

gboolean cue_url_check (const char *url, CueUrlFlags flags, GError **error);
gboolean cue_url_same_origin (const char *a, const char *b);
gboolean cue_url_is_loopback (const char *url);
gboolean cue_url_is_private (const char *url);
gboolean cue_url_differs_only_in_query (const char *a, const char *b);
char    *cue_url_get_origin (const char *url);
char    *cue_url_resolve (const char *base, const char *reference);

G_END_DECLS
