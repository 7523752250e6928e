// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <string.h>

#include "cue-monitor-private.h"

// What the desks of all services mean for the problems of an event. A problem of a connection has
// an id that begins with a prefix and the id of the connection, and ends there or goes on after a
// dot.

/**
 * cue_monitor_update_key_problem:
 * @prefix: what the id of the problem begins with
 * @lane: of the service
 * @connection: whose key it is about
 * @title: that the service refuses it
 *
 * Raises or clears the problem of a key that is refused.
 */
void
cue_monitor_update_key_problem (CueMonitor        *self,
                                const char        *prefix,
                                const char        *lane,
                                CueDeskConnection *connection,
                                const char        *title)
{
  g_autofree char *id = g_strconcat (prefix, cue_desk_connection_get_id (connection), NULL);

  switch (cue_desk_connection_get_key_state (connection)) {
  case CUE_KEY_REFUSED:
    cue_problem_list_raise (self->problems,
                            id,
                            lane,
                            CUE_SEVERITY_WARNING,
                            title,
                            cue_desk_connection_get_words (connection),
                            NULL);
    break;
  case CUE_KEY_THERE:
  case CUE_KEY_UNKNOWN: // another key was entered, or the address changed
    cue_problem_list_clear (self->problems, id);
    break;
  case CUE_KEY_LOOKING:
  case CUE_KEY_MISSING: // said where it was asked for
  case CUE_KEY_LOCKED:
    break;
  }
}

static gboolean
is_gone (CueDesk *desk, const char *const *prefixes, const char *id)
{
  for (gsize i = 0; prefixes[i] != NULL; i++) {
    g_autofree char *connection_id = NULL;
    const char      *rest;

    if (!g_str_has_prefix (id, prefixes[i]))
      continue;
    rest = id + strlen (prefixes[i]);
    connection_id = g_strndup (rest, strcspn (rest, "."));
    return cue_desk_find (desk, connection_id) == NULL;
  }
  return FALSE;
}

/**
 * cue_monitor_clear_gone_problems:
 * @desk: whose connections are others now
 * @prefixes: (array zero-terminated=1): what the ids of their problems begin with
 *
 * Clears the problems of connections that are gone.
 */
void
cue_monitor_clear_gone_problems (CueMonitor *self, CueDesk *desk, const char *const *prefixes)
{
  GListModel *problems = G_LIST_MODEL (self->problems);

  for (guint i = g_list_model_get_n_items (problems); i > 0; i--) {
    g_autoptr (CueProblem) problem = g_list_model_get_item (problems, i - 1);

    if (is_gone (desk, prefixes, cue_problem_get_id (problem)))
      cue_problem_list_clear (self->problems, cue_problem_get_id (problem));
  }
}
