// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CueSimBearer:
 *
 * What stands in an access token of the Identity Server, as far as the hub looks at it.
 */
typedef struct {
  char   *client_id;
  char   *scope; // separated by spaces
  gint64  exp_s;
  guint64 serial; // the how-manieth token it is
} CueSimBearer;

typedef enum {
  CUE_SIM_BEARER_FINE,
  CUE_SIM_BEARER_MISSING,
  CUE_SIM_BEARER_MALFORMED, // no token of ours, or changed on its way
  CUE_SIM_BEARER_NOT_YET_VALID,
  CUE_SIM_BEARER_EXPIRED,
} CueSimBearerVerdict;

char               *cue_sim_bearer_sign (const char *issuer,
                                         const char *client_id,
                                         const char *subject,
                                         const char *scope,
                                         gint64      now_s,
                                         gint64      life_s,
                                         guint64     serial);
CueSimBearerVerdict cue_sim_bearer_read (const char *token, gint64 now_s, CueSimBearer *bearer);
void                cue_sim_bearer_clear (CueSimBearer *bearer);
gboolean            cue_sim_bearer_has_scope (const CueSimBearer *bearer, const char *scope);
char               *cue_sim_base64url_encode (const void *data, gsize size);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CueSimBearer, cue_sim_bearer_clear)

G_END_DECLS
