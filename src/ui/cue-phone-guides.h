// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CuePhoneGuides:
 * @CUE_PHONE_GUIDES_NONE: nothing is drawn over the composition
 * @CUE_PHONE_GUIDES_SAFE_AREA: where nothing covers or cuts the picture on any common phone
 * @CUE_PHONE_GUIDES_16_9: a phone of 16:9, with its status bar
 * @CUE_PHONE_GUIDES_19_5_9: a phone of 19.5:9, with its notch and home bar
 * @CUE_PHONE_GUIDES_20_9: a phone of 20:9, with its camera hole and gesture bar
 * @CUE_PHONE_GUIDES_CUT: what a phone cuts from assets that are not 9:16 is drawn around it
 *
 * What is drawn over a composition to help those who judge it.
 */
typedef enum {
  CUE_PHONE_GUIDES_NONE = 0,
  CUE_PHONE_GUIDES_SAFE_AREA = 1 << 0,
  CUE_PHONE_GUIDES_16_9 = 1 << 1,
  CUE_PHONE_GUIDES_19_5_9 = 1 << 2,
  CUE_PHONE_GUIDES_20_9 = 1 << 3,
  CUE_PHONE_GUIDES_CUT = 1 << 4,
} CuePhoneGuides;

#define CUE_TYPE_PHONE_GUIDES (cue_phone_guides_get_type ())
GType cue_phone_guides_get_type (void);

void cue_phone_guides_get_safe_area (const graphene_rect_t *frame, graphene_rect_t *area);
void cue_phone_guides_get_screen (CuePhoneGuides         phone,
                                  const graphene_rect_t *frame,
                                  graphene_rect_t       *screen,
                                  float                 *top,
                                  float                 *bottom);
void cue_phone_guides_append (GtkSnapshot           *snapshot,
                              PangoContext          *context,
                              CuePhoneGuides         guides,
                              float                  pen,
                              const graphene_rect_t *frame);

G_END_DECLS
