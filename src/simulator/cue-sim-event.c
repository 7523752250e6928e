// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-sim-event.h"

#include "cue-error.h"
#include "cue-sim-asset.h"
#include "cue-sim-duke.h"
#include "cue-sim-exchange.h"
#include "cue-sim-hub.h"
#include "cue-sim-members.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define N_STATES_WITH_ASSETS 4

struct _CueSimEvent {
  const char *player_state; // one of player_states
  char       *manifest;     // one of manifest_names, or a URL
  guint       revision;     // goes into the query of the manifest's URL
  gboolean    has_countdown;
  gboolean    countdown_visible;
  gint64      countdown_end_us; // wall
  char      **custom_text;
  gboolean    custom_text_is_dark;
  gboolean    use_video[N_STATES_WITH_ASSETS];

  CueSimAssetOrder assets[CUE_SIM_N_ASSETS];
};

const char *const cue_sim_event_members[] = {
  "state", "manifest", "countdown", "customText", "customTextIsDark", "useVideo", "assets",
  "doors", "acoustic", "tenduke",   NULL
};

static const char *const player_states[] = { "custom", "prelive",      "live", "postlive",
                                             "replay", "interruption", NULL };

/* `live` and `replay` have no assets in the vendor's list. */
static const char *const states_with_assets[] = { "custom",
                                                  "prelive",
                                                  "postlive",
                                                  "interruption",
                                                  NULL };

/**
 * cue_sim_event_new:
 *
 * Returns: (transfer full): an event in the state `custom` without a countdown
 */
CueSimEvent *
cue_sim_event_new (void)
{
  static const char *const lines[] = { "The keynote", "starts soon", NULL };
  CueSimEvent             *self = g_new0 (CueSimEvent, 1);

  self->player_state = "custom";
  self->manifest = g_strdup ("ts");
  self->custom_text = g_strdupv ((char **) lines);
  self->use_video[0] = TRUE;
  cue_sim_asset_orders_init (self->assets);
  return self;
}

/**
 * cue_sim_event_copy:
 * @self: an event
 *
 * Returns: (transfer full): another one that says the same
 */
CueSimEvent *
cue_sim_event_copy (CueSimEvent *self)
{
  CueSimEvent *copy = g_memdup2 (self, sizeof *self);

  copy->manifest = g_strdup (self->manifest);
  copy->custom_text = g_strdupv (self->custom_text);
  return copy;
}

/**
 * cue_sim_event_free:
 * @self: (transfer full): an event
 */
void
cue_sim_event_free (CueSimEvent *self)
{
  g_free (self->manifest);
  g_strfreev (self->custom_text);
  g_free (self);
}

static gboolean
apply_manifest (CueSimEvent *self, JsonObject *change, const char *where, GError **error)
{
  static const char *const names[] = { "ts", "fmp4", "vod", "none", "null", NULL };
  const char              *manifest = NULL;

  if (!cue_sim_members_get_string (change, where, "manifest", &manifest, error))
    return FALSE;
  if (manifest == NULL)
    return TRUE;
  if (g_str_equal (manifest, "query")) {
    self->revision++;
    return TRUE;
  }
  if (!g_strv_contains (names, manifest) && !g_str_has_prefix (manifest, "http://") &&
      !g_str_has_prefix (manifest, "https://")) {
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_INVALID_INPUT,
                 _ ("%s.manifest: expected ts, fmp4, vod, query, none, null or an http URL."),
                 where);
    return FALSE;
  }
  g_free (self->manifest);
  self->manifest = g_strdup (manifest);
  return TRUE;
}

static gboolean
apply_countdown (CueSimEvent *self,
                 JsonObject  *change,
                 const char  *where,
                 gint64       now_us,
                 double       speed,
                 GError     **error)
{
  static const char *const known[] = { "in", "end", "visible", NULL };
  g_autofree char         *inside = g_strconcat (where, ".countdown", NULL);
  JsonNode                *node = json_object_get_member (change, "countdown");
  JsonObject              *countdown = NULL;
  double                   in_s = NAN;
  double                   end_s = NAN;

  if (node != NULL && JSON_NODE_HOLDS_NULL (node)) {
    self->has_countdown = FALSE;
    return TRUE;
  }
  if (!cue_sim_members_get_object (change, where, "countdown", &countdown, error))
    return FALSE;
  if (countdown == NULL)
    return TRUE;
  if (!cue_sim_members_check (countdown, inside, known, error) ||
      !cue_sim_members_get_number (countdown, inside, "in", -1e8, 1e8, &in_s, error) ||
      !cue_sim_members_get_number (countdown, inside, "end", 0, 1e11, &end_s, error) ||
      !cue_sim_members_get_bool (countdown, inside, "visible", &self->countdown_visible, error))
    return FALSE;
  if (!isnan (in_s) && !isnan (end_s)) {
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_INVALID_INPUT,
                 _ ("%s: give “in” or “end”, not both."),
                 inside);
    return FALSE;
  }
  if (!isnan (in_s))
    self->countdown_end_us = now_us + (gint64) (in_s / speed * G_USEC_PER_SEC);
  else if (!isnan (end_s))
    self->countdown_end_us = (gint64) (end_s * G_USEC_PER_SEC);
  else if (!self->has_countdown) {
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_INVALID_INPUT,
                 _ ("%s: there is no countdown yet, so “in” or “end” is needed."),
                 inside);
    return FALSE;
  }
  self->has_countdown = TRUE;
  return TRUE;
}

static gboolean
apply_use_video (CueSimEvent *self, JsonObject *change, const char *where, GError **error)
{
  g_autofree char *inside = g_strconcat (where, ".useVideo", NULL);
  JsonObject      *use_video = NULL;

  if (!cue_sim_members_get_object (change, where, "useVideo", &use_video, error))
    return FALSE;
  if (use_video == NULL)
    return TRUE;
  if (!cue_sim_members_check (use_video, inside, states_with_assets, error))
    return FALSE;
  for (guint i = 0; i < N_STATES_WITH_ASSETS; i++) {
    if (!cue_sim_members_get_bool (use_video,
                                   inside,
                                   states_with_assets[i],
                                   &self->use_video[i],
                                   error))
      return FALSE;
  }
  return TRUE;
}

/* Doors, Exchange and 10Duke are not the event's; what is said about them is read here, so that all
 * of a step is right or none of it is done. */
static gboolean
check_others (JsonObject *change, const char *where, GError **error)
{
  g_autofree char *doors_place = g_strconcat (where, ".doors", NULL);
  g_autofree char *acoustic_place = g_strconcat (where, ".acoustic", NULL);
  g_autofree char *tenduke_place = g_strconcat (where, ".tenduke", NULL);
  JsonObject      *doors = NULL;
  JsonObject      *acoustic = NULL;
  JsonObject      *tenduke = NULL;

  return cue_sim_members_get_object (change, where, "doors", &doors, error) &&
         cue_sim_members_get_object (change, where, "acoustic", &acoustic, error) &&
         cue_sim_members_get_object (change, where, "tenduke", &tenduke, error) &&
         (doors == NULL || cue_sim_hub_order_check (doors, doors_place, error)) &&
         (acoustic == NULL || cue_sim_exchange_order_check (acoustic, acoustic_place, error)) &&
         (tenduke == NULL || cue_sim_duke_order_check (tenduke, tenduke_place, error));
}

/**
 * cue_sim_event_apply:
 * @change: members that are absent stay as they are; members of others are not looked at
 * @where: what a sentence about an error calls @change
 * @now_us: wall clock, for `countdown.in`
 * @speed: how many times faster than written a scenario runs; shortens `countdown.in`
 *
 * Changes the event, all or nothing.
 */
gboolean
cue_sim_event_apply (CueSimEvent *self,
                     JsonObject  *change,
                     const char  *where,
                     gint64       now_us,
                     double       speed,
                     GError     **error)
{
  g_autoptr (CueSimEvent) next = cue_sim_event_copy (self);
  CueSimEvent swap;

  if (!cue_sim_members_get_choice (change,
                                   where,
                                   "state",
                                   player_states,
                                   &next->player_state,
                                   error) ||
      !apply_manifest (next, change, where, error) ||
      !apply_countdown (next, change, where, now_us, speed, error) ||
      !cue_sim_members_get_strv (change, where, "customText", &next->custom_text, error) ||
      !cue_sim_members_get_bool (change,
                                 where,
                                 "customTextIsDark",
                                 &next->custom_text_is_dark,
                                 error) ||
      !apply_use_video (next, change, where, error) ||
      !cue_sim_asset_orders_apply (next->assets, change, where, now_us, error) ||
      !check_others (change, where, error))
    return FALSE;

  swap = *self;
  *self = *next;
  *next = swap;
  return TRUE;
}

/**
 * cue_sim_event_get_player_state:
 * @self: an event
 *
 * Returns: (transfer none): the word of `playerState`
 */
const char *
cue_sim_event_get_player_state (CueSimEvent *self)
{
  return self->player_state;
}

/**
 * cue_sim_event_get_manifest_url:
 *
 * Returns: (transfer full) (nullable): the value of `playerManifest`; %NULL stands for `null`
 */
char *
cue_sim_event_get_manifest_url (CueSimEvent *self, const char *media_url)
{
  g_autofree char *url = NULL;

  if (g_str_equal (self->manifest, "null"))
    return NULL;
  if (g_str_equal (self->manifest, "none"))
    return g_strdup ("");
  if (g_str_equal (self->manifest, "vod"))
    url = g_strconcat (media_url, "/hls/vod/master.m3u8", NULL);
  else if (strstr (self->manifest, "://") != NULL)
    url = g_strdup (self->manifest);
  else
    url = g_strdup_printf ("%s/hls/live/%s/master.m3u8", media_url, self->manifest);
  if (self->revision == 0)
    return g_steal_pointer (&url);
  return g_strdup_printf ("%s%srev=%u", url, strchr (url, '?') != NULL ? "&" : "?", self->revision);
}

/**
 * cue_sim_event_get_assets:
 * @self: an event
 *
 * Returns: (transfer none) (array fixed-size=13): what is ordered for each asset, at any moment
 */
const CueSimAssetOrder *
cue_sim_event_get_assets (CueSimEvent *self)
{
  return self->assets;
}

static void
add_assets (CueSimEvent *self, CueSimDoc *assets, const char *media_url)
{
  cue_sim_doc_set_strv (assets, "customText", (const char *const *) self->custom_text);
  cue_sim_doc_set_bool (assets, "customTextIsDark", self->custom_text_is_dark);
  for (guint i = 0; i < CUE_SIM_N_ASSETS; i++) {
    const CueSimAssetSlot *slot = &cue_sim_asset_slots[i];
    g_autofree char       *url = cue_sim_asset_get_url (slot, &self->assets[i], media_url);

    if (slot->kind == CUE_SIM_ASSET_VIDEO) {
      g_autofree char *use_video = g_strconcat (states_with_assets[slot->card], "UseVideo", NULL);

      cue_sim_doc_set_bool (assets, use_video, self->use_video[slot->card]);
    }
    if (url != NULL)
      cue_sim_doc_set_string (assets, slot->member, url);
    else
      cue_sim_doc_set_raw (assets, slot->member, "null");
  }
}

/**
 * cue_sim_event_to_doc:
 * @media_url: where stream and assets are served, without a slash at the end
 * @now_us: wall clock, for `serverTime`
 *
 * Returns: (transfer full): the answer of getState, every documented member in the vendor's order
 */
CueSimDoc *
cue_sim_event_to_doc (CueSimEvent          *self,
                      const char           *media_url,
                      gint64                now_us,
                      const CueSimSwitches *switches)
{
  CueSimDoc       *doc = cue_sim_doc_new ();
  g_autofree char *manifest = cue_sim_event_get_manifest_url (self, media_url);
  gint64           unit_us = cue_sim_switches_is (switches, CUE_SIM_SWITCH_TIME_UNIT, "ms") ? 1000
                                                                                            : G_USEC_PER_SEC;

  cue_sim_doc_set_string (doc, "playerState", self->player_state);
  if (manifest != NULL)
    cue_sim_doc_set_string (doc, "playerManifest", manifest);
  else
    cue_sim_doc_set_raw (doc, "playerManifest", "null");
  if (self->has_countdown) {
    CueSimDoc *countdown = cue_sim_doc_add_child (doc, "countdown");

    cue_sim_doc_set_bool (countdown, "visible", self->countdown_visible);
    cue_sim_doc_set_int (countdown, "end", (self->countdown_end_us + unit_us / 2) / unit_us);
    cue_sim_doc_set_int (countdown, "serverTime", now_us / unit_us);
  } else {
    cue_sim_doc_set_raw (doc, "countdown", "null");
  }
  if (cue_sim_switches_is (switches, CUE_SIM_SWITCH_ASSETS, "nested"))
    add_assets (self, cue_sim_doc_add_child (doc, "assets"), media_url);
  else
    add_assets (self, doc, media_url);
  return doc;
}
