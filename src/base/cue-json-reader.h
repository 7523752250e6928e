// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-diagnostic.h"
#include "cue-json.h"
#include "cue-time.h"

G_BEGIN_DECLS

typedef struct _CueJsonReader CueJsonReader;

CueJsonReader *cue_json_reader_new (JsonObject *object, const char *path, GPtrArray *diagnostics);
void           cue_json_reader_free (CueJsonReader *self);

JsonObject    *cue_json_reader_get_json (CueJsonReader *self);
const char    *cue_json_reader_get_path (CueJsonReader *self);
GPtrArray     *cue_json_reader_get_diagnostics (CueJsonReader *self);
gboolean       cue_json_reader_has (CueJsonReader *self, const char *name);
void           cue_json_reader_report (CueJsonReader *self,
                                       CueSeverity    severity,
                                       const char    *name,
                                       const char    *format,
                                       ...) G_GNUC_PRINTF (4, 5);
gboolean       cue_json_reader_get_string (CueJsonReader *self, const char *name, char **out);
gboolean       cue_json_reader_get_bool (CueJsonReader *self, const char *name, gboolean *out);
gboolean       cue_json_reader_get_int64 (CueJsonReader *self, const char *name, gint64 *out);
gboolean       cue_json_reader_get_strv (CueJsonReader *self, const char *name, char ***out);
gboolean       cue_json_reader_get_object (CueJsonReader *self, const char *name, JsonObject **out);
gboolean       cue_json_reader_get_epoch_us (CueJsonReader *self,
                                             const char    *name,
                                             gint64        *out_us,
                                             CueEpochUnit  *unit);
CueJsonReader *cue_json_reader_enter (CueJsonReader *self, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueJsonReader, cue_json_reader_free)

G_END_DECLS
