// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-request.h"

#include "cue-error.h"
#include "cue-redact.h"
#include "cue-text.h"
#include "cue-url.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * CueFeedRequest:
 *
 * One request to the Event Data Service, exactly as it will go over the wire but for the token.
 * Immutable; main thread.
 */
struct _CueFeedRequest {
  GObject parent_instance;

  CueFeedCall  call;
  char        *base_url; /* owned */
  char        *url;      /* owned */
  char        *source;   /* owned, nullable: of a feed that is read */
  CueFeedRange range;
  guint        max_events; /* 0: as the service likes */
  GBytes      *body;       /* owned, nullable */
  guint        n_events;   /* in the body */
  gboolean     repeated;   /* the same was asked for a moment ago */
  gboolean     large;      /* somebody wants the page though it is large */
};

G_DEFINE_FINAL_TYPE (CueFeedRequest, cue_feed_request, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (CueFeedCall,
                    cue_feed_call,
                    G_DEFINE_ENUM_VALUE (CUE_FEED_CALL_PAGE, "page"),
                    G_DEFINE_ENUM_VALUE (CUE_FEED_CALL_FOLLOW, "follow"),
                    G_DEFINE_ENUM_VALUE (CUE_FEED_CALL_PUT, "put"))

#define MAX_DESCRIBED_CHARS (1024 * 1024)

static void
cue_feed_request_finalize (GObject *object)
{
  CueFeedRequest *self = CUE_FEED_REQUEST (object);

  g_free (self->base_url);
  g_free (self->url);
  g_free (self->source);
  g_clear_pointer (&self->body, g_bytes_unref);

  G_OBJECT_CLASS (cue_feed_request_parent_class)->finalize (object);
}

static void
cue_feed_request_class_init (CueFeedRequestClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cue_feed_request_finalize;
}

static void
cue_feed_request_init (CueFeedRequest *self)
{
}

/**
 * cue_feed_call_get_title:
 * @call: a call
 *
 * Returns: (transfer none): what it does, in a few words
 */
const char *
cue_feed_call_get_title (CueFeedCall call)
{
  switch (call) {
  case CUE_FEED_CALL_PUT:
    return _ ("Send events");
  case CUE_FEED_CALL_FOLLOW:
    return _ ("Read the next page of a feed");
  case CUE_FEED_CALL_PAGE:
  default:
    return _ ("Read a feed");
  }
}

static CueFeedRequest *
make_request (CueFeedCall call, const char *base_url)
{
  CueFeedRequest *self = g_object_new (CUE_TYPE_FEED_REQUEST, NULL);

  self->call = call;
  self->base_url = g_strdup (base_url);
  return self;
}

/**
 * cue_feed_request_new_page:
 * @base_url: as [func@feed_host_make_base_url] makes it
 * @source: the id of a feed; see [func@feed_check_source]
 * @range: (nullable): which part of it; both bounds are sent if both are set
 * @max_events: how many events at most, or 0 to leave it to the service
 *
 * TD-2 to TD-5, `GET /get/{eventSourceId}`. The id is one segment of the path whatever is in it.
 *
 * Returns: (transfer full): the request
 */
CueFeedRequest *
cue_feed_request_new_page (const char         *base_url,
                           const char         *source,
                           const CueFeedRange *range,
                           guint               max_events)
{
  CueFeedRequest  *self;
  g_autofree char *segment = NULL;
  g_autoptr (GString) url = NULL;
  char mark = '?';

  g_return_val_if_fail (base_url != NULL && source != NULL, NULL);

  self = make_request (CUE_FEED_CALL_PAGE, base_url);
  self->source = g_strdup (source);
  self->max_events = max_events;
  if (range != NULL)
    self->range = *range;
  segment = g_uri_escape_string (source, NULL, FALSE);
  url = g_string_new (base_url);
  g_string_append_printf (url, "/get/%s", segment);
  if (self->range.after > 0) {
    g_string_append_printf (url, "%cafter=%" G_GINT64_FORMAT, mark, self->range.after);
    mark = '&';
  }
  if (self->range.before > 0) {
    g_string_append_printf (url, "%cbefore=%" G_GINT64_FORMAT, mark, self->range.before);
    mark = '&';
  }
  if (max_events > 0)
    g_string_append_printf (url, "%cmaxEventCount=%u", mark, max_events);
  self->url = g_string_free (g_steal_pointer (&url), FALSE);
  return self;
}

static gint64
read_bound (GHashTable *query, const char *name)
{
  const char *text = g_hash_table_lookup (query, name);
  gint64      ns;

  return text != NULL && cue_feed_time_parse (text, CUE_FEED_TIME_RAW, &ns, NULL) ? ns : 0;
}

static gboolean
refuse (GError **error, const char *words)
{
  g_set_error_literal (error, CUE_ERROR, CUE_ERROR_PROTOCOL, words);
  return FALSE;
}

/* The same feed, however its id is escaped. */
static gboolean
is_same_path (const char *one, const char *other)
{
  g_autoptr (GUri) first = g_uri_parse (one, G_URI_FLAGS_ENCODED, NULL);
  g_autoptr (GUri) second = g_uri_parse (other, G_URI_FLAGS_ENCODED, NULL);
  g_auto (GStrv) wanted = NULL;
  g_auto (GStrv) named = NULL;

  if (first == NULL || second == NULL)
    return FALSE;
  // By segments, since an escaped slash is part of an id and another one is not.
  wanted = g_strsplit (g_uri_get_path (first), "/", -1);
  named = g_strsplit (g_uri_get_path (second), "/", -1);
  if (g_strv_length (wanted) != g_strv_length (named))
    return FALSE;
  for (guint i = 0; wanted[i] != NULL; i++) {
    g_autofree char *left = g_uri_unescape_string (wanted[i], NULL);
    g_autofree char *right = g_uri_unescape_string (named[i], NULL);

    if (left == NULL || right == NULL || !g_str_equal (left, right))
      return FALSE;
  }
  return TRUE;
}

static gboolean
check_path (CueFeedRequest *from, const char *url, GError **error)
{
  g_autoptr (GUri) uri = NULL;
  g_autofree char *shown = NULL;

  if (is_same_path (from->url, url))
    return TRUE;
  uri = g_uri_parse (url, G_URI_FLAGS_ENCODED, NULL);
  shown = cue_text_make_line (uri != NULL ? g_uri_get_path (uri) : "", -1, 100);
  g_set_error (error,
               CUE_ERROR,
               CUE_ERROR_PROTOCOL,
               // Translators: the path of an address, such as “/get/other-feed”
               _ (
                 "The next page of this feed is said to be at “%s”, which is not this feed. It was "
                 "not asked for, since events of another feed would be mixed in."),
               shown);
  return FALSE;
}

static gboolean
check_instruction (CueFeedRequest *from, const char *url, GError **error)
{
  if (url == NULL || !cue_url_same_origin (url, from->base_url)) {
    g_autofree char *origin = url != NULL ? cue_url_get_origin (url) : NULL;
    g_autofree char *shown = NULL;

    if (origin == NULL)
      return refuse (error,
                     _ ("The service names a next page that has no address. Only what was read so "
                        "far is shown."));
    shown = cue_text_make_line (origin, -1, 100);
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_PROTOCOL,
                 // Translators: an origin such as “https://example.com”
                 _ ("The next page of this feed is said to be at another host, %s. It was not "
                    "asked for, since the token would have gone there."),
                 shown);
    return FALSE;
  }
  return cue_url_check (url,
                        CUE_URL_HTTPS | CUE_URL_HTTP_ON_LOOPBACK | CUE_URL_NO_CREDENTIALS,
                        error) &&
         check_path (from, url, error);
}

/**
 * cue_feed_request_new_follow:
 * @from: the request that was answered with the instruction
 * @instruction_url: (nullable): the `url` of an instruction, absolute or relative
 *
 * The page an instruction leads to. An address of another origin is refused, as the token would go
 * there, and so is one of the same origin that is not this feed: a token for every feed would be
 * let in, and what came back would be shown as events of this one (TB-2). The size of the page is
 * asked for again where the address does not name one.
 *
 * Errors: %CUE_ERROR_PROTOCOL, %CUE_ERROR_INVALID_INPUT.
 *
 * Returns: (transfer full) (nullable): the request, or %NULL
 */
CueFeedRequest *
cue_feed_request_new_follow (CueFeedRequest *from, const char *instruction_url, GError **error)
{
  CueFeedRequest  *self;
  g_autofree char *url = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GHashTable) query = NULL;

  g_return_val_if_fail (CUE_IS_FEED_REQUEST (from) && from->source != NULL, NULL);

  if (!cue_text_is_blank (instruction_url))
    url = cue_url_resolve (from->url, instruction_url);
  if (!check_instruction (from, url, error))
    return NULL;
  uri = g_uri_parse (url, G_URI_FLAGS_ENCODED, NULL);
  if (uri != NULL && g_uri_get_query (uri) != NULL)
    query = g_uri_parse_params (g_uri_get_query (uri), -1, "&", G_URI_PARAMS_NONE, NULL);
  if (query == NULL)
    query = g_hash_table_new (g_str_hash, g_str_equal);

  self = make_request (CUE_FEED_CALL_FOLLOW, from->base_url);
  self->source = g_strdup (from->source);
  self->max_events = from->max_events;
  self->range.after = read_bound (query, "after");
  self->range.before = read_bound (query, "before");
  if (from->max_events > 0 && !g_hash_table_contains (query, "maxEventCount"))
    self->url = g_strdup_printf ("%s%cmaxEventCount=%u",
                                 url,
                                 strchr (url, '?') != NULL ? '&' : '?',
                                 from->max_events);
  else
    self->url = g_steal_pointer (&url);
  return self;
}

/**
 * cue_feed_request_new_put:
 * @base_url: as [func@feed_host_make_base_url] makes it
 * @jws: the signed events in compact form
 * @n_events: how many events are in it, for the words
 *
 * TD-1, `POST /put`. The signature is what authorises it; there is no token (S2:24, 40).
 *
 * Returns: (transfer full): the request
 */
CueFeedRequest *
cue_feed_request_new_put (const char *base_url, const char *jws, guint n_events)
{
  CueFeedRequest *self;

  g_return_val_if_fail (base_url != NULL && jws != NULL, NULL);

  self = make_request (CUE_FEED_CALL_PUT, base_url);
  self->url = g_strconcat (base_url, "/put", NULL);
  self->body = g_bytes_new (jws, strlen (jws));
  self->n_events = n_events;
  return self;
}

/**
 * cue_feed_request_get_call:
 *
 * Returns: what it asks for
 */
CueFeedCall
cue_feed_request_get_call (CueFeedRequest *self)
{
  g_return_val_if_fail (CUE_IS_FEED_REQUEST (self), CUE_FEED_CALL_PAGE);

  return self->call;
}

/**
 * cue_feed_request_get_method:
 *
 * Returns: (transfer none): the method of HTTP
 */
const char *
cue_feed_request_get_method (CueFeedRequest *self)
{
  g_return_val_if_fail (CUE_IS_FEED_REQUEST (self), NULL);

  return self->call == CUE_FEED_CALL_PUT ? "POST" : "GET";
}

/**
 * cue_feed_request_get_url:
 *
 * Returns: (transfer none): the whole URL
 */
const char *
cue_feed_request_get_url (CueFeedRequest *self)
{
  g_return_val_if_fail (CUE_IS_FEED_REQUEST (self), NULL);

  return self->url;
}

/**
 * cue_feed_request_get_source:
 *
 * Returns: (transfer none) (nullable): the id of the feed that is read
 */
const char *
cue_feed_request_get_source (CueFeedRequest *self)
{
  g_return_val_if_fail (CUE_IS_FEED_REQUEST (self), NULL);

  return self->source;
}

/**
 * cue_feed_request_set_large:
 * @large: whether somebody wants the page though it is larger than %CUE_FEED_LARGE_BYTES
 *
 * Before it is sent. It says nothing of the pages that instructions lead to from there.
 */
void
cue_feed_request_set_large (CueFeedRequest *self, gboolean large)
{
  g_return_if_fail (CUE_IS_FEED_REQUEST (self));

  self->large = large;
}

/**
 * cue_feed_request_set_repeated:
 * @repeated: whether it asks again for what was asked for a moment ago, so that an answer is no
 *   news by itself
 *
 * Before it is sent.
 */
void
cue_feed_request_set_repeated (CueFeedRequest *self, gboolean repeated)
{
  g_return_if_fail (CUE_IS_FEED_REQUEST (self));

  self->repeated = repeated;
}

/**
 * cue_feed_request_get_repeated:
 *
 * Returns: whether the same was asked for a moment ago
 */
gboolean
cue_feed_request_get_repeated (CueFeedRequest *self)
{
  g_return_val_if_fail (CUE_IS_FEED_REQUEST (self), FALSE);

  return self->repeated;
}

/**
 * cue_feed_request_get_large:
 *
 * Returns: whether the page is taken in though it is larger than %CUE_FEED_LARGE_BYTES
 */
gboolean
cue_feed_request_get_large (CueFeedRequest *self)
{
  g_return_val_if_fail (CUE_IS_FEED_REQUEST (self), FALSE);

  return self->large;
}

/**
 * cue_feed_request_check_answer_url:
 * @url: what answered, after redirects
 *
 * A redirect may lead to another path of the same origin. What stands there is not this feed, or
 * nobody can tell.
 *
 * Errors: %CUE_ERROR_PROTOCOL.
 *
 * Returns: whether what answered is what was asked
 */
gboolean
cue_feed_request_check_answer_url (CueFeedRequest *self, const char *url, GError **error)
{
  g_autoptr (GUri) uri = NULL;
  g_autofree char *shown = NULL;

  g_return_val_if_fail (CUE_IS_FEED_REQUEST (self), FALSE);
  g_return_val_if_fail (url != NULL, FALSE);

  if (is_same_path (self->url, url))
    return TRUE;
  uri = g_uri_parse (url, G_URI_FLAGS_ENCODED, NULL);
  shown = cue_text_make_line (uri != NULL ? g_uri_get_path (uri) : "", -1, 100);
  g_set_error (error,
               CUE_ERROR,
               CUE_ERROR_PROTOCOL,
               // Translators: the path of an address, such as “/get/other-feed”
               _ (
                 "The service led on to “%s”, which is not this feed. What came from there was not "
                 "taken in, since events of another feed would be mixed in."),
               shown);
  return FALSE;
}

/**
 * cue_feed_request_get_body:
 *
 * Returns: (transfer none) (nullable): what is sent, exactly
 */
GBytes *
cue_feed_request_get_body (CueFeedRequest *self)
{
  g_return_val_if_fail (CUE_IS_FEED_REQUEST (self), NULL);

  return self->body;
}

/**
 * cue_feed_request_get_n_events:
 *
 * Returns: how many events are in the body
 */
guint
cue_feed_request_get_n_events (CueFeedRequest *self)
{
  g_return_val_if_fail (CUE_IS_FEED_REQUEST (self), 0);

  return self->n_events;
}

/**
 * cue_feed_request_describe:
 *
 * The request as it would go over the wire, for a dry run: method, URL, headers, a blank line, the
 * body. The token is masked. The body of events is what is sent, signature and all: it holds no
 * secret, but whoever has it can send it.
 *
 * Returns: (transfer full): several lines of text
 */
char *
cue_feed_request_describe (CueFeedRequest *self)
{
  g_autoptr (GString) text = NULL;

  g_return_val_if_fail (CUE_IS_FEED_REQUEST (self), NULL);

  text = g_string_new (NULL);
  g_string_append_printf (text, "%s %s\n", cue_feed_request_get_method (self), self->url);
  if (self->call == CUE_FEED_CALL_PUT) {
    gsize       length;
    const char *data = g_bytes_get_data (self->body, &length);

    g_string_append (text, "Content-Type: application/jose\n\n");
    g_string_append_len (text, data, (gssize) length);
  } else {
    g_string_append (text, "Authorization: Bearer " CUE_REDACTED "\n");
    g_string_append (text, "Accept: application/json\n");
  }
  return cue_text_make_visible (text->str, -1, MAX_DESCRIBED_CHARS);
}
