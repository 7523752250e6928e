// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/** CUE_PLAYER_LEVEL_SILENT: what a level meter shows when there is no sound at all, in dBFS */
#define CUE_PLAYER_LEVEL_SILENT (-100.0)

#define CUE_TYPE_PLAYER_STATS (cue_player_stats_get_type ())
G_DECLARE_FINAL_TYPE (CuePlayerStats, cue_player_stats, CUE, PLAYER_STATS, GObject)

/* What is played. 0 or NULL while it is not known. */
guint       cue_player_stats_get_width (CuePlayerStats *self);
guint       cue_player_stats_get_height (CuePlayerStats *self);
double      cue_player_stats_get_fps (CuePlayerStats *self);
const char *cue_player_stats_get_decoder (CuePlayerStats *self);
const char *cue_player_stats_get_video_codec (CuePlayerStats *self);
const char *cue_player_stats_get_audio_codec (CuePlayerStats *self);
guint64     cue_player_stats_get_bitrate (CuePlayerStats *self);

/* How it went, since the player was told to play. */
guint64 cue_player_stats_get_frames_shown (CuePlayerStats *self);
guint64 cue_player_stats_get_frames_dropped (CuePlayerStats *self);
guint   cue_player_stats_get_stalls (CuePlayerStats *self);
guint   cue_player_stats_get_restarts (CuePlayerStats *self);
gint64  cue_player_stats_get_time_to_first_picture (CuePlayerStats *self);

/* Where it is. */
gint64      cue_player_stats_get_position (CuePlayerStats *self);
gint64      cue_player_stats_get_fragment_position (CuePlayerStats *self);
const char *cue_player_stats_get_first_fragment (CuePlayerStats *self);

/* How loud it is: channel 0 (left) and 1 (right). */
guint  cue_player_stats_get_channels (CuePlayerStats *self);
double cue_player_stats_get_level_peak (CuePlayerStats *self, guint channel);
double cue_player_stats_get_level_rms (CuePlayerStats *self, guint channel);

G_END_DECLS
