// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-run-journal.h"

G_BEGIN_DECLS

// What the two files of CueRunJournal share; nobody else includes this.

typedef struct {
  CueRunMark mark;
  guint      status;
  char      *words; // owned, nullable
} CueRunMarkEntry;

// A worker's part of opening a journal.
typedef struct {
  char     *path;   // owned
  char     *header; // owned, nullable: the first line of a new journal
  int       fd;
  JsonNode *root;   // owned, nullable
  GArray   *marks;  // owned, nullable, of CueRunMarkEntry
  gboolean  over;   // nobody wants to go on with it
  gboolean  locked; // another program has it open
} CueRunJournalOpening;

const char *cue_run_mark_get_nick (CueRunMark mark);
GArray     *cue_run_marks_new (guint n);
void        cue_run_journal_opening_free (gpointer data);
void        cue_run_journal_fill_header (JsonObject *object, guint n_requests);
gboolean    cue_run_journal_opening_read (CueRunJournalOpening *opening, GError **error);
gboolean    cue_run_journal_opening_look (CueRunJournalOpening *opening,
                                          GCancellable         *cancellable,
                                          GError              **error);
gboolean    cue_run_journal_opening_create (CueRunJournalOpening *opening, GError **error);
char       *cue_run_journal_file_make_over (const char *why);
gboolean    cue_run_journal_file_discard (const char *path, GError **error);
gboolean    cue_run_journal_file_delete (const char *path);
gboolean cue_run_journal_file_write (int fd, const char *path, const char *lines, GError **error);

G_END_DECLS
