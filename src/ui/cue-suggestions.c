// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-suggestions.h"

#define MAX_HEIGHT 264

/**
 * CueSuggestions:
 *
 * Offers known values below a text field while one types, and all of them with Ctrl+Space. The
 * field keeps the focus: Up and Down choose, Enter takes, Escape closes, and whatever is typed
 * instead stays as it is.
 *
 * It belongs to its field and ends with it. The list is made when it is first needed, for a table
 * has many fields. Main thread only.
 */
struct _CueSuggestions {
  GObject parent_instance;

  GtkWidget          *field;     /* not owned: it owns this; NULL once it is gone */
  GtkText            *text;      /* not owned; inside ‘field’ */
  GListModel         *model;     /* owned; of CueSuggestion; may be NULL */
  GtkWidget          *popover;   /* not owned: a child of ‘field’; NULL before it is needed */
  GtkFilterListModel *filtered;  /* not owned: of ‘selection’ */
  GtkSingleSelection *selection; /* not owned: of the list */
  GtkListView        *list;      /* not owned */
  gboolean            all;       /* everything is offered, not only what fits what was typed */
  gboolean            taking;    /* the text changes because a value was taken */
};

G_DEFINE_FINAL_TYPE (CueSuggestions, cue_suggestions, G_TYPE_OBJECT)

static gboolean
fits (gpointer item, gpointer data)
{
  CueSuggestions  *self = data;
  const char      *typed = gtk_editable_get_text (GTK_EDITABLE (self->field));
  const char      *text = cue_suggestion_get_text (item);
  g_autofree char *folded = NULL;
  g_autofree char *key = NULL;

  if (self->all)
    return TRUE;

  folded = g_utf8_casefold (text, -1);
  key = g_utf8_casefold (typed, -1);
  return strstr (folded, key) != NULL && !g_str_equal (text, typed);
}

static void
close_list (CueSuggestions *self)
{
  self->all = FALSE;

  if (self->popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
take (CueSuggestions *self, guint position)
{
  g_autoptr (CueSuggestion)
    suggestion = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (suggestion == NULL)
    return;

  self->taking = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->field), cue_suggestion_get_text (suggestion));
  gtk_editable_set_position (GTK_EDITABLE (self->field), -1);
  self->taking = FALSE;
  close_list (self);
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *text = gtk_label_new (NULL);
  GtkWidget *detail = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (detail, "secondary");
  gtk_widget_add_css_class (detail, "caption");
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), detail);
  gtk_list_item_set_child (item, box);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  CueSuggestion *suggestion = gtk_list_item_get_item (item);
  GtkWidget     *text = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  const char    *detail = cue_suggestion_get_detail (suggestion);

  gtk_label_set_label (GTK_LABEL (text), cue_suggestion_get_text (suggestion));
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (text)),
                       detail != NULL ? detail : "");
}

static void
on_activated (CueSuggestions *self, guint position)
{
  take (self, position);
}

static void
ensure_list (CueSuggestions *self)
{
  GtkListItemFactory *factory;
  GtkWidget          *scroller;

  if (self->popover != NULL)
    return;

  factory = gtk_signal_list_item_factory_new ();
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  self->filtered =
    gtk_filter_list_model_new (self->model != NULL ? g_object_ref (self->model) : NULL,
                               GTK_FILTER (gtk_custom_filter_new (fits, self, NULL)));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (self->filtered));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  self->list = GTK_LIST_VIEW (gtk_list_view_new (GTK_SELECTION_MODEL (self->selection), factory));
  gtk_list_view_set_single_click_activate (self->list, TRUE);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (on_activated), self);

  scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MAX_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));

  self->popover = gtk_popover_new ();
  gtk_widget_add_css_class (self->popover, "menu");
  gtk_widget_add_css_class (self->popover, "suggestions");
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_popover_set_child (GTK_POPOVER (self->popover), scroller);
  gtk_widget_set_can_focus (self->popover, FALSE);
  gtk_widget_set_parent (self->popover, self->field);
}

static void
show (CueSuggestions *self)
{
  GtkFilter *filter;

  ensure_list (self);
  filter = gtk_filter_list_model_get_filter (self->filtered);
  gtk_filter_changed (filter, GTK_FILTER_CHANGE_DIFFERENT);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);

  if (g_list_model_get_n_items (G_LIST_MODEL (self->filtered)) == 0) {
    close_list (self);
    return;
  }

  gtk_widget_set_size_request (self->popover, MAX (gtk_widget_get_width (self->field), 220), -1);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static gboolean
is_open (CueSuggestions *self)
{
  return self->popover != NULL && gtk_widget_get_visible (self->popover);
}

static void
on_text_changed (CueSuggestions *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->field));

  /* Only while somebody types: a form fills its fields too. */
  if (self->taking || !gtk_widget_has_focus (GTK_WIDGET (self->text)))
    return;

  self->all = FALSE;

  if (typed[0] == '\0')
    close_list (self);
  else
    show (self);
}

static void
move (CueSuggestions *self, int step)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint position = gtk_single_selection_get_selected (self->selection);

  if (position == GTK_INVALID_LIST_POSITION)
    position = step > 0 ? 0 : n - 1;
  else
    position = (position + n + (guint) (step > 0 ? 1 : n - 1)) % n;

  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
}

static gboolean
on_key (CueSuggestions *self, guint key, guint code, GdkModifierType state)
{
  state &= gtk_accelerator_get_default_mod_mask ();

  if (key == GDK_KEY_space && state == GDK_CONTROL_MASK) {
    cue_suggestions_open (self);
    return TRUE;
  }

  /* With a closed list Up and Down go from row to row of a form, as everywhere. */
  if (state != 0 || !is_open (self))
    return FALSE;

  switch (key) {
  case GDK_KEY_Down:
    move (self, 1);
    return TRUE;
  case GDK_KEY_Up:
    move (self, -1);
    return TRUE;
  case GDK_KEY_Escape:
    close_list (self);
    return TRUE;
  case GDK_KEY_Return:
  case GDK_KEY_KP_Enter:
    if (gtk_single_selection_get_selected (self->selection) == GTK_INVALID_LIST_POSITION) {
      close_list (self);
      return FALSE;
    }

    take (self, gtk_single_selection_get_selected (self->selection));
    return TRUE;
  default:
    return FALSE;
  }
}

static void
on_field_destroyed (CueSuggestions *self)
{
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  self->field = NULL;
}

static void
cue_suggestions_dispose (GObject *object)
{
  g_clear_object (&CUE_SUGGESTIONS (object)->model);

  G_OBJECT_CLASS (cue_suggestions_parent_class)->dispose (object);
}

static void
cue_suggestions_class_init (CueSuggestionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cue_suggestions_dispose;
}

static void
cue_suggestions_init (CueSuggestions *self)
{
}

/**
 * cue_suggestions_attach:
 * @field: a #GtkEditable widget whose delegate is a #GtkText
 * @model: (nullable): of #CueSuggestion
 *
 * Lets a field offer values.
 *
 * Returns: (transfer none): the suggestions, which live as long as the field
 */
CueSuggestions *
cue_suggestions_attach (GtkWidget *field, GListModel *model)
{
  CueSuggestions     *self;
  GtkEditable        *delegate;
  GtkEventController *keys;

  g_return_val_if_fail (GTK_IS_EDITABLE (field), NULL);

  delegate = gtk_editable_get_delegate (GTK_EDITABLE (field));
  g_return_val_if_fail (GTK_IS_TEXT (delegate), NULL);

  self = g_object_new (CUE_TYPE_SUGGESTIONS, NULL);
  self->field = field;
  self->text = GTK_TEXT (delegate);
  g_set_object (&self->model, model);
  g_object_set_data_full (G_OBJECT (field), "cue-suggestions", self, g_object_unref);

  keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (delegate), keys);
  g_signal_connect_object (field, "changed", G_CALLBACK (on_text_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (delegate,
                           "notify::has-focus",
                           G_CALLBACK (close_list),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (field,
                           "destroy",
                           G_CALLBACK (on_field_destroyed),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (delegate),
                                  GTK_ACCESSIBLE_PROPERTY_AUTOCOMPLETE,
                                  GTK_ACCESSIBLE_AUTOCOMPLETE_LIST,
                                  -1);
  return self;
}

/**
 * cue_suggestions_attach_texts:
 * @field: a text field
 * @texts: what is offered, ended by %NULL
 *
 * Offers a few values that never change.
 *
 * Returns: (transfer none): the suggestions, which belong to @field
 */
CueSuggestions *
cue_suggestions_attach_texts (GtkWidget *field, const char *const *texts)
{
  g_autoptr (GListStore) model = g_list_store_new (CUE_TYPE_SUGGESTION);

  g_return_val_if_fail (texts != NULL, NULL);

  for (guint i = 0; texts[i] != NULL; i++) {
    g_autoptr (CueSuggestion) suggestion = cue_suggestion_new (texts[i], NULL);

    g_list_store_append (model, suggestion);
  }

  return cue_suggestions_attach (field, G_LIST_MODEL (model));
}

/**
 * cue_suggestions_set_model:
 * @self: the suggestions of a field
 * @model: (nullable): of #CueSuggestion
 *
 * Changes what is offered.
 */
void
cue_suggestions_set_model (CueSuggestions *self, GListModel *model)
{
  g_return_if_fail (CUE_IS_SUGGESTIONS (self));

  if (g_set_object (&self->model, model) && self->popover != NULL)
    gtk_filter_list_model_set_model (self->filtered, model);
}

/**
 * cue_suggestions_open:
 * @self: the suggestions of a field
 *
 * Offers everything, whatever was typed, and gives the field the focus.
 */
void
cue_suggestions_open (CueSuggestions *self)
{
  g_return_if_fail (CUE_IS_SUGGESTIONS (self));

  if (self->field == NULL)
    return;

  if (!gtk_widget_has_focus (GTK_WIDGET (self->text)))
    gtk_text_grab_focus_without_selecting (self->text);

  self->all = TRUE;
  show (self);
}
