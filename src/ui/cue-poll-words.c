// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-poll-words.h"

#include <glib/gi18n-lib.h>

#include "cue-format.h"
#include "cue-time.h"

/**
 * cue_poll_words_describe:
 * @poll: one request for the state
 *
 * Says what one bar of the strip means: “12:04:10 · Changed · HTTP 200 · 38 ms”.
 *
 * Returns: (transfer full): translated words
 */
char *
cue_poll_words_describe (CuePollResult *poll)
{
  g_autofree char *time = cue_time_format_time_of_day (cue_poll_result_get_wall (poll));
  g_autofree char *duration = cue_format_milliseconds (cue_poll_result_get_duration (poll));
  const char      *outcome = cue_poll_outcome_to_words (cue_poll_result_get_outcome (poll));
  const char      *text = cue_poll_result_get_text (poll);
  GString         *words = g_string_new (time);

  g_string_append_printf (words, " · %s", outcome);

  if (cue_poll_result_get_status (poll) > 0)
    g_string_append_printf (words, " · HTTP %u", cue_poll_result_get_status (poll));

  g_string_append_printf (words, " · %s", duration);

  if (text != NULL && text[0] != '\0')
    g_string_append_printf (words, "\n%s", text);

  return g_string_free (words, FALSE);
}

/**
 * cue_poll_words_summarize:
 * @polls: a list of [class@PollResult], oldest first
 * @n_last: how many of the newest to look at
 *
 * Says in words what a strip of polls shows, for people who do not see it.
 *
 * Returns: (transfer full): translated words
 */
char *
cue_poll_words_summarize (GListModel *polls, guint n_last)
{
  guint            n_items = g_list_model_get_n_items (polls);
  guint            n_seen = MIN (n_items, n_last);
  guint            counts[CUE_POLL_STALE + 1] = { 0 };
  GString         *words = g_string_new (NULL);
  g_autofree char *latest = NULL;

  if (n_seen == 0) {
    g_string_append (words, _ ("No polls yet"));
    return g_string_free (words, FALSE);
  }

  for (guint i = n_items - n_seen; i < n_items; i++) {
    g_autoptr (CuePollResult) poll = g_list_model_get_item (polls, i);

    counts[MIN (cue_poll_result_get_outcome (poll), CUE_POLL_STALE)]++;

    if (i + 1 == n_items)
      latest = cue_format_milliseconds (cue_poll_result_get_duration (poll));
  }

  g_string_append_printf (words,
                          g_dngettext (GETTEXT_PACKAGE, "%u poll", "%u polls", n_seen),
                          n_seen);

  if (counts[CUE_POLL_CHANGED] > 0)
    g_string_append_printf (words,
                            g_dngettext (GETTEXT_PACKAGE,
                                         ", %u with a change",
                                         ", %u with a change",
                                         counts[CUE_POLL_CHANGED]),
                            counts[CUE_POLL_CHANGED]);

  if (counts[CUE_POLL_STALE] > 0)
    g_string_append_printf (words,
                            g_dngettext (GETTEXT_PACKAGE,
                                         ", %u out of date",
                                         ", %u out of date",
                                         counts[CUE_POLL_STALE]),
                            counts[CUE_POLL_STALE]);

  if (counts[CUE_POLL_FAILED] > 0)
    g_string_append_printf (words,
                            g_dngettext (GETTEXT_PACKAGE,
                                         ", %u failed",
                                         ", %u failed",
                                         counts[CUE_POLL_FAILED]),
                            counts[CUE_POLL_FAILED]);

  /* Translators: %s is a duration such as “38 ms” */
  g_string_append_printf (words, _ ("; the last took %s"), latest);
  return g_string_free (words, FALSE);
}
