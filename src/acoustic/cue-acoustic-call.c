// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-call.h"

#include <glib/gi18n-lib.h>

/* What is known of each call: services reference 2.1, roles from the lines of the vendor's text
 * that say with whose key a call is made. */

G_DEFINE_ENUM_TYPE (
  CueAcousticCall,
  cue_acoustic_call,
  G_DEFINE_ENUM_VALUE (CUE_ACOUSTIC_CALL_PUBLISH, "publish"),
  G_DEFINE_ENUM_VALUE (CUE_ACOUSTIC_CALL_REGISTER_TYPE, "register-type"),
  G_DEFINE_ENUM_VALUE (CUE_ACOUSTIC_CALL_LIST_TYPES, "list-types"),
  G_DEFINE_ENUM_VALUE (CUE_ACOUSTIC_CALL_LIST_SUBSCRIBED_CODES, "list-subscribed-codes"),
  G_DEFINE_ENUM_VALUE (CUE_ACOUSTIC_CALL_LIST_SUBSCRIBED_TYPES, "list-subscribed-types"),
  G_DEFINE_ENUM_VALUE (CUE_ACOUSTIC_CALL_LIST_CONSUMED_TYPES, "list-consumed-types"),
  G_DEFINE_ENUM_VALUE (CUE_ACOUSTIC_CALL_REPLACE_PUBLISHER_ATTRIBUTES,
                       "replace-publisher-attributes"),
  G_DEFINE_ENUM_VALUE (CUE_ACOUSTIC_CALL_REPLACE_SUBSCRIBER_ATTRIBUTES,
                       "replace-subscriber-attributes"),
  G_DEFINE_ENUM_VALUE (CUE_ACOUSTIC_CALL_DELETE_TYPE, "delete-type"),
  G_DEFINE_ENUM_VALUE (CUE_ACOUSTIC_CALL_LIST_FILES, "list-files"),
  G_DEFINE_ENUM_VALUE (CUE_ACOUSTIC_CALL_GET_FILE, "get-file"),
  G_DEFINE_ENUM_VALUE (CUE_ACOUSTIC_CALL_DELETE_FILE, "delete-file"),
  G_DEFINE_ENUM_VALUE (CUE_ACOUSTIC_CALL_GET_BROWSER_KEY, "get-browser-key"),
  G_DEFINE_ENUM_VALUE (CUE_ACOUSTIC_CALL_SET_NOTIFICATION, "set-notification"),
  G_DEFINE_ENUM_VALUE (CUE_ACOUSTIC_CALL_DELETE_NOTIFICATION, "delete-notification"))

G_DEFINE_FLAGS_TYPE (CueAcousticRole,
                     cue_acoustic_role,
                     G_DEFINE_ENUM_VALUE (CUE_ACOUSTIC_ROLE_PUBLISHER, "publisher"),
                     G_DEFINE_ENUM_VALUE (CUE_ACOUSTIC_ROLE_SUBSCRIBER, "subscriber"),
                     G_DEFINE_ENUM_VALUE (CUE_ACOUSTIC_ROLE_BOTH, "both"))

typedef struct {
  const char     *method;
  const char     *path; /* braces stand around what is filled in */
  CueAcousticRole roles;
  const char     *title;
} CallFacts;

static const CallFacts facts[CUE_ACOUSTIC_N_CALLS] = {
  [CUE_ACOUSTIC_CALL_PUBLISH] = { "POST",
                                  "/v1/event",
                                  CUE_ACOUSTIC_ROLE_PUBLISHER,
                                  N_ ("Publish events") },
  [CUE_ACOUSTIC_CALL_REGISTER_TYPE] = { "POST",
                                        "/v1/eventtype",
                                        CUE_ACOUSTIC_ROLE_BOTH,
                                        N_ ("Register an event type") },
  [CUE_ACOUSTIC_CALL_LIST_TYPES] = { "GET",
                                     "/v1/eventtype",
                                     CUE_ACOUSTIC_ROLE_BOTH,
                                     N_ ("List the registered event types") },
  [CUE_ACOUSTIC_CALL_LIST_SUBSCRIBED_CODES] = { "GET",
                                                "/v1/eventtype/subscribed",
                                                CUE_ACOUSTIC_ROLE_PUBLISHER,
                                                N_ ("List the codes that others subscribe to") },
  [CUE_ACOUSTIC_CALL_LIST_SUBSCRIBED_TYPES] = { "GET",
                                                "/v1/eventtype/subscribed/producer",
                                                CUE_ACOUSTIC_ROLE_PUBLISHER,
                                                N_ ("List the event types others subscribe to") },
  [CUE_ACOUSTIC_CALL_LIST_CONSUMED_TYPES] = { "GET",
                                              "/v1/eventtype/subscribed/consumer",
                                              CUE_ACOUSTIC_ROLE_SUBSCRIBER,
                                              N_ ("List the event types we subscribe to") },
  [CUE_ACOUSTIC_CALL_REPLACE_PUBLISHER_ATTRIBUTES] = { "PUT",
                                                       "/v1/eventtype/attributes/publisher/{id}",
                                                       CUE_ACOUSTIC_ROLE_PUBLISHER,
                                                       N_ ("Replace the publisher's attributes") },
  [CUE_ACOUSTIC_CALL_REPLACE_SUBSCRIBER_ATTRIBUTES] = { "PUT",
                                                        "/v1/eventtype/attributes/subscriber/{id}",
                                                        CUE_ACOUSTIC_ROLE_SUBSCRIBER,
                                                        N_ (
                                                          "Replace the subscriber's attributes") },
  [CUE_ACOUSTIC_CALL_DELETE_TYPE] = { "DELETE",
                                      "/v1/eventtype/{code}",
                                      CUE_ACOUSTIC_ROLE_BOTH,
                                      N_ ("Delete an event type") },
  [CUE_ACOUSTIC_CALL_LIST_FILES] = { "GET",
                                     "/v1/eventfiles",
                                     CUE_ACOUSTIC_ROLE_SUBSCRIBER,
                                     N_ ("List the event files") },
  [CUE_ACOUSTIC_CALL_GET_FILE] = { "GET",
                                   "/v1/eventfiles/{filename}",
                                   CUE_ACOUSTIC_ROLE_SUBSCRIBER,
                                   N_ ("Download an event file") },
  [CUE_ACOUSTIC_CALL_DELETE_FILE] = { "DELETE",
                                      "/v1/eventfiles/{filename}",
                                      CUE_ACOUSTIC_ROLE_SUBSCRIBER,
                                      N_ ("Delete an event file") },
  [CUE_ACOUSTIC_CALL_GET_BROWSER_KEY] = { "GET",
                                          "/v1/endpoint/{endpointId}/eventinfo",
                                          CUE_ACOUSTIC_ROLE_BOTH,
                                          N_ ("Get the browser key") },
  [CUE_ACOUSTIC_CALL_SET_NOTIFICATION] = { "PUT",
                                           "/v1/subscription/notification",
                                           CUE_ACOUSTIC_ROLE_BOTH,
                                           N_ ("Set the notification") },
  [CUE_ACOUSTIC_CALL_DELETE_NOTIFICATION] = { "DELETE",
                                              "/v1/subscription/notification",
                                              CUE_ACOUSTIC_ROLE_BOTH,
                                              N_ ("Delete the notification") },
};

/**
 * cue_acoustic_role_get_title:
 * @role: publisher, subscriber or both
 *
 * Returns: (transfer none): its name for people
 */
const char *
cue_acoustic_role_get_title (CueAcousticRole role)
{
  if (role == CUE_ACOUSTIC_ROLE_PUBLISHER)
    return _ ("Publisher");
  if (role == CUE_ACOUSTIC_ROLE_SUBSCRIBER)
    return _ ("Subscriber");
  return _ ("Publisher and subscriber");
}

/**
 * cue_acoustic_call_get_nick:
 * @call: a call
 *
 * Returns: (transfer none): its name for machines, such as `publish`
 */
const char *
cue_acoustic_call_get_nick (CueAcousticCall call)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (CUE_TYPE_ACOUSTIC_CALL);
  GEnumValue *value = g_enum_get_value (klass, (gint) call);

  g_return_val_if_fail (value != NULL, NULL);

  return value->value_nick;
}

/**
 * cue_acoustic_call_get_method:
 * @call: a call
 *
 * Returns: (transfer none): its HTTP method. Where the vendor's title and curl sample differ (PUT
 *   attributes), the title's.
 */
const char *
cue_acoustic_call_get_method (CueAcousticCall call)
{
  g_return_val_if_fail ((guint) call < CUE_ACOUSTIC_N_CALLS, NULL);

  return facts[call].method;
}

/**
 * cue_acoustic_call_get_path:
 * @call: a call
 *
 * Returns: (transfer none): its path, with braces around what is filled in
 */
const char *
cue_acoustic_call_get_path (CueAcousticCall call)
{
  g_return_val_if_fail ((guint) call < CUE_ACOUSTIC_N_CALLS, NULL);

  return facts[call].path;
}

/**
 * cue_acoustic_call_get_roles:
 * @call: a call
 *
 * Returns: with whose key it is made: %CUE_ACOUSTIC_ROLE_BOTH when either will do
 */
CueAcousticRole
cue_acoustic_call_get_roles (CueAcousticCall call)
{
  g_return_val_if_fail ((guint) call < CUE_ACOUSTIC_N_CALLS, CUE_ACOUSTIC_ROLE_BOTH);

  return facts[call].roles;
}

/**
 * cue_acoustic_call_get_title:
 * @call: a call
 *
 * Returns: (transfer none): what it does, for people, in the imperative
 */
const char *
cue_acoustic_call_get_title (CueAcousticCall call)
{
  g_return_val_if_fail ((guint) call < CUE_ACOUSTIC_N_CALLS, NULL);

  return _ (facts[call].title);
}

/**
 * cue_acoustic_call_is_writing:
 * @call: a call
 *
 * Returns: whether it changes something at the service, so that it is guarded on connections
 *   marked as production
 */
gboolean
cue_acoustic_call_is_writing (CueAcousticCall call)
{
  return !g_str_equal (cue_acoustic_call_get_method (call), "GET");
}

/**
 * cue_acoustic_call_is_repeatable:
 * @call: a call
 *
 * Returns: whether sending it twice does no more than sending it once: everything but the POSTs
 */
gboolean
cue_acoustic_call_is_repeatable (CueAcousticCall call)
{
  return !g_str_equal (cue_acoustic_call_get_method (call), "POST");
}
