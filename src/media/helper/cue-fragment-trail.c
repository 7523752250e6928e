// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-fragment-trail.h"

/* Of a stream in which every fragment is one, the latest are kept. */
#define MAX_BREAKS 64

typedef struct {
  char  *uri;
  gint64 start; /* position of its first picture; µs */
} Break;

struct _CueFragmentTrail {
  GQueue   breaks;     /* of Break, owned: not reached yet */
  char    *uri;        /* owned, nullable: the one that counts */
  gint64   start;      /* position at which it begins; µs */
  gint64   break_time; /* of a break whose fragment is not named yet */
  gboolean has_break;
  gint64   origin; /* the time at position 0 */
  gboolean has_origin;
};

static void
free_break (gpointer data)
{
  Break *entry = data;

  g_free (entry->uri);
  g_free (entry);
}

CueFragmentTrail *
cue_fragment_trail_new (void)
{
  CueFragmentTrail *self = g_new0 (CueFragmentTrail, 1);

  g_queue_init (&self->breaks);
  return self;
}

void
cue_fragment_trail_free (CueFragmentTrail *self)
{
  g_queue_clear_full (&self->breaks, free_break);
  g_free (self->uri);
  g_free (self);
}

/**
 * cue_fragment_trail_break: (skip)
 * @time_us: of the first data behind the break, as the demuxer counts
 *
 * Takes note that something does not follow from what came before it. The next fragment that is
 * named is the one.
 */
void
cue_fragment_trail_break (CueFragmentTrail *self, gint64 time_us)
{
  if (self->has_break) /* two before either was named: one fragment, which began with the first */
    return;
  self->break_time = time_us;
  self->has_break = TRUE;
}

/**
 * cue_fragment_trail_add: (skip)
 * @uri: of a fragment that was fetched to its end
 */
void
cue_fragment_trail_add (CueFragmentTrail *self, const char *uri)
{
  gboolean was_break = self->has_break;
  gboolean is_first = self->uri == NULL && g_queue_is_empty (&self->breaks);
  Break   *entry;

  self->has_break = FALSE;
  if (!is_first && (!was_break || !self->has_origin))
    return;
  if (is_first && was_break) {
    self->origin = self->break_time;
    self->has_origin = TRUE;
  }
  if (g_queue_get_length (&self->breaks) == MAX_BREAKS)
    free_break (g_queue_pop_head (&self->breaks));
  entry = g_new (Break, 1);
  entry->uri = g_strdup (uri);
  entry->start = is_first ? 0 : MAX (self->break_time - self->origin, 0);
  g_queue_push_tail (&self->breaks, entry);
}

/**
 * cue_fragment_trail_follow: (skip)
 * @position_us: of what is shown, since the first picture; 0 or less before there is one
 *
 * Returns: (nullable) (transfer none): the fragment that counts from now on, if it is another one
 */
const char *
cue_fragment_trail_follow (CueFragmentTrail *self, gint64 position_us)
{
  gboolean moved = FALSE;
  Break   *next;

  while ((next = g_queue_peek_head (&self->breaks)) != NULL &&
         next->start <= MAX (position_us, 0)) {
    g_queue_pop_head (&self->breaks);
    g_free (self->uri);
    self->uri = g_steal_pointer (&next->uri);
    self->start = next->start;
    free_break (next);
    moved = TRUE;
  }
  return moved ? self->uri : NULL;
}

/* The position at which the fragment that counts begins; µs. */
gint64
cue_fragment_trail_get_start (CueFragmentTrail *self)
{
  return self->start;
}
