// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-secret-bytes.h"

#include <string.h>

typedef struct {
  gsize size;
  char  data[];
} WipedBytes;

static void
wiped_bytes_free (gpointer data)
{
  WipedBytes *wiped = data;

  explicit_bzero (wiped->data, wiped->size);
  g_free (wiped);
}

/**
 * cue_secret_bytes_new:
 * @data: a secret
 * @size: its number of bytes
 *
 * Returns: (transfer full): a copy that is overwritten when the last reference to it goes
 */
GBytes *
cue_secret_bytes_new (const void *data, gsize size)
{
  WipedBytes *wiped = g_malloc (sizeof (WipedBytes) + size + 1);

  wiped->size = size;
  if (size > 0)
    memcpy (wiped->data, data, size);
  wiped->data[size] = '\0';
  return g_bytes_new_with_free_func (wiped->data, size, wiped_bytes_free, wiped);
}
