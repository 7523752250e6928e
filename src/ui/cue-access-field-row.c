// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-field-row.h"

#include <glib/gi18n-lib.h>

#include "cue-access-filter.h"
#include "cue-field-row.h"

/* What people call the fields, in the order in which they are shown. Names of persons are one row
 * that the pane makes itself. What only machines use has no row, and is in the message as it came.
 */
static const struct {
  CueAccessField field;
  const char    *name;
  int            facet;
} shown[] = {
  { CUE_ACCESS_FIELD_EVENT_CATEGORY, N_ ("What"), CUE_ACCESS_FACET_WHAT },
  { CUE_ACCESS_FIELD_EVENT_DETAIL, N_ ("Detail"), CUE_ACCESS_FACET_DETAIL },
  { CUE_ACCESS_FIELD_ACCESS_BY, N_ ("How"), CUE_ACCESS_FACET_HOW },
  { CUE_ACCESS_FIELD_ACCESS_DETAIL, N_ ("Tag"), -1 },
  { CUE_ACCESS_FIELD_EXIT_REQUESTED, N_ ("On the way out"), -1 },
  { CUE_ACCESS_FIELD_IQ_CUSTOMER_REFERENCE, N_ ("IQ"), CUE_ACCESS_FACET_IQ },
  { CUE_ACCESS_FIELD_USER_ALIAS, N_ ("Alias"), CUE_ACCESS_FACET_PERSON },
  { CUE_ACCESS_FIELD_USER_ID, N_ ("User"), CUE_ACCESS_FACET_PERSON },
  { CUE_ACCESS_FIELD_USER_IMAGE_URL, N_ ("Picture of the user"), -1 },
  { CUE_ACCESS_FIELD_LOCK_ID, N_ ("Lock"), CUE_ACCESS_FACET_DOOR },
  { CUE_ACCESS_FIELD_LOCK_MAC_ADDRESS, N_ ("MAC address of the lock"), -1 },
  { CUE_ACCESS_FIELD_IQ_ID, N_ ("Id of the IQ"), CUE_ACCESS_FACET_IQ },
  { CUE_ACCESS_FIELD_IQ_MAC_ADDRESS, N_ ("MAC address of the IQ"), -1 },
  { CUE_ACCESS_FIELD_IQ_REVISION, N_ ("Revision of the IQ"), -1 },
  { CUE_ACCESS_FIELD_EXPIRATION_DATE_TIME, N_ ("Kept by the vendor until"), -1 },
  { CUE_ACCESS_FIELD_SITE_ID, N_ ("Site it names"), -1 },
  { CUE_ACCESS_FIELD_ID, N_ ("Id"), -1 },
};

/**
 * cue_access_field_row_get_nth:
 * @n: which, from 0
 * @name: (out): what people call it, translated
 * @facet: (out): the #CueAccessFacet that filters by it, or -1
 *
 * Returns: the field that is shown there, or %CUE_ACCESS_FIELD_NONE after the last
 */
CueAccessField
cue_access_field_row_get_nth (guint n, const char **name, int *facet)
{
  if (n >= G_N_ELEMENTS (shown))
    return CUE_ACCESS_FIELD_NONE;

  *name = _ (shown[n].name);
  *facet = shown[n].facet;
  return shown[n].field;
}

/**
 * cue_access_field_row_new:
 * @name: what the value is
 * @value: valid UTF-8; may come from outside
 * @facet: the #CueAccessFacet that a click filters by, or -1 for none
 *
 * Returns: (transfer floating): a row of the details
 */
GtkWidget *
cue_access_field_row_new (const char *name, const char *value, int facet)
{
  return facet >= 0
           ? cue_field_row_new (name, value, "access.filter-by", g_variant_new_int32 (facet))
           : cue_field_row_new (name, value, NULL, NULL);
}
