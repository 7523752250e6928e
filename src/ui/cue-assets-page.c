// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-assets-page.h"

#include <glib/gi18n-lib.h>

#include "cue-assets-change-row.h"
#include "cue-assets-detail.h"
#include "cue-assets-finding-row.h"
#include "cue-assets-layout.h"
#include "cue-assets-panel.h"
#include "cue-assets-tile.h"
#include "cue-assets-words.h"
#include "cue-state-style.h"

/**
 * CueAssetsPage:
 *
 * What the phone shows in every state, side by side, what was found about it, and what changed. One
 * state at a time can be opened. Nothing is held for the page while nobody looks at it. Main thread
 * only.
 */
struct _CueAssetsPage {
  AdwBin parent_instance;

  CueEventSession *session;    /* owned; may be NULL */
  CueAssetWatch   *watch;      /* owned; of its monitor; may be NULL */
  gboolean         looking;    /* the page is seen, and the watch is held */
  guint            verdict_id; /* idle that judges the states; 0 when none is due */

  GtkStack        *stack;
  GtkImage        *now_icon;
  GtkLabel        *now_words;
  GtkBox          *tiles;
  CueAssetsPanel  *findings;
  CueAssetsPanel  *changes;
  CueAssetsDetail *detail;
  CueAssetsTile   *phones[CUE_ASSETS_N_STATES];
};

G_DEFINE_FINAL_TYPE (CueAssetsPage, cue_assets_page, ADW_TYPE_BIN)

static CueEngineState *
get_state (CueAssetsPage *self)
{
  return self->session != NULL
           ? cue_monitor_get_state (cue_event_session_get_monitor (self->session))
           : NULL;
}

static gboolean
names_assets (CueEngineState *state)
{
  if (cue_engine_state_get_logo (state) != NULL)
    return TRUE;

  for (guint i = 0; i < CUE_ASSETS_N_STATES; i++) {
    for (CueAssetKind kind = 0; kind < CUE_N_ASSET_KINDS; kind++) {
      if (cue_engine_state_get_asset (state, cue_assets_words_get_state (i), kind) != NULL)
        return TRUE;
    }
  }

  return FALSE;
}

static void
update_now (CueAssetsPage *self, CuePlayerState state)
{
  const char      *name = cue_player_state_to_words (state);
  g_autofree char *words = NULL;

  switch (state) {
  case CUE_PLAYER_STATE_LIVE:
  case CUE_PLAYER_STATE_REPLAY:
    /* Translators: %s is “Live” or “Replay” */
    words = g_strdup_printf (_ ("On air now: %s. The audience sees the stream."), name);
    break;
  case CUE_PLAYER_STATE_UNKNOWN:
    words = g_strdup (_ ("On air now: a state that is not known"));
    break;
  case CUE_PLAYER_STATE_CUSTOM:
  case CUE_PLAYER_STATE_PRELIVE:
  case CUE_PLAYER_STATE_POSTLIVE:
  case CUE_PLAYER_STATE_INTERRUPTION:
  default:
    /* Translators: %s is the name of a state, such as “Prelive” */
    words = g_strdup_printf (_ ("On air now: %s"), name);
  }

  gtk_label_set_label (self->now_words, words);
  gtk_image_set_from_icon_name (self->now_icon, cue_state_style_get_icon (state));
  cue_state_style_apply (GTK_WIDGET (self->now_icon), state);
}

static CueAssetsMark
get_mark (CuePlayerState state, CuePlayerState on_air, CuePlayerState next)
{
  if (state == on_air)
    return CUE_ASSETS_MARK_ON_AIR;

  return state == next ? CUE_ASSETS_MARK_NEXT : CUE_ASSETS_MARK_NONE;
}

static gboolean
is_detail_open (CueAssetsPage *self)
{
  return cue_assets_detail_get_state (self->detail) != CUE_PLAYER_STATE_UNKNOWN;
}

static void
update (CueAssetsPage *self)
{
  CueEngineState *state = get_state (self);
  CuePlayerState  on_air = CUE_PLAYER_STATE_UNKNOWN;
  CuePlayerState  next = CUE_PLAYER_STATE_UNKNOWN;
  const char     *page = "overview";

  if (state != NULL)
    on_air = cue_engine_state_get_player_state (state);

  if (self->watch != NULL)
    next = cue_asset_watch_get_next (self->watch);

  update_now (self, on_air);

  for (guint i = 0; i < CUE_ASSETS_N_STATES; i++) {
    CuePlayerState shown = cue_assets_tile_get_state (self->phones[i]);
    CueAssetsMark  mark = get_mark (shown, on_air, next);

    cue_assets_tile_set_mark (self->phones[i], mark);
    cue_assets_detail_set_mark (self->detail, shown, mark);
  }

  if (state == NULL)
    page = "waiting";
  else if (!names_assets (state))
    page = "none";
  else if (is_detail_open (self))
    page = "detail";

  gtk_stack_set_visible_child_name (self->stack, page);
}

static gboolean
on_verdict_due (gpointer data)
{
  CueAssetsPage *self = data;
  gboolean       busy = FALSE;

  self->verdict_id = 0;

  for (guint i = 0; i < CUE_ASSETS_N_STATES; i++) {
    CueHealth        health = CUE_HEALTH_IDLE;
    g_autofree char *words = NULL;

    if (self->watch != NULL)
      words =
        cue_assets_words_judge (self->watch, cue_assets_tile_get_state (self->phones[i]), &health);

    cue_assets_tile_set_verdict (self->phones[i],
                                 health,
                                 words != NULL ? words : _ ("Not checked yet"));
  }

  busy = self->watch != NULL && !cue_asset_watch_is_settled (self->watch);
  cue_assets_panel_set_empty (self->findings,
                              busy ? "view-refresh-symbolic" : "cue-severity-ok-symbolic",
                              busy ? _ ("Checking the assets…") : _ ("Nothing wrong"));
  return G_SOURCE_REMOVE;
}

/* Thirteen assets change at once when an answer comes. */
static void
judge_soon (CueAssetsPage *self)
{
  if (self->verdict_id == 0)
    self->verdict_id = g_idle_add (on_verdict_due, self);
}

/* A row of a list has no name of its own. */
static void
name_row (GtkWidget *row, const char *spoken)
{
  GtkWidget *parent = gtk_widget_get_parent (row);

  if (parent != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    spoken,
                                    -1);
}

static void
bind_finding (GtkWidget *row, gpointer item, gpointer data)
{
  CueAssetFinding *finding = item;
  g_autofree char *where = NULL;
  g_autofree char *words = NULL;
  g_autofree char *advice = NULL;
  g_autofree char *spoken = NULL;

  if (finding == NULL)
    return;

  where = cue_asset_slot_index_to_words (cue_asset_finding_get_slot (finding));
  words = cue_assets_words_tell (finding);
  advice = cue_assets_words_advise (finding, FALSE);
  cue_assets_finding_row_show (CUE_ASSETS_FINDING_ROW (row),
                               cue_asset_finding_get_severity (finding),
                               where,
                               words,
                               advice);
  spoken = cue_assets_finding_row_to_text (CUE_ASSETS_FINDING_ROW (row));
  name_row (row, spoken);
}

static void
bind_change (GtkWidget *row, gpointer item, gpointer data)
{
  CueAssetsPage   *self = data;
  g_autofree char *spoken = NULL;

  cue_assets_change_row_set_change (CUE_ASSETS_CHANGE_ROW (row),
                                    self->watch != NULL ? cue_asset_watch_get_history (self->watch)
                                                        : NULL,
                                    item);

  if (item == NULL)
    return;

  spoken = cue_assets_change_row_to_text (CUE_ASSETS_CHANGE_ROW (row));
  name_row (row, spoken);
}

static gboolean
has_focus (GtkWidget *widget)
{
  GtkRoot   *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, widget);
}

static void
show_overview (CueAssetsPage *self)
{
  CuePlayerState left = cue_assets_detail_get_state (self->detail);

  cue_assets_detail_close (self->detail);
  update (self);

  /* The keyboard goes on where it came from: in a row, to which the stack goes back by itself, or
   * at the state that was left. */
  if (has_focus (GTK_WIDGET (self->findings)) || has_focus (GTK_WIDGET (self->changes)))
    return;

  for (guint i = 0; i < CUE_ASSETS_N_STATES; i++) {
    if (cue_assets_tile_get_state (self->phones[i]) == left)
      gtk_widget_grab_focus (GTK_WIDGET (self->phones[i]));
  }
}

static void
on_finding_activated (CueAssetsPage *self, CueAssetFinding *finding)
{
  cue_assets_page_open (self, cue_asset_finding_get_state (finding));
}

static void
open_state (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cue_assets_page_open (CUE_ASSETS_PAGE (widget),
                        cue_player_state_from_id (g_variant_get_string (parameter, NULL)));
}

static void
go_back (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueAssetsPage *self = CUE_ASSETS_PAGE (widget);

  if (is_detail_open (self))
    show_overview (self);
}

static void
check (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueAssetsPage *self = CUE_ASSETS_PAGE (widget);

  if (self->watch != NULL)
    cue_asset_watch_check (self->watch);
}

static gboolean
is_news (gpointer item, gpointer data)
{
  return !cue_asset_change_is_first (item);
}

/* That an asset was there when the event was opened first is no change. */
static GtkFilterListModel *
list_changes (CueAssetsPage *self)
{
  GListModel *history = G_LIST_MODEL (cue_asset_watch_get_history (self->watch));

  return gtk_filter_list_model_new (g_object_ref (history),
                                    GTK_FILTER (gtk_custom_filter_new (is_news, NULL, NULL)));
}

/* Whoever looks wants to know of all assets; nobody else does. */
static void
set_looking (CueAssetsPage *self, gboolean looking)
{
  if (self->watch == NULL || self->looking == looking)
    return;

  self->looking = looking;

  if (looking) {
    g_autoptr (GtkFilterListModel) changes = list_changes (self);

    cue_asset_watch_hold (self->watch);
    cue_assets_panel_set_model (self->findings, cue_asset_watch_get_findings (self->watch));
    cue_assets_panel_set_model (self->changes, G_LIST_MODEL (changes));
  } else {
    cue_asset_watch_release (self->watch);
    cue_assets_panel_set_model (self->findings, NULL);
    cue_assets_panel_set_model (self->changes, NULL);
    cue_assets_detail_close (self->detail);
  }

  update (self);
  judge_soon (self);
}

static void
forget_event (CueAssetsPage *self)
{
  set_looking (self, FALSE);

  for (guint i = 0; i < CUE_ASSETS_N_STATES; i++) {
    if (self->phones[i] != NULL)
      cue_assets_tile_set_scene (self->phones[i], NULL);
  }

  if (self->watch != NULL) {
    g_signal_handlers_disconnect_by_data (self->watch, self);
    g_signal_handlers_disconnect_by_data (cue_asset_watch_get_findings (self->watch), self);

    for (guint slot = 0; slot < CUE_N_ASSET_SLOTS; slot++)
      g_signal_handlers_disconnect_by_data (cue_asset_watch_get_item (self->watch, slot), self);
  }

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (cue_event_session_get_monitor (self->session), self);

  g_clear_object (&self->watch);
  g_clear_object (&self->session);
}

static void
follow_watch (CueAssetsPage *self)
{
  g_signal_connect_object (self->watch, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (cue_asset_watch_get_findings (self->watch),
                           "items-changed",
                           G_CALLBACK (judge_soon),
                           self,
                           G_CONNECT_SWAPPED);

  for (guint slot = 0; slot < CUE_N_ASSET_SLOTS; slot++)
    g_signal_connect_object (cue_asset_watch_get_item (self->watch, slot),
                             "notify",
                             G_CALLBACK (judge_soon),
                             self,
                             G_CONNECT_SWAPPED);
}

static void
cue_assets_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (cue_assets_page_parent_class)->map (widget);

  set_looking (CUE_ASSETS_PAGE (widget), TRUE);
}

static void
cue_assets_page_unmap (GtkWidget *widget)
{
  set_looking (CUE_ASSETS_PAGE (widget), FALSE);

  GTK_WIDGET_CLASS (cue_assets_page_parent_class)->unmap (widget);
}

static void
cue_assets_page_dispose (GObject *object)
{
  CueAssetsPage *self = CUE_ASSETS_PAGE (object);

  forget_event (self);
  g_clear_handle_id (&self->verdict_id, g_source_remove);

  G_OBJECT_CLASS (cue_assets_page_parent_class)->dispose (object);
}

static void
cue_assets_page_class_init (CueAssetsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_assets_page_dispose;
  widget_class->map = cue_assets_page_map;
  widget_class->unmap = cue_assets_page_unmap;

  g_type_ensure (CUE_TYPE_ASSETS_DETAIL);
  g_type_ensure (CUE_TYPE_ASSETS_LAYOUT);
  g_type_ensure (CUE_TYPE_ASSETS_PANEL);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-assets-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CueAssetsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CueAssetsPage, now_icon);
  gtk_widget_class_bind_template_child (widget_class, CueAssetsPage, now_words);
  gtk_widget_class_bind_template_child (widget_class, CueAssetsPage, tiles);
  gtk_widget_class_bind_template_child (widget_class, CueAssetsPage, findings);
  gtk_widget_class_bind_template_child (widget_class, CueAssetsPage, changes);
  gtk_widget_class_bind_template_child (widget_class, CueAssetsPage, detail);
  gtk_widget_class_install_action (widget_class, "assets.open", "s", open_state);
  gtk_widget_class_install_action (widget_class, "assets.back", NULL, go_back);
  gtk_widget_class_install_action (widget_class, "assets.check", NULL, check);
}

static void
cue_assets_page_init (CueAssetsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = 0; i < CUE_ASSETS_N_STATES; i++) {
    self->phones[i] = CUE_ASSETS_TILE (cue_assets_tile_new (cue_assets_words_get_state (i)));
    gtk_box_append (self->tiles, GTK_WIDGET (self->phones[i]));
  }

  cue_assets_panel_set_row (self->findings, CUE_TYPE_ASSETS_FINDING_ROW, bind_finding, self);
  cue_assets_panel_set_row (self->changes, CUE_TYPE_ASSETS_CHANGE_ROW, bind_change, self);
  cue_assets_panel_set_empty (self->findings, "cue-severity-idle-symbolic", _ ("Not checked yet"));
  cue_assets_panel_set_empty (self->changes,
                              "document-open-recent-symbolic",
                              _ ("No asset has changed since the first look"));
  g_signal_connect_swapped (self->findings, "activated", G_CALLBACK (on_finding_activated), self);
  g_signal_connect_swapped (self->changes, "activated", G_CALLBACK (cue_assets_page_compare), self);
  update (self);
}

/**
 * cue_assets_page_set_session:
 * @self: the page
 * @session: (nullable): the open event
 *
 * Chooses what the page shows.
 */
void
cue_assets_page_set_session (CueAssetsPage *self, CueEventSession *session)
{
  CuePhoneScenes *scenes = NULL;

  g_return_if_fail (CUE_IS_ASSETS_PAGE (self));

  if (self->session == session)
    return;

  forget_event (self);
  g_set_object (&self->session, session);

  if (session != NULL) {
    CueMonitor *monitor = cue_event_session_get_monitor (session);

    scenes = cue_event_session_get_scenes (session);
    self->watch = g_object_ref (cue_monitor_get_assets (monitor));
    g_signal_connect_object (monitor,
                             "notify::state",
                             G_CALLBACK (update),
                             self,
                             G_CONNECT_SWAPPED);
    follow_watch (self);
  }

  for (guint i = 0; i < CUE_ASSETS_N_STATES; i++)
    cue_assets_tile_set_scene (self->phones[i],
                               scenes != NULL
                                 ? cue_phone_scenes_get (scenes, cue_assets_words_get_state (i))
                                 : NULL);

  cue_assets_detail_set_event (self->detail, scenes, self->watch);
  set_looking (self, gtk_widget_get_mapped (GTK_WIDGET (self)));
  update (self);
  judge_soon (self);
}

/**
 * cue_assets_page_open:
 * @self: the page
 * @state: a state that may have assets; any other leads back to all of them
 *
 * Shows one state large, with all that is known of its assets.
 */
void
cue_assets_page_open (CueAssetsPage *self, CuePlayerState state)
{
  g_return_if_fail (CUE_IS_ASSETS_PAGE (self));

  if (!cue_asset_slot_state_has_assets (state)) {
    show_overview (self);
    return;
  }

  cue_assets_detail_open (self->detail, state);
  update (self);
}

/**
 * cue_assets_page_compare:
 * @self: the page
 * @change: of an asset of the event
 *
 * Shows a state before and after a change.
 */
void
cue_assets_page_compare (CueAssetsPage *self, CueAssetChange *change)
{
  g_return_if_fail (CUE_IS_ASSETS_PAGE (self));
  g_return_if_fail (CUE_IS_ASSET_CHANGE (change));

  if (self->watch == NULL)
    return;

  cue_assets_detail_compare (self->detail, change);
  update (self);
  cue_assets_detail_take_focus (self->detail);
}

/**
 * cue_assets_page_is_compared:
 * @self: the page
 *
 * Returns: whether both versions of a changed asset are shown
 */
gboolean
cue_assets_page_is_compared (CueAssetsPage *self)
{
  g_return_val_if_fail (CUE_IS_ASSETS_PAGE (self), FALSE);

  return cue_assets_detail_is_compared (self->detail);
}

/**
 * cue_assets_page_is_settled:
 * @self: the page
 *
 * Returns: whether one state is open, and all is known of it
 */
gboolean
cue_assets_page_is_settled (CueAssetsPage *self)
{
  g_return_val_if_fail (CUE_IS_ASSETS_PAGE (self), FALSE);

  return cue_assets_detail_is_settled (self->detail);
}

/**
 * cue_assets_page_show_full_screen:
 * @self: the page
 *
 * Shows the state that is open over the whole screen.
 *
 * Returns: whether one is open, on a page that is seen
 */
gboolean
cue_assets_page_show_full_screen (CueAssetsPage *self)
{
  g_return_val_if_fail (CUE_IS_ASSETS_PAGE (self), FALSE);

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) || !is_detail_open (self))
    return FALSE;

  cue_assets_detail_show_full_screen (self->detail);
  return TRUE;
}
