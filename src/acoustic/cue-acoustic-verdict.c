// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-reply-private.h"

#include "cue-error.h"
#include "cue-http-error.h"
#include "cue-http-saying.h"
#include "cue-json.h"
#include "cue-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * From an answer to an outcome. What is believed, and why (services reference 2.6):
 *
 * - Any 2xx that is no web page means that a writing call was accepted (AB-1), unless its body says
 *   otherwise: `false`, also in quotation marks (AB-2), or an error (C-19).
 * - A web page under a 2xx was not written by this service, so nobody knows what became of the
 * call.
 * - A gateway that answers 502 or 504 may have passed the request on: not known either.
 * - A service that fails (5xx but “not now” and “never”) may have done so after it took what must
 * not be sent twice: not known either. All other calls can be made again without harm.
 * - A file that is already gone was deleted (AB-11); nothing else is taken for done at 404.
 */

static gboolean
is_list_call (CueAcousticCall call)
{
  return call == CUE_ACOUSTIC_CALL_LIST_TYPES || call == CUE_ACOUSTIC_CALL_LIST_SUBSCRIBED_CODES ||
         call == CUE_ACOUSTIC_CALL_LIST_SUBSCRIBED_TYPES ||
         call == CUE_ACOUSTIC_CALL_LIST_CONSUMED_TYPES || call == CUE_ACOUSTIC_CALL_LIST_FILES;
}

static gboolean
is_success (guint status)
{
  return status >= 200 && status <= 299;
}

static const char *
find_field_name (JsonObject *object)
{
  static const char *const names[] = { "field", "property", "parameter", "path", "pointer" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    JsonNode *node = json_object_get_member (object, names[i]);

    if (node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
        json_node_get_value_type (node) == G_TYPE_STRING && *json_node_get_string (node) != '\0')
      return json_node_get_string (node);
  }
  return NULL;
}

/* The field the service blames, where it does so outside of its sentence. */
static char *
find_field (CueHttpResponse *response)
{
  g_autoptr (JsonNode) node = cue_http_response_parse_small (response);
  JsonObject *object;
  JsonNode   *errors;
  const char *field;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  object = json_node_get_object (node);
  field = find_field_name (object);
  errors = json_object_get_member (object, "errors");
  if (field == NULL && errors != NULL && JSON_NODE_HOLDS_ARRAY (errors) &&
      json_array_get_length (json_node_get_array (errors)) > 0) {
    JsonNode *first = json_array_get_element (json_node_get_array (errors), 0);

    if (JSON_NODE_HOLDS_OBJECT (first))
      field = find_field_name (json_node_get_object (first));
  }
  return field != NULL ? cue_text_make_line (field, -1, 200) : NULL;
}

/* A 404 may also say that the service knows no such path at all; then no file is gone. */
static gboolean
says_file_is_gone (CueAcousticReply *self, CueHttpResponse *response)
{
  const char *said = self->server_text != NULL ? self->server_text : "";

  return self->status == 404 &&
         cue_acoustic_reply_get_call (self) == CUE_ACOUSTIC_CALL_DELETE_FILE &&
         !cue_http_response_is_html (response) &&
         (strstr (said, "/v1/") == NULL || strstr (said, "/v1/eventfiles") != NULL);
}

/* Whether a failure of the service may have come after it took something that would be there twice.
 */
static gboolean
may_be_taken (CueAcousticReply *self)
{
  CueAcousticCall call = cue_acoustic_reply_get_call (self);

  return (call == CUE_ACOUSTIC_CALL_PUBLISH || call == CUE_ACOUSTIC_CALL_REGISTER_TYPE) &&
         self->status >= 500 && self->status != 501 && self->status != 503 && self->status != 505;
}

static CueAcousticReply *
make_reply (CueAcousticRequest *request)
{
  CueAcousticReply *self = g_object_new (CUE_TYPE_ACOUSTIC_REPLY, NULL);

  self->request = g_object_ref (request);
  return self;
}

/* Takes over @message. */
static void
conclude (CueAcousticReply *self, CueOutcome outcome, gint code, char *message)
{
  self->outcome = outcome;
  self->message = message;
  self->title =
    cue_outcome_make_title (outcome,
                            self->status,
                            cue_acoustic_call_is_writing (cue_acoustic_reply_get_call (self)));
  if (outcome != CUE_OUTCOME_DONE)
    self->error = g_error_new_literal (CUE_ERROR, code, message);
}

static gint
get_code (const GError *error, gint otherwise)
{
  return error->domain == CUE_ERROR ? error->code : otherwise;
}

/**
 * cue_acoustic_reply_new_unsent:
 * @request: what was not sent
 * @error: why
 *
 * Returns: (transfer full): a reply for a request that never left
 */
CueAcousticReply *
cue_acoustic_reply_new_unsent (CueAcousticRequest *request, const GError *error)
{
  CueAcousticReply *self = make_reply (request);

  self->n_tries = 0;
  conclude (self,
            CUE_OUTCOME_NOT_SENT,
            get_code (error, CUE_ERROR_INVALID_INPUT),
            g_strdup (error->message));
  return self;
}

/**
 * cue_acoustic_reply_new_failed:
 * @request: what was tried
 * @error: why there is no answer
 * @sent: whether the service may have seen it
 *
 * Returns: (transfer full): a reply for a request without a usable answer
 */
CueAcousticReply *
cue_acoustic_reply_new_failed (CueAcousticRequest *request, const GError *error, gboolean sent)
{
  CueAcousticReply *self = make_reply (request);

  // A redirect that is not followed: something answered, and it did not take the request.
  if (sent && g_error_matches (error, CUE_ERROR, CUE_ERROR_CLIENT))
    conclude (self, CUE_OUTCOME_REFUSED, error->code, g_strdup (error->message));
  else if (sent)
    conclude (self,
              CUE_OUTCOME_UNKNOWN,
              get_code (error, CUE_ERROR_NETWORK),
              cue_acoustic_words_unknown (request, error->message));
  else
    conclude (self,
              CUE_OUTCOME_NOT_SENT,
              get_code (error, CUE_ERROR_NETWORK),
              cue_acoustic_words_unsent (error->message));
  return self;
}

/* Whether a body that was cut would have been noticed. A chunked one need not be: libsoup 3.2 takes
 * the end of the connection between two pieces for the end of the body. */
static gboolean
announces_its_end (CueHttpResponse *response)
{
  const char *version = cue_exchange_get_http_version (cue_http_response_get_exchange (response));

  if (version != NULL && g_str_has_prefix (version, "2"))
    return TRUE;
  return cue_http_response_get_header (response, "Content-Length") != NULL &&
         cue_http_response_get_header (response, "Transfer-Encoding") == NULL;
}

/* The file itself went to a stream; its beginning is here. */
static void
judge_file (CueAcousticReply *self, CueHttpResponse *response)
{
  gsize       length;
  const char *data = g_bytes_get_data (self->body, &length);

  if (self->status != 200)
    conclude (self,
              CUE_OUTCOME_UNKNOWN,
              CUE_ERROR_PROTOCOL,
              g_strdup_printf (_ (
                                 "The service did not send the whole file (status %u). Nothing was "
                                 "saved; try again."),
                               self->status));
  else if (cue_text_looks_like_html (data, (gssize) length))
    conclude (self,
              CUE_OUTCOME_UNKNOWN,
              CUE_ERROR_PROTOCOL,
              g_strdup (
                _ ("A web page came in place of the file. A proxy or the wrong base URL may "
                   "be the cause. Nothing was saved.")));
  else if (cue_http_response_says_not_done (response))
    conclude (self,
              CUE_OUTCOME_NOT_DONE,
              CUE_ERROR_SERVER,
              g_strdup (_ ("The service sent an error in place of the file, and called it a "
                           "success. Nothing was saved; try again.")));
  else
    conclude (self, CUE_OUTCOME_DONE, 0, cue_acoustic_words_done (self->request, response));
}

static void
judge_reading (CueAcousticReply *self,
               CueHttpResponse  *response,
               JsonNode         *json,
               const GError     *read_error)
{
  CueAcousticCall call = cue_acoustic_reply_get_call (self);

  if (self->status == 204 && is_list_call (call)) {
    self->json = json_node_init_array (json_node_alloc (), json_array_new ());
    json_array_unref (json_node_get_array (self->json));
    conclude (self, CUE_OUTCOME_DONE, 0, cue_acoustic_words_done (self->request, response));
    return;
  }
  if (call == CUE_ACOUSTIC_CALL_GET_FILE) {
    judge_file (self, response);
    return;
  }
  if (json == NULL && read_error == NULL) {
    conclude (self,
              CUE_OUTCOME_UNKNOWN,
              CUE_ERROR_PROTOCOL,
              g_strdup_printf (_ ("The answer is empty (status %u); JSON was expected."),
                               self->status));
    return;
  }
  if (json == NULL) {
    gboolean reported = g_error_matches (read_error, CUE_ERROR, CUE_ERROR_SERVER);

    conclude (self,
              reported ? CUE_OUTCOME_NOT_DONE : CUE_OUTCOME_UNKNOWN,
              get_code (read_error, CUE_ERROR_PROTOCOL),
              g_strdup (read_error->message));
    return;
  }
  self->json = json_node_ref (json);
  conclude (self, CUE_OUTCOME_DONE, 0, cue_acoustic_words_done (self->request, response));
}

static void
judge_writing (CueAcousticReply *self, CueHttpResponse *response)
{
  if (cue_http_response_is_html (response)) {
    g_autofree char *cause =
      self->server_text != NULL
        /* Translators: the title of a web page */
        ? g_strdup_printf (_ ("A web page answered (“%s”), and not the API; a proxy or the wrong "
                              "base URL may be the cause."),
                           self->server_text)
        : g_strdup (_ ("A web page answered, and not the API; a proxy or the wrong base URL may be "
                       "the cause."));

    conclude (self,
              CUE_OUTCOME_UNKNOWN,
              CUE_ERROR_PROTOCOL,
              cue_acoustic_words_unknown (self->request, cause));
  } else if (cue_http_response_says_not_done (response)) {
    conclude (self,
              CUE_OUTCOME_NOT_DONE,
              CUE_ERROR_CLIENT,
              cue_acoustic_words_not_done (self->request, self->status));
  } else {
    conclude (self, CUE_OUTCOME_DONE, 0, cue_acoustic_words_done (self->request, response));
  }
}

/**
 * cue_acoustic_reply_new_answered:
 * @request: what was sent
 * @response: what came
 * @json: (nullable): the JSON in it, of a reading call
 * @read_error: (nullable): why there is none
 * @clock: for a `Retry-After`
 * @redactor: what may not be shown
 *
 * Returns: (transfer full): the verdict
 */
CueAcousticReply *
cue_acoustic_reply_new_answered (CueAcousticRequest *request,
                                 CueHttpResponse    *response,
                                 JsonNode           *json,
                                 const GError       *read_error,
                                 CueClock           *clock,
                                 CueRedactor        *redactor)
{
  CueAcousticReply *self = make_reply (request);
  CueAcousticCall   call = cue_acoustic_request_get_call (request);

  self->status = cue_http_response_get_status (response);
  self->server_text = cue_http_response_dup_server_text (response);
  self->body = g_bytes_ref (cue_http_response_get_body (response));
  self->received_wall_us = cue_http_response_get_received_wall_us (response);
  self->redactor = cue_redactor_ref (redactor);
  self->announced = announces_its_end (response);
  if (!is_success (self->status)) {
    self->retry_after_us = cue_http_response_get_retry_after_us (response, clock);
    self->field = find_field (response);
  }

  if (is_success (self->status)) {
    if (cue_acoustic_call_is_writing (call))
      judge_writing (self, response);
    else
      judge_reading (self, response, json, read_error);
  } else if (says_file_is_gone (self, response)) {
    conclude (self,
              CUE_OUTCOME_DONE,
              0,
              g_strdup (_ ("The file was already gone from the service (404).")));
  } else if ((self->status == 502 || self->status == 504) && cue_acoustic_call_is_writing (call)) {
    g_autofree char *cause =
      g_strdup_printf (_ ("A gateway answered %u: the service behind it did not."), self->status);

    conclude (self,
              CUE_OUTCOME_UNKNOWN,
              CUE_ERROR_SERVER,
              cue_acoustic_words_unknown (request, cause));
  } else if (may_be_taken (self)) {
    g_autofree char *cause = cue_acoustic_words_failed (self->status, self->server_text);

    conclude (self,
              CUE_OUTCOME_UNKNOWN,
              CUE_ERROR_SERVER,
              cue_acoustic_words_unknown (request, cause));
  } else {
    conclude (self,
              CUE_OUTCOME_REFUSED,
              cue_http_error_classify_status (self->status),
              cue_acoustic_words_refused (request,
                                          response,
                                          self->server_text,
                                          self->retry_after_us));
  }
  return self;
}
