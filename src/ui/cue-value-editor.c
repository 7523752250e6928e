// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-value-editor.h"

#include <glib/gi18n-lib.h>

#include "cue-time-entry.h"

/**
 * CueValueEditor:
 *
 * The value of an attribute of an event, edited as its type wants it: a text, a number, one of true
 * and false, or a time. Whatever the type, the value stays the text that is sent (S4:227), so that
 * nothing is lost when the type is changed. Main thread only.
 */
struct _CueValueEditor {
  AdwBin parent_instance;

  CueDraftAttribute *attribute; /* owned; may be NULL */
  gboolean           filling;

  GtkStack     *stack;
  GtkEntry     *text;
  GtkDropDown  *choice;
  CueTimeEntry *time;
};

G_DEFINE_FINAL_TYPE (CueValueEditor, cue_value_editor, ADW_TYPE_BIN)

/* As they are sent; the first is for what was not chosen yet. */
static const char *const truths[] = { "", "true", "false", NULL };

static guint
find_truth (const char *value)
{
  for (guint i = 0; truths[i] != NULL; i++) {
    if (g_str_equal (truths[i], value))
      return i;
  }

  return GTK_INVALID_LIST_POSITION;
}

static void
update (CueValueEditor *self)
{
  const char *type = cue_draft_attribute_get_attribute_type (self->attribute);
  const char *value = cue_draft_attribute_get_value (self->attribute);
  const char *page = "text";
  guint       truth;

  value = value != NULL ? value : "";
  type = type != NULL ? type : "";
  truth = find_truth (value);

  /* What is neither true nor false can only be seen and mended as text. */
  if (g_ascii_strcasecmp (type, "boolean") == 0 && truth != GTK_INVALID_LIST_POSITION)
    page = "choice";
  else if (g_ascii_strcasecmp (type, "date") == 0)
    page = "time";

  self->filling = TRUE;
  gtk_entry_set_input_purpose (self->text,
                               g_ascii_strcasecmp (type, "number") == 0
                                 ? GTK_INPUT_PURPOSE_NUMBER
                                 : GTK_INPUT_PURPOSE_FREE_FORM);
  gtk_stack_set_visible_child_name (self->stack, page);

  if (truth != GTK_INVALID_LIST_POSITION)
    gtk_drop_down_set_selected (self->choice, truth);

  self->filling = FALSE;
}

static void
on_truth_chosen (CueValueEditor *self)
{
  guint chosen = gtk_drop_down_get_selected (self->choice);

  if (!self->filling && self->attribute != NULL && chosen + 1 < G_N_ELEMENTS (truths))
    cue_draft_attribute_set_value (self->attribute, truths[chosen]);
}

static gboolean
cue_value_editor_grab_focus (GtkWidget *widget)
{
  CueValueEditor *self = CUE_VALUE_EDITOR (widget);

  return gtk_widget_grab_focus (gtk_stack_get_visible_child (self->stack));
}

static void
cue_value_editor_dispose (GObject *object)
{
  CueValueEditor *self = CUE_VALUE_EDITOR (object);

  if (self->attribute != NULL)
    g_signal_handlers_disconnect_by_data (self->attribute, self);

  g_clear_object (&self->attribute);

  G_OBJECT_CLASS (cue_value_editor_parent_class)->dispose (object);
}

static void
cue_value_editor_class_init (CueValueEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_value_editor_dispose;
  widget_class->grab_focus = cue_value_editor_grab_focus;

  g_type_ensure (CUE_TYPE_TIME_ENTRY);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-value-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, CueValueEditor, stack);
  gtk_widget_class_bind_template_child (widget_class, CueValueEditor, text);
  gtk_widget_class_bind_template_child (widget_class, CueValueEditor, choice);
  gtk_widget_class_bind_template_child (widget_class, CueValueEditor, time);
}

static void
cue_value_editor_init (CueValueEditor *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (truths);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_down_set_model (self->choice, G_LIST_MODEL (names));
  g_signal_connect_swapped (self->choice, "notify::selected", G_CALLBACK (on_truth_chosen), self);
}

/* A value that was never written is none, and an entry without text has an empty one: the toolkit
 * takes no NULL for it. */
static gboolean
to_text (GBinding *binding, const GValue *from, GValue *to, gpointer data)
{
  const char *value = g_value_get_string (from);

  g_value_set_string (to, value != NULL ? value : "");
  return TRUE;
}

static void
bind_text (CueDraftAttribute *attribute, gpointer entry)
{
  g_object_bind_property_full (attribute,
                               "value",
                               entry,
                               "text",
                               G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL,
                               to_text,
                               NULL,
                               NULL,
                               NULL);
}

/**
 * cue_value_editor_set_attribute:
 * @self: an editor
 * @attribute: an attribute of an event
 *
 * Chooses whose value is edited; once only.
 */
void
cue_value_editor_set_attribute (CueValueEditor *self, CueDraftAttribute *attribute)
{
  g_return_if_fail (CUE_IS_VALUE_EDITOR (self));
  g_return_if_fail (CUE_IS_DRAFT_ATTRIBUTE (attribute));
  g_return_if_fail (self->attribute == NULL);

  self->attribute = g_object_ref (attribute);
  bind_text (attribute, self->text);
  bind_text (attribute, cue_time_entry_get_entry (self->time));
  g_signal_connect_swapped (attribute, "changed", G_CALLBACK (update), self);
  update (self);
}

/**
 * cue_value_editor_set_label:
 * @self: an editor
 * @label: what it is, for screen readers
 *
 * Names the editor, whichever of its kinds is shown.
 */
void
cue_value_editor_set_label (CueValueEditor *self, const char *label)
{
  GtkWidget *fields[] = { GTK_WIDGET (self->text),
                          GTK_WIDGET (self->choice),
                          cue_time_entry_get_entry (self->time) };

  g_return_if_fail (CUE_IS_VALUE_EDITOR (self));

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    gtk_accessible_update_property (GTK_ACCESSIBLE (fields[i]),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    label,
                                    -1);
}
