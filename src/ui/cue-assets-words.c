// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-assets-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What the page of assets says about a state as a whole. */

static const CuePlayerState states[CUE_ASSETS_N_STATES] = {
  CUE_PLAYER_STATE_CUSTOM,
  CUE_PLAYER_STATE_PRELIVE,
  CUE_PLAYER_STATE_INTERRUPTION,
  CUE_PLAYER_STATE_POSTLIVE,
};

/**
 * cue_assets_words_get_state:
 * @index: 0 to 3
 *
 * Returns: the states that have assets, in the usual order of a show; live and replay show the
 *   stream
 */
CuePlayerState
cue_assets_words_get_state (guint index)
{
  g_return_val_if_fail (index < CUE_ASSETS_N_STATES, CUE_PLAYER_STATE_UNKNOWN);

  return states[index];
}

/* What was measured, for people; %NULL where the words say all. */
static char *
describe_figure (CueAssetFinding *finding)
{
  const char *code = cue_asset_finding_get_code (finding);
  const char *measured = cue_asset_finding_get_measured (finding);
  const char *limit = cue_asset_finding_get_limit (finding);

  if (measured == NULL || g_str_equal (code, CUE_ASSET_FINDING_STATUS))
    return NULL;

  if (g_str_equal (code, CUE_ASSET_FINDING_CONTENT_TYPE) && limit != NULL)
    /* Translators: what a server calls a file, and what it is, such as “image/gif, not image/png”
     */
    return g_strdup_printf (_ ("%s, not %s"), measured, limit);

  return g_strdup (measured);
}

/**
 * cue_assets_words_tell:
 * @finding: what was found
 *
 * Returns: (transfer full): what was found, with its figure, such as “The picture is wider than
 *   9:16: 1600 × 1920 (+48.1 %)”
 */
char *
cue_assets_words_tell (CueAssetFinding *finding)
{
  g_autofree char *figure = NULL;
  g_autofree char *words = NULL;
  gsize            length;

  g_return_val_if_fail (CUE_IS_ASSET_FINDING (finding), NULL);

  figure = describe_figure (finding);
  words = g_strdup (cue_asset_finding_get_words (finding));

  if (figure == NULL)
    return g_steal_pointer (&words);

  length = strlen (words);

  if (length > 0 && words[length - 1] == '.')
    words[length - 1] = '\0';

  /* Translators: what was found about a file, and what was measured */
  return g_strdup_printf (_ ("%s: %s"), words, figure);
}

/**
 * cue_assets_words_advise:
 * @finding: what was found
 * @full: whether the cause and the limit are told too
 *
 * Returns: (transfer full): why it is so and what to do
 */
char *
cue_assets_words_advise (CueAssetFinding *finding, gboolean full)
{
  const char *cause, *next, *limit;
  GString    *words = g_string_new (NULL);

  g_return_val_if_fail (CUE_IS_ASSET_FINDING (finding), g_string_free (words, FALSE));

  cause = cue_asset_finding_get_cause (finding);
  next = cue_asset_finding_get_next_step (finding);
  limit = cue_asset_finding_get_limit (finding);

  if (full && cause != NULL)
    g_string_append (words, cause);

  if (next != NULL)
    g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "", next);

  if (full && limit != NULL &&
      !g_str_equal (cue_asset_finding_get_code (finding), CUE_ASSET_FINDING_CONTENT_TYPE)) {
    /* Translators: a figure, such as “Limit: 3 MB” */
    g_autofree char *figure = g_strdup_printf (_ ("Limit: %s"), limit);

    g_string_append_printf (words, "%s%s", words->len > 0 ? "\n" : "", figure);
  }

  return g_string_free (words, FALSE);
}

static char *
count (guint n_errors, guint n_warnings, guint n_notes)
{
  g_autofree char *errors =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u error", "%u errors", n_errors), n_errors);
  g_autofree char *warnings =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u warning", "%u warnings", n_warnings),
                     n_warnings);

  if (n_errors > 0 && n_warnings > 0)
    return g_strdup_printf ("%s, %s", errors, warnings);

  if (n_errors > 0)
    return g_steal_pointer (&errors);

  if (n_warnings > 0)
    return g_steal_pointer (&warnings);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u note", "%u notes", n_notes), n_notes);
}

/**
 * cue_assets_words_judge:
 * @watch: the assets of an event
 * @state: one of its states
 * @health: (out): how its assets are
 *
 * Returns: (transfer full): the same in words, such as “1 error, 2 warnings”
 */
char *
cue_assets_words_judge (CueAssetWatch *watch, CuePlayerState state, CueHealth *health)
{
  GListModel *findings;
  guint       n[CUE_SEVERITY_ERROR + 1] = { 0 };
  gboolean    busy = FALSE;
  gboolean    known = FALSE;
  gboolean    named = FALSE;

  *health = CUE_HEALTH_IDLE;
  g_return_val_if_fail (CUE_IS_ASSET_WATCH (watch), NULL);

  findings = cue_asset_watch_get_findings (watch);

  for (guint i = 0; i < g_list_model_get_n_items (findings); i++) {
    g_autoptr (CueAssetFinding) finding = g_list_model_get_item (findings, i);

    if (cue_asset_finding_get_state (finding) == state)
      n[cue_asset_finding_get_severity (finding)]++;
  }

  for (guint slot = 0; slot < CUE_N_ASSET_SLOTS; slot++) {
    CueAssetItem *item = cue_asset_watch_get_item (watch, slot);

    if (cue_asset_item_get_state (item) != state || cue_asset_item_get_url (item) == NULL)
      continue;

    named = TRUE;
    busy |= cue_asset_item_get_busy (item);
    known |= cue_asset_item_get_facts (item) != NULL;
  }

  if (n[CUE_SEVERITY_ERROR] + n[CUE_SEVERITY_WARNING] + n[CUE_SEVERITY_INFO] > 0) {
    if (n[CUE_SEVERITY_ERROR] > 0)
      *health = CUE_HEALTH_ERROR;
    else if (n[CUE_SEVERITY_WARNING] > 0)
      *health = CUE_HEALTH_WARNING;
    else
      *health = CUE_HEALTH_OK;

    return count (n[CUE_SEVERITY_ERROR], n[CUE_SEVERITY_WARNING], n[CUE_SEVERITY_INFO]);
  }

  if (busy)
    return g_strdup (_ ("Checking…"));

  if (!named)
    return g_strdup (_ ("No assets"));

  if (!known)
    return g_strdup (_ ("Not checked yet"));

  *health = CUE_HEALTH_OK;
  return g_strdup (_ ("Nothing wrong"));
}
