// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-sight.h"

/* Whether anybody can see a widget: it is mapped, and its window is neither minimised nor known to
 * be out of sight. What moves by itself stops while nobody can. Main thread only. */

/* GDK_TOPLEVEL_STATE_SUSPENDED is of GTK 4.12; an older one never sets this bit. */
#define OUT_OF_SIGHT (GDK_TOPLEVEL_STATE_MINIMIZED | (GdkToplevelState) (1 << 16))

struct _CueSight {
  GtkWidget   *widget; /* not owned: it owns this */
  CueSightFunc on_changed;
  GdkToplevel *window; /* owned; while the widget is mapped, and not in a popover */
  gboolean     seen;
};

static void
update_seen (CueSight *self)
{
  gboolean seen =
    gtk_widget_get_mapped (self->widget) &&
    (self->window == NULL || (gdk_toplevel_get_state (self->window) & OUT_OF_SIGHT) == 0);

  if (self->seen == seen)
    return;

  self->seen = seen;
  self->on_changed (self->widget);
}

static void
follow_window (CueSight *self, GdkToplevel *window)
{
  if (self->window != NULL)
    g_signal_handlers_disconnect_by_func (self->window, update_seen, self);

  if (g_set_object (&self->window, window) && window != NULL)
    g_signal_connect_swapped (window, "notify::state", G_CALLBACK (update_seen), self);
}

static void
on_mapped (CueSight *self)
{
  GdkSurface *surface = gtk_native_get_surface (gtk_widget_get_native (self->widget));

  follow_window (self, GDK_IS_TOPLEVEL (surface) ? GDK_TOPLEVEL (surface) : NULL);
  update_seen (self);
}

static void
on_unmapped (CueSight *self)
{
  follow_window (self, NULL);
  update_seen (self);
}

/**
 * cue_sight_new: (skip)
 * @widget: what is looked at; the owner of the result
 * @on_changed: called with @widget when it comes into sight or leaves it
 *
 * Returns: (transfer full): of a widget that is not mapped yet
 */
CueSight *
cue_sight_new (GtkWidget *widget, CueSightFunc on_changed)
{
  CueSight *self = g_new0 (CueSight, 1);

  self->widget = widget;
  self->on_changed = on_changed;
  g_signal_connect_swapped (widget, "map", G_CALLBACK (on_mapped), self);
  g_signal_connect_swapped (widget, "unmap", G_CALLBACK (on_unmapped), self);
  return self;
}

/**
 * cue_sight_free:
 * @self: (nullable) (transfer full): what is no longer asked; its function is not called
 */
void
cue_sight_free (CueSight *self)
{
  if (self == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->widget, self);
  follow_window (self, NULL);
  g_free (self);
}

/**
 * cue_sight_get_seen:
 * @self: of a widget
 *
 * Returns: whether the widget can be seen, as far as the desktop says
 */
gboolean
cue_sight_get_seen (CueSight *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->seen;
}
