// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

GBinding *cue_choice_bind_enum (GObject           *object,
                                const char        *property,
                                AdwComboRow       *row,
                                const char *const *names);
GBinding *cue_choice_bind_text (GObject           *object,
                                const char        *property,
                                AdwComboRow       *row,
                                const char *const *texts);

G_END_DECLS
