// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void     cue_compat_confirm_async (GtkWindow          *parent,
                                   const char         *heading,
                                   const char         *body,
                                   const char         *action,
                                   gboolean            destructive,
                                   GAsyncReadyCallback callback,
                                   gpointer            data);
gboolean cue_compat_confirm_finish (GAsyncResult *result);

void cue_compat_tell (GtkWindow *parent, const char *heading, const char *body);

void   cue_compat_open_file_async (GtkWindow          *parent,
                                   const char         *title,
                                   const char         *accept,
                                   GAsyncReadyCallback callback,
                                   gpointer            data);
void   cue_compat_save_file_async (GtkWindow          *parent,
                                   const char         *title,
                                   const char         *name,
                                   GAsyncReadyCallback callback,
                                   gpointer            data);
GFile *cue_compat_file_finish (GAsyncResult *result);

void cue_compat_open_uri (GtkWindow *parent, const char *uri);


G_END_DECLS
