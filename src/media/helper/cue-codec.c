// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-codec.h"

struct _CueCodec {
  GstElement *element; /* owned */
  GstPad     *source;  /* owned; what goes in */
  GstPad     *sink;    /* owned; what comes out */
  GstBuffer  *result;  /* owned, nullable */
};

static GQuark
get_quark (void)
{
  return g_quark_from_static_string ("cue-codec");
}

static GstFlowReturn
take_result (GstPad *pad, GstObject *parent, GstBuffer *buffer)
{
  CueCodec *self = g_object_get_qdata (G_OBJECT (pad), get_quark ());

  gst_clear_buffer (&self->result);
  self->result = buffer;
  return GST_FLOW_OK;
}

static gboolean
link_up (CueCodec *self)
{
  g_autoptr (GstPad) in = gst_element_get_static_pad (self->element, "sink");
  g_autoptr (GstPad) out = gst_element_get_static_pad (self->element, "src");

  return in != NULL && out != NULL && gst_pad_link (self->source, in) == GST_PAD_LINK_OK &&
         gst_pad_link (out, self->sink) == GST_PAD_LINK_OK;
}

static gboolean
begin (CueCodec *self, GstCaps *caps)
{
  GstSegment segment;

  gst_segment_init (&segment, GST_FORMAT_TIME);
  return gst_pad_push_event (self->source, gst_event_new_stream_start ("cuelight")) &&
         gst_pad_push_event (self->source, gst_event_new_caps (caps)) &&
         gst_pad_push_event (self->source, gst_event_new_segment (&segment));
}

/**
 * cue_codec_new: (skip)
 * @element: its name
 * @caps: of what goes in
 *
 * Returns: (transfer full) (nullable): one that is ready, or %NULL when it is not installed or does
 *   not take this
 */
CueCodec *
cue_codec_new (const char *element, GstCaps *caps)
{
  CueCodec   *self;
  GstElement *made = gst_element_factory_make (element, NULL);

  if (made == NULL)
    return NULL;
  self = g_new0 (CueCodec, 1);
  self->element = gst_object_ref_sink (made);
  self->source = gst_object_ref_sink (gst_pad_new ("in", GST_PAD_SRC));
  self->sink = gst_object_ref_sink (gst_pad_new ("out", GST_PAD_SINK));
  g_object_set_qdata (G_OBJECT (self->sink), get_quark (), self);
  gst_pad_set_chain_function (self->sink, take_result);
  gst_pad_set_active (self->source, TRUE);
  gst_pad_set_active (self->sink, TRUE);
  if (!link_up (self) ||
      gst_element_set_state (self->element, GST_STATE_PLAYING) == GST_STATE_CHANGE_FAILURE ||
      !begin (self, caps))
    g_clear_pointer (&self, cue_codec_free);
  return self;
}

void
cue_codec_free (CueCodec *self)
{
  gst_pad_set_active (self->source, FALSE);
  gst_element_set_state (self->element, GST_STATE_NULL);
  gst_pad_set_active (self->sink, FALSE);
  gst_clear_object (&self->element);
  gst_clear_object (&self->source);
  gst_clear_object (&self->sink);
  gst_clear_buffer (&self->result);
  g_free (self);
}

/**
 * cue_codec_set: (skip)
 * @property: of the element; one that it does not have is passed over
 *
 * Sets a number.
 */
void
cue_codec_set (CueCodec *self, const char *property, int value)
{
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (self->element), property) != NULL)
    g_object_set (self->element, property, value, NULL);
}

/**
 * cue_codec_run: (skip)
 * @buffer: (transfer none): what goes in
 *
 * Returns: (transfer full) (nullable): what came out of it, with its caps
 */
GstSample *
cue_codec_run (CueCodec *self, GstBuffer *buffer)
{
  g_autoptr (GstCaps) caps = NULL;
  GstSample *sample = NULL;

  gst_clear_buffer (&self->result);
  if (gst_pad_push (self->source, gst_buffer_ref (buffer)) != GST_FLOW_OK || self->result == NULL)
    return NULL;
  caps = gst_pad_get_current_caps (self->sink);
  if (caps != NULL)
    sample = gst_sample_new (self->result, caps, NULL, NULL);
  gst_clear_buffer (&self->result);
  return sample;
}
