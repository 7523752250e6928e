// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-request.h"

#include "cue-error.h"
#include "cue-redact.h"
#include "cue-text.h"
#include "cue-url.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_DESCRIBED_CHARS (2 * 1024 * 1024)

/**
 * CueAcousticRequest:
 *
 * One call of the event API, complete but for the key: what a dry run shows and what
 * [method@AcousticClient.send_async] sends are the same object, so they cannot differ. The body is
 * the bytes it was given; nothing writes JSON a second time.
 *
 * Whether its parts keep the rules is looked at before: the constructors only build. What comes
 * from a person is percent-encoded as one segment of the path, so that the code
 * `application/installed` stays one.
 *
 * Immutable; any thread.
 */
struct _CueAcousticRequest {
  GObject parent_instance;

  CueAcousticCall call;
  char           *url;     /* owned */
  GBytes         *body;    /* owned, nullable */
  char           *subject; /* owned, nullable: the code, file or endpoint it is about */
};

G_DEFINE_FINAL_TYPE (CueAcousticRequest, cue_acoustic_request, G_TYPE_OBJECT)

static void
cue_acoustic_request_finalize (GObject *object)
{
  CueAcousticRequest *self = CUE_ACOUSTIC_REQUEST (object);

  g_free (self->url);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->subject);

  G_OBJECT_CLASS (cue_acoustic_request_parent_class)->finalize (object);
}

static void
cue_acoustic_request_class_init (CueAcousticRequestClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cue_acoustic_request_finalize;
}

static void
cue_acoustic_request_init (CueAcousticRequest *self)
{
}

/**
 * cue_acoustic_base_url_normalize:
 * @base_url: as it was typed
 *
 * Returns: (transfer full): the same without blanks around it and without slashes at its end
 */
char *
cue_acoustic_base_url_normalize (const char *base_url)
{
  char *url;
  gsize length;

  g_return_val_if_fail (base_url != NULL, NULL);

  url = g_strstrip (g_strdup (base_url));
  length = strlen (url);
  while (length > 0 && url[length - 1] == '/')
    url[--length] = '\0';
  return url;
}

/**
 * cue_acoustic_base_url_check:
 * @base_url: the URL that Acoustic assigned to the account, without `/v1`
 *
 * Errors: %CUE_ERROR_INVALID_INPUT.
 *
 * Returns: whether requests can be sent there: absolute https (http on this computer only), no
 *   user name, no query, no fragment (services reference 2.5)
 */
gboolean
cue_acoustic_base_url_check (const char *base_url, GError **error)
{
  g_autofree char *url = NULL;

  g_return_val_if_fail (base_url != NULL, FALSE);

  url = cue_acoustic_base_url_normalize (base_url);
  if (*url == '\0') {
    g_set_error_literal (error,
                         CUE_ERROR,
                         CUE_ERROR_INVALID_INPUT,
                         _ ("The base URL is missing. Acoustic assigned it to your account; it "
                            "looks like https://api-exchange-us-1.goacoustic.com."));
    return FALSE;
  }
  if (strpbrk (url, "?#") != NULL) {
    g_set_error_literal (error,
                         CUE_ERROR,
                         CUE_ERROR_INVALID_INPUT,
                         _ ("The base URL ends before any “?” or “#”."));
    return FALSE;
  }
  if (g_str_has_suffix (url, "/v1")) {
    g_set_error_literal (error,
                         CUE_ERROR,
                         CUE_ERROR_INVALID_INPUT,
                         _ ("The base URL ends before “/v1”, which every call adds by itself."));
    return FALSE;
  }
  return cue_url_check (url,
                        CUE_URL_HTTPS | CUE_URL_HTTP_ON_LOOPBACK | CUE_URL_NO_CREDENTIALS,
                        error);
}

/* Fills @value, encoded as one segment, in where the path has its braces. */
static char *
fill_path (const char *path, const char *value)
{
  const char      *open = strchr (path, '{');
  const char      *close = open != NULL ? strchr (open, '}') : NULL;
  g_autofree char *segment = NULL;

  if (open == NULL || close == NULL)
    return g_strdup (path);
  segment = g_uri_escape_string (value != NULL ? value : "", NULL, FALSE);
  return g_strdup_printf ("%.*s%s%s", (int) (open - path), path, segment, close + 1);
}

static CueAcousticRequest *
make_request (CueAcousticCall call,
              const char     *base_url,
              const char     *subject,
              const char     *query,
              GBytes         *body)
{
  CueAcousticRequest *self;
  g_autofree char    *base = NULL;
  g_autofree char    *path = NULL;

  g_return_val_if_fail (base_url != NULL, NULL);

  base = cue_acoustic_base_url_normalize (base_url);
  path = fill_path (cue_acoustic_call_get_path (call), subject);
  self = g_object_new (CUE_TYPE_ACOUSTIC_REQUEST, NULL);
  self->call = call;
  self->url = g_strconcat (base, path, query, NULL);
  self->body = body != NULL ? g_bytes_ref (body) : NULL;
  self->subject = g_strdup (subject);
  return self;
}

/**
 * cue_acoustic_request_new_publish:
 * @base_url: the connection's base URL
 * @body: one publication, in any of the three shapes
 *
 * AC-1, `POST /v1/event`.
 *
 * Returns: (transfer full): the request
 */
CueAcousticRequest *
cue_acoustic_request_new_publish (const char *base_url, GBytes *body)
{
  g_return_val_if_fail (body != NULL, NULL);

  return make_request (CUE_ACOUSTIC_CALL_PUBLISH, base_url, NULL, NULL, body);
}

/**
 * cue_acoustic_request_new_register_type:
 * @base_url: the connection's base URL
 * @body: one event type
 *
 * AC-2, `POST /v1/eventtype`.
 *
 * Returns: (transfer full): the request
 */
CueAcousticRequest *
cue_acoustic_request_new_register_type (const char *base_url, GBytes *body)
{
  g_return_val_if_fail (body != NULL, NULL);

  return make_request (CUE_ACOUSTIC_CALL_REGISTER_TYPE, base_url, NULL, NULL, body);
}

/**
 * cue_acoustic_request_new_list_types:
 * @base_url: the connection's base URL
 *
 * AC-3, `GET /v1/eventtype`.
 *
 * Returns: (transfer full): the request
 */
CueAcousticRequest *
cue_acoustic_request_new_list_types (const char *base_url)
{
  return make_request (CUE_ACOUSTIC_CALL_LIST_TYPES, base_url, NULL, NULL, NULL);
}

/**
 * cue_acoustic_request_new_list_subscribed_codes:
 * @base_url: the connection's base URL
 *
 * AC-4, `GET /v1/eventtype/subscribed`.
 *
 * Returns: (transfer full): the request
 */
CueAcousticRequest *
cue_acoustic_request_new_list_subscribed_codes (const char *base_url)
{
  return make_request (CUE_ACOUSTIC_CALL_LIST_SUBSCRIBED_CODES, base_url, NULL, NULL, NULL);
}

/**
 * cue_acoustic_request_new_list_subscribed_types:
 * @base_url: the connection's base URL
 *
 * AC-5, `GET /v1/eventtype/subscribed/producer`.
 *
 * Returns: (transfer full): the request
 */
CueAcousticRequest *
cue_acoustic_request_new_list_subscribed_types (const char *base_url)
{
  return make_request (CUE_ACOUSTIC_CALL_LIST_SUBSCRIBED_TYPES, base_url, NULL, NULL, NULL);
}

/**
 * cue_acoustic_request_new_list_consumed_types:
 * @base_url: the connection's base URL
 * @extra_fields: whether to ask for publisher and provider too
 *
 * AC-6, `GET /v1/eventtype/subscribed/consumer`.
 *
 * Returns: (transfer full): the request
 */
CueAcousticRequest *
cue_acoustic_request_new_list_consumed_types (const char *base_url, gboolean extra_fields)
{
  return make_request (CUE_ACOUSTIC_CALL_LIST_CONSUMED_TYPES,
                       base_url,
                       NULL,
                       extra_fields ? "?extrafields=provider,publisher" : NULL,
                       NULL);
}

/**
 * cue_acoustic_request_new_replace_attributes:
 * @base_url: the connection's base URL
 * @role: as publisher or as subscriber
 * @endpoint_id: the endpoint
 * @body: the whole new list
 *
 * AC-7 and AC-8, `PUT /v1/eventtype/attributes/publisher/{id}` and `…/subscriber/{id}`.
 * Experimental: the vendor's text does not say which event type is changed (ASSUME-16).
 *
 * Returns: (transfer full): the request
 */
CueAcousticRequest *
cue_acoustic_request_new_replace_attributes (const char     *base_url,
                                             CueAcousticRole role,
                                             const char     *endpoint_id,
                                             GBytes         *body)
{
  g_return_val_if_fail (endpoint_id != NULL && body != NULL, NULL);

  return make_request (role == CUE_ACOUSTIC_ROLE_SUBSCRIBER
                         ? CUE_ACOUSTIC_CALL_REPLACE_SUBSCRIBER_ATTRIBUTES
                         : CUE_ACOUSTIC_CALL_REPLACE_PUBLISHER_ATTRIBUTES,
                       base_url,
                       endpoint_id,
                       NULL,
                       body);
}

/**
 * cue_acoustic_request_new_delete_type:
 * @base_url: the connection's base URL
 * @code: the event type
 *
 * AC-9, `DELETE /v1/eventtype/{code}`.
 *
 * Returns: (transfer full): the request
 */
CueAcousticRequest *
cue_acoustic_request_new_delete_type (const char *base_url, const char *code)
{
  g_return_val_if_fail (code != NULL, NULL);

  return make_request (CUE_ACOUSTIC_CALL_DELETE_TYPE, base_url, code, NULL, NULL);
}

/**
 * cue_acoustic_request_new_list_files:
 * @base_url: the connection's base URL
 * @max_files: how many names to ask for, 1 to 10; left out of the request at 10, which is what the
 *   service gives by itself
 *
 * AC-10, `GET /v1/eventfiles`.
 *
 * Returns: (transfer full): the request
 */
CueAcousticRequest *
cue_acoustic_request_new_list_files (const char *base_url, guint max_files)
{
  g_autofree char *query = NULL;

  if (max_files >= 1 && max_files < CUE_ACOUSTIC_MAX_FILES)
    query = g_strdup_printf ("?numFiles=%u", max_files);
  return make_request (CUE_ACOUSTIC_CALL_LIST_FILES, base_url, NULL, query, NULL);
}

/**
 * cue_acoustic_request_new_get_file:
 * @base_url: the connection's base URL
 * @name: a name from the service's list
 *
 * AC-11, `GET /v1/eventfiles/{filename}`.
 *
 * Returns: (transfer full): the request
 */
CueAcousticRequest *
cue_acoustic_request_new_get_file (const char *base_url, const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  return make_request (CUE_ACOUSTIC_CALL_GET_FILE, base_url, name, NULL, NULL);
}

/**
 * cue_acoustic_request_new_delete_file:
 * @base_url: the connection's base URL
 * @name: a name from the service's list
 *
 * AC-12, `DELETE /v1/eventfiles/{filename}`.
 *
 * Returns: (transfer full): the request
 */
CueAcousticRequest *
cue_acoustic_request_new_delete_file (const char *base_url, const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  return make_request (CUE_ACOUSTIC_CALL_DELETE_FILE, base_url, name, NULL, NULL);
}

/**
 * cue_acoustic_request_new_get_browser_key:
 * @base_url: the connection's base URL
 * @endpoint_id: the endpoint
 *
 * AC-13, `GET /v1/endpoint/{endpointId}/eventinfo`.
 *
 * Returns: (transfer full): the request
 */
CueAcousticRequest *
cue_acoustic_request_new_get_browser_key (const char *base_url, const char *endpoint_id)
{
  g_return_val_if_fail (endpoint_id != NULL, NULL);

  return make_request (CUE_ACOUSTIC_CALL_GET_BROWSER_KEY, base_url, endpoint_id, NULL, NULL);
}

/**
 * cue_acoustic_request_new_set_notification:
 * @base_url: the connection's base URL
 * @body: where to report, and how to authenticate there
 *
 * AC-14, `PUT /v1/subscription/notification`.
 *
 * Returns: (transfer full): the request
 */
CueAcousticRequest *
cue_acoustic_request_new_set_notification (const char *base_url, GBytes *body)
{
  g_return_val_if_fail (body != NULL, NULL);

  return make_request (CUE_ACOUSTIC_CALL_SET_NOTIFICATION, base_url, NULL, NULL, body);
}

/**
 * cue_acoustic_request_new_delete_notification:
 * @base_url: the connection's base URL
 *
 * AC-15, `DELETE /v1/subscription/notification`.
 *
 * Returns: (transfer full): the request
 */
CueAcousticRequest *
cue_acoustic_request_new_delete_notification (const char *base_url)
{
  return make_request (CUE_ACOUSTIC_CALL_DELETE_NOTIFICATION, base_url, NULL, NULL, NULL);
}

/**
 * cue_acoustic_request_get_call:
 *
 * Returns: which call it is
 */
CueAcousticCall
cue_acoustic_request_get_call (CueAcousticRequest *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_REQUEST (self), CUE_ACOUSTIC_CALL_PUBLISH);

  return self->call;
}

/**
 * cue_acoustic_request_get_method:
 *
 * Returns: (transfer none): the HTTP method
 */
const char *
cue_acoustic_request_get_method (CueAcousticRequest *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_REQUEST (self), NULL);

  return cue_acoustic_call_get_method (self->call);
}

/**
 * cue_acoustic_request_get_url:
 *
 * Returns: (transfer none): the whole URL
 */
const char *
cue_acoustic_request_get_url (CueAcousticRequest *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_REQUEST (self), NULL);

  return self->url;
}

/**
 * cue_acoustic_request_get_body:
 *
 * Returns: (transfer none) (nullable): what is sent, exactly
 */
GBytes *
cue_acoustic_request_get_body (CueAcousticRequest *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_REQUEST (self), NULL);

  return self->body;
}

/**
 * cue_acoustic_request_get_accept:
 *
 * Returns: (transfer none): the types of content it asks for
 */
const char *
cue_acoustic_request_get_accept (CueAcousticRequest *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_REQUEST (self), NULL);

  return self->call == CUE_ACOUSTIC_CALL_GET_FILE ? "application/octet-stream, application/json"
                                                  : "application/json";
}

/**
 * cue_acoustic_request_get_subject:
 *
 * Returns: (transfer none) (nullable): the event code, file name or endpoint ID in the path
 */
const char *
cue_acoustic_request_get_subject (CueAcousticRequest *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_REQUEST (self), NULL);

  return self->subject;
}

/**
 * cue_acoustic_request_describe:
 *
 * The request as it would go over the wire, for a dry run: method, URL, headers, a blank line, the
 * body. The key and the passwords in a notification are masked; nothing else is changed, but that
 * control characters are made visible.
 *
 * Returns: (transfer full): several lines of text
 */
char *
cue_acoustic_request_describe (CueAcousticRequest *self)
{
  GString         *text;
  g_autofree char *plain = NULL;
  g_autofree char *safe = NULL;

  g_return_val_if_fail (CUE_IS_ACOUSTIC_REQUEST (self), NULL);

  text = g_string_new (NULL);
  g_string_append_printf (text, "%s %s\n", cue_acoustic_request_get_method (self), self->url);
  g_string_append (text, "Authorization: Bearer " CUE_REDACTED "\n");
  g_string_append_printf (text, "Accept: %s\n", cue_acoustic_request_get_accept (self));
  g_string_append (text, "Content-Type: application/json\n");
  if (self->body != NULL) {
    gsize       length;
    const char *data = g_bytes_get_data (self->body, &length);

    g_string_append_c (text, '\n');
    g_string_append_len (text, data, (gssize) length);
  }
  plain = g_string_free (text, FALSE);
  safe = cue_redactor_apply (NULL, plain);
  return cue_text_make_visible (safe, -1, MAX_DESCRIBED_CHARS);
}
