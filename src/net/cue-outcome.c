// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-outcome.h"

#include <glib/gi18n-lib.h>

G_DEFINE_ENUM_TYPE (CueOutcome,
                    cue_outcome,
                    G_DEFINE_ENUM_VALUE (CUE_OUTCOME_DONE, "done"),
                    G_DEFINE_ENUM_VALUE (CUE_OUTCOME_NOT_DONE, "not-done"),
                    G_DEFINE_ENUM_VALUE (CUE_OUTCOME_REFUSED, "refused"),
                    G_DEFINE_ENUM_VALUE (CUE_OUTCOME_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (CUE_OUTCOME_NOT_SENT, "not-sent"))

/**
 * cue_outcome_get_nick:
 * @outcome: an outcome
 *
 * Returns: (transfer none): its name for machines, such as `not-done`
 */
const char *
cue_outcome_get_nick (CueOutcome outcome)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (CUE_TYPE_OUTCOME);
  GEnumValue *value = g_enum_get_value (klass, (gint) outcome);

  g_return_val_if_fail (value != NULL, NULL);

  return value->value_nick;
}

/**
 * cue_outcome_make_title:
 * @outcome: an outcome
 * @status: the status of HTTP that came, or 0
 * @writing: whether the call was to change something
 *
 * Returns: (transfer full): the outcome in a few words, without a full stop
 */
char *
cue_outcome_make_title (CueOutcome outcome, guint status, gboolean writing)
{
  switch (outcome) {
  case CUE_OUTCOME_DONE:
    return g_strdup (_ ("Done"));
  case CUE_OUTCOME_NOT_DONE:
    return g_strdup (_ ("Not done"));
  case CUE_OUTCOME_REFUSED:
    if (status == 0)
      return g_strdup (_ ("Refused"));
    return g_strdup_printf (_ ("Refused (%u)"), status);
  case CUE_OUTCOME_NOT_SENT:
    return g_strdup (_ ("Not sent"));
  case CUE_OUTCOME_UNKNOWN:
  default:
    return g_strdup (writing ? _ ("Not known whether it was done") : _ ("No usable answer"));
  }
}
