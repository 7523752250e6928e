// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

#include "cue-phone-scene.h"

G_BEGIN_DECLS

typedef struct _CuePhoneWatch CuePhoneWatch;

CuePhoneWatch      *
cue_phone_watch_new (GtkWidget *widget, GCallback on_moved, GCallback on_size_changed);
void cue_phone_watch_free (CuePhoneWatch *self);
void cue_phone_watch_follow (CuePhoneWatch *self, CuePhoneScene *scene, CuePhoneScene *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CuePhoneWatch, cue_phone_watch_free)

G_END_DECLS
