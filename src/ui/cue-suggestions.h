// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

#include "cue-suggestion.h"

G_BEGIN_DECLS

#define CUE_TYPE_SUGGESTIONS (cue_suggestions_get_type ())

G_DECLARE_FINAL_TYPE (CueSuggestions, cue_suggestions, CUE, SUGGESTIONS, GObject)

CueSuggestions *cue_suggestions_attach (GtkWidget *field, GListModel *model);
CueSuggestions *cue_suggestions_attach_texts (GtkWidget *field, const char *const *texts);

void cue_suggestions_set_model (CueSuggestions *self, GListModel *model);
void cue_suggestions_open (CueSuggestions *self);

G_END_DECLS
