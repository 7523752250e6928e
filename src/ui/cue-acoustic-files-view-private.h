// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-acoustic-files-view.h"
#include "cue-event-file-sheet.h"
#include "cue-finding-label.h"

G_BEGIN_DECLS

/* What the two halves of the view share: `cue-acoustic-files-view.c` shows the queue,
 * `cue-acoustic-files-actions.c` does something with its files. */
struct _CueAcousticFilesView {
  AdwBin parent_instance;

  CueAcousticDeskConnection *connection;  /* owned; may be NULL */
  CueEventFileQueue         *queue;       /* owned; of ‘connection’; may be NULL */
  GCancellable              *cancellable; /* owned; ends what only this view waits for */
  char                      *fault;       /* owned; why the list did not come; may be NULL */

  GtkStack          *pages;
  CueEventFileSheet *sheet;
  GtkWidget         *tools;
  GtkLabel          *words;
  GtkSpinner        *spinner;
  GtkWidget         *cancel;
  CueFindingLabel   *result;
  CueFindingLabel   *odd;
  GtkStack          *stack;
  AdwStatusPage     *failed;
  AdwActionRow      *folder;
  GtkListBox        *list;
};

/* Something that was begun for one queue: when another one is shown by its end, nobody waits. */
typedef struct {
  CueAcousticFilesView *self;  /* owned */
  CueEventFileQueue    *queue; /* owned */
  CueEventFile         *file;  /* owned; may be NULL */
} CueFilesTurn;

CueFilesTurn *cue_files_turn_new (CueAcousticFilesView *self, CueEventFile *file);
void          cue_files_turn_free (CueFilesTurn *turn);
gboolean      cue_files_turn_is_stale (CueFilesTurn *turn);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueFilesTurn, cue_files_turn_free)

GCancellable *cue_acoustic_files_view_get_writing (CueAcousticFilesView *self);
void          cue_acoustic_files_view_end_writing (CueAcousticFilesView *self);
CueEventFile *cue_acoustic_files_view_dup_file (CueAcousticFilesView *self, GVariant *parameter);
void          cue_acoustic_files_view_show_blocked (CueAcousticFilesView *self);
void          cue_acoustic_files_view_install_actions (GtkWidgetClass *widget_class);

G_END_DECLS
