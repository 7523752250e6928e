// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-asset-watch.h"
#include "monitor-fixture.h"

G_BEGIN_DECLS

// An event with pictures that a hand-made server has, and what there is to say about them.

#define ASSET_FIXTURE_CUSTOM  "\"customText\":[\"Soon\"],\"customBgImg916\":\"%s/custom-bg.png\","
#define ASSET_FIXTURE_PRELIVE "\"preliveBgImg916\":\"%s/prelive-bg.png\""

GBytes *asset_fixture_make_png (guint width, guint height, guint32 rgb);
void    asset_fixture_put (MonitorFixture *f, const char *path, guint32 rgb);
void    asset_fixture_set_state (MonitorFixture *f, const char *state, const char *rest);
void    asset_fixture_start (MonitorFixture *f, const char *state, const char *rest);
void    asset_fixture_poll (MonitorFixture *f);
void    asset_fixture_wait (MonitorFixture *f);

CueAssetItem *asset_fixture_get (MonitorFixture *f, const char *field);
gboolean      asset_fixture_has_finding (MonitorFixture *f, const char *field, const char *code);
gboolean      asset_fixture_observed (MonitorFixture *f, const char *kind);

G_END_DECLS
