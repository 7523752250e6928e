// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

#include "cue-phone-scene.h"

G_BEGIN_DECLS

/**
 * CUE_PHONE_RATIO:
 *
 * Width divided by height of what a phone shows (Event Engine State API, assets “916”).
 */
#define CUE_PHONE_RATIO (9.0 / 16)

char *cue_phone_drawing_format_countdown (CueCountdown *countdown);

void cue_phone_drawing_fit (float            width,
                            float            height,
                            double           ratio,
                            gboolean         cover,
                            graphene_rect_t *result);
void
cue_phone_drawing_fit_frame (float width, float height, int scale_factor, graphene_rect_t *frame);

void  cue_phone_drawing_append_moving (GtkSnapshot           *snapshot,
                                       CuePhoneScene         *scene,
                                       const graphene_rect_t *frame);
void  cue_phone_drawing_append_still (GtkSnapshot           *snapshot,
                                      PangoContext          *context,
                                      CuePhoneScene         *scene,
                                      const graphene_rect_t *frame);
void  cue_phone_drawing_append_countdown (GtkSnapshot           *snapshot,
                                          PangoContext          *context,
                                          CuePhoneScene         *scene,
                                          const graphene_rect_t *frame);
void  cue_phone_drawing_append_uncut (GtkSnapshot           *snapshot,
                                      CuePhoneScene         *scene,
                                      const graphene_rect_t *frame);
void  cue_phone_drawing_append_cut_edges (GtkSnapshot           *snapshot,
                                          CuePhoneScene         *scene,
                                          const graphene_rect_t *frame);
void  cue_phone_drawing_append_text (GtkSnapshot           *snapshot,
                                     PangoContext          *context,
                                     const char            *text,
                                     const graphene_rect_t *area,
                                     float                  size,
                                     gboolean               bold,
                                     const GdkRGBA         *colour);
char *cue_phone_drawing_describe_cuts (PangoContext *context, CuePhoneScene *scene);

GskRenderNode *cue_phone_drawing_make_still (PangoContext          *context,
                                             CuePhoneScene         *scene,
                                             const graphene_rect_t *frame);

G_END_DECLS
