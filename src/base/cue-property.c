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
