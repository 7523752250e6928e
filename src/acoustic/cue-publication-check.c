// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-publication-private.h"

#include "cue-acoustic-rules.h"
#include "cue-text.h"

#include <glib/gi18n-lib.h>

/* What the rules say about a publication as a whole. */

static void
check_channel (const char *channel, const CueAcousticPath *path, GPtrArray *findings)
{
  if (cue_text_is_blank (channel))
    cue_acoustic_path_add (CUE_PATH_AT (path, "channel"),
                           findings,
                           CUE_FINDING_BLOCK,
                           "S4:233",
                           _ ("The channel is missing, for example web, email or mobile."));
}

static void
check_group (CuePublication        *self,
             CueDraftGroup         *group,
             const CueAcousticPath *path,
             CueAcousticContext    *context,
             GPtrArray             *findings)
{
  CueDraftList          *events = cue_draft_group_get_events (group);
  const CueAcousticPath *list = CUE_PATH_AT (path, "events");

  if (self->identifiers_level == CUE_PUBLICATION_AT_BATCH)
    cue_draft_identifiers_check (cue_draft_group_get_identifiers (group),
                                 CUE_PATH_AT (path, "identifiers"),
                                 context,
                                 findings);
  if (cue_draft_list_get_n_items (events) == 0)
    cue_acoustic_path_add (list, findings, CUE_FINDING_BLOCK, "S4:47", _ ("There is no event."));
  cue_draft_add_checks (CUE_DRAFT (events), list, context, findings);
  for (guint i = 0; i < cue_draft_list_get_n_items (events); i++) {
    CueDraftEvent         *event = cue_draft_list_get (events, i);
    const CueAcousticPath *at = CUE_PATH_NTH (list, i);

    if (self->channel_level == CUE_PUBLICATION_AT_EVENT)
      check_channel (cue_draft_event_get_channel (event), at, findings);
    if (self->identifiers_level == CUE_PUBLICATION_AT_EVENT)
      cue_draft_identifiers_check (cue_draft_event_get_identifiers (event),
                                   CUE_PATH_AT (at, "identifiers"),
                                   context,
                                   findings);
  }
}

/**
 * cue_publication_check:
 * @draft: a publication
 * @path: (nullable): where it stands
 * @context: (nullable): what the rules must know besides
 * @findings: receives what they find
 */
void
cue_publication_check (CueDraft              *draft,
                       const CueAcousticPath *path,
                       CueAcousticContext    *context,
                       GPtrArray             *findings)
{
  CuePublication        *self = CUE_PUBLICATION (draft);
  const CueAcousticPath *list = CUE_PATH_AT (path, "eventbatch");

  cue_acoustic_check_role (findings,
                           CUE_ACOUSTIC_ROLE_PUBLISHER,
                           cue_acoustic_context_get_role (context),
                           "S4:4");
  if (self->channel_level == CUE_PUBLICATION_AT_BATCH)
    check_channel (self->channel, path, findings);
  if (self->shape != CUE_PUBLICATION_COMPOUND_BATCH) {
    check_group (self, cue_publication_get_first_group (self), path, context, findings);
    return;
  }
  if (cue_draft_list_get_n_items (self->groups) == 0)
    cue_acoustic_path_add (list, findings, CUE_FINDING_BLOCK, "S4:47", _ ("There is no event."));
  for (guint i = 0; i < cue_draft_list_get_n_items (self->groups); i++) {
    CueDraftGroup *group = cue_draft_list_get (self->groups, i);

    cue_draft_add_checks (CUE_DRAFT (group), CUE_PATH_NTH (list, i), context, findings);
    check_group (self, group, CUE_PATH_NTH (list, i), context, findings);
  }
}

/**
 * cue_publication_find_path:
 * @draft: a publication
 * @name: a field as on the wire
 *
 * Returns: (transfer full) (nullable): where a form shows it
 */
char *
cue_publication_find_path (CueDraft *draft, const char *name)
{
  CuePublication *self = CUE_PUBLICATION (draft);
  gboolean        is_compound = self->shape == CUE_PUBLICATION_COMPOUND_BATCH;
  const char     *group = is_compound ? "eventbatch/0/" : "";

  if (g_str_equal (name, "channel"))
    return self->channel_level == CUE_PUBLICATION_AT_BATCH
             ? g_strdup ("channel")
             : g_strdup_printf ("%sevents/0/channel", group);
  if (g_str_equal (name, "identifiers"))
    return self->identifiers_level == CUE_PUBLICATION_AT_BATCH
             ? g_strdup_printf ("%sidentifiers", group)
             : g_strdup_printf ("%sevents/0/identifiers", group);
  if (g_str_equal (name, "events"))
    return g_strdup_printf ("%sevents", group);
  if (g_str_equal (name, "timestamp") || g_str_equal (name, "code"))
    return g_strdup_printf ("%sevents/0/%s", group, name);
  if (g_str_equal (name, "provider") && is_compound)
    return g_strdup ("provider");
  return NULL;
}
