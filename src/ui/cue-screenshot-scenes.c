// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-screenshot-scenes.h"

#include "cue-answer-window.h"
#include "cue-companion.h"
#include "cue-preferences-window.h"
#include "cue-preflight-window.h"
#include "cue-problems-window.h"
#include "cue-profile-window.h"
#include "cue-screenshot-acoustic.h"
#include "cue-screenshot-assets.h"
#include "cue-screenshot-doors.h"
#include "cue-screenshot-exchange.h"
#include "cue-screenshot-feeds.h"
#include "cue-screenshot-tokens.h"

#define FRAMES_OF_LIVE 30
#define POLLS_WANTED   4

/**
 * cue_screenshot_scenes_order:
 * @walk: the walk
 * @what: a command of the simulator
 * @argument: given with it
 * @more: (nullable): given with it
 *
 * Steers the demo, as a rehearsal does.
 */
void
cue_screenshot_scenes_order (CueWalk    *walk,
                             const char *what,
                             const char *argument,
                             const char *more)
{
  const char      *control = cue_window_get_demo_control (walk->window);
  g_autofree char *program = cue_companion_find ("cuelightctl");
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  if (program != NULL && control != NULL)
    process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE,
                                &error,
                                program,
                                "simulate",
                                "--control",
                                control,
                                what,
                                argument,
                                more,
                                NULL);

  if (process == NULL) {
    g_printerr ("The demo could not be steered: %s\n",
                error != NULL ? error->message : "it does not run");
    walk->n_failed++;
  }
}

/**
 * cue_screenshot_scenes_get_monitor:
 *
 * Returns: (transfer none) (nullable): the monitor of the demo, once it is there
 */
CueMonitor *
cue_screenshot_scenes_get_monitor (CueWalk *walk)
{
  CueEventSession *session = cue_window_get_session (walk->window);

  return session != NULL ? cue_event_session_get_monitor (session) : NULL;
}

static gboolean
is_in_state (CueWalk *walk, CuePlayerState state)
{
  CueEventSession *session = cue_window_get_session (walk->window);

  return session != NULL && cue_event_session_get_player_state (session) == state;
}

static gboolean
is_phone_ready (CueWalk *walk)
{
  CuePhoneScene *scene = cue_event_session_get_scene (cue_window_get_session (walk->window));

  return !cue_phone_scene_is_empty (scene) && !cue_phone_scene_is_loading (scene);
}

static gboolean
has_picture (CueWalk *walk)
{
  CuePlayer *player = cue_event_session_get_player (cue_window_get_session (walk->window));

  return cue_player_get_state (player) == CUE_PLAYBACK_STATE_PLAYING &&
         cue_player_stats_get_frames_shown (cue_player_get_stats (player)) >= FRAMES_OF_LIVE;
}

static gboolean
is_true (CueWalk *walk)
{
  return TRUE;
}

static void
prepare_custom (CueWalk *walk)
{
  cue_window_start_demo (walk->window, "calm");
}

static gboolean
is_custom_ready (CueWalk *walk)
{
  static gboolean ordered;
  CueMonitor     *monitor = cue_screenshot_scenes_get_monitor (walk);
  GListModel     *polls;

  if (monitor == NULL)
    return FALSE;

  if (!ordered) {
    ordered = TRUE;
    cue_screenshot_scenes_order (walk,
                                 "state",
                                 "{\"state\":\"custom\",\"countdown\":{\"in\":1523,\"visible\":"
                                 "true},"
                                 "\"useVideo\":{\"custom\":true}}",
                                 NULL);
  }

  polls = cue_engine_poller_get_polls (cue_monitor_get_poller (monitor));
  return is_in_state (walk, CUE_PLAYER_STATE_CUSTOM) && is_phone_ready (walk) &&
         cue_countdown_get_phase (cue_monitor_get_countdown (monitor)) == CUE_COUNTDOWN_RUNNING &&
         g_list_model_get_n_items (polls) >= POLLS_WANTED;
}

static void
prepare_live (CueWalk *walk)
{
  /* Whether or not the scenes before came about. */
  cue_screenshot_scenes_order (walk, "state", "{\"assets\":{\"all\":\"usual\"}}", NULL);
  cue_screenshot_scenes_order (walk,
                               "state",
                               "{\"state\":\"live\",\"countdown\":{\"visible\":false}}",
                               NULL);
  cue_window_show_page (walk->window, "on-air");
}

static gboolean
is_live_ready (CueWalk *walk)
{
  return is_in_state (walk, CUE_PLAYER_STATE_LIVE) && has_picture (walk);
}

static void
prepare_interruption (CueWalk *walk)
{
  cue_screenshot_scenes_order (walk,
                               "state",
                               "{\"state\":\"interruption\",\"countdown\":{\"in\":300,\"visible\":"
                               "true}}",
                               NULL);
  cue_screenshot_scenes_order (walk, "fault", "playlist-404", "on");
}

static gboolean
is_interruption_ready (CueWalk *walk)
{
  CueMonitor *monitor = cue_screenshot_scenes_get_monitor (walk);

  return is_in_state (walk, CUE_PLAYER_STATE_INTERRUPTION) && is_phone_ready (walk) &&
         g_list_model_get_n_items (G_LIST_MODEL (cue_monitor_get_problems (monitor))) > 0;
}

static void
prepare_stale (CueWalk *walk)
{
  cue_screenshot_scenes_order (walk, "fault", "C-3", "target=state");
}

static gboolean
is_stale_ready (CueWalk *walk)
{
  CueEventSession *session = cue_window_get_session (walk->window);

  return session != NULL && cue_event_session_is_stale (session);
}

static void
prepare_problems (CueWalk *walk)
{
  walk->dialog = GTK_WINDOW (
    cue_problems_window_new (GTK_WINDOW (walk->window), cue_window_get_session (walk->window)));
}

static void
prepare_answer (CueWalk *walk)
{
  cue_screenshot_scenes_order (walk, "fault", "C-18", "variant=unknown");
}

static gboolean
is_answer_ready (CueWalk *walk)
{
  CueEventSession *session = cue_window_get_session (walk->window);

  if (cue_answer_window_count_unknown (
        cue_monitor_get_state (cue_screenshot_scenes_get_monitor (walk))) == 0)
    return FALSE;

  cue_screenshot_scenes_order (walk, "fault", "C-18", "off");
  walk->dialog = GTK_WINDOW (cue_answer_window_new (GTK_WINDOW (walk->window), session));
  gtk_window_present (walk->dialog);
  return TRUE;
}

static void
prepare_preflight (CueWalk *walk)
{
  CueRoster *roster = cue_session_list_get_roster (cue_window_get_sessions (walk->window));

  walk->dialog = GTK_WINDOW (cue_preflight_window_new (GTK_WINDOW (walk->window),
                                                       cue_window_get_session (walk->window),
                                                       cue_roster_get_secrets (roster)));
  gtk_window_present (walk->dialog);
}

static gboolean
is_preflight_ready (CueWalk *walk)
{
  CuePreflightWindow *dialog = CUE_PREFLIGHT_WINDOW (walk->dialog);

  return !cue_preflight_get_running (cue_preflight_window_get_preflight (dialog));
}

static void
prepare_profile (CueWalk *walk)
{
  CueRoster *roster = cue_session_list_get_roster (cue_window_get_sessions (walk->window));

  cue_window_show_page (walk->window, "on-air");
  walk->dialog = GTK_WINDOW (cue_profile_window_new (GTK_WINDOW (walk->window), roster, NULL));
}

static void
prepare_test (CueWalk *walk)
{
  CueRoster  *roster = cue_session_list_get_roster (cue_window_get_sessions (walk->window));
  CueProfile *profile = cue_monitor_get_profile (cue_screenshot_scenes_get_monitor (walk));

  walk->dialog = GTK_WINDOW (cue_profile_window_new (GTK_WINDOW (walk->window), roster, profile));
}

static gboolean
is_test_ready (CueWalk *walk)
{
  return cue_profile_window_finish_test (CUE_PROFILE_WINDOW (walk->dialog));
}

static void
prepare_preferences (CueWalk *walk)
{
  walk->dialog =
    GTK_WINDOW (cue_preferences_window_new (GTK_WINDOW (walk->window), walk->settings));
}

static const CueScreenshotScene scenes[] = {
  { "welcome", NULL, is_true },
  { "on-air-custom", prepare_custom, is_custom_ready },
  { "assets",
    cue_screenshot_assets_prepare_overview,
    cue_screenshot_assets_is_ready,
    TRUE,
    cue_screenshot_assets_is_ready },
  { "assets-findings",
    cue_screenshot_assets_prepare_findings,
    cue_screenshot_assets_has_findings,
    TRUE,
    cue_screenshot_assets_is_ready },
  { "assets-detail",
    cue_screenshot_assets_prepare_detail,
    cue_screenshot_assets_is_detailed,
    TRUE },
  { "assets-comparison",
    cue_screenshot_assets_prepare_comparison,
    cue_screenshot_assets_is_compared,
    TRUE },
  { "assets-none", cue_screenshot_assets_prepare_none, cue_screenshot_assets_is_none, TRUE },
  { "on-air-live", prepare_live, is_live_ready, TRUE },
  { "preflight", prepare_preflight, is_preflight_ready, TRUE },
  { "answer", prepare_answer, is_answer_ready, TRUE },
  { "access", cue_screenshot_doors_prepare_full, cue_screenshot_doors_is_ready, TRUE },
  { "access-details", cue_screenshot_doors_prepare_details, cue_screenshot_doors_is_ready, TRUE },
  { "access-names-hidden",
    cue_screenshot_doors_prepare_hidden,
    cue_screenshot_doors_is_ready,
    TRUE },
  { "access-disconnected",
    cue_screenshot_doors_prepare_disconnected,
    cue_screenshot_doors_is_ready,
    TRUE },
  { "access-forbidden",
    cue_screenshot_doors_prepare_forbidden,
    cue_screenshot_doors_is_ready,
    TRUE },
  { "access-empty", cue_screenshot_doors_prepare_empty, cue_screenshot_doors_is_ready, TRUE },
  { "acoustic-empty",
    cue_screenshot_acoustic_prepare_empty,
    cue_screenshot_acoustic_is_empty,
    TRUE },
  { "acoustic-types",
    cue_screenshot_acoustic_prepare_types,
    cue_screenshot_acoustic_is_ready,
    TRUE },
  { "acoustic-details",
    cue_screenshot_acoustic_prepare_details,
    cue_screenshot_acoustic_is_ready,
    TRUE },
  { "acoustic-errors",
    cue_screenshot_acoustic_prepare_errors,
    cue_screenshot_acoustic_is_ready,
    TRUE },
  { "acoustic-difference",
    cue_screenshot_acoustic_prepare_difference,
    cue_screenshot_acoustic_is_ready,
    TRUE },
  { "acoustic-guard",
    cue_screenshot_acoustic_prepare_guard,
    cue_screenshot_acoustic_is_asked,
    TRUE },
  { "acoustic-attributes",
    cue_screenshot_acoustic_prepare_attributes,
    cue_screenshot_acoustic_is_ready,
    TRUE },
  { "acoustic-document",
    cue_screenshot_exchange_prepare_document,
    cue_screenshot_exchange_is_compared,
    TRUE },
  { "acoustic-publish",
    cue_screenshot_exchange_prepare_publish,
    cue_screenshot_exchange_is_quiet,
    TRUE },
  { "acoustic-publish-errors",
    cue_screenshot_exchange_prepare_publish_errors,
    cue_screenshot_exchange_is_quiet,
    TRUE },
  { "acoustic-publish-sent",
    cue_screenshot_exchange_prepare_publish_sent,
    cue_screenshot_exchange_is_quiet,
    TRUE },
  { "acoustic-publish-groups",
    cue_screenshot_exchange_prepare_groups,
    cue_screenshot_exchange_is_quiet,
    TRUE },
  { "acoustic-import",
    cue_screenshot_exchange_prepare_import,
    cue_screenshot_exchange_is_surveyed,
    TRUE },
  { "acoustic-import-sending",
    cue_screenshot_exchange_prepare_sending,
    cue_screenshot_exchange_is_sending,
    TRUE },
  { "acoustic-import-result",
    cue_screenshot_exchange_prepare_import_result,
    cue_screenshot_exchange_is_published,
    TRUE },
  { "acoustic-files",
    cue_screenshot_exchange_prepare_files,
    cue_screenshot_exchange_has_files,
    TRUE },
  { "acoustic-file-sheet",
    cue_screenshot_exchange_prepare_sheet,
    cue_screenshot_exchange_has_sheet,
    TRUE },
  { "acoustic-files-drained",
    cue_screenshot_exchange_prepare_drained,
    cue_screenshot_exchange_is_drained,
    TRUE },
  { "acoustic-notification",
    cue_screenshot_exchange_prepare_notification,
    cue_screenshot_exchange_is_quiet,
    TRUE },
  { "acoustic-notification-errors",
    cue_screenshot_exchange_prepare_notification_errors,
    cue_screenshot_exchange_is_quiet,
    TRUE },
  { "acoustic-key", cue_screenshot_exchange_prepare_key, cue_screenshot_exchange_has_key, TRUE },
  { "acoustic-key-shown",
    cue_screenshot_exchange_prepare_key_shown,
    cue_screenshot_exchange_has_key,
    TRUE },
  { "feeds-none", cue_screenshot_feeds_prepare_none, cue_screenshot_feeds_is_none, TRUE },
  { "feeds-events", cue_screenshot_feeds_prepare_events, cue_screenshot_feeds_is_ready, TRUE },
  { "feeds-details", cue_screenshot_feeds_prepare_details, cue_screenshot_feeds_is_ready, TRUE },
  { "feeds-tree", cue_screenshot_feeds_prepare_tree, cue_screenshot_feeds_is_ready, TRUE },
  { "feeds-histogram",
    cue_screenshot_feeds_prepare_histogram,
    cue_screenshot_feeds_is_ready,
    TRUE },
  { "feeds-groups", cue_screenshot_feeds_prepare_groups, cue_screenshot_feeds_is_ready, TRUE },
  { "feeds-new", cue_screenshot_feeds_prepare_drift, cue_screenshot_feeds_is_ready, TRUE },
  { "feeds-empty", cue_screenshot_feeds_prepare_empty, cue_screenshot_feeds_is_empty, TRUE },
  { "feeds-error", cue_screenshot_feeds_prepare_error, cue_screenshot_feeds_is_failed, TRUE },
  { "feeds-send", cue_screenshot_tokens_prepare_send, cue_screenshot_tokens_is_composed, TRUE },
  { "feeds-sent", cue_screenshot_tokens_prepare_sent, cue_screenshot_tokens_is_seen, TRUE },
  { "keys", cue_screenshot_tokens_prepare_keys, cue_screenshot_tokens_is_there, TRUE },
  { "tokens-verified",
    cue_screenshot_tokens_prepare_verified,
    cue_screenshot_tokens_is_verified,
    TRUE },
  { "tokens-failed", cue_screenshot_tokens_prepare_failed, cue_screenshot_tokens_is_failed, TRUE },
  { "tokens-expired",
    cue_screenshot_tokens_prepare_expired,
    cue_screenshot_tokens_is_failed,
    TRUE },
  { "profile", prepare_profile, is_true },
  { "profile-test", prepare_test, is_test_ready, TRUE },
  { "preferences", prepare_preferences, is_true },
  { "on-air-interruption", prepare_interruption, is_interruption_ready, TRUE },
  { "preflight-problems", prepare_preflight, is_preflight_ready, TRUE },
  { "on-air-stale", prepare_stale, is_stale_ready, TRUE },
  { "problems", prepare_problems, is_true, TRUE },
};

/**
 * cue_screenshot_scenes_get:
 * @n_scenes: (out): their number
 *
 * Returns: (transfer none) (array length=n_scenes): what is shown, in this order
 */
const CueScreenshotScene *
cue_screenshot_scenes_get (guint *n_scenes)
{
  *n_scenes = G_N_ELEMENTS (scenes);
  return scenes;
}
