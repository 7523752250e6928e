// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>

#include "cue-access-words.h"
#include "cue-monitor-private.h"
#include "cue-time.h"

// What the doors of an event mean for its health, and what of them goes into its record.

// How long something that happened once stays worth a look.
#define REMEMBERED CUE_SECONDS (5 * 60)

static char *
redact (CueMonitor *self, const GError *error)
{
  return cue_redactor_apply (self->redactor, error != NULL ? error->message : "");
}

static void
raise_setup_problem (CueMonitor *self)
{
  const GError    *error = cue_doors_watch_get_error (self->doors);
  g_autofree char *cause = redact (self, error);

  if (error == NULL)
    cue_problem_list_clear (self->problems, CUE_PROBLEM_DOORS_SETUP);
  else
    cue_problem_list_raise (self->problems,
                            CUE_PROBLEM_DOORS_SETUP,
                            CUE_LANE_DOORS,
                            CUE_SEVERITY_ERROR,
                            _ ("The doors are not set up"),
                            cause,
                            NULL);
}

// While the connections stand, a token that cannot be renewed is not yet a failure, but will be one
// with the next drop.
static void
raise_token_problem (CueMonitor *self)
{
  CueTokenSource  *source = cue_doors_tokens_get_source (cue_doors_watch_get_tokens (self->doors));
  const GError    *error = source != NULL ? cue_token_source_get_error (source) : NULL;
  g_autofree char *cause = redact (self, error);
  g_autofree char *life = NULL;

  if (error == NULL) {
    cue_problem_list_clear (self->problems, CUE_PROBLEM_DOORS_TOKEN);
    return;
  }
  life = cue_token_source_describe (source);
  cue_problem_list_raise (self->problems,
                          CUE_PROBLEM_DOORS_TOKEN,
                          CUE_LANE_DOORS,
                          cue_token_source_needs_user (source) ? CUE_SEVERITY_ERROR
                                                               : CUE_SEVERITY_WARNING,
                          _ ("The token for the doors cannot be renewed"),
                          cause,
                          life);
}

static void
raise_remembered (CueMonitor *self,
                  const char *id,
                  gint64      when_us,
                  const char *title,
                  const char *cause)
{
  if (when_us == 0 || cue_clock_get_monotonic (self->clock) - when_us > REMEMBERED)
    cue_problem_list_clear (self->problems, id);
  else
    cue_problem_list_raise (self->problems,
                            id,
                            CUE_LANE_DOORS,
                            CUE_SEVERITY_WARNING,
                            title,
                            cause,
                            NULL);
}

static CueHealth
find_health (CueMonitor *self, char **words)
{
  GListModel  *hubs = cue_doors_watch_get_hubs (self->doors);
  guint        n = g_list_model_get_n_items (hubs);
  guint        n_connected = 0;
  gboolean     failing = FALSE;
  CueSaltoHub *worst = NULL;

  if (cue_doors_watch_get_error (self->doors) != NULL) {
    *words = g_strdup (_ ("Not set up"));
    return CUE_HEALTH_ERROR;
  }
  for (guint i = 0; i < n; i++) {
    g_autoptr (CueSaltoHub) hub = g_list_model_get_item (hubs, i);
    gboolean bad = cue_monitor_is_hub_failing (hub);

    if (cue_salto_hub_get_state (hub) == CUE_SIGNALR_CONNECTED)
      n_connected++;
    else if (worst == NULL || (bad && !failing))
      worst = hub; // the list holds it
    failing |= bad;
  }
  if (n == 0) {
    *words = g_strdup (_ ("Looking for the token…"));
    return CUE_HEALTH_IDLE;
  }
  if (n_connected == n) {
    *words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                           "Connected to %u stream",
                                           "Connected to %u streams",
                                           n),
                              n);
    return CUE_HEALTH_OK;
  }
  *words = cue_salto_hub_describe (worst);
  if (failing)
    return CUE_HEALTH_ERROR;
  return cue_salto_hub_get_reason (worst) == CUE_SIGNALR_REASON_NONE ? CUE_HEALTH_IDLE
                                                                     : CUE_HEALTH_WARNING;
}

/**
 * cue_monitor_update_doors:
 *
 * Works out the health of the doors and their problems: after each poll, so that what is only
 * remembered for a while goes, and whenever something happens to them.
 */
void
cue_monitor_update_doors (CueMonitor *self)
{
  gint64           heard = cue_doors_watch_get_last_heard_us (self->doors);
  g_autofree char *words = NULL;
  CueHealth        health;

  if (!self->running || !cue_doors_watch_get_running (self->doors))
    return;
  cue_monitor_update_hubs (self);
  raise_setup_problem (self);
  raise_token_problem (self);
  raise_remembered (self,
                    CUE_PROBLEM_DOORS_GAP,
                    self->doors_gap_us,
                    _ ("Door events may be missing"),
                    _ ("A connection was lost for a while, and the service does not send again "
                       "what happened meanwhile. The list shows the gap."));
  raise_remembered (self,
                    CUE_PROBLEM_DOORS_OVERFLOW,
                    self->doors_overflow_us,
                    _ ("Door events came too fast"),
                    _ ("More came than could be taken in, and the oldest were let go. The list "
                       "shows the gap."));
  raise_remembered (self,
                    CUE_PROBLEM_DOORS_UNDECODED,
                    self->doors_undecoded_us,
                    _ ("A message of the doors is not understood"),
                    _ ("It is no entry and no incident as we know them. The list shows it as it "
                       "came."));
  if (heard != 0)
    cue_source_health_set_last_good (self->doors_health,
                                     cue_clock_get_monotonic (self->clock) -
                                       (cue_clock_get_wall (self->clock) - heard));
  health = find_health (self, &words);
  cue_source_health_update (self->doors_health, health, words);
}

static void
observe_hub (CueMonitor *self, CueSaltoHub *hub)
{
  g_autofree char *title = cue_salto_hub_get_title (hub);
  g_autofree char *words = cue_salto_hub_describe (hub);
  const GError    *error = cue_salto_hub_get_error (hub);
  const char      *kind = NULL;
  g_autofree char *subject = NULL;

  switch (cue_salto_hub_get_state (hub)) {
  case CUE_SIGNALR_CONNECTED:
    kind = "connected";
    break;
  case CUE_SIGNALR_RECONNECTING:
    kind = "lost";
    break;
  case CUE_SIGNALR_DISCONNECTED:
    kind = cue_salto_hub_get_blocked (hub) ? "blocked" : "disconnected";
    break;
  case CUE_SIGNALR_CONNECTING:
  case CUE_SIGNALR_STOPPING:
    return;
  }
  // One line for each turn, not for each attempt.
  if (g_strcmp0 (g_object_get_data (G_OBJECT (hub), "cue-observed"), kind) == 0)
    return;
  g_object_set_data (G_OBJECT (hub), "cue-observed", (gpointer) kind);
  // Translators: stream and site, then the state of the connection
  subject = g_strdup_printf (_ ("%s: %s"), title, words);
  cue_monitor_observe (self,
                       CUE_LANE_DOORS,
                       kind,
                       subject,
                       error != NULL ? error->message : NULL,
                       error != NULL ? CUE_SEVERITY_WARNING : CUE_SEVERITY_INFO);
}

static void
on_changed (CueDoorsWatch *doors, CueSaltoHub *hub, CueMonitor *self)
{
  if (!self->running)
    return;
  if (hub != NULL)
    observe_hub (self, hub);
  cue_monitor_update_doors (self);
  cue_monitor_update_severity (self);
}

static void
append_word (GString *words, char *word)
{
  if (*word != '\0')
    g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", word);
  g_free (word);
}

// What is not understood may name persons anywhere, so its text is shown openly or not at all.
static char *
make_detail (const CueAccessEvent *event, gboolean hidden)
{
  GString *detail = g_string_new (NULL);

  if (cue_access_event_is_decoded (event)) {
    append_word (detail, cue_access_words_person (event, hidden));
    append_word (detail, cue_access_words_how (event));
    append_word (detail, cue_access_words_detail (event, hidden));
  } else if (!hidden) {
    GBytes *raw = cue_access_event_get_raw (event);

    g_string_append_len (detail, g_bytes_get_data (raw, NULL), (gssize) g_bytes_get_size (raw));
  }
  return g_string_free (detail, FALSE);
}

static void
on_received (CueDoorsWatch *doors,
             CueSaltoHub   *hub,
             guint64        id,
             gboolean       repeated,
             CueMonitor    *self)
{
  CueAccessLog *log = cue_doors_watch_get_log (doors);
  g_autoptr (CueAccessEvent) event = cue_access_log_get_event (log, id);
  CueAccessMarks marks = cue_access_log_get_marks (log, id);
  g_autoptr (GString) subject = NULL;
  g_autofree char *detail = NULL;
  g_autofree char *discreet = NULL;
  const char      *kind;

  // A message that came twice happened once.
  if (!self->running || repeated || event == NULL)
    return;
  subject = g_string_new (NULL);
  detail = make_detail (event, FALSE);
  discreet = make_detail (event, TRUE);
  if (cue_access_event_is_decoded (event)) {
    kind = cue_access_event_get_kind (event) == CUE_ACCESS_INCIDENT ? "incident" : "entry";
    append_word (subject, cue_access_words_what (event));
    append_word (subject, cue_access_words_door (event));
  } else {
    kind = "undecoded";
    append_word (subject, g_strdup (cue_access_words_for_form (cue_access_event_get_form (event))));
    self->doors_undecoded_us = cue_clock_get_monotonic (self->clock);
  }
  cue_monitor_observe_personal (self,
                                CUE_LANE_DOORS,
                                kind,
                                subject->str,
                                detail,
                                discreet,
                                marks & (CUE_ACCESS_MARK_REFUSED | CUE_ACCESS_MARK_OPEN |
                                         CUE_ACCESS_MARK_UNDECODED | CUE_ACCESS_MARK_FORM)
                                  ? CUE_SEVERITY_WARNING
                                  : CUE_SEVERITY_INFO);
  if (!cue_access_event_is_decoded (event))
    cue_monitor_update_doors (self);
}

static void
on_unexpected (CueDoorsWatch *doors, CueSaltoHub *hub, const char *target, CueMonitor *self)
{
  g_autofree char *title = cue_salto_hub_get_title (hub);
  g_autofree char *subject = NULL;

  if (!self->running)
    return;
  // Translators: the name of a method that a hub invoked and that we do not know
  subject = g_strdup_printf (_ ("Unexpected call of “%s”"), target);
  cue_monitor_observe (self, CUE_LANE_DOORS, "unexpected", subject, title, CUE_SEVERITY_WARNING);
}

static void
on_gap (CueDoorsWatch *doors,
        CueSaltoHub   *hub,
        gint64         from_us,
        gint64         until_us,
        guint64        n_dropped,
        CueMonitor    *self)
{
  g_autofree char *title = cue_salto_hub_get_title (hub);
  g_autofree char *length = cue_time_format_duration (until_us - from_us, CUE_DURATION_WORDS);
  g_autofree char *count = g_strdup_printf ("%" G_GUINT64_FORMAT, n_dropped);
  g_autofree char *subject = NULL;
  gint64           now = cue_clock_get_monotonic (self->clock);

  if (!self->running)
    return;
  if (n_dropped > 0) {
    self->doors_overflow_us = now;
    subject = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                            "Too fast: %s message was let go",
                                            "Too fast: %s messages were let go",
                                            (gulong) n_dropped),
                               count);
  } else {
    self->doors_gap_us = now;
    subject = g_strdup_printf (_ ("Messages of %s may be missing"), length);
  }
  cue_monitor_observe (self,
                       CUE_LANE_DOORS,
                       n_dropped > 0 ? "overflow" : "gap",
                       subject,
                       title,
                       CUE_SEVERITY_WARNING);
  cue_monitor_update_doors (self);
  cue_monitor_update_severity (self);
}

/**
 * cue_monitor_make_doors:
 *
 * Makes the doors of a new monitor, watched or not.
 */
void
cue_monitor_make_doors (CueMonitor *self)
{
  self->doors_health = cue_source_health_new (CUE_LANE_DOORS, _ ("Doors"));
  self->doors = cue_doors_watch_new (cue_profile_get_doors (self->profile),
                                     cue_profile_get_id (self->profile),
                                     self->client,
                                     self->secrets);
  if (cue_doors_watch_get_enabled (self->doors))
    g_list_store_append (self->sources, self->doors_health);
  g_signal_connect_object (self->doors, "changed", G_CALLBACK (on_changed), self, 0);
  g_signal_connect_object (self->doors, "received", G_CALLBACK (on_received), self, 0);
  g_signal_connect_object (self->doors, "unexpected", G_CALLBACK (on_unexpected), self, 0);
  g_signal_connect_object (self->doors, "gap", G_CALLBACK (on_gap), self, 0);
}

/**
 * cue_monitor_clear_doors:
 *
 * Lets go of the doors.
 */
void
cue_monitor_clear_doors (CueMonitor *self)
{
  if (self->doors == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->doors, self);
  cue_doors_watch_stop (self->doors);
  g_clear_object (&self->doors);
}

/**
 * cue_monitor_get_doors:
 *
 * Returns: (transfer none): the hubs, the tokens and the log of the doors; also when doors are not
 *   watched
 */
CueDoorsWatch *
cue_monitor_get_doors (CueMonitor *self)
{
  g_return_val_if_fail (CUE_IS_MONITOR (self), NULL);
  return self->doors;
}

/**
 * cue_monitor_inherit:
 * @self: a monitor that is not started
 * @before: the one whose place it takes
 *
 * Takes over what was recorded of the doors, so that a new token does not empty the list, the
 * desk of the Acoustic Exchange with what it is doing, and the history of the assets.
 */
void
cue_monitor_inherit (CueMonitor *self, CueMonitor *before)
{
  g_return_if_fail (CUE_IS_MONITOR (self));
  g_return_if_fail (CUE_IS_MONITOR (before));

  cue_doors_watch_set_log (self->doors, cue_doors_watch_get_log (before->doors));
  cue_monitor_inherit_acoustic (self, before);
  cue_monitor_inherit_feeds (self, before);
  cue_asset_watch_inherit (self->assets, before->assets);
}
