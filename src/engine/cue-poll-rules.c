// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-poll-rules.h"

#include "cue-error.h"
#include "cue-time.h"

/* The rules of polling, without any state or network: when to ask again, what a failure is called,
 * when an answer is an old copy. */

/**
 * cue_poll_freshness_check:
 * @state: the new answer
 * @server_now_us: the best estimate of the server's time now, or %CUE_TIME_INVALID
 * @age_s: the `Age` header in seconds, -1 without
 * @max_age_s: `max-age` in seconds, -1 without
 *
 * A cache in front of the service may go on serving an old copy. It shows in an `Age` beyond what
 * the answer itself allows, or in a server time that stands still for three answers. The latter is
 * only looked at while the countdown's end is ahead: some services stop the clock afterwards.
 *
 * Returns: why the answer is an old copy, %CUE_ENGINE_REASON_NONE when it is not
 */
CueEngineReason
cue_poll_freshness_check (CuePollFreshness *self,
                          CueEngineState   *state,
                          gint64            server_now_us,
                          gint64            age_s,
                          gint64            max_age_s)
{
  gint64 server_time = cue_engine_state_get_server_time (state);
  gint64 end = cue_engine_state_get_countdown_end (state);
  gint64 now = server_now_us != CUE_TIME_INVALID ? server_now_us : server_time;

  if (server_time != CUE_TIME_INVALID && server_time == self->server_time)
    self->equal = MIN (self->equal + 1, G_MAXINT32);
  else
    self->equal = 1;
  self->server_time = server_time;

  if (age_s > MAX (CUE_POLL_STALE_AGE_S, 2 * max_age_s))
    return CUE_ENGINE_REASON_OLD_COPY;
  if (cue_engine_state_has_countdown (state) && end > now && self->equal >= CUE_POLL_STALE_ANSWERS)
    return CUE_ENGINE_REASON_STUCK_TIME;
  return CUE_ENGINE_REASON_NONE;
}

/**
 * cue_poll_status_refuses_url:
 *
 * Returns: whether a status of the state URL means that this URL will not do any more, so that
 *   another one is worth asking for
 */
gboolean
cue_poll_status_refuses_url (guint status)
{
  return status == 400 || status == 401 || status == 403 || status == 404 || status == 410;
}

/**
 * cue_poll_status_is_empty:
 *
 * Returns: whether an answer without an error carries no state: 304 (we never ask conditionally),
 *   204, 205, or success without a body
 */
gboolean
cue_poll_status_is_empty (guint status, gsize body_bytes)
{
  return status == 304 || status == 204 || status == 205 ||
         (status >= 200 && status < 300 && body_bytes == 0);
}

/**
 * cue_poll_back_off:
 * @n_failures: failures in a row, at least one
 * @interval_us: the usual time between polls
 *
 * Returns: how long to wait: the next tick at first, after three failures 15, 30, then 60 seconds
 */
gint64
cue_poll_back_off (guint n_failures, gint64 interval_us)
{
  gint64 wait = n_failures < 3 ? 0 : n_failures == 3 ? 15 : n_failures == 4 ? 30 : 60;

  return MAX (interval_us, wait * G_USEC_PER_SEC);
}

/**
 * cue_poll_wait_after_answer:
 * @interval_us: the usual time between polls
 * @max_age_s: `max-age` in seconds, -1 without
 * @age_s: the `Age` header in seconds, -1 without
 *
 * A `max-age` beyond the interval is honoured, since asking earlier could only bring the same copy.
 * It is capped: one wrong header must not blind the console.
 *
 * Returns: how long after the answer to ask again at the earliest
 */
gint64
cue_poll_wait_after_answer (gint64 interval_us, gint64 max_age_s, gint64 age_s)
{
  gint64 left = MIN (max_age_s, CUE_POLL_MAX_MAX_AGE_S);

  if (max_age_s * G_USEC_PER_SEC <= interval_us)
    return 0;
  if (age_s > 0)
    left -= MIN (age_s, left);
  return left * G_USEC_PER_SEC;
}

/**
 * cue_poll_error_to_reason:
 * @error: an error of ours
 *
 * Returns: the reason that goes with its category
 */
CueEngineReason
cue_poll_error_to_reason (const GError *error)
{
  if (error->domain != CUE_ERROR)
    return CUE_ENGINE_REASON_OTHER;
  switch ((CueError) error->code) {
  case CUE_ERROR_NETWORK:
    return CUE_ENGINE_REASON_NETWORK;
  case CUE_ERROR_TIMEOUT:
    return CUE_ENGINE_REASON_TIMEOUT;
  case CUE_ERROR_TLS:
    return CUE_ENGINE_REASON_TLS;
  case CUE_ERROR_AUTH:
  case CUE_ERROR_FORBIDDEN:
    return CUE_ENGINE_REASON_REFUSED;
  case CUE_ERROR_RATE_LIMITED:
    return CUE_ENGINE_REASON_RATE_LIMITED;
  case CUE_ERROR_SERVER:
    return CUE_ENGINE_REASON_SERVER;
  case CUE_ERROR_PROTOCOL:
    return CUE_ENGINE_REASON_NOT_STATE;
  case CUE_ERROR_TOO_LARGE:
    return CUE_ENGINE_REASON_TOO_LARGE;
  case CUE_ERROR_CLIENT:
  case CUE_ERROR_STORAGE:
  case CUE_ERROR_INVALID_INPUT:
  case CUE_ERROR_UNSUPPORTED:
  default:
    return CUE_ENGINE_REASON_OTHER;
  }
}
