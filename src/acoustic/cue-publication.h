// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-draft-group.h"

G_BEGIN_DECLS

/**
 * CuePublicationShape:
 * @CUE_PUBLICATION_INDIVIDUAL: `{channel, identifiers, events}` (S4:35-60)
 * @CUE_PUBLICATION_SIMPLE_BATCH: `{events: [{…, channel, …, identifiers}]}` (S4:61-115)
 * @CUE_PUBLICATION_COMPOUND_BATCH: `{provider, channel, eventbatch: [{identifiers, events}]}`
 *   (S4:116-206)
 *
 * The three forms of publication.
 */
typedef enum {
  CUE_PUBLICATION_INDIVIDUAL,
  CUE_PUBLICATION_SIMPLE_BATCH,
  CUE_PUBLICATION_COMPOUND_BATCH,
} CuePublicationShape;

#define CUE_TYPE_PUBLICATION_SHAPE (cue_publication_shape_get_type ())
GType       cue_publication_shape_get_type (void) G_GNUC_CONST;
const char *cue_publication_shape_get_name (CuePublicationShape shape);

/**
 * CuePublicationLevel:
 * @CUE_PUBLICATION_AT_BATCH: once, for all events (of a group, for identifiers of a compound batch)
 * @CUE_PUBLICATION_AT_EVENT: for each event
 *
 * Where the channel, and where the identifiers stand: at one of the two, never at both (S4:209,
 * 231-234).
 */
typedef enum {
  CUE_PUBLICATION_AT_BATCH,
  CUE_PUBLICATION_AT_EVENT,
} CuePublicationLevel;

#define CUE_TYPE_PUBLICATION_LEVEL (cue_publication_level_get_type ())
GType cue_publication_level_get_type (void) G_GNUC_CONST;

#define CUE_TYPE_PUBLICATION (cue_publication_get_type ())
G_DECLARE_FINAL_TYPE (CuePublication, cue_publication, CUE, PUBLICATION, CueDraft)

CuePublication     *cue_publication_new (CuePublicationShape shape);
CuePublicationShape cue_publication_get_shape (CuePublication *self);
void                cue_publication_set_shape (CuePublication *self, CuePublicationShape shape);
CuePublicationLevel cue_publication_get_channel_level (CuePublication *self);
void cue_publication_set_channel_level (CuePublication *self, CuePublicationLevel level);
CuePublicationLevel cue_publication_get_identifiers_level (CuePublication *self);
void        cue_publication_set_identifiers_level (CuePublication *self, CuePublicationLevel level);
const char *cue_publication_get_provider (CuePublication *self);
void        cue_publication_set_provider (CuePublication *self, const char *provider);
void        cue_publication_set_channel (CuePublication *self, const char *channel);
CueDraftList  *cue_publication_get_groups (CuePublication *self);
CueDraftGroup *cue_publication_get_first_group (CuePublication *self);
guint          cue_publication_count_events (CuePublication *self);

G_END_DECLS
