// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-media-protocol.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <math.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

/* The layout is the agreement, so a compiler that would pad it must not get away with it. */
G_STATIC_ASSERT (sizeof (CueMediaHeader) == 16);
G_STATIC_ASSERT (sizeof (CueMediaHello) == 8);
G_STATIC_ASSERT (sizeof (CueMediaOpen) == 48);
G_STATIC_ASSERT (sizeof (CueMediaControl) == 32);
G_STATIC_ASSERT (sizeof (CueMediaBufferRef) == 8);
G_STATIC_ASSERT (sizeof (CueMediaSnapshot) == 8);
G_STATIC_ASSERT (sizeof (CueMediaPing) == 8);
G_STATIC_ASSERT (sizeof (CueMediaBuffer) == 16);
G_STATIC_ASSERT (sizeof (CueMediaFrame) == 40);
G_STATIC_ASSERT (sizeof (CueMediaStatus) == 72);
G_STATIC_ASSERT (sizeof (CueMediaLevel) == 40);
G_STATIC_ASSERT (sizeof (CueMediaText) == 8);
G_STATIC_ASSERT (sizeof (CueMediaFault) == 8);
G_STATIC_ASSERT (sizeof (CueMediaFacts) == 72 + CUE_MEDIA_GRID_SIZE);

typedef enum {
  TEXT_NEVER,
  TEXT_ALLOWED,
} TextRule;

typedef struct {
  CueMediaType type;
  CueMediaSide receiver;
  gsize        body;
  TextRule     text;
} Shape;

static const Shape shapes[] = {
  { CUE_MEDIA_OPEN, CUE_MEDIA_SIDE_HELPER, sizeof (CueMediaOpen), TEXT_ALLOWED },
  { CUE_MEDIA_CONTROL, CUE_MEDIA_SIDE_HELPER, sizeof (CueMediaControl), TEXT_NEVER },
  { CUE_MEDIA_RELEASE, CUE_MEDIA_SIDE_HELPER, sizeof (CueMediaBufferRef), TEXT_NEVER },
  { CUE_MEDIA_SNAPSHOT, CUE_MEDIA_SIDE_HELPER, sizeof (CueMediaSnapshot), TEXT_NEVER },
  { CUE_MEDIA_PING, CUE_MEDIA_SIDE_HELPER, sizeof (CueMediaPing), TEXT_NEVER },
  { CUE_MEDIA_HELLO, CUE_MEDIA_SIDE_CONSOLE, sizeof (CueMediaHello), TEXT_NEVER },
  { CUE_MEDIA_BUFFER, CUE_MEDIA_SIDE_CONSOLE, sizeof (CueMediaBuffer), TEXT_NEVER },
  { CUE_MEDIA_DROP, CUE_MEDIA_SIDE_CONSOLE, sizeof (CueMediaBufferRef), TEXT_NEVER },
  { CUE_MEDIA_FRAME, CUE_MEDIA_SIDE_CONSOLE, sizeof (CueMediaFrame), TEXT_NEVER },
  { CUE_MEDIA_STATUS, CUE_MEDIA_SIDE_CONSOLE, sizeof (CueMediaStatus), TEXT_NEVER },
  { CUE_MEDIA_LEVEL, CUE_MEDIA_SIDE_CONSOLE, sizeof (CueMediaLevel), TEXT_NEVER },
  { CUE_MEDIA_TEXT, CUE_MEDIA_SIDE_CONSOLE, sizeof (CueMediaText), TEXT_ALLOWED },
  { CUE_MEDIA_FAULT, CUE_MEDIA_SIDE_CONSOLE, sizeof (CueMediaFault), TEXT_ALLOWED },
  { CUE_MEDIA_ENDED, CUE_MEDIA_SIDE_CONSOLE, 0, TEXT_NEVER },
  { CUE_MEDIA_PONG, CUE_MEDIA_SIDE_CONSOLE, sizeof (CueMediaPing), TEXT_NEVER },
  { CUE_MEDIA_FACTS, CUE_MEDIA_SIDE_CONSOLE, sizeof (CueMediaFacts), TEXT_ALLOWED },
};

static const Shape *
find_shape (guint type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++) {
    if (shapes[i].type == type)
      return &shapes[i];
  }
  return NULL;
}

/* FNV-1a: nobody attacks it, it only has to be the same in two programs. */
static guint64
mix (guint64 hash, guint64 value)
{
  return (hash ^ value) * 0x100000001b3u;
}

/**
 * cue_media_get_build:
 *
 * Says which build this program is of, as far as the other side has to care: the version of
 * Cuelight, and the kinds and sizes of all messages.
 *
 * Returns: a number that is the same in two programs that understand each other
 */
guint64
cue_media_get_build (void)
{
  guint64 hash = 0xcbf29ce484222325u;

  for (const char *c = CUE_VERSION; *c != '\0'; c++)
    hash = mix (hash, (guchar) *c);
  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    hash = mix (mix (hash, shapes[i].type), shapes[i].body);
  return hash;
}

static gboolean
is_size (guint32 width, guint32 height)
{
  return width >= 1 && width <= CUE_MEDIA_MAX_EDGE && height >= 1 && height <= CUE_MEDIA_MAX_EDGE;
}

/* 0 means "as large as it is", and then both sides must be 0. */
static gboolean
is_view (guint32 width, guint32 height)
{
  return (width == 0 && height == 0) || is_size (width, height);
}

static gboolean
is_volume (double volume)
{
  return isfinite (volume) && volume >= 0.0 && volume <= 1.0;
}

static gboolean
is_level (double level)
{
  return isfinite (level) && level >= -1000.0 && level <= 1000.0;
}

/* A line may be padded, but not by so much that the padding is the point of it. */
static gboolean
is_frame (const CueMediaFrame *frame)
{
  return is_size (frame->width, frame->height) && frame->stride >= frame->width * 4 &&
         frame->stride <= frame->width * 4 + 1024 && frame->stride % 4 == 0 &&
         (guint64) frame->stride * frame->height <= CUE_MEDIA_MAX_BUFFER_SIZE &&
         is_size (frame->natural_width, frame->natural_height) && frame->number > 0;
}

static gboolean
is_status (const CueMediaStatus *status)
{
  return status->phase < CUE_MEDIA_N_PHASES && status->buffer_percent <= 100 &&
         status->position_us >= -1 && is_view (status->width, status->height) &&
         status->fps_milli <= 1000 * 1000 && status->http_status <= 999 &&
         (status->flags & ~(guint32) CUE_MEDIA_ALL_STATUS_FLAGS) == 0 && status->fragment_us >= 0;
}

static gboolean
is_facts (const CueMediaFacts *facts)
{
  return is_view (facts->width, facts->height) &&
         (facts->width > 0 || facts->thumbnail_size == 0) &&
         (facts->width > 0 || facts->audio_us > 0 ||
          (facts->flags & CUE_MEDIA_FACTS_NO_DECODER) != 0) &&
         facts->fps_d >= 1 && facts->shown_us >= 0 && facts->audio_us >= 0 &&
         facts->audio_peak <= 1000000 && facts->fps_n / facts->fps_d <= 1000 &&
         (facts->flags & ~(guint32) CUE_MEDIA_ALL_FACTS_FLAGS) == 0 && facts->black <= 1000000 &&
         facts->thumbnail_size <= CUE_MEDIA_MAX_THUMBNAIL && facts->duration_us >= 0;
}

static gboolean
check_values (const CueMediaMessage *message, guint n_fds)
{
  guint    expected_fds = 0;
  gboolean good = FALSE;

  switch (message->type) {
  case CUE_MEDIA_OPEN:
    expected_fds = message->open.kind == CUE_MEDIA_KIND_STREAM ? 0 : 1;
    good = message->open.kind < CUE_MEDIA_N_KINDS &&
           (message->open.flags & ~(guint32) CUE_MEDIA_ALL_FLAGS) == 0 &&
           is_volume (message->open.volume) &&
           is_view (message->open.view_width, message->open.view_height) &&
           message->open.fps <= 240 && message->open.start_us >= 0;
    break;
  case CUE_MEDIA_CONTROL:
    good = (message->control.flags & ~(guint32) CUE_MEDIA_ALL_FLAGS) == 0 &&
           is_volume (message->control.volume) &&
           is_view (message->control.view_width, message->control.view_height);
    break;
  case CUE_MEDIA_SNAPSHOT:
    good = message->snapshot.request != 0;
    break;
  case CUE_MEDIA_BUFFER:
    expected_fds = 1;
    good = message->buffer.size >= 4 && message->buffer.size <= CUE_MEDIA_MAX_BUFFER_SIZE;
    break;
  case CUE_MEDIA_FRAME:
    good = is_frame (&message->frame);
    break;
  case CUE_MEDIA_STATUS:
    good = is_status (&message->status);
    break;
  case CUE_MEDIA_LEVEL:
    good = message->level.channels <= 2 && is_level (message->level.peak[0]) &&
           is_level (message->level.peak[1]) && is_level (message->level.rms[0]) &&
           is_level (message->level.rms[1]);
    break;
  case CUE_MEDIA_TEXT:
    good = message->info.kind < CUE_MEDIA_N_TEXTS;
    break;
  case CUE_MEDIA_FAULT:
    good = message->fault.code < CUE_MEDIA_N_FAULTS && message->fault.http_status <= 999;
    break;
  case CUE_MEDIA_FACTS:
    expected_fds = message->facts.thumbnail_size > 0 ? 1 : 0;
    good = is_facts (&message->facts);
    break;
  case CUE_MEDIA_RELEASE:
  case CUE_MEDIA_DROP:
  case CUE_MEDIA_PING:
  case CUE_MEDIA_PONG:
  case CUE_MEDIA_HELLO:
  case CUE_MEDIA_ENDED:
    good = TRUE;
    break;
  }
  return good && n_fds == expected_fds;
}

static gboolean
is_text (const char *text, gsize size)
{
  if (!g_utf8_validate_len (text, size, NULL))
    return FALSE;
  for (gsize i = 0; i < size; i++) {
    if ((guchar) text[i] < 0x20 || text[i] == 0x7f)
      return FALSE;
  }
  return TRUE;
}

/**
 * cue_media_message_parse:
 * @packet: what arrived; a NUL is written behind a text
 * @size: how many bytes arrived
 * @n_fds: how many descriptors arrived with it
 * @receiver: which side this program is
 * @message: (out caller-allocates): the checked message; its text points into @packet
 *
 * Checks a packet of an untrusted sender: its header, its size, its direction, the number of
 * descriptors and every value. Whatever is wrong with it, the sender is not to be trusted any
 * further, so there is only one kind of error; but a sender of another version may mean well.
 *
 * Returns: whether @message may be used; sets `G_IO_ERROR_NOT_SUPPORTED` when it is of another
 *   version of the protocol, `G_IO_ERROR_INVALID_DATA` otherwise
 */
gboolean
cue_media_message_parse (CueMediaPacket  *packet,
                         gsize            size,
                         guint            n_fds,
                         CueMediaSide     receiver,
                         CueMediaMessage *message,
                         GError         **error)
{
  CueMediaHeader header;
  const Shape   *shape;
  const char    *text;

  memset (message, 0, sizeof *message);
  message->text = "";

  if (size < sizeof header || size > CUE_MEDIA_MAX_MESSAGE) {
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_INVALID_DATA,
                 "a message of %" G_GSIZE_FORMAT " bytes",
                 size);
    return FALSE;
  }
  memcpy (&header, packet->data, sizeof header);
  if (header.magic != CUE_MEDIA_MAGIC) {
    g_set_error_literal (error,
                         G_IO_ERROR,
                         G_IO_ERROR_INVALID_DATA,
                         "a message of another protocol");
    return FALSE;
  }
  if (header.version != CUE_MEDIA_PROTOCOL_VERSION) {
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_NOT_SUPPORTED,
                 "a message of version %u of the protocol instead of %u",
                 header.version,
                 CUE_MEDIA_PROTOCOL_VERSION);
    return FALSE;
  }

  shape = find_shape (header.type);
  if (shape == NULL || shape->receiver != receiver) {
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_INVALID_DATA,
                 "a message of the kind %u",
                 header.type);
    return FALSE;
  }
  if (header.size != size || header.text_size > CUE_MEDIA_MAX_TEXT ||
      size != sizeof header + shape->body + header.text_size ||
      (header.text_size > 0 && shape->text == TEXT_NEVER)) {
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_INVALID_DATA,
                 "a message of the kind %u with %" G_GSIZE_FORMAT " bytes",
                 header.type,
                 size);
    return FALSE;
  }

  message->type = shape->type;
  memcpy (message->body, packet->data + sizeof header, shape->body);
  text = (const char *) packet->data + sizeof header + shape->body;
  if (!is_text (text, header.text_size) || !check_values (message, n_fds)) {
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_INVALID_DATA,
                 "a message of the kind %u with %u descriptors and a value out of range",
                 header.type,
                 n_fds);
    return FALSE;
  }
  packet->data[size] = '\0';
  message->text = text;
  return TRUE;
}

/* Text comes from elsewhere (an address, a library), so it is made to fit rather than refused. */
static gsize
copy_text (char *to, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  gsize            length = strlen (valid);

  if (length > CUE_MEDIA_MAX_TEXT) {
    const char *end = g_utf8_find_prev_char (valid, valid + CUE_MEDIA_MAX_TEXT + 1);

    length = end != NULL ? (gsize) (end - valid) : 0;
  }
  for (gsize i = 0; i < length; i++)
    to[i] = (guchar) valid[i] < 0x20 || valid[i] == 0x7f ? ' ' : valid[i];
  return length;
}

/**
 * cue_media_message_build:
 * @message: what to say
 * @packet: (out caller-allocates): room for it
 *
 * Lays a message out as a packet. A text that is too long is cut, one that is not UTF-8 repaired.
 *
 * Returns: the size of the packet in bytes
 */
gsize
cue_media_message_build (const CueMediaMessage *message, CueMediaPacket *packet)
{
  const Shape   *shape = find_shape (message->type);
  CueMediaHeader header = {
    .magic = CUE_MEDIA_MAGIC,
    .version = CUE_MEDIA_PROTOCOL_VERSION,
    .type = message->type,
  };

  g_assert (shape != NULL); /* our own mistake: the type is a constant at every call */

  memcpy (packet->data + sizeof header, message->body, shape->body);
  if (shape->text == TEXT_ALLOWED && message->text != NULL)
    header.text_size =
      copy_text ((char *) packet->data + sizeof header + shape->body, message->text);
  header.size = sizeof header + shape->body + header.text_size;
  memcpy (packet->data, &header, sizeof header);
  return header.size;
}

/**
 * cue_media_check_memory:
 * @fd: a descriptor from an untrusted process
 * @size: how large it says that it is
 *
 * Whether reading @size bytes of @fd through a mapping can never fail. A file that can be truncated
 * would kill the reader with SIGBUS, so the seals against that must be there, and sealed in turn.
 * Huge pages are refused because touching them fails when there are none left.
 *
 * Returns: whether it may be mapped; sets `G_IO_ERROR_INVALID_DATA` otherwise
 */
gboolean
cue_media_check_memory (int fd, guint64 size, GError **error)
{
  const int     wanted = F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW;
  struct stat   status;
  struct statfs file_system;
  int           seals = fcntl (fd, F_GET_SEALS);

  if (seals < 0 || (seals & wanted) != wanted) {
    g_set_error_literal (error,
                         G_IO_ERROR,
                         G_IO_ERROR_INVALID_DATA,
                         "a buffer that is not sealed shared memory");
    return FALSE;
  }
  if (fstatfs (fd, &file_system) != 0 || file_system.f_type != TMPFS_MAGIC) {
    g_set_error_literal (error,
                         G_IO_ERROR,
                         G_IO_ERROR_INVALID_DATA,
                         "a buffer that is not ordinary memory");
    return FALSE;
  }
  if (fstat (fd, &status) != 0 || status.st_size < 0 || (guint64) status.st_size != size) {
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_INVALID_DATA,
                 "a buffer of another size than the %" G_GUINT64_FORMAT " bytes it should have",
                 size);
    return FALSE;
  }
  return TRUE;
}

/**
 * cue_media_create_memory:
 * @name: shown in /proc, for whoever looks for a leak
 * @size: bytes, more than 0
 * @data: (out): a writable mapping of it, to be unmapped by the caller
 *
 * Makes shared memory that nobody can make larger or smaller any more.
 *
 * Returns: a descriptor that the caller closes, or -1
 */
int
cue_media_create_memory (const char *name, gsize size, guint8 **data, GError **error)
{
  int   fd = memfd_create (name, MFD_CLOEXEC | MFD_ALLOW_SEALING);
  void *mapped = MAP_FAILED;

  if (fd >= 0 && ftruncate (fd, size) == 0 &&
      fcntl (fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) == 0)
    mapped = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (mapped == MAP_FAILED) {
    int saved = errno;

    g_set_error (error,
                 G_IO_ERROR,
                 g_io_error_from_errno (saved),
                 "no shared memory of %" G_GSIZE_FORMAT " bytes: %s",
                 size,
                 g_strerror (saved));
    if (fd >= 0)
      close (fd);
    return -1;
  }
  *data = mapped;
  return fd;
}
