// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CueSignalrFit:
 * @CUE_SIGNALR_FIT_TEXT: the expected target with exactly one string; `text` is set
 * @CUE_SIGNALR_FIT_NULL: the expected target with exactly one `null`
 * @CUE_SIGNALR_FIT_ARGUMENTS: the expected target, but other arguments than one string, or a string
 *   that no UTF-8 text can hold (half of a surrogate pair); only the raw arguments are there
 * @CUE_SIGNALR_FIT_TARGET: another target
 *
 * How an invocation fits what is expected. The last two are counted as malformed and unexpected.
 */
typedef enum {
  CUE_SIGNALR_FIT_TEXT,
  CUE_SIGNALR_FIT_NULL,
  CUE_SIGNALR_FIT_ARGUMENTS,
  CUE_SIGNALR_FIT_TARGET,
} CueSignalrFit;

/**
 * CueSignalrMessage:
 * @fit: what it is
 * @target: (not nullable): the name of the invoked method, valid UTF-8
 * @text: (nullable): the one string, decoded, ended by a NUL that is not counted; valid UTF-8 that
 * may have NUL characters inside, so use @text_length
 * @text_length: bytes of @text
 * @arguments: the JSON array as it came, valid JSON and UTF-8, **not** ended by a NUL
 * @arguments_length: bytes of @arguments
 * @n_arguments: how many elements the array has
 * @received_wall_us: when its last byte came, microseconds since 1970 UTC
 * @received_monotonic_us: the same on the monotonic clock
 *
 * One invocation by the server. It lives in the buffers of the connection and is valid during the
 * call of the handler only.
 */
typedef struct {
  CueSignalrFit fit;
  const char   *target;
  const char   *text;
  gsize         text_length;
  const char   *arguments;
  gsize         arguments_length;
  guint         n_arguments;
  gint64        received_wall_us;
  gint64        received_monotonic_us;
} CueSignalrMessage;

G_END_DECLS
