// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

#include "cue-doors-watch.h"
#include "cue-sign-in.h"

G_BEGIN_DECLS

#define CUE_TYPE_ACCESS_LINKS (cue_access_links_get_type ())

G_DECLARE_FINAL_TYPE (CueAccessLinks, cue_access_links, CUE, ACCESS_LINKS, GObject)

CueAccessLinks *cue_access_links_new (CueDoorsWatch *watch);

void     cue_access_links_refresh (CueAccessLinks *self);
gboolean cue_access_links_needs_sign_in (CueAccessLinks *self);
gboolean cue_access_links_needs_edit (CueAccessLinks *self);
void     cue_access_links_sign_in (CueAccessLinks *self, GtkWindow *parent);
gboolean cue_access_links_can_retry (CueAccessLinks *self);
void     cue_access_links_retry (CueAccessLinks *self);

CueSignIn *cue_access_links_get_sign_in (CueAccessLinks *self);

G_END_DECLS
