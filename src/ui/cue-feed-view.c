// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-view.h"

#include "cue-feed-columns.h"
#include "cue-feed-path.h"

/**
 * CueFeedView:
 *
 * What somebody looks at in a feed: which of its events, which columns, which event is selected, by
 * which clock times are said. It is not the feed: the log goes on without anyone looking. The
 * groups and the new fields are counted when they are first asked for. Main thread only.
 */
struct _CueFeedView {
  GObject parent_instance;

  CueFeedLog       *log;       /* owned */
  CueFeedFilter    *filter;    /* owned */
  CueFilteredFeed  *filtered;  /* owned */
  CueIdRows        *rows;      /* owned */
  CueFeedHistogram *histogram; /* owned */
  CueFeedGroups    *groups;    /* owned; NULL before they are asked for */
  CueFeedDrift     *drift;     /* owned; NULL before it is asked for */
  CueLineTable     *table;     /* owned */
  GPtrArray        *own;       /* owned; paths of the columns that were added, ended by NULL */
  guint             next_id;
  CueMomentZone     zone;
};

G_DEFINE_FINAL_TYPE (CueFeedView, cue_feed_view, G_TYPE_OBJECT)

typedef enum {
  PROP_ZONE = 1,
  PROP_COLUMNS,
} CueFeedViewProperty;

static GParamSpec *properties[PROP_COLUMNS + 1];

static guint64
get_id_at (GListModel *log, guint position)
{
  return cue_filtered_feed_get_id_at (CUE_FILTERED_FEED (log), position);
}

static gboolean
find_row (GListModel *log, guint64 id, guint *position)
{
  return cue_filtered_feed_find (CUE_FILTERED_FEED (log), id, position);
}

/* A row that is filtered away still has a time, and so neighbours. */
static gboolean
find_nearest_row (GListModel *log, guint64 id, guint *position)
{
  CueFilteredFeed *filtered = CUE_FILTERED_FEED (log);
  guint            n_items = g_list_model_get_n_items (log);
  g_autoptr (CueFeedEvent) event = NULL;

  if (n_items == 0)
    return FALSE;

  if (cue_filtered_feed_find (filtered, id, position))
    return TRUE;

  event = cue_feed_log_get_event (cue_filtered_feed_get_log (filtered), id);

  if (event == NULL)
    return FALSE;

  *position = MIN (cue_filtered_feed_find_time (filtered, cue_feed_event_get_received_ns (event)),
                   n_items - 1);
  return TRUE;
}

static const CueIdRowsFuncs row_funcs = { get_id_at, find_row, find_nearest_row };

static void
cue_feed_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CueFeedView *self = CUE_FEED_VIEW (object);

  switch ((CueFeedViewProperty) id) {
  case PROP_ZONE:
    g_value_set_int (value, (int) self->zone);
    break;
  case PROP_COLUMNS:
    g_value_set_boxed (value, cue_feed_view_get_columns (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_feed_view_dispose (GObject *object)
{
  CueFeedView *self = CUE_FEED_VIEW (object);

  g_clear_object (&self->groups);
  g_clear_object (&self->drift);
  g_clear_object (&self->histogram);
  g_clear_object (&self->rows);
  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);
  g_clear_object (&self->table);
  g_clear_object (&self->log);

  G_OBJECT_CLASS (cue_feed_view_parent_class)->dispose (object);
}

static void
cue_feed_view_finalize (GObject *object)
{
  g_ptr_array_unref (CUE_FEED_VIEW (object)->own);

  G_OBJECT_CLASS (cue_feed_view_parent_class)->finalize (object);
}

static void
cue_feed_view_class_init (CueFeedViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cue_feed_view_get_property;
  object_class->dispose = cue_feed_view_dispose;
  object_class->finalize = cue_feed_view_finalize;

  /**
   * CueFeedView:zone:
   *
   * By which clock times are said, a #CueMomentZone.
   */
  properties[PROP_ZONE] =
    g_param_spec_int ("zone",
                      NULL,
                      NULL,
                      CUE_MOMENT_LOCAL,
                      CUE_MOMENT_RAW,
                      CUE_MOMENT_LOCAL,
                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  /**
   * CueFeedView:columns:
   *
   * The paths of the columns that the user added.
   */
  properties[PROP_COLUMNS] =
    g_param_spec_boxed ("columns",
                        NULL,
                        NULL,
                        G_TYPE_STRV,
                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cue_feed_view_init (CueFeedView *self)
{
  self->own = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->own, NULL);
  self->next_id = CUE_FEED_COLUMN_OWN;
}

/**
 * cue_feed_view_new:
 * @log: the events of a feed
 *
 * Returns: (transfer full): a look at all of it
 */
CueFeedView *
cue_feed_view_new (CueFeedLog *log)
{
  CueFeedView *self;

  g_return_val_if_fail (CUE_IS_FEED_LOG (log), NULL);

  self = g_object_new (CUE_TYPE_FEED_VIEW, NULL);
  self->log = g_object_ref (log);
  self->filter = cue_feed_filter_new ();
  self->filtered = cue_filtered_feed_new (log, self->filter);
  self->rows = cue_id_rows_new (G_LIST_MODEL (self->filtered), &row_funcs);
  self->histogram = cue_feed_histogram_new (log, self->filter);
  self->table = cue_feed_columns_new (self);
  return self;
}

/**
 * cue_feed_view_get_log:
 * @self: a view
 *
 * Returns: (transfer none): all events
 */
CueFeedLog *
cue_feed_view_get_log (CueFeedView *self)
{
  g_return_val_if_fail (CUE_IS_FEED_VIEW (self), NULL);

  return self->log;
}

/**
 * cue_feed_view_get_filter:
 * @self: a view
 *
 * Returns: (transfer none): which events are shown
 */
CueFeedFilter *
cue_feed_view_get_filter (CueFeedView *self)
{
  g_return_val_if_fail (CUE_IS_FEED_VIEW (self), NULL);

  return self->filter;
}

/**
 * cue_feed_view_get_filtered:
 * @self: a view
 *
 * Returns: (transfer none): the events that are shown, oldest first
 */
CueFilteredFeed *
cue_feed_view_get_filtered (CueFeedView *self)
{
  g_return_val_if_fail (CUE_IS_FEED_VIEW (self), NULL);

  return self->filtered;
}

/**
 * cue_feed_view_get_rows:
 * @self: a view
 *
 * Returns: (transfer none): the events that are shown, newest first, one of which may be selected
 */
CueIdRows *
cue_feed_view_get_rows (CueFeedView *self)
{
  g_return_val_if_fail (CUE_IS_FEED_VIEW (self), NULL);

  return self->rows;
}

/**
 * cue_feed_view_get_histogram:
 * @self: a view
 *
 * Returns: (transfer none): how many events there are when
 */
CueFeedHistogram *
cue_feed_view_get_histogram (CueFeedView *self)
{
  g_return_val_if_fail (CUE_IS_FEED_VIEW (self), NULL);

  return self->histogram;
}

/**
 * cue_feed_view_get_groups:
 * @self: a view
 *
 * Returns: (transfer none): the events that are shown, counted by what they have in common
 */
CueFeedGroups *
cue_feed_view_get_groups (CueFeedView *self)
{
  g_return_val_if_fail (CUE_IS_FEED_VIEW (self), NULL);

  if (self->groups == NULL)
    self->groups = cue_feed_groups_new (self->filtered, CUE_FEED_GROUP_BY_TYPE);

  return self->groups;
}

/**
 * cue_feed_view_get_drift:
 * @self: a view
 *
 * Returns: (transfer none): the types and fields of all events that were not there before
 */
CueFeedDrift *
cue_feed_view_get_drift (CueFeedView *self)
{
  g_return_val_if_fail (CUE_IS_FEED_VIEW (self), NULL);

  if (self->drift == NULL)
    self->drift = cue_feed_drift_new (self->log);

  return self->drift;
}

/**
 * cue_feed_view_get_table:
 * @self: a view
 *
 * Returns: (transfer none): the columns, and what is said in them
 */
CueLineTable *
cue_feed_view_get_table (CueFeedView *self)
{
  g_return_val_if_fail (CUE_IS_FEED_VIEW (self), NULL);

  return self->table;
}

/**
 * cue_feed_view_get_zone:
 * @self: a view
 *
 * Returns: by which clock times are said
 */
CueMomentZone
cue_feed_view_get_zone (CueFeedView *self)
{
  g_return_val_if_fail (CUE_IS_FEED_VIEW (self), CUE_MOMENT_LOCAL);

  return self->zone;
}

/**
 * cue_feed_view_set_zone:
 * @self: a view
 * @zone: a clock
 *
 * Says by which clock times are said.
 */
void
cue_feed_view_set_zone (CueFeedView *self, CueMomentZone zone)
{
  g_return_if_fail (CUE_IS_FEED_VIEW (self));

  if (self->zone == zone)
    return;

  self->zone = zone;
  cue_line_table_redress (self->table);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZONE]);
}

/**
 * cue_feed_view_dup_selected:
 * @self: a view
 *
 * Returns: (transfer full) (nullable): the selected event, which may be filtered away at present
 */
CueFeedEvent *
cue_feed_view_dup_selected (CueFeedView *self)
{
  guint64 id;

  g_return_val_if_fail (CUE_IS_FEED_VIEW (self), NULL);

  id = cue_id_rows_get_selected_id (self->rows);
  return id != 0 ? cue_feed_log_get_event (self->log, id) : NULL;
}

static gboolean
find_column (CueFeedView *self, const char *path, guint *id)
{
  for (guint i = 0; i < cue_line_table_get_n_columns (self->table); i++) {
    const CueLineColumn *column = cue_line_table_get_column (self->table, i);

    if (g_strcmp0 (column->key, path) == 0) {
      *id = column->id;
      return TRUE;
    }
  }

  return FALSE;
}

/**
 * cue_feed_view_add_column:
 * @self: a view
 * @path: of a value, as in “data.leaseId”
 *
 * Makes a column of what stands at a place of every event.
 *
 * Returns: whether it is a place, and there was room for one more
 */
gboolean
cue_feed_view_add_column (CueFeedView *self, const char *path)
{
  g_autoptr (CueFeedPath) read = NULL;
  const char *plain;
  guint       id;

  g_return_val_if_fail (CUE_IS_FEED_VIEW (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  read = cue_feed_path_new (path, NULL);

  if (read == NULL)
    return FALSE;

  /* The same place may be written in several ways. */
  plain = cue_feed_path_get_text (read);

  if (find_column (self, plain, &id))
    return TRUE;

  if (self->own->len - 1 >= CUE_FEED_VIEW_MAX_OWN)
    return FALSE;

  cue_feed_columns_add_own (self->table, self->next_id++, plain);
  g_ptr_array_insert (self->own, (int) self->own->len - 1, g_strdup (plain));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COLUMNS]);
  return TRUE;
}

/**
 * cue_feed_view_remove_column:
 * @self: a view
 * @path: of a column that was added
 *
 * Removes the column, if it is there.
 */
void
cue_feed_view_remove_column (CueFeedView *self, const char *path)
{
  guint id;

  g_return_if_fail (CUE_IS_FEED_VIEW (self));

  if (path == NULL || !find_column (self, path, &id))
    return;

  for (guint i = 0; i + 1 < self->own->len; i++) {
    if (g_str_equal (self->own->pdata[i], path)) {
      g_autofree char *kept = g_strdup (path);

      cue_line_table_remove (self->table, id);
      g_ptr_array_remove_index (self->own, i);
      break;
    }
  }

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COLUMNS]);
}

/**
 * cue_feed_view_get_columns:
 * @self: a view
 *
 * Returns: (transfer none) (array zero-terminated=1): the paths of the columns that were added
 */
const char *const *
cue_feed_view_get_columns (CueFeedView *self)
{
  g_return_val_if_fail (CUE_IS_FEED_VIEW (self), NULL);

  return (const char *const *) self->own->pdata;
}
