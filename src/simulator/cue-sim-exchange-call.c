// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-sim-exchange-call.h"

#define ANY CUE_SIM_ENDPOINT_ANY
#define PUB CUE_SIM_ENDPOINT_PUBLISHES
#define SUB CUE_SIM_ENDPOINT_SUBSCRIBES

#define PUBLISHER_ATTRIBUTES_PATH  "/v1/eventtype/attributes/publisher/{}"
#define SUBSCRIBER_ATTRIBUTES_PATH "/v1/eventtype/attributes/subscriber/{}"
#define NOTIFICATION_PATH          "/v1/subscription/notification"

const CueSimCallInfo cue_sim_calls[CUE_SIM_N_CALLS] = {
  { CUE_SIM_CALL_PUBLISH, "publish", "POST", "/v1/event", PUB, TRUE },
  { CUE_SIM_CALL_REGISTER, "register", "POST", "/v1/eventtype", ANY, TRUE },
  { CUE_SIM_CALL_EVENT_TYPES, "event-types", "GET", "/v1/eventtype", ANY, FALSE },
  { CUE_SIM_CALL_SUBSCRIBED, "subscribed", "GET", "/v1/eventtype/subscribed", PUB, FALSE },
  { CUE_SIM_CALL_PRODUCER, "producer", "GET", "/v1/eventtype/subscribed/producer", PUB, FALSE },
  { CUE_SIM_CALL_CONSUMER, "consumer", "GET", "/v1/eventtype/subscribed/consumer", SUB, FALSE },
  { CUE_SIM_CALL_PUBLISHER_ATTRIBUTES,
    "publisher-attributes",
    "PUT",
    PUBLISHER_ATTRIBUTES_PATH,
    PUB,
    TRUE },
  { CUE_SIM_CALL_SUBSCRIBER_ATTRIBUTES,
    "subscriber-attributes",
    "PUT",
    SUBSCRIBER_ATTRIBUTES_PATH,
    SUB,
    TRUE },
  { CUE_SIM_CALL_DELETE_EVENT_TYPE, "delete-event-type", "DELETE", "/v1/eventtype/{}", ANY, FALSE },
  { CUE_SIM_CALL_EVENT_FILES, "event-files", "GET", "/v1/eventfiles", SUB, FALSE },
  { CUE_SIM_CALL_EVENT_FILE, "event-file", "GET", "/v1/eventfiles/{}", SUB, FALSE },
  { CUE_SIM_CALL_DELETE_EVENT_FILE,
    "delete-event-file",
    "DELETE",
    "/v1/eventfiles/{}",
    SUB,
    FALSE },
  { CUE_SIM_CALL_BROWSER_KEY, "browser-key", "GET", "/v1/endpoint/{}/eventinfo", ANY, FALSE },
  { CUE_SIM_CALL_NOTIFICATION, "notification", "PUT", NOTIFICATION_PATH, ANY, TRUE },
  { CUE_SIM_CALL_DELETE_NOTIFICATION,
    "delete-notification",
    "DELETE",
    NOTIFICATION_PATH,
    ANY,
    FALSE },
};

/**
 * cue_sim_call_get_target:
 *
 * Returns: what faults call it
 */
CueSimTarget
cue_sim_call_get_target (const CueSimCallInfo *info)
{
  return (CueSimTarget) (CUE_SIM_TARGET_PUBLISH << info->call);
}

/* @argument: (out) (optional): what stands for {}, decoded */
static gboolean
match (const char *pattern, const char *raw_path, char **argument)
{
  g_auto (GStrv) wanted = g_strsplit (pattern, "/", -1);
  g_auto (GStrv) given = g_strsplit (raw_path, "/", 16);
  g_autofree char *found = NULL;

  if (g_strv_length (wanted) != g_strv_length (given))
    return FALSE;
  for (guint i = 0; wanted[i] != NULL; i++) {
    if (g_str_equal (wanted[i], "{}")) {
      found = g_uri_unescape_string (given[i], NULL);
      if (found == NULL || *found == '\0')
        return FALSE;
    } else if (!g_str_equal (wanted[i], given[i])) {
      return FALSE;
    }
  }
  if (argument != NULL)
    *argument = g_steal_pointer (&found);
  return TRUE;
}

/**
 * cue_sim_call_find:
 * @raw_path: not decoded: a slash inside of a segment is %2F
 * @argument: (out) (optional) (nullable): the segment that stands for {}, decoded
 * @allow: (out) (optional) (nullable): when it is %NULL that is returned, the methods that there
 *   are for this path, as the header Allow names them; %NULL when there is no such path
 *
 * Returns: (nullable): the call
 */
const CueSimCallInfo *
cue_sim_call_find (const char *method, const char *raw_path, char **argument, char **allow)
{
  g_autoptr (GString) methods = g_string_new (NULL);

  for (guint i = 0; i < CUE_SIM_N_CALLS; i++) {
    const CueSimCallInfo *info = &cue_sim_calls[i];
    g_autofree char      *found = NULL;

    if (!match (info->path, raw_path, &found))
      continue;
    if (g_str_equal (info->method, method)) {
      if (argument != NULL)
        *argument = g_steal_pointer (&found);
      return info;
    }
    g_string_append_printf (methods, "%s%s", methods->len > 0 ? ", " : "", info->method);
  }
  if (allow != NULL && methods->len > 0)
    *allow = g_string_free (g_steal_pointer (&methods), FALSE);
  return NULL;
}
