// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define CUE_PUBLISH_LEFT_OUT G_MAXUINT

#define CUE_TYPE_PUBLISH_PLAN (cue_publish_plan_get_type ())
G_DECLARE_FINAL_TYPE (CuePublishPlan, cue_publish_plan, CUE, PUBLISH_PLAN, GObject)

CuePublishPlan *cue_publish_plan_new (void);
guint           cue_publish_plan_add_request (CuePublishPlan *self, GBytes *body);
void            cue_publish_plan_add_row (CuePublishPlan *self, guint number, guint request);
void            cue_publish_plan_leave_out (CuePublishPlan *self, guint number, const char *words);

guint       cue_publish_plan_get_n_requests (CuePublishPlan *self);
guint       cue_publish_plan_get_n_rows (CuePublishPlan *self);
guint       cue_publish_plan_get_n_left_out (CuePublishPlan *self);
GBytes     *cue_publish_plan_get_body (CuePublishPlan *self, guint request);
guint       cue_publish_plan_get_row_number (CuePublishPlan *self, guint row);
guint       cue_publish_plan_get_row_request (CuePublishPlan *self, guint row);
const char *cue_publish_plan_get_row_words (CuePublishPlan *self, guint row);
gboolean
      cue_publish_plan_find_rows (CuePublishPlan *self, guint request, guint *first, guint *last);
guint cue_publish_plan_count_rows (CuePublishPlan *self, guint request);
char *cue_publish_plan_make_fingerprint (CuePublishPlan *self);

G_END_DECLS
