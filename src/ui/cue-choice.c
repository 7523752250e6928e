// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-choice.h"

/* A property that is one of a few, and the row in which it is chosen. */

static gboolean
enum_to_choice (GBinding *binding, const GValue *from, GValue *to, gpointer data)
{
  g_value_set_uint (to, (guint) g_value_get_enum (from));
  return TRUE;
}

static gboolean
choice_to_enum (GBinding *binding, const GValue *from, GValue *to, gpointer data)
{
  if (g_value_get_uint (from) == GTK_INVALID_LIST_POSITION)
    return FALSE;

  g_value_set_enum (to, (int) g_value_get_uint (from));
  return TRUE;
}

static gboolean
text_to_choice (GBinding *binding, const GValue *from, GValue *to, gpointer data)
{
  const char *const *texts = data;
  const char        *text = g_value_get_string (from);

  for (guint i = 0; text != NULL && texts[i] != NULL; i++) {
    if (g_ascii_strcasecmp (text, texts[i]) == 0) {
      g_value_set_uint (to, i);
      return TRUE;
    }
  }

  g_value_set_uint (to, GTK_INVALID_LIST_POSITION);
  return TRUE;
}

static gboolean
choice_to_text (GBinding *binding, const GValue *from, GValue *to, gpointer data)
{
  const char *const *texts = data;
  guint              choice = g_value_get_uint (from);

  if (choice >= g_strv_length ((GStrv) texts))
    return FALSE;

  g_value_set_string (to, texts[choice]);
  return TRUE;
}

/**
 * cue_choice_bind_enum:
 * @object: has the property
 * @property: an enum that counts from 0 without gaps
 * @row: shows it
 * @names: what the values are called, in their order, ended by %NULL; copied
 *
 * Fills @row and keeps both the same.
 *
 * Returns: (transfer none): the binding, which ends with either of the two
 */
GBinding *
cue_choice_bind_enum (GObject           *object,
                      const char        *property,
                      AdwComboRow       *row,
                      const char *const *names)
{
  g_autoptr (GtkStringList) model = gtk_string_list_new (names);

  adw_combo_row_set_model (row, G_LIST_MODEL (model));
  return g_object_bind_property_full (object,
                                      property,
                                      row,
                                      "selected",
                                      G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL,
                                      enum_to_choice,
                                      choice_to_enum,
                                      NULL,
                                      NULL);
}

/**
 * cue_choice_bind_text:
 * @object: has the property
 * @property: a text
 * @row: shows it, with a model of its own in the order of @texts
 * @texts: the values as they are sent, ended by %NULL; static
 *
 * Keeps both the same. Letters may be large or small; of any other text nothing is chosen.
 *
 * Returns: (transfer none): the binding, which ends with either of the two
 */
GBinding *
cue_choice_bind_text (GObject           *object,
                      const char        *property,
                      AdwComboRow       *row,
                      const char *const *texts)
{
  return g_object_bind_property_full (object,
                                      property,
                                      row,
                                      "selected",
                                      G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL,
                                      text_to_choice,
                                      choice_to_text,
                                      (gpointer) texts,
                                      NULL);
}
