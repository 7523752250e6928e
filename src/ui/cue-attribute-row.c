// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-attribute-row.h"

#include <glib/gi18n-lib.h>

#include "cue-finding-board.h"
#include "cue-signal.h"
#include "cue-suggestions.h"
#include "cue-value-editor.h"

/**
 * CueAttributeRow:
 *
 * One attribute of an event type, or of an event, which has a value too: its name, its type, and
 * buttons that move and remove it. What is typed goes into the attribute at once. The buttons,
 * Alt+Up, Alt+Down and Alt+Delete ask the
 * table to act, as “attribute.verb” with nothing but the row they come from. Main thread only.
 */
struct _CueAttributeRow {
  GtkListBoxRow parent_instance;

  CueDraftAttribute *attribute;   /* owned */
  CueSuggestions    *suggestions; /* not owned: it is the name’s; NULL before it is needed */
  guint              position;    /* in the list, counted from 0 */
  gboolean           touched;     /* somebody was here */
  GPtrArray         *findings;    /* owned; what was shown last; may be NULL */
  char              *path;        /* owned; where the list stands, with ‘findings’ */
  gboolean           wrong;       /* the list cannot be sent because of this row */
  gboolean           filling;

  GtkEntry        *name;
  GtkDropDown     *type;
  GtkWidget       *up;
  GtkWidget       *down;
  GtkWidget       *remove;
  CueFindingLabel *name_finding;
  CueFindingLabel *type_finding;
  CueValueEditor  *value;
  CueFindingLabel *value_finding;
};

G_DEFINE_FINAL_TYPE (CueAttributeRow, cue_attribute_row, GTK_TYPE_LIST_BOX_ROW)

enum {
  MOVED,
  REMOVED,
  NEXT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static guint
find_type (GListModel *types, const char *type)
{
  for (guint i = 0; i < g_list_model_get_n_items (types); i++) {
    const char *known = gtk_string_list_get_string (GTK_STRING_LIST (types), i);

    if (g_ascii_strcasecmp (known, type) == 0)
      return i;
  }

  return GTK_INVALID_LIST_POSITION;
}

/* What is received may have a type that nobody documented; it is shown as it is. */
static void
fill_type (CueAttributeRow *self)
{
  GListModel *types = gtk_drop_down_get_model (self->type);
  const char *type = cue_draft_attribute_get_attribute_type (self->attribute);
  guint       position;

  if (type == NULL)
    type = "";

  position = find_type (types, type);

  if (position == GTK_INVALID_LIST_POSITION) {
    gtk_string_list_append (GTK_STRING_LIST (types), type);
    position = g_list_model_get_n_items (types) - 1;
  }

  gtk_drop_down_set_selected (self->type, position);
}

static void
fill (CueAttributeRow *self)
{
  const char *name = cue_draft_attribute_get_name (self->attribute);

  if (name == NULL)
    name = "";

  self->filling = TRUE;

  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->name)), name))
    gtk_editable_set_text (GTK_EDITABLE (self->name), name);

  fill_type (self);
  self->filling = FALSE;
}

static void
on_name_changed (CueAttributeRow *self)
{
  if (self->filling)
    return;

  self->touched = TRUE;
  cue_draft_attribute_set_name (self->attribute, gtk_editable_get_text (GTK_EDITABLE (self->name)));
}

static void
on_type_selected (CueAttributeRow *self)
{
  GtkStringObject *chosen = gtk_drop_down_get_selected_item (self->type);

  if (self->filling || chosen == NULL)
    return;

  self->touched = TRUE;
  cue_draft_attribute_set_attribute_type (self->attribute, gtk_string_object_get_string (chosen));
}

static gboolean
show_member (CueAttributeRow *self,
             CueFindingLabel *label,
             GPtrArray       *findings,
             const char      *path,
             const char      *member,
             gboolean         all)
{
  const char      *slash = path[0] != '\0' ? "/" : "";
  g_autofree char *place = g_strdup_printf ("%s%s%u/%s", path, slash, self->position, member);
  CueFinding      *finding = cue_findings_worst_at (findings, place);

  cue_finding_board_show_at (label, self->touched || all ? finding : NULL);
  return finding != NULL && cue_finding_get_level (finding) == CUE_FINDING_BLOCK;
}

/* Also when the row is left, which changes nothing but that it may be judged. */
static void
show (CueAttributeRow *self, gboolean all)
{
  gboolean name_wrong, type_wrong, value_wrong;

  name_wrong = show_member (self, self->name_finding, self->findings, self->path, "name", all);
  type_wrong = show_member (self, self->type_finding, self->findings, self->path, "type", all);
  value_wrong = show_member (self, self->value_finding, self->findings, self->path, "value", all);
  self->wrong = name_wrong || type_wrong || value_wrong;
}

static void
on_left (CueAttributeRow *self)
{
  self->touched = TRUE;

  if (self->findings != NULL)
    show (self, FALSE);
}

static void
move_up (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[MOVED], 0, -1);
}

static void
move_down (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[MOVED], 0, 1);
}

static void
remove_row (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[REMOVED], 0);
}

static void
on_activate (CueAttributeRow *self)
{
  g_signal_emit (self, signals[NEXT], 0);
}

static gboolean
cue_attribute_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (CUE_ATTRIBUTE_ROW (widget)->name));
}

/* A row takes the focus itself before the Tab key leaves it to the left. This one gives it to its
 * first field, which would then never be left. */
static gboolean
cue_attribute_row_focus (GtkWidget *widget, GtkDirectionType direction)
{
  if (direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD)
    return gtk_widget_child_focus (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (widget)),
                                   direction);

  return GTK_WIDGET_CLASS (cue_attribute_row_parent_class)->focus (widget, direction);
}

static void
cue_attribute_row_dispose (GObject *object)
{
  CueAttributeRow *self = CUE_ATTRIBUTE_ROW (object);

  if (self->attribute != NULL)
    g_signal_handlers_disconnect_by_data (self->attribute, self);

  g_clear_object (&self->attribute);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_pointer (&self->path, g_free);

  G_OBJECT_CLASS (cue_attribute_row_parent_class)->dispose (object);
}

static void
cue_attribute_row_class_init (CueAttributeRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_attribute_row_dispose;
  widget_class->grab_focus = cue_attribute_row_grab_focus;
  widget_class->focus = cue_attribute_row_focus;

  /**
   * CueAttributeRow::moved:
   * @step: -1 for up, 1 for down
   *
   * Somebody wants the attribute elsewhere in the list.
   */
  signals[MOVED] = g_signal_new ("moved",
                                 G_TYPE_FROM_CLASS (klass),
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 1,
                                 G_TYPE_INT);
  /**
   * CueAttributeRow::removed:
   *
   * Somebody does not want the attribute any more.
   */
  signals[REMOVED] = cue_signal_new_plain (G_TYPE_FROM_CLASS (klass), "removed");
  /**
   * CueAttributeRow::next:
   *
   * Somebody is done with this one and wants the next.
   */
  signals[NEXT] = cue_signal_new_plain (G_TYPE_FROM_CLASS (klass), "next");

  g_type_ensure (CUE_TYPE_FINDING_LABEL);
  g_type_ensure (CUE_TYPE_VALUE_EDITOR);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-attribute-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CueAttributeRow, name);
  gtk_widget_class_bind_template_child (widget_class, CueAttributeRow, type);
  gtk_widget_class_bind_template_child (widget_class, CueAttributeRow, up);
  gtk_widget_class_bind_template_child (widget_class, CueAttributeRow, down);
  gtk_widget_class_bind_template_child (widget_class, CueAttributeRow, remove);
  gtk_widget_class_bind_template_child (widget_class, CueAttributeRow, name_finding);
  gtk_widget_class_bind_template_child (widget_class, CueAttributeRow, type_finding);
  gtk_widget_class_bind_template_child (widget_class, CueAttributeRow, value);
  gtk_widget_class_bind_template_child (widget_class, CueAttributeRow, value_finding);
  gtk_widget_class_install_action (widget_class, "attribute.move-up", NULL, move_up);
  gtk_widget_class_install_action (widget_class, "attribute.move-down", NULL, move_down);
  gtk_widget_class_install_action (widget_class, "attribute.remove", NULL, remove_row);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_Up,
                                       GDK_ALT_MASK,
                                       "attribute.move-up",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_Down,
                                       GDK_ALT_MASK,
                                       "attribute.move-down",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_Delete,
                                       GDK_ALT_MASK,
                                       "attribute.remove",
                                       NULL);
}

static void
cue_attribute_row_init (CueAttributeRow *self)
{
  g_autoptr (GtkStringList) types = gtk_string_list_new (cue_draft_attribute_types);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_down_set_model (self->type, G_LIST_MODEL (types));
  g_signal_connect_swapped (self->name, "changed", G_CALLBACK (on_name_changed), self);
  g_signal_connect_swapped (self->name, "activate", G_CALLBACK (on_activate), self);
  g_signal_connect_swapped (self->type, "notify::selected", G_CALLBACK (on_type_selected), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_left), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

/**
 * cue_attribute_row_new:
 * @attribute: what it shows
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
cue_attribute_row_new (CueDraftAttribute *attribute)
{
  CueAttributeRow *self;

  g_return_val_if_fail (CUE_IS_DRAFT_ATTRIBUTE (attribute), NULL);

  self = g_object_new (CUE_TYPE_ATTRIBUTE_ROW, NULL);
  self->attribute = g_object_ref (attribute);

  if (cue_draft_attribute_get_in_event (attribute)) {
    cue_value_editor_set_attribute (self->value, attribute);
    gtk_widget_set_visible (GTK_WIDGET (self->value), TRUE);
  }

  fill (self);
  g_signal_connect_swapped (attribute, "changed", G_CALLBACK (fill), self);
  return GTK_WIDGET (self);
}

/**
 * cue_attribute_row_get_attribute:
 * @self: a row
 *
 * Returns: (transfer none): what it shows
 */
CueDraftAttribute *
cue_attribute_row_get_attribute (CueAttributeRow *self)
{
  g_return_val_if_fail (CUE_IS_ATTRIBUTE_ROW (self), NULL);

  return self->attribute;
}

static char *
make_name (const char *format, guint number)
{
  char *name;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  name = g_strdup_printf (format, number);
#pragma GCC diagnostic pop
  return name;
}

static void
name_widget (GtkWidget *widget, const char *format, guint number)
{
  g_autofree char *name = make_name (format, number);

  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * cue_attribute_row_set_position:
 * @self: a row
 * @position: its place in the list, counted from 0
 * @n: the length of the list
 *
 * Says where the row stands, for screen readers and for the buttons that move it.
 */
void
cue_attribute_row_set_position (CueAttributeRow *self, guint position, guint n)
{
  g_autofree char *value = NULL;

  g_return_if_fail (CUE_IS_ATTRIBUTE_ROW (self));

  self->position = position;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "attribute.move-up", position > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "attribute.move-down", position + 1 < n);
  name_widget (GTK_WIDGET (self->name), _ ("Name of attribute %u"), position + 1);
  name_widget (GTK_WIDGET (self->type), _ ("Type of attribute %u"), position + 1);
  value = make_name (_ ("Value of attribute %u"), position + 1);
  cue_value_editor_set_label (self->value, value);
  name_widget (self->up, _ ("Move attribute %u up"), position + 1);
  name_widget (self->down, _ ("Move attribute %u down"), position + 1);
  name_widget (self->remove, _ ("Remove attribute %u"), position + 1);
}

/**
 * cue_attribute_row_set_suggestions:
 * @self: a row
 * @model: (nullable): of #CueSuggestion
 *
 * Lets the name offer values.
 */
void
cue_attribute_row_set_suggestions (CueAttributeRow *self, GListModel *model)
{
  g_return_if_fail (CUE_IS_ATTRIBUTE_ROW (self));

  if (self->suggestions == NULL)
    self->suggestions = cue_suggestions_attach (GTK_WIDGET (self->name), model);
  else
    cue_suggestions_set_model (self->suggestions, model);
}

/**
 * cue_attribute_row_show:
 * @self: a row
 * @findings: (element-type CueFinding): all that was found
 * @path: where the list stands in the JSON text, such as “attributes”; empty when it is the text
 * @all: whether also what nobody wrote in is judged
 *
 * Shows what was found about this attribute.
 */
void
cue_attribute_row_show (CueAttributeRow *self, GPtrArray *findings, const char *path, gboolean all)
{
  g_return_if_fail (CUE_IS_ATTRIBUTE_ROW (self));
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
 * cue_attribute_row_is_wrong:
 * @self: a row
 *
 * Returns: whether the list cannot be sent because of this row
 */
gboolean
cue_attribute_row_is_wrong (CueAttributeRow *self)
{
  g_return_val_if_fail (CUE_IS_ATTRIBUTE_ROW (self), FALSE);

  return self->wrong;
}
