// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sim-fixture.h"

/* What is the same for the faults of each service whose answers are checked at the bytes. */

/* Sends a call of the service, which succeeds when no fault is on. @fault: nullable */
typedef SimRaw *(*SimSendCall) (SimFixture *fixture, guint call, const char *fault);

/* What the bytes of one answer must be like. */
typedef struct {
  const char *id;
  const char *variant; // nullable
  guint       call;
  SimRawEnd   end;
  const char *present; // nullable
  const char *also;    // nullable
  const char *absent;  // nullable
} SimCase;

/* What an answer says and what was done are two things, and each fault is about one of them. */
typedef struct {
  const char *fault;
  gboolean    done;
} SimDone;

void sim_cases_check_complete (const SimCase *cases, gsize n, const char *prefix, guint n_faults);
void sim_case_check (SimFixture *fixture, const SimCase *c, SimSendCall send);
void sim_try_every_fault (SimFixture *fixture, guint n_calls, SimSendCall send);
void sim_check_done (SimFixture    *fixture,
                     const SimDone *answers,
                     gsize          n,
                     guint          call,
                     SimSendCall    send,
                     gint64 (*count) (SimFixture *fixture));
void sim_check_refused (SimFixture *fixture, const char *target, guint call, SimSendCall send);
