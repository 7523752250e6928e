// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-clock.h"
#include "cue-media-protocol.h"

G_BEGIN_DECLS

/**
 * CueMediaProcessEnd:
 * @CUE_MEDIA_PROCESS_END_MISSING: the program could not be started
 * @CUE_MEDIA_PROCESS_END_LEFT: it crashed, was killed or left
 * @CUE_MEDIA_PROCESS_END_HUNG: it did not answer and was killed
 * @CUE_MEDIA_PROCESS_END_MISBEHAVED: it broke the protocol and was killed
 * @CUE_MEDIA_PROCESS_END_OTHER_BUILD: it is of another build of Cuelight than the console
 *
 * How a helper ended that was not told to.
 */
typedef enum {
  CUE_MEDIA_PROCESS_END_MISSING,
  CUE_MEDIA_PROCESS_END_LEFT,
  CUE_MEDIA_PROCESS_END_HUNG,
  CUE_MEDIA_PROCESS_END_MISBEHAVED,
  CUE_MEDIA_PROCESS_END_OTHER_BUILD,
} CueMediaProcessEnd;

#define CUE_TYPE_MEDIA_PROCESS (cue_media_process_get_type ())
G_DECLARE_FINAL_TYPE (CueMediaProcess, cue_media_process, CUE, MEDIA_PROCESS, GObject)

CueMediaProcess *cue_media_process_new (CueClock *clock);

gboolean cue_media_process_start (CueMediaProcess    *self,
                                  const CueMediaOpen *open,
                                  const char         *uri,
                                  GBytes             *bytes,
                                  GError            **error);
GBytes  *cue_media_process_get_attachment (CueMediaProcess *self);
void     cue_media_process_control (CueMediaProcess *self, const CueMediaControl *control);
void     cue_media_process_snapshot (CueMediaProcess *self, guint32 request);
gboolean cue_media_process_get_greeted (CueMediaProcess *self);
void     cue_media_process_stop (CueMediaProcess *self);

G_END_DECLS
