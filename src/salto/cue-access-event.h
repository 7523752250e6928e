// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-access-field.h"
#include "cue-diagnostic.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CueAccessKind:
 * @CUE_ACCESS_ENTRY: of the stream of entries
 * @CUE_ACCESS_INCIDENT: of the stream of incidents
 * @CUE_ACCESS_GAP: no event: the time in which a stream was not connected
 *
 * What a row is.
 */
typedef enum {
  CUE_ACCESS_ENTRY,
  CUE_ACCESS_INCIDENT,
  CUE_ACCESS_GAP,
} CueAccessKind;

/**
 * CueAccessForm:
 * @CUE_ACCESS_FORM_TEXT: one text that holds a JSON object, as it should be
 * @CUE_ACCESS_FORM_OBJECT: the object itself in place of the text; it is decoded all the same
 * @CUE_ACCESS_FORM_NOT_JSON: one text that is not JSON, or is cut off
 * @CUE_ACCESS_FORM_NOT_OBJECT: JSON, but no object: `null`, a number, an array
 * @CUE_ACCESS_FORM_ARGUMENTS: no argument, or more than one
 * @CUE_ACCESS_FORM_TARGET: a call of another method than the one that is expected
 *
 * The form in which a message came. All but the first two are undecodable and shown raw.
 */
typedef enum {
  CUE_ACCESS_FORM_TEXT,
  CUE_ACCESS_FORM_OBJECT,
  CUE_ACCESS_FORM_NOT_JSON,
  CUE_ACCESS_FORM_NOT_OBJECT,
  CUE_ACCESS_FORM_ARGUMENTS,
  CUE_ACCESS_FORM_TARGET,
} CueAccessForm;

/**
 * CueAccessPresence:
 * @CUE_ACCESS_ABSENT: the field is not there
 * @CUE_ACCESS_NULL: it is `null`
 * @CUE_ACCESS_VALUE: it has a value, perhaps an empty text
 * @CUE_ACCESS_ODD: it has a value of another type than expected, which is kept as its JSON text
 *
 * How a field is there.
 */
typedef enum {
  CUE_ACCESS_ABSENT,
  CUE_ACCESS_NULL,
  CUE_ACCESS_VALUE,
  CUE_ACCESS_ODD,
} CueAccessPresence;

/**
 * CueAccessTruth:
 * @CUE_ACCESS_UNKNOWN: absent, null, or anything but JSON `true` and `false`
 * @CUE_ACCESS_FALSE: `false`
 * @CUE_ACCESS_TRUE: `true`
 */
typedef enum {
  CUE_ACCESS_UNKNOWN,
  CUE_ACCESS_FALSE,
  CUE_ACCESS_TRUE,
} CueAccessTruth;

#define CUE_TYPE_ACCESS_EVENT (cue_access_event_get_type ())

typedef struct _CueAccessEvent CueAccessEvent;

GType           cue_access_event_get_type (void);
CueAccessEvent *cue_access_event_new (CueAccessKind kind,
                                      CueAccessForm form,
                                      const char   *raw,
                                      gsize         raw_length,
                                      gint64        received_wall_us);
CueAccessEvent *cue_access_event_new_gap (gint64 from_wall_us, gint64 to_wall_us);
CueAccessEvent *cue_access_event_ref (CueAccessEvent *self);
void            cue_access_event_unref (CueAccessEvent *self);

CueAccessKind cue_access_event_get_kind (const CueAccessEvent *self);
CueAccessForm cue_access_event_get_form (const CueAccessEvent *self);
gboolean      cue_access_event_is_decoded (const CueAccessEvent *self);

const char       *cue_access_event_get_text (const CueAccessEvent *self, CueAccessField field);
CueAccessPresence cue_access_event_get_presence (const CueAccessEvent *self, CueAccessField field);
guint             cue_access_event_get_n_extras (const CueAccessEvent *self);
const char       *cue_access_event_get_extra_name (const CueAccessEvent *self, guint index);
const char       *cue_access_event_get_extra_value (const CueAccessEvent *self, guint index);

gint64         cue_access_event_get_time_us (const CueAccessEvent *self);
gint64         cue_access_event_get_received_wall_us (const CueAccessEvent *self);
gint64         cue_access_event_get_gap_end_us (const CueAccessEvent *self);
gint64         cue_access_event_get_expiration_us (const CueAccessEvent *self);
gint64         cue_access_event_get_ttl_seconds (const CueAccessEvent *self);
CueAccessTruth cue_access_event_get_exit_requested (const CueAccessEvent *self);

GBytes    *cue_access_event_get_raw (const CueAccessEvent *self);
char      *cue_access_event_dup_raw_hidden (const CueAccessEvent *self);
GPtrArray *cue_access_event_get_diagnostics (const CueAccessEvent *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueAccessEvent, cue_access_event_unref)

G_END_DECLS
