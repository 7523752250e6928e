// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-event-type-attribute.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * CueEventTypeOrigin:
 * @CUE_EVENT_TYPE_ORIGIN_NONE: from no list
 * @CUE_EVENT_TYPE_ORIGIN_REGISTERED: this endpoint registered it
 * @CUE_EVENT_TYPE_ORIGIN_SUBSCRIBED_BY_OTHERS: ours, and another endpoint subscribes to it
 * @CUE_EVENT_TYPE_ORIGIN_CONSUMED: this endpoint subscribes to it
 *
 * Which of the service's lists name an event type. A set of flags.
 */
typedef enum {
  CUE_EVENT_TYPE_ORIGIN_NONE = 0,
  CUE_EVENT_TYPE_ORIGIN_REGISTERED = 1 << 0,
  CUE_EVENT_TYPE_ORIGIN_SUBSCRIBED_BY_OTHERS = 1 << 1,
  CUE_EVENT_TYPE_ORIGIN_CONSUMED = 1 << 2,
} CueEventTypeOrigin;

#define CUE_TYPE_EVENT_TYPE_ORIGIN (cue_event_type_origin_get_type ())
GType cue_event_type_origin_get_type (void) G_GNUC_CONST;

/**
 * CueRegistrationType:
 * @CUE_REGISTRATION_TYPE_UNKNOWN: nothing, or a word that is not documented
 * @CUE_REGISTRATION_TYPE_PUBLISH: the endpoint publishes such events
 * @CUE_REGISTRATION_TYPE_SUBSCRIBE: the endpoint receives them
 *
 * What an event type was registered for.
 */
typedef enum {
  CUE_REGISTRATION_TYPE_UNKNOWN,
  CUE_REGISTRATION_TYPE_PUBLISH,
  CUE_REGISTRATION_TYPE_SUBSCRIBE,
} CueRegistrationType;

#define CUE_TYPE_REGISTRATION_TYPE (cue_registration_type_get_type ())
GType cue_registration_type_get_type (void) G_GNUC_CONST;

#define CUE_TYPE_EVENT_TYPE (cue_event_type_get_type ())

G_DECLARE_FINAL_TYPE (CueEventType, cue_event_type, CUE, EVENT_TYPE, GObject)

CueEventType *cue_event_type_new_from_json (JsonNode *node, const char *path);
CueEventType *cue_event_type_new_for_code (const char *code);

const char         *cue_event_type_get_code (CueEventType *self);
const char         *cue_event_type_get_name (CueEventType *self);
const char         *cue_event_type_get_description (CueEventType *self);
const char         *cue_event_type_get_namespace (CueEventType *self);
const char         *cue_event_type_get_version_text (CueEventType *self);
gint64              cue_event_type_get_version (CueEventType *self);
CueRegistrationType cue_event_type_get_registration_type (CueEventType *self);
const char         *cue_event_type_get_registration_text (CueEventType *self);
GListModel         *cue_event_type_get_attributes (CueEventType *self);
const char         *cue_event_type_get_publisher (CueEventType *self);
const char         *cue_event_type_get_provider (CueEventType *self);
const char *const  *cue_event_type_get_subscribers (CueEventType *self);
const char         *cue_event_type_get_raw (CueEventType *self);
GPtrArray          *cue_event_type_get_diagnostics (CueEventType *self);

CueEventTypeOrigin cue_event_type_get_origin (CueEventType *self);
void               cue_event_type_set_origin (CueEventType *self, CueEventTypeOrigin origin);
gboolean           cue_event_type_is_same (CueEventType *self, CueEventType *other);
gboolean           cue_event_type_equal (CueEventType *self, CueEventType *other);
CueEventType      *cue_event_type_merge (CueEventType *self, CueEventType *other);

G_END_DECLS
