// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-clock.h"
#include "cue-sim-fault-set.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define CUE_TYPE_SIMULATOR (cue_simulator_get_type ())
G_DECLARE_FINAL_TYPE (CueSimulator, cue_simulator, CUE, SIMULATOR, GObject)

/* The identity every simulator knows; the key is that of the vendor reference's test vector. */
#define CUE_SIMULATOR_ISS    "demo-site"
#define CUE_SIMULATOR_AUD    "demo-service"
#define CUE_SIMULATOR_SECRET "demo-only-secret-not-for-production-0123456789abcdef0123456789abcdef"

CueSimulator *cue_simulator_new (void);

/* Before the start. */
void cue_simulator_set_clock (CueSimulator *self, CueClock *clock);
void cue_simulator_set_port (CueSimulator *self, guint16 port);
void cue_simulator_set_media (CueSimulator *self, gboolean media);
void cue_simulator_set_assets (CueSimulator *self, gboolean assets);
void cue_simulator_set_clip_frames (CueSimulator *self, guint n_frames);
void cue_simulator_set_speed (CueSimulator *self, double speed);
void cue_simulator_set_url_period (CueSimulator *self, gint64 period_us);

gboolean cue_simulator_start (CueSimulator *self, GError **error);
void     cue_simulator_stop (CueSimulator *self);
gboolean cue_simulator_is_ready (CueSimulator *self);

/* At any time. */
gboolean cue_simulator_set_scenario (CueSimulator *self, const char *name_or_file, GError **error);
gboolean cue_simulator_set_scenario_json (CueSimulator *self, JsonNode *node, GError **error);
gboolean cue_simulator_set_state (CueSimulator *self, JsonObject *change, GError **error);
gboolean cue_simulator_set_fault (CueSimulator *self,
                                  const char   *id,
                                  gboolean      on,
                                  JsonObject   *params,
                                  GError      **error);
gboolean cue_simulator_set_fault_variant (CueSimulator *self, const char *id, const char *variant);
gboolean
cue_simulator_set_switch (CueSimulator *self, const char *name, const char *choice, GError **error);
gboolean cue_simulator_order_fault (CueSimulator           *self,
                                    const CueSimFaultOrder *order,
                                    double                  speed,
                                    GError                **error);
void     cue_simulator_clear_faults (CueSimulator *self);
void     cue_simulator_forget_limits (CueSimulator *self);

const char *cue_simulator_get_base_url (CueSimulator *self);
char       *cue_simulator_get_state_url (CueSimulator *self);
JsonNode   *cue_simulator_describe (CueSimulator *self);
JsonObject *cue_simulator_get_status (CueSimulator *self);
guint       cue_simulator_get_requests (CueSimulator *self, const char *path_or_group);
void        cue_simulator_reset_requests (CueSimulator *self);

G_END_DECLS
