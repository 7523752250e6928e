// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void cue_acoustic_document_lines_set_changes (GtkListView *list, GListModel *changes);
void cue_acoustic_document_lines_set_calls (GtkListView *list, GListModel *calls);
void cue_acoustic_document_lines_set_findings (GtkListBox *list, GPtrArray *findings);

G_END_DECLS
