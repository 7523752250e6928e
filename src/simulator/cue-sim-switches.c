// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-sim-switches.h"

#include "cue-error.h"

#include <glib/gi18n-lib.h>

typedef struct {
  const char *name;
  const char *choices[6];
} Row;

static const Row rows[CUE_SIM_N_SWITCHES] = {
  // what a state URL answers after its hour
  [CUE_SIM_SWITCH_URL_LIFE] = { "ASSUME-30", { "401", "400", "never", NULL } },
  // assets beside the other members, or in an object of their own
  [CUE_SIM_SWITCH_ASSETS] = { "ASSUME-31", { "flat", "nested", NULL } },
  // body of an error answer
  [CUE_SIM_SWITCH_ERROR_BODY] = { "ASSUME-32", { "json", "text", "empty", NULL } },
  // the secret is the text itself, or base64 of the key
  [CUE_SIM_SWITCH_SECRET] = { "ASSUME-33", { "text", "base64", NULL } },
  // answer above a rate limit
  [CUE_SIM_SWITCH_RATE_ANSWER] = { "ASSUME-35", { "429", "400", NULL } },
  // unit of countdown.end and countdown.serverTime
  [CUE_SIM_SWITCH_TIME_UNIT] = { "ASSUME-36", { "s", "ms", NULL } },
  // an incident: the envelope of an entry, or that of the vendor's older page
  [CUE_SIM_SWITCH_INCIDENT] = { "ASSUME-2", { "entry", "v1", NULL } },
  // what a site that is unknown, or somebody else's, gets
  [CUE_SIM_SWITCH_SITE_STATUS] = { "ASSUME-5", { "403", "404", NULL } },
  // whether the hub ends a connection whose token has expired
  [CUE_SIM_SWITCH_EXPIRY] = { "ASSUME-6", { "stay", "close", NULL } },
  // whether the hub counts attempts to connect
  [CUE_SIM_SWITCH_HUB_LIMIT] = { "ASSUME-7", { "none", "429", NULL } },
  // names of the members of an entry
  [CUE_SIM_SWITCH_FIELD_NAMES] = { "ASSUME-8", { "snake", "camel", NULL } },
  // seconds an access token lives
  [CUE_SIM_SWITCH_TOKEN_LIFE] = { "token-life", { "3600", "300", "60", "20", "5", NULL } },
  // how often a refresh token can be used
  [CUE_SIM_SWITCH_REFRESH] = { "refresh-token", { "once", "again", NULL } },
  // what the person in front of the browser does
  [CUE_SIM_SWITCH_SIGN_IN] = { "sign-in", { "allow", "deny", "page", NULL } },
  // entries every few seconds, or as many as were counted at real sites
  [CUE_SIM_SWITCH_PACE] = { "doors-pace", { "demo", "real", NULL } },
  // the list of event files: names, objects with a name, or an object around it
  [CUE_SIM_SWITCH_FILE_LIST] = { "ASSUME-11", { "names", "objects", "files", NULL } },
  // what an event file is that holds what was published here
  [CUE_SIM_SWITCH_FILE_FORM] = { "ASSUME-12", { "array", "lines", "tsv", NULL } },
  // body of an error of Exchange
  [CUE_SIM_SWITCH_EXCHANGE_ERROR] = { "ASSUME-13", { "json", "message", "text", "empty", NULL } },
  // names of the types: string, number, boolean and date in any case, in lower case, or any word
  [CUE_SIM_SWITCH_TYPE_NAMES] = { "ASSUME-14", { "four", "lower", "any", NULL } },
  // an event that belongs to nobody
  [CUE_SIM_SWITCH_NO_IDENTIFIERS] = { "ASSUME-15", { "400", "accept", NULL } },
  // times of events: all, or none that is more than a day ahead
  [CUE_SIM_SWITCH_EVENT_TIMES] = { "ASSUME-17", { "any", "24h", NULL } },
  // limits of Exchange: bytes of a body, events of a batch, requests a minute and key
  [CUE_SIM_SWITCH_BODY_LIMIT] = { "ASSUME-18-body", { "1MiB", "64KiB", "none", NULL } },
  [CUE_SIM_SWITCH_BATCH_LIMIT] = { "ASSUME-18-batch", { "none", "500", "10", NULL } },
  [CUE_SIM_SWITCH_EXCHANGE_RATE] = { "ASSUME-18-rate", { "none", "100", "5", NULL } },
  // what POST and PUT answer when all is well
  [CUE_SIM_SWITCH_SUCCESS] = { "ASSUME-19", { "empty", "true", "object", "202", "204", NULL } },
  // whether an event may have attributes that its type was registered without
  [CUE_SIM_SWITCH_ATTRIBUTES] = { "acoustic-attributes", { "registered", "any", NULL } },
  // /v1/eventype, as two samples of the vendor's page have it
  [CUE_SIM_SWITCH_MISSPELLING] = { "acoustic-misspelling", { "404", "accept", NULL } },
  // milliseconds until Exchange answers
  [CUE_SIM_SWITCH_EXCHANGE_DELAY] = { "acoustic-delay", { "0", "20", "100", "500", "2000", NULL } },
  // what 10Duke answers when it has taken events
  [CUE_SIM_SWITCH_DUKE_PUT] = { "ASSUME-20", { "200", "204", "object", NULL } },
  // which of the events in a page comes first
  [CUE_SIM_SWITCH_DUKE_ORDER] = { "ASSUME-21", { "oldest", "newest", NULL } },
  // body of an error of 10Duke
  [CUE_SIM_SWITCH_DUKE_ERROR] = { "ASSUME-22", { "json", "message", "text", "empty", NULL } },
  // events in a page when nobody says how many, and at most
  [CUE_SIM_SWITCH_DUKE_DEFAULT] = { "ASSUME-23-default", { "500", "100", "20", "5", NULL } },
  [CUE_SIM_SWITCH_DUKE_MOST] = { "ASSUME-23-most", { "1000", "100", "5", "none", NULL } },
  // whether an event at the very time of after or before belongs to the page
  [CUE_SIM_SWITCH_DUKE_CURSORS] = { "ASSUME-24", { "exclusive", "inclusive", NULL } },
  // a feed nobody knows: an empty one, or none
  [CUE_SIM_SWITCH_DUKE_UNKNOWN] = { "ASSUME-25-feed", { "200", "404", NULL } },
  // bytes of a body
  [CUE_SIM_SWITCH_DUKE_BODY] = { "ASSUME-25-body", { "1MiB", "64KiB", "none", NULL } },
  // requests a minute and tenant; nothing is published
  [CUE_SIM_SWITCH_DUKE_RATE] = { "tenduke-rate", { "none", "100", "5", NULL } },
  // days until an event is forgotten
  [CUE_SIM_SWITCH_DUKE_RETENTION] = { "tenduke-retention", { "90", "7", "2", "1", "none", NULL } },
  // a JWS that was put into base64 once more
  [CUE_SIM_SWITCH_DUKE_ENCODING] = { "tenduke-encoding", { "400", "accept", NULL } },
  // form of the URLs in the instructions
  [CUE_SIM_SWITCH_DUKE_URLS] = { "tenduke-urls",
                                 { "relative", "absolute-path", "with-limit", NULL } },
  // events in the feed “huge”, made when it is asked for
  [CUE_SIM_SWITCH_DUKE_HUGE] = { "tenduke-huge",
                                 { "0", "2000", "20000", "200000", "1000000", NULL } },
  // milliseconds until 10Duke answers
  [CUE_SIM_SWITCH_DUKE_DELAY] = { "tenduke-delay", { "0", "20", "100", "500", "2000", NULL } },
};

/**
 * cue_sim_switches_set:
 * @name: "ASSUME-30" and so on
 * @choice: one of the choices of that switch
 */
gboolean
cue_sim_switches_set (CueSimSwitches *self, const char *name, const char *choice, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < CUE_SIM_N_SWITCHES; i++) {
    g_autofree char *list = NULL;

    if (!g_str_equal (rows[i].name, name))
      continue;
    for (guint c = 0; rows[i].choices[c] != NULL; c++) {
      if (g_str_equal (rows[i].choices[c], choice)) {
        self->choice[i] = c;
        return TRUE;
      }
    }
    list = g_strjoinv (", ", (char **) rows[i].choices);
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_INVALID_INPUT,
                 _ ("Switch %s: expected one of %s."),
                 rows[i].name,
                 list);
    return FALSE;
  }
  for (guint i = 0; i < CUE_SIM_N_SWITCHES; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", rows[i].name);
  g_set_error (error,
               CUE_ERROR,
               CUE_ERROR_INVALID_INPUT,
               _ ("There is no such switch. Known are %s."),
               names->str);
  return FALSE;
}

/**
 * cue_sim_switches_is:
 * @self: switches
 * @which: one of them
 * @choice: one of its choices
 *
 * Returns: whether it is set to that
 */
gboolean
cue_sim_switches_is (const CueSimSwitches *self, CueSimSwitch which, const char *choice)
{
  return g_str_equal (cue_sim_switches_get (self, which), choice);
}

/**
 * cue_sim_switches_get:
 * @self: switches
 * @which: one of them
 *
 * Returns: (transfer none): what it is set to
 */
const char *
cue_sim_switches_get (const CueSimSwitches *self, CueSimSwitch which)
{
  return rows[which].choices[self->choice[which]];
}

/**
 * cue_sim_switch_get_name:
 * @which: a switch
 *
 * Returns: (transfer none): its name, as in scenarios and on the command line
 */
const char *
cue_sim_switch_get_name (CueSimSwitch which)
{
  return rows[which].name;
}
