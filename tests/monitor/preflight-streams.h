// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-preflight.h"
#include "fake-engine.h"

G_BEGIN_DECLS

// Streams made by hand for the check before the show, with segments that the tests encode.

CuePreflight *
streams_run_beside (CueProfile *profile, CueClock *clock, GTlsDatabase *database, CueTrace *doors);
CuePreflight *streams_run (CueProfile *profile, CueClock *clock, GTlsDatabase *database);
void          streams_wait (CuePreflight *preflight);
void          streams_assert_found (CuePreflight *preflight, const char *code, const char *status);
void          streams_assert_not_found (CuePreflight *preflight, const char *code);

void streams_put_sound (FakeEngine *engine, const char *path, const char *wave);
void
streams_put_segment (FakeEngine *engine, const char *path, const char *pattern, const char *wave);
void streams_put_playlist (FakeEngine *engine, const char *path, const char *text);

G_END_DECLS
