// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-acoustic-reply.h"
#include "cue-event-type.h"

G_BEGIN_DECLS

/* More of either than anybody registers; the rest is counted in a diagnostic. */
#define CUE_ACOUSTIC_MAX_TYPES 20000
#define CUE_ACOUSTIC_MAX_CODES 20000

GPtrArray *cue_acoustic_read_event_types (CueAcousticReply  *reply,
                                          CueEventTypeOrigin origin,
                                          GPtrArray         *diagnostics,
                                          GError           **error);
void       cue_acoustic_read_event_types_async (CueAcousticReply   *reply,
                                                CueEventTypeOrigin  origin,
                                                GCancellable       *cancellable,
                                                GAsyncReadyCallback callback,
                                                gpointer            user_data);
GPtrArray *
cue_acoustic_read_event_types_finish (GAsyncResult *result, GPtrArray *diagnostics, GError **error);
GStrv    cue_acoustic_read_codes (CueAcousticReply *reply, GPtrArray *diagnostics, GError **error);
GStrv    cue_acoustic_read_file_names (CueAcousticReply *reply,
                                       GArray           *sizes,
                                       GPtrArray        *diagnostics,
                                       GError          **error);
gboolean cue_acoustic_read_browser_key (CueAcousticReply *reply,
                                        char            **endpoint_id,
                                        char            **key,
                                        GError          **error);

/* The same without a reply, for documents and tests. */
GPtrArray *cue_acoustic_event_types_from_json (JsonNode          *node,
                                               CueEventTypeOrigin origin,
                                               GPtrArray         *diagnostics,
                                               GError           **error);
GStrv      cue_acoustic_codes_from_json (JsonNode *node, GPtrArray *diagnostics, GError **error);
GStrv      cue_acoustic_file_names_from_json (JsonNode  *node,
                                              GArray    *sizes,
                                              GPtrArray *diagnostics,
                                              GError   **error);
gboolean
cue_acoustic_browser_key_from_json (JsonNode *node, char **endpoint_id, char **key, GError **error);

G_END_DECLS
