// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * CueSimListener:
 *
 * One port on loopback (127.0.0.1, and ::1 where the machine has it) that hands its connections to
 * a server. It can refuse: the port stays reserved, but connecting fails as if nothing ran there.
 */
#define CUE_TYPE_SIM_LISTENER (cue_sim_listener_get_type ())
G_DECLARE_FINAL_TYPE (CueSimListener, cue_sim_listener, CUE, SIM_LISTENER, GObject)

CueSimListener *cue_sim_listener_new (SoupServer *server);
gboolean        cue_sim_listener_start (CueSimListener *self, guint16 port, GError **error);
void            cue_sim_listener_stop (CueSimListener *self);
guint16         cue_sim_listener_get_port (CueSimListener *self);
void            cue_sim_listener_set_refusing (CueSimListener *self, gboolean refusing);
void cue_sim_listener_set_certificate (CueSimListener *self, GTlsCertificate *certificate);

G_END_DECLS
