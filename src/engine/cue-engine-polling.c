// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-engine-poller-private.h"

#include <glib/gi18n-lib.h>

#include "cue-error.h"
#include "cue-field-change.h"
#include "cue-time.h"

/* How a CueEnginePoller polls. At any time exactly one of these is true: it is stopped, it waits
 * for a timer, it waits for a URL, or one poll is under way. So polls never overlap.
 *
 *   timer → (URL needed? ask and wait) → poll → answer → timer
 *
 * A renewal of the URL that is merely due runs beside this. Its result is tried by the next poll;
 * until a poll with it succeeded, the old URL is kept and used again when the new one fails. */

#define MIN_GAP_US G_USEC_PER_SEC
// A URL that is kept works for an hour (ASSUME-30); after that it is not even tried.
#define URL_DEAD_US   (60 * 60 * (gint64) G_USEC_PER_SEC)
#define LONG_SLEEP_US (60 * 60 * (gint64) G_USEC_PER_SEC)
// Asking for another URL because this one was refused: once, and again only after so long.
#define ASK_AGAIN_US            (5 * 60 * (gint64) G_USEC_PER_SEC)
#define ASK_AGAIN_AFTER_GOOD_US (60 * (gint64) G_USEC_PER_SEC)
#define FAILURES_OF_A_DEAD_HOST 4

static void poll_url (CueEnginePoller *self);

static gint64
get_now (CueEnginePoller *self)
{
  return cue_clock_get_monotonic (self->clock);
}

static gint64
get_interval (CueEnginePoller *self)
{
  return (gint64) self->interval_s * G_USEC_PER_SEC;
}

static gboolean
on_timer (gpointer data)
{
  CueEnginePoller *self = data;

  self->timer_id = 0;
  g_object_ref (self);
  cue_engine_poller_run_now (self);
  g_object_unref (self);
  return G_SOURCE_REMOVE;
}

/* Plans the next poll; any earlier plan is dropped. */
void
cue_engine_poller_schedule (CueEnginePoller *self, gint64 at)
{
  gint64 now;

  // A handler may have stopped it meanwhile.
  if (self->cancellable == NULL)
    return;
  now = get_now (self);
  cue_clock_clear_timeout (self->clock, &self->timer_id);
  at = MAX (at, MAX (now, self->blocked_until));
  self->timer_id = cue_clock_add_timeout (self->clock, at - now, on_timer, self, NULL);
  cue_engine_poller_set_next_poll (self, at);
  cue_engine_poller_set_phase (self,
                               self->n_failures > 0 ? CUE_ENGINE_BACKING_OFF : CUE_ENGINE_WAITING);
}

static void
note_failure (CueEnginePoller *self, CueEngineReason reason, const GError *error, gint64 since)
{
  gint64 delay;

  self->n_failures++;
  // The URL may lead to a machine that is gone; the service may know another.
  if (self->n_failures >= FAILURES_OF_A_DEAD_HOST && self->url != NULL && !self->url_is_refused &&
      self->renew_again_at == 0)
    self->renew_again_at =
      get_now (self) +
      (self->n_failures == FAILURES_OF_A_DEAD_HOST ? ASK_AGAIN_AFTER_GOOD_US : ASK_AGAIN_US);
  cue_engine_poller_set_trouble (self, reason, error, self->stale);
  // It may have failed for want of a network that is there by now.
  delay = self->network_changed ? get_interval (self)
                                : cue_poll_back_off (self->n_failures, get_interval (self));
  self->network_changed = FALSE;
  cue_engine_poller_schedule (self, MAX (since + delay, get_now (self) + MIN_GAP_US));
}

/* Words for why no URL could be got. */
static CueEngineReason
find_source_reason (CueEnginePoller *self, const GError *error)
{
  CueEngineReason reason = cue_poll_error_to_reason (error);

  if (cue_state_url_source_get_kind (self->source) == CUE_STATE_URL_SOURCE_API_KEY &&
      !cue_state_url_source_has_secret (self->source))
    return CUE_ENGINE_REASON_SECRET;
  if (reason == CUE_ENGINE_REASON_REFUSED &&
      cue_state_url_source_get_clock_skew (self->source) != 0)
    return CUE_ENGINE_REASON_CLOCK;
  if (reason == CUE_ENGINE_REASON_NOT_STATE || reason == CUE_ENGINE_REASON_OTHER)
    return CUE_ENGINE_REASON_STATE_URL;
  return reason;
}

static void
take_url (CueEnginePoller *self, char *url)
{
  g_free (self->new_url);
  self->new_url = NULL;
  if (g_strcmp0 (url, self->url) != 0)
    self->new_url = url;
  else
    g_free (url);
}

/* No URL came. The one of before may still work, however old. */
static void
go_on_without_url (CueEnginePoller *self, const GError *error)
{
  if (self->url != NULL && self->url_is_refused) {
    // The question was not answered, so it may be put again; the source says when.
    self->asked_because_refused_at = 0;
    note_failure (self, find_source_reason (self, error), error, get_now (self));
    return;
  }
  if (self->url != NULL) {
    poll_url (self);
    return;
  }
  note_failure (self, find_source_reason (self, error), error, get_now (self));
  // A wrong secret does not heal within seconds; the source knows.
  if (cue_state_url_source_get_retry_at (self->source) > self->next_poll)
    cue_engine_poller_schedule (self, cue_state_url_source_get_retry_at (self->source));
}

static void
on_url_asked (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *url =
    cue_state_url_source_get_finish (CUE_STATE_URL_SOURCE (object), result, &error);
  g_autoptr (CueEnginePoller) self = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  // Whoever hears of what follows may let the poller go.
  self = g_object_ref (data);
  self->asking = FALSE;
  if (url == NULL) {
    go_on_without_url (self, error);
    return;
  }
  self->must_ask = FALSE;
  if (g_strcmp0 (url, self->url) == 0 && self->url_is_refused) {
    // The same again: trying it at once would only be refused again.
    note_failure (self, CUE_ENGINE_REASON_URL_REFUSED, self->last_error, get_now (self));
    return;
  }
  take_url (self, g_steal_pointer (&url));
  poll_url (self);
}

/* Asks for a URL and polls when it is there. */
static void
ask_for_url (CueEnginePoller *self, gboolean renew)
{
  g_autoptr (GCancellable) run = NULL;

  // A handler may have stopped it meanwhile.
  if (self->cancellable == NULL)
    return;
  run = g_object_ref (self->cancellable);
  self->asking = TRUE;
  cue_engine_poller_set_next_poll (self, 0);
  cue_engine_poller_set_phase (self, CUE_ENGINE_ASKING_URL);
  if (self->cancellable != run)
    return;
  if (renew)
    cue_state_url_source_renew_async (self->source, self->cancellable, on_url_asked, self);
  else
    cue_state_url_source_get_async (self->source, self->cancellable, on_url_asked, self);
}

static void
on_url_renewed (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *url =
    cue_state_url_source_get_finish (CUE_STATE_URL_SOURCE (object), result, &error);
  CueEnginePoller *self = data;

  // A failure is kept by the source, which also says when to try again.
  if (url != NULL)
    take_url (self, g_steal_pointer (&url));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
}

static gboolean
is_renewal_due (CueEnginePoller *self)
{
  if (cue_state_url_source_is_due (self->source))
    return TRUE;
  return self->renew_again_at != 0 && get_now (self) >= self->renew_again_at &&
         !cue_state_url_source_is_busy (self->source);
}

/* Does what is due: asks for a URL, or polls. */
void
cue_engine_poller_run_now (CueEnginePoller *self)
{
  gint64 age;

  cue_clock_clear_timeout (self->clock, &self->timer_id);
  if (self->cancellable == NULL || self->polling || self->asking)
    return;

  age = cue_state_url_source_get_age (self->source);
  if (self->url == NULL && self->new_url == NULL) {
    ask_for_url (self, FALSE);
    return;
  }
  if (cue_state_url_source_can_renew (self->source)) {
    if (self->must_ask || age >= URL_DEAD_US) {
      self->must_ask = TRUE;
      // As long as asking fails the old URL is better than nothing.
      if (get_now (self) >= cue_state_url_source_get_retry_at (self->source)) {
        ask_for_url (self, TRUE);
        return;
      }
    } else if (is_renewal_due (self)) {
      self->renew_again_at = 0;
      cue_state_url_source_renew_async (self->source, self->cancellable, on_url_renewed, self);
    }
  }
  poll_url (self);
}

static char *
describe_changes (GPtrArray *changes)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < MIN (changes->len, 3); i++) {
    g_autofree char *words = cue_field_change_to_words (g_ptr_array_index (changes, i));

    if (i > 0)
      g_string_append (text, "; ");
    g_string_append (text, words);
  }
  if (changes->len > 3)
    g_string_append_printf (text,
                            // Translators: after a list of three changes
                            g_dngettext (GETTEXT_PACKAGE,
                                         "; and %u more",
                                         "; and %u more",
                                         changes->len - 3),
                            changes->len - 3);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_result (CueEnginePoller *self,
            CueHttpResponse *response,
            CuePollOutcome   outcome,
            const char      *text)
{
  gint64 now = get_now (self);
  gint64 took = now - self->sent_at;
  gsize  bytes = 0;
  guint  status = 0;
  g_autoptr (CuePollResult) result = NULL;

  if (self->polls == NULL)
    return;
  now = get_now (self);
  took = now - self->sent_at;
  if (response != NULL) {
    status = cue_http_response_get_status (response);
    bytes = g_bytes_get_size (cue_http_response_get_body (response));
    took = cue_http_response_get_received_monotonic_us (response) - self->sent_at;
  }
  result = cue_poll_result_new (cue_clock_get_wall (self->clock) - (now - self->sent_at),
                                self->sent_at,
                                took,
                                status,
                                (gint64) bytes,
                                outcome,
                                text);
  cue_engine_poller_add_result (self, result);
}

static void
learn_time (CueEnginePoller *self, CueEngineState *state, CueHttpResponse *response)
{
  gint64 server_time = cue_engine_state_get_server_time (state);
  gint64 age = cue_http_response_get_age (response);

  if (server_time != CUE_TIME_INVALID)
    cue_clock_offset_add_sample (self->offset,
                                 server_time,
                                 cue_engine_state_get_server_time_step (state),
                                 cue_http_response_get_sent_monotonic_us (response),
                                 cue_http_response_get_first_byte_monotonic_us (response),
                                 age >= 0 ? age * G_USEC_PER_SEC : -1);
}

static void
succeed (CueEnginePoller *self, CueEngineState *state, CueHttpResponse *response)
{
  g_autoptr (GPtrArray) changes = cue_engine_state_diff (self->state, state);
  g_autofree char *text = NULL;
  gint64           age = cue_http_response_get_age (response);
  gint64           max_age = cue_http_response_get_max_age (response);
  gint64           now = get_now (self);
  CueEngineReason  stale;
  gint64           next;

  // The new URL has proved itself.
  if (self->new_url != NULL && g_strcmp0 (self->used_url, self->new_url) == 0) {
    g_free (self->url);
    self->url = g_steal_pointer (&self->new_url);
  }
  self->n_failures = 0;
  self->network_changed = FALSE;
  self->blocked_until = 0;
  self->good_since_refused = TRUE;
  self->url_is_refused = FALSE;
  self->last_good = now;

  learn_time (self, state, response);
  stale = cue_poll_freshness_check (&self->freshness,
                                    state,
                                    cue_clock_offset_get_server_time (self->offset, now),
                                    age,
                                    max_age);
  if (stale != CUE_ENGINE_REASON_NONE)
    text = g_strdup (cue_engine_reason_to_words (stale));
  else
    text = describe_changes (changes);

  cue_countdown_update (self->countdown, state);
  cue_engine_poller_set_trouble (self, stale, NULL, stale != CUE_ENGINE_REASON_NONE);

  next = MAX (self->sent_at + get_interval (self), now + MIN_GAP_US);
  next = MAX (next, now + cue_poll_wait_after_answer (get_interval (self), max_age, age));
  next += cue_clock_offset_get_probe_delay (self->offset, next);
  cue_engine_poller_schedule (self, next);

  // Handlers may stop the poller or let it go: nothing of it is needed after this.
  cue_engine_poller_take_state (self, state, changes);
  add_result (self,
              response,
              stale != CUE_ENGINE_REASON_NONE ? CUE_POLL_STALE
              : changes->len > 0              ? CUE_POLL_CHANGED
                                              : CUE_POLL_UNCHANGED,
              text);
}

/* TRUE when another URL may be asked for because this one was refused: once, not in a storm. */
static gboolean
may_ask_because_refused (CueEnginePoller *self)
{
  gint64 now = get_now (self);
  gint64 gap = self->good_since_refused ? ASK_AGAIN_AFTER_GOOD_US : ASK_AGAIN_US;

  if (!cue_state_url_source_can_renew (self->source) ||
      now < cue_state_url_source_get_retry_at (self->source))
    return FALSE;
  if (self->asked_because_refused_at != 0 && now - self->asked_because_refused_at < gap)
    return FALSE;
  self->asked_because_refused_at = now;
  self->good_since_refused = FALSE;
  return TRUE;
}

/* In our own words: the usual advice for a 401 is about tokens, and a state URL needs none. */
static GError *
explain_refused_url (CueEnginePoller *self, const GError *error, guint status)
{
  if (cue_state_url_source_can_renew (self->source))
    return g_error_new (CUE_ERROR,
                        error->code,
                        _ ("The service answered %u to the state URL, so another one is needed. "
                           "The last good state stays."),
                        status);
  return g_error_new (CUE_ERROR,
                      error->code,
                      _ ("The service answered %u to the state URL. It was given directly, so no "
                         "other can be asked for: edit the event and paste a new one."),
                      status);
}

/* The URL is refused, and why no other can be got is what people have to know. */
static void
note_refusal (CueEnginePoller *self, const GError *error, gint64 since)
{
  const GError *deeper = cue_state_url_source_get_last_error (self->source);

  if (cue_state_url_source_can_renew (self->source) && deeper != NULL)
    note_failure (self, find_source_reason (self, deeper), deeper, since);
  else
    note_failure (self, CUE_ENGINE_REASON_URL_REFUSED, error, since);
}

static void
fail (CueEnginePoller *self, CueEngineReason reason, const GError *error, CueHttpResponse *response)
{
  guint    status = response != NULL ? cue_http_response_get_status (response) : 0;
  gboolean refused = cue_poll_status_refuses_url (status);
  gint64   retry_after =
    response != NULL ? cue_http_response_get_retry_after_us (response, self->clock) : -1;
  gboolean was_new = self->new_url != NULL && g_strcmp0 (self->used_url, self->new_url) == 0;
  g_autoptr (GError) explained = NULL;

  if (retry_after >= 0 && status >= 300)
    self->blocked_until = get_now (self) + retry_after;

  if (was_new && self->url != NULL && !self->url_is_refused) {
    // The one that worked before is still there.
    g_clear_pointer (&self->new_url, g_free);
    self->renew_again_at = get_now (self) + ASK_AGAIN_US;
    if (response != NULL) {
      cue_engine_poller_set_trouble (self, reason, error, self->stale);
      cue_engine_poller_schedule (self, get_now (self));
      return;
    }
  } else if (was_new) {
    g_free (self->url);
    self->url = g_steal_pointer (&self->new_url);
  }

  if (!refused) {
    if (response != NULL)
      self->url_is_refused = FALSE;
    note_failure (self, reason, error, self->sent_at);
    return;
  }
  explained = explain_refused_url (self, error, status);
  self->url_is_refused = TRUE;
  if (may_ask_because_refused (self)) {
    cue_engine_poller_set_trouble (self, CUE_ENGINE_REASON_URL_REFUSED, explained, self->stale);
    ask_for_url (self, TRUE);
  } else {
    note_refusal (self, explained, self->sent_at);
  }
}

/* A poll has ended: with @state, or with @reason and @error. */
static void
end_poll (CueEnginePoller *self,
          CueEngineState  *state,
          CueEngineReason  reason,
          const GError    *error,
          CueHttpResponse *response)
{
  self->polling = FALSE;
  g_object_ref (self);
  if (state != NULL) {
    succeed (self, state, response);
  } else {
    fail (self, reason, error, response);
    add_result (self, response, CUE_POLL_FAILED, error->message);
  }
  g_object_unref (self);
}

static void
on_state_read (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CueHttpResponse) response = NULL;
  g_autoptr (CueEngineState) state = cue_engine_state_read_finish (result, &response, &error);
  CueEngineReason  reason = CUE_ENGINE_REASON_NONE;
  CueEnginePoller *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (state == NULL)
    reason = cue_poll_error_to_reason (error);
  end_poll (self, state, reason, error, response);
}

static void
on_polled (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CueHttpResponse)
    response = cue_http_client_send_finish (CUE_HTTP_CLIENT (object), result, &error);
  CueEnginePoller *self = data;
  guint            status;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (response == NULL) {
    end_poll (self, NULL, cue_poll_error_to_reason (error), error, NULL);
    return;
  }
  status = cue_http_response_get_status (response);
  if (!cue_poll_status_is_empty (status,
                                 g_bytes_get_size (cue_http_response_get_body (response)))) {
    cue_engine_state_read_async (response, self->cancellable, on_state_read, self);
    return;
  }
  error = g_error_new (CUE_ERROR,
                       CUE_ERROR_PROTOCOL,
                       _ ("The service answered %u without a state. The last good state stays."),
                       status);
  end_poll (self, NULL, CUE_ENGINE_REASON_EMPTY, error, response);
}

static void
poll_url (CueEnginePoller *self)
{
  const char *url = self->new_url != NULL ? self->new_url : self->url;
  g_autoptr (CueHttpRequest) request = NULL;
  g_autoptr (GCancellable) run = NULL;

  if (self->cancellable == NULL)
    return;
  run = g_object_ref (self->cancellable);
  request = cue_http_request_new ("GET", url);
  cue_http_request_set_header (request, "Accept", "application/json");
  cue_http_request_set_lane (request, "engine");
  cue_http_request_set_purpose (request, _ ("Poll the event's state"));
  cue_http_request_set_max_bytes (request, CUE_ENGINE_MAX_STATE_BYTES);

  g_free (self->used_url);
  self->used_url = g_strdup (url);
  self->polling = TRUE;
  self->sent_at = get_now (self);
  cue_engine_poller_set_next_poll (self, 0);
  cue_engine_poller_set_phase (self, CUE_ENGINE_POLLING);
  // A handler may have stopped it, and even begun anew.
  if (self->cancellable != run)
    return;
  cue_http_client_send_async (self->client, request, self->cancellable, on_polled, self);
}

/* From stopped to polling. */
void
cue_engine_poller_begin (CueEnginePoller *self)
{
  self->cancellable = g_cancellable_new ();
  self->polling = FALSE;
  self->asking = FALSE;
  self->network_changed = FALSE;
  self->n_failures = 0;
  self->asked_because_refused_at = 0;
  g_object_ref (self);
  cue_engine_poller_run_now (self);
  g_object_unref (self);
}

/* After sleep the URL may be dead and everything shown is old: no waiting for the timer. */
void
cue_engine_poller_on_resumed (CueClock *clock, gint64 gap_us, CueEnginePoller *self)
{
  if (self->cancellable == NULL)
    return;
  if (gap_us > LONG_SLEEP_US)
    self->must_ask = TRUE;
  if (!self->polling && !self->asking)
    cue_engine_poller_schedule (self, self->sent_at + get_interval (self));
}
