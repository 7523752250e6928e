// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-sim-hub.h"

#include "cue-sim-burst.h"
#include "cue-sim-crowd.h"
#include "cue-sim-door.h"
#include "cue-sim-hub-client.h"

#include <math.h>

#define AGAIN_US (60 * G_USEC_PER_SEC)

typedef struct {
  CueSimAccess access;
  gint64       when_us; // monotonic; 0: there was none
} Last;

struct _CueSimHub {
  CueClock             *clock;
  const CueSimSwitches *switches; // not owned
  CueSimIdentity       *identity; // not owned
  CueSimCrowd          *crowd;
  CueSimBurst          *burst;
  CueSimHubHost         host;
  GPtrArray            *clients; // of CueSimHubClient
  GPtrArray            *dead;    // likewise, until nobody is working with them
  GSource              *burial;  // nullable
  CueSimDoor           *door;
  Last                  last[CUE_SIM_N_STREAMS][CUE_SIM_N_SITES];
  gint64                lost_us[CUE_SIM_N_STREAMS][CUE_SIM_N_SITES]; // monotonic; 0: never
  double                drop_s;  // mean time between lost connections; 0: none is lost
  guint                 drop_id; // of the next one
  guint                 n_opened;
  guint64               n_told;
};

/* A request that is on its way from an answer of 101 to a connection. */
typedef struct {
  CueSimHub     *hub; // not owned
  CueSimHubPlace place;
  CueSimFault   *fault;  // nullable
  char          *accept; // value of Sec-WebSocket-Accept
} Visit;

static void
free_visit (Visit *visit)
{
  g_free (visit->place.user_id);
  g_clear_pointer (&visit->fault, cue_sim_fault_free);
  g_free (visit->accept);
  g_free (visit);
}

static void
on_access (const CueSimAccess *access, gpointer user_data)
{
  CueSimHub *self = user_data;
  Last      *last = &self->last[access->stream][cue_sim_locks[access->lock].site];

  last->access = *access;
  last->when_us = cue_clock_get_monotonic (self->clock);
  self->n_told++;
  for (guint i = self->clients->len; i > 0; i--)
    cue_sim_hub_client_tell (g_ptr_array_index (self->clients, i - 1), access);
}

/* Those who come back soon after they were lost get the last event again: nothing in the vendor's
 * text says that this cannot happen, and real hubs of many servers do it. */
static void
on_opened (CueSimHubClient *client, gpointer user_data)
{
  CueSimHub            *self = user_data;
  const CueSimHubPlace *place = cue_sim_hub_client_get_place (client);
  Last                 *last = &self->last[place->stream][place->site];
  gint64               *lost_us = &self->lost_us[place->stream][place->site];
  gint64                now_us = cue_clock_get_monotonic (self->clock);

  self->n_opened++;
  if (*lost_us > 0 && now_us - *lost_us < AGAIN_US && last->when_us > 0 &&
      last->when_us <= *lost_us && now_us - last->when_us < AGAIN_US)
    cue_sim_hub_client_tell (client, &last->access);
  *lost_us = 0;
  if (cue_sim_hub_client_is_waiting (client)) {
    CueSimAccess access = cue_sim_crowd_make (self->crowd,
                                              place->stream,
                                              place->site,
                                              cue_sim_cast_find_person (place->user_id));

    cue_sim_hub_client_tell (client, &access);
  }
}

static gboolean
on_bury (gpointer user_data)
{
  CueSimHub *self = user_data;

  g_clear_pointer (&self->burial, g_source_unref);
  g_ptr_array_set_size (self->dead, 0);
  return G_SOURCE_REMOVE;
}

static void
on_gone (CueSimHubClient *client, gboolean lost, gpointer user_data)
{
  CueSimHub            *self = user_data;
  const CueSimHubPlace *place = cue_sim_hub_client_get_place (client);
  guint                 index;

  if (lost)
    self->lost_us[place->stream][place->site] = cue_clock_get_monotonic (self->clock);
  if (!g_ptr_array_find (self->clients, client, &index))
    return;
  g_ptr_array_add (self->dead, g_ptr_array_steal_index (self->clients, index));
  if (self->burial != NULL)
    return;
  self->burial = g_idle_source_new ();
  g_source_set_callback (self->burial, on_bury, self, NULL);
  g_source_attach (self->burial, g_main_context_get_thread_default ());
}

/**
 * cue_sim_hub_new:
 * @clock: gives all times
 * @switches: unowned: how the simulator is set
 * @identity: unowned: made the tokens
 * @faults: unowned: what goes wrong
 *
 * All of these have to outlive the hub.
 *
 * Returns: (transfer full): both hubs of the doors, with nobody at them
 */
CueSimHub *
cue_sim_hub_new (CueClock             *clock,
                 const CueSimSwitches *switches,
                 CueSimIdentity       *identity,
                 CueSimFaultSet       *faults)
{
  CueSimHub *self = g_new0 (CueSimHub, 1);

  self->clock = g_object_ref (clock);
  self->switches = switches;
  self->identity = identity;
  self->clients = g_ptr_array_new_with_free_func ((GDestroyNotify) cue_sim_hub_client_free);
  self->dead = g_ptr_array_new_with_free_func ((GDestroyNotify) cue_sim_hub_client_free);
  self->door = cue_sim_door_new (clock, switches, identity);
  self->crowd = cue_sim_crowd_new (clock, switches, on_access, self);
  self->burst = cue_sim_burst_new (clock, switches, self->crowd, self->clients);
  self->host = (CueSimHubHost){
    .clock = clock,
    .switches = switches,
    .faults = faults,
    .opened = on_opened,
    .gone = on_gone,
    .user_data = self,
  };
  return self;
}

/**
 * cue_sim_hub_free:
 *
 * Cuts all connections.
 */
void
cue_sim_hub_free (CueSimHub *self)
{
  cue_clock_clear_timeout (self->clock, &self->drop_id);
  cue_sim_burst_free (self->burst);
  cue_sim_crowd_free (self->crowd);
  cue_sim_door_free (self->door);
  g_ptr_array_unref (self->clients);
  if (self->burial != NULL)
    g_source_destroy (self->burial);
  g_clear_pointer (&self->burial, g_source_unref);
  g_ptr_array_unref (self->dead);
  g_object_unref (self->clock);
  g_free (self);
}

/**
 * cue_sim_hub_start:
 * @self: a hub
 *
 * Lets the crowd come, whether anybody is connected or not.
 */
void
cue_sim_hub_start (CueSimHub *self)
{
  cue_sim_crowd_start (self->crowd);
}

/* Visits */

static void
on_upgrade (GIOStream *stream, CueSimReply *reply, gpointer data)
{
  Visit *visit = data;
  g_autoptr (GBytes) head = NULL;

  /* Only now: a fault may have made something else of the answer. */
  cue_sim_reply_set_header (reply, "Upgrade", "websocket");
  cue_sim_reply_set_header (reply, "Connection", "Upgrade");
  cue_sim_reply_set_header (reply, "Sec-WebSocket-Accept", visit->accept);
  head = cue_sim_reply_make_head (reply);
  g_ptr_array_add (visit->hub->clients,
                   cue_sim_hub_client_new (&visit->hub->host,
                                           &visit->place,
                                           stream,
                                           head,
                                           g_steal_pointer (&visit->fault)));
}

static void
accept_visit (CueSimHub *self, CueSimReply *reply, const char *key, CueSimHubPlace *place)
{
  Visit *visit = g_new0 (Visit, 1);

  visit->hub = self;
  visit->place = *place;
  visit->accept = cue_sim_websocket_accept_key (key);
  place->user_id = NULL;
  reply->status = 101;
  reply->upgrade = on_upgrade;
  reply->upgrade_data = visit;
  reply->upgrade_free = (GDestroyNotify) free_visit;
}

/**
 * cue_sim_hub_answer:
 *
 * Answers a request below /v1/hub/: 101, or what the door says.
 */
void
cue_sim_hub_answer (CueSimHub *self, CueSimReply *reply, SoupServerMessage *message)
{
  CueSimHubPlace place = { 0 };
  const char    *key = cue_sim_door_check (self->door, reply, message, &place);

  if (key != NULL)
    accept_visit (self, reply, key, &place);
  g_free (place.user_id);
}

/**
 * cue_sim_hub_give_fault:
 * @fault: (transfer full): bends the connection that comes out of @reply, if one does
 */
void
cue_sim_hub_give_fault (CueSimReply *reply, CueSimFault *fault)
{
  Visit *visit = reply->upgrade == on_upgrade ? reply->upgrade_data : NULL;

  if (visit != NULL)
    visit->fault = fault;
  else
    cue_sim_fault_free (fault);
}

/* Orders */

static void
expire (CueSimHub *self, CueSimFault *fault)
{
  cue_sim_identity_expire_all (self->identity);
  for (guint i = self->clients->len; i > 0; i--) {
    CueSimHubClient *client = g_ptr_array_index (self->clients, i - 1);

    if (g_strcmp0 (fault->variant, "close") == 0)
      cue_sim_hub_client_end (client, CUE_SIM_CLOSE_RECONNECT, 1000);
    else
      cue_sim_hub_client_drop (client);
  }
}

/**
 * cue_sim_hub_on_fault:
 *
 * A fault that does more than bend what is said goes on or off.
 */
void
cue_sim_hub_on_fault (CueSimHub *self, CueSimFault *fault, gboolean on)
{
  switch (fault->info->effect) {
  case CUE_SIM_EFFECT_HUB_SHAKE:
    for (guint i = self->clients->len; i > 0; i--) {
      CueSimHubClient *client = g_ptr_array_index (self->clients, i - 1);

      if (on)
        cue_sim_hub_client_shake (client, fault);
      else
        cue_sim_hub_client_listen (client);
    }
    break;
  case CUE_SIM_EFFECT_HUB_EXPIRE:
    if (on)
      expire (self, fault);
    break;
  case CUE_SIM_EFFECT_HUB_BURST:
    if (!on)
      cue_sim_burst_set (self->burst, 0, FALSE);
    else if (g_strcmp0 (fault->variant, "huge") != 0)
      cue_sim_burst_set (self->burst,
                         fault->rate,
                         g_strcmp0 (fault->variant, "one-per-frame") == 0);
    break;
  default:
    break;
  }
}

static void plan_drop (CueSimHub *self);

static gboolean
on_drop_is_due (gpointer user_data)
{
  CueSimHub *self = user_data;

  self->drop_id = 0;
  if (self->clients->len > 0)
    cue_sim_hub_client_drop (
      g_ptr_array_index (self->clients,
                         (guint) g_random_int_range (0, (gint32) self->clients->len)));
  plan_drop (self);
  return G_SOURCE_REMOVE;
}

static void
plan_drop (CueSimHub *self)
{
  cue_clock_clear_timeout (self->clock, &self->drop_id);
  if (self->drop_s > 0)
    self->drop_id = cue_clock_add_timeout (self->clock,
                                           (gint64) (-log (1.0 - g_random_double ()) *
                                                     self->drop_s * G_USEC_PER_SEC) +
                                             1,
                                           on_drop_is_due,
                                           self,
                                           NULL);
}

/**
 * cue_sim_hub_order_check:
 * @object: the member `doors` of a scenario's step
 */
gboolean
cue_sim_hub_order_check (JsonObject *object, const char *where, GError **error)
{
  CueSimCrowdOrder order;

  return cue_sim_crowd_order_read (object, where, &order, error);
}

/**
 * cue_sim_hub_order:
 * @object: the member `doors` of a scenario's step
 * @speed: shortens what it says about time
 */
gboolean
cue_sim_hub_order (CueSimHub *self, JsonObject *object, double speed, GError **error)
{
  CueSimCrowdOrder order;

  if (!cue_sim_crowd_order_read (object, "doors", &order, error))
    return FALSE;
  if (order.drop_s >= 0) {
    self->drop_s = order.drop_s / speed;
    plan_drop (self);
  }
  cue_sim_crowd_apply (self->crowd, &order, speed);
  return TRUE;
}

/**
 * cue_sim_hub_describe:
 *
 * Returns: (transfer full): for `GET /control/`
 */
JsonObject *
cue_sim_hub_describe (CueSimHub *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "connections", self->clients->len);
  json_object_set_int_member (object, "opened", self->n_opened);
  json_object_set_int_member (object, "events", (gint64) self->n_told);
  json_object_set_int_member (object, "burst", (gint64) cue_sim_burst_get_sent (self->burst));
  json_object_set_double_member (object, "pace", cue_sim_crowd_get_pace (self->crowd));
  json_object_set_int_member (object, "tokens", cue_sim_identity_get_n_tokens (self->identity));
  json_object_set_string_member (object, "lastRefusal", cue_sim_door_get_last_refusal (self->door));
  return object;
}
