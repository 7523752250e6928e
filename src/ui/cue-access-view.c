// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-view.h"

#include <glib/gi18n-lib.h>

#include "cue-access-words.h"
#include "cue-signal.h"

/* How many rows above a mark are looked at: a row that is new but stands among older ones has one
 * of these close by. */
#define MARK_REACH 200

/**
 * CueAccessView:
 *
 * What the user looks at of the doors of one event: the filter, the selected row, whether new rows
 * are held back, where the last look ended, and whether persons are named. Each event has one, so
 * going to another event and back loses nothing.
 *
 * “noted” is emitted when the user said something about a row, “filtered-by” when a value was
 * chosen. Main thread only.
 */
struct _CueAccessView {
  GObject parent_instance;

  CueAccessLog      *log;      /* owned */
  CueAccessDoors    *doors;    /* owned */
  CueAccessNotes    *notes;    /* owned; may be NULL */
  GListModel        *links;    /* owned; of CueAccessLink */
  CueClock          *clock;    /* owned */
  CueAccessFilter   *filter;   /* owned */
  CueFilteredAccess *filtered; /* owned */
  CueIdRows         *rows;     /* owned */
  CueAccessZones    *zones;    /* owned */
  CueAccessLastLook *look;     /* owned */

  CueAccessEvent *examples[CUE_ACCESS_N_FACETS]; /* owned; where a value was found; may be NULL */
  char           *door_name;                     /* owned; of the door filtered by; may be NULL */
  gboolean        hide_names;
};

typedef enum {
  PROP_HIDE_NAMES = 1,
  PROP_PAUSED,
} CueAccessViewProperty;

static GParamSpec *properties[PROP_PAUSED + 1];

enum {
  SIGNAL_NOTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CueAccessView, cue_access_view, G_TYPE_OBJECT)

static void
cue_access_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CueAccessView *self = CUE_ACCESS_VIEW (object);

  switch ((CueAccessViewProperty) id) {
  case PROP_HIDE_NAMES:
    g_value_set_boolean (value, self->hide_names);
    break;
  case PROP_PAUSED:
    g_value_set_boolean (value, cue_access_view_get_paused (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_access_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CueAccessView *self = CUE_ACCESS_VIEW (object);

  switch ((CueAccessViewProperty) id) {
  case PROP_HIDE_NAMES:
    cue_access_view_set_hide_names (self, g_value_get_boolean (value));
    break;
  case PROP_PAUSED:
    cue_access_view_set_paused (self, g_value_get_boolean (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_access_view_dispose (GObject *object)
{
  CueAccessView *self = CUE_ACCESS_VIEW (object);

  for (guint i = 0; i < CUE_ACCESS_N_FACETS; i++)
    g_clear_pointer (&self->examples[i], cue_access_event_unref);

  g_clear_pointer (&self->door_name, g_free);
  g_clear_object (&self->look);
  g_clear_object (&self->zones);
  g_clear_object (&self->rows);
  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);
  g_clear_object (&self->links);
  g_clear_object (&self->notes);
  g_clear_object (&self->doors);
  g_clear_object (&self->log);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (cue_access_view_parent_class)->dispose (object);
}

static void
cue_access_view_class_init (CueAccessViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cue_access_view_get_property;
  object_class->set_property = cue_access_view_set_property;
  object_class->dispose = cue_access_view_dispose;

  /**
   * CueAccessView:hide-names:
   *
   * Whether persons are not named.
   */
  properties[PROP_HIDE_NAMES] =
    g_param_spec_boolean ("hide-names",
                          NULL,
                          NULL,
                          FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  /**
   * CueAccessView:paused:
   *
   * Whether new rows are held back.
   */
  properties[PROP_PAUSED] =
    g_param_spec_boolean ("paused",
                          NULL,
                          NULL,
                          FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * CueAccessView::noted:
   *
   * The user acknowledged a row or wrote a note.
   */
  signals[SIGNAL_NOTED] = cue_signal_new_plain (G_TYPE_FROM_CLASS (klass), "noted");
}

static void
cue_access_view_init (CueAccessView *self)
{
}

static guint64
get_id_at (GListModel *log, guint position)
{
  return cue_filtered_access_get_id_at (CUE_FILTERED_ACCESS (log), position);
}

static gboolean
find_row (GListModel *log, guint64 id, guint *position)
{
  return cue_filtered_access_find (CUE_FILTERED_ACCESS (log), id, position);
}

static gboolean
find_nearest_row (GListModel *log, guint64 id, guint *position)
{
  return cue_filtered_access_find_nearest (CUE_FILTERED_ACCESS (log), id, position);
}

static const CueIdRowsFuncs row_funcs = { get_id_at, find_row, find_nearest_row };

/**
 * cue_access_view_new:
 * @log: what came
 * @doors: what is counted of it
 * @notes: (nullable): what the user says about it, or %NULL where nothing is kept
 * @links: the connections it comes from, of #CueAccessLink
 * @clock: tells the time
 *
 * Returns: (transfer full): a view of everything
 */
CueAccessView *
cue_access_view_new (CueAccessLog   *log,
                     CueAccessDoors *doors,
                     CueAccessNotes *notes,
                     GListModel     *links,
                     CueClock       *clock)
{
  CueAccessView *self;

  g_return_val_if_fail (CUE_IS_ACCESS_LOG (log), NULL);
  g_return_val_if_fail (CUE_IS_ACCESS_DOORS (doors), NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (links), NULL);
  g_return_val_if_fail (CUE_IS_CLOCK (clock), NULL);

  self = g_object_new (CUE_TYPE_ACCESS_VIEW, NULL);
  self->log = g_object_ref (log);
  self->doors = g_object_ref (doors);
  self->notes = notes != NULL ? g_object_ref (notes) : NULL;
  self->links = g_object_ref (links);
  self->clock = g_object_ref (clock);
  self->filter = cue_access_filter_new ();
  self->filtered = cue_filtered_access_new (log, self->filter);
  self->rows = cue_id_rows_new (G_LIST_MODEL (self->filtered), &row_funcs);
  self->zones = cue_access_zones_new (log);
  self->look = cue_access_last_look_new (log, clock);
  return self;
}

/**
 * cue_access_view_get_log:
 * @self: a view
 *
 * Returns: (transfer none): what came
 */
CueAccessLog *
cue_access_view_get_log (CueAccessView *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_VIEW (self), NULL);

  return self->log;
}

/**
 * cue_access_view_get_doors:
 * @self: a view
 *
 * Returns: (transfer none): what is counted per door
 */
CueAccessDoors *
cue_access_view_get_doors (CueAccessView *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_VIEW (self), NULL);

  return self->doors;
}

/**
 * cue_access_view_get_notes:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): what the user says about rows
 */
CueAccessNotes *
cue_access_view_get_notes (CueAccessView *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_VIEW (self), NULL);

  return self->notes;
}

/**
 * cue_access_view_get_links:
 * @self: a view
 *
 * Returns: (transfer none): the connections, of #CueAccessLink
 */
GListModel *
cue_access_view_get_links (CueAccessView *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_VIEW (self), NULL);

  return self->links;
}

/**
 * cue_access_view_get_clock:
 * @self: a view
 *
 * Returns: (transfer none): tells the time
 */
CueClock *
cue_access_view_get_clock (CueAccessView *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_VIEW (self), NULL);

  return self->clock;
}

/**
 * cue_access_view_get_filter:
 * @self: a view
 *
 * Returns: (transfer none): which rows are shown
 */
CueAccessFilter *
cue_access_view_get_filter (CueAccessView *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_VIEW (self), NULL);

  return self->filter;
}

/**
 * cue_access_view_get_filtered:
 * @self: a view
 *
 * Returns: (transfer none): the rows that pass the filter, oldest first
 */
CueFilteredAccess *
cue_access_view_get_filtered (CueAccessView *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_VIEW (self), NULL);

  return self->filtered;
}

/**
 * cue_access_view_get_rows:
 * @self: a view
 *
 * Returns: (transfer none): the same rows, newest first, with the selection
 */
CueIdRows *
cue_access_view_get_rows (CueAccessView *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_VIEW (self), NULL);

  return self->rows;
}

/**
 * cue_access_view_get_hide_names:
 * @self: a view
 *
 * Returns: whether persons are not named
 */
gboolean
cue_access_view_get_hide_names (CueAccessView *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_VIEW (self), FALSE);

  return self->hide_names;
}

/**
 * cue_access_view_set_hide_names:
 * @self: a view
 * @hide: whether persons are not named
 *
 * Hides or shows who it was, everywhere at once.
 */
void
cue_access_view_set_hide_names (CueAccessView *self, gboolean hide)
{
  g_return_if_fail (CUE_IS_ACCESS_VIEW (self));

  if (self->hide_names == hide)
    return;

  self->hide_names = hide;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HIDE_NAMES]);
}

/**
 * cue_access_view_get_paused:
 * @self: a view
 *
 * Returns: whether new rows are held back
 */
gboolean
cue_access_view_get_paused (CueAccessView *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_VIEW (self), FALSE);

  return cue_filtered_access_get_paused (self->filtered);
}

/**
 * cue_access_view_set_paused:
 * @self: a view
 * @paused: whether new rows are held back
 *
 * Holds new rows back, or shows those that were held. Nothing is lost meanwhile.
 */
void
cue_access_view_set_paused (CueAccessView *self, gboolean paused)
{
  g_return_if_fail (CUE_IS_ACCESS_VIEW (self));

  if (cue_access_view_get_paused (self) == paused)
    return;

  cue_filtered_access_set_paused (self->filtered, paused);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAUSED]);
}

/**
 * cue_access_view_dup_selected:
 * @self: a view
 *
 * Returns: (transfer full) (nullable): the selected row, shown or not
 */
CueAccessRow *
cue_access_view_dup_selected (CueAccessView *self)
{
  guint64 id;

  g_return_val_if_fail (CUE_IS_ACCESS_VIEW (self), NULL);

  id = cue_id_rows_get_selected_id (self->rows);
  return id != 0 ? cue_access_log_get_row (self->log, id) : NULL;
}

/**
 * cue_access_view_filter_by:
 * @self: a view
 * @facet: one of the values of a row
 * @example: (nullable): the row that has the wanted value, or %NULL for any value
 *
 * Shows only the rows with the same value.
 */
void
cue_access_view_filter_by (CueAccessView *self, CueAccessFacet facet, CueAccessEvent *example)
{
  const char *value;

  g_return_if_fail (CUE_IS_ACCESS_VIEW (self));
  g_return_if_fail ((guint) facet < CUE_ACCESS_N_FACETS);

  value = example != NULL ? cue_access_facet_of_event (facet, example) : NULL;
  g_clear_pointer (&self->examples[facet], cue_access_event_unref);

  if (facet == CUE_ACCESS_FACET_DOOR)
    g_clear_pointer (&self->door_name, g_free);

  /* The value of a door or a person is an id. Its name is that of the row it was chosen in. */
  if (value != NULL)
    self->examples[facet] = cue_access_event_ref (example);

  cue_access_filter_set_value (self->filter, facet, value);
}

/**
 * cue_access_view_filter_by_door:
 * @self: a view
 * @key: the key of a door
 * @name: its name
 *
 * Shows only the rows of a door.
 */
void
cue_access_view_filter_by_door (CueAccessView *self, const char *key, const char *name)
{
  g_return_if_fail (CUE_IS_ACCESS_VIEW (self));

  g_clear_pointer (&self->examples[CUE_ACCESS_FACET_DOOR], cue_access_event_unref);
  g_free (self->door_name);
  self->door_name = g_strdup (name);
  cue_access_filter_set_value (self->filter, CUE_ACCESS_FACET_DOOR, key);
}

/**
 * cue_access_view_describe_facet:
 * @self: a view
 * @facet: one of the values of a row
 *
 * Returns: (transfer full) (nullable): the value that is filtered by, in words, or %NULL
 */
char *
cue_access_view_describe_facet (CueAccessView *self, CueAccessFacet facet)
{
  const char     *value;
  CueAccessEvent *example;

  g_return_val_if_fail (CUE_IS_ACCESS_VIEW (self), NULL);
  g_return_val_if_fail ((guint) facet < CUE_ACCESS_N_FACETS, NULL);

  value = cue_access_filter_get_value (self->filter, facet);
  example = self->examples[facet];

  if (value == NULL)
    return NULL;

  if (facet == CUE_ACCESS_FACET_DOOR && self->door_name != NULL)
    return g_strdup (self->door_name);

  if (example != NULL && facet == CUE_ACCESS_FACET_DOOR)
    return cue_access_words_door (example);

  if (example != NULL && facet == CUE_ACCESS_FACET_PERSON)
    return cue_access_words_person (example, self->hide_names);

  if (facet == CUE_ACCESS_FACET_PERSON && self->hide_names)
    return g_strdup (_ ("hidden"));

  return cue_access_words_facet (facet, value);
}

/**
 * cue_access_view_get_zones:
 * @self: a view
 *
 * Returns: (transfer none): what the clocks at the sites show
 */
CueAccessZones *
cue_access_view_get_zones (CueAccessView *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_VIEW (self), NULL);

  return self->zones;
}

/**
 * cue_access_view_get_last_look:
 * @self: a view
 *
 * Returns: (transfer none): where the user stopped looking
 */
CueAccessLastLook *
cue_access_view_get_last_look (CueAccessView *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_VIEW (self), NULL);

  return self->look;
}

/**
 * cue_access_view_is_mark_below:
 * @self: a view
 * @position: a place in the list, the newest being 0
 *
 * Returns: whether the row there is the last one of those that are new since the last look. One
 *   that came late, or the gap of a connection that was away for long, stands among older ones, and
 *   is not
 */
gboolean
cue_access_view_is_mark_below (CueAccessView *self, guint position)
{
  guint64 id, next;
  guint   first = position > MARK_REACH ? position - MARK_REACH : 0;

  g_return_val_if_fail (CUE_IS_ACCESS_VIEW (self), FALSE);

  id = cue_id_rows_get_id_at (self->rows, position);
  next = cue_id_rows_get_id_at (self->rows, position + 1);

  if (id == 0 || !cue_access_last_look_is_new (self->look, id) ||
      (next != 0 && cue_access_last_look_is_new (self->look, next)) ||
      (cue_access_log_get_marks (self->log, id) & CUE_ACCESS_MARK_LATE) != 0)
    return FALSE;

  for (guint above = first; above < position; above++) {
    if (!cue_access_last_look_is_new (self->look, cue_id_rows_get_id_at (self->rows, above)))
      return FALSE;
  }

  return TRUE;
}
