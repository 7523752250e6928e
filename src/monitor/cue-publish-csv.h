// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-csv-mapping.h"
#include "cue-publish-plan.h"

G_BEGIN_DECLS

CuePublishPlan *cue_publish_plan_new_for_body (GBytes *body);
CuePublishPlan *cue_publish_plan_new_from_csv (CueCsvMapping      *mapping,
                                               CueAcousticContext *context,
                                               GCancellable       *cancellable,
                                               GError            **error);
void            cue_publish_plan_new_from_csv_async (CueCsvMapping      *mapping,
                                                     CueAcousticContext *context,
                                                     GCancellable       *cancellable,
                                                     GAsyncReadyCallback callback,
                                                     gpointer            user_data);
CuePublishPlan *cue_publish_plan_new_from_csv_finish (GAsyncResult *result, GError **error);

G_END_DECLS
