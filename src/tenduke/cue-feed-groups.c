// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-groups.h"

#include "cue-feed-fields.h"
#include "cue-feed-group-private.h"
#include "cue-filtered-feed-private.h"

#include <string.h>

/**
 * CueFeedGroups:
 *
 * The events of a [class@FilteredFeed] counted by what they have in common: a list of
 * [class@FeedGroup], the largest first. Events that have none of it are a group with an empty key.
 *
 * It follows the list: counting goes on bit by bit while the main loop runs, and what it shows is
 * the last count that came to its end. The list has at most %CUE_FEED_GROUPS_MAX groups.
 *
 * Main thread.
 */

typedef enum {
  PROP_BY = 1,
  PROP_N_GROUPS,
  PROP_FILLING,
} CueFeedGroupsProperty;

static GParamSpec *properties[PROP_FILLING + 1];

#define ROWS_PER_LOOK 256

/* A count that goes on. */
typedef struct {
  guint    next;  /* position */
  guint32 *slots; /* owned: hash table from a key to an index in figures + 1 */
  guint32  mask;
  GArray  *figures; /* owned, of CueFeedGroupFigures */
} Count;

struct _CueFeedGroups {
  GObject parent_instance;

  CueFilteredFeed *feed; /* owned */
  CueFeedGroupBy   by;
  GPtrArray       *groups; /* owned, of CueFeedGroup */
  guint            n_groups;
  Count            count;
  gboolean         is_counting;
  gboolean         is_stale; /* the list changed after it was looked at */
  gboolean         filling;
  CueTurn          turn;
};

static void cue_feed_groups_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CueFeedGroups,
                               cue_feed_groups,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      cue_feed_groups_list_model_init))

static GType
cue_feed_groups_get_item_type (GListModel *model)
{
  return CUE_TYPE_FEED_GROUP;
}

static guint
cue_feed_groups_get_n_items (GListModel *model)
{
  return CUE_FEED_GROUPS (model)->groups->len;
}

static gpointer
cue_feed_groups_get_item (GListModel *model, guint position)
{
  CueFeedGroups *self = CUE_FEED_GROUPS (model);

  if (position >= self->groups->len)
    return NULL;
  return g_object_ref (g_ptr_array_index (self->groups, position));
}

static void
cue_feed_groups_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = cue_feed_groups_get_item_type;
  iface->get_n_items = cue_feed_groups_get_n_items;
  iface->get_item = cue_feed_groups_get_item;
}

static void
cue_feed_groups_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CueFeedGroups *self = CUE_FEED_GROUPS (object);

  switch ((CueFeedGroupsProperty) id) {
  case PROP_BY:
    g_value_set_uint (value, self->by);
    break;
  case PROP_N_GROUPS:
    g_value_set_uint (value, self->n_groups);
    break;
  case PROP_FILLING:
    g_value_set_boolean (value, self->filling);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_feed_groups_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CueFeedGroups *self = CUE_FEED_GROUPS (object);

  switch ((CueFeedGroupsProperty) id) {
  case PROP_BY:
    cue_feed_groups_set_by (self, (CueFeedGroupBy) g_value_get_uint (value));
    break;
  case PROP_N_GROUPS:
  case PROP_FILLING:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
clear_count (Count *count)
{
  g_clear_pointer (&count->slots, g_free);
  g_clear_pointer (&count->figures, g_array_unref);
  count->next = count->mask = 0;
}

static void
cue_feed_groups_finalize (GObject *object)
{
  CueFeedGroups *self = CUE_FEED_GROUPS (object);

  cue_turn_clear (&self->turn);
  clear_count (&self->count);
  g_signal_handlers_disconnect_by_data (self->feed, self);
  g_clear_object (&self->feed);
  g_ptr_array_unref (self->groups);

  G_OBJECT_CLASS (cue_feed_groups_parent_class)->finalize (object);
}

static void
cue_feed_groups_class_init (CueFeedGroupsClass *klass)
{
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = cue_feed_groups_get_property;
  object_class->set_property = cue_feed_groups_set_property;
  object_class->finalize = cue_feed_groups_finalize;

  /**
   * CueFeedGroups:by:
   *
   * What events are grouped by, a [enum@FeedGroupBy].
   */
  properties[PROP_BY] =
    g_param_spec_uint ("by", NULL, NULL, 0, CUE_FEED_GROUP_BY_RESULT, 0, G_PARAM_READWRITE | flags);
  /**
   * CueFeedGroups:n-groups:
   *
   * How many groups there are, the ones that are not listed included.
   */
  properties[PROP_N_GROUPS] =
    g_param_spec_uint ("n-groups", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | flags);
  /**
   * CueFeedGroups:filling:
   *
   * Whether it is still counting.
   */
  properties[PROP_FILLING] =
    g_param_spec_boolean ("filling", NULL, NULL, FALSE, G_PARAM_READABLE | flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cue_feed_groups_init (CueFeedGroups *self)
{
  self->groups = g_ptr_array_new_with_free_func (g_object_unref);
}

/* ---- counting ------------------------------------------------------------------------------ */

static CueFeedFacet
get_facet (CueFeedGroupBy by)
{
  switch (by) {
  case CUE_FEED_GROUP_BY_USER:
    return CUE_FEED_FACET_USER;
  case CUE_FEED_GROUP_BY_LICENCE:
    return CUE_FEED_FACET_LICENCE;
  case CUE_FEED_GROUP_BY_RESULT:
    return CUE_FEED_FACET_RESULT;
  case CUE_FEED_GROUP_BY_TYPE:
  case CUE_FEED_GROUP_BY_REQUEST:
  default:
    return CUE_FEED_FACET_TYPE;
  }
}

static guint64
get_key (CueFeedGroups *self, const CueFeedRecord *record)
{
  if (self->by == CUE_FEED_GROUP_BY_REQUEST)
    return record->request;
  return record->values[get_facet (self->by)];
}

static guint32
find_slot (const guint32 *slots, guint32 mask, const GArray *figures, guint64 key)
{
  guint32 place = (guint32) ((key * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> 32) & mask;

  while (slots[place] != 0 &&
         g_array_index (figures, CueFeedGroupFigures, slots[place] - 1).key != key)
    place = (place + 1) & mask;
  return place;
}

static void
grow (Count *count)
{
  guint32  mask = count->slots != NULL ? count->mask * 2 + 1 : 1023;
  guint32 *slots = g_new0 (guint32, (gsize) mask + 1);

  for (guint i = 0; i < count->figures->len; i++) {
    guint64 key = g_array_index (count->figures, CueFeedGroupFigures, i).key;

    slots[find_slot (slots, mask, count->figures, key)] = i + 1;
  }
  g_free (count->slots);
  count->slots = slots;
  count->mask = mask;
}

static void
count_row (Count *count, guint64 key, const CueFeedRecord *record, guint32 row)
{
  CueFeedGroupFigures *figures;
  guint32              place;

  if (count->slots == NULL || count->figures->len > count->mask / 2)
    grow (count);
  place = find_slot (count->slots, count->mask, count->figures, key);
  if (count->slots[place] == 0) {
    const CueFeedGroupFigures fresh = { key, 0, 0, record->key_ns, record->key_ns, row };

    g_array_append_val (count->figures, fresh);
    count->slots[place] = count->figures->len;
  }
  figures = &g_array_index (count->figures, CueFeedGroupFigures, count->slots[place] - 1);
  figures->count++;
  figures->failed += (record->marks & CUE_FEED_MARK_FAILED) != 0;
  figures->last_ns = record->key_ns;
}

/* Returns whether that was all. */
static gboolean
count_some (CueFeedGroups *self, gint64 until_us)
{
  const CueFeedOrder *order = &self->feed->order;
  CueFeedStore       *store = &self->feed->log->store;

  while (self->count.next < order->n) {
    guint32              row = order->rows[self->count.next++];
    const CueFeedRecord *record = cue_feed_store_get_row (store, row);

    count_row (&self->count, get_key (self, record), record, row);
    if (self->count.next % ROWS_PER_LOOK == 0 && g_get_monotonic_time () >= until_us)
      return FALSE;
  }
  return TRUE;
}

/* ---- showing ------------------------------------------------------------------------------- */

static char *
dup_key (CueFeedGroups *self, const CueFeedGroupFigures *figures)
{
  CueFeedStore        *store = &self->feed->log->store;
  const CueFeedRecord *record = cue_feed_store_get (store, figures->first_row);
  const char          *text;
  gsize                length;

  /* It may have gone while others were counted; the next count will know. */
  if (record == NULL)
    return g_strdup ("");
  if (self->by == CUE_FEED_GROUP_BY_REQUEST) {
    CueFeedFields fields;
    char         *request;

    text = cue_feed_store_get_text (store, figures->first_row, &length);
    cue_feed_fields_read (&fields, text, length);
    request = cue_feed_span_dup_text (&fields.texts[CUE_FEED_TEXT_REQUEST]);
    return request != NULL ? request : g_strdup ("");
  }
  if (figures->key == CUE_DICTIONARY_NONE)
    return g_strdup ("");
  if (figures->key == CUE_FEED_OTHER_VALUE)
    return g_strdup ("…");
  text = cue_dictionary_get (self->feed->log->dictionary, (guint32) figures->key, &length);
  return g_strndup (text, length);
}

static gint
compare_figures (gconstpointer a, gconstpointer b)
{
  const CueFeedGroupFigures *one = a;
  const CueFeedGroupFigures *two = b;

  if (one->count != two->count)
    return one->count > two->count ? -1 : 1;
  if (one->first_ns != two->first_ns)
    return one->first_ns < two->first_ns ? -1 : 1;
  return one->first_row < two->first_row ? -1 : one->first_row > two->first_row;
}

/* A million requests of one event each need no sorting: only those that are listed are. */
static void
keep_largest (GArray *figures)
{
  guint32 histogram[64] = { 0 };
  guint   least = 0;
  guint   kept = 0;
  guint   n = 0;

  if (figures->len <= CUE_FEED_GROUPS_MAX)
    return;
  for (guint i = 0; i < figures->len; i++)
    histogram[MIN (g_array_index (figures, CueFeedGroupFigures, i).count, 63)]++;
  for (least = 63; least > 1 && n + histogram[least] <= CUE_FEED_GROUPS_MAX; least--)
    n += histogram[least];
  /* Of those of the least size some have room. */
  n = least == 63 ? G_MAXUINT : CUE_FEED_GROUPS_MAX - n;
  for (guint i = 0; i < figures->len; i++) {
    CueFeedGroupFigures one = g_array_index (figures, CueFeedGroupFigures, i);

    if (one.count < least || (one.count == least && n == 0))
      continue;
    if (one.count == least && n != G_MAXUINT)
      n--;
    g_array_index (figures, CueFeedGroupFigures, kept++) = one;
  }
  g_array_set_size (figures, kept);
}

static void
publish (CueFeedGroups *self)
{
  guint n_before = self->groups->len;
  guint n_groups = self->count.figures->len;
  guint n;

  keep_largest (self->count.figures);
  g_array_sort (self->count.figures, compare_figures);
  n = MIN (self->count.figures->len, CUE_FEED_GROUPS_MAX);
  g_ptr_array_set_size (self->groups, 0);
  for (guint i = 0; i < n; i++) {
    const CueFeedGroupFigures *figures =
      &g_array_index (self->count.figures, CueFeedGroupFigures, i);
    g_autofree char *key = dup_key (self, figures);

    g_ptr_array_add (self->groups, cue_feed_group_new (key, figures));
  }
  clear_count (&self->count);
  if (n_before > 0 || n > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, n);
  if (self->n_groups != n_groups) {
    self->n_groups = n_groups;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_GROUPS]);
  }
}

static void
set_filling (CueFeedGroups *self, gboolean filling)
{
  if (self->filling == filling)
    return;
  self->filling = filling;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILLING]);
}

static void
work (CueFeedGroups *self, gint64 until_us)
{
  if (!self->is_counting) {
    self->is_counting = TRUE;
    self->is_stale = FALSE;
    clear_count (&self->count);
    self->count.figures = g_array_new (FALSE, FALSE, sizeof (CueFeedGroupFigures));
  }
  if (!count_some (self, until_us))
    return;
  self->is_counting = FALSE;
  publish (self);
}

static void on_turn (gpointer data);

/* While the list fills it changes with every turn; then this waits for its end. */
static void
go_on (CueFeedGroups *self)
{
  gboolean filling = cue_filtered_feed_get_filling (self->feed);

  if (self->is_counting || (self->is_stale && !filling))
    cue_turn_wait (&self->turn, on_turn, self);
  set_filling (self, self->is_counting || self->is_stale || filling);
}

static void
on_turn (gpointer data)
{
  CueFeedGroups *self = data;

  g_object_ref (self);
  work (self, g_get_monotonic_time () + CUE_FEED_SLICE_US);
  go_on (self);
  g_object_unref (self);
}

static void
restart (CueFeedGroups *self)
{
  self->is_stale = TRUE;
  go_on (self);
}

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  CueFeedGroups *self = data;

  /* Positions and rows may not be what they were. */
  if (removed > 0 || position < self->count.next)
    self->is_counting = FALSE;
  restart (self);
}

static void
on_filling_changed (GObject *object, GParamSpec *pspec, gpointer data)
{
  go_on (data);
}

/**
 * cue_feed_groups_new:
 * @feed: the events
 * @by: what to group them by
 *
 * Returns: (transfer full): a list that follows @feed
 */
CueFeedGroups *
cue_feed_groups_new (CueFilteredFeed *feed, CueFeedGroupBy by)
{
  CueFeedGroups *self = g_object_new (CUE_TYPE_FEED_GROUPS, NULL);

  g_return_val_if_fail (CUE_IS_FILTERED_FEED (feed), self);

  self->feed = g_object_ref (feed);
  self->by = by;
  g_signal_connect (feed, "items-changed", G_CALLBACK (on_items_changed), self);
  g_signal_connect (feed, "notify::filling", G_CALLBACK (on_filling_changed), self);
  restart (self);
  return self;
}

/**
 * cue_feed_groups_get_by:
 * @self: the groups
 *
 * Returns: what events are grouped by
 */
CueFeedGroupBy
cue_feed_groups_get_by (CueFeedGroups *self)
{
  g_return_val_if_fail (CUE_IS_FEED_GROUPS (self), CUE_FEED_GROUP_BY_TYPE);

  return self->by;
}

/**
 * cue_feed_groups_set_by:
 * @self: the groups
 * @by: what to group events by from now on
 */
void
cue_feed_groups_set_by (CueFeedGroups *self, CueFeedGroupBy by)
{
  g_return_if_fail (CUE_IS_FEED_GROUPS (self));

  if (self->by == by)
    return;
  self->by = by;
  self->is_counting = FALSE;
  restart (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BY]);
}

/**
 * cue_feed_groups_get_n_groups:
 * @self: the groups
 *
 * Returns: how many there are, those that are not listed included
 */
guint
cue_feed_groups_get_n_groups (CueFeedGroups *self)
{
  g_return_val_if_fail (CUE_IS_FEED_GROUPS (self), 0);

  return self->n_groups;
}

/**
 * cue_feed_groups_get_filling:
 * @self: the groups
 *
 * Returns: whether it is still counting
 */
gboolean
cue_feed_groups_get_filling (CueFeedGroups *self)
{
  g_return_val_if_fail (CUE_IS_FEED_GROUPS (self), FALSE);

  return self->filling;
}

/**
 * cue_feed_groups_settle:
 * @self: the groups
 *
 * Counts now, however long it takes: for tests and for programs without a window.
 */
void
cue_feed_groups_settle (CueFeedGroups *self)
{
  g_return_if_fail (CUE_IS_FEED_GROUPS (self));

  cue_filtered_feed_settle (self->feed);
  cue_turn_clear (&self->turn);
  self->is_counting = FALSE;
  work (self, G_MAXINT64);
  set_filling (self, FALSE);
}
