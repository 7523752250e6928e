// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-finding-label.h"

#include <glib/gi18n-lib.h>

#include "cue-state-style.h"

#define DOCUMENT "S4:"
#define ASSUMED  "ASSUME-"

/**
 * CueFindingLabel:
 *
 * What is to be said about a field, beside that field, with the place in Acoustic’s documentation
 * where the rule stands; hidden while there is nothing to say. It names how bad it is by a word, a
 * shape and a colour, and marks its field as wrong for the eye and for a screen reader. In a list
 * of rows it has a row of its own, which has to take the focus: the Tab key leaves a list at the
 * first row that does not. Main thread only.
 */
struct _CueFindingLabel {
  AdwBin parent_instance;

  GtkWidget *field; /* not owned; weak; may be NULL */

  GtkWidget *box;
  GtkImage  *icon;
  GtkLabel  *words;
  GtkLabel  *source;
};

G_DEFINE_FINAL_TYPE (CueFindingLabel, cue_finding_label, ADW_TYPE_BIN)

typedef enum {
  PROP_FIELD = 1,
} CueFindingLabelProperty;

static GParamSpec *properties[PROP_FIELD + 1];

static void
cue_finding_label_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((CueFindingLabelProperty) id) {
  case PROP_FIELD:
    g_value_set_object (value, CUE_FINDING_LABEL (object)->field);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_finding_label_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch ((CueFindingLabelProperty) id) {
  case PROP_FIELD:
    cue_finding_label_set_field (CUE_FINDING_LABEL (object), g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_finding_label_dispose (GObject *object)
{
  g_clear_weak_pointer (&CUE_FINDING_LABEL (object)->field);

  G_OBJECT_CLASS (cue_finding_label_parent_class)->dispose (object);
}

static void
cue_finding_label_class_init (CueFindingLabelClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = cue_finding_label_get_property;
  object_class->set_property = cue_finding_label_set_property;
  object_class->dispose = cue_finding_label_dispose;

  /**
   * CueFindingLabel:field:
   *
   * The widget that is marked as wrong while an error is shown.
   */
  properties[PROP_FIELD] =
    g_param_spec_object ("field",
                         NULL,
                         NULL,
                         GTK_TYPE_WIDGET,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-finding-label.ui");
  gtk_widget_class_bind_template_child (widget_class, CueFindingLabel, box);
  gtk_widget_class_bind_template_child (widget_class, CueFindingLabel, icon);
  gtk_widget_class_bind_template_child (widget_class, CueFindingLabel, words);
  gtk_widget_class_bind_template_child (widget_class, CueFindingLabel, source);
}

static void
cue_finding_label_init (CueFindingLabel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * cue_finding_label_new:
 *
 * Returns: (transfer floating): a label that says nothing yet
 */
GtkWidget *
cue_finding_label_new (void)
{
  return g_object_new (CUE_TYPE_FINDING_LABEL, NULL);
}

/**
 * cue_finding_label_get_field:
 * @self: a label
 *
 * Returns: (transfer none) (nullable): the widget it is about
 */
GtkWidget *
cue_finding_label_get_field (CueFindingLabel *self)
{
  g_return_val_if_fail (CUE_IS_FINDING_LABEL (self), NULL);

  return self->field;
}

static void
mark_field (CueFindingLabel *self, gboolean bad)
{
  if (self->field == NULL)
    return;

  if (bad)
    gtk_widget_add_css_class (self->field, "error");
  else
    gtk_widget_remove_css_class (self->field, "error");

  gtk_accessible_update_state (GTK_ACCESSIBLE (self->field),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               bad ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

/**
 * cue_finding_label_set_field:
 * @self: a label
 * @field: (nullable): the widget it is about
 *
 * Says which widget is marked when an error is shown, and is described by the words.
 */
void
cue_finding_label_set_field (CueFindingLabel *self, GtkWidget *field)
{
  g_return_if_fail (CUE_IS_FINDING_LABEL (self));
  g_return_if_fail (field == NULL || GTK_IS_WIDGET (field));

  if (self->field == field)
    return;

  mark_field (self, FALSE);
  g_set_weak_pointer (&self->field, field);

  if (field != NULL)
    gtk_accessible_update_relation (GTK_ACCESSIBLE (field),
                                    GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                    self->words,
                                    NULL,
                                    -1);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FIELD]);
}

/**
 * cue_finding_label_show:
 * @self: a label
 * @severity: how bad it is
 * @words: a sentence for people; may hold text from outside
 * @source: (nullable): where the rule stands, such as “S4:209” or “ASSUME-17”
 *
 * Says something about the field.
 */
void
cue_finding_label_show (CueFindingLabel *self,
                        CueSeverity      severity,
                        const char      *words,
                        const char      *source)
{
  g_autofree char *sentence = NULL;
  g_autofree char *place = NULL;

  g_return_if_fail (CUE_IS_FINDING_LABEL (self));
  g_return_if_fail (words != NULL);

  /* Translators: the first %s is “Error”, “Warning” or “Note”, the second a sentence */
  sentence = g_strdup_printf (_ ("%s: %s"), cue_severity_style_get_words (severity), words);
  place = cue_finding_source_to_words (source);
  gtk_image_set_from_icon_name (self->icon, cue_severity_style_get_icon (severity));
  cue_health_style_apply (self->box, cue_severity_style_to_health (severity));
  gtk_label_set_label (self->words, sentence);
  gtk_label_set_label (self->source, place != NULL ? place : "");
  gtk_widget_set_visible (GTK_WIDGET (self->source), place != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  mark_field (self, severity == CUE_SEVERITY_ERROR);
}

/* The whole is no place that anybody would look for. */
static char *
describe_odd (const CueDiagnostic *found)
{
  const char *where = cue_diagnostic_get_where (found);

  if (where == NULL || where[0] == '\0' || g_str_equal (where, "$"))
    return g_strdup (cue_diagnostic_get_message (found));

  return g_strdup_printf (_ ("%s: %s"), where, cue_diagnostic_get_message (found));
}

/**
 * cue_finding_label_show_odd:
 * @self: a label
 * @found: (element-type CueDiagnostic): what was odd about something that came from outside
 *
 * Says the first of it with its place, and how much more there is; hides the label when there is
 * nothing.
 */
void
cue_finding_label_show_odd (CueFindingLabel *self, GPtrArray *found)
{
  g_autofree char *first = NULL;
  g_autofree char *words = NULL;

  g_return_if_fail (CUE_IS_FINDING_LABEL (self));
  g_return_if_fail (found != NULL);

  if (found->len == 0) {
    cue_finding_label_clear (self);
    return;
  }

  first = describe_odd (found->pdata[0]);
  /* Translators: %u is a number of other places, the first %s a sentence */
  words = found->len == 1 ? g_strdup (first)
                          : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                          "%s And %u more such place.",
                                                          "%s And %u more such places.",
                                                          found->len - 1),
                                             first,
                                             found->len - 1);
  cue_finding_label_show (self, cue_diagnostics_get_worst (found), words, NULL);
}

/**
 * cue_finding_label_clear:
 * @self: a label
 *
 * Takes back what was said.
 */
void
cue_finding_label_clear (CueFindingLabel *self)
{
  g_return_if_fail (CUE_IS_FINDING_LABEL (self));

  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_label_set_label (self->words, "");
  gtk_label_set_label (self->source, "");
  mark_field (self, FALSE);
}

/**
 * cue_finding_source_to_words:
 * @source: (nullable): where a rule stands, such as “S4:209”, “S4:7, 224” or “ASSUME-17”
 *
 * Turns the reference of a rule into words for people.
 *
 * Returns: (transfer full) (nullable): the words, or %NULL when there is no source
 */
char *
cue_finding_source_to_words (const char *source)
{
  const char *lines;
  gboolean    several;

  if (source == NULL || source[0] == '\0')
    return NULL;

  if (strstr (source, ASSUMED) != NULL)
    return g_strdup (_ ("Not in Acoustic’s documentation, assumed"));

  if (!g_str_has_prefix (source, DOCUMENT))
    return g_strdup (source);

  lines = source + strlen (DOCUMENT);
  several = strpbrk (lines, ",- ") != NULL;
  /* Translators: %s is one number, or several such as “7, 224” */
  return g_strdup_printf (several ? _ ("Acoustic’s documentation, lines %s")
                                  : _ ("Acoustic’s documentation, line %s"),
                          lines);
}
