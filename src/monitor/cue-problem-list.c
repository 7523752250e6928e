// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-problem-list.h"

/**
 * CueProblemList:
 *
 * The problems of one event that last now, the worst first, then the oldest first.
 *
 * A list model of [class@Problem]. Whoever finds a problem raises it by its id as often as it is
 * seen; raising it again updates the same object. Signals say what a record needs: that a problem
 * began, that its words changed, that it ended.
 *
 * Main thread only.
 */
struct _CueProblemList {
  GObject parent_instance;

  CueClock  *clock; // owned
  GPtrArray *items; // owned, of CueProblem, in order
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CueProblemList,
                               cue_problem_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

typedef enum {
  SIGNAL_RAISED,
  SIGNAL_CHANGED,
  SIGNAL_CLEARED,
} CueProblemListSignal;

static guint signals[SIGNAL_CLEARED + 1];

static GType
get_item_type (GListModel *model)
{
  return CUE_TYPE_PROBLEM;
}

static guint
get_n_items (GListModel *model)
{
  return CUE_PROBLEM_LIST (model)->items->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  CueProblemList *self = CUE_PROBLEM_LIST (model);

  if (position >= self->items->len)
    return NULL;
  return g_object_ref (g_ptr_array_index (self->items, position));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
cue_problem_list_init (CueProblemList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
cue_problem_list_finalize (GObject *object)
{
  CueProblemList *self = CUE_PROBLEM_LIST (object);

  g_ptr_array_unref (self->items);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (cue_problem_list_parent_class)->finalize (object);
}

static void
cue_problem_list_class_init (CueProblemListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cue_problem_list_finalize;

  /**
   * CueProblemList::raised:
   * @problem: the problem that began
   */
  signals[SIGNAL_RAISED] = g_signal_new ("raised",
                                         CUE_TYPE_PROBLEM_LIST,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         CUE_TYPE_PROBLEM);
  /**
   * CueProblemList::changed:
   * @problem: the problem whose severity or words changed
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          CUE_TYPE_PROBLEM_LIST,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          1,
                                          CUE_TYPE_PROBLEM);
  /**
   * CueProblemList::cleared:
   * @problem: the problem that ended
   */
  signals[SIGNAL_CLEARED] = g_signal_new ("cleared",
                                          CUE_TYPE_PROBLEM_LIST,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          1,
                                          CUE_TYPE_PROBLEM);
}

/**
 * cue_problem_list_new:
 * @clock: gives the "since" of each problem
 *
 * Returns: (transfer full): an empty list
 */
CueProblemList *
cue_problem_list_new (CueClock *clock)
{
  CueProblemList *self = g_object_new (CUE_TYPE_PROBLEM_LIST, NULL);

  self->clock = g_object_ref (clock);
  return self;
}

static gboolean
find_position (CueProblemList *self, const char *id, guint *position)
{
  for (guint i = 0; i < self->items->len; i++) {
    if (g_str_equal (cue_problem_get_id (g_ptr_array_index (self->items, i)), id)) {
      *position = i;
      return TRUE;
    }
  }
  return FALSE;
}

/**
 * cue_problem_list_find:
 *
 * Returns: (transfer none) (nullable): the problem of that id while it lasts
 */
CueProblem *
cue_problem_list_find (CueProblemList *self, const char *id)
{
  guint position;

  g_return_val_if_fail (CUE_IS_PROBLEM_LIST (self), NULL);
  if (!find_position (self, id, &position))
    return NULL;
  return g_ptr_array_index (self->items, position);
}

// Problems of one severity stay in the order in which they began.
static void
insert_sorted (CueProblemList *self, CueProblem *problem)
{
  guint position = 0;

  while (position < self->items->len) {
    CueProblem *other = g_ptr_array_index (self->items, position);

    if (cue_problem_get_severity (other) < cue_problem_get_severity (problem))
      break;
    if (cue_problem_get_severity (other) == cue_problem_get_severity (problem) &&
        cue_problem_get_since_monotonic (other) > cue_problem_get_since_monotonic (problem))
      break;
    position++;
  }
  g_ptr_array_insert (self->items, position, g_object_ref (problem));
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
}

/**
 * cue_problem_list_raise:
 * @id: what kind of problem
 * @source: the lane it belongs to
 * @severity: how bad it is
 * @title: what is wrong
 * @cause: (nullable): why
 * @detail: (nullable): what was seen
 *
 * Says that a problem is there. When it already was, its words are updated and "since" stays.
 *
 * Returns: whether the problem is new
 */
gboolean
cue_problem_list_raise (CueProblemList *self,
                        const char     *id,
                        const char     *source,
                        CueSeverity     severity,
                        const char     *title,
                        const char     *cause,
                        const char     *detail)
{
  g_autoptr (CueProblemList) held = NULL;
  g_autoptr (CueProblem) problem = NULL;
  guint    position;
  gboolean moves;

  g_return_val_if_fail (CUE_IS_PROBLEM_LIST (self), FALSE);

  held = g_object_ref (self); // whoever is told of the row may let go of the list
  if (!find_position (self, id, &position)) {
    problem = cue_problem_new (id,
                               source,
                               cue_clock_get_wall (self->clock),
                               cue_clock_get_monotonic (self->clock));
    cue_problem_update (problem, severity, title, cause, detail);
    insert_sorted (self, problem);
    g_signal_emit (self, signals[SIGNAL_RAISED], 0, problem);
    return TRUE;
  }

  problem = g_object_ref (g_ptr_array_index (self->items, position));
  moves = cue_problem_get_severity (problem) != severity;
  if (!cue_problem_update (problem, severity, title, cause, detail))
    return FALSE;
  if (moves) {
    g_ptr_array_remove_index (self->items, position);
    g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
    insert_sorted (self, problem);
  }
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, problem);
  return FALSE;
}

/**
 * cue_problem_list_clear:
 * @id: what kind of problem
 *
 * Says that a problem is over, or was never there.
 *
 * Returns: whether it was there
 */
gboolean
cue_problem_list_clear (CueProblemList *self, const char *id)
{
  g_autoptr (CueProblemList) held = NULL;
  g_autoptr (CueProblem) problem = NULL;
  guint position;

  g_return_val_if_fail (CUE_IS_PROBLEM_LIST (self), FALSE);

  held = g_object_ref (self);
  if (!find_position (self, id, &position))
    return FALSE;
  problem = g_object_ref (g_ptr_array_index (self->items, position));
  g_ptr_array_remove_index (self->items, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
  g_signal_emit (self, signals[SIGNAL_CLEARED], 0, problem);
  return TRUE;
}

/**
 * cue_problem_list_clear_all:
 *
 * Clears every problem, each with its signal.
 */
void
cue_problem_list_clear_all (CueProblemList *self)
{
  g_autoptr (CueProblemList) held = NULL;

  g_return_if_fail (CUE_IS_PROBLEM_LIST (self));

  held = g_object_ref (self);
  while (self->items->len > 0) {
    CueProblem      *first = g_ptr_array_index (self->items, 0);
    g_autofree char *id = g_strdup (cue_problem_get_id (first));

    cue_problem_list_clear (self, id);
  }
}

/**
 * cue_problem_list_get_worst:
 * @severity: (out): the severity of the worst problem
 *
 * Returns: whether there is any problem
 */
gboolean
cue_problem_list_get_worst (CueProblemList *self, CueSeverity *severity)
{
  g_return_val_if_fail (CUE_IS_PROBLEM_LIST (self), FALSE);

  if (self->items->len == 0)
    return FALSE;
  *severity = cue_problem_get_severity (g_ptr_array_index (self->items, 0));
  return TRUE;
}
