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
void   cue_compat_choose_folder_async (GtkWindow          *parent,
                                       const char         *title,
                                       GAsyncReadyCallback callback,
                                       gpointer            data);
void   cue_compat_save_file_async (GtkWindow          *parent,
                                   const char         *title,
                                   const char         *name,
                                   GAsyncReadyCallback callback,
                                   gpointer            data);
GFile *cue_compat_file_finish (GAsyncResult *result);

/**
 * CueFileChooser:
 * @name: (nullable): the name that is proposed; %NULL where something that exists is chosen
 * @data: given with it
 *
 * Chooses a file or a folder in place of the user.
 *
 * Returns: (transfer full) (nullable): the choice, or %NULL for none
 */
typedef GFile *(*CueFileChooser) (const char *name, gpointer data);

void cue_compat_set_file_chooser (CueFileChooser chooser, gpointer data);

/**
 * CueUriOpener:
 * @uri: a web address
 * @data: given with it
 * @error: why it could not be opened
 *
 * Opens a web page in place of the desktop.
 *
 * Returns: whether it did
 */
typedef gboolean (*CueUriOpener) (const char *uri, gpointer data, GError **error);

void     cue_compat_set_uri_opener (CueUriOpener opener, gpointer data);
void     cue_compat_open_uri_async (GtkWindow          *parent,
                                    const char         *uri,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            data);
gboolean cue_compat_open_uri_finish (GAsyncResult *result, GError **error);

G_END_DECLS
