// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-fake-clock.h"
#include "cue-simulator.h"

#include <libsoup/soup.h>

/* 2026-11-22T12:10:00Z: ten minutes after a change of the state URL. */
#define SIM_WALL_US      (G_GINT64_CONSTANT (1795349400) * G_USEC_PER_SEC)
#define SIM_MONOTONIC_US (G_GINT64_CONSTANT (5000) * G_USEC_PER_SEC)
#define SIM_PATIENCE_MS  40000

/* A simulator without media on a fake clock, and a client that is nothing but libsoup. */
typedef struct {
  CueSimulator *simulator;
  CueClock     *clock;
  SoupSession  *session;
  JsonObject   *description;
} SimFixture;

/* @data: name of the scenario; NULL: calm. */
void        sim_fixture_set_up (SimFixture *fixture, gconstpointer data);
void        sim_fixture_set_up_with_assets (SimFixture *fixture, gconstpointer data);
void        sim_fixture_set_up_later (SimFixture *fixture, gconstpointer data);
void        sim_fixture_tear_down (SimFixture *fixture, gconstpointer data);
void        sim_advance (SimFixture *fixture, double seconds);
const char *sim_url (SimFixture *fixture, const char *name);
char       *sim_sign (const char *header, const char *payload, const char *secret);
char       *sim_token (SimFixture *fixture, int ttl_s);

/* One answer, read to its end. */
typedef struct {
  guint               status; // 0: none came, then there is an error
  SoupMessageHeaders *headers;
  char               *text;
  gsize               size;
  GError             *error;
} SimAnswer;

SimAnswer *sim_send (SimFixture *fixture, SoupMessage *message);
SimAnswer *sim_get (SimFixture *fixture, const char *url);
SimAnswer *sim_get_with (SimFixture *fixture, const char *url, const char *name, const char *value);
SimAnswer *sim_get_state_url (SimFixture *fixture, const char *token);
SimAnswer *sim_post (SimFixture *fixture, const char *url, const char *type, const char *body);
void       sim_answer_free (SimAnswer *answer);
JsonObject *sim_answer_get_object (SimAnswer *answer);

/* A connection without any HTTP library, to see the very bytes. */
typedef struct {
  GSocket    *socket;
  GByteArray *bytes;
} SimRaw;

typedef enum {
  SIM_RAW_CLOSED,
  SIM_RAW_RESET,
  SIM_RAW_LIMIT,
  SIM_RAW_QUIET,
  SIM_RAW_REFUSED
} SimRawEnd;

SimRaw   *sim_raw_new (const char *origin, const char *request);
SimRawEnd sim_raw_read (SimRaw *raw, gsize limit, guint quiet_ms);
gboolean  sim_raw_contains (SimRaw *raw, const char *text);
void      sim_raw_free (SimRaw *raw);
SimRaw   *sim_raw_get (SimFixture *fixture, const char *url, const char *header);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimAnswer, sim_answer_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimRaw, sim_raw_free)
