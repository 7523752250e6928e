// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CUE_ERROR (cue_error_quark ())

/**
 * CueError:
 * @CUE_ERROR_NETWORK: no answer came back: name not found, refused, reset, no route, proxy
 * @CUE_ERROR_TIMEOUT: the other side took longer than it may
 * @CUE_ERROR_TLS: the secure connection could not be trusted; it fails closed
 * @CUE_ERROR_AUTH: the service does not accept the credentials (401)
 * @CUE_ERROR_FORBIDDEN: the credentials are known but not allowed to do this (403)
 * @CUE_ERROR_RATE_LIMITED: too many requests (429), or a limit of our own
 * @CUE_ERROR_CLIENT: the service refused the request as such (other 4xx, refused redirects)
 * @CUE_ERROR_SERVER: the service failed (5xx)
 * @CUE_ERROR_PROTOCOL: the answer is not what the protocol or JSON demands, or is incomplete
 * @CUE_ERROR_TOO_LARGE: the answer exceeds a limit on bytes, depth or items
 * @CUE_ERROR_STORAGE: a file, database or the secret store failed
 * @CUE_ERROR_INVALID_INPUT: a value given by the user breaks a rule; nothing was sent
 * @CUE_ERROR_UNSUPPORTED: this computer lacks what it takes, such as a decoder
 *
 * The categories of everything that can fail. They are few on purpose: a caller decides by
 * category (retry, ask for credentials, show), a person reads the message, which is always a
 * whole translated sentence saying what was expected, where it was found and what to do.
 */
typedef enum {
  CUE_ERROR_NETWORK,
  CUE_ERROR_TIMEOUT,
  CUE_ERROR_TLS,
  CUE_ERROR_AUTH,
  CUE_ERROR_FORBIDDEN,
  CUE_ERROR_RATE_LIMITED,
  CUE_ERROR_CLIENT,
  CUE_ERROR_SERVER,
  CUE_ERROR_PROTOCOL,
  CUE_ERROR_TOO_LARGE,
  CUE_ERROR_STORAGE,
  CUE_ERROR_INVALID_INPUT,
  CUE_ERROR_UNSUPPORTED,
} CueError;

GQuark      cue_error_quark (void);
const char *cue_error_get_title (const GError *error);

G_END_DECLS
