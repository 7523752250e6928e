// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-sim-exchange-call.h"
#include "cue-sim-exchange-files.h"
#include "cue-sim-exchange-notifier.h"
#include "cue-sim-exchange.h"

G_BEGIN_DECLS

/* For cue-sim-exchange.c (who may ask), -read (what there is), -change (what changes), -crowd (what
 * others do) and -seed (what is there from the start) only. */

/**
 * CueSimEndpoint:
 *
 * One endpoint of the account: what belongs to one authentication key.
 */
typedef struct {
  const char         *name;     // static, as is all that is said about it
  const char         *provider; // the application it belongs to
  const char         *key;      // nullable: nobody can call in its name
  const char         *browser_key;
  guint               id;
  guint               roles; // of CueSimEndpointRole
  GPtrArray          *types; // of CueSimEventType
  CueSimFileQueue    *files;
  CueSimNotification *notification; // nullable
  gint64              minute_us;    // monotonic: when the minute of the limit began
  guint               requests;     // in that minute
} CueSimEndpoint;

struct _CueSimExchange {
  CueClock             *clock;
  const CueSimSwitches *switches;  // not owned
  GPtrArray            *endpoints; // of CueSimEndpoint
  CueSimNotifier       *notifier;
  GHashTable           *seen; // hashes of events, to know which came twice
  guint64               events;
  guint64               twice;
  guint                 happened; // events of others that a scenario has ordered
};

GPtrArray *cue_sim_exchange_seed (gint64 now_us);
void       cue_sim_exchange_deliver (CueSimExchange       *self,
                                     const CueSimEndpoint *from,
                                     GPtrArray            *list,
                                     gint64                wall_us);

void cue_sim_exchange_set_error (CueSimExchange *self,
                                 CueSimReply    *reply,
                                 guint           status,
                                 const char     *message);
void cue_sim_exchange_answer_read (CueSimExchange       *self,
                                   CueSimReply          *reply,
                                   CueSimEndpoint       *endpoint,
                                   const CueSimCallInfo *info,
                                   const char           *argument);
void cue_sim_exchange_answer_change (CueSimExchange       *self,
                                     CueSimReply          *reply,
                                     CueSimEndpoint       *endpoint,
                                     const CueSimCallInfo *info,
                                     const char           *argument,
                                     JsonNode             *root);

G_END_DECLS
