// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-profile-source.h"

/**
 * cue_profile_make_source:
 *
 * Returns: (transfer full): where the state URL of a profile comes from
 */
CueStateUrlSource *
cue_profile_make_source (CueProfile *profile, CueHttpClient *client, CueClock *clock)
{
  switch (cue_profile_get_source_kind (profile)) {
  case CUE_PROFILE_SOURCE_BACKEND:
    return cue_state_url_source_new_backend (client, clock, cue_profile_get_backend_url (profile));
  case CUE_PROFILE_SOURCE_STATE_URL:
    return cue_state_url_source_new_direct (client, clock, cue_profile_get_state_url (profile));
  case CUE_PROFILE_SOURCE_API_KEY:
    break;
  }
  return cue_state_url_source_new_api_key (client,
                                           clock,
                                           cue_profile_get_endpoint (profile),
                                           cue_profile_get_iss (profile),
                                           cue_profile_get_aud (profile),
                                           cue_profile_get_ttl (profile));
}
