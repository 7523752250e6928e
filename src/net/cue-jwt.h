// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CueJwtClaims:
 * @iss: who asks
 * @aud: (nullable): whom the token is for
 * @exp_s: until when it is valid, seconds since 1970 UTC
 */
typedef struct {
  const char *iss;
  const char *aud;
  gint64      exp_s;
} CueJwtClaims;

char *
cue_jwt_sign_hs512 (const char *secret, gsize length, const CueJwtClaims *claims, GError **error);

G_END_DECLS
