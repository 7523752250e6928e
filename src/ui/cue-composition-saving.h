// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-composition.h"

G_BEGIN_DECLS

void cue_composition_copy_picture (CueComposition *composition, GCancellable *cancellable);
void cue_composition_save_picture (CueComposition *composition,
                                   const char     *title,
                                   GCancellable   *cancellable);

G_END_DECLS
