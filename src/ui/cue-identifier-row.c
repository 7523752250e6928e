// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-identifier-row.h"

#include <glib/gi18n-lib.h>

#include "cue-acoustic-catalogue.h"
#include "cue-finding-board.h"
#include "cue-signal.h"
#include "cue-suggestions.h"

/**
 * CueIdentifierRow:
 *
 * One identifier of the person an event is about: its name and its value, which is personal data.
 * Main thread only.
 */
struct _CueIdentifierRow {
  GtkListBoxRow parent_instance;

  CueDraftIdentifier *identifier; /* owned */
  gboolean            touched;    /* somebody was here */
  GPtrArray          *findings;   /* owned; what was shown last; may be NULL */
  char               *path;       /* owned; where the list stands, with ‘findings’ */
  gboolean            wrong;

  GtkWidget       *name;
  GtkWidget       *value;
  GtkWidget       *remove;
  CueFindingLabel *name_finding;
  CueFindingLabel *value_finding;
};

G_DEFINE_FINAL_TYPE (CueIdentifierRow, cue_identifier_row, GTK_TYPE_LIST_BOX_ROW)

enum {
  REMOVED,
  NEXT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
remove_row (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[REMOVED], 0);
}

static void
on_name_activated (CueIdentifierRow *self)
{
  gtk_widget_grab_focus (self->value);
}

static void
on_value_activated (CueIdentifierRow *self)
{
  g_signal_emit (self, signals[NEXT], 0);
}

static gboolean
show_member (CueIdentifierRow *self,
             CueFindingLabel  *label,
             GPtrArray        *findings,
             const char       *path,
             const char       *member,
             gboolean          all)
{
  g_autofree char *place = g_strdup_printf ("%s/%s", path, member);
  CueFinding      *finding = cue_findings_worst_at (findings, place);

  cue_finding_board_show_at (label, self->touched || all ? finding : NULL);
  return finding != NULL && cue_finding_get_level (finding) == CUE_FINDING_BLOCK;
}

/* Also when the row is left, which changes nothing but that it may be judged. */
static void
show (CueIdentifierRow *self, gboolean all)
{
  gboolean name_wrong, value_wrong;

  name_wrong = show_member (self, self->name_finding, self->findings, self->path, "name", all);
  value_wrong = show_member (self, self->value_finding, self->findings, self->path, "value", all);
  self->wrong = name_wrong || value_wrong;
}

static void
on_left (CueIdentifierRow *self)
{
  self->touched = TRUE;

  if (self->findings != NULL)
    show (self, FALSE);
}

static gboolean
cue_identifier_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (CUE_IDENTIFIER_ROW (widget)->name);
}

/* A row takes the focus itself before the Tab key leaves it to the left. This one gives it to its
 * first field, which would then never be left. */
static gboolean
cue_identifier_row_focus (GtkWidget *widget, GtkDirectionType direction)
{
  if (direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD)
    return gtk_widget_child_focus (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (widget)),
                                   direction);

  return GTK_WIDGET_CLASS (cue_identifier_row_parent_class)->focus (widget, direction);
}

static void
cue_identifier_row_dispose (GObject *object)
{
  CueIdentifierRow *self = CUE_IDENTIFIER_ROW (object);

  g_clear_object (&self->identifier);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_pointer (&self->path, g_free);

  G_OBJECT_CLASS (cue_identifier_row_parent_class)->dispose (object);
}

static void
cue_identifier_row_class_init (CueIdentifierRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_identifier_row_dispose;
  widget_class->grab_focus = cue_identifier_row_grab_focus;
  widget_class->focus = cue_identifier_row_focus;

  /**
   * CueIdentifierRow::removed:
   *
   * Somebody does not want the identifier any more.
   */
  signals[REMOVED] = cue_signal_new_plain (G_TYPE_FROM_CLASS (klass), "removed");
  /**
   * CueIdentifierRow::next:
   *
   * Somebody is done with this one and wants the next.
   */
  signals[NEXT] = cue_signal_new_plain (G_TYPE_FROM_CLASS (klass), "next");
  g_type_ensure (CUE_TYPE_FINDING_LABEL);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-identifier-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CueIdentifierRow, name);
  gtk_widget_class_bind_template_child (widget_class, CueIdentifierRow, value);
  gtk_widget_class_bind_template_child (widget_class, CueIdentifierRow, remove);
  gtk_widget_class_bind_template_child (widget_class, CueIdentifierRow, name_finding);
  gtk_widget_class_bind_template_child (widget_class, CueIdentifierRow, value_finding);
  gtk_widget_class_install_action (widget_class, "identifier.remove", NULL, remove_row);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_Delete,
                                       GDK_ALT_MASK,
                                       "identifier.remove",
                                       NULL);
}

static void
cue_identifier_row_init (CueIdentifierRow *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));

  cue_suggestions_attach_texts (self->name, cue_acoustic_catalogue_get_identifiers ());
  g_signal_connect_swapped (self->name, "activate", G_CALLBACK (on_name_activated), self);
  g_signal_connect_swapped (self->value, "activate", G_CALLBACK (on_value_activated), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_left), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->name),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Name of the identifier"),
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->value),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Value of the identifier"),
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Remove this identifier"),
                                  -1);
}

/**
 * cue_identifier_row_new:
 * @identifier: what it shows and edits
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
cue_identifier_row_new (CueDraftIdentifier *identifier)
{
  CueIdentifierRow *self;

  g_return_val_if_fail (CUE_IS_DRAFT_IDENTIFIER (identifier), NULL);

  self = g_object_new (CUE_TYPE_IDENTIFIER_ROW, NULL);
  self->identifier = g_object_ref (identifier);
  g_object_bind_property (identifier,
                          "name",
                          self->name,
                          "text",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_object_bind_property (identifier,
                          "value",
                          self->value,
                          "text",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  return GTK_WIDGET (self);
}

/**
 * cue_identifier_row_show:
 * @self: a row
 * @findings: (element-type CueFinding): all that was found
 * @path: where the identifier stands in the JSON text, such as “identifiers/0”
 * @all: whether also what nobody wrote in is judged
 *
 * Shows what was found about this identifier.
 */
void
cue_identifier_row_show (CueIdentifierRow *self,
                         GPtrArray        *findings,
                         const char       *path,
                         gboolean          all)
{
  g_return_if_fail (CUE_IS_IDENTIFIER_ROW (self));
  g_return_if_fail (findings != NULL && path != NULL);

  g_ptr_array_ref (findings);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  self->findings = findings;

  if (g_strcmp0 (self->path, path) != 0) {
    g_free (self->path);
    self->path = g_strdup (path);
  }

  show (self, all);
}

/**
 * cue_identifier_row_is_wrong:
 * @self: a row
 *
 * Returns: whether it keeps the events from being sent
 */
gboolean
cue_identifier_row_is_wrong (CueIdentifierRow *self)
{
  g_return_val_if_fail (CUE_IS_IDENTIFIER_ROW (self), FALSE);

  return self->wrong;
}
