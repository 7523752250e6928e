// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-profile-test.h"

#include <glib/gi18n-lib.h>

#include "cue-profile-test-private.h"
#include "cue-text.h"
#include "cue-time.h"

/**
 * CueProfileTest:
 *
 * Tries a profile from one end to the other and shows what came back.
 *
 * A list model of [class@TestStep], in their order: the fields, the secret, the token, the state
 * URL, the first state, this computer's clock, the manifest, the assets, where doors are
 * watched their token and their hubs, and the connections to the Acoustic Exchange. A step that
 * fails makes the ones that need it skipped; doors and connections need none of the others. What is
 * tried is what a monitor would do, through the same code; calls to getStateURL count against the
 * same limits.
 *
 * A test runs once. Main thread only; may be dropped at any moment.
 */

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CueProfileTest,
                               cue_profile_test,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

typedef enum {
  PROP_RUNNING = 1,
  PROP_RESULT,
} CueProfileTestProperty;

static GParamSpec *properties[PROP_RESULT + 1];


#define MAX_DETAIL_CHARS 4000

static void run_step (CueProfileTest *self);

static GType
get_item_type (GListModel *model)
{
  return CUE_TYPE_TEST_STEP;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (CUE_PROFILE_TEST (model)->steps));
}

static gpointer
get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (CUE_PROFILE_TEST (model)->steps), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
cue_profile_test_init (CueProfileTest *self)
{
  self->redactor = cue_redactor_new ();
  self->trace = cue_trace_new ();
  self->cancellable = g_cancellable_new ();
  self->steps = g_list_store_new (CUE_TYPE_TEST_STEP);
  self->skew = CUE_TIME_INVALID;
}

// The event may be watched right after, and has the same limits.
static void
flush_limits (CueProfileTest *self)
{
  g_autoptr (GError) error = NULL;

  if (self->limits != NULL && !cue_limits_writer_flush (self->limits, &error))
    g_warning ("%s", error->message);
}

static void
cue_profile_test_dispose (GObject *object)
{
  CueProfileTest *self = CUE_PROFILE_TEST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->source);
  cue_profile_test_end_doors (self);
  flush_limits (self);
  G_OBJECT_CLASS (cue_profile_test_parent_class)->dispose (object);
}

static void
cue_profile_test_finalize (GObject *object)
{
  CueProfileTest *self = CUE_PROFILE_TEST (object);

  g_clear_object (&self->profile);
  g_clear_object (&self->secrets);
  g_clear_object (&self->doors_secrets);
  g_clear_object (&self->connection_secrets);
  g_clear_pointer (&self->connection_typed, g_hash_table_unref);
  if (self->connection_lines != NULL)
    g_string_free (self->connection_lines, TRUE);
  g_free (self->connection_error);
  g_clear_pointer (&self->secret, g_bytes_unref);
  g_clear_pointer (&self->redactor, cue_redactor_unref);
  g_clear_object (&self->client);
  g_clear_object (&self->trace);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->limits, cue_limits_writer_unref);
  g_clear_object (&self->steps);
  g_clear_object (&self->state);
  g_clear_object (&self->response);
  g_clear_pointer (&self->assets, g_ptr_array_unref);
  g_clear_object (&self->clock);
  g_free (self->state_url);
  G_OBJECT_CLASS (cue_profile_test_parent_class)->finalize (object);
}

static void
cue_profile_test_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  CueProfileTest *self = CUE_PROFILE_TEST (object);

  switch ((CueProfileTestProperty) property_id) {
  case PROP_RUNNING:
    g_value_set_boolean (value, self->running);
    break;
  case PROP_RESULT:
    g_value_set_enum (value, cue_profile_test_get_result (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
cue_profile_test_class_init (CueProfileTestClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = cue_profile_test_dispose;
  object_class->finalize = cue_profile_test_finalize;
  object_class->get_property = cue_profile_test_get_property;

  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, flags);
  /**
   * CueProfileTest:result:
   *
   * What came of it: running, passed, warning or failed; pending before the start and when it was
   * cancelled.
   */
  properties[PROP_RESULT] =
    g_param_spec_enum ("result", NULL, NULL, CUE_TYPE_TEST_STATE, CUE_TEST_STATE_PENDING, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

// What the event does not have needs no test.
static gboolean
is_wanted (CueProfile *profile, CueProfileTestStep step)
{
  if (step == CUE_PROFILE_TEST_DOORS_TOKEN || step == CUE_PROFILE_TEST_DOORS)
    return cue_doors_profile_get_enabled (cue_profile_get_doors (profile));
  if (step == CUE_PROFILE_TEST_ACOUSTIC)
    return g_list_model_get_n_items (G_LIST_MODEL (cue_profile_get_acoustic (profile))) > 0;
  if (step == CUE_PROFILE_TEST_FEEDS)
    return g_list_model_get_n_items (G_LIST_MODEL (cue_profile_get_tenduke (profile))) > 0;
  return TRUE;
}

/**
 * cue_profile_test_new:
 * @profile: what to try; copied
 * @clock: gives the time
 * @secrets: has the secret when none is given
 * @secret: (nullable): the secret as it stands in the form
 *
 * Returns: (transfer full): a test that does nothing until [method@ProfileTest.start]
 */
CueProfileTest *
cue_profile_test_new (CueProfile *profile, CueClock *clock, CueSecretStore *secrets, GBytes *secret)
{
  const struct {
    const char *id;
    const char *title;
  } steps[CUE_PROFILE_TEST_N_STEPS] = {
    [CUE_PROFILE_TEST_FIELDS] = { "fields", _ ("Fields") },
    [CUE_PROFILE_TEST_SECRET] = { "secret", _ ("Secret") },
    [CUE_PROFILE_TEST_TOKEN] = { "token", _ ("Token") },
    [CUE_PROFILE_TEST_STATE_URL] = { "state-url", _ ("State URL") },
    [CUE_PROFILE_TEST_STATE] = { "state", _ ("State of the event") },
    [CUE_PROFILE_TEST_CLOCK] = { "clock", _ ("Clock of this computer") },
    [CUE_PROFILE_TEST_MANIFEST] = { "manifest", _ ("Stream") },
    [CUE_PROFILE_TEST_ASSETS] = { "assets", _ ("Images and videos") },
    [CUE_PROFILE_TEST_DOORS_TOKEN] = { "doors-token", _ ("Token of the doors") },
    [CUE_PROFILE_TEST_DOORS] = { "doors", _ ("Doors") },
    [CUE_PROFILE_TEST_ACOUSTIC] = { "acoustic", _ ("Acoustic Exchange") },
    [CUE_PROFILE_TEST_FEEDS] = { "feeds", _ ("Event feeds") },
  };
  CueProfileTest *self = g_object_new (CUE_TYPE_PROFILE_TEST, NULL);

  self->profile = cue_profile_copy (profile);
  self->clock = g_object_ref (clock);
  self->secrets = g_object_ref (secrets);
  if (secret != NULL && g_bytes_get_size (secret) > 0)
    self->secret = g_bytes_ref (secret);
  self->client = cue_http_client_new (clock, self->trace, self->redactor);
  for (guint i = 0; i < CUE_PROFILE_TEST_N_STEPS; i++) {
    g_autoptr (CueTestStep) step = NULL;

    self->places[i] = G_MAXUINT;
    if (!is_wanted (profile, (CueProfileTestStep) i))
      continue;
    self->places[i] = g_list_model_get_n_items (G_LIST_MODEL (self->steps));
    step = cue_test_step_new (steps[i].id, steps[i].title);
    g_list_store_append (self->steps, step);
  }
  return self;
}

static CueTestStep *
peek_step (CueProfileTest *self, guint step)
{
  g_autoptr (CueTestStep)
    item = g_list_model_get_item (G_LIST_MODEL (self->steps), self->places[step]);

  return item;
}

static void
update_steps (CueProfileTest *self, guint first, guint end, const char *words)
{
  for (guint i = first; i < end; i++) {
    if (self->places[i] != G_MAXUINT)
      cue_test_step_update (peek_step (self, i), CUE_TEST_STATE_SKIPPED, words, NULL);
  }
}

static void
finish (CueProfileTest *self)
{
  g_autoptr (CueProfileTest) held = g_object_ref (self); // whoever is told may let go of it

  flush_limits (self);
  self->running = FALSE;
  cue_profile_test_end_doors (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RESULT]);
}

/**
 * cue_profile_test_show:
 *
 * Shows where the current step stands, redacted and bounded.
 */
void
cue_profile_test_show (CueProfileTest *self,
                       CueTestState    state,
                       const char     *words,
                       const char     *detail)
{
  g_autofree char *safe_words = cue_redactor_apply (self->redactor, words);
  g_autofree char *safe_detail = cue_redactor_apply (self->redactor, detail != NULL ? detail : "");
  g_autofree char *clean_words = cue_text_make_visible (safe_words, -1, MAX_DETAIL_CHARS);
  g_autofree char *clean_detail = cue_text_make_visible (safe_detail, -1, MAX_DETAIL_CHARS);

  cue_test_step_update (peek_step (self, self->current), state, clean_words, clean_detail);
}

static void
go_on (CueProfileTest *self)
{
  self->current++;
  run_step (self);
}

/**
 * cue_profile_test_done:
 *
 * Ends the current step and begins the next.
 */
void
cue_profile_test_done (CueProfileTest *self,
                       CueTestState    state,
                       const char     *words,
                       const char     *detail)
{
  cue_profile_test_show (self, state, words, detail);
  go_on (self);
}

/**
 * cue_profile_test_give_up:
 *
 * What comes after needs the current step, but for the doors and the Acoustic Exchange.
 */
void
cue_profile_test_give_up (CueProfileTest *self, const char *words, const char *detail)
{
  guint end = self->current < CUE_PROFILE_TEST_DOORS_TOKEN ? CUE_PROFILE_TEST_DOORS_TOKEN
                                                           : CUE_PROFILE_TEST_ACOUSTIC;

  cue_profile_test_show (self, CUE_TEST_STATE_FAILED, words, detail);
  update_steps (self, self->current + 1, end, _ ("Not tried, since an earlier step failed."));
  self->current = end;
  run_step (self);
}

static void
run_step (CueProfileTest *self)
{
  while (self->current < CUE_PROFILE_TEST_N_STEPS && self->places[self->current] == G_MAXUINT)
    self->current++;
  if (self->current == CUE_PROFILE_TEST_N_STEPS) {
    finish (self);
    return;
  }
  cue_test_step_update (peek_step (self, self->current), CUE_TEST_STATE_RUNNING, NULL, NULL);
  switch ((CueProfileTestStep) self->current) {
  case CUE_PROFILE_TEST_FIELDS:
    cue_profile_test_try_fields (self);
    break;
  case CUE_PROFILE_TEST_SECRET:
    cue_profile_test_try_secret (self);
    break;
  case CUE_PROFILE_TEST_TOKEN:
    cue_profile_test_try_token (self);
    break;
  case CUE_PROFILE_TEST_STATE_URL:
    cue_profile_test_try_state_url (self);
    break;
  case CUE_PROFILE_TEST_STATE:
    cue_profile_test_try_state (self);
    break;
  case CUE_PROFILE_TEST_CLOCK:
    cue_profile_test_try_clock (self);
    break;
  case CUE_PROFILE_TEST_MANIFEST:
    cue_profile_test_try_manifest (self);
    break;
  case CUE_PROFILE_TEST_ASSETS:
    cue_profile_test_try_assets (self);
    break;
  case CUE_PROFILE_TEST_DOORS_TOKEN:
    cue_profile_test_try_doors_token (self);
    break;
  case CUE_PROFILE_TEST_DOORS:
    cue_profile_test_try_doors (self);
    break;
  case CUE_PROFILE_TEST_ACOUSTIC:
    cue_profile_test_try_acoustic (self);
    break;
  case CUE_PROFILE_TEST_FEEDS:
    cue_profile_test_try_feeds (self);
    break;
  case CUE_PROFILE_TEST_N_STEPS:
    break;
  }
}

/**
 * cue_profile_test_start:
 *
 * Begins the test. A test runs once.
 */
void
cue_profile_test_start (CueProfileTest *self)
{
  g_return_if_fail (CUE_IS_PROFILE_TEST (self));
  g_return_if_fail (!self->started);

  self->started = TRUE;
  self->running = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
  run_step (self);
}

/**
 * cue_profile_test_cancel:
 *
 * Ends the test where it is. What was not tried says so.
 */
void
cue_profile_test_cancel (CueProfileTest *self)
{
  g_return_if_fail (CUE_IS_PROFILE_TEST (self));

  if (!self->running)
    return;
  g_cancellable_cancel (self->cancellable);
  update_steps (self, self->current, CUE_PROFILE_TEST_N_STEPS, _ ("Cancelled."));
  finish (self);
}

/**
 * cue_profile_test_get_running:
 *
 * Returns: whether a test is under way
 */
gboolean
cue_profile_test_get_running (CueProfileTest *self)
{
  g_return_val_if_fail (CUE_IS_PROFILE_TEST (self), FALSE);
  return self->running;
}

/**
 * cue_profile_test_get_result:
 *
 * Returns: the worst of the steps once the test is over
 */
CueTestState
cue_profile_test_get_result (CueProfileTest *self)
{
  CueTestState result = CUE_TEST_STATE_PASSED;

  g_return_val_if_fail (CUE_IS_PROFILE_TEST (self), CUE_TEST_STATE_PENDING);

  if (self->running)
    return CUE_TEST_STATE_RUNNING;
  if (!self->started || g_cancellable_is_cancelled (self->cancellable))
    return CUE_TEST_STATE_PENDING;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->steps)); i++) {
    g_autoptr (CueTestStep) step = g_list_model_get_item (G_LIST_MODEL (self->steps), i);
    CueTestState state = cue_test_step_get_state (step);

    if (state == CUE_TEST_STATE_FAILED)
      return CUE_TEST_STATE_FAILED;
    if (state == CUE_TEST_STATE_WARNING)
      result = CUE_TEST_STATE_WARNING;
  }
  return result;
}
