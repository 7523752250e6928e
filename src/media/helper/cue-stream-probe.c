// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-stream-probe.h"

#include "cue-fragment-trail.h"
#include "cue-helper.h"
#include "cue-mp4-clock.h"

#include <gst/pbutils/pbutils.h>
#include <stdatomic.h>
#include <string.h>

/* A server that takes a connection and says nothing is given up after so many seconds. */
#define SILENCE_S 5

struct _CueStreamProbe {
  CueMediaChannel  *channel; /* not owned */
  GstElement       *playbin; /* not owned */
  atomic_ullong     source_bytes;
  atomic_ullong     demuxed_bytes;
  atomic_ullong     bandwidth;
  GWeakRef          demuxer; /* the newest hlsdemux or hlsdemux2 */
  GMutex            lock;
  char             *told[CUE_MEDIA_N_TEXTS]; /* owned, nullable, under the lock */
  char             *missing;                 /* owned, nullable; main thread */
  CueFragmentTrail *trail;                   /* owned; main thread */
  guint             http_status;             /* main thread */
  gboolean          is_text;                 /* main thread: what came is no media at all */
};

static gboolean
is_factory (GstElement *element, const char *name)
{
  GstElementFactory *factory = gst_element_get_factory (element);

  return factory != NULL && g_strcmp0 (GST_OBJECT_NAME (factory), name) == 0;
}

static GstPadProbeReturn
on_bytes (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  atomic_ullong *counter = user_data;

  if ((info->type & GST_PAD_PROBE_TYPE_BUFFER) != 0)
    atomic_fetch_add (counter, gst_buffer_get_size (GST_PAD_PROBE_INFO_BUFFER (info)));
  else if ((info->type & GST_PAD_PROBE_TYPE_BUFFER_LIST) != 0)
    atomic_fetch_add (counter,
                      gst_buffer_list_calculate_size (GST_PAD_PROBE_INFO_BUFFER_LIST (info)));
  return GST_PAD_PROBE_OK;
}

static void
count_bytes (GstPad *pad, atomic_ullong *counter)
{
  gst_pad_add_probe (pad,
                     GST_PAD_PROBE_TYPE_BUFFER | GST_PAD_PROBE_TYPE_BUFFER_LIST,
                     on_bytes,
                     counter,
                     NULL);
}

/* By way of the bus, so that it arrives between the fragment before and the one that it is about.
 */
static GstPadProbeReturn
on_demuxed (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  GstBuffer *buffer = GST_PAD_PROBE_INFO_BUFFER (info);
  g_autoptr (GstElement) demuxer = gst_pad_get_parent_element (pad);

  if (demuxer != NULL && GST_BUFFER_FLAG_IS_SET (buffer, GST_BUFFER_FLAG_DISCONT) &&
      GST_BUFFER_PTS_IS_VALID (buffer))
    gst_element_post_message (demuxer,
                              gst_message_new_element (GST_OBJECT (demuxer),
                                                       gst_structure_new (CUE_STREAM_PROBE_BREAK,
                                                                          "time",
                                                                          G_TYPE_UINT64,
                                                                          GST_BUFFER_PTS (buffer),
                                                                          NULL)));
  return GST_PAD_PROBE_OK;
}

static void
on_demuxer_pad_added (GstElement *element, GstPad *pad, gpointer user_data)
{
  CueStreamProbe *self = user_data;

  if (!GST_PAD_IS_SRC (pad))
    return;
  count_bytes (pad, &self->demuxed_bytes);
  if (is_factory (element, "hlsdemux"))
    gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, on_demuxed, NULL, NULL);
}

/* In kbit/s. Rounded up, so that the variant which has exactly this bandwidth is within the limit.
 */
static guint
get_kilobits (CueStreamProbe *self)
{
  return (guint) MIN ((atomic_load (&self->bandwidth) + 999) / 1000, 4294967);
}

static void
apply_bandwidth (CueStreamProbe *self, GstElement *demuxer)
{
  if (is_factory (demuxer, "hlsdemux"))
    g_object_set (demuxer, "connection-speed", get_kilobits (self), NULL);
  else
    g_object_set (demuxer, "connection-bitrate", get_kilobits (self) * 1000, NULL);
}

static void
set_up_source (CueStreamProbe *self, GstElement *source)
{
  g_autoptr (GstPad) pad = gst_element_get_static_pad (source, "src");

  g_object_set (source, "timeout", SILENCE_S, "retries", 0, "user-agent", "Cuelight", NULL);
  if (pad != NULL)
    count_bytes (pad, &self->source_bytes);
}

static gboolean
is_video_decoder (GstElement *element)
{
  const char *class =
    gst_element_class_get_metadata (GST_ELEMENT_GET_CLASS (element), GST_ELEMENT_METADATA_KLASS);

  return class != NULL && g_strrstr (class, "Decoder") != NULL &&
         g_strrstr (class, "Video") != NULL && !GST_IS_BIN (element);
}

static void
tell_decoder (CueStreamProbe *self, GstElement *decoder)
{
  GstElementFactory *factory = gst_element_get_factory (decoder);
  g_autofree char   *text = NULL;

  if (factory == NULL)
    return;
  text = g_strdup_printf ("%s (%s)",
                          gst_element_class_get_metadata (GST_ELEMENT_GET_CLASS (decoder),
                                                          GST_ELEMENT_METADATA_LONGNAME),
                          GST_OBJECT_NAME (factory));
  cue_stream_probe_tell (self, CUE_MEDIA_TEXT_DECODER, text);
}

static gboolean
is_under_legacy_demuxer (CueStreamProbe *self)
{
  g_autoptr (GstElement) demuxer = g_weak_ref_get (&self->demuxer);

  return demuxer != NULL && is_factory (demuxer, "hlsdemux");
}

/* Any thread. */
static void
on_element_added (GstBin *bin, GstBin *sub_bin, GstElement *element, gpointer user_data)
{
  CueStreamProbe *self = user_data;

  if (is_factory (element, "souphttpsrc")) {
    set_up_source (self, element);
  } else if (is_factory (element, "hlsdemux") || is_factory (element, "hlsdemux2")) {
    g_weak_ref_set (&self->demuxer, element);
    apply_bandwidth (self, element);
    g_signal_connect (element, "pad-added", G_CALLBACK (on_demuxer_pad_added), self);
  } else if (is_factory (element, "qtdemux") && is_under_legacy_demuxer (self)) {
    cue_mp4_clock_attach (element);
  } else if (is_video_decoder (element)) {
    cue_helper_set_up_decoder (element);
    tell_decoder (self, element);
  }
}

CueStreamProbe *
cue_stream_probe_new (CueMediaChannel *channel, GstElement *playbin)
{
  CueStreamProbe *self = g_new0 (CueStreamProbe, 1);

  self->channel = channel;
  self->playbin = playbin;
  g_weak_ref_init (&self->demuxer, NULL);
  self->trail = cue_fragment_trail_new ();
  g_mutex_init (&self->lock);
  g_signal_connect (playbin, "deep-element-added", G_CALLBACK (on_element_added), self);
  return self;
}

void
cue_stream_probe_free (CueStreamProbe *self)
{
  for (guint i = 0; i < CUE_MEDIA_N_TEXTS; i++)
    g_free (self->told[i]);
  g_free (self->missing);
  cue_fragment_trail_free (self->trail);
  g_weak_ref_clear (&self->demuxer);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/**
 * cue_stream_probe_set_bandwidth: (skip)
 * @bits_per_second: BANDWIDTH of the variant to play, or 0 to adapt to the network
 *
 * With a given speed the demuxer takes the best variant that is not above it, and stays with it.
 */
void
cue_stream_probe_set_bandwidth (CueStreamProbe *self, guint64 bits_per_second)
{
  g_autoptr (GstElement) demuxer = NULL;

  if (atomic_exchange (&self->bandwidth, bits_per_second) == bits_per_second)
    return;
  /* playbin hands it on to the demuxers that it is going to create, over whatever they have. */
  g_object_set (self->playbin, "connection-speed", (guint64) get_kilobits (self), NULL);
  demuxer = g_weak_ref_get (&self->demuxer);
  if (demuxer != NULL)
    apply_bandwidth (self, demuxer);
}

/**
 * cue_stream_probe_tell: (skip)
 *
 * Tells the console, unless it was told the same before: tags repeat with every fragment. Any
 * thread.
 */
void
cue_stream_probe_tell (CueStreamProbe *self, CueMediaTextKind kind, const char *text)
{
  gboolean is_new;

  g_mutex_lock (&self->lock);
  is_new = g_strcmp0 (self->told[kind], text) != 0;
  if (is_new) {
    g_free (self->told[kind]);
    self->told[kind] = g_strdup (text);
  }
  g_mutex_unlock (&self->lock);
  if (is_new)
    cue_helper_send_text (self->channel, kind, text);
}

/**
 * cue_stream_probe_take_statistics: (skip)
 * @structure: posted by hlsdemux for each thing that it downloaded
 *
 * With the time of a fragment in the playlist the position becomes a time of day. The newer demuxer
 * posts one such message, without a fragment.
 */
void
cue_stream_probe_take_statistics (CueStreamProbe *self, const GstStructure *structure)
{
  const char *uri = gst_structure_get_string (structure, "uri");

  if (uri == NULL || !gst_structure_has_field (structure, "fragment-start-time"))
    return;
  cue_fragment_trail_add (self->trail, uri);
  cue_stream_probe_follow (self, 0); /* the first one is told at once */
}

void
cue_stream_probe_take_break (CueStreamProbe *self, const GstStructure *structure)
{
  guint64 time;

  if (gst_structure_get_uint64 (structure, "time", &time))
    cue_fragment_trail_break (self->trail, (gint64) (time / GST_USECOND));
}

/**
 * cue_stream_probe_follow: (skip)
 * @position_us: of what is shown, since the first picture; -1 when it is not known
 *
 * Tells the console from which fragment the position is to be counted, when that has changed.
 *
 * Returns: the position at which that fragment begins
 */
gint64
cue_stream_probe_follow (CueStreamProbe *self, gint64 position_us)
{
  const char *uri = cue_fragment_trail_follow (self->trail, position_us);

  if (uri != NULL)
    cue_stream_probe_tell (self, CUE_MEDIA_TEXT_FIRST_FRAGMENT, uri);
  return cue_fragment_trail_get_start (self->trail);
}

/**
 * cue_stream_probe_take_headers: (skip)
 * @structure: posted by souphttpsrc for each answer that it gets
 *
 * Remembers that a part of the stream was refused, until one was not. The pipeline itself goes on
 * after a refused part as if nothing had happened, until there is nothing left to play.
 */
void
cue_stream_probe_take_headers (CueStreamProbe *self, const GstStructure *structure)
{
  guint status = 0;

  if (gst_structure_get_uint (structure, "http-status-code", &status))
    self->http_status = status >= 400 && status <= 999 ? status : 0;
}

void
cue_stream_probe_take_missing (CueStreamProbe *self, GstMessage *message)
{
  g_autofree char *detail = gst_missing_plugin_message_get_installer_detail (message);

  /* A sign-in page is not a video for which a decoder could be installed. */
  if (detail != NULL && strstr (detail, "decoder-text/") != NULL)
    self->is_text = TRUE;
  g_free (self->missing);
  self->missing = gst_missing_plugin_message_get_description (message);
}

guint
cue_stream_probe_get_http_status (CueStreamProbe *self)
{
  return self->http_status;
}

/* What has come from the network, by whichever way the player in use lets us count it. */
guint64
cue_stream_probe_get_bytes (CueStreamProbe *self)
{
  return MAX (atomic_load (&self->source_bytes), atomic_load (&self->demuxed_bytes));
}

gboolean
cue_stream_probe_is_text (CueStreamProbe *self)
{
  return self->is_text;
}

const char *
cue_stream_probe_get_missing (CueStreamProbe *self)
{
  return self->missing;
}
