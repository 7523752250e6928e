// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-doors.h"

#include "cue-access-door-private.h"
#include "cue-access-filter.h"
#include "cue-access-log-private.h"

/**
 * CueAccessDoors:
 *
 * The doors of a [class@AccessLog] in the order in which they first came: how much happens at each,
 * how often somebody is refused, and which have been quiet for too long. At most
 * %CUE_ACCESS_DOORS_MAX; messages of further ones are not counted.
 *
 * It looks at what comes once a turn of the main loop, so a burst is one update; and, while
 * somebody watches, at the clock every few seconds.
 *
 * Main thread.
 */
struct _CueAccessDoors {
  GObject parent_instance;

  CueAccessLog *log;      /* owned */
  CueClock     *clock;    /* owned */
  GPtrArray    *doors;    /* owned, of CueAccessDoor */
  GHashTable   *by_key;   /* site and key → CueAccessDoor, unowned */
  GHashTable   *by_tuple; /* source and tuple → CueAccessDoor, unowned, NULL: none */
  guint64       last_id;
  gint64        first_wall; /* when the first message came, or 0 */
  guint         window;     /* s */
  guint         quiet;      /* s */
  guint         n_quiet;
  gboolean      watched;
  guint         timeout; /* 0 while nobody watches */
};

typedef enum {
  PROP_WINDOW_SECONDS = 1,
  PROP_QUIET_SECONDS,
  PROP_N_QUIET,
} CueAccessDoorsProperty;

static GParamSpec *properties[PROP_N_QUIET + 1];

static void cue_access_doors_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CueAccessDoors,
                               cue_access_doors,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      cue_access_doors_list_model_init))

static GType
cue_access_doors_get_item_type (GListModel *model)
{
  return CUE_TYPE_ACCESS_DOOR;
}

static guint
cue_access_doors_get_n_items (GListModel *model)
{
  return CUE_ACCESS_DOORS (model)->doors->len;
}

static gpointer
cue_access_doors_get_item (GListModel *model, guint position)
{
  CueAccessDoors *self = CUE_ACCESS_DOORS (model);

  if (position >= self->doors->len)
    return NULL;
  return g_object_ref (g_ptr_array_index (self->doors, position));
}

static void
cue_access_doors_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = cue_access_doors_get_item_type;
  iface->get_n_items = cue_access_doors_get_n_items;
  iface->get_item = cue_access_doors_get_item;
}

static void
cue_access_doors_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CueAccessDoors *self = CUE_ACCESS_DOORS (object);

  switch ((CueAccessDoorsProperty) id) {
  case PROP_WINDOW_SECONDS:
    g_value_set_uint (value, self->window);
    break;
  case PROP_QUIET_SECONDS:
    g_value_set_uint (value, self->quiet);
    break;
  case PROP_N_QUIET:
    g_value_set_uint (value, self->n_quiet);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_access_doors_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CueAccessDoors *self = CUE_ACCESS_DOORS (object);

  switch ((CueAccessDoorsProperty) id) {
  case PROP_WINDOW_SECONDS:
    cue_access_doors_set_window_seconds (self, g_value_get_uint (value));
    break;
  case PROP_QUIET_SECONDS:
    cue_access_doors_set_quiet_seconds (self, g_value_get_uint (value));
    break;
  case PROP_N_QUIET:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_access_doors_dispose (GObject *object)
{
  CueAccessDoors *self = CUE_ACCESS_DOORS (object);

  if (self->clock != NULL)
    cue_clock_clear_timeout (self->clock, &self->timeout);
  if (self->log != NULL)
    g_signal_handlers_disconnect_by_data (self->log, self);
  g_clear_object (&self->log);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (cue_access_doors_parent_class)->dispose (object);
}

static void
cue_access_doors_finalize (GObject *object)
{
  CueAccessDoors *self = CUE_ACCESS_DOORS (object);

  g_hash_table_unref (self->by_key);
  g_hash_table_unref (self->by_tuple);
  g_ptr_array_unref (self->doors);

  G_OBJECT_CLASS (cue_access_doors_parent_class)->finalize (object);
}

static void
cue_access_doors_class_init (CueAccessDoorsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = cue_access_doors_get_property;
  object_class->set_property = cue_access_doors_set_property;
  object_class->dispose = cue_access_doors_dispose;
  object_class->finalize = cue_access_doors_finalize;

  /**
   * CueAccessDoors:window-seconds:
   *
   * How long the window of the rates is, at least a minute.
   */
  properties[PROP_WINDOW_SECONDS] = g_param_spec_uint ("window-seconds",
                                                       NULL,
                                                       NULL,
                                                       60,
                                                       86400,
                                                       CUE_ACCESS_DOORS_DEFAULT_WINDOW_S,
                                                       flags);
  /**
   * CueAccessDoors:quiet-seconds:
   *
   * After how long a door is quiet.
   */
  properties[PROP_QUIET_SECONDS] = g_param_spec_uint ("quiet-seconds",
                                                      NULL,
                                                      NULL,
                                                      1,
                                                      G_MAXUINT,
                                                      CUE_ACCESS_DOORS_DEFAULT_QUIET_S,
                                                      flags);
  /**
   * CueAccessDoors:n-quiet:
   *
   * How many doors are quiet.
   */
  properties[PROP_N_QUIET] =
    g_param_spec_uint ("n-quiet",
                       NULL,
                       NULL,
                       0,
                       G_MAXUINT,
                       0,
                       G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cue_access_doors_init (CueAccessDoors *self)
{
  self->doors = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->by_tuple = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->window = CUE_ACCESS_DOORS_DEFAULT_WINDOW_S;
  self->quiet = CUE_ACCESS_DOORS_DEFAULT_QUIET_S;
}

/* ---- doors --------------------------------------------------------------------------------- */

static gint64
get_step (CueAccessDoors *self)
{
  return self->window * G_USEC_PER_SEC / CUE_ACCESS_DOOR_STEPS;
}

/* Returns NULL for what has no door, and for a door too many. */
static CueAccessDoor *
find_door (CueAccessDoors *self, guint64 id)
{
  g_autoptr (CueAccessEvent) event = cue_access_log_get_event (self->log, id);
  CueAccessSource *source = cue_access_log_get_source (self->log, id);
  const char      *key = cue_access_facet_of_event (CUE_ACCESS_FACET_DOOR, event);
  const char *name = cue_access_event_get_text (event, CUE_ACCESS_FIELD_LOCK_CUSTOMER_REFERENCE);
  g_autofree char *whole = NULL;
  CueAccessDoor   *door;

  if (key == NULL)
    return NULL;
  whole = g_strdup_printf ("%s\n%s", source->site_id, key);
  door = g_hash_table_lookup (self->by_key, whole);
  if (door == NULL && self->doors->len < CUE_ACCESS_DOORS_MAX) {
    door = cue_access_door_new (key, source->site_id);
    g_hash_table_insert (self->by_key, g_steal_pointer (&whole), door);
    g_ptr_array_add (self->doors, door);
  }
  if (door != NULL && name != NULL && *name != '\0')
    cue_access_door_set_name (door, name);
  return door;
}

static CueAccessDoor *
get_door (CueAccessDoors *self, guint64 id, const CueAccessBlock *block, guint index)
{
  guint32  tuple = block->tuples[CUE_ACCESS_TABLE_DOOR][index];
  guint64  place = (guint64) block->source[index] << 32 | tuple;
  gpointer door;

  if (tuple == CUE_ACCESS_NO_TUPLE)
    return find_door (self, id);
  if (g_hash_table_lookup_extended (self->by_tuple, &place, NULL, &door))
    return door;
  door = find_door (self, id);
  g_hash_table_insert (self->by_tuple, g_memdup2 (&place, sizeof place), door);
  return door;
}

static void
count_row (CueAccessDoors *self, guint64 id)
{
  guint                 index;
  const CueAccessBlock *block = cue_access_store_get_block (&self->log->store, id, &index);
  CueAccessDoor        *door;

  if (block->form[index] > CUE_ACCESS_FORM_OBJECT)
    return;
  if (self->first_wall == 0)
    self->first_wall = block->received[index];
  door = get_door (self, id, block, index);
  if (door != NULL)
    cue_access_door_count (door,
                           block->received[index],
                           get_step (self),
                           (block->marks[index] & CUE_ACCESS_MARK_REFUSED) != 0);
}

static void
update_doors (CueAccessDoors *self)
{
  gint64 now = cue_clock_get_wall (self->clock);
  gint64 watched = self->first_wall > 0 ? now - self->first_wall : 0;
  guint  n_quiet = 0;

  for (guint i = 0; i < self->doors->len; i++) {
    CueAccessDoor *door = g_ptr_array_index (self->doors, i);

    cue_access_door_update (door,
                            now,
                            get_step (self),
                            watched,
                            self->quiet * (gint64) G_USEC_PER_SEC);
    n_quiet += cue_access_door_is_quiet (door) ? 1 : 0;
  }
  if (n_quiet == self->n_quiet)
    return;
  self->n_quiet = n_quiet;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_QUIET]);
}

static void
take_new (CueAccessDoors *self)
{
  guint known = self->doors->len;

  self->last_id = MAX (self->last_id, self->log->store.first_id - 1);
  while (self->last_id + 1 < self->log->first_pending) {
    guint64 id = ++self->last_id;

    if (cue_access_store_has (&self->log->store, id))
      count_row (self, id);
  }
  if (self->doors->len > known)
    g_list_model_items_changed (G_LIST_MODEL (self), known, 0, self->doors->len - known);
  update_doors (self);
}

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  CueAccessDoors *self = data;

  if (self->last_id + 1 < self->log->first_pending)
    take_new (self);
}

/* ---- the clock ----------------------------------------------------------------------------- */

static gboolean on_time_passed (gpointer data);

static void
schedule (CueAccessDoors *self)
{
  cue_clock_clear_timeout (self->clock, &self->timeout);
  if (!self->watched)
    return;
  self->timeout = cue_clock_add_timeout (self->clock,
                                         MAX (get_step (self) / 2, G_USEC_PER_SEC),
                                         on_time_passed,
                                         self,
                                         NULL);
}

static gboolean
on_time_passed (gpointer data)
{
  update_doors (data);
  return G_SOURCE_CONTINUE;
}

/**
 * cue_access_doors_new:
 * @log: the log
 * @clock: the clock
 *
 * Returns: (transfer full): the doors of what is in the log and of what comes
 */
CueAccessDoors *
cue_access_doors_new (CueAccessLog *log, CueClock *clock)
{
  CueAccessDoors *self;

  g_return_val_if_fail (CUE_IS_ACCESS_LOG (log), NULL);
  g_return_val_if_fail (CUE_IS_CLOCK (clock), NULL);

  self = g_object_new (CUE_TYPE_ACCESS_DOORS, NULL);
  self->log = g_object_ref (log);
  self->clock = g_object_ref (clock);
  take_new (self);
  g_signal_connect (log, "items-changed", G_CALLBACK (on_items_changed), self);
  return self;
}

/**
 * cue_access_doors_set_watched:
 * @watched: whether somebody watches; nobody does at first
 *
 * Follows the clock while somebody watches: rates sink, and doors become quiet, without a message.
 * What is asked for when nobody does is as it was at the last message.
 */
void
cue_access_doors_set_watched (CueAccessDoors *self, gboolean watched)
{
  g_return_if_fail (CUE_IS_ACCESS_DOORS (self));

  if (self->watched == !!watched)
    return;
  self->watched = !!watched;
  schedule (self);
  if (watched)
    update_doors (self);
}

/**
 * cue_access_doors_set_window_seconds:
 * @seconds: how long the window of the rates is, 60 to 86400. What was counted in the old one is
 *   not in the new one
 */
void
cue_access_doors_set_window_seconds (CueAccessDoors *self, guint seconds)
{
  g_return_if_fail (CUE_IS_ACCESS_DOORS (self));
  g_return_if_fail (seconds >= 60 && seconds <= 86400);

  if (self->window == seconds)
    return;
  self->window = seconds;
  schedule (self);
  update_doors (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WINDOW_SECONDS]);
}

/**
 * cue_access_doors_get_quiet_seconds:
 * @self: the doors
 *
 * Returns: after how many seconds without an event a door is quiet
 */
guint
cue_access_doors_get_quiet_seconds (CueAccessDoors *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_DOORS (self), 0);

  return self->quiet;
}

/**
 * cue_access_doors_set_quiet_seconds:
 * @seconds: after how long without a message a door is quiet, above zero
 */
void
cue_access_doors_set_quiet_seconds (CueAccessDoors *self, guint seconds)
{
  g_return_if_fail (CUE_IS_ACCESS_DOORS (self));
  g_return_if_fail (seconds > 0);

  if (self->quiet == seconds)
    return;
  self->quiet = seconds;
  update_doors (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_QUIET_SECONDS]);
}

/**
 * cue_access_doors_get_n_quiet:
 * @self: the doors
 *
 * Returns: how many doors are quiet now
 */
guint
cue_access_doors_get_n_quiet (CueAccessDoors *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_DOORS (self), 0);

  return self->n_quiet;
}
