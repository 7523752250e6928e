// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-draft-list.h"

#include "cue-draft-private.h"

#include <glib/gi18n-lib.h>

/**
 * CueDraftList:
 *
 * A list of drafts that a form edits: rows are added, removed and moved, and stay the same objects.
 * It owns its items. A [iface@Gio.ListModel].
 */
struct _CueDraftList {
  CueDraft parent_instance;

  GType           item_type;
  CueDraftFactory factory;
  GPtrArray      *items; /* owned, of CueDraft */
};

static void cue_draft_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CueDraftList,
                               cue_draft_list,
                               CUE_TYPE_DRAFT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, cue_draft_list_model_init))

static GType
get_item_type (GListModel *model)
{
  return CUE_DRAFT_LIST (model)->item_type;
}

static guint
get_n_items (GListModel *model)
{
  return CUE_DRAFT_LIST (model)->items->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  CueDraftList *self = CUE_DRAFT_LIST (model);

  return position < self->items->len ? g_object_ref (self->items->pdata[position]) : NULL;
}

static void
cue_draft_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
let_go (gpointer item)
{
  cue_draft_set_parent (item, NULL);
  g_object_unref (item);
}

static void
cue_draft_list_init (CueDraftList *self)
{
  self->items = g_ptr_array_new_with_free_func (let_go);
}

static void
cue_draft_list_finalize (GObject *object)
{
  g_ptr_array_unref (CUE_DRAFT_LIST (object)->items);
  G_OBJECT_CLASS (cue_draft_list_parent_class)->finalize (object);
}

static JsonNode *
cue_draft_list_to_json (CueDraft *draft)
{
  CueDraftList *self = CUE_DRAFT_LIST (draft);
  JsonArray    *array = json_array_sized_new (self->items->len);
  JsonNode     *node = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; i < self->items->len; i++)
    json_array_add_element (array, cue_draft_to_json (self->items->pdata[i]));
  json_node_take_array (node, array);
  return node;
}

static gboolean
cue_draft_list_read_json (CueDraft              *draft,
                          JsonNode              *node,
                          const CueAcousticPath *path,
                          GPtrArray             *findings,
                          GError               **error)
{
  CueDraftList *self = CUE_DRAFT_LIST (draft);
  JsonArray    *array;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node)) {
    cue_draft_list_resize (self, 0);
    return TRUE;
  }
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return cue_acoustic_path_fail (path,
                                   findings,
                                   error,
                                   NULL,
                                   _ ("“%s” must be a list […]."),
                                   path != NULL && path->name != NULL ? path->name : "");
  array = json_node_get_array (node);
  if (json_array_get_length (array) > CUE_DRAFT_LIST_MAX)
    return cue_acoustic_path_fail (path,
                                   findings,
                                   error,
                                   NULL,
                                   _ ("The list has %u items; a form takes at most %d."),
                                   json_array_get_length (array),
                                   CUE_DRAFT_LIST_MAX);
  cue_draft_list_resize (self, json_array_get_length (array));
  for (guint i = 0; i < self->items->len; i++) {
    if (!cue_draft_read_json (self->items->pdata[i],
                              json_array_get_element (array, i),
                              CUE_PATH_NTH (path, i),
                              findings,
                              error))
      return FALSE;
  }
  return TRUE;
}

static void
cue_draft_list_check (CueDraft              *draft,
                      const CueAcousticPath *path,
                      CueAcousticContext    *context,
                      GPtrArray             *findings)
{
  CueDraftList *self = CUE_DRAFT_LIST (draft);

  for (guint i = 0; i < self->items->len; i++)
    cue_draft_add_checks (self->items->pdata[i], CUE_PATH_NTH (path, i), context, findings);
}

static void
cue_draft_list_class_init (CueDraftListClass *klass)
{
  GObjectClass  *object_class = G_OBJECT_CLASS (klass);
  CueDraftClass *draft_class = CUE_DRAFT_CLASS (klass);

  object_class->finalize = cue_draft_list_finalize;
  draft_class->to_json = cue_draft_list_to_json;
  draft_class->read_json = cue_draft_list_read_json;
  draft_class->check = cue_draft_list_check;
}

/**
 * cue_draft_list_new:
 * @item_type: what the items are
 * @factory: makes an empty one
 *
 * Returns: (transfer full): an empty list
 */
CueDraftList *
cue_draft_list_new (GType item_type, CueDraftFactory factory)
{
  CueDraftList *self;

  g_return_val_if_fail (g_type_is_a (item_type, CUE_TYPE_DRAFT) && factory != NULL, NULL);

  self = g_object_new (CUE_TYPE_DRAFT_LIST, NULL);
  self->item_type = item_type;
  self->factory = factory;
  return self;
}

/**
 * cue_draft_list_get_n_items:
 * @self: a list
 *
 * Returns: how many items it has
 */
guint
cue_draft_list_get_n_items (CueDraftList *self)
{
  g_return_val_if_fail (CUE_IS_DRAFT_LIST (self), 0);

  return self->items->len;
}

/**
 * cue_draft_list_get:
 * @self: a list
 * @position: which
 *
 * Returns: (transfer none) (nullable) (type CueDraft): the item there
 */
gpointer
cue_draft_list_get (CueDraftList *self, guint position)
{
  g_return_val_if_fail (CUE_IS_DRAFT_LIST (self), NULL);

  return position < self->items->len ? self->items->pdata[position] : NULL;
}

/**
 * cue_draft_list_append:
 * @self: a list
 *
 * Adds an empty item at the end.
 *
 * Returns: (transfer none) (type CueDraft): the item
 */
gpointer
cue_draft_list_append (CueDraftList *self)
{
  g_return_val_if_fail (CUE_IS_DRAFT_LIST (self), NULL);

  cue_draft_list_resize (self, self->items->len + 1);
  return self->items->pdata[self->items->len - 1];
}

/**
 * cue_draft_list_insert:
 * @self: a list
 * @position: where; beyond the end is the end
 * @item: (type CueDraft): an item that stands in no other list
 */
void
cue_draft_list_insert (CueDraftList *self, guint position, gpointer item)
{
  g_return_if_fail (CUE_IS_DRAFT_LIST (self));
  g_return_if_fail (G_TYPE_CHECK_INSTANCE_TYPE (item, self->item_type));

  position = MIN (position, self->items->len);
  g_ptr_array_insert (self->items, (gint) position, g_object_ref (item));
  cue_draft_set_parent (item, CUE_DRAFT (self));
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
  cue_draft_changed (CUE_DRAFT (self));
}

/**
 * cue_draft_list_remove:
 * @self: a list
 * @position: which; beyond the end nothing happens
 */
void
cue_draft_list_remove (CueDraftList *self, guint position)
{
  g_return_if_fail (CUE_IS_DRAFT_LIST (self));

  if (position >= self->items->len)
    return;
  g_ptr_array_remove_index (self->items, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
  cue_draft_changed (CUE_DRAFT (self));
}

/**
 * cue_draft_list_resize:
 * @self: a list
 * @length: how many items it shall have
 *
 * Removes items from the end or adds empty ones there.
 */
void
cue_draft_list_resize (CueDraftList *self, guint length)
{
  guint before;

  g_return_if_fail (CUE_IS_DRAFT_LIST (self));

  before = self->items->len;
  if (length == before)
    return;
  if (length < before)
    g_ptr_array_set_size (self->items, (gint) length);
  for (guint i = before; i < length; i++) {
    CueDraft *item = self->factory ();

    cue_draft_set_parent (item, CUE_DRAFT (self));
    g_ptr_array_add (self->items, item);
  }
  g_list_model_items_changed (G_LIST_MODEL (self),
                              MIN (before, length),
                              before > length ? before - length : 0,
                              length > before ? length - before : 0);
  cue_draft_changed (CUE_DRAFT (self));
}

/**
 * cue_draft_list_move:
 * @self: a list
 * @from: which item
 * @to: where it shall stand then
 *
 * Moves one item; it stays the same object. Places beyond the end do nothing.
 */
void
cue_draft_list_move (CueDraftList *self, guint from, guint to)
{
  guint    first, count;
  gpointer item;

  g_return_if_fail (CUE_IS_DRAFT_LIST (self));

  if (from == to || from >= self->items->len || to >= self->items->len)
    return;
  item = g_ptr_array_steal_index (self->items, from);
  g_ptr_array_insert (self->items, (gint) to, item);
  first = MIN (from, to);
  count = MAX (from, to) - first + 1;
  g_list_model_items_changed (G_LIST_MODEL (self), first, count, count);
  cue_draft_changed (CUE_DRAFT (self));
}

/**
 * cue_draft_list_find:
 * @self: a list
 * @item: (type CueDraft): perhaps one of its items
 * @position: (out) (optional): where it stands
 *
 * Returns: whether it is there
 */
gboolean
cue_draft_list_find (CueDraftList *self, gpointer item, guint *position)
{
  g_return_val_if_fail (CUE_IS_DRAFT_LIST (self), FALSE);

  return g_ptr_array_find (self->items, item, position);
}
