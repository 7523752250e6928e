// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-sim-crowd.h"

#include "cue-sim-members.h"

#include <math.h>

#define SEED           20261120
#define MAX_PACE       60000.0
#define REAL_PACE      1.25 // 600 entries a day and site were counted
#define DEMO_LEAST_S   2.0
#define DEMO_MOST_S    10.0
#define MOST_LATE_S    30
#define INCIDENT_EVERY 200
#define LATE_EVERY     100

struct _CueSimCrowd {
  CueClock             *clock;
  const CueSimSwitches *switches; // not owned
  CueSimAccessFunc      func;
  gpointer              user_data;
  GRand                *dice;
  double                pace;       // a minute; < 0: as the switch says
  guint                 timeout_id; // of the next entry
  guint64               serial;
  GPtrArray            *endings; // of Ending
};

/* An alarm that will end. */
typedef struct {
  CueSimCrowd *crowd; // not owned
  const char  *category;
  guint        lock;
  guint        timeout_id;
} Ending;

/* What can begin, and what says that it is over. The names are those of the vendor's older page
 * (ASSUME-2). */
static const struct {
  const char *begin;
  const char *end; // nullable
} alarms[] = {
  { "door_left_open_alarm", "end_of_door_left_open_alarm" },
  { "intrusion_alarm", "end_of_intrusion_alarm" },
  { "tamper_alarm", "end_of_tamper_alarm" },
  { "lock_connection_lost", "lock_connection_restored" },
  { "iq_connection_lost", "iq_connection_restored" },
  { "low_battery_warning", NULL },
  { "lock_time_set", NULL },
  { "easyofficemode_finish_failed", NULL },
  { "unknown", NULL },
};

static void
free_ending (Ending *ending)
{
  cue_clock_clear_timeout (ending->crowd->clock, &ending->timeout_id);
  g_free (ending);
}

/**
 * cue_sim_crowd_new:
 * @clock: says when somebody comes to a door
 * @switches: unowned: how the simulator is set; they have to outlive the crowd
 * @func: takes each event
 * @user_data: given to @func
 *
 * Returns: (transfer full): a crowd that has not come yet
 */
CueSimCrowd *
cue_sim_crowd_new (CueClock             *clock,
                   const CueSimSwitches *switches,
                   CueSimAccessFunc      func,
                   gpointer              user_data)
{
  CueSimCrowd *self = g_new0 (CueSimCrowd, 1);

  self->clock = g_object_ref (clock);
  self->switches = switches;
  self->func = func;
  self->user_data = user_data;
  self->dice = g_rand_new_with_seed (SEED);
  self->pace = -1;
  self->endings = g_ptr_array_new_with_free_func ((GDestroyNotify) free_ending);
  /* Two runs on one day must not have the same ids, or the second would be all duplicates. */
  self->serial = (guint64) (cue_clock_get_wall (clock) / G_USEC_PER_SEC) << 12;
  return self;
}

/**
 * cue_sim_crowd_free:
 * @self: (transfer full): a crowd
 */
void
cue_sim_crowd_free (CueSimCrowd *self)
{
  cue_clock_clear_timeout (self->clock, &self->timeout_id);
  g_ptr_array_unref (self->endings);
  g_rand_free (self->dice);
  g_object_unref (self->clock);
  g_free (self);
}

static gboolean
chance (CueSimCrowd *self, guint percent)
{
  return (guint) g_rand_int_range (self->dice, 0, 100) < percent;
}

static guint
choose_lock (CueSimCrowd *self, guint site)
{
  for (;;) {
    guint lock = (guint) g_rand_int_range (self->dice, 0, CUE_SIM_N_LOCKS);

    if (cue_sim_locks[lock].site == site)
      return lock;
  }
}

/**
 * cue_sim_crowd_take_serials:
 *
 * Returns: the first of @n numbers that nobody else gets
 */
guint64
cue_sim_crowd_take_serials (CueSimCrowd *self, guint n)
{
  guint64 first = self->serial + 1;

  self->serial += n;
  return first;
}

/* How somebody opened a door: tag 60, mobile or remote 15, PIN 15, inside handle 10 of a hundred.
 */
static void
choose_means (CueSimCrowd *self, CueSimAccess *access)
{
  guint number = (guint) g_rand_int_range (self->dice, 0, 100);

  if (number < 60) {
    access->access_by = "tag";
    access->shows_tag = TRUE;
  } else if (number < 75) {
    access->access_by = number < 70 ? "mobile_key" : "remote";
  } else if (number < 90) {
    access->access_by = "pin_code";
  } else {
    access->access_by = "inside_handle";
    access->exit_requested = TRUE;
    access->person = -1;
  }
}

static void
choose_rejection (CueSimCrowd *self, CueSimAccess *access)
{
  static const char *const details[] = { "no_access", "no_access", "suspended", "offline" };

  access->category = "lock_rejected";
  access->detail = details[g_rand_int_range (self->dice, 0, G_N_ELEMENTS (details))];
  if (chance (self, 30)) {
    access->access_by = "pin_code";
    access->person = -1;
    access->unknown_pin = TRUE;
    access->detail = "no_access";
  } else {
    access->access_by = "tag";
    access->shows_tag = TRUE;
  }
}

/**
 * cue_sim_crowd_make:
 * @person: index; -1: any, or nobody where that is believable
 *
 * Returns: something that happens now at a door of that site, not told to anybody yet. Of a hundred
 *   entries 88 are `lock_opened`, 6 `lock_rejected`, 4 office mode and 2 privacy mode
 */
CueSimAccess
cue_sim_crowd_make (CueSimCrowd *self, CueSimStream stream, guint site, int person)
{
  CueSimAccess access = {
    .stream = stream,
    .serial = cue_sim_crowd_take_serials (self, 1),
    .lock = choose_lock (self, site),
    .person = person >= 0 ? person : g_rand_int_range (self->dice, 0, CUE_SIM_N_PERSONS),
    .category = "lock_opened",
    .sent_us = cue_clock_get_wall (self->clock),
  };
  guint number = (guint) g_rand_int_range (self->dice, 0, 100);

  access.wall_us = access.sent_us;
  if (stream == CUE_SIM_STREAM_INCIDENTS) {
    access.category = alarms[g_rand_int_range (self->dice, 0, 6)].begin;
    access.person = -1;
    return access;
  }
  if (number < 88) {
    choose_means (self, &access);
  } else if (number < 94) {
    choose_rejection (self, &access);
  } else {
    access.access_by = "tag";
    access.shows_tag = TRUE;
    access.category = number >= 98   ? "privacy_mode"
                      : number >= 96 ? "easy_office_mode"
                                     : "office_mode";
    if (number == 96 || number == 97)
      access.detail = number == 96 ? "start" : "end";
  }
  if (person >= 0) {
    access.person = person;
    access.unknown_pin = FALSE;
  }
  /* One in a hundred was held up on its way. */
  if (g_rand_int_range (self->dice, 0, LATE_EVERY) == 0)
    access.wall_us -= g_rand_int_range (self->dice, 5, MOST_LATE_S) * G_USEC_PER_SEC;
  return access;
}

static void
tell_incident (CueSimCrowd *self, const char *category, guint lock)
{
  CueSimAccess access = {
    .stream = CUE_SIM_STREAM_INCIDENTS,
    .serial = cue_sim_crowd_take_serials (self, 1),
    .category = category,
    .lock = lock,
    .person = -1,
    .sent_us = cue_clock_get_wall (self->clock),
  };

  access.wall_us = access.sent_us;
  self->func (&access, self->user_data);
}

static gboolean
on_alarm_is_over (gpointer user_data)
{
  Ending      *ending = user_data;
  CueSimCrowd *self = ending->crowd;
  const char  *category = ending->category;
  guint        lock = ending->lock;

  ending->timeout_id = 0;
  g_ptr_array_remove (self->endings, ending);
  tell_incident (self, category, lock);
  return G_SOURCE_REMOVE;
}

static void
raise_alarm (CueSimCrowd *self, const char *category, guint lock, double for_s)
{
  for (guint i = 0; i < G_N_ELEMENTS (alarms); i++) {
    Ending *ending;

    if (!g_str_equal (alarms[i].begin, category))
      continue;
    tell_incident (self, alarms[i].begin, lock);
    if (alarms[i].end == NULL || for_s <= 0)
      return;
    ending = g_new0 (Ending, 1);
    ending->crowd = self;
    ending->category = alarms[i].end;
    ending->lock = lock;
    g_ptr_array_add (self->endings, ending);
    ending->timeout_id = cue_clock_add_timeout (self->clock,
                                                (gint64) (for_s * G_USEC_PER_SEC),
                                                on_alarm_is_over,
                                                ending,
                                                NULL);
    return;
  }
}

static void plan_next (CueSimCrowd *self);

static gboolean
on_somebody_comes (gpointer user_data)
{
  CueSimCrowd *self = user_data;
  guint        number = (guint) g_rand_int_range (self->dice, 0, 10);
  guint        site = number < 7 ? 0 : number < 9 ? 1 : 2;
  CueSimAccess access = cue_sim_crowd_make (self, CUE_SIM_STREAM_ENTRIES, site, -1);

  self->timeout_id = 0;
  self->func (&access, self->user_data);
  if (g_rand_int_range (self->dice, 0, INCIDENT_EVERY) == 0)
    raise_alarm (self,
                 alarms[g_rand_int_range (self->dice, 0, 6)].begin,
                 choose_lock (self, site),
                 g_rand_double_range (self->dice, 20, 90));
  plan_next (self);
  return G_SOURCE_REMOVE;
}

static void
plan_next (CueSimCrowd *self)
{
  double pace = cue_sim_crowd_get_pace (self);
  double wait_s;

  if (pace == 0)
    return;
  if (self->pace < 0 && cue_sim_switches_is (self->switches, CUE_SIM_SWITCH_PACE, "demo"))
    wait_s = g_rand_double_range (self->dice, DEMO_LEAST_S, DEMO_MOST_S);
  else
    /* People who come independently of each other. */
    wait_s = -log (1.0 - g_rand_double (self->dice)) * 60.0 / pace;
  self->timeout_id =
    cue_clock_add_timeout (self->clock,
                           (gint64) (CLAMP (wait_s, 0.001, 3600.0) * G_USEC_PER_SEC),
                           on_somebody_comes,
                           self,
                           NULL);
}

/**
 * cue_sim_crowd_start:
 *
 * From here on people come. Does nothing when they do already.
 */
void
cue_sim_crowd_start (CueSimCrowd *self)
{
  if (self->timeout_id == 0)
    plan_next (self);
}

/**
 * cue_sim_crowd_get_pace:
 *
 * Returns: entries a minute at all doors together
 */
double
cue_sim_crowd_get_pace (CueSimCrowd *self)
{
  if (self->pace >= 0)
    return self->pace;
  return cue_sim_switches_is (self->switches, CUE_SIM_SWITCH_PACE, "real")
           ? REAL_PACE
           : 60.0 / ((DEMO_LEAST_S + DEMO_MOST_S) / 2);
}

/**
 * cue_sim_crowd_apply:
 * @speed: how many times faster than written the scenario runs; shortens alarms
 */
void
cue_sim_crowd_apply (CueSimCrowd *self, const CueSimCrowdOrder *order, double speed)
{
  if (order->pace >= 0) {
    self->pace = order->pace;
    cue_clock_clear_timeout (self->clock, &self->timeout_id);
    plan_next (self);
  }
  if (order->alarm != NULL)
    raise_alarm (self, order->alarm, order->lock - 1, order->for_s / speed);
}

/**
 * cue_sim_crowd_order_read:
 * @object: `{"pace": 40, "alarm": "door_left_open_alarm", "lock": 2, "for": 25, "drop": 300}`
 * @where: what a sentence about an error calls @object
 * @order: (out): valid as long as @object
 */
gboolean
cue_sim_crowd_order_read (JsonObject       *object,
                          const char       *where,
                          CueSimCrowdOrder *order,
                          GError          **error)
{
  static const char *const known[] = { "pace", "alarm", "lock", "for", "drop", NULL };
  const char              *names[G_N_ELEMENTS (alarms) + 1] = { NULL };
  double                   lock = 1;

  for (guint i = 0; i < G_N_ELEMENTS (alarms); i++)
    names[i] = alarms[i].begin;
  *order = (CueSimCrowdOrder){ .pace = -1, .drop_s = -1 };
  if (!cue_sim_members_check (object, where, known, error) ||
      !cue_sim_members_get_number (object, where, "pace", 0, MAX_PACE, &order->pace, error) ||
      !cue_sim_members_get_choice (object, where, "alarm", names, &order->alarm, error) ||
      !cue_sim_members_get_number (object, where, "lock", 1, CUE_SIM_N_LOCKS, &lock, error) ||
      !cue_sim_members_get_number (object, where, "for", 0, 86400, &order->for_s, error) ||
      !cue_sim_members_get_number (object, where, "drop", 0, 86400, &order->drop_s, error))
    return FALSE;
  order->lock = (guint) lock;
  return TRUE;
}
