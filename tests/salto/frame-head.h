// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define FRAME_HEAD_MAX 10

/* Writes the head of a frame of a server (RFC 6455, 5.2). Returns its bytes. */
static inline guint
frame_head_write (guint8 head[FRAME_HEAD_MAX], guint first_byte, gsize length)
{
  head[0] = (guint8) first_byte;
  if (length < 126) {
    head[1] = (guint8) length;
    return 2;
  }
  if (length <= G_MAXUINT16) {
    head[1] = 126;
    head[2] = (guint8) (length >> 8);
    head[3] = (guint8) length;
    return 4;
  }
  head[1] = 127;
  for (guint i = 0; i < 8; i++)
    head[2 + i] = (guint8) ((guint64) length >> (56 - 8 * i));
  return 10;
}

G_END_DECLS
