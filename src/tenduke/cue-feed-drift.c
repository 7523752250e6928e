// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-drift.h"

#include "cue-feed-drift-private.h"
#include "cue-feed-log-private.h"

#include <string.h>

/**
 * CueFeedDrift:
 *
 * What is new in a feed since a chosen day: types of events that were not there before, and fields
 * that events of a known type did not have. A list of [class@FeedDriftItem], the newest last.
 *
 * It knows what the log has seen. Where the log has nothing of before that day there is nothing to
 * compare with, and nothing is said to be new: see cue_feed_drift_get_has_before().
 *
 * Main thread.
 */

typedef enum {
  PROP_SINCE_NS = 1,
  PROP_HAS_BEFORE,
} CueFeedDriftProperty;

static GParamSpec *properties[PROP_HAS_BEFORE + 1];

#define MAX_ITEMS 5000

struct _CueFeedDrift {
  GObject parent_instance;

  CueFeedLog *log; /* owned */
  gint64      since_ns;
  gboolean    has_before;
  GPtrArray  *items; /* owned, of CueFeedDriftItem */
  CueTurn     turn;
};

static void cue_feed_drift_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CueFeedDrift,
                               cue_feed_drift,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      cue_feed_drift_list_model_init))

static GType
cue_feed_drift_get_item_type (GListModel *model)
{
  return CUE_TYPE_FEED_DRIFT_ITEM;
}

static guint
cue_feed_drift_get_n_items (GListModel *model)
{
  return CUE_FEED_DRIFT (model)->items->len;
}

static gpointer
cue_feed_drift_get_item (GListModel *model, guint position)
{
  CueFeedDrift *self = CUE_FEED_DRIFT (model);

  if (position >= self->items->len)
    return NULL;
  return g_object_ref (g_ptr_array_index (self->items, position));
}

static void
cue_feed_drift_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = cue_feed_drift_get_item_type;
  iface->get_n_items = cue_feed_drift_get_n_items;
  iface->get_item = cue_feed_drift_get_item;
}

static void
cue_feed_drift_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CueFeedDrift *self = CUE_FEED_DRIFT (object);

  switch ((CueFeedDriftProperty) id) {
  case PROP_SINCE_NS:
    g_value_set_int64 (value, self->since_ns);
    break;
  case PROP_HAS_BEFORE:
    g_value_set_boolean (value, self->has_before);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_feed_drift_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CueFeedDrift *self = CUE_FEED_DRIFT (object);

  switch ((CueFeedDriftProperty) id) {
  case PROP_SINCE_NS:
    cue_feed_drift_set_since_ns (self, g_value_get_int64 (value));
    break;
  case PROP_HAS_BEFORE:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_feed_drift_finalize (GObject *object)
{
  CueFeedDrift *self = CUE_FEED_DRIFT (object);

  cue_turn_clear (&self->turn);
  g_signal_handlers_disconnect_by_data (self->log, self);
  g_clear_object (&self->log);
  g_ptr_array_unref (self->items);

  G_OBJECT_CLASS (cue_feed_drift_parent_class)->finalize (object);
}

static void
cue_feed_drift_class_init (CueFeedDriftClass *klass)
{
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = cue_feed_drift_get_property;
  object_class->set_property = cue_feed_drift_set_property;
  object_class->finalize = cue_feed_drift_finalize;

  /**
   * CueFeedDrift:since-ns:
   *
   * From when on something counts as new, nanoseconds since 1970 UTC.
   */
  properties[PROP_SINCE_NS] = g_param_spec_int64 ("since-ns",
                                                  NULL,
                                                  NULL,
                                                  G_MININT64,
                                                  G_MAXINT64,
                                                  G_MAXINT64,
                                                  G_PARAM_READWRITE | flags);
  /**
   * CueFeedDrift:has-before:
   *
   * Whether the log has events of before that time.
   */
  properties[PROP_HAS_BEFORE] =
    g_param_spec_boolean ("has-before", NULL, NULL, FALSE, G_PARAM_READABLE | flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cue_feed_drift_init (CueFeedDrift *self)
{
  self->since_ns = G_MAXINT64;
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

/* ---- comparing ----------------------------------------------------------------------------- */

/* A type, or a field of a type. */
typedef struct {
  gint64      first_ns;
  guint64     count;
  const char *path; /* unowned: of the log */
} Seen;

/* All shapes of one type. */
typedef struct {
  Seen        itself;
  GHashTable *fields; /* owned: path → Seen */
} TypeSeen;

static void
type_seen_free (gpointer data)
{
  TypeSeen *type = data;

  g_hash_table_unref (type->fields);
  g_free (type);
}

static void
note (Seen *seen, const CueFeedLogShape *shape)
{
  seen->first_ns = seen->count > 0 ? MIN (seen->first_ns, shape->first_ns) : shape->first_ns;
  seen->count += shape->count;
}

static void
note_shape (GHashTable *types, const CueFeedLogShape *shape)
{
  gpointer  key = GUINT_TO_POINTER (shape->type);
  TypeSeen *type = g_hash_table_lookup (types, key);

  if (type == NULL) {
    type = g_new0 (TypeSeen, 1);
    /* Paths are the same pointers for the same text. */
    type->fields = g_hash_table_new_full (NULL, NULL, NULL, g_free);
    g_hash_table_insert (types, key, type);
  }
  note (&type->itself, shape);
  for (guint i = 0; i < shape->paths->len; i++) {
    const char *path = g_ptr_array_index (shape->paths, i);
    Seen       *field = g_hash_table_lookup (type->fields, path);

    /* Twice in one shape: in two elements of a list. */
    if (field != NULL && field->path == NULL)
      continue;
    if (field == NULL) {
      field = g_new0 (Seen, 1);
      g_hash_table_insert (type->fields, (gpointer) path, field);
    }
    note (field, shape);
    field->path = NULL;
  }
  for (guint i = 0; i < shape->paths->len; i++) {
    const char *path = g_ptr_array_index (shape->paths, i);

    ((Seen *) g_hash_table_lookup (type->fields, path))->path = path;
  }
}

static char *
dup_type (CueFeedDrift *self, guint32 type)
{
  gsize       length;
  const char *text;

  if (type >= CUE_FEED_OTHER_VALUE)
    return g_strdup ("");
  text = cue_dictionary_get (self->log->dictionary, type, &length);
  return g_strndup (text, length);
}

static void
add_item (CueFeedDrift *self, const char *type, const char *path, const Seen *seen)
{
  if (self->items->len < MAX_ITEMS)
    g_ptr_array_add (self->items,
                     cue_feed_drift_item_new (type, path, seen->first_ns, seen->count));
}

static void
add_type (CueFeedDrift *self, guint32 number, const TypeSeen *type)
{
  g_autofree char *name = dup_type (self, number);
  GHashTableIter   iter;
  gpointer         path;
  gpointer         seen;

  if (type->itself.first_ns >= self->since_ns) {
    add_item (self, name, NULL, &type->itself);
    return;
  }
  g_hash_table_iter_init (&iter, type->fields);
  while (g_hash_table_iter_next (&iter, &path, &seen)) {
    if (((Seen *) seen)->first_ns >= self->since_ns)
      add_item (self, name, path, seen);
  }
}

static gint
compare_items (gconstpointer a, gconstpointer b)
{
  CueFeedDriftItem *one = *(CueFeedDriftItem *const *) a;
  CueFeedDriftItem *two = *(CueFeedDriftItem *const *) b;
  gint64            one_ns = cue_feed_drift_item_get_first_ns (one);
  gint64            two_ns = cue_feed_drift_item_get_first_ns (two);
  gint              by_type;

  if (one_ns != two_ns)
    return one_ns < two_ns ? -1 : 1;
  by_type =
    strcmp (cue_feed_drift_item_get_event_type (one), cue_feed_drift_item_get_event_type (two));
  return by_type != 0
           ? by_type
           : g_strcmp0 (cue_feed_drift_item_get_path (one), cue_feed_drift_item_get_path (two));
}

static gboolean
has_before (CueFeedDrift *self)
{
  for (guint i = 0; i < self->log->shapes->len; i++) {
    if (g_array_index (self->log->shapes, CueFeedLogShape, i).first_ns < self->since_ns)
      return TRUE;
  }
  return FALSE;
}

static void
compare (CueFeedDrift *self)
{
  guint          n_before = self->items->len;
  gboolean       before = has_before (self);
  GHashTableIter iter;
  gpointer       number;
  gpointer       type;
  g_autoptr (GHashTable) types = g_hash_table_new_full (NULL, NULL, NULL, type_seen_free);

  g_ptr_array_set_size (self->items, 0);
  for (guint i = 0; before && i < self->log->shapes->len; i++)
    note_shape (types, &g_array_index (self->log->shapes, CueFeedLogShape, i));
  g_hash_table_iter_init (&iter, types);
  while (g_hash_table_iter_next (&iter, &number, &type))
    add_type (self, GPOINTER_TO_UINT (number), type);
  g_ptr_array_sort (self->items, compare_items);
  if (n_before > 0 || self->items->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, self->items->len);
  if (self->has_before != before) {
    self->has_before = before;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_BEFORE]);
  }
}

static void
on_turn (gpointer data)
{
  compare (data);
}

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  CueFeedDrift *self = data;

  cue_turn_wait (&self->turn, on_turn, self);
}

/**
 * cue_feed_drift_new:
 * @log: the events
 *
 * Returns: (transfer full): a list that follows @log; empty until a day is chosen
 */
CueFeedDrift *
cue_feed_drift_new (CueFeedLog *log)
{
  CueFeedDrift *self = g_object_new (CUE_TYPE_FEED_DRIFT, NULL);

  g_return_val_if_fail (CUE_IS_FEED_LOG (log), self);

  self->log = g_object_ref (log);
  g_signal_connect (log, "items-changed", G_CALLBACK (on_items_changed), self);
  compare (self);
  return self;
}

/**
 * cue_feed_drift_get_since_ns:
 * @self: the list
 *
 * Returns: from when on something counts as new, nanoseconds since 1970 UTC
 */
gint64
cue_feed_drift_get_since_ns (CueFeedDrift *self)
{
  g_return_val_if_fail (CUE_IS_FEED_DRIFT (self), G_MAXINT64);

  return self->since_ns;
}

/**
 * cue_feed_drift_set_since_ns:
 * @self: the list
 * @since_ns: from when on something counts as new, nanoseconds since 1970 UTC
 */
void
cue_feed_drift_set_since_ns (CueFeedDrift *self, gint64 since_ns)
{
  g_return_if_fail (CUE_IS_FEED_DRIFT (self));

  if (self->since_ns == since_ns)
    return;
  self->since_ns = since_ns;
  compare (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SINCE_NS]);
}

/**
 * cue_feed_drift_get_has_before:
 * @self: the list
 *
 * Returns: whether the log has events of before that time, without which nothing can be new
 */
gboolean
cue_feed_drift_get_has_before (CueFeedDrift *self)
{
  g_return_val_if_fail (CUE_IS_FEED_DRIFT (self), FALSE);

  return self->has_before;
}

/**
 * cue_feed_drift_get_complete:
 * @self: the list
 *
 * Returns: whether all events were compared; %FALSE when more kinds of them came than are told
 *   apart, or more is new than is listed
 */
gboolean
cue_feed_drift_get_complete (CueFeedDrift *self)
{
  g_return_val_if_fail (CUE_IS_FEED_DRIFT (self), FALSE);

  return !self->log->lost_shapes && self->items->len < MAX_ITEMS;
}

/**
 * cue_feed_drift_settle:
 * @self: the list
 *
 * Compares now: for tests and for programs without a window.
 */
void
cue_feed_drift_settle (CueFeedDrift *self)
{
  g_return_if_fail (CUE_IS_FEED_DRIFT (self));

  cue_turn_clear (&self->turn);
  compare (self);
}
