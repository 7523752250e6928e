// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-assets-detail.h"

#include <glib/gi18n-lib.h>

#include "cue-assets-comparison.h"
#include "cue-assets-finding-row.h"
#include "cue-assets-item-row.h"
#include "cue-assets-side-layout.h"
#include "cue-assets-words.h"
#include "cue-composition-keys.h"
#include "cue-composition-view.h"
#include "cue-state-style.h"

/**
 * CueAssetsDetail:
 *
 * What the phone shows in one state, as large as there is room, with all that was found about its
 * assets and all that is known of them; or the state with an asset as it was before a change and
 * after it, with a wipe between the two. It holds nothing while it is closed. Main thread only.
 */
struct _CueAssetsDetail {
  AdwBin parent_instance;

  CuePhoneScenes      *scenes;     /* owned; may be NULL */
  CueAssetWatch       *watch;      /* owned; may be NULL */
  CuePlayerState       state;      /* that is shown; unknown while closed */
  CueAssetsComparison *comparison; /* owned; of the two versions of a change; NULL without */
  CueAssetsMark        marks[CUE_N_PLAYER_STATES];
  gboolean             wipe_is_next; /* whether the keyboard goes to the wipe when there is one */

  GtkBox             *switcher;
  CueAssetsBadge     *mark;
  GtkWidget          *compared;
  GtkLabel           *compared_words;
  GtkLabel           *compared_time;
  GtkLabel           *compared_remark;
  CueCompositionView *view;
  GtkListBox         *findings;
  GtkWidget          *no_findings;
  GtkListBox         *assets;

  /* NULL for states without assets */
  GtkToggleButton *buttons[CUE_N_PLAYER_STATES];
  CueAssetsBadge  *signs[CUE_N_PLAYER_STATES]; /* in the buttons */
};

G_DEFINE_FINAL_TYPE (CueAssetsDetail, cue_assets_detail, ADW_TYPE_BIN)

static void
clear_list (GtkListBox *list)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, row);
}

static void
add_finding (CueAssetsDetail *self, CueAssetFinding *finding)
{
  GtkWidget       *row = gtk_list_box_row_new ();
  GtkWidget       *child = cue_assets_finding_row_new ();
  g_autofree char *words = cue_assets_words_tell (finding);
  g_autofree char *advice = cue_assets_words_advise (finding, TRUE);
  g_autofree char *spoken = NULL;

  cue_assets_finding_row_show (CUE_ASSETS_FINDING_ROW (child),
                               cue_asset_finding_get_severity (finding),
                               cue_asset_kind_to_words (cue_asset_slot_index_to_kind (
                                 cue_asset_finding_get_slot (finding))),
                               words,
                               advice);
  cue_assets_finding_row_offer_copy (CUE_ASSETS_FINDING_ROW (child));
  spoken = cue_assets_finding_row_to_text (CUE_ASSETS_FINDING_ROW (child));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_widget_add_css_class (row, "asset-finding");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), child);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_append (self->findings, row);
}

/* Returns: which row the keyboard is in; −1 for none */
static int
find_focused_row (GtkListBox *list)
{
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (list));

  return row != NULL ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) : -1;
}

/* The rows are made anew; the keyboard stays where it was, as far as that is still there. */
static void
restore_focus (CueAssetsDetail *self, int index)
{
  GtkWidget *row = GTK_WIDGET (gtk_list_box_get_row_at_index (self->findings, index));

  if (row == NULL)
    row = GTK_WIDGET (self->buttons[self->state]);

  if (row != NULL)
    gtk_widget_grab_focus (row);
}

static void
update_findings (CueAssetsDetail *self)
{
  GListModel *model = self->watch != NULL ? cue_asset_watch_get_findings (self->watch) : NULL;
  guint       n = model != NULL ? g_list_model_get_n_items (model) : 0;
  guint       n_shown = 0;
  int         focused = find_focused_row (self->findings);

  clear_list (self->findings);

  for (guint i = 0; i < n; i++) {
    g_autoptr (CueAssetFinding) finding = g_list_model_get_item (model, i);

    if (cue_asset_finding_get_state (finding) != self->state)
      continue;

    add_finding (self, finding);
    n_shown++;
  }

  gtk_widget_set_visible (GTK_WIDGET (self->findings), n_shown > 0);
  gtk_widget_set_visible (self->no_findings, n_shown == 0);

  if (focused >= 0)
    restore_focus (self, MIN (focused, (int) n_shown - 1));
}

static void
update_assets (CueAssetsDetail *self)
{
  clear_list (self->assets);

  for (guint slot = 0; self->watch != NULL && slot < CUE_N_ASSET_SLOTS; slot++) {
    if (cue_asset_slot_index_to_state (slot) == self->state)
      gtk_list_box_append (self->assets,
                           cue_assets_item_row_new (cue_asset_watch_get_item (self->watch, slot)));
  }
}

static void
drop_comparison (CueAssetsDetail *self)
{
  if (self->comparison != NULL)
    g_signal_handlers_disconnect_by_data (self->comparison, self);

  g_clear_object (&self->comparison);
}

/* What is on air, not what was. */
static void
stop_comparing (CueAssetsDetail *self)
{
  drop_comparison (self);
  self->wipe_is_next = FALSE;
  cue_composition_view_set_before (self->view, NULL);
  gtk_widget_set_visible (self->compared, FALSE);
}

static void
show_state (CueAssetsDetail *self, CuePlayerState state)
{
  CuePhoneScene *scene = NULL;

  if (self->scenes != NULL && state != CUE_PLAYER_STATE_UNKNOWN)
    scene = cue_phone_scenes_get (self->scenes, state);

  stop_comparing (self);
  cue_composition_view_set_scene (self->view, scene);
  cue_composition_view_set_title (self->view, cue_player_state_to_words (state));

  if (self->buttons[state] != NULL)
    gtk_toggle_button_set_active (self->buttons[state], TRUE);

  if (self->state == state)
    return;

  self->state = state;
  cue_assets_badge_set_mark (self->mark, self->marks[state]);
  update_findings (self);
  update_assets (self);
}

/* Unless somebody went elsewhere while the versions were read. */
static void
focus_wipe (CueAssetsDetail *self)
{
  GtkWidget *composition = GTK_WIDGET (cue_composition_view_get_composition (self->view));
  GtkWidget *button = GTK_WIDGET (self->buttons[self->state]);

  if (!self->wipe_is_next || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  if (gtk_widget_get_focusable (composition)) {
    self->wipe_is_next = FALSE;

    if (gtk_widget_is_focus (button))
      gtk_widget_grab_focus (composition);
  }
}

static void
update_comparison (CueAssetsDetail *self)
{
  CuePhoneScene   *before = cue_assets_comparison_get_before (self->comparison);
  g_autofree char *words = cue_assets_comparison_describe (self->comparison);
  g_autofree char *time = cue_assets_comparison_describe_time (self->comparison);
  g_autofree char *remark = cue_assets_comparison_remark (self->comparison);

  gtk_label_set_label (self->compared_words, words);
  gtk_label_set_label (self->compared_time, time);
  gtk_label_set_label (self->compared_remark, remark != NULL ? remark : "");
  gtk_widget_set_visible (GTK_WIDGET (self->compared_remark), remark != NULL);
  cue_composition_view_set_scene (self->view, cue_assets_comparison_get_scene (self->comparison));
  cue_composition_view_set_before (self->view, before);
  focus_wipe (self);
}

static void
on_button_toggled (GtkToggleButton *button, CueAssetsDetail *self)
{
  for (CuePlayerState state = 0; state < CUE_N_PLAYER_STATES; state++) {
    if (self->buttons[state] == button && gtk_toggle_button_get_active (button) &&
        self->state != CUE_PLAYER_STATE_UNKNOWN && self->state != state)
      show_state (self, state);
  }
}

static void
add_button (CueAssetsDetail *self, CuePlayerState state)
{
  GtkWidget       *button = gtk_toggle_button_new ();
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget       *icon = gtk_image_new_from_icon_name (cue_state_style_get_icon (state));
  GtkWidget       *label = gtk_label_new (cue_player_state_to_words (state));
  GtkWidget       *sign = g_object_new (CUE_TYPE_ASSETS_BADGE, NULL);
  GtkToggleButton *first = self->buttons[CUE_PLAYER_STATE_CUSTOM];

  g_object_set (icon, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  cue_state_style_apply (icon, state);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  cue_assets_badge_make_small (CUE_ASSETS_BADGE (sign));
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), sign);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  cue_player_state_to_words (state),
                                  -1);
  self->buttons[state] = GTK_TOGGLE_BUTTON (button);
  self->signs[state] = CUE_ASSETS_BADGE (sign);

  if (first != NULL)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), first);

  g_signal_connect_object (button, "toggled", G_CALLBACK (on_button_toggled), self, 0);
  gtk_box_append (self->switcher, button);
}

static void
end_comparison (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueAssetsDetail *self = CUE_ASSETS_DETAIL (widget);

  /* The button that ended it goes with it. */
  if (self->comparison != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->buttons[self->state]));

  show_state (self, self->state);
}

/* Wherever in the detail the keyboard is, it zooms. */
static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint                  key,
                guint                  code,
                GdkModifierType        state,
                CueAssetsDetail       *self)
{
  return cue_composition_keys_press (GTK_WIDGET (self->view), key, state);
}

static void
cue_assets_detail_dispose (GObject *object)
{
  CueAssetsDetail *self = CUE_ASSETS_DETAIL (object);

  if (self->watch != NULL)
    g_signal_handlers_disconnect_by_data (cue_asset_watch_get_findings (self->watch), self);

  drop_comparison (self);
  g_clear_object (&self->watch);
  g_clear_object (&self->scenes);

  G_OBJECT_CLASS (cue_assets_detail_parent_class)->dispose (object);
}

static void
cue_assets_detail_class_init (CueAssetsDetailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_assets_detail_dispose;

  g_type_ensure (CUE_TYPE_ASSETS_BADGE);
  g_type_ensure (CUE_TYPE_ASSETS_SIDE_LAYOUT);
  g_type_ensure (CUE_TYPE_COMPOSITION_VIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-assets-detail.ui");
  gtk_widget_class_bind_template_child (widget_class, CueAssetsDetail, switcher);
  gtk_widget_class_bind_template_child (widget_class, CueAssetsDetail, mark);
  gtk_widget_class_bind_template_child (widget_class, CueAssetsDetail, compared);
  gtk_widget_class_bind_template_child (widget_class, CueAssetsDetail, compared_words);
  gtk_widget_class_bind_template_child (widget_class, CueAssetsDetail, compared_time);
  gtk_widget_class_bind_template_child (widget_class, CueAssetsDetail, compared_remark);
  gtk_widget_class_bind_template_child (widget_class, CueAssetsDetail, view);
  gtk_widget_class_bind_template_child (widget_class, CueAssetsDetail, findings);
  gtk_widget_class_bind_template_child (widget_class, CueAssetsDetail, no_findings);
  gtk_widget_class_bind_template_child (widget_class, CueAssetsDetail, assets);
  gtk_widget_class_install_action (widget_class, "assets.end-comparison", NULL, end_comparison);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "assets.back", NULL);
}

static void
cue_assets_detail_init (CueAssetsDetail *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);

  for (guint i = 0; i < CUE_ASSETS_N_STATES; i++)
    add_button (self, cue_assets_words_get_state (i));
}

/**
 * cue_assets_detail_set_event:
 * @self: a detail view
 * @scenes: (nullable): what the phones of the event show
 * @watch: (nullable): its assets
 *
 * Chooses the event, and closes what was open of another.
 */
void
cue_assets_detail_set_event (CueAssetsDetail *self, CuePhoneScenes *scenes, CueAssetWatch *watch)
{
  g_return_if_fail (CUE_IS_ASSETS_DETAIL (self));

  if (self->scenes == scenes && self->watch == watch)
    return;

  cue_assets_detail_close (self);

  if (self->watch != NULL)
    g_signal_handlers_disconnect_by_data (cue_asset_watch_get_findings (self->watch), self);

  g_set_object (&self->scenes, scenes);
  g_set_object (&self->watch, watch);

  if (watch != NULL)
    g_signal_connect_object (cue_asset_watch_get_findings (watch),
                             "items-changed",
                             G_CALLBACK (update_findings),
                             self,
                             G_CONNECT_SWAPPED);
}

/**
 * cue_assets_detail_set_mark:
 * @self: a detail view
 * @state: a state that may have assets
 * @mark: what it is to the audience now
 *
 * Says beside a state what it is: by a sign among the others, in words too when it is shown.
 */
void
cue_assets_detail_set_mark (CueAssetsDetail *self, CuePlayerState state, CueAssetsMark mark)
{
  g_autofree char *spoken = NULL;

  g_return_if_fail (CUE_IS_ASSETS_DETAIL (self));
  g_return_if_fail ((guint) state < CUE_N_PLAYER_STATES);

  if (self->marks[state] == mark)
    return;

  self->marks[state] = mark;

  if (self->state == state)
    cue_assets_badge_set_mark (self->mark, mark);

  if (self->buttons[state] == NULL)
    return;

  cue_assets_badge_set_mark (self->signs[state], mark);
  spoken = g_strdup (cue_player_state_to_words (state));

  if (mark != CUE_ASSETS_MARK_NONE) {
    g_autofree char *name = g_steal_pointer (&spoken);

    spoken = g_strdup_printf ("%s, %s", name, cue_assets_badge_get_words (self->signs[state]));
  }

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->buttons[state]),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken,
                                  -1);
}

/**
 * cue_assets_detail_is_settled:
 * @self: a detail view
 *
 * Returns: whether all is known of the state that is shown
 */
gboolean
cue_assets_detail_is_settled (CueAssetsDetail *self)
{
  g_return_val_if_fail (CUE_IS_ASSETS_DETAIL (self), FALSE);

  if (self->watch == NULL || self->state == CUE_PLAYER_STATE_UNKNOWN)
    return FALSE;

  for (guint slot = 0; slot < CUE_N_ASSET_SLOTS; slot++) {
    CueAssetItem *item = cue_asset_watch_get_item (self->watch, slot);

    if (cue_asset_item_get_state (item) == self->state && cue_asset_item_get_url (item) != NULL &&
        cue_asset_item_get_facts (item) == NULL)
      return FALSE;
  }

  return TRUE;
}

/**
 * cue_assets_detail_open:
 * @self: a detail view
 * @state: a state that may have assets
 *
 * Shows a state.
 */
void
cue_assets_detail_open (CueAssetsDetail *self, CuePlayerState state)
{
  g_return_if_fail (CUE_IS_ASSETS_DETAIL (self));
  g_return_if_fail (cue_asset_slot_state_has_assets (state));

  show_state (self, state);
}

/**
 * cue_assets_detail_compare:
 * @self: a detail view
 * @change: of an asset of the event
 *
 * Shows the state of an asset as it was before a change and after it.
 */
void
cue_assets_detail_compare (CueAssetsDetail *self, CueAssetChange *change)
{
  g_return_if_fail (CUE_IS_ASSETS_DETAIL (self));
  g_return_if_fail (CUE_IS_ASSET_CHANGE (change));
  g_return_if_fail (self->scenes != NULL && self->watch != NULL);

  show_state (self, cue_asset_slot_index_to_state (cue_asset_change_get_slot (change)));
  self->comparison = cue_assets_comparison_new (self->scenes, self->watch, change);
  g_signal_connect_object (self->comparison,
                           "changed",
                           G_CALLBACK (update_comparison),
                           self,
                           G_CONNECT_SWAPPED);
  update_comparison (self);
  gtk_widget_set_visible (self->compared, TRUE);
  cue_composition_set_wipe (cue_composition_view_get_composition (self->view), 0.5);
}

/**
 * cue_assets_detail_take_focus:
 * @self: a detail view that is on show
 *
 * Takes the keyboard to the wipe of a comparison, as soon as there is one, so that the arrow keys
 * move it.
 */
void
cue_assets_detail_take_focus (CueAssetsDetail *self)
{
  g_return_if_fail (CUE_IS_ASSETS_DETAIL (self));
  g_return_if_fail (self->state != CUE_PLAYER_STATE_UNKNOWN);

  gtk_widget_grab_focus (GTK_WIDGET (self->buttons[self->state]));
  self->wipe_is_next = self->comparison != NULL;
  focus_wipe (self);
}

/**
 * cue_assets_detail_close:
 * @self: a detail view
 *
 * Lets go of everything that is shown.
 */
void
cue_assets_detail_close (CueAssetsDetail *self)
{
  g_return_if_fail (CUE_IS_ASSETS_DETAIL (self));

  stop_comparing (self);
  cue_composition_view_set_scene (self->view, NULL);
  self->state = CUE_PLAYER_STATE_UNKNOWN;
  clear_list (self->findings);
  clear_list (self->assets);
}

/**
 * cue_assets_detail_get_state:
 * @self: a detail view
 *
 * Returns: the state that is shown; %CUE_PLAYER_STATE_UNKNOWN while it is closed
 */
CuePlayerState
cue_assets_detail_get_state (CueAssetsDetail *self)
{
  g_return_val_if_fail (CUE_IS_ASSETS_DETAIL (self), CUE_PLAYER_STATE_UNKNOWN);

  return self->state;
}

/**
 * cue_assets_detail_is_compared:
 * @self: a detail view
 *
 * Returns: whether the versions of a change are shown, and neither is still being loaded
 */
gboolean
cue_assets_detail_is_compared (CueAssetsDetail *self)
{
  g_return_val_if_fail (CUE_IS_ASSETS_DETAIL (self), FALSE);

  return self->comparison != NULL && !cue_assets_comparison_is_loading (self->comparison);
}

/**
 * cue_assets_detail_show_full_screen:
 * @self: the detail of a state
 *
 * Shows the composition over the whole screen.
 */
void
cue_assets_detail_show_full_screen (CueAssetsDetail *self)
{
  g_return_if_fail (CUE_IS_ASSETS_DETAIL (self));

  gtk_widget_activate_action (GTK_WIDGET (self->view), "composition.full-screen", NULL);
}
