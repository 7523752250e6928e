// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-csv-column-row.h"

#include <glib/gi18n-lib.h>

#include "cue-draft-attribute.h"
#include "cue-finding-board.h"

#define N_SAMPLES 3

/**
 * CueCsvColumnRow:
 *
 * What one column of a table becomes: its title and some of its values, and beside them the part of
 * an event that it is sent as, under which name and type. What is chosen goes into the mapping at
 * once. Main thread only.
 */
struct _CueCsvColumnRow {
  GtkListBoxRow parent_instance;

  CueCsvColumn *column; /* owned */
  guint         position;

  GtkLabel        *title;
  GtkLabel        *samples;
  GtkDropDown     *target;
  GtkEditable     *name;
  GtkDropDown     *type;
  CueFindingLabel *finding;
};

G_DEFINE_FINAL_TYPE (CueCsvColumnRow, cue_csv_column_row, GTK_TYPE_LIST_BOX_ROW)

static void
update (CueCsvColumnRow *self)
{
  CueCsvTarget target = cue_csv_column_get_target (self->column);

  gtk_widget_set_visible (GTK_WIDGET (self->name),
                          target == CUE_CSV_TARGET_IDENTIFIER ||
                            target == CUE_CSV_TARGET_ATTRIBUTE);
  gtk_widget_set_visible (GTK_WIDGET (self->type), target == CUE_CSV_TARGET_ATTRIBUTE);
}

static void
on_target_selected (CueCsvColumnRow *self)
{
  guint target = gtk_drop_down_get_selected (self->target);

  if (target != GTK_INVALID_LIST_POSITION)
    cue_csv_column_set_target (self->column, (CueCsvTarget) target);

  update (self);
}

static void
on_name_changed (CueCsvColumnRow *self)
{
  cue_csv_column_set_name (self->column, gtk_editable_get_text (self->name));
}

static void
on_type_selected (CueCsvColumnRow *self)
{
  GtkStringObject *type = gtk_drop_down_get_selected_item (self->type);

  if (type != NULL)
    cue_csv_column_set_attribute_type (self->column, gtk_string_object_get_string (type));
}

static void
cue_csv_column_row_dispose (GObject *object)
{
  g_clear_object (&CUE_CSV_COLUMN_ROW (object)->column);

  G_OBJECT_CLASS (cue_csv_column_row_parent_class)->dispose (object);
}

static void
cue_csv_column_row_class_init (CueCsvColumnRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_csv_column_row_dispose;

  g_type_ensure (CUE_TYPE_FINDING_LABEL);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-csv-column-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CueCsvColumnRow, title);
  gtk_widget_class_bind_template_child (widget_class, CueCsvColumnRow, samples);
  gtk_widget_class_bind_template_child (widget_class, CueCsvColumnRow, target);
  gtk_widget_class_bind_template_child (widget_class, CueCsvColumnRow, name);
  gtk_widget_class_bind_template_child (widget_class, CueCsvColumnRow, type);
  gtk_widget_class_bind_template_child (widget_class, CueCsvColumnRow, finding);
}

static void
cue_csv_column_row_init (CueCsvColumnRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static char *
make_samples (CueCsvTable *table, guint column)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new ();

  for (guint i = 0; i < cue_csv_table_get_n_rows (table) && values->len < N_SAMPLES; i++) {
    const char *value = cue_csv_table_get (table, i, column);

    if (value != NULL && value[0] != '\0')
      g_ptr_array_add (values, (char *) value);
  }

  if (values->len == 0)
    return g_strdup (_ ("Nothing stands in this column"));

  g_ptr_array_add (values, NULL);
  return g_strjoinv (" · ", (GStrv) values->pdata);
}

static void
fill_choices (CueCsvColumnRow *self)
{
  g_autoptr (GtkStringList) targets = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) types = gtk_string_list_new (cue_draft_attribute_types);
  const char *type = cue_csv_column_get_attribute_type (self->column);

  for (guint i = CUE_CSV_TARGET_NOTHING; i <= CUE_CSV_TARGET_ATTRIBUTE; i++)
    gtk_string_list_append (targets, cue_csv_target_get_title ((CueCsvTarget) i));

  gtk_drop_down_set_model (self->target, G_LIST_MODEL (targets));
  gtk_drop_down_set_selected (self->target, cue_csv_column_get_target (self->column));
  gtk_drop_down_set_model (self->type, G_LIST_MODEL (types));

  for (guint i = 0; cue_draft_attribute_types[i] != NULL; i++) {
    if (g_str_equal (cue_draft_attribute_types[i], type))
      gtk_drop_down_set_selected (self->type, i);
  }
}

static void
name_controls (CueCsvColumnRow *self)
{
  const char      *title = cue_csv_column_get_title (self->column);
  g_autofree char *target = NULL;
  g_autofree char *name = NULL;
  g_autofree char *type = NULL;

  /* Translators: %s is the title of a column of a table */
  target = g_strdup_printf (_ ("What the column “%s” becomes"), title);
  /* Translators: %s is the title of a column of a table */
  name = g_strdup_printf (_ ("Name under which the column “%s” is sent"), title);
  /* Translators: %s is the title of a column of a table */
  type = g_strdup_printf (_ ("Type of the values of the column “%s”"), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->target),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  target,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->name),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->type),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  type,
                                  -1);
}

/**
 * cue_csv_column_row_new:
 * @mapping: of a table
 * @position: which column, from 0
 *
 * Returns: (transfer floating): a row for the column
 */
GtkWidget *
cue_csv_column_row_new (CueCsvMapping *mapping, guint position)
{
  CueCsvColumnRow *self;
  g_autofree char *samples = NULL;

  g_return_val_if_fail (CUE_IS_CSV_MAPPING (mapping), NULL);

  self = g_object_new (CUE_TYPE_CSV_COLUMN_ROW, NULL);
  self->column = g_object_ref (cue_csv_mapping_get_column (mapping, position));
  self->position = position;
  samples = make_samples (cue_csv_mapping_get_table (mapping), position);
  gtk_label_set_label (self->title, cue_csv_column_get_title (self->column));
  gtk_label_set_label (self->samples, samples);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->samples), samples);
  gtk_editable_set_text (self->name, cue_csv_column_get_name (self->column));
  fill_choices (self);
  name_controls (self);
  g_signal_connect_swapped (self->target,
                            "notify::selected",
                            G_CALLBACK (on_target_selected),
                            self);
  g_signal_connect_swapped (self->name, "changed", G_CALLBACK (on_name_changed), self);
  g_signal_connect_swapped (self->type, "notify::selected", G_CALLBACK (on_type_selected), self);
  update (self);
  return GTK_WIDGET (self);
}

/**
 * cue_csv_column_row_show:
 * @self: a row
 * @findings: (element-type CueFinding): what is wrong with the mapping
 *
 * Shows what is wrong with this column.
 */
void
cue_csv_column_row_show (CueCsvColumnRow *self, GPtrArray *findings)
{
  static const char *const parts[] = { "target", "name", "type" };
  CueFinding              *finding = NULL;

  g_return_if_fail (CUE_IS_CSV_COLUMN_ROW (self));

  for (guint i = 0; i < G_N_ELEMENTS (parts) && finding == NULL; i++) {
    g_autofree char *path = g_strdup_printf ("columns/%u/%s", self->position, parts[i]);

    finding = cue_findings_worst_at (findings, path);
  }

  cue_finding_board_show_at (self->finding, finding);
}
