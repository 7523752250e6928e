// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _CueLimitsWriter CueLimitsWriter;

CueLimitsWriter *cue_limits_writer_new (const char *path, const char *key);
CueLimitsWriter *cue_limits_writer_ref (CueLimitsWriter *self);
void             cue_limits_writer_unref (CueLimitsWriter *self);
void             cue_limits_writer_save (CueLimitsWriter *self, gint64 now_wall, GVariant *limits);
gboolean         cue_limits_writer_flush (CueLimitsWriter *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueLimitsWriter, cue_limits_writer_unref)

G_END_DECLS
