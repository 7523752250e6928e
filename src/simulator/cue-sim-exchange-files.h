// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-sim-exchange-publication.h"

G_BEGIN_DECLS

/**
 * CueSimFileQueue:
 *
 * The event files that wait for one subscriber. What is published collects until somebody asks for
 * the names; then it becomes a file, which does not change any more and stays first in the queue
 * until it is deleted.
 */
typedef struct _CueSimFileQueue CueSimFileQueue;

typedef struct {
  char   *name;
  GBytes *content;
  guint   events;
} CueSimEventFile;

/* At most that many names in one answer (S4:600), whether their files were fetched or not. */
#define CUE_SIM_MAX_FILE_NAMES 10

CueSimFileQueue *cue_sim_file_queue_new (void);
void             cue_sim_file_queue_free (CueSimFileQueue *self);
void             cue_sim_file_queue_deliver (CueSimFileQueue      *self,
                                             const CueSimDelivery *delivery,
                                             const char           *form,
                                             gint64                now_us);
void             cue_sim_file_queue_seal (CueSimFileQueue *self);
void
cue_sim_file_queue_add (CueSimFileQueue *self, const char *name, GBytes *content, guint events);
const CueSimEventFile *cue_sim_file_queue_get_nth (CueSimFileQueue *self, guint n);
const CueSimEventFile *cue_sim_file_queue_find (CueSimFileQueue *self, const char *name);
gboolean               cue_sim_file_queue_remove (CueSimFileQueue *self, const char *name);
guint                  cue_sim_file_queue_get_n_dropped (CueSimFileQueue *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueSimFileQueue, cue_sim_file_queue_free)

G_END_DECLS
