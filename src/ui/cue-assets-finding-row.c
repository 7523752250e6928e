// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-assets-finding-row.h"

#include <glib/gi18n-lib.h>

#include "cue-state-style.h"
#include "cue-text.h"

#define MAX_WORDS 600

/**
 * CueAssetsFindingRow:
 *
 * What was found about an asset: how bad it is by a word, a shape and a colour, which asset, what,
 * and what to do about it. Main thread only.
 */
struct _CueAssetsFindingRow {
  AdwBin parent_instance;

  GtkImage  *icon;
  GtkLabel  *where;
  GtkLabel  *words;
  GtkLabel  *advice;
  GtkWidget *copy;
};

G_DEFINE_FINAL_TYPE (CueAssetsFindingRow, cue_assets_finding_row, ADW_TYPE_BIN)

static void
on_copy_clicked (CueAssetsFindingRow *self)
{
  g_autofree char *text = cue_assets_finding_row_to_text (self);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

static void
cue_assets_finding_row_class_init (CueAssetsFindingRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-assets-finding-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CueAssetsFindingRow, icon);
  gtk_widget_class_bind_template_child (widget_class, CueAssetsFindingRow, where);
  gtk_widget_class_bind_template_child (widget_class, CueAssetsFindingRow, words);
  gtk_widget_class_bind_template_child (widget_class, CueAssetsFindingRow, advice);
  gtk_widget_class_bind_template_child (widget_class, CueAssetsFindingRow, copy);
}

static void
cue_assets_finding_row_init (CueAssetsFindingRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->copy, "clicked", G_CALLBACK (on_copy_clicked), self);
}

/**
 * cue_assets_finding_row_new:
 *
 * Returns: (transfer floating): a row that says nothing yet
 */
GtkWidget *
cue_assets_finding_row_new (void)
{
  return g_object_new (CUE_TYPE_ASSETS_FINDING_ROW, NULL);
}

static void
set_label (GtkLabel *label, const char *text)
{
  g_autofree char *visible = cue_text_make_visible (text != NULL ? text : "", -1, MAX_WORDS);

  gtk_label_set_label (label, visible);
  gtk_widget_set_visible (GTK_WIDGET (label), visible[0] != '\0');
}

/**
 * cue_assets_finding_row_offer_copy:
 * @self: a row
 *
 * Gives the row a button that copies what it says.
 */
void
cue_assets_finding_row_offer_copy (CueAssetsFindingRow *self)
{
  g_return_if_fail (CUE_IS_ASSETS_FINDING_ROW (self));

  gtk_widget_set_visible (self->copy, TRUE);
}

/**
 * cue_assets_finding_row_show:
 * @self: a row
 * @severity: how bad it is
 * @where: which asset, such as “Prelive · Background image”
 * @words: what was found; may hold text from outside
 * @advice: (nullable): the cause, or what to do
 */
void
cue_assets_finding_row_show (CueAssetsFindingRow *self,
                             CueSeverity          severity,
                             const char          *where,
                             const char          *words,
                             const char          *advice)
{
  g_autofree char *place = NULL;

  g_return_if_fail (CUE_IS_ASSETS_FINDING_ROW (self));
  g_return_if_fail (words != NULL);

  /* Translators: the first %s is “Error”, “Warning” or “Note”, the second names an asset */
  place = where != NULL
            ? g_strdup_printf (_ ("%s · %s"), cue_severity_style_get_words (severity), where)
            : g_strdup (cue_severity_style_get_words (severity));
  gtk_image_set_from_icon_name (self->icon, cue_severity_style_get_icon (severity));
  cue_health_style_apply (GTK_WIDGET (self->icon), cue_severity_style_to_health (severity));
  set_label (self->where, place);
  set_label (self->words, words);
  set_label (self->advice, advice);
}

/**
 * cue_assets_finding_row_to_text:
 * @self: a row
 *
 * Returns: (transfer full): all that the row says, to be copied
 */
char *
cue_assets_finding_row_to_text (CueAssetsFindingRow *self)
{
  GString    *text;
  const char *advice;

  g_return_val_if_fail (CUE_IS_ASSETS_FINDING_ROW (self), NULL);

  text = g_string_new (gtk_label_get_label (self->where));
  advice = gtk_label_get_label (self->advice);
  g_string_append_printf (text, "\n%s", gtk_label_get_label (self->words));

  if (advice[0] != '\0')
    g_string_append_printf (text, "\n%s", advice);

  return g_string_free (text, FALSE);
}
