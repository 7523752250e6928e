// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-feed-desk.h"
#include "cue-simulator.h"
#include "ui-fixture.h"

G_BEGIN_DECLS

// A private key in PEM, made for this run.
char *ui_feeds_make_key (void);

// Gives an event a connection with the feeds “my-app-events” and “audience-app”; returns its id.
char *
ui_feeds_add_connection (UiFixture *f, CueMonitor *monitor, const char *host, const char *pem);

// By its title, as it was written.
GtkWidget *ui_feeds_find_row (GtkWidget *root, const char *title);

// A desk of event feeds with the demo’s two connections to a simulator, and a window that is still
// empty. What the window shows is gone before the desk is.
typedef struct {
  UiFixture      ui;
  CueSimulator  *simulator;
  CueRedactor   *redactor;
  CueTrace      *trace;
  CueHttpClient *http;
  CueFeedDesk   *desk;
} UiFeedDesk;

void ui_feed_desk_set_up (UiFeedDesk *f, gconstpointer data);
void ui_feed_desk_tear_down (UiFeedDesk *f, gconstpointer data);

G_END_DECLS
