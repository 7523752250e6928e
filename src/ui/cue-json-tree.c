// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-json-tree.h"

#include <glib/gi18n-lib.h>

#include "cue-list-stop.h"

#define MAX_VALUE   300 /* characters that a row shows */
#define MAX_TOOLTIP 2000
#define OPEN_DEPTH  2   /* how deep it is open at first */
#define OPEN_MAX    200 /* values: what holds more is closed at first */

/**
 * CueJsonTree:
 *
 * A JSON text as a tree: each value beside its key, times in words below their number. It reads
 * only what is open. Where actions were set, a value offers to become a column, or to be filtered
 * by. Main thread only.
 */
struct _CueJsonTree {
  AdwBin parent_instance;

  GBytes       *text; /* owned; may be NULL */
  CueMomentZone zone;
  char         *column_action; /* owned; may be NULL */
  char         *filter_action; /* owned; may be NULL */

  GtkListView *list; /* not owned: a child */
};

G_DEFINE_FINAL_TYPE (CueJsonTree, cue_json_tree, ADW_TYPE_BIN)

static GListModel *
create_children (gpointer item, gpointer data)
{
  return cue_json_item_create_children (item);
}

static GtkWidget *
make_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  /* The tree is as wide as it is, whatever comes. */
  gtk_label_set_width_chars (GTK_LABEL (label), 6);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 6);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_button (const char *icon, const char *tooltip, const char *spoken)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "filter-hint");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken,
                                  -1);
  return button;
}

/* The parts of a row, in their order. */
typedef struct {
  GtkWidget *expander;
  GtkWidget *name;
  GtkWidget *value;
  GtkWidget *time;
  GtkWidget *column;
  GtkWidget *filter;
} Row;

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  Row       *row = g_new0 (Row, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  row->expander = gtk_tree_expander_new ();
  row->name = make_label ("json-name");
  row->value = make_label ("json-value");
  /* Of an id its end tells it from the next one. */
  gtk_label_set_ellipsize (GTK_LABEL (row->value), PANGO_ELLIPSIZE_MIDDLE);
  row->time = make_label ("caption");
  row->column =
    make_button ("list-add-symbolic", _ ("Show as a Column"), _ ("Show this value as a column"));
  row->filter = make_button ("system-search-symbolic",
                             _ ("Show Only Events With This Value"),
                             _ ("Show only events with this value"));
  gtk_widget_add_css_class (row->time, "secondary");
  gtk_label_set_ellipsize (GTK_LABEL (row->time), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (GTK_LABEL (row->time), TRUE);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), row->name);
  gtk_box_append (GTK_BOX (words), row->value);
  gtk_box_append (GTK_BOX (words), row->time);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), row->column);
  gtk_box_append (GTK_BOX (box), row->filter);
  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (row->expander), box);
  gtk_list_item_set_child (item, row->expander);
  g_object_set_data_full (G_OBJECT (row->expander), "row", row, g_free);
}

static void
offer (GtkWidget *button, const char *action, CueJsonItem *item, gboolean with_value)
{
  CueJsonItemKind kind = cue_json_item_get_kind (item);
  gboolean        leaf = kind != CUE_JSON_ITEM_REST && kind != CUE_JSON_ITEM_OBJECT &&
                  kind != CUE_JSON_ITEM_ARRAY && cue_json_item_get_name (item) != NULL;
  g_autofree char *value = NULL;

  gtk_widget_set_visible (button, action != NULL && leaf);

  if (action == NULL || !leaf) {
    gtk_actionable_set_action_name (GTK_ACTIONABLE (button), NULL);
    return;
  }

  if (with_value) {
    value = cue_json_item_dup_value (item, MAX_TOOLTIP);
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button),
                                      "(ss)",
                                      cue_json_item_get_path (item),
                                      value);
  } else
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", cue_json_item_get_path (item));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *list_item, CueJsonTree *self)
{
  GtkTreeListRow *tree_row = gtk_list_item_get_item (list_item);
  g_autoptr (CueJsonItem) item = gtk_tree_list_row_get_item (tree_row);
  GtkWidget       *expander = gtk_list_item_get_child (list_item);
  Row             *row = g_object_get_data (G_OBJECT (expander), "row");
  const char      *name = cue_json_item_get_name (item);
  gboolean         rest = cue_json_item_get_kind (item) == CUE_JSON_ITEM_REST;
  g_autofree char *value = cue_json_item_dup_value (item, MAX_VALUE);
  g_autofree char *whole = cue_json_item_dup_value (item, MAX_TOOLTIP);
  g_autofree char *time = cue_json_item_describe_time (item, self->zone);
  g_autofree char *tooltip = NULL;
  g_autofree char *spoken = NULL;

  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (expander), tree_row);
  gtk_label_set_label (GTK_LABEL (row->name), name != NULL ? name : "");
  gtk_widget_set_visible (row->name, name != NULL && !rest);
  gtk_label_set_label (GTK_LABEL (row->value), value);
  gtk_label_set_label (GTK_LABEL (row->time), time != NULL ? time : "");
  gtk_widget_set_visible (row->time, time != NULL);
  offer (row->column, self->column_action, item, FALSE);
  offer (row->filter, self->filter_action, item, TRUE);

  tooltip = g_strdup_printf ("%s\n%s", cue_json_item_get_path (item), whole);
  gtk_widget_set_tooltip_text (row->value, tooltip);
  spoken = g_strdup_printf (time != NULL ? "%s: %s, %s" : "%s: %s",
                            name != NULL ? name : "$",
                            value,
                            time);
  gtk_accessible_update_property (GTK_ACCESSIBLE (expander),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken,
                                  -1);
}

static void
on_unbind (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (gtk_list_item_get_child (item)), NULL);
}

/* What is short enough is open at once. Rows open others behind them. */
static void
open_first (GtkTreeListModel *model)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (model)) && i < OPEN_MAX; i++) {
    g_autoptr (GtkTreeListRow) row = gtk_tree_list_model_get_row (model, i);
    g_autoptr (CueJsonItem) item = gtk_tree_list_row_get_item (row);

    if (gtk_tree_list_row_get_depth (row) < OPEN_DEPTH &&
        cue_json_item_count_children (item) <= OPEN_MAX)
      gtk_tree_list_row_set_expanded (row, TRUE);
  }
}

static void
rebuild (CueJsonTree *self)
{
  GtkTreeListModel *tree;
  g_autoptr (CueJsonItem) root = NULL;
  g_autoptr (GtkSelectionModel) selection = NULL;
  GListModel *top;

  if (self->list == NULL)
    return;

  if (self->text == NULL) {
    gtk_list_view_set_model (self->list, NULL);
    return;
  }

  root = cue_json_item_new (self->text);
  top = cue_json_item_create_children (root);

  if (top == NULL) {
    top = G_LIST_MODEL (g_list_store_new (CUE_TYPE_JSON_ITEM));
    g_list_store_append (G_LIST_STORE (top), root);
  }

  tree = gtk_tree_list_model_new (top, FALSE, FALSE, create_children, NULL, NULL);
  open_first (tree);
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (tree)));
  gtk_list_view_set_model (self->list, selection);
}

/* The tree is one stop of the Tab key, and the buttons of the row that has the focus are others. */
static gboolean
cue_json_tree_focus (GtkWidget *widget, GtkDirectionType direction)
{
  CueJsonTree *self = CUE_JSON_TREE (widget);

  if (!cue_list_stop_is_tab (direction) || cue_list_stop_is_inside (self->list))
    return GTK_WIDGET_CLASS (cue_json_tree_parent_class)->focus (widget, direction);

  return cue_list_stop_enter (self->list);
}

static void
cue_json_tree_dispose (GObject *object)
{
  CueJsonTree *self = CUE_JSON_TREE (object);

  self->list = NULL;
  g_clear_pointer (&self->text, g_bytes_unref);

  G_OBJECT_CLASS (cue_json_tree_parent_class)->dispose (object);
}

static void
cue_json_tree_finalize (GObject *object)
{
  CueJsonTree *self = CUE_JSON_TREE (object);

  g_free (self->column_action);
  g_free (self->filter_action);

  G_OBJECT_CLASS (cue_json_tree_parent_class)->finalize (object);
}

static void
cue_json_tree_class_init (CueJsonTreeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cue_json_tree_dispose;
  object_class->finalize = cue_json_tree_finalize;
  GTK_WIDGET_CLASS (klass)->focus = cue_json_tree_focus;
}

static void
cue_json_tree_init (CueJsonTree *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget          *scroller = gtk_scrolled_window_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), NULL);
  self->list = GTK_LIST_VIEW (gtk_list_view_new (NULL, factory));
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "json-tree");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Values of the JSON text"),
                                  -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_widget_set_vexpand (scroller, TRUE);
  adw_bin_set_child (ADW_BIN (self), scroller);
}

/**
 * cue_json_tree_new:
 *
 * Returns: (transfer floating): a tree without values
 */
GtkWidget *
cue_json_tree_new (void)
{
  return g_object_new (CUE_TYPE_JSON_TREE, NULL);
}

/**
 * cue_json_tree_set_text:
 * @self: a tree
 * @text: (nullable): a JSON text that was checked
 *
 * Chooses what is shown.
 */
void
cue_json_tree_set_text (CueJsonTree *self, GBytes *text)
{
  g_return_if_fail (CUE_IS_JSON_TREE (self));

  if (self->text == text)
    return;

  g_clear_pointer (&self->text, g_bytes_unref);

  if (text != NULL)
    self->text = g_bytes_ref (text);

  rebuild (self);
}

/**
 * cue_json_tree_set_zone:
 * @self: a tree
 * @zone: by which clock times are said
 *
 * Says by which clock times are said.
 */
void
cue_json_tree_set_zone (CueJsonTree *self, CueMomentZone zone)
{
  g_return_if_fail (CUE_IS_JSON_TREE (self));

  if (self->zone == zone)
    return;

  self->zone = zone;
  rebuild (self);
}

/**
 * cue_json_tree_set_actions:
 * @self: a tree
 * @column: (nullable): the action that makes a column of a value, with its path (“s”)
 * @filter: (nullable): the action that filters by a value, with its path and itself (“(ss)”)
 *
 * Says what can be done with a value. To be called before there is a text.
 */
void
cue_json_tree_set_actions (CueJsonTree *self, const char *column, const char *filter)
{
  g_return_if_fail (CUE_IS_JSON_TREE (self));

  g_free (self->column_action);
  g_free (self->filter_action);
  self->column_action = g_strdup (column);
  self->filter_action = g_strdup (filter);
}
