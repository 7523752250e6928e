// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-sim-doc.h"
#include "cue-sim-wire.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * CueSimTarget:
 *
 * What a request asks for; a fault acts on some of them.
 */
typedef enum {
  CUE_SIM_TARGET_STATE_URL = 1 << 0, // getStateURL
  CUE_SIM_TARGET_BACKEND = 1 << 1,   // the stand-in for the user's own backend
  CUE_SIM_TARGET_STATE = 1 << 2,     // getState
  CUE_SIM_TARGET_PLAYLIST = 1 << 3,
  CUE_SIM_TARGET_SEGMENT = 1 << 4,
  CUE_SIM_TARGET_ASSET = 1 << 5,
  CUE_SIM_TARGET_ENTRIES = 1 << 6, // the hub's streams of door events
  CUE_SIM_TARGET_INCIDENTS = 1 << 7,
  CUE_SIM_TARGET_IDENTITY = 1 << 8, // the server that hands out access tokens
  /* The calls of Exchange, in the order of CueSimCall. */
  CUE_SIM_TARGET_PUBLISH = 1 << 9,
  CUE_SIM_TARGET_REGISTER = 1 << 10,
  CUE_SIM_TARGET_EVENT_TYPES = 1 << 11,
  CUE_SIM_TARGET_SUBSCRIBED = 1 << 12,
  CUE_SIM_TARGET_PRODUCER = 1 << 13,
  CUE_SIM_TARGET_CONSUMER = 1 << 14,
  CUE_SIM_TARGET_PUBLISHER_ATTRIBUTES = 1 << 15,
  CUE_SIM_TARGET_SUBSCRIBER_ATTRIBUTES = 1 << 16,
  CUE_SIM_TARGET_DELETE_EVENT_TYPE = 1 << 17,
  CUE_SIM_TARGET_EVENT_FILES = 1 << 18,
  CUE_SIM_TARGET_EVENT_FILE = 1 << 19,
  CUE_SIM_TARGET_DELETE_EVENT_FILE = 1 << 20,
  CUE_SIM_TARGET_BROWSER_KEY = 1 << 21,
  CUE_SIM_TARGET_NOTIFICATION = 1 << 22,
  CUE_SIM_TARGET_DELETE_NOTIFICATION = 1 << 23,
  CUE_SIM_TARGET_FEED = 1 << 24,        // a feed of 10Duke
  CUE_SIM_TARGET_OBJECT_FEED = 1 << 25, // the events of one object
  CUE_SIM_TARGET_PUT = 1 << 26,         // events for 10Duke
} CueSimTarget;

#define CUE_SIM_TARGET_API \
  (CUE_SIM_TARGET_STATE_URL | CUE_SIM_TARGET_BACKEND | CUE_SIM_TARGET_STATE)
#define CUE_SIM_TARGET_HUB    (CUE_SIM_TARGET_ENTRIES | CUE_SIM_TARGET_INCIDENTS)
#define CUE_SIM_TARGET_STREAM (CUE_SIM_TARGET_PLAYLIST | CUE_SIM_TARGET_SEGMENT)

/* All calls of Exchange. */
#define CUE_SIM_TARGET_ACOUSTIC (0x7fffu << 9)

/* All calls of 10Duke. */
#define CUE_SIM_TARGET_FEEDS   (CUE_SIM_TARGET_FEED | CUE_SIM_TARGET_OBJECT_FEED)
#define CUE_SIM_TARGET_TENDUKE (CUE_SIM_TARGET_FEEDS | CUE_SIM_TARGET_PUT)

typedef struct _CueSimReply CueSimReply;

/**
 * CueSimSettle:
 *
 * Whether what a request asked for is done. Decided after the faults have acted: a service that
 * answers 503 has not done it.
 */
typedef enum {
  CUE_SIM_SETTLE_BY_STATUS, // done when the status is 2xx
  CUE_SIM_SETTLE_DONE,
  CUE_SIM_SETTLE_NOT_DONE
} CueSimSettle;

/* Does what a request asked for. */
typedef void (*CueSimCommitFunc) (CueSimReply *reply, gpointer data);

/* Gets the connection when an answer of 101 is to be given; has to write that answer, too. */
typedef void (*CueSimUpgradeFunc) (GIOStream *stream, CueSimReply *reply, gpointer data);

/**
 * CueSimReply:
 *
 * One answer while it is made: first as it should be, then bent by the faults that are on, then
 * sent. Lives as long as the answer takes.
 */
struct _CueSimReply {
  /* The request. */
  CueSimTarget target;
  char        *path;
  char        *query;         // nullable
  char        *authorization; // nullable
  gint64       wall_us;       // when it came
  gint64       time_unit_us;  // of the times in the document
  gboolean     url_is_dead;   // getState on a URL whose hour is over
  const char  *secret;        // for faults that give it away; owned by the simulator
  const char  *base_url;      // owned by the simulator
  const char  *media_url;     // owned by the simulator
  const char  *tls_url;       // owned by the simulator; NULL: there is no such port now

  /* The answer. At most one of doc and body is there; a script replaces all of it. */
  guint               status;
  char               *reason; // nullable: the usual one
  SoupMessageHeaders *headers;
  CueSimDoc          *doc;
  GBytes             *body;
  CueSimScript       *script;
  gint64              delay_us; // before anything is sent

  /* What is to be done when the answer is settled; nullable. */
  CueSimCommitFunc commit;
  gpointer         commit_data;
  GDestroyNotify   commit_free;
  CueSimSettle     settle;

  /* For 101 only. */
  CueSimUpgradeFunc upgrade; // nullable
  gpointer          upgrade_data;
  GDestroyNotify    upgrade_free;
};

CueSimReply *cue_sim_reply_new (void);
void         cue_sim_reply_free (CueSimReply *self);
void         cue_sim_reply_set_header (CueSimReply *self, const char *name, const char *value);
void         cue_sim_reply_set_text (CueSimReply *self, const char *type, const char *text);
void    cue_sim_reply_set_bytes (CueSimReply *self, const char *type, const void *data, gsize size);
void    cue_sim_reply_set_error (CueSimReply *self, guint status, const char *body_style);
void    cue_sim_reply_set_empty (CueSimReply *self, guint status);
GBytes *cue_sim_reply_take_body (CueSimReply *self);
CueSimDoc    *cue_sim_reply_get_object (CueSimReply *self);
void          cue_sim_reply_recode (CueSimReply *self, const char *form);
void          cue_sim_reply_set_body (CueSimReply *self, GBytes *bytes);
CueSimScript *cue_sim_reply_begin_script (CueSimReply *self, const char *length_header);
GBytes       *cue_sim_reply_make_head (CueSimReply *self);
const char   *cue_sim_reply_get_reason (CueSimReply *self);
void          cue_sim_reply_set_commit (CueSimReply     *self,
                                        CueSimCommitFunc commit,
                                        gpointer         data,
                                        GDestroyNotify   free_data);
void          cue_sim_reply_settle (CueSimReply *self);
void          cue_sim_reply_set_date (CueSimReply *self, gint64 wall_us);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueSimReply, cue_sim_reply_free)

G_END_DECLS
