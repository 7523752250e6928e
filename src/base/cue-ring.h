// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define CUE_TYPE_RING (cue_ring_get_type ())

G_DECLARE_FINAL_TYPE (CueRing, cue_ring, CUE, RING, GObject)

CueRing *cue_ring_new (GType item_type, guint capacity);
void     cue_ring_append (CueRing *self, gpointer item);
void     cue_ring_clear (CueRing *self);
gpointer cue_ring_peek_last (CueRing *self);
guint    cue_ring_get_capacity (CueRing *self);
guint64  cue_ring_get_dropped (CueRing *self);
void     cue_ring_drop_oldest (CueRing *self);

G_END_DECLS
