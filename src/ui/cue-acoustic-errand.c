// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-errand.h"

/**
 * cue_acoustic_reply_show_at:
 * @label: where it is said
 * @reply: what became of a call
 *
 * Says what became of a call, what to do next, and what the service itself said; nothing when it
 * was done.
 */
void
cue_acoustic_reply_show_at (CueFindingLabel *label, CueAcousticReply *reply)
{
  g_autofree char *words = NULL;

  g_return_if_fail (CUE_IS_FINDING_LABEL (label));
  g_return_if_fail (CUE_IS_ACOUSTIC_REPLY (reply));

  if (cue_acoustic_reply_is_done (reply)) {
    cue_finding_label_clear (label);
    return;
  }

  words = g_strdup_printf ("%s. %s",
                           cue_acoustic_reply_get_title (reply),
                           cue_acoustic_reply_get_message (reply));
  cue_finding_label_show (label, CUE_SEVERITY_ERROR, words, NULL);
}
