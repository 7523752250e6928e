// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-reply-private.h"

#include "cue-text.h"
#include "cue-time.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Every outcome in words: what happened, what the service says, what to do next. */

static const char *
get_done_words (CueAcousticCall call)
{
  switch (call) {
  case CUE_ACOUSTIC_CALL_PUBLISH:
    return _ ("The service accepted the events.");
  case CUE_ACOUSTIC_CALL_REGISTER_TYPE:
    return _ ("The event type is registered.");
  case CUE_ACOUSTIC_CALL_REPLACE_PUBLISHER_ATTRIBUTES:
  case CUE_ACOUSTIC_CALL_REPLACE_SUBSCRIBER_ATTRIBUTES:
    return _ ("The service accepted the new list of attributes. Refresh the event types to see "
              "which of them it changed.");
  case CUE_ACOUSTIC_CALL_DELETE_TYPE:
    return _ ("The registration of the event type is removed.");
  case CUE_ACOUSTIC_CALL_GET_FILE:
    return _ ("The file was received.");
  case CUE_ACOUSTIC_CALL_DELETE_FILE:
    return _ ("The file is deleted from the service.");
  case CUE_ACOUSTIC_CALL_GET_BROWSER_KEY:
    return _ ("The browser key was received.");
  case CUE_ACOUSTIC_CALL_SET_NOTIFICATION:
    return _ ("Changes of subscriptions are now reported to the notification URL.");
  case CUE_ACOUSTIC_CALL_DELETE_NOTIFICATION:
    return _ ("Changes of subscriptions are no longer reported.");
  case CUE_ACOUSTIC_CALL_LIST_TYPES:
  case CUE_ACOUSTIC_CALL_LIST_SUBSCRIBED_CODES:
  case CUE_ACOUSTIC_CALL_LIST_SUBSCRIBED_TYPES:
  case CUE_ACOUSTIC_CALL_LIST_CONSUMED_TYPES:
  case CUE_ACOUSTIC_CALL_LIST_FILES:
  default:
    return _ ("The list was received.");
  }
}

/**
 * cue_acoustic_words_done:
 * @request: what was asked
 * @response: what came
 *
 * Returns: (transfer full): that it was done
 */
char *
cue_acoustic_words_done (CueAcousticRequest *request, CueHttpResponse *response)
{
  return g_strdup (get_done_words (cue_acoustic_request_get_call (request)));
}

/**
 * cue_acoustic_words_not_done:
 * @request: what was asked
 * @status: the status of success that came
 *
 * Returns: (transfer full): that the service says in its body that it was not done
 */
char *
cue_acoustic_words_not_done (CueAcousticRequest *request, guint status)
{
  if (cue_acoustic_request_get_call (request) == CUE_ACOUSTIC_CALL_DELETE_TYPE)
    return g_strdup_printf (_ ("The service answered with success (%u), but says that the event "
                               "type "
                               "was not removed. Refresh the list: it may not be registered by the "
                               "endpoint of this key, or be gone already."),
                            status);
  return g_strdup_printf (_ ("The service answered with success (%u), but says that it was not "
                             "done. "
                             "Look at its raw answer, and check what was sent."),
                          status);
}

/* ---- refused -------------------------------------------------------------------------------- */

static char *
explain_forbidden (CueAcousticCall call)
{
  switch (cue_acoustic_call_get_roles (call)) {
  case CUE_ACOUSTIC_ROLE_PUBLISHER:
    return g_strdup (
      _ ("The key is known, but may not do this (403). This call needs the key of an "
         "endpoint that publishes events (a producer): check the role of this "
         "connection, and use the publisher's key."));
  case CUE_ACOUSTIC_ROLE_SUBSCRIBER:
    return g_strdup (
      _ ("The key is known, but may not do this (403). This call needs the key of an "
         "endpoint that receives events (a consumer): check the role of this "
         "connection, and use the subscriber's key."));
  case CUE_ACOUSTIC_ROLE_BOTH:
  default:
    return g_strdup (
      _ ("The key is known, but may not do this (403). Check that the key belongs to "
         "this endpoint and account; if it does, ask Acoustic what it may do."));
  }
}

/* The samples of the vendor's text call these paths "eventype", the headings "eventtype". */
static gboolean
has_the_other_spelling (CueAcousticRequest *request)
{
  return strstr (cue_acoustic_call_get_path (cue_acoustic_request_get_call (request)),
                 "/eventtype/subscribed") != NULL;
}

static char *
explain_missing (CueAcousticRequest *request, CueHttpResponse *response)
{
  CueAcousticCall call = cue_acoustic_request_get_call (request);
  gsize           length;
  const char     *data = g_bytes_get_data (cue_http_response_get_body (response), &length);

  if (has_the_other_spelling (request) ||
      (length > 0 && g_strstr_len (data, (gssize) length, "eventype") != NULL))
    return g_strdup (
      _ ("There is nothing at this address (404). Check the base URL. The vendor's "
         "samples spell this path “eventype”, its headings “eventtype” as it is sent "
         "here: if only the other spelling works, report it to Acoustic."));
  if (call == CUE_ACOUSTIC_CALL_DELETE_TYPE)
    return g_strdup (
      _ ("The service knows no such event type (404). It may be gone already: refresh "
         "the list. If nothing works, check the base URL."));
  if (call == CUE_ACOUSTIC_CALL_GET_FILE)
    return g_strdup (_ ("The file is no longer at the service (404). Refresh the list of files."));
  if (call == CUE_ACOUSTIC_CALL_GET_BROWSER_KEY)
    return g_strdup (
      _ ("There is nothing at this address (404). Check the endpoint ID and the base "
         "URL; the vendor's sample shows this call on another host, that of the user "
         "interface."));
  if (call == CUE_ACOUSTIC_CALL_DELETE_NOTIFICATION)
    return g_strdup (_ ("There is no notification to delete (404); it may be gone already. If "
                        "nothing works, check the base URL."));
  if (cue_acoustic_request_get_subject (request) != NULL)
    return g_strdup (_ ("There is nothing at this address (404). Check the ID in it, and the base "
                        "URL."));
  return g_strdup (_ ("There is nothing at this address (404). Check the base URL: it ends before "
                      "“/v1”."));
}

static char *
explain_method (CueAcousticRequest *request, CueHttpResponse *response)
{
  const char      *allow = cue_http_response_get_header (response, "Allow");
  g_autofree char *shown = cue_text_make_line (allow != NULL ? allow : "–", -1, 100);
  CueAcousticCall  call = cue_acoustic_request_get_call (request);

  if (call == CUE_ACOUSTIC_CALL_REPLACE_PUBLISHER_ATTRIBUTES ||
      call == CUE_ACOUSTIC_CALL_REPLACE_SUBSCRIBER_ATTRIBUTES)
    /* Translators: the methods the service names, such as “POST” */
    return g_strdup_printf (_ ("The service does not take PUT here (405); it allows: %s. The "
                               "vendor's "
                               "title says PUT and its sample POST; PUT was sent. Report it to "
                               "Acoustic."),
                            shown);
  /* Translators: a method such as “DELETE”; the methods the service names */
  return g_strdup_printf (_ ("The service does not take %s here (405); it allows: %s. Check the "
                             "base "
                             "URL."),
                          cue_acoustic_request_get_method (request),
                          shown);
}

static char *
explain_rate (gint64 retry_after_us)
{
  g_autofree char *wait = NULL;

  if (retry_after_us < 0)
    return g_strdup (_ ("The service is asked too often (429). Wait a minute, then try again."));
  wait = cue_time_format_duration (retry_after_us, CUE_DURATION_WORDS);
  /* Translators: a length of time such as “10 s” */
  return g_strdup_printf (_ ("The service is asked too often (429). Wait %s, then try again."),
                          wait);
}

static char *
explain_server_fault (guint status, gint64 retry_after_us)
{
  g_autofree char *wait = NULL;

  if (retry_after_us >= 0) {
    wait = cue_time_format_duration (retry_after_us, CUE_DURATION_WORDS);
    /* Translators: a status such as 503; a length of time such as “10 s” */
    return g_strdup_printf (_ ("The service has a fault of its own (%u) and asks to be left alone "
                               "for %s. Try again then; if it lasts, contact Acoustic."),
                            status,
                            wait);
  }
  return g_strdup_printf (_ ("The service has a fault of its own (%u). Try again in a while; if it "
                             "lasts, contact Acoustic for assistance."),
                          status);
}

static char *
explain_status (CueAcousticRequest *request, CueHttpResponse *response, gint64 retry_after_us)
{
  guint status = cue_http_response_get_status (response);

  switch (status) {
  case 400:
  case 422:
    return g_strdup_printf (_ ("The service found something wrong with the request (%u). Correct "
                               "it, "
                               "then send it again."),
                            status);
  case 401:
    return g_strdup (_ ("The service does not accept the key of this connection (401). It may be "
                        "mistyped or revoked, or belong to another account: copy the endpoint's "
                        "authentication key from Acoustic again, and enter it in the event's "
                        "settings."));
  case 403:
    return explain_forbidden (cue_acoustic_request_get_call (request));
  case 404:
  case 410:
    return explain_missing (request, response);
  case 405:
    return explain_method (request, response);
  case 407:
    return g_strdup (_ ("The proxy of this network wants a sign-in first (407)."));
  case 408:
    return g_strdup (_ ("The service gave up waiting for the request (408). Try again."));
  case 409:
    return g_strdup (_ ("The service says that this contradicts what it has (409). Refresh the "
                        "lists, and compare."));
  case 413:
    return g_strdup (
      _ ("The request is too large for the service (413). Send fewer events at once: "
         "half as many is a good next try."));
  case 415:
    return g_strdup (_ ("The service does not take JSON here (415). Check the base URL."));
  case 429:
    return explain_rate (retry_after_us);
  default:
    if (status >= 500)
      return explain_server_fault (status, retry_after_us);
    if (status >= 300 && status < 400)
      return g_strdup_printf (_ ("The service points elsewhere (%u), without a way that may be "
                                 "followed. Check the base URL."),
                              status);
    return g_strdup_printf (_ ("The service refused the request (%u)."), status);
  }
}

/**
 * cue_acoustic_words_refused:
 * @request: what was asked
 * @response: what came
 * @server_text: (nullable): what the service says
 * @retry_after_us: how long it wants to be left alone, or −1
 *
 * Returns: (transfer full): what a status means for this call
 */
char *
cue_acoustic_words_refused (CueAcousticRequest *request,
                            CueHttpResponse    *response,
                            const char         *server_text,
                            gint64              retry_after_us)
{
  g_autofree char *meaning = explain_status (request, response, retry_after_us);
  g_autofree char *quoted = NULL;

  if (server_text == NULL)
    return g_steal_pointer (&meaning);
  quoted = cue_text_drop_full_stop (server_text);
  /* Translators: whole sentences; then what the service says */
  return g_strdup_printf (_ ("%s The service says: “%s”."), meaning, quoted);
}

/**
 * cue_acoustic_words_failed:
 * @status: 5xx
 * @server_text: (nullable): what the service says
 *
 * Returns: (transfer full): that the service failed, where that may have been after it took what
 *   was sent
 */
char *
cue_acoustic_words_failed (guint status, const char *server_text)
{
  g_autofree char *meaning =
    g_strdup_printf (_ ("The service has a fault of its own (%u)."), status);
  g_autofree char *quoted = NULL;

  if (server_text == NULL)
    return g_steal_pointer (&meaning);
  quoted = cue_text_drop_full_stop (server_text);
  return g_strdup_printf (_ ("%s The service says: “%s”."), meaning, quoted);
}

/* ---- no answer ------------------------------------------------------------------------------ */

static const char *
advise_unknown (CueAcousticCall call)
{
  if (call == CUE_ACOUSTIC_CALL_PUBLISH)
    return _ ("It is not known whether the events were published: sending them again may publish "
              "them twice. Find out at a subscriber before you do.");
  if (call == CUE_ACOUSTIC_CALL_REGISTER_TYPE)
    return _ ("It is not known whether the event type was registered: refresh the list to see.");
  if (cue_acoustic_call_is_writing (call))
    return _ ("It is not known whether it was done; sending it again does no harm.");
  return _ ("Nothing was changed; try again.");
}

/**
 * cue_acoustic_words_unknown:
 * @request: what was sent
 * @cause: why there is no answer, a whole sentence
 *
 * Returns: (transfer full): that it is not known whether it was done
 */
char *
cue_acoustic_words_unknown (CueAcousticRequest *request, const char *cause)
{
  /* Translators: two whole sentences: the cause, what follows from it */
  return g_strdup_printf (_ ("%s %s"),
                          cause,
                          advise_unknown (cue_acoustic_request_get_call (request)));
}

/**
 * cue_acoustic_words_unsent:
 * @cause: why it did not reach anybody, a whole sentence
 *
 * Returns: (transfer full): that nothing was sent
 */
char *
cue_acoustic_words_unsent (const char *cause)
{
  /* Translators: a whole sentence: the cause */
  return g_strdup_printf (
    _ ("%s Nothing reached the service, so it can be sent again without harm."), cause);
}
