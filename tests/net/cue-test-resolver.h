// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * A name server for tests that asks nobody: localhost and other loopback names are 127.0.0.1,
 * blackhole.example.invalid has a dead IPv6 address before it, later.example.invalid cannot be
 * looked up at the moment, public.example.invalid has an address that its name does not tell
 * (127.0.0.1), and everything else does not exist.
 */
#define CUE_TYPE_TEST_RESOLVER (cue_test_resolver_get_type ())

G_DECLARE_FINAL_TYPE (CueTestResolver, cue_test_resolver, CUE, TEST_RESOLVER, GResolver)

void cue_test_resolver_install (void);

G_END_DECLS
