// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-difference.h"

#include <glib/gi18n-lib.h>

/**
 * CueAcousticDifference:
 *
 * What would be different at the service if an event type were registered again as it is written
 * now, line by line: what is added, changed and removed, each with its sign, its word and its
 * colour. Main thread only.
 */
struct _CueAcousticDifference {
  AdwBin parent_instance;

  GtkWidget *lines; /* not owned: the child */
  guint      n_lines;
};

typedef enum {
  LINE_SAME,
  LINE_ADDED,
  LINE_CHANGED,
  LINE_REMOVED,
} LineKind;

G_DEFINE_FINAL_TYPE (CueAcousticDifference, cue_acoustic_difference, ADW_TYPE_BIN)

static void
cue_acoustic_difference_class_init (CueAcousticDifferenceClass *klass)
{
}

static void
cue_acoustic_difference_init (CueAcousticDifference *self)
{
  self->lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_widget_add_css_class (self->lines, "card");
  gtk_widget_add_css_class (self->lines, "difference");
  adw_bin_set_child (ADW_BIN (self), self->lines);
}

static void
add_line (CueAcousticDifference *self, LineKind kind, const char *words)
{
  static const struct {
    const char *sign;
    const char *css_class;
  } looks[] = {
    [LINE_SAME] = { "=", "secondary" },
    [LINE_ADDED] = { "+", "difference-added" },
    [LINE_CHANGED] = { "≠", "difference-changed" },
    [LINE_REMOVED] = { "−", "difference-removed" },
  };
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *sign = gtk_label_new (looks[kind].sign);
  GtkWidget *label = gtk_label_new (words);

  gtk_widget_add_css_class (sign, "monospace");
  gtk_widget_set_valign (sign, GTK_ALIGN_START);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_box_append (GTK_BOX (line), sign);
  gtk_box_append (GTK_BOX (line), label);
  gtk_widget_add_css_class (line, looks[kind].css_class);
  gtk_box_append (GTK_BOX (self->lines), line);
  self->n_lines += kind != LINE_SAME;
}

static const char *
or_dash (const char *text)
{
  return text != NULL && text[0] != '\0' ? text : "–";
}

static void
compare_field (CueAcousticDifference *self, const char *name, const char *before, const char *now)
{
  g_autofree char *words = NULL;

  before = or_dash (before);
  now = or_dash (now);

  if (g_str_equal (before, now))
    return;

  /* Translators: a field, what it was, what it will be */
  words = g_strdup_printf (_ ("%s changes from “%s” to “%s”"), name, before, now);
  add_line (self, LINE_CHANGED, words);
}

static CueDraftAttribute *
find_draft (CueDraftList *list, const char *name)
{
  for (guint i = 0; i < cue_draft_list_get_n_items (list); i++) {
    CueDraftAttribute *attribute = cue_draft_list_get (list, i);

    if (g_strcmp0 (cue_draft_attribute_get_name (attribute), name) == 0)
      return attribute;
  }

  return NULL;
}

static gboolean
is_registered (GListModel *registered, const char *name)
{
  for (guint i = 0; i < g_list_model_get_n_items (registered); i++) {
    g_autoptr (CueEventTypeAttribute) attribute = g_list_model_get_item (registered, i);

    if (g_strcmp0 (cue_event_type_attribute_get_name (attribute), name) == 0)
      return TRUE;
  }

  return FALSE;
}

static void
compare_attributes (CueAcousticDifference *self, GListModel *registered, CueDraftList *drafts)
{
  for (guint i = 0; i < g_list_model_get_n_items (registered); i++) {
    g_autoptr (CueEventTypeAttribute) before = g_list_model_get_item (registered, i);
    const char        *name = or_dash (cue_event_type_attribute_get_name (before));
    const char        *type = or_dash (cue_event_type_attribute_get_type_name (before));
    CueDraftAttribute *now = find_draft (drafts, cue_event_type_attribute_get_name (before));
    g_autofree char   *words = NULL;

    if (now == NULL) {
      words = g_strdup_printf (_ ("The attribute “%s” is removed"), name);
      add_line (self, LINE_REMOVED, words);
    } else if (g_ascii_strcasecmp (type, or_dash (cue_draft_attribute_get_attribute_type (now))) !=
               0) {
      words = g_strdup_printf (_ ("The attribute “%s” changes from %s to %s"),
                               name,
                               type,
                               or_dash (cue_draft_attribute_get_attribute_type (now)));
      add_line (self, LINE_CHANGED, words);
    }
  }

  for (guint i = 0; i < cue_draft_list_get_n_items (drafts); i++) {
    CueDraftAttribute *now = cue_draft_list_get (drafts, i);
    const char        *name = cue_draft_attribute_get_name (now);
    g_autofree char   *words = NULL;

    if (is_registered (registered, name) || name == NULL || name[0] == '\0')
      continue;

    words = g_strdup_printf (_ ("The attribute “%s” (%s) is added"),
                             name,
                             or_dash (cue_draft_attribute_get_attribute_type (now)));
    add_line (self, LINE_ADDED, words);
  }
}

/**
 * cue_acoustic_difference_show:
 * @self: a difference
 * @registered: what is registered now
 * @draft: what would be registered
 *
 * Compares the two.
 */
void
cue_acoustic_difference_show (CueAcousticDifference *self,
                              CueEventType          *registered,
                              CueEventTypeDraft     *draft)
{
  GtkWidget *line;

  g_return_if_fail (CUE_IS_ACOUSTIC_DIFFERENCE (self));
  g_return_if_fail (CUE_IS_EVENT_TYPE (registered));
  g_return_if_fail (CUE_IS_EVENT_TYPE_DRAFT (draft));

  while ((line = gtk_widget_get_first_child (self->lines)) != NULL)
    gtk_box_remove (GTK_BOX (self->lines), line);

  self->n_lines = 0;
  compare_field (self,
                 _ ("The name"),
                 cue_event_type_get_name (registered),
                 cue_event_type_draft_get_name (draft));
  compare_field (self,
                 _ ("The description"),
                 cue_event_type_get_description (registered),
                 cue_event_type_draft_get_description (draft));
  compare_field (self,
                 _ ("The namespace"),
                 cue_event_type_get_namespace (registered),
                 cue_event_type_draft_get_namespace (draft));
  compare_field (self,
                 _ ("The version"),
                 cue_event_type_get_version_text (registered),
                 cue_event_type_draft_get_version (draft));
  compare_field (self,
                 _ ("What it is registered to"),
                 cue_event_type_get_registration_text (registered),
                 cue_event_type_draft_get_registration_type (draft));
  compare_attributes (self,
                      cue_event_type_get_attributes (registered),
                      cue_event_type_draft_get_attributes (draft));

  if (self->n_lines == 0)
    add_line (self, LINE_SAME, _ ("Nothing: it is registered exactly so"));
}

/**
 * cue_acoustic_difference_get_n_lines:
 * @self: a difference
 *
 * Returns: how many things would be different
 */
guint
cue_acoustic_difference_get_n_lines (CueAcousticDifference *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_DIFFERENCE (self), 0);

  return self->n_lines;
}
