// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CueSimUrls:
 *
 * The changing part of the state URL. A new one comes with each period of the wall clock (each :00
 * and :30 by default) and lives twice as long as a period, counted from the period's begin
 * (ASSUME-30).
 */
typedef struct _CueSimUrls CueSimUrls;

typedef enum {
  CUE_SIM_URL_UNKNOWN, // never handed out
  CUE_SIM_URL_ALIVE,
  CUE_SIM_URL_DEAD, // handed out once, and over
} CueSimUrlLife;

CueSimUrls   *cue_sim_urls_new (void);
void          cue_sim_urls_free (CueSimUrls *self);
void          cue_sim_urls_set_period (CueSimUrls *self, gint64 period_us);
void          cue_sim_urls_set_immortal (CueSimUrls *self, gboolean immortal);
const char   *cue_sim_urls_get_current (CueSimUrls *self, gint64 now_us);
CueSimUrlLife cue_sim_urls_check (CueSimUrls *self, const char *id, gint64 now_us);
void          cue_sim_urls_kill_all (CueSimUrls *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueSimUrls, cue_sim_urls_free)

G_END_DECLS
