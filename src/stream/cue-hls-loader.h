// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "cue-hls-playlist.h"
#include "cue-http-client.h"

G_BEGIN_DECLS

void            cue_hls_loader_load_async (CueHttpClient      *client,
                                           const char         *url,
                                           const char         *purpose,
                                           GCancellable       *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer            user_data);
CueHlsPlaylist *cue_hls_loader_load_finish (GAsyncResult *result, GError **error);

G_END_DECLS
