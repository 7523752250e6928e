// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-access-event.h"

G_BEGIN_DECLS

/* What the pairing found out about two rows, or one. */
typedef struct {
  guint64 begin_id; /* zero: only the end is known */
  guint64 end_id;   /* zero: only the beginning is known */
  gint64  duration_us;
} CueAccessPair;

typedef void (*CueAccessPairFunc) (const CueAccessPair *pair, gpointer data);

/* Finds the end to each beginning of an alarm. */
typedef struct _CueAccessPairing CueAccessPairing;

CueAccessPairing *cue_access_pairing_new (CueAccessPairFunc func, gpointer data);
void              cue_access_pairing_free (CueAccessPairing *self);
void              cue_access_pairing_add (CueAccessPairing *self,
                                          guint64           id,
                                          CueAccessEvent   *event,
                                          const char       *site_id);
void              cue_access_pairing_clear (CueAccessPairing *self);
GListModel       *cue_access_pairing_get_alarms (CueAccessPairing *self);

G_END_DECLS
