// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-suggestion.h"

/**
 * CueSuggestion:
 *
 * A value that a field may get, and what is to be known about it. Never changes. Main thread only.
 */
struct _CueSuggestion {
  GObject parent_instance;

  char *text;   /* owned */
  char *detail; /* owned; may be NULL */
};

G_DEFINE_FINAL_TYPE (CueSuggestion, cue_suggestion, G_TYPE_OBJECT)

typedef enum {
  PROP_TEXT = 1,
  PROP_DETAIL,
} CueSuggestionProperty;

static GParamSpec *properties[PROP_DETAIL + 1];

static void
cue_suggestion_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CueSuggestion *self = CUE_SUGGESTION (object);

  switch ((CueSuggestionProperty) id) {
  case PROP_TEXT:
    g_value_set_string (value, self->text);
    break;
  case PROP_DETAIL:
    g_value_set_string (value, self->detail);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_suggestion_finalize (GObject *object)
{
  CueSuggestion *self = CUE_SUGGESTION (object);

  g_free (self->text);
  g_free (self->detail);

  G_OBJECT_CLASS (cue_suggestion_parent_class)->finalize (object);
}

static void
cue_suggestion_class_init (CueSuggestionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cue_suggestion_get_property;
  object_class->finalize = cue_suggestion_finalize;

  properties[PROP_TEXT] =
    g_param_spec_string ("text", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_DETAIL] =
    g_param_spec_string ("detail", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cue_suggestion_init (CueSuggestion *self)
{
}

/**
 * cue_suggestion_new:
 * @text: what the field gets
 * @detail: (nullable): what is to be known about it
 *
 * Returns: (transfer full): a suggestion
 */
CueSuggestion *
cue_suggestion_new (const char *text, const char *detail)
{
  CueSuggestion *self;

  g_return_val_if_fail (text != NULL, NULL);

  self = g_object_new (CUE_TYPE_SUGGESTION, NULL);
  self->text = g_strdup (text);
  self->detail = g_strdup (detail);
  return self;
}

/**
 * cue_suggestion_get_text:
 * @self: a suggestion
 *
 * Returns: (transfer none): what the field gets
 */
const char *
cue_suggestion_get_text (CueSuggestion *self)
{
  g_return_val_if_fail (CUE_IS_SUGGESTION (self), NULL);

  return self->text;
}

/**
 * cue_suggestion_get_detail:
 * @self: a suggestion
 *
 * Returns: (transfer none) (nullable): what is to be known about it
 */
const char *
cue_suggestion_get_detail (CueSuggestion *self)
{
  g_return_val_if_fail (CUE_IS_SUGGESTION (self), NULL);

  return self->detail;
}
