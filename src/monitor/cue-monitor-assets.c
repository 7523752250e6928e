// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>

#include "cue-monitor-private.h"

// What is found about the pictures on phones, for the record of the event and for its problems.
// What everybody sees now can be as bad as it is; what would be seen in another state is a warning
// at most, since there is time to mend it.

static CueSeverity
get_problem_severity (CueAssetFinding *finding, gboolean on_air)
{
  CueSeverity severity = cue_asset_finding_get_severity (finding);

  return on_air ? severity : MIN (severity, CUE_SEVERITY_WARNING);
}

static char *
describe_evidence (CueAssetFinding *finding)
{
  const char *measured = cue_asset_finding_get_measured (finding);
  const char *limit = cue_asset_finding_get_limit (finding);

  if (measured == NULL || *measured == '\0')
    return NULL;
  if (limit == NULL || *limit == '\0')
    return g_strdup (measured);
  // Translators: what was measured, then the limit for it: “2:3 (limit: 9:16)”
  return g_strdup_printf (_ ("%s (limit: %s)"), measured, limit);
}

// What was seen, what to do next, and how much else there is.
static char *
describe_rest (CueMonitor *self, CueAssetFinding *finding, gboolean on_air)
{
  guint            n = cue_asset_watch_count (self->assets, on_air, CUE_SEVERITY_WARNING) - 1;
  g_autofree char *evidence = describe_evidence (finding);
  g_autofree char *more = NULL;
  const char      *next_step = cue_asset_finding_get_next_step (finding);
  GString         *rest = g_string_new (evidence);

  if (next_step != NULL && *next_step != '\0')
    g_string_append_printf (rest, "%s%s", rest->len > 0 ? "\n" : "", next_step);
  if (n > 0) {
    more = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "%u more finding: see Assets.",
                                         "%u more findings: see Assets.",
                                         n),
                            n);
    g_string_append_printf (rest, "%s%s", rest->len > 0 ? "\n" : "", more);
  }
  return g_string_free (rest, FALSE);
}

// Which asset it is and what is wrong with it. As what is not on air is a warning at most, the
// words have to say that some of it is broken all the same.
static char *
describe_finding (CueMonitor *self, CueAssetFinding *finding, gboolean on_air)
{
  guint            n = cue_asset_watch_count (self->assets, on_air, CUE_SEVERITY_ERROR);
  g_autofree char *field = cue_asset_slot_index_to_words (cue_asset_finding_get_slot (finding));
  // Translators: which asset it is, then what is wrong with it
  g_autofree char *words =
    g_strdup_printf (_ ("%s: %s"), field, cue_asset_finding_get_words (finding));

  if (on_air || n == 0)
    return g_steal_pointer (&words);
  // Translators: how many pictures are broken, then the worst of it as a sentence
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%u error, not on air now. %s",
                                       "%u errors, not on air now. %s",
                                       n),
                          n,
                          words);
}

static void
update_problem (CueMonitor *self, const char *id, gboolean on_air)
{
  CueAssetFinding *finding = cue_asset_watch_get_worst (self->assets, on_air);
  g_autofree char *title = NULL;
  g_autofree char *cause = NULL;
  g_autofree char *rest = NULL;
  g_autofree char *detail = NULL;

  // An event without any assets is shown in another way; that they are missing is no problem then.
  if (finding == NULL || cue_asset_finding_get_severity (finding) == CUE_SEVERITY_INFO ||
      !cue_asset_watch_uses_assets (self->assets)) {
    cue_problem_list_clear (self->problems, id);
    return;
  }
  title = describe_finding (self, finding, on_air);
  rest = describe_rest (self, finding, on_air);
  // An address in it may be signed, and a problem is shown and copied.
  cause = cue_redactor_apply (self->redactor, cue_asset_finding_get_cause (finding));
  detail = cue_redactor_apply (self->redactor, rest);
  cue_problem_list_raise (self->problems,
                          id,
                          CUE_LANE_ASSETS,
                          get_problem_severity (finding, on_air),
                          title,
                          cause,
                          detail);
}

static void
update_helper (CueMonitor *self)
{
  const char *fault = cue_asset_watch_get_fault (self->assets);

  if (fault == NULL)
    cue_problem_list_clear (self->problems, CUE_PROBLEM_ASSETS_HELPER);
  else
    cue_problem_list_raise (self->problems,
                            CUE_PROBLEM_ASSETS_HELPER,
                            CUE_LANE_ASSETS,
                            CUE_SEVERITY_WARNING,
                            _ ("The pictures on phones cannot be looked into"),
                            fault,
                            _ ("Size, format and what is in them are not checked until then."));
}

static void
update_storage (CueMonitor *self)
{
  const char *fault = cue_asset_watch_get_storage_fault (self->assets);

  if (fault == NULL)
    cue_problem_list_clear (self->problems, CUE_PROBLEM_ASSETS_STORAGE);
  else
    cue_problem_list_raise (self->problems,
                            CUE_PROBLEM_ASSETS_STORAGE,
                            CUE_LANE_ASSETS,
                            CUE_SEVERITY_WARNING,
                            _ ("What becomes of the pictures on phones cannot be saved here"),
                            fault,
                            _ ("Viewers do not notice it. It is tried again by itself."));
}

/**
 * cue_monitor_update_assets:
 *
 * Works out the problems of the pictures on phones.
 */
void
cue_monitor_update_assets (CueMonitor *self)
{
  if (!self->running)
    return;
  update_problem (self, CUE_PROBLEM_ASSETS_ON_AIR, TRUE);
  update_problem (self, CUE_PROBLEM_ASSETS_OTHERS, FALSE);
  update_helper (self);
  update_storage (self);
}

static void
on_changed (CueAssetWatch *assets, CueMonitor *self)
{
  g_autoptr (CueMonitor) held = g_object_ref (self);

  cue_monitor_update_assets (self);
  cue_monitor_update_severity (self);
}

static const char *
get_kind (CueAssetChange *change)
{
  if (cue_asset_change_get_url_after (change) == NULL)
    return "gone";
  if (cue_asset_change_get_url_before (change) == NULL)
    return "new";
  return g_str_equal (cue_asset_change_get_url_before (change),
                      cue_asset_change_get_url_after (change))
           ? "content"
           : "address";
}

static void
on_happened (CueAssetWatch *assets, CueAssetItem *item, CueAssetChange *change, CueMonitor *self)
{
  g_autofree char *words = cue_asset_change_to_words (change);

  cue_monitor_observe (self,
                       CUE_LANE_ASSETS,
                       get_kind (change),
                       cue_asset_item_get_words (item),
                       words,
                       CUE_SEVERITY_INFO);
}

/**
 * cue_monitor_make_assets:
 *
 * Makes the watch over the pictures on phones of a new monitor.
 */
void
cue_monitor_make_assets (CueMonitor *self)
{
  gboolean transient = cue_profile_get_transient (self->profile);

  self->assets = cue_asset_watch_new (self->client,
                                      self->clock,
                                      transient ? NULL : cue_profile_get_id (self->profile));
  g_signal_connect_object (self->assets, "changed", G_CALLBACK (on_changed), self, 0);
  g_signal_connect_object (self->assets, "happened", G_CALLBACK (on_happened), self, 0);
}

/**
 * cue_monitor_update_asset_clock:
 *
 * Tells the watch how far the clocks are apart, before it judges an answer: a signed address must
 * not be over for a moment because of a wrong clock here.
 */
void
cue_monitor_update_asset_clock (CueMonitor *self)
{
  CueClockOffset *offset = cue_monitor_get_clock_offset (self);

  if (self->assets != NULL && offset != NULL)
    cue_asset_watch_set_ahead (self->assets, cue_clock_offset_get_offset (offset));
}

/**
 * cue_monitor_set_fetches_assets:
 * @fetches: whether the pictures on phones are fetched; they are unless this says otherwise
 *
 * For who only wants to know the state; before [method@Monitor.start]. What the answer alone says
 * about assets is judged all the same, and no history is written.
 */
void
cue_monitor_set_fetches_assets (CueMonitor *self, gboolean fetches)
{
  g_return_if_fail (CUE_IS_MONITOR (self));
  g_return_if_fail (!self->running);

  self->leaves_assets = !fetches;
}

/**
 * cue_monitor_clear_assets:
 *
 * Lets go of the pictures on phones.
 */
void
cue_monitor_clear_assets (CueMonitor *self)
{
  if (self->assets == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->assets, self);
  cue_asset_watch_stop (self->assets);
  g_clear_object (&self->assets);
}

/**
 * cue_monitor_get_assets:
 *
 * Returns: (transfer none): what phones show in each state, and what is wrong with it
 */
CueAssetWatch *
cue_monitor_get_assets (CueMonitor *self)
{
  g_return_val_if_fail (CUE_IS_MONITOR (self), NULL);
  return self->assets;
}
