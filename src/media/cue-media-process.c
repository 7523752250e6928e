// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-media-process.h"

#include "cue-error.h"
#include "cue-frame-pool.h"
#include "cue-media-channel.h"
#include "cue-media-share.h"
#include "cue-media-spawn.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

/**
 * CueMediaProcess:
 *
 * One running `cuelight-media`, from start to end. It speaks the protocol, keeps the frame buffers,
 * and watches over the process: whatever the process does (crashes, hangs, floods, lies), this ends
 * it and says so once, with the signal "ended". It does not start another one; that is for its
 * owner to decide.
 *
 * When its owner lets go of it the process is killed. There is nothing in there to be saved.
 *
 * Main thread.
 */

/* Starting includes GStreamer's look at its plugins, which the first time ever takes seconds. */
#define START_TICKS 20

/* Ticks and not seconds: a suspended computer must not look like a helper that hangs. */
#define SILENT_TICKS 5
#define TICK_US      G_USEC_PER_SEC

struct _CueMediaProcess {
  GObject parent_instance;

  CueClock        *clock;       /* owned */
  GSubprocess     *subprocess;  /* owned, nullable */
  CueMediaChannel *channel;     /* owned, nullable */
  CueFramePool    *pool;        /* owned, nullable */
  GCancellable    *cancellable; /* owned */
  CueMediaOpen     open;        /* the wish */
  gboolean         opened;      /* it was sent */
  guint            tick_id;
  guint            silent_ticks;
  guint64          cookie;     /* of the last ping */
  GBytes          *attachment; /* owned, nullable: of the message that is being emitted */
  gboolean         greeted;
  gboolean         ended;
};

enum {
  SIGNAL_MESSAGE,
  SIGNAL_FRAME,
  SIGNAL_ENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CueMediaProcess, cue_media_process, G_TYPE_OBJECT)

static void
close_down (CueMediaProcess *self)
{
  cue_clock_clear_timeout (self->clock, &self->tick_id);
  g_cancellable_cancel (self->cancellable);
  if (self->subprocess != NULL)
    g_subprocess_force_exit (self->subprocess);
  g_clear_object (&self->subprocess); /* GLib keeps it until the process is reaped */
  g_clear_pointer (&self->channel, cue_media_channel_free);
  g_clear_pointer (&self->pool, cue_frame_pool_close);
}

static void
end (CueMediaProcess *self, CueMediaProcessEnd how, const char *detail)
{
  if (self->ended)
    return;
  self->ended = TRUE;
  g_object_ref (self);
  close_down (self);
  g_signal_emit (self, signals[SIGNAL_ENDED], 0, (int) how, detail);
  g_object_unref (self);
}

static void
on_buffer_released (guint32 buffer, gpointer user_data)
{
  CueMediaProcess *self = user_data;
  CueMediaMessage  message = { .type = CUE_MEDIA_RELEASE, .buffer_ref = { .buffer = buffer } };

  /* A full queue means that it has not read for a long time. The pool may be in the middle of
   * something, so the next tick ends it. */
  if (self->channel != NULL && !cue_media_channel_send (self->channel, &message, -1))
    self->silent_ticks = SILENT_TICKS;
}

static void
take_frame (CueMediaProcess *self, const CueMediaFrame *frame)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pixels = cue_frame_pool_take_frame (self->pool, frame, &error);

  if (pixels != NULL)
    g_signal_emit (self, signals[SIGNAL_FRAME], 0, frame, pixels);
  else
    end (self, CUE_MEDIA_PROCESS_END_MISBEHAVED, error->message);
}

/* Only its very first word may say that a helper is of another build. One that finds a new version
 * later was taken over, and would stop the retries that way. */
static void
take_hello (CueMediaProcess *self, const CueMediaHello *hello)
{
  if (self->greeted)
    return;
  if (hello->build != cue_media_get_build ()) {
    end (self, CUE_MEDIA_PROCESS_END_OTHER_BUILD, "the hello of another build");
    return;
  }
  self->greeted = TRUE;
  self->silent_ticks = 0;
}

/* A file is looked at more than once, so it must not change meanwhile: it is copied. */
static GBytes *
copy_memory (int fd, gsize size, GError **error)
{
  gpointer data = MAP_FAILED;
  GBytes  *bytes;

  if (!cue_media_check_memory (fd, size, error))
    return NULL;
  data = mmap (NULL, size, PROT_READ, MAP_SHARED, fd, 0);
  if (data == MAP_FAILED) {
    g_set_error_literal (error,
                         G_IO_ERROR,
                         G_IO_ERROR_INVALID_DATA,
                         "a file that cannot be mapped");
    return NULL;
  }
  bytes = g_bytes_new (data, size);
  munmap (data, size);
  return bytes;
}

static void
on_message (const CueMediaMessage *message, int fd, gpointer user_data)
{
  CueMediaProcess *self = user_data;
  g_autoptr (GError) error = NULL;

  g_object_ref (self);
  if (!self->greeted && message->type != CUE_MEDIA_HELLO) {
    end (self, CUE_MEDIA_PROCESS_END_MISBEHAVED, "a message before the hello");
    if (fd >= 0)
      close (fd);
    g_object_unref (self);
    return;
  }
  switch (message->type) {
  case CUE_MEDIA_HELLO:
    take_hello (self, &message->hello);
    break;
  case CUE_MEDIA_PONG:
    if (message->ping.cookie == self->cookie)
      self->silent_ticks = 0;
    break;
  case CUE_MEDIA_BUFFER:
    cue_frame_pool_add (self->pool, &message->buffer, fd, &error);
    break;
  case CUE_MEDIA_DROP:
    cue_frame_pool_drop (self->pool, message->buffer_ref.buffer, &error);
    break;
  case CUE_MEDIA_FRAME:
    take_frame (self, &message->frame);
    break;
  case CUE_MEDIA_FACTS:
    if (fd >= 0)
      self->attachment = copy_memory (fd, message->facts.thumbnail_size, &error);
    if (error == NULL)
      g_signal_emit (self, signals[SIGNAL_MESSAGE], 0, message);
    g_clear_pointer (&self->attachment, g_bytes_unref);
    break;
  case CUE_MEDIA_STATUS:
  case CUE_MEDIA_LEVEL:
  case CUE_MEDIA_TEXT:
  case CUE_MEDIA_FAULT:
  case CUE_MEDIA_ENDED:
    g_signal_emit (self, signals[SIGNAL_MESSAGE], 0, message);
    break;
  case CUE_MEDIA_OPEN:
  case CUE_MEDIA_CONTROL:
  case CUE_MEDIA_RELEASE:
  case CUE_MEDIA_SNAPSHOT:
  case CUE_MEDIA_PING:
    break; /* the parser lets none of these through */
  }
  if (fd >= 0)
    close (fd);
  if (error != NULL)
    end (self, CUE_MEDIA_PROCESS_END_MISBEHAVED, error->message);
  g_object_unref (self);
}

static void
on_closed (const GError *error, gpointer user_data)
{
  CueMediaProcess *self = user_data;

  /* Without an error the socket just closed; how the process ended is known in a moment. */
  if (!self->greeted && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED))
    end (self, CUE_MEDIA_PROCESS_END_OTHER_BUILD, error->message);
  else if (error != NULL)
    end (self, CUE_MEDIA_PROCESS_END_MISBEHAVED, error->message);
  else
    g_subprocess_force_exit (self->subprocess);
}

static void
on_exited (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GSubprocess     *subprocess = G_SUBPROCESS (source);
  CueMediaProcess *self;
  g_autoptr (GError) error = NULL;
  g_autofree char *detail = NULL;

  if (!g_subprocess_wait_finish (subprocess, result, &error))
    return; /* cancelled: nobody wants to know any more */
  self = user_data;
  g_object_ref (self);
  /* One of another build says so and leaves, because it cannot read our wish either. */
  if (self->channel != NULL && !self->greeted)
    cue_media_channel_read_rest (self->channel);
  if (g_subprocess_get_if_signaled (subprocess))
    detail = g_strdup_printf ("signal %d, %s",
                              g_subprocess_get_term_sig (subprocess),
                              g_strsignal (g_subprocess_get_term_sig (subprocess)));
  else
    detail = g_strdup_printf ("exit status %d", g_subprocess_get_exit_status (subprocess));
  end (self, CUE_MEDIA_PROCESS_END_LEFT, detail);
  g_object_unref (self);
}

static gboolean
on_tick (gpointer user_data)
{
  CueMediaProcess *self = user_data;
  CueMediaMessage  ping = { .type = CUE_MEDIA_PING };

  if (self->silent_ticks >= (self->greeted ? SILENT_TICKS : START_TICKS)) {
    end (self, CUE_MEDIA_PROCESS_END_HUNG, "no answer");
    return G_SOURCE_REMOVE;
  }
  self->silent_ticks++;
  ping.ping.cookie = ++self->cookie;
  if (self->greeted && !cue_media_channel_send (self->channel, &ping, -1))
    self->silent_ticks = SILENT_TICKS;
  return G_SOURCE_CONTINUE;
}

/* Settings that came meanwhile are in the wish already. */
static void
send_open (CueMediaProcess *self, const char *uri, int fd)
{
  CueMediaMessage message = { .type = CUE_MEDIA_OPEN, .open = self->open, .text = uri };

  self->opened = TRUE;
  cue_media_channel_send (self->channel, &message, fd);
}

static void
on_shared (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CueMediaProcess *self;
  int              fd = cue_media_share_bytes_finish (result, NULL);

  if (fd < 0)
    return;
  self = CUE_MEDIA_PROCESS (user_data);
  send_open (self, NULL, fd);
  close (fd);
}

/**
 * cue_media_process_start:
 * @open: what to do
 * @uri: (nullable): the address of a stream
 * @bytes: (nullable): the file of a clip or an image
 *
 * Starts the process and tells it what to do. Once in the life of the object.
 *
 * Returns: whether it was started; "ended" is emitted only if it was
 */
gboolean
cue_media_process_start (CueMediaProcess    *self,
                         const CueMediaOpen *open,
                         const char         *uri,
                         GBytes             *bytes,
                         GError            **error)
{
  int sockets[2];

  g_return_val_if_fail (CUE_IS_MEDIA_PROCESS (self), FALSE);
  g_return_val_if_fail (self->subprocess == NULL && !self->ended, FALSE);

  if (bytes != NULL && !cue_media_share_bytes (bytes, self->cancellable, on_shared, self, error))
    return FALSE;
  if (socketpair (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets) != 0) {
    g_set_error_literal (error, CUE_ERROR, CUE_ERROR_STORAGE, g_strerror (errno));
    cue_media_process_stop (self);
    return FALSE;
  }
  self->subprocess = cue_media_spawn (open->kind, sockets[1], error);
  if (self->subprocess == NULL) {
    close (sockets[0]);
    cue_media_process_stop (self);
    return FALSE;
  }

  self->channel =
    cue_media_channel_new (sockets[0], CUE_MEDIA_SIDE_CONSOLE, on_message, on_closed, self);
  self->pool = cue_frame_pool_new (on_buffer_released, self);
  self->open = *open;
  if (bytes == NULL)
    send_open (self, uri, -1);
  g_subprocess_wait_async (self->subprocess, self->cancellable, on_exited, self);
  self->tick_id = cue_clock_add_timeout (self->clock, TICK_US, on_tick, self, NULL);
  return TRUE;
}

/**
 * cue_media_process_control:
 * @control: all settings
 *
 * Replaces the settings.
 */
void
cue_media_process_control (CueMediaProcess *self, const CueMediaControl *control)
{
  CueMediaMessage message = { .type = CUE_MEDIA_CONTROL, .control = *control };

  g_return_if_fail (CUE_IS_MEDIA_PROCESS (self));

  if (self->channel != NULL && self->opened)
    cue_media_channel_send (self->channel, &message, -1);
  /* A file has neither volume nor variants. */
  self->open.flags = control->flags;
  self->open.view_width = control->view_width;
  self->open.view_height = control->view_height;
}

/**
 * cue_media_process_snapshot:
 * @request: not 0; the frame that answers carries it
 *
 * Asks for the picture that is on show, at its full size.
 */
void
cue_media_process_snapshot (CueMediaProcess *self, guint32 request)
{
  CueMediaMessage message = { .type = CUE_MEDIA_SNAPSHOT, .snapshot = { .request = request } };

  g_return_if_fail (CUE_IS_MEDIA_PROCESS (self));

  if (self->channel != NULL)
    cue_media_channel_send (self->channel, &message, -1);
}

/**
 * cue_media_process_get_greeted:
 *
 * Returns: whether it has started, which includes GStreamer's look at its plugins
 */
gboolean
cue_media_process_get_greeted (CueMediaProcess *self)
{
  g_return_val_if_fail (CUE_IS_MEDIA_PROCESS (self), FALSE);

  return self->greeted;
}

/**
 * cue_media_process_get_attachment:
 *
 * Returns: (transfer none) (nullable): the file that came with the message, while "message" is
 *   emitted
 */
GBytes *
cue_media_process_get_attachment (CueMediaProcess *self)
{
  g_return_val_if_fail (CUE_IS_MEDIA_PROCESS (self), NULL);

  return self->attachment;
}

/**
 * cue_media_process_stop:
 *
 * Kills the process without a word: no signal is emitted any more.
 */
void
cue_media_process_stop (CueMediaProcess *self)
{
  g_return_if_fail (CUE_IS_MEDIA_PROCESS (self));

  self->ended = TRUE;
  close_down (self);
}

static void
cue_media_process_dispose (GObject *object)
{
  cue_media_process_stop (CUE_MEDIA_PROCESS (object));
  G_OBJECT_CLASS (cue_media_process_parent_class)->dispose (object);
}

static void
cue_media_process_finalize (GObject *object)
{
  CueMediaProcess *self = CUE_MEDIA_PROCESS (object);

  g_clear_object (&self->clock);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (cue_media_process_parent_class)->finalize (object);
}

static void
cue_media_process_class_init (CueMediaProcessClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType         type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = cue_media_process_dispose;
  object_class->finalize = cue_media_process_finalize;

  /**
   * CueMediaProcess::message:
   * @message: a `const CueMediaMessage *`: STATUS, LEVEL, TEXT, FAULT, FACTS or ENDED
   */
  signals[SIGNAL_MESSAGE] = g_signal_new ("message",
                                          type,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          1,
                                          G_TYPE_POINTER);

  /**
   * CueMediaProcess::frame:
   * @frame: a `const CueMediaFrame *`
   * @pixels: the picture, in what GDK calls %GDK_MEMORY_DEFAULT; the helper may not write into it
   *   until the last reference to it is gone
   */
  signals[SIGNAL_FRAME] = g_signal_new ("frame",
                                        type,
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        2,
                                        G_TYPE_POINTER,
                                        G_TYPE_BYTES);

  /**
   * CueMediaProcess::ended:
   * @how: a [enum@MediaProcessEnd]
   * @detail: more, for whoever looks for the fault; not translated
   */
  signals[SIGNAL_ENDED] = g_signal_new ("ended",
                                        type,
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        2,
                                        G_TYPE_INT,
                                        G_TYPE_STRING);
}

static void
cue_media_process_init (CueMediaProcess *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * cue_media_process_new:
 * @clock: for the watchdog
 *
 * Returns: (transfer full): a process that was not started yet
 */
CueMediaProcess *
cue_media_process_new (CueClock *clock)
{
  CueMediaProcess *self = g_object_new (CUE_TYPE_MEDIA_PROCESS, NULL);

  self->clock = g_object_ref (clock);
  return self;
}
