// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * Six tiles of 180 × 320 with a looping video in each, as the page Assets has them: by the
 * console's own clips, or by a naive GtkMediaFile each.
 *
 * Usage: clip-tiles clips|media-files|nothing FILE
 *
 * Prints each second how many pictures were shown.
 */

#include "cue-clip.h"
#include "cue-system-clock.h"

#include <gtk/gtk.h>

#define N_TILES     6
#define TILE_WIDTH  180
#define TILE_HEIGHT 320

static const char *kind;
static const char *path;
static guint       n_pictures;

static void
on_picture (GdkPaintable *paintable, gpointer user_data)
{
  n_pictures++;
}

static gboolean
on_second (gpointer user_data)
{
  g_print ("pictures %u\n", n_pictures);
  n_pictures = 0;
  return G_SOURCE_CONTINUE;
}

static GdkPaintable *
make_clip (GBytes *bytes)
{
  CueClip      *clip = cue_clip_new (cue_system_clock_get_default (), bytes);
  GdkPaintable *paintable = cue_clip_get_paintable (clip);

  cue_clip_set_size (clip, TILE_WIDTH, TILE_HEIGHT);
  g_object_set_data_full (G_OBJECT (paintable), "clip", clip, NULL); /* it lives as we do */
  return g_object_ref (paintable);
}

static GdkPaintable *
make_media_file (void)
{
  GtkMediaStream *stream = gtk_media_file_new_for_filename (path);

  gtk_media_stream_set_loop (stream, TRUE);
  gtk_media_stream_set_muted (stream, TRUE);
  gtk_media_stream_play (stream);
  return GDK_PAINTABLE (stream);
}

static GtkWidget *
make_tile (GBytes *bytes)
{
  GtkWidget *picture = gtk_picture_new ();
  g_autoptr (GdkPaintable) paintable = NULL;

  gtk_widget_set_size_request (picture, TILE_WIDTH, TILE_HEIGHT);
  gtk_widget_set_halign (picture, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (picture, GTK_ALIGN_CENTER);
  if (g_str_equal (kind, "clips"))
    paintable = make_clip (bytes);
  else if (g_str_equal (kind, "media-files"))
    paintable = make_media_file ();
  if (paintable != NULL) {
    g_signal_connect (paintable, "invalidate-contents", G_CALLBACK (on_picture), NULL);
    gtk_picture_set_paintable (GTK_PICTURE (picture), paintable);
  }
  return picture;
}

int
main (int argc, char **argv)
{
  g_autofree char *contents = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GtkWidget *window;
  GtkWidget *box;
  gsize      size;

  if (argc != 3 || !g_file_get_contents (argv[2], &contents, &size, NULL))
    return 2;
  kind = argv[1];
  path = argv[2];
  bytes = g_bytes_new_take (g_steal_pointer (&contents), size);
  gtk_init ();
  window = gtk_window_new ();
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  for (guint i = 0; i < N_TILES; i++)
    gtk_box_append (GTK_BOX (box), make_tile (bytes));
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 400);
  gtk_window_present (GTK_WINDOW (window));
  g_timeout_add_seconds (1, on_second, NULL);
  for (;;)
    g_main_context_iteration (NULL, TRUE);
}
