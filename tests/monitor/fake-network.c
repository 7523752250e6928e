// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fake-network.h"

struct _FakeNetwork {
  GObject parent_instance;

  gboolean available;
};

enum {
  PROP_AVAILABLE = 1,
  PROP_METERED,
  PROP_CONNECTIVITY
};

static gboolean
fake_network_initable_init (GInitable *initable, GCancellable *cancellable, GError **error)
{
  return TRUE;
}

static void
fake_network_initable_iface_init (GInitableIface *iface)
{
  iface->init = fake_network_initable_init;
}

static void
fake_network_iface_init (GNetworkMonitorInterface *iface)
{
}

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeNetwork,
                               fake_network,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE,
                                                      fake_network_initable_iface_init)
                                 G_IMPLEMENT_INTERFACE (G_TYPE_NETWORK_MONITOR,
                                                        fake_network_iface_init))

static void
fake_network_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FakeNetwork *self = FAKE_NETWORK (object);

  switch (id) {
  case PROP_AVAILABLE:
    g_value_set_boolean (value, self->available);
    break;
  case PROP_METERED:
    g_value_set_boolean (value, FALSE);
    break;
  case PROP_CONNECTIVITY:
    g_value_set_enum (value,
                      self->available ? G_NETWORK_CONNECTIVITY_FULL : G_NETWORK_CONNECTIVITY_LOCAL);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
fake_network_class_init (FakeNetworkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fake_network_get_property;
  g_object_class_override_property (object_class, PROP_AVAILABLE, "network-available");
  g_object_class_override_property (object_class, PROP_METERED, "network-metered");
  g_object_class_override_property (object_class, PROP_CONNECTIVITY, "connectivity");
}

static void
fake_network_init (FakeNetwork *self)
{
  self->available = TRUE;
}

GNetworkMonitor *
fake_network_new (void)
{
  return G_NETWORK_MONITOR (g_object_new (FAKE_TYPE_NETWORK, NULL));
}

// As the system does, also when nothing is different.
void
fake_network_announce (GNetworkMonitor *network, gboolean available)
{
  FAKE_NETWORK (network)->available = available;
  g_signal_emit_by_name (network, "network-changed", available);
}
