// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-tuples.h"

#include "cue-dictionary.h"

#include <string.h>

/**
 * cue_access_tuples_init:
 * @self: room for a table
 * @width: values in each tuple
 */
void
cue_access_tuples_init (CueAccessTuples *self, guint width)
{
  memset (self, 0, sizeof *self);
  self->width = width;
  self->mask = 255;
  self->slots = g_new0 (guint32, self->mask + 1);
  self->seed = cue_dictionary_seed ();
}

/**
 * cue_access_tuples_clear:
 * @self: a table
 *
 * Frees what it holds.
 */
void
cue_access_tuples_clear (CueAccessTuples *self)
{
  g_clear_pointer (&self->values, g_free);
  g_clear_pointer (&self->slots, g_free);
}

/**
 * cue_access_tuples_get_bytes:
 * @self: a table
 *
 * Returns: the bytes that it holds of the heap
 */
gsize
cue_access_tuples_get_bytes (const CueAccessTuples *self)
{
  return ((gsize) self->room * self->width + self->mask + 1) * sizeof (guint32);
}

/**
 * cue_access_tuples_get:
 * @self: a table
 * @tuple: the number of a tuple that it has
 *
 * Returns: (transfer none): its values, as many as the table is wide; valid until the next one is
 *   added
 */
const guint32 *
cue_access_tuples_get (const CueAccessTuples *self, guint32 tuple)
{
  return self->values + (gsize) tuple * self->width;
}

static inline guint32
hash_values (const CueAccessTuples *self, const guint32 *values)
{
  return (guint32) (cue_dictionary_hash ((const char *) values,
                                         self->width * sizeof *values,
                                         self->seed) >>
                    16);
}

static void
grow_slots (CueAccessTuples *self)
{
  self->mask = self->mask * 2 + 1;
  g_free (self->slots);
  self->slots = g_new0 (guint32, (gsize) self->mask + 1);
  for (guint32 i = 0; i < self->n_tuples; i++) {
    guint32 place = hash_values (self, cue_access_tuples_get (self, i)) & self->mask;

    while (self->slots[place] != 0)
      place = (place + 1) & self->mask;
    self->slots[place] = i + 1;
  }
}

/**
 * cue_access_tuples_intern:
 * @self: a table
 * @values: as many as the table is wide
 *
 * Returns: the number of the combination, or %CUE_ACCESS_NO_TUPLE when it is new and there is no
 *   room
 */
guint32
cue_access_tuples_intern (CueAccessTuples *self, const guint32 *values)
{
  gsize   size = self->width * sizeof *values;
  guint32 place = hash_values (self, values) & self->mask;
  guint32 tuple;

  for (; self->slots[place] != 0; place = (place + 1) & self->mask) {
    tuple = self->slots[place] - 1;
    if (memcmp (cue_access_tuples_get (self, tuple), values, size) == 0)
      return tuple;
  }
  if (self->n_tuples == CUE_ACCESS_TUPLES_MAX)
    return CUE_ACCESS_NO_TUPLE;
  if (self->n_tuples == self->room) {
    self->room += self->room / 2 + 64;
    self->values = g_renew (guint32, self->values, (gsize) self->room * self->width);
  }
  tuple = self->n_tuples++;
  memcpy (self->values + (gsize) tuple * self->width, values, size);
  self->slots[place] = tuple + 1;
  if (self->n_tuples > self->mask / 2)
    grow_slots (self);
  return tuple;
}
