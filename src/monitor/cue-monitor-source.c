// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>

#include "cue-limits.h"
#include "cue-monitor-private.h"

// Where the state URL comes from: the source with its limits and its secret. A keyring may ask the
// user for a password and take as long as the user does, so a wait of more than a moment is said.

#define WAIT_NOTICE (3 * G_USEC_PER_SEC)

/**
 * cue_monitor_begin_limits:
 *
 * Takes up the limits of getStateURL where the last run left them.
 */
void
cue_monitor_begin_limits (CueMonitor *self)
{
  g_autofree char *key = cue_limits_get_key (self->profile);
  g_autoptr (GVariant) limits = cue_limits_load (self->limits_path, key);

  cue_monitor_end_limits (self);
  self->limits_writer = cue_limits_writer_new (self->limits_path, key);
  if (limits != NULL)
    cue_state_url_source_load_limits (self->source, limits);
}

/**
 * cue_monitor_save_limits:
 *
 * Writes down what was used of the limits of getStateURL, if it changed: a call counts for a
 * minute, whatever becomes of this process. The disk is not waited for.
 */
void
cue_monitor_save_limits (CueMonitor *self)
{
  g_autoptr (GVariant) limits = NULL;

  if (self->limits_writer == NULL || !cue_state_url_source_can_renew (self->source))
    return;
  limits = cue_state_url_source_save_limits (self->source);
  if (limits == NULL)
    return;
  g_variant_ref_sink (limits);
  if (self->limits != NULL && g_variant_equal (self->limits, limits))
    return;
  g_clear_pointer (&self->limits, g_variant_unref);
  self->limits = g_variant_ref (limits);
  cue_limits_writer_save (self->limits_writer, cue_clock_get_wall (self->clock), limits);
}

/**
 * cue_monitor_end_limits:
 *
 * Waits until the limits are in their file, so that whoever watches the event next keeps them.
 */
void
cue_monitor_end_limits (CueMonitor *self)
{
  g_autoptr (GError) error = NULL;

  if (self->limits_writer != NULL && !cue_limits_writer_flush (self->limits_writer, &error))
    g_warning ("%s", error->message);
  g_clear_pointer (&self->limits_writer, cue_limits_writer_unref);
}

static void
raise_secret_problem (CueMonitor *self, CueSeverity severity, const char *title, const char *cause)
{
  cue_problem_list_raise (self->problems,
                          CUE_PROBLEM_MONITOR_SECRET,
                          CUE_LANE_MONITOR,
                          severity,
                          title,
                          cause,
                          NULL);
  cue_source_health_update (self->engine_health,
                            severity == CUE_SEVERITY_ERROR ? CUE_HEALTH_ERROR : CUE_HEALTH_WARNING,
                            title);
}

static gboolean
on_secret_late (gpointer user_data)
{
  g_autoptr (CueMonitor) self = g_object_ref (user_data);

  self->secret_timer = 0;
  raise_secret_problem (self,
                        CUE_SEVERITY_WARNING,
                        _ ("Waiting for the keyring"),
                        _ ("The keyring may be asking for its password in a window of its own."));
  return G_SOURCE_REMOVE;
}

static void
on_secret_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GBytes) secret = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CueMonitor) self = NULL;

  secret = cue_secret_store_lookup_finish (CUE_SECRET_STORE (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  // Whoever hears of what follows may let the monitor go.
  self = g_object_ref (user_data);
  cue_monitor_end_secret (self);

  if (secret == NULL || g_bytes_get_size (secret) == 0) {
    raise_secret_problem (self,
                          CUE_SEVERITY_ERROR,
                          _ ("The secret of the API key is missing"),
                          error != NULL ? error->message
                                        : _ ("No secret is stored for this event. Edit the event "
                                             "and enter it."));
    return;
  }
  found = cue_profile_validate_secret (self->profile, secret);
  if (cue_diagnostics_get_worst (found) == CUE_SEVERITY_ERROR) {
    raise_secret_problem (self,
                          CUE_SEVERITY_ERROR,
                          _ ("The secret of the API key cannot be used"),
                          cue_diagnostic_get_message (g_ptr_array_index (found, 0)));
    return;
  }

  cue_problem_list_clear (self->problems, CUE_PROBLEM_MONITOR_SECRET);
  cue_redactor_add_bytes (self->redactor, secret);
  cue_state_url_source_set_secret (self->source,
                                   secret,
                                   cue_profile_get_secret_is_base64 (self->profile));
  cue_engine_poller_start (self->poller);
}

/**
 * cue_monitor_begin_secret:
 *
 * Looks for the secret and then starts the poller.
 */
void
cue_monitor_begin_secret (CueMonitor *self)
{
  cue_monitor_end_secret (self);
  self->cancellable = g_cancellable_new ();
  self->secret_timer = cue_clock_add_timeout (self->clock, WAIT_NOTICE, on_secret_late, self, NULL);
  cue_source_health_update (self->engine_health, CUE_HEALTH_IDLE, _ ("Looking for the secret…"));
  cue_secret_store_lookup_async (self->secrets,
                                 cue_profile_get_id (self->profile),
                                 CUE_SECRET_KIND_ENGINE,
                                 self->cancellable,
                                 on_secret_found,
                                 self);
}

/**
 * cue_monitor_end_secret:
 *
 * Ends the search for the secret, found or not.
 */
void
cue_monitor_end_secret (CueMonitor *self)
{
  if (self->secret_timer != 0)
    cue_clock_remove_timeout (self->clock, self->secret_timer);
  self->secret_timer = 0;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}
