// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-problem.h"

/**
 * CueProblem:
 *
 * Something that is wrong with an event, since when, and why.
 *
 * A problem is known by a stable id ("engine.stale"): while it lasts the same object is updated in
 * place, so a row in the window stays the same row and "since" keeps its meaning. Title, cause and
 * detail are words for people: the title says what is wrong, the cause why, the detail what was
 * seen. They are plain text; text from outside was made visible before it came here.
 *
 * Made by a [class@ProblemList]; main thread only.
 */
struct _CueProblem {
  GObject parent_instance;

  char       *id;     // owned
  char       *source; // owned, a lane: "engine", "stream", "player", "monitor"
  CueSeverity severity;
  char       *title;           // owned
  char       *cause;           // owned
  char       *detail;          // owned
  gint64      since_wall;      // µs since 1970
  gint64      since_monotonic; // µs
};

G_DEFINE_FINAL_TYPE (CueProblem, cue_problem, G_TYPE_OBJECT)

typedef enum {
  PROP_ID = 1,
  PROP_SOURCE,
  PROP_SEVERITY,
  PROP_TITLE,
  PROP_CAUSE,
  PROP_DETAIL,
  PROP_SINCE,
  PROP_SINCE_MONOTONIC,
} CueProblemProperty;

static GParamSpec *properties[PROP_SINCE_MONOTONIC + 1];

static void
cue_problem_init (CueProblem *self)
{
  self->severity = CUE_SEVERITY_INFO;
  self->title = g_strdup ("");
  self->cause = g_strdup ("");
  self->detail = g_strdup ("");
}

static void
cue_problem_finalize (GObject *object)
{
  CueProblem *self = CUE_PROBLEM (object);

  g_free (self->id);
  g_free (self->source);
  g_free (self->title);
  g_free (self->cause);
  g_free (self->detail);
  G_OBJECT_CLASS (cue_problem_parent_class)->finalize (object);
}

static void
cue_problem_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  CueProblem *self = CUE_PROBLEM (object);

  switch ((CueProblemProperty) property_id) {
  case PROP_ID:
    g_value_set_string (value, self->id);
    break;
  case PROP_SOURCE:
    g_value_set_string (value, self->source);
    break;
  case PROP_SEVERITY:
    g_value_set_enum (value, self->severity);
    break;
  case PROP_TITLE:
    g_value_set_string (value, self->title);
    break;
  case PROP_CAUSE:
    g_value_set_string (value, self->cause);
    break;
  case PROP_DETAIL:
    g_value_set_string (value, self->detail);
    break;
  case PROP_SINCE:
    g_value_set_int64 (value, self->since_wall);
    break;
  case PROP_SINCE_MONOTONIC:
    g_value_set_int64 (value, self->since_monotonic);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
cue_problem_class_init (CueProblemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = cue_problem_finalize;
  object_class->get_property = cue_problem_get_property;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_SOURCE] = g_param_spec_string ("source", NULL, NULL, NULL, flags);
  properties[PROP_SEVERITY] =
    g_param_spec_enum ("severity", NULL, NULL, CUE_TYPE_SEVERITY, CUE_SEVERITY_INFO, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", flags);
  properties[PROP_CAUSE] = g_param_spec_string ("cause", NULL, NULL, "", flags);
  properties[PROP_DETAIL] = g_param_spec_string ("detail", NULL, NULL, "", flags);
  /**
   * CueProblem:since:
   *
   * When it began, in µs since 1970 by this computer's clock; for showing.
   */
  properties[PROP_SINCE] =
    g_param_spec_int64 ("since", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  /**
   * CueProblem:since-monotonic:
   *
   * When it began, in µs of the monotonic clock; for working out how long it lasts.
   */
  properties[PROP_SINCE_MONOTONIC] =
    g_param_spec_int64 ("since-monotonic", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

/**
 * cue_problem_new:
 * @id: what kind of problem, unique within a monitor
 * @source: the lane it belongs to
 * @since_wall: when it began, µs since 1970
 * @since_monotonic: the same moment by the monotonic clock, µs
 *
 * Returns: (transfer full): a problem without words; give them with [method@Problem.update]
 */
CueProblem *
cue_problem_new (const char *id, const char *source, gint64 since_wall, gint64 since_monotonic)
{
  CueProblem *self = g_object_new (CUE_TYPE_PROBLEM, NULL);

  self->id = g_strdup (id);
  self->source = g_strdup (source);
  self->since_wall = since_wall;
  self->since_monotonic = since_monotonic;
  return self;
}

/**
 * cue_problem_get_id:
 *
 * Returns: (transfer none): which problem it is, for machines; at most one of each is in a list
 */
const char *
cue_problem_get_id (CueProblem *self)
{
  g_return_val_if_fail (CUE_IS_PROBLEM (self), NULL);
  return self->id;
}

/**
 * cue_problem_get_source:
 *
 * Returns: (transfer none): what it is about, `CUE_LANE_…`
 */
const char *
cue_problem_get_source (CueProblem *self)
{
  g_return_val_if_fail (CUE_IS_PROBLEM (self), NULL);
  return self->source;
}

/**
 * cue_problem_get_severity:
 *
 * Returns: how bad it is
 */
CueSeverity
cue_problem_get_severity (CueProblem *self)
{
  g_return_val_if_fail (CUE_IS_PROBLEM (self), CUE_SEVERITY_INFO);
  return self->severity;
}

/**
 * cue_problem_get_title:
 *
 * Returns: (transfer none): what is wrong, in a few words
 */
const char *
cue_problem_get_title (CueProblem *self)
{
  g_return_val_if_fail (CUE_IS_PROBLEM (self), NULL);
  return self->title;
}

/**
 * cue_problem_get_cause:
 *
 * Returns: (transfer none): why; may be empty
 */
const char *
cue_problem_get_cause (CueProblem *self)
{
  g_return_val_if_fail (CUE_IS_PROBLEM (self), NULL);
  return self->cause;
}

/**
 * cue_problem_get_detail:
 *
 * Returns: (transfer none): what helps to mend it; may be empty
 */
const char *
cue_problem_get_detail (CueProblem *self)
{
  g_return_val_if_fail (CUE_IS_PROBLEM (self), NULL);
  return self->detail;
}

/**
 * cue_problem_get_since:
 *
 * Returns: when it began, µs since 1970 UTC
 */
gint64
cue_problem_get_since (CueProblem *self)
{
  g_return_val_if_fail (CUE_IS_PROBLEM (self), 0);
  return self->since_wall;
}

/**
 * cue_problem_get_since_monotonic:
 *
 * Returns: when it began, monotonic µs
 */
gint64
cue_problem_get_since_monotonic (CueProblem *self)
{
  g_return_val_if_fail (CUE_IS_PROBLEM (self), 0);
  return self->since_monotonic;
}

static gboolean
set_text (CueProblem *self, char **field, const char *value, CueProblemProperty property)
{
  char *old = *field;

  if (value == NULL)
    value = "";
  if (g_str_equal (old, value))
    return FALSE;
  *field = g_strdup (value);
  g_free (old);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
  return TRUE;
}

/**
 * cue_problem_update:
 * @severity: how bad it is now
 * @title: what is wrong
 * @cause: (nullable): why
 * @detail: (nullable): what was seen
 *
 * Gives a lasting problem its current words; "since" stays.
 *
 * Returns: whether anything changed
 */
gboolean
cue_problem_update (CueProblem *self,
                    CueSeverity severity,
                    const char *title,
                    const char *cause,
                    const char *detail)
{
  gboolean changed = FALSE;

  g_return_val_if_fail (CUE_IS_PROBLEM (self), FALSE);

  g_object_freeze_notify (G_OBJECT (self));
  if (self->severity != severity) {
    self->severity = severity;
    changed = TRUE;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEVERITY]);
  }
  changed |= set_text (self, &self->title, title, PROP_TITLE);
  changed |= set_text (self, &self->cause, cause, PROP_CAUSE);
  changed |= set_text (self, &self->detail, detail, PROP_DETAIL);
  g_object_thaw_notify (G_OBJECT (self));
  return changed;
}
