// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-clock.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CueSimScript:
 *
 * Bytes and pauses to put onto a connection that was taken away from the HTTP server: everything an
 * orderly server would not send.
 */
typedef struct _CueSimScript CueSimScript;

typedef enum {
  CUE_SIM_END_CLOSE,          // orderly end of the connection
  CUE_SIM_END_RESET,          // RST
  CUE_SIM_END_HOLD,           // nothing more comes, until the client goes
  CUE_SIM_END_RESET_ON_REUSE, // RST when the client says something more
} CueSimEnd;

#define CUE_SIM_FOR_EVER G_MAXUINT64

CueSimScript *cue_sim_script_new (void);
void          cue_sim_script_free (CueSimScript *self);
void          cue_sim_script_write (CueSimScript *self, GBytes *bytes);
void          cue_sim_script_write_text (CueSimScript *self, const char *text);
void          cue_sim_script_repeat (CueSimScript *self, GBytes *bytes, guint64 times);
void          cue_sim_script_drip (CueSimScript *self, GBytes *bytes, gsize chunk, gint64 every_us);
void          cue_sim_script_wait (CueSimScript *self, gint64 us);
void          cue_sim_script_set_end (CueSimScript *self, CueSimEnd end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueSimScript, cue_sim_script_free)

#define CUE_TYPE_SIM_WIRE (cue_sim_wire_get_type ())
G_DECLARE_FINAL_TYPE (CueSimWire, cue_sim_wire, CUE, SIM_WIRE, GObject)

CueSimWire *cue_sim_wire_play (CueSimScript *script, GIOStream *stream, CueClock *clock);
void        cue_sim_wire_stop (CueSimWire *self);
gboolean    cue_sim_wire_is_over (CueSimWire *self);
GSocket    *cue_sim_wire_find_socket (GIOStream *stream);

G_END_DECLS
