// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-feed-desk-private.h"

G_BEGIN_DECLS

// What the files of CueFeedSource share; nobody else includes this.

typedef enum {
  CUE_FEED_RUN_NONE,
  CUE_FEED_RUN_NEWEST, // one page, the newest
  CUE_FEED_RUN_OLDER,  // one page, before what is there
  CUE_FEED_RUN_NEWER,  // one page, behind what is there
  CUE_FEED_RUN_UP,     // page after page towards the newest
  CUE_FEED_RUN_DOWN,   // page after page towards the oldest
  CUE_FEED_RUN_LOOK,   // for what is new, of a feed that is followed
} CueFeedRun;

// One end of what was read.
typedef struct {
  CueFeedRequest *request; // owned, nullable: what was answered with the page at this end
  char           *url;     // owned, nullable: where its instruction leads
  gboolean        more;    // whether there may be something
} CueFeedEnd;

struct _CueFeedSource {
  GObject parent_instance;

  CueFeedDeskConnection *connection; // not owned; NULL once the feed is gone from the settings
  char                  *id;         // owned
  CueFeedLog            *log;        // owned
  CueFeedReply          *last_reply; // owned, nullable
  char                  *words;      // owned
  gboolean               failed;     // so the last answer or the last question says
  gint64                 answered;   // wall µs
  guint                  page_size;
  guint                  max_pages;
  gboolean               following;

  CueFeedRun      run;
  GCancellable   *cancellable; // owned, nullable: of the run
  CueFeedRange    range;       // of the run
  gboolean        fresh;       // the run begins anew: what is there goes when the first page comes
  CueFeedRequest *request;     // owned, nullable: on its way
  CueFeedPage    *page;        // owned, nullable: on its way into the log
  guint           pages_read;  // of this run
  guint           events_read;
  guint           pages_left; // until the cap
  gboolean        capped;
  double          fraction; // 0 to 1, or −1: not known
  CueFeedEnd      older;
  CueFeedEnd      newer;
  CueFeedRequest *refused;     // owned, nullable: its page is larger than is taken in unasked
  CueFeedRun      refused_run; // what it was asked for
  gboolean        large_run;   // somebody said that the pages of this run may be large
  gboolean        large;       // large pages are taken in unasked
  gboolean        joined; // nothing is missing between the place to resume at and what is there

  guint      look_source; // timeout of the clock: when to look again
  gint64     next_look;   // monotonic µs
  gint64     interval;    // µs, between two looks
  guint      n_failures;  // of looks, one after the other
  CueFeedRun direction;   // of the last run of many pages: UP or DOWN
};

void cue_feed_source_tell (CueFeedSource *self);
void cue_feed_source_say (CueFeedSource *self, const char *words, gboolean failed);
void cue_feed_source_set_run (CueFeedSource *self, CueFeedRun run);

void cue_feed_end_clear (CueFeedEnd *end);
void cue_feed_end_take (CueFeedEnd *end, CueFeedRequest *request, CueFeedInstruction *instruction);

gint64 cue_feed_source_move_place (CueFeedSource *self);
void   cue_feed_source_tell_new (CueFeedSource *self, CueFeedTaken taken, gint64 known);

CueFeedRequest *cue_feed_end_follow (CueFeedEnd *end, GError **error);

void cue_feed_source_schedule_look (CueFeedSource *self, gint64 wait_us);
void cue_feed_source_look_done (CueFeedSource *self, const CueFeedTaken *taken, gboolean more);
void cue_feed_source_look_failed (CueFeedSource *self, const GError *error);
void cue_feed_source_begin (CueFeedSource *self, CueFeedRun run, CueFeedRequest *request);
void cue_feed_source_begin_look (CueFeedSource *self);

G_END_DECLS
