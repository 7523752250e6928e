// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-newest-first.h"

/**
 * CueNewestFirst:
 *
 * Another list turned round: what was appended last comes first. It holds no items of its own, so
 * it costs nothing however long the list is. Main thread only.
 */
struct _CueNewestFirst {
  GObject parent_instance;

  GListModel *model;   /* owned */
  guint       n_items; /* of ‘model’, as last told to our own listeners */
};

static void cue_newest_first_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CueNewestFirst,
                               cue_newest_first,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      cue_newest_first_model_init))

static GType
cue_newest_first_get_item_type (GListModel *model)
{
  return g_list_model_get_item_type (CUE_NEWEST_FIRST (model)->model);
}

static guint
cue_newest_first_get_n_items (GListModel *model)
{
  return CUE_NEWEST_FIRST (model)->n_items;
}

static gpointer
cue_newest_first_get_item (GListModel *model, guint position)
{
  CueNewestFirst *self = CUE_NEWEST_FIRST (model);

  return position < self->n_items
           ? g_list_model_get_item (self->model, self->n_items - 1 - position)
           : NULL;
}

static void
cue_newest_first_model_init (GListModelInterface *iface)
{
  iface->get_item_type = cue_newest_first_get_item_type;
  iface->get_n_items = cue_newest_first_get_n_items;
  iface->get_item = cue_newest_first_get_item;
}

static void
on_items_changed (GListModel     *model,
                  guint           position,
                  guint           removed,
                  guint           added,
                  CueNewestFirst *self)
{
  guint before = self->n_items;

  self->n_items = before - removed + added;
  g_list_model_items_changed (G_LIST_MODEL (self), before - removed - position, removed, added);
}

static void
cue_newest_first_dispose (GObject *object)
{
  CueNewestFirst *self = CUE_NEWEST_FIRST (object);

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);

  self->n_items = 0;
  g_clear_object (&self->model);

  G_OBJECT_CLASS (cue_newest_first_parent_class)->dispose (object);
}

static void
cue_newest_first_class_init (CueNewestFirstClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cue_newest_first_dispose;
}

static void
cue_newest_first_init (CueNewestFirst *self)
{
}

/**
 * cue_newest_first_new:
 * @model: a list to which items are appended
 *
 * Returns: (transfer full): the same items, newest first
 */
GListModel *
cue_newest_first_new (GListModel *model)
{
  CueNewestFirst *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (model), NULL);

  self = g_object_new (CUE_TYPE_NEWEST_FIRST, NULL);
  self->model = g_object_ref (model);
  self->n_items = g_list_model_get_n_items (model);
  g_signal_connect (model, "items-changed", G_CALLBACK (on_items_changed), self);
  return G_LIST_MODEL (self);
}
