// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <gdk/x11/gdkx.h>
#include <gtk/gtk.h>

#include "cue-sight.h"

/* What can be seen of a window that is hidden, minimised and shown again. The display of the tests
 * has no window manager, so the test says what one would. */

static guint changes;

static void
on_changed (GtkWidget *widget)
{
  changes++;
}

static void
wait_for (CueSight *sight, gboolean seen)
{
  gint64 end = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;

  while (cue_sight_get_seen (sight) != seen) {
    g_assert_cmpint (g_get_monotonic_time (), <, end);
    g_main_context_iteration (NULL, FALSE);
    g_usleep (1000);
  }
}

/* Extended Window Manager Hints, _NET_WM_STATE. */
static void
set_minimised (GtkWidget *window, gboolean minimised)
{
  GdkDisplay *display = gtk_widget_get_display (window);
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));
  Atom        hidden = gdk_x11_get_xatom_by_name_for_display (display, "_NET_WM_STATE_HIDDEN");

  XChangeProperty (gdk_x11_display_get_xdisplay (display),
                   gdk_x11_surface_get_xid (surface),
                   gdk_x11_get_xatom_by_name_for_display (display, "_NET_WM_STATE"),
                   gdk_x11_get_xatom_by_name_for_display (display, "ATOM"),
                   32,
                   PropModeReplace,
                   (guchar *) &hidden,
                   minimised ? 1 : 0);
  gdk_display_flush (display);
}

static void
test_window (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *child = gtk_label_new ("Seen");
  CueSight  *sight = cue_sight_new (child, on_changed);

  changes = 0;
  gtk_window_set_child (GTK_WINDOW (window), child);
  g_assert_false (cue_sight_get_seen (sight));
  gtk_window_present (GTK_WINDOW (window));
  wait_for (sight, TRUE);
  g_assert_cmpuint (changes, ==, 1);

  set_minimised (window, TRUE);
  wait_for (sight, FALSE);
  set_minimised (window, FALSE);
  wait_for (sight, TRUE);
  g_assert_cmpuint (changes, ==, 3);

  /* On another page of the same window. */
  gtk_widget_set_visible (child, FALSE);
  wait_for (sight, FALSE);
  gtk_widget_set_visible (child, TRUE);
  wait_for (sight, TRUE);

  /* Out of a window that was minimised into one that is not. */
  set_minimised (window, TRUE);
  wait_for (sight, FALSE);
  g_object_ref (child);
  gtk_window_set_child (GTK_WINDOW (window), NULL);
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_false (cue_sight_get_seen (sight));
  window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (window), child);
  gtk_window_present (GTK_WINDOW (window));
  wait_for (sight, TRUE);
  g_assert_cmpuint (changes, ==, 7);

  cue_sight_free (sight);
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_cmpuint (changes, ==, 7);
  g_object_unref (child);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  if (!GDK_IS_X11_DISPLAY (gdk_display_get_default ())) {
    g_print ("1..0 # SKIP not on X11\n");
    return 0;
  }
  g_test_add_func ("/sight/window", test_window);
  return g_test_run ();
}
