// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-last-look.h"

#include <glib/gi18n-lib.h>

#include "cue-time.h"

/**
 * CueAccessLastLook:
 *
 * Where the user stopped looking at the log of doors. What came later is new at the next look.
 *
 * The rows of a log end with the program, the time of the last look does not: whoever keeps it
 * hands it back with [method@AccessLastLook.restore], and then every row is newer than that. Main
 * thread only.
 */
struct _CueAccessLastLook {
  GObject parent_instance;

  CueAccessLog *log;   /* owned */
  CueClock     *clock; /* owned */
  gboolean      looking;
  guint64       id;      /* the newest row of it; 0 when there was none */
  gint64        wall_us; /* when it ended; 0 before there was one */
};

typedef enum {
  PROP_WALL_US = 1,
} CueAccessLastLookProperty;

static GParamSpec *properties[PROP_WALL_US + 1];

G_DEFINE_FINAL_TYPE (CueAccessLastLook, cue_access_last_look, G_TYPE_OBJECT)

static void
cue_access_last_look_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((CueAccessLastLookProperty) id) {
  case PROP_WALL_US:
    g_value_set_int64 (value, cue_access_last_look_get_wall_us (CUE_ACCESS_LAST_LOOK (object)));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_access_last_look_finalize (GObject *object)
{
  CueAccessLastLook *self = CUE_ACCESS_LAST_LOOK (object);

  g_clear_object (&self->log);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (cue_access_last_look_parent_class)->finalize (object);
}

static void
cue_access_last_look_class_init (CueAccessLastLookClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cue_access_last_look_get_property;
  object_class->finalize = cue_access_last_look_finalize;

  /**
   * CueAccessLastLook:wall-us:
   *
   * When the last look ended, microseconds since 1970 UTC, or 0. Also told when only its newest row
   * is another one.
   */
  properties[PROP_WALL_US] =
    g_param_spec_int64 ("wall-us",
                        NULL,
                        NULL,
                        0,
                        G_MAXINT64,
                        0,
                        G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cue_access_last_look_init (CueAccessLastLook *self)
{
}

/**
 * cue_access_last_look_new:
 * @log: what is looked at
 * @clock: tells the time
 *
 * Returns: (transfer full): that there was no look yet
 */
CueAccessLastLook *
cue_access_last_look_new (CueAccessLog *log, CueClock *clock)
{
  CueAccessLastLook *self;

  g_return_val_if_fail (CUE_IS_ACCESS_LOG (log), NULL);
  g_return_val_if_fail (CUE_IS_CLOCK (clock), NULL);

  self = g_object_new (CUE_TYPE_ACCESS_LAST_LOOK, NULL);
  self->log = g_object_ref (log);
  self->clock = g_object_ref (clock);
  return self;
}

/**
 * cue_access_last_look_get_wall_us:
 * @self: a last look
 *
 * Returns: when it ended, microseconds since 1970 UTC, or 0 when there was none
 */
gint64
cue_access_last_look_get_wall_us (CueAccessLastLook *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_LAST_LOOK (self), 0);

  return self->wall_us;
}

static void
end (CueAccessLastLook *self, guint64 id, gint64 wall_us)
{
  self->id = id;
  self->wall_us = wall_us;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WALL_US]);
}

/**
 * cue_access_last_look_restore:
 * @self: a last look
 * @wall_us: when the last look ended before the program was started, or 0 when there was none
 *
 * Goes on where the user left off: all rows of the log are new.
 */
void
cue_access_last_look_restore (CueAccessLastLook *self, gint64 wall_us)
{
  g_return_if_fail (CUE_IS_ACCESS_LAST_LOOK (self));

  /* Settings can hold anything, and a clock can be put back. */
  if (wall_us > 0 && wall_us <= cue_clock_get_wall (self->clock))
    end (self, 0, wall_us);
}

/**
 * cue_access_last_look_set_looking:
 * @self: a last look
 * @looking: whether the log is in front of the user
 *
 * Says when the user looks, and when away. What comes from then on is new at the next look.
 */
void
cue_access_last_look_set_looking (CueAccessLastLook *self, gboolean looking)
{
  g_return_if_fail (CUE_IS_ACCESS_LAST_LOOK (self));

  if (self->looking == looking)
    return;

  self->looking = looking;

  if (!looking)
    end (self, cue_access_log_get_last_id (self->log), cue_clock_get_wall (self->clock));
}

/**
 * cue_access_last_look_get_id:
 * @self: a last look
 *
 * Returns: the newest row of it, or 0
 */
guint64
cue_access_last_look_get_id (CueAccessLastLook *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_LAST_LOOK (self), 0);

  return self->id;
}

/**
 * cue_access_last_look_is_new:
 * @self: a last look
 * @id: the id of a row
 *
 * Returns: whether it came since; nothing is new before there was a look
 */
gboolean
cue_access_last_look_is_new (CueAccessLastLook *self, guint64 id)
{
  g_return_val_if_fail (CUE_IS_ACCESS_LAST_LOOK (self), FALSE);

  return self->wall_us != 0 && id > self->id;
}

/**
 * cue_access_last_look_describe:
 * @self: a last look
 *
 * Returns: (transfer full): since when rows are new, with the day when it was not today
 */
char *
cue_access_last_look_describe (CueAccessLastLook *self)
{
  gint64 now;
  g_autoptr (GDateTime) then = NULL;
  g_autoptr (GDateTime) today = NULL;
  g_autofree char *time = NULL;

  g_return_val_if_fail (CUE_IS_ACCESS_LAST_LOOK (self), NULL);

  now = cue_clock_get_wall (self->clock);
  then = g_date_time_new_from_unix_local (self->wall_us / G_USEC_PER_SEC);
  today = g_date_time_new_from_unix_local (now / G_USEC_PER_SEC);

  if (then != NULL && today != NULL &&
      (g_date_time_get_year (then) != g_date_time_get_year (today) ||
       g_date_time_get_day_of_year (then) != g_date_time_get_day_of_year (today)))
    time = g_date_time_format (then, "%x %H:%M");
  else
    time = cue_time_format_time_of_day (self->wall_us);

  /* Translators: beside a line in a list: what stands above it came since then; %s is a time, with
   * the day before it when it was not today */
  return g_strdup_printf (_ ("New since %s"), time);
}
