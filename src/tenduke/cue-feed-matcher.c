// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-matcher.h"

#include "cue-feed-fields.h"
#include "cue-feed-path.h"
#include "cue-fold.h"

#include <string.h>

/* Values of which a row could not have the number. */
#define NOT_SEEN (CUE_DICTIONARY_NONE - 2)

struct _CueFeedMatcher {
  CueFeedLog  *log; /* unowned: the owner of the matcher has it */
  gint64       from_ns;
  gint64       to_ns;
  gboolean     only_failed;
  gboolean     is_simple;                 /* nothing needs the text of a row */
  char        *values[CUE_FEED_N_FACETS]; /* owned, nullable */
  guint32      tokens[CUE_FEED_N_FACETS]; /* of values, or NOT_SEEN */
  char        *text;                      /* owned, nullable, folded */
  gsize        text_length;
  CueFeedPath *path;        /* owned, nullable */
  gboolean     is_no_path;  /* there is a path, but it is none */
  char        *field_value; /* owned, nullable, folded */
  gsize        field_length;
  GString     *folded;  /* owned, scratch */
  GString     *scratch; /* owned */
};

/**
 * cue_feed_matcher_new:
 * @log: the log whose rows are tested; it has to outlive the matcher
 * @filter: which of them pass, as it is now
 * @with_range: whether to look at the time
 *
 * Returns: (transfer full): a matcher
 */
CueFeedMatcher *
cue_feed_matcher_new (CueFeedLog *log, CueFeedFilter *filter, gboolean with_range)
{
  CueFeedMatcher *self = g_new0 (CueFeedMatcher, 1);
  const char     *text = cue_feed_filter_get_text (filter);
  const char     *path = cue_feed_filter_get_field_path (filter);

  self->log = log;
  self->from_ns = G_MININT64;
  self->to_ns = G_MAXINT64;
  if (with_range)
    cue_feed_filter_get_range (filter, &self->from_ns, &self->to_ns);
  self->only_failed = cue_feed_filter_get_only_failed (filter);
  for (guint i = 0; i < CUE_FEED_N_FACETS; i++) {
    const char *value = cue_feed_filter_get_value (filter, (CueFeedFacet) i);

    if (value == NULL)
      continue;
    self->values[i] = g_strndup (value, cue_feed_value_measure (value, strlen (value)));
    self->tokens[i] =
      cue_dictionary_intern (log->dictionary, self->values[i], strlen (self->values[i]), FALSE);
    if (self->tokens[i] == CUE_DICTIONARY_NONE)
      self->tokens[i] = NOT_SEEN;
  }
  if (text != NULL) {
    self->text = cue_fold (text);
    self->text_length = strlen (self->text);
  }
  if (path != NULL) {
    self->path = cue_feed_path_new (path, NULL);
    self->is_no_path = self->path == NULL;
    if (cue_feed_filter_get_field_value (filter) != NULL) {
      self->field_value = cue_fold (cue_feed_filter_get_field_value (filter));
      self->field_length = strlen (self->field_value);
    }
  }
  self->is_simple = self->text == NULL && self->path == NULL;
  self->folded = g_string_new (NULL);
  self->scratch = g_string_new (NULL);
  return self;
}

/**
 * cue_feed_matcher_free:
 * @self: (transfer full) (nullable): a matcher
 */
void
cue_feed_matcher_free (CueFeedMatcher *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < CUE_FEED_N_FACETS; i++)
    g_free (self->values[i]);
  g_free (self->text);
  cue_feed_path_free (self->path);
  g_free (self->field_value);
  g_string_free (self->folded, TRUE);
  g_string_free (self->scratch, TRUE);
  g_free (self);
}

/* ---- values of columns ---------------------------------------------------------------------- */

/* A value that has no number, because the dictionary is full. */
static gboolean
compare_text (CueFeedMatcher *self, guint32 row, guint facet)
{
  CueFeedFields fields;
  gsize         length;
  const char   *json = cue_feed_store_get_text (&self->log->store, row, &length);
  const char   *value;

  cue_feed_fields_read (&fields, json, length);
  value = cue_feed_fields_get_value (&fields, (CueFeedFacet) facet, self->scratch, &length);
  return value != NULL && length == strlen (self->values[facet]) &&
         memcmp (value, self->values[facet], length) == 0;
}

/* The value may have come after the filter was made. */
static gboolean
has_value (CueFeedMatcher *self, guint32 row, const CueFeedRecord *record, guint facet)
{
  if (self->tokens[facet] == NOT_SEEN && record->values[facet] < CUE_FEED_OTHER_VALUE) {
    guint32 token = cue_dictionary_intern (self->log->dictionary,
                                           self->values[facet],
                                           strlen (self->values[facet]),
                                           FALSE);

    if (token != CUE_DICTIONARY_NONE)
      self->tokens[facet] = token;
  }
  return record->values[facet] == self->tokens[facet] ||
         (record->values[facet] == CUE_FEED_OTHER_VALUE && compare_text (self, row, facet));
}

/* ---- text ---------------------------------------------------------------------------------- */

static gboolean
value_has_text (CueFeedMatcher *self, const CueFeedSpan *value)
{
  g_autofree char *folded = NULL;

  if (value->kind == CUE_JSON_NULL)
    return FALSE;
  g_string_truncate (self->scratch, 0);
  cue_json_token_append (self->scratch, value->at, value->length, value->kind);
  folded = cue_fold (self->scratch->str);
  return strstr (folded, self->text) != NULL;
}

/* Value by value: what is found between them, or in the name of a field, does not count. */
static gboolean
some_value_has_text (CueFeedMatcher *self, const char *json, gsize length)
{
  const char *end = json + length;

  for (const char *at = json; at < end;) {
    CueFeedSpan value = { at, 0, CUE_JSON_NULL };
    const char *after;

    if (*at != '"' && *at != '-' && !g_ascii_isalnum (*at)) {
      at++;
      continue;
    }
    after = cue_json_token_take (at, end, &value.kind);
    if (after == NULL)
      return FALSE;
    value.length = (guint32) (after - at);
    at = after;
    while (at < end && g_ascii_isspace (*at))
      at++;
    if (at < end && *at == ':')
      at++;
    else if (value_has_text (self, &value))
      return TRUE;
  }
  return FALSE;
}

/* Nearly always it is not there at all, and the text is plain: then one look is enough. */
static gboolean
may_have (CueFeedMatcher *self, const char *json, gsize length, const char *text, gsize text_length)
{
  return !cue_fold_plain (self->folded, json, length) ||
         memmem (self->folded->str, length, text, text_length) != NULL;
}

static gboolean
has_text (CueFeedMatcher *self, const char *json, gsize length)
{
  return may_have (self, json, length, self->text, self->text_length) &&
         some_value_has_text (self, json, length);
}

static gboolean
is_field_value (const CueFeedSpan *value, gpointer data)
{
  CueFeedMatcher  *self = data;
  g_autofree char *folded = NULL;

  if (value->kind == CUE_JSON_NULL)
    return FALSE;
  if (self->field_value == NULL)
    return TRUE;
  g_string_truncate (self->scratch, 0);
  cue_json_token_append (self->scratch, value->at, value->length, value->kind);
  folded = cue_fold (self->scratch->str);
  return g_str_equal (folded, self->field_value);
}

static gboolean
has_field (CueFeedMatcher *self, const char *json, gsize length)
{
  if (self->field_value != NULL &&
      !may_have (self, json, length, self->field_value, self->field_length))
    return FALSE;
  return cue_feed_path_find_where (self->path, json, length, is_field_value, self);
}

/**
 * cue_feed_matcher_test:
 * @self: a matcher
 * @row: a row that the log has
 *
 * Returns: whether it passes
 */
gboolean
cue_feed_matcher_test (CueFeedMatcher *self, guint32 row)
{
  const CueFeedRecord *record = cue_feed_store_get_row (&self->log->store, row);
  const char          *json;
  gsize                length;

  if (record->key_ns < self->from_ns || record->key_ns >= self->to_ns)
    return FALSE;
  if (self->only_failed && (record->marks & CUE_FEED_MARK_FAILED) == 0)
    return FALSE;
  for (guint i = 0; i < CUE_FEED_N_FACETS; i++) {
    if (self->values[i] != NULL && !has_value (self, row, record, i))
      return FALSE;
  }
  if (self->is_no_path)
    return FALSE;
  if (self->is_simple)
    return TRUE;
  json = cue_feed_store_get_text (&self->log->store, row, &length);
  if (self->path != NULL && !has_field (self, json, length))
    return FALSE;
  return self->text == NULL || has_text (self, json, length);
}
