// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * Preloaded into a program with a GtkApplication: prints the monotonic time at which its first
 * frame was painted and ends the process there, or lets it go on when CUELIGHT_PROBE_GO_ON is set.
 *
 * It stands in front of g_application_run(), so the console and the window it is compared with are
 * measured by the same hand and carry no code for it.
 */

#include <dlfcn.h>
#include <gtk/gtk.h>
#include <unistd.h>

int g_application_run (GApplication *application, int argc, char **argv);

static void
on_after_paint (GdkFrameClock *frame_clock, gpointer user_data)
{
  char line[64];
  int  length =
    g_snprintf (line, sizeof line, "first-frame %" G_GINT64_FORMAT "\n", g_get_monotonic_time ());

  g_signal_handlers_disconnect_by_func (frame_clock, on_after_paint, user_data);
  if (write (STDOUT_FILENO, line, length) != length)
    _exit (1);
  if (g_getenv ("CUELIGHT_PROBE_GO_ON") == NULL)
    _exit (0);
}

static void
on_mapped (GtkWidget *window, gpointer user_data)
{
  g_signal_connect (gtk_widget_get_frame_clock (window),
                    "after-paint",
                    G_CALLBACK (on_after_paint),
                    NULL);
}

static void
on_window_added (GtkApplication *application, GtkWindow *window, gpointer user_data)
{
  g_signal_connect (window, "map", G_CALLBACK (on_mapped), NULL);
}

int
g_application_run (GApplication *application, int argc, char **argv)
{
  int (*run) (GApplication *, int, char **);

  *(void **) &run = dlsym (RTLD_NEXT, "g_application_run");
  if (GTK_IS_APPLICATION (application))
    g_signal_connect (application, "window-added", G_CALLBACK (on_window_added), NULL);
  return run (application, argc, argv);
}
