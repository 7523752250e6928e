// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-rows.h"

/**
 * CueAccessRows:
 *
 * The rows of a filtered log of doors, newest first, one of which may be selected.
 *
 * The selection is the id of a row, not a place: it stays when rows come, when others are filtered
 * away, and even when the row itself is, so that it is back with the row.
 * [class@Gtk.SingleSelection] looks through every new row for the selected object, which a million
 * rows made on demand cannot afford. It holds no rows of its own. Main thread only.
 */
struct _CueAccessRows {
  GObject parent_instance;

  CueFilteredAccess *filtered;    /* owned */
  guint              n_items;     /* of ‘filtered’, as last told to our own listeners */
  guint64            selected_id; /* 0 when none is */
};

typedef enum {
  PROP_SELECTED_ID = 1,
} CueAccessRowsProperty;

static GParamSpec *properties[PROP_SELECTED_ID + 1];

static void cue_access_rows_list_init (GListModelInterface *iface);
static void cue_access_rows_selection_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CueAccessRows,
                               cue_access_rows,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, cue_access_rows_list_init)
                                 G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                        cue_access_rows_selection_init))

static GType
cue_access_rows_get_item_type (GListModel *model)
{
  return CUE_TYPE_ACCESS_ROW;
}

static guint
cue_access_rows_get_n_items (GListModel *model)
{
  return CUE_ACCESS_ROWS (model)->n_items;
}

static gpointer
cue_access_rows_get_item (GListModel *model, guint position)
{
  CueAccessRows *self = CUE_ACCESS_ROWS (model);

  return position < self->n_items
           ? g_list_model_get_item (G_LIST_MODEL (self->filtered), self->n_items - 1 - position)
           : NULL;
}

static void
cue_access_rows_list_init (GListModelInterface *iface)
{
  iface->get_item_type = cue_access_rows_get_item_type;
  iface->get_n_items = cue_access_rows_get_n_items;
  iface->get_item = cue_access_rows_get_item;
}

static gboolean
cue_access_rows_is_selected (GtkSelectionModel *model, guint position)
{
  CueAccessRows *self = CUE_ACCESS_ROWS (model);

  return self->selected_id != 0 && cue_access_rows_get_id_at (self, position) == self->selected_id;
}

static GtkBitset *
cue_access_rows_get_selection_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  GtkBitset *selection = gtk_bitset_new_empty ();
  guint      selected;

  if (cue_access_rows_find (CUE_ACCESS_ROWS (model),
                            CUE_ACCESS_ROWS (model)->selected_id,
                            &selected))
    gtk_bitset_add (selection, selected);

  return selection;
}

static gboolean
cue_access_rows_select_item (GtkSelectionModel *model, guint position, gboolean unselect_rest)
{
  guint64 id = cue_access_rows_get_id_at (CUE_ACCESS_ROWS (model), position);

  if (id != 0)
    cue_access_rows_set_selected_id (CUE_ACCESS_ROWS (model), id);

  return id != 0;
}

static gboolean
cue_access_rows_unselect_item (GtkSelectionModel *model, guint position)
{
  if (!cue_access_rows_is_selected (model, position))
    return FALSE;

  cue_access_rows_set_selected_id (CUE_ACCESS_ROWS (model), 0);
  return TRUE;
}

static void
cue_access_rows_selection_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = cue_access_rows_is_selected;
  iface->get_selection_in_range = cue_access_rows_get_selection_in_range;
  iface->select_item = cue_access_rows_select_item;
  iface->unselect_item = cue_access_rows_unselect_item;
}

static void
on_items_changed (GListModel    *model,
                  guint          position,
                  guint          removed,
                  guint          added,
                  CueAccessRows *self)
{
  guint before = self->n_items;

  self->n_items = before - removed + added;
  g_list_model_items_changed (G_LIST_MODEL (self), before - removed - position, removed, added);
}

static void
cue_access_rows_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CueAccessRows *self = CUE_ACCESS_ROWS (object);

  switch ((CueAccessRowsProperty) id) {
  case PROP_SELECTED_ID:
    g_value_set_uint64 (value, self->selected_id);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_access_rows_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch ((CueAccessRowsProperty) id) {
  case PROP_SELECTED_ID:
    cue_access_rows_set_selected_id (CUE_ACCESS_ROWS (object), g_value_get_uint64 (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_access_rows_dispose (GObject *object)
{
  CueAccessRows *self = CUE_ACCESS_ROWS (object);

  if (self->filtered != NULL)
    g_signal_handlers_disconnect_by_data (self->filtered, self);

  self->n_items = 0;
  g_clear_object (&self->filtered);

  G_OBJECT_CLASS (cue_access_rows_parent_class)->dispose (object);
}

static void
cue_access_rows_class_init (CueAccessRowsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cue_access_rows_get_property;
  object_class->set_property = cue_access_rows_set_property;
  object_class->dispose = cue_access_rows_dispose;

  /**
   * CueAccessRows:selected-id:
   *
   * The stable id of the selected row, or 0.
   */
  properties[PROP_SELECTED_ID] =
    g_param_spec_uint64 ("selected-id",
                         NULL,
                         NULL,
                         0,
                         G_MAXUINT64,
                         0,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cue_access_rows_init (CueAccessRows *self)
{
}

/**
 * cue_access_rows_new:
 * @filtered: the log, filtered
 *
 * Returns: (transfer full): its rows, newest first, none selected
 */
CueAccessRows *
cue_access_rows_new (CueFilteredAccess *filtered)
{
  CueAccessRows *self;

  g_return_val_if_fail (CUE_IS_FILTERED_ACCESS (filtered), NULL);

  self = g_object_new (CUE_TYPE_ACCESS_ROWS, NULL);
  self->filtered = g_object_ref (filtered);
  self->n_items = g_list_model_get_n_items (G_LIST_MODEL (filtered));
  g_signal_connect (filtered, "items-changed", G_CALLBACK (on_items_changed), self);
  return self;
}

/**
 * cue_access_rows_get_selected_id:
 * @self: rows
 *
 * Returns: the id of the selected row, which may be filtered away at present, or 0
 */
guint64
cue_access_rows_get_selected_id (CueAccessRows *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_ROWS (self), 0);

  return self->selected_id;
}

/**
 * cue_access_rows_set_selected_id:
 * @self: rows
 * @id: the id of a row, or 0 for none
 *
 * Selects a row.
 */
void
cue_access_rows_set_selected_id (CueAccessRows *self, guint64 id)
{
  guint    before, after;
  gboolean had, has;

  g_return_if_fail (CUE_IS_ACCESS_ROWS (self));

  if (self->selected_id == id)
    return;

  had = cue_access_rows_find (self, self->selected_id, &before);
  self->selected_id = id;
  has = cue_access_rows_find (self, id, &after);

  if (had)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), before, 1);

  if (has)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), after, 1);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED_ID]);
}

/**
 * cue_access_rows_get_id_at:
 * @self: rows
 * @position: a place in the list, the newest being 0
 *
 * Returns: the id of the row there, or 0
 */
guint64
cue_access_rows_get_id_at (CueAccessRows *self, guint position)
{
  g_return_val_if_fail (CUE_IS_ACCESS_ROWS (self), 0);

  return position < self->n_items
           ? cue_filtered_access_get_id_at (self->filtered, self->n_items - 1 - position)
           : 0;
}

/**
 * cue_access_rows_find:
 * @self: rows
 * @id: the id of a row
 * @position: (out): its place, when it is there
 *
 * Returns: whether it is there
 */
gboolean
cue_access_rows_find (CueAccessRows *self, guint64 id, guint *position)
{
  guint found;

  g_return_val_if_fail (CUE_IS_ACCESS_ROWS (self), FALSE);

  if (id == 0 || !cue_filtered_access_find (self->filtered, id, &found) || found >= self->n_items)
    return FALSE;

  *position = self->n_items - 1 - found;
  return TRUE;
}

/**
 * cue_access_rows_find_nearest:
 * @self: rows
 * @id: the id of a row
 * @position: (out): the place of it or of its nearest neighbour
 *
 * Returns: whether there is any row
 */
gboolean
cue_access_rows_find_nearest (CueAccessRows *self, guint64 id, guint *position)
{
  guint found;

  g_return_val_if_fail (CUE_IS_ACCESS_ROWS (self), FALSE);

  if (id == 0 || !cue_filtered_access_find_nearest (self->filtered, id, &found) ||
      found >= self->n_items)
    return FALSE;

  *position = self->n_items - 1 - found;
  return TRUE;
}
