// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-event-session.h"

G_BEGIN_DECLS

#define CUE_TYPE_ON_AIR_PAGE (cue_on_air_page_get_type ())

G_DECLARE_FINAL_TYPE (CueOnAirPage, cue_on_air_page, CUE, ON_AIR_PAGE, AdwBin)

void cue_on_air_page_set_session (CueOnAirPage *self, CueEventSession *session);
void cue_on_air_page_set_settings (CueOnAirPage *self, GSettings *settings);
void cue_on_air_page_set_show_details (CueOnAirPage *self, gboolean show);

G_END_DECLS
