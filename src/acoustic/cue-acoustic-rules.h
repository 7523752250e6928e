// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-acoustic-call.h"
#include "cue-finding.h"

G_BEGIN_DECLS

#define CUE_ACOUSTIC_MAX_FILE_NAMES 10

/* Fields that stand in no body, as findings name them. */
#define CUE_ACOUSTIC_FIELD_BASE_URL    "base-url"
#define CUE_ACOUSTIC_FIELD_KEY         "key"
#define CUE_ACOUSTIC_FIELD_ENDPOINT_ID "endpoint-id"
#define CUE_ACOUSTIC_FIELD_CODE        "code"
#define CUE_ACOUSTIC_FIELD_NUM_FILES   "num-files"
#define CUE_ACOUSTIC_FIELD_FILE_NAME   "file-name"
#define CUE_ACOUSTIC_FIELD_CONFIRM     "confirm"

char    *cue_acoustic_normalise_timestamp (const char *text);
gboolean cue_acoustic_parse_timestamp (const char *text, gint64 *out_us);
gboolean cue_acoustic_value_fits (const char *value, const char *type);
gboolean cue_acoustic_type_is_known (const char *type);

void cue_acoustic_check_base_url (GPtrArray *findings, const char *url);
void cue_acoustic_check_key (GPtrArray *findings, const char *key);
void cue_acoustic_check_role (GPtrArray      *findings,
                              CueAcousticRole needed,
                              CueAcousticRole have,
                              const char     *source);
void cue_acoustic_check_endpoint_id (GPtrArray *findings, const char *id);
void cue_acoustic_check_delete_code (GPtrArray *findings, const char *code, const char *typed);
void cue_acoustic_check_num_files (GPtrArray *findings, const char *text);
void
cue_acoustic_check_file_name (GPtrArray *findings, const char *name, const char *const *listed);
void cue_acoustic_check_delete_file (GPtrArray *findings, gboolean saved, gboolean confirmed);
void cue_acoustic_check_delete_notification (GPtrArray *findings, gboolean confirmed);

G_END_DECLS
