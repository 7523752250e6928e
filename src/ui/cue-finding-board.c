// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-finding-board.h"

/**
 * CueFindingBoard:
 *
 * Puts what the rules find beside the fields of a form. A field is left alone until somebody wrote
 * in it or left it, or wanted to send the form: an empty form is not wrong yet. Owned by its form,
 * whose labels it does not own. Main thread only.
 */
struct _CueFindingBoard {
  GObject parent_instance;

  GPtrArray       *places;    /* owned; of Place */
  GPtrArray       *findings;  /* owned; those shown last; may be NULL */
  CueFindingLabel *rest;      /* not owned; for what has no place; may be NULL */
  char           **elsewhere; /* owned; beginnings of paths that others show; may be NULL */
  gboolean         all;       /* somebody wanted to send the form */
};

typedef struct {
  CueFindingBoard *board; /* not owned */
  CueFindingLabel *label; /* owned */
  char            *path;  /* owned */
  gboolean         touched;
} Place;

G_DEFINE_FINAL_TYPE (CueFindingBoard, cue_finding_board, G_TYPE_OBJECT)

static void
place_free (Place *place)
{
  GtkWidget *field = cue_finding_label_get_field (place->label);

  if (field != NULL)
    g_signal_handlers_disconnect_by_data (field, place);

  g_object_unref (place->label);
  g_free (place->path);
  g_free (place);
}

static void
cue_finding_board_finalize (GObject *object)
{
  CueFindingBoard *self = CUE_FINDING_BOARD (object);

  g_ptr_array_unref (self->places);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_strfreev (self->elsewhere);

  G_OBJECT_CLASS (cue_finding_board_parent_class)->finalize (object);
}

static void
cue_finding_board_class_init (CueFindingBoardClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cue_finding_board_finalize;
}

static void
cue_finding_board_init (CueFindingBoard *self)
{
  self->places = g_ptr_array_new_with_free_func ((GDestroyNotify) place_free);
}

/**
 * cue_finding_board_new:
 *
 * Returns: (transfer full): a board without places
 */
CueFindingBoard *
cue_finding_board_new (void)
{
  return g_object_new (CUE_TYPE_FINDING_BOARD, NULL);
}

/**
 * cue_finding_board_get_severity:
 * @finding: what a rule found
 *
 * Returns: the severity that has the right word, shape and colour
 */
CueSeverity
cue_finding_board_get_severity (const CueFinding *finding)
{
  switch (cue_finding_get_level (finding)) {
  case CUE_FINDING_BLOCK:
    return CUE_SEVERITY_ERROR;
  case CUE_FINDING_WARN:
    return CUE_SEVERITY_WARNING;
  case CUE_FINDING_HINT:
  default:
    return CUE_SEVERITY_INFO;
  }
}

/**
 * cue_finding_board_show_at:
 * @label: a label
 * @finding: (nullable): what it shows, or %NULL for nothing
 *
 * Shows one finding.
 */
void
cue_finding_board_show_at (CueFindingLabel *label, const CueFinding *finding)
{
  g_return_if_fail (CUE_IS_FINDING_LABEL (label));

  if (finding != NULL)
    cue_finding_label_show (label,
                            cue_finding_board_get_severity (finding),
                            cue_finding_get_words (finding),
                            cue_finding_get_source (finding));
  else
    cue_finding_label_clear (label);
}

static gboolean
has_place (CueFindingBoard *self, const char *path)
{
  for (guint i = 0; i < self->places->len; i++) {
    if (g_strcmp0 (((Place *) self->places->pdata[i])->path, path) == 0)
      return TRUE;
  }

  for (guint i = 0; path != NULL && self->elsewhere != NULL && self->elsewhere[i] != NULL; i++) {
    if (self->elsewhere[i][0] == '\0' ? path[0] == '\0'
                                      : g_str_has_prefix (path, self->elsewhere[i]))
      return TRUE;
  }

  return FALSE;
}

static void
update_rest (CueFindingBoard *self)
{
  CueFinding *worst = NULL;

  for (guint i = 0; self->findings != NULL && i < self->findings->len; i++) {
    CueFinding *finding = self->findings->pdata[i];

    if (!has_place (self, cue_finding_get_path (finding)) &&
        (worst == NULL || cue_finding_get_level (finding) > cue_finding_get_level (worst)))
      worst = finding;
  }

  cue_finding_board_show_at (self->rest, worst);
}

static void
update_place (Place *place)
{
  CueFindingBoard *self = place->board;
  CueFinding      *finding = NULL;

  if ((place->touched || self->all) && self->findings != NULL)
    finding = cue_findings_worst_at (self->findings, place->path);

  cue_finding_board_show_at (place->label, finding);
}

static gboolean
holds_focus (GtkWidget *field)
{
  GtkRoot   *root = gtk_widget_get_root (field);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == field || gtk_widget_is_ancestor (focus, field));
}

static void
on_edited (Place *place)
{
  /* A form fills its fields too, which is nobody’s doing. */
  if (holds_focus (cue_finding_label_get_field (place->label)))
    place->touched = TRUE;
}

static void
on_left (Place *place)
{
  place->touched = TRUE;
  update_place (place);
}

/**
 * cue_finding_board_add:
 * @self: a board
 * @label: where findings are shown; its field is what they are about
 * @path: the place in the JSON text, such as “code”
 *
 * Gives findings with a certain path their place.
 */
void
cue_finding_board_add (CueFindingBoard *self, CueFindingLabel *label, const char *path)
{
  GtkEventController *focus;
  GtkWidget          *field;
  Place              *place;

  g_return_if_fail (CUE_IS_FINDING_BOARD (self));
  g_return_if_fail (CUE_IS_FINDING_LABEL (label));
  g_return_if_fail (cue_finding_label_get_field (label) != NULL);

  field = cue_finding_label_get_field (label);
  place = g_new0 (Place, 1);
  place->board = self;
  place->label = g_object_ref (label);
  place->path = g_strdup (path);
  g_ptr_array_add (self->places, place);

  if (GTK_IS_EDITABLE (field))
    g_signal_connect_swapped (field, "changed", G_CALLBACK (on_edited), place);
  else if (g_object_class_find_property (G_OBJECT_GET_CLASS (field), "selected") != NULL)
    g_signal_connect_swapped (field, "notify::selected", G_CALLBACK (on_edited), place);

  focus = gtk_event_controller_focus_new ();
  g_signal_connect_data (focus, "leave", G_CALLBACK (on_left), place, NULL, G_CONNECT_SWAPPED);
  g_object_set_data_full (G_OBJECT (focus), "cue-board", g_object_ref (self), g_object_unref);
  gtk_widget_add_controller (field, focus);
}

/**
 * cue_finding_board_set_rest:
 * @self: a board
 * @label: where the worst finding without a place of its own is shown
 * @elsewhere: (nullable) (array zero-terminated=1): beginnings of paths whose findings somebody
 *   else shows, such as “attributes”; an empty one stands for the whole text alone
 *
 * Sees to it that no finding goes unsaid.
 */
void
cue_finding_board_set_rest (CueFindingBoard   *self,
                            CueFindingLabel   *label,
                            const char *const *elsewhere)
{
  g_return_if_fail (CUE_IS_FINDING_BOARD (self));
  g_return_if_fail (CUE_IS_FINDING_LABEL (label));

  self->rest = label;
  g_strfreev (self->elsewhere);
  self->elsewhere = g_strdupv ((char **) elsewhere);
}

/**
 * cue_finding_board_show:
 * @self: a board
 * @findings: (element-type CueFinding): all of them
 *
 * Shows what was found, at the fields that somebody wrote in.
 */
void
cue_finding_board_show (CueFindingBoard *self, GPtrArray *findings)
{
  g_return_if_fail (CUE_IS_FINDING_BOARD (self));
  g_return_if_fail (findings != NULL);

  g_ptr_array_ref (findings);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  self->findings = findings;

  for (guint i = 0; i < self->places->len; i++)
    update_place (self->places->pdata[i]);

  if (self->rest != NULL)
    update_rest (self);
}

/**
 * cue_finding_board_touch_all:
 * @self: a board
 *
 * Shows the findings of all fields: somebody wants to send the form.
 */
void
cue_finding_board_touch_all (CueFindingBoard *self)
{
  g_return_if_fail (CUE_IS_FINDING_BOARD (self));

  self->all = TRUE;

  for (guint i = 0; i < self->places->len; i++)
    update_place (self->places->pdata[i]);
}

/**
 * cue_finding_board_reset:
 * @self: a board
 *
 * Begins anew, as with a form that nobody wrote in.
 */
void
cue_finding_board_reset (CueFindingBoard *self)
{
  g_return_if_fail (CUE_IS_FINDING_BOARD (self));

  self->all = FALSE;

  for (guint i = 0; i < self->places->len; i++) {
    Place *place = self->places->pdata[i];

    place->touched = FALSE;
    update_place (place);
  }
}

/**
 * cue_finding_board_get_first_wrong:
 * @self: a board
 *
 * Returns: (transfer none) (nullable): the first field, in the order in which they were added, that
 *   keeps the form from being sent
 */
GtkWidget *
cue_finding_board_get_first_wrong (CueFindingBoard *self)
{
  g_return_val_if_fail (CUE_IS_FINDING_BOARD (self), NULL);

  for (guint i = 0; self->findings != NULL && i < self->places->len; i++) {
    Place      *place = self->places->pdata[i];
    CueFinding *finding = cue_findings_worst_at (self->findings, place->path);

    if (finding != NULL && cue_finding_get_level (finding) == CUE_FINDING_BLOCK)
      return cue_finding_label_get_field (place->label);
  }

  return NULL;
}
