// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-access-page.h"
#include "cue-acoustic-page.h"
#include "cue-assets-page.h"
#include "cue-event-session.h"
#include "cue-feeds-page.h"
#include "cue-secret-store.h"

G_BEGIN_DECLS

#define CUE_TYPE_WINDOW_PAGES (cue_window_pages_get_type ())

G_DECLARE_FINAL_TYPE (CueWindowPages, cue_window_pages, CUE, WINDOW_PAGES, GObject)

CueWindowPages *cue_window_pages_new (AdwViewStack *stack, GSettings *settings);

void             cue_window_pages_set_session (CueWindowPages *self, CueEventSession *session);
void             cue_window_pages_set_secrets (CueWindowPages *self, CueSecretStore *secrets);
CueAssetsPage   *cue_window_pages_get_assets (CueWindowPages *self);
CueAccessPage   *cue_window_pages_get_access (CueWindowPages *self);
CueAcousticPage *cue_window_pages_get_acoustic (CueWindowPages *self);
CueFeedsPage    *cue_window_pages_get_feeds (CueWindowPages *self);
void             cue_window_pages_show (CueWindowPages *self, const char *name);
void             cue_window_pages_search (CueWindowPages *self);
gboolean         cue_window_pages_show_full_screen (CueWindowPages *self);
void cue_window_pages_act_on_access (CueWindowPages *self, const char *name, GVariant *parameter);
void cue_window_pages_act_on_acoustic (CueWindowPages *self, const char *name, GVariant *parameter);
void cue_window_pages_act_on_feeds (CueWindowPages *self, const char *name, GVariant *parameter);
void cue_window_pages_act_on_row (CueWindowPages *self, const char *name, GVariant *parameter);

G_END_DECLS
