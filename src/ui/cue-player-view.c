// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-player-view.h"

#include <glib/gi18n-lib.h>

#include "cue-level-meter.h"
#include "cue-player-facts.h"
#include "cue-quality-menu.h"
#include "cue-ratio-bin.h"

/**
 * CuePlayerView:
 *
 * The picture of an event's stream with its controls and figures. Where there is no picture it says
 * in words why, and offers to play or to try again.
 *
 * Frames are asked for only while it can be seen. Main thread only.
 */
struct _CuePlayerView {
  AdwBin parent_instance;

  CueEventSession    *session;         /* owned; may be NULL */
  CuePlayer          *shown;           /* owned; the player that sends us frames; may be NULL */
  GSignalGroup       *session_signals; /* owned */
  GSignalGroup       *monitor_signals; /* owned */
  GSignalGroup       *player_signals;  /* owned */
  GSignalGroup       *stats_signals;   /* owned */
  GSignalGroup       *variant_signals; /* owned */
  GBindingGroup      *player_bindings; /* owned */
  GSimpleActionGroup *actions;         /* owned */

  GtkPicture     *picture;
  GtkWidget      *status;
  GtkSpinner     *spinner;
  GtkImage       *icon;
  GtkLabel       *words;
  GtkButton      *action;
  GtkButton      *play;
  GtkButton      *mute;
  GtkAdjustment  *volume_adjustment;
  CueLevelMeter  *meter;
  GtkMenuButton  *quality;
  CuePlayerFacts *facts;
};

G_DEFINE_FINAL_TYPE (CuePlayerView, cue_player_view, ADW_TYPE_BIN)

static CuePlayer *
get_player (CuePlayerView *self)
{
  return self->session != NULL ? cue_event_session_get_player (self->session) : NULL;
}

static gboolean
has_manifest (CuePlayerView *self)
{
  CueEngineState *state = cue_monitor_get_state (cue_event_session_get_monitor (self->session));

  return state != NULL && cue_engine_state_get_manifest (state) != NULL;
}

static void
show_status (CuePlayerView *self,
             gboolean       busy,
             const char    *icon,
             const char    *words,
             const char    *action)
{
  gtk_widget_set_visible (self->status, words != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_spinner_set_spinning (self->spinner, busy && words != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), icon != NULL);
  gtk_image_set_from_icon_name (self->icon, icon);
  gtk_label_set_label (self->words, words != NULL ? words : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->words), words);
  gtk_widget_set_visible (GTK_WIDGET (self->action), action != NULL);

  if (action != NULL)
    gtk_button_set_label (self->action, action);
}

static void
update_levels (CuePlayerView *self)
{
  CuePlayerStats *stats = cue_player_get_stats (get_player (self));
  guint           right = cue_player_stats_get_channels (stats) > 1 ? 1 : 0;

  /* What was measured last says nothing about a picture that stands still. */
  if (cue_player_get_state (get_player (self)) != CUE_PLAYBACK_STATE_PLAYING) {
    cue_level_meter_set_levels (self->meter,
                                CUE_LEVEL_FLOOR_DB,
                                CUE_LEVEL_FLOOR_DB,
                                CUE_LEVEL_FLOOR_DB,
                                CUE_LEVEL_FLOOR_DB);
    return;
  }

  cue_level_meter_set_levels (self->meter,
                              cue_player_stats_get_level_rms (stats, 0),
                              cue_player_stats_get_level_peak (stats, 0),
                              cue_player_stats_get_level_rms (stats, right),
                              cue_player_stats_get_level_peak (stats, right));
}

static void
update_status (CuePlayerView *self)
{
  CuePlayer       *player = get_player (self);
  g_autofree char *words = NULL;

  if (player == NULL) {
    show_status (self, FALSE, NULL, NULL, NULL);
    return;
  }

  words = cue_player_describe (player);
  update_levels (self);

  switch (cue_player_get_state (player)) {
  case CUE_PLAYBACK_STATE_PLAYING:
    show_status (self, FALSE, NULL, NULL, NULL);
    break;
  case CUE_PLAYBACK_STATE_CONNECTING:
  case CUE_PLAYBACK_STATE_BUFFERING:
    show_status (self, TRUE, NULL, words, NULL);
    break;
  case CUE_PLAYBACK_STATE_WAITING_RETRY:
    show_status (self, FALSE, "cue-severity-error-symbolic", words, _ ("_Try Again Now"));
    break;
  case CUE_PLAYBACK_STATE_ENDED:
    show_status (self, FALSE, "media-playback-stop-symbolic", words, _ ("_Play Again"));
    break;
  case CUE_PLAYBACK_STATE_IDLE:
  default:
    if (cue_monitor_get_state (cue_event_session_get_monitor (self->session)) == NULL)
      show_status (self, FALSE, NULL, _ ("Waiting for the first answer"), NULL);
    else if (has_manifest (self))
      show_status (self, FALSE, NULL, _ ("The stream is not being played"), _ ("_Play"));
    else
      show_status (self, FALSE, NULL, _ ("The event names no stream in this state"), NULL);
  }
}

static void
update_quality (CuePlayerView *self)
{
  CueMonitor      *monitor;
  GAction         *choose = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "choose");
  guint64          bandwidth;
  g_autofree char *words = NULL;

  if (self->session == NULL)
    return;

  monitor = cue_event_session_get_monitor (self->session);
  bandwidth = cue_player_get_variant_bandwidth (get_player (self));
  words = cue_quality_menu_describe (cue_monitor_get_variants (monitor), bandwidth);
  gtk_menu_button_set_label (self->quality, words);
  gtk_widget_set_sensitive (GTK_WIDGET (self->quality),
                            g_list_model_get_n_items (cue_monitor_get_variants (monitor)) > 0);
  g_simple_action_set_state (G_SIMPLE_ACTION (choose), g_variant_new_uint64 (bandwidth));
}

static void
update_variants (CuePlayerView *self)
{
  g_autoptr (GMenuModel) menu = NULL;

  if (self->session == NULL)
    return;

  menu = cue_quality_menu_build (
    cue_monitor_get_variants (cue_event_session_get_monitor (self->session)));
  gtk_menu_button_set_menu_model (self->quality, menu);
  update_quality (self);
}

static void
update_button (GtkButton *button, const char *icon, const char *words)
{
  gtk_button_set_icon_name (button, icon);
  gtk_widget_set_tooltip_text (GTK_WIDGET (button), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words,
                                  -1);
}

static void
update_buttons (CuePlayerView *self)
{
  if (self->session == NULL)
    return;

  if (cue_event_session_get_playing (self->session))
    update_button (self->play, "media-playback-stop-symbolic", _ ("Stop"));
  else
    update_button (self->play, "media-playback-start-symbolic", _ ("Play"));

  if (cue_player_get_muted (get_player (self)))
    update_button (self->mute, "audio-volume-muted-symbolic", _ ("Unmute"));
  else
    update_button (self->mute, "audio-volume-high-symbolic", _ ("Mute"));
}

static void
on_choose_quality (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  CuePlayerView *self = CUE_PLAYER_VIEW (data);

  if (self->session != NULL)
    cue_player_set_variant_bandwidth (get_player (self), g_variant_get_uint64 (parameter));
}

static void
on_action_clicked (CuePlayerView *self)
{
  if (self->session != NULL)
    cue_event_session_retry (self->session);
}

static void
show_player (CuePlayerView *self, CuePlayer *player)
{
  if (self->shown == player)
    return;

  if (self->shown != NULL)
    cue_player_set_visible (self->shown, FALSE);

  g_set_object (&self->shown, player);

  if (player != NULL)
    cue_player_set_visible (player, TRUE);
}

static void
cue_player_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (cue_player_view_parent_class)->map (widget);
  show_player (CUE_PLAYER_VIEW (widget), get_player (CUE_PLAYER_VIEW (widget)));
}

static void
cue_player_view_unmap (GtkWidget *widget)
{
  show_player (CUE_PLAYER_VIEW (widget), NULL);
  GTK_WIDGET_CLASS (cue_player_view_parent_class)->unmap (widget);
}

static void
cue_player_view_dispose (GObject *object)
{
  CuePlayerView *self = CUE_PLAYER_VIEW (object);

  show_player (self, NULL);
  g_clear_object (&self->session_signals);
  g_clear_object (&self->monitor_signals);
  g_clear_object (&self->player_signals);
  g_clear_object (&self->stats_signals);
  g_clear_object (&self->variant_signals);
  g_clear_object (&self->player_bindings);
  g_clear_object (&self->actions);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (cue_player_view_parent_class)->dispose (object);
}

static void
cue_player_view_class_init (CuePlayerViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_player_view_dispose;
  widget_class->map = cue_player_view_map;
  widget_class->unmap = cue_player_view_unmap;

  g_type_ensure (CUE_TYPE_LEVEL_METER);
  g_type_ensure (CUE_TYPE_PLAYER_FACTS);
  g_type_ensure (CUE_TYPE_RATIO_BIN);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-player-view.ui");
  gtk_widget_class_bind_template_child (widget_class, CuePlayerView, picture);
  gtk_widget_class_bind_template_child (widget_class, CuePlayerView, status);
  gtk_widget_class_bind_template_child (widget_class, CuePlayerView, spinner);
  gtk_widget_class_bind_template_child (widget_class, CuePlayerView, icon);
  gtk_widget_class_bind_template_child (widget_class, CuePlayerView, words);
  gtk_widget_class_bind_template_child (widget_class, CuePlayerView, action);
  gtk_widget_class_bind_template_child (widget_class, CuePlayerView, play);
  gtk_widget_class_bind_template_child (widget_class, CuePlayerView, mute);
  gtk_widget_class_bind_template_child (widget_class, CuePlayerView, volume_adjustment);
  gtk_widget_class_bind_template_child (widget_class, CuePlayerView, meter);
  gtk_widget_class_bind_template_child (widget_class, CuePlayerView, quality);
  gtk_widget_class_bind_template_child (widget_class, CuePlayerView, facts);
}

static void
cue_player_view_init (CuePlayerView *self)
{
  static const char *const levels[] = {
    "notify::level-rms-left",
    "notify::level-rms-right",
    "notify::level-peak-left",
    "notify::level-peak-right",
  };
  GSimpleAction *choose =
    g_simple_action_new_stateful ("choose", G_VARIANT_TYPE_UINT64, g_variant_new_uint64 (0));

  gtk_widget_init_template (GTK_WIDGET (self));

  self->actions = g_simple_action_group_new ();
  g_signal_connect (choose, "activate", G_CALLBACK (on_choose_quality), self);
  g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (choose));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "quality", G_ACTION_GROUP (self->actions));
  g_object_unref (choose);

  self->session_signals = g_signal_group_new (CUE_TYPE_EVENT_SESSION);
  g_signal_group_connect_swapped (self->session_signals,
                                  "notify::playing",
                                  G_CALLBACK (update_buttons),
                                  self);
  self->monitor_signals = g_signal_group_new (CUE_TYPE_MONITOR);
  g_signal_group_connect_swapped (self->monitor_signals,
                                  "notify::state",
                                  G_CALLBACK (update_status),
                                  self);
  self->player_signals = g_signal_group_new (CUE_TYPE_PLAYER);
  g_signal_group_connect_swapped (self->player_signals,
                                  "notify::state",
                                  G_CALLBACK (update_status),
                                  self);
  g_signal_group_connect_swapped (self->player_signals,
                                  "notify::reason",
                                  G_CALLBACK (update_status),
                                  self);
  g_signal_group_connect_swapped (self->player_signals,
                                  "notify::variant-bandwidth",
                                  G_CALLBACK (update_quality),
                                  self);
  g_signal_group_connect_swapped (self->player_signals,
                                  "notify::muted",
                                  G_CALLBACK (update_buttons),
                                  self);
  self->stats_signals = g_signal_group_new (CUE_TYPE_PLAYER_STATS);
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    g_signal_group_connect_swapped (self->stats_signals,
                                    levels[i],
                                    G_CALLBACK (update_levels),
                                    self);
  self->variant_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->variant_signals,
                                  "items-changed",
                                  G_CALLBACK (update_variants),
                                  self);

  self->player_bindings = g_binding_group_new ();
  g_binding_group_bind (self->player_bindings,
                        "paintable",
                        self->picture,
                        "paintable",
                        G_BINDING_SYNC_CREATE);
  g_binding_group_bind (self->player_bindings,
                        "volume",
                        self->volume_adjustment,
                        "value",
                        G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_signal_connect_swapped (self->action, "clicked", G_CALLBACK (on_action_clicked), self);
}

/**
 * cue_player_view_set_session:
 * @self: a view
 * @session: (nullable): the event to show
 *
 * Chooses whose picture is shown.
 */
void
cue_player_view_set_session (CuePlayerView *self, CueEventSession *session)
{
  CueMonitor *monitor;
  CuePlayer  *player;

  g_return_if_fail (CUE_IS_PLAYER_VIEW (self));

  if (!g_set_object (&self->session, session))
    return;

  monitor = session != NULL ? cue_event_session_get_monitor (session) : NULL;
  player = get_player (self);
  g_signal_group_set_target (self->session_signals, session);
  g_signal_group_set_target (self->monitor_signals, monitor);
  g_signal_group_set_target (self->player_signals, player);
  g_signal_group_set_target (self->stats_signals,
                             player != NULL ? cue_player_get_stats (player) : NULL);
  g_signal_group_set_target (self->variant_signals,
                             monitor != NULL ? cue_monitor_get_variants (monitor) : NULL);
  g_binding_group_set_source (self->player_bindings, player);
  cue_player_facts_set_session (self->facts, session);

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    show_player (self, player);

  update_status (self);
  update_buttons (self);
  update_variants (self);
}

/**
 * cue_player_view_set_show_facts:
 * @self: a view
 * @show: whether the technical figures are shown
 *
 * Shows or hides the figures below the controls.
 */
void
cue_player_view_set_show_facts (CuePlayerView *self, gboolean show)
{
  g_return_if_fail (CUE_IS_PLAYER_VIEW (self));

  gtk_widget_set_visible (GTK_WIDGET (self->facts), show);
}
