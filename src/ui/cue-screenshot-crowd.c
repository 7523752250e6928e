// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-screenshot-crowd.h"

/* Fills a log of doors without any service: for pictures of a long evening, and for measuring what
 * a long evening costs. Persons and doors are invented. */

static const char *doors[] = {
  "Main entrance", "East entrance", "West entrance",  "Stage door",  "Loading bay",
  "Green room",    "Control room",  "Press room",     "Catering",    "Car park barrier",
  "Balcony left",  "Balcony right", "Rehearsal hall", "Server room",
};

static const char *first_names[] = {
  "Ana",   "Bruno", "Chloé", "Dana",  "Emre", "Fatima", "Goran",   "Hélène", "Ines",  "Jürgen",
  "Kaito", "Lena",  "Mateo", "Nadia", "Ömer", "Priya",  "Quentin", "Rosa",   "Søren", "Tereza",
};

static const char *last_names[] = {
  "Albers", "Bianchi",   "Costa",   "Dubois", "Eriksen", "Ferreira", "Gashi", "Horvat", "Ivanova",
  "Jansen", "Kowalczyk", "Lefèvre", "Moreau", "Nowak",   "Okafor",   "Petit", "Rossi",  "Schmidt",
};

static const char *ways[] = { "tag", "tag", "tag", "mobile_key", "pin_code" };

static char *
format_time (gint64 wall_us, gint64 offset_s)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (wall_us / G_USEC_PER_SEC + offset_s);

  return g_date_time_format (time, offset_s == 0 ? "%Y-%m-%dT%H:%M:%SZ" : "%Y-%m-%dT%H:%M:%S");
}

static void
send (CueCrowd   *crowd,
      guint       source,
      gint64      wall_us,
      guint       door,
      const char *category,
      const char *rest)
{
  g_autofree char *utc = format_time (wall_us, 0);
  g_autofree char *local = format_time (wall_us, 3600);
  g_autofree char *json =
    g_strdup_printf ("{\"id\":\"6f0c2a51-0d1e-4a7c-9b54-%012x\",\"event_category\":\"%s\","
                     "\"utc_date_time\":\"%s\",\"local_date_time\":\"%s\","
                     "\"lock_id\":\"0b6f4a1e-7c55-4d0b-8a43-c0a1d2e3f4%02x\","
                     "\"lock_mac_address\":\"00.11.22.33.44.%02X\","
                     "\"lock_customer_reference\":\"%s\","
                     "\"iq_id\":\"2d9a5c10-1111-4222-8333-444455556666\","
                     "\"iq_customer_reference\":\"Hall IQ 1\",\"iq_mac_address\":\"AA.BB.CC\","
                     "\"iq_revision\":\"2.0\",\"exit_requested\":false,%s}",
                     crowd->n++,
                     category,
                     utc,
                     local,
                     door,
                     door,
                     doors[door % G_N_ELEMENTS (doors)],
                     rest);

  cue_access_log_append (crowd->log, source, json, strlen (json), wall_us, NULL);
}

/**
 * cue_crowd_new:
 * @log: where the crowd goes
 *
 * Returns: (transfer full): a crowd, always the same
 */
CueCrowd *
cue_crowd_new (CueAccessLog *log)
{
  CueCrowd *crowd = g_new0 (CueCrowd, 1);

  crowd->log = g_object_ref (log);
  crowd->random = g_rand_new_with_seed (20261120);
  crowd->entries =
    cue_access_log_add_source (log, CUE_ACCESS_ENTRY, "8b1f0c2e-site", "Concert hall");
  crowd->incidents =
    cue_access_log_add_source (log, CUE_ACCESS_INCIDENT, "8b1f0c2e-site", "Concert hall");
  return crowd;
}

/**
 * cue_crowd_free:
 * @crowd: a crowd
 *
 * Lets a crowd go. What it did stays in the log.
 */
void
cue_crowd_free (CueCrowd *crowd)
{
  g_object_unref (crowd->log);
  g_rand_free (crowd->random);
  g_free (crowd);
}

/**
 * cue_crowd_arrive:
 * @crowd: a crowd
 * @wall_us: when, microseconds since 1970 UTC
 *
 * Lets one of the crowd come to a door.
 */
void
cue_crowd_arrive (CueCrowd *crowd, gint64 wall_us)
{
  guint            person = (guint) g_rand_int_range (crowd->random, 0, 360);
  guint            door = (guint) g_rand_int_range (crowd->random, 0, G_N_ELEMENTS (doors));
  guint            fate = (guint) g_rand_int_range (crowd->random, 0, 100);
  const char      *detail = fate < 3 ? "\"no_access\"" : fate < 5 ? "\"suspended\"" : "null";
  const char      *way;
  g_autofree char *number = NULL;
  g_autofree char *who = NULL;

  if (fate >= 97) {
    send (crowd,
          crowd->entries,
          wall_us,
          door,
          fate == 97 ? "office_mode" : "lock_opened",
          "\"event_detail\":null,\"user_id\":null,\"access_by\":\"inside_handle\","
          "\"access_detail\":\"\"");
    return;
  }

  if (fate == 5) {
    send (crowd,
          crowd->entries,
          wall_us,
          door,
          "lock_rejected",
          "\"event_detail\":\"no_access\",\"user_id\":\"PIN unknown\",\"access_by\":\"pin_code\","
          "\"access_detail\":\"\"");
    return;
  }

  way = ways[(guint) g_rand_int_range (crowd->random, 0, G_N_ELEMENTS (ways))];
  /* A tag has a number. */
  number = g_str_equal (way, "tag") ? g_strdup_printf ("%08u", person * 7919) : g_strdup ("");
  who = g_strdup_printf ("\"event_detail\":%s,"
                         "\"user_id\":\"7d2b1c90-aaaa-4bbb-8ccc-%012u\",\"user_first_name\":\"%s\","
                         "\"user_last_name\":\"%s\",\"user_alias\":\"\",\"access_by\":\"%s\","
                         "\"access_detail\":\"%s\"",
                         detail,
                         person,
                         first_names[person % G_N_ELEMENTS (first_names)],
                         last_names[person / G_N_ELEMENTS (first_names)],
                         way,
                         number);
  send (crowd, crowd->entries, wall_us, door, fate < 5 ? "lock_rejected" : "lock_opened", who);
}

/**
 * cue_crowd_raise_alarm:
 * @crowd: a crowd
 * @wall_us: when, microseconds since 1970 UTC
 * @what: the code of the incident
 * @door: which door
 *
 * Makes an incident happen.
 */
void
cue_crowd_raise_alarm (CueCrowd *crowd, gint64 wall_us, const char *what, guint door)
{
  send (crowd,
        crowd->incidents,
        wall_us,
        door,
        what,
        "\"event_detail\":null,\"user_id\":null,\"access_by\":null,\"access_detail\":null");
}

/**
 * cue_crowd_send_hostile:
 * @crowd: a crowd
 * @wall_us: when, microseconds since 1970 UTC
 *
 * Sends what nobody should send: markup, text that turns the line round, a name without end, a
 * message that is not JSON.
 */
void
cue_crowd_send_hostile (CueCrowd *crowd, gint64 wall_us)
{
  static const char *names[] = {
    "<b>Bold</b> & <i>co</i>",
    "\\u202eesrever\\u202c",
    "\\u0627\\u0644\\u0633\\u064a\\u062f\\u0629 \\u0641\\u0627\\u0637\\u0645\\u0629",
    "Two\\nlines\\tand a tab",
  };
  g_autofree char  *long_name = g_strnfill (4000, 'W');
  static const char not_json[] = "Hello, this is not JSON <b>at all</b>";

  for (guint i = 0; i <= G_N_ELEMENTS (names); i++) {
    g_autofree char *rest =
      g_strdup_printf ("\"event_detail\":null,\"user_id\":\"hostile-%u\",\"user_first_name\":\"%"
                       "s\","
                       "\"user_last_name\":\"\",\"access_by\":\"tag\",\"access_detail\":\"0\"",
                       i,
                       i < G_N_ELEMENTS (names) ? names[i] : long_name);

    send (crowd, crowd->entries, wall_us, i, "lock_opened", rest);
  }

  cue_access_log_append (crowd->log, crowd->entries, not_json, strlen (not_json), wall_us, NULL);
}
