// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-draft.h"

#include <string.h>

/* What events of known types look like (services reference 3.2); the words are invented. */

#define USER "\"userId\": \"7b1f6e9a-0000-4000-8000-000000000001\",\n  \"userType\": \"user\",\n  "
#define LICENCE                                                       \
  "\"licensedItemId\": \"7b1f6e9a-0000-4000-8000-0000000000bb\",\n  " \
  "\"licensedItemName\": \"Demo Modeller Pro\",\n  "                  \
  "\"licenseId\": \"7b1f6e9a-0000-4000-8000-0000000000cc\",\n  "

static const struct {
  const char *type;
  const char *members; /* before eventTime */
} samples[] = {
  { "LicenseConsumed",
    LICENCE "\"leaseId\": \"7b1f6e9a-0000-4000-8000-0000000000ee\",\n  "
            "\"consumptionMode\": \"cache\",\n  \"consumedVersion\": \"4.2\",\n  " USER
            "\"requestId\": \"req-0001\",\n  " },
  { "LicenseReleased",
    LICENCE "\"leaseId\": \"7b1f6e9a-0000-4000-8000-0000000000ee\",\n  " USER
            "\"requestId\": \"req-0001\",\n  " },
  { "LicenseChecked", LICENCE USER "\"requestId\": \"req-0001\",\n  " },
  { "LicenseConsumeDenied",
    LICENCE USER "\"errorInfo\": {\"error\": \"insufficientSeats\", \"errorDescription\": \"No "
                 "free seat\", \"errorUri\": null},\n  " },
  { "LicenseProvisioned", LICENCE },
  { "LicenseRevoked", LICENCE },
  { "UserAuthenticated", USER "\"remember\": false,\n  " },
  { "UserLoggedOut", USER },
  { "UserCreated", USER },
  { "UserUpdated", USER },
  { "UserDeleted", USER },
  { "TokenIssued", USER },
  { "RequestProcessed", "\"requestId\": \"req-0001\",\n  " },
};

/**
 * cue_feed_draft_get_known_types:
 *
 * Returns: (transfer none): types of the vendor's schema for which there is a sample; any other
 *   text is a type too
 */
const char *const *
cue_feed_draft_get_known_types (void)
{
  static const char *types[G_N_ELEMENTS (samples) + 1];

  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    types[i] = samples[i].type;
  return types;
}

/**
 * cue_feed_draft_make_sample:
 * @event_type: what happened
 * @now_us: now, in µs since 1970 UTC
 *
 * Returns: (transfer full): JSON text for the data of such an event; of a type that is not known,
 *   the time alone
 */
char *
cue_feed_draft_make_sample (const char *event_type, gint64 now_us)
{
  const char *members = "";

  g_return_val_if_fail (event_type != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++) {
    if (g_str_equal (samples[i].type, event_type))
      members = samples[i].members;
  }
  return g_strdup_printf ("{\n  %s\"eventTime\": %" G_GINT64_FORMAT "\n}", members, now_us / 1000);
}
