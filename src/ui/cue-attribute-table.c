// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-attribute-table.h"

#include "cue-attribute-paste-window.h"
#include "cue-attribute-row.h"
#include "cue-finding-board.h"

/**
 * CueAttributeTable:
 *
 * The attributes of an event type, to be added, removed, reordered and pasted, all of it with the
 * keyboard: Enter in a name goes on to the next one and adds it at the end. Edits a #CueDraftList
 * of #CueDraftAttribute directly. Main thread only.
 */
struct _CueAttributeTable {
  AdwBin parent_instance;

  CueDraftList *list;        /* owned; may be NULL */
  GListModel   *suggestions; /* owned; of CueSuggestion; may be NULL */
  GPtrArray    *rows;        /* owned; of CueAttributeRow, in the order of ‘list’ */

  GtkListBox      *box;
  GtkWidget       *add;
  CueFindingLabel *finding;
};

G_DEFINE_FINAL_TYPE (CueAttributeTable, cue_attribute_table, ADW_TYPE_BIN)

static guint
find_row (CueAttributeTable *self, CueAttributeRow *row)
{
  guint position = GTK_INVALID_LIST_POSITION;

  g_ptr_array_find (self->rows, row, &position);
  return position;
}

static void
on_row_moved (CueAttributeTable *self, int step, CueAttributeRow *row)
{
  guint position = find_row (self, row);

  if ((step < 0 && position > 0) || (step > 0 && position + 1 < self->rows->len))
    cue_draft_list_move (self->list, position, position + (guint) step);
}

static void
on_row_removed (CueAttributeTable *self, CueAttributeRow *row)
{
  guint position = find_row (self, row);

  cue_draft_list_remove (self->list, position);

  if (self->rows->len > 0)
    gtk_widget_grab_focus (self->rows->pdata[MIN (position, self->rows->len - 1)]);
  else
    gtk_widget_grab_focus (self->add);
}

static void
on_row_next (CueAttributeTable *self, CueAttributeRow *row)
{
  guint position = find_row (self, row);

  if (position + 1 < self->rows->len)
    gtk_widget_grab_focus (self->rows->pdata[position + 1]);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "attributes.add", NULL);
}

static CueAttributeRow *
make_row (CueAttributeTable *self, CueDraftAttribute *attribute)
{
  GtkWidget *row = cue_attribute_row_new (attribute);

  if (self->suggestions != NULL)
    cue_attribute_row_set_suggestions (CUE_ATTRIBUTE_ROW (row), self->suggestions);

  g_signal_connect_swapped (row, "moved", G_CALLBACK (on_row_moved), self);
  g_signal_connect_swapped (row, "removed", G_CALLBACK (on_row_removed), self);
  g_signal_connect_swapped (row, "next", G_CALLBACK (on_row_next), self);
  return CUE_ATTRIBUTE_ROW (g_object_ref_sink (row));
}

static int
compare (GtkListBoxRow *a, GtkListBoxRow *b, gpointer data)
{
  CueAttributeTable *self = data;
  guint              first = find_row (self, CUE_ATTRIBUTE_ROW (a));
  guint              second = find_row (self, CUE_ATTRIBUTE_ROW (b));

  return first < second ? -1 : first > second;
}

/* A row that only moves stays where it is in the tree of widgets, and is sorted: taken out and put
 * in again it would lose the focus, and its buttons their actions. */
static void
on_items_changed (CueAttributeTable *self, guint position, guint n_removed, guint n_added)
{
  g_autoptr (GHashTable) kept = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  GHashTableIter iter;
  gpointer       row;

  for (guint i = 0; i < n_removed; i++) {
    row = g_object_ref (self->rows->pdata[position]);
    g_hash_table_insert (kept, cue_attribute_row_get_attribute (row), row);
    g_ptr_array_remove_index (self->rows, position);
  }

  for (guint i = 0; i < n_added; i++) {
    g_autoptr (CueDraftAttribute)
      attribute = g_list_model_get_item (G_LIST_MODEL (self->list), position + i);
    gboolean moved = g_hash_table_steal_extended (kept, attribute, NULL, &row);

    if (!moved)
      row = make_row (self, attribute);

    g_ptr_array_insert (self->rows, (int) (position + i), row);

    if (!moved)
      gtk_list_box_append (self->box, row);
  }

  g_hash_table_iter_init (&iter, kept);

  while (g_hash_table_iter_next (&iter, NULL, &row))
    gtk_list_box_remove (self->box, row);

  for (guint i = 0; i < self->rows->len; i++)
    cue_attribute_row_set_position (self->rows->pdata[i], i, self->rows->len);

  gtk_list_box_invalidate_sort (self->box);
}

static void
add (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueAttributeTable *self = CUE_ATTRIBUTE_TABLE (widget);

  if (self->list == NULL)
    return;

  cue_draft_list_append (self->list);

  if (self->rows->len > 0)
    gtk_widget_grab_focus (self->rows->pdata[self->rows->len - 1]);
}

static void
paste (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueAttributeTable *self = CUE_ATTRIBUTE_TABLE (widget);

  if (self->list != NULL)
    gtk_window_present (GTK_WINDOW (
      cue_attribute_paste_window_new (GTK_WINDOW (gtk_widget_get_root (widget)), self->list)));
}

static void
forget_list (CueAttributeTable *self)
{
  if (self->list != NULL) {
    g_signal_handlers_disconnect_by_data (self->list, self);
    on_items_changed (self, 0, self->rows->len, 0);
  }

  g_clear_object (&self->list);
}

static void
cue_attribute_table_dispose (GObject *object)
{
  CueAttributeTable *self = CUE_ATTRIBUTE_TABLE (object);

  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);

  g_clear_object (&self->list);
  g_clear_object (&self->suggestions);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (cue_attribute_table_parent_class)->dispose (object);
}

static void
cue_attribute_table_class_init (CueAttributeTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_attribute_table_dispose;

  g_type_ensure (CUE_TYPE_FINDING_LABEL);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-attribute-table.ui");
  gtk_widget_class_bind_template_child (widget_class, CueAttributeTable, box);
  gtk_widget_class_bind_template_child (widget_class, CueAttributeTable, add);
  gtk_widget_class_bind_template_child (widget_class, CueAttributeTable, finding);
  gtk_widget_class_install_action (widget_class, "attributes.add", NULL, add);
  gtk_widget_class_install_action (widget_class, "attributes.paste", NULL, paste);
}

static void
cue_attribute_table_init (CueAttributeTable *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_sort_func (self->box, compare, self, NULL);
}

/**
 * cue_attribute_table_set_list:
 * @self: a table
 * @list: (nullable): of #CueDraftAttribute
 *
 * Chooses which attributes are edited.
 */
void
cue_attribute_table_set_list (CueAttributeTable *self, CueDraftList *list)
{
  g_return_if_fail (CUE_IS_ATTRIBUTE_TABLE (self));

  if (self->list == list)
    return;

  forget_list (self);
  cue_finding_label_clear (self->finding);

  if (list == NULL)
    return;

  self->list = g_object_ref (list);
  g_signal_connect_swapped (list, "items-changed", G_CALLBACK (on_items_changed), self);
  on_items_changed (self, 0, 0, cue_draft_list_get_n_items (list));
}

/**
 * cue_attribute_table_set_suggestions:
 * @self: a table
 * @model: (nullable): of #CueSuggestion
 *
 * Chooses which names are offered.
 */
void
cue_attribute_table_set_suggestions (CueAttributeTable *self, GListModel *model)
{
  g_return_if_fail (CUE_IS_ATTRIBUTE_TABLE (self));

  if (!g_set_object (&self->suggestions, model))
    return;

  for (guint i = 0; i < self->rows->len; i++)
    cue_attribute_row_set_suggestions (self->rows->pdata[i], model);
}

/**
 * cue_attribute_table_show:
 * @self: a table
 * @findings: (element-type CueFinding): all that was found
 * @path: where the list stands in the JSON text, such as “attributes”; empty when it is the text
 * @all: whether also what nobody wrote in is judged
 *
 * Shows what was found about the list and each attribute.
 */
void
cue_attribute_table_show (CueAttributeTable *self,
                          GPtrArray         *findings,
                          const char        *path,
                          gboolean           all)
{
  g_return_if_fail (CUE_IS_ATTRIBUTE_TABLE (self));
  g_return_if_fail (findings != NULL && path != NULL);

  cue_finding_board_show_at (self->finding,
                             all || self->rows->len > 0 ? cue_findings_worst_at (findings, path)
                                                        : NULL);

  for (guint i = 0; i < self->rows->len; i++)
    cue_attribute_row_show (self->rows->pdata[i], findings, path, all);
}

/**
 * cue_attribute_table_get_first_wrong:
 * @self: a table
 *
 * Returns: (transfer none) (nullable): the first row that keeps the list from being sent
 */
GtkWidget *
cue_attribute_table_get_first_wrong (CueAttributeTable *self)
{
  g_return_val_if_fail (CUE_IS_ATTRIBUTE_TABLE (self), NULL);

  for (guint i = 0; i < self->rows->len; i++) {
    if (cue_attribute_row_is_wrong (self->rows->pdata[i]))
      return self->rows->pdata[i];
  }

  return NULL;
}
