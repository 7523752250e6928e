// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-sim-exchange-type.h"

G_BEGIN_DECLS

/**
 * CueSimDelivery:
 *
 * One event that was published, in the forms in which a subscriber finds it in an event file.
 */
typedef struct {
  char *code;
  char *json; // an object as the demo code of the vendor shows it
  char *tsv;  // a line without its end
} CueSimDelivery;

/* The columns of CueSimDelivery.tsv. */
#define CUE_SIM_TSV_HEADER "code\ttimestamp\tchannel\tprovider\tsource\tidentifiers\tattributes\n"

GPtrArray *cue_sim_publication_read (JsonNode             *root,
                                     GPtrArray            *types,
                                     const char           *source,
                                     const CueSimSwitches *switches,
                                     gint64                now_us,
                                     char                **problem);

G_END_DECLS
