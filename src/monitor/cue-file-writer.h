// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _CueFileWriter CueFileWriter;

CueFileWriter *cue_file_writer_new (const char *path);
CueFileWriter *cue_file_writer_ref (CueFileWriter *self);
void           cue_file_writer_unref (CueFileWriter *self);
gboolean
cue_file_writer_write (CueFileWriter *self, GBytes *bytes, guint64 generation, GError **error);

void     cue_file_writer_write_async (CueFileWriter      *self,
                                      gpointer            source,
                                      GBytes             *bytes,
                                      guint64             generation,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data);
gboolean cue_file_writer_write_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueFileWriter, cue_file_writer_unref)

G_END_DECLS
