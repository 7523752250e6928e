// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-error.h"
#include "cue-json-token.h"

G_BEGIN_DECLS

/* One value as it stands in the text; a text with its quotation marks. */
typedef struct {
  const char *at; /* unowned; NULL: absent */
  guint32     length;
  CueJsonKind kind;
} CueFeedSpan;

/*
 * A strict walk over one JSON text, once, without recursion and without memory of its own. All
 * functions return whether it went well; if not, error says what is wrong and where.
 */
typedef struct {
  const char *begin; /* unowned */
  const char *end;
  const char *at;
  guint64     shape; /* grows with each key: which fields there are, whatever their values */
  GError    **error; /* nullable: then nobody wants words */
} CueFeedScan;

void     cue_feed_scan_init (CueFeedScan *self, const char *text, gsize length, GError **error);
gboolean cue_feed_scan_take_value (CueFeedScan *self, guint depth, CueFeedSpan *value);
gboolean cue_feed_scan_take_scalar (CueFeedScan *self, CueFeedSpan *value);
gboolean cue_feed_scan_enter (CueFeedScan *self, guint depth, gboolean *more);
gboolean cue_feed_scan_take_key (CueFeedScan *self, CueFeedSpan *key);
gboolean cue_feed_scan_next (CueFeedScan *self, char closing, gboolean *more);
gboolean cue_feed_scan_fail_expected (CueFeedScan *self, const char *expected);
gboolean cue_feed_scan_check_begin (CueFeedScan *self);
gboolean cue_feed_scan_check_end (CueFeedScan *self);

static inline void
cue_feed_scan_skip_blanks (CueFeedScan *self)
{
  while (self->at < self->end &&
         (*self->at == ' ' || *self->at == '\t' || *self->at == '\n' || *self->at == '\r'))
    self->at++;
}

/* Adds to the shape what is no key. */
static inline void
cue_feed_scan_note (CueFeedScan *self, char what)
{
  self->shape = (self->shape ^ (guint64) what) * G_GUINT64_CONSTANT (0x9fb21c651e98df25);
  self->shape ^= self->shape >> 29;
}

char    *cue_feed_span_dup_text (const CueFeedSpan *span);
gboolean cue_feed_span_is_text (const CueFeedSpan *span);
gboolean cue_feed_span_equals (const CueFeedSpan *span, const char *text, gsize length);

G_END_DECLS
