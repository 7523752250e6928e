// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * CueSaltoEnvironment:
 * @CUE_SALTO_ACCEPT: the vendor's environment for trying things out
 * @CUE_SALTO_PRODUCTION: where real doors are
 * @CUE_SALTO_CUSTOM: an address of the user's own: a simulator, a relay
 *
 * Which of the vendor's installations is meant.
 */
typedef enum {
  CUE_SALTO_ACCEPT,
  CUE_SALTO_PRODUCTION,
  CUE_SALTO_CUSTOM,
} CueSaltoEnvironment;

/**
 * CueSaltoStream:
 * @CUE_SALTO_ENTRIES: who opened which door, or was refused
 * @CUE_SALTO_INCIDENTS: alarms, batteries, lost connections
 *
 * What a hub streams. The path of the second one is known from a comment in the vendor's sample
 * code only.
 */
typedef enum {
  CUE_SALTO_ENTRIES,
  CUE_SALTO_INCIDENTS,
} CueSaltoStream;

#define CUE_TYPE_SALTO_ENVIRONMENT (cue_salto_environment_get_type ())
GType       cue_salto_environment_get_type (void);
const char *cue_salto_environment_get_hub_url (CueSaltoEnvironment environment);
const char *cue_salto_environment_get_identity_url (CueSaltoEnvironment environment);

#define CUE_TYPE_SALTO_STREAM (cue_salto_stream_get_type ())
GType       cue_salto_stream_get_type (void);
const char *cue_salto_stream_to_words (CueSaltoStream stream);

char *cue_salto_make_hub_url (const char    *base,
                              CueSaltoStream stream,
                              const char    *site_id,
                              const char    *user_id);
char *cue_salto_make_identity_url (const char *base, const char *path);

G_END_DECLS
