// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-event-session.h"
#include "cue-fake-clock.h"
#include "cue-session-list.h"
#include "fake-engine.h"

G_BEGIN_DECLS

#define UI_SECONDS(n) ((gint64) (n) *G_USEC_PER_SEC)
#define UI_WALL_S     1795164000

// An Event Engine that says what a test wants, a clock that stands still, and the roster of a user
// who has no events yet. Nothing of the user's own is read or written.

typedef struct {
  FakeEngine      *engine;
  CueClock        *clock;
  CueSecretStore  *secrets;
  CueProfileStore *store;
  CueRoster       *roster;
  GSettings       *settings;
  CueSessionList  *sessions;
  GtkWidget       *window; // nullable; shows the widget of a test
  char            *folder;
} UiFixture;

typedef struct {
  const char *path;
  void (*func) (UiFixture *f, gconstpointer data);
} UiTest;

void     ui_fixture_set_up (UiFixture *f, gconstpointer data);
void     ui_fixture_tear_down (UiFixture *f, gconstpointer data);
gboolean ui_fixture_init (int *argc, char ***argv);
int      ui_fixture_run (int *argc, char ***argv, const UiTest *tests, guint n_tests);

CueEventSession *ui_fixture_add_event (UiFixture *f, const char *name);
void             ui_fixture_wait (UiFixture *f, CueEventSession *session);
void             ui_fixture_poll (UiFixture *f, CueEventSession *session);
void             ui_fixture_pass (UiFixture *f, guint seconds);
void             ui_fixture_show (UiFixture *f, GtkWidget *widget, int width, int height);
void             ui_wait_for_frame (GtkWidget *window);
void             ui_settle (GtkWidget *window);

typedef gboolean (*UiPredicate) (GtkWidget *widget, gpointer data);
GtkWidget *ui_find (GtkWidget *root, UiPredicate predicate, gpointer data);
GtkWidget *ui_find_type (GtkWidget *root, GType type);
// The question before something is written, while one is asked.
GtkWidget *ui_find_guard (void);
GtkWidget *ui_find_text (GtkWidget *root, const char *text);
gboolean   ui_shows (GtkWidget *root, const char *text);

G_END_DECLS
