// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-asset-judge-private.h"

#include <glib/gi18n-lib.h>

#include "cue-asset-text.h"

/*
 * The rules of the assets, as a plain function. Here is what follows from the answer of the event
 * alone; the other files have what follows from how a file was answered, from what it is, and from
 * the picture in it.
 *
 * How bad a finding is: an error when viewers do not see what they should; a warning when they see
 * it badly, late or perhaps; a remark when it is worth knowing. What a state shows only in place of
 * something else is never an error.
 */

/* Returns: (transfer full): a time as the clock of this computer shows it, like all in the window
 */
char *
cue_asset_judging_format_time (gint64 wall_us)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (wall_us / G_USEC_PER_SEC);

  /* Years past 9999 have no calendar. */
  return time != NULL ? g_date_time_format (time, "%Y-%m-%d %H:%M:%S") : g_strdup ("?");
}

/* Takes over @measured and @limit. */
void
cue_asset_judging_add (CueAssetJudging *self,
                       const char      *code,
                       CueSeverity      severity,
                       const char      *words,
                       const char      *cause,
                       const char      *next_step,
                       char            *measured,
                       char            *limit)
{
  gboolean named = cue_asset_slot_get_given (self->slot) != NULL;

  if (named && !cue_asset_slot_get_shown (self->slot) && !cue_asset_slot_get_refused (self->slot))
    severity = MIN (severity, CUE_SEVERITY_WARNING);
  g_ptr_array_add (self->findings,
                   cue_asset_finding_new (code,
                                          severity,
                                          self->index,
                                          self->on_air,
                                          words,
                                          cause,
                                          next_step,
                                          measured,
                                          limit));
  g_free (measured);
  g_free (limit);
}

CueAssetSlot *
cue_asset_judging_get_slot (CueAssetJudging *self, CuePlayerState state, CueAssetKind kind)
{
  guint index = cue_asset_slot_find (state, kind);

  return index < CUE_N_ASSET_SLOTS ? g_ptr_array_index (self->slots, index) : NULL;
}

/* The facts of a layer that a phone shows; NULL where there is none, or nothing is known. */
CueAssetFacts *
cue_asset_judging_get_shown (CueAssetJudging *self, CuePlayerState state, CueAssetKind kind)
{
  CueAssetSlot *slot = cue_asset_judging_get_slot (self, state, kind);

  if (slot == NULL || !cue_asset_slot_get_shown (slot))
    return NULL;
  return self->evidence->facts[cue_asset_slot_get_index (slot)];
}

static gboolean
has_any_asset (CueAssetJudging *self)
{
  for (guint i = 0; i < self->slots->len; i++) {
    CueAssetSlot *slot = g_ptr_array_index (self->slots, i);

    if (cue_asset_slot_get_kind (slot) != CUE_ASSET_LOGO && cue_asset_slot_get_given (slot) != NULL)
      return TRUE;
  }
  return FALSE;
}

/* A state shows its background; without one, viewers see an empty page. An event that has no
 * assets at all for any state is spared until a state without one is on air. */
static void
judge_missing (CueAssetJudging *self)
{
  CuePlayerState   state = cue_asset_slot_get_state (self->slot);
  CueAssetSlot    *video = cue_asset_judging_get_slot (self, state, CUE_ASSET_BG_VIDEO);
  g_autofree char *words = NULL;

  if (cue_asset_slot_get_kind (self->slot) != CUE_ASSET_BG_IMAGE ||
      cue_asset_slot_get_given (self->slot) != NULL || cue_asset_slot_get_given (video) != NULL ||
      cue_asset_slot_get_flagged (video) || (!self->on_air && !has_any_asset (self)))
    return;
  words = g_strdup_printf (_ ("The state “%s” has no background: neither an image nor a video."),
                           cue_player_state_to_words (state));
  cue_asset_judging_add (self,
                         CUE_ASSET_FINDING_MISSING,
                         self->on_air ? CUE_SEVERITY_ERROR : CUE_SEVERITY_WARNING,
                         words,
                         self->on_air ? _ ("Viewers see an empty page now.")
                                      : _ ("Viewers would see an empty page in this state."),
                         _ ("Give the state a background image of 1080 × 1920 pixels."),
                         NULL,
                         NULL);
}

static void
judge_video_missing (CueAssetJudging *self)
{
  CueAssetSlot *image;

  if (cue_asset_slot_get_kind (self->slot) != CUE_ASSET_BG_VIDEO ||
      !cue_asset_slot_get_flagged (self->slot) || cue_asset_slot_get_given (self->slot) != NULL)
    return;
  image =
    cue_asset_judging_get_slot (self, cue_asset_slot_get_state (self->slot), CUE_ASSET_BG_IMAGE);
  cue_asset_judging_add (self,
                         CUE_ASSET_FINDING_VIDEO_MISSING,
                         cue_asset_slot_get_url (image) != NULL ? CUE_SEVERITY_WARNING
                                                                : CUE_SEVERITY_ERROR,
                         _ ("The state is said to use a video, but there is no address of one."),
                         cue_asset_slot_get_url (image) != NULL
                           ? _ ("Viewers see the background image, which is perhaps not meant.")
                           : _ ("Viewers see an empty page in this state."),
                         _ ("Give the address of the video, or switch the use of a video off."),
                         NULL,
                         NULL);
}

static void
judge_still (CueAssetJudging *self)
{
  CueAssetSlot *image;

  if (cue_asset_slot_get_kind (self->slot) != CUE_ASSET_BG_VIDEO ||
      cue_asset_slot_get_url (self->slot) == NULL)
    return;
  image =
    cue_asset_judging_get_slot (self, cue_asset_slot_get_state (self->slot), CUE_ASSET_BG_IMAGE);
  if (cue_asset_slot_get_given (image) != NULL)
    return;
  cue_asset_judging_add (self,
                         CUE_ASSET_FINDING_NO_STILL,
                         CUE_SEVERITY_WARNING,
                         _ ("The background video has no still image behind it."),
                         _ ("Until the video runs, and on phones that save data or power and do "
                            "not play it, viewers see an empty page."),
                         _ ("Give a background image too: the first picture of the video."),
                         NULL,
                         NULL);
}

/* Whether the state shows the other one of image and video, as far as its flag says. */
static gboolean
is_spare (CueAssetJudging *self)
{
  CuePlayerState state = cue_asset_slot_get_state (self->slot);
  CueAssetKind   kind = cue_asset_slot_get_kind (self->slot);
  CueAssetSlot  *other;

  if (kind != CUE_ASSET_BG_IMAGE && kind != CUE_ASSET_BG_VIDEO)
    return FALSE;
  other = cue_asset_judging_get_slot (self,
                                      state,
                                      kind == CUE_ASSET_BG_VIDEO ? CUE_ASSET_BG_IMAGE
                                                                 : CUE_ASSET_BG_VIDEO);
  return cue_asset_slot_get_url (other) != NULL &&
         cue_asset_slot_get_flagged (self->slot) == (kind == CUE_ASSET_BG_IMAGE);
}

/* The limit is ours, so nobody knows what a phone gets. */
void
cue_asset_judging_add_too_long (CueAssetJudging *self, const char *words)
{
  cue_asset_judging_add (self,
                         CUE_ASSET_FINDING_UNCHECKED,
                         CUE_SEVERITY_WARNING,
                         words,
                         _ ("Cuelight does not ask for an address of that length, and many servers "
                            "and caches refuse one. What phones get is not known."),
                         _ ("Use a shorter address."),
                         NULL,
                         NULL);
}

static void
judge_refused (CueAssetJudging *self)
{
  if (!cue_asset_slot_get_refused (self->slot))
    return;
  if (cue_asset_slot_get_too_long (self->slot)) {
    cue_asset_judging_add_too_long (self, _ ("The address is too long to be used."));
    return;
  }
  cue_asset_judging_add (self,
                         CUE_ASSET_FINDING_REFUSED,
                         is_spare (self) ? CUE_SEVERITY_WARNING : CUE_SEVERITY_ERROR,
                         _ ("What stands here is not a web address, so it is never fetched."),
                         _ ("Only whole addresses that begin with https:// are used; data:, file: "
                            "and javascript: are not."),
                         _ ("Put the file on a web server, and its https address here."),
                         g_strdup (cue_asset_slot_get_given (self->slot)),
                         NULL);
}

/* The layer that the text lies on: the lowest one on show, or where one belongs. */
static guint
find_ground (CueAssetJudging *self)
{
  static const CueAssetKind kinds[] = { CUE_ASSET_BG_VIDEO,
                                        CUE_ASSET_BG_IMAGE,
                                        CUE_ASSET_FG_IMAGE };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    CueAssetSlot *slot = cue_asset_judging_get_slot (self, CUE_PLAYER_STATE_CUSTOM, kinds[i]);

    if (cue_asset_slot_get_shown (slot))
      return cue_asset_slot_get_index (slot);
  }
  return cue_asset_slot_find (CUE_PLAYER_STATE_CUSTOM, CUE_ASSET_BG_IMAGE);
}

static void
judge_text (CueAssetJudging *self)
{
  guint n;

  if (find_ground (self) != self->index)
    return;
  n = cue_asset_text_count_lines (cue_engine_state_get_custom_text (self->state));
  if (n <= cue_asset_text_get_room ())
    return;
  cue_asset_judging_add (
    self,
    CUE_ASSET_FINDING_TEXT_CUT,
    CUE_SEVERITY_WARNING,
    _ ("The lines of customText are more than the screen of a phone has room for."),
    _ ("Its end is cut, or covers the countdown."),
    _ ("Use fewer lines, or shorter ones."),
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "about %u line", "about %u lines", n), n),
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                  "%u line",
                                  "%u lines",
                                  cue_asset_text_get_room ()),
                     cue_asset_text_get_room ()));
}

static void
judge_address (CueAssetJudging *self)
{
  if (!cue_asset_slot_get_sloppy (self->slot))
    return;
  cue_asset_judging_add (self,
                         CUE_ASSET_FINDING_ADDRESS,
                         CUE_SEVERITY_INFO,
                         _ (
                           "The address has blanks or other characters in it that belong encoded."),
                         _ ("Browsers correct that and fetch the file; other programs may not."),
                         _ ("Leave out blanks at the ends, and write one inside as %20."),
                         g_strdup (cue_asset_slot_get_given (self->slot)),
                         NULL);
}

static void
judge_index (GPtrArray              *findings,
             CueEngineState         *state,
             GPtrArray              *slots,
             const CueAssetEvidence *evidence,
             guint                   index,
             const CueAssetLimits   *limits,
             gint64                  now_us)
{
  static const CueAssetLimits   usual_limits = CUE_ASSET_LIMITS_INIT;
  static const CueAssetEvidence no_evidence = { 0 };
  CueAssetJudging               judging = {
                  .findings = findings,
                  .state = state,
                  .slots = slots,
                  .evidence = evidence != NULL ? evidence : &no_evidence,
                  .limits = limits != NULL ? limits : &usual_limits,
                  .now_us = now_us,
                  .index = index,
                  .slot = g_ptr_array_index (slots, index),
  };

  judging.on_air = cue_engine_state_get_player_state (state) ==
                   cue_asset_slot_get_state (judging.slot);
  judge_missing (&judging);
  judge_video_missing (&judging);
  judge_refused (&judging);
  judge_address (&judging);
  judge_text (&judging);
  if (cue_asset_slot_get_url (judging.slot) == NULL)
    return;
  judging.facts = judging.evidence->facts[index];
  judge_still (&judging);
  if (cue_asset_judging_answer (&judging)) {
    cue_asset_judging_content (&judging);
    cue_asset_judging_picture (&judging);
    cue_asset_judging_contrast (&judging);
  }
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return cue_asset_finding_compare (*(CueAssetFinding *const *) a, *(CueAssetFinding *const *) b);
}

/**
 * cue_asset_judge_slot:
 * @state: what the event answered
 * @evidence: (nullable): what is known about the files; of what is not known nothing is said
 * @index: of the slot to judge
 * @limits: (nullable): where findings begin; %NULL for the usual ones
 * @now_wall_us: the time now (µs since 1970 UTC)
 *
 * Judges one slot. A pure function; main thread.
 *
 * Returns: (transfer full) (element-type CueAssetFinding): what is wrong with it, worst first
 */
GPtrArray *
cue_asset_judge_slot (CueEngineState         *state,
                      const CueAssetEvidence *evidence,
                      guint                   index,
                      const CueAssetLimits   *limits,
                      gint64                  now_wall_us)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) slots = NULL;

  g_return_val_if_fail (CUE_IS_ENGINE_STATE (state), findings);
  g_return_val_if_fail (index < CUE_N_ASSET_SLOTS, findings);

  slots = cue_asset_slots_new (state);
  judge_index (findings, state, slots, evidence, index, limits, now_wall_us);
  g_ptr_array_sort (findings, compare);
  return findings;
}

/**
 * cue_asset_judge:
 * @state: what the event answered
 * @evidence: (nullable): what is known about the files; of what is not known nothing is said
 * @limits: (nullable): where findings begin; %NULL for the usual ones
 * @now_wall_us: the time now (µs since 1970 UTC)
 *
 * Judges all slots. A pure function; main thread.
 *
 * Returns: (transfer full) (element-type CueAssetFinding): what is wrong with them, worst first
 */
GPtrArray *
cue_asset_judge (CueEngineState         *state,
                 const CueAssetEvidence *evidence,
                 const CueAssetLimits   *limits,
                 gint64                  now_wall_us)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) slots = NULL;

  g_return_val_if_fail (CUE_IS_ENGINE_STATE (state), findings);

  slots = cue_asset_slots_new (state);
  for (guint i = 0; i < CUE_N_ASSET_SLOTS; i++)
    judge_index (findings, state, slots, evidence, i, limits, now_wall_us);
  g_ptr_array_sort (findings, compare);
  return findings;
}
