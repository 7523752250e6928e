// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-ctl.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cue-diagnostic.h"
#include "cue-error.h"
#include "cue-frame.h"
#include "cue-json.h"
#include "cue-redact.h"
#include "cue-text.h"
#include "cue-time.h"

// What all subcommands share: how they are asked, how they answer and how they end.

#define MAX_TEXT_CHARS 4096

static gboolean output_is_closed;
static int      output_errno;

/**
 * cue_ctl_parse:
 * @name: the subcommand
 * @arguments: (nullable): what stands after the options, for the help
 * @summary: what the subcommand does, for the help
 * @entries: its options
 * @argc: (inout): number of arguments, the subcommand first
 * @argv: (inout): the arguments
 * @status: (out): how to end when this says no
 *
 * Reads the options of a subcommand, and answers `--help`.
 *
 * Returns: whether to go on
 */
gboolean
cue_ctl_parse (const char         *name,
               const char         *arguments,
               const char         *summary,
               const GOptionEntry *entries,
               int                *argc,
               char             ***argv,
               int                *status)
{
  g_autoptr (GOptionContext) context = g_option_context_new (arguments);
  g_autoptr (GError) error = NULL;
  g_autofree char *help = NULL;
  g_autofree char *program = NULL;
  gboolean         wants_help = FALSE;

  const GOptionEntry help_entries[] = {
    { "help", 'h', 0, G_OPTION_ARG_NONE, &wants_help, _ ("Show this help"), NULL },
    { 0 },
  };

  // GLib's own help ends the process by itself, with words of its own.
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_summary (context, summary);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, help_entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, argc, argv, &error)) {
    *status =
      cue_ctl_fail (CUE_CTL_UNKNOWN, _ ("%s. Try “cuelightctl %s --help”."), error->message, name);
    return FALSE;
  }
  if (wants_help) {
    program = g_strdup_printf ("cuelightctl %s", name);
    g_set_prgname (program);
    help = g_option_context_get_help (context, TRUE, NULL);
    g_strchomp (help);
    cue_ctl_print (help);
    *status = CUE_CTL_FINE;
    return FALSE;
  }
  return TRUE;
}

static void
print_error (const char *text)
{
  g_autofree char *clean = cue_text_make_visible (text, -1, MAX_TEXT_CHARS);

  fprintf (stderr, "cuelightctl: %s\n", clean);
}

/**
 * cue_ctl_fail:
 * @status: how the program ends
 * @format: a sentence
 *
 * Says on standard error why the program ends.
 *
 * Returns: @status
 */
int
cue_ctl_fail (CueCtlStatus status, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list          args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  print_error (text);
  return status;
}

/**
 * cue_ctl_note:
 * @format: a sentence
 *
 * Says something on standard error that does not end the program.
 */
void
cue_ctl_note (const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list          args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  print_error (text);
}

/**
 * cue_ctl_print:
 * @line: text without a line break at its end
 *
 * Prints at once. Somebody who reads only the first lines (`| head`) closes the pipe, which is no
 * error: the program then ends.
 *
 * Returns: whether anybody still reads
 */
gboolean
cue_ctl_print (const char *line)
{
  if (output_is_closed)
    return FALSE;
  if (fputs (line, stdout) == EOF || fputc ('\n', stdout) == EOF || fflush (stdout) == EOF)
    output_is_closed = TRUE;
  if (output_is_closed)
    output_errno = errno;
  return !output_is_closed;
}

/**
 * cue_ctl_print_json:
 * @node: what to print
 *
 * Prints a line of JSON.
 *
 * Returns: %FALSE when nobody reads the output any more
 */
gboolean
cue_ctl_print_json (JsonNode *node)
{
  g_autofree char *text = cue_json_to_text (node, FALSE);

  return cue_ctl_print (text);
}

/**
 * cue_ctl_output_is_closed:
 *
 * Returns: whether nobody reads the output any more
 */
gboolean
cue_ctl_output_is_closed (void)
{
  return output_is_closed;
}

/**
 * cue_ctl_check_output:
 * @status: how a subcommand ended
 *
 * Whoever closes a pipe has read enough, but an answer that a full disk swallowed was not given.
 *
 * Returns: @status, or `CUE_CTL_UNKNOWN` with a sentence on standard error
 */
int
cue_ctl_check_output (int status)
{
  if (!output_is_closed || output_errno == EPIPE)
    return status;
  return cue_ctl_fail (CUE_CTL_UNKNOWN,
                       _ ("The answer could not be written: %s"),
                       g_strerror (output_errno));
}

/**
 * cue_ctl_clean:
 * @text: (nullable): text from outside
 *
 * Returns: (transfer full): the text without characters that steer a terminal or cannot be seen
 */
char *
cue_ctl_clean (const char *text)
{
  return cue_text_make_line (text != NULL ? text : "", -1, MAX_TEXT_CHARS);
}

/**
 * cue_ctl_status_from_health:
 * @health: how an event is
 *
 * Returns: the exit status that says as much; unknown while nothing is known
 */
CueCtlStatus
cue_ctl_status_from_health (CueHealth health)
{
  switch (health) {
  case CUE_HEALTH_OK:
    return CUE_CTL_FINE;
  case CUE_HEALTH_WARNING:
    return CUE_CTL_WARNING;
  case CUE_HEALTH_ERROR:
    return CUE_CTL_CRITICAL;
  case CUE_HEALTH_IDLE:
    break;
  }
  return CUE_CTL_UNKNOWN;
}

/**
 * cue_ctl_status_to_id:
 * @status: an exit status
 *
 * Returns: (transfer none): its word in JSON
 */
const char *
cue_ctl_status_to_id (CueCtlStatus status)
{
  switch (status) {
  case CUE_CTL_FINE:
    return "ok";
  case CUE_CTL_WARNING:
    return "warning";
  case CUE_CTL_CRITICAL:
    return "critical";
  case CUE_CTL_UNKNOWN:
    break;
  }
  return "unknown";
}

/**
 * cue_ctl_error_to_id:
 *
 * Returns: the category of an error, for machines
 */
const char *
cue_ctl_error_to_id (const GError *error)
{
  if (error->domain != CUE_ERROR)
    return "other";
  switch ((CueError) error->code) {
  case CUE_ERROR_NETWORK:
    return "network";
  case CUE_ERROR_TIMEOUT:
    return "timeout";
  case CUE_ERROR_TLS:
    return "tls";
  case CUE_ERROR_AUTH:
    return "auth";
  case CUE_ERROR_FORBIDDEN:
    return "forbidden";
  case CUE_ERROR_RATE_LIMITED:
    return "rate-limited";
  case CUE_ERROR_CLIENT:
    return "client";
  case CUE_ERROR_SERVER:
    return "server";
  case CUE_ERROR_PROTOCOL:
    return "protocol";
  case CUE_ERROR_TOO_LARGE:
    return "too-large";
  case CUE_ERROR_STORAGE:
    return "storage";
  case CUE_ERROR_INVALID_INPUT:
    return "invalid-input";
  case CUE_ERROR_UNSUPPORTED:
    return "unsupported";
  }
  return "other";
}

/**
 * cue_ctl_severity_to_id:
 * @severity: how bad something is
 *
 * Returns: (transfer none): its word in JSON
 */
const char *
cue_ctl_severity_to_id (CueSeverity severity)
{
  switch (severity) {
  case CUE_SEVERITY_INFO:
    return "info";
  case CUE_SEVERITY_WARNING:
    return "warning";
  case CUE_SEVERITY_ERROR:
    break;
  }
  return "error";
}

/**
 * cue_ctl_add_text:
 * @text: (nullable): text that may come from outside; %NULL becomes null
 *
 * Adds a member with a text that is safe to print.
 */
void
cue_ctl_add_text (JsonBuilder *builder, const char *member, const char *text)
{
  g_autofree char *clean = NULL;

  json_builder_set_member_name (builder, member);
  if (text == NULL) {
    json_builder_add_null_value (builder);
    return;
  }
  clean = cue_text_make_visible (text, -1, MAX_TEXT_CHARS);
  json_builder_add_string_value (builder, clean);
}

/**
 * cue_ctl_add_time:
 * @builder: in an object
 * @member: its name
 * @wall_us: µs since 1970 UTC
 *
 * Adds a moment as ISO 8601 in UTC.
 */
void
cue_ctl_add_time (JsonBuilder *builder, const char *member, gint64 wall_us)
{
  g_autofree char *text = cue_time_format_iso8601 (wall_us);

  json_builder_set_member_name (builder, member);
  json_builder_add_string_value (builder, text);
}

/**
 * cue_ctl_add_seconds:
 * @us: microseconds
 *
 * Adds a member with seconds, to the millisecond.
 */
void
cue_ctl_add_seconds (JsonBuilder *builder, const char *member, gint64 us)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_double_value (builder, round ((double) us / 1000.0) / 1000.0);
}

static void
add_phase (JsonBuilder *builder, const char *member, gint64 us)
{
  json_builder_set_member_name (builder, member);
  if (us < 0)
    json_builder_add_null_value (builder);
  else
    json_builder_add_int_value (builder, us);
}

// The messages of a WebSocket, as they are in the trace: decoded and redacted.
static void
add_frames (JsonBuilder *builder, GListModel *frames, gboolean pings)
{
  json_builder_set_member_name (builder, "messages");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (frames); i++) {
    g_autoptr (CueFrame) frame = g_list_model_get_item (frames, i);

    if (!pings && cue_frame_get_keepalive (frame))
      continue;
    json_builder_begin_object (builder);
    cue_ctl_add_time (builder, "time", cue_frame_get_wall_us (frame));
    cue_ctl_add_text (builder, "direction", cue_frame_get_sent (frame) ? "sent" : "received");
    cue_ctl_add_text (builder, "kind", cue_frame_get_kind (frame));
    json_builder_set_member_name (builder, "bytes");
    json_builder_add_int_value (builder, (gint64) cue_frame_get_size (frame));
    cue_ctl_add_text (builder, "text", cue_frame_get_text (frame));
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
}

static void
print_frames (GListModel *frames, gboolean pings)
{
  for (guint i = 0; i < g_list_model_get_n_items (frames); i++) {
    g_autoptr (CueFrame) frame = g_list_model_get_item (frames, i);
    g_autofree char *kind = cue_ctl_clean (cue_frame_get_kind (frame));
    g_autofree char *text = cue_ctl_clean (cue_frame_get_text (frame));
    g_autofree char *line =
      g_strdup_printf ("%s %s: %s", cue_frame_get_sent (frame) ? ">>" : "<<", kind, text);

    if (pings || !cue_frame_get_keepalive (frame))
      cue_ctl_print (line);
  }
}

/**
 * cue_ctl_print_exchange:
 * @pings: whether the messages of a WebSocket that only say that somebody lives are printed, too
 *
 * Prints one exchange as it went over the wire, redacted.
 */
void
cue_ctl_print_exchange (CueExchange *exchange, gboolean json, gboolean pings)
{
  const CueExchangePhases *phases = cue_exchange_get_phases (exchange);
  GListModel              *frames = cue_exchange_get_frames (exchange);
  g_autoptr (JsonBuilder) builder = NULL;
  g_autoptr (JsonNode) root = NULL;

  if (!json) {
    g_autofree char *text = cue_exchange_to_text (exchange);
    g_autofree char *clean = cue_text_make_visible (text, -1, CUE_EXCHANGE_MAX_BODY_BYTES);

    cue_ctl_print (clean);
    if (frames != NULL)
      print_frames (frames, pings);
    return;
  }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  cue_ctl_add_text (builder, "type", "exchange");
  cue_ctl_add_time (builder, "time", cue_exchange_get_started_wall_us (exchange));
  cue_ctl_add_text (builder, "lane", cue_exchange_get_lane (exchange));
  cue_ctl_add_text (builder, "purpose", cue_exchange_get_purpose (exchange));
  cue_ctl_add_text (builder, "method", cue_exchange_get_method (exchange));
  cue_ctl_add_text (builder, "url", cue_exchange_get_url (exchange));
  json_builder_set_member_name (builder, "status");
  json_builder_add_int_value (builder, cue_exchange_get_status (exchange));
  cue_ctl_add_text (builder, "error", cue_exchange_get_error_text (exchange));
  cue_ctl_add_text (builder, "requestHeaders", cue_exchange_get_request_headers (exchange));
  cue_ctl_add_text (builder, "requestBody", cue_exchange_get_request_body (exchange));
  cue_ctl_add_text (builder, "responseHeaders", cue_exchange_get_response_headers (exchange));
  cue_ctl_add_text (builder, "responseBody", cue_exchange_get_response_body (exchange));
  json_builder_set_member_name (builder, "responseBytes");
  json_builder_add_int_value (builder, cue_exchange_get_body_size (exchange));
  add_phase (builder, "durationUs", cue_exchange_get_duration_us (exchange));
  add_phase (builder, "dnsUs", phases->dns_us);
  add_phase (builder, "connectUs", phases->connect_us);
  add_phase (builder, "tlsUs", phases->tls_us);
  add_phase (builder, "waitUs", phases->wait_us);
  add_phase (builder, "receiveUs", phases->receive_us);
  if (frames != NULL)
    add_frames (builder, frames, pings);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  cue_ctl_print_json (root);
}

/**
 * cue_ctl_print_trace:
 *
 * Prints all exchanges of a trace.
 */
void
cue_ctl_print_trace (CueTrace *trace, gboolean json)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (trace));

  for (guint i = 0; i < n; i++) {
    g_autoptr (CueExchange) exchange = g_list_model_get_item (G_LIST_MODEL (trace), i);

    cue_ctl_print_exchange (exchange, json, TRUE);
  }
}
