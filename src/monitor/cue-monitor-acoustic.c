// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>

#include "cue-monitor-private.h"

// What is done with the Acoustic Exchange, for the record of the event and for its problems. No
// health: nothing is watched there, only done when somebody wants it.

#define KEY_PREFIX   "acoustic.key."
#define FILES_PREFIX "acoustic.files."

static void
update_key_problem (CueMonitor *self, gpointer connection)
{
  g_autofree char *title = NULL;

  // Translators: %s is the name of a connection to the Acoustic Exchange
  title = g_strdup_printf (_ ("Acoustic Exchange refuses the key of “%s”"),
                           cue_desk_connection_get_title (connection));
  cue_monitor_update_key_problem (self, KEY_PREFIX, CUE_LANE_ACOUSTIC, connection, title);
}

static void
on_key_changed (CueAcousticDesk *desk, CueAcousticDeskConnection *connection, CueMonitor *self)
{
  update_key_problem (self, connection);
  cue_monitor_update_severity (self);
}

static CueSeverity
get_severity (CueAcousticReply *reply)
{
  return cue_acoustic_reply_is_done (reply) ? CUE_SEVERITY_INFO : CUE_SEVERITY_WARNING;
}

static void
on_answered (CueAcousticDesk           *desk,
             CueAcousticDeskConnection *connection,
             CueAcousticReply          *reply,
             CueMonitor                *self)
{
  g_autofree char *subject = NULL;

  // Translators: the name of a connection, then what became of a call
  subject = g_strdup_printf (_ ("%s: %s"),
                             cue_desk_connection_get_title (connection),
                             cue_acoustic_reply_get_title (reply));
  cue_monitor_observe (self,
                       CUE_LANE_ACOUSTIC,
                       cue_acoustic_call_is_writing (cue_acoustic_reply_get_call (reply)) ? "wrote"
                                                                                          : "asked",
                       subject,
                       cue_acoustic_reply_get_message (reply),
                       get_severity (reply));
  // The words of a refusal are there now.
  update_key_problem (self, connection);
}

static void
on_row_answered (CueAcousticDesk           *desk,
                 CueAcousticDeskConnection *connection,
                 CuePublishRun             *run,
                 guint                      request,
                 CueMonitor                *self)
{
  g_autofree char *subject = NULL;
  g_autoptr (CuePublishRow) row = NULL;
  guint first;
  guint last;

  if (!cue_publish_plan_find_rows (cue_publish_run_get_plan (run), request, &first, &last))
    return;
  row = g_list_model_get_item (G_LIST_MODEL (run), first);
  subject = g_strdup_printf (
    // Translators: name of a connection, number of a row of a table, what became of it
    _ ("%s: row %u: %s"),
    cue_desk_connection_get_title (connection),
    cue_publish_row_get_number (row),
    cue_publish_row_state_to_words (cue_publish_row_get_state (row)));
  cue_monitor_observe (self,
                       CUE_LANE_ACOUSTIC,
                       "row",
                       subject,
                       cue_publish_row_get_words (row),
                       cue_publish_row_get_state (row) == CUE_PUBLISH_ROW_DONE
                         ? CUE_SEVERITY_INFO
                         : CUE_SEVERITY_WARNING);
}

static void
on_files_changed (CueAcousticDesk *desk, CueAcousticDeskConnection *connection, CueMonitor *self)
{
  CueEventFileQueue *queue = cue_acoustic_desk_connection_get_queue (connection);
  CueAcousticReply  *reply = cue_event_file_queue_get_last_reply (queue);
  g_autofree char   *id = NULL;
  g_autofree char   *title = NULL;

  if (reply != NULL)
    on_answered (desk, connection, reply, self);
  id = g_strconcat (FILES_PREFIX, cue_desk_connection_get_id (connection), NULL);
  if (cue_event_file_queue_get_blocked (queue)) {
    // Translators: %s is the name of a connection to the Acoustic Exchange
    title = g_strdup_printf (_ ("The event files of “%s” hold up those behind them"),
                             cue_desk_connection_get_title (connection));
    cue_problem_list_raise (self->problems,
                            id,
                            CUE_LANE_ACOUSTIC,
                            CUE_SEVERITY_WARNING,
                            title,
                            cue_event_file_queue_get_words (queue),
                            NULL);
  } else {
    cue_problem_list_clear (self->problems, id);
  }
  cue_monitor_update_severity (self);
}

static void
raise_run_problem (CueMonitor *self)
{
  GListModel    *runs = cue_acoustic_desk_get_runs (self->acoustic);
  CuePublishRun *asking = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (runs); i++) {
    g_autoptr (CuePublishRun) run = g_list_model_get_item (runs, i);

    if (cue_publish_run_get_state (run) == CUE_PUBLISH_RUN_ASKING)
      asking = run; // the list holds it
  }
  if (asking == NULL)
    cue_problem_list_clear (self->problems, CUE_PROBLEM_ACOUSTIC_RUN);
  else
    cue_problem_list_raise (self->problems,
                            CUE_PROBLEM_ACOUSTIC_RUN,
                            CUE_LANE_ACOUSTIC,
                            CUE_SEVERITY_WARNING,
                            _ ("Nobody knows whether some rows were published"),
                            cue_publish_run_get_words (asking),
                            cue_acoustic_desk_get_run_title (self->acoustic, asking));
}

static void
on_run_changed (CueAcousticDesk           *desk,
                CueAcousticDeskConnection *connection,
                CuePublishRun             *run,
                CueMonitor                *self)
{
  g_autoptr (GEnumClass) states = g_type_class_ref (CUE_TYPE_PUBLISH_RUN_STATE);
  g_autofree char   *kind = NULL;
  g_autofree char   *subject = NULL;
  g_autofree char   *counts = cue_publish_run_describe (run);
  CuePublishRunState state = cue_publish_run_get_state (run);
  const GError      *error = cue_publish_run_get_error (run);

  kind = g_strconcat ("run-", g_enum_get_value (states, state)->value_nick, NULL);
  subject = g_strdup_printf (_ ("%s: %s"), cue_acoustic_desk_get_run_title (desk, run), counts);
  cue_monitor_observe (self,
                       CUE_LANE_ACOUSTIC,
                       kind,
                       subject,
                       error != NULL ? error->message : cue_desk_connection_get_title (connection),
                       error != NULL || state == CUE_PUBLISH_RUN_WAITING ? CUE_SEVERITY_WARNING
                                                                         : CUE_SEVERITY_INFO);
  raise_run_problem (self);
  cue_monitor_update_severity (self);
}

static void
on_connections_changed (GListModel *desk,
                        guint       position,
                        guint       removed,
                        guint       added,
                        CueMonitor *self)
{
  cue_monitor_update_acoustic (self);
}

/**
 * cue_monitor_update_acoustic:
 *
 * Works out the problems of the Acoustic Exchange; those of a connection that is gone go.
 */
void
cue_monitor_update_acoustic (CueMonitor *self)
{
  static const char *const prefixes[] = { KEY_PREFIX, FILES_PREFIX, NULL };
  GPtrArray               *connections = cue_desk_get_connections (self->acoustic);

  cue_monitor_clear_gone_problems (self, CUE_DESK (self->acoustic), prefixes);
  for (guint i = 0; i < connections->len; i++)
    update_key_problem (self, g_ptr_array_index (connections, i));
  raise_run_problem (self);
  cue_monitor_update_severity (self);
}

static void
follow (CueMonitor *self)
{
  g_signal_connect_object (self->acoustic, "answered", G_CALLBACK (on_answered), self, 0);
  g_signal_connect_object (self->acoustic, "row-answered", G_CALLBACK (on_row_answered), self, 0);
  g_signal_connect_object (self->acoustic, "run-changed", G_CALLBACK (on_run_changed), self, 0);
  g_signal_connect_object (self->acoustic, "key-changed", G_CALLBACK (on_key_changed), self, 0);
  g_signal_connect_object (self->acoustic, "files-changed", G_CALLBACK (on_files_changed), self, 0);
  g_signal_connect_object (self->acoustic,
                           "items-changed",
                           G_CALLBACK (on_connections_changed),
                           self,
                           0);
}

/**
 * cue_monitor_make_acoustic:
 *
 * Makes the desk of a new monitor, with connections or without.
 */
void
cue_monitor_make_acoustic (CueMonitor *self)
{
  self->acoustic = cue_acoustic_desk_new (cue_profile_get_acoustic (self->profile),
                                          cue_profile_get_id (self->profile),
                                          cue_profile_get_transient (self->profile),
                                          self->client,
                                          self->secrets);
  follow (self);
}

/**
 * cue_monitor_inherit_acoustic:
 * @before: the monitor whose place it takes
 *
 * Takes over the desk, with what it knows and what it is doing.
 */
void
cue_monitor_inherit_acoustic (CueMonitor *self, CueMonitor *before)
{
  g_signal_handlers_disconnect_by_data (before->acoustic, before);
  g_signal_handlers_disconnect_by_data (self->acoustic, self);
  g_set_object (&self->acoustic, before->acoustic);
  cue_desk_set_http (self->acoustic, self->client);
  follow (self);
  cue_monitor_update_acoustic (self);
}

/**
 * cue_monitor_clear_acoustic:
 *
 * Lets go of the desk.
 */
void
cue_monitor_clear_acoustic (CueMonitor *self)
{
  if (self->acoustic == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->acoustic, self);
  g_clear_object (&self->acoustic);
}

/**
 * cue_monitor_get_acoustic:
 *
 * Returns: (transfer none): the connections to the Acoustic Exchange, also when there are none
 */
CueAcousticDesk *
cue_monitor_get_acoustic (CueMonitor *self)
{
  g_return_val_if_fail (CUE_IS_MONITOR (self), NULL);
  return self->acoustic;
}
