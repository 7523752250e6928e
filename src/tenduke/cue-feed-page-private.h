// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-feed-event.h"
#include "cue-feed-page.h"

#include "cue-dictionary.h"

G_BEGIN_DECLS

/* In place of the number of a value: it has no room in the dictionary. */
#define CUE_FEED_OTHER_VALUE (CUE_DICTIONARY_NONE - 1)

/* In place of the number of a shape: there are too many. */
#define CUE_FEED_NO_SHAPE G_MAXUINT32

/* Not for the outside: the event has no id, so its hash is that of its bytes. */
#define CUE_FEED_MARK_NO_ID (1 << 15)

/* What a row is sorted, filtered and grouped by. The rest is in its JSON text. */
typedef struct {
  gint64  key_ns;  /* sorted by: when it was received, or a time that puts it where it came */
  guint64 request; /* hash of the id of the request; zero: none */
  guint64 lease;   /* the same of the lease */
  guint32 offset;  /* of its JSON text */
  guint32 length;
  guint32 values[CUE_FEED_N_FACETS]; /* in a dictionary, or CUE_DICTIONARY_NONE */
  guint32 id_hash;                   /* never zero */
  guint32 shape;
  guint16 marks;
} CueFeedRecord;

/* Events of one type with the same fields. */
typedef struct {
  guint64 hash;    /* of type and fields, the same in every page */
  guint32 example; /* a row that has it */
} CueFeedPageShape;

struct _CueFeedPage {
  GObject parent_instance;

  GBytes             *body; /* owned */
  CueFeedShape        shape;
  char               *uri;        /* owned, nullable */
  char               *update_url; /* owned, nullable */
  gint64              declared_count;
  CueFeedInstruction *older;       /* owned, nullable */
  CueFeedInstruction *newer;       /* owned, nullable */
  GArray             *records;     /* owned, of CueFeedRecord, in the order in which they came */
  guint32            *order;       /* owned, nullable: by time, when that is another order */
  CueDictionary      *dictionary;  /* owned: what values in records are */
  GArray             *shapes;      /* owned, of CueFeedPageShape */
  GPtrArray          *diagnostics; /* owned, of CueDiagnostic */
  guint               n_unsaid;    /* findings that there was no room for */
};

void    cue_feed_page_sort (CueFeedPage *page);
guint64 cue_feed_hash (const char *bytes, gsize length);

static inline const CueFeedRecord *
cue_feed_page_get_record (const CueFeedPage *self, guint index)
{
  return &g_array_index (self->records, CueFeedRecord, index);
}

G_END_DECLS
