// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-preflight-row.h"

#include <glib/gi18n-lib.h>

#include "cue-image.h"
#include "cue-picture-facts.h"
#include "cue-state-style.h"

/**
 * CuePreflightRow:
 *
 * One finding of a check before the show, with cause, what to do and what it is based on; what is
 * fine takes little room. Main thread only.
 */
struct _CuePreflightRow {
  AdwPreferencesRow parent_instance;

  CuePreflightFinding *finding; /* owned */

  GtkImage   *icon;
  GtkLabel   *title;
  GtkLabel   *severity;
  GtkLabel   *words;
  GtkWidget  *next_box;
  GtkLabel   *next;
  GtkLabel   *facts;
  GtkPicture *picture;
};

G_DEFINE_FINAL_TYPE (CuePreflightRow, cue_preflight_row, ADW_TYPE_PREFERENCES_ROW)

/**
 * cue_preflight_row_get_health:
 *
 * Returns: the health that looks as bad
 */
CueHealth
cue_preflight_row_get_health (CuePreflightSeverity severity)
{
  switch (severity) {
  case CUE_PREFLIGHT_OK:
    return CUE_HEALTH_OK;
  case CUE_PREFLIGHT_WARNING:
    return CUE_HEALTH_WARNING;
  case CUE_PREFLIGHT_CRITICAL:
    return CUE_HEALTH_ERROR;
  case CUE_PREFLIGHT_NOT_APPLICABLE:
  case CUE_PREFLIGHT_UNKNOWN:
    break;
  }
  return CUE_HEALTH_IDLE;
}

static void
cue_preflight_row_finalize (GObject *object)
{
  g_clear_object (&CUE_PREFLIGHT_ROW (object)->finding);

  G_OBJECT_CLASS (cue_preflight_row_parent_class)->finalize (object);
}

static void
cue_preflight_row_class_init (CuePreflightRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cue_preflight_row_finalize;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-preflight-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CuePreflightRow, icon);
  gtk_widget_class_bind_template_child (widget_class, CuePreflightRow, title);
  gtk_widget_class_bind_template_child (widget_class, CuePreflightRow, severity);
  gtk_widget_class_bind_template_child (widget_class, CuePreflightRow, words);
  gtk_widget_class_bind_template_child (widget_class, CuePreflightRow, next_box);
  gtk_widget_class_bind_template_child (widget_class, CuePreflightRow, next);
  gtk_widget_class_bind_template_child (widget_class, CuePreflightRow, facts);
  gtk_widget_class_bind_template_child (widget_class, CuePreflightRow, picture);
}

static void
cue_preflight_row_init (CuePreflightRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_facts (CuePreflightRow *self, CuePreflightFinding *finding)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < cue_preflight_finding_get_n_facts (finding); i++) {
    g_string_append (text, i > 0 ? "\n" : "");
    g_string_append_printf (text,
                            _ ("%s: %s"),
                            cue_preflight_finding_get_fact_name (finding, i),
                            cue_preflight_finding_get_fact_value (finding, i));
  }
  gtk_label_set_label (self->facts, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->facts), text->len > 0);
}

static void
on_decoded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CuePreflightRow) self = data;
  g_autoptr (GdkTexture) texture = cue_image_decode_finish (result, NULL, NULL, NULL);

  if (texture == NULL)
    return;
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  gtk_widget_set_visible (GTK_WIDGET (self->picture), TRUE);
  /* Printing cannot wait for it. */
  g_object_set_data_full (G_OBJECT (self->finding),
                          CUE_PREFLIGHT_TEXTURE,
                          g_steal_pointer (&texture),
                          g_object_unref);
}

/* It comes from where hostile files were decoded, so it is decoded there, too. */
static void
show_picture (CuePreflightRow *self, CuePreflightFinding *finding)
{
  GBytes *bytes = cue_preflight_finding_get_picture (finding);

  if (bytes != NULL)
    cue_image_decode_async (bytes,
                            CUE_PICTURE_MAX_THUMBNAIL_WIDTH,
                            CUE_PICTURE_MAX_THUMBNAIL_HEIGHT,
                            NULL,
                            on_decoded,
                            g_object_ref (self));
}

/**
 * cue_preflight_row_new:
 * @finding: what to show
 *
 * Returns: (transfer floating): a row for it
 */
GtkWidget *
cue_preflight_row_new (CuePreflightFinding *finding)
{
  CuePreflightRow     *self;
  CuePreflightSeverity severity;
  const char          *next;
  g_autofree char     *label = NULL;

  g_return_val_if_fail (CUE_IS_PREFLIGHT_FINDING (finding), NULL);

  self = g_object_new (CUE_TYPE_PREFLIGHT_ROW, NULL);
  self->finding = g_object_ref (finding);
  severity = cue_preflight_finding_get_severity (finding);
  next = cue_preflight_finding_get_next_step (finding);
  gtk_image_set_from_icon_name (self->icon,
                                cue_health_style_get_icon (
                                  cue_preflight_row_get_health (severity)));
  cue_health_style_apply (GTK_WIDGET (self->icon), cue_preflight_row_get_health (severity));
  gtk_label_set_label (self->title, cue_preflight_finding_get_title (finding));
  gtk_label_set_label (self->severity, cue_preflight_finding_get_verdict (finding));
  cue_health_style_apply (GTK_WIDGET (self->severity), cue_preflight_row_get_health (severity));
  gtk_label_set_label (self->words, cue_preflight_finding_get_words (finding));
  gtk_label_set_label (self->next, next != NULL ? next : "");
  gtk_widget_set_visible (self->next_box, next != NULL);
  if (severity > CUE_PREFLIGHT_OK)
    show_facts (self, finding);
  show_picture (self, finding);
  /* Translators: how something is, then what it is, for those who listen */
  label = g_strdup_printf (_ ("%s: %s"),
                           cue_preflight_finding_get_verdict (finding),
                           cue_preflight_finding_get_title (finding));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  cue_preflight_finding_get_words (finding),
                                  -1);
  return GTK_WIDGET (self);
}
