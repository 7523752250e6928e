// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CueAccessField:
 * @CUE_ACCESS_FIELD_ID: `id`
 * @CUE_ACCESS_FIELD_EVENT_CATEGORY: `event_category`, or `type` of the older form
 * @CUE_ACCESS_FIELD_EVENT_DETAIL: `event_detail`
 * @CUE_ACCESS_FIELD_UTC_DATE_TIME: `utc_date_time`
 * @CUE_ACCESS_FIELD_LOCAL_DATE_TIME: `local_date_time`, without an offset
 * @CUE_ACCESS_FIELD_LOCK_ID: `lock_id`, or `lock.id`
 * @CUE_ACCESS_FIELD_LOCK_MAC_ADDRESS: `lock_mac_address`, or `lock.mac_address`
 * @CUE_ACCESS_FIELD_LOCK_CUSTOMER_REFERENCE: `lock_customer_reference`, the name of the door
 * @CUE_ACCESS_FIELD_USER_ID: `user_id`, the platform user
 * @CUE_ACCESS_FIELD_USER_FIRST_NAME: `user_first_name`
 * @CUE_ACCESS_FIELD_USER_LAST_NAME: `user_last_name`
 * @CUE_ACCESS_FIELD_USER_ALIAS: `user_alias`
 * @CUE_ACCESS_FIELD_USER_IMAGE_URL: `user_image_url`
 * @CUE_ACCESS_FIELD_IQ_ID: `iq_id`, or `iq.id`
 * @CUE_ACCESS_FIELD_IQ_CUSTOMER_REFERENCE: `iq_customer_reference`
 * @CUE_ACCESS_FIELD_IQ_MAC_ADDRESS: `iq_mac_address`
 * @CUE_ACCESS_FIELD_IQ_REVISION: `iq_revision`
 * @CUE_ACCESS_FIELD_EXIT_REQUESTED: `exit_requested`
 * @CUE_ACCESS_FIELD_ACCESS_BY: `access_by`
 * @CUE_ACCESS_FIELD_ACCESS_DETAIL: `access_detail`, the number of a tag
 * @CUE_ACCESS_FIELD_TTL_IN_SECONDS: `ttl_in_seconds`
 * @CUE_ACCESS_FIELD_EXPIRATION_DATE_TIME: `expiration_date_time`
 * @CUE_ACCESS_FIELD_SITE_ID: `site_id`, which the REST form has not
 * @CUE_ACCESS_FIELD_NONE: a field we do not know
 *
 * The fields of an entry or incident. Each is found in snake_case and in camelCase.
 */
typedef enum {
  CUE_ACCESS_FIELD_ID,
  CUE_ACCESS_FIELD_EVENT_CATEGORY,
  CUE_ACCESS_FIELD_EVENT_DETAIL,
  CUE_ACCESS_FIELD_UTC_DATE_TIME,
  CUE_ACCESS_FIELD_LOCAL_DATE_TIME,
  CUE_ACCESS_FIELD_LOCK_ID,
  CUE_ACCESS_FIELD_LOCK_MAC_ADDRESS,
  CUE_ACCESS_FIELD_LOCK_CUSTOMER_REFERENCE,
  CUE_ACCESS_FIELD_USER_ID,
  CUE_ACCESS_FIELD_USER_FIRST_NAME,
  CUE_ACCESS_FIELD_USER_LAST_NAME,
  CUE_ACCESS_FIELD_USER_ALIAS,
  CUE_ACCESS_FIELD_USER_IMAGE_URL,
  CUE_ACCESS_FIELD_IQ_ID,
  CUE_ACCESS_FIELD_IQ_CUSTOMER_REFERENCE,
  CUE_ACCESS_FIELD_IQ_MAC_ADDRESS,
  CUE_ACCESS_FIELD_IQ_REVISION,
  CUE_ACCESS_FIELD_EXIT_REQUESTED,
  CUE_ACCESS_FIELD_ACCESS_BY,
  CUE_ACCESS_FIELD_ACCESS_DETAIL,
  CUE_ACCESS_FIELD_TTL_IN_SECONDS,
  CUE_ACCESS_FIELD_EXPIRATION_DATE_TIME,
  CUE_ACCESS_FIELD_SITE_ID,
  CUE_ACCESS_FIELD_NONE,
} CueAccessField;

#define CUE_ACCESS_N_FIELDS CUE_ACCESS_FIELD_NONE

const char    *cue_access_field_get_name (CueAccessField field);
CueAccessField cue_access_field_find (const char *parent, const char *key);
gboolean       cue_access_field_is_personal (CueAccessField field);

G_END_DECLS
