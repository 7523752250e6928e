// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _CueSimHlsShelf CueSimHlsShelf;

CueSimHlsShelf *cue_sim_hls_shelf_new (void);
void            cue_sim_hls_shelf_free (CueSimHlsShelf *self);
void            cue_sim_hls_shelf_lock (CueSimHlsShelf *self);
void            cue_sim_hls_shelf_unlock (CueSimHlsShelf *self);
void            cue_sim_hls_shelf_put (CueSimHlsShelf *self, const char *path, GBytes *bytes);
void            cue_sim_hls_shelf_remove (CueSimHlsShelf *self, const char *path);
GBytes         *cue_sim_hls_shelf_look_up (CueSimHlsShelf *self, const char *path);

const char *cue_sim_hls_get_content_type (const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueSimHlsShelf, cue_sim_hls_shelf_free)

G_END_DECLS
