// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-clip-show.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/*
 * Shows the pictures of a store round and round.
 *
 * A process that has decoded a video keeps 16 MB of its own for it: what GStreamer knows of its
 * plugins, the arenas of a dozen threads, the code that was bound. So it becomes another one as
 * soon as it has its pictures: the same program, executed again with the same socket, with the
 * pictures in shared memory, and with no plugin but the one for JPEG. That has 1 MB of its own.
 */

#define CHANNEL_FD 3
#define STORE_FD   4

#define MAX_PATH_LENGTH 1024

/* At the beginning of the memory that is handed on; the store stands behind it. */
typedef struct {
  CueClipSettings settings;
  guint32         last_buffer; /* names up to this one are used up */
  char            plugin[MAX_PATH_LENGTH];
} Baton;

typedef struct {
  CueDecoder       parent;
  CueMediaChannel *channel; /* not owned */
  CueFrameWriter  *writer;  /* not owned */
  CueClipStore    *store;   /* owned */
  CueClipSettings  settings;
  guint            timer;
  guint            next;
} ClipShow;

static gboolean
on_picture_due (gpointer user_data)
{
  ClipShow *self = user_data;
  g_autoptr (GstSample) sample = cue_clip_store_get (self->store, self->next);

  if (sample != NULL)
    cue_frame_writer_write (self->writer, sample);
  self->next = (self->next + 1) % cue_clip_store_get_n (self->store);
  return G_SOURCE_CONTINUE;
}

static void
update_running (ClipShow *self)
{
  if (!self->settings.visible)
    g_clear_handle_id (&self->timer, g_source_remove);
  else if (self->timer == 0 && cue_clip_store_get_n (self->store) > 1)
    self->timer = g_timeout_add (1000 / self->settings.fps, on_picture_due, self);
}

static void
apply_control (CueDecoder *decoder, const CueMediaControl *control)
{
  ClipShow *self = (ClipShow *) decoder;

  self->settings.visible = (control->flags & CUE_MEDIA_FLAG_VISIBLE) != 0;
  /* The file is gone. The console has it, and starts another one. */
  if (control->view_width != self->settings.view_width ||
      control->view_height != self->settings.view_height)
    cue_media_channel_send (self->channel, &(CueMediaMessage){ .type = CUE_MEDIA_ENDED }, -1);
  update_running (self);
}

static void
free_show (CueDecoder *decoder)
{
  ClipShow *self = (ClipShow *) decoder;

  g_clear_handle_id (&self->timer, g_source_remove);
  cue_clip_store_free (self->store);
  g_free (self);
}

/**
 * cue_clip_show_new: (skip)
 * @store: (transfer full): at least one picture
 *
 * Returns: (transfer full): what shows it
 */
CueDecoder *
cue_clip_show_new (CueMediaChannel       *channel,
                   CueFrameWriter        *writer,
                   const CueClipSettings *settings,
                   CueClipStore          *store)
{
  ClipShow *self = g_new0 (ClipShow, 1);

  self->parent.control = apply_control;
  self->parent.free = free_show;
  self->channel = channel;
  self->writer = writer;
  self->settings = *settings;
  self->settings.fps = CLAMP (settings->fps, 1, 240);
  self->store = store;
  update_running (self);
  return &self->parent;
}

/* Returns: the shared memory, or -1 */
static int
make_baton (CueFrameWriter *writer, const CueClipSettings *settings, CueClipStore *store)
{
  g_autoptr (GstPlugin)
    plugin = gst_registry_find_plugin (gst_registry_get (), CUE_CLIP_STORE_PLUGIN);
  const char *path = plugin != NULL ? gst_plugin_get_filename (plugin) : NULL;
  Baton       baton = { .settings = *settings };
  gsize       size = sizeof baton + cue_clip_store_get_packed_size (store);
  guint8     *data;
  int         fd;

  if (path == NULL || strlen (path) >= MAX_PATH_LENGTH)
    return -1;
  g_strlcpy (baton.plugin, path, MAX_PATH_LENGTH);
  fd = cue_media_create_memory ("cuelight-clip", size, &data, NULL);
  if (fd < 0)
    return -1;
  baton.last_buffer = cue_frame_writer_hand_on (writer);
  memcpy (data, &baton, sizeof baton);
  cue_clip_store_pack (store, data + sizeof baton);
  munmap (data, size);
  return fd;
}

/**
 * cue_clip_show_become: (skip)
 *
 * Executes the program again, to show @store and nothing else. Messages that were not read yet are
 * read by what it becomes.
 *
 * Returns: only if that cannot be done, and then nothing has changed
 */
void
cue_clip_show_become (CueFrameWriter *writer, const CueClipSettings *settings, CueClipStore *store)
{
  char *arguments[] = { (char *) "cuelight-media", (char *) CUE_CLIP_SHOW_NAME, NULL };
  g_auto (GStrv) environment = g_get_environ ();
  int fd = make_baton (writer, settings, store);

  if (fd < 0)
    return;
  environment = g_environ_setenv (environment, "GST_REGISTRY_DISABLE", "yes", TRUE);
  environment = g_environ_setenv (environment, "GST_PLUGIN_SYSTEM_PATH_1_0", "", TRUE);
  environment = g_environ_setenv (environment, "GST_PLUGIN_PATH_1_0", "", TRUE);
  if (close_range (CHANNEL_FD + 1, ~0U, CLOSE_RANGE_CLOEXEC) == 0 &&
      fcntl (CHANNEL_FD, F_SETFD, 0) == 0) {
    if (fd == STORE_FD)
      fcntl (fd, F_SETFD, 0);
    if (fd == STORE_FD || dup2 (fd, STORE_FD) == STORE_FD)
      execve ("/proc/self/exe", arguments, environment);
  }
  close (fd);
}

static GBytes *
read_memory (Baton *baton)
{
  off_t   size = lseek (STORE_FD, 0, SEEK_END);
  guint8 *data = MAP_FAILED;

  if (size > (off_t) sizeof *baton && cue_media_check_memory (STORE_FD, (guint64) size, NULL))
    data = mmap (NULL, (gsize) size, PROT_READ, MAP_SHARED, STORE_FD, 0);
  close (STORE_FD);
  if (data == MAP_FAILED)
    return NULL;
  memcpy (baton, data, sizeof *baton);
  baton->plugin[MAX_PATH_LENGTH - 1] = '\0';
  /* It is kept for good: the process lives for it. */
  return g_bytes_new_static (data + sizeof *baton, (gsize) size - sizeof *baton);
}

/**
 * cue_clip_show_resume: (skip)
 *
 * Goes on where cue_clip_show_become() was called.
 *
 * Returns: (transfer full) (nullable): what shows the store, or %NULL when there is none
 */
CueDecoder *
cue_clip_show_resume (CueMediaChannel *channel, CueFrameWriter *writer)
{
  Baton baton;
  g_autoptr (GBytes) packed = read_memory (&baton);
  g_autoptr (GstPlugin) plugin = NULL;
  CueClipStore *store;

  if (packed == NULL)
    return NULL;
  plugin = gst_plugin_load_file (baton.plugin, NULL);
  store = plugin != NULL ? cue_clip_store_new_from_packed (packed) : NULL;
  if (store == NULL)
    return NULL;
  cue_frame_writer_take_over (writer, baton.last_buffer);
  cue_frame_writer_set_view (writer, baton.settings.view_width, baton.settings.view_height);
  cue_frame_writer_set_natural (writer,
                                baton.settings.natural_width,
                                baton.settings.natural_height);
  cue_frame_writer_set_visible (writer, baton.settings.visible);
  return cue_clip_show_new (channel, writer, &baton.settings, store);
}
