// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

/* The ASP.NET Core hub of tests/peers/aspnet-hub while it runs. It is built in the build folder,
 * once a run; where that cannot be done there is a reason in its place. */
typedef struct {
  GSubprocess      *process;
  GDataInputStream *output;
  GPtrArray        *reports; // of JSON texts, one for each thing that happened
  char             *url;     // origin
  gboolean          over;    // its output has ended
} AspnetServer;

const char   *aspnet_server_build (const char *source_dir, const char *build_dir);
AspnetServer *aspnet_server_start (const char *build_dir);
void          aspnet_server_shut_down (AspnetServer *server);
gboolean      aspnet_server_reported (AspnetServer *server, const char *part);
void          aspnet_server_stop (AspnetServer *server);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AspnetServer, aspnet_server_stop)
