// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-event-type-attribute.h"

#include "cue-text.h"

#define MAX_SHOWN_CHARS 200

/**
 * CueEventTypeAttribute:
 *
 * One attribute in the description of an event type, as the service gave it: any name, any word as
 * its type (services reference AB-19). The properties are for display, with invisible characters
 * made visible; the functions give the exact text.
 *
 * Immutable; any thread.
 */
struct _CueEventTypeAttribute {
  GObject parent_instance;

  char *name;      /* owned */
  char *type_name; /* owned, nullable */
};

G_DEFINE_FINAL_TYPE (CueEventTypeAttribute, cue_event_type_attribute, G_TYPE_OBJECT)

typedef enum {
  PROP_DISPLAY_NAME = 1,
  PROP_DISPLAY_TYPE,
} CueEventTypeAttributeProperty;

static GParamSpec *properties[PROP_DISPLAY_TYPE + 1];

static void
cue_event_type_attribute_finalize (GObject *object)
{
  CueEventTypeAttribute *self = CUE_EVENT_TYPE_ATTRIBUTE (object);

  g_free (self->name);
  g_free (self->type_name);

  G_OBJECT_CLASS (cue_event_type_attribute_parent_class)->finalize (object);
}

static void
cue_event_type_attribute_get_property (GObject    *object,
                                       guint       property_id,
                                       GValue     *value,
                                       GParamSpec *pspec)
{
  CueEventTypeAttribute *self = CUE_EVENT_TYPE_ATTRIBUTE (object);

  switch ((CueEventTypeAttributeProperty) property_id) {
  case PROP_DISPLAY_NAME:
    g_value_take_string (value, cue_text_make_line (self->name, -1, MAX_SHOWN_CHARS));
    break;
  case PROP_DISPLAY_TYPE:
    g_value_take_string (value,
                         cue_text_make_line (self->type_name != NULL ? self->type_name : "",
                                             -1,
                                             MAX_SHOWN_CHARS));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
cue_event_type_attribute_class_init (CueEventTypeAttributeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = cue_event_type_attribute_finalize;
  object_class->get_property = cue_event_type_attribute_get_property;

  /**
   * CueEventTypeAttribute:display-name:
   *
   * The name, fit to be shown.
   */
  properties[PROP_DISPLAY_NAME] = g_param_spec_string ("display-name", NULL, NULL, "", flags);
  /**
   * CueEventTypeAttribute:display-type:
   *
   * The type, fit to be shown; empty when none was given.
   */
  properties[PROP_DISPLAY_TYPE] = g_param_spec_string ("display-type", NULL, NULL, "", flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cue_event_type_attribute_init (CueEventTypeAttribute *self)
{
}

/**
 * cue_event_type_attribute_new:
 * @name: its name
 * @type: (nullable): the word that stands for its type
 *
 * Returns: (transfer full): an attribute
 */
CueEventTypeAttribute *
cue_event_type_attribute_new (const char *name, const char *type)
{
  CueEventTypeAttribute *self;

  g_return_val_if_fail (name != NULL, NULL);

  self = g_object_new (CUE_TYPE_EVENT_TYPE_ATTRIBUTE, NULL);
  self->name = g_strdup (name);
  self->type_name = g_strdup (type);
  return self;
}

/**
 * cue_event_type_attribute_get_name:
 *
 * Returns: (transfer none): the name, exactly as received; not fit to be shown as it is
 */
const char *
cue_event_type_attribute_get_name (CueEventTypeAttribute *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_TYPE_ATTRIBUTE (self), NULL);

  return self->name;
}

/**
 * cue_event_type_attribute_get_type_name:
 *
 * Returns: (transfer none) (nullable): the type, exactly as received: `string`, `number`,
 * `boolean`, `date`, or any other word
 */
const char *
cue_event_type_attribute_get_type_name (CueEventTypeAttribute *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_TYPE_ATTRIBUTE (self), NULL);

  return self->type_name;
}
