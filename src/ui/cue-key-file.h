// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void    cue_key_file_choose_async (GtkWindow          *parent,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            data);
GBytes *cue_key_file_choose_finish (GAsyncResult *result, GError **error);

G_END_DECLS
