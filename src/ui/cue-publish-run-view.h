// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-acoustic-desk-connection.h"
#include "cue-publish-run.h"

G_BEGIN_DECLS

#define CUE_TYPE_PUBLISH_RUN_VIEW (cue_publish_run_view_get_type ())

G_DECLARE_FINAL_TYPE (CuePublishRunView, cue_publish_run_view, CUE, PUBLISH_RUN_VIEW, AdwBin)

void           cue_publish_run_view_set_run (CuePublishRunView         *self,
                                             CuePublishRun             *run,
                                             CueAcousticDeskConnection *connection,
                                             const char                *title);
CuePublishRun *cue_publish_run_view_get_run (CuePublishRunView *self);

G_END_DECLS
