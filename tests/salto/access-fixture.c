// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "access-fixture.h"

#include <string.h>

static char *
format_time (gint64 seconds, gint64 offset)
{
  g_autoptr (GDateTime)
    time = g_date_time_new_from_unix_utc (ACCESS_START / G_USEC_PER_SEC + seconds + offset);

  return g_date_time_format (time, "%Y-%m-%dT%H:%M:%S");
}

static char *
make_message (guint       number,
              gint64      seconds,
              const char *category,
              const char *detail,
              const char *door,
              const char *person)
{
  g_autofree char *utc = format_time (seconds, 0);
  g_autofree char *local = format_time (seconds, 3600);
  g_autofree char *expiration = format_time (seconds, 7776004);

  return g_strdup_printf (
    "{\"id\":\"6f0c2a51-0d1e-4a7c-9b54-%012x\",\"event_category\":\"%s\",\"event_detail\":%s,"
    "\"utc_date_time\":\"%sZ\",\"local_date_time\":\"%s\","
    "\"lock_id\":\"lock-%s\",\"lock_mac_address\":\"00.11\",\"lock_customer_reference\":\"%s\","
    "\"user_id\":%s%s%s,\"user_first_name\":%s%s%s,\"user_last_name\":\"Example\","
    "\"user_image_url\":null,\"user_alias\":\"\",\"iq_id\":\"iq-1\","
    "\"iq_customer_reference\":\"Demo IQ 1\",\"iq_mac_address\":\"AA.BB\",\"iq_revision\":\"2.0\","
    "\"exit_requested\":false,\"access_by\":\"tag\",\"access_detail\":\"00012345\","
    "\"ttl_in_seconds\":7776000,\"expiration_date_time\":\"%s.17Z\"}",
    number,
    category,
    detail,
    utc,
    local,
    door,
    door,
    person != NULL ? "\"user-" : "",
    person != NULL ? person : "null",
    person != NULL ? "\"" : "",
    person != NULL ? "\"" : "",
    person != NULL ? person : "null",
    person != NULL ? "\"" : "",
    expiration);
}

char *
access_entry (guint number, gint64 seconds, const char *door, const char *person)
{
  return make_message (number, seconds, "lock_opened", "null", door, person);
}

char *
access_refusal (guint number, gint64 seconds, const char *door)
{
  return make_message (number, seconds, "lock_rejected", "\"no_access\"", door, "Mallory");
}

char *
access_incident (guint number, gint64 seconds, const char *category, const char *door)
{
  g_autofree char *utc = format_time (seconds, 0);
  g_autofree char *local = format_time (seconds, 3600);

  return g_strdup_printf (
    "{\"id\":\"6f0c2a51-0d1e-4a7c-9b55-%012x\",\"event_category\":\"%s\",\"event_detail\":null,"
    "\"utc_date_time\":\"%sZ\",\"local_date_time\":\"%s\",\"lock_id\":\"lock-%s\","
    "\"lock_customer_reference\":\"%s\",\"iq_id\":\"iq-1\",\"iq_customer_reference\":\"Demo IQ 1\","
    "\"exit_requested\":false,\"access_by\":null,\"access_detail\":null}",
    number,
    category,
    utc,
    local,
    door,
    door);
}

guint64
access_append (CueAccessLog *log, guint source, gint64 seconds, const char *text)
{
  return cue_access_log_append (log,
                                source,
                                text,
                                strlen (text),
                                ACCESS_START + (seconds + 4) * G_USEC_PER_SEC,
                                NULL);
}

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  AccessChanges *self = data;

  g_string_append_printf (self->text, "%u-%u+%u ", position, removed, added);
  g_assert_cmpuint (position + removed, <=, self->n_items);
  self->n_items += added - removed;
  g_assert_cmpuint (self->n_items, ==, g_list_model_get_n_items (model));
}

AccessChanges *
access_changes_new (GListModel *model)
{
  AccessChanges *self = g_new0 (AccessChanges, 1);

  self->text = g_string_new (NULL);
  self->n_items = g_list_model_get_n_items (model);
  g_signal_connect (model, "items-changed", G_CALLBACK (on_items_changed), self);
  return self;
}

void
access_changes_free (AccessChanges *self)
{
  g_string_free (self->text, TRUE);
  g_free (self);
}
