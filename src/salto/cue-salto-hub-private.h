// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-salto-gate.h"
#include "cue-salto-hub.h"

G_BEGIN_DECLS

struct _CueSaltoHub {
  GObject parent_instance;

  CueSignalrConnection *connection; // owned
  CueClock             *clock;      // owned
  CueSaltoGate         *gate;       // owned, nullable
  CueSaltoStream        stream;
  char                 *site_id;   // owned
  char                 *site_name; // owned
  char                 *user_id;   // owned
  CueSaltoHubHandler    handler;
  gpointer              handler_data;
  gboolean              blocked;
  CueSignalrReason      reason;
  GError               *error;      // owned, nullable: the last failure
  guint                 n_failures; // since it was connected
  gint64                heard_us;   // wall: last heard before it was blocked or stopped, 0: never
};

G_END_DECLS
