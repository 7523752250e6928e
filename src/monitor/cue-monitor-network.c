// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-monitor-private.h"

// Whether this computer has a network: not to judge anything by it, since it may be wrong, but to
// try again when it comes.

static void
on_network_changed (GNetworkMonitor *network, gboolean available, CueMonitor *self)
{
  if (available)
    cue_engine_poller_network_changed (self->poller);
}

/**
 * cue_monitor_set_network:
 * @network: tells when the network changes
 *
 * For tests; before [method@Monitor.start]. The default is that of the system.
 */
void
cue_monitor_set_network (CueMonitor *self, GNetworkMonitor *network)
{
  g_return_if_fail (CUE_IS_MONITOR (self));
  g_return_if_fail (!self->running);

  g_set_object (&self->network, network);
}

/**
 * cue_monitor_begin_network:
 *
 * Listens for changes of the network, as long as the event is watched.
 */
void
cue_monitor_begin_network (CueMonitor *self)
{
  if (self->network == NULL)
    self->network = g_object_ref (g_network_monitor_get_default ());
  g_signal_connect_object (self->network,
                           "network-changed",
                           G_CALLBACK (on_network_changed),
                           self,
                           0);
}

void
cue_monitor_end_network (CueMonitor *self)
{
  if (self->network != NULL)
    g_signal_handlers_disconnect_by_func (self->network, on_network_changed, self);
}
