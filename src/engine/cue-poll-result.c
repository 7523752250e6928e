// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-poll-result.h"

#include <glib/gi18n-lib.h>

/**
 * CuePollResult:
 *
 * How one poll of the state URL went. Immutable; a list item.
 */

struct _CuePollResult {
  GObject parent_instance;

  gint64         wall;
  gint64         monotonic;
  gint64         duration;
  guint          status; // 0 without an answer
  gint64         bytes;
  CuePollOutcome outcome;
  char          *text; // owned
};

typedef enum {
  PROP_WALL_US = 1,
  PROP_MONOTONIC_US,
  PROP_DURATION_US,
  PROP_STATUS,
  PROP_BYTES,
  PROP_OUTCOME,
  PROP_TEXT,
} CuePollResultProperty;

static GParamSpec *properties[PROP_TEXT + 1];

G_DEFINE_ENUM_TYPE (CuePollOutcome,
                    cue_poll_outcome,
                    G_DEFINE_ENUM_VALUE (CUE_POLL_UNCHANGED, "unchanged"),
                    G_DEFINE_ENUM_VALUE (CUE_POLL_CHANGED, "changed"),
                    G_DEFINE_ENUM_VALUE (CUE_POLL_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (CUE_POLL_STALE, "stale"))

G_DEFINE_FINAL_TYPE (CuePollResult, cue_poll_result, G_TYPE_OBJECT)

/**
 * cue_poll_outcome_to_words:
 *
 * Returns: a word for people, translated
 */
const char *
cue_poll_outcome_to_words (CuePollOutcome outcome)
{
  switch (outcome) {
  case CUE_POLL_UNCHANGED:
    return C_ ("poll", "Unchanged");
  case CUE_POLL_CHANGED:
    return C_ ("poll", "Changed");
  case CUE_POLL_FAILED:
    return C_ ("poll", "Failed");
  case CUE_POLL_STALE:
    return C_ ("poll", "Stale");
  default:
    g_return_val_if_reached ("");
  }
}

/**
 * cue_poll_result_get_wall:
 *
 * Returns: when the request left, µs since 1970 UTC by this computer's clock
 */
gint64
cue_poll_result_get_wall (CuePollResult *self)
{
  g_return_val_if_fail (CUE_IS_POLL_RESULT (self), 0);

  return self->wall;
}

/**
 * cue_poll_result_get_duration:
 *
 * Returns: microseconds until the whole answer was there, or until the poll failed
 */
gint64
cue_poll_result_get_duration (CuePollResult *self)
{
  g_return_val_if_fail (CUE_IS_POLL_RESULT (self), 0);

  return self->duration;
}

/**
 * cue_poll_result_get_status:
 *
 * Returns: the HTTP status, 0 without an answer
 */
guint
cue_poll_result_get_status (CuePollResult *self)
{
  g_return_val_if_fail (CUE_IS_POLL_RESULT (self), 0);

  return self->status;
}

/**
 * cue_poll_result_get_bytes:
 *
 * Returns: the size of the answer's body
 */
gint64
cue_poll_result_get_bytes (CuePollResult *self)
{
  g_return_val_if_fail (CUE_IS_POLL_RESULT (self), 0);

  return self->bytes;
}

/**
 * cue_poll_result_get_outcome:
 *
 * Returns: how it went
 */
CuePollOutcome
cue_poll_result_get_outcome (CuePollResult *self)
{
  g_return_val_if_fail (CUE_IS_POLL_RESULT (self), CUE_POLL_FAILED);

  return self->outcome;
}

/**
 * cue_poll_result_get_text:
 *
 * Returns: what changed or what went wrong, for people; "" when there is nothing to say
 */
const char *
cue_poll_result_get_text (CuePollResult *self)
{
  g_return_val_if_fail (CUE_IS_POLL_RESULT (self), NULL);

  return self->text;
}

static void
cue_poll_result_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CuePollResult *self = CUE_POLL_RESULT (object);

  switch ((CuePollResultProperty) id) {
  case PROP_WALL_US:
    g_value_set_int64 (value, self->wall);
    break;
  case PROP_MONOTONIC_US:
    g_value_set_int64 (value, self->monotonic);
    break;
  case PROP_DURATION_US:
    g_value_set_int64 (value, self->duration);
    break;
  case PROP_STATUS:
    g_value_set_uint (value, self->status);
    break;
  case PROP_BYTES:
    g_value_set_int64 (value, self->bytes);
    break;
  case PROP_OUTCOME:
    g_value_set_enum (value, self->outcome);
    break;
  case PROP_TEXT:
    g_value_set_string (value, self->text);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_poll_result_finalize (GObject *object)
{
  CuePollResult *self = CUE_POLL_RESULT (object);

  g_clear_pointer (&self->text, g_free);

  G_OBJECT_CLASS (cue_poll_result_parent_class)->finalize (object);
}

static void
cue_poll_result_class_init (CuePollResultClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cue_poll_result_get_property;
  object_class->finalize = cue_poll_result_finalize;

  properties[PROP_WALL_US] =
    g_param_spec_int64 ("wall-us", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_MONOTONIC_US] =
    g_param_spec_int64 ("monotonic-us", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_DURATION_US] =
    g_param_spec_int64 ("duration-us", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_STATUS] = g_param_spec_uint ("status", NULL, NULL, 0, 999, 0, flags);
  properties[PROP_BYTES] = g_param_spec_int64 ("bytes", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_OUTCOME] =
    g_param_spec_enum ("outcome", NULL, NULL, CUE_TYPE_POLL_OUTCOME, CUE_POLL_UNCHANGED, flags);
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cue_poll_result_init (CuePollResult *self)
{
}

/**
 * cue_poll_result_new:
 * @wall_us: when the request left, µs since 1970 UTC
 * @monotonic_us: the same moment on the monotonic clock
 * @duration_us: how long it took
 * @status: HTTP status, 0 without an answer
 * @bytes: size of the body
 * @outcome: how it went
 * @text: (nullable): words for people
 *
 * Returns: (transfer full): a result
 */
CuePollResult *
cue_poll_result_new (gint64         wall_us,
                     gint64         monotonic_us,
                     gint64         duration_us,
                     guint          status,
                     gint64         bytes,
                     CuePollOutcome outcome,
                     const char    *text)
{
  CuePollResult *self = g_object_new (CUE_TYPE_POLL_RESULT, NULL);

  self->wall = wall_us;
  self->monotonic = monotonic_us;
  self->duration = MAX (0, duration_us);
  self->status = status;
  self->bytes = bytes;
  self->outcome = outcome;
  self->text = g_strdup (text != NULL ? text : "");
  return self;
}
