// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-sim-access.h"

/* Ids are UUIDs in form; the serial number stands in the last group, for people who look. */
#define ENTRY_ID    "6f0c2a51-0d1e-4a7c-9b54-"
#define INCIDENT_ID "6f0c2a51-0d1e-4a7c-9b55-"

static void
set_string_or_null (CueSimDoc *doc, const char *name, const char *text)
{
  if (text != NULL)
    cue_sim_doc_set_string (doc, name, text);
  else
    cue_sim_doc_set_raw (doc, name, "null");
}

static char *
format_time (gint64 wall_us, const char *zone, const char *format)
{
  g_autoptr (GTimeZone) time_zone = g_time_zone_new_identifier (zone);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (wall_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) there =
    time != NULL ? g_date_time_to_timezone (time, time_zone != NULL ? time_zone : utc) : NULL;

  return there != NULL ? g_date_time_format (there, format) : g_strdup ("");
}

/**
 * cue_sim_access_set_times:
 * @wall_us: when it happened
 * @sent_us: when the hub got it; decides when it expires
 *
 * Sets the three times of an entry or an incident (services of the vendor: second precision, the
 * local one without an offset, the expiry with a fraction of any length).
 */
void
cue_sim_access_set_times (CueSimDoc *doc, guint site, gint64 wall_us, gint64 sent_us)
{
  g_autofree char *utc = format_time (wall_us, "UTC", "%Y-%m-%dT%H:%M:%SZ");
  g_autofree char *local =
    format_time (wall_us, cue_sim_sites[site].time_zone, "%Y-%m-%dT%H:%M:%S");
  gint64           expiry_us = sent_us + (gint64) CUE_SIM_ACCESS_TTL_S * G_USEC_PER_SEC;
  g_autofree char *second = format_time (expiry_us, "UTC", "%Y-%m-%dT%H:%M:%S");
  g_autofree char *expiry =
    g_strdup_printf ("%s.%02dZ", second, (int) (expiry_us % G_USEC_PER_SEC / 10000));

  cue_sim_doc_set_string (doc, "utc_date_time", utc);
  cue_sim_doc_set_string (doc, "local_date_time", local);
  if (cue_sim_doc_get_raw (doc, "expiration_date_time") != NULL)
    cue_sim_doc_set_string (doc, "expiration_date_time", expiry);
}

static void
add_person (CueSimDoc *doc, const CueSimAccess *self)
{
  const CueSimPerson *person = self->person >= 0 ? &cue_sim_persons[self->person] : NULL;

  set_string_or_null (doc,
                      "user_id",
                      person != NULL      ? person->id
                      : self->unknown_pin ? "PIN unknown"
                                          : NULL);
  set_string_or_null (doc, "user_first_name", person != NULL ? person->first_name : NULL);
  set_string_or_null (doc, "user_last_name", person != NULL ? person->last_name : NULL);
  set_string_or_null (doc, "user_image_url", person != NULL ? person->image_url : NULL);
  set_string_or_null (doc, "user_alias", person != NULL ? person->alias : NULL);
}

static void
add_iq (CueSimDoc *doc, const CueSimLock *lock)
{
  const CueSimIq *iq = lock->iq >= 0 ? &cue_sim_iqs[lock->iq] : NULL;

  set_string_or_null (doc, "iq_id", iq != NULL ? iq->id : NULL);
  set_string_or_null (doc, "iq_customer_reference", iq != NULL ? iq->name : NULL);
  set_string_or_null (doc, "iq_mac_address", iq != NULL ? iq->mac : NULL);
  set_string_or_null (doc, "iq_revision", iq != NULL ? iq->revision : NULL);
}

/* The form of the vendor's older page: `type`, and the lock and the IQ as objects (ASSUME-2). */
static CueSimDoc *
make_old_incident (const CueSimAccess *self, const char *id)
{
  const CueSimLock *lock = &cue_sim_locks[self->lock];
  CueSimDoc        *doc = cue_sim_doc_new ();
  CueSimDoc        *inner;

  cue_sim_doc_set_string (doc, "id", id);
  cue_sim_doc_set_string (doc, "type", self->category);
  cue_sim_access_set_times (doc, lock->site, self->wall_us, self->sent_us);
  inner = cue_sim_doc_add_child (doc, "lock");
  cue_sim_doc_set_string (inner, "id", lock->id);
  cue_sim_doc_set_string (inner, "customer_reference", lock->name);
  cue_sim_doc_set_string (inner, "mac_address", lock->mac);
  cue_sim_doc_set_bool (inner, "is_online", TRUE);
  cue_sim_doc_set_string (inner, "collection_id", cue_sim_sites[lock->site].id);
  if (lock->iq >= 0) {
    inner = cue_sim_doc_add_child (doc, "iq");
    cue_sim_doc_set_string (inner, "id", cue_sim_iqs[lock->iq].id);
    cue_sim_doc_set_string (inner, "customer_reference", cue_sim_iqs[lock->iq].name);
    cue_sim_doc_set_string (inner, "mac_address", cue_sim_iqs[lock->iq].mac);
  }
  return doc;
}

/**
 * cue_sim_access_to_doc:
 *
 * Returns: (transfer full): the JSON that goes as text into the one argument of ReceiveMessage.
 *   The 22 members of the REST call (ASSUME-8); an incident has the same envelope without a person
 *   and without a time to live (ASSUME-1)
 */
CueSimDoc *
cue_sim_access_to_doc (const CueSimAccess *self, const CueSimSwitches *switches)
{
  const CueSimLock *lock = &cue_sim_locks[self->lock];
  gboolean          is_entry = self->stream == CUE_SIM_STREAM_ENTRIES;
  g_autofree char  *id = g_strdup_printf ("%s%012" G_GINT64_MODIFIER "x",
                                         is_entry ? ENTRY_ID : INCIDENT_ID,
                                         self->serial);
  CueSimDoc        *doc;

  if (!is_entry && cue_sim_switches_is (switches, CUE_SIM_SWITCH_INCIDENT, "v1"))
    return make_old_incident (self, id);
  doc = cue_sim_doc_new ();
  cue_sim_doc_set_string (doc, "id", id);
  cue_sim_doc_set_string (doc, "event_category", self->category);
  set_string_or_null (doc, "event_detail", self->detail);
  cue_sim_doc_set_raw (doc, "utc_date_time", "null");
  cue_sim_doc_set_raw (doc, "local_date_time", "null");
  cue_sim_doc_set_string (doc, "lock_id", lock->id);
  cue_sim_doc_set_string (doc, "lock_mac_address", lock->mac);
  cue_sim_doc_set_string (doc, "lock_customer_reference", lock->name);
  add_person (doc, self);
  add_iq (doc, lock);
  cue_sim_doc_set_bool (doc, "exit_requested", self->exit_requested);
  set_string_or_null (doc, "access_by", self->access_by);
  if (is_entry || self->person >= 0)
    cue_sim_doc_set_string (doc,
                            "access_detail",
                            self->shows_tag && self->person >= 0 ? cue_sim_persons[self->person].tag
                                                                 : "");
  else
    cue_sim_doc_set_raw (doc, "access_detail", "null");
  if (is_entry) {
    cue_sim_doc_set_int (doc, "ttl_in_seconds", CUE_SIM_ACCESS_TTL_S);
    cue_sim_doc_set_raw (doc, "expiration_date_time", "null");
  }
  cue_sim_access_set_times (doc, lock->site, self->wall_us, self->sent_us);
  return doc;
}

/**
 * cue_sim_access_is_for:
 * @user_id: (nullable): %NULL for a stream of the whole site
 *
 * Returns: whether a stream carries this; incidents have no person, so that the stream of one
 *   user's incidents stays empty (ASSUME-4)
 */
gboolean
cue_sim_access_is_for (const CueSimAccess *self,
                       CueSimStream        stream,
                       guint               site,
                       const char         *user_id)
{
  if (self->stream != stream || cue_sim_locks[self->lock].site != site)
    return FALSE;
  return user_id == NULL ||
         (self->person >= 0 && g_ascii_strcasecmp (cue_sim_persons[self->person].id, user_id) == 0);
}
