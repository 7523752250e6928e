// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-reply-private.h"

#include "cue-error.h"
#include "cue-http-error.h"
#include "cue-http-saying.h"

#include <glib/gi18n-lib.h>

/*
 * From an answer to an outcome (services reference 3.7):
 *
 * - Any 2xx that is no web page means that events were accepted (TB-12), unless its body says
 *   otherwise. What the service answers there is not documented (ASSUME-20).
 * - A web page under a 2xx was not written by this service: a parked name, or a proxy (TB-18).
 *   Nobody knows then what became of events.
 * - A gateway that answers 502 or 504 may have passed the events on: not known either (TB-14).
 * - A feed that is empty is an answer, with 200 or 204 (TB-11).
 */

static CueFeedReply *
make_reply (CueFeedRequest *request)
{
  CueFeedReply *self = g_object_new (CUE_TYPE_FEED_REPLY, NULL);

  self->request = g_object_ref (request);
  return self;
}

static gboolean
is_writing (CueFeedReply *self)
{
  return cue_feed_request_get_call (self->request) == CUE_FEED_CALL_PUT;
}

/* Takes over @message. */
static void
conclude (CueFeedReply *self, CueOutcome outcome, gint code, char *message)
{
  self->outcome = outcome;
  self->message = message;
  self->title = cue_outcome_make_title (outcome, self->status, is_writing (self));
  if (outcome != CUE_OUTCOME_DONE)
    self->error = g_error_new_literal (CUE_ERROR, code, message);
}

static gint
get_code (const GError *error, gint otherwise)
{
  return error->domain == CUE_ERROR ? error->code : otherwise;
}

/**
 * cue_feed_reply_new_unsent:
 * @request: what was not sent
 * @error: why
 *
 * Returns: (transfer full): a reply for a request that never left
 */
CueFeedReply *
cue_feed_reply_new_unsent (CueFeedRequest *request, const GError *error)
{
  CueFeedReply *self = make_reply (request);

  self->n_tries = 0;
  conclude (self,
            CUE_OUTCOME_NOT_SENT,
            get_code (error, CUE_ERROR_INVALID_INPUT),
            g_strdup (error->message));
  return self;
}

/**
 * cue_feed_reply_new_failed:
 * @request: what was tried
 * @error: why there is no answer
 * @sent: whether the service may have seen it
 *
 * Returns: (transfer full): a reply for a request without a usable answer
 */
CueFeedReply *
cue_feed_reply_new_failed (CueFeedRequest *request, const GError *error, gboolean sent)
{
  CueFeedReply *self = make_reply (request);

  // Somebody is asked before that much is taken in.
  if (g_error_matches (error, CUE_ERROR, CUE_ERROR_TOO_LARGE) &&
      !cue_feed_request_get_large (request) && !is_writing (self))
    conclude (self,
              CUE_OUTCOME_REFUSED,
              error->code,
              g_strdup (_ ("This page is larger than 16 MiB, and nothing of it was taken in. Ask "
                           "for fewer events at once, or read it all the same.")));
  // A redirect that is not followed: something answered, and it did not take the request.
  else if (sent && g_error_matches (error, CUE_ERROR, CUE_ERROR_CLIENT))
    conclude (self, CUE_OUTCOME_REFUSED, error->code, g_strdup (error->message));
  else if (sent)
    conclude (self,
              CUE_OUTCOME_UNKNOWN,
              get_code (error, CUE_ERROR_NETWORK),
              cue_feed_words_unknown (request, error->message));
  else
    conclude (self,
              CUE_OUTCOME_NOT_SENT,
              get_code (error, CUE_ERROR_NETWORK),
              cue_feed_words_unsent (error->message));
  return self;
}

static void
judge_web_page (CueFeedReply *self)
{
  g_autofree char *cause = NULL;

  if (self->server_text != NULL)
    // Translators: the title of a web page
    cause = g_strdup_printf (_ ("A web page answered (“%s”), and not the service: is the name of "
                                "the tenant right? A proxy may be the cause too."),
                             self->server_text);
  else
    cause = g_strdup (_ ("A web page answered, and not the service: is the name of the tenant "
                         "right? A proxy may be the cause too."));
  conclude (self,
            CUE_OUTCOME_UNKNOWN,
            CUE_ERROR_PROTOCOL,
            // Asking the same again leads to the same page.
            is_writing (self) ? cue_feed_words_unknown (self->request, cause)
                              : g_steal_pointer (&cause));
}

static void
judge_sending (CueFeedReply *self, CueHttpResponse *response)
{
  if (cue_http_response_is_html (response))
    judge_web_page (self);
  else if (cue_http_response_says_not_done (response))
    conclude (self, CUE_OUTCOME_NOT_DONE, CUE_ERROR_CLIENT, cue_feed_words_not_done (self));
  else
    conclude (self, CUE_OUTCOME_DONE, 0, cue_feed_words_done (self));
}

static void
judge_reading (CueFeedReply    *self,
               CueHttpResponse *response,
               CueFeedPage     *page,
               const GError    *read_error)
{
  if (page == NULL && cue_http_response_is_html (response)) {
    judge_web_page (self);
    return;
  }
  if (page == NULL && read_error == NULL) { // 204, or another success without a body
    conclude (self, CUE_OUTCOME_DONE, 0, cue_feed_words_done (self));
    return;
  }
  if (page == NULL) {
    conclude (self,
              CUE_OUTCOME_UNKNOWN,
              get_code (read_error, CUE_ERROR_PROTOCOL),
              g_strdup (read_error->message));
    return;
  }
  if (cue_feed_page_get_shape (page) == CUE_FEED_SHAPE_OTHER) {
    if (cue_http_response_says_not_done (response))
      conclude (self, CUE_OUTCOME_NOT_DONE, CUE_ERROR_SERVER, cue_feed_words_not_done (self));
    else
      conclude (self,
                CUE_OUTCOME_UNKNOWN,
                CUE_ERROR_PROTOCOL,
                g_strdup (_ ("The answer is JSON, but no feed: there is no list of events in it. "
                             "Check the host.")));
    return;
  }
  self->page = g_object_ref (page);
  conclude (self, CUE_OUTCOME_DONE, 0, cue_feed_words_done (self));
}

/**
 * cue_feed_reply_new_answered:
 * @request: what was sent
 * @response: what came
 * @page: (nullable): the events in it, of a feed that was read
 * @read_error: (nullable): why there are none
 * @claim: (nullable): what the token was for, the id of a feed or `*`
 * @clock: for a `Retry-After`
 *
 * Returns: (transfer full): the verdict
 */
CueFeedReply *
cue_feed_reply_new_answered (CueFeedRequest  *request,
                             CueHttpResponse *response,
                             CueFeedPage     *page,
                             const GError    *read_error,
                             const char      *claim,
                             CueClock        *clock)
{
  CueFeedReply *self = make_reply (request);
  gint64        ahead = cue_http_response_get_date_difference_us (response);

  self->status = cue_http_response_get_status (response);
  self->server_text = cue_http_response_dup_server_text (response);
  self->received_wall_us = cue_http_response_get_received_wall_us (response);
  self->claim = g_strdup (claim);
  if (ahead != CUE_TIME_INVALID)
    self->clock_ahead_us = ahead;

  if (self->status >= 200 && self->status <= 299) {
    if (is_writing (self))
      judge_sending (self, response);
    else
      judge_reading (self, response, page, read_error);
    return self;
  }
  self->retry_after_us = cue_http_response_get_retry_after_us (response, clock);
  if ((self->status == 502 || self->status == 504) && is_writing (self)) {
    g_autofree char *cause =
      g_strdup_printf (_ ("A gateway answered %u: the service behind it did not."), self->status);

    conclude (self, CUE_OUTCOME_UNKNOWN, CUE_ERROR_SERVER, cue_feed_words_unknown (request, cause));
    return self;
  }
  conclude (self,
            CUE_OUTCOME_REFUSED,
            cue_http_error_classify_status (self->status),
            cue_feed_words_refused (self, response));
  return self;
}
