// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-asset-loader.h"
#include "engine-world.h"

G_BEGIN_DECLS

/* What tests of the asset loader share. */

#define PNG_BYTES "\x89PNG\r\n\x1a\n"

void  asset_world_serve (World *world, const char *path, const char *headers, const char *body);
char *asset_world_hash (const char *body);
CueAssetFile *asset_world_hold (World *world, CueAssetLoader *loader, const char *path);
void          asset_world_drop (CueAssetFile *file);
void          asset_world_wait (CueAssetFile *file);
void          asset_world_wait_requests (World *world, guint n);
void          asset_world_wait_running (CueAssetLoader *loader, guint n);
void          asset_world_wait_content (CueAssetFile *file);
void          asset_world_wait_gone (gpointer *weak);
void          asset_world_pass (World *world, CueAssetFile *file, gint64 us);
char         *asset_world_make_folder (void);
void          asset_world_delete_folder (char *folder);

G_END_DECLS
