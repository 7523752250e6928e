// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-types-view.h"

#include "cue-acoustic-type-columns.h"
#include "cue-acoustic-type-details.h"
#include "cue-finding-label.h"
#include "cue-list-stop.h"

/**
 * CueAcousticTypesView:
 *
 * The event types of a connection: what it registered, what others subscribe to and what it
 * consumes, in one list that can be searched and sorted, and beside it all of the selected one.
 * Main thread only.
 */
struct _CueAcousticTypesView {
  AdwBin parent_instance;

  GListModel           *types; /* owned; may be NULL */
  CueAcousticTypesState state;
  char                 *needle; /* owned; case-folded; may be NULL */

  GtkFilter          *filter;    /* not owned: of ‘filtered’ */
  GtkFilterListModel *filtered;  /* not owned: of ‘selection’ */
  GtkSingleSelection *selection; /* not owned: of ‘list’ */

  GtkWidget              *tools;
  GtkSearchEntry         *search;
  GtkDropDown            *origin;
  CueFindingLabel        *odd;
  GtkStack               *stack;
  AdwStatusPage          *failed;
  AdwFlap                *flap;
  GtkColumnView          *list;
  CueAcousticTypeDetails *details;
};

G_DEFINE_FINAL_TYPE (CueAcousticTypesView, cue_acoustic_types_view, ADW_TYPE_BIN)

static CueEventTypeOrigin
get_origin (CueAcousticTypesView *self)
{
  static const CueEventTypeOrigin origins[] = {
    CUE_EVENT_TYPE_ORIGIN_NONE,
    CUE_EVENT_TYPE_ORIGIN_REGISTERED,
    CUE_EVENT_TYPE_ORIGIN_SUBSCRIBED_BY_OTHERS,
    CUE_EVENT_TYPE_ORIGIN_CONSUMED,
  };
  guint chosen = gtk_drop_down_get_selected (self->origin);

  return chosen < G_N_ELEMENTS (origins) ? origins[chosen] : CUE_EVENT_TYPE_ORIGIN_NONE;
}

static gboolean
fits (gpointer item, gpointer data)
{
  CueAcousticTypesView *self = data;
  CueEventTypeOrigin    origin = get_origin (self);

  if (origin != CUE_EVENT_TYPE_ORIGIN_NONE && !(cue_event_type_get_origin (item) & origin))
    return FALSE;

  return self->needle == NULL || cue_acoustic_type_contains (item, self->needle);
}

static void
update_stack (CueAcousticTypesView *self)
{
  const char *page = "list";

  if (self->types == NULL || g_list_model_get_n_items (self->types) == 0) {
    if (self->state == CUE_ACOUSTIC_TYPES_ASKING)
      page = "asking";
    else
      page = self->state == CUE_ACOUSTIC_TYPES_FAILED ? "failed" : "empty";
  } else if (g_list_model_get_n_items (G_LIST_MODEL (self->filtered)) == 0)
    page = "nothing";

  gtk_stack_set_visible_child_name (self->stack, page);
}

static void
update_filter (CueAcousticTypesView *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  g_clear_pointer (&self->needle, g_free);

  if (text[0] != '\0')
    self->needle = g_utf8_casefold (text, -1);

  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  update_stack (self);
}

static void
on_selected (CueAcousticTypesView *self)
{
  CueEventType *type = cue_acoustic_types_view_get_selected (self);

  cue_acoustic_type_details_set_type (self->details, type);

  if (type == NULL)
    adw_flap_set_reveal_flap (self->flap, FALSE);
  else if (!adw_flap_get_folded (self->flap))
    adw_flap_set_reveal_flap (self->flap, TRUE);
}

static void
on_revealed (CueAcousticTypesView *self)
{
  cue_acoustic_type_columns_set_narrow (self->list,
                                        adw_flap_get_reveal_flap (self->flap) &&
                                          !adw_flap_get_folded (self->flap));
}

static void
on_activated (CueAcousticTypesView *self)
{
  adw_flap_set_reveal_flap (self->flap, TRUE);
}

static void
show_all (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueAcousticTypesView *self = CUE_ACOUSTIC_TYPES_VIEW (widget);

  gtk_drop_down_set_selected (self->origin, 0);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  cue_acoustic_types_view_search (self);
}

static void
close_details (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueAcousticTypesView *self = CUE_ACOUSTIC_TYPES_VIEW (widget);

  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

/* The list is one stop of the Tab key; the toolkit would stop at each row that it has a widget for.
 */
static gboolean
cue_acoustic_types_view_focus (GtkWidget *widget, GtkDirectionType direction)
{
  CueAcousticTypesView *self = CUE_ACOUSTIC_TYPES_VIEW (widget);

  if (!cue_list_stop_is_tab (direction) ||
      gtk_widget_get_focus_child (GTK_WIDGET (self->list)) == NULL)
    return GTK_WIDGET_CLASS (cue_acoustic_types_view_parent_class)->focus (widget, direction);

  if (direction == GTK_DIR_TAB_BACKWARD)
    return gtk_widget_child_focus (self->tools, direction);

  return adw_flap_get_reveal_flap (self->flap) &&
         gtk_widget_child_focus (GTK_WIDGET (self->details), direction);
}

static void
cue_acoustic_types_view_dispose (GObject *object)
{
  CueAcousticTypesView *self = CUE_ACOUSTIC_TYPES_VIEW (object);

  if (self->types != NULL)
    g_signal_handlers_disconnect_by_data (self->types, self);

  g_clear_object (&self->types);
  g_clear_pointer (&self->needle, g_free);

  G_OBJECT_CLASS (cue_acoustic_types_view_parent_class)->dispose (object);
}

static void
cue_acoustic_types_view_class_init (CueAcousticTypesViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_acoustic_types_view_dispose;
  widget_class->focus = cue_acoustic_types_view_focus;

  g_type_ensure (CUE_TYPE_ACOUSTIC_TYPE_DETAILS);
  g_type_ensure (CUE_TYPE_FINDING_LABEL);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-acoustic-types-view.ui");
  gtk_widget_class_bind_template_child (widget_class, CueAcousticTypesView, tools);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticTypesView, search);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticTypesView, origin);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticTypesView, odd);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticTypesView, stack);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticTypesView, failed);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticTypesView, flap);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticTypesView, list);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticTypesView, details);
  gtk_widget_class_install_action (widget_class, "types.show-all", NULL, show_all);
  gtk_widget_class_install_action (widget_class, "types.close-details", NULL, close_details);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_Escape,
                                       0,
                                       "types.close-details",
                                       NULL);
}

static void
cue_acoustic_types_view_init (CueAcousticTypesView *self)
{
  GtkSortListModel *sorted;

  gtk_widget_init_template (GTK_WIDGET (self));
  cue_acoustic_type_columns_add (self->list);
  self->filter = GTK_FILTER (gtk_custom_filter_new (fits, self, NULL));
  self->filtered = gtk_filter_list_model_new (NULL, self->filter);
  sorted = gtk_sort_list_model_new (G_LIST_MODEL (self->filtered),
                                    g_object_ref (gtk_column_view_get_sorter (self->list)));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (sorted));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_column_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_object_unref (self->selection);

  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (update_filter), self);
  g_signal_connect_swapped (self->origin, "notify::selected", G_CALLBACK (update_filter), self);
  g_signal_connect_object (self->selection,
                           "notify::selected-item",
                           G_CALLBACK (on_selected),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (on_activated), self);
  g_signal_connect_swapped (self->flap, "notify::reveal-flap", G_CALLBACK (on_revealed), self);
  g_signal_connect_swapped (self->flap, "notify::folded", G_CALLBACK (on_revealed), self);
  on_selected (self);
  update_stack (self);
}

/**
 * cue_acoustic_types_view_set_types:
 * @self: a view
 * @types: (nullable): of #CueEventType
 *
 * Chooses what is listed.
 */
void
cue_acoustic_types_view_set_types (CueAcousticTypesView *self, GListModel *types)
{
  g_return_if_fail (CUE_IS_ACOUSTIC_TYPES_VIEW (self));
  g_return_if_fail (types == NULL || G_IS_LIST_MODEL (types));

  if (self->types == types)
    return;

  if (self->types != NULL)
    g_signal_handlers_disconnect_by_data (self->types, self);

  g_set_object (&self->types, types);
  gtk_filter_list_model_set_model (self->filtered, types);

  if (types != NULL)
    g_signal_connect_swapped (types, "items-changed", G_CALLBACK (update_stack), self);

  update_stack (self);
}

/**
 * cue_acoustic_types_view_set_state:
 * @self: a view
 * @state: whether the lists came
 * @words: (nullable): why they did not, in a sentence; may hold text from outside
 *
 * Says what an empty list means.
 */
void
cue_acoustic_types_view_set_state (CueAcousticTypesView *self,
                                   CueAcousticTypesState state,
                                   const char           *words)
{
  g_autofree char *escaped = NULL;

  g_return_if_fail (CUE_IS_ACOUSTIC_TYPES_VIEW (self));

  /* The description of a status page is markup. */
  escaped = words != NULL ? g_markup_escape_text (words, -1) : NULL;
  adw_status_page_set_description (self->failed, escaped);
  self->state = state;
  update_stack (self);
}

/**
 * cue_acoustic_types_view_set_odd:
 * @self: a view
 * @found: (element-type CueDiagnostic): what was odd about the lists, without what is odd about one
 *   event type, which stands with that
 *
 * Says that the lists were not as they should be.
 */
void
cue_acoustic_types_view_set_odd (CueAcousticTypesView *self, GPtrArray *found)
{
  g_return_if_fail (CUE_IS_ACOUSTIC_TYPES_VIEW (self));

  cue_finding_label_show_odd (self->odd, found);
}

/**
 * cue_acoustic_types_view_search:
 * @self: a view
 *
 * Brings the cursor to the search.
 */
void
cue_acoustic_types_view_search (CueAcousticTypesView *self)
{
  g_return_if_fail (CUE_IS_ACOUSTIC_TYPES_VIEW (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

/**
 * cue_acoustic_types_view_get_selected:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): the selected event type
 */
CueEventType *
cue_acoustic_types_view_get_selected (CueAcousticTypesView *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_TYPES_VIEW (self), NULL);

  return gtk_single_selection_get_selected_item (self->selection);
}

/**
 * cue_acoustic_types_view_select:
 * @self: a view
 * @code: the code of an event type
 *
 * Selects an event type, if it is shown.
 */
void
cue_acoustic_types_view_select (CueAcousticTypesView *self, const char *code)
{
  GListModel *model;

  g_return_if_fail (CUE_IS_ACOUSTIC_TYPES_VIEW (self));

  model = G_LIST_MODEL (self->selection);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++) {
    g_autoptr (CueEventType) type = g_list_model_get_item (model, i);

    if (g_strcmp0 (cue_event_type_get_code (type), code) == 0) {
      gtk_single_selection_set_selected (self->selection, i);
      return;
    }
  }
}
