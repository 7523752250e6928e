// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-frame-log.h"

/* So many, so much or so long after the first, and what came is shown. A burst of thousands of
 * messages a second would otherwise move every list as often. */
#define MAX_PENDING       64
#define MAX_PENDING_BYTES (64 * 1024)
#define FLUSH_DELAY_US    (100 * 1000)
#define FIRST_CAPACITY    16

/**
 * CueFrameLog:
 *
 * The last messages of one WebSocket, oldest first, as a list model of [class@Frame]: at most 1,000
 * messages and 1 MiB, the oldest go. A message costs a reference to its bytes when it passes by;
 * decoding and redaction happen when somebody looks. What came is shown at most a tenth of a second
 * later. Main thread.
 */
struct _CueFrameLog {
  GObject parent_instance;

  CueClock         *clock;    /* owned */
  CueRedactor      *redactor; /* owned */
  CueFrameDescriber describer;

  CueFrameRecord *records; /* owned: a ring of so many */
  guint           capacity;
  guint           first;
  guint           n_shown;
  guint           n_pending; /* after the shown ones */
  gsize           bytes;
  gsize           pending_bytes;
  guint64         total;
  guint           flush_id;
};

static void cue_frame_log_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CueFrameLog,
                               cue_frame_log,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      cue_frame_log_list_model_init))

static CueFrameRecord *
get_record (CueFrameLog *self, guint position)
{
  return &self->records[(self->first + position) % self->capacity];
}

static GType
cue_frame_log_get_item_type (GListModel *model)
{
  return CUE_TYPE_FRAME;
}

static guint
cue_frame_log_get_n_items (GListModel *model)
{
  return CUE_FRAME_LOG (model)->n_shown;
}

static gpointer
cue_frame_log_get_item (GListModel *model, guint position)
{
  CueFrameLog *self = CUE_FRAME_LOG (model);

  if (position >= self->n_shown)
    return NULL;
  return cue_frame_new (get_record (self, position), self->describer, self->redactor);
}

static void
cue_frame_log_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = cue_frame_log_get_item_type;
  iface->get_n_items = cue_frame_log_get_n_items;
  iface->get_item = cue_frame_log_get_item;
}

static void
cue_frame_log_dispose (GObject *object)
{
  CueFrameLog *self = CUE_FRAME_LOG (object);

  if (self->clock != NULL)
    cue_clock_clear_timeout (self->clock, &self->flush_id);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (cue_frame_log_parent_class)->dispose (object);
}

static void
cue_frame_log_finalize (GObject *object)
{
  CueFrameLog *self = CUE_FRAME_LOG (object);

  for (guint i = 0; i < self->n_shown + self->n_pending; i++)
    g_bytes_unref (get_record (self, i)->data);
  g_free (self->records);
  cue_redactor_unref (self->redactor);

  G_OBJECT_CLASS (cue_frame_log_parent_class)->finalize (object);
}

static void
cue_frame_log_class_init (CueFrameLogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cue_frame_log_dispose;
  object_class->finalize = cue_frame_log_finalize;
}

static void
cue_frame_log_init (CueFrameLog *self)
{
}

/**
 * cue_frame_log_new:
 * @clock: to gather what comes close together
 * @redactor: what may not be shown
 * @describer: (nullable): says what a message is
 *
 * Returns: (transfer full): an empty log
 */
CueFrameLog *
cue_frame_log_new (CueClock *clock, CueRedactor *redactor, CueFrameDescriber describer)
{
  CueFrameLog *self = g_object_new (CUE_TYPE_FRAME_LOG, NULL);

  self->clock = g_object_ref (clock);
  self->redactor = cue_redactor_ref (redactor);
  self->describer = describer;
  self->capacity = FIRST_CAPACITY;
  self->records = g_new (CueFrameRecord, self->capacity);
  return self;
}

static guint
drop_oldest (CueFrameLog *self)
{
  guint n = 0;

  while (n < self->n_shown && (self->n_shown - n + self->n_pending > CUE_FRAME_LOG_MAX_ITEMS ||
                               self->bytes > CUE_FRAME_LOG_MAX_BYTES)) {
    CueFrameRecord *record = get_record (self, n);

    self->bytes -= g_bytes_get_size (record->data);
    g_bytes_unref (record->data);
    n++;
  }
  self->first = (self->first + n) % self->capacity;
  self->n_shown -= n;
  return n;
}

static void
show_pending (CueFrameLog *self)
{
  guint n_dropped = drop_oldest (self);
  guint n_added;

  if (n_dropped > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_dropped, 0);
  n_added = self->n_pending;
  self->n_shown += n_added;
  self->n_pending = 0;
  self->pending_bytes = 0;
  if (n_added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), self->n_shown - n_added, 0, n_added);
}

/**
 * cue_frame_log_flush:
 * @self: a log
 *
 * Shows now what was not shown yet.
 */
void
cue_frame_log_flush (CueFrameLog *self)
{
  g_return_if_fail (CUE_IS_FRAME_LOG (self));

  cue_clock_clear_timeout (self->clock, &self->flush_id);
  show_pending (self);
}

/* Most connections of a long day are short ones that failed; they keep little. */
static void
make_room (CueFrameLog *self)
{
  guint           n = self->n_shown + self->n_pending;
  CueFrameRecord *records;

  if (n < self->capacity)
    return;
  records = g_new (CueFrameRecord, (gsize) self->capacity * 2);
  for (guint i = 0; i < n; i++)
    records[i] = *get_record (self, i);
  g_free (self->records);
  self->records = records;
  self->capacity *= 2;
  self->first = 0;
}

static gboolean
on_flush_due (gpointer data)
{
  CueFrameLog *self = data;

  self->flush_id = 0;
  show_pending (self);
  return G_SOURCE_REMOVE;
}

/**
 * cue_frame_log_add:
 * @self: a log
 * @data: a whole message
 * @sent: whether we sent it
 * @wall_us: now
 * @monotonic_us: now
 *
 * For the WebSocket.
 */
void
cue_frame_log_add (CueFrameLog *self,
                   GBytes      *data,
                   gboolean     sent,
                   gint64       wall_us,
                   gint64       monotonic_us)
{
  CueFrameRecord *record;
  gsize           size;

  g_return_if_fail (CUE_IS_FRAME_LOG (self));

  if (self->n_pending == MAX_PENDING || self->pending_bytes >= MAX_PENDING_BYTES)
    show_pending (self);
  make_room (self);
  size = g_bytes_get_size (data);
  record = get_record (self, self->n_shown + self->n_pending);
  *record = (CueFrameRecord){
    .id = ++self->total,
    .size = size,
    .wall_us = wall_us,
    .monotonic_us = monotonic_us,
    .sent = sent,
  };
  /* The beginning is copied, so that the whole can go. */
  if (size <= CUE_FRAME_MAX_BYTES)
    record->data = g_bytes_ref (data);
  else
    record->data = g_bytes_new (g_bytes_get_data (data, NULL), CUE_FRAME_MAX_BYTES);
  self->n_pending++;
  self->pending_bytes += MIN (size, CUE_FRAME_MAX_BYTES);
  self->bytes += MIN (size, CUE_FRAME_MAX_BYTES);
  if (self->flush_id == 0)
    self->flush_id = cue_clock_add_timeout (self->clock, FLUSH_DELAY_US, on_flush_due, self, NULL);
}

/**
 * cue_frame_log_get_total:
 * @self: a log
 *
 * Returns: how many messages there were, also those that were let go
 */
guint64
cue_frame_log_get_total (CueFrameLog *self)
{
  g_return_val_if_fail (CUE_IS_FRAME_LOG (self), 0);

  return self->total;
}

/**
 * cue_frame_log_get_bytes:
 * @self: a log
 *
 * Returns: about how many bytes of memory it takes
 */
gsize
cue_frame_log_get_bytes (CueFrameLog *self)
{
  g_return_val_if_fail (CUE_IS_FRAME_LOG (self), 0);

  return self->bytes + self->capacity * sizeof (CueFrameRecord);
}
