// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-field.h"

#include <string.h>

static const char *const names[CUE_ACCESS_N_FIELDS] = {
  [CUE_ACCESS_FIELD_ID] = "id",
  [CUE_ACCESS_FIELD_EVENT_CATEGORY] = "event_category",
  [CUE_ACCESS_FIELD_EVENT_DETAIL] = "event_detail",
  [CUE_ACCESS_FIELD_UTC_DATE_TIME] = "utc_date_time",
  [CUE_ACCESS_FIELD_LOCAL_DATE_TIME] = "local_date_time",
  [CUE_ACCESS_FIELD_LOCK_ID] = "lock_id",
  [CUE_ACCESS_FIELD_LOCK_MAC_ADDRESS] = "lock_mac_address",
  [CUE_ACCESS_FIELD_LOCK_CUSTOMER_REFERENCE] = "lock_customer_reference",
  [CUE_ACCESS_FIELD_USER_ID] = "user_id",
  [CUE_ACCESS_FIELD_USER_FIRST_NAME] = "user_first_name",
  [CUE_ACCESS_FIELD_USER_LAST_NAME] = "user_last_name",
  [CUE_ACCESS_FIELD_USER_ALIAS] = "user_alias",
  [CUE_ACCESS_FIELD_USER_IMAGE_URL] = "user_image_url",
  [CUE_ACCESS_FIELD_IQ_ID] = "iq_id",
  [CUE_ACCESS_FIELD_IQ_CUSTOMER_REFERENCE] = "iq_customer_reference",
  [CUE_ACCESS_FIELD_IQ_MAC_ADDRESS] = "iq_mac_address",
  [CUE_ACCESS_FIELD_IQ_REVISION] = "iq_revision",
  [CUE_ACCESS_FIELD_EXIT_REQUESTED] = "exit_requested",
  [CUE_ACCESS_FIELD_ACCESS_BY] = "access_by",
  [CUE_ACCESS_FIELD_ACCESS_DETAIL] = "access_detail",
  [CUE_ACCESS_FIELD_TTL_IN_SECONDS] = "ttl_in_seconds",
  [CUE_ACCESS_FIELD_EXPIRATION_DATE_TIME] = "expiration_date_time",
  [CUE_ACCESS_FIELD_SITE_ID] = "site_id",
};

/**
 * cue_access_field_get_name:
 * @field: a field, not %CUE_ACCESS_FIELD_NONE
 *
 * Returns: its name in snake_case, as the REST call of the vendor writes it
 */
const char *
cue_access_field_get_name (CueAccessField field)
{
  g_return_val_if_fail (field < CUE_ACCESS_N_FIELDS, "");

  return names[field];
}

/* Whether @key reads like @name, both without underscores and case. */
static gboolean
reads_like (const char *name, const char *key)
{
  for (;;) {
    while (*name == '_')
      name++;
    while (*key == '_')
      key++;
    if (*name == '\0' || g_ascii_tolower (*name) != g_ascii_tolower (*key))
      return *name == '\0' && *key == '\0';
    name++;
    key++;
  }
}

/**
 * cue_access_field_find:
 * @parent: (nullable): the key of the object that @key stands in, %NULL in the outermost
 * @key: a key as it came
 *
 * Finds the field that a key means, in snake_case or camelCase. The older form of an incident has
 * its door and IQ as objects: `lock.customer_reference` means `lock_customer_reference`.
 *
 * Returns: the field, or %CUE_ACCESS_FIELD_NONE
 */
CueAccessField
cue_access_field_find (const char *parent, const char *key)
{
  static const char *const parents[] = { "lock", "iq", "user", "site" };

  if (parent == NULL) {
    for (CueAccessField field = 0; field < CUE_ACCESS_N_FIELDS; field++) {
      if (reads_like (names[field], key))
        return field;
    }
    return g_ascii_strcasecmp (key, "type") == 0 ? CUE_ACCESS_FIELD_EVENT_CATEGORY
                                                 : CUE_ACCESS_FIELD_NONE;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (parents); i++) {
    gsize length = strlen (parents[i]);

    if (g_ascii_strcasecmp (parent, parents[i]) != 0)
      continue;
    for (CueAccessField field = 0; field < CUE_ACCESS_N_FIELDS; field++) {
      if (strncmp (names[field], parents[i], length) == 0 && names[field][length] == '_' &&
          reads_like (names[field] + length, key))
        return field;
    }
  }
  return CUE_ACCESS_FIELD_NONE;
}

/**
 * cue_access_field_is_personal:
 * @field: a field
 *
 * Returns: whether it says who somebody is: what is hidden when names are
 */
gboolean
cue_access_field_is_personal (CueAccessField field)
{
  switch (field) {
  case CUE_ACCESS_FIELD_USER_ID:
  case CUE_ACCESS_FIELD_USER_FIRST_NAME:
  case CUE_ACCESS_FIELD_USER_LAST_NAME:
  case CUE_ACCESS_FIELD_USER_ALIAS:
  case CUE_ACCESS_FIELD_USER_IMAGE_URL:
  case CUE_ACCESS_FIELD_ACCESS_DETAIL:
    return TRUE;
  default:
    return FALSE;
  }
}
