// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-fake-clock.h"
#include "fake-engine.h"

G_BEGIN_DECLS

// One monitor of a hand-made Event Engine, on a clock that only the test moves.

#define MONITOR_FIXTURE_WALL_S 1795164000

#define MONITOR_FIXTURE_MASTER                                                                 \
  "#EXTM3U\n"                                                                                  \
  "#EXT-X-STREAM-INF:BANDWIDTH=800000,RESOLUTION=640x360,CODECS=\"avc1.4d401e,mp4a.40.2\"\n"   \
  "low/index.m3u8\n"                                                                           \
  "#EXT-X-STREAM-INF:BANDWIDTH=2400000,RESOLUTION=1280x720,CODECS=\"avc1.4d401f,mp4a.40.2\"\n" \
  "high/index.m3u8\n"

typedef struct {
  FakeEngine     *engine;
  CueClock       *clock;
  CueSecretStore *secrets;
  CueProfile     *profile;
  CueMonitor     *monitor; // nullable
  char           *folder;
  char           *limits_path;
} MonitorFixture;

void monitor_fixture_set_up (MonitorFixture *f, gconstpointer data);
void monitor_fixture_tear_down (MonitorFixture *f, gconstpointer data);
void monitor_fixture_make (MonitorFixture *f, CueProfileSource kind);
void monitor_fixture_poll_again (MonitorFixture *f);
void monitor_fixture_pass (MonitorFixture *f, guint seconds);
void monitor_fixture_assert_problems (MonitorFixture *f, const char *expected);
void monitor_fixture_go_live (MonitorFixture *f, const char *manifest);

G_END_DECLS
