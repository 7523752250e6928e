// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui-fixture.h"

#include "cue-access-line.h"
#include "cue-access-link.h"
#include "cue-access-page.h"
#include "cue-screenshot-crowd.h"

G_BEGIN_DECLS

// The page of the doors with a crowd that passes them, and with notes that are kept.

typedef struct {
  UiFixture      ui;
  CueAccessLog  *log;
  CueCrowd      *crowd;
  GListStore    *links;
  CueAccessView *view;
  CueAccessPage *page; // from when it is shown
} UiAccess;

void   ui_access_set_up (UiAccess *f, gconstpointer data);
void   ui_access_tear_down (UiAccess *f, gconstpointer data);
gint64 ui_access_get_now (UiAccess *f);
// Shows the page, with so many messages that arrived.
void ui_access_show (UiAccess *f, guint n);
void ui_access_arrive (UiAccess *f, guint n);
void ui_access_settle (UiAccess *f);

// The rows that fit the filter, and what is drawn of them: the newest is the first.
CueIdRows     *ui_access_get_rows (UiAccess *f);
guint          ui_access_count (UiAccess *f);
CueAccessLine *ui_access_find_line (UiAccess *f, guint position);
gboolean       ui_access_is_line_of (GtkWidget *widget, gpointer id);

G_END_DECLS
