// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-event-type-call.h"

#include "cue-event-type-call-private.h"

#include <glib/gi18n-lib.h>

/**
 * CueEventTypeCall:
 *
 * One call that applies a part of a difference between a document and the server, and what became
 * of it. Belongs to a [class@EventTypeApplying], which alone changes it. Main thread only.
 */
struct _CueEventTypeCall {
  GObject parent_instance;

  CueEventTypeChange   *change; /* owned */
  CueEventTypeStep      step;
  CueEventTypeCallState state;
  char                 *words; /* owned; what the service said, or why it was not sent */
};

G_DEFINE_FINAL_TYPE (CueEventTypeCall, cue_event_type_call, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (CueEventTypeCallState,
                    cue_event_type_call_state,
                    G_DEFINE_ENUM_VALUE (CUE_EVENT_TYPE_CALL_PENDING, "pending"),
                    G_DEFINE_ENUM_VALUE (CUE_EVENT_TYPE_CALL_SENDING, "sending"),
                    G_DEFINE_ENUM_VALUE (CUE_EVENT_TYPE_CALL_DONE, "done"),
                    G_DEFINE_ENUM_VALUE (CUE_EVENT_TYPE_CALL_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (CUE_EVENT_TYPE_CALL_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (CUE_EVENT_TYPE_CALL_LEFT, "left"))

typedef enum {
  PROP_STATE = 1,
} CueEventTypeCallProperty;

static GParamSpec *properties[PROP_STATE + 1];

/**
 * cue_event_type_call_state_get_title:
 * @state: where a call stands
 *
 * Returns: the translated words for it
 */
const char *
cue_event_type_call_state_get_title (CueEventTypeCallState state)
{
  switch (state) {
  case CUE_EVENT_TYPE_CALL_SENDING:
    /* Translators: where a call to a service stands */
    return _ ("On its way");
  case CUE_EVENT_TYPE_CALL_DONE:
    /* Translators: where a call to a service stands */
    return _ ("Done");
  case CUE_EVENT_TYPE_CALL_FAILED:
    /* Translators: where a call to a service stands */
    return _ ("Not done");
  case CUE_EVENT_TYPE_CALL_UNKNOWN:
    /* Translators: where a call to a service stands: nobody knows whether it did anything */
    return _ ("Not known");
  case CUE_EVENT_TYPE_CALL_LEFT:
    /* Translators: where a call to a service stands */
    return _ ("Not sent");
  case CUE_EVENT_TYPE_CALL_PENDING:
  default:
    /* Translators: where a call to a service stands */
    return _ ("Waiting");
  }
}

static void
cue_event_type_call_init (CueEventTypeCall *self)
{
  self->words = g_strdup ("");
}

static void
cue_event_type_call_finalize (GObject *object)
{
  CueEventTypeCall *self = CUE_EVENT_TYPE_CALL (object);

  g_clear_object (&self->change);
  g_free (self->words);
  G_OBJECT_CLASS (cue_event_type_call_parent_class)->finalize (object);
}

static void
cue_event_type_call_get_property (GObject    *object,
                                  guint       property_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  switch ((CueEventTypeCallProperty) property_id) {
  case PROP_STATE:
    g_value_set_enum (value, CUE_EVENT_TYPE_CALL (object)->state);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
cue_event_type_call_class_init (CueEventTypeCallClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cue_event_type_call_finalize;
  object_class->get_property = cue_event_type_call_get_property;

  /**
   * CueEventTypeCall:state:
   *
   * Where it stands; its words change with it.
   */
  properties[PROP_STATE] =
    g_param_spec_enum ("state",
                       NULL,
                       NULL,
                       CUE_TYPE_EVENT_TYPE_CALL_STATE,
                       CUE_EVENT_TYPE_CALL_PENDING,
                       G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

/*
 * cue_event_type_call_new:
 * @change: what it is a part of
 * @step: which part
 *
 * Returns: (transfer full): a call that was not sent yet
 */
CueEventTypeCall *
cue_event_type_call_new (CueEventTypeChange *change, CueEventTypeStep step)
{
  CueEventTypeCall *self = g_object_new (CUE_TYPE_EVENT_TYPE_CALL, NULL);

  self->change = g_object_ref (change);
  self->step = step;
  return self;
}

/*
 * cue_event_type_call_make_request:
 * @self: a call
 * @base_url: of the service
 *
 * Returns: (transfer full): exactly what it sends
 */
CueAcousticRequest *
cue_event_type_call_make_request (CueEventTypeCall *self, const char *base_url)
{
  g_autoptr (GBytes) body = NULL;

  if (self->step == CUE_EVENT_TYPE_STEP_DELETE)
    return cue_acoustic_request_new_delete_type (base_url,
                                                 cue_event_type_change_get_code (self->change));

  body = cue_draft_to_bytes (CUE_DRAFT (cue_event_type_change_get_wanted (self->change)));
  return cue_acoustic_request_new_register_type (base_url, body);
}

/*
 * cue_event_type_call_set_state:
 * @self: a call
 * @state: where it stands now
 * @words: (nullable): what the service said, or why it was not sent
 */
void
cue_event_type_call_set_state (CueEventTypeCall     *self,
                               CueEventTypeCallState state,
                               const char           *words)
{
  if (self->state == state)
    return;

  self->state = state;
  g_free (self->words);
  self->words = g_strdup (words != NULL ? words : "");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/**
 * cue_event_type_call_get_change:
 * @self: a call
 *
 * Returns: (transfer none): what it is a part of
 */
CueEventTypeChange *
cue_event_type_call_get_change (CueEventTypeCall *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_TYPE_CALL (self), NULL);

  return self->change;
}

/**
 * cue_event_type_call_get_step:
 * @self: a call
 *
 * Returns: which part of its change it is
 */
CueEventTypeStep
cue_event_type_call_get_step (CueEventTypeCall *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_TYPE_CALL (self), CUE_EVENT_TYPE_STEP_DELETE);

  return self->step;
}

/**
 * cue_event_type_call_get_state:
 * @self: a call
 *
 * Returns: where it stands
 */
CueEventTypeCallState
cue_event_type_call_get_state (CueEventTypeCall *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_TYPE_CALL (self), CUE_EVENT_TYPE_CALL_PENDING);

  return self->state;
}

/**
 * cue_event_type_call_get_words:
 * @self: a call
 *
 * Returns: what the service said, or why it was not sent; empty before. May hold text from outside
 */
const char *
cue_event_type_call_get_words (CueEventTypeCall *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_TYPE_CALL (self), NULL);

  return self->words;
}

/**
 * cue_event_type_call_make_title:
 * @self: a call
 *
 * Returns: (transfer full): what it does, translated
 */
char *
cue_event_type_call_make_title (CueEventTypeCall *self)
{
  const char *code;

  g_return_val_if_fail (CUE_IS_EVENT_TYPE_CALL (self), NULL);

  code = cue_event_type_change_get_code (self->change);

  if (self->step == CUE_EVENT_TYPE_STEP_DELETE)
    /* Translators: a step of a plan; %s is the code of an event type */
    return g_strdup_printf (_ ("Remove “%s”"), code);

  if (cue_event_type_change_get_kind (self->change) == CUE_EVENT_TYPE_CHANGE_REPLACE)
    /* Translators: a step of a plan; %s is the code of an event type */
    return g_strdup_printf (_ ("Register “%s” again"), code);

  /* Translators: a step of a plan; %s is the code of an event type */
  return g_strdup_printf (_ ("Register “%s”"), code);
}
