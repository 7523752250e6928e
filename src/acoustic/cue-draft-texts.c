// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-draft-private.h"

/* The texts of a draft: what each kind of draft is made of, said once in a table. */

static char **
get_field (CueDraft *self, const CueDraftText *text)
{
  return G_STRUCT_MEMBER_P (self, text->offset);
}

static void
get_text (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  CueDraft *self = CUE_DRAFT (object);

  g_value_set_string (value,
                      *get_field (self, &CUE_DRAFT_GET_CLASS (self)->texts[property_id - 1]));
}

static void
set_text (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  CueDraft      *self = CUE_DRAFT (object);
  CueDraftClass *klass = CUE_DRAFT_GET_CLASS (self);

  cue_draft_set_text (self,
                      get_field (self, &klass->texts[property_id - 1]),
                      g_value_get_string (value),
                      klass->properties[property_id]);
}

/**
 * cue_draft_class_install_texts:
 * @klass: a kind of draft that has no other properties
 * @texts: all of its texts, never freed
 * @properties: receives a property for each of them, from 1 on
 *
 * For the initialisation of a class.
 */
void
cue_draft_class_install_texts (CueDraftClass      *klass,
                               const CueDraftText *texts,
                               GParamSpec        **properties)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  guint         n = 0;

  klass->texts = texts;
  klass->properties = properties;
  object_class->get_property = get_text;
  object_class->set_property = set_text;
  for (; texts[n].name != NULL; n++)
    properties[n + 1] =
      g_param_spec_string (texts[n].name,
                           NULL,
                           NULL,
                           "",
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, n + 1, properties);
}

/**
 * cue_draft_init_texts:
 * @self: a new draft
 */
void
cue_draft_init_texts (CueDraft *self)
{
  for (const CueDraftText *text = CUE_DRAFT_GET_CLASS (self)->texts; text->name != NULL; text++)
    *get_field (self, text) = g_strdup (text->otherwise);
}

/**
 * cue_draft_free_texts:
 * @self: a draft that is no more
 */
void
cue_draft_free_texts (CueDraft *self)
{
  for (const CueDraftText *text = CUE_DRAFT_GET_CLASS (self)->texts; text->name != NULL; text++)
    g_clear_pointer (get_field (self, text), g_free);
}
