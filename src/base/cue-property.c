// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-property.h"

/**
 * cue_property_set_text:
 * @object: whose property it is
 * @field: (inout): where it is kept; never %NULL
 * @text: (nullable): the new value; %NULL is an empty text. It may be the old one itself.
 * @property: what to notify
 *
 * Sets a text and notifies only when it is another.
 *
 * Returns: whether it was another
 */
gboolean
cue_property_set_text (gpointer object, char **field, const char *text, GParamSpec *property)
{
  char *old = *field;

  if (text == NULL)
    text = "";
  if (g_str_equal (old, text))
    return FALSE;
  *field = g_strdup (text);
  g_free (old);
  g_object_notify_by_pspec (G_OBJECT (object), property);
  return TRUE;
}

/**
 * cue_property_assign_all:
 * @object: an object
 * @from: one of the same type
 * @properties: (array length=n): which of its properties to take over
 * @n: how many
 *
 * Takes over the values of properties, with one notification for each that changed, all at the end.
 */
void
cue_property_assign_all (gpointer object, gpointer from, GParamSpec *const *properties, guint n)
{
  g_object_freeze_notify (object);
  for (guint i = 0; i < n; i++) {
    g_auto (GValue) value = G_VALUE_INIT;

    g_object_get_property (from, properties[i]->name, &value);
    g_object_set_property (object, properties[i]->name, &value);
  }
  g_object_thaw_notify (object);
}

/**
 * cue_property_equal_all:
 * @object: an object
 * @other: one of the same type
 * @properties: (array length=n): which of their properties to compare
 * @n: how many
 *
 * Returns: whether they all have the same values
 */
gboolean
cue_property_equal_all (gpointer object, gpointer other, GParamSpec *const *properties, guint n)
{
  for (guint i = 0; i < n; i++) {
    g_auto (GValue) mine = G_VALUE_INIT;
    g_auto (GValue) theirs = G_VALUE_INIT;

    g_object_get_property (object, properties[i]->name, &mine);
    g_object_get_property (other, properties[i]->name, &theirs);
    if (g_param_values_cmp (properties[i], &mine, &theirs) != 0)
      return FALSE;
  }
  return TRUE;
}
