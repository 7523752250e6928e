// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-preflight-private.h"

#include <glib/gi18n-lib.h>

#include "cue-property.h"
#include "cue-time.h"

/**
 * CuePreflight:
 *
 * The check before the show: walks everything that an event needs and writes a report, the worst
 * first, each finding with its cause and what to do.
 *
 * It begins with the steps of [class@ProfileTest] (settings, secret, token, state URL, state,
 * clock, doors, connections), then looks at the countdown, each variant of the stream with a
 * segment, and every image and video of every state; the certificates are those that all these
 * connections showed. Nothing is changed anywhere; calls to getStateURL count against the usual
 * limits.
 *
 * A check runs once. Main thread only; may be dropped at any moment.
 */

G_DEFINE_FINAL_TYPE (CuePreflight, cue_preflight, G_TYPE_OBJECT)

typedef enum {
  PROP_RUNNING = 1,
  PROP_PROGRESS,
  PROP_ACTIVITY,
} CuePreflightProperty;

static GParamSpec *properties[PROP_ACTIVITY + 1];

static void
free_variant (gpointer data)
{
  CuePreflightVariant *variant = data;

  g_free (variant->uri);
  g_free (variant->title);
  g_free (variant->fact);
  g_free (variant);
}

static void
cue_preflight_init (CuePreflight *self)
{
  self->cancellable = g_cancellable_new ();
  self->probing = g_cancellable_new ();
  self->activity = g_strdup ("");
  self->variants = g_ptr_array_new_with_free_func (free_variant);
  self->blames = g_ptr_array_new_with_free_func ((GDestroyNotify) cue_preflight_blame_free);
}

static void
let_go_of_test (CuePreflight *self)
{
  if (self->test == NULL)
    return;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->test)); i++) {
    g_autoptr (CueTestStep) step = g_list_model_get_item (G_LIST_MODEL (self->test), i);

    g_signal_handlers_disconnect_by_data (step, self);
  }
  g_signal_handlers_disconnect_by_data (self->test, self);
}

static void
cue_preflight_dispose (GObject *object)
{
  CuePreflight *self = CUE_PREFLIGHT (object);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->probing);
  cue_clock_clear_timeout (self->clock, &self->limit);
  let_go_of_test (self);
  g_clear_object (&self->test);
  g_clear_object (&self->doors);
  g_clear_object (&self->doors_trace);
  g_clear_pointer (&self->assets, g_ptr_array_unref);
  g_clear_object (&self->loader);
  G_OBJECT_CLASS (cue_preflight_parent_class)->dispose (object);
}

static void
cue_preflight_finalize (GObject *object)
{
  CuePreflight *self = CUE_PREFLIGHT (object);

  g_clear_object (&self->profile);
  g_clear_object (&self->clock);
  g_clear_object (&self->secrets);
  g_clear_pointer (&self->secret, g_bytes_unref);
  g_clear_object (&self->database);
  g_clear_object (&self->report);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->probing);
  g_free (self->activity);
  g_ptr_array_unref (self->variants);
  g_ptr_array_unref (self->blames);
  g_clear_object (&self->playlist);
  g_clear_pointer (&self->map, g_bytes_unref);
  G_OBJECT_CLASS (cue_preflight_parent_class)->finalize (object);
}

static void
cue_preflight_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  CuePreflight *self = CUE_PREFLIGHT (object);

  switch ((CuePreflightProperty) property_id) {
  case PROP_RUNNING:
    g_value_set_boolean (value, self->running);
    break;
  case PROP_PROGRESS:
    g_value_set_double (value, cue_preflight_get_progress (self));
    break;
  case PROP_ACTIVITY:
    g_value_set_string (value, self->activity);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
cue_preflight_class_init (CuePreflightClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = cue_preflight_dispose;
  object_class->finalize = cue_preflight_finalize;
  object_class->get_property = cue_preflight_get_property;

  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, flags);
  /**
   * CuePreflight:progress:
   *
   * How much was tried, from 0 to 1.
   */
  properties[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, 0, 1, 0, flags);
  /**
   * CuePreflight:activity:
   *
   * What is tried now, in words; empty before and after.
   */
  properties[PROP_ACTIVITY] = g_param_spec_string ("activity", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

/**
 * cue_preflight_new:
 * @profile: the event; copied
 * @clock: gives the time
 * @secrets: has the secrets of the event
 *
 * Returns: (transfer full): a check that does nothing until [method@Preflight.start]
 */
CuePreflight *
cue_preflight_new (CueProfile *profile, CueClock *clock, CueSecretStore *secrets)
{
  CuePreflight *self = g_object_new (CUE_TYPE_PREFLIGHT, NULL);

  self->profile = cue_profile_copy (profile);
  self->clock = g_object_ref (clock);
  self->secrets = g_object_ref (secrets);
  self->report = cue_preflight_report_new (cue_profile_get_name (profile));
  return self;
}

/**
 * cue_preflight_set_secret:
 * @secret: (nullable): the secret of the API key
 *
 * Uses this secret in place of what is stored.
 */
void
cue_preflight_set_secret (CuePreflight *self, GBytes *secret)
{
  g_return_if_fail (CUE_IS_PREFLIGHT (self) && !self->started);

  g_clear_pointer (&self->secret, g_bytes_unref);
  self->secret = secret != NULL ? g_bytes_ref (secret) : NULL;
}

/**
 * cue_preflight_set_doors:
 * @doors: (nullable): the doors of the event as they are watched now
 * @trace: (nullable): what was sent for them, which shows their certificates
 *
 * Looks at these connections in place of making others. An Identity Server may give a new refresh
 * token for each use; a second user of the same one would put the first out.
 */
void
cue_preflight_set_doors (CuePreflight *self, CueDoorsWatch *doors, CueTrace *trace)
{
  g_return_if_fail (CUE_IS_PREFLIGHT (self) && !self->started);

  g_set_object (&self->doors, doors);
  g_set_object (&self->doors_trace, trace);
}

/**
 * cue_preflight_set_tls_database:
 * @database: (nullable): whom to trust in place of the authorities of the system; for tests
 */
void
cue_preflight_set_tls_database (CuePreflight *self, GTlsDatabase *database)
{
  g_return_if_fail (CUE_IS_PREFLIGHT (self) && !self->started);

  g_set_object (&self->database, database);
}

/**
 * cue_preflight_make:
 *
 * Returns: (transfer full): a finding, redacted
 */
CuePreflightFinding *
cue_preflight_make (CuePreflight        *self,
                    CuePreflightArea     area,
                    const char          *code,
                    CuePreflightSeverity severity,
                    const char          *title,
                    const char          *words,
                    const char          *next_step)
{
  CueRedactor *redactor = cue_http_client_get_redactor (cue_profile_test_get_client (self->test));
  g_autofree char *safe = cue_redactor_apply (redactor, words);

  return cue_preflight_finding_new (area, code, severity, title, safe, next_step);
}

/**
 * cue_preflight_add_fact:
 *
 * Adds what a finding is based on, redacted.
 */
void
cue_preflight_add_fact (CuePreflight        *self,
                        CuePreflightFinding *finding,
                        const char          *name,
                        const char          *value)
{
  CueRedactor *redactor = cue_http_client_get_redactor (cue_profile_test_get_client (self->test));
  g_autofree char *safe = cue_redactor_apply (redactor, value);

  cue_preflight_finding_add_fact (finding, name, safe);
}

/**
 * cue_preflight_take:
 * @finding: (transfer full): what was found
 */
void
cue_preflight_take (CuePreflight *self, CuePreflightFinding *finding)
{
  cue_preflight_report_add (self->report, finding);
  g_object_unref (finding);
}

/**
 * cue_preflight_note:
 *
 * Makes a finding that is based on nothing more than what it says, redacted, and takes it.
 */
void
cue_preflight_note (CuePreflight        *self,
                    CuePreflightArea     area,
                    const char          *code,
                    CuePreflightSeverity severity,
                    const char          *title,
                    const char          *words,
                    const char          *next_step)
{
  cue_preflight_take (self,
                      cue_preflight_make (self, area, code, severity, title, words, next_step));
}

/**
 * cue_preflight_say:
 * @activity: what is tried now
 */
void
cue_preflight_say (CuePreflight *self, const char *activity)
{
  cue_property_set_text (self, &self->activity, activity, properties[PROP_ACTIVITY]);
}

/**
 * cue_preflight_count_done:
 *
 * One of the things to try was tried.
 */
void
cue_preflight_count_done (CuePreflight *self)
{
  self->n_done++;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
}

static void
finish (CuePreflight *self, gboolean complete)
{
  g_autoptr (CuePreflight) held = g_object_ref (self); // whoever is told may let go of it

  cue_clock_clear_timeout (self->clock, &self->limit);
  let_go_of_test (self);
  g_clear_pointer (&self->assets, g_ptr_array_unref);
  self->running = FALSE;
  self->n_done = self->n_all;
  cue_preflight_report_end (self->report, cue_clock_get_wall (self->clock), complete);
  cue_preflight_say (self, "");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}

/**
 * cue_preflight_note_helper:
 * @error: why nothing can be decoded
 *
 * Says once that nobody looked into images, videos and segments.
 */
void
cue_preflight_note_helper (CuePreflight *self, const GError *error)
{
  if (self->lacks_helper)
    return;
  self->lacks_helper = TRUE;
  cue_preflight_take (self,
                      cue_preflight_make (self,
                                          CUE_PREFLIGHT_ASSETS,
                                          "assets.helper",
                                          CUE_PREFLIGHT_UNKNOWN,
                                          _ ("Decoding"),
                                          error->message,
                                          _ ("Install Cuelight whole, then check again.")));
}

/**
 * cue_preflight_end_part:
 *
 * One of the parts that run beside each other is over. The certificates come last: all connections
 * were made then.
 */
void
cue_preflight_end_part (CuePreflight *self)
{
  g_return_if_fail (self->n_under_way > 0);

  self->n_under_way--;
  cue_preflight_count_done (self);
  if (self->n_under_way > 0 || !self->running)
    return;
  cue_preflight_judge_certificates (self);
  finish (self, TRUE);
}

/**
 * cue_preflight_begin_media:
 *
 * The state is known: what it names can be looked at, beside the rest.
 */
void
cue_preflight_begin_media (CuePreflight *self)
{
  self->media_begun = TRUE;
  cue_preflight_judge_state (self);
  self->n_under_way += 2;
  cue_preflight_try_stream (self);
  cue_preflight_try_assets (self);
}

static gboolean
is_over (CueTestState state)
{
  return state != CUE_TEST_STATE_PENDING && state != CUE_TEST_STATE_RUNNING;
}

static void
on_step_changed (CueTestStep *step, GParamSpec *pspec, CuePreflight *self)
{
  if (!self->running)
    return;
  if (!is_over (cue_test_step_get_state (step))) {
    if (cue_test_step_get_state (step) == CUE_TEST_STATE_RUNNING)
      cue_preflight_say (self, cue_test_step_get_title (step));
    return;
  }
  cue_preflight_take_step (self, step);
  cue_preflight_count_done (self);
  if (!self->media_begun && g_str_equal (cue_test_step_get_id (step), "clock") &&
      cue_profile_test_get_state (self->test) != NULL)
    cue_preflight_begin_media (self);
}

static void
on_test_ended (CueProfileTest *test, GParamSpec *pspec, CuePreflight *self)
{
  if (!self->running || cue_profile_test_get_running (test))
    return;
  if (self->doors != NULL)
    cue_preflight_judge_doors (self);
  if (!self->media_begun)
    cue_preflight_note_no_media (self);
  cue_preflight_end_part (self);
}

static void
prepare_test (CuePreflight *self)
{
  self->test = cue_profile_test_new (self->profile, self->clock, self->secrets, self->secret);
  if (self->database != NULL)
    cue_http_client_set_tls_database (cue_profile_test_get_client (self->test), self->database);
  // These are looked at more closely here.
  cue_profile_test_leave_out (self->test, "manifest");
  cue_profile_test_leave_out (self->test, "assets");
  if (self->doors != NULL) {
    cue_profile_test_leave_out (self->test, "doors-token");
    cue_profile_test_leave_out (self->test, "doors");
  }
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->test)); i++) {
    g_autoptr (CueTestStep) step = g_list_model_get_item (G_LIST_MODEL (self->test), i);

    g_signal_connect (step, "notify::state", G_CALLBACK (on_step_changed), self);
  }
  g_signal_connect (self->test, "notify::running", G_CALLBACK (on_test_ended), self);
}

static gboolean
on_limit (gpointer user_data)
{
  CuePreflight *self = CUE_PREFLIGHT (user_data);

  self->limit = 0;
  cue_preflight_cancel (self);
  return G_SOURCE_REMOVE;
}

/**
 * cue_preflight_start:
 *
 * Begins the check. A check runs once, and ends by itself as if cancelled after
 * %CUE_PREFLIGHT_LIMIT_S.
 */
void
cue_preflight_start (CuePreflight *self)
{
  g_autoptr (CuePreflight) held = NULL;

  g_return_if_fail (CUE_IS_PREFLIGHT (self));
  g_return_if_fail (!self->started);

  held = g_object_ref (self);
  self->started = TRUE;
  self->running = TRUE;
  prepare_test (self);
  // The test itself, the stream and the assets are parts that end.
  self->n_all = g_list_model_get_n_items (G_LIST_MODEL (self->test)) + 2;
  self->n_under_way = 1;
  self->limit =
    cue_clock_add_timeout (self->clock, CUE_SECONDS (CUE_PREFLIGHT_LIMIT_S), on_limit, self, NULL);
  cue_preflight_report_begin (self->report, cue_clock_get_wall (self->clock));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
  cue_profile_test_start (self->test);
}

/**
 * cue_preflight_cancel:
 *
 * Ends the check where it is. The report says that it is not complete, and what was still awaited.
 */
void
cue_preflight_cancel (CuePreflight *self)
{
  g_return_if_fail (CUE_IS_PREFLIGHT (self));

  if (!self->running)
    return;
  let_go_of_test (self);
  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->probing);
  cue_preflight_take_awaited (self);
  cue_profile_test_cancel (self->test);
  cue_preflight_stop_stream (self);
  cue_preflight_stop_assets (self);
  finish (self, FALSE);
}

/**
 * cue_preflight_get_running:
 *
 * Returns: whether the check is under way
 */
gboolean
cue_preflight_get_running (CuePreflight *self)
{
  g_return_val_if_fail (CUE_IS_PREFLIGHT (self), FALSE);
  return self->running;
}

/**
 * cue_preflight_get_progress:
 *
 * Returns: how much was tried, from 0 to 1
 */
double
cue_preflight_get_progress (CuePreflight *self)
{
  g_return_val_if_fail (CUE_IS_PREFLIGHT (self), 0);
  return self->n_all > 0 ? MIN ((double) self->n_done / self->n_all, 1.0) : 0.0;
}

/**
 * cue_preflight_get_activity:
 *
 * Returns: (transfer none): what is tried now
 */
const char *
cue_preflight_get_activity (CuePreflight *self)
{
  g_return_val_if_fail (CUE_IS_PREFLIGHT (self), NULL);
  return self->activity;
}

/**
 * cue_preflight_get_report:
 *
 * Returns: (transfer none): what was found; it grows while the check runs
 */
CuePreflightReport *
cue_preflight_get_report (CuePreflight *self)
{
  g_return_val_if_fail (CUE_IS_PREFLIGHT (self), NULL);
  return self->report;
}

/**
 * cue_preflight_get_profile:
 *
 * Returns: (transfer none): the event as it was when the check was made
 */
CueProfile *
cue_preflight_get_profile (CuePreflight *self)
{
  g_return_val_if_fail (CUE_IS_PREFLIGHT (self), NULL);
  return self->profile;
}
