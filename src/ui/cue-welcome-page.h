// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CUE_TYPE_WELCOME_PAGE (cue_welcome_page_get_type ())

G_DECLARE_FINAL_TYPE (CueWelcomePage, cue_welcome_page, CUE, WELCOME_PAGE, AdwBin)

void cue_welcome_page_set_busy (CueWelcomePage *self, gboolean busy);

G_END_DECLS
