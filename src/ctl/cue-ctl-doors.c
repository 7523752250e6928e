// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-ctl-doors.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "cue-ctl-doors-event.h"
#include "cue-ctl-doors-output.h"
#include "cue-ctl.h"
#include "cue-salto-causes.h"
#include "cue-salto-rules.h"
#include "cue-system-clock.h"
#include "cue-token-list.h"

// `cuelightctl entries` and `incidents`: one hub, followed until told to stop.

#define TARGET       "ReceiveMessage"
#define MAX_DELAYS   100
#define MAX_MS       (24 * 3600 * 1000)
#define FOREVER_BASE 2000
#define FOREVER_CAP  60000
// How long the hub may take to say good-bye.
#define STOP_LIMIT_MS 2000

typedef struct {
  CueSaltoStream stream;
  char          *profile;
  char          *hub_url;
  char          *site;
  char          *user;
  char          *token_file;
  char          *token_in;
  char          *delays;
  gboolean       no_retry_first;
  int            handshake_ms;
  int            server_ms;
  int            keepalive_ms;
  int            seconds;
  int            count;
  gboolean       json;
  gboolean       trace;
  gboolean       hide_pings;
} Options;

typedef struct {
  const Options        *options;
  GMainLoop            *loop;       // owned
  CueSignalrConnection *connection; // owned
  CueTokenInspection   *inspection; // owned, nullable, of the only token
  CueTokenSource       *source;     // unowned, nullable: where an event has its tokens from
  gboolean              has_token;
  CueSignalrReason      explained;
  int                   n_messages;
  guint                 limit_source;
  guint                 stop_source;
  gboolean              stopping; // we were told to end, and print nothing more of what comes
  gboolean              failed;   // it ended by an error
} Run;

static gboolean
on_stop_limit (gpointer user_data)
{
  Run *run = user_data;

  run->stop_source = 0;
  g_main_loop_quit (run->loop);
  return G_SOURCE_REMOVE;
}

// Ends in good order: the hub is told, and the counters are the last line.
static void
stop (Run *run)
{
  if (run->stopping)
    return;
  run->stopping = TRUE;
  // Without a connection at the end there is something wrong, whoever ended it.
  run->failed = cue_signalr_connection_get_state (run->connection) != CUE_SIGNALR_CONNECTED &&
                cue_signalr_connection_get_error (run->connection) != NULL;
  run->stop_source = g_timeout_add (STOP_LIMIT_MS, on_stop_limit, run);
  cue_signalr_connection_stop (run->connection);
}

static void
check_reader (Run *run)
{
  if (cue_ctl_output_is_closed ())
    stop (run);
}

static void
on_connecting (CueSignalrConnection *connection, guint attempt, Run *run)
{
  cue_ctl_doors_print_connecting (run->options->json, attempt);
  check_reader (run);
}

static void
on_connected (CueSignalrConnection *connection, gboolean again, Run *run)
{
  cue_ctl_doors_print_connected (run->options->json, again);
  check_reader (run);
}

// What may be wrong and what to do, beyond what the error says.
static char *
explain (Run *run, CueSignalrReason reason)
{
  const CueTokenInspection *inspection = run->inspection;

  if (reason == CUE_SIGNALR_REASON_HTTP_401 && !run->has_token)
    return g_strdup (_ ("No token was given. Give a file that holds one with --token-file, or “-” "
                        "there for standard input, or the name of an event that has one with "
                        "--profile."));
  if (run->source != NULL)
    inspection = cue_token_source_get_inspection (run->source);
  return cue_salto_explain (reason, inspection, run->options->user);
}

static void
on_connect_failed (CueSignalrConnection *connection, GError *error, Run *run)
{
  CueSignalrReason reason = cue_signalr_connection_get_reason (connection);
  g_autofree char *causes = NULL;

  cue_ctl_doors_print_failed (run->options->json, connection, error);
  // Once for each reason, not for each attempt.
  if (reason != run->explained)
    causes = explain (run, reason);
  run->explained = reason;
  if (causes != NULL)
    cue_ctl_note ("%s", causes);
  check_reader (run);
}

static void
on_reconnecting (CueSignalrConnection *connection, GError *error, Run *run)
{
  cue_ctl_doors_print_reconnecting (run->options->json, error);
  check_reader (run);
}

static void
on_gap (CueSignalrConnection *connection,
        gint64                from_us,
        gint64                until_us,
        guint64               n_dropped,
        Run                  *run)
{
  if (!run->stopping)
    cue_ctl_doors_print_gap (run->options->json, from_us, until_us, n_dropped);
}

static void
on_closed (CueSignalrConnection *connection, GError *error, Run *run)
{
  cue_ctl_doors_print_closed (run->options->json, error);
  run->failed |= error != NULL;
  g_main_loop_quit (run->loop);
}

static void
on_message (CueSignalrConnection *connection, const CueSignalrMessage *message, gpointer user_data)
{
  Run *run = user_data;

  if (run->stopping)
    return;
  cue_ctl_doors_print_message (run->options->json, run->options->stream, message);
  if (message->fit == CUE_SIGNALR_FIT_TEXT || message->fit == CUE_SIGNALR_FIT_NULL)
    run->n_messages++;
  if (cue_ctl_output_is_closed () ||
      (run->options->count > 0 && run->n_messages >= run->options->count))
    stop (run);
}

static gboolean
on_limit (gpointer user_data)
{
  Run *run = user_data;

  run->limit_source = 0;
  stop (run);
  return G_SOURCE_REMOVE;
}

static gboolean
on_signal (gpointer user_data)
{
  stop (user_data);
  return G_SOURCE_CONTINUE;
}

static void
on_exchange_finished (CueTrace *trace, CueExchange *exchange, Run *run)
{
  cue_ctl_print_exchange (exchange, run->options->json, !run->options->hide_pings);
}

static gboolean
set_delays (CueSignalrConnection *connection, const char *text)
{
  g_auto (GStrv) parts = NULL;
  guint delays[MAX_DELAYS];
  guint n = 0;

  if (text == NULL || g_str_equal (text, "none"))
    return TRUE;
  if (g_str_equal (text, "forever")) {
    cue_signalr_connection_set_reconnect_forever (connection, FOREVER_BASE, FOREVER_CAP);
    return TRUE;
  }
  parts = g_strsplit (text, ",", MAX_DELAYS + 1);
  for (; parts[n] != NULL; n++) {
    guint64 value;

    if (n == MAX_DELAYS ||
        !g_ascii_string_to_unsigned (g_strstrip (parts[n]), 10, 0, MAX_MS, &value, NULL))
      return FALSE;
    delays[n] = (guint) value;
  }
  cue_signalr_connection_set_reconnect_delays (connection, delays, n);
  return n > 0;
}

static CueTokenList *
read_tokens (const Options *options, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  CueTokenList    *list;

  bytes = cue_ctl_read_secret (options->token_file, error);
  if (bytes == NULL)
    return NULL;
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  list = cue_token_list_new (text);
  explicit_bzero (text, strlen (text));
  return list;
}

// What a rule finds ends the program or is said; what a token says about itself is only said, for
// the hub has the last word and this is a tool to find out.
static gboolean
check_rules (const Options *options, CueTokenList *tokens, int *status)
{
  g_autoptr (GPtrArray) found = cue_diagnostics_new ();
  guint n_fields;

  cue_salto_check_hub_url (found, CUE_SALTO_CUSTOM, options->hub_url);
  cue_salto_check_site (found, options->site);
  if (options->user != NULL)
    cue_salto_check_user (found, options->user);
  n_fields = found->len;
  if (tokens != NULL && cue_token_list_get_length (tokens) > 0)
    cue_salto_check_token (found,
                           cue_token_list_peek (tokens, 0),
                           g_get_real_time (),
                           CUE_SALTO_OVERRIDE_NONE);
  for (guint i = 0; i < found->len; i++) {
    const CueDiagnostic *finding = g_ptr_array_index (found, i);

    if (i < n_fields && cue_diagnostic_get_severity (finding) == CUE_SEVERITY_ERROR) {
      *status = cue_ctl_fail (CUE_CTL_UNKNOWN, "%s", cue_diagnostic_get_message (finding));
      return FALSE;
    }
    cue_ctl_note ("%s", cue_diagnostic_get_message (finding));
  }
  return TRUE;
}

static gboolean
check_options (const Options *options, int *status)
{
  const int times[] = { options->handshake_ms, options->server_ms, options->keepalive_ms };

  if (options->profile != NULL ? options->hub_url != NULL
                               : options->hub_url == NULL || options->site == NULL) {
    *status = cue_ctl_fail (CUE_CTL_UNKNOWN, _ ("Give either --hub-url and --site, or --profile."));
    return FALSE;
  }
  if (options->token_in != NULL && !g_str_equal (options->token_in, "header") &&
      !g_str_equal (options->token_in, "query")) {
    *status = cue_ctl_fail (CUE_CTL_UNKNOWN, _ ("--token-in is “header” or “query”."));
    return FALSE;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (times); i++) {
    if (times[i] < 1 || times[i] > MAX_MS) {
      *status = cue_ctl_fail (CUE_CTL_UNKNOWN, _ ("A time is from 1 to %d milliseconds."), MAX_MS);
      return FALSE;
    }
  }
  if (options->seconds < 0 || options->count < 0) {
    *status = cue_ctl_fail (CUE_CTL_UNKNOWN, _ ("--count and --seconds are positive."));
    return FALSE;
  }
  return TRUE;
}

// Takes what an event says; what was given on the command line stays.
static void
take_event (Options *options, const CueCtlDoorsEvent *event)
{
  options->hub_url = g_strdup (event->hub_url);
  g_free (options->site);
  options->site = g_strdup (event->site);
  if (options->user == NULL)
    options->user = g_strdup (event->user);
  if (options->token_in == NULL)
    options->token_in = g_strdup (event->token_in_query ? "query" : "header");
}

static CueSignalrConnection *
make_connection (const Options *options, CueHttpClient *client, CueTokenProvider *tokens)
{
  g_autofree char *url =
    cue_salto_make_hub_url (options->hub_url, options->stream, options->site, options->user);
  CueSignalrConnection *connection = cue_signalr_connection_new (client, url);

  cue_signalr_connection_set_retry_first (connection, !options->no_retry_first);
  cue_signalr_connection_set_handshake_timeout (connection, (guint) options->handshake_ms);
  cue_signalr_connection_set_server_timeout (connection, (guint) options->server_ms);
  cue_signalr_connection_set_keepalive (connection, (guint) options->keepalive_ms);
  cue_signalr_connection_set_purpose (connection, "doors", _ ("Events of the doors"));
  if (tokens != NULL)
    cue_signalr_connection_set_token_provider (connection,
                                               tokens,
                                               g_strcmp0 (options->token_in, "query") == 0
                                                 ? CUE_SIGNALR_TOKEN_IN_QUERY
                                                 : CUE_SIGNALR_TOKEN_IN_HEADER);
  return connection;
}

static void
follow (Run *run)
{
  CueSignalrConnection *connection = run->connection;
  guint                 signals[2];

  cue_signalr_connection_set_handler (connection, TARGET, on_message, run, NULL);
  g_signal_connect (connection, "connecting", G_CALLBACK (on_connecting), run);
  g_signal_connect (connection, "connected", G_CALLBACK (on_connected), run);
  g_signal_connect (connection, "connect-failed", G_CALLBACK (on_connect_failed), run);
  g_signal_connect (connection, "reconnecting", G_CALLBACK (on_reconnecting), run);
  g_signal_connect (connection, "gap", G_CALLBACK (on_gap), run);
  g_signal_connect (connection, "closed", G_CALLBACK (on_closed), run);
  signals[0] = g_unix_signal_add (SIGINT, on_signal, run);
  signals[1] = g_unix_signal_add (SIGTERM, on_signal, run);
  if (run->options->seconds > 0)
    run->limit_source = g_timeout_add_seconds ((guint) run->options->seconds, on_limit, run);

  cue_signalr_connection_start (connection);
  if (cue_signalr_connection_get_state (connection) != CUE_SIGNALR_DISCONNECTED)
    g_main_loop_run (run->loop);

  g_clear_handle_id (&run->limit_source, g_source_remove);
  g_clear_handle_id (&run->stop_source, g_source_remove);
  g_source_remove (signals[0]);
  g_source_remove (signals[1]);
  g_signal_handlers_disconnect_by_data (connection, run);
}

static int
run_with (Options *options)
{
  g_autoptr (CueTrace) trace = cue_trace_new ();
  g_autoptr (CueRedactor) redactor = cue_redactor_new ();
  g_autoptr (CueHttpClient)
    client = cue_http_client_new (cue_system_clock_get_default (), trace, redactor);
  g_autoptr (CueCtlDoorsEvent) event = NULL;
  g_autoptr (CueTokenList) tokens = NULL;
  g_autoptr (GError) error = NULL;
  CueTokenProvider *provider = NULL;
  Run               run = { options };
  int               status = CUE_CTL_UNKNOWN;

  if (!check_options (options, &status))
    return status;
  if (options->token_file != NULL) {
    tokens = read_tokens (options, &error);
    if (tokens == NULL)
      return cue_ctl_fail (CUE_CTL_UNKNOWN, "%s", error->message);
  }
  if (options->profile != NULL) {
    event =
      cue_ctl_doors_event_new (options->profile, options->site, tokens == NULL, client, &error);
    if (event == NULL)
      return cue_ctl_fail (CUE_CTL_UNKNOWN, "%s", error->message);
    take_event (options, event);
  }
  if (!check_rules (options, tokens, &status))
    return status;
  if (event != NULL && event->tokens != NULL)
    run.source = cue_doors_tokens_get_source (event->tokens);
  if (run.source != NULL)
    provider = CUE_TOKEN_PROVIDER (run.source);
  else if (tokens != NULL)
    provider = CUE_TOKEN_PROVIDER (tokens);
  run.has_token = run.source != NULL || (tokens != NULL && cue_token_list_get_length (tokens) > 0);
  run.connection = make_connection (options, client, provider);
  if (!set_delays (run.connection, options->delays)) {
    g_object_unref (run.connection);
    return cue_ctl_fail (CUE_CTL_UNKNOWN,
                         _ ("--reconnect-delays is a list of milliseconds such as 0,2000,10000, or "
                            "“forever”, or “none”."));
  }
  if (options->trace)
    g_signal_connect (trace, "exchange-finished", G_CALLBACK (on_exchange_finished), &run);
  if (tokens != NULL && cue_token_list_get_length (tokens) == 1)
    run.inspection = cue_token_inspection_new (cue_token_list_peek (tokens, 0));
  run.loop = g_main_loop_new (NULL, FALSE);
  follow (&run);
  cue_ctl_doors_print_counters (options->json,
                                cue_signalr_connection_get_counters (run.connection));
  g_signal_handlers_disconnect_by_data (trace, &run);
  g_object_unref (run.connection);
  g_clear_pointer (&run.inspection, cue_token_inspection_unref);
  g_main_loop_unref (run.loop);
  return run.failed ? CUE_CTL_CRITICAL : CUE_CTL_FINE;
}

static void
clear_options (Options *options)
{
  g_free (options->profile);
  g_free (options->hub_url);
  g_free (options->site);
  g_free (options->user);
  g_free (options->token_file);
  g_free (options->token_in);
  g_free (options->delays);
}

static int
run_command (CueSaltoStream stream, const char *name, const char *summary, int argc, char **argv)
{
  Options options = {
    .stream = stream,
    .handshake_ms = CUE_SIGNALR_DEFAULT_HANDSHAKE_TIMEOUT_MS,
    .server_ms = CUE_SIGNALR_DEFAULT_SERVER_TIMEOUT_MS,
    .keepalive_ms = CUE_SIGNALR_DEFAULT_KEEPALIVE_MS,
  };
  int status;

#define TEXT(option, field, help, word)                           \
  {                                                               \
    option, 0, 0, G_OPTION_ARG_STRING, &options.field, help, word \
  }
#define NUMBER(option, field, help)                                \
  {                                                                \
    option, 0, 0, G_OPTION_ARG_INT, &options.field, help, N_ ("N") \
  }
#define FLAG(option, field, help)                               \
  {                                                             \
    option, 0, 0, G_OPTION_ARG_NONE, &options.field, help, NULL \
  }
  const GOptionEntry entries[] = {
    TEXT ("profile", profile, N_ ("Sites, address and token of this event"), N_ ("NAME")),
    TEXT ("hub-url", hub_url, N_ ("Where the hubs are"), N_ ("URL")),
    TEXT ("site", site, N_ ("The site, or which of those of the event"), N_ ("ID")),
    TEXT ("user", user, N_ ("Only what this user did"), N_ ("ID")),
    TEXT ("token-file",
          token_file,
          N_ ("Access tokens, one a line, or “-”: one for each attempt"),
          N_ ("FILE")),
    TEXT ("token-in", token_in, N_ ("Where the token goes"), N_ ("header|query")),
    TEXT ("reconnect-delays",
          delays,
          N_ ("When to connect again (none unless given)"),
          N_ ("MS,MS,…|forever|none")),
    FLAG ("no-retry-first", no_retry_first, N_ ("Give up when the first connection fails")),
    NUMBER ("handshake-timeout-ms", handshake_ms, N_ ("How long the handshake may take")),
    NUMBER ("server-timeout-ms", server_ms, N_ ("How long the hub may be silent")),
    NUMBER ("keepalive-ms", keepalive_ms, N_ ("When to send a ping")),
    NUMBER ("seconds", seconds, N_ ("End after so many seconds")),
    NUMBER ("count", count, N_ ("End after so many messages")),
    FLAG ("json", json, N_ ("Print one JSON object a line")),
    FLAG ("trace", trace, N_ ("Print every connection with its messages as well")),
    FLAG ("hide-pings", hide_pings, N_ ("Leave the pings out of what --trace prints")),
    { 0 },
  };
#undef TEXT
#undef NUMBER
#undef FLAG

  if (cue_ctl_parse (name, NULL, summary, entries, &argc, &argv, &status)) {
    if (argc > 1)
      status = cue_ctl_fail (CUE_CTL_UNKNOWN, _ ("“%s” is not expected here."), argv[1]);
    else
      status = run_with (&options);
  }
  clear_options (&options);
  return status;
}

/**
 * cue_ctl_entries:
 *
 * `cuelightctl entries`: follows the entries of a site.
 *
 * Returns: a `CueCtlStatus`: critical when it ended by an error
 */
int
cue_ctl_entries (int argc, char **argv)
{
  return run_command (CUE_SALTO_ENTRIES,
                      "entries",
                      _ ("Follows who opens which door of a site, or is refused."),
                      argc,
                      argv);
}

/**
 * cue_ctl_incidents:
 *
 * `cuelightctl incidents`: follows the incidents of a site.
 *
 * Returns: a `CueCtlStatus`: critical when it ended by an error
 */
int
cue_ctl_incidents (int argc, char **argv)
{
  return run_command (CUE_SALTO_INCIDENTS,
                      "incidents",
                      _ ("Follows the incidents of a site: alarms, batteries, lost connections."),
                      argc,
                      argv);
}
