// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-clock.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum {
  CUE_SIM_OPCODE_CONTINUATION = 0,
  CUE_SIM_OPCODE_TEXT = 1,
  CUE_SIM_OPCODE_BINARY = 2,
  CUE_SIM_OPCODE_CLOSE = 8,
  CUE_SIM_OPCODE_PING = 9,
  CUE_SIM_OPCODE_PONG = 10,
} CueSimOpcode;

#define CUE_TYPE_SIM_WEBSOCKET (cue_sim_websocket_get_type ())
G_DECLARE_FINAL_TYPE (CueSimWebsocket, cue_sim_websocket, CUE, SIM_WEBSOCKET, GObject)

CueSimWebsocket *cue_sim_websocket_new (GIOStream *stream, CueClock *clock);
char            *cue_sim_websocket_accept_key (const char *key);
void  cue_sim_websocket_append_head (GByteArray *bytes, CueSimOpcode opcode, gboolean fin, gsize n);
void  cue_sim_websocket_send (CueSimWebsocket *self,
                              CueSimOpcode     opcode,
                              gboolean         fin,
                              const void      *data,
                              gsize            size);
void  cue_sim_websocket_write (CueSimWebsocket *self, GBytes *bytes);
void  cue_sim_websocket_close (CueSimWebsocket *self, guint code, const char *reason);
void  cue_sim_websocket_drop (CueSimWebsocket *self);
void  cue_sim_websocket_abort (CueSimWebsocket *self);
void  cue_sim_websocket_set_deaf (CueSimWebsocket *self, gboolean deaf);
gsize cue_sim_websocket_get_pending (CueSimWebsocket *self);
gboolean cue_sim_websocket_is_open (CueSimWebsocket *self);

G_END_DECLS
