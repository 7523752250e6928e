// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-sim-burst.h"

#define TICK_US           (20 * 1000)
#define MOST_AT_ONCE      5000 // of a tick that came late
#define N_TEMPLATES       32
#define MAX_PENDING_BYTES (64 * 1024 * 1024)
#define ID_DIGITS         12
#define UTC_LENGTH        20 // 2026-11-20T08:15:30Z
#define LOCAL_LENGTH      19

/* A record with the places where something changes. */
typedef struct {
  char *text;
  gsize size;
  char *id;    // in text
  char *utc;   // likewise
  char *local; // likewise
} Template;

struct _CueSimBurst {
  CueClock             *clock;
  const CueSimSwitches *switches; // not owned
  CueSimCrowd          *crowd;    // not owned
  GPtrArray            *clients;  // of CueSimHubClient; not owned
  Template              templates[CUE_SIM_N_SITES][N_TEMPLATES];
  double                rate; // events a second; 0: it does not run
  gboolean              one_per_frame;
  guint                 timeout_id;
  gint64                last_us; // monotonic
  double                owed;    // events, with their fraction
  guint64               sent;
};

/**
 * cue_sim_burst_new:
 * @clock: says when the next batch is due
 * @switches: unowned: how the simulator is set
 * @crowd: unowned: makes the events
 * @clients: (element-type CueSimHubClient): owned by the hub: who is connected
 *
 * All of these have to outlive the burst.
 *
 * Returns: (transfer full): a burst that sends nothing yet
 */
CueSimBurst *
cue_sim_burst_new (CueClock             *clock,
                   const CueSimSwitches *switches,
                   CueSimCrowd          *crowd,
                   GPtrArray            *clients)
{
  CueSimBurst *self = g_new0 (CueSimBurst, 1);

  self->clock = g_object_ref (clock);
  self->switches = switches;
  self->crowd = crowd;
  self->clients = clients;
  return self;
}

static void
forget_templates (CueSimBurst *self)
{
  for (guint site = 0; site < CUE_SIM_N_SITES; site++) {
    for (guint i = 0; i < N_TEMPLATES; i++)
      g_clear_pointer (&self->templates[site][i].text, g_free);
  }
}

/**
 * cue_sim_burst_free:
 * @self: (transfer full): a burst
 */
void
cue_sim_burst_free (CueSimBurst *self)
{
  cue_clock_clear_timeout (self->clock, &self->timeout_id);
  forget_templates (self);
  g_object_unref (self->clock);
  g_free (self);
}

static void
encode (CueSimBurst *self, Template *template, guint site)
{
  CueSimAccess     access = cue_sim_crowd_make (self->crowd, CUE_SIM_STREAM_ENTRIES, site, -1);
  g_autofree char *id = g_strdup_printf ("%012" G_GINT64_MODIFIER "x", access.serial);
  g_autoptr (CueSimPush) push = cue_sim_push_new (CUE_SIM_PUSH_EVENT);
  GString *records;

  push->camel = cue_sim_switches_is (self->switches, CUE_SIM_SWITCH_FIELD_NAMES, "camel");
  push->doc = cue_sim_access_to_doc (&access, self->switches);
  records = cue_sim_push_get_records (push);
  template->size = records->len;
  template->text = g_memdup2 (records->str, records->len + 1);
  template->id = strstr (template->text, id);
  /* Behind the names of the two members, the colon and two quotes with their backslashes. */
  template->utc = strstr (template->text, push->camel ? "utcDateTime" : "utc_date_time");
  template->utc += (push->camel ? strlen ("utcDateTime") : strlen ("utc_date_time")) + 5;
  template->local = strstr (template->text, push->camel ? "localDateTime" : "local_date_time");
  template->local += (push->camel ? strlen ("localDateTime") : strlen ("local_date_time")) + 5;
}

static void
encode_all (CueSimBurst *self)
{
  forget_templates (self);
  for (guint site = 0; site < CUE_SIM_N_SITES; site++) {
    for (guint i = 0; i < N_TEMPLATES; i++)
      encode (self, &self->templates[site][i], site);
  }
}

static void
write_number (char *digits, guint64 number)
{
  static const char hex[] = "0123456789abcdef";

  for (guint i = ID_DIGITS; i > 0; i--) {
    digits[i - 1] = hex[number & 0xf];
    number >>= 4;
  }
}

/* Returns: (transfer full): frames of @n entries of that site */
static GBytes *
make_frames (CueSimBurst *self,
             guint        site,
             guint64      serial,
             guint        n,
             const char  *utc,
             const char  *local)
{
  GByteArray *bytes = g_byte_array_sized_new (n * 1200);
  gsize       total = 0;

  for (guint i = 0; i < n; i++)
    total += self->templates[site][(serial + i) % N_TEMPLATES].size;
  if (!self->one_per_frame)
    cue_sim_websocket_append_head (bytes, CUE_SIM_OPCODE_TEXT, TRUE, total);
  for (guint i = 0; i < n; i++) {
    Template *template = &self->templates[site][(serial + i) % N_TEMPLATES];

    write_number (template->id, serial + i);
    memcpy (template->utc, utc, UTC_LENGTH);
    memcpy (template->local, local, LOCAL_LENGTH);
    if (self->one_per_frame)
      cue_sim_websocket_append_head (bytes, CUE_SIM_OPCODE_TEXT, TRUE, template->size);
    g_byte_array_append (bytes, (const guint8 *) template->text, (guint) template->size);
  }
  return g_byte_array_free_to_bytes (bytes);
}

static void
send_to_site (CueSimBurst *self, guint site, guint64 serial, guint n)
{
  g_autoptr (CueSimDoc) times = cue_sim_doc_new ();
  gint64 now_us = cue_clock_get_wall (self->clock);
  g_autoptr (GBytes) frames = NULL;

  for (guint i = 0; i < self->clients->len; i++) {
    CueSimHubClient      *client = g_ptr_array_index (self->clients, i);
    const CueSimHubPlace *place = cue_sim_hub_client_get_place (client);
    CueSimWebsocket      *websocket = cue_sim_hub_client_get_websocket (client);

    if (!cue_sim_hub_client_is_open (client) || place->stream != CUE_SIM_STREAM_ENTRIES ||
        place->site != site || place->user_id != NULL ||
        cue_sim_websocket_get_pending (websocket) > MAX_PENDING_BYTES)
      continue;
    if (frames == NULL) {
      cue_sim_access_set_times (times, site, now_us, now_us);
      /* Raw texts, with a quote before. */
      frames = make_frames (self,
                            site,
                            serial,
                            n,
                            cue_sim_doc_get_raw (times, "utc_date_time") + 1,
                            cue_sim_doc_get_raw (times, "local_date_time") + 1);
    }
    cue_sim_websocket_write (websocket, frames);
    cue_sim_hub_client_said_something (client);
    self->sent += n;
  }
}

static gboolean
on_tick (gpointer user_data)
{
  CueSimBurst *self = user_data;
  gint64       now_us = cue_clock_get_monotonic (self->clock);
  guint        n;

  self->owed += self->rate * (double) (now_us - self->last_us) / G_USEC_PER_SEC;
  self->last_us = now_us;
  n = (guint) MIN (self->owed, MOST_AT_ONCE);
  self->owed -= n;
  if (n > 0) {
    guint64 serial = cue_sim_crowd_take_serials (self->crowd, n);

    for (guint site = 0; site < CUE_SIM_N_SITES; site++)
      send_to_site (self, site, serial, n);
  }
  self->timeout_id = cue_clock_add_timeout (self->clock, TICK_US, on_tick, self, NULL);
  return G_SOURCE_REMOVE;
}

/**
 * cue_sim_burst_set:
 * @rate: entries a second for each connection to the entries of a site; 0 ends it
 * @one_per_frame: a WebSocket message for each, in place of one for all of a tick of 20 ms
 */
void
cue_sim_burst_set (CueSimBurst *self, double rate, gboolean one_per_frame)
{
  cue_clock_clear_timeout (self->clock, &self->timeout_id);
  self->rate = rate;
  self->one_per_frame = one_per_frame;
  self->owed = 0;
  if (rate <= 0)
    return;
  encode_all (self);
  self->last_us = cue_clock_get_monotonic (self->clock);
  self->timeout_id = cue_clock_add_timeout (self->clock, TICK_US, on_tick, self, NULL);
}

/**
 * cue_sim_burst_get_sent:
 * @self: a burst
 *
 * Returns: how many messages it has sent, to all clients together
 */
guint64
cue_sim_burst_get_sent (CueSimBurst *self)
{
  return self->sent;
}
