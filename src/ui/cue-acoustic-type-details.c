// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-type-details.h"

#include <glib/gi18n-lib.h>

#include "cue-acoustic-type-columns.h"
#include "cue-finding-label.h"
#include "cue-json.h"

/**
 * CueAcousticTypeDetails:
 *
 * All of one event type: what it is called, who has to do with it, its attributes, what is odd
 * about it, and the text as it was received. Main thread only.
 */
struct _CueAcousticTypeDetails {
  AdwBin parent_instance;

  GtkStack *stack;
  GtkLabel *code;
  GtkLabel *description;
  GtkGrid  *facts;
  GtkBox   *findings;
  GtkLabel *attributes_title;
  GtkGrid  *attributes;
  GtkLabel *raw;
  GtkWidget *delete;
};

G_DEFINE_FINAL_TYPE (CueAcousticTypeDetails, cue_acoustic_type_details, ADW_TYPE_BIN)

static void
clear (GtkWidget *container)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (container)) != NULL) {
    if (GTK_IS_GRID (container))
      gtk_grid_remove (GTK_GRID (container), child);
    else
      gtk_box_remove (GTK_BOX (container), child);
  }
}

/* What comes from outside is shown as text, never as markup. */
static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  /* A hyphen in a code would be taken for a part of it. */
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static void
add_pair (GtkGrid *grid, const char *name, const char *value, gboolean name_first)
{
  int        row = 0;
  GtkWidget *first, *second;

  if (value == NULL || value[0] == '\0')
    return;

  while (gtk_grid_get_child_at (grid, 0, row) != NULL)
    row++;

  first = make_label (name, name_first ? "secondary" : NULL);
  second = make_label (value, name_first ? NULL : "secondary");
  gtk_widget_set_hexpand (name_first ? second : first, TRUE);
  gtk_widget_set_valign (first, GTK_ALIGN_START);
  gtk_grid_attach (grid, first, 0, row, 1, 1);
  gtk_grid_attach (grid, second, 1, row, 1, 1);
}

static void
fill_facts (CueAcousticTypeDetails *self, CueEventType *type)
{
  const char *const *subscribers = cue_event_type_get_subscribers (type);
  g_autofree char   *origin = cue_acoustic_origin_to_words (cue_event_type_get_origin (type));
  g_autofree char   *version = cue_acoustic_version_to_words (type);
  g_autofree char   *all = subscribers != NULL ? g_strjoinv ("\n", (char **) subscribers)
                                               : g_strdup ("");

  add_pair (self->facts, _ ("Name"), cue_event_type_get_name (type), TRUE);
  add_pair (self->facts, _ ("Origin"), origin, TRUE);
  add_pair (self->facts, _ ("Namespace"), cue_event_type_get_namespace (type), TRUE);
  add_pair (self->facts, _ ("Version"), version, TRUE);
  add_pair (self->facts, _ ("Registered as"), cue_event_type_get_registration_text (type), TRUE);
  add_pair (self->facts, _ ("Publisher"), cue_event_type_get_publisher (type), TRUE);
  add_pair (self->facts, _ ("Provider"), cue_event_type_get_provider (type), TRUE);
  add_pair (self->facts, _ ("Subscribers"), all, TRUE);
}

static void
fill_attributes (CueAcousticTypeDetails *self, CueEventType *type)
{
  GListModel      *attributes = cue_event_type_get_attributes (type);
  guint            n = g_list_model_get_n_items (attributes);
  g_autofree char *title = NULL;

  title = n > 0
            ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u Attribute", "%u Attributes", n), n)
            : g_strdup (_ ("No Attributes"));
  gtk_label_set_label (self->attributes_title, title);

  for (guint i = 0; i < n; i++) {
    g_autoptr (CueEventTypeAttribute) attribute = g_list_model_get_item (attributes, i);
    const char *name = cue_event_type_attribute_get_name (attribute);
    const char *kind = cue_event_type_attribute_get_type_name (attribute);

    add_pair (self->attributes,
              name != NULL ? name : "–",
              kind != NULL && kind[0] != '\0' ? kind : "–",
              FALSE);
  }
}

static void
fill_findings (CueAcousticTypeDetails *self, CueEventType *type)
{
  GPtrArray *found = cue_event_type_get_diagnostics (type);

  for (guint i = 0; found != NULL && i < found->len; i++) {
    const CueDiagnostic *diagnostic = found->pdata[i];
    GtkWidget           *label = cue_finding_label_new ();

    cue_finding_label_show (CUE_FINDING_LABEL (label),
                            cue_diagnostic_get_severity (diagnostic),
                            cue_diagnostic_get_message (diagnostic),
                            NULL);
    gtk_box_append (self->findings, label);
  }

  gtk_widget_set_visible (GTK_WIDGET (self->findings), found != NULL && found->len > 0);
}

static char *
dup_pretty (const char *raw)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (raw, strlen (raw));
  g_autoptr (JsonNode) node = cue_json_parse (bytes, NULL);

  return node != NULL ? cue_json_to_text (node, TRUE) : g_strdup (raw);
}

static void
cue_acoustic_type_details_class_init (CueAcousticTypeDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-acoustic-type-details.ui");
  gtk_widget_class_bind_template_child (widget_class, CueAcousticTypeDetails, stack);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticTypeDetails, code);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticTypeDetails, description);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticTypeDetails, facts);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticTypeDetails, findings);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticTypeDetails, attributes_title);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticTypeDetails, attributes);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticTypeDetails, raw);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticTypeDetails, delete);
}

static void
cue_acoustic_type_details_init (CueAcousticTypeDetails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * cue_acoustic_type_details_set_type:
 * @self: the details
 * @type: (nullable): what is shown, or %NULL for nothing
 *
 * Shows all of an event type.
 */
void
cue_acoustic_type_details_set_type (CueAcousticTypeDetails *self, CueEventType *type)
{
  const char      *description;
  const char      *code;
  g_autofree char *raw = NULL;

  g_return_if_fail (CUE_IS_ACOUSTIC_TYPE_DETAILS (self));
  g_return_if_fail (type == NULL || CUE_IS_EVENT_TYPE (type));

  gtk_stack_set_visible_child_name (self->stack, type != NULL ? "type" : "none");
  clear (GTK_WIDGET (self->facts));
  clear (GTK_WIDGET (self->attributes));
  clear (GTK_WIDGET (self->findings));

  if (type == NULL)
    return;

  code = cue_event_type_get_code (type);
  description = cue_event_type_get_description (type);
  raw = dup_pretty (cue_event_type_get_raw (type));
  gtk_label_set_label (self->code, code != NULL ? code : "–");
  gtk_label_set_label (self->description, description != NULL ? description : "");
  gtk_widget_set_visible (GTK_WIDGET (self->description),
                          description != NULL && description[0] != '\0');
  gtk_label_set_label (self->raw, raw);
  fill_facts (self, type);
  fill_attributes (self, type);
  fill_findings (self, type);
  /* What somebody else registered is not ours to delete. */
  gtk_widget_set_visible (self->delete,
                          cue_event_type_get_origin (type) & CUE_EVENT_TYPE_ORIGIN_REGISTERED);
}
