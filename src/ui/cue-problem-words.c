// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-problem-words.h"

#include <glib/gi18n-lib.h>

#include "cue-format.h"
#include "cue-state-style.h"
#include "cue-time.h"

/**
 * cue_problem_words_find_worst:
 * @problems: a list of [class@Problem]
 *
 * Finds the problem that the bar names: of the worst severity the one that began first, because
 * what came later is often its consequence.
 *
 * Returns: (transfer full) (nullable): a problem
 */
CueProblem *
cue_problem_words_find_worst (GListModel *problems)
{
  CueProblem *worst = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (problems); i++) {
    g_autoptr (CueProblem) problem = g_list_model_get_item (problems, i);

    if (worst == NULL || cue_problem_get_severity (problem) > cue_problem_get_severity (worst) ||
        (cue_problem_get_severity (problem) == cue_problem_get_severity (worst) &&
         cue_problem_get_since_monotonic (problem) < cue_problem_get_since_monotonic (worst)))
      g_set_object (&worst, problem);
  }

  return worst;
}

/**
 * cue_problem_words_describe_since:
 * @problem: a problem
 *
 * Returns: (transfer full): when it began, in words
 */
char *
cue_problem_words_describe_since (CueProblem *problem)
{
  g_autofree char *time = cue_time_format_time_of_day (cue_problem_get_since (problem));

  /* Translators: %s is a time of day */
  return g_strdup_printf (_ ("since %s"), time);
}

/**
 * cue_problem_words_to_text:
 * @problem: a problem
 *
 * Writes everything known about a problem as plain text, for a message to somebody who can help.
 *
 * Returns: (transfer full): lines of text
 */
char *
cue_problem_words_to_text (CueProblem *problem)
{
  g_autofree char *since = cue_problem_words_describe_since (problem);
  const char      *cause = cue_problem_get_cause (problem);
  const char      *detail = cue_problem_get_detail (problem);
  GString         *text = g_string_new (NULL);

  g_string_append_printf (text,
                          "%s: %s (%s)\n",
                          cue_severity_style_get_words (cue_problem_get_severity (problem)),
                          cue_problem_get_title (problem),
                          since);

  if (cause != NULL && cause[0] != '\0')
    g_string_append_printf (text, "%s\n", cause);

  if (detail != NULL && detail[0] != '\0')
    g_string_append_printf (text, "%s\n", detail);

  return g_string_free (text, FALSE);
}

/**
 * cue_problem_words_list_to_text:
 * @problems: a list of [class@Problem]
 *
 * Returns: (transfer full): all problems as plain text, an empty line between them
 */
char *
cue_problem_words_list_to_text (GListModel *problems)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (problems); i++) {
    g_autoptr (CueProblem) problem = g_list_model_get_item (problems, i);
    g_autofree char *one = cue_problem_words_to_text (problem);

    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", one);
  }

  return g_string_free (text, FALSE);
}
