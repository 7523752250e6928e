// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-filter.h"

#include "cue-signal.h"

/**
 * CueAccessFilter:
 *
 * What a [class@FilteredAccess] shows of a log. All that is set must hold together. A gap has no
 * door and no person, and says that rows may be missing: it is shown whenever its kind, site and
 * time are.
 *
 * Main thread.
 */
struct _CueAccessFilter {
  GObject parent_instance;

  CueAccessKinds kinds;
  char          *values[CUE_ACCESS_N_FACETS]; /* owned, nullable: any */
  char          *text;                        /* owned, nullable */
  gint64         from;
  gint64         to;
  CueAccessMarks marks;
};

typedef enum {
  SIGNAL_CHANGED,
  SIGNAL_MOVED,
} CueAccessFilterSignal;

static guint signals[SIGNAL_MOVED + 1];

G_DEFINE_FINAL_TYPE (CueAccessFilter, cue_access_filter, G_TYPE_OBJECT)

static void
cue_access_filter_finalize (GObject *object)
{
  CueAccessFilter *self = CUE_ACCESS_FILTER (object);

  for (guint i = 0; i < CUE_ACCESS_N_FACETS; i++)
    g_free (self->values[i]);
  g_free (self->text);

  G_OBJECT_CLASS (cue_access_filter_parent_class)->finalize (object);
}

static void
cue_access_filter_class_init (CueAccessFilterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cue_access_filter_finalize;

  /**
   * CueAccessFilter::changed:
   *
   * Something else is wanted now.
   */
  signals[SIGNAL_CHANGED] = cue_signal_new_plain (CUE_TYPE_ACCESS_FILTER, "changed");
  /**
   * CueAccessFilter::moved:
   *
   * The same is wanted, but the oldest no more: see [method@AccessFilter.move_range].
   */
  signals[SIGNAL_MOVED] = cue_signal_new_plain (CUE_TYPE_ACCESS_FILTER, "moved");
}

static void
cue_access_filter_init (CueAccessFilter *self)
{
  self->kinds = CUE_ACCESS_ALL_KINDS;
  self->from = G_MININT64;
  self->to = G_MAXINT64;
}

/**
 * cue_access_filter_new:
 *
 * Returns: (transfer full): a filter that lets everything through
 */
CueAccessFilter *
cue_access_filter_new (void)
{
  return g_object_new (CUE_TYPE_ACCESS_FILTER, NULL);
}

static void
emit_changed (CueAccessFilter *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
replace_text (char **place, const char *text)
{
  if (text != NULL && *text == '\0')
    text = NULL;
  if (g_strcmp0 (*place, text) == 0)
    return FALSE;
  g_free (*place);
  *place = g_strdup (text);
  return TRUE;
}

/**
 * cue_access_filter_get_kinds:
 * @self: a filter
 *
 * Returns: which kinds it lets through
 */
CueAccessKinds
cue_access_filter_get_kinds (CueAccessFilter *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_FILTER (self), 0);

  return self->kinds;
}

/**
 * cue_access_filter_set_kinds:
 * @kinds: entries, incidents, gaps
 */
void
cue_access_filter_set_kinds (CueAccessFilter *self, CueAccessKinds kinds)
{
  g_return_if_fail (CUE_IS_ACCESS_FILTER (self));

  if (self->kinds == kinds)
    return;
  self->kinds = kinds;
  emit_changed (self);
}

/**
 * cue_access_filter_get_value:
 * @facet: what of a row
 *
 * Returns: (nullable): the value it must have, %NULL for any
 */
const char *
cue_access_filter_get_value (CueAccessFilter *self, CueAccessFacet facet)
{
  g_return_val_if_fail (CUE_IS_ACCESS_FILTER (self), NULL);
  g_return_val_if_fail (facet < CUE_ACCESS_N_FACETS, NULL);

  return self->values[facet];
}

/**
 * cue_access_filter_set_value:
 * @facet: what of a row
 * @value: (nullable): the value it must have, as [func@access_facet_of_event] gives it; %NULL or
 *   empty for any
 */
void
cue_access_filter_set_value (CueAccessFilter *self, CueAccessFacet facet, const char *value)
{
  g_return_if_fail (CUE_IS_ACCESS_FILTER (self));
  g_return_if_fail (facet < CUE_ACCESS_N_FACETS);

  if (replace_text (&self->values[facet], value))
    emit_changed (self);
}

/**
 * cue_access_filter_get_text:
 * @self: a filter
 *
 * Returns: (transfer none) (nullable): the words to search for, as they were typed
 */
const char *
cue_access_filter_get_text (CueAccessFilter *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_FILTER (self), NULL);

  return self->text;
}

/**
 * cue_access_filter_set_text:
 * @text: (nullable): words, each of which must stand somewhere: in the names and ids of door, IQ,
 *   person, tag and site, in codes and in their words, or be the whole id of the event. Case and
 *   accents make no difference. Of what could not be decoded the raw text is searched. At most
 * eight words count
 */
void
cue_access_filter_set_text (CueAccessFilter *self, const char *text)
{
  g_return_if_fail (CUE_IS_ACCESS_FILTER (self));

  if (replace_text (&self->text, text))
    emit_changed (self);
}

/**
 * cue_access_filter_get_range:
 * @self: a filter
 * @from_us: (out): the first moment it lets through, µs since 1970; %G_MININT64 for no limit
 * @to_us: (out): the last one; %G_MAXINT64 for no limit
 */
void
cue_access_filter_get_range (CueAccessFilter *self, gint64 *from_us, gint64 *to_us)
{
  g_return_if_fail (CUE_IS_ACCESS_FILTER (self));

  *from_us = self->from;
  *to_us = self->to;
}

/**
 * cue_access_filter_set_range:
 * @from_us: the first moment, microseconds since 1970 UTC; %G_MININT64 for none
 * @to_us: the last moment; %G_MAXINT64 for none
 *
 * Compared with the time by which rows are sorted.
 */
void
cue_access_filter_set_range (CueAccessFilter *self, gint64 from_us, gint64 to_us)
{
  g_return_if_fail (CUE_IS_ACCESS_FILTER (self));

  if (self->from == from_us && self->to == to_us)
    return;
  self->from = from_us;
  self->to = to_us;
  emit_changed (self);
}

/**
 * cue_access_filter_move_range:
 * @from_us: the first moment, later than it was
 *
 * For a range that goes on with the time, such as the last five minutes: nothing new is wanted, so
 * whoever reads the rows is not disturbed.
 */
void
cue_access_filter_move_range (CueAccessFilter *self, gint64 from_us)
{
  g_return_if_fail (CUE_IS_ACCESS_FILTER (self));

  if (from_us < self->from) {
    cue_access_filter_set_range (self, from_us, self->to);
    return;
  }
  if (from_us == self->from)
    return;
  self->from = from_us;
  g_signal_emit (self, signals[SIGNAL_MOVED], 0);
}

/**
 * cue_access_filter_get_marks:
 * @self: a filter
 *
 * Returns: of which marks a row must have one; 0 when it need not
 */
CueAccessMarks
cue_access_filter_get_marks (CueAccessFilter *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_FILTER (self), 0);

  return self->marks;
}

/**
 * cue_access_filter_set_marks:
 * @any_of: marks of which a row must have one; none for all rows. A row whose marks change later is
 *   not looked at again
 */
void
cue_access_filter_set_marks (CueAccessFilter *self, CueAccessMarks any_of)
{
  g_return_if_fail (CUE_IS_ACCESS_FILTER (self));

  if (self->marks == any_of)
    return;
  self->marks = any_of;
  emit_changed (self);
}

static gboolean
has_value (CueAccessFilter *self)
{
  for (guint i = 0; i < CUE_ACCESS_N_FACETS; i++) {
    if (self->values[i] != NULL)
      return TRUE;
  }
  return FALSE;
}

/**
 * cue_access_filter_is_empty:
 *
 * Returns: whether everything passes
 */
gboolean
cue_access_filter_is_empty (CueAccessFilter *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_FILTER (self), TRUE);

  return self->kinds == CUE_ACCESS_ALL_KINDS && self->text == NULL && self->marks == 0 &&
         self->from == G_MININT64 && self->to == G_MAXINT64 && !has_value (self);
}

/**
 * cue_access_filter_reset:
 *
 * Lets everything through.
 */
void
cue_access_filter_reset (CueAccessFilter *self)
{
  g_return_if_fail (CUE_IS_ACCESS_FILTER (self));

  if (cue_access_filter_is_empty (self))
    return;
  for (guint i = 0; i < CUE_ACCESS_N_FACETS; i++)
    g_clear_pointer (&self->values[i], g_free);
  g_clear_pointer (&self->text, g_free);
  self->kinds = CUE_ACCESS_ALL_KINDS;
  self->marks = 0;
  self->from = G_MININT64;
  self->to = G_MAXINT64;
  emit_changed (self);
}

static const char *
get_filled (const CueAccessEvent *event, CueAccessField field)
{
  const char *text = cue_access_event_get_text (event, field);

  return text != NULL && *text != '\0' ? text : NULL;
}

/**
 * cue_access_facet_of_event:
 * @facet: what of it
 * @event: an event
 *
 * Returns: (nullable): the value to filter by for more of the same; %NULL when it has none. For the
 *   site ask the row
 */
const char *
cue_access_facet_of_event (CueAccessFacet facet, const CueAccessEvent *event)
{
  const char *text;

  switch (facet) {
  case CUE_ACCESS_FACET_DOOR:
    text = get_filled (event, CUE_ACCESS_FIELD_LOCK_ID);
    return text != NULL ? text : get_filled (event, CUE_ACCESS_FIELD_LOCK_CUSTOMER_REFERENCE);
  case CUE_ACCESS_FACET_PERSON:
    text = get_filled (event, CUE_ACCESS_FIELD_USER_ID);
    return text != NULL ? text : get_filled (event, CUE_ACCESS_FIELD_ACCESS_DETAIL);
  case CUE_ACCESS_FACET_WHAT:
    return get_filled (event, CUE_ACCESS_FIELD_EVENT_CATEGORY);
  case CUE_ACCESS_FACET_HOW:
    return get_filled (event, CUE_ACCESS_FIELD_ACCESS_BY);
  case CUE_ACCESS_FACET_DETAIL:
    return get_filled (event, CUE_ACCESS_FIELD_EVENT_DETAIL);
  case CUE_ACCESS_FACET_IQ:
    text = get_filled (event, CUE_ACCESS_FIELD_IQ_ID);
    return text != NULL ? text : get_filled (event, CUE_ACCESS_FIELD_IQ_CUSTOMER_REFERENCE);
  case CUE_ACCESS_FACET_SITE:
  default:
    return NULL;
  }
}
