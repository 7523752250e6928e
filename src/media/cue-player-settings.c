// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-player-private.h"

/* How the stream is heard and seen: sound, variant, and whether and how large it is drawn. */

#define VIEW_INTERVAL_US G_TIME_SPAN_SECOND

/* Tells the helper how the stream is wanted. */
void
cue_player_apply_settings (CuePlayer *self)
{
  CueMediaControl settings = {
    .flags = (self->muted ? CUE_MEDIA_FLAG_MUTED : 0) |
             (self->visible ? CUE_MEDIA_FLAG_VISIBLE : 0),
    .volume = self->volume,
    .max_bandwidth = self->bandwidth,
    .view_width = self->view_width,
    .view_height = self->view_height,
  };

  cue_player_relay_set_settings (self->relay, &settings);
}

/* The helper scales the pictures to what is drawn, which costs less than sending them whole. */
static gboolean
on_view_due (gpointer user_data)
{
  CuePlayer *self = user_data;
  guint      width, height;

  if (!cue_video_paintable_take_drawn_size (self->paintable, &width, &height))
    return G_SOURCE_CONTINUE;
  if (width != self->view_width || height != self->view_height) {
    self->view_width = width;
    self->view_height = height;
    cue_player_apply_settings (self);
  }
  return G_SOURCE_CONTINUE;
}

/* Nothing is drawn of a player that is hidden or stopped, so nobody needs to look how large. */
void
cue_player_update_view_timer (CuePlayer *self)
{
  gboolean is_needed = self->playing && self->uri != NULL && self->visible;

  if (!is_needed)
    cue_clock_clear_timeout (self->clock, &self->view_id);
  else if (self->view_id == 0)
    self->view_id = cue_clock_add_timeout (self->clock, VIEW_INTERVAL_US, on_view_due, self, NULL);
}

/**
 * cue_player_get_muted:
 *
 * Returns: whether the sound is off
 */
gboolean
cue_player_get_muted (CuePlayer *self)
{
  g_return_val_if_fail (CUE_IS_PLAYER (self), TRUE);

  return self->muted;
}

/**
 * cue_player_set_muted:
 * @muted: whether the sound is off
 *
 * The levels in the stats are those of the stream, muted or not.
 */
void
cue_player_set_muted (CuePlayer *self, gboolean muted)
{
  g_return_if_fail (CUE_IS_PLAYER (self));

  muted = !!muted;
  if (muted == self->muted)
    return;
  self->muted = muted;
  cue_player_apply_settings (self);
  g_object_notify (G_OBJECT (self), "muted");
}

/**
 * cue_player_get_volume:
 *
 * Returns: the volume, 0 to 1 on a cubic scale
 */
double
cue_player_get_volume (CuePlayer *self)
{
  g_return_val_if_fail (CUE_IS_PLAYER (self), 0.0);

  return self->volume;
}

/**
 * cue_player_set_volume:
 * @volume: 0 to 1, cubic: half of the way sounds half as loud
 */
void
cue_player_set_volume (CuePlayer *self, double volume)
{
  g_return_if_fail (CUE_IS_PLAYER (self));

  volume = CLAMP (volume, 0.0, 1.0);
  if (volume == self->volume)
    return;
  self->volume = volume;
  cue_player_apply_settings (self);
  g_object_notify (G_OBJECT (self), "volume");
}

/**
 * cue_player_get_variant_bandwidth:
 *
 * Returns: bits a second of the variant that was asked for, 0 for the player's own choice
 */
guint64
cue_player_get_variant_bandwidth (CuePlayer *self)
{
  g_return_val_if_fail (CUE_IS_PLAYER (self), 0);

  return self->bandwidth;
}

/**
 * cue_player_set_variant_bandwidth:
 * @bits_per_second: BANDWIDTH of the variant to play as the playlist gives it, or 0 for automatic
 *
 * Plays the best variant that is not above it. The change takes over with its first picture.
 */
void
cue_player_set_variant_bandwidth (CuePlayer *self, guint64 bits_per_second)
{
  g_return_if_fail (CUE_IS_PLAYER (self));

  if (bits_per_second == self->bandwidth)
    return;
  self->bandwidth = bits_per_second;
  cue_player_apply_settings (self);
  g_object_notify (G_OBJECT (self), "variant-bandwidth");
}

/**
 * cue_player_get_visible:
 *
 * Returns: whether somebody looks, so that pictures are worth handing over
 */
gboolean
cue_player_get_visible (CuePlayer *self)
{
  g_return_val_if_fail (CUE_IS_PLAYER (self), FALSE);

  return self->visible;
}

/**
 * cue_player_set_visible:
 * @visible: whether anybody can see the picture
 *
 * While nobody can, no pictures are sent; sound, levels and figures go on.
 */
void
cue_player_set_visible (CuePlayer *self, gboolean visible)
{
  g_return_if_fail (CUE_IS_PLAYER (self));

  visible = !!visible;
  if (visible == self->visible)
    return;
  self->visible = visible;
  cue_player_update_view_timer (self);
  cue_player_apply_settings (self);
  g_object_notify (G_OBJECT (self), "visible");
}
