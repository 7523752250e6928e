// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* What happens at other endpoints while nobody here does anything. */

#include "cue-config.h"

#include "cue-sim-exchange-private.h"
#include "cue-sim-members.h"

#include <string.h>

#define MAX_EVENTS 1000.0

/* In turn. @ stands for the time, # for the number of the person and of the thing. */
static const struct {
  guint       endpoint;
  const char *channel;
  const char *code;
  const char *attributes;
} happenings[] = {
  { CUE_SIM_SHOW_ID,
    "venue",
    "ticketScanned",
    "{\"name\":\"eventName\",\"value\":\"Main entrance\",\"type\":\"string\"},"
    "{\"name\":\"ticketId\",\"value\":\"T-#\",\"type\":\"string\"},"
    "{\"name\":\"scannedAt\",\"value\":\"@\",\"type\":\"date\"},"
    "{\"name\":\"vip\",\"value\":\"false\",\"type\":\"boolean\"}" },
  { CUE_SIM_SHOW_ID,
    "web",
    "sessionJoined",
    "{\"name\":\"eventName\",\"value\":\"Keynote\",\"type\":\"string\"},"
    "{\"name\":\"sessionId\",\"value\":\"S-01\",\"type\":\"string\"},"
    "{\"name\":\"online\",\"value\":\"true\",\"type\":\"boolean\"}" },
  { CUE_SIM_PUBLISHER_ID,
    "web",
    "ibmelementVideoPlayed",
    "{\"name\":\"eventName\",\"value\":\"Play\",\"type\":\"string\"},"
    "{\"name\":\"videoName\",\"value\":\"Keynote\",\"type\":\"string\"},"
    "{\"name\":\"live\",\"value\":\"true\",\"type\":\"boolean\"}" },
  { CUE_SIM_MAILER_ID,
    "email",
    "emailOpen",
    "{\"name\":\"eventName\",\"value\":\"Opened the reminder\",\"type\":\"string\"},"
    "{\"name\":\"messageId\",\"value\":\"#\",\"type\":\"number\"},"
    "{\"name\":\"subjectLine\",\"value\":\"We are live\",\"type\":\"string\"}" },
  { CUE_SIM_PUBLISHER_ID,
    "web",
    "ibmcartPurchase",
    "{\"name\":\"eventName\",\"value\":\"Purchase\",\"type\":\"string\"},"
    "{\"name\":\"orderID\",\"value\":\"O-#\",\"type\":\"string\"},"
    "{\"name\":\"orderTotal\",\"value\":\"89.00\",\"type\":\"number\"}" },
  { CUE_SIM_SHOW_ID,
    "mobile",
    "pollAnswered",
    "{\"name\":\"eventName\",\"value\":\"Poll\",\"type\":\"string\"},"
    "{\"name\":\"question\",\"value\":\"Where do you join from?\",\"type\":\"string\"},"
    "{\"name\":\"answer\",\"value\":\"Montréal\",\"type\":\"string\"}" },
};

static gboolean
read_order (JsonObject *object, const char *where, double *events, GError **error)
{
  static const char *const known[] = { "events", NULL };

  return cue_sim_members_check (object, where, known, error) &&
         cue_sim_members_get_number (object, where, "events", 1, MAX_EVENTS, events, error);
}

/**
 * cue_sim_exchange_order_check:
 * @object: the member `acoustic` of a scenario's step
 * @where: what a sentence about an error calls it
 *
 * Returns: whether cue_sim_exchange_order() will take it
 */
gboolean
cue_sim_exchange_order_check (JsonObject *object, const char *where, GError **error)
{
  double events = 0;

  return read_order (object, where, &events, error);
}

static char *
fill_in (const char *attributes, const char *time, const char *number)
{
  g_autoptr (GString) text = g_string_new (attributes);

  g_string_replace (text, "@", time, 0);
  g_string_replace (text, "#", number, 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const CueSimEndpoint *
find_endpoint (CueSimExchange *self, guint id)
{
  for (guint i = 0; i < self->endpoints->len; i++) {
    const CueSimEndpoint *endpoint = g_ptr_array_index (self->endpoints, i);

    if (endpoint->id == id)
      return endpoint;
  }
  g_assert_not_reached ();
}

static void
happen (CueSimExchange *self)
{
  guint                 n = self->happened++;
  guint                 row = n % G_N_ELEMENTS (happenings);
  const CueSimEndpoint *endpoint = find_endpoint (self, happenings[row].endpoint);
  const CueSimSwitches  usual = { { 0 } };
  gint64                now_us = cue_clock_get_wall (self->clock);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (now_us / G_USEC_PER_SEC);
  g_autofree char *stamp = g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");
  g_autofree char *number = g_strdup_printf ("%u", 1000 + n);
  g_autofree char *attributes = fill_in (happenings[row].attributes, stamp, number);
  g_autofree char *text =
    g_strdup_printf ("{\"channel\":\"%s\",\"identifiers\":[{\"name\":\"userId\",\"value\":\"u-%s\"}"
                     "],"
                     "\"events\":[{\"code\":\"%s\",\"timestamp\":\"%s\",\"attributes\":[%s]}]}",
                     happenings[row].channel,
                     number,
                     happenings[row].code,
                     stamp,
                     attributes);
  g_autoptr (JsonNode) root = json_from_string (text, NULL);
  g_autofree char *problem = NULL;
  g_autoptr (GPtrArray) list =
    cue_sim_publication_read (root, endpoint->types, endpoint->name, &usual, now_us, &problem);

  /* Somebody may have deleted the event type, or replaced its attributes; then it does not happen.
   */
  if (list != NULL)
    cue_sim_exchange_deliver (self, endpoint, list, now_us);
}

/**
 * cue_sim_exchange_order:
 * @object: the member `acoustic` of a scenario's step: `events`, how many happen now
 *
 * Returns: %FALSE with INVALID_INPUT when it is not right
 */
gboolean
cue_sim_exchange_order (CueSimExchange *self, JsonObject *object, GError **error)
{
  double events = 0;

  if (!read_order (object, "acoustic", &events, error))
    return FALSE;
  for (guint i = 0; i < (guint) events; i++)
    happen (self);
  return TRUE;
}
