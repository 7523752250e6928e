// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "cue-diagnostic.h"
#include "cue-profile-store.h"
#include "cue-source-health.h"
#include "cue-trace.h"

G_BEGIN_DECLS

// What is read of a file of documents or events.
#define CUE_CTL_MAX_FILE_BYTES (4 * 1024 * 1024)

/**
 * CueCtlStatus:
 * @CUE_CTL_FINE: all is well
 * @CUE_CTL_WARNING: something to look at
 * @CUE_CTL_CRITICAL: it does not work
 * @CUE_CTL_UNKNOWN: it could not be tried, or was asked for in a wrong way
 *
 * How the program ends, as monitoring plugins do.
 */
typedef enum {
  CUE_CTL_FINE,
  CUE_CTL_WARNING,
  CUE_CTL_CRITICAL,
  CUE_CTL_UNKNOWN,
} CueCtlStatus;

gboolean cue_ctl_parse (const char         *name,
                        const char         *arguments,
                        const char         *summary,
                        const GOptionEntry *entries,
                        int                *argc,
                        char             ***argv,
                        int                *status);
int      cue_ctl_fail (CueCtlStatus status, const char *format, ...) G_GNUC_PRINTF (2, 3);
void     cue_ctl_note (const char *format, ...) G_GNUC_PRINTF (1, 2);

gboolean cue_ctl_print (const char *line);
gboolean cue_ctl_print_json (JsonNode *node);
gboolean cue_ctl_output_is_closed (void);
int      cue_ctl_check_output (int status);

char            *cue_ctl_clean (const char *text);
GBytes          *cue_ctl_read_secret (const char *path, GError **error);
GBytes          *cue_ctl_read_file (const char *path, GError **error);
gboolean         cue_ctl_note_findings (GPtrArray *findings);
void             cue_ctl_note_secret (GBytes *secret, gboolean is_base64);
CueProfileStore *cue_ctl_load_profiles (GError **error);
CueProfile      *cue_ctl_find_profile (CueProfileStore *store, const char *name, GError **error);
CueCtlStatus     cue_ctl_status_from_health (CueHealth health);
const char      *cue_ctl_status_to_id (CueCtlStatus status);
const char      *cue_ctl_error_to_id (const GError *error);
const char      *cue_ctl_severity_to_id (CueSeverity severity);

void cue_ctl_add_text (JsonBuilder *builder, const char *member, const char *text);
void cue_ctl_add_time (JsonBuilder *builder, const char *member, gint64 wall_us);
void cue_ctl_add_seconds (JsonBuilder *builder, const char *member, gint64 us);

void cue_ctl_print_exchange (CueExchange *exchange, gboolean json, gboolean pings);
void cue_ctl_print_trace (CueTrace *trace, gboolean json);

G_END_DECLS
