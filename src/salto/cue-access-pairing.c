// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-pairing.h"

#include "cue-access-alarm-private.h"
#include "cue-access-log-private.h"

#include <string.h>

/*
 * An alarm and its end are events of their own, with ids of their own. What belongs together is
 * found by what it is, the site, and the door or IQ; what came first by the time of the events, so
 * that an end that overtakes its beginning is still its end.
 */

/* Nothing that comes from outside may grow without end. */
#define MAX_KEYS   10000
#define MAX_BEGINS 16

typedef struct {
  const char *begin;
  const char *end;
  gboolean    of_iq;
} Rule;

static const Rule rules[] = {
  { "door_left_open_alarm", "end_of_door_left_open_alarm", FALSE },
  { "intrusion_alarm", "end_of_intrusion_alarm", FALSE },
  { "tamper_alarm", "end_of_tamper_alarm", FALSE },
  { "lock_connection_lost", "lock_connection_restored", FALSE },
  { "iq_connection_lost", "iq_connection_restored", TRUE },
};

typedef struct {
  guint64         id;
  gint64          time;
  CueAccessEvent *event; /* owned */
} Begin;

typedef struct {
  CueAccessAlarm *alarm;  /* owned, nullable: it is open */
  GArray         *begins; /* owned, of Begin, by time: those without an end */
  guint64         end_id; /* zero, or an end that has no beginning */
  gint64          end_time;
} Thing;

struct _CueAccessPairing {
  GHashTable       *things; /* key → Thing, owned */
  GListStore       *alarms; /* owned */
  CueAccessPairFunc func;
  gpointer          data;
};

static void
thing_free (Thing *thing)
{
  g_clear_object (&thing->alarm);
  g_array_unref (thing->begins);
  g_free (thing);
}

static void
clear_begin (gpointer data)
{
  cue_access_event_unref (((Begin *) data)->event);
}

static Thing *
thing_new (void)
{
  Thing *thing = g_new0 (Thing, 1);

  thing->begins = g_array_new (FALSE, FALSE, sizeof (Begin));
  g_array_set_clear_func (thing->begins, clear_begin);
  return thing;
}

/**
 * cue_access_pairing_new:
 * @func: is told of each change of an alarm
 * @data: given to @func
 *
 * Returns: (transfer full): a pairing that has seen nothing
 */
CueAccessPairing *
cue_access_pairing_new (CueAccessPairFunc func, gpointer data)
{
  CueAccessPairing *self = g_new0 (CueAccessPairing, 1);

  self->things =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) thing_free);
  self->alarms = g_list_store_new (CUE_TYPE_ACCESS_ALARM);
  self->func = func;
  self->data = data;
  return self;
}

/**
 * cue_access_pairing_free:
 * @self: (transfer full): a pairing
 */
void
cue_access_pairing_free (CueAccessPairing *self)
{
  g_hash_table_unref (self->things);
  g_object_unref (self->alarms);
  g_free (self);
}

/**
 * cue_access_pairing_clear:
 * @self: a pairing
 *
 * Forgets all alarms, without telling of it.
 */
void
cue_access_pairing_clear (CueAccessPairing *self)
{
  g_hash_table_remove_all (self->things);
  g_list_store_remove_all (self->alarms);
}

/**
 * cue_access_pairing_get_alarms:
 * @self: a pairing
 *
 * Returns: (transfer none): a list model of the [class@AccessAlarm] that have not ended
 */
GListModel *
cue_access_pairing_get_alarms (CueAccessPairing *self)
{
  return G_LIST_MODEL (self->alarms);
}

static const Rule *
find_rule (const char *category, gboolean *is_end)
{
  for (gsize i = 0; category != NULL && i < G_N_ELEMENTS (rules); i++) {
    *is_end = strcmp (category, rules[i].end) == 0;
    if (*is_end || strcmp (category, rules[i].begin) == 0)
      return &rules[i];
  }
  return NULL;
}

static const char *
get_first (CueAccessEvent *event, CueAccessField field, CueAccessField other)
{
  const char *text = cue_access_event_get_text (event, field);

  if (text == NULL || *text == '\0')
    text = cue_access_event_get_text (event, other);
  return text != NULL ? text : "";
}

static char *
make_key (const Rule *rule, CueAccessEvent *event, const char *site_id)
{
  const char *thing =
    rule->of_iq
      ? get_first (event, CUE_ACCESS_FIELD_IQ_ID, CUE_ACCESS_FIELD_IQ_CUSTOMER_REFERENCE)
      : get_first (event, CUE_ACCESS_FIELD_LOCK_ID, CUE_ACCESS_FIELD_LOCK_CUSTOMER_REFERENCE);

  return g_strdup_printf ("%s\n%s\n%s", rule->begin, site_id, thing);
}

static void
tell (CueAccessPairing *self, guint64 begin_id, guint64 end_id, gint64 duration)
{
  CueAccessPair pair = { begin_id, end_id, duration };

  self->func (&pair, self->data);
}

static void
close_alarm (CueAccessPairing *self, Thing *thing)
{
  guint position;

  if (thing->alarm != NULL && g_list_store_find (self->alarms, thing->alarm, &position))
    g_list_store_remove (self->alarms, position);
  g_clear_object (&thing->alarm);
}

static void
open_alarm (CueAccessPairing *self, Thing *thing, const char *site_id)
{
  const Begin *first = &g_array_index (thing->begins, Begin, 0);

  thing->alarm = cue_access_alarm_new (first->id, first->event, site_id, first->time);
  for (guint i = 1; i < thing->begins->len; i++)
    cue_access_alarm_add (thing->alarm, g_array_index (thing->begins, Begin, i).time);
  g_list_store_append (self->alarms, thing->alarm);
}

/* A time that lies far ahead is wrong. An alarm that began then would never end. */
static gint64
get_time (const CueAccessEvent *event)
{
  gint64 time = cue_access_event_get_time_us (event);
  gint64 received = cue_access_event_get_received_wall_us (event);

  return time > received + CUE_ACCESS_FUTURE_US ? received : time;
}

static void
note_begin (Thing *thing, guint64 id, CueAccessEvent *event)
{
  Begin begin = { id, get_time (event), cue_access_event_ref (event) };
  guint place = thing->begins->len;

  while (place > 0 && g_array_index (thing->begins, Begin, place - 1).time > begin.time)
    place--;
  g_array_insert_val (thing->begins, place, begin);
  /* Of one that begins again and again, the first and the newest are kept. */
  if (thing->begins->len > MAX_BEGINS)
    g_array_remove_index (thing->begins, 1);
}

static void
add_begin (CueAccessPairing *self,
           Thing            *thing,
           guint64           id,
           CueAccessEvent   *event,
           const char       *site_id)
{
  gint64 time = get_time (event);

  if (thing->end_id != 0 && thing->end_time >= time) {
    tell (self, id, thing->end_id, thing->end_time - time);
    thing->end_id = 0;
    return;
  }
  note_begin (thing, id, event);
  if (thing->alarm == NULL)
    open_alarm (self, thing, site_id);
  else
    cue_access_alarm_add (thing->alarm, time);
  tell (self, id, 0, -1);
}

static void
add_end (CueAccessPairing *self, Thing *thing, guint64 id, gint64 time, const char *site_id)
{
  guint n_ended = 0;

  while (n_ended < thing->begins->len && g_array_index (thing->begins, Begin, n_ended).time <= time)
    n_ended++;
  if (n_ended == 0) {
    thing->end_id = id;
    thing->end_time = time;
    tell (self, 0, id, -1);
    return;
  }
  /* The end is paired with the first beginning last, so that it says the whole duration. */
  for (guint i = n_ended; i > 0; i--) {
    const Begin *begin = &g_array_index (thing->begins, Begin, i - 1);

    tell (self, begin->id, id, time - begin->time);
  }
  g_array_remove_range (thing->begins, 0, n_ended);
  close_alarm (self, thing);
  /* An end that came late does not end what began after it. */
  if (thing->begins->len > 0)
    open_alarm (self, thing, site_id);
}

/**
 * cue_access_pairing_add:
 * @self: a pairing
 * @id: the row
 * @event: what it is; nothing happens when it is no part of an alarm
 * @site_id: the site that was asked for
 *
 * Tells what belongs together through the function it was made with.
 */
void
cue_access_pairing_add (CueAccessPairing *self,
                        guint64           id,
                        CueAccessEvent   *event,
                        const char       *site_id)
{
  gboolean    is_end;
  const Rule *rule =
    find_rule (cue_access_event_get_text (event, CUE_ACCESS_FIELD_EVENT_CATEGORY), &is_end);
  g_autofree char *key = NULL;
  Thing           *thing;

  if (rule == NULL)
    return;
  key = make_key (rule, event, site_id);
  thing = g_hash_table_lookup (self->things, key);
  if (thing == NULL) {
    if (g_hash_table_size (self->things) >= MAX_KEYS)
      return;
    thing = thing_new ();
    g_hash_table_insert (self->things, g_steal_pointer (&key), thing);
  }
  if (is_end)
    add_end (self, thing, id, get_time (event), site_id);
  else
    add_begin (self, thing, id, event, site_id);
}
