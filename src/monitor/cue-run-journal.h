// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * CueRunMark:
 * @CUE_RUN_MARK_NONE: it was never begun, or is known not to have been taken
 * @CUE_RUN_MARK_BEGUN: it was begun, and nothing is known of its end
 * @CUE_RUN_MARK_DONE: the service took it
 * @CUE_RUN_MARK_REFUSED: the service refused it
 * @CUE_RUN_MARK_UNKNOWN: it was sent, and whether the service took it is not known
 * @CUE_RUN_MARK_LEFT: as before, and somebody decided not to send it again
 *
 * What a journal says about a request.
 */
typedef enum {
  CUE_RUN_MARK_NONE,
  CUE_RUN_MARK_BEGUN,
  CUE_RUN_MARK_DONE,
  CUE_RUN_MARK_REFUSED,
  CUE_RUN_MARK_UNKNOWN,
  CUE_RUN_MARK_LEFT,
} CueRunMark;

#define CUE_TYPE_RUN_JOURNAL (cue_run_journal_get_type ())
G_DECLARE_FINAL_TYPE (CueRunJournal, cue_run_journal, CUE, RUN_JOURNAL, GObject)

CueRunJournal *cue_run_journal_new (const char *path);
char          *cue_run_journal_make_path (const char *fingerprint, const char *account);

void     cue_run_journal_create_async (CueRunJournal      *self,
                                       JsonNode           *header,
                                       guint               n_requests,
                                       GCancellable       *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data);
void     cue_run_journal_open_async (CueRunJournal      *self,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data);
gboolean cue_run_journal_open_finish (CueRunJournal *self, GAsyncResult *result, GError **error);
void     cue_run_journal_close (CueRunJournal *self);

const char *cue_run_journal_get_path (CueRunJournal *self);
JsonNode   *cue_run_journal_get_header (CueRunJournal *self);
guint       cue_run_journal_get_n_requests (CueRunJournal *self);
CueRunMark  cue_run_journal_get_mark (CueRunJournal *self, guint request);
guint       cue_run_journal_get_status (CueRunJournal *self, guint request);
const char *cue_run_journal_get_words (CueRunJournal *self, guint request);
guint       cue_run_journal_count (CueRunJournal *self, CueRunMark mark);

void cue_run_journal_mark (CueRunJournal *self,
                           guint          request,
                           CueRunMark     mark,
                           guint          status,
                           const char    *words);
void cue_run_journal_mark_over (CueRunJournal *self);
void
cue_run_journal_sync_async (CueRunJournal *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean cue_run_journal_sync_finish (CueRunJournal *self, GAsyncResult *result, GError **error);

G_END_DECLS
