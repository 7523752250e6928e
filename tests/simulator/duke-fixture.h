// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sim-fixture.h"

#define DUKE_FEED "my-app-events"
#define DUKE_EVENT \
  "{\"eventType\":\"demoCustom\",\"eventSourceId\":\"quiet-app\",\"data\":{\"a\":1}}"

#define DUKE_HEADER "{\"alg\":\"RS256\"}"

/* Signed with the private key as the description gives it, through OpenSSL. */
char *duke_sign (SimFixture *fixture, const char *header, const char *payload);
char *duke_token (SimFixture *fixture, const char *claim, int life_s);

char      *duke_url (SimFixture *fixture, const char *path);
SimAnswer *duke_get (SimFixture *fixture, const char *path, const char *token);
SimAnswer *duke_put (SimFixture *fixture, const char *payload);
SimAnswer *duke_send (SimFixture *fixture,
                      const char *method,
                      const char *path,
                      const char *host,
                      const char *token,
                      const char *type,
                      const char *body);
SimRaw *duke_send_raw (SimFixture *fixture, const char *path, const char *jws, const char *fault);
JsonArray *duke_get_objects (SimAnswer *answer);
void       duke_switch (SimFixture *fixture, const char *name, const char *choice);
