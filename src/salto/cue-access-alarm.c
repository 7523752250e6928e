// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-alarm-private.h"

/**
 * CueAccessAlarm:
 *
 * An alarm that has begun and, as far as we know, not ended: a door left open, tampering, a lost
 * connection. An alarm that ends leaves the list; its rows in the log say when.
 *
 * Main thread.
 */
struct _CueAccessAlarm {
  GObject parent_instance;

  guint64         id;
  CueAccessEvent *event;   /* owned */
  char           *site_id; /* owned */
  gint64          since;
  guint           count;
};

typedef enum {
  PROP_EVENT = 1,
  PROP_SINCE_US,
  PROP_COUNT,
} CueAccessAlarmProperty;

static GParamSpec *properties[PROP_COUNT + 1];

G_DEFINE_FINAL_TYPE (CueAccessAlarm, cue_access_alarm, G_TYPE_OBJECT)

static void
cue_access_alarm_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CueAccessAlarm *self = CUE_ACCESS_ALARM (object);

  switch ((CueAccessAlarmProperty) id) {
  case PROP_EVENT:
    g_value_set_boxed (value, self->event);
    break;
  case PROP_SINCE_US:
    g_value_set_int64 (value, self->since);
    break;
  case PROP_COUNT:
    g_value_set_uint (value, self->count);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_access_alarm_finalize (GObject *object)
{
  CueAccessAlarm *self = CUE_ACCESS_ALARM (object);

  g_clear_pointer (&self->event, cue_access_event_unref);
  g_free (self->site_id);

  G_OBJECT_CLASS (cue_access_alarm_parent_class)->finalize (object);
}

static void
cue_access_alarm_class_init (CueAccessAlarmClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = cue_access_alarm_get_property;
  object_class->finalize = cue_access_alarm_finalize;

  /**
   * CueAccessAlarm:event:
   *
   * Its beginning.
   */
  properties[PROP_EVENT] = g_param_spec_boxed ("event", NULL, NULL, CUE_TYPE_ACCESS_EVENT, flags);
  /**
   * CueAccessAlarm:since-us:
   *
   * When it began, microseconds since 1970 UTC.
   */
  properties[PROP_SINCE_US] =
    g_param_spec_int64 ("since-us", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  /**
   * CueAccessAlarm:count:
   *
   * How often its beginning came, at least once.
   */
  properties[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 1, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cue_access_alarm_init (CueAccessAlarm *self)
{
  self->count = 1;
}

/* For the log alone. */
CueAccessAlarm *
cue_access_alarm_new (guint64 id, CueAccessEvent *event, const char *site_id, gint64 since_us)
{
  CueAccessAlarm *self = g_object_new (CUE_TYPE_ACCESS_ALARM, NULL);

  self->id = id;
  self->event = cue_access_event_ref (event);
  self->site_id = g_strdup (site_id);
  self->since = since_us;
  return self;
}

/* It began again, or had begun earlier than we knew. For the log alone. */
void
cue_access_alarm_add (CueAccessAlarm *self, gint64 time_us)
{
  self->count++;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
  if (time_us < self->since) {
    self->since = time_us;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SINCE_US]);
  }
}

/**
 * cue_access_alarm_get_id:
 *
 * Returns: its row in the log, which may be gone
 */
guint64
cue_access_alarm_get_id (CueAccessAlarm *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_ALARM (self), 0);

  return self->id;
}

/**
 * cue_access_alarm_get_event:
 *
 * Returns: (transfer none): its beginning
 */
CueAccessEvent *
cue_access_alarm_get_event (CueAccessAlarm *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_ALARM (self), NULL);

  return self->event;
}

/**
 * cue_access_alarm_get_site_id:
 * @self: an alarm
 *
 * Returns: (transfer none): the site on whose stream it came; part of what makes two events one
 *   alarm
 */
const char *
cue_access_alarm_get_site_id (CueAccessAlarm *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_ALARM (self), NULL);

  return self->site_id;
}

/**
 * cue_access_alarm_get_since_us:
 *
 * Returns: when it began, microseconds since 1970 UTC
 */
gint64
cue_access_alarm_get_since_us (CueAccessAlarm *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_ALARM (self), 0);

  return self->since;
}

/**
 * cue_access_alarm_get_count:
 *
 * Returns: how often its beginning came
 */
guint
cue_access_alarm_get_count (CueAccessAlarm *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_ALARM (self), 0);

  return self->count;
}
