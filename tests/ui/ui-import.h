// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui-acoustic.h"

#include "cue-acoustic-import-view.h"

G_BEGIN_DECLS

// The rows of a file on the page of Acoustic Exchange, and the run that sends them.

#define UI_IMPORT_N_ROWS 20

CueAcousticImportView *ui_import_find_view (UiAcoustic *f);
void                   ui_import_open_text (UiAcoustic *f, const char *text, gssize length);
// The form, with a file that was read and all of whose rows were looked at. The time of one of them
// can be a wrong one.
void ui_import_open_rows (UiAcoustic *f, gboolean production, const char *wrong_time);
void ui_import_activate (UiAcoustic *f, const char *action);

// What is sent, once that began.
CuePublishRun *ui_import_get_run (UiAcoustic *f);
void           ui_import_activate_run (UiAcoustic *f, const char *action);
// It began, and has nothing on its way any more.
gboolean ui_import_is_quiet (gpointer f);
void     ui_import_wait_until_quiet (UiAcoustic *f);

// The question before something is sent.
GtkWidget *ui_import_wait_for_guard (void);

G_END_DECLS
