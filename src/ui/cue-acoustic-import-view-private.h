// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-acoustic-import-view.h"
#include "cue-csv-mapping.h"
#include "cue-csv-preview.h"
#include "cue-csv-survey.h"
#include "cue-finding-label.h"
#include "cue-publish-run-view.h"

G_BEGIN_DECLS

/* What the parts of the view share: `cue-acoustic-import-view.c` reads the file and shows what
 * becomes of it, `cue-acoustic-import-sending.c` sends it, and `cue-acoustic-import-runs.c` lists
 * what was sent. */
struct _CueAcousticImportView {
  AdwBin parent_instance;

  CueAcousticDesk           *desk;       /* owned; may be NULL */
  CueAcousticDeskConnection *connection; /* owned; may be NULL */
  GListModel                *runs;       /* owned; those of ‘connection’; may be NULL */
  GListModel    *interrupted; /* owned; of CueInterruptedRun of ‘connection’; may be NULL */
  GFile         *file;        /* owned; may be NULL */
  CueCsvMapping *mapping;     /* owned; of ‘file’; may be NULL */
  CueCsvSurvey  *survey;      /* owned; NULL until all rows were looked at */
  GCancellable  *reading;     /* owned; of the file; may be NULL */
  GCancellable  *surveying;   /* owned; of the rows; may be NULL */
  GCancellable  *sending;     /* owned; of what is prepared; may be NULL */
  guint          survey_wait; /* source that looks at the rows; 0: none */
  gboolean       filling;

  GtkStack          *pages;
  GtkListBox        *run_list;
  GtkWidget         *runs_group;
  GtkListBox        *interrupted_list;
  GtkWidget         *interrupted_group;
  CueFindingLabel   *fault;
  GtkLabel          *title;
  GtkLabel          *words;
  GtkSpinner        *spinner;
  GtkWidget         *cancel;
  GtkButton         *publish;
  CueFindingLabel   *result;
  GtkEditable       *code;
  GtkEditable       *time;
  GtkEditable       *zone;
  GtkEditable       *channel;
  GtkSpinButton     *per_request;
  GtkSwitch         *send_empty;
  CueFindingLabel   *code_finding;
  CueFindingLabel   *time_finding;
  CueFindingLabel   *zone_finding;
  CueFindingLabel   *channel_finding;
  CueFindingLabel   *identifiers_finding;
  GtkListBox        *columns;
  CueCsvPreview     *preview;
  CuePublishRunView *run;
};

void cue_acoustic_import_view_update (CueAcousticImportView *self);
void cue_acoustic_import_view_show_run (CueAcousticImportView *self, CuePublishRun *run);
void cue_acoustic_import_view_on_run_activated (CueAcousticImportView *self, GtkListBoxRow *row);
void cue_acoustic_import_view_take_runs (CueAcousticImportView *self);
void cue_acoustic_import_view_drop_runs (CueAcousticImportView *self);
void cue_acoustic_import_view_stop_preparing (CueAcousticImportView *self);
void cue_acoustic_import_view_install_actions (GtkWidgetClass *widget_class);

G_END_DECLS
