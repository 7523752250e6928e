// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-frame-writer.h"

#include "cue-frame-convert.h"
#include "cue-frame-turn.h"

#include <sys/mman.h>
#include <unistd.h>

/*
 * Turns decoded pictures into frames in shared memory and hands them over.
 *
 * The picture is converted from the decoder's buffer straight into the memory that the console
 * draws from: GstVideoConverter does not care whose memory it writes. An allocator offered to a
 * videoconvert element would do the same with negotiation on top, and would convert pictures that
 * are then thrown away; here a picture without a free buffer costs nothing.
 */

/* One is on screen, one is about to be, one is being written; the rest absorbs a slow main loop. */
#define MAX_FRAME_BUFFERS 6

/* One more is for a picture that somebody asked for. */
#define MAX_ALL_BUFFERS 8

typedef enum {
  BUFFER_FREE,
  BUFFER_WRITING,
  BUFFER_OUT, /* the console has it */
} BufferState;

typedef struct {
  guint32     id;
  BufferState state;
  gsize       size;
  guint8     *data; /* owned mapping */
} Buffer;

struct _CueFrameWriter {
  CueMediaChannel   *channel; /* not owned, outlives this */
  GMutex             lock;    /* pictures come on a streaming thread, messages on the main one */
  GPtrArray         *buffers; /* of Buffer, owned */
  guint32            last_id;
  guint32            foreign_id;  /* up to this one they are of who was here before */
  gsize              wanted_size; /* of a buffer that is worth keeping */
  guint              view_width;
  guint              view_height;
  guint              natural_width; /* of what is written small; 0: as large as what is written */
  guint              natural_height;
  gboolean           visible;
  guint64            written;
  guint64            dropped;
  CueFrameConverter *converter; /* owned, nullable; streaming thread only */
  GstVideoInfo       from;
  GstVideoInfo       to;
};

static void
free_buffer (gpointer data)
{
  Buffer *buffer = data;

  munmap (buffer->data, buffer->size);
  g_free (buffer);
}

CueFrameWriter *
cue_frame_writer_new (CueMediaChannel *channel)
{
  CueFrameWriter *self = g_new0 (CueFrameWriter, 1);

  self->channel = channel;
  self->buffers = g_ptr_array_new_with_free_func (free_buffer);
  self->visible = TRUE;
  g_mutex_init (&self->lock);
  return self;
}

void
cue_frame_writer_free (CueFrameWriter *self)
{
  g_clear_pointer (&self->converter, cue_frame_converter_free);
  g_ptr_array_unref (self->buffers);
  g_mutex_clear (&self->lock);
  g_free (self);
}

void
cue_frame_writer_set_view (CueFrameWriter *self, guint width, guint height)
{
  g_mutex_lock (&self->lock);
  self->view_width = width;
  self->view_height = height;
  g_mutex_unlock (&self->lock);
}

/**
 * cue_frame_writer_set_natural: (skip)
 * @width: in square pixels; 0 for that of what is written
 *
 * What is written from now on was made smaller before. Any thread.
 */
void
cue_frame_writer_set_natural (CueFrameWriter *self, guint width, guint height)
{
  g_mutex_lock (&self->lock);
  self->natural_width = width;
  self->natural_height = height;
  g_mutex_unlock (&self->lock);
}

void
cue_frame_writer_set_visible (CueFrameWriter *self, gboolean visible)
{
  g_mutex_lock (&self->lock);
  self->visible = visible;
  g_mutex_unlock (&self->lock);
}

static void
send_drop (CueFrameWriter *self, guint32 id)
{
  CueMediaMessage message = { .type = CUE_MEDIA_DROP, .buffer_ref = { .buffer = id } };

  cue_media_channel_send (self->channel, &message, -1);
}

/* Call with the lock held. */
static void
drop_buffer (CueFrameWriter *self, guint i)
{
  Buffer *buffer = g_ptr_array_index (self->buffers, i);

  send_drop (self, buffer->id);
  g_ptr_array_remove_index_fast (self->buffers, i);
}

/**
 * cue_frame_writer_hand_on: (skip)
 *
 * Drops the buffers that nobody looks at, before the program becomes another one.
 *
 * Returns: the last name that was given to a buffer
 */
guint32
cue_frame_writer_hand_on (CueFrameWriter *self)
{
  guint32 last_id;

  g_mutex_lock (&self->lock);
  for (guint i = self->buffers->len; i > 0; i--) {
    if (((Buffer *) g_ptr_array_index (self->buffers, i - 1))->state == BUFFER_FREE)
      drop_buffer (self, i - 1);
  }
  last_id = self->last_id;
  g_mutex_unlock (&self->lock);
  return last_id;
}

/**
 * cue_frame_writer_take_over: (skip)
 * @last_buffer: what cue_frame_writer_hand_on() returned
 *
 * Goes on behind it: buffers that are still looked at are dropped when they come back.
 */
void
cue_frame_writer_take_over (CueFrameWriter *self, guint32 last_buffer)
{
  g_mutex_lock (&self->lock);
  self->last_id = last_buffer;
  self->foreign_id = last_buffer;
  g_mutex_unlock (&self->lock);
}

void
cue_frame_writer_release (CueFrameWriter *self, guint32 id)
{
  g_mutex_lock (&self->lock);
  if (id > 0 && id <= self->foreign_id)
    send_drop (self, id);
  for (guint i = 0; i < self->buffers->len; i++) {
    Buffer *buffer = g_ptr_array_index (self->buffers, i);

    if (buffer->id == id && buffer->state == BUFFER_OUT) {
      buffer->state = BUFFER_FREE;
      if (buffer->size != self->wanted_size)
        drop_buffer (self, i);
      break;
    }
  }
  g_mutex_unlock (&self->lock);
}

/* Call with the lock held. */
static Buffer *
create_buffer (CueFrameWriter *self, gsize size)
{
  g_autoptr (GError) error = NULL;
  CueMediaMessage message = { .type = CUE_MEDIA_BUFFER };
  Buffer         *buffer;
  guint8         *data;
  int             fd = cue_media_create_memory ("cuelight-frame", size, &data, &error);

  if (fd < 0) {
    g_warning ("%s", error->message);
    return NULL;
  }
  buffer = g_new0 (Buffer, 1);
  buffer->id = ++self->last_id;
  buffer->size = size;
  buffer->data = data;
  message.buffer.buffer = buffer->id;
  message.buffer.size = size;
  if (!cue_media_channel_send (self->channel, &message, fd)) {
    close (fd);
    free_buffer (buffer);
    return NULL;
  }
  close (fd);
  g_ptr_array_add (self->buffers, buffer);
  return buffer;
}

static Buffer *
take_buffer (CueFrameWriter *self, gsize size, guint limit)
{
  Buffer *found = NULL;

  g_mutex_lock (&self->lock);
  for (guint i = self->buffers->len; i > 0 && found == NULL; i--) {
    Buffer *buffer = g_ptr_array_index (self->buffers, i - 1);

    if (buffer->state == BUFFER_FREE && buffer->size == size)
      found = buffer;
    else if (buffer->state == BUFFER_FREE && buffer->size != self->wanted_size)
      drop_buffer (self, i - 1);
  }
  if (found == NULL && self->buffers->len < limit)
    found = create_buffer (self, size);
  if (found != NULL)
    found->state = BUFFER_WRITING;
  g_mutex_unlock (&self->lock);
  return found;
}

static void
hand_over (CueFrameWriter     *self,
           Buffer             *buffer,
           const GstVideoInfo *to,
           guint               natural_width,
           guint               natural_height,
           guint32             request)
{
  CueMediaMessage message = {
    .type = CUE_MEDIA_FRAME,
    .frame = {
      .buffer = buffer->id,
      .request = request,
      .width = GST_VIDEO_INFO_WIDTH (to),
      .height = GST_VIDEO_INFO_HEIGHT (to),
      .stride = GST_VIDEO_INFO_PLANE_STRIDE (to, 0),
      .natural_width = natural_width,
      .natural_height = natural_height,
    },
  };

  g_mutex_lock (&self->lock);
  message.frame.number = self->written + 1;
  if (cue_media_channel_send (self->channel, &message, -1)) {
    buffer->state = BUFFER_OUT;
    self->written++;
  } else {
    buffer->state = BUFFER_FREE;
    self->dropped++;
  }
  g_mutex_unlock (&self->lock);
}

static void
give_back (CueFrameWriter *self, Buffer *buffer)
{
  g_mutex_lock (&self->lock);
  buffer->state = BUFFER_FREE;
  self->dropped++;
  g_mutex_unlock (&self->lock);
}

static void
swap (guint *a, guint *b)
{
  guint c = *a;

  *a = *b;
  *b = c;
}

/* @to becomes what it is after the turn. */
static gboolean
convert_and_turn (GstVideoFrame *from, GstVideoInfo *to, guint orientation, guint8 *data)
{
  guint              width = GST_VIDEO_INFO_WIDTH (to);
  guint              height = GST_VIDEO_INFO_HEIGHT (to);
  g_autofree guint8 *pixels = NULL;

  if (orientation < 2 || orientation > 8)
    return cue_frame_convert_once (from, to, data);
  pixels = g_try_malloc (GST_VIDEO_INFO_SIZE (to));
  if (pixels == NULL || !cue_frame_convert_once (from, to, pixels))
    return FALSE;
  cue_frame_turn (pixels, width, height, orientation, data);
  return !cue_frame_turn_swaps (orientation) || cue_frame_describe_target (to, height, width);
}

static gboolean
write_once (CueFrameWriter *self,
            GstSample      *sample,
            guint           view_width,
            guint           view_height,
            guint32         request,
            guint           orientation)
{
  GstVideoInfo  from, to;
  GstVideoFrame frame;
  guint         natural_width, natural_height, width, height;
  Buffer       *buffer = NULL;
  gboolean      done = FALSE;

  if (!cue_frame_map_sample (sample, &from, &frame))
    return FALSE;
  cue_frame_measure_natural (&from, &natural_width, &natural_height);
  if (cue_frame_turn_swaps (orientation))
    swap (&view_width, &view_height);
  width = natural_width;
  height = natural_height;
  cue_frame_fit (view_width, view_height, &width, &height);
  if (cue_frame_describe_target (&to, width, height))
    buffer = take_buffer (self, GST_VIDEO_INFO_SIZE (&to), MAX_ALL_BUFFERS);
  if (buffer != NULL)
    done = convert_and_turn (&frame, &to, orientation, buffer->data);
  if (cue_frame_turn_swaps (orientation))
    swap (&natural_width, &natural_height);
  if (done)
    hand_over (self, buffer, &to, natural_width, natural_height, request);
  else if (buffer != NULL)
    give_back (self, buffer);
  gst_video_frame_unmap (&frame);
  return done;
}

/**
 * cue_frame_writer_write: (skip)
 * @sample: a decoded picture
 *
 * Hands a picture over for display, at the size of the view. Streaming thread; always the same.
 *
 * Returns: whether it was handed over; it is not when nobody looks or no buffer is free
 */
gboolean
cue_frame_writer_write (CueFrameWriter *self, GstSample *sample)
{
  GstVideoInfo  from, to;
  GstVideoFrame frame;
  guint         natural_width, natural_height, width, height, view_width, view_height;
  gboolean      visible;
  Buffer       *buffer;

  g_mutex_lock (&self->lock);
  visible = self->visible;
  view_width = self->view_width;
  view_height = self->view_height;
  g_mutex_unlock (&self->lock);
  if (!visible || !cue_frame_map_sample (sample, &from, &frame))
    return FALSE;

  cue_frame_measure_natural (&from, &natural_width, &natural_height);
  width = natural_width;
  height = natural_height;
  cue_frame_fit (view_width, view_height, &width, &height);
  if (!cue_frame_describe_target (&to, width, height)) {
    gst_video_frame_unmap (&frame);
    return FALSE;
  }

  g_mutex_lock (&self->lock);
  if (self->natural_width > 0 && self->natural_height > 0) {
    natural_width = self->natural_width;
    natural_height = self->natural_height;
  }
  self->wanted_size = GST_VIDEO_INFO_SIZE (&to);
  g_mutex_unlock (&self->lock);
  buffer = take_buffer (self, GST_VIDEO_INFO_SIZE (&to), MAX_FRAME_BUFFERS);
  if (buffer == NULL) {
    g_mutex_lock (&self->lock);
    self->dropped++;
    g_mutex_unlock (&self->lock);
    gst_video_frame_unmap (&frame);
    return FALSE;
  }

  if (self->converter == NULL || !gst_video_info_is_equal (&from, &self->from) ||
      !gst_video_info_is_equal (&to, &self->to)) {
    g_clear_pointer (&self->converter, cue_frame_converter_free);
    self->converter = cue_frame_converter_new (&from, &to);
    self->from = from;
    self->to = to;
  }
  if (self->converter != NULL &&
      cue_frame_converter_convert (self->converter, &frame, buffer->data))
    hand_over (self, buffer, &to, natural_width, natural_height, 0);
  else
    give_back (self, buffer);
  gst_video_frame_unmap (&frame);
  return TRUE;
}

/**
 * cue_frame_writer_write_full: (skip)
 * @request: the snapshot that asked
 *
 * Hands a picture over at its full size, whatever the view. Any thread; it is rare, so nothing is
 * kept for the next time.
 *
 * Returns: whether it was handed over
 */
gboolean
cue_frame_writer_write_full (CueFrameWriter *self, GstSample *sample, guint32 request)
{
  return write_once (self, sample, 0, 0, request, 1);
}

/**
 * cue_frame_writer_write_image: (skip)
 * @orientation: 1 to 8, as Exif counts: how it has to be turned
 *
 * Hands the only picture of an image over, at the size of the view. An image may be transparent,
 * and what is drawn from must then be premultiplied.
 *
 * Returns: whether it was handed over
 */
gboolean
cue_frame_writer_write_image (CueFrameWriter *self, GstSample *sample, guint orientation)
{
  return write_once (self, sample, self->view_width, self->view_height, 0, orientation);
}

guint64
cue_frame_writer_get_dropped (CueFrameWriter *self)
{
  guint64 dropped;

  g_mutex_lock (&self->lock);
  dropped = self->dropped;
  g_mutex_unlock (&self->lock);
  return dropped;
}
