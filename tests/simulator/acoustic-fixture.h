// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sim-fixture.h"

/* The publication A-1 of the vendor's page, repaired. */
#define ACOUSTIC_EVENT                                                                \
  "{\"channel\":\"web\",\"identifiers\":[{\"name\":\"email\","                        \
  "\"value\":\"shopper@example.com\"}],\"events\":[{\"code\":\"ibmcartAbandonment\"," \
  "\"timestamp\":\"2026-11-20T08:15:30Z\",\"attributes\":[{\"name\":\"orderTotal\","  \
  "\"value\":\"125.53\",\"type\":\"number\"}]}]}"

/* Which key: "publisher", "subscriber", "both" or "revoked" of the description; NULL: none. */
char       *acoustic_key (SimFixture *fixture, const char *who);
char       *acoustic_url (SimFixture *fixture, const char *path);
SimAnswer  *acoustic_send (SimFixture *fixture,
                           const char *who,
                           const char *method,
                           const char *path,
                           const char *body);
SimAnswer  *acoustic_send_bent (SimFixture *fixture,
                                const char *who,
                                const char *method,
                                const char *path,
                                const char *body,
                                const char *fault);
SimRaw     *acoustic_send_raw (SimFixture *fixture,
                               const char *who,
                               const char *method,
                               const char *path,
                               const char *body,
                               const char *fault);
JsonNode   *acoustic_get_node (SimAnswer *answer);
JsonObject *acoustic_get_status (SimFixture *fixture);
void        acoustic_switch (SimFixture *fixture, const char *name, const char *choice);
