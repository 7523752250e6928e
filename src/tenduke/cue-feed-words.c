// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-reply-private.h"

#include "cue-text.h"
#include "cue-time.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Every outcome in words: what happened, what the service says, what to do next. */

/* Below that, the difference of the clocks may be the answer's way and the missing fraction. */
#define NOTABLE_AHEAD_US CUE_SECONDS (5)

static gboolean
is_writing (CueFeedRequest *request)
{
  return cue_feed_request_get_call (request) == CUE_FEED_CALL_PUT;
}

/**
 * cue_feed_words_done:
 * @reply: a reply whose page is set
 *
 * Returns: (transfer full): that it was done
 */
char *
cue_feed_words_done (CueFeedReply *reply)
{
  guint n;

  if (is_writing (reply->request)) {
    n = cue_feed_request_get_n_events (reply->request);
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "The service accepted %u event.",
                                         "The service accepted %u events.",
                                         n),
                            n);
  }
  n = reply->page != NULL ? cue_feed_page_get_n_events (reply->page) : 0;
  if (n == 0)
    return g_strdup (_ ("The service has no events there. A feed that it does not know looks the "
                        "same as an empty one."));
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%u event was received.",
                                       "%u events were received.",
                                       n),
                          n);
}

/**
 * cue_feed_words_not_done:
 * @reply: a reply whose status and text are set
 *
 * Returns: (transfer full): that the service says in its body that it was not done
 */
char *
cue_feed_words_not_done (CueFeedReply *reply)
{
  if (reply->server_text != NULL)
    return g_strdup_printf (_ ("The service answered with success (%u), but says that it was not "
                               "done: “%s”."),
                            reply->status,
                            reply->server_text);
  return g_strdup_printf (_ ("The service answered with success (%u), but says that it was not "
                             "done."),
                          reply->status);
}

/* ---- refused -------------------------------------------------------------------------------- */

/* A token lives for a minute, so a clock that is off is the usual reason (TB-9). */
static char *
explain_unauthorized (CueFeedReply *reply)
{
  gint64           ahead = reply->clock_ahead_us;
  g_autofree char *offset = NULL;

  if (is_writing (reply->request))
    return g_strdup (
      _ ("The service does not accept the signature (401). The public key it has for this host "
         "must belong to the private key of this connection: compare the fingerprints. A wrong "
         "tenant in the host has another key too."));
  if (ahead != CUE_FEED_CLOCK_UNKNOWN && ABS (ahead) >= NOTABLE_AHEAD_US) {
    offset = cue_time_format_duration (ABS (ahead), CUE_DURATION_WORDS);
    if (ahead > 0)
      return g_strdup_printf (
        // Translators: a length of time such as “2 min 10 s”
        _ ("The service does not accept the read token (401). The clock of this computer is %s "
           "ahead of the service, so its tokens seem to come from the future: set the clock."),
        offset);
    return g_strdup_printf (
      // Translators: a length of time such as “2 min 10 s”
      _ ("The service does not accept the read token (401). The clock of this computer is %s "
         "behind the service, so its tokens seem to have expired: set the clock."),
      offset);
  }
  return g_strdup (
    _ ("The service does not accept the read token (401). The public key it has for this host must "
       "belong to the private key of this connection: compare the fingerprints. A wrong tenant in "
       "the host has another key too."));
}

/* The claim that was wanted and the one that was given (TB-10). */
static char *
explain_forbidden (CueFeedReply *reply)
{
  const char *source = cue_feed_request_get_source (reply->request);

  if (source == NULL)
    return g_strdup (_ ("The key is known, but may not send events there (403). Check the "
                        "“eventSourceId” of the events, and ask 10Duke what the key may do."));
  if (g_strcmp0 (reply->claim, "*") == 0)
    return g_strdup_printf (
      // Translators: the id of a feed
      _ ("The token was for every feed (“*”), but the service does not let it read “%s” (403). It "
         "may not allow such tokens: let the token name the feed."),
      source);
  return g_strdup_printf (
    // Translators: the ids of two feeds, usually the same
    _ ("The service does not let this token read the feed “%s” (403); its claim was “%s”. Check "
       "how the id of the feed is written, and ask 10Duke whether the key may read it."),
    source,
    reply->claim != NULL ? reply->claim : "");
}

static char *
explain_missing (CueFeedReply *reply)
{
  if (is_writing (reply->request))
    return g_strdup_printf (_ ("There is nothing at this address (%u). Check the host: events are "
                               "sent to “/put” there."),
                            reply->status);
  return g_strdup_printf (
    // Translators: a status such as 404; the id of a feed
    _ ("There is nothing at this address (%u): the service does not know the feed “%s”, or the "
       "host is another. Feed ids tell upper and lower case apart."),
    reply->status,
    cue_feed_request_get_source (reply->request));
}

static char *
explain_invalid (CueFeedReply *reply)
{
  if (is_writing (reply->request))
    return g_strdup_printf (
      _ ("The service found something wrong with the events or their signature (%u). Correct them, "
         "and check that the public key it has belongs to the private key of this connection."),
      reply->status);
  return g_strdup_printf (_ ("The service found something wrong with the request (%u). Times are "
                             "in nanoseconds, 19 "
                             "digits for today; a page has one event or more."),
                          reply->status);
}

static char *
explain_wait (guint status, gint64 retry_after_us)
{
  g_autofree char *wait = NULL;

  if (retry_after_us >= 0)
    wait = cue_time_format_duration (retry_after_us, CUE_DURATION_WORDS);
  if (status == 429 && wait != NULL)
    // Translators: a length of time such as “10 s”
    return g_strdup_printf (_ ("The service is asked too often (429). Wait %s, then try again."),
                            wait);
  if (status == 429)
    return g_strdup (_ ("The service is asked too often (429). Wait a minute, then try again."));
  if (wait != NULL)
    // Translators: a status such as 503; a length of time such as “10 s”
    return g_strdup_printf (_ ("The service has a fault of its own (%u) and asks to be left alone "
                               "for %s. Try again then."),
                            status,
                            wait);
  return g_strdup_printf (_ ("The service has a fault of its own (%u). Try again in a while; if it "
                             "lasts, contact 10Duke."),
                          status);
}

static char *
explain_status (CueFeedReply *reply, CueHttpResponse *response)
{
  guint       status = reply->status;
  const char *allow = cue_http_response_get_header (response, "Allow");

  switch (status) {
  case 400:
  case 422:
    return explain_invalid (reply);
  case 401:
    return explain_unauthorized (reply);
  case 403:
    return explain_forbidden (reply);
  case 404:
  case 410:
    return explain_missing (reply);
  case 405: {
    g_autofree char *shown = cue_text_make_line (allow != NULL ? allow : "–", -1, 100);

    // Translators: a method such as “POST”; the methods the service names
    return g_strdup_printf (_ ("The service does not take %s here (405); it allows: %s. Check the "
                               "host."),
                            cue_feed_request_get_method (reply->request),
                            shown);
  }
  case 407:
    return g_strdup (_ ("The proxy of this network wants a sign-in first (407)."));
  case 408:
    return g_strdup (_ ("The service gave up waiting for the request (408). Try again."));
  case 413:
    return g_strdup (_ ("The events are too large for the service (413). Send fewer at once: half "
                        "as many is a good next try."));
  case 415:
    return g_strdup (_ ("The service does not take “application/jose” here (415), which its guide "
                        "asks for. Check the host."));
  default:
    if (status == 429 || status >= 500)
      return explain_wait (status, reply->retry_after_us);
    if (status >= 300 && status < 400)
      return g_strdup_printf (_ ("The service points elsewhere (%u), without a way that may be "
                                 "followed. Check the host."),
                              status);
    return g_strdup_printf (_ ("The service refused the request (%u)."), status);
  }
}

/**
 * cue_feed_words_refused:
 * @reply: a reply in which all that came is set
 * @response: what came
 *
 * Returns: (transfer full): what a status means for this call
 */
char *
cue_feed_words_refused (CueFeedReply *reply, CueHttpResponse *response)
{
  g_autofree char *meaning = explain_status (reply, response);
  g_autofree char *quoted = NULL;

  if (reply->server_text == NULL)
    return g_steal_pointer (&meaning);
  quoted = cue_text_drop_full_stop (reply->server_text);
  /* Translators: whole sentences; then what the service says */
  return g_strdup_printf (_ ("%s The service says: “%s”."), meaning, quoted);
}

/* ---- no answer ------------------------------------------------------------------------------ */

/**
 * cue_feed_words_unknown:
 * @request: what was sent
 * @cause: why there is no answer, a whole sentence
 *
 * Returns: (transfer full): that it is not known whether it was done
 */
char *
cue_feed_words_unknown (CueFeedRequest *request, const char *cause)
{
  const char *advice =
    is_writing (request)
      ? _ ("It is not known whether the events were taken: the service keeps an event twice that "
           "is sent twice. Look for them in the feed before you send them again.")
      : _ ("Nothing was changed; try again.");

  /* Translators: two whole sentences: the cause, what follows from it */
  return g_strdup_printf (_ ("%s %s"), cause, advice);
}

/**
 * cue_feed_words_unsent:
 * @cause: why it did not reach anybody, a whole sentence
 *
 * Returns: (transfer full): that nothing was sent
 */
char *
cue_feed_words_unsent (const char *cause)
{
  /* Translators: a whole sentence: the cause */
  return g_strdup_printf (
    _ ("%s Nothing reached the service, so it can be sent again without harm."), cause);
}
