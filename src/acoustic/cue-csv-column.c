// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-csv-column.h"

#include "cue-property.h"

#include <glib/gi18n-lib.h>

/**
 * CueCsvColumn:
 *
 * What one column of a CSV file becomes in an event. Main thread only.
 */
struct _CueCsvColumn {
  GObject parent_instance;

  char        *title; /* owned, never changes */
  CueCsvTarget target;
  char        *name; /* owned */
  char        *type; /* owned */
};

G_DEFINE_FINAL_TYPE (CueCsvColumn, cue_csv_column, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (CueCsvTarget,
                    cue_csv_target,
                    G_DEFINE_ENUM_VALUE (CUE_CSV_TARGET_NOTHING, "nothing"),
                    G_DEFINE_ENUM_VALUE (CUE_CSV_TARGET_CODE, "code"),
                    G_DEFINE_ENUM_VALUE (CUE_CSV_TARGET_TIMESTAMP, "timestamp"),
                    G_DEFINE_ENUM_VALUE (CUE_CSV_TARGET_CHANNEL, "channel"),
                    G_DEFINE_ENUM_VALUE (CUE_CSV_TARGET_IDENTIFIER, "identifier"),
                    G_DEFINE_ENUM_VALUE (CUE_CSV_TARGET_ATTRIBUTE, "attribute"))

typedef enum {
  PROP_TITLE = 1,
  PROP_TARGET,
  PROP_NAME,
  PROP_ATTRIBUTE_TYPE,
} CueCsvColumnProperty;

static GParamSpec *properties[PROP_ATTRIBUTE_TYPE + 1];

/**
 * cue_csv_target_get_title:
 * @target: what a column becomes
 *
 * Returns: the translated words for it
 */
const char *
cue_csv_target_get_title (CueCsvTarget target)
{
  switch (target) {
  case CUE_CSV_TARGET_CODE:
    return _ ("Event code");
  case CUE_CSV_TARGET_TIMESTAMP:
    /* Translators: when an event happened */
    return _ ("Time of the event");
  case CUE_CSV_TARGET_CHANNEL:
    /* Translators: how an event came about: web, email, mobile */
    return _ ("Channel");
  case CUE_CSV_TARGET_IDENTIFIER:
    return _ ("Identifier");
  case CUE_CSV_TARGET_ATTRIBUTE:
    return _ ("Attribute");
  case CUE_CSV_TARGET_NOTHING:
  default:
    /* Translators: what becomes of a column of a CSV file */
    return _ ("Not sent");
  }
}

static void
cue_csv_column_init (CueCsvColumn *self)
{
  self->name = g_strdup ("");
  self->type = g_strdup ("string");
}

static void
cue_csv_column_finalize (GObject *object)
{
  CueCsvColumn *self = CUE_CSV_COLUMN (object);

  g_free (self->title);
  g_free (self->name);
  g_free (self->type);
  G_OBJECT_CLASS (cue_csv_column_parent_class)->finalize (object);
}

static void
cue_csv_column_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  CueCsvColumn *self = CUE_CSV_COLUMN (object);

  switch ((CueCsvColumnProperty) property_id) {
  case PROP_TITLE:
    g_value_set_string (value, self->title);
    break;
  case PROP_TARGET:
    g_value_set_enum (value, self->target);
    break;
  case PROP_NAME:
    g_value_set_string (value, self->name);
    break;
  case PROP_ATTRIBUTE_TYPE:
    g_value_set_string (value, self->type);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    break;
  }
}

static void
cue_csv_column_set_property (GObject      *object,
                             guint         property_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  CueCsvColumn *self = CUE_CSV_COLUMN (object);

  switch ((CueCsvColumnProperty) property_id) {
  case PROP_TARGET:
    cue_csv_column_set_target (self, g_value_get_enum (value));
    break;
  case PROP_NAME:
    cue_csv_column_set_name (self, g_value_get_string (value));
    break;
  case PROP_ATTRIBUTE_TYPE:
    cue_csv_column_set_attribute_type (self, g_value_get_string (value));
    break;
  case PROP_TITLE:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    break;
  }
}

static void
cue_csv_column_class_init (CueCsvColumnClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cue_csv_column_finalize;
  object_class->get_property = cue_csv_column_get_property;
  object_class->set_property = cue_csv_column_set_property;

  properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_TARGET] =
    g_param_spec_enum ("target", NULL, NULL, CUE_TYPE_CSV_TARGET, CUE_CSV_TARGET_NOTHING, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, "", flags);
  properties[PROP_ATTRIBUTE_TYPE] =
    g_param_spec_string ("attribute-type", NULL, NULL, "string", flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

/**
 * cue_csv_column_new:
 * @title: what stands above the column
 *
 * Returns: (transfer full): a column that is not sent
 */
CueCsvColumn *
cue_csv_column_new (const char *title)
{
  CueCsvColumn *self = g_object_new (CUE_TYPE_CSV_COLUMN, NULL);

  self->title = g_strdup (title);
  return self;
}

/**
 * cue_csv_column_get_title:
 * @self: a column
 *
 * Returns: what stands above it in the file
 */
const char *
cue_csv_column_get_title (CueCsvColumn *self)
{
  g_return_val_if_fail (CUE_IS_CSV_COLUMN (self), NULL);

  return self->title;
}

/**
 * cue_csv_column_get_target:
 * @self: a column
 *
 * Returns: what it becomes
 */
CueCsvTarget
cue_csv_column_get_target (CueCsvColumn *self)
{
  g_return_val_if_fail (CUE_IS_CSV_COLUMN (self), CUE_CSV_TARGET_NOTHING);

  return self->target;
}

/**
 * cue_csv_column_set_target:
 * @self: a column
 * @target: what it shall become
 */
void
cue_csv_column_set_target (CueCsvColumn *self, CueCsvTarget target)
{
  g_return_if_fail (CUE_IS_CSV_COLUMN (self));

  if (self->target == target)
    return;
  self->target = target;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TARGET]);
}

/**
 * cue_csv_column_get_name:
 * @self: a column
 *
 * Returns: the name of the identifier or attribute that it becomes
 */
const char *
cue_csv_column_get_name (CueCsvColumn *self)
{
  g_return_val_if_fail (CUE_IS_CSV_COLUMN (self), NULL);

  return self->name;
}

/**
 * cue_csv_column_set_name:
 * @self: a column
 * @name: (nullable): the name of the identifier or attribute
 */
void
cue_csv_column_set_name (CueCsvColumn *self, const char *name)
{
  g_return_if_fail (CUE_IS_CSV_COLUMN (self));

  cue_property_set_text (self, &self->name, name, properties[PROP_NAME]);
}

/**
 * cue_csv_column_get_attribute_type:
 * @self: a column
 *
 * Returns: the type of the attribute that it becomes
 */
const char *
cue_csv_column_get_attribute_type (CueCsvColumn *self)
{
  g_return_val_if_fail (CUE_IS_CSV_COLUMN (self), NULL);

  return self->type;
}

/**
 * cue_csv_column_set_attribute_type:
 * @self: a column
 * @type: (nullable): the type of the attribute
 */
void
cue_csv_column_set_attribute_type (CueCsvColumn *self, const char *type)
{
  g_return_if_fail (CUE_IS_CSV_COLUMN (self));

  cue_property_set_text (self, &self->type, type, properties[PROP_ATTRIBUTE_TYPE]);
}
