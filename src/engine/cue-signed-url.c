// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-signed-url.h"

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "cue-json.h"
#include "cue-time.h"

/*
 * Until when an address is good, read from its query. Nothing is verified, and nobody is asked:
 * what stands there is what the content network will look at.
 */

/* What an end may be without being a serial number: 2001 to 2096. */
#define FIRST_SECOND G_GINT64_CONSTANT (1000000000)
#define LAST_SECOND  G_GINT64_CONSTANT (4000000000)

#define MAX_POLICY_BYTES 4096
#define MAX_LIFE_S       ((gint64) 10 * 366 * 24 * 3600)

static gint64
read_digits (const char *text, const char *stop)
{
  guint64 value;
  char   *end;

  if (text == NULL || !g_ascii_isdigit (*text))
    return 0;
  value = g_ascii_strtoull (text, &end, 10);
  if (*end != '\0' && strchr (stop, *end) == NULL)
    return 0;
  return (gint64) MIN (value, (guint64) G_MAXINT64);
}

/* A time that counts since 1970, in seconds or milliseconds; 0 for what is none. */
static gint64
read_epoch (const char *text, const char *stop)
{
  gint64 value = read_digits (text, stop);

  if (value >= FIRST_SECOND && value <= LAST_SECOND)
    return value * G_USEC_PER_SEC;
  if (value >= FIRST_SECOND * 1000 && value <= LAST_SECOND * 1000)
    return value * 1000;
  return 0;
}

static gint64
read_iso8601 (const char *text)
{
  gint64   us;
  gboolean has_zone;

  return text != NULL && cue_time_parse_iso8601 (text, &us, &has_zone) && us > 0 ? us : 0;
}

/* @length digits, or −1. */
static int
read_number (const char *text, gsize length)
{
  int value = 0;

  for (gsize i = 0; i < length; i++) {
    if (!g_ascii_isdigit (text[i]))
      return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

/* `20261122T140000Z`, the basic form of ISO 8601. */
static GDateTime *
read_basic_date (const char *text)
{
  if (text == NULL || strlen (text) != 16 || text[8] != 'T' || text[15] != 'Z')
    return NULL;
  return g_date_time_new_utc (read_number (text, 4),
                              read_number (text + 4, 2),
                              read_number (text + 6, 2),
                              read_number (text + 9, 2),
                              read_number (text + 11, 2),
                              read_number (text + 13, 2));
}

/* `X-Amz-Date=20261122T140000Z&X-Amz-Expires=3600`; the same with `X-Goog-`. */
static gint64
read_dated (GHashTable *query, const char *date_name, const char *life_name)
{
  g_autoptr (GDateTime) begin = read_basic_date (g_hash_table_lookup (query, date_name));
  gint64 life = read_digits (g_hash_table_lookup (query, life_name), "");

  if (begin == NULL || life <= 0 || life > MAX_LIFE_S)
    return 0;
  return (g_date_time_to_unix (begin) + life) * G_USEC_PER_SEC;
}

/* `…~exp=1795165200~hmac=…`, as in `hdnts=`, `hdnea=` and `__token__=`. */
static gint64
read_akamai (const char *token)
{
  g_auto (GStrv) parts = NULL;

  if (token == NULL)
    return 0;
  parts = g_strsplit (token, "~", 20);
  for (char **part = parts; *part != NULL; part++) {
    if (g_str_has_prefix (*part, "exp="))
      return read_epoch (*part + 4, "");
  }
  return 0;
}

static JsonObject *
get_object (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* CloudFront's custom policy: base64 with `-_~` in place of `+=/`, of
 * `{"Statement":[{"Condition":{"DateLessThan":{"AWS:EpochTime":1795165200}}}]}`. */
static gint64
read_policy (const char *policy)
{
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object;
  JsonNode   *node;
  guchar     *data;
  gsize       size;

  if (policy == NULL || strlen (policy) > MAX_POLICY_BYTES)
    return 0;
  text =
    g_strdelimit (g_strdelimit (g_strdelimit (g_strdup (policy), "-", '+'), "_", '='), "~", '/');
  data = g_base64_decode (text, &size);
  bytes = g_bytes_new_take (data, size);
  root = cue_json_parse (bytes, NULL);
  object = get_object (root);
  node = object != NULL ? json_object_get_member (object, "Statement") : NULL;
  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node) &&
      json_array_get_length (json_node_get_array (node)) > 0)
    node = json_array_get_element (json_node_get_array (node), 0);
  for (gsize i = 0; i < 3; i++) {
    static const char *const path[] = { "Condition", "DateLessThan", "AWS:EpochTime" };

    object = get_object (node);
    node = object != NULL ? json_object_get_member (object, path[i]) : NULL;
  }
  if (node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
      json_node_get_value_type (node) == G_TYPE_INT64) {
    g_autofree char *seconds = g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));

    return read_epoch (seconds, "");
  }
  return 0;
}

static gint64
read_cloudfront (GHashTable *query)
{
  if (!g_hash_table_contains (query, "signature") || !g_hash_table_contains (query, "key-pair-id"))
    return 0;
  if (g_hash_table_contains (query, "policy"))
    return read_policy (g_hash_table_lookup (query, "policy"));
  return read_epoch (g_hash_table_lookup (query, "expires"), "");
}

static gint64
read_azure (GHashTable *query)
{
  const char *end = g_hash_table_lookup (query, "se");

  return g_hash_table_contains (query, "sig") ? read_iso8601 (end) : 0;
}

/* Names that many content networks use for an end, and that mean nothing else with such a value. */
static gint64
read_plain (GHashTable *query)
{
  static const char *const names[] = {
    "exp", "expires",       "expire",  "expiry",   "expiration", "expires_at", "expiresat",
    "e",   "token_expires", "validto", "valid_to", "verify",     "urlexpires",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    const char *text = g_hash_table_lookup (query, names[i]);
    gint64      us = read_epoch (text, "-");

    if (us == 0)
      us = read_iso8601 (text);
    if (us != 0)
      return us;
  }
  return 0;
}

/* Names in lower case: content networks differ in it. The first of several holds. */
static GHashTable *
read_query (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);
  const char    *query = uri != NULL ? g_uri_get_query (uri) : NULL;
  GUriParamsIter iter;
  GHashTable    *table;
  char          *name;
  char          *value;

  if (query == NULL || *query == '\0')
    return NULL;
  table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_uri_params_iter_init (&iter, query, -1, "&", G_URI_PARAMS_NONE);
  while (g_uri_params_iter_next (&iter, &name, &value, NULL)) {
    char *key = g_ascii_strdown (name, -1);

    g_free (name);
    if (g_hash_table_contains (table, key)) {
      g_free (key);
      g_free (value);
    } else
      g_hash_table_insert (table, key, value);
  }
  return table;
}

/**
 * cue_signed_url_read_expiry:
 * @url: an address from the event
 * @kind: (out) (optional) (transfer none): whose signature it is: a name that is not translated, or
 *   `exp` for a plain parameter
 *
 * Reads until when a signed address is good: Amazon S3 (`X-Amz-Date`, `X-Amz-Expires`), Google
 * Cloud Storage (`X-Goog-…`), CloudFront (`Expires` or `Policy` beside `Signature` and
 * `Key-Pair-Id`), Azure SAS (`se` beside `sig`), Akamai (`hdnts`, `hdnea`, `__token__` with
 * `exp=`), and plain parameters such as `exp` or `expires` that hold a plausible time. Any thread.
 *
 * Returns: the end in µs since 1970 UTC; 0 when the address does not say one
 */
gint64
cue_signed_url_read_expiry (const char *url, const char **kind)
{
  static const char *const akamai_names[] = { "hdnts", "hdnea", "hdntl", "__token__", "token" };
  const char              *dummy;
  g_autoptr (GHashTable) query = NULL;
  gint64 us;

  g_return_val_if_fail (url != NULL, 0);

  kind = kind != NULL ? kind : &dummy;
  *kind = NULL;
  query = read_query (url);
  if (query == NULL)
    return 0;

  *kind = "Amazon S3";
  if ((us = read_dated (query, "x-amz-date", "x-amz-expires")) != 0)
    return us;
  *kind = "Google Cloud Storage";
  if ((us = read_dated (query, "x-goog-date", "x-goog-expires")) != 0)
    return us;
  *kind = "CloudFront";
  if ((us = read_cloudfront (query)) != 0)
    return us;
  *kind = "Azure SAS";
  if ((us = read_azure (query)) != 0)
    return us;
  *kind = "Akamai";
  for (gsize i = 0; i < G_N_ELEMENTS (akamai_names); i++) {
    if ((us = read_akamai (g_hash_table_lookup (query, akamai_names[i]))) != 0)
      return us;
  }
  *kind = "exp";
  if ((us = read_plain (query)) != 0)
    return us;
  *kind = NULL;
  return 0;
}
