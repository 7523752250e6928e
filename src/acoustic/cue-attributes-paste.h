// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-draft-list.h"

G_BEGIN_DECLS

/**
 * CueAttributesPaste:
 * @CUE_ATTRIBUTES_PASTE_REPLACE: the pasted ones are all there are
 * @CUE_ATTRIBUTES_PASTE_ADD: those of the same name are changed, the others added
 *
 * What becomes of the attributes that were there.
 */
typedef enum {
  CUE_ATTRIBUTES_PASTE_REPLACE,
  CUE_ATTRIBUTES_PASTE_ADD,
} CueAttributesPaste;

gboolean cue_attributes_paste (CueDraftList      *attributes,
                               const char        *text,
                               CueAttributesPaste how,
                               guint             *n_pasted,
                               GError           **error);

G_END_DECLS
