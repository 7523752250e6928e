// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-identifier-table.h"

#include "cue-finding-board.h"
#include "cue-identifier-row.h"

/**
 * CueIdentifierTable:
 *
 * Whom events are about: identifiers to be added, changed and removed. Edits a #CueDraftList of
 * #CueDraftIdentifier directly. Main thread only.
 */
struct _CueIdentifierTable {
  AdwBin parent_instance;

  CueDraftList *list; /* owned; may be NULL */

  GtkListBox      *box;
  GtkWidget       *add;
  CueFindingLabel *finding;
};

G_DEFINE_FINAL_TYPE (CueIdentifierTable, cue_identifier_table, ADW_TYPE_BIN)

static void
focus_row (CueIdentifierTable *self, guint position)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->box, (int) position);

  gtk_widget_grab_focus (row != NULL ? GTK_WIDGET (row) : self->add);
}

static void
on_row_removed (CueIdentifierTable *self, GtkListBoxRow *row)
{
  guint position = (guint) gtk_list_box_row_get_index (row);
  guint n = cue_draft_list_get_n_items (self->list) - 1;

  cue_draft_list_remove (self->list, position);
  focus_row (self, n > 0 ? MIN (position, n - 1) : 0);
}

static void
on_row_next (CueIdentifierTable *self, GtkListBoxRow *row)
{
  guint position = (guint) gtk_list_box_row_get_index (row) + 1;

  if (position < cue_draft_list_get_n_items (self->list))
    focus_row (self, position);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "identifiers.add", NULL);
}

static GtkWidget *
make_row (gpointer item, gpointer data)
{
  GtkWidget *row = cue_identifier_row_new (item);

  g_signal_connect_swapped (row, "removed", G_CALLBACK (on_row_removed), data);
  g_signal_connect_swapped (row, "next", G_CALLBACK (on_row_next), data);
  return row;
}

static void
add (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueIdentifierTable *self = CUE_IDENTIFIER_TABLE (widget);

  if (self->list == NULL)
    return;

  cue_draft_list_append (self->list);
  focus_row (self, cue_draft_list_get_n_items (self->list) - 1);
}

static void
cue_identifier_table_dispose (GObject *object)
{
  g_clear_object (&CUE_IDENTIFIER_TABLE (object)->list);

  G_OBJECT_CLASS (cue_identifier_table_parent_class)->dispose (object);
}

static void
cue_identifier_table_class_init (CueIdentifierTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_identifier_table_dispose;

  g_type_ensure (CUE_TYPE_FINDING_LABEL);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-identifier-table.ui");
  gtk_widget_class_bind_template_child (widget_class, CueIdentifierTable, box);
  gtk_widget_class_bind_template_child (widget_class, CueIdentifierTable, add);
  gtk_widget_class_bind_template_child (widget_class, CueIdentifierTable, finding);
  gtk_widget_class_install_action (widget_class, "identifiers.add", NULL, add);
}

static void
cue_identifier_table_init (CueIdentifierTable *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * cue_identifier_table_set_list:
 * @self: a table
 * @list: (nullable): of #CueDraftIdentifier
 *
 * Chooses which identifiers are edited.
 */
void
cue_identifier_table_set_list (CueIdentifierTable *self, CueDraftList *list)
{
  g_return_if_fail (CUE_IS_IDENTIFIER_TABLE (self));

  if (!g_set_object (&self->list, list))
    return;

  cue_finding_label_clear (self->finding);
  gtk_list_box_bind_model (self->box, G_LIST_MODEL (list), make_row, self, NULL);
}

/**
 * cue_identifier_table_show:
 * @self: a table
 * @findings: (element-type CueFinding): all that was found
 * @path: where the list stands in the JSON text, such as “events/0/identifiers”
 * @all: whether also what nobody wrote in is judged
 *
 * Shows what was found about the list and each identifier.
 */
void
cue_identifier_table_show (CueIdentifierTable *self,
                           GPtrArray          *findings,
                           const char         *path,
                           gboolean            all)
{
  GtkListBoxRow *row;

  g_return_if_fail (CUE_IS_IDENTIFIER_TABLE (self));
  g_return_if_fail (findings != NULL && path != NULL);

  cue_finding_board_show_at (self->finding, all ? cue_findings_worst_at (findings, path) : NULL);

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->box, i)) != NULL; i++) {
    g_autofree char *place = g_strdup_printf ("%s/%d", path, i);

    cue_identifier_row_show (CUE_IDENTIFIER_ROW (row), findings, place, all);
  }
}

/**
 * cue_identifier_table_get_first_wrong:
 * @self: a table
 *
 * Returns: (transfer none) (nullable): the first row that keeps the events from being sent
 */
GtkWidget *
cue_identifier_table_get_first_wrong (CueIdentifierTable *self)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (CUE_IS_IDENTIFIER_TABLE (self), NULL);

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->box, i)) != NULL; i++) {
    if (cue_identifier_row_is_wrong (CUE_IDENTIFIER_ROW (row)))
      return GTK_WIDGET (row);
  }

  return cue_draft_list_get_n_items (self->list) == 0 ? self->add : NULL;
}
