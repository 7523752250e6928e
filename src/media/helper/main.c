// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-clip-show.h"
#include "cue-helper.h"

#include <glib-unix.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* The descriptor of the socket, agreed with the console. */
#define CHANNEL_FD 3

typedef struct {
  GMainLoop       *loop;
  CueMediaKind     kind;
  CueMediaChannel *channel;
  CueFrameWriter  *writer;
  CueDecoder      *decoder; /* nullable: before OPEN */
} Helper;

typedef struct {
  gpointer data;
  gsize    size;
} Mapping;

static void
free_mapping (gpointer data)
{
  Mapping *mapping = data;

  munmap (mapping->data, mapping->size);
  g_free (mapping);
}

/* The bytes to decode stay where the console put them; nothing is copied. */
static GBytes *
map_bytes (int fd)
{
  Mapping *mapping;
  off_t    size = lseek (fd, 0, SEEK_END);
  gpointer data = MAP_FAILED;

  if (size > 0 && cue_media_check_memory (fd, (guint64) size, NULL))
    data = mmap (NULL, (gsize) size, PROT_READ, MAP_SHARED, fd, 0);
  if (data == MAP_FAILED)
    return NULL;
  mapping = g_new (Mapping, 1);
  mapping->data = data;
  mapping->size = (gsize) size;
  return g_bytes_new_with_free_func (data, (gsize) size, free_mapping, mapping);
}

static void
open_decoder (Helper *self, const CueMediaMessage *message, int fd)
{
  g_autoptr (GBytes) bytes = fd >= 0 ? map_bytes (fd) : NULL;

  if (self->decoder != NULL || message->open.kind != self->kind ||
      (self->kind != CUE_MEDIA_KIND_STREAM && bytes == NULL)) {
    g_main_loop_quit (self->loop);
    return;
  }
  cue_frame_writer_set_view (self->writer, message->open.view_width, message->open.view_height);
  cue_frame_writer_set_visible (self->writer, (message->open.flags & CUE_MEDIA_FLAG_VISIBLE) != 0);
  switch (self->kind) {
  case CUE_MEDIA_KIND_STREAM:
    self->decoder =
      cue_stream_decoder_new (self->channel, self->writer, &message->open, message->text);
    break;
  case CUE_MEDIA_KIND_CLIP:
    self->decoder = cue_clip_decoder_new (self->channel, self->writer, &message->open, bytes);
    break;
  case CUE_MEDIA_KIND_IMAGE:
    self->decoder = cue_image_decoder_new (self->channel, self->writer, &message->open, bytes);
    break;
  case CUE_MEDIA_KIND_PROBE_IMAGE:
  case CUE_MEDIA_KIND_PROBE_VIDEO:
  case CUE_MEDIA_KIND_PROBE_SEGMENT:
    self->decoder = cue_probe_decoder_new (self->channel, &message->open, bytes);
    break;
  case CUE_MEDIA_N_KINDS:
    break;
  }
}

static void
on_message (const CueMediaMessage *message, int fd, gpointer user_data)
{
  Helper         *self = user_data;
  CueMediaMessage pong = { .type = CUE_MEDIA_PONG };

  switch (message->type) {
  case CUE_MEDIA_OPEN:
    open_decoder (self, message, fd);
    break;
  case CUE_MEDIA_CONTROL:
    cue_frame_writer_set_view (self->writer,
                               message->control.view_width,
                               message->control.view_height);
    cue_frame_writer_set_visible (self->writer,
                                  (message->control.flags & CUE_MEDIA_FLAG_VISIBLE) != 0);
    if (self->decoder != NULL)
      self->decoder->control (self->decoder, &message->control);
    break;
  case CUE_MEDIA_RELEASE:
    cue_frame_writer_release (self->writer, message->buffer_ref.buffer);
    break;
  case CUE_MEDIA_SNAPSHOT:
    if (self->decoder != NULL && self->decoder->snapshot != NULL)
      self->decoder->snapshot (self->decoder, message->snapshot.request);
    break;
  case CUE_MEDIA_PING:
    pong.ping = message->ping;
    cue_media_channel_send (self->channel, &pong, -1);
    break;
  case CUE_MEDIA_HELLO:
  case CUE_MEDIA_BUFFER:
  case CUE_MEDIA_DROP:
  case CUE_MEDIA_FRAME:
  case CUE_MEDIA_STATUS:
  case CUE_MEDIA_LEVEL:
  case CUE_MEDIA_TEXT:
  case CUE_MEDIA_FAULT:
  case CUE_MEDIA_ENDED:
  case CUE_MEDIA_PONG:
  case CUE_MEDIA_FACTS:
    break; /* the parser lets none of these through */
  }
  if (fd >= 0)
    close (fd);
}

static void
on_closed (const GError *error, gpointer user_data)
{
  Helper *self = user_data;

  if (error != NULL)
    g_warning ("The console sent %s", error->message);
  g_main_loop_quit (self->loop);
}

static gboolean
parse_kind (const char *name, CueMediaKind *kind)
{
  static const char *const names[CUE_MEDIA_N_KINDS] = { "stream",      "clip",
                                                        "image",       "probe-image",
                                                        "probe-video", "probe-segment" };

  for (guint i = 0; i < CUE_MEDIA_N_KINDS; i++) {
    if (g_strcmp0 (name, names[i]) == 0) {
      *kind = i;
      return TRUE;
    }
  }
  return FALSE;
}

static void
begin (Helper *self)
{
  self->loop = g_main_loop_new (NULL, FALSE);
  self->channel =
    cue_media_channel_new (CHANNEL_FD, CUE_MEDIA_SIDE_HELPER, on_message, on_closed, self);
  self->writer = cue_frame_writer_new (self->channel);
}

/* What this program becomes once it has the pictures of a clip: hello was said before. */
static int
show_clip (Helper *self)
{
  self->kind = CUE_MEDIA_KIND_CLIP;
  cue_helper_confine (self->kind);
  gst_init (NULL, NULL);
  begin (self);
  self->decoder = cue_clip_show_resume (self->channel, self->writer);
  if (self->decoder == NULL)
    return EXIT_FAILURE;
  g_main_loop_run (self->loop);
  _exit (EXIT_SUCCESS);
}

int
main (int argc, char **argv)
{
  Helper          self = { 0 };
  CueMediaMessage hello = { .type = CUE_MEDIA_HELLO, .hello = { cue_media_get_build () } };

  setlocale (LC_ALL, "");
  signal (SIGPIPE, SIG_IGN);
  if (argc == 2 && g_str_equal (argv[1], CUE_CLIP_SHOW_NAME))
    return show_clip (&self);
  if (argc != 2 || !parse_kind (argv[1], &self.kind)) {
    g_printerr (
      "cuelight-media decodes video and images for Cuelight, which starts it by itself.\n");
    return 2;
  }
  cue_helper_confine (self.kind);
  gst_init (NULL, NULL);
  cue_helper_limit_elements (self.kind);

  begin (&self);
  cue_media_channel_send (self.channel, &hello, -1);
  g_main_loop_run (self.loop);

  /* Taking a pipeline down waits for its threads, and one of them may wait for a server for ever.
   * The system takes everything back faster. */
  _exit (EXIT_SUCCESS);
}
