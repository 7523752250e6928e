// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-change-row.h"

#include "cue-format.h"
#include "cue-state-style.h"
#include "cue-text.h"
#include "cue-time.h"

#define MAX_LINE    200
#define MAX_TOOLTIP 2000

/**
 * CueChangeRow:
 *
 * One observation in the list of recent changes: when, how bad, what. Main thread only.
 */
struct _CueChangeRow {
  GtkWidget parent_instance;

  CueObservation *observation; /* owned; may be NULL */
  gboolean        hide_names;

  GtkLabel *time;
  GtkImage *icon;
  GtkLabel *subject;
  GtkLabel *detail;
};

typedef enum {
  PROP_HIDE_NAMES = 1,
} CueChangeRowProperty;

static GParamSpec *properties[PROP_HIDE_NAMES + 1];

G_DEFINE_FINAL_TYPE (CueChangeRow, cue_change_row, GTK_TYPE_WIDGET)

static void
update_words (CueChangeRow *self)
{
  CueObservation  *observation = self->observation;
  const char      *detail = self->hide_names ? cue_observation_get_discreet (observation)
                                             : cue_observation_get_addition (observation);
  const char      *subject = cue_observation_get_subject (observation);
  CueSeverity      severity = cue_observation_get_severity (observation);
  CueHealth        health = cue_severity_style_to_health (severity);
  g_autofree char *time = cue_time_format_time_of_day (cue_observation_get_wall_us (observation));
  g_autofree char *subject_line = NULL;
  g_autofree char *detail_line = NULL;
  g_autofree char *tooltip = NULL;

  subject_line = cue_text_make_line (subject != NULL ? subject : "", -1, MAX_LINE);
  detail_line = cue_text_make_line (detail != NULL ? detail : "", -1, MAX_LINE);
  tooltip = cue_text_make_visible (detail != NULL ? detail : "", -1, MAX_TOOLTIP);

  gtk_label_set_label (self->time, time);
  gtk_label_set_label (self->subject, subject_line);
  gtk_label_set_label (self->detail, detail_line);
  gtk_widget_set_visible (GTK_WIDGET (self->detail), detail_line[0] != '\0');
  gtk_image_set_from_icon_name (self->icon,
                                severity == CUE_SEVERITY_INFO
                                  ? "cue-change-symbolic"
                                  : cue_severity_style_get_icon (severity));
  cue_health_style_apply (GTK_WIDGET (self->icon), health);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), tooltip[0] != '\0' ? tooltip : subject_line);
}

static void
cue_change_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CueChangeRow *self = CUE_CHANGE_ROW (object);

  switch ((CueChangeRowProperty) id) {
  case PROP_HIDE_NAMES:
    g_value_set_boolean (value, self->hide_names);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_change_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CueChangeRow *self = CUE_CHANGE_ROW (object);

  switch ((CueChangeRowProperty) id) {
  case PROP_HIDE_NAMES:
    cue_change_row_set_hide_names (self, g_value_get_boolean (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_change_row_dispose (GObject *object)
{
  CueChangeRow *self = CUE_CHANGE_ROW (object);
  GtkWidget    *child;

  g_clear_object (&self->observation);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (cue_change_row_parent_class)->dispose (object);
}

static void
cue_change_row_class_init (CueChangeRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_change_row_dispose;
  G_OBJECT_CLASS (klass)->get_property = cue_change_row_get_property;
  G_OBJECT_CLASS (klass)->set_property = cue_change_row_set_property;

  /**
   * CueChangeRow:hide-names:
   *
   * Whether persons are not named.
   */
  properties[PROP_HIDE_NAMES] =
    g_param_spec_boolean ("hide-names",
                          NULL,
                          NULL,
                          FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/cuelight/Cuelight/ui/cue-change-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CueChangeRow, time);
  gtk_widget_class_bind_template_child (widget_class, CueChangeRow, icon);
  gtk_widget_class_bind_template_child (widget_class, CueChangeRow, subject);
  gtk_widget_class_bind_template_child (widget_class, CueChangeRow, detail);
  gtk_widget_class_set_css_name (widget_class, "changerow");
}

static void
cue_change_row_init (CueChangeRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * cue_change_row_new:
 *
 * Returns: (transfer floating): an empty row
 */
GtkWidget *
cue_change_row_new (void)
{
  return g_object_new (CUE_TYPE_CHANGE_ROW, NULL);
}

/**
 * cue_change_row_set_observation:
 * @self: a row
 * @observation: what happened; its texts may come from outside
 *
 * Shows one observation. Texts are cut to a line and odd characters are made visible.
 */
void
cue_change_row_set_observation (CueChangeRow *self, CueObservation *observation)
{
  g_return_if_fail (CUE_IS_CHANGE_ROW (self));
  g_return_if_fail (CUE_IS_OBSERVATION (observation));

  g_set_object (&self->observation, observation);
  update_words (self);
}

/**
 * cue_change_row_set_hide_names:
 * @self: a row
 * @hide: whether persons are not named, in the row and in its tooltip
 */
void
cue_change_row_set_hide_names (CueChangeRow *self, gboolean hide)
{
  g_return_if_fail (CUE_IS_CHANGE_ROW (self));

  if (self->hide_names == hide)
    return;

  self->hide_names = hide;

  if (self->observation != NULL)
    update_words (self);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HIDE_NAMES]);
}
