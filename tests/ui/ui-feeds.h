// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui-fixture.h"

G_BEGIN_DECLS

// A private key in PEM, made for this run.
char *ui_feeds_make_key (void);

// Gives an event a connection with the feeds “my-app-events” and “audience-app”; returns its id.
char *
ui_feeds_add_connection (UiFixture *f, CueMonitor *monitor, const char *host, const char *pem);

// By its title, as it was written.
GtkWidget *ui_feeds_find_row (GtkWidget *root, const char *title);

G_END_DECLS
