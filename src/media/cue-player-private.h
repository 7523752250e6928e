// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-picture.h"
#include "cue-player-relay.h"
#include "cue-player.h"
#include "cue-video-paintable.h"

G_BEGIN_DECLS

/* Shared by the three files of the class: cue-player.c does what it is told, cue-player-settings.c
 * keeps how the stream is heard and seen, cue-player-report.c answers. */
struct _CuePlayer {
  GObject parent_instance;

  CueClock          *clock; /* owned */
  char              *uri;   /* owned, nullable */
  gboolean           playing;
  gboolean           muted;
  gboolean           visible;
  double             volume;
  guint64            bandwidth;
  guint              view_width; /* device pixels; 0 = not drawn yet */
  guint              view_height;
  guint              view_id;
  CuePlayerRelay    *relay;     /* owned */
  CueVideoPaintable *paintable; /* owned */
  CuePlayerStats    *stats;     /* owned */

  CuePlaybackState  state;
  CuePlaybackReason reason;
  guint             http_status;
  char             *detail; /* owned, nullable */

  CuePictureQueue *pictures; /* owned */
};

void cue_player_apply_settings (CuePlayer *self);
void cue_player_update_view_timer (CuePlayer *self);

G_END_DECLS
