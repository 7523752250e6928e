// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>

#include "cue-error.h"
#include "cue-feed-source-private.h"

// What a feed does, page after page:
//
//   ask → answer → into the log → the end, or the next page
//
// A run has one page or many. Nothing of it changes what is there until its first page came.

static void ask (CueFeedSource *self, CueFeedRequest *request);

/**
 * cue_feed_end_clear:
 *
 * Nothing is known of this end. For the files of the source.
 */
void
cue_feed_end_clear (CueFeedEnd *end)
{
  g_clear_object (&end->request);
  g_clear_pointer (&end->url, g_free);
  end->more = FALSE;
}

/**
 * cue_feed_end_take:
 * @request: what was answered with the page at this end
 * @instruction: (nullable): where it says to go on
 *
 * For the files of the source.
 */
void
cue_feed_end_take (CueFeedEnd *end, CueFeedRequest *request, CueFeedInstruction *instruction)
{
  cue_feed_end_clear (end);
  if (instruction == NULL)
    return;
  end->request = g_object_ref (request);
  end->url = g_strdup (cue_feed_instruction_get_url (instruction));
  end->more = end->url != NULL && *end->url != '\0' &&
              cue_feed_instruction_get_count (instruction) != 0;
}

/**
 * cue_feed_source_set_run:
 * @run: what is done now
 *
 * For the files of the source.
 */
void
cue_feed_source_set_run (CueFeedSource *self, CueFeedRun run)
{
  self->run = run;
  cue_feed_source_tell (self);
}

static void
end_run (CueFeedSource *self)
{
  gboolean was_look = self->run == CUE_FEED_RUN_LOOK;

  g_clear_object (&self->cancellable);
  g_clear_object (&self->request);
  g_clear_object (&self->page);
  cue_feed_source_set_run (self, CUE_FEED_RUN_NONE);
  // A load took the place of the look that was due.
  if (!was_look && self->following && self->look_source == 0)
    cue_feed_source_schedule_look (self, 0);
}

static void
fail (CueFeedSource *self, const GError *error)
{
  gboolean was_look = self->run == CUE_FEED_RUN_LOOK;

  if (g_error_matches (error, CUE_ERROR, CUE_ERROR_TOO_LARGE) && self->page == NULL &&
      self->request != NULL && !cue_feed_request_get_large (self->request)) {
    g_set_object (&self->refused, self->request);
    self->refused_run = self->run;
  }
  cue_feed_source_say (self, error->message, TRUE);
  end_run (self);
  if (was_look)
    cue_feed_source_look_failed (self, error);
}

/* ---- the ends ------------------------------------------------------------------------------- */

static void
update_ends (CueFeedSource *self)
{
  gboolean first = self->fresh;

  if (first || self->run == CUE_FEED_RUN_OLDER || self->run == CUE_FEED_RUN_DOWN)
    cue_feed_end_take (&self->older, self->request, cue_feed_page_get_older (self->page));
  if (first || self->run == CUE_FEED_RUN_NEWER || self->run == CUE_FEED_RUN_UP ||
      self->run == CUE_FEED_RUN_LOOK) {
    // An empty page may say nothing of where to go on; then the place is where it was.
    if (first || cue_feed_page_get_newer (self->page) != NULL)
      cue_feed_end_take (&self->newer, self->request, cue_feed_page_get_newer (self->page));
    else
      self->newer.more = FALSE;
  }
  // Nothing lies beyond an empty page.
  if (cue_feed_page_get_n_events (self->page) == 0) {
    if (self->run == CUE_FEED_RUN_OLDER || self->run == CUE_FEED_RUN_DOWN)
      self->older.more = FALSE;
    else
      self->newer.more = FALSE;
  }
}

/**
 * cue_feed_end_follow:
 *
 * For the files of the source.
 *
 * Returns: (transfer full) (nullable): the page beyond this end; %NULL when nothing may lie there,
 *   or with @error when it cannot be gone to
 */
CueFeedRequest *
cue_feed_end_follow (CueFeedEnd *end, GError **error)
{
  if (end->request == NULL || end->url == NULL || *end->url == '\0')
    return NULL;
  return cue_feed_request_new_follow (end->request, end->url, error);
}

/* ---- the next page -------------------------------------------------------------------------- */

static void
update_fraction (CueFeedSource *self)
{
  gint64 at;

  self->fraction = -1;
  if (self->range.after == 0 || self->range.before <= self->range.after)
    return;
  at = self->run == CUE_FEED_RUN_DOWN ? cue_feed_page_get_first_received_ns (self->page)
                                      : cue_feed_page_get_last_received_ns (self->page);
  if (at <= 0)
    return;
  self->fraction =
    CLAMP ((double) (at - self->range.after) / (double) (self->range.before - self->range.after),
           0,
           1);
  if (self->run == CUE_FEED_RUN_DOWN)
    self->fraction = 1 - self->fraction;
}

// Whether the page reaches beyond the range, so that it was the last one.
static gboolean
is_beyond_range (CueFeedSource *self)
{
  if (self->run == CUE_FEED_RUN_UP)
    return self->range.before > 0 &&
           cue_feed_page_get_last_received_ns (self->page) >= self->range.before;
  return self->range.after > 0 && cue_feed_page_get_first_received_ns (self->page) > 0 &&
         cue_feed_page_get_first_received_ns (self->page) <= self->range.after;
}

// A page is as it is; only the service could cut it at the end of the range.
static char *
add_beyond (CueFeedSource *self, const char *words)
{
  if (self->run != CUE_FEED_RUN_UP || self->range.before == 0 || self->page == NULL ||
      cue_feed_page_get_last_received_ns (self->page) <= self->range.before)
    return g_strdup (words);
  // Translators: whole sentences about what was read
  return g_strdup_printf (_ ("%s The last page reaches beyond the end of the range."), words);
}

static void
say_done (CueFeedSource *self)
{
  g_autofree char *all = NULL;
  g_autofree char *words = NULL;
  g_autofree char *limit = cue_feed_log_dup_limit_words (self->log);

  if (limit != NULL) {
    cue_feed_source_say (self, limit, TRUE);
    return;
  }
  if (self->pages_read <= 1) {
    all = add_beyond (self, cue_feed_reply_get_message (self->last_reply));
    cue_feed_source_say (self, all, FALSE);
    return;
  }
  if (self->capped)
    words =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                    "Stopped after %u page with %u new events; there may be more.",
                                    "Stopped after %u pages with %u new events; there may be more.",
                                    self->pages_read),
                       self->pages_read,
                       self->events_read);
  else
    words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                          "%u page was read, with %u new events.",
                                          "%u pages were read, with %u new events.",
                                          self->pages_read),
                             self->pages_read,
                             self->events_read);
  all = add_beyond (self, words);
  cue_feed_source_say (self, all, FALSE);
}

static void
finish_run (CueFeedSource *self)
{
  if (self->run == CUE_FEED_RUN_UP || self->run == CUE_FEED_RUN_DOWN)
    self->fraction = self->capped ? self->fraction : 1;
  say_done (self);
  end_run (self);
}

static void
go_on (CueFeedSource *self, const CueFeedTaken *taken)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CueFeedRequest) next = NULL;
  gboolean    up = self->run == CUE_FEED_RUN_UP;
  CueFeedEnd *end = up ? &self->newer : &self->older;

  if (!up && self->run != CUE_FEED_RUN_DOWN) {
    finish_run (self);
    return;
  }
  if (!end->more || is_beyond_range (self) || cue_feed_log_get_full (self->log)) {
    finish_run (self);
    return;
  }
  next = cue_feed_end_follow (end, &error);
  if (error != NULL) { // to another host, or nowhere: what was read stays
    end->more = FALSE;
    fail (self, error);
    return;
  }
  // A cursor that does not move leads to the same page for ever (TB-15).
  if (next == NULL ||
      g_str_equal (cue_feed_request_get_url (next), cue_feed_request_get_url (self->request))) {
    end->more = FALSE;
    finish_run (self);
    return;
  }
  if (self->pages_left == 0) {
    self->capped = TRUE;
    finish_run (self);
    return;
  }
  // Pages that hold nothing new, one after the other, are a circle.
  if (taken->added == 0 && taken->repeated > 0 && self->pages_read > 1) {
    end->more = FALSE;
    finish_run (self);
    return;
  }
  ask (self, next);
}

static void
on_added (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CueFeedSource) self = user_data;
  g_autoptr (GError) error = NULL;
  CueFeedTaken taken = { 0 };
  gboolean     look;
  gboolean     more;
  gint64       known;

  if (!cue_feed_log_add_finish (CUE_FEED_LOG (object), result, &taken, &error)) {
    if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->page == NULL)
      return;
    fail (self, error);
    return;
  }
  // It was stopped while the page went in.
  if (self->page == NULL || self->connection == NULL)
    return;
  update_ends (self);
  known = cue_feed_source_move_place (self);
  self->fresh = FALSE;
  self->pages_read++;
  self->events_read += taken.added;
  update_fraction (self);
  look = self->run == CUE_FEED_RUN_LOOK;
  more = self->newer.more && taken.added > 0;
  if (taken.added > 0 && self->following)
    cue_feed_source_tell_new (self, taken, known);
  if (self->page == NULL) // whoever was told stopped it
    return;
  if (look) {
    say_done (self);
    end_run (self);
    cue_feed_source_look_done (self, &taken, more);
    return;
  }
  cue_feed_source_tell (self);
  go_on (self, &taken);
}

static void
on_asked (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CueFeedSource) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CueFeedReply)
    reply = cue_feed_desk_connection_ask_finish (CUE_FEED_DESK_CONNECTION (object), result, &error);
  CueFeedPage *page;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  // Stopped; the answer came all the same.
  if (self->connection == NULL || self->request == NULL ||
      (reply != NULL && cue_feed_reply_get_request (reply) != self->request))
    return;
  if (reply == NULL) {
    fail (self, error);
    return;
  }
  g_set_object (&self->last_reply, reply);
  self->answered = cue_feed_reply_get_received_wall_us (reply);
  if (!cue_feed_reply_is_done (reply)) {
    fail (self, cue_feed_reply_get_error (reply));
    return;
  }
  page = cue_feed_reply_get_page (reply);
  if (self->fresh && self->run != CUE_FEED_RUN_LOOK) {
    cue_feed_log_clear (self->log);
    cue_feed_end_clear (&self->older);
    cue_feed_end_clear (&self->newer);
  }
  if (page == NULL) { // an empty answer
    CueFeedTaken nothing = { 0 };

    if (self->run == CUE_FEED_RUN_LOOK) {
      end_run (self);
      cue_feed_source_look_done (self, &nothing, FALSE);
    } else {
      finish_run (self);
    }
    return;
  }
  self->page = g_object_ref (page);
  cue_feed_log_add_async (self->log, page, self->cancellable, on_added, g_object_ref (self));
}

static void
ask (CueFeedSource *self, CueFeedRequest *request)
{
  g_set_object (&self->request, request);
  g_clear_object (&self->page);
  cue_feed_request_set_large (request, self->large || self->large_run);
  if (self->pages_left > 0)
    self->pages_left--;
  cue_feed_desk_connection_ask_async (self->connection,
                                      request,
                                      self->cancellable,
                                      on_asked,
                                      g_object_ref (self));
}

/**
 * cue_feed_source_begin:
 * @run: what to do
 * @request: (nullable): its first page; %NULL: there is none to ask for
 *
 * Begins a run; what was under way ends. For the files of the source.
 */
void
cue_feed_source_begin (CueFeedSource *self, CueFeedRun run, CueFeedRequest *request)
{
  cue_feed_source_stop (self);
  if (request == NULL || self->connection == NULL)
    return;
  // Whoever wants the page that was too large wants those after it too.
  self->large_run = request == self->refused;
  g_clear_object (&self->refused);
  self->cancellable = g_cancellable_new ();
  self->pages_read = 0;
  self->events_read = 0;
  self->pages_left = self->max_pages;
  self->capped = FALSE;
  self->fraction = -1;
  cue_feed_source_set_run (self, run);
  ask (self, request);
}

/**
 * cue_feed_source_stop:
 *
 * Ends what is under way; what was read stays. A feed that is followed is looked at again.
 */
void
cue_feed_source_stop (CueFeedSource *self)
{
  g_autoptr (GCancellable) cancellable = NULL;

  g_return_if_fail (CUE_IS_FEED_SOURCE (self));

  if (self->run == CUE_FEED_RUN_NONE)
    return;
  cancellable = g_steal_pointer (&self->cancellable);
  end_run (self);
  if (self->look_source == 0)
    cue_feed_source_schedule_look (self, self->interval);
  g_cancellable_cancel (cancellable);
}
