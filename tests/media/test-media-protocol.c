// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-media-protocol.h"

#include <fcntl.h>
#include <math.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static const CueMediaMessage good_messages[] = {
  { .type = CUE_MEDIA_OPEN,
    .open = { .kind = CUE_MEDIA_KIND_STREAM, .flags = 3, .volume = 0.5 },
    .text = "https://example.com/Ωé.m3u8" },
  { .type = CUE_MEDIA_CONTROL,
    .control = { .flags = 2, .volume = 1.0, .view_width = 640, .view_height = 360 } },
  { .type = CUE_MEDIA_RELEASE, .buffer_ref = { .buffer = 3 } },
  { .type = CUE_MEDIA_SNAPSHOT, .snapshot = { .request = 1 } },
  { .type = CUE_MEDIA_PING, .ping = { .cookie = G_MAXUINT64 } },
  { .type = CUE_MEDIA_HELLO, .hello = { G_MAXUINT64 } },
  { .type = CUE_MEDIA_BUFFER, .buffer = { .buffer = 1, .size = 1280 * 720 * 4 } },
  { .type = CUE_MEDIA_DROP, .buffer_ref = { .buffer = 3 } },
  { .type = CUE_MEDIA_FRAME,
    .frame = { .buffer = 1,
               .width = 1280,
               .height = 720,
               .stride = 5120,
               .natural_width = 1280,
               .natural_height = 720,
               .number = 1 } },
  { .type = CUE_MEDIA_STATUS, .status = { .buffer_percent = 100, .position_us = -1 } },
  { .type = CUE_MEDIA_LEVEL,
    .level = { .channels = 2, .peak = { -3.0, -100.0 }, .rms = { -9.0, -100.0 } } },
  { .type = CUE_MEDIA_TEXT, .info = { .kind = CUE_MEDIA_TEXT_DECODER }, .text = "H.264" },
  { .type = CUE_MEDIA_FAULT,
    .fault = { .code = CUE_MEDIA_FAULT_HTTP, .http_status = 403 },
    .text = "Forbidden" },
  { .type = CUE_MEDIA_ENDED },
  { .type = CUE_MEDIA_PONG, .ping = { .cookie = 7 } },
  { .type = CUE_MEDIA_FACTS,
    .facts = { .width = 1080,
               .height = 1920,
               .fps_n = 30000,
               .fps_d = 1001,
               .flags = CUE_MEDIA_ALL_FACTS_FLAGS,
               .black = 1000000,
               .thumbnail_size = 5000,
               .duration_us = 10000000,
               .n_frames = 300,
               .n_decoded = 300,
               .grid = { 1, 2, 3, 255 } },
    .text = "MP4 / H.264" },
};

static CueMediaSide
get_receiver (const CueMediaMessage *message)
{
  return message->type >= CUE_MEDIA_HELLO ? CUE_MEDIA_SIDE_CONSOLE : CUE_MEDIA_SIDE_HELPER;
}

static guint
get_n_fds (const CueMediaMessage *message)
{
  return message->type == CUE_MEDIA_BUFFER || message->type == CUE_MEDIA_FACTS ? 1 : 0;
}

static void
assert_refused (const CueMediaMessage *message)
{
  CueMediaPacket  packet;
  CueMediaMessage parsed;
  g_autoptr (GError) error = NULL;
  gsize size = cue_media_message_build (message, &packet);

  g_assert_false (cue_media_message_parse (&packet,
                                           size,
                                           get_n_fds (message),
                                           get_receiver (message),
                                           &parsed,
                                           &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

static void
test_round_trip (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (good_messages); i++) {
    const CueMediaMessage *message = &good_messages[i];
    CueMediaPacket         packet;
    CueMediaMessage        parsed;
    g_autoptr (GError) error = NULL;
    gsize size = cue_media_message_build (message, &packet);

    g_assert_true (cue_media_message_parse (&packet,
                                            size,
                                            get_n_fds (message),
                                            get_receiver (message),
                                            &parsed,
                                            &error));
    g_assert_no_error (error);
    g_assert_cmpint (parsed.type, ==, message->type);
    g_assert_cmpmem (parsed.body, sizeof parsed.body, message->body, sizeof message->body);
    g_assert_cmpstr (parsed.text, ==, message->text != NULL ? message->text : "");
  }
}

static void
test_wrong_direction (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (good_messages); i++) {
    const CueMediaMessage *message = &good_messages[i];
    CueMediaPacket         packet;
    CueMediaMessage        parsed;
    gsize                  size = cue_media_message_build (message, &packet);

    g_assert_false (cue_media_message_parse (&packet,
                                             size,
                                             get_n_fds (message),
                                             !get_receiver (message),
                                             &parsed,
                                             NULL));
  }
}

/* Every other length of every message: nothing is read beyond what came. */
static void
test_wrong_sizes (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (good_messages); i++) {
    const CueMediaMessage *message = &good_messages[i];
    CueMediaPacket         packet;
    CueMediaMessage        parsed;
    gsize                  size = cue_media_message_build (message, &packet);

    for (gsize wrong = 0; wrong < size + 64; wrong++) {
      if (wrong != size)
        g_assert_false (cue_media_message_parse (&packet,
                                                 wrong,
                                                 get_n_fds (message),
                                                 get_receiver (message),
                                                 &parsed,
                                                 NULL));
    }
    g_assert_false (cue_media_message_parse (&packet,
                                             G_MAXSIZE,
                                             get_n_fds (message),
                                             get_receiver (message),
                                             &parsed,
                                             NULL));
  }
}

static void
test_wrong_descriptors (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (good_messages); i++) {
    const CueMediaMessage *message = &good_messages[i];
    CueMediaPacket         packet;
    CueMediaMessage        parsed;
    gsize                  size = cue_media_message_build (message, &packet);

    for (guint n = 0; n <= 4; n++) {
      if (n != get_n_fds (message))
        g_assert_false (
          cue_media_message_parse (&packet, size, n, get_receiver (message), &parsed, NULL));
    }
  }
}

static void
test_frame_limits (void)
{
  const CueMediaMessage good = {
    .type = CUE_MEDIA_FRAME,
    .frame = { .buffer = 1,
               .width = 64,
               .height = 36,
               .stride = 256,
               .natural_width = 64,
               .natural_height = 36,
               .number = 1 },
  };
  CueMediaMessage bad;

  bad = good, bad.frame.width = 0, assert_refused (&bad);
  bad = good, bad.frame.width = CUE_MEDIA_MAX_EDGE + 1, assert_refused (&bad);
  bad = good, bad.frame.width = 65, assert_refused (&bad); /* wider than its line */
  bad = good, bad.frame.height = 0, assert_refused (&bad);
  bad = good, bad.frame.stride = 254, assert_refused (&bad);
  bad = good, bad.frame.stride = 257, assert_refused (&bad);
  bad = good, bad.frame.stride = G_MAXUINT32 - 3, assert_refused (&bad);
  bad = good, bad.frame.natural_width = 0, assert_refused (&bad);
  bad = good, bad.frame.number = 0, assert_refused (&bad);
  bad = good;
  bad.frame.width = bad.frame.height = CUE_MEDIA_MAX_EDGE; /* a gigabyte */
  bad.frame.stride = CUE_MEDIA_MAX_EDGE * 4;
  assert_refused (&bad);
}

static void
test_value_limits (void)
{
  CueMediaMessage message;

  message = (CueMediaMessage){ .type = CUE_MEDIA_CONTROL, .control = { .volume = NAN } };
  assert_refused (&message);
  message.control.volume = 1.01;
  assert_refused (&message);
  message.control.volume = 1.0;
  message.control.flags = 1u << 31;
  assert_refused (&message);
  message = (CueMediaMessage){ .type = CUE_MEDIA_LEVEL, .level = { .channels = 3 } };
  assert_refused (&message);
  message.level.channels = 2;
  message.level.rms[1] = INFINITY;
  assert_refused (&message);
  message = (CueMediaMessage){ .type = CUE_MEDIA_STATUS, .status = { .buffer_percent = 101 } };
  assert_refused (&message);
  message = (CueMediaMessage){ .type = CUE_MEDIA_STATUS, .status = { .width = 10 } };
  assert_refused (&message);
  message = (CueMediaMessage){ .type = CUE_MEDIA_STATUS, .status = { .flags = 2 } };
  assert_refused (&message);
  message = (CueMediaMessage){ .type = CUE_MEDIA_STATUS, .status = { .fragment_us = -1 } };
  assert_refused (&message);
  message = (CueMediaMessage){ .type = CUE_MEDIA_STATUS, .status = { .position_us = -2 } };
  assert_refused (&message);
  message = (CueMediaMessage){ .type = CUE_MEDIA_TEXT, .info = { .kind = CUE_MEDIA_N_TEXTS } };
  assert_refused (&message);
  message = (CueMediaMessage){ .type = CUE_MEDIA_FAULT, .fault = { .code = CUE_MEDIA_N_FAULTS } };
  assert_refused (&message);
  message = (CueMediaMessage){ .type = CUE_MEDIA_BUFFER, .buffer = { .size = 0 } };
  assert_refused (&message);
  message.buffer.size = CUE_MEDIA_MAX_BUFFER_SIZE + 1;
  assert_refused (&message);
}

static void
test_facts_limits (void)
{
  const CueMediaMessage good = {
    .type = CUE_MEDIA_FACTS,
    .facts = { .width = 90, .height = 160, .fps_d = 1, .thumbnail_size = 1 },
  };
  CueMediaMessage bad;

  bad = good, bad.facts.width = 0, assert_refused (&bad);
  bad = good, bad.facts.height = CUE_MEDIA_MAX_EDGE + 1, assert_refused (&bad);
  bad = good, bad.facts.fps_d = 0, assert_refused (&bad);
  bad = good, bad.facts.fps_n = 1001, assert_refused (&bad);
  bad = good, bad.facts.flags = CUE_MEDIA_ALL_FACTS_FLAGS + 1, assert_refused (&bad);
  bad = good, bad.facts.black = 1000001, assert_refused (&bad);
  bad = good, bad.facts.thumbnail_size = CUE_MEDIA_MAX_THUMBNAIL + 1, assert_refused (&bad);
  bad = good, bad.facts.thumbnail_size = 0, assert_refused (&bad); /* and yet a file */
  bad = good, bad.facts.duration_us = -1, assert_refused (&bad);
}

static void
assert_text_refused (const char *bytes, gsize length)
{
  CueMediaMessage message = { .type = CUE_MEDIA_TEXT, .text = "12345678" };
  CueMediaPacket  packet;
  CueMediaMessage parsed;
  gsize           size = cue_media_message_build (&message, &packet);

  g_assert_cmpuint (length, <=, 8);
  memcpy (packet.data + size - 8, bytes, length);
  g_assert_false (
    cue_media_message_parse (&packet, size, 0, CUE_MEDIA_SIDE_CONSOLE, &parsed, NULL));
}

static void
test_texts (void)
{
  g_autofree char *endless = g_strnfill (100000, 'x');
  g_autoptr (GString) many = g_string_new (NULL);
  CueMediaMessage message = { .type = CUE_MEDIA_TEXT, .text = endless };
  CueMediaPacket  packet;
  CueMediaMessage parsed;
  gsize           size;

  assert_text_refused ("\xff\xfe", 2);
  assert_text_refused ("a\0b", 3);
  assert_text_refused ("a\nb", 3);
  assert_text_refused ("\x1b[31m", 5);

  /* What we send ourselves is made to fit, whatever it was. */
  size = cue_media_message_build (&message, &packet);
  g_assert_cmpuint (size, <=, CUE_MEDIA_MAX_MESSAGE);
  g_assert_true (cue_media_message_parse (&packet, size, 0, CUE_MEDIA_SIDE_CONSOLE, &parsed, NULL));
  g_assert_cmpuint (strlen (parsed.text), ==, CUE_MEDIA_MAX_TEXT);

  for (guint i = 0; i < 5000; i++)
    g_string_append (many, "Ω");
  g_string_prepend (many, "x"); /* so that the limit falls into the middle of a character */
  message.text = many->str;
  size = cue_media_message_build (&message, &packet);
  g_assert_true (cue_media_message_parse (&packet, size, 0, CUE_MEDIA_SIDE_CONSOLE, &parsed, NULL));
  message.text = "bad \xff bytes\nand lines";
  size = cue_media_message_build (&message, &packet);
  g_assert_true (cue_media_message_parse (&packet, size, 0, CUE_MEDIA_SIDE_CONSOLE, &parsed, NULL));
}

static void
test_memory (void)
{
  g_autoptr (GError) error = NULL;
  guint8 *data = NULL;
  int     fd = cue_media_create_memory ("test", 8192, &data, &error);
  int     plain = memfd_create ("test", MFD_CLOEXEC | MFD_ALLOW_SEALING);

  g_assert_no_error (error);
  g_assert_cmpint (fd, >=, 0);
  data[8191] = 1;
  g_assert_true (cue_media_check_memory (fd, 8192, NULL));
  g_assert_false (cue_media_check_memory (fd, 8191, NULL));
  g_assert_false (cue_media_check_memory (fd, 8193, NULL));
  g_assert_cmpint (ftruncate (fd, 4096), !=, 0); /* which is the point of it */

  g_assert_cmpint (ftruncate (plain, 8192), ==, 0);
  g_assert_false (cue_media_check_memory (plain, 8192, NULL));
  g_assert_cmpint (fcntl (plain, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW), ==, 0);
  g_assert_false (cue_media_check_memory (plain, 8192, NULL));
  g_assert_cmpint (fcntl (plain, F_ADD_SEALS, F_SEAL_SEAL), ==, 0);
  g_assert_true (cue_media_check_memory (plain, 8192, NULL));
  g_assert_false (cue_media_check_memory (STDIN_FILENO, 8192, NULL));

  munmap (data, 8192);
  close (fd);
  close (plain);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/media/protocol/round-trip", test_round_trip);
  g_test_add_func ("/media/protocol/wrong-direction", test_wrong_direction);
  g_test_add_func ("/media/protocol/wrong-sizes", test_wrong_sizes);
  g_test_add_func ("/media/protocol/wrong-descriptors", test_wrong_descriptors);
  g_test_add_func ("/media/protocol/frame-limits", test_frame_limits);
  g_test_add_func ("/media/protocol/value-limits", test_value_limits);
  g_test_add_func ("/media/protocol/facts-limits", test_facts_limits);
  g_test_add_func ("/media/protocol/texts", test_texts);
  g_test_add_func ("/media/protocol/memory", test_memory);
  return g_test_run ();
}
