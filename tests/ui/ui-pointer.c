// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui-pointer.h"

#include <dlfcn.h>
#include <math.h>

/* A connection of its own to the display; what the toolkit has of it is not touched. */

typedef void *(*OpenDisplay) (const char *name);
typedef int (*Flush) (void *display);
typedef int (*FakeMotion) (void *display, int screen, int x, int y, unsigned long delay);
typedef int (*FakeButton) (void *display, unsigned int button, int pressed, unsigned long delay);

static struct {
  void      *display;
  Flush      flush;
  FakeMotion motion;
  FakeButton button;
} pointer;

gboolean
ui_pointer_init (void)
{
  void       *x11 = dlopen ("libX11.so.6", RTLD_LAZY);
  void       *xtst = dlopen ("libXtst.so.6", RTLD_LAZY);
  OpenDisplay open_display;

  if (pointer.display != NULL)
    return TRUE;

  if (x11 == NULL || xtst == NULL)
    return FALSE;

  open_display = (OpenDisplay) dlsym (x11, "XOpenDisplay");
  pointer.flush = (Flush) dlsym (x11, "XFlush");
  pointer.motion = (FakeMotion) dlsym (xtst, "XTestFakeMotionEvent");
  pointer.button = (FakeButton) dlsym (xtst, "XTestFakeButtonEvent");

  if (open_display == NULL || pointer.flush == NULL || pointer.motion == NULL ||
      pointer.button == NULL)
    return FALSE;

  pointer.display = open_display (NULL);
  return pointer.display != NULL;
}

// The window is the only one of its display, and stands in its corner.
void
ui_pointer_move (GtkWidget *widget, double x, double y)
{
  GtkNative *native = gtk_widget_get_native (widget);
  double     left, top, at_x, at_y;

  gtk_native_get_surface_transform (native, &left, &top);
  g_assert_true (
    gtk_widget_translate_coordinates (widget, GTK_WIDGET (native), x, y, &at_x, &at_y));
  pointer.motion (pointer.display, -1, (int) round (at_x + left), (int) round (at_y + top), 0);
  pointer.flush (pointer.display);
}

void
ui_pointer_press (void)
{
  pointer.button (pointer.display, 1, 1, 0);
  pointer.flush (pointer.display);
}

void
ui_pointer_release (void)
{
  pointer.button (pointer.display, 1, 0, 0);
  pointer.flush (pointer.display);
}
