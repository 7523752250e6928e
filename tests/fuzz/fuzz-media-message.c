// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fuzz.h"

#include "cue-media-protocol.h"

#include <string.h>

/* What the first byte of an input says about the rest of it. */
#define SIDE_BIT  (1 << 0) /* who receives */
#define REPAIR    (1 << 1) /* make the sizes agree, so that the mutations get past them */
#define FDS_SHIFT 2

/* A packet from the other side: whatever is let through must be worth what the parser promises. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  CueMediaPacket  packet, again;
  CueMediaMessage message, same;
  CueMediaSide    side;
  gsize           n, built;
  guint           n_fds;

  if (size < 1 || size > sizeof packet.data)
    return 0;
  side = (data[0] & SIDE_BIT) != 0 ? CUE_MEDIA_SIDE_CONSOLE : CUE_MEDIA_SIDE_HELPER;
  n_fds = data[0] >> FDS_SHIFT & 3;
  n = size - 1;
  memcpy (packet.data, data + 1, n);
  if ((data[0] & REPAIR) != 0 && n >= sizeof (CueMediaHeader)) {
    guint32 whole = (guint32) n;

    memcpy (packet.data + G_STRUCT_OFFSET (CueMediaHeader, size), &whole, sizeof whole);
  }

  if (!cue_media_message_parse (&packet, n, n_fds, side, &message, NULL))
    return 0;
  g_assert_true (g_utf8_validate (message.text, -1, NULL));
  if (message.type == CUE_MEDIA_FRAME)
    g_assert_cmpuint ((guint64) message.frame.stride * message.frame.height,
                      <=,
                      CUE_MEDIA_MAX_BUFFER_SIZE);

  /* It says the same when it is said again. */
  built = cue_media_message_build (&message, &again);
  g_assert_cmpuint (built, ==, n);
  g_assert_true (cue_media_message_parse (&again, built, n_fds, side, &same, NULL));
  g_assert_cmpmem (same.body, sizeof same.body, message.body, sizeof message.body);
  g_assert_cmpstr (same.text, ==, message.text);
  return 0;
}
