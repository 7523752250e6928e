// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-observation.h"

#include <string.h>

/**
 * CueObservation:
 *
 * One thing that was seen at one moment, by whichever part saw it: the only form in which services,
 * stream and player tell the rest of the program what happened. Immutable, so it can be shown,
 * stored and sent to another thread at once.
 */
struct _CueObservation {
  GObject parent_instance;

  guint64     id; /* rises in the order they were made, in this process */
  gint64      wall_us;
  gint64      monotonic_us;
  const char *lane;     /* interned */
  const char *kind;     /* interned */
  char       *subject;  /* owned */
  char       *detail;   /* owned */
  char       *discreet; /* owned; may be NULL: the detail names nobody */
  CueSeverity severity;
};

typedef enum {
  PROP_ID = 1,
  PROP_WALL_US,
  PROP_MONOTONIC_US,
  PROP_LANE,
  PROP_KIND,
  PROP_SUBJECT,
  PROP_DETAIL,
  PROP_SEVERITY,
} CueObservationProperty;

static GParamSpec *properties[PROP_SEVERITY + 1];

G_DEFINE_FINAL_TYPE (CueObservation, cue_observation, G_TYPE_OBJECT)

static void
cue_observation_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CueObservation *self = CUE_OBSERVATION (object);

  switch ((CueObservationProperty) id) {
  case PROP_ID:
    g_value_set_uint64 (value, self->id);
    break;
  case PROP_WALL_US:
    g_value_set_int64 (value, self->wall_us);
    break;
  case PROP_MONOTONIC_US:
    g_value_set_int64 (value, self->monotonic_us);
    break;
  case PROP_LANE:
    g_value_set_static_string (value, self->lane);
    break;
  case PROP_KIND:
    g_value_set_static_string (value, self->kind);
    break;
  case PROP_SUBJECT:
    g_value_set_string (value, self->subject);
    break;
  case PROP_DETAIL:
    g_value_set_string (value, self->detail);
    break;
  case PROP_SEVERITY:
    g_value_set_enum (value, (gint) self->severity);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_observation_finalize (GObject *object)
{
  CueObservation *self = CUE_OBSERVATION (object);

  g_free (self->subject);
  g_free (self->detail);
  g_free (self->discreet);

  G_OBJECT_CLASS (cue_observation_parent_class)->finalize (object);
}

static void
cue_observation_class_init (CueObservationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = cue_observation_get_property;
  object_class->finalize = cue_observation_finalize;

  properties[PROP_ID] = g_param_spec_uint64 ("id", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_WALL_US] =
    g_param_spec_int64 ("wall-us", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_MONOTONIC_US] =
    g_param_spec_int64 ("monotonic-us", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_LANE] = g_param_spec_string ("lane", NULL, NULL, NULL, flags);
  properties[PROP_KIND] = g_param_spec_string ("kind", NULL, NULL, NULL, flags);
  properties[PROP_SUBJECT] = g_param_spec_string ("subject", NULL, NULL, NULL, flags);
  properties[PROP_DETAIL] = g_param_spec_string ("detail", NULL, NULL, NULL, flags);
  properties[PROP_SEVERITY] =
    g_param_spec_enum ("severity", NULL, NULL, CUE_TYPE_SEVERITY, CUE_SEVERITY_INFO, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cue_observation_init (CueObservation *self)
{
}

/**
 * cue_observation_new:
 * @wall_us: when, microseconds since 1970 UTC
 * @monotonic_us: when, on the monotonic clock
 * @lane: who saw it: `engine`, `stream`, `player` and so on
 * @kind: what sort of thing it is: `state-changed`, `stall` and so on
 * @subject: in a few words, for a row
 * @detail: (nullable): the rest
 * @severity: how bad it is
 *
 * @lane and @kind come from a small fixed set and are interned; never pass text from outside.
 *
 * Returns: (transfer full): a new observation
 */
CueObservation *
cue_observation_new (gint64      wall_us,
                     gint64      monotonic_us,
                     const char *lane,
                     const char *kind,
                     const char *subject,
                     const char *detail,
                     CueSeverity severity)
{
  static gsize    last_id;
  CueObservation *self;

  g_return_val_if_fail (lane != NULL && kind != NULL && subject != NULL, NULL);

  self = g_object_new (CUE_TYPE_OBSERVATION, NULL);
  self->id = (guint64) g_atomic_pointer_add (&last_id, 1) + 1;
  self->wall_us = wall_us;
  self->monotonic_us = monotonic_us;
  self->lane = g_intern_string (lane);
  self->kind = g_intern_string (kind);
  self->subject = g_strdup (subject);
  self->detail = g_strdup (detail != NULL ? detail : "");
  self->severity = severity;
  return self;
}

/**
 * cue_observation_new_personal:
 * @wall_us: when, microseconds since 1970 UTC
 * @monotonic_us: when, on the monotonic clock
 * @lane: who saw it
 * @kind: what sort of thing it is
 * @subject: in a few words, for a row; names no person
 * @detail: (nullable): the rest, with names of persons
 * @discreet: the rest as it may be shown where names are hidden
 * @severity: how bad it is
 *
 * Like [ctor@Observation.new] for what a person did.
 *
 * Returns: (transfer full): a new observation
 */
CueObservation *
cue_observation_new_personal (gint64      wall_us,
                              gint64      monotonic_us,
                              const char *lane,
                              const char *kind,
                              const char *subject,
                              const char *detail,
                              const char *discreet,
                              CueSeverity severity)
{
  CueObservation *self =
    cue_observation_new (wall_us, monotonic_us, lane, kind, subject, detail, severity);

  if (self != NULL)
    self->discreet = g_strdup (discreet);
  return self;
}

/**
 * cue_observation_get_id:
 * @self: an observation
 *
 * Returns: a number unique in this process that rises with each observation
 */
guint64
cue_observation_get_id (CueObservation *self)
{
  g_return_val_if_fail (CUE_IS_OBSERVATION (self), 0);

  return self->id;
}

/**
 * cue_observation_get_wall_us:
 * @self: an observation
 *
 * Returns: when it was seen, microseconds since 1970 UTC
 */
gint64
cue_observation_get_wall_us (CueObservation *self)
{
  g_return_val_if_fail (CUE_IS_OBSERVATION (self), 0);

  return self->wall_us;
}

/**
 * cue_observation_get_lane:
 * @self: an observation
 *
 * Returns: (transfer none): who saw it; interned
 */
const char *
cue_observation_get_lane (CueObservation *self)
{
  g_return_val_if_fail (CUE_IS_OBSERVATION (self), "");

  return self->lane;
}

/**
 * cue_observation_get_kind:
 * @self: an observation
 *
 * Returns: (transfer none): what sort of thing it is; interned
 */
const char *
cue_observation_get_kind (CueObservation *self)
{
  g_return_val_if_fail (CUE_IS_OBSERVATION (self), "");

  return self->kind;
}

/**
 * cue_observation_get_subject:
 * @self: an observation
 *
 * Returns: (transfer none): what it was, in a few words
 */
const char *
cue_observation_get_subject (CueObservation *self)
{
  g_return_val_if_fail (CUE_IS_OBSERVATION (self), "");

  return self->subject;
}

/**
 * cue_observation_get_detail:
 * @self: an observation
 *
 * Returns: (transfer none): the rest; may be empty
 */
const char *
cue_observation_get_detail (CueObservation *self)
{
  g_return_val_if_fail (CUE_IS_OBSERVATION (self), "");

  return self->detail;
}

/**
 * cue_observation_get_addition:
 * @self: an observation
 *
 * A change of a field begins with the name of the field, which is the subject already: where both
 * stand beside each other it is left out.
 *
 * Returns: (transfer none): what the detail says beyond the subject; may be empty
 */
const char *
cue_observation_get_addition (CueObservation *self)
{
  gsize length;

  g_return_val_if_fail (CUE_IS_OBSERVATION (self), "");

  length = strlen (self->subject);
  if (length > 0 && g_str_has_prefix (self->detail, self->subject) &&
      g_str_has_prefix (self->detail + length, ": "))
    return self->detail + length + 2;
  return self->detail;
}

/**
 * cue_observation_get_severity:
 * @self: an observation
 *
 * Returns: how bad it is
 */
CueSeverity
cue_observation_get_severity (CueObservation *self)
{
  g_return_val_if_fail (CUE_IS_OBSERVATION (self), CUE_SEVERITY_INFO);

  return self->severity;
}

/**
 * cue_observation_get_discreet:
 * @self: an observation
 *
 * Returns: (transfer none): what [method@Observation.get_addition] says, without the names of
 *   persons; may be empty
 */
const char *
cue_observation_get_discreet (CueObservation *self)
{
  g_return_val_if_fail (CUE_IS_OBSERVATION (self), "");

  return self->discreet != NULL ? self->discreet : cue_observation_get_addition (self);
}
