// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "cue-ctl-feed-private.h"
#include "cue-feed-rules.h"

// “cuelightctl feed get”: a page, a range, or what comes.

typedef struct {
  CueCtlFeed    *self;
  CueFeedSource *source;
  CueFeedRange   range;
  gboolean       stopped;
  guint          printed;
  guint64        next_id; // of the events of a feed that is read page by page
} Get;

// Blanks between the words of JSON go, so that one event is one line; nothing else is changed.
static char *
make_line (GBytes *json)
{
  gsize       length;
  const char *text = g_bytes_get_data (json, &length);
  GString    *line = g_string_sized_new (length);
  gboolean    quoted = FALSE;

  for (gsize i = 0; i < length; i++) {
    if (!quoted && g_ascii_isspace (text[i]))
      continue;
    g_string_append_c (line, text[i]);
    if (quoted && text[i] == '\\' && i + 1 < length)
      g_string_append_c (line, text[++i]);
    else if (text[i] == '"')
      quoted = !quoted;
  }
  return g_string_free (line, FALSE);
}

static char *
describe (CueFeedEvent *event)
{
  gint64           ns = cue_feed_event_get_received_ns (event);
  g_autofree char *time = ns != CUE_FEED_NO_TIME ? cue_feed_stamp_format (ns) : g_strdup ("–");
  g_autofree char *subject = cue_feed_event_dup_subject (event);
  g_autofree char *result = cue_feed_event_dup_result (event);
  const char      *type = cue_feed_event_get_text (event, CUE_FEED_TEXT_TYPE);
  const char      *user = cue_feed_event_get_user (event);
  GString         *line = g_string_new (time);
  const char      *words[] = { type, subject, user, result };

  // What happened to a user usually is about that user.
  if (user != NULL && subject != NULL && strstr (subject, user) != NULL)
    words[2] = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++) {
    if (words[i] != NULL && *words[i] != '\0')
      g_string_append_printf (line, "  %s", words[i]);
  }
  return g_string_free (line, FALSE);
}

static gboolean
is_wanted (Get *get, CueFeedEvent *event)
{
  gint64 ns = cue_feed_event_get_received_ns (event);

  // The last page of a range may reach beyond it.
  return ns == CUE_FEED_NO_TIME || ((get->range.after == 0 || ns >= get->range.after) &&
                                    (get->range.before == 0 || ns <= get->range.before));
}

static void
print_event (Get *get, CueFeedEvent *event)
{
  g_autofree char *line = NULL;
  g_autofree char *clean = NULL;

  if (!is_wanted (get, event))
    return;
  get->printed++;
  if (get->self->json) {
    line = make_line (cue_feed_event_get_json (event));
    cue_ctl_print (line);
    return;
  }
  line = describe (event);
  clean = cue_ctl_clean (line);
  cue_ctl_print (clean);
}

static void
print_id (Get *get, guint64 id)
{
  g_autoptr (CueFeedEvent)
    event = cue_feed_log_get_event (cue_feed_source_get_log (get->source), id);

  if (event != NULL)
    print_event (get, event);
}

// A page is in the log. What is read towards the oldest event is printed that way too, so that the
// order is one and the same over all pages.
static void
print_page (CueFeedSource *source, GParamSpec *pspec, Get *get)
{
  guint64  first = get->next_id;
  guint64  end = 1 + cue_feed_source_get_events_read (source);
  guint64  n = end > first ? end - first : 0;
  gboolean back = get->self->all && get->range.after == 0;

  for (guint64 i = 0; i < n && !cue_ctl_output_is_closed (); i++)
    print_id (get, back ? end - 1 - i : first + i);
  get->next_id = MAX (first, end);
  if (cue_ctl_output_is_closed ())
    cue_feed_source_stop (source);
}

static void
note_diagnostics (Get *get)
{
  CueFeedReply *reply = cue_feed_source_get_last_reply (get->source);
  CueFeedPage  *page = reply != NULL ? cue_feed_reply_get_page (reply) : NULL;
  GPtrArray    *found = page != NULL ? cue_feed_page_get_diagnostics (page) : NULL;

  for (guint i = 0; found != NULL && i < found->len; i++) {
    const CueDiagnostic *one = g_ptr_array_index (found, i);

    cue_ctl_note ("%s: %s", cue_diagnostic_get_where (one), cue_diagnostic_get_message (one));
  }
}

static gboolean
on_signal (gpointer user_data)
{
  Get *get = user_data;

  get->stopped = TRUE;
  cue_feed_source_set_following (get->source, FALSE);
  cue_feed_source_stop (get->source);
  return G_SOURCE_CONTINUE;
}

static void
wait_until_idle (Get *get)
{
  while (cue_feed_source_get_busy (get->source))
    g_main_context_iteration (NULL, TRUE);
}

static void
on_arrived (CueFeedDeskConnection *connection,
            CueFeedSource         *source,
            guint64                first_id,
            guint                  n,
            Get                   *get)
{
  for (guint i = 0; i < n; i++) {
    g_autoptr (CueFeedEvent)
      event = cue_feed_log_get_event (cue_feed_source_get_log (source), first_id + i);

    if (event != NULL)
      print_event (get, event);
  }
  if (cue_ctl_output_is_closed ())
    cue_feed_source_set_following (source, FALSE);
}

// A failure that may pass is said once; following goes on by itself.
static void
on_failed_changed (CueFeedSource *source, GParamSpec *pspec, Get *get)
{
  if (cue_feed_source_get_failed (source))
    cue_ctl_note ("%s", cue_feed_source_get_words (source));
}

static int
follow (Get *get)
{
  gulong handlers[] = {
    g_signal_connect (get->self->connection, "arrived", G_CALLBACK (on_arrived), get),
    g_signal_connect (get->source, "notify::failed", G_CALLBACK (on_failed_changed), get),
  };

  cue_feed_source_set_following (get->source, TRUE);
  while (cue_feed_source_get_following (get->source))
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (get->self->connection, handlers[0]);
  g_signal_handler_disconnect (get->source, handlers[1]);
  if (get->stopped || cue_ctl_output_is_closed ())
    return CUE_CTL_FINE;
  return CUE_CTL_CRITICAL; // it gave up, and said why
}

static int
load (Get *get)
{
  CueCtlFeed   *self = get->self;
  CueFeedReply *reply;
  gulong        handler;

  get->next_id = 1;
  handler = g_signal_connect (get->source, "notify::events-read", G_CALLBACK (print_page), get);
  cue_feed_source_set_large (get->source, self->large);
  cue_feed_source_set_page_size (get->source, (guint) self->max);
  cue_feed_source_set_max_pages (get->source, self->all ? G_MAXUINT : 1);
  if (self->all || get->range.after > 0 || get->range.before > 0)
    cue_feed_source_load_range (get->source, &get->range);
  else
    cue_feed_source_load_newest (get->source);
  wait_until_idle (get);
  reply = cue_feed_source_get_last_reply (get->source);
  g_signal_handler_disconnect (get->source, handler);
  note_diagnostics (get);
  if (get->stopped)
    return CUE_CTL_FINE;
  if (cue_feed_source_get_too_large (get->source))
    cue_ctl_note (_ ("Add --large to read pages up to 256 MiB."));
  if (cue_feed_source_get_failed (get->source))
    return cue_ctl_fail (reply == NULL || cue_feed_reply_get_outcome (reply) == CUE_OUTCOME_NOT_SENT
                           ? CUE_CTL_UNKNOWN
                           : CUE_CTL_CRITICAL,
                         "%s",
                         cue_feed_source_get_words (get->source));
  if (get->printed == 0)
    cue_ctl_note ("%s", cue_feed_source_get_words (get->source));
  return CUE_CTL_FINE;
}

static gboolean
check_range (Get *get, const char *source)
{
  g_autoptr (GPtrArray) findings = cue_findings_new ();

  cue_feed_check_source (findings, source);
  cue_feed_time_check (findings,
                       CUE_FEED_FIELD_AFTER,
                       get->self->after,
                       CUE_FEED_TIME_LOCAL,
                       &get->range.after);
  cue_feed_time_check (findings,
                       CUE_FEED_FIELD_BEFORE,
                       get->self->before,
                       CUE_FEED_TIME_LOCAL,
                       &get->range.before);
  cue_feed_range_check (findings, &get->range);
  return !cue_ctl_note_findings (findings);
}

static int
show_request (Get *get, const char *source)
{
  CueFeedClient *client = cue_feed_desk_connection_get_client (get->self->connection);
  CueFeedRange   range = { .after = get->range.after,
                           .before = get->range.after > 0 ? 0 : get->range.before };
  g_autoptr (CueFeedRequest)
    request = cue_feed_request_new_page (cue_feed_client_get_base_url (client),
                                         source,
                                         &range,
                                         (guint) get->self->max);
  g_autofree char *text = cue_feed_request_describe (request);

  cue_ctl_print (text);
  return CUE_CTL_FINE;
}

/**
 * cue_ctl_feed_get:
 * @source: the id of a feed
 *
 * `cuelightctl feed get`.
 *
 * Returns: a `CueCtlStatus`
 */
int
cue_ctl_feed_get (CueCtlFeed *self, const char *source)
{
  Get   get = { .self = self };
  guint signals[2];
  int   status;

  if (!check_range (&get, source))
    return CUE_CTL_UNKNOWN;
  if (self->dry_run)
    return show_request (&get, source);
  get.source = g_object_ref (cue_feed_desk_connection_add_source (self->connection, source));
  signals[0] = g_unix_signal_add (SIGINT, on_signal, &get);
  signals[1] = g_unix_signal_add (SIGTERM, on_signal, &get);
  status = load (&get);
  if (status == CUE_CTL_FINE && self->follow && !get.stopped && !cue_ctl_output_is_closed ())
    status = follow (&get);
  g_source_remove (signals[0]);
  g_source_remove (signals[1]);
  g_object_unref (get.source);
  return status;
}
