// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-door-private.h"

#include <string.h>

/**
 * CueAccessDoor:
 *
 * What happened at one door: in all since the log was made, and in the last minutes. It counts by
 * arrival, and entries and incidents alike, for both are signs of life.
 *
 * Main thread.
 */
struct _CueAccessDoor {
  GObject parent_instance;

  char   *key;     /* owned */
  char   *name;    /* owned */
  char   *site_id; /* owned */
  guint64 total;
  guint64 refused;
  gint64  last_wall;

  /* A ring of steps; the newest is that of @step. */
  guint32 counts[CUE_ACCESS_DOOR_STEPS];
  guint32 refusals[CUE_ACCESS_DOOR_STEPS];
  gint64  step;
  guint   recent;
  guint   recent_refused;

  double   per_minute;
  gint64   quiet;
  gboolean is_quiet;
  guint64  told_total;
};

typedef enum {
  PROP_NAME = 1,
  PROP_TOTAL,
  PROP_REFUSED,
  PROP_RECENT,
  PROP_RECENT_REFUSED,
  PROP_PER_MINUTE,
  PROP_LAST_WALL_US,
  PROP_QUIET,
} CueAccessDoorProperty;

static GParamSpec *properties[PROP_QUIET + 1];

G_DEFINE_FINAL_TYPE (CueAccessDoor, cue_access_door, G_TYPE_OBJECT)

static void
cue_access_door_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CueAccessDoor *self = CUE_ACCESS_DOOR (object);

  switch ((CueAccessDoorProperty) id) {
  case PROP_NAME:
    g_value_set_string (value, self->name);
    break;
  case PROP_TOTAL:
    g_value_set_uint64 (value, self->total);
    break;
  case PROP_REFUSED:
    g_value_set_uint64 (value, self->refused);
    break;
  case PROP_RECENT:
    g_value_set_uint (value, self->recent);
    break;
  case PROP_RECENT_REFUSED:
    g_value_set_uint (value, self->recent_refused);
    break;
  case PROP_PER_MINUTE:
    g_value_set_double (value, self->per_minute);
    break;
  case PROP_LAST_WALL_US:
    g_value_set_int64 (value, self->last_wall);
    break;
  case PROP_QUIET:
    g_value_set_boolean (value, self->is_quiet);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_access_door_finalize (GObject *object)
{
  CueAccessDoor *self = CUE_ACCESS_DOOR (object);

  g_free (self->key);
  g_free (self->name);
  g_free (self->site_id);

  G_OBJECT_CLASS (cue_access_door_parent_class)->finalize (object);
}

static void
cue_access_door_class_init (CueAccessDoorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = cue_access_door_get_property;
  object_class->finalize = cue_access_door_finalize;

  /**
   * CueAccessDoor:name:
   *
   * Its name as it came last, or its id.
   */
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, "", flags);
  /**
   * CueAccessDoor:total:
   *
   * All messages of it.
   */
  properties[PROP_TOTAL] = g_param_spec_uint64 ("total", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  /**
   * CueAccessDoor:refused:
   *
   * How many of these were refusals.
   */
  properties[PROP_REFUSED] = g_param_spec_uint64 ("refused", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  /**
   * CueAccessDoor:recent:
   *
   * Messages in the window.
   */
  properties[PROP_RECENT] = g_param_spec_uint ("recent", NULL, NULL, 0, G_MAXUINT, 0, flags);
  /**
   * CueAccessDoor:recent-refused:
   *
   * Refusals in the window.
   */
  properties[PROP_RECENT_REFUSED] =
    g_param_spec_uint ("recent-refused", NULL, NULL, 0, G_MAXUINT, 0, flags);
  /**
   * CueAccessDoor:per-minute:
   *
   * Messages a minute, over the window or as long as it is watched, but at least over a minute.
   */
  properties[PROP_PER_MINUTE] =
    g_param_spec_double ("per-minute", NULL, NULL, 0, G_MAXDOUBLE, 0, flags);
  /**
   * CueAccessDoor:last-wall-us:
   *
   * When its last message came, microseconds since 1970 UTC.
   */
  properties[PROP_LAST_WALL_US] =
    g_param_spec_int64 ("last-wall-us", NULL, NULL, 0, G_MAXINT64, 0, flags);
  /**
   * CueAccessDoor:quiet:
   *
   * Whether nothing came of it for longer than the limit.
   */
  properties[PROP_QUIET] = g_param_spec_boolean ("quiet", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cue_access_door_init (CueAccessDoor *self)
{
}

/* For the list of doors alone, as are the next three. */
CueAccessDoor *
cue_access_door_new (const char *key, const char *site_id)
{
  CueAccessDoor *self = g_object_new (CUE_TYPE_ACCESS_DOOR, NULL);

  self->key = g_strdup (key);
  self->name = g_strdup (key);
  self->site_id = g_strdup (site_id);
  return self;
}

void
cue_access_door_set_name (CueAccessDoor *self, const char *name)
{
  if (strcmp (self->name, name) == 0)
    return;
  g_free (self->name);
  self->name = g_strdup (name);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

/* Moves the window so that its newest step is the given one. */
static void
move_window (CueAccessDoor *self, gint64 step)
{
  /* A clock that was put back would keep the future in the window. */
  if (step - self->step >= CUE_ACCESS_DOOR_STEPS || step < self->step - 1) {
    memset (self->counts, 0, sizeof self->counts);
    memset (self->refusals, 0, sizeof self->refusals);
    self->step = step;
  }
  while (self->step < step) {
    self->step++;
    self->counts[self->step % CUE_ACCESS_DOOR_STEPS] = 0;
    self->refusals[self->step % CUE_ACCESS_DOOR_STEPS] = 0;
  }
}

/* One more message; it is told at the next update. */
void
cue_access_door_count (CueAccessDoor *self,
                       gint64         received_wall_us,
                       gint64         step_us,
                       gboolean       refused)
{
  gint64 step = MAX (received_wall_us, 0) / step_us;

  self->total++;
  self->refused += refused ? 1 : 0;
  self->last_wall = MAX (received_wall_us, 0);
  move_window (self, step);
  self->counts[step % CUE_ACCESS_DOOR_STEPS]++;
  self->refusals[step % CUE_ACCESS_DOOR_STEPS] += refused ? 1 : 0;
}

static void
set_uint (CueAccessDoor *self, guint *place, guint value, CueAccessDoorProperty property)
{
  if (*place == value)
    return;
  *place = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
tell_totals (CueAccessDoor *self)
{
  if (self->told_total == self->total)
    return;
  self->told_total = self->total;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TOTAL]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REFUSED]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LAST_WALL_US]);
}

/* Makes all that is said of it true now. */
void
cue_access_door_update (CueAccessDoor *self,
                        gint64         now_wall_us,
                        gint64         step_us,
                        gint64         watched_us,
                        gint64         quiet_us)
{
  gint64   window = MIN (watched_us, CUE_ACCESS_DOOR_STEPS * step_us);
  guint    recent = 0;
  guint    refused = 0;
  double   per_minute;
  gboolean quiet;

  move_window (self, MAX (now_wall_us, 0) / step_us);
  for (guint i = 0; i < CUE_ACCESS_DOOR_STEPS; i++) {
    recent += self->counts[i];
    refused += self->refusals[i];
  }
  self->quiet = MAX (now_wall_us - self->last_wall, 0);
  quiet = self->quiet >= quiet_us;
  per_minute = recent / MAX ((double) window / (60.0 * G_USEC_PER_SEC), 1);

  g_object_freeze_notify (G_OBJECT (self));
  tell_totals (self);
  set_uint (self, &self->recent, recent, PROP_RECENT);
  set_uint (self, &self->recent_refused, refused, PROP_RECENT_REFUSED);
  if (per_minute < self->per_minute || per_minute > self->per_minute) {
    self->per_minute = per_minute;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PER_MINUTE]);
  }
  if (quiet != self->is_quiet) {
    self->is_quiet = quiet;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_QUIET]);
  }
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * cue_access_door_get_key:
 *
 * Returns: what to filter by for this door
 */
const char *
cue_access_door_get_key (CueAccessDoor *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_DOOR (self), NULL);

  return self->key;
}

/**
 * cue_access_door_get_name:
 *
 * Returns: its name as it came; not made fit to be shown
 */
const char *
cue_access_door_get_name (CueAccessDoor *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_DOOR (self), NULL);

  return self->name;
}

/**
 * cue_access_door_get_site_id:
 * @self: a door
 *
 * Returns: the site it belongs to
 */
const char *
cue_access_door_get_site_id (CueAccessDoor *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_DOOR (self), NULL);

  return self->site_id;
}

/**
 * cue_access_door_get_total:
 * @self: a door
 *
 * Returns: how often it was used since it was first seen, refusals included
 */
guint64
cue_access_door_get_total (CueAccessDoor *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_DOOR (self), 0);

  return self->total;
}

/**
 * cue_access_door_get_refused:
 * @self: a door
 *
 * Returns: how often somebody was refused there since it was first seen
 */
guint64
cue_access_door_get_refused (CueAccessDoor *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_DOOR (self), 0);

  return self->refused;
}

/**
 * cue_access_door_get_recent:
 * @self: a door
 *
 * Returns: how often it was used in the window of [method@AccessDoors.get_window_seconds], refusals
 *   included
 */
guint
cue_access_door_get_recent (CueAccessDoor *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_DOOR (self), 0);

  return self->recent;
}

/**
 * cue_access_door_get_recent_refused:
 * @self: a door
 *
 * Returns: how often somebody was refused there in the same window
 */
guint
cue_access_door_get_recent_refused (CueAccessDoor *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_DOOR (self), 0);

  return self->recent_refused;
}

/**
 * cue_access_door_get_per_minute:
 * @self: a door
 *
 * Returns: uses a minute, over the same window
 */
double
cue_access_door_get_per_minute (CueAccessDoor *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_DOOR (self), 0);

  return self->per_minute;
}

/**
 * cue_access_door_get_quiet_us:
 *
 * Returns: how long ago its last message came, as of the last update
 */
gint64
cue_access_door_get_quiet_us (CueAccessDoor *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_DOOR (self), 0);

  return self->quiet;
}

/**
 * cue_access_door_is_quiet:
 * @self: a door
 *
 * Returns: whether nothing has come from it for [method@AccessDoors.get_quiet_seconds] or longer
 */
gboolean
cue_access_door_is_quiet (CueAccessDoor *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_DOOR (self), FALSE);

  return self->is_quiet;
}
