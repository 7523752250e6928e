// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-source-health.h"

#include <glib/gi18n-lib.h>

#include "cue-property.h"


/**
 * CueSourceHealth:
 *
 * How one source of an event is doing: the Event Engine, the stream, the player.
 *
 * One object per source lives as long as its monitor and is updated in place. State and words are
 * for showing; the time of the last good answer is monotonic, so that its age is right whatever
 * happens to the computer's clock. The age itself is not a property: it changes by itself, and
 * whoever shows it knows how often to look.
 *
 * Main thread only.
 */
struct _CueSourceHealth {
  GObject parent_instance;

  char     *id;   // owned, a lane
  char     *name; // owned, for people
  CueHealth state;
  char     *words;     // owned
  gint64    last_good; // monotonic µs, or CUE_SOURCE_NEVER
};

G_DEFINE_FINAL_TYPE (CueSourceHealth, cue_source_health, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (CueHealth,
                    cue_health,
                    G_DEFINE_ENUM_VALUE (CUE_HEALTH_IDLE, "idle"),
                    G_DEFINE_ENUM_VALUE (CUE_HEALTH_OK, "ok"),
                    G_DEFINE_ENUM_VALUE (CUE_HEALTH_WARNING, "warning"),
                    G_DEFINE_ENUM_VALUE (CUE_HEALTH_ERROR, "error"))

typedef enum {
  PROP_STATE = 1,
  PROP_WORDS,
  PROP_LAST_GOOD,
} CueSourceHealthProperty;

static GParamSpec *properties[PROP_LAST_GOOD + 1];

static void
cue_source_health_init (CueSourceHealth *self)
{
  self->state = CUE_HEALTH_IDLE;
  self->words = g_strdup ("");
  self->last_good = CUE_SOURCE_NEVER;
}

static void
cue_source_health_finalize (GObject *object)
{
  CueSourceHealth *self = CUE_SOURCE_HEALTH (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->words);
  G_OBJECT_CLASS (cue_source_health_parent_class)->finalize (object);
}

static void
cue_source_health_get_property (GObject    *object,
                                guint       property_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  CueSourceHealth *self = CUE_SOURCE_HEALTH (object);

  switch ((CueSourceHealthProperty) property_id) {
  case PROP_STATE:
    g_value_set_enum (value, self->state);
    break;
  case PROP_WORDS:
    g_value_set_string (value, self->words);
    break;
  case PROP_LAST_GOOD:
    g_value_set_int64 (value, self->last_good);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
cue_source_health_class_init (CueSourceHealthClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = cue_source_health_finalize;
  object_class->get_property = cue_source_health_get_property;

  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, CUE_TYPE_HEALTH, CUE_HEALTH_IDLE, flags);
  /**
   * CueSourceHealth:words:
   *
   * What the state means, one plain sentence or less.
   */
  properties[PROP_WORDS] = g_param_spec_string ("words", NULL, NULL, "", flags);
  /**
   * CueSourceHealth:last-good:
   *
   * When the last good answer came, in µs of the monotonic clock, or `CUE_SOURCE_NEVER`.
   */
  properties[PROP_LAST_GOOD] =
    g_param_spec_int64 ("last-good", NULL, NULL, G_MININT64, G_MAXINT64, CUE_SOURCE_NEVER, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

/**
 * cue_source_health_new:
 * @id: the lane of the source
 * @name: its name for people
 *
 * Returns: (transfer full): an idle source that never answered
 */
CueSourceHealth *
cue_source_health_new (const char *id, const char *name)
{
  CueSourceHealth *self = g_object_new (CUE_TYPE_SOURCE_HEALTH, NULL);

  self->id = g_strdup (id);
  self->name = g_strdup (name);
  return self;
}

/**
 * cue_source_health_get_id:
 *
 * Returns: (transfer none): which source it is, `CUE_LANE_…`
 */
const char *
cue_source_health_get_id (CueSourceHealth *self)
{
  g_return_val_if_fail (CUE_IS_SOURCE_HEALTH (self), NULL);
  return self->id;
}

/**
 * cue_source_health_get_name:
 *
 * Returns: (transfer none): its name, for people
 */
const char *
cue_source_health_get_name (CueSourceHealth *self)
{
  g_return_val_if_fail (CUE_IS_SOURCE_HEALTH (self), NULL);
  return self->name;
}

/**
 * cue_source_health_get_state:
 *
 * Returns: how it is
 */
CueHealth
cue_source_health_get_state (CueSourceHealth *self)
{
  g_return_val_if_fail (CUE_IS_SOURCE_HEALTH (self), CUE_HEALTH_IDLE);
  return self->state;
}

/**
 * cue_source_health_get_words:
 *
 * Returns: (transfer none): the same in words; may be empty
 */
const char *
cue_source_health_get_words (CueSourceHealth *self)
{
  g_return_val_if_fail (CUE_IS_SOURCE_HEALTH (self), NULL);
  return self->words;
}

/**
 * cue_source_health_get_last_good:
 *
 * Returns: monotonic µs when it was last seen to work, or %CUE_SOURCE_NEVER
 */
gint64
cue_source_health_get_last_good (CueSourceHealth *self)
{
  g_return_val_if_fail (CUE_IS_SOURCE_HEALTH (self), CUE_SOURCE_NEVER);
  return self->last_good;
}

/**
 * cue_source_health_update:
 * @state: how it is doing
 * @words: (nullable): what that means
 */
void
cue_source_health_update (CueSourceHealth *self, CueHealth state, const char *words)
{
  g_return_if_fail (CUE_IS_SOURCE_HEALTH (self));

  g_object_freeze_notify (G_OBJECT (self));
  if (self->state != state) {
    self->state = state;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  }
  cue_property_set_text (self, &self->words, words, properties[PROP_WORDS]);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * cue_source_health_set_last_good:
 * @monotonic_us: when a good answer came, or `CUE_SOURCE_NEVER`
 */
void
cue_source_health_set_last_good (CueSourceHealth *self, gint64 monotonic_us)
{
  g_return_if_fail (CUE_IS_SOURCE_HEALTH (self));

  if (self->last_good == monotonic_us)
    return;
  self->last_good = monotonic_us;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LAST_GOOD]);
}

/**
 * cue_health_to_id:
 *
 * Returns: "idle", "ok", "warning" or "error"; for machines
 */
const char *
cue_health_to_id (CueHealth health)
{
  switch (health) {
  case CUE_HEALTH_IDLE:
    return "idle";
  case CUE_HEALTH_OK:
    return "ok";
  case CUE_HEALTH_WARNING:
    return "warning";
  case CUE_HEALTH_ERROR:
    return "error";
  }
  return "idle";
}

/**
 * cue_health_to_words:
 *
 * Returns: a translated word, since a state is never shown by colour alone
 */
const char *
cue_health_to_words (CueHealth health)
{
  switch (health) {
  case CUE_HEALTH_IDLE:
    return _ ("Idle");
  case CUE_HEALTH_OK:
    return _ ("Fine");
  case CUE_HEALTH_WARNING:
    return _ ("Attention");
  case CUE_HEALTH_ERROR:
    return _ ("Failing");
  }
  return "";
}
