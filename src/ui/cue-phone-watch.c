// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-phone-watch.h"

/* What moves in a CuePhoneScene by itself: its videos and its countdown. A widget that draws the
 * scene follows them while it is seen, and only then. Main thread only. */

struct _CuePhoneWatch {
  GtkWidget    *widget; /* not owned: it owns this */
  GCallback     on_moved;
  GCallback     on_size_changed;
  GPtrArray    *paintables; /* of GdkPaintable, owned */
  CueCountdown *ticking;    /* owned; may be NULL */
};

static void
unfollow_paintables (CuePhoneWatch *self)
{
  for (guint i = 0; i < self->paintables->len; i++)
    g_signal_handlers_disconnect_by_data (self->paintables->pdata[i], self->widget);

  g_ptr_array_set_size (self->paintables, 0);
}

static void
follow_paintable (CuePhoneWatch *self, GdkPaintable *paintable)
{
  if (paintable == NULL || gdk_paintable_get_flags (paintable) ==
                             (GDK_PAINTABLE_STATIC_CONTENTS | GDK_PAINTABLE_STATIC_SIZE))
    return;

  g_signal_connect_swapped (paintable, "invalidate-contents", self->on_moved, self->widget);
  g_signal_connect_swapped (paintable, "invalidate-size", self->on_size_changed, self->widget);
  g_ptr_array_add (self->paintables, g_object_ref (paintable));
}

static void
follow_countdown (CuePhoneWatch *self, CueCountdown *countdown)
{
  if (self->ticking == countdown)
    return;

  if (self->ticking != NULL) {
    g_signal_handlers_disconnect_by_data (self->ticking, self->widget);
    cue_countdown_unwatch (self->ticking);
  }

  g_set_object (&self->ticking, countdown);

  if (countdown != NULL) {
    g_signal_connect_swapped (countdown, "notify::text", self->on_moved, self->widget);
    g_signal_connect_swapped (countdown, "notify::phase", self->on_moved, self->widget);
    cue_countdown_watch (countdown);
  }
}

/**
 * cue_phone_watch_new: (skip)
 * @widget: what draws the scenes; the owner of the result
 * @on_moved: called with @widget when there is another picture or time to draw
 * @on_size_changed: called with @widget when a picture has got another shape
 *
 * Returns: (transfer full): nothing is followed yet
 */
CuePhoneWatch *
cue_phone_watch_new (GtkWidget *widget, GCallback on_moved, GCallback on_size_changed)
{
  CuePhoneWatch *self = g_new0 (CuePhoneWatch, 1);

  self->widget = widget;
  self->on_moved = on_moved;
  self->on_size_changed = on_size_changed;
  self->paintables = g_ptr_array_new_with_free_func (g_object_unref);
  return self;
}

/**
 * cue_phone_watch_free:
 * @self: (nullable) (transfer full): what is followed
 *
 * Follows nothing any more.
 */
void
cue_phone_watch_free (CuePhoneWatch *self)
{
  if (self == NULL)
    return;

  cue_phone_watch_follow (self, NULL, NULL);
  g_ptr_array_unref (self->paintables);
  g_free (self);
}

/**
 * cue_phone_watch_follow:
 * @self: what is followed
 * @scene: (nullable): what is drawn, or %NULL while nobody sees it
 * @other: (nullable): another that is drawn beside it
 *
 * Follows what is on show of the scenes now; to be called again when they change.
 */
void
cue_phone_watch_follow (CuePhoneWatch *self, CuePhoneScene *scene, CuePhoneScene *other)
{
  CuePhoneScene *scenes[] = { scene, other };

  g_return_if_fail (self != NULL);

  unfollow_paintables (self);
  follow_countdown (self, scene != NULL ? cue_phone_scene_get_countdown (scene) : NULL);

  for (guint i = 0; i < G_N_ELEMENTS (scenes); i++) {
    if (scenes[i] == NULL)
      continue;

    follow_paintable (self, cue_phone_scene_get_background (scenes[i]));
    follow_paintable (self, cue_phone_scene_get_picture (scenes[i]));
  }
}
