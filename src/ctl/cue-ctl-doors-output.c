// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-ctl-doors-output.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cue-access-event.h"
#include "cue-access-words.h"
#include "cue-ctl.h"
#include "cue-time.h"

static JsonBuilder *
begin (const char *event)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "event");
  json_builder_add_string_value (builder, event);
  return builder;
}

// Takes over @builder.
static void
end (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = NULL;

  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  cue_ctl_print_json (root);
  g_object_unref (builder);
}

static void
add_count (JsonBuilder *builder, const char *member, guint64 count)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_int_value (builder, (gint64) MIN (count, G_MAXINT64));
}

static void print_line (const char *format, ...) G_GNUC_PRINTF (1, 2);

// A line for people begins with the time of day.
static void
print_line (const char *format, ...)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%H:%M:%S");
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;
  g_autofree char *clean = NULL;
  va_list          args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  line = g_strdup_printf ("%s  %s", time, text);
  clean = cue_ctl_clean (line);
  cue_ctl_print (clean);
}

/**
 * cue_ctl_doors_print_connecting:
 * @json: whether for programs
 * @attempt: which attempt it is, from 1
 *
 * Says that a connection is begun.
 */
void
cue_ctl_doors_print_connecting (gboolean json, guint attempt)
{
  JsonBuilder *builder;

  if (!json) {
    print_line (_ ("Connecting, attempt %u"), attempt);
    return;
  }
  builder = begin ("connecting");
  add_count (builder, "attempt", attempt);
  end (builder);
}

/**
 * cue_ctl_doors_print_connected:
 * @json: whether for programs
 * @again: whether it was connected before
 *
 * Says that the hub answered and messages may come.
 */
void
cue_ctl_doors_print_connected (gboolean json, gboolean again)
{
  if (json)
    end (begin (again ? "reconnected" : "connected"));
  else
    print_line ("%s", again ? _ ("Connected again") : _ ("Connected"));
}

/**
 * cue_ctl_doors_print_failed:
 * @json: whether for programs
 * @connection: what failed to connect; it says the status and the reason
 * @error: why, in words
 */
void
cue_ctl_doors_print_failed (gboolean json, CueSignalrConnection *connection, const GError *error)
{
  guint            status = cue_signalr_connection_get_http_status (connection);
  CueSignalrReason reason = cue_signalr_connection_get_reason (connection);
  JsonBuilder     *builder;

  if (!json) {
    print_line (_ ("Not connected: %s"), error->message);
    return;
  }
  builder = begin ("connect-failed");
  json_builder_set_member_name (builder, "http_status");
  if (status != 0)
    json_builder_add_int_value (builder, status);
  else
    json_builder_add_null_value (builder);
  cue_ctl_add_text (builder, "reason", cue_signalr_reason_to_nick (reason));
  cue_ctl_add_text (builder, "error", error->message);
  end (builder);
}

/**
 * cue_ctl_doors_print_reconnecting:
 * @json: whether for programs
 * @error: why it was lost
 *
 * Says that the connection was lost and is tried again.
 */
void
cue_ctl_doors_print_reconnecting (gboolean json, const GError *error)
{
  JsonBuilder *builder;

  if (!json) {
    print_line (_ ("Connecting again: %s"), error->message);
    return;
  }
  builder = begin ("reconnecting");
  cue_ctl_add_text (builder, "error", error->message);
  end (builder);
}

/**
 * cue_ctl_doors_print_closed:
 * @json: whether for programs
 * @error: (nullable): why, %NULL when we ended it
 *
 * Says that the connection ended for good.
 */
void
cue_ctl_doors_print_closed (gboolean json, const GError *error)
{
  JsonBuilder *builder;

  if (!json) {
    if (error != NULL)
      print_line (_ ("Closed: %s"), error->message);
    else
      print_line ("%s", _ ("Closed"));
    return;
  }
  builder = begin ("closed");
  cue_ctl_add_text (builder, "error", error != NULL ? error->message : NULL);
  end (builder);
}

/**
 * cue_ctl_doors_print_gap:
 * @json: whether for programs
 * @from_us: when the last was heard before, wall time
 * @until_us: when it went on
 * @n_dropped: how many messages were let go; 0 when nobody knows
 */
void
cue_ctl_doors_print_gap (gboolean json, gint64 from_us, gint64 until_us, guint64 n_dropped)
{
  g_autofree char *life = NULL;
  g_autofree char *count = NULL;
  JsonBuilder     *builder;

  if (!json) {
    life = cue_time_format_duration (until_us - from_us, CUE_DURATION_WORDS);
    count = g_strdup_printf ("%" G_GUINT64_FORMAT, n_dropped);
    if (n_dropped > 0)
      print_line (g_dngettext (GETTEXT_PACKAGE,
                               "Too fast: %s message was let go",
                               "Too fast: %s messages were let go",
                               (gulong) n_dropped),
                  count);
    else
      print_line (_ ("Messages of %s may be missing"), life);
    return;
  }
  builder = begin ("gap");
  cue_ctl_add_time (builder, "from", from_us);
  cue_ctl_add_time (builder, "until", until_us);
  add_count (builder, "dropped", n_dropped);
  end (builder);
}

static gboolean
may_stand (gunichar c)
{
  switch (g_unichar_type (c)) {
  case G_UNICODE_CONTROL:
  case G_UNICODE_FORMAT:
  case G_UNICODE_SURROGATE:
  case G_UNICODE_UNASSIGNED:
  case G_UNICODE_PRIVATE_USE:
  case G_UNICODE_LINE_SEPARATOR:
  case G_UNICODE_PARAGRAPH_SEPARATOR:
    return FALSE;
  default:
    return TRUE;
  }
}

static void
append_escaped (GString *out, gunichar c)
{
  if (c >= 0x10000)
    g_string_append_printf (out,
                            "\\u%04x\\u%04x",
                            0xd800 + ((c - 0x10000) >> 10),
                            0xdc00 + ((c - 0x10000) & 0x3ff));
  else
    g_string_append_printf (out, "\\u%04x", c);
}

// The string exactly as it was received, NUL characters too, which json-glib cannot hold. What
// steers a terminal is written as an escape, which means the same to a program.
static void
append_string (GString *out, const char *text, gsize length)
{
  const char *end_of_text = text + length;
  const char *plain = text;

  g_string_append_c (out, '"');
  while (text < end_of_text) {
    guchar      byte = (guchar) *text;
    const char *next = text + 1;
    gunichar    c = byte;

    if (byte >= 0x80) {
      next = g_utf8_next_char (text);
      c = g_utf8_get_char (text);
    }
    if (byte < 0x80 ? byte >= 0x20 && byte != '"' && byte != '\\' && byte != 0x7f : may_stand (c)) {
      text = next;
      continue;
    }
    g_string_append_len (out, plain, text - plain);
    if (byte == '"' || byte == '\\') {
      g_string_append_c (out, '\\');
      g_string_append_c (out, (char) byte);
    } else {
      append_escaped (out, c);
    }
    plain = text = next;
  }
  g_string_append_len (out, plain, text - plain);
  g_string_append_c (out, '"');
}

static void
print_message_json (const CueSignalrMessage *message)
{
  g_autoptr (GString) line = g_string_sized_new (message->arguments_length + 128);

  switch (message->fit) {
  case CUE_SIGNALR_FIT_TEXT:
    g_string_append (line, "{\"event\":\"message\",\"argument\":");
    append_string (line, message->text, message->text_length);
    break;
  case CUE_SIGNALR_FIT_NULL:
    g_string_append (line, "{\"event\":\"message\",\"argument\":null");
    break;
  case CUE_SIGNALR_FIT_ARGUMENTS:
    g_string_append (line, "{\"event\":\"malformed\",\"raw\":");
    append_string (line, message->arguments, message->arguments_length);
    break;
  case CUE_SIGNALR_FIT_TARGET:
    g_string_append (line, "{\"event\":\"unexpected\",\"target\":");
    append_string (line, message->target, strlen (message->target));
    g_string_append (line, ",\"raw\":");
    append_string (line, message->arguments, message->arguments_length);
    break;
  }
  g_string_append_printf (line, ",\"arguments\":%u}", message->n_arguments);
  cue_ctl_print (line->str);
}

static CueAccessEvent *
make_event (CueSaltoStream stream, const CueSignalrMessage *message)
{
  CueAccessKind kind = stream == CUE_SALTO_ENTRIES ? CUE_ACCESS_ENTRY : CUE_ACCESS_INCIDENT;

  if (message->fit == CUE_SIGNALR_FIT_TEXT)
    return cue_access_event_new (kind,
                                 CUE_ACCESS_FORM_TEXT,
                                 message->text,
                                 message->text_length,
                                 message->received_wall_us);
  return cue_access_event_new (kind,
                               CUE_ACCESS_FORM_ARGUMENTS,
                               message->arguments,
                               message->arguments_length,
                               message->received_wall_us);
}

static void
add_word (GString *line, char *word)
{
  if (*word != '\0')
    g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", word);
  g_free (word);
}

static void
print_message_words (CueSaltoStream stream, const CueSignalrMessage *message)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autoptr (CueAccessEvent) event = NULL;

  if (message->fit == CUE_SIGNALR_FIT_TARGET) {
    print_line (_ ("Unexpected call of “%s”"), message->target);
    return;
  }
  event = make_event (stream, message);
  if (!cue_access_event_is_decoded (event)) {
    g_autofree char *raw = g_strndup (message->arguments, message->arguments_length);

    // Translators: a message that could not be decoded, as it came
    print_line (_ ("Not decoded: %s"), raw);
    return;
  }
  add_word (line, cue_access_words_date_time (event, CUE_ACCESS_SITE_TIME));
  add_word (line, cue_access_words_door (event));
  add_word (line, cue_access_words_person (event, FALSE));
  add_word (line, cue_access_words_what (event));
  add_word (line, cue_access_words_how (event));
  add_word (line, cue_access_words_detail (event, FALSE));
  print_line ("%s", line->str);
}

/**
 * cue_ctl_doors_print_message:
 * @json: whether for programs
 * @stream: what it is about
 * @message: one invocation; what was not expected is printed too
 */
void
cue_ctl_doors_print_message (gboolean json, CueSaltoStream stream, const CueSignalrMessage *message)
{
  if (json)
    print_message_json (message);
  else
    print_message_words (stream, message);
}

/**
 * cue_ctl_doors_print_counters:
 * @json: whether for programs
 * @counters: what was counted
 *
 * Sums up a connection at its end.
 */
void
cue_ctl_doors_print_counters (gboolean json, const CueSignalrCounters *counters)
{
  const guint64 counts[] = { counters->received,
                             counters->delivered,
                             counters->malformed,
                             counters->dropped,
                             counters->reconnects };
  char         *words[G_N_ELEMENTS (counts)];
  JsonBuilder  *builder;

  if (!json) {
    for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
      words[i] = g_strdup_printf ("%" G_GUINT64_FORMAT, counts[i]);
    // Translators: how many messages, and how many reconnects
    print_line (_ ("%s received, %s delivered, %s malformed, %s dropped, %s reconnects"),
                words[0],
                words[1],
                words[2],
                words[3],
                words[4]);
    for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
      g_free (words[i]);
    return;
  }
  builder = begin ("counters");
  add_count (builder, "received", counters->received);
  add_count (builder, "delivered", counters->delivered);
  add_count (builder, "malformed", counters->malformed);
  add_count (builder, "unexpected", counters->unexpected);
  add_count (builder, "dropped", counters->dropped);
  add_count (builder, "attempts", counters->attempts);
  add_count (builder, "failures", counters->failures);
  add_count (builder, "connects", counters->connects);
  add_count (builder, "reconnects", counters->reconnects);
  add_count (builder, "frames", counters->frames);
  add_count (builder, "bytes", counters->bytes);
  add_count (builder, "pings_received", counters->pings_received);
  add_count (builder, "pings_sent", counters->pings_sent);
  add_count (builder, "answers_sent", counters->answers_sent);
  end (builder);
}
