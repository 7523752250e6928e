// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-access-row.h"
#include "cue-clock.h"

G_BEGIN_DECLS

#define CUE_ACCESS_LOG_DEFAULT_ROWS  1000000
#define CUE_ACCESS_LOG_DEFAULT_BYTES (160 * 1000 * 1000)
#define CUE_ACCESS_LOG_MAX_RAW       (1024 * 1024)

/**
 * CueAccessOutcome:
 * @CUE_ACCESS_ADDED: there is a new row
 * @CUE_ACCESS_REPEATED: the same message was there before; its row says so
 *
 * What became of a message.
 */
typedef enum {
  CUE_ACCESS_ADDED,
  CUE_ACCESS_REPEATED,
} CueAccessOutcome;

#define CUE_TYPE_ACCESS_LOG (cue_access_log_get_type ())

G_DECLARE_FINAL_TYPE (CueAccessLog, cue_access_log, CUE, ACCESS_LOG, GObject)

CueAccessLog *cue_access_log_new (guint max_rows, gsize max_bytes);

guint   cue_access_log_add_source (CueAccessLog *self,
                                   CueAccessKind kind,
                                   const char   *site_id,
                                   const char   *site_name);
void    cue_access_log_set_heard (CueAccessLog *self, guint source, gint64 heard_wall_us);
gint64  cue_access_log_get_heard (CueAccessLog *self, guint source);
guint64 cue_access_log_append (CueAccessLog     *self,
                               guint             source,
                               const char       *text,
                               gsize             length,
                               gint64            received_wall_us,
                               CueAccessOutcome *outcome);
guint64 cue_access_log_append_arguments (CueAccessLog *self,
                                         guint         source,
                                         const char   *arguments,
                                         gsize         length,
                                         guint         n_arguments,
                                         gint64        received_wall_us);
guint64 cue_access_log_append_call (CueAccessLog *self,
                                    guint         source,
                                    const char   *target,
                                    const char   *arguments,
                                    gsize         length,
                                    gint64        received_wall_us);
guint64 cue_access_log_append_gap (CueAccessLog *self,
                                   guint         source,
                                   gint64        from_wall_us,
                                   gint64        to_wall_us);
void    cue_access_log_flush (CueAccessLog *self);
void    cue_access_log_clear (CueAccessLog *self);

guint64         cue_access_log_get_first_id (CueAccessLog *self);
guint64         cue_access_log_get_last_id (CueAccessLog *self);
CueAccessRow   *cue_access_log_get_row (CueAccessLog *self, guint64 id);
CueAccessEvent *cue_access_log_get_event (CueAccessLog *self, guint64 id);
CueAccessMarks  cue_access_log_get_marks (CueAccessLog *self, guint64 id);
gboolean        cue_access_log_find (CueAccessLog *self, guint64 id, guint *position);

GListModel *cue_access_log_get_alarms (CueAccessLog *self);
guint64     cue_access_log_get_dropped (CueAccessLog *self);
guint64     cue_access_log_get_repeated (CueAccessLog *self);
guint64     cue_access_log_get_undecoded (CueAccessLog *self);
gsize       cue_access_log_get_bytes (CueAccessLog *self);

G_END_DECLS
