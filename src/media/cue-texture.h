// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-media-protocol.h"

#include <gdk/gdk.h>

G_BEGIN_DECLS

/**
 * CueTextureDrawer:
 * @texture: what to draw
 * @snapshot: where
 * @width: in application pixels
 * @height: in application pixels
 *
 * Draws a texture in place of GDK.
 */
typedef void (*CueTextureDrawer) (GdkTexture  *texture,
                                  GdkSnapshot *snapshot,
                                  double       width,
                                  double       height);

GdkTexture *cue_texture_new (const CueMediaFrame *frame, GBytes *pixels);

void             cue_texture_keep_pixels (GdkTexture *texture, GBytes *pixels, gsize stride);
cairo_surface_t *cue_texture_get_surface (GdkTexture *texture);
void             cue_texture_set_drawer (CueTextureDrawer drawer);
void cue_texture_draw (GdkTexture *texture, GdkSnapshot *snapshot, double width, double height);

G_END_DECLS
