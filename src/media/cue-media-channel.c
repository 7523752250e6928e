// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-media-channel.h"

#include <errno.h>
#include <glib-unix.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/*
 * One end of the socket between the console and its helper, used by both programs.
 *
 * The console must not be hurt by whatever arrives. So it takes few messages per turn of the main
 * loop (drawing has a lower priority than a socket and would starve), and it counts them: a helper
 * with nothing but honest work sends fewer than a hundred a second. A whole socket buffer full of
 * backlog, after the console itself was held up, still fits into the allowance.
 */
#define MESSAGES_PER_TURN   16
#define MESSAGES_PER_SECOND 400
#define MESSAGES_AT_ONCE    600
#define MAX_QUEUED          256
#define MAX_DESCRIPTORS     4
#define PATIENCE_MS         1000

typedef struct {
  gsize  size;
  int    fd; /* owned; -1 for none */
  guint8 data[];
} Queued;

struct _CueMediaChannel {
  int                 fd; /* owned */
  CueMediaSide        side;
  CueMediaMessageFunc on_message;
  CueMediaClosedFunc  on_closed;
  gpointer            user_data;
  GSource            *in;    /* owned; NULL once closed */
  GSource            *out;   /* owned, nullable: waits for room; console only */
  GQueue              queue; /* of Queued, owned; console only */
  double              allowance;
  gint64              allowance_at;
  CueMediaPacket      packet; /* what is being read; too large for the stack of a callback */
  gboolean            closed;
};

static void
free_queued (Queued *queued)
{
  if (queued->fd >= 0)
    close (queued->fd);
  g_free (queued);
}

static void
clear_channel (gpointer data)
{
  CueMediaChannel *self = data;

  g_queue_clear_full (&self->queue, (GDestroyNotify) free_queued);
  close (self->fd);
}

static void
clear_source (GSource **source)
{
  if (*source != NULL) {
    g_source_destroy (*source);
    g_clear_pointer (source, g_source_unref);
  }
}

static void
close_channel (CueMediaChannel *self, const GError *error)
{
  if (self->closed)
    return;
  self->closed = TRUE;
  clear_source (&self->in);
  clear_source (&self->out);
  self->on_closed (error, self->user_data);
}

/* Returns how many descriptors came; all of them are ours to close. */
static guint
take_descriptors (struct msghdr *header, int *fds)
{
  guint n = 0;

  for (struct cmsghdr *c = CMSG_FIRSTHDR (header); c != NULL; c = CMSG_NXTHDR (header, c)) {
    if (c->cmsg_level == SOL_SOCKET && c->cmsg_type == SCM_RIGHTS) {
      gsize bytes = c->cmsg_len - CMSG_LEN (0);

      for (gsize i = 0; i + sizeof (int) <= bytes && n < MAX_DESCRIPTORS; i += sizeof (int))
        memcpy (&fds[n++], CMSG_DATA (c) + i, sizeof (int));
    }
  }
  return n;
}

static gboolean
spend_allowance (CueMediaChannel *self)
{
  gint64 now = g_get_monotonic_time ();

  self->allowance += (double) (now - self->allowance_at) / G_USEC_PER_SEC * MESSAGES_PER_SECOND;
  self->allowance = MIN (self->allowance, MESSAGES_AT_ONCE);
  self->allowance_at = now;
  if (self->allowance < 1.0)
    return FALSE;
  self->allowance -= 1.0;
  return TRUE;
}

/* Returns whether there may be more to read. */
static gboolean
receive_one (CueMediaChannel *self)
{
  union {
    char           bytes[CMSG_SPACE (sizeof (int) * MAX_DESCRIPTORS)];
    struct cmsghdr align;
  } control;
  struct iovec  vector = { self->packet.data, CUE_MEDIA_MAX_MESSAGE };
  struct msghdr header = {
    .msg_iov = &vector,
    .msg_iovlen = 1,
    .msg_control = control.bytes,
    .msg_controllen = sizeof control.bytes,
  };
  int             fds[MAX_DESCRIPTORS];
  guint           n_fds;
  CueMediaMessage message;
  g_autoptr (GError) error = NULL;
  ssize_t size = recvmsg (self->fd, &header, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);

  if (size < 0 && (errno == EAGAIN || errno == EINTR))
    return FALSE;
  /* It left without having read all that we sent. This is said once, before its own last words. */
  if (size < 0 && errno == ECONNRESET)
    return TRUE;
  if (size <= 0) {
    close_channel (self, NULL);
    return FALSE;
  }

  n_fds = take_descriptors (&header, fds);
  if ((header.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) != 0)
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "a message that is too long");
  else if (self->side == CUE_MEDIA_SIDE_CONSOLE && !spend_allowance (self))
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_BUSY, "a flood of messages");
  else if (cue_media_message_parse (&self->packet,
                                    (gsize) size,
                                    n_fds,
                                    self->side,
                                    &message,
                                    &error)) {
    self->on_message (&message, n_fds == 1 ? fds[0] : -1, self->user_data);
    return !self->closed;
  }

  for (guint i = 0; i < n_fds; i++)
    close (fds[i]);
  close_channel (self, error);
  return FALSE;
}

static gboolean
on_readable (int fd, GIOCondition condition, gpointer user_data)
{
  CueMediaChannel *self = user_data;

  g_rc_box_acquire (self);
  for (int i = 0; i < MESSAGES_PER_TURN && receive_one (self); i++)
    ;
  g_rc_box_release_full (self, clear_channel);
  return G_SOURCE_CONTINUE; /* a closed channel has destroyed this source already */
}

/* Returns 1 when sent, 0 when there is no room now, -1 when the other side is gone. */
static int
send_packet (CueMediaChannel *self, const guint8 *data, gsize size, int fd)
{
  union {
    char           bytes[CMSG_SPACE (sizeof (int))];
    struct cmsghdr align;
  } control = { 0 };
  struct iovec  vector = { (gpointer) data, size };
  struct msghdr header = { .msg_iov = &vector, .msg_iovlen = 1 };
  ssize_t       sent;

  if (fd >= 0) {
    struct cmsghdr *c;

    header.msg_control = control.bytes;
    header.msg_controllen = sizeof control.bytes;
    c = CMSG_FIRSTHDR (&header);
    c->cmsg_level = SOL_SOCKET;
    c->cmsg_type = SCM_RIGHTS;
    c->cmsg_len = CMSG_LEN (sizeof (int));
    memcpy (CMSG_DATA (c), &fd, sizeof (int));
  }
  do
    sent = sendmsg (self->fd, &header, MSG_DONTWAIT | MSG_NOSIGNAL);
  while (sent < 0 && errno == EINTR);
  if (sent >= 0)
    return 1;
  return errno == EAGAIN ? 0 : -1;
}

static gboolean
on_writable (int fd, GIOCondition condition, gpointer user_data)
{
  CueMediaChannel *self = user_data;
  Queued          *queued;

  while ((queued = g_queue_peek_head (&self->queue)) != NULL) {
    int sent = send_packet (self, queued->data, queued->size, queued->fd);

    if (sent == 0)
      return G_SOURCE_CONTINUE;
    free_queued (g_queue_pop_head (&self->queue));
  }
  g_clear_pointer (&self->out, g_source_unref);
  return G_SOURCE_REMOVE;
}

static gboolean
queue_packet (CueMediaChannel *self, const guint8 *data, gsize size, int fd)
{
  Queued *queued;

  if (g_queue_get_length (&self->queue) >= MAX_QUEUED)
    return FALSE;
  queued = g_malloc (sizeof *queued + size);
  memcpy (queued->data, data, size);
  queued->size = size;
  queued->fd = fd >= 0 ? dup (fd) : -1;
  g_queue_push_tail (&self->queue, queued);
  if (self->out == NULL) {
    self->out = g_unix_fd_source_new (self->fd, G_IO_OUT);
    g_source_set_callback (self->out, G_SOURCE_FUNC (on_writable), self, NULL);
    g_source_attach (self->out, g_main_context_get_thread_default ());
  }
  return TRUE;
}

/* Numbers that are stale a moment later may be lost; what changes the state may not. */
static gboolean
may_be_lost (CueMediaType type)
{
  return type == CUE_MEDIA_FRAME || type == CUE_MEDIA_STATUS || type == CUE_MEDIA_LEVEL;
}

/**
 * cue_media_channel_new: (skip)
 * @fd: a SOCK_SEQPACKET socket; the channel closes it
 * @side: which side this program is
 * @on_message: called for each checked message
 * @on_closed: called once, when the other side left or broke the protocol; nothing is called after
 *
 * Reads in the thread-default main context of the calling thread. The functions may free it.
 *
 * Returns: (transfer full): the channel
 */
CueMediaChannel *
cue_media_channel_new (int                 fd,
                       CueMediaSide        side,
                       CueMediaMessageFunc on_message,
                       CueMediaClosedFunc  on_closed,
                       gpointer            user_data)
{
  CueMediaChannel *self = g_rc_box_new0 (CueMediaChannel);

  self->fd = fd;
  self->side = side;
  self->on_message = on_message;
  self->on_closed = on_closed;
  self->user_data = user_data;
  self->allowance = MESSAGES_AT_ONCE;
  self->allowance_at = g_get_monotonic_time ();
  g_queue_init (&self->queue);
  self->in = g_unix_fd_source_new (fd, G_IO_IN | G_IO_HUP | G_IO_ERR);
  g_source_set_callback (self->in, G_SOURCE_FUNC (on_readable), self, NULL);
  g_source_attach (self->in, g_main_context_get_thread_default ());
  return self;
}

/**
 * cue_media_channel_read_rest:
 *
 * Reads what a process left behind that is known to have ended: its last words may not have been
 * heard yet. Never waits.
 */
void
cue_media_channel_read_rest (CueMediaChannel *self)
{
  g_rc_box_acquire (self);
  while (!self->closed && receive_one (self))
    ;
  g_rc_box_release_full (self, clear_channel);
}

/**
 * cue_media_channel_free:
 * @self: (transfer full): a channel
 *
 * Closes the socket. None of the channel's functions is called any more.
 */
void
cue_media_channel_free (CueMediaChannel *self)
{
  self->closed = TRUE;
  clear_source (&self->in);
  clear_source (&self->out);
  g_rc_box_release_full (self, clear_channel);
}

/**
 * cue_media_channel_send:
 * @message: what to say
 * @fd: a descriptor to go with it, or -1; stays the caller's
 *
 * The console never waits: what does not fit into the socket is queued, and a full queue means that
 * the helper has not read for a long time. The helper may call this from any thread; it waits up to
 * a second for what must arrive, and not at all for frames and figures.
 *
 * Returns: whether it was sent or queued
 */
gboolean
cue_media_channel_send (CueMediaChannel *self, const CueMediaMessage *message, int fd)
{
  CueMediaPacket packet;
  gsize          size;
  int            sent;

  if (self->closed)
    return FALSE;
  size = cue_media_message_build (message, &packet);
  if (self->side == CUE_MEDIA_SIDE_CONSOLE) {
    sent = g_queue_is_empty (&self->queue) ? send_packet (self, packet.data, size, fd) : 0;
    return sent > 0 || (sent == 0 && queue_packet (self, packet.data, size, fd));
  }

  sent = send_packet (self, packet.data, size, fd);
  if (sent == 0 && !may_be_lost (message->type)) {
    struct pollfd wait = { self->fd, POLLOUT, 0 };

    if (poll (&wait, 1, PATIENCE_MS) > 0)
      sent = send_packet (self, packet.data, size, fd);
  }
  return sent > 0;
}
