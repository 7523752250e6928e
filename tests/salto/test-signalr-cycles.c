// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "hub-case.h"

#include <malloc.h>

/*
 * A connection that is lost a thousand times, in every way the network and the hub have, comes back
 * a thousand times and leaves nothing behind.
 */

#define WARM_UP 100
#define CYCLES  1000

static void
serve_and_leave (HubPeer *peer, gpointer data)
{
  static const char *const texts[] = {
    "{}\x1e{\"type\":1,\"target\":\"ReceiveMessage\",\"arguments\":[\"x\"]}\x1e",
    "{}\x1e{\"type\":1,\"target\":\"ReceiveMessage\",\"arguments\":[\"x\"]}\x1e"
    "{\"type\":7,\"allowReconnect\":true}\x1e",
    "{}\x1e{\"type\":1,\"target\":\"ReceiveMessage\",\"arguments\":[\"x\"]}\x1e{\"type\":1,",
    "{}\x1e{\"type\":1,\"target\":\"ReceiveMessage\",\"arguments\":[\"x\"]}\x1enonsense\x1e",
  };
  guint index = hub_peer_get_index (peer);

  if (!hub_peer_accept (peer) || !hub_peer_read_handshake (peer))
    return;
  hub_peer_send_text (peer, texts[index % G_N_ELEMENTS (texts)]);
  if (index / 4 % 3 == 1)
    hub_peer_send_close (peer, 1001);
  if (index > WARM_UP + CYCLES)
    hub_peer_wait_for_end (peer);
}

static guint
count_descriptors (void)
{
  g_autoptr (GDir) folder = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  while (g_dir_read_name (folder) != NULL)
    n++;
  return n;
}

/* A connection that has been lost is let go of in the next turns of the main loop. */
static void
settle_down (HubCase *hub)
{
  g_clear_object (&hub->connection);
  hub_case_wait_for_server (hub, 0);
  hub_case_spin (hub, 100);
}

static void
run_cycles (HubCase *hub, guint n)
{
  const CueSignalrCounters *counters = cue_signalr_connection_get_counters (hub->connection);

  hub->quiet = TRUE;
  cue_signalr_connection_set_reconnect_forever (hub->connection, 1, 1);
  hub_case_start (hub);
  hub_case_wait_for_messages (hub, n + 1);
  g_assert_cmpuint (hub_server_get_n_connections (hub->server), >=, n + 1);
  g_assert_cmpuint (counters->failures, ==, 0);
  g_assert_cmpuint (counters->connects, ==, n + 1);
  g_assert_cmpuint (counters->reconnects, ==, n);
  g_assert_cmpuint (counters->delivered, ==, n + 1);
}

static void
test_cycles (void)
{
  guint  descriptors;
  gsize  bytes;
  gssize more;

  /* Everything that is made once is made in the first run. */
  {
    g_autoptr (HubCase) hub = hub_case_new (serve_and_leave, NULL);

    run_cycles (hub, WARM_UP);
    settle_down (hub);
  }
  descriptors = count_descriptors ();
  bytes = mallinfo2 ().uordblks;
  {
    g_autoptr (HubCase) hub = hub_case_new (serve_and_leave, NULL);

    run_cycles (hub, CYCLES);
    settle_down (hub);
  }
  more = (gssize) mallinfo2 ().uordblks - (gssize) bytes;
  g_test_message ("after %u cycles: %u descriptors before, %u after; %+zd bytes",
                  CYCLES,
                  descriptors,
                  count_descriptors (),
                  more);
  g_assert_cmpuint (count_descriptors (), ==, descriptors);
  /* Tables grow a little; one object that stays each time would be far more. The sanitizers look
   * for less. */
  g_assert_cmpint (more, <, CYCLES * 100);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/salto/signalr/cycles", test_cycles);
  return g_test_run ();
}
