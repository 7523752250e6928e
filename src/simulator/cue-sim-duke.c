// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-sim-duke-private.h"
#include "cue-sim-members.h"

#define MINUTE_US     (G_GINT64_CONSTANT (60) * G_USEC_PER_SEC)
#define HISTORY_US    (3 * 1440 * MINUTE_US)
#define HISTORY_STEPS 1500
#define START_HOUR    18     // the hour of the simulated day at which a simulator starts
#define MAX_PACE      6000.0 // events a minute
#define MAX_EVENTS    10000.0
#define TOKEN_LIFE_S  86400

const char *const cue_sim_duke_tenant_names[CUE_SIM_DUKE_N_TENANTS] = { "demo", "rehearsal" };

/**
 * cue_sim_duke_fill_history: (skip)
 *
 * Three days of it up to the start, with quiet nights. The start is an evening whatever the clock
 * says, so that the history has the same shape in every run. Not done before somebody asks, for
 * most who start a simulator are here for something else.
 */
void
cue_sim_duke_fill_history (CueSimDuke *self)
{
  gint64 now_us = self->start_us;
  gint64 wall_us = now_us - HISTORY_US;

  if (self->has_history)
    return;
  self->has_history = TRUE;
  while (wall_us < now_us - MINUTE_US) {
    gint64 ago_hours = (now_us - wall_us) / (60 * MINUTE_US);
    gint64 hour = (START_HOUR + HISTORY_US / (60 * MINUTE_US) - ago_hours) % 24;
    gint64 gap_us = HISTORY_US / HISTORY_STEPS;

    cue_sim_duke_store_add (self->tenants[0].store,
                            cue_sim_duke_crowd_next (self->crowd, wall_us),
                            wall_us);
    wall_us += hour >= 8 && hour < 20 ? gap_us * 5 / 8 : gap_us * 7 / 2;
  }
}

/**
 * cue_sim_duke_new:
 * @clock: for the stamps of events and the life of tokens
 * @switches: (transfer none): as they are at each request; must outlive it
 *
 * Returns: (transfer full): two tenants; the first has feeds with the events of three days
 */
CueSimDuke *
cue_sim_duke_new (CueClock *clock, const CueSimSwitches *switches)
{
  CueSimDuke *self = g_new0 (CueSimDuke, 1);

  self->clock = g_object_ref (clock);
  self->switches = switches;
  self->start_us = cue_clock_get_wall (clock);
  self->crowd = cue_sim_duke_crowd_new ();
  for (guint i = 0; i < CUE_SIM_DUKE_N_TENANTS; i++)
    self->tenants[i].store = cue_sim_duke_store_new (switches);
  return self;
}

/**
 * cue_sim_duke_free:
 * @self: (transfer full): the tenants
 */
void
cue_sim_duke_free (CueSimDuke *self)
{
  cue_clock_clear_timeout (self->clock, &self->timeout_id);
  for (guint i = 0; i < CUE_SIM_DUKE_N_TENANTS; i++)
    cue_sim_duke_store_free (self->tenants[i].store);
  cue_sim_duke_crowd_free (self->crowd);
  g_object_unref (self->clock);
  g_free (self);
}

static gboolean
read_order (JsonObject *object, const char *where, double *events, double *pace, GError **error)
{
  static const char *const known[] = { "events", "pace", NULL };

  return cue_sim_members_check (object, where, known, error) &&
         cue_sim_members_get_number (object, where, "events", 1, MAX_EVENTS, events, error) &&
         cue_sim_members_get_number (object, where, "pace", 0, MAX_PACE, pace, error);
}

/**
 * cue_sim_duke_order_check:
 * @object: the member `tenduke` of a scenario's step
 * @where: what a sentence about an error calls it
 * @error: what is wrong
 *
 * Returns: whether cue_sim_duke_order() will take it
 */
gboolean
cue_sim_duke_order_check (JsonObject *object, const char *where, GError **error)
{
  double events = 0;
  double pace = 0;

  return read_order (object, where, &events, &pace, error);
}

static void
happen (CueSimDuke *self)
{
  gint64 wall_us = cue_clock_get_wall (self->clock);

  cue_sim_duke_fill_history (self);
  cue_sim_duke_store_add (self->tenants[0].store,
                          cue_sim_duke_crowd_next (self->crowd, wall_us),
                          wall_us);
}

static gboolean
on_next (gpointer user_data)
{
  CueSimDuke *self = user_data;

  happen (self);
  self->timeout_id = cue_clock_add_timeout (self->clock, self->interval_us, on_next, self, NULL);
  return G_SOURCE_REMOVE;
}

/**
 * cue_sim_duke_order:
 * @self: the tenants
 * @object: the member `tenduke` of a scenario's step: `events`, how many happen now, and `pace`,
 * how many happen a minute from now on
 * @speed: shortens what it says about time
 * @error: what is wrong
 *
 * Returns: %FALSE with INVALID_INPUT when it is not right
 */
gboolean
cue_sim_duke_order (CueSimDuke *self, JsonObject *object, double speed, GError **error)
{
  double events = 0;
  double pace = -1;

  if (!read_order (object, "tenduke", &events, &pace, error))
    return FALSE;
  for (guint i = 0; i < (guint) events; i++)
    happen (self);
  if (pace >= 0) {
    cue_clock_clear_timeout (self->clock, &self->timeout_id);
    self->interval_us = pace > 0 ? MAX (1000, (gint64) (MINUTE_US / pace / speed)) : 0;
    if (self->interval_us > 0)
      self->timeout_id =
        cue_clock_add_timeout (self->clock, self->interval_us, on_next, self, NULL);
  }
  return TRUE;
}

/**
 * cue_sim_duke_describe:
 * @self: the tenants
 *
 * Returns: (transfer full): what has come in until now, for the control interface
 */
JsonObject *
cue_sim_duke_describe (CueSimDuke *self)
{
  JsonObject       *object = json_object_new ();
  JsonObject       *feeds = json_object_new ();
  CueSimDukeTenant *tenant = &self->tenants[0];

  cue_sim_duke_fill_history (self);
  json_object_set_int_member (object, "received", (gint64) self->received);
  json_object_set_double_member (object,
                                 "pace",
                                 self->interval_us > 0
                                   ? (double) MINUTE_US / (double) self->interval_us
                                   : 0);
  json_object_set_int_member (feeds,
                              CUE_SIM_DUKE_LICENCES,
                              cue_sim_duke_store_count (tenant->store, CUE_SIM_DUKE_LICENCES));
  json_object_set_int_member (feeds,
                              CUE_SIM_DUKE_AUDIENCE,
                              cue_sim_duke_store_count (tenant->store, CUE_SIM_DUKE_AUDIENCE));
  json_object_set_object_member (object, "feeds", feeds);
  return object;
}

static void
add_feed (JsonArray *feeds, const char *id, const char *words)
{
  JsonObject *feed = json_object_new ();

  json_object_set_string_member (feed, "id", id);
  json_object_set_string_member (feed, "words", words);
  json_array_add_object_element (feeds, feed);
}

/**
 * cue_sim_duke_describe_access:
 * @self: the tenants
 * @base_url: origin
 * @tls_url: (nullable): the same with a certificate that must not be trusted
 *
 * Returns: (transfer full): `tenduke` of the description: where it is, the feeds, and the key of
 * the first tenant
 */
JsonObject *
cue_sim_duke_describe_access (CueSimDuke *self, const char *base_url, const char *tls_url)
{
  JsonObject      *object = json_object_new ();
  JsonArray       *feeds = json_array_new ();
  CueSimDukeKey   *key = cue_sim_duke_key_get (0);
  gint64           now_s = cue_clock_get_wall (self->clock) / G_USEC_PER_SEC;
  g_autofree char *claims = g_strdup_printf ("{\"iat\":%" G_GINT64_FORMAT
                                             ",\"exp\":%" G_GINT64_FORMAT ",\"*\":true}",
                                             now_s,
                                             now_s + TOKEN_LIFE_S);
  g_autofree char *token =
    cue_sim_duke_key_sign (key, "{\"alg\":\"RS256\",\"typ\":\"JWT\"}", claims);

  json_object_set_string_member (object, "baseUrl", base_url);
  if (tls_url != NULL)
    json_object_set_string_member (object, "tlsBaseUrl", tls_url);
  json_object_set_string_member (object, "tenant", cue_sim_duke_tenant_names[0]);
  add_feed (feeds, CUE_SIM_DUKE_LICENCES, "Licences");
  add_feed (feeds, CUE_SIM_DUKE_AUDIENCE, "Audience app");
  add_feed (feeds, CUE_SIM_DUKE_QUIET, "Nothing happens here");
  if (cue_sim_duke_get_number (self, CUE_SIM_SWITCH_DUKE_HUGE) > 0)
    add_feed (feeds, CUE_SIM_DUKE_HUGE, "Very many events");
  json_object_set_array_member (object, "feeds", feeds);
  json_object_set_string_member (object, "privateKey", cue_sim_duke_key_get_private_pem (key));
  json_object_set_string_member (object, "publicKey", cue_sim_duke_key_get_public_pem (key));
  json_object_set_string_member (object, "readToken", token);
  return object;
}

/**
 * cue_sim_duke_describe_tenants:
 *
 * Returns: (transfer full): `tenants`: all of them, with their keys
 */
JsonObject *
cue_sim_duke_describe_tenants (void)
{
  JsonObject *object = json_object_new ();
  JsonArray  *tenants = json_array_new ();

  for (guint i = 0; i < CUE_SIM_DUKE_N_TENANTS; i++) {
    CueSimDukeKey   *key = cue_sim_duke_key_get (i);
    JsonObject      *tenant = json_object_new ();
    g_autofree char *host = g_strconcat (cue_sim_duke_tenant_names[i], ".localhost", NULL);

    json_object_set_string_member (tenant, "name", cue_sim_duke_tenant_names[i]);
    json_object_set_string_member (tenant, "host", host);
    json_object_set_string_member (tenant, "privateKey", cue_sim_duke_key_get_private_pem (key));
    json_object_set_string_member (tenant, "publicKey", cue_sim_duke_key_get_public_pem (key));
    json_array_add_object_element (tenants, tenant);
  }
  json_object_set_array_member (object, "tenants", tenants);
  return object;
}
