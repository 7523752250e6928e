// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-box-model.h"

/* The items of a list as widgets in a box. A GtkListBox is for rows that take the focus themselves:
 * the Tab key does not find its way through rows that are small forms. */

typedef struct {
  GListModel     *model; /* owned */
  CueBoxModelFunc make;
  gpointer        data; /* not owned */
  gulong          handler;
} Binding;

static void
binding_free (Binding *binding)
{
  g_clear_signal_handler (&binding->handler, binding->model);
  g_object_unref (binding->model);
  g_free (binding);
}

static Binding *
get_binding (GtkBox *box)
{
  return g_object_get_data (G_OBJECT (box), "cue-box-model");
}

static void
on_items_changed (GListModel *model, guint position, guint n_removed, guint n_added, gpointer data)
{
  GtkBox  *box = data;
  Binding *binding = get_binding (box);

  for (guint i = 0; i < n_removed; i++)
    gtk_box_remove (box, cue_box_model_get (box, position));

  for (guint i = 0; i < n_added; i++) {
    g_autoptr (GObject) item = g_list_model_get_item (model, position + i);
    GtkWidget *before = position + i > 0 ? cue_box_model_get (box, position + i - 1) : NULL;

    gtk_box_insert_child_after (box, binding->make (item, binding->data), before);
  }
}

/**
 * cue_box_model_bind:
 * @box: a box with no other children
 * @model: what it shows
 * @make: makes the widget of an item
 * @data: for @make; has to live as long as @box
 *
 * Shows a list in a box, in place of the list it showed before.
 */
void
cue_box_model_bind (GtkBox *box, GListModel *model, CueBoxModelFunc make, gpointer data)
{
  Binding   *binding;
  GtkWidget *child;

  g_return_if_fail (GTK_IS_BOX (box));
  g_return_if_fail (G_IS_LIST_MODEL (model));
  g_return_if_fail (make != NULL);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);

  binding = g_new0 (Binding, 1);
  binding->model = g_object_ref (model);
  binding->make = make;
  binding->data = data;
  binding->handler = g_signal_connect (model, "items-changed", G_CALLBACK (on_items_changed), box);
  g_object_set_data_full (G_OBJECT (box), "cue-box-model", binding, (GDestroyNotify) binding_free);
  on_items_changed (model, 0, 0, g_list_model_get_n_items (model), box);
}

/**
 * cue_box_model_get:
 * @box: a box
 * @position: which item, counted from 0
 *
 * Returns: (transfer none) (nullable): the widget of the item, %NULL when there are not as many
 */
GtkWidget *
cue_box_model_get (GtkBox *box, guint position)
{
  GtkWidget *child;

  g_return_val_if_fail (GTK_IS_BOX (box), NULL);

  child = gtk_widget_get_first_child (GTK_WIDGET (box));

  for (guint i = 0; child != NULL && i < position; i++)
    child = gtk_widget_get_next_sibling (child);

  return child;
}
