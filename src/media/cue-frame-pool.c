// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-frame-pool.h"

#include <errno.h>
#include <sys/mman.h>

/*
 * The frame buffers of one helper, as this side sees them.
 *
 * A buffer is mapped once, when the helper registers it, and stays mapped while a picture stands on
 * it, even after the helper is gone. Who may touch it is decided here and not believed from there:
 * a frame in a buffer that is still on screen is a lie, and so is one larger than its buffer.
 *
 * A picture is given up wherever its last reference goes, which may be a thread that writes a PNG.
 * Hence the lock, and hence the way back over the main context.
 */

typedef struct {
  CueFramePool *pool; /* owned reference */
  guint32       id;
  gsize         size;
  guint8       *data;   /* owned mapping, read only */
  gboolean      in_use; /* under the lock of the pool */
} Buffer;

struct _CueFramePool {
  GMutex               lock;
  GMainContext        *context; /* owned */
  GThread             *thread;  /* not owned: the one that created it */
  CueFrameReleasedFunc on_released;
  gpointer             user_data;
  gboolean             closed;  /* under the lock */
  GPtrArray           *buffers; /* of Buffer, owned; under the lock */
  gsize                mapped;
};

typedef struct {
  CueFramePool *pool; /* owned reference */
  guint32       id;
} Release;

static void
clear_pool (gpointer data)
{
  CueFramePool *self = data;

  g_ptr_array_unref (self->buffers);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->lock);
}

static void
unref_pool (CueFramePool *self)
{
  g_atomic_rc_box_release_full (self, clear_pool);
}

static void
clear_buffer (gpointer data)
{
  Buffer *buffer = data;

  munmap (buffer->data, buffer->size);
}

static void
unref_buffer (gpointer data)
{
  g_atomic_rc_box_release_full (data, clear_buffer);
}

/**
 * cue_frame_pool_new: (skip)
 * @on_released: called in the thread-default main context when a buffer is free again
 *
 * Returns: (transfer full): a pool, to be given up with cue_frame_pool_close()
 */
CueFramePool *
cue_frame_pool_new (CueFrameReleasedFunc on_released, gpointer user_data)
{
  CueFramePool *self = g_atomic_rc_box_new0 (CueFramePool);

  g_mutex_init (&self->lock);
  self->context = g_main_context_ref_thread_default ();
  self->thread = g_thread_self ();
  self->on_released = on_released;
  self->user_data = user_data;
  self->buffers = g_ptr_array_new_with_free_func (unref_buffer);
  return self;
}

/**
 * cue_frame_pool_close: (skip)
 * @self: (transfer full): the pool
 *
 * Forgets the helper. Pictures that are still shown keep their memory until they go.
 */
void
cue_frame_pool_close (CueFramePool *self)
{
  g_mutex_lock (&self->lock);
  self->closed = TRUE;
  g_ptr_array_set_size (self->buffers, 0);
  g_mutex_unlock (&self->lock);
  unref_pool (self);
}

static Buffer *
find_buffer (CueFramePool *self, guint32 id, guint *index)
{
  for (guint i = 0; i < self->buffers->len; i++) {
    Buffer *buffer = g_ptr_array_index (self->buffers, i);

    if (buffer->id == id) {
      if (index != NULL)
        *index = i;
      return buffer;
    }
  }
  return NULL;
}

static gboolean
refuse (GError **error, const char *what)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, what);
  return FALSE;
}

/**
 * cue_frame_pool_add: (skip)
 * @buffer: what the helper says about it
 * @fd: the memory itself; stays the caller's
 *
 * Checks a new buffer and maps it.
 *
 * Returns: whether it was in order
 */
gboolean
cue_frame_pool_add (CueFramePool *self, const CueMediaBuffer *buffer, int fd, GError **error)
{
  Buffer  *added;
  gpointer data;

  if (find_buffer (self, buffer->buffer, NULL) != NULL)
    return refuse (error, "a second buffer of the same name");
  if (self->buffers->len >= CUE_MEDIA_MAX_BUFFERS ||
      self->mapped + buffer->size > CUE_MEDIA_MAX_MAPPED)
    return refuse (error, "too many buffers");
  if (!cue_media_check_memory (fd, buffer->size, error))
    return FALSE;
  data = mmap (NULL, buffer->size, PROT_READ, MAP_SHARED, fd, 0);
  if (data == MAP_FAILED)
    return refuse (error, "a buffer that cannot be mapped");

  added = g_atomic_rc_box_new0 (Buffer);
  added->id = buffer->buffer;
  added->size = buffer->size;
  added->data = data;
  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->buffers, added);
  self->mapped += buffer->size;
  g_mutex_unlock (&self->lock);
  return TRUE;
}

/**
 * cue_frame_pool_drop: (skip)
 *
 * Gives up a buffer that the helper will not use again.
 *
 * Returns: whether the helper may say so: the buffer exists and is not on show
 */
gboolean
cue_frame_pool_drop (CueFramePool *self, guint32 id, GError **error)
{
  Buffer  *buffer;
  guint    index;
  gboolean allowed;

  g_mutex_lock (&self->lock);
  buffer = find_buffer (self, id, &index);
  allowed = buffer != NULL && !buffer->in_use;
  if (allowed) {
    self->mapped -= buffer->size;
    g_ptr_array_remove_index_fast (self->buffers, index);
  }
  g_mutex_unlock (&self->lock);
  return allowed || refuse (error, "the end of a buffer that it does not have");
}

static gboolean
tell_released (gpointer data)
{
  Release *release = data;

  if (!release->pool->closed)
    release->pool->on_released (release->id, release->pool->user_data);
  return G_SOURCE_REMOVE;
}

static void
free_release (gpointer data)
{
  Release *release = data;

  unref_pool (release->pool);
  g_free (release);
}

static void
pass_on (CueFramePool *self, Release *release)
{
  g_autoptr (GSource) source = NULL;

  if (g_thread_self () == self->thread) {
    tell_released (release);
    free_release (release);
    return;
  }
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, tell_released, release, free_release);
  g_source_attach (source, self->context);
}

/* Any thread: nobody looks at the picture any more. */
static void
on_pixels_gone (gpointer data)
{
  Buffer       *buffer = data;
  CueFramePool *pool = g_steal_pointer (&buffer->pool);
  Release      *release = NULL;

  g_mutex_lock (&pool->lock);
  buffer->in_use = FALSE;
  if (!pool->closed) {
    release = g_new (Release, 1);
    release->pool = g_atomic_rc_box_acquire (pool);
    release->id = buffer->id;
  }
  g_mutex_unlock (&pool->lock);
  if (release != NULL)
    pass_on (pool, release);
  unref_buffer (buffer);
  unref_pool (pool);
}

/**
 * cue_frame_pool_take_frame: (skip)
 * @frame: what the helper says is in a buffer
 *
 * Takes the pixels where they are, in the buffer itself: nothing is copied. The helper gets the
 * buffer back when the bytes are freed.
 *
 * Returns: (transfer full) (nullable): the pixels, or %NULL when the helper lies
 */
GBytes *
cue_frame_pool_take_frame (CueFramePool *self, const CueMediaFrame *frame, GError **error)
{
  gsize    size = (gsize) frame->stride * frame->height;
  Buffer  *buffer;
  gboolean allowed;

  g_mutex_lock (&self->lock);
  buffer = find_buffer (self, frame->buffer, NULL);
  allowed = buffer != NULL && !buffer->in_use && size <= buffer->size;
  if (allowed) {
    buffer->in_use = TRUE;
    buffer->pool = g_atomic_rc_box_acquire (self);
    g_atomic_rc_box_acquire (buffer);
  }
  g_mutex_unlock (&self->lock);
  if (!allowed) {
    refuse (error, "a frame in a buffer that it does not have, or that is too small for it");
    return NULL;
  }
  return g_bytes_new_with_free_func (buffer->data, size, on_pixels_gone, buffer);
}
