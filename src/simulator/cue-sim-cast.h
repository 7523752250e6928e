// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Who and what there is at the doors: 3 sites, 2 IQs, 8 locks, 12 persons. All invented, and
 * plainly so: these names are on screens at demonstrations.
 */

typedef struct {
  const char *id;
  const char *name;
  const char *time_zone;
} CueSimSite;

typedef struct {
  const char *id;
  const char *name;
  const char *mac;
  const char *revision;
} CueSimIq;

typedef struct {
  const char *id;
  const char *name;
  const char *mac;
  guint       site; // index
  int         iq;   // index, -1: the lock stands alone
} CueSimLock;

typedef struct {
  const char *id; // of the platform, as `user_id` of an entry
  const char *first_name;
  const char *last_name;
  const char *alias;     // nullable: null in the JSON; "" is something else
  const char *image_url; // nullable
  const char *tag;       // number on the tag, with its leading zeros
} CueSimPerson;

#define CUE_SIM_N_SITES   3
#define CUE_SIM_N_IQS     2
#define CUE_SIM_N_LOCKS   8
#define CUE_SIM_N_PERSONS 12

extern const CueSimSite   cue_sim_sites[CUE_SIM_N_SITES];
extern const CueSimIq     cue_sim_iqs[CUE_SIM_N_IQS];
extern const CueSimLock   cue_sim_locks[CUE_SIM_N_LOCKS];
extern const CueSimPerson cue_sim_persons[CUE_SIM_N_PERSONS];

/* The person that the account of the plain Site User belongs to. */
#define CUE_SIM_SITE_USER 6

int cue_sim_cast_find_site (const char *id);
int cue_sim_cast_find_person (const char *id);

G_END_DECLS
