// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-instruction.h"

/**
 * CueFeedInstruction:
 *
 * What a page of a feed says about the pages beside it: where the older or the newer one is, and
 * how many events it has. Nothing in it was judged: the address may be relative, empty, or lead to
 * another host.
 *
 * Immutable; any thread.
 */

struct _CueFeedInstruction {
  GObject parent_instance;

  char  *word; /* owned */
  char  *url;  /* owned, nullable */
  gint64 count;
};

G_DEFINE_FINAL_TYPE (CueFeedInstruction, cue_feed_instruction, G_TYPE_OBJECT)

static void
cue_feed_instruction_finalize (GObject *object)
{
  CueFeedInstruction *self = CUE_FEED_INSTRUCTION (object);

  g_free (self->word);
  g_free (self->url);

  G_OBJECT_CLASS (cue_feed_instruction_parent_class)->finalize (object);
}

static void
cue_feed_instruction_class_init (CueFeedInstructionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cue_feed_instruction_finalize;
}

static void
cue_feed_instruction_init (CueFeedInstruction *self)
{
  self->count = CUE_FEED_COUNT_UNKNOWN;
}

/**
 * cue_feed_instruction_new:
 * @word: `older` or `newer`
 * @url: (nullable): as it came
 * @count: how many events are there, %CUE_FEED_COUNT_AT_LEAST_ONE, or %CUE_FEED_COUNT_UNKNOWN
 *
 * Returns: (transfer full): an instruction
 */
CueFeedInstruction *
cue_feed_instruction_new (const char *word, const char *url, gint64 count)
{
  CueFeedInstruction *self = g_object_new (CUE_TYPE_FEED_INSTRUCTION, NULL);

  g_return_val_if_fail (word != NULL, NULL);

  self->word = g_strdup (word);
  self->url = g_strdup (url);
  self->count = count;
  return self;
}

/**
 * cue_feed_instruction_get_word:
 * @self: an instruction
 *
 * Returns: (transfer none): `older` or `newer`
 */
const char *
cue_feed_instruction_get_word (CueFeedInstruction *self)
{
  g_return_val_if_fail (CUE_IS_FEED_INSTRUCTION (self), NULL);

  return self->word;
}

/**
 * cue_feed_instruction_get_url:
 * @self: an instruction
 *
 * Returns: (transfer none) (nullable): the address as it came; %NULL when there was none, or no
 * text
 */
const char *
cue_feed_instruction_get_url (CueFeedInstruction *self)
{
  g_return_val_if_fail (CUE_IS_FEED_INSTRUCTION (self), NULL);

  return self->url;
}

/**
 * cue_feed_instruction_get_count:
 * @self: an instruction
 *
 * Informative only: services were seen to count wrongly.
 *
 * Returns: the events there, %CUE_FEED_COUNT_AT_LEAST_ONE, or %CUE_FEED_COUNT_UNKNOWN
 */
gint64
cue_feed_instruction_get_count (CueFeedInstruction *self)
{
  g_return_val_if_fail (CUE_IS_FEED_INSTRUCTION (self), CUE_FEED_COUNT_UNKNOWN);

  return self->count;
}
