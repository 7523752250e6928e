// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-field-change.h"

#include <glib/gi18n-lib.h>

/**
 * CueFieldChange:
 *
 * One field that differs between two answers, with both texts for people. Immutable; a list item.
 */

struct _CueFieldChange {
  GObject parent_instance;

  char *field;  // owned, the JSON name, for example "countdown.end"
  char *before; // owned, nullable: the field was absent
  char *after;  // owned, nullable: the field is absent now
};

typedef enum {
  PROP_FIELD = 1,
  PROP_BEFORE,
  PROP_AFTER,
} CueFieldChangeProperty;

static GParamSpec *properties[PROP_AFTER + 1];

G_DEFINE_FINAL_TYPE (CueFieldChange, cue_field_change, G_TYPE_OBJECT)

/**
 * cue_field_change_get_field:
 *
 * Returns: the field's name as in the JSON, with dots between levels
 */
const char *
cue_field_change_get_field (CueFieldChange *self)
{
  g_return_val_if_fail (CUE_IS_FIELD_CHANGE (self), NULL);

  return self->field;
}

/**
 * cue_field_change_get_before:
 *
 * Returns: (nullable): the text before, %NULL when the field was absent
 */
const char *
cue_field_change_get_before (CueFieldChange *self)
{
  g_return_val_if_fail (CUE_IS_FIELD_CHANGE (self), NULL);

  return self->before;
}

/**
 * cue_field_change_get_after:
 *
 * Returns: (nullable): the text now, %NULL when the field is absent
 */
const char *
cue_field_change_get_after (CueFieldChange *self)
{
  g_return_val_if_fail (CUE_IS_FIELD_CHANGE (self), NULL);

  return self->after;
}

/**
 * cue_field_change_to_words:
 *
 * Returns: (transfer full): for example “playerState: prelive → live”
 */
char *
cue_field_change_to_words (CueFieldChange *self)
{
  g_return_val_if_fail (CUE_IS_FIELD_CHANGE (self), NULL);

  // Translators: stands for a field that is not there
  return g_strdup_printf ("%s: %s → %s",
                          self->field,
                          self->before != NULL ? self->before : _ ("absent"),
                          self->after != NULL ? self->after : _ ("absent"));
}

static void
cue_field_change_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CueFieldChange *self = CUE_FIELD_CHANGE (object);

  switch ((CueFieldChangeProperty) id) {
  case PROP_FIELD:
    g_value_set_string (value, self->field);
    break;
  case PROP_BEFORE:
    g_value_set_string (value, self->before);
    break;
  case PROP_AFTER:
    g_value_set_string (value, self->after);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_field_change_finalize (GObject *object)
{
  CueFieldChange *self = CUE_FIELD_CHANGE (object);

  g_clear_pointer (&self->field, g_free);
  g_clear_pointer (&self->before, g_free);
  g_clear_pointer (&self->after, g_free);

  G_OBJECT_CLASS (cue_field_change_parent_class)->finalize (object);
}

static void
cue_field_change_class_init (CueFieldChangeClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cue_field_change_get_property;
  object_class->finalize = cue_field_change_finalize;

  properties[PROP_FIELD] = g_param_spec_string ("field", NULL, NULL, NULL, flags);
  properties[PROP_BEFORE] = g_param_spec_string ("before", NULL, NULL, NULL, flags);
  properties[PROP_AFTER] = g_param_spec_string ("after", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cue_field_change_init (CueFieldChange *self)
{
}

/**
 * cue_field_change_new:
 * @field: the field's name, with dots between levels
 * @before: (nullable): the text before
 * @after: (nullable): the text now
 *
 * Returns: (transfer full): a change
 */
CueFieldChange *
cue_field_change_new (const char *field, const char *before, const char *after)
{
  CueFieldChange *self = g_object_new (CUE_TYPE_FIELD_CHANGE, NULL);

  self->field = g_strdup (field);
  self->before = g_strdup (before);
  self->after = g_strdup (after);
  return self;
}
