// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-http-client.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* One case of vectors/signalr.json: a scripted server, our client, and what came of it. How to read
 * a case stands in the `meta` of that file. */

typedef struct _Vector Vector;

Vector     *vector_start (JsonObject *description, CueHttpClient *client);
gboolean    vector_is_over (Vector *self);
void        vector_judge (Vector *self);
const char *vector_get_name (Vector *self);
/* What came, in a few words. */
char *vector_summarize (Vector *self);
/* What is not as expected; empty when all is. */
const char *vector_get_faults (Vector *self);
void        vector_free (Vector *self);

G_END_DECLS
