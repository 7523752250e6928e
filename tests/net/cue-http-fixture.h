// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-http-client.h"
#include "cue-test-server.h"

G_BEGIN_DECLS

/* What the tests of the send path share: a client with everything around it, and a send that
 * waits. */

typedef struct {
  CueClock      *clock;    /* owned: the system's unless a test takes a fake one */
  CueTrace      *trace;    /* owned */
  CueRedactor   *redactor; /* owned */
  CueHttpClient *client;   /* owned */
} CueHttpFixture;

CueHttpFixture *cue_http_fixture_new (void);
CueHttpFixture *cue_http_fixture_new_fake (void);
void            cue_http_fixture_free (CueHttpFixture *self);
CueHttpResponse *
cue_http_fixture_send (CueHttpFixture *self, CueHttpRequest *request, GError **error);
CueHttpResponse *cue_http_fixture_get (CueHttpFixture *self,
                                       CueTestServer  *server,
                                       const char     *path,
                                       GError        **error);
CueExchange     *cue_http_fixture_last_exchange (CueHttpFixture *self);
void             cue_http_fixture_spin (gboolean (*until) (gpointer data), gpointer data);

GBytes *cue_test_compress (GZlibCompressorFormat format, const char *text, gsize length);
void    cue_assert_says (const GError *error, const char *words);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueHttpFixture, cue_http_fixture_free)

G_END_DECLS
