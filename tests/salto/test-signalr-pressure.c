// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "frame-head.h"
#include "hub-case.h"

#include "cue-time.h"

#include <malloc.h>
#include <string.h>
#include <time.h>

/*
 * A hub that sends as fast as it can, without an end, or without reading: the window goes on being
 * drawn, and memory stays what it was.
 */

#define RECORD "{\"type\":1,\"target\":\"ReceiveMessage\",\"arguments\":[\"x\"]}\x1e"
#define ASKING \
  "{\"type\":1,\"target\":\"ReceiveMessage\",\"arguments\":[],\"invocationId\":\"1\"}\x1e"
#define MIB            (1024 * 1024)
#define LIMIT_BYTES    (1 * MIB)
#define FLOOD_US       (3 * G_USEC_PER_SEC)
#define FLOOD_AT_LEAST 30 /* thousands of messages, however long they take */
#define WORST_PAUSE_US (50 * 1000)
/* GDK_PRIORITY_REDRAW; there is no GTK here. */
#define REDRAW_PRIORITY (G_PRIORITY_HIGH_IDLE + 20)

static gboolean
greet (HubPeer *peer)
{
  return hub_peer_accept (peer) && hub_peer_read_handshake (peer) &&
         hub_peer_send_text (peer, "{}\x1e");
}

/* So many frames of text in one piece. */
static GString *
make_frames (guint n, const char *record)
{
  GString *frames = g_string_new (NULL);

  for (guint i = 0; i < n; i++) {
    guint8 head[FRAME_HEAD_MAX];
    guint  length = frame_head_write (head, 0x81, strlen (record));

    g_string_append_len (frames, (const char *) head, length);
    g_string_append (frames, record);
  }
  return frames;
}

/* ---- the window ------------------------------------------------------------------------------*/

typedef struct {
  gint64 last_us;
  gint64 worst_us;
  guint  n;
  gsize  most_bytes;
} Frames;

/* Processor time of this thread: other programs of the machine do not count. */
static gint64
read_thread_us (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static gboolean
on_frame (gpointer data)
{
  Frames *frames = data;
  gint64  now_us = read_thread_us ();

  if (frames->n++ > 0)
    frames->worst_us = MAX (frames->worst_us, now_us - frames->last_us);
  frames->last_us = now_us;
  frames->most_bytes = MAX (frames->most_bytes, mallinfo2 ().uordblks);
  return G_SOURCE_CONTINUE;
}

static guint
draw_frames (Frames *frames)
{
  return g_timeout_add_full (REDRAW_PRIORITY, 1000 / 60, on_frame, frames, NULL);
}

static void
serve_flood (HubPeer *peer, gpointer data)
{
  g_autoptr (GString) frames = make_frames (1000, RECORD);
  gint64 until_us = g_get_monotonic_time () + FLOOD_US;

  if (!greet (peer))
    return;
  for (guint n = 0; n < FLOOD_AT_LEAST || g_get_monotonic_time () < until_us; n++) {
    if (!hub_peer_write (peer, frames->str, frames->len))
      return;
  }
  hub_peer_send_text (peer, "{\"type\":7}\x1e");
  hub_peer_wait_for_end (peer);
}

static void
test_flood (void)
{
  g_autoptr (HubCase) hub = hub_case_new (serve_flood, NULL);
  const CueSignalrCounters *counters = cue_signalr_connection_get_counters (hub->connection);
  Frames                    frames = { .n = 0 };
  guint                     id = draw_frames (&frames);

  hub->quiet = TRUE;
  hub_case_start (hub);
  hub_case_wait (hub, "closed closed-by-server");
  g_source_remove (id);
  g_test_message ("%u messages, %u frames drawn, at worst %.1f ms of work between two",
                  hub->n_messages,
                  frames.n,
                  (double) frames.worst_us / 1000);
  g_assert_cmpuint (hub->n_messages, >, 20000);
  g_assert_cmpuint (counters->dropped, ==, 0);
  g_assert_cmpuint (frames.n, >, 30);
  g_assert_cmpint (frames.worst_us, <=, WORST_PAUSE_US);
}

static gboolean
on_endless_frame (gpointer data)
{
  g_usleep (1000);
  return G_SOURCE_CONTINUE;
}

static void
serve_some (HubPeer *peer, gpointer data)
{
  g_autoptr (GString) frames = make_frames (20000, RECORD);

  if (!greet (peer) || !hub_peer_write (peer, frames->str, frames->len))
    return;
  hub_peer_wait_for_end (peer);
}

/* A window that is never done drawing does not keep the messages away: four turns, of 50 ms. */
static void
test_busy_window (void)
{
  g_autoptr (HubCase) hub = hub_case_new (serve_some, NULL);
  guint id = g_idle_add_full (REDRAW_PRIORITY, on_endless_frame, NULL, NULL);

  hub->quiet = TRUE;
  hub_case_start (hub);
  hub_case_wait_for_messages (hub, 20000);
  g_source_remove (id);
}

/* ---- messages without an end -----------------------------------------------------------------*/

/* @data: bytes of each piece. */
static void
serve_pieces (HubPeer *peer, gpointer data)
{
  gsize            length = GPOINTER_TO_SIZE (data);
  g_autofree char *payload = g_strnfill (length, 'a');

  if (!greet (peer) || !hub_peer_send_frame (peer, 0x01, payload, length))
    return;
  while (hub_peer_send_frame (peer, 0x00, payload, length))
    ;
}

/* Also of empty pieces, which need no memory, but time. */
static void
test_pieces (void)
{
  static const gsize lengths[] = { 60000, 100, 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++) {
    g_autoptr (HubCase) hub = hub_case_new (serve_pieces, GSIZE_TO_POINTER (lengths[i]));
    Frames frames = { .n = 0 };
    guint  id = draw_frames (&frames);
    gsize  bytes = mallinfo2 ().uordblks;

    cue_signalr_connection_set_max_message_bytes (hub->connection, LIMIT_BYTES);
    hub_case_start (hub);
    hub_case_wait (hub, "closed too-large A message is larger than the 1.0");
    hub_case_wait_for_server (hub, 0);
    g_source_remove (id);
    on_frame (&frames);
    g_test_message ("pieces of %zu: at most %zd KiB more",
                    lengths[i],
                    ((gssize) frames.most_bytes - (gssize) bytes) / 1024);
    g_assert_cmpint ((gssize) frames.most_bytes - (gssize) bytes, <, 4 * LIMIT_BYTES);
    g_assert_cmpint (frames.worst_us, <=, WORST_PAUSE_US);
  }
}

/* One that is as large as it may be comes through, in pieces and with pings between them. */
static void
serve_large (HubPeer *peer, gpointer data)
{
  g_autofree char *payload = g_strnfill (LIMIT_BYTES / 16, 'a');
  const char      *head = "{\"type\":1,\"target\":\"ReceiveMessage\",\"arguments\":[\"";
  const char      *tail = "\"]}\x1e";
  gsize            left = LIMIT_BYTES - strlen (head) - strlen (tail);

  if (!greet (peer))
    return;
  hub_peer_send_frame (peer, 0x01, head, strlen (head));
  while (left > 0) {
    gsize n = MIN (left, (gsize) LIMIT_BYTES / 16);

    hub_peer_send_frame (peer, 0x89, "ping", 4);
    hub_peer_send_frame (peer, 0x00, payload, n);
    left -= n;
  }
  hub_peer_send_frame (peer, 0x80, tail, strlen (tail));
  hub_peer_send_text (peer, RECORD);
  hub_peer_wait_for_end (peer);
}

static void
test_large (void)
{
  g_autoptr (HubCase) hub = hub_case_new (serve_large, NULL);

  cue_signalr_connection_set_max_message_bytes (hub->connection, LIMIT_BYTES);
  hub_case_start (hub);
  hub_case_wait (hub, "text x");
  g_assert_cmpuint (hub->n_messages, ==, 2);
}

/* ---- much in one message ---------------------------------------------------------------------*/

typedef struct {
  guint n;     /* records in the one message */
  gsize bytes; /* of each */
} Bulk;

static const Bulk bulks[] = { { 40000, 300 }, { 12, MIB }, { 1, 12 * MIB } };

static void
serve_bulk (HubPeer *peer, gpointer data)
{
  const Bulk      *bulk = data;
  g_autofree char *argument = g_strnfill (bulk->bytes, 'a');
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < bulk->n; i++)
    g_string_append_printf (text,
                            "{\"type\":1,\"target\":\"ReceiveMessage\",\"arguments\":[\"%s\"]}\x1e",
                            argument);
  if (greet (peer) && hub_peer_send_frame (peer, 0x81, text->str, text->len))
    hub_peer_wait_for_end (peer);
}

/* The most work between two waits of the main loop: what a window that wants to be drawn waits. */
static gint64 turn_began_us;
static gint64 longest_turn_us;
static guint  n_turns;

static int
watch_turns (GPollFD *fds, guint n_fds, int timeout)
{
  int n;

  if (turn_began_us != 0)
    longest_turn_us = MAX (longest_turn_us, read_thread_us () - turn_began_us);
  n = g_poll (fds, n_fds, timeout);
  turn_began_us = read_thread_us ();
  n_turns++;
  return n;
}

static void
test_bulk (gconstpointer data)
{
  const Bulk *bulk = data;
  g_autoptr (HubCase) hub = hub_case_new (serve_bulk, (gpointer) bulk);

  hub->quiet = TRUE;
  turn_began_us = longest_turn_us = 0;
  g_main_context_set_poll_func (NULL, watch_turns);
  hub_case_start (hub);
  hub_case_wait_for_messages (hub, bulk->n);
  hub_case_spin (hub, 20);
  g_main_context_set_poll_func (NULL, NULL);
  g_test_message ("%u records of %zu bytes in one message: at worst %.1f ms of work in one turn",
                  bulk->n,
                  bulk->bytes,
                  (double) longest_turn_us / 1000);
  g_assert_cmpuint (hub->n_messages, ==, bulk->n);
}

typedef struct {
  Bulk     bulk;
  gint64   each_us; /* what a record takes, by the clock */
  guint    most;    /* in one turn */
  HubCase *hub;
  guint    turn;
  guint    n_in_turn;
} Share;

static void
on_share (CueSignalrConnection *connection, const CueSignalrMessage *message, gpointer data)
{
  Share *share = data;

  share->n_in_turn = share->turn == n_turns ? share->n_in_turn + 1 : 1;
  share->turn = n_turns;
  g_assert_cmpuint (share->n_in_turn, <=, share->most);
  share->hub->n_messages++;
  cue_fake_clock_advance (CUE_FAKE_CLOCK (share->hub->clock), share->each_us);
}

/* However slow the machine is, a turn ends when its time is over: the clock is looked at after 64
 * KiB, and after 32 records. */
static void
test_shares (void)
{
  Share shares[] = { { { 12, MIB }, CUE_SECONDS (1) / 100, 1, NULL, 0, 0 },
                     { { 2000, 300 }, CUE_SECONDS (1) / 1000, 32, NULL, 0, 0 } };

  for (gsize i = 0; i < G_N_ELEMENTS (shares); i++) {
    g_autoptr (HubCase) hub = hub_case_new_fake (serve_bulk, &shares[i].bulk);

    shares[i].hub = hub;
    cue_signalr_connection_set_handler (hub->connection,
                                        "ReceiveMessage",
                                        on_share,
                                        &shares[i],
                                        NULL);
    g_main_context_set_poll_func (NULL, watch_turns);
    hub_case_start (hub);
    hub_case_wait_for_messages (hub, shares[i].bulk.n);
    g_main_context_set_poll_func (NULL, NULL);
  }
}

/* ---- with the answer to the upgrade ----------------------------------------------------------*/

/* A hub that cannot wait: everything in one piece with the 101. */
static void
serve_early (HubPeer *peer, gpointer data)
{
  g_autoptr (GString) frames = make_frames (20, RECORD);

  g_string_prepend_len (frames, "\x81\x03{}\x1e", 5);
  if (hub_peer_accept_with (peer, frames->str, frames->len))
    hub_peer_wait_for_end (peer);
}

static void
test_early (void)
{
  g_autoptr (HubCase) hub = hub_case_new (serve_early, NULL);

  hub->quiet = TRUE;
  hub_case_start (hub);
  hub_case_wait (hub, "connected");
  hub_case_wait_for_messages (hub, 20);
}

/* ---- a hub that does not read ----------------------------------------------------------------*/

static void
serve_unread (HubPeer *peer, gpointer data)
{
  /* Long, so that the answers of a few turns find room in the queue. */
  g_autofree char *filler = g_strnfill (400, ' ');
  g_autofree char *record = g_strconcat (filler, ASKING, NULL);
  g_autoptr (GString) frames = make_frames (1000, record);

  if (!greet (peer))
    return;
  while (hub_peer_write (peer, frames->str, frames->len))
    ;
}

static void
serve_pings (HubPeer *peer, gpointer data)
{
  g_autoptr (GString) frames = g_string_new (NULL);

  for (guint i = 0; i < 10000; i++)
    g_string_append_len (frames, "\x89\x04ping", 6);
  if (!greet (peer))
    return;
  while (hub_peer_write (peer, frames->str, frames->len))
    ;
}

/* It is made to wait, and after ten seconds it is over. Nothing is answered in between, so nothing
 * piles up; without that, the pings alone would fill the memory. */
static void
check_unread (HubHandler handler)
{
  g_autoptr (HubCase) hub = hub_case_new_fake (handler, NULL);
  gsize   bytes;
  guint64 before = 0;
  guint   still = 0;

  hub->quiet = TRUE;
  hub_case_start (hub);
  hub_case_wait (hub, "connected");
  bytes = mallinfo2 ().uordblks;
  /* The way back is full for a moment before it stays so. */
  while (still < 6) {
    guint64 now;

    hub_case_spin (hub, 50);
    cue_fake_clock_advance (CUE_FAKE_CLOCK (hub->clock), CUE_SECONDS (1) / 10);
    now = hub_server_get_n_written (hub->server);
    still = now == before ? still + 1 : 0;
    before = now;
  }
  g_test_message ("after %.1f MiB it waits; %zd KiB more",
                  (double) before / MIB,
                  ((gssize) mallinfo2 ().uordblks - (gssize) bytes) / 1024);
  g_assert_cmpint ((gssize) mallinfo2 ().uordblks - (gssize) bytes, <, 40 * MIB);
  g_assert_cmpint (cue_signalr_connection_get_state (hub->connection), ==, CUE_SIGNALR_CONNECTED);
  cue_fake_clock_advance (CUE_FAKE_CLOCK (hub->clock), CUE_SECONDS (6));
  hub_case_spin (hub, 20);
  g_assert_cmpint (cue_signalr_connection_get_state (hub->connection), ==, CUE_SIGNALR_CONNECTED);
  cue_fake_clock_advance (CUE_FAKE_CLOCK (hub->clock), CUE_SECONDS (5));
  hub_case_wait (hub, "closed connection-lost The server sends, but does not read");
  hub_case_wait_for_server (hub, 0);
}

static void
test_unread (void)
{
  check_unread (serve_unread);
  check_unread (serve_pings);
}

static void
serve_unread_at_once (HubPeer *peer, gpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 150 * 1000; i++)
    g_string_append (text, ASKING);
  if (greet (peer) && hub_peer_send_frame (peer, 0x81, text->str, text->len))
    /* Not a byte is read. */
    hub_peer_wait_unread (peer);
}

/* More questions than answers may wait for, all in one message, which no meter can stop. */
static void
test_unread_at_once (void)
{
  g_autoptr (HubCase) hub = hub_case_new (serve_unread_at_once, NULL);
  const CueSignalrCounters *counters = cue_signalr_connection_get_counters (hub->connection);
  Frames                    frames = { .n = 0 };
  guint                     id = draw_frames (&frames);

  hub->quiet = TRUE;
  hub_case_start (hub);
  hub_case_wait (hub, "closed connection-lost The server sends, but does not read");
  g_source_remove (id);
  g_test_message ("%" G_GUINT64_FORMAT " answers; at worst %.1f ms of work between two frames",
                  counters->answers_sent,
                  (double) frames.worst_us / 1000);
  g_assert_cmpuint (counters->answers_sent, >, 1000);
  g_assert_cmpuint (counters->answers_sent, <, 150 * 1000);
}

static void
ignore_log (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* A line for each message of a flood would be what is measured. */
  g_log_set_handler ("libsoup", G_LOG_LEVEL_DEBUG, ignore_log, NULL);
  g_test_add_func ("/salto/signalr/pressure/flood", test_flood);
  g_test_add_func ("/salto/signalr/pressure/busy-window", test_busy_window);
  g_test_add_func ("/salto/signalr/pressure/pieces", test_pieces);
  g_test_add_func ("/salto/signalr/pressure/large", test_large);
  for (gsize i = 0; i < G_N_ELEMENTS (bulks); i++) {
    g_autofree char *path = g_strdup_printf ("/salto/signalr/pressure/bulk/%zu", bulks[i].bytes);

    g_test_add_data_func (path, &bulks[i], test_bulk);
  }
  g_test_add_func ("/salto/signalr/pressure/shares", test_shares);
  g_test_add_func ("/salto/signalr/pressure/early", test_early);
  g_test_add_func ("/salto/signalr/pressure/unread", test_unread);
  g_test_add_func ("/salto/signalr/pressure/unread-at-once", test_unread_at_once);
  return g_test_run ();
}
