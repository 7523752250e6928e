// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-dictionary.h"

#include <string.h>

typedef struct {
  guint32 hash;
  guint32 token; /* plus one; zero is free */
} Slot;

struct _CueDictionary {
  char    *bytes; /* owned, one value after the other */
  gsize    used;
  gsize    room;
  guint32 *ends; /* owned, where each value ends */
  guint32  n_tokens;
  guint32  room_tokens;
  Slot    *slots; /* owned, open addressing, a power of two, at most half full */
  guint32  mask;
  gsize    max_bytes;
  guint64  seed;
};

/**
 * cue_dictionary_seed:
 *
 * A start that nobody outside can know, so that values cannot be made to collide.
 *
 * Returns: a random number, another one each time
 */
guint64
cue_dictionary_seed (void)
{
  return (guint64) g_random_int () << 32 | g_random_int ();
}

static inline guint64
mix (guint64 hash, guint64 word)
{
  hash = (hash ^ word) * G_GUINT64_CONSTANT (0x9fb21c651e98df25);
  return hash ^ hash >> 29;
}

/**
 * cue_dictionary_hash:
 * @bytes: (array length=length): what to hash
 * @length: its bytes
 * @seed: from cue_dictionary_seed(), and the same for all that are compared
 *
 * Quick, and no secret: it is for tables in memory only.
 *
 * Returns: the hash; the upper bits are the better ones
 */
guint64
cue_dictionary_hash (const char *bytes, gsize length, guint64 seed)
{
  guint64 hash = seed ^ length * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  guint64 word;

  for (; length >= 8; length -= 8, bytes += 8) {
    memcpy (&word, bytes, 8);
    hash = mix (hash, word);
  }
  word = 0;
  memcpy (&word, bytes, length);
  return mix (mix (hash, word), seed);
}

/**
 * cue_dictionary_new:
 * @max_bytes: how much all values together may take
 *
 * Returns: (transfer full): an empty dictionary
 */
CueDictionary *
cue_dictionary_new (gsize max_bytes)
{
  CueDictionary *self = g_new0 (CueDictionary, 1);

  self->max_bytes = MIN (max_bytes, G_MAXUINT32 / 2);
  self->seed = cue_dictionary_seed ();
  self->mask = 1023;
  self->slots = g_new0 (Slot, self->mask + 1);
  return self;
}

/**
 * cue_dictionary_free:
 * @self: (transfer full): a dictionary
 */
void
cue_dictionary_free (CueDictionary *self)
{
  g_free (self->bytes);
  g_free (self->ends);
  g_free (self->slots);
  g_free (self);
}

/**
 * cue_dictionary_get_bytes:
 * @self: a dictionary
 *
 * Returns: the bytes that it holds of the heap
 */
gsize
cue_dictionary_get_bytes (CueDictionary *self)
{
  return self->room + self->room_tokens * sizeof *self->ends +
         (self->mask + (gsize) 1) * sizeof *self->slots;
}

/**
 * cue_dictionary_get_n_values:
 * @self: a dictionary
 *
 * Returns: how many values it has; their numbers are from 0 on
 */
guint32
cue_dictionary_get_n_values (CueDictionary *self)
{
  return self->n_tokens;
}

/**
 * cue_dictionary_get:
 * @self: a dictionary
 * @token: the number of a value that it has
 * @length: (out): bytes of the value
 *
 * Returns: (transfer none): the value, not ended by a NUL; valid until the next one is added
 */
const char *
cue_dictionary_get (CueDictionary *self, guint32 token, gsize *length)
{
  guint32 begin = token > 0 ? self->ends[token - 1] : 0;

  *length = self->ends[token] - begin;
  return self->bytes + begin;
}

static void
grow_slots (CueDictionary *self)
{
  guint32 mask = self->mask * 2 + 1;
  Slot   *slots = g_new0 (Slot, (gsize) mask + 1);

  for (gsize i = 0; i <= self->mask; i++) {
    guint32 place = self->slots[i].hash & mask;

    if (self->slots[i].token == 0)
      continue;
    while (slots[place].token != 0)
      place = (place + 1) & mask;
    slots[place] = self->slots[i];
  }
  g_free (self->slots);
  self->slots = slots;
  self->mask = mask;
}

static guint32
add_token (CueDictionary *self, const char *bytes, gsize length)
{
  if (cue_dictionary_get_bytes (self) + length > self->max_bytes ||
      self->n_tokens == CUE_DICTIONARY_NONE - 1)
    return CUE_DICTIONARY_NONE;
  if (self->used + length > self->room) {
    self->room = MAX (self->used + length, self->room + self->room / 2 + 4096);
    self->bytes = g_realloc (self->bytes, self->room);
  }
  if (self->n_tokens == self->room_tokens) {
    self->room_tokens += self->room_tokens / 2 + 256;
    self->ends = g_renew (guint32, self->ends, self->room_tokens);
  }
  memcpy (self->bytes + self->used, bytes, length);
  self->used += length;
  self->ends[self->n_tokens] = (guint32) self->used;
  return self->n_tokens++;
}

/**
 * cue_dictionary_intern:
 * @self: a dictionary
 * @bytes: (array length=length): a value
 * @length: its bytes
 * @add: whether to add it when it is new
 *
 * Returns: its number, or %CUE_DICTIONARY_NONE when it is not there, or the dictionary is full
 */
guint32
cue_dictionary_intern (CueDictionary *self, const char *bytes, gsize length, gboolean add)
{
  guint32 hash = (guint32) (cue_dictionary_hash (bytes, length, self->seed) >> 16);
  guint32 place = hash & self->mask;
  guint32 token;

  for (; self->slots[place].token != 0; place = (place + 1) & self->mask) {
    if (self->slots[place].hash == hash) {
      gsize       known_length;
      const char *known;

      token = self->slots[place].token - 1;
      known = cue_dictionary_get (self, token, &known_length);
      if (known_length == length && memcmp (known, bytes, length) == 0)
        return token;
    }
  }
  token = add ? add_token (self, bytes, length) : CUE_DICTIONARY_NONE;
  if (token != CUE_DICTIONARY_NONE) {
    self->slots[place].hash = hash;
    self->slots[place].token = token + 1;
    if (self->n_tokens > self->mask / 2)
      grow_slots (self);
  }
  return token;
}
