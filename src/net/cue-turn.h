// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CueTurn:
 *
 * Work in pieces, with the window drawn between them. Zero is a turn that waits for nothing; it is
 * part of its owner, who clears it.
 */
typedef struct {
  guint idle_id;
  guint timeout_id;
  void (*callback) (gpointer data);
  gpointer data;
} CueTurn;

void     cue_turn_wait (CueTurn *self, void (*callback) (gpointer data), gpointer data);
gboolean cue_turn_is_waiting (const CueTurn *self);
void     cue_turn_clear (CueTurn *self);

G_END_DECLS
