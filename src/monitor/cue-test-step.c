// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-test-step.h"

#include "cue-property.h"

/**
 * CueTestStep:
 *
 * One step of the test of a profile, with what came back.
 *
 * Updated in place while the test runs. Title, words and detail are plain text for people.
 * Main thread only.
 */
struct _CueTestStep {
  GObject parent_instance;

  char        *id;    // owned
  char        *title; // owned
  CueTestState state;
  char        *words;  // owned
  char        *detail; // owned
};

G_DEFINE_FINAL_TYPE (CueTestStep, cue_test_step, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (CueTestState,
                    cue_test_state,
                    G_DEFINE_ENUM_VALUE (CUE_TEST_STATE_PENDING, "pending"),
                    G_DEFINE_ENUM_VALUE (CUE_TEST_STATE_RUNNING, "running"),
                    G_DEFINE_ENUM_VALUE (CUE_TEST_STATE_PASSED, "passed"),
                    G_DEFINE_ENUM_VALUE (CUE_TEST_STATE_WARNING, "warning"),
                    G_DEFINE_ENUM_VALUE (CUE_TEST_STATE_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (CUE_TEST_STATE_SKIPPED, "skipped"))

typedef enum {
  PROP_STATE = 1,
  PROP_WORDS,
  PROP_DETAIL,
} CueTestStepProperty;

static GParamSpec *properties[PROP_DETAIL + 1];

static void
cue_test_step_init (CueTestStep *self)
{
  self->words = g_strdup ("");
  self->detail = g_strdup ("");
}

static void
cue_test_step_finalize (GObject *object)
{
  CueTestStep *self = CUE_TEST_STEP (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->words);
  g_free (self->detail);
  G_OBJECT_CLASS (cue_test_step_parent_class)->finalize (object);
}

static void
cue_test_step_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  CueTestStep *self = CUE_TEST_STEP (object);

  switch ((CueTestStepProperty) property_id) {
  case PROP_STATE:
    g_value_set_enum (value, self->state);
    break;
  case PROP_WORDS:
    g_value_set_string (value, self->words);
    break;
  case PROP_DETAIL:
    g_value_set_string (value, self->detail);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
cue_test_step_class_init (CueTestStepClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = cue_test_step_finalize;
  object_class->get_property = cue_test_step_get_property;

  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, CUE_TYPE_TEST_STATE, CUE_TEST_STATE_PENDING, flags);
  /**
   * CueTestStep:words:
   *
   * What came of the step, in one sentence.
   */
  properties[PROP_WORDS] = g_param_spec_string ("words", NULL, NULL, "", flags);
  /**
   * CueTestStep:detail:
   *
   * What came back, for somebody who wants to look closer; may have several lines.
   */
  properties[PROP_DETAIL] = g_param_spec_string ("detail", NULL, NULL, "", flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

/**
 * cue_test_step_new:
 * @id: which step it is, for machines
 * @title: what it tries, for people
 *
 * Returns: (transfer full): a step that has not begun
 */
CueTestStep *
cue_test_step_new (const char *id, const char *title)
{
  CueTestStep *self = g_object_new (CUE_TYPE_TEST_STEP, NULL);

  self->id = g_strdup (id);
  self->title = g_strdup (title);
  return self;
}

/**
 * cue_test_step_get_id:
 *
 * Returns: (transfer none): which step it is, for machines
 */
const char *
cue_test_step_get_id (CueTestStep *self)
{
  g_return_val_if_fail (CUE_IS_TEST_STEP (self), NULL);
  return self->id;
}

/**
 * cue_test_step_get_title:
 *
 * Returns: (transfer none): what it tries, for people
 */
const char *
cue_test_step_get_title (CueTestStep *self)
{
  g_return_val_if_fail (CUE_IS_TEST_STEP (self), NULL);
  return self->title;
}

/**
 * cue_test_step_get_state:
 *
 * Returns: how far it is and how it went
 */
CueTestState
cue_test_step_get_state (CueTestStep *self)
{
  g_return_val_if_fail (CUE_IS_TEST_STEP (self), CUE_TEST_STATE_PENDING);
  return self->state;
}

/**
 * cue_test_step_get_words:
 *
 * Returns: (transfer none): how it went, in a sentence; may be empty
 */
const char *
cue_test_step_get_words (CueTestStep *self)
{
  g_return_val_if_fail (CUE_IS_TEST_STEP (self), NULL);
  return self->words;
}

/**
 * cue_test_step_get_detail:
 *
 * Returns: (transfer none): more about it; may be empty
 */
const char *
cue_test_step_get_detail (CueTestStep *self)
{
  g_return_val_if_fail (CUE_IS_TEST_STEP (self), NULL);
  return self->detail;
}

/**
 * cue_test_step_update:
 * @state: where the step stands
 * @words: (nullable): what came of it
 * @detail: (nullable): what came back
 */
void
cue_test_step_update (CueTestStep *self, CueTestState state, const char *words, const char *detail)
{
  g_return_if_fail (CUE_IS_TEST_STEP (self));

  g_object_freeze_notify (G_OBJECT (self));
  if (self->state != state) {
    self->state = state;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  }
  cue_property_set_text (self, &self->words, words, properties[PROP_WORDS]);
  cue_property_set_text (self, &self->detail, detail, properties[PROP_DETAIL]);
  g_object_thaw_notify (G_OBJECT (self));
}
