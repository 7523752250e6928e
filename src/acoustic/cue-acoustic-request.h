// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-acoustic-call.h"

G_BEGIN_DECLS

/* The service never names more files at once. */
#define CUE_ACOUSTIC_MAX_FILES 10

#define CUE_TYPE_ACOUSTIC_REQUEST (cue_acoustic_request_get_type ())

G_DECLARE_FINAL_TYPE (CueAcousticRequest, cue_acoustic_request, CUE, ACOUSTIC_REQUEST, GObject)

gboolean cue_acoustic_base_url_check (const char *base_url, GError **error);
char    *cue_acoustic_base_url_normalize (const char *base_url);

CueAcousticRequest *cue_acoustic_request_new_publish (const char *base_url, GBytes *body);
CueAcousticRequest *cue_acoustic_request_new_register_type (const char *base_url, GBytes *body);
CueAcousticRequest *cue_acoustic_request_new_list_types (const char *base_url);
CueAcousticRequest *cue_acoustic_request_new_list_subscribed_codes (const char *base_url);
CueAcousticRequest *cue_acoustic_request_new_list_subscribed_types (const char *base_url);
CueAcousticRequest *
cue_acoustic_request_new_list_consumed_types (const char *base_url, gboolean extra_fields);
CueAcousticRequest *cue_acoustic_request_new_replace_attributes (const char     *base_url,
                                                                 CueAcousticRole role,
                                                                 const char     *endpoint_id,
                                                                 GBytes         *body);
CueAcousticRequest *cue_acoustic_request_new_delete_type (const char *base_url, const char *code);
CueAcousticRequest *cue_acoustic_request_new_list_files (const char *base_url, guint max_files);
CueAcousticRequest *cue_acoustic_request_new_get_file (const char *base_url, const char *name);
CueAcousticRequest *cue_acoustic_request_new_delete_file (const char *base_url, const char *name);
CueAcousticRequest *
cue_acoustic_request_new_get_browser_key (const char *base_url, const char *endpoint_id);
CueAcousticRequest *cue_acoustic_request_new_set_notification (const char *base_url, GBytes *body);
CueAcousticRequest *cue_acoustic_request_new_delete_notification (const char *base_url);

CueAcousticCall cue_acoustic_request_get_call (CueAcousticRequest *self);
const char     *cue_acoustic_request_get_method (CueAcousticRequest *self);
const char     *cue_acoustic_request_get_url (CueAcousticRequest *self);
GBytes         *cue_acoustic_request_get_body (CueAcousticRequest *self);
const char     *cue_acoustic_request_get_accept (CueAcousticRequest *self);
const char     *cue_acoustic_request_get_subject (CueAcousticRequest *self);
char           *cue_acoustic_request_describe (CueAcousticRequest *self);

G_END_DECLS
