// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-composition.h"
#include "cue-phone-watch.h"
#include "cue-sight.h"

G_BEGIN_DECLS

/* Between the files of CueComposition only. */

struct _CueComposition {
  GtkWidget parent_instance;

  CuePhoneScene *scene;    /* owned; may be NULL */
  CuePhoneScene *before;   /* owned; may be NULL */
  CuePhoneWatch *watch;    /* owned */
  CueSight      *sight;    /* owned */
  GskRenderNode *still[2]; /* owned; what stands still of ‘scene’ and ‘before’; may be NULL */
  graphene_rect_t still_frame;   /* for which frame */
  gboolean        still_is_here; /* whether ‘still’ is up to date */
  CuePhoneGuides  guides;
  double          zoom;
  double          wipe;
  guint           fitted_id;
};

CuePhoneScene *cue_composition_get_nth_scene (CueComposition *self, guint n);
void           cue_composition_get_frame (CueComposition *self, graphene_rect_t *frame);
void           cue_composition_get_overhang (CueComposition *self, float *across, float *along);
void           cue_composition_forget_still (CueComposition *self);
void           cue_composition_append_scene (CueComposition        *self,
                                             GtkSnapshot           *snapshot,
                                             guint                  n,
                                             const graphene_rect_t *frame,
                                             const graphene_rect_t *clip);
void           cue_composition_snapshot (GtkWidget *widget, GtkSnapshot *snapshot);

void cue_composition_get_left (const graphene_rect_t *frame, double wipe, graphene_rect_t *left);
void cue_composition_append_wipe_marks (GtkSnapshot           *snapshot,
                                        PangoContext          *context,
                                        double                 wipe,
                                        float                  pen,
                                        const graphene_rect_t *frame);
void cue_composition_append_wipe (CueComposition        *self,
                                  GtkSnapshot           *snapshot,
                                  const graphene_rect_t *frame);
void cue_composition_follow_wipe (CueComposition *self);
void cue_composition_bind_wipe (GtkWidgetClass *widget_class);
void cue_composition_keep_wipe_order (GtkWidget *box);

G_END_DECLS
