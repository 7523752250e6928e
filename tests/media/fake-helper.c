// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-media-protocol.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

/*
 * Stands in for cuelight-media, and behaves as CUELIGHT_TEST_HELPER says: well, or in one of the
 * ways in which a decoder that was taken over, or that just broke, would.
 */

#define CHANNEL_FD        3
#define WIDTH             64
#define HEIGHT            36
#define SIZE              (WIDTH * HEIGHT * 4)
#define FRAME_INTERVAL_US 5000

static void
send_bytes (const void *data, gsize size, const int *fds, guint n_fds)
{
  char          control[CMSG_SPACE (sizeof (int) * 8)] = { 0 };
  struct iovec  vector = { (void *) data, size };
  struct msghdr header = { .msg_iov = &vector, .msg_iovlen = 1 };

  if (n_fds > 0) {
    struct cmsghdr *c;

    header.msg_control = control;
    header.msg_controllen = CMSG_SPACE (sizeof (int) * n_fds);
    c = CMSG_FIRSTHDR (&header);
    c->cmsg_level = SOL_SOCKET;
    c->cmsg_type = SCM_RIGHTS;
    c->cmsg_len = CMSG_LEN (sizeof (int) * n_fds);
    memcpy (CMSG_DATA (c), fds, sizeof (int) * n_fds);
  }
  if (sendmsg (CHANNEL_FD, &header, MSG_NOSIGNAL) < 0 && errno != EAGAIN)
    _exit (1);
}

static void
send_message (const CueMediaMessage *message, const int *fds, guint n_fds)
{
  CueMediaPacket packet;
  gsize          size = cue_media_message_build (message, &packet);

  send_bytes (packet.data, size, fds, n_fds);
}

static void
say_hello (void)
{
  send_message (&(CueMediaMessage){ .type = CUE_MEDIA_HELLO, .hello = { cue_media_get_build () } },
                NULL,
                0);
}

static void
send_old_hello (void)
{
  CueMediaHeader header = {
    .magic = CUE_MEDIA_MAGIC,
    .version = CUE_MEDIA_PROTOCOL_VERSION - 1,
    .type = CUE_MEDIA_HELLO,
    .size = sizeof header,
  };

  send_bytes (&header, sizeof header, NULL, 0);
}

/* As the real one of another version does: a hello, and it leaves at the first message. */
static void
say_old_hello (void)
{
  send_old_hello ();
  _exit (0);
}

/* The same version of the protocol, but another version of Cuelight. */
static void
say_other_hello (void)
{
  CueMediaMessage hello = { .type = CUE_MEDIA_HELLO, .hello = { cue_media_get_build () + 1 } };

  send_message (&hello, NULL, 0);
  _exit (0);
}

static int
make_memory (gsize size, int seals)
{
  int fd = memfd_create ("fake", MFD_CLOEXEC | MFD_ALLOW_SEALING);

  if (fd < 0 || ftruncate (fd, (off_t) size) != 0 || fcntl (fd, F_ADD_SEALS, seals) != 0)
    _exit (1);
  return fd;
}

static const int all_seals = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL;

static void
register_buffer (guint32 id, guint64 size, int fd)
{
  CueMediaMessage message = { .type = CUE_MEDIA_BUFFER, .buffer = { .buffer = id, .size = size } };

  send_message (&message, &fd, 1);
}

static void
send_frame_for (guint32 id, guint32 width, guint32 height, guint64 number, guint32 request)
{
  CueMediaMessage message = {
    .type = CUE_MEDIA_FRAME,
    .frame = { .buffer = id,
               .request = request,
               .width = width,
               .height = height,
               .stride = width * 4,
               .natural_width = width,
               .natural_height = height,
               .number = number },
  };

  send_message (&message, NULL, 0);
}

static void
send_frame (guint32 id, guint32 width, guint32 height, guint64 number)
{
  send_frame_for (id, width, height, number, 0);
}

/* Whose pictures move on while its position does not: nothing but the fake clock of a test passes
 * without its doing. */
static gboolean stands_still;
static guint32  status_flags;

static void
send_status (guint64 number)
{
  CueMediaMessage message = {
    .type = CUE_MEDIA_STATUS,
    .status = { .phase = CUE_MEDIA_PHASE_PLAYING,
                .buffer_percent = 100,
                .position_us = stands_still ? 40000 : (gint64) number * 40000,
                .flags = status_flags,
                .bytes = number * 1000,
                .frames = number,
                .width = WIDTH,
                .height = HEIGHT,
                .fps_milli = 25000 },
  };

  send_message (&message, NULL, 0);
}

static void
send_fault (CueMediaFaultCode code, guint32 http_status)
{
  CueMediaMessage message = {
    .type = CUE_MEDIA_FAULT,
    .fault = { .code = code, .http_status = http_status },
    .text = "told to",
  };

  send_message (&message, NULL, 0);
}

static gboolean
read_message (CueMediaMessage *message, CueMediaPacket *packet, int timeout_ms)
{
  char          control[CMSG_SPACE (sizeof (int) * 4)];
  struct iovec  vector = { packet->data, CUE_MEDIA_MAX_MESSAGE };
  struct msghdr header = {
    .msg_iov = &vector,
    .msg_iovlen = 1,
    .msg_control = control,
    .msg_controllen = sizeof control,
  };
  struct pollfd wait = { CHANNEL_FD, POLLIN, 0 };
  ssize_t       size;

  if (poll (&wait, 1, timeout_ms) <= 0)
    return FALSE;
  size = recvmsg (CHANNEL_FD, &header, 0);
  if (size <= 0)
    _exit (0);
  return cue_media_message_parse (packet,
                                  (gsize) size,
                                  CMSG_FIRSTHDR (&header) != NULL ? 1 : 0,
                                  CUE_MEDIA_SIDE_HELPER,
                                  message,
                                  NULL);
}

/* Two buffers, and a frame every few milliseconds while one of them is free. */
static void
behave (gboolean frames, gboolean pongs)
{
  static CueMediaPacket packet;
  gboolean              out[2] = { FALSE, FALSE };
  guint64               number = 0;

  for (guint i = 0; i < 2; i++)
    register_buffer (i + 1, SIZE, make_memory (SIZE, all_seals));
  for (;;) {
    CueMediaMessage message;
    gint64          end;

    number++;
    for (guint i = 0; frames && i < 2; i++) {
      if (!out[i]) {
        send_frame (i + 1, WIDTH, HEIGHT, number);
        out[i] = TRUE;
        break;
      }
    }
    if (frames && number % 20 == 1)
      send_status (number);
    end = g_get_monotonic_time () + FRAME_INTERVAL_US;
    for (gint64 left = FRAME_INTERVAL_US; left > 0; left = end - g_get_monotonic_time ()) {
      if (!read_message (&message, &packet, (int) (left / 1000) + 1))
        continue;
      if (message.type == CUE_MEDIA_RELEASE && message.buffer_ref.buffer - 1 < 2)
        out[message.buffer_ref.buffer - 1] = FALSE;
      if (message.type == CUE_MEDIA_SNAPSHOT && frames) {
        register_buffer (100 + message.snapshot.request,
                         SIZE * 4,
                         make_memory (SIZE * 4, all_seals));
        send_frame_for (100 + message.snapshot.request,
                        WIDTH * 2,
                        HEIGHT * 2,
                        number,
                        message.snapshot.request);
      }
      if (message.type == CUE_MEDIA_PING && pongs)
        send_message (&(CueMediaMessage){ .type = CUE_MEDIA_PONG, .ping = message.ping }, NULL, 0);
    }
  }
}

static void
wait_for_end (void)
{
  for (;;)
    pause ();
}

static void
send_raw_header (guint16 type, guint32 size, guint32 text_size, gsize real_size)
{
  guint8         data[256] = { 0 };
  CueMediaHeader header = {
    .magic = CUE_MEDIA_MAGIC,
    .version = CUE_MEDIA_PROTOCOL_VERSION,
    .type = type,
    .size = size,
    .text_size = text_size,
  };

  memcpy (data, &header, sizeof header);
  send_bytes (data, real_size, NULL, 0);
}

/* What is in a file, by one who lies about the thumbnail. */
static void
tell_facts (const char *how)
{
  CueMediaMessage message = {
    .type = CUE_MEDIA_FACTS,
    .facts = { .width = 90, .height = 160, .fps_d = 1, .n_frames = 1, .thumbnail_size = 64 },
    .text = "a format whose name goes on and on, and on, and on, and on",
  };
  int fd = make_memory (64, g_str_equal (how, "unsealed") ? F_SEAL_GROW : all_seals);

  if (g_str_equal (how, "size"))
    message.facts.thumbnail_size = 65;
  if (g_str_equal (how, "jpeg") && pwrite (fd, "\xff\xd8\xff\xe0", 4, 0) != 4)
    _exit (1);
  if (g_str_equal (how, "wide"))
    message.facts.width = 1000000;
  send_message (&message, &fd, g_str_equal (how, "none") ? 0 : 1);
  if (g_str_equal (how, "twice"))
    send_message (&message, &fd, 1);
}

static void
lie (const char *how)
{
  int             good = make_memory (SIZE, all_seals);
  int             two[2] = { good, good };
  CueMediaMessage buffer = { .type = CUE_MEDIA_BUFFER, .buffer = { .buffer = 1, .size = SIZE } };
  CueMediaMessage level = { .type = CUE_MEDIA_LEVEL,
                            .level = { .channels = 2, .peak = { NAN, 0 } } };

  if (g_str_equal (how, "short"))
    send_bytes ("CUEM", 4, NULL, 0);
  else if (g_str_equal (how, "long"))
    send_bytes (g_malloc0 (60000), 60000, NULL, 0);
  else if (g_str_equal (how, "magic"))
    send_bytes (g_malloc0 (64), 64, NULL, 0);
  else if (g_str_equal (how, "size"))
    send_raw_header (CUE_MEDIA_STATUS, 5000, 0, 72);
  else if (g_str_equal (how, "text-size"))
    send_raw_header (CUE_MEDIA_TEXT, 24, 0xfffffff0u, 24);
  else if (g_str_equal (how, "type"))
    send_raw_header (9999, 16, 0, 16);
  else if (g_str_equal (how, "type-before-hello"))
    send_status (1);
  else if (g_str_equal (how, "late-version"))
    send_old_hello ();
  else if (g_str_equal (how, "own-type"))
    send_raw_header (CUE_MEDIA_PING, 24, 0, 24);
  else if (g_str_equal (how, "nan"))
    send_message (&level, NULL, 0);
  else if (g_str_equal (how, "no-fd"))
    send_message (&buffer, NULL, 0);
  else if (g_str_equal (how, "two-fds"))
    send_message (&buffer, two, 2);
  else if (g_str_equal (how, "fd-with-status"))
    send_message (&(CueMediaMessage){ .type = CUE_MEDIA_ENDED }, two, 1);
  else if (g_str_has_prefix (how, "facts-"))
    tell_facts (how + strlen ("facts-"));
  else if (g_str_equal (how, "unsealed"))
    register_buffer (1, SIZE, make_memory (SIZE, 0));
  else if (g_str_equal (how, "half-sealed"))
    register_buffer (1, SIZE, make_memory (SIZE, F_SEAL_GROW | F_SEAL_SEAL));
  else if (g_str_equal (how, "buffer-size"))
    register_buffer (1, SIZE * 2, good);
  else if (g_str_equal (how, "file"))
    register_buffer (1, SIZE, open ("/dev/zero", O_RDWR | O_CLOEXEC));
  else if (g_str_equal (how, "pipe"))
    register_buffer (1, SIZE, STDIN_FILENO);
  else if (g_str_equal (how, "unknown-buffer"))
    send_frame (7, WIDTH, HEIGHT, 1);
  else if (g_str_equal (how, "unknown-drop"))
    send_message (&(CueMediaMessage){ .type = CUE_MEDIA_DROP, .buffer_ref = { .buffer = 7 } },
                  NULL,
                  0);
  else if (g_str_equal (how, "same-buffer")) {
    register_buffer (1, SIZE, good);
    register_buffer (1, SIZE, good);
  } else if (g_str_equal (how, "many-buffers")) {
    for (guint i = 1; i < 100; i++)
      register_buffer (i, SIZE, good);
  } else if (g_str_equal (how, "large-frame")) {
    register_buffer (1, SIZE, good);
    send_frame (1, WIDTH, HEIGHT + 1, 1);
  } else if (g_str_equal (how, "busy-buffer")) {
    register_buffer (1, SIZE, good);
    send_frame (1, WIDTH, HEIGHT, 1);
    send_frame (1, WIDTH, HEIGHT, 2);
  } else if (g_str_equal (how, "busy-drop")) {
    register_buffer (1, SIZE, good);
    send_frame (1, WIDTH, HEIGHT, 1);
    send_message (&(CueMediaMessage){ .type = CUE_MEDIA_DROP, .buffer_ref = { .buffer = 1 } },
                  NULL,
                  0);
  } else {
    _exit (3);
  }
  wait_for_end ();
}

static void
flood (void)
{
  say_hello ();
  for (guint64 i = 1;; i++)
    send_status (i);
}

/* Fails as a stream does: with a word. */
static void
fail_politely (const char *how)
{
  say_hello ();
  if (g_str_equal (how, "403"))
    send_fault (CUE_MEDIA_FAULT_HTTP, 403);
  else if (g_str_equal (how, "audio"))
    send_fault (CUE_MEDIA_FAULT_AUDIO_DEVICE, 0);
  else
    send_fault (CUE_MEDIA_FAULT_UNREACHABLE, 0);
  wait_for_end ();
}

int
main (int argc, char **argv)
{
  const char           *how = g_getenv ("CUELIGHT_TEST_HELPER");
  CueMediaMessage       message;
  static CueMediaPacket packet;

  if (how == NULL)
    how = "good";
  if (g_str_equal (how, "abort"))
    abort ();
  if (g_str_equal (how, "exit"))
    return 7;
  if (g_str_equal (how, "mute"))
    wait_for_end ();
  if (g_str_equal (how, "close")) {
    close (CHANNEL_FD);
    wait_for_end ();
  }
  if (g_str_equal (how, "old-version"))
    say_old_hello ();
  if (g_str_equal (how, "other-build"))
    say_other_hello ();
  if (g_str_equal (how, "no-hello"))
    lie ("type-before-hello");
  if (g_str_equal (how, "flood"))
    flood ();
  if (g_str_has_prefix (how, "fail-"))
    fail_politely (how + strlen ("fail-"));

  /* The rest waits for the wish, as the real one does. */
  if (!read_message (&message, &packet, 10000) || message.type != CUE_MEDIA_OPEN)
    return 4;
  /* The address may say otherwise than the environment: two streams side by side. */
  if (strstr (message.text, "/silent") != NULL)
    how = "silent";
  else if (strstr (message.text, "/broken") != NULL)
    fail_politely ("fail");
  else if (strstr (message.text, "/audio") != NULL &&
           (message.open.flags & CUE_MEDIA_FLAG_NO_AUDIO_DEVICE) == 0)
    fail_politely ("audio");

  say_hello ();
  if (g_str_equal (how, "late-live") || g_str_equal (how, "late-vod")) {
    stands_still = TRUE;
    status_flags = g_str_equal (how, "late-live") ? CUE_MEDIA_STATUS_LIVE : 0;
    how = "good";
  }
  if (g_str_equal (how, "good")) {
    behave (TRUE, TRUE);
  } else if (g_str_equal (how, "silent")) {
    behave (FALSE, TRUE);
  } else if (g_str_equal (how, "hang")) {
    behave (TRUE, FALSE);
  } else if (g_str_equal (how, "stall")) {
    register_buffer (9, SIZE, make_memory (SIZE, all_seals));
    send_frame (9, WIDTH, HEIGHT, 1);
    send_status (1);
    behave (FALSE, TRUE);
  } else if (g_str_equal (how, "end")) {
    register_buffer (1, SIZE, make_memory (SIZE, all_seals));
    send_frame (1, WIDTH, HEIGHT, 1);
    send_message (&(CueMediaMessage){ .type = CUE_MEDIA_ENDED }, NULL, 0);
    wait_for_end ();
  } else if (g_str_equal (how, "crash")) {
    register_buffer (1, SIZE, make_memory (SIZE, all_seals));
    send_frame (1, WIDTH, HEIGHT, 1);
    abort ();
  } else {
    lie (how);
  }
  return 0;
}
