// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-assets-panel.h"

#define TOP_FRAMES 4

/**
 * CueAssetsPanel:
 *
 * A list on the page of assets, with its title, how many rows it has, and words for when it has
 * none. ‘activated’ is emitted with the item of a row that somebody chose. Main thread only.
 */
struct _CueAssetsPanel {
  AdwBin parent_instance;

  GListModel       *model; /* owned; may be NULL */
  GType             row;
  CueAssetsBindFunc bind;
  gpointer          data; /* not owned; for ‘bind’ */

  guint top_id;     /* callback of frames that goes back to the first row; 0 when none is due */
  guint top_frames; /* that it still runs */

  GtkLabel          *title;
  GtkLabel          *count;
  GtkStack          *stack;
  GtkImage          *empty_icon;
  GtkLabel          *empty_words;
  GtkListView       *list;
  GtkScrolledWindow *scroller;
};

typedef enum {
  PROP_TITLE = 1,
} CueAssetsPanelProperty;

static GParamSpec *properties[PROP_TITLE + 1];

enum {
  SIGNAL_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CueAssetsPanel, cue_assets_panel, ADW_TYPE_BIN)

static gboolean
on_top_due (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  CueAssetsPanel *self = data;

  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);

  if (--self->top_frames > 0)
    return G_SOURCE_CONTINUE;

  self->top_id = 0;
  return G_SOURCE_REMOVE;
}

/* A list keeps its place when rows come before those that are seen, and moves while it is laid
 * out. Here these are what one has to see: whoever is at the top stays there. */
static void
stay_on_top (CueAssetsPanel *self)
{
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (self->scroller);

  if (self->top_id == 0 && gtk_adjustment_get_value (place) >= 1)
    return;

  self->top_frames = TOP_FRAMES;

  if (self->top_id == 0)
    self->top_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_top_due, self, NULL);
}

static void
update (CueAssetsPanel *self)
{
  guint            n = self->model != NULL ? g_list_model_get_n_items (self->model) : 0;
  g_autofree char *count = n > 0 ? g_strdup_printf ("%'u", n) : g_strdup ("");

  gtk_label_set_label (self->count, count);
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : "empty");

  if (n > 0)
    stay_on_top (self);
}

static void
on_setup (CueAssetsPanel *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, g_object_new (self->row, NULL));
}

static void
on_bind (CueAssetsPanel *self, GtkListItem *item)
{
  self->bind (gtk_list_item_get_child (item), gtk_list_item_get_item (item), self->data);
}

static void
on_unbind (CueAssetsPanel *self, GtkListItem *item)
{
  self->bind (gtk_list_item_get_child (item), NULL, self->data);
}

static void
on_activated (CueAssetsPanel *self, guint position)
{
  g_autoptr (GObject) item = g_list_model_get_item (self->model, position);

  if (item != NULL)
    g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, item);
}

static void
cue_assets_panel_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((CueAssetsPanelProperty) id) {
  case PROP_TITLE:
    g_value_set_string (value, gtk_label_get_label (CUE_ASSETS_PANEL (object)->title));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_assets_panel_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CueAssetsPanel *self = CUE_ASSETS_PANEL (object);

  switch ((CueAssetsPanelProperty) id) {
  case PROP_TITLE:
    gtk_label_set_label (self->title, g_value_get_string (value));
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    gtk_label_get_label (self->title),
                                    -1);
    g_object_notify_by_pspec (object, pspec);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_assets_panel_dispose (GObject *object)
{
  CueAssetsPanel *self = CUE_ASSETS_PANEL (object);

  if (self->top_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->top_id);

  self->top_id = 0;

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);

  g_clear_object (&self->model);

  G_OBJECT_CLASS (cue_assets_panel_parent_class)->dispose (object);
}

static void
cue_assets_panel_class_init (CueAssetsPanelClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = cue_assets_panel_get_property;
  object_class->set_property = cue_assets_panel_set_property;
  object_class->dispose = cue_assets_panel_dispose;

  /**
   * CueAssetsPanel:title:
   *
   * What the list holds.
   */
  properties[PROP_TITLE] =
    g_param_spec_string ("title",
                         NULL,
                         NULL,
                         "",
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * CueAssetsPanel::activated:
   * @item: of the row
   *
   * Somebody chose a row.
   */
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated",
                                            CUE_TYPE_ASSETS_PANEL,
                                            G_SIGNAL_RUN_LAST,
                                            0,
                                            NULL,
                                            NULL,
                                            NULL,
                                            G_TYPE_NONE,
                                            1,
                                            G_TYPE_OBJECT);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-assets-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, CueAssetsPanel, title);
  gtk_widget_class_bind_template_child (widget_class, CueAssetsPanel, count);
  gtk_widget_class_bind_template_child (widget_class, CueAssetsPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, CueAssetsPanel, empty_icon);
  gtk_widget_class_bind_template_child (widget_class, CueAssetsPanel, empty_words);
  gtk_widget_class_bind_template_child (widget_class, CueAssetsPanel, list);
  gtk_widget_class_bind_template_child (widget_class, CueAssetsPanel, scroller);
}

static void
cue_assets_panel_init (CueAssetsPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (on_activated), self);
}

/**
 * cue_assets_panel_set_row:
 * @self: a panel
 * @row: the type of the widgets that show items
 * @bind: lets one show an item
 * @data: for @bind; has to live as long as the panel
 *
 * Says what the rows look like. To be called once.
 */
void
cue_assets_panel_set_row (CueAssetsPanel *self, GType row, CueAssetsBindFunc bind, gpointer data)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_return_if_fail (CUE_IS_ASSETS_PANEL (self));
  g_return_if_fail (bind != NULL);

  self->row = row;
  self->bind = bind;
  self->data = data;
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, factory);
}

/**
 * cue_assets_panel_set_model:
 * @self: a panel
 * @model: (nullable): the items
 */
void
cue_assets_panel_set_model (CueAssetsPanel *self, GListModel *model)
{
  g_autoptr (GtkNoSelection) selection = NULL;

  g_return_if_fail (CUE_IS_ASSETS_PANEL (self));

  if (self->model == model)
    return;

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);

  g_set_object (&self->model, model);

  if (model != NULL) {
    g_signal_connect_object (model, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
    selection = gtk_no_selection_new (g_object_ref (model));
  }

  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  update (self);
}

/**
 * cue_assets_panel_set_empty:
 * @self: a panel
 * @icon: a shape
 * @words: why there are no rows
 *
 * Says what is shown instead of rows.
 */
void
cue_assets_panel_set_empty (CueAssetsPanel *self, const char *icon, const char *words)
{
  g_return_if_fail (CUE_IS_ASSETS_PANEL (self));

  gtk_image_set_from_icon_name (self->empty_icon, icon);
  gtk_label_set_label (self->empty_words, words);
}
