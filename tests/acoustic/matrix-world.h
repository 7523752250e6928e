// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "acoustic-world.h"
#include "cue-simulator.h"

G_BEGIN_DECLS

/* The simulator and clients of two of its endpoints, for the matrix of calls and faults. */

extern const char matrix_publication[];

typedef struct {
  CueClock          *clock; /* the client's; the simulator has its own, which stands still */
  CueSimulator      *simulator;
  JsonObject        *access; /* owned: `acoustic` of the description */
  CueTrace          *trace;
  CueRedactor       *redactor;
  CueHttpClient     *http;
  CueAcousticClient *publisher;
  CueAcousticClient *subscriber;
  char              *folder;
  gboolean           time_passes;
  guint              n_types;
  guint              n_requests;
  guint              n_cells;
  GString           *violations;
} Matrix;

void               matrix_describe (Matrix *m);
CueAcousticClient *matrix_make_client (Matrix         *m,
                                       const char     *url_member,
                                       const char     *key_member,
                                       CueAcousticRole role);
void               matrix_init (Matrix *m);
void               matrix_clear (Matrix *m);
void               matrix_wait (Matrix *m, GAsyncResult **result, const char *what);
CueAcousticReply *
matrix_send (Matrix *m, CueAcousticClient *client, CueAcousticRequest *request, const char *what);
CueAcousticReply             *
matrix_send_well (Matrix *m, CueAcousticClient *client, CueAcousticRequest *request);
const char *matrix_get_url (CueAcousticClient *client);
gint64      matrix_count_events (Matrix *m);
gboolean    matrix_is_registered (Matrix *m, const char *code);
GBytes     *matrix_make_type (const char *code);
void        matrix_register_type (Matrix *m, const char *code);
char       *matrix_find_file (Matrix *m);
gboolean    matrix_has_file (Matrix *m, const char *name);

G_END_DECLS
