// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-profile.h"

// The part of CueProfile that needs nothing of its inside.

/**
 * cue_profile_copy:
 *
 * Returns: (transfer full): a profile with the same id and fields, for a form to edit; the form
 *   gives the result back with [method@Profile.assign]
 */
CueProfile *
cue_profile_copy (CueProfile *self)
{
  CueProfile *copy;

  g_return_val_if_fail (CUE_IS_PROFILE (self), NULL);

  copy = g_object_new (CUE_TYPE_PROFILE, "id", cue_profile_get_id (self), NULL);
  cue_profile_assign (copy, self);
  return copy;
}

/**
 * cue_profile_duplicate:
 *
 * Returns: (transfer full): a profile with the same fields and a new id; it has no secret yet
 */
CueProfile *
cue_profile_duplicate (CueProfile *self)
{
  CueProfile *copy;

  g_return_val_if_fail (CUE_IS_PROFILE (self), NULL);
  copy = cue_profile_new ();
  cue_profile_assign (copy, self);
  return copy;
}
