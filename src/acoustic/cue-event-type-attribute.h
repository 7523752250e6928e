// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define CUE_TYPE_EVENT_TYPE_ATTRIBUTE (cue_event_type_attribute_get_type ())

G_DECLARE_FINAL_TYPE (CueEventTypeAttribute,
                      cue_event_type_attribute,
                      CUE,
                      EVENT_TYPE_ATTRIBUTE,
                      GObject)

CueEventTypeAttribute *cue_event_type_attribute_new (const char *name, const char *type);
const char            *cue_event_type_attribute_get_name (CueEventTypeAttribute *self);
const char            *cue_event_type_attribute_get_type_name (CueEventTypeAttribute *self);

G_END_DECLS
