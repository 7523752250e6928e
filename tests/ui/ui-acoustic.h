// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui-fixture.h"
#include "ui-keys.h"

#include "cue-acoustic-page.h"
#include "cue-json-editor.h"
#include "cue-simulator.h"

G_BEGIN_DECLS

// The page of Acoustic Exchange with the account of the simulator: a connection that publishes, one
// that subscribes, and one that is marked as production.

typedef struct {
  UiFixture          ui;
  CueSimulator      *simulator;
  CueRedactor       *redactor;
  CueTrace          *trace;
  CueHttpClient     *http;
  CueConnectionList *profile;
  CueAcousticDesk   *desk;
  CueAcousticPage   *page;
} UiAcoustic;

void ui_acoustic_set_up (UiAcoustic *f, gconstpointer data);
void ui_acoustic_tear_down (UiAcoustic *f, gconstpointer data);
// Chooses a connection and waits for its event types.
void ui_acoustic_choose (UiAcoustic *f, gboolean production);
void ui_acoustic_wait_types (UiAcoustic *f);
// How often the service was asked to change something.
guint        ui_acoustic_count_writes (UiAcoustic *f);
CueExchange *ui_acoustic_get_last_write (UiAcoustic *f);
gboolean     ui_acoustic_has_type (UiAcoustic *f, const char *code);

// What is on the screen: rows and buttons by their words without mnemonics, the JSON text.
GtkWidget     *ui_acoustic_look_for_row (UiAcoustic *f, const char *title);
GtkWidget     *ui_acoustic_find_row (UiAcoustic *f, const char *title);
GtkWidget     *ui_acoustic_find_button (GtkWidget *root, const char *label);
CueJsonEditor *ui_acoustic_find_editor (UiAcoustic *f);
char          *ui_acoustic_dup_json (UiAcoustic *f);
GtkTextBuffer *ui_acoustic_get_buffer (UiAcoustic *f);
gboolean       ui_acoustic_guard_says (GtkWidget *guard, const char *words);

// The answer to a question with “Cancel” as the way out, once it is asked.
void ui_acoustic_answer (gboolean accept);
// Another desk that keeps what it does, as that of an event that is saved.
void ui_acoustic_keep (UiAcoustic *f);
// A fault of one call alone.
void ui_acoustic_fault (UiAcoustic *f, const char *id, const char *variant, const char *target);

// A part of the words of a label.
gboolean ui_acoustic_shows (GtkWidget *root, const char *words);
void     ui_acoustic_wait_for_words (UiAcoustic *f, const char *words);
// Chooses a connection by its title and a section, and returns the widget of a type in it.
GtkWidget *
ui_acoustic_open_section (UiAcoustic *f, const char *title, const char *section, GType type);

G_END_DECLS
