// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-log.h"
#include "cue-signalr-connection.h"
#include "cue-system-clock.h"

#include <libsoup/soup.h>
#include <string.h>
#include <sys/resource.h>

/*
 * What a client needs for a given number of messages:
 *
 *   signalr-client floor|client|traced|whole URL MESSAGES
 *
 * `floor` is libsoup that counts separators; `client` is our connection with a handler that only
 * counts; `traced` the same with a trace; `whole` has a trace and appends each message to the list
 * of the Access page. Prints `messages N wall-us N cpu-us N peak-kib N`: real time from the
 * handshake on, processor time and memory of the whole process.
 */

typedef struct {
  guint         expected;
  guint         n;
  gint64        wall_us;
  GMainLoop    *loop;
  CueAccessLog *log; /* nullable */
  guint         source;
} Count;

static gint64
read_cpu_us (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * G_USEC_PER_SEC + usage.ru_utime.tv_usec +
         usage.ru_stime.tv_usec;
}

static void
begin (Count *count)
{
  count->wall_us = g_get_monotonic_time ();
}

/* Not what getrusage() says, which begins with the memory of the parent. */
static guint64
read_peak_kib (void)
{
  g_autofree char *status = NULL;
  const char      *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 0;
  line = strstr (status, "VmHWM:");
  return line != NULL ? g_ascii_strtoull (line + strlen ("VmHWM:"), NULL, 10) : 0;
}

static void
end (Count *count)
{
  if (count->log != NULL) {
    cue_access_log_flush (count->log);
    if (g_list_model_get_n_items (G_LIST_MODEL (count->log)) != count->expected)
      g_error ("the list has %u rows", g_list_model_get_n_items (G_LIST_MODEL (count->log)));
  }
  g_print ("messages %u wall-us %" G_GINT64_FORMAT " cpu-us %" G_GINT64_FORMAT
           " peak-kib %" G_GUINT64_FORMAT "\n",
           count->n,
           g_get_monotonic_time () - count->wall_us,
           read_cpu_us (),
           read_peak_kib ());
  g_main_loop_quit (count->loop);
}

/* ---- the floor -------------------------------------------------------------------------------*/

static void
on_floor_message (SoupWebsocketConnection *connection, int type, GBytes *data, Count *count)
{
  gsize       left;
  const char *at = g_bytes_get_data (data, &left);
  const char *separator;
  gboolean    is_first = count->wall_us == 0;

  if (is_first)
    begin (count);
  while ((separator = memchr (at, 0x1e, left)) != NULL) {
    left -= (gsize) (separator - at) + 1;
    at = separator + 1;
    count->n++;
  }
  if (is_first)
    count->n = 0;
  if (count->n == count->expected)
    end (count);
}

static void
on_floor_connected (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  SoupWebsocketConnection *connection =
    soup_session_websocket_connect_finish (SOUP_SESSION (object), result, &error);

  if (connection == NULL)
    g_error ("%s", error->message);
  soup_websocket_connection_set_max_incoming_payload_size (connection, 16 * 1024 * 1024);
  g_signal_connect (connection, "message", G_CALLBACK (on_floor_message), data);
  soup_websocket_connection_send_text (connection, "{\"protocol\":\"json\",\"version\":1}\x1e");
}

static void
run_floor (const char *url, Count *count)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (SoupMessage) message = soup_message_new ("GET", url);

  soup_session_websocket_connect_async (session,
                                        message,
                                        NULL,
                                        NULL,
                                        G_PRIORITY_DEFAULT,
                                        NULL,
                                        on_floor_connected,
                                        count);
  g_main_loop_run (count->loop);
}

/* ---- ours ------------------------------------------------------------------------------------*/

static void
on_message (CueSignalrConnection *connection, const CueSignalrMessage *message, gpointer data)
{
  Count *count = data;

  if (message->fit != CUE_SIGNALR_FIT_TEXT)
    g_error ("a message that does not fit");
  if (count->log != NULL)
    cue_access_log_append (count->log,
                           count->source,
                           message->text,
                           message->text_length,
                           message->received_wall_us,
                           NULL);
  if (++count->n == count->expected)
    end (count);
}

static void
on_connected (CueSignalrConnection *connection, gboolean again, Count *count)
{
  begin (count);
}

static void
on_closed (CueSignalrConnection *connection, GError *error, Count *count)
{
  g_error ("%s", error != NULL ? error->message : "closed");
}

static void
run_client (const char *mode, const char *url, Count *count)
{
  gboolean is_whole = g_str_equal (mode, "whole");
  g_autoptr (CueTrace) trace = is_whole || g_str_equal (mode, "traced") ? cue_trace_new () : NULL;
  g_autoptr (CueHttpClient)
    client = cue_http_client_new (cue_system_clock_get_default (), trace, NULL);
  g_autoptr (CueSignalrConnection) connection = cue_signalr_connection_new (client, url);
  const CueSignalrCounters *counters = cue_signalr_connection_get_counters (connection);

  if (is_whole) {
    count->log = cue_access_log_new (CUE_ACCESS_LOG_DEFAULT_ROWS, CUE_ACCESS_LOG_DEFAULT_BYTES);
    count->source = cue_access_log_add_source (count->log, CUE_ACCESS_ENTRY, "site-101", "Site");
  }
  cue_signalr_connection_set_handler (connection, "ReceiveMessage", on_message, count, NULL);
  g_signal_connect (connection, "connected", G_CALLBACK (on_connected), count);
  g_signal_connect (connection, "closed", G_CALLBACK (on_closed), count);
  cue_signalr_connection_start (connection);
  g_main_loop_run (count->loop);
  if (counters->dropped > 0)
    g_error ("%" G_GUINT64_FORMAT " were dropped", counters->dropped);
  g_signal_handlers_disconnect_by_data (connection, count);
  g_clear_object (&count->log);
}

int
main (int argc, char **argv)
{
  Count count = { .n = 0 };

  if (argc != 4)
    g_error ("Usage: signalr-client floor|client|traced|whole URL MESSAGES");
  count.expected = (guint) g_ascii_strtoull (argv[3], NULL, 10);
  count.loop = g_main_loop_new (NULL, FALSE);
  if (g_str_equal (argv[1], "floor"))
    run_floor (argv[2], &count);
  else
    run_client (argv[1], argv[2], &count);
  g_main_loop_unref (count.loop);
  return 0;
}
