// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

// A network that is there when a test says so.
#define FAKE_TYPE_NETWORK (fake_network_get_type ())
G_DECLARE_FINAL_TYPE (FakeNetwork, fake_network, FAKE, NETWORK, GObject)

GNetworkMonitor *fake_network_new (void);
void             fake_network_announce (GNetworkMonitor *network, gboolean available);

G_END_DECLS
