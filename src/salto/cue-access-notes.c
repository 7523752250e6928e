// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-notes.h"

#include "cue-access-notes-file.h"
#include "cue-error.h"
#include "cue-signal.h"

#include <glib/gi18n-lib.h>

/**
 * CueAccessNotes:
 *
 * What the user says about events at doors: that they are dealt with, and a note. It stays on this
 * computer, in `door-notes.json` of the given folder.
 *
 * Every change after [method@AccessNotes.load_async] is saved by itself: changes of one turn of the
 * main loop make one write, in a worker thread, atomically. [method@AccessNotes.flush] waits for
 * it, for the end of the program. A failed write is in [method@AccessNotes.get_error], and the next
 * change tries again. A damaged file is put aside; one of a newer version makes this read-only.
 *
 * Main thread, apart from the reading and writing itself.
 */
struct _CueAccessNotes {
  GObject parent_instance;

  char       *path;  /* owned; NULL: nothing is kept */
  GHashTable *notes; /* owned: event id → CueAccessNote */
  GError     *error; /* owned, nullable */
  gboolean    read_only;
  gboolean    loaded; /* before, the file may hold what is not in memory, and is not written */
  guint       save_source;
  guint64     generation; /* of what is in memory */
  guint64     saved;      /* of what is in the file, as far as we know */
  GMutex      lock;
  guint64     written; /* newest generation in the file; under lock */
};

typedef enum {
  PROP_READ_ONLY = 1,
} CueAccessNotesProperty;

static GParamSpec *properties[PROP_READ_ONLY + 1];

typedef enum {
  SIGNAL_CHANGED,
  SIGNAL_FAILED,
} CueAccessNotesSignal;

static guint signals[SIGNAL_FAILED + 1];

G_DEFINE_FINAL_TYPE (CueAccessNotes, cue_access_notes, G_TYPE_OBJECT)

static void
cue_access_notes_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CueAccessNotes *self = CUE_ACCESS_NOTES (object);

  switch ((CueAccessNotesProperty) id) {
  case PROP_READ_ONLY:
    g_value_set_boolean (value, self->read_only);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_access_notes_finalize (GObject *object)
{
  CueAccessNotes *self = CUE_ACCESS_NOTES (object);

  g_clear_handle_id (&self->save_source, g_source_remove);
  g_hash_table_unref (self->notes);
  g_clear_error (&self->error);
  g_mutex_clear (&self->lock);
  g_free (self->path);

  G_OBJECT_CLASS (cue_access_notes_parent_class)->finalize (object);
}

static void
cue_access_notes_class_init (CueAccessNotesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cue_access_notes_get_property;
  object_class->finalize = cue_access_notes_finalize;

  /**
   * CueAccessNotes:read-only:
   *
   * Whether nothing can be changed, because the file must not be written over.
   */
  properties[PROP_READ_ONLY] =
    g_param_spec_boolean ("read-only",
                          NULL,
                          NULL,
                          FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * CueAccessNotes::changed:
   * @event_id: (nullable): of which event; %NULL: of all, after reading the file
   *
   * What is said about an event is another.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          CUE_TYPE_ACCESS_NOTES,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          1,
                                          G_TYPE_STRING);
  /**
   * CueAccessNotes::failed:
   *
   * A write failed, or one succeeded after that; see [method@AccessNotes.get_error].
   */
  signals[SIGNAL_FAILED] = cue_signal_new_plain (CUE_TYPE_ACCESS_NOTES, "failed");
}

static void
cue_access_notes_init (CueAccessNotes *self)
{
  self->notes = cue_access_notes_table_new ();
  g_mutex_init (&self->lock);
}

/**
 * cue_access_notes_new:
 * @folder: (nullable): where the file is; made when something is saved. %NULL for notes that only
 *   last as long as the object
 *
 * Returns: (transfer full): notes, none until the file was read
 */
CueAccessNotes *
cue_access_notes_new (const char *folder)
{
  CueAccessNotes *self;

  self = g_object_new (CUE_TYPE_ACCESS_NOTES, NULL);
  if (folder != NULL)
    self->path = g_build_filename (folder, "door-notes.json", NULL);
  return self;
}

static void
set_error (CueAccessNotes *self, const GError *error)
{
  if (error == NULL && self->error == NULL)
    return;
  g_clear_error (&self->error);
  if (error != NULL)
    self->error = g_error_copy (error);
  g_signal_emit (self, signals[SIGNAL_FAILED], 0);
}

static void schedule_save (CueAccessNotes *self);

/* ---- reading ------------------------------------------------------------------------------- */

typedef struct {
  GHashTable         *notes; /* owned */
  CueAccessNotesFault fault;
  GError             *error; /* owned, nullable */
} Loaded;

static void
loaded_free (Loaded *loaded)
{
  g_clear_pointer (&loaded->notes, g_hash_table_unref);
  g_clear_error (&loaded->error);
  g_free (loaded);
}

static void
run_load (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  CueAccessNotes *self = source;
  Loaded         *loaded = g_new0 (Loaded, 1);

  loaded->notes = cue_access_notes_file_load (self->path, &loaded->fault, &loaded->error);
  g_task_return_pointer (task, loaded, (GDestroyNotify) loaded_free);
}

/**
 * cue_access_notes_load_async:
 * @cancellable: (nullable): to stop waiting
 * @callback: called when the file was read
 * @user_data: for @callback
 *
 * Reads the file in a worker thread. Notes set in the meantime are kept.
 */
void
cue_access_notes_load_async (CueAccessNotes     *self,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (CUE_IS_ACCESS_NOTES (self));
  g_return_if_fail (self->path != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cue_access_notes_load_async);
  g_task_run_in_thread (task, run_load);
}

/* Takes over what the file has; what was said since is newer. */
static void
take_loaded (CueAccessNotes *self, Loaded *loaded)
{
  GHashTableIter iter;
  gpointer       event;
  gpointer       note;

  g_hash_table_iter_init (&iter, loaded->notes);
  while (!self->loaded && g_hash_table_iter_next (&iter, &event, &note)) {
    if (!g_hash_table_contains (self->notes, event))
      g_hash_table_insert (self->notes, g_strdup (event), cue_access_note_copy (note));
  }
  self->loaded = TRUE;
  if (loaded->fault >= CUE_ACCESS_NOTES_NEWER && !self->read_only) {
    self->read_only = TRUE;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READ_ONLY]);
  }
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, NULL);
  set_error (self, loaded->error);
}

/**
 * cue_access_notes_load_finish:
 * @result: the result
 * @error: %CUE_ERROR_STORAGE when the file is damaged, newer, or cannot be read
 *
 * Returns: whether the file was read, or there is none
 */
gboolean
cue_access_notes_load_finish (CueAccessNotes *self, GAsyncResult *result, GError **error)
{
  Loaded  *loaded;
  gboolean fine;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  loaded = g_task_propagate_pointer (G_TASK (result), error);
  if (loaded == NULL)
    return FALSE;
  take_loaded (self, loaded);
  fine = loaded->error == NULL;
  if (!fine)
    g_propagate_error (error, g_steal_pointer (&loaded->error));
  loaded_free (loaded);
  schedule_save (self);
  return fine;
}

/* ---- writing ------------------------------------------------------------------------------- */

typedef struct {
  GBytes *bytes; /* owned */
  guint64 generation;
} Write;

static void
write_free (Write *write)
{
  g_bytes_unref (write->bytes);
  g_free (write);
}

/* A slow worker must not put old notes over newer ones. Any thread. */
static gboolean
write_notes (CueAccessNotes *self, GBytes *bytes, guint64 generation, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (generation <= self->written)
    return TRUE;
  if (!cue_access_notes_file_save (self->path, bytes, error))
    return FALSE;
  self->written = generation;
  return TRUE;
}

static void
run_write (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Write  *write = data;
  GError *error = NULL;

  if (write_notes (source, write->bytes, write->generation, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
  CueAccessNotes *self = CUE_ACCESS_NOTES (source);
  Write          *write = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    self->saved = MAX (self->saved, write->generation);
  set_error (self, error);
}

static gboolean
on_save_due (gpointer data)
{
  CueAccessNotes *self = data;
  Write          *write = g_new0 (Write, 1);
  g_autoptr (GTask) task = g_task_new (self, NULL, on_written, NULL);

  self->save_source = 0;
  write->bytes = cue_access_notes_file_format (self->notes);
  write->generation = self->generation;
  g_task_set_source_tag (task, on_save_due);
  g_task_set_task_data (task, write, (GDestroyNotify) write_free);
  g_task_run_in_thread (task, run_write);
  return G_SOURCE_REMOVE;
}

static void
schedule_save (CueAccessNotes *self)
{
  if (self->path == NULL)
    return;
  if (self->loaded && !self->read_only && self->saved != self->generation && self->save_source == 0)
    self->save_source = g_idle_add (on_save_due, self);
}

/**
 * cue_access_notes_flush:
 * @error: %CUE_ERROR_STORAGE
 *
 * Writes what is not yet in the file, and waits for it; reads it first, if that was not done. For
 * the end of the program.
 *
 * Returns: whether all is saved
 */
gboolean
cue_access_notes_flush (CueAccessNotes *self, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  Loaded loaded = { 0 };

  g_return_val_if_fail (CUE_IS_ACCESS_NOTES (self), FALSE);

  g_clear_handle_id (&self->save_source, g_source_remove);
  if (self->path == NULL || self->saved == self->generation)
    return TRUE;
  if (!self->loaded) {
    loaded.notes = cue_access_notes_file_load (self->path, &loaded.fault, &loaded.error);
    take_loaded (self, &loaded);
    g_hash_table_unref (loaded.notes);
    g_clear_error (&loaded.error);
  }
  if (self->read_only) {
    g_set_error_literal (error,
                         CUE_ERROR,
                         CUE_ERROR_STORAGE,
                         _ ("The notes about doors cannot be saved."));
    return FALSE;
  }
  bytes = cue_access_notes_file_format (self->notes);
  if (!write_notes (self, bytes, self->generation, error))
    return FALSE;
  self->saved = self->generation;
  return TRUE;
}

/* ---- notes --------------------------------------------------------------------------------- */

/**
 * cue_access_notes_lookup:
 * @event_id: (nullable): the id of an event
 *
 * Returns: (transfer none) (nullable): what is said about it, until the next change
 */
const CueAccessNote *
cue_access_notes_lookup (CueAccessNotes *self, const char *event_id)
{
  g_return_val_if_fail (CUE_IS_ACCESS_NOTES (self), NULL);

  return event_id != NULL ? g_hash_table_lookup (self->notes, event_id) : NULL;
}

static char *
trim_text (const char *text)
{
  g_autofree char *trimmed = NULL;

  if (text == NULL)
    return NULL;
  trimmed = g_strstrip (g_utf8_make_valid (text, -1));
  if (*trimmed == '\0')
    return NULL;
  if (g_utf8_strlen (trimmed, -1) > CUE_ACCESS_NOTES_MAX_LENGTH)
    return g_utf8_substring (trimmed, 0, CUE_ACCESS_NOTES_MAX_LENGTH);
  return g_steal_pointer (&trimmed);
}

static void
note_changed (CueAccessNotes *self, const char *event_id)
{
  self->generation++;
  schedule_save (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, event_id);
}

/**
 * cue_access_notes_set:
 * @event_id: the id of an event
 * @acknowledged: whether it is dealt with
 * @text: (nullable): what to note, at most %CUE_ACCESS_NOTES_MAX_LENGTH characters of which count
 * @now_wall_us: the time now
 *
 * Says something about an event; saying nothing takes it away.
 *
 * Returns: %FALSE when nothing can be changed, or there are %CUE_ACCESS_NOTES_MAX already
 */
gboolean
cue_access_notes_set (CueAccessNotes *self,
                      const char     *event_id,
                      gboolean        acknowledged,
                      const char     *text,
                      gint64          now_wall_us)
{
  g_autofree char *key = NULL;
  g_autofree char *trimmed = NULL;
  CueAccessNote   *note;

  g_return_val_if_fail (CUE_IS_ACCESS_NOTES (self), FALSE);
  g_return_val_if_fail (event_id != NULL && *event_id != '\0', FALSE);

  if (self->read_only)
    return FALSE;
  key = g_strdup (event_id);
  trimmed = trim_text (text);
  note = g_hash_table_lookup (self->notes, key);
  if (!acknowledged && trimmed == NULL) {
    if (g_hash_table_remove (self->notes, key))
      note_changed (self, key);
    return TRUE;
  }
  if (note == NULL) {
    if (g_hash_table_size (self->notes) >= CUE_ACCESS_NOTES_MAX)
      return FALSE;
    note = g_new0 (CueAccessNote, 1);
    g_hash_table_insert (self->notes, g_strdup (key), note);
  } else if ((note->acknowledged_wall_us != 0) == !!acknowledged &&
             g_strcmp0 (note->text, trimmed) == 0) {
    return TRUE;
  }
  if (!acknowledged)
    note->acknowledged_wall_us = 0;
  else if (note->acknowledged_wall_us == 0)
    note->acknowledged_wall_us = now_wall_us;
  note->changed_wall_us = now_wall_us;
  g_free (note->text);
  note->text = g_steal_pointer (&trimmed);
  note_changed (self, key);
  return TRUE;
}

/**
 * cue_access_notes_get_n_notes:
 * @self: the notes
 *
 * Returns: to how many events the user said something
 */
guint
cue_access_notes_get_n_notes (CueAccessNotes *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_NOTES (self), 0);

  return g_hash_table_size (self->notes);
}

/**
 * cue_access_notes_get_read_only:
 * @self: the notes
 *
 * Returns: whether the file could not be read and is left alone, so that nothing in it is lost
 */
gboolean
cue_access_notes_get_read_only (CueAccessNotes *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_NOTES (self), TRUE);

  return self->read_only;
}

/**
 * cue_access_notes_get_error:
 *
 * Returns: (transfer none) (nullable): why the last reading or writing failed
 */
const GError *
cue_access_notes_get_error (CueAccessNotes *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_NOTES (self), NULL);

  return self->error;
}
