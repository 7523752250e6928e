// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-bytes-pipeline.h"
#include "cue-helper.h"
#include "cue-image-data.h"
#include "cue-image-scan.h"

/* Decodes one image, hands it over, and waits for the console to end the process. */
typedef struct {
  CueDecoder       parent;
  CueMediaChannel *channel;  /* not owned */
  CueFrameWriter  *writer;   /* not owned */
  GstElement      *pipeline; /* owned, nullable: it was refused before */
  guint            bus_watch;
  guint            orientation;
  gboolean         over;
  gboolean         answered; /* streaming thread */
} ImageDecoder;

static void
on_sample (GstSample *sample, gpointer user_data)
{
  ImageDecoder *self = user_data;

  if (self->answered)
    return;
  self->answered = TRUE;
  if (sample == NULL)
    cue_helper_send_fault (self->channel, CUE_MEDIA_FAULT_FORMAT, 0, "no picture in the image");
  else if (!cue_frame_writer_write_image (self->writer, sample, self->orientation))
    cue_helper_send_fault (self->channel, CUE_MEDIA_FAULT_TOO_LARGE, 0, "no memory for the image");
}

static gboolean
on_bus_message (GstBus *bus, GstMessage *message, gpointer user_data)
{
  ImageDecoder *self = user_data;

  if (self->over)
    return G_SOURCE_CONTINUE;
  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR) {
    self->over = TRUE;
    cue_helper_send_error_message (self->channel, message, 0);
  } else if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS) {
    self->over = TRUE;
  }
  return G_SOURCE_CONTINUE;
}

static void
apply_control (CueDecoder *decoder, const CueMediaControl *control)
{
}

static void
free_decoder (CueDecoder *decoder)
{
  ImageDecoder *self = (ImageDecoder *) decoder;

  g_clear_handle_id (&self->bus_watch, g_source_remove);
  if (self->pipeline != NULL)
    gst_element_set_state (self->pipeline, GST_STATE_NULL);
  gst_clear_object (&self->pipeline);
  g_free (self);
}

CueDecoder *
cue_image_decoder_new (CueMediaChannel    *channel,
                       CueFrameWriter     *writer,
                       const CueMediaOpen *open,
                       GBytes             *bytes)
{
  ImageDecoder *self = g_new0 (ImageDecoder, 1);
  g_autoptr (GBytes) still = NULL;
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GstBus) bus = NULL;
  CueImageScan  scan;
  gsize         size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  self->parent.control = apply_control;
  self->parent.free = free_decoder;
  self->channel = channel;
  self->writer = writer;
  cue_image_scan (data, size, &scan);
  if (cue_image_scan_is_too_large (&scan)) {
    cue_helper_send_fault (channel, CUE_MEDIA_FAULT_TOO_LARGE, 0, "too many pixels");
    return &self->parent;
  }
  self->orientation = scan.orientation;
  still = cue_image_extract_first (bytes);
  first = cue_image_data_keep_alpha (still);
  self->pipeline = cue_bytes_pipeline_new (first, CUE_MEDIA_KIND_IMAGE, on_sample, self);
  bus = gst_element_get_bus (self->pipeline);
  self->bus_watch = gst_bus_add_watch (bus, on_bus_message, self);
  gst_element_set_state (self->pipeline, GST_STATE_PAUSED);
  return &self->parent;
}
