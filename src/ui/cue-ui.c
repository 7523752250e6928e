// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-ui.h"

#include "cue-ui-resources.h"

/**
 * cue_ui_init:
 *
 * Makes the templates, styles and icons of the window known; called once before any of its types is
 * used. Without this call a linker leaves them out of a static library.
 */
void
cue_ui_init (void)
{
  (void) cue_ui_get_resource ();
}
