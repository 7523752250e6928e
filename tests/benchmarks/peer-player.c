// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * The least a GTK program that shows a stream can be: playbin, an appsink and a GtkPicture, all in
 * one process. Prints the monotonic time of the start and of the first picture.
 */

#include <adwaita.h>
#include <gst/app/gstappsink.h>
#include <gst/gst.h>
#include <gst/video/video.h>

static const char *uri;
static GtkWidget  *picture;
static GstElement *playbin;
static gint        pending;

static gboolean
show_frame (gpointer user_data)
{
  static gboolean seen;
  GstSample      *sample = user_data;
  GstCaps        *caps = gst_sample_get_caps (sample);
  GstVideoInfo    info;
  GstVideoFrame   frame;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GdkPaintable) texture = NULL;

  g_atomic_int_set (&pending, 0);
  if (!gst_video_info_from_caps (&info, caps) ||
      !gst_video_frame_map (&frame, &info, gst_sample_get_buffer (sample), GST_MAP_READ))
    return G_SOURCE_REMOVE;
  bytes = g_bytes_new_with_free_func (GST_VIDEO_FRAME_PLANE_DATA (&frame, 0),
                                      GST_VIDEO_INFO_SIZE (&info),
                                      (GDestroyNotify) gst_sample_unref,
                                      gst_sample_ref (sample));
  texture = GDK_PAINTABLE (gdk_memory_texture_new (GST_VIDEO_INFO_WIDTH (&info),
                                                   GST_VIDEO_INFO_HEIGHT (&info),
                                                   GDK_MEMORY_B8G8R8A8_PREMULTIPLIED,
                                                   bytes,
                                                   GST_VIDEO_INFO_PLANE_STRIDE (&info, 0)));
  gst_video_frame_unmap (&frame);
  gtk_picture_set_paintable (GTK_PICTURE (picture), texture);
  if (!seen) {
    g_print ("first-picture %" G_GINT64_FORMAT "\n", g_get_monotonic_time ());
    seen = TRUE;
  }
  return G_SOURCE_REMOVE;
}

static GstFlowReturn
on_new_sample (GstAppSink *sink, gpointer user_data)
{
  GstSample *sample = gst_app_sink_pull_sample (sink);

  if (sample == NULL)
    return GST_FLOW_EOS;
  // A frame that is still waiting to be drawn is not piled upon.
  if (g_atomic_int_compare_and_exchange (&pending, 0, 1))
    g_idle_add_full (G_PRIORITY_DEFAULT, show_frame, sample, (GDestroyNotify) gst_sample_unref);
  else
    gst_sample_unref (sample);
  return GST_FLOW_OK;
}

static void
on_activate (GtkApplication *application, gpointer user_data)
{
  GtkWidget  *window = adw_application_window_new (application);
  GtkWidget  *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GstElement *sink = gst_element_factory_make ("appsink", NULL);
  GstElement *silence = gst_element_factory_make ("fakesink", NULL);
  g_autoptr (GstCaps) caps = gst_caps_from_string ("video/x-raw,format=BGRA");
  GstAppSinkCallbacks callbacks = { .new_sample = on_new_sample };

  picture = gtk_picture_new ();
  gtk_widget_set_vexpand (picture, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), picture);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_present (GTK_WINDOW (window));

  gst_app_sink_set_caps (GST_APP_SINK (sink), caps);
  gst_app_sink_set_callbacks (GST_APP_SINK (sink), &callbacks, NULL, NULL);
  g_object_set (silence, "sync", TRUE, NULL);
  playbin = gst_element_factory_make ("playbin", NULL);
  g_object_set (playbin, "uri", uri, "video-sink", sink, "audio-sink", silence, NULL);
  g_print ("start %" G_GINT64_FORMAT "\n", g_get_monotonic_time ());
  gst_element_set_state (playbin, GST_STATE_PLAYING);
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication)
    application = adw_application_new ("io.github.cuelight.Peer", G_APPLICATION_NON_UNIQUE);

  if (argc != 2) {
    g_printerr ("Usage: peer-player URL\n");
    return 2;
  }
  setvbuf (stdout, NULL, _IOLBF, 0);
  uri = argv[1];
  gst_init (NULL, NULL);
  g_signal_connect (application, "activate", G_CALLBACK (on_activate), NULL);
  return g_application_run (G_APPLICATION (application), 1, argv);
}
