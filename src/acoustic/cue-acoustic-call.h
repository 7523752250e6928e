// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * CueAcousticCall:
 * @CUE_ACOUSTIC_CALL_PUBLISH: events, in one of three shapes
 * @CUE_ACOUSTIC_CALL_REGISTER_TYPE: one event type of this endpoint
 * @CUE_ACOUSTIC_CALL_LIST_TYPES: the event types this endpoint registered
 * @CUE_ACOUSTIC_CALL_LIST_SUBSCRIBED_CODES: codes of ours that others subscribe to
 * @CUE_ACOUSTIC_CALL_LIST_SUBSCRIBED_TYPES: the same with descriptions
 * @CUE_ACOUSTIC_CALL_LIST_CONSUMED_TYPES: what we subscribe to
 * @CUE_ACOUSTIC_CALL_REPLACE_PUBLISHER_ATTRIBUTES: the whole list of attributes, as a publisher
 * @CUE_ACOUSTIC_CALL_REPLACE_SUBSCRIBER_ATTRIBUTES: the whole list of attributes, as a subscriber
 * @CUE_ACOUSTIC_CALL_DELETE_TYPE: the registration of an event type
 * @CUE_ACOUSTIC_CALL_LIST_FILES: names of up to ten files of events
 * @CUE_ACOUSTIC_CALL_GET_FILE: one of these files
 * @CUE_ACOUSTIC_CALL_DELETE_FILE: removes one of them from the service
 * @CUE_ACOUSTIC_CALL_GET_BROWSER_KEY: the key with which web pages send events
 * @CUE_ACOUSTIC_CALL_SET_NOTIFICATION: where changes of subscriptions are reported
 * @CUE_ACOUSTIC_CALL_DELETE_NOTIFICATION: ends these reports
 *
 * The calls of the event API of Acoustic Exchange, all of them, in the order of the vendor's text.
 */
typedef enum {
  CUE_ACOUSTIC_CALL_PUBLISH,
  CUE_ACOUSTIC_CALL_REGISTER_TYPE,
  CUE_ACOUSTIC_CALL_LIST_TYPES,
  CUE_ACOUSTIC_CALL_LIST_SUBSCRIBED_CODES,
  CUE_ACOUSTIC_CALL_LIST_SUBSCRIBED_TYPES,
  CUE_ACOUSTIC_CALL_LIST_CONSUMED_TYPES,
  CUE_ACOUSTIC_CALL_REPLACE_PUBLISHER_ATTRIBUTES,
  CUE_ACOUSTIC_CALL_REPLACE_SUBSCRIBER_ATTRIBUTES,
  CUE_ACOUSTIC_CALL_DELETE_TYPE,
  CUE_ACOUSTIC_CALL_LIST_FILES,
  CUE_ACOUSTIC_CALL_GET_FILE,
  CUE_ACOUSTIC_CALL_DELETE_FILE,
  CUE_ACOUSTIC_CALL_GET_BROWSER_KEY,
  CUE_ACOUSTIC_CALL_SET_NOTIFICATION,
  CUE_ACOUSTIC_CALL_DELETE_NOTIFICATION,
} CueAcousticCall;

#define CUE_ACOUSTIC_N_CALLS (CUE_ACOUSTIC_CALL_DELETE_NOTIFICATION + 1)

#define CUE_TYPE_ACOUSTIC_CALL (cue_acoustic_call_get_type ())
GType cue_acoustic_call_get_type (void) G_GNUC_CONST;

/**
 * CueAcousticRole:
 * @CUE_ACOUSTIC_ROLE_PUBLISHER: the endpoint sends events (“producer”)
 * @CUE_ACOUSTIC_ROLE_SUBSCRIBER: it receives events (“consumer”)
 * @CUE_ACOUSTIC_ROLE_BOTH: its key is good for either
 *
 * What an endpoint does in Exchange, and with which key a call may be made. A set of flags.
 */
typedef enum {
  CUE_ACOUSTIC_ROLE_PUBLISHER = 1 << 0,
  CUE_ACOUSTIC_ROLE_SUBSCRIBER = 1 << 1,
  CUE_ACOUSTIC_ROLE_BOTH = CUE_ACOUSTIC_ROLE_PUBLISHER | CUE_ACOUSTIC_ROLE_SUBSCRIBER,
} CueAcousticRole;

#define CUE_TYPE_ACOUSTIC_ROLE (cue_acoustic_role_get_type ())
GType cue_acoustic_role_get_type (void) G_GNUC_CONST;

const char     *cue_acoustic_role_get_title (CueAcousticRole role);
const char     *cue_acoustic_call_get_nick (CueAcousticCall call);
const char     *cue_acoustic_call_get_method (CueAcousticCall call);
const char     *cue_acoustic_call_get_path (CueAcousticCall call);
CueAcousticRole cue_acoustic_call_get_roles (CueAcousticCall call);
const char     *cue_acoustic_call_get_title (CueAcousticCall call);
gboolean        cue_acoustic_call_is_writing (CueAcousticCall call);
gboolean        cue_acoustic_call_is_repeatable (CueAcousticCall call);

G_END_DECLS
