// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * The least a window of this kind can be: an AdwApplicationWindow of the console's size with a
 * header bar and a page. With --countdown its label changes every second, as a countdown does.
 */

#include <adwaita.h>

static gboolean countdown;

static gboolean
on_second (gpointer user_data)
{
  g_autofree char *text =
    g_strdup_printf ("00:%02" G_GINT64_FORMAT, g_get_monotonic_time () / G_USEC_PER_SEC % 60);

  gtk_label_set_text (GTK_LABEL (user_data), text);
  return G_SOURCE_CONTINUE;
}

static void
on_activate (GtkApplication *application, gpointer user_data)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *page;

  if (countdown) {
    page = gtk_label_new ("00:00");
    gtk_widget_add_css_class (page, "title-1");
    g_timeout_add_seconds (1, on_second, page);
  } else {
    page = adw_status_page_new ();
    adw_status_page_set_title (ADW_STATUS_PAGE (page), "Empty");
  }
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), page);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication)
    application = adw_application_new ("io.github.cuelight.Floor", G_APPLICATION_NON_UNIQUE);

  countdown = argc > 1 && g_str_equal (argv[1], "--countdown");
  g_signal_connect (application, "activate", G_CALLBACK (on_activate), NULL);
  return g_application_run (G_APPLICATION (application), 1, argv);
}
