// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-mp4-clock.h"

/*
 * hlsdemux gives each fragment a time that follows from the playlist, near 0 for the first one, and
 * trusts what comes out to agree. That holds for MPEG-TS. Fragmented MP4 says in each fragment how
 * long its encoder has been running: the first picture would be shown after as long a wait, and
 * behind a restart of the encoder all of them would be too late. So what the two differ by is found
 * out at each break, and added to everything up to the next one.
 */

/* A shorter difference is how the tracks of a fragment begin, and means something. */
#define TOLERANCE ((gint64) GST_SECOND)

/* Streaming thread: what goes into a qtdemux comes out of it in the same thread. */
typedef struct {
  GstClockTime break_time; /* of the break that was let in last, as hlsdemux counts; or NONE */
  gint64       shift;      /* ns, added to what comes out */
} Mp4Clock;

static GstPadProbeReturn
on_buffer_in (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  Mp4Clock  *self = user_data;
  GstBuffer *buffer = GST_PAD_PROBE_INFO_BUFFER (info);

  if (GST_BUFFER_FLAG_IS_SET (buffer, GST_BUFFER_FLAG_DISCONT) && GST_BUFFER_PTS_IS_VALID (buffer))
    self->break_time = GST_BUFFER_PTS (buffer);
  return GST_PAD_PROBE_OK;
}

static void
add (GstClockTime *time, gint64 shift)
{
  if (GST_CLOCK_TIME_IS_VALID (*time))
    *time = shift < 0 && *time < (guint64) -shift ? 0 : *time + (guint64) shift;
}

static GstPadProbeReturn
on_buffer_out (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  Mp4Clock  *self = user_data;
  GstBuffer *buffer = GST_PAD_PROBE_INFO_BUFFER (info);

  /* All tracks share one time line, so what is found for the first counts for the others. */
  if (GST_CLOCK_TIME_IS_VALID (self->break_time) &&
      GST_BUFFER_FLAG_IS_SET (buffer, GST_BUFFER_FLAG_DISCONT) &&
      GST_CLOCK_TIME_IS_VALID (GST_BUFFER_DTS_OR_PTS (buffer))) {
    self->shift = (gint64) self->break_time - (gint64) GST_BUFFER_DTS_OR_PTS (buffer);
    if (ABS (self->shift) < TOLERANCE)
      self->shift = 0;
    self->break_time = GST_CLOCK_TIME_NONE;
  }
  if (self->shift == 0)
    return GST_PAD_PROBE_OK;
  buffer = gst_buffer_make_writable (buffer);
  add (&GST_BUFFER_PTS (buffer), self->shift);
  add (&GST_BUFFER_DTS (buffer), self->shift);
  GST_PAD_PROBE_INFO_DATA (info) = buffer;
  return GST_PAD_PROBE_OK;
}

static void
on_pad_added (GstElement *element, GstPad *pad, gpointer user_data)
{
  if (GST_PAD_IS_SRC (pad))
    gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, on_buffer_out, user_data, NULL);
}

/**
 * cue_mp4_clock_attach: (skip)
 * @qtdemux: behind hlsdemux, before it gets any data
 */
void
cue_mp4_clock_attach (GstElement *qtdemux)
{
  Mp4Clock *self = g_new0 (Mp4Clock, 1);
  g_autoptr (GstPad) sink = gst_element_get_static_pad (qtdemux, "sink");

  self->break_time = GST_CLOCK_TIME_NONE;
  g_object_set_data_full (G_OBJECT (qtdemux), "cue-mp4-clock", self, g_free);
  if (sink != NULL)
    gst_pad_add_probe (sink, GST_PAD_PROBE_TYPE_BUFFER, on_buffer_in, self, NULL);
  g_signal_connect (qtdemux, "pad-added", G_CALLBACK (on_pad_added), self);
}
