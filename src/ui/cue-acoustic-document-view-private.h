// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-acoustic-document-view.h"
#include "cue-finding-label.h"

G_BEGIN_DECLS

/* What the parts of the view share: `cue-acoustic-document-view.c` shows, `-reading.c` reads the
 * file and asks the server, and `-applying.c` applies the difference. */
struct _CueAcousticDocumentView {
  AdwBin parent_instance;

  CueAcousticDeskConnection *connection; /* owned; may be NULL */
  GFile                     *file;       /* owned; may be NULL */
  CueEventTypeDocument      *document;   /* owned; what ‘file’ says; may be NULL */
  GPtrArray  *read; /* owned, of CueFinding: about how ‘document’ is written; may be NULL */
  GListModel *differences;        /* owned; of CueEventTypeChange; may be NULL */
  CueEventTypeApplying *applying; /* owned; what is shown of ‘connection’; may be NULL */
  GCancellable         *reading;  /* owned; of the file and the server; may be NULL */
  gboolean              is_old;   /* it was compared with another connection */

  GtkLabel        *title;
  GtkSpinner      *spinner;
  GtkWidget       *again;
  GtkWidget       *dry_run;
  GtkWidget       *apply;
  GtkWidget       *stop;
  GtkLabel        *words;
  GtkMenuButton   *findings_button;
  GtkListBox      *findings;
  GtkCheckButton  *removals;
  CueFindingLabel *result;
  CueFindingLabel *warning;
  GtkProgressBar  *progress;
  GtkStack        *stack;
  GtkListBox      *faults;
  GtkListView     *changes;
  GtkListView     *calls;
};

gboolean    cue_acoustic_document_view_is_applying (CueAcousticDocumentView *self);
void        cue_acoustic_document_view_update_actions (CueAcousticDocumentView *self);
void        cue_acoustic_document_view_show_page (CueAcousticDocumentView *self,
                                                  const char              *page,
                                                  const char              *words);
void        cue_acoustic_document_view_show_differences (CueAcousticDocumentView *self);
GListModel *cue_acoustic_document_view_make_wanted (CueAcousticDocumentView *self);

void cue_acoustic_document_view_compare (CueAcousticDocumentView *self);
void cue_acoustic_document_view_stop_reading (CueAcousticDocumentView *self);

void cue_acoustic_document_view_show_applying (CueAcousticDocumentView *self,
                                               CueEventTypeApplying    *applying);
void cue_acoustic_document_view_drop_applying (CueAcousticDocumentView *self);
void cue_acoustic_document_view_install_applying (GtkWidgetClass *widget_class);

G_END_DECLS
