// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean cue_media_share_bytes (GBytes             *bytes,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data,
                                GError            **error);
int      cue_media_share_bytes_finish (GAsyncResult *result, GError **error);

G_END_DECLS
