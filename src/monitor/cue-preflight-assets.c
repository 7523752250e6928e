// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>

#include "cue-asset-judge.h"
#include "cue-asset-loader.h"
#include "cue-asset-next.h"
#include "cue-asset-slot.h"
#include "cue-error.h"
#include "cue-media-probe.h"
#include "cue-preflight-private.h"
#include "cue-time.h"

// Every image and video of every state: fetched anew, decoded by the helper, and judged together
// once all of them are known.

typedef struct {
  CuePreflight *preflight; // not owned
  CueAssetFile *file;      // owned, held until it is known
  gboolean      is_held;
  gboolean      is_known; // fetched, or not to be had
  gboolean      is_probed;
} Asset;

static void
let_go (Asset *asset)
{
  if (!asset->is_held)
    return;
  asset->is_held = FALSE;
  g_signal_handlers_disconnect_by_data (asset->file, asset);
  cue_asset_file_release (asset->file);
}

static void
free_asset (gpointer data)
{
  Asset *asset = data;

  let_go (asset);
  g_object_unref (asset->file);
  g_free (asset);
}

// What a slot's picture is, in a line.
static char *
describe (CueAssetFacts *facts)
{
  CuePictureFacts *picture = cue_asset_facts_get_picture (facts);
  g_autofree char *size = g_format_size ((guint64) MAX (cue_asset_facts_get_bytes (facts), 0));

  if (picture == NULL)
    return g_strdup (size);
  if (picture->duration_us > 0)
    // Translators: a video: width and height in pixels, format, seconds, size of the file
    return g_strdup_printf (_ ("%u × %u, %s, %.1f s, %s"),
                            picture->width,
                            picture->height,
                            picture->format != NULL ? picture->format : "",
                            (double) picture->duration_us / G_USEC_PER_SEC,
                            size);
  // Translators: an image: width and height in pixels, format, size of the file
  return g_strdup_printf (_ ("%u × %u, %s, %s"),
                          picture->width,
                          picture->height,
                          picture->format != NULL ? picture->format : "",
                          size);
}

static void
add_facts (CuePreflight *self, CuePreflightFinding *finding, CueAssetFacts *facts)
{
  CuePictureFacts *picture = cue_asset_facts_get_picture (facts);
  g_autofree char *words = describe (facts);

  cue_preflight_add_fact (self, finding, _ ("Address"), cue_asset_facts_get_url (facts));
  if (cue_asset_facts_get_bytes (facts) >= 0)
    cue_preflight_add_fact (self, finding, _ ("File"), words);
  if (cue_asset_facts_get_load_us (facts) >= 0) {
    g_autofree char *took =
      g_strdup_printf (_ ("%d ms"), (int) (cue_asset_facts_get_load_us (facts) / 1000));

    cue_preflight_add_fact (self, finding, _ ("Loaded in"), took);
  }
  if (picture != NULL)
    cue_preflight_finding_set_picture (finding, picture->thumbnail);
}

// What was not looked into is not fine, though nothing is said against it.
static CuePreflightSeverity
get_severity (CueAssetFinding *found)
{
  if (g_str_equal (cue_asset_finding_get_code (found), CUE_ASSET_FINDING_UNCHECKED))
    return CUE_PREFLIGHT_UNKNOWN;
  switch (cue_asset_finding_get_severity (found)) {
  case CUE_SEVERITY_INFO:
    return CUE_PREFLIGHT_OK;
  case CUE_SEVERITY_WARNING:
    return CUE_PREFLIGHT_WARNING;
  case CUE_SEVERITY_ERROR:
    break;
  }
  return CUE_PREFLIGHT_CRITICAL;
}

// What the figure of a finding is.
static const char *
name_figure (CueAssetFinding *found)
{
  const char *code = cue_asset_finding_get_code (found);

  if (g_str_equal (code, CUE_ASSET_FINDING_EXPIRING) ||
      g_str_equal (code, CUE_ASSET_FINDING_EXPIRED))
    return _ ("Expires");
  if (g_str_equal (code, CUE_ASSET_FINDING_CONTENT_CHANGED))
    return _ ("Changed");
  return _ ("Measured");
}

static void
take_finding (CuePreflight *self, CueAssetFinding *found, CueAssetFacts *facts)
{
  g_autofree char     *title = cue_asset_slot_index_to_words (cue_asset_finding_get_slot (found));
  g_autofree char     *words = NULL;
  CuePreflightSeverity severity = get_severity (found);
  CuePreflightFinding *finding;

  words =
    g_strjoin (" ",
               cue_asset_finding_get_words (found),
               cue_asset_finding_get_cause (found),
               // Elsewhere such a thing is only a warning; here it is said why it is more.
               severity == CUE_PREFLIGHT_CRITICAL &&
                   cue_asset_finding_get_state (found) !=
                     cue_engine_state_get_player_state (cue_profile_test_get_state (self->test))
                 ? _ ("This state is not on air now, so there is time to mend it before "
                      "anybody sees it.")
                 : NULL,
               NULL);
  finding = cue_preflight_make (self,
                                CUE_PREFLIGHT_ASSETS,
                                cue_asset_finding_get_code (found),
                                severity,
                                title,
                                words,
                                cue_asset_finding_get_next_step (found));
  cue_preflight_add_fact (self,
                          finding,
                          _ ("Field"),
                          cue_asset_slot_index_to_field (cue_asset_finding_get_slot (found)));
  if (cue_asset_finding_get_measured (found) != NULL)
    cue_preflight_add_fact (self,
                            finding,
                            name_figure (found),
                            cue_asset_finding_get_measured (found));
  if (cue_asset_finding_get_limit (found) != NULL)
    cue_preflight_add_fact (self, finding, _ ("Limit"), cue_asset_finding_get_limit (found));
  if (facts != NULL)
    add_facts (self, finding, facts);
  cue_preflight_take (self, finding);
}

// A picture that nothing is to be said about.
static void
take_fine (CuePreflight *self, guint slot, CueAssetFacts *facts)
{
  g_autofree char     *title = cue_asset_slot_index_to_words (slot);
  g_autofree char     *words = describe (facts);
  CuePreflightFinding *finding = cue_preflight_make (self,
                                                     CUE_PREFLIGHT_ASSETS,
                                                     "asset-fine",
                                                     CUE_PREFLIGHT_OK,
                                                     title,
                                                     words,
                                                     NULL);

  cue_preflight_add_fact (self, finding, _ ("Field"), cue_asset_slot_index_to_field (slot));
  add_facts (self, finding, facts);
  cue_preflight_take (self, finding);
}

static gboolean
is_video_slot (CueAssetSlot *slot)
{
  return cue_asset_slot_get_kind (slot) == CUE_ASSET_BG_VIDEO;
}

// Several states often share one background. What is named as an image and as a video is two files:
// their limits differ.
static Asset *
find_asset (CuePreflight *self, CueAssetSlot *slot)
{
  const char *url = cue_asset_slot_get_url (slot);

  for (guint i = 0; url != NULL && i < self->assets->len; i++) {
    Asset *asset = g_ptr_array_index (self->assets, i);

    if (cue_asset_file_get_video (asset->file) == is_video_slot (slot) &&
        g_str_equal (cue_asset_file_get_url (asset->file), url))
      return asset;
  }
  return NULL;
}

static void
judge (CuePreflight *self)
{
  CueEngineState  *state = cue_profile_test_get_state (self->test);
  CueAssetEvidence evidence = { 0 };
  gboolean         is_bad[CUE_N_ASSET_SLOTS] = { FALSE };
  guint            n_files = 0;
  gint64           ahead_us;
  g_autoptr (GPtrArray) slots = cue_asset_slots_new (state);
  g_autoptr (GPtrArray) found = NULL;

  for (guint i = 0; i < slots->len; i++) {
    CueAssetSlot *slot = g_ptr_array_index (slots, i);
    Asset        *asset = find_asset (self, slot);

    if (asset != NULL && asset->is_probed)
      evidence.facts[i] = cue_asset_file_get_facts (asset->file);
    n_files += cue_asset_slot_get_url (slot) != NULL;
  }
  ahead_us = cue_http_response_get_date_difference_us (cue_profile_test_get_response (self->test));
  if (ahead_us != CUE_TIME_INVALID)
    evidence.ahead_us = ahead_us;
  found = cue_asset_judge (state, &evidence, NULL, cue_clock_get_wall (self->clock));
  for (guint i = 0; i < found->len; i++) {
    CueAssetFinding *finding = g_ptr_array_index (found, i);
    guint            slot = cue_asset_finding_get_slot (finding);

    if (slot < CUE_N_ASSET_SLOTS && get_severity (finding) != CUE_PREFLIGHT_OK)
      is_bad[slot] = TRUE;
    take_finding (self, finding, slot < CUE_N_ASSET_SLOTS ? evidence.facts[slot] : NULL);
  }
  for (guint i = 0; i < CUE_N_ASSET_SLOTS; i++) {
    // Without the helper nobody has seen it.
    if (evidence.facts[i] != NULL && !is_bad[i] &&
        cue_asset_facts_get_picture (evidence.facts[i]) != NULL)
      take_fine (self, i, evidence.facts[i]);
  }
  if (n_files == 0 && found->len == 0)
    cue_preflight_note (self,
                        CUE_PREFLIGHT_ASSETS,
                        "assets.all",
                        CUE_PREFLIGHT_NOT_APPLICABLE,
                        cue_preflight_area_get_name (CUE_PREFLIGHT_ASSETS),
                        _ ("The state names no images and no videos."),
                        NULL);
}

static void
conclude (CuePreflight *self)
{
  for (guint i = 0; i < self->assets->len; i++) {
    if (!((Asset *) g_ptr_array_index (self->assets, i))->is_probed)
      return;
  }
  judge (self);
  g_ptr_array_set_size (self->assets, 0);
  cue_preflight_end_part (self);
}

/**
 * cue_preflight_stop_assets:
 *
 * The check ends early: what is known by now is judged, and what was still awaited is counted.
 */
void
cue_preflight_stop_assets (CuePreflight *self)
{
  CuePreflightFinding *finding;
  g_autofree char     *words = NULL;
  guint                n = 0;

  if (self->assets == NULL || self->assets->len == 0)
    return;
  for (guint i = 0; i < self->assets->len; i++) {
    Asset *asset = g_ptr_array_index (self->assets, i);

    let_go (asset);
    n += !asset->is_probed;
  }
  judge (self);
  if (n == 0)
    return;
  words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                        "%u file was still awaited when the check ended.",
                                        "%u files were still awaited when the check ended.",
                                        n),
                           n);
  finding = cue_preflight_make (self,
                                CUE_PREFLIGHT_ASSETS,
                                "assets.awaited",
                                CUE_PREFLIGHT_UNKNOWN,
                                cue_preflight_area_get_name (CUE_PREFLIGHT_ASSETS),
                                words,
                                _ ("Open their addresses in a browser, then check again."));
  for (guint i = 0; i < self->assets->len; i++) {
    Asset *asset = g_ptr_array_index (self->assets, i);

    if (!asset->is_probed)
      cue_preflight_add_fact (self, finding, _ ("Address"), cue_asset_file_get_url (asset->file));
  }
  cue_preflight_take (self, finding);
}

static void
end_asset (Asset *asset)
{
  CuePreflight *self = asset->preflight;

  asset->is_probed = TRUE;
  cue_preflight_count_done (self);
  conclude (self);
}

// One that hangs takes a minute to say so; the others are not tried after it.
static void
give_up_probing (CuePreflight *self, const GError *error)
{
  cue_preflight_note_helper (self, error);
  g_cancellable_cancel (self->probing);
  for (guint i = 0; i < self->assets->len; i++) {
    Asset *asset = g_ptr_array_index (self->assets, i);

    if (!asset->is_known || asset->is_probed)
      continue;
    asset->is_probed = TRUE;
    cue_preflight_count_done (self);
  }
  conclude (self);
}

static void
on_probed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CuePictureFacts) picture = cue_media_probe_finish (result, &error);
  Asset         *asset;
  CueAssetFacts *facts;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  asset = user_data;
  facts = cue_asset_file_get_facts (asset->file);
  // Without the helper nobody knows what is in the file, which is not the fault of the file.
  if (g_error_matches (error, CUE_ERROR, CUE_ERROR_STORAGE)) {
    give_up_probing (asset->preflight, error);
    return;
  }
  cue_asset_file_set_picture (asset->file,
                              cue_asset_facts_get_sha256 (facts),
                              picture,
                              picture == NULL ? error : NULL);
  end_asset (asset);
}

static void
on_file_changed (CueAssetFile *file, GParamSpec *pspec, Asset *asset)
{
  CuePreflight  *self = asset->preflight;
  CueAssetFacts *facts = cue_asset_file_get_facts (file);
  GBytes        *content = cue_asset_file_get_content (file);
  CueAssetType   found;

  if (asset->is_known || !self->running || facts == NULL || cue_asset_file_get_loading (file))
    return;
  asset->is_known = TRUE;
  found = cue_asset_facts_get_found (facts);
  // The first answer is judged. A file that is held is asked for again, and what came of that while
  // others are still awaited would be called fine without that anybody looked into it.
  let_go (asset);
  if (content == NULL || self->lacks_helper) {
    end_asset (asset);
    return;
  }
  cue_media_probe_async (content,
                         found == CUE_ASSET_TYPE_VIDEO ||
                           (found != CUE_ASSET_TYPE_IMAGE && cue_asset_file_get_video (file)),
                         self->probing,
                         on_probed,
                         asset);
}

static CueAssetUrgency
get_urgency (CueEngineState *state, CueAssetSlot *slot)
{
  if (cue_asset_slot_get_state (slot) == cue_engine_state_get_player_state (state))
    return CUE_ASSET_URGENCY_ON_AIR;
  return cue_asset_slot_get_state (slot) == cue_asset_guess_next (state) ? CUE_ASSET_URGENCY_NEXT
                                                                         : CUE_ASSET_URGENCY_LATER;
}

static void
add_file (CuePreflight *self, CueAssetSlot *slot, CueAssetUrgency urgency)
{
  Asset *asset;

  if (cue_asset_slot_get_url (slot) == NULL || find_asset (self, slot) != NULL)
    return;
  asset = g_new0 (Asset, 1);
  asset->preflight = self;
  asset->file =
    cue_asset_loader_ref_file (self->loader, cue_asset_slot_get_url (slot), is_video_slot (slot));
  cue_asset_file_set_urgency (asset->file, urgency);
  g_ptr_array_add (self->assets, asset);
}

/**
 * cue_preflight_try_assets:
 *
 * Fetches what the state names, beside the stream: what is on air first, for a slow server may let
 * the time of the check run out.
 *
 * Returns: how many files there are
 */
guint
cue_preflight_try_assets (CuePreflight *self)
{
  CueEngineState *state = cue_profile_test_get_state (self->test);
  g_autoptr (GPtrArray) slots = cue_asset_slots_new (state);
  guint n;

  // Nothing is taken from the disk: what counts is what phones get now.
  self->loader = cue_asset_loader_new (cue_profile_test_get_client (self->test), self->clock, NULL);
  self->assets = g_ptr_array_new_with_free_func (free_asset);
  for (int urgency = CUE_ASSET_URGENCY_ON_AIR; urgency >= CUE_ASSET_URGENCY_LATER; urgency--) {
    for (guint i = 0; i < slots->len; i++) {
      if ((int) get_urgency (state, g_ptr_array_index (slots, i)) == urgency)
        add_file (self, g_ptr_array_index (slots, i), urgency);
    }
  }
  n = self->assets->len;
  self->n_all += n;
  for (guint i = 0; i < n; i++) {
    Asset *asset = g_ptr_array_index (self->assets, i);

    asset->is_held = TRUE;
    cue_asset_file_hold (asset->file);
    g_signal_connect (asset->file, "notify", G_CALLBACK (on_file_changed), asset);
  }
  // Each may be known already, and with the last one all of it is over.
  for (guint i = 0; self->assets != NULL && i < self->assets->len; i++) {
    Asset *asset = g_ptr_array_index (self->assets, i);

    on_file_changed (asset->file, NULL, asset);
  }
  if (n == 0)
    conclude (self);
  return n;
}
