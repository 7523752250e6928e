// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-id-rows.h"

/**
 * CueIdRows:
 *
 * The rows of a filtered log, newest first, one of which may be selected.
 *
 * The selection is the id of a row, not a place: it stays when rows come, when others are filtered
 * away, and even when the row itself is, so that it is back with the row.
 * [class@Gtk.SingleSelection] looks through every new row for the selected object, which a million
 * rows made on demand cannot afford. It holds no rows of its own. Main thread only.
 */
struct _CueIdRows {
  GObject parent_instance;

  GListModel    *log; /* owned; oldest first */
  CueIdRowsFuncs funcs;
  guint          n_items;     /* of ‘log’, as last told to our own listeners */
  guint64        selected_id; /* 0 when none is */
};

typedef enum {
  PROP_SELECTED_ID = 1,
} CueIdRowsProperty;

static GParamSpec *properties[PROP_SELECTED_ID + 1];

static void cue_id_rows_list_init (GListModelInterface *iface);
static void cue_id_rows_selection_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CueIdRows,
                               cue_id_rows,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, cue_id_rows_list_init)
                                 G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                        cue_id_rows_selection_init))

static GType
cue_id_rows_get_item_type (GListModel *model)
{
  CueIdRows *self = CUE_ID_ROWS (model);

  return self->log != NULL ? g_list_model_get_item_type (self->log) : G_TYPE_OBJECT;
}

static guint
cue_id_rows_get_n_items (GListModel *model)
{
  return CUE_ID_ROWS (model)->n_items;
}

static gpointer
cue_id_rows_get_item (GListModel *model, guint position)
{
  CueIdRows *self = CUE_ID_ROWS (model);

  return position < self->n_items ? g_list_model_get_item (self->log, self->n_items - 1 - position)
                                  : NULL;
}

static void
cue_id_rows_list_init (GListModelInterface *iface)
{
  iface->get_item_type = cue_id_rows_get_item_type;
  iface->get_n_items = cue_id_rows_get_n_items;
  iface->get_item = cue_id_rows_get_item;
}

static gboolean
cue_id_rows_is_selected (GtkSelectionModel *model, guint position)
{
  CueIdRows *self = CUE_ID_ROWS (model);

  return self->selected_id != 0 && cue_id_rows_get_id_at (self, position) == self->selected_id;
}

static GtkBitset *
cue_id_rows_get_selection_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  GtkBitset *selection = gtk_bitset_new_empty ();
  guint      selected;

  if (cue_id_rows_find (CUE_ID_ROWS (model), CUE_ID_ROWS (model)->selected_id, &selected))
    gtk_bitset_add (selection, selected);

  return selection;
}

static gboolean
cue_id_rows_select_item (GtkSelectionModel *model, guint position, gboolean unselect_rest)
{
  guint64 id = cue_id_rows_get_id_at (CUE_ID_ROWS (model), position);

  if (id != 0)
    cue_id_rows_set_selected_id (CUE_ID_ROWS (model), id);

  return id != 0;
}

static gboolean
cue_id_rows_unselect_item (GtkSelectionModel *model, guint position)
{
  if (!cue_id_rows_is_selected (model, position))
    return FALSE;

  cue_id_rows_set_selected_id (CUE_ID_ROWS (model), 0);
  return TRUE;
}

static void
cue_id_rows_selection_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = cue_id_rows_is_selected;
  iface->get_selection_in_range = cue_id_rows_get_selection_in_range;
  iface->select_item = cue_id_rows_select_item;
  iface->unselect_item = cue_id_rows_unselect_item;
}

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, CueIdRows *self)
{
  guint before = self->n_items;

  self->n_items = before - removed + added;
  g_list_model_items_changed (G_LIST_MODEL (self), before - removed - position, removed, added);
}

static void
cue_id_rows_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CueIdRows *self = CUE_ID_ROWS (object);

  switch ((CueIdRowsProperty) id) {
  case PROP_SELECTED_ID:
    g_value_set_uint64 (value, self->selected_id);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_id_rows_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch ((CueIdRowsProperty) id) {
  case PROP_SELECTED_ID:
    cue_id_rows_set_selected_id (CUE_ID_ROWS (object), g_value_get_uint64 (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_id_rows_dispose (GObject *object)
{
  CueIdRows *self = CUE_ID_ROWS (object);

  if (self->log != NULL)
    g_signal_handlers_disconnect_by_data (self->log, self);

  self->n_items = 0;
  g_clear_object (&self->log);

  G_OBJECT_CLASS (cue_id_rows_parent_class)->dispose (object);
}

static void
cue_id_rows_class_init (CueIdRowsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cue_id_rows_get_property;
  object_class->set_property = cue_id_rows_set_property;
  object_class->dispose = cue_id_rows_dispose;

  /**
   * CueIdRows:selected-id:
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
cue_id_rows_init (CueIdRows *self)
{
}

/**
 * cue_id_rows_new:
 * @log: a filtered log, oldest first
 * @funcs: finds its rows by their ids; copied
 *
 * Returns: (transfer full): its rows, newest first, none selected
 */
CueIdRows *
cue_id_rows_new (GListModel *log, const CueIdRowsFuncs *funcs)
{
  CueIdRows *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (log) && funcs != NULL, NULL);

  self = g_object_new (CUE_TYPE_ID_ROWS, NULL);
  self->log = g_object_ref (log);
  self->funcs = *funcs;
  self->n_items = g_list_model_get_n_items (log);
  g_signal_connect (log, "items-changed", G_CALLBACK (on_items_changed), self);
  return self;
}

/**
 * cue_id_rows_get_selected_id:
 * @self: rows
 *
 * Returns: the id of the selected row, which may be filtered away at present, or 0
 */
guint64
cue_id_rows_get_selected_id (CueIdRows *self)
{
  g_return_val_if_fail (CUE_IS_ID_ROWS (self), 0);

  return self->selected_id;
}

/**
 * cue_id_rows_set_selected_id:
 * @self: rows
 * @id: the id of a row, or 0 for none
 *
 * Selects a row.
 */
void
cue_id_rows_set_selected_id (CueIdRows *self, guint64 id)
{
  guint    before, after;
  gboolean had, has;

  g_return_if_fail (CUE_IS_ID_ROWS (self));

  if (self->selected_id == id)
    return;

  had = cue_id_rows_find (self, self->selected_id, &before);
  self->selected_id = id;
  has = cue_id_rows_find (self, id, &after);

  if (had)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), before, 1);

  if (has)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), after, 1);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED_ID]);
}

/**
 * cue_id_rows_get_id_at:
 * @self: rows
 * @position: a place in the list, the newest being 0
 *
 * Returns: the id of the row there, or 0
 */
guint64
cue_id_rows_get_id_at (CueIdRows *self, guint position)
{
  g_return_val_if_fail (CUE_IS_ID_ROWS (self), 0);

  return position < self->n_items ? self->funcs.get_id_at (self->log, self->n_items - 1 - position)
                                  : 0;
}

/**
 * cue_id_rows_find:
 * @self: rows
 * @id: the id of a row
 * @position: (out): its place, when it is there
 *
 * Returns: whether it is there
 */
gboolean
cue_id_rows_find (CueIdRows *self, guint64 id, guint *position)
{
  guint found;

  g_return_val_if_fail (CUE_IS_ID_ROWS (self), FALSE);

  if (id == 0 || !self->funcs.find (self->log, id, &found) || found >= self->n_items)
    return FALSE;

  *position = self->n_items - 1 - found;
  return TRUE;
}

/**
 * cue_id_rows_find_nearest:
 * @self: rows
 * @id: the id of a row
 * @position: (out): the place of it or of its nearest neighbour
 *
 * Returns: whether there is any row
 */
gboolean
cue_id_rows_find_nearest (CueIdRows *self, guint64 id, guint *position)
{
  guint found;

  g_return_val_if_fail (CUE_IS_ID_ROWS (self), FALSE);

  if (id == 0 || !self->funcs.find_nearest (self->log, id, &found) || found >= self->n_items)
    return FALSE;

  *position = self->n_items - 1 - found;
  return TRUE;
}
