// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-sim-doc.h"
#include "cue-sim-switches.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct {
  char *name;
  char *type;
} CueSimAttribute;

/**
 * CueSimEventType:
 *
 * What an endpoint has registered: an event that it publishes, or one that it receives.
 */
typedef struct {
  char *code;
  char *name;
  char *description; // nullable
  char *namespace;   // nullable
  gint64     version;
  gboolean   subscribes; // registrationType is SUBSCRIBE
  GPtrArray *attributes; // of CueSimAttribute
} CueSimEventType;

/* Sentences about what is wrong are those of the service, so they are not translated. */
CueSimEventType *cue_sim_event_type_new_from_json (JsonObject           *object,
                                                   const CueSimSwitches *switches,
                                                   char                **problem);
void             cue_sim_event_type_free (CueSimEventType *self);
void             cue_sim_event_type_write (const CueSimEventType *self, CueSimDoc *doc);
gboolean         cue_sim_event_type_has_attribute (const CueSimEventType *self, const char *name);
gboolean cue_sim_event_type_is_same (const CueSimEventType *self, const CueSimEventType *other);

CueSimAttribute *cue_sim_attribute_new (const char *name, const char *type);
GPtrArray       *cue_sim_attributes_new (void);
GPtrArray       *cue_sim_attributes_new_from_json (JsonNode             *node,
                                                   const char           *where,
                                                   const CueSimSwitches *switches,
                                                   char                **problem);
gboolean         cue_sim_attribute_type_is_known (const char *type, const CueSimSwitches *switches);
const char      *cue_sim_json_text (JsonObject *object, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueSimEventType, cue_sim_event_type_free)

G_END_DECLS
