// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-sim-reply.h"

G_BEGIN_DECLS

/**
 * CueSimSender:
 *
 * Puts finished answers onto the network: through the HTTP server, late, or byte by byte on a
 * connection taken away from it.
 */
typedef struct _CueSimSender CueSimSender;

CueSimSender *cue_sim_sender_new (CueClock *clock);
void          cue_sim_sender_free (CueSimSender *self);
void cue_sim_sender_send (CueSimSender *self, SoupServerMessage *message, CueSimReply *reply);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueSimSender, cue_sim_sender_free)

G_END_DECLS
