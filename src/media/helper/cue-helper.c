// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-helper.h"

#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/**
 * cue_helper_send_fault: (skip)
 *
 * Says that it cannot go on. The console decides what to do about it, which is to end this process.
 */
void
cue_helper_send_fault (CueMediaChannel  *channel,
                       CueMediaFaultCode code,
                       guint             http_status,
                       const char       *detail)
{
  CueMediaMessage message = {
    .type = CUE_MEDIA_FAULT,
    .fault = { .code = code, .http_status = http_status <= 999 ? http_status : 0 },
    .text = detail,
  };

  cue_media_channel_send (channel, &message, -1);
}

void
cue_helper_send_text (CueMediaChannel *channel, CueMediaTextKind kind, const char *text)
{
  CueMediaMessage message = { .type = CUE_MEDIA_TEXT, .info = { .kind = kind }, .text = text };

  cue_media_channel_send (channel, &message, -1);
}

static gboolean
is_in_audio_sink (GstObject *object)
{
  for (; object != NULL; object = GST_OBJECT_PARENT (object)) {
    if (GST_IS_ELEMENT (object) && GST_OBJECT_FLAG_IS_SET (object, GST_ELEMENT_FLAG_SINK) &&
        !GST_IS_PIPELINE (object)) {
      const char *class =
        gst_element_class_get_metadata (GST_ELEMENT_GET_CLASS (object), GST_ELEMENT_METADATA_KLASS);

      if (class != NULL && g_strrstr (class, "Audio") != NULL)
        return TRUE;
    }
  }
  return FALSE;
}

static CueMediaFaultCode
classify_error (const GError *error, const char *debug, guint http_status, GstObject *source)
{
  if (is_in_audio_sink (source))
    return CUE_MEDIA_FAULT_AUDIO_DEVICE;
  if (debug != NULL && strstr (debug, "Could not update playlist") != NULL)
    return CUE_MEDIA_FAULT_PLAYLIST; /* all that hlsdemux and hlsdemux2 say about it */
  if (http_status >= 400)
    return CUE_MEDIA_FAULT_HTTP;
  if (g_error_matches (error, GST_CORE_ERROR, GST_CORE_ERROR_MISSING_PLUGIN) ||
      g_error_matches (error, GST_STREAM_ERROR, GST_STREAM_ERROR_CODEC_NOT_FOUND))
    return CUE_MEDIA_FAULT_MISSING_DECODER;
  /* A refused connection, an unknown host and bad TLS are all "internal" errors of the source. */
  if (error->domain == GST_RESOURCE_ERROR ||
      GST_OBJECT_FLAG_IS_SET (source, GST_ELEMENT_FLAG_SOURCE))
    return CUE_MEDIA_FAULT_UNREACHABLE;
  if (g_error_matches (error, GST_STREAM_ERROR, GST_STREAM_ERROR_TOO_LAZY))
    return CUE_MEDIA_FAULT_TOO_LARGE; /* what cue-bytes-pipeline.c says of too many pixels */
  if (error->domain == GST_STREAM_ERROR && error->code != GST_STREAM_ERROR_FAILED)
    return CUE_MEDIA_FAULT_FORMAT;
  return CUE_MEDIA_FAULT_STREAM;
}

/* hlsdemux puts the status of a playlist only into the text for programmers:
 * "Forbidden (403), URL: http://…". */
static guint
find_http_status (const char *debug)
{
  const char *at = debug != NULL ? strstr (debug, "), URL: ") : NULL;
  guint       status;

  if (at == NULL || at - debug < 4 || at[-4] != '(')
    return 0;
  status = (guint) g_ascii_strtoull (at - 3, NULL, 10);
  return status >= 100 && status <= 999 ? status : 0;
}

/**
 * cue_helper_send_error_message: (skip)
 * @message: an ERROR of a pipeline
 * @http_status: of the last answer that was no success, or 0; used when the message has none
 *
 * The first of several is the one that explains: the later ones only say that streaming stopped.
 */
void
cue_helper_send_error_message (CueMediaChannel *channel, GstMessage *message, guint http_status)
{
  g_autoptr (GError) error = NULL;
  g_autofree char    *debug = NULL;
  const GstStructure *details = NULL;
  guint               own_status = 0;

  gst_message_parse_error (message, &error, &debug);
  gst_message_parse_error_details (message, &details);
  if (details != NULL)
    gst_structure_get_uint (details, "http-status-code", &own_status);
  if (own_status == 0)
    own_status = find_http_status (debug);
  if (own_status >= 400)
    http_status = own_status;
  cue_helper_send_fault (channel,
                         classify_error (error, debug, http_status, GST_MESSAGE_SRC (message)),
                         http_status,
                         error->message);
}

/**
 * cue_helper_classify_message: (skip)
 * @message: an ERROR of a pipeline that opens no address
 *
 * Returns: what kind of fault it is
 */
CueMediaFaultCode
cue_helper_classify_message (GstMessage *message)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *debug = NULL;

  gst_message_parse_error (message, &error, &debug);
  return classify_error (error, debug, 0, GST_MESSAGE_SRC (message));
}

static void
limit (int resource, rlim_t value)
{
  struct rlimit rlimit = { value, value };

  setrlimit (resource, &rlimit);
}

/**
 * cue_helper_confine: (skip)
 * @kind: what this process will do
 *
 * Takes from the process what decoding does not need. A stream may grow with its resolution and its
 * sound server; a picture of bounded size has a known need, so it gets no more.
 */
void
cue_helper_confine (CueMediaKind kind)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  prctl (PR_SET_DUMPABLE, 0);
  prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  umask (077);
  if (chdir ("/") != 0)
    g_debug ("no way to the root folder");

  limit (RLIMIT_CORE, 0);
  limit (RLIMIT_NOFILE, 512);
#ifndef __SANITIZE_ADDRESS__ /* its shadow memory alone is terabytes */
  if (kind != CUE_MEDIA_KIND_STREAM)
    limit (RLIMIT_AS, (rlim_t) 3 << 30);
#endif
  if (kind == CUE_MEDIA_KIND_IMAGE || kind == CUE_MEDIA_KIND_PROBE_IMAGE)
    limit (RLIMIT_CPU, 10);
  if (kind == CUE_MEDIA_KIND_PROBE_VIDEO || kind == CUE_MEDIA_KIND_PROBE_SEGMENT)
    limit (RLIMIT_CPU, 30);
}

/* Whatever puts a pipeline together by itself will not take this element. */
void
cue_helper_forbid (const char *element)
{
  g_autoptr (GstPluginFeature) feature = gst_registry_lookup_feature (gst_registry_get (), element);

  if (feature != NULL)
    gst_plugin_feature_set_rank (feature, GST_RANK_NONE);
}

/**
 * cue_helper_set_up_decoder: (skip)
 * @decoder: a decoder of pictures, before it gets any
 *
 * Has libav decode into memory of its own. When it decodes into that of the next element, its
 * threads can replace the pool of pictures while the element chooses it, and a picture whose width
 * is not a multiple of 16, as 540 × 960 is, then ends the process: "video meta uses 544x960 instead
 * of 540x960" with 1.26, a failed assertion with 1.22. With memory of its own that is never looked
 * at, and the copy costs nothing that could be measured with 720p.
 */
void
cue_helper_set_up_decoder (GstElement *decoder)
{
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (decoder), "direct-rendering") != NULL)
    g_object_set (decoder, "direct-rendering", FALSE, NULL);
}

/* A playlist may name any address it likes, `file:///home/…` included. Only the web is left to it,
 * and nothing at all to an image or a clip, whose bytes are all there is. */
static void
leave_only_the_web (CueMediaKind kind)
{
  static const char *const plugins[] = { "app", "coreelements", "gio" };
  GstRegistry             *registry = gst_registry_get ();
  GList                   *factories;

  /* A plugin registers its elements again when it is loaded. These will be, so it is done now; the
   * others are loaded only for the sake of the elements that are taken away. */
  for (gsize i = 0; i < G_N_ELEMENTS (plugins); i++) {
    GstPlugin *plugin = gst_plugin_load_by_name (plugins[i]);

    gst_clear_object (&plugin);
  }
  factories = gst_registry_get_feature_list (registry, GST_TYPE_ELEMENT_FACTORY);
  for (GList *l = factories; l != NULL; l = l->next) {
    GstElementFactory *factory = l->data;
    gboolean           is_web = g_strcmp0 (GST_OBJECT_NAME (factory), "souphttpsrc") == 0;

    if (gst_element_factory_get_uri_type (factory) == GST_URI_SRC &&
        !(is_web && kind == CUE_MEDIA_KIND_STREAM))
      gst_registry_remove_feature (registry, l->data);
  }
  gst_plugin_feature_list_free (factories);
}

/**
 * cue_helper_limit_elements: (skip)
 * @kind: what this process will do
 *
 * Takes away the elements that nobody here needs and somebody could abuse, or fall into: some sinks
 * load GTK 3 and lock up, and autovideosink finds them.
 */
void
cue_helper_limit_elements (CueMediaKind kind)
{
  leave_only_the_web (kind);
  cue_helper_forbid ("gtkwaylandsink");
  cue_helper_forbid ("gtksink");
  cue_helper_forbid ("gtkglsink");
  cue_helper_forbid ("gtk4paintablesink");
  cue_helper_forbid ("autovideosink");
}
