// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

#include "cue-publish-run.h"

G_BEGIN_DECLS

const char *cue_publish_run_style_get_words (CuePublishRunState state);
void        cue_publish_run_style_apply (GtkImage *icon, CuePublishRunState state);
void        cue_publish_row_style_apply (GtkImage *icon, CuePublishRowState state);

G_END_DECLS
