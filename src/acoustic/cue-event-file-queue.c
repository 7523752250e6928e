// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-event-file-queue-private.h"

#include "cue-acoustic-read.h"
#include "cue-diagnostic.h"
#include "cue-error.h"
#include "cue-event-file-name.h"
#include "cue-event-file-private.h"
#include "cue-property.h"

#include <glib/gi18n-lib.h>

/**
 * CueEventFileQueue:
 *
 * The files of events that wait at the service for a subscriber (AC-10 to AC-12). The service names
 * ten at most and goes on naming those until they are deleted, so files that were fetched and left
 * there hide all that come after them; then the queue is *blocked*, and says so.
 *
 * It asks when it is told to, and never by itself. Files stay in the list as the same objects;
 * those that were deleted stay until [method@EventFileQueue.forget_deleted], so that it can be seen
 * what was done.
 *
 * Main thread. An operation under way keeps its queue alive.
 */
G_DEFINE_FINAL_TYPE (CueEventFileQueue, cue_event_file_queue, G_TYPE_OBJECT)

typedef enum {
  PROP_FOLDER = 1,
  PROP_BLOCKED,
  PROP_WORDS,
  PROP_BUSY,
  PROP_REFRESHED_WALL_US,
} CueEventFileQueueProperty;

static GParamSpec *properties[PROP_REFRESHED_WALL_US + 1];


static void
cue_event_file_queue_finalize (GObject *object)
{
  CueEventFileQueue *self = CUE_EVENT_FILE_QUEUE (object);

  g_clear_object (&self->client);
  g_clear_object (&self->files);
  g_clear_pointer (&self->known, g_hash_table_unref);
  g_clear_object (&self->folder);
  g_free (self->words);
  g_clear_pointer (&self->diagnostics, g_ptr_array_unref);
  g_clear_object (&self->last_reply);

  G_OBJECT_CLASS (cue_event_file_queue_parent_class)->finalize (object);
}

static void
cue_event_file_queue_get_property (GObject    *object,
                                   guint       property_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  CueEventFileQueue *self = CUE_EVENT_FILE_QUEUE (object);

  switch ((CueEventFileQueueProperty) property_id) {
  case PROP_FOLDER:
    g_value_set_object (value, self->folder);
    break;
  case PROP_BLOCKED:
    g_value_set_boolean (value, self->blocked);
    break;
  case PROP_WORDS:
    g_value_set_string (value, self->words);
    break;
  case PROP_BUSY:
    g_value_set_boolean (value, self->n_busy > 0);
    break;
  case PROP_REFRESHED_WALL_US:
    g_value_set_int64 (value, self->refreshed_wall_us);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
cue_event_file_queue_set_property (GObject      *object,
                                   guint         property_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  CueEventFileQueue *self = CUE_EVENT_FILE_QUEUE (object);

  switch ((CueEventFileQueueProperty) property_id) {
  case PROP_FOLDER:
    cue_event_file_queue_set_folder (self, g_value_get_object (value));
    break;
  case PROP_BLOCKED:
  case PROP_WORDS:
  case PROP_BUSY:
  case PROP_REFRESHED_WALL_US:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
cue_event_file_queue_class_init (CueEventFileQueueClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = cue_event_file_queue_finalize;
  object_class->get_property = cue_event_file_queue_get_property;
  object_class->set_property = cue_event_file_queue_set_property;

  /**
   * CueEventFileQueue:folder:
   *
   * Where files are saved.
   */
  properties[PROP_FOLDER] =
    g_param_spec_object ("folder", NULL, NULL, G_TYPE_FILE, flags | G_PARAM_WRITABLE);
  /**
   * CueEventFileQueue:blocked:
   *
   * Whether files that were saved hide those behind them.
   */
  properties[PROP_BLOCKED] = g_param_spec_boolean ("blocked", NULL, NULL, FALSE, flags);
  /**
   * CueEventFileQueue:words:
   *
   * How the queue is, in whole sentences; empty before it was asked for.
   */
  properties[PROP_WORDS] = g_param_spec_string ("words", NULL, NULL, "", flags);
  /**
   * CueEventFileQueue:busy:
   *
   * Whether something is under way.
   */
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  /**
   * CueEventFileQueue:refreshed-wall-us:
   *
   * When the list was last received, 0 for never.
   */
  properties[PROP_REFRESHED_WALL_US] =
    g_param_spec_int64 ("refreshed-wall-us", NULL, NULL, 0, G_MAXINT64, 0, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * CueEventFileQueue::kept:
   * @file: a file that was saved, or deleted at the service
   *
   * For whoever remembers what was saved.
   */
  g_signal_new ("kept",
                CUE_TYPE_EVENT_FILE_QUEUE,
                G_SIGNAL_RUN_LAST,
                0,
                NULL,
                NULL,
                NULL,
                G_TYPE_NONE,
                1,
                CUE_TYPE_EVENT_FILE);
}

static void
cue_event_file_queue_init (CueEventFileQueue *self)
{
  self->files = g_list_store_new (CUE_TYPE_EVENT_FILE);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->words = g_strdup ("");
  self->diagnostics = cue_diagnostics_new ();
}

/**
 * cue_event_file_queue_new:
 * @client: the subscriber's connection
 *
 * Returns: (transfer full): a queue that was not asked for yet
 */
CueEventFileQueue *
cue_event_file_queue_new (CueAcousticClient *client)
{
  CueEventFileQueue *self;

  g_return_val_if_fail (CUE_IS_ACOUSTIC_CLIENT (client), NULL);

  self = g_object_new (CUE_TYPE_EVENT_FILE_QUEUE, NULL);
  self->client = g_object_ref (client);
  return self;
}

/**
 * cue_event_file_queue_get_client:
 *
 * Returns: (transfer none): the connection
 */
CueAcousticClient *
cue_event_file_queue_get_client (CueEventFileQueue *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_FILE_QUEUE (self), NULL);

  return self->client;
}

/**
 * cue_event_file_queue_get_files:
 *
 * Returns: (transfer none): the files, of [class@EventFile]: those the service named last, in its
 *   order, after those that were deleted since
 */
GListModel *
cue_event_file_queue_get_files (CueEventFileQueue *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_FILE_QUEUE (self), NULL);

  return G_LIST_MODEL (self->files);
}

/**
 * cue_event_file_queue_get_folder:
 *
 * Returns: (transfer none) (nullable): where files are saved
 */
GFile *
cue_event_file_queue_get_folder (CueEventFileQueue *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_FILE_QUEUE (self), NULL);

  return self->folder;
}

/**
 * cue_event_file_queue_set_folder:
 * @folder: (nullable): a folder of this computer that exists
 */
void
cue_event_file_queue_set_folder (CueEventFileQueue *self, GFile *folder)
{
  g_return_if_fail (CUE_IS_EVENT_FILE_QUEUE (self));
  g_return_if_fail (folder == NULL || G_IS_FILE (folder));

  if (g_set_object (&self->folder, folder))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDER]);
}

/**
 * cue_event_file_queue_get_blocked:
 *
 * Returns: whether files that were saved hide those behind them
 */
gboolean
cue_event_file_queue_get_blocked (CueEventFileQueue *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_FILE_QUEUE (self), FALSE);

  return self->blocked;
}

/**
 * cue_event_file_queue_get_words:
 *
 * Returns: (transfer none): how the queue is; empty before it was asked for
 */
const char *
cue_event_file_queue_get_words (CueEventFileQueue *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_FILE_QUEUE (self), NULL);

  return self->words;
}

/**
 * cue_event_file_queue_get_busy:
 *
 * Returns: whether something is under way
 */
gboolean
cue_event_file_queue_get_busy (CueEventFileQueue *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_FILE_QUEUE (self), FALSE);

  return self->n_busy > 0;
}

/**
 * cue_event_file_queue_get_refreshed_wall_us:
 *
 * Returns: when the list was last received, 0 for never
 */
gint64
cue_event_file_queue_get_refreshed_wall_us (CueEventFileQueue *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_FILE_QUEUE (self), 0);

  return self->refreshed_wall_us;
}

/**
 * cue_event_file_queue_get_diagnostics:
 *
 * Returns: (transfer none) (element-type CueDiagnostic): what was odd about the last list
 */
GPtrArray *
cue_event_file_queue_get_diagnostics (CueEventFileQueue *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_FILE_QUEUE (self), NULL);

  return self->diagnostics;
}

/**
 * cue_event_file_queue_get_last_reply:
 *
 * Returns: (transfer none) (nullable): the reply to the last request for the list or for a deletion
 */
CueAcousticReply *
cue_event_file_queue_get_last_reply (CueEventFileQueue *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_FILE_QUEUE (self), NULL);

  return self->last_reply;
}

/* The file of that name: named last, or saved before. */
CueEventFile *
cue_event_file_queue_find (CueEventFileQueue *self, const char *name)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->files)); i++) {
    g_autoptr (CueEventFile) file = g_list_model_get_item (G_LIST_MODEL (self->files), i);

    if (g_str_equal (cue_event_file_get_name (file), name))
      return file;
  }
  return g_hash_table_lookup (self->known, name);
}

/* ---- the list ------------------------------------------------------------------------------- */

/* Counts what is under way. */
void
cue_event_file_queue_change_busy (CueEventFileQueue *self, gint by)
{
  gboolean was = self->n_busy > 0;

  self->n_busy = (guint) ((gint) self->n_busy + by);
  if (was != (self->n_busy > 0))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static gboolean
is_waiting (CueEventFile *file)
{
  CueEventFileState state = cue_event_file_get_state (file);

  return state == CUE_EVENT_FILE_STATE_NEW || state == CUE_EVENT_FILE_STATE_DOWNLOADING ||
         state == CUE_EVENT_FILE_STATE_FAILED;
}

/* Says how the queue is. Blocked: as many names as the service ever gives, and nothing new. */
void
cue_event_file_queue_describe (CueEventFileQueue *self)
{
  guint            n = 0;
  guint            n_waiting = 0;
  gboolean         blocked;
  g_autofree char *words = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->files)); i++) {
    g_autoptr (CueEventFile) file = g_list_model_get_item (G_LIST_MODEL (self->files), i);

    if (cue_event_file_get_state (file) == CUE_EVENT_FILE_STATE_DELETED)
      continue;
    n++;
    if (is_waiting (file))
      n_waiting++;
  }
  blocked = n >= CUE_ACOUSTIC_MAX_FILES && n_waiting == 0;
  if (n == 0)
    words = g_strdup (_ ("No files wait at the service."));
  else if (blocked)
    words = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "The queue is blocked: the service names %u file at most, and it was saved "
                   "already. Files behind it are not shown until it is deleted.",
                   "The queue is blocked: the service names %u files at most, and all of these "
                   "were "
                   "saved already. Files behind them are not shown until they are deleted.",
                   n),
      n);
  else
    words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                          "%u file waits at the service, %u of it new.",
                                          "%u files wait at the service, %u of them new.",
                                          n),
                             n,
                             n_waiting);
  cue_property_set_text (self, &self->words, words, properties[PROP_WORDS]);
  if (self->blocked != blocked) {
    self->blocked = blocked;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BLOCKED]);
  }
}

static CueEventFile *
take_file (CueEventFileQueue *self, const char *name, gint64 listed)
{
  CueEventFile *file = cue_event_file_queue_find (self, name);
  g_autoptr (GError) error = NULL;

  if (file != NULL && cue_event_file_get_state (file) == CUE_EVENT_FILE_STATE_DELETED) {
    // It may be another file of the same name, so what was saved proves nothing about it.
    cue_event_file_set_saved (file, NULL, 0, CUE_EVENT_FILE_PROOF_NONE);
    cue_event_file_set_state (file,
                              CUE_EVENT_FILE_STATE_NEW,
                              _ ("It was deleted, but the service names it again."));
    cue_event_file_set_listed_size (file, listed);
    return g_object_ref (file);
  }
  if (file != NULL) {
    cue_event_file_set_listed_size (file, listed);
    return g_object_ref (file);
  }
  file = cue_event_file_new (name);
  cue_event_file_set_listed_size (file, listed);
  if (!cue_event_file_name_check (name, &error))
    cue_event_file_set_state (file, CUE_EVENT_FILE_STATE_UNSAFE, error->message);
  return file;
}

/* What is named stands in the list in that order; what is no longer named goes, but those deleted
 * here, and those an operation is under way with. */
static void
update_files (CueEventFileQueue *self, const char *const *names, const gint64 *sizes)
{
  g_autoptr (GPtrArray) now = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_before = g_list_model_get_n_items (G_LIST_MODEL (self->files));

  for (guint i = 0; names[i] != NULL; i++)
    g_hash_table_add (seen, (gpointer) names[i]);
  for (guint i = 0; i < n_before; i++) {
    g_autoptr (CueEventFile) file = g_list_model_get_item (G_LIST_MODEL (self->files), i);
    CueEventFileState state = cue_event_file_get_state (file);

    if (g_hash_table_contains (seen, cue_event_file_get_name (file)))
      continue;
    if (state == CUE_EVENT_FILE_STATE_DELETED || state == CUE_EVENT_FILE_STATE_DOWNLOADING ||
        state == CUE_EVENT_FILE_STATE_DELETING)
      g_ptr_array_add (now, g_object_ref (file));
    else if (cue_event_file_get_saved (file) != NULL)
      g_hash_table_replace (self->known,
                            g_strdup (cue_event_file_get_name (file)),
                            g_object_ref (file));
  }
  for (guint i = 0; names[i] != NULL; i++) {
    // Named twice, it is still one file.
    if (!g_hash_table_remove (seen, names[i]))
      continue;
    g_ptr_array_add (now, take_file (self, names[i], sizes[i]));
    g_hash_table_remove (self->known, names[i]);
  }
  if (now->len == n_before) {
    gboolean same = TRUE;

    for (guint i = 0; i < now->len && same; i++) {
      g_autoptr (CueEventFile) file = g_list_model_get_item (G_LIST_MODEL (self->files), i);

      same = file == g_ptr_array_index (now, i);
    }
    if (same)
      return;
  }
  g_list_store_splice (self->files, 0, n_before, now->pdata, now->len);
}

static void
on_listed (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  CueEventFileQueue *self = g_task_get_source_object (task);
  GError            *error = NULL;
  g_autoptr (CueAcousticReply)
    reply = cue_acoustic_client_send_finish (CUE_ACOUSTIC_CLIENT (object), result, &error);
  g_autoptr (GPtrArray) diagnostics = cue_diagnostics_new ();
  g_autoptr (GArray) sizes = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto (GStrv) names = NULL;

  cue_event_file_queue_change_busy (self, -1);
  if (reply != NULL) {
    g_set_object (&self->last_reply, reply);
    names = cue_acoustic_read_file_names (reply, sizes, diagnostics, &error);
  }
  if (names == NULL) {
    g_task_return_error (task, error);
    return;
  }
  if (g_strv_length (names) > CUE_ACOUSTIC_MAX_FILES)
    g_ptr_array_add (diagnostics,
                     cue_diagnostic_new (CUE_SEVERITY_INFO,
                                         "$",
                                         _ ("The service names %u files, more than its "
                                            "documentation "
                                            "says."),
                                         g_strv_length (names)));
  g_ptr_array_unref (self->diagnostics);
  self->diagnostics = g_steal_pointer (&diagnostics);
  update_files (self, (const char *const *) names, (const gint64 *) (gpointer) sizes->data);
  self->refreshed_wall_us = cue_acoustic_reply_get_received_wall_us (reply);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REFRESHED_WALL_US]);
  cue_event_file_queue_describe (self);
  g_task_return_boolean (task, TRUE);
}

/**
 * cue_event_file_queue_refresh_async:
 * @max_files: how many names to ask for, 1 to 10
 * @cancellable: (nullable): ends it
 * @callback: finish with [method@EventFileQueue.refresh_finish]
 *
 * Asks for the list. What is there stays when that fails.
 */
void
cue_event_file_queue_refresh_async (CueEventFileQueue  *self,
                                    guint               max_files,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  g_autoptr (CueAcousticRequest) request = NULL;
  GTask *task;

  g_return_if_fail (CUE_IS_EVENT_FILE_QUEUE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cue_event_file_queue_refresh_async);
  request = cue_acoustic_request_new_list_files (cue_acoustic_client_get_base_url (self->client),
                                                 max_files);
  cue_event_file_queue_change_busy (self, 1);
  cue_acoustic_client_send_async (self->client, request, cancellable, on_listed, task);
}

/**
 * cue_event_file_queue_refresh_finish:
 *
 * Errors: why there is no list; %G_IO_ERROR_CANCELLED.
 *
 * Returns: whether the list is the service's
 */
gboolean
cue_event_file_queue_refresh_finish (CueEventFileQueue *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * cue_event_file_queue_forget_deleted:
 *
 * Takes the files that were deleted out of the list.
 */
void
cue_event_file_queue_forget_deleted (CueEventFileQueue *self)
{
  g_return_if_fail (CUE_IS_EVENT_FILE_QUEUE (self));

  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->files)); i > 0; i--) {
    g_autoptr (CueEventFile) file = g_list_model_get_item (G_LIST_MODEL (self->files), i - 1);

    if (cue_event_file_get_state (file) == CUE_EVENT_FILE_STATE_DELETED)
      g_list_store_remove (self->files, i - 1);
  }
}
