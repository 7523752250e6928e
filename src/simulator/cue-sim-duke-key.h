// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CueSimDukeKey:
 *
 * The RSA key of one tenant of 10Duke: what the service verifies with, and the private half for
 * whoever plays its client. Made when it is first asked for and kept for the life of the program;
 * no key stands in the source.
 */
typedef struct _CueSimDukeKey CueSimDukeKey;

#define CUE_SIM_DUKE_N_KEYS 2

CueSimDukeKey *cue_sim_duke_key_get (guint n);
const char    *cue_sim_duke_key_get_private_pem (CueSimDukeKey *self);
const char    *cue_sim_duke_key_get_public_pem (CueSimDukeKey *self);
gboolean
cue_sim_duke_key_verify (CueSimDukeKey *self, const char *text, gsize size, GBytes *signature);
char *cue_sim_duke_key_sign (CueSimDukeKey *self, const char *header, const char *payload);

G_END_DECLS
