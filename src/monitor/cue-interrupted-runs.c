// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-interrupted-runs.h"

#include "cue-run-journal-file.h"
#include "cue-run-scan.h"
#include "cue-system-clock.h"

#define FIRST_WAIT_US G_USEC_PER_SEC
#define MAX_WAIT_US   (5 * G_TIME_SPAN_MINUTE)

/**
 * CueInterruptedRuns:
 *
 * The runs of all events that were begun, that nobody finished, and that no program works on: a
 * list model of [class@InterruptedRun], the newest first. It is read from the journals in a worker
 * when somebody asks for it ([method@InterruptedRuns.refresh]), and then old journals go as well.
 * Main thread.
 */
struct _CueInterruptedRuns {
  GObject parent_instance;

  GPtrArray    *runs;   // owned, of CueInterruptedRun
  char         *folder; // owned
  CueClock     *clock;  // owned
  GCancellable *cancellable;
  gint64        wait_us;     // before those are looked at again that another program has
  guint         wait_source; // of the clock
  gboolean      loading;
  gboolean      again; // somebody asked while it was being read
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CueInterruptedRuns,
                               cue_interrupted_runs,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

typedef enum {
  PROP_LOADING = 1,
} CueInterruptedRunsProperty;

static GParamSpec *properties[PROP_LOADING + 1];

static GType
get_item_type (GListModel *model)
{
  return CUE_TYPE_INTERRUPTED_RUN;
}

static guint
get_n_items (GListModel *model)
{
  return CUE_INTERRUPTED_RUNS (model)->runs->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  CueInterruptedRuns *self = CUE_INTERRUPTED_RUNS (model);

  if (position >= self->runs->len)
    return NULL;
  return g_object_ref (g_ptr_array_index (self->runs, position));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
cue_interrupted_runs_init (CueInterruptedRuns *self)
{
  self->runs = g_ptr_array_new_with_free_func (g_object_unref);
  self->cancellable = g_cancellable_new ();
}

static void
cue_interrupted_runs_dispose (GObject *object)
{
  CueInterruptedRuns *self = CUE_INTERRUPTED_RUNS (object);

  g_cancellable_cancel (self->cancellable);
  if (self->clock != NULL)
    cue_clock_clear_timeout (self->clock, &self->wait_source);
  G_OBJECT_CLASS (cue_interrupted_runs_parent_class)->dispose (object);
}

static void
cue_interrupted_runs_finalize (GObject *object)
{
  CueInterruptedRuns *self = CUE_INTERRUPTED_RUNS (object);

  g_ptr_array_unref (self->runs);
  g_free (self->folder);
  g_clear_object (&self->clock);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (cue_interrupted_runs_parent_class)->finalize (object);
}

static void
cue_interrupted_runs_get_property (GObject    *object,
                                   guint       property_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  switch ((CueInterruptedRunsProperty) property_id) {
  case PROP_LOADING:
    g_value_set_boolean (value, CUE_INTERRUPTED_RUNS (object)->loading);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
cue_interrupted_runs_class_init (CueInterruptedRunsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cue_interrupted_runs_dispose;
  object_class->finalize = cue_interrupted_runs_finalize;
  object_class->get_property = cue_interrupted_runs_get_property;

  /**
   * CueInterruptedRuns:loading:
   *
   * Whether the journals are being read.
   */
  properties[PROP_LOADING] =
    g_param_spec_boolean ("loading",
                          NULL,
                          NULL,
                          FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

/**
 * cue_interrupted_runs_new:
 * @folder: (type filename): of journals; it need not exist
 * @clock: says how old they are
 *
 * Returns: (transfer full): an empty list until [method@InterruptedRuns.refresh]
 */
CueInterruptedRuns *
cue_interrupted_runs_new (const char *folder, CueClock *clock)
{
  CueInterruptedRuns *self = g_object_new (CUE_TYPE_INTERRUPTED_RUNS, NULL);

  self->folder = g_strdup (folder);
  self->clock = g_object_ref (clock);
  return self;
}

/**
 * cue_interrupted_runs_dup_shared:
 *
 * Returns: (transfer full): the list of the user's journals, the same one for all who hold it; the
 *   first to ask has it read
 */
CueInterruptedRuns *
cue_interrupted_runs_dup_shared (void)
{
  static GWeakRef     shared;
  CueInterruptedRuns *self = g_weak_ref_get (&shared);
  g_autofree char    *path = NULL;
  g_autofree char    *folder = NULL;

  if (self != NULL)
    return self;
  path = cue_run_journal_make_path ("", "");
  folder = g_path_get_dirname (path);
  self = cue_interrupted_runs_new (folder, cue_system_clock_get_default ());
  g_weak_ref_set (&shared, self);
  cue_interrupted_runs_refresh (self);
  return self;
}

typedef struct {
  char  *folder;
  gint64 now;
  guint  n_locked;
} Scan;

static void
scan_free (gpointer data)
{
  g_free (((Scan *) data)->folder);
  g_free (data);
}

static void
run_scan (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Scan      *scan = data;
  GError    *error = NULL;
  GPtrArray *found = cue_run_scan (scan->folder, scan->now, &scan->n_locked, cancellable, &error);

  if (found != NULL)
    g_task_return_pointer (task, found, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

// What says the same stays the same object.
static void
take_runs (CueInterruptedRuns *self, GPtrArray *found)
{
  guint    before = self->runs->len;
  gboolean same = before == found->len;

  for (guint i = 0; i < found->len; i++) {
    for (guint j = 0; j < before; j++) {
      CueInterruptedRun *old = g_ptr_array_index (self->runs, j);

      if (!cue_interrupted_run_equal (old, g_ptr_array_index (found, i)))
        continue;
      g_object_unref (found->pdata[i]);
      found->pdata[i] = g_object_ref (old);
    }
    same = same && found->pdata[i] == self->runs->pdata[i];
  }
  if (same)
    return;
  g_ptr_array_unref (self->runs);
  self->runs = g_ptr_array_ref (found);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, found->len);
}

static void     start_scan (CueInterruptedRuns *self);
static gboolean on_wait_over (gpointer user_data);

static void
on_scanned (GObject *object, GAsyncResult *result, gpointer user_data)
{
  CueInterruptedRuns *self = CUE_INTERRUPTED_RUNS (object);
  const Scan         *scan = g_task_get_task_data (G_TASK (result));
  g_autoptr (GPtrArray) found = g_task_propagate_pointer (G_TASK (result), NULL);

  // The only failure is that somebody let go of it.
  if (found == NULL)
    return;
  self->loading = FALSE;
  if (self->again) {
    start_scan (self);
    return;
  }
  take_runs (self, found);
  if (scan->n_locked > 0) {
    self->wait_source =
      cue_clock_add_timeout (self->clock, self->wait_us, on_wait_over, self, NULL);
    self->wait_us = MIN (2 * self->wait_us, MAX_WAIT_US);
  }
  g_object_notify_by_pspec (object, properties[PROP_LOADING]);
}

static gboolean
on_wait_over (gpointer user_data)
{
  CueInterruptedRuns *self = user_data;

  self->wait_source = 0;
  start_scan (self);
  return G_SOURCE_REMOVE;
}

static void
start_scan (CueInterruptedRuns *self)
{
  g_autoptr (GTask) task = NULL;
  Scan *scan = g_new0 (Scan, 1);

  self->loading = TRUE;
  self->again = FALSE;
  scan->folder = g_strdup (self->folder);
  scan->now = cue_clock_get_wall (self->clock);
  task = g_task_new (self, self->cancellable, on_scanned, NULL);
  g_task_set_source_tag (task, start_scan);
  g_task_set_task_data (task, scan, scan_free);
  g_task_run_in_thread (task, run_scan);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

/**
 * cue_interrupted_runs_refresh:
 *
 * Reads the journals in a worker. What was found before stays until then. Those that another
 * program, or a run of this one, has open are looked at again later by itself.
 */
void
cue_interrupted_runs_refresh (CueInterruptedRuns *self)
{
  g_return_if_fail (CUE_IS_INTERRUPTED_RUNS (self));

  cue_clock_clear_timeout (self->clock, &self->wait_source);
  self->wait_us = FIRST_WAIT_US;
  if (self->loading)
    self->again = TRUE;
  else
    start_scan (self);
}

/**
 * cue_interrupted_runs_get_loading:
 *
 * Returns: whether the journals are being read
 */
gboolean
cue_interrupted_runs_get_loading (CueInterruptedRuns *self)
{
  g_return_val_if_fail (CUE_IS_INTERRUPTED_RUNS (self), FALSE);
  return self->loading;
}

/**
 * cue_interrupted_runs_remove:
 * @path: of a journal that somebody works on now, or wants no more
 *
 * Takes it from the list.
 */
void
cue_interrupted_runs_remove (CueInterruptedRuns *self, const char *path)
{
  g_return_if_fail (CUE_IS_INTERRUPTED_RUNS (self));

  // What is being read at this moment may still have it.
  self->again = self->loading;
  for (guint i = 0; i < self->runs->len; i++) {
    if (!g_str_equal (cue_interrupted_run_get_path (g_ptr_array_index (self->runs, i)), path))
      continue;
    g_ptr_array_remove_index (self->runs, i);
    g_list_model_items_changed (G_LIST_MODEL (self), i, 1, 0);
    return;
  }
}

static void
run_discard (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (cue_run_journal_file_discard (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_discarded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error)) {
    g_task_return_error (task, error);
    return;
  }
  cue_interrupted_runs_remove (CUE_INTERRUPTED_RUNS (object), g_task_get_task_data (task));
  g_task_return_boolean (task, TRUE);
}

/**
 * cue_interrupted_runs_discard_async:
 * @run: one of the list
 *
 * Says in its journal that nobody wants to go on with it, and takes it from the list. What was
 * published stays known: whoever publishes the same rows again is told.
 */
void
cue_interrupted_runs_discard_async (CueInterruptedRuns *self,
                                    CueInterruptedRun  *run,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  g_autoptr (GTask) inner = NULL;
  GTask *task;

  g_return_if_fail (CUE_IS_INTERRUPTED_RUNS (self));
  g_return_if_fail (CUE_IS_INTERRUPTED_RUN (run));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cue_interrupted_runs_discard_async);
  // What is written is written.
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_strdup (cue_interrupted_run_get_path (run)), g_free);
  inner = g_task_new (self, NULL, on_discarded, task);
  g_task_set_task_data (inner, g_strdup (cue_interrupted_run_get_path (run)), g_free);
  g_task_run_in_thread (inner, run_discard);
}

/**
 * cue_interrupted_runs_discard_finish:
 * @error: %CUE_ERROR_STORAGE: another program works on it, or it cannot be written
 *
 * Returns: whether it is discarded
 */
gboolean
cue_interrupted_runs_discard_finish (CueInterruptedRuns *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
