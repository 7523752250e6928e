// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "cue-monitor.h"

G_BEGIN_DECLS

// A hand-made Event Engine on loopback that says exactly what a test wants, and waits that have an
// end. The simulator of the tree is not used here: a rule should be tried alone.

typedef struct _FakeEngine FakeEngine;

FakeEngine *fake_engine_new (void);
void        fake_engine_free (FakeEngine *self);
const char *fake_engine_get_base (FakeEngine *self);
void        fake_engine_set (FakeEngine *self,
                             const char *path,
                             guint       status,
                             const char *type,
                             const char *body);
void  fake_engine_set_bytes (FakeEngine *self, const char *path, const char *type, GBytes *bytes);
void  fake_engine_set_state (FakeEngine *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
void  fake_engine_set_silent (FakeEngine *self, const char *path, gboolean silent);
void  fake_engine_set_cache (FakeEngine *self, const char *path, const char *cache_control);
void  fake_engine_release (FakeEngine *self, const char *path);
guint fake_engine_get_hits (FakeEngine *self, const char *path);

CueProfile *fake_engine_make_profile (FakeEngine *self, CueProfileSource kind);

typedef gboolean (*FakeCondition) (gpointer data);
void  fake_engine_wait (FakeCondition condition, gpointer data);
void  fake_engine_settle (void);
void  fake_engine_wait_gone (gpointer location);
void  fake_engine_wait_polls (CueMonitor *monitor, guint n);
guint fake_engine_count_polls (CueMonitor *monitor);
char *fake_engine_list_problems (CueMonitor *monitor);
char *fake_engine_list_kinds (CueMonitor *monitor);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FakeEngine, fake_engine_free)

G_END_DECLS
