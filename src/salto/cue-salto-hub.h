// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-salto-rules.h"
#include "cue-salto-site.h"
#include "cue-signalr-connection.h"

G_BEGIN_DECLS

#define CUE_TYPE_SALTO_HUB (cue_salto_hub_get_type ())

G_DECLARE_FINAL_TYPE (CueSaltoHub, cue_salto_hub, CUE, SALTO_HUB, GObject)

/**
 * CueSaltoHubHandler:
 * @self: the hub
 * @message: what came; valid during the call only
 * @user_data: what was given with the handler
 *
 * Takes one message, expected or not.
 */
typedef void (*CueSaltoHubHandler) (CueSaltoHub             *self,
                                    const CueSignalrMessage *message,
                                    gpointer                 user_data);

CueSaltoHub *cue_salto_hub_new (CueHttpClient *client,
                                const char    *base_url,
                                CueSaltoStream stream,
                                const char    *site_id,
                                const char    *site_name,
                                const char    *user_id);
void         cue_salto_hub_set_tokens (CueSaltoHub         *self,
                                       CueTokenProvider    *provider,
                                       CueSignalrTokenPlace place,
                                       CueSaltoOverrides    overrides);
void cue_salto_hub_set_handler (CueSaltoHub *self, CueSaltoHubHandler handler, gpointer user_data);
void cue_salto_hub_set_heard_us (CueSaltoHub *self, gint64 heard_us);
void cue_salto_hub_start (CueSaltoHub *self);
void cue_salto_hub_stop (CueSaltoHub *self);
void cue_salto_hub_retry (CueSaltoHub *self);

CueSaltoStream        cue_salto_hub_get_stream (CueSaltoHub *self);
const char           *cue_salto_hub_get_site_id (CueSaltoHub *self);
const char           *cue_salto_hub_get_site_name (CueSaltoHub *self);
CueSignalrConnection *cue_salto_hub_get_connection (CueSaltoHub *self);
CueSignalrState       cue_salto_hub_get_state (CueSaltoHub *self);
gint64                cue_salto_hub_get_heard_us (CueSaltoHub *self);
gboolean              cue_salto_hub_get_blocked (CueSaltoHub *self);
CueSignalrReason      cue_salto_hub_get_reason (CueSaltoHub *self);
const GError         *cue_salto_hub_get_error (CueSaltoHub *self);
guint                 cue_salto_hub_get_n_failures (CueSaltoHub *self);
char                 *cue_salto_hub_get_title (CueSaltoHub *self);
char                 *cue_salto_hub_describe (CueSaltoHub *self);
char                 *cue_salto_hub_explain (CueSaltoHub *self);

G_END_DECLS
