// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-log-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * CueAccessLog:
 *
 * All entries and incidents of an event, of all its sites, and the gaps between them: a list of
 * [class@AccessRow] by the time at which things happened.
 *
 * It is made for a million rows: a row is some hundred bytes of packed text and columns (see
 * README.md), and an object only while somebody holds one. A message is there by its id at once; in
 * the list it appears in the next turn of the main loop, together with all others of this turn, so
 * that a burst is one change. [method@AccessLog.flush] does it at once.
 *
 * Order: by `utc_date_time`, and by arrival where that is the same. A message whose time cannot be
 * read, or lies more than five minutes ahead, stands where it arrived. An event that comes late
 * goes where it belongs and is marked; its arrival is kept.
 *
 * The same message again is no new row; its row counts it. The same id with another content is a
 * row of its own, and marked.
 *
 * It holds at most so many rows and bytes as it was made with. Beyond, the oldest arrivals go, some
 * thousand at a time, and are counted in [property@AccessLog:dropped].
 *
 * Main thread.
 */

typedef enum {
  PROP_DROPPED = 1,
  PROP_REPEATED,
  PROP_UNDECODED,
} CueAccessLogProperty;

static GParamSpec *properties[PROP_UNDECODED + 1];

typedef enum {
  SIGNAL_LETTING_GO,
} CueAccessLogSignal;

static guint signals[SIGNAL_LETTING_GO + 1];

static void cue_access_log_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CueAccessLog,
                               cue_access_log,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      cue_access_log_list_model_init))

static GType
cue_access_log_get_item_type (GListModel *model)
{
  return CUE_TYPE_ACCESS_ROW;
}

static guint
cue_access_log_get_n_items (GListModel *model)
{
  return CUE_ACCESS_LOG (model)->order.n_ids;
}

static gpointer
cue_access_log_get_item (GListModel *model, guint position)
{
  CueAccessLog *self = CUE_ACCESS_LOG (model);

  if (position >= self->order.n_ids)
    return NULL;
  return cue_access_log_get_row (self, cue_access_order_get (&self->order, position));
}

static void
cue_access_log_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = cue_access_log_get_item_type;
  iface->get_n_items = cue_access_log_get_n_items;
  iface->get_item = cue_access_log_get_item;
}

static void
source_free (CueAccessSource *source)
{
  g_free (source->site_id);
  g_free (source->site_name);
  g_free (source);
}

static void
cue_access_log_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CueAccessLog *self = CUE_ACCESS_LOG (object);

  switch ((CueAccessLogProperty) id) {
  case PROP_DROPPED:
    g_value_set_uint64 (value, self->dropped);
    break;
  case PROP_REPEATED:
    g_value_set_uint64 (value, self->repeated);
    break;
  case PROP_UNDECODED:
    g_value_set_uint64 (value, self->undecoded);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_access_log_dispose (GObject *object)
{
  CueAccessLog *self = CUE_ACCESS_LOG (object);

  g_clear_handle_id (&self->flush_source, g_source_remove);

  G_OBJECT_CLASS (cue_access_log_parent_class)->dispose (object);
}

static void
cue_access_log_finalize (GObject *object)
{
  CueAccessLog *self = CUE_ACCESS_LOG (object);

  cue_access_pairing_free (self->pairing);
  cue_access_order_clear (&self->order);
  cue_access_store_clear (&self->store);
  g_ptr_array_unref (self->sources);
  g_hash_table_unref (self->rows);
  g_hash_table_unref (self->facts);
  g_string_free (self->scratch, TRUE);

  G_OBJECT_CLASS (cue_access_log_parent_class)->finalize (object);
}

static void
cue_access_log_class_init (CueAccessLogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = cue_access_log_get_property;
  object_class->dispose = cue_access_log_dispose;
  object_class->finalize = cue_access_log_finalize;

  /**
   * CueAccessLog:dropped:
   *
   * How many rows were let go to make room.
   */
  properties[PROP_DROPPED] = g_param_spec_uint64 ("dropped", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  /**
   * CueAccessLog:repeated:
   *
   * How many messages had come before. Notified with the list.
   */
  properties[PROP_REPEATED] =
    g_param_spec_uint64 ("repeated", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  /**
   * CueAccessLog:undecoded:
   *
   * How many messages are not what we expect and can only be shown raw. Notified with the list.
   */
  properties[PROP_UNDECODED] =
    g_param_spec_uint64 ("undecoded", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * CueAccessLog::letting-go:
   * @first_id: the first row that stays
   *
   * The rows before are about to go; now they can still be asked for.
   */
  signals[SIGNAL_LETTING_GO] = g_signal_new ("letting-go",
                                             CUE_TYPE_ACCESS_LOG,
                                             G_SIGNAL_RUN_LAST,
                                             0,
                                             NULL,
                                             NULL,
                                             NULL,
                                             G_TYPE_NONE,
                                             1,
                                             G_TYPE_UINT64);
  /**
   * CueAccessLog::marked:
   * @id: a row of the list
   *
   * The marks of a row are other ones than when it came into the list: its alarm ended, or its
   * message came again.
   */
  g_signal_new ("marked",
                CUE_TYPE_ACCESS_LOG,
                G_SIGNAL_RUN_LAST,
                0,
                NULL,
                NULL,
                NULL,
                G_TYPE_NONE,
                1,
                G_TYPE_UINT64);
}

static void
cue_access_log_init (CueAccessLog *self)
{
  static const char refused[] = "\"lock_rejected\"";

  cue_access_store_init (&self->store);
  cue_access_order_init (&self->order, &self->store);
  self->first_pending = 1;
  self->sources = g_ptr_array_new_with_free_func ((GDestroyNotify) source_free);
  self->rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->facts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->pairing = cue_access_pairing_new (cue_access_log_note_pair, self);
  self->scratch = g_string_new (NULL);
  self->id_seed = cue_dictionary_seed ();
  self->refused = cue_access_packer_intern (self->store.packer, refused, strlen (refused));
}

/**
 * cue_access_log_new:
 * @max_rows: the most rows it holds, or zero for %CUE_ACCESS_LOG_DEFAULT_ROWS
 * @max_bytes: the most memory it takes, or zero for %CUE_ACCESS_LOG_DEFAULT_BYTES. One block of
 * rows stays in any case: at most 4096 rows and 4 MiB
 *
 * Returns: (transfer full): an empty log
 */
CueAccessLog *
cue_access_log_new (guint max_rows, gsize max_bytes)
{
  CueAccessLog *self = g_object_new (CUE_TYPE_ACCESS_LOG, NULL);

  self->max_rows = max_rows > 0 ? max_rows : CUE_ACCESS_LOG_DEFAULT_ROWS;
  self->max_bytes = max_bytes > 0 ? max_bytes : CUE_ACCESS_LOG_DEFAULT_BYTES;
  return self;
}

/**
 * cue_access_log_add_source:
 * @kind: entries or incidents
 * @site_id: the site that is asked for
 * @site_name: (nullable): what the user calls it
 *
 * Every stream of every site is a source. The same one again is the same number, so a profile that
 * is changed and changed back does not lose what it had.
 *
 * Returns: its number, for [method@AccessLog.append]
 */
guint
cue_access_log_add_source (CueAccessLog *self,
                           CueAccessKind kind,
                           const char   *site_id,
                           const char   *site_name)
{
  CueAccessSource *source;

  g_return_val_if_fail (CUE_IS_ACCESS_LOG (self), 0);
  g_return_val_if_fail (kind == CUE_ACCESS_ENTRY || kind == CUE_ACCESS_INCIDENT, 0);
  g_return_val_if_fail (site_id != NULL, 0);
  g_return_val_if_fail (self->sources->len < G_MAXUINT16, 0);

  for (guint i = 0; i < self->sources->len; i++) {
    source = g_ptr_array_index (self->sources, i);
    if (source->kind == kind && strcmp (source->site_id, site_id) == 0) {
      g_free (source->site_name);
      source->site_name = g_strdup (site_name);
      return i;
    }
  }
  source = g_new0 (CueAccessSource, 1);
  source->kind = kind;
  source->site_id = g_strdup (site_id);
  source->site_name = g_strdup (site_name);
  source->newest = G_MININT64;
  g_ptr_array_add (self->sources, source);
  return self->sources->len - 1;
}

/**
 * cue_access_log_set_heard:
 * @source: the stream whose connection is given up
 * @heard_wall_us: when it was last heard; 0 for never
 *
 * The log outlives the connections, so it keeps what the next one has to know: from when on
 * messages may be missing.
 */
void
cue_access_log_set_heard (CueAccessLog *self, guint source, gint64 heard_wall_us)
{
  g_return_if_fail (CUE_IS_ACCESS_LOG (self));
  g_return_if_fail (source < self->sources->len);

  ((CueAccessSource *) g_ptr_array_index (self->sources, source))->heard = heard_wall_us;
}

/**
 * cue_access_log_get_heard:
 * @self: a log
 * @source: a stream
 *
 * Returns: what [method@AccessLog.set_heard] was told last, wall time in µs; 0 for never
 */
gint64
cue_access_log_get_heard (CueAccessLog *self, guint source)
{
  g_return_val_if_fail (CUE_IS_ACCESS_LOG (self), 0);
  g_return_val_if_fail (source < self->sources->len, 0);

  return ((CueAccessSource *) g_ptr_array_index (self->sources, source))->heard;
}

/* ---- the list ------------------------------------------------------------------------------ */

static gboolean
on_flush_due (gpointer data)
{
  CueAccessLog *self = data;

  self->flush_source = 0;
  cue_access_log_flush (self);
  return G_SOURCE_REMOVE;
}

/* After what is read from the network, before anything is drawn. */
void
cue_access_log_schedule_flush (CueAccessLog *self)
{
  if (self->flush_source == 0)
    self->flush_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_flush_due, self, NULL);
}

static void
publish_pending (CueAccessLog *self)
{
  CueAccessChange change;

  cue_access_change_begin (&change, &self->order, G_LIST_MODEL (self));
  while (self->first_pending < self->store.next_id) {
    guint64 id = self->first_pending++;

    if (cue_access_store_has (&self->store, id))
      cue_access_change_insert (&change, id);
  }
  cue_access_change_end (&change);
}

static void
notify_counts (CueAccessLog *self)
{
  if (self->told_repeated != self->repeated) {
    self->told_repeated = self->repeated;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REPEATED]);
  }
  if (self->told_undecoded != self->undecoded) {
    self->told_undecoded = self->undecoded;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNDECODED]);
  }
}

/**
 * cue_access_log_flush:
 *
 * Puts what came into the list now.
 */
void
cue_access_log_flush (CueAccessLog *self)
{
  g_return_if_fail (CUE_IS_ACCESS_LOG (self));

  if (self->flushing)
    return;
  g_object_ref (self);
  self->flushing = TRUE;
  g_clear_handle_id (&self->flush_source, g_source_remove);
  publish_pending (self);
  self->flushing = FALSE;
  notify_counts (self);
  g_object_unref (self);
}

/* ---- letting go ---------------------------------------------------------------------------- */

static gboolean
is_gone (gpointer key, gpointer value, gpointer data)
{
  return *(gint64 *) key < (gint64) * (guint64 *) data;
}

/* Rows that somebody holds keep what they are. */
static void
load_rows (CueAccessLog *self, guint64 before)
{
  GHashTableIter iter;
  gpointer       key;
  gpointer       row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &key, &row)) {
    if (*(guint64 *) key < before)
      cue_access_row_get_event (row);
  }
}

static void
drop_oldest (CueAccessLog *self)
{
  guint64 first_id = self->store.first_id + CUE_ACCESS_BLOCK_ROWS;
  guint   n_removed;
  guint   touched;

  load_rows (self, first_id);
  g_signal_emit (self, signals[SIGNAL_LETTING_GO], 0, first_id);
  touched =
    cue_access_order_remove_before (&self->order, first_id, CUE_ACCESS_BLOCK_ROWS, &n_removed);
  cue_access_store_drop_oldest (&self->store);
  g_hash_table_foreach_remove (self->facts, is_gone, &first_id);
  self->dropped += n_removed;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, touched, touched - n_removed);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DROPPED]);
}

/* After a row was added. A listener may hear of it in this call. */
void
cue_access_log_keep_limits (CueAccessLog *self)
{
  while (
    self->store.blocks->len > 1 && !self->flushing &&
    (self->store.n_rows > self->max_rows || cue_access_log_get_bytes (self) > self->max_bytes)) {
    cue_access_log_flush (self);
    drop_oldest (self);
  }
}

/**
 * cue_access_log_clear:
 *
 * Lets all rows go, and the open alarms. Ids go on, and what was counted stays.
 */
void
cue_access_log_clear (CueAccessLog *self)
{
  guint n_items;

  g_return_if_fail (CUE_IS_ACCESS_LOG (self));

  cue_access_log_flush (self);
  n_items = self->order.n_ids;
  load_rows (self, self->store.next_id);
  g_signal_emit (self, signals[SIGNAL_LETTING_GO], 0, self->store.next_id);
  cue_access_order_clear (&self->order);
  cue_access_order_init (&self->order, &self->store);
  while (cue_access_store_drop_oldest (&self->store) > 0)
    ;
  self->first_pending = self->store.next_id;
  g_hash_table_remove_all (self->facts);
  for (guint i = 0; i < self->sources->len; i++)
    ((CueAccessSource *) g_ptr_array_index (self->sources, i))->newest = G_MININT64;
  cue_access_pairing_clear (self->pairing);
  if (n_items > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_items, 0);
}
