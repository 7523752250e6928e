// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-sim-access.h"
#include "cue-sim-websocket.h"

G_BEGIN_DECLS

#define CUE_SIM_SEPARATOR "\x1e"

typedef enum {
  CUE_SIM_PUSH_HANDSHAKE, // the answer to the client's request
  CUE_SIM_PUSH_OPENED,    // nothing is sent; a place to end the connection, or go quiet
  CUE_SIM_PUSH_EVENT,     // an entry or an incident
  CUE_SIM_PUSH_PING,
} CueSimPushKind;

typedef enum {
  CUE_SIM_PUSH_GO_ON,
  CUE_SIM_PUSH_CLOSE, // a WebSocket close with a code
  CUE_SIM_PUSH_DROP,  // the TCP connection ends without a goodbye
} CueSimPushEnd;

typedef struct {
  CueSimOpcode opcode;
  gboolean     fin;
  GBytes      *bytes;
} CueSimFrame;

/**
 * CueSimPush:
 *
 * One thing the hub is about to say on one connection: first as it should be, then bent by the
 * faults that are on, then sent. What CueSimReply is for requests.
 *
 * It goes through four forms, and a fault takes it in the one it bends: the document inside the
 * argument, the arguments as JSON text, the records (each with its separator), and the frames.
 */
typedef struct {
  CueSimPushKind      kind;
  guint               stream; // of CueSimStream
  guint               site;   // index
  gboolean            camel;  // ASSUME-8
  const CueSimAccess *access; // EVENT: what happened; owned by the caller

  CueSimDoc    *doc;       // EVENT; NULL once it was written
  char         *arguments; // what stands between the brackets of the list; NULL once it was written
  GString      *records;   // NULL before and after
  GPtrArray    *frames;    // of CueSimFrame; NULL before
  gboolean      held;      // nothing is sent
  gboolean      joined;    // HANDSHAKE: waits for the first event, and goes out with it
  gboolean      deaf;      // OPENED: the hub does not read any more
  CueSimPushEnd end;       // after it
  guint         close_code;
  gint64        end_after_us;
} CueSimPush;

CueSimPush *cue_sim_push_new (CueSimPushKind kind);
void        cue_sim_push_free (CueSimPush *self);
char       *cue_sim_push_take_text (CueSimPush *self);
void        cue_sim_push_set_argument_text (CueSimPush *self, const char *text);
void        cue_sim_push_set_arguments (CueSimPush *self, const char *raw);
GString    *cue_sim_push_get_records (CueSimPush *self);
void        cue_sim_push_add_frame (CueSimPush  *self,
                                    CueSimOpcode opcode,
                                    gboolean     fin,
                                    const char  *data,
                                    gsize        size);
void        cue_sim_push_finish (CueSimPush *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueSimPush, cue_sim_push_free)

G_END_DECLS
