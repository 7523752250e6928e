// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-path.h"

#include "cue-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * The path of a value in an event: `data.licenseAnchors[0].licenseAnchorId`, or with `[]` the first
 * element that has the rest. A key with other characters stands in brackets and quotation marks:
 * `data["odd key"]`. A `$.` before all of it, as JSONPath has it, is left out.
 */

#define MAX_STEPS  CUE_JSON_MAX_DEPTH
#define MAX_LISTED 2000

typedef enum {
  STEP_KEY,
  STEP_INDEX,
  STEP_ANY,
} StepKind;

typedef struct {
  StepKind kind;
  char    *key; /* owned */
  guint    index;
} Step;

struct _CueFeedPath {
  char   *text;  /* owned, as it is shown */
  GArray *steps; /* owned, of Step */
};

static void
clear_step (gpointer data)
{
  g_free (((Step *) data)->key);
}

static gboolean
fail (const char *text, GError **error)
{
  g_set_error (error,
               CUE_ERROR,
               CUE_ERROR_INVALID_INPUT,
               _ ("“%s” is not the path of a field. Write it like data.userId, or "
                  "data.licenseAnchors[0].licenseAnchorId."),
               text);
  return FALSE;
}

/* After an opening bracket. */
static gboolean
take_bracket (const char **at, Step *step)
{
  const char *end;

  if (**at == '"') {
    CueJsonKind kind;

    end = cue_json_token_take (*at, *at + strlen (*at), &kind);
    if (end == NULL || *end != ']')
      return FALSE;
    step->kind = STEP_KEY;
    step->key = cue_json_token_decode (*at, (gsize) (end - *at), kind);
    *at = end + 1;
    return TRUE;
  }
  step->kind = **at == ']' || **at == '*' ? STEP_ANY : STEP_INDEX;
  if (**at == '*')
    (*at)++;
  for (guint n = 0; g_ascii_isdigit (**at); n++, (*at)++) {
    if (n == 8)
      return FALSE;
    step->index = step->index * 10 + (guint) (**at - '0');
  }
  if (**at != ']' || (step->kind == STEP_INDEX && (*at)[-1] == '['))
    return FALSE;
  (*at)++;
  return TRUE;
}

static gboolean
take_step (const char **at, gboolean first, Step *step)
{
  gsize length;

  if (**at == '[') {
    (*at)++;
    return take_bracket (at, step);
  }
  if (!first) {
    if (**at != '.')
      return FALSE;
    (*at)++;
  }
  length = strcspn (*at, ".[");
  if (length == 0)
    return FALSE;
  step->kind = STEP_KEY;
  step->key = g_strndup (*at, length);
  *at += length;
  return TRUE;
}

/**
 * cue_feed_path_new:
 * @text: a path as somebody wrote it
 * @error: %CUE_ERROR_INVALID_INPUT
 *
 * Returns: (transfer full) (nullable): the path
 */
CueFeedPath *
cue_feed_path_new (const char *text, GError **error)
{
  g_autoptr (CueFeedPath) self = g_new0 (CueFeedPath, 1);
  g_autofree char *stripped = NULL;
  const char      *at;

  g_return_val_if_fail (text != NULL, NULL);

  stripped = g_strstrip (g_strdup (text));
  at = g_str_has_prefix (stripped, "$.") ? stripped + 2 : stripped;
  self->text = g_strdup (at);
  self->steps = g_array_new (FALSE, TRUE, sizeof (Step));
  g_array_set_clear_func (self->steps, clear_step);
  do {
    Step step = { 0 };

    if (!take_step (&at, self->steps->len == 0, &step) || self->steps->len == MAX_STEPS) {
      g_free (step.key);
      fail (stripped, error);
      return NULL;
    }
    g_array_append_val (self->steps, step);
  } while (*at != '\0');
  return g_steal_pointer (&self);
}

/**
 * cue_feed_path_free:
 * @self: (transfer full) (nullable): a path
 */
void
cue_feed_path_free (CueFeedPath *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  if (self->steps != NULL)
    g_array_unref (self->steps);
  g_free (self);
}

/**
 * cue_feed_path_get_text:
 * @self: a path
 *
 * Returns: (transfer none): it as text
 */
const char *
cue_feed_path_get_text (const CueFeedPath *self)
{
  return self->text;
}

/* ---- finding ------------------------------------------------------------------------------- */

typedef struct {
  const CueFeedPath *path;
  CueFeedPathTest    test; /* nullable */
  gpointer           data;
} Search;

static gboolean find_from (const Search *self, guint step, CueFeedSpan *value);

static gboolean
find_in_object (const Search *self, guint step, CueFeedSpan *value)
{
  const Step *wanted = &g_array_index (self->path->steps, Step, step);
  gsize       length = strlen (wanted->key);
  gboolean    found = FALSE;
  gboolean    more;
  CueFeedSpan last;
  CueFeedScan scan;

  cue_feed_scan_init (&scan, value->at, value->length, NULL);
  if (!cue_feed_scan_enter (&scan, 0, &more))
    return FALSE;
  while (more) {
    CueFeedSpan key;
    CueFeedSpan member;

    if (!cue_feed_scan_take_key (&scan, &key) || !cue_feed_scan_take_value (&scan, 0, &member))
      return FALSE;
    /* Of two the last one counts, as for json-glib. */
    if (cue_feed_span_equals (&key, wanted->key, length)) {
      last = member;
      found = TRUE;
    }
    if (!cue_feed_scan_next (&scan, '}', &more))
      return FALSE;
  }
  if (!found || !find_from (self, step + 1, &last))
    return FALSE;
  *value = last;
  return TRUE;
}

static gboolean
find_in_array (const Search *self, guint step, CueFeedSpan *value)
{
  const Step *wanted = &g_array_index (self->path->steps, Step, step);
  gboolean    more;
  CueFeedScan scan;

  cue_feed_scan_init (&scan, value->at, value->length, NULL);
  if (!cue_feed_scan_enter (&scan, 0, &more))
    return FALSE;
  for (guint i = 0; more; i++) {
    CueFeedSpan element;

    if (!cue_feed_scan_take_value (&scan, 0, &element))
      return FALSE;
    if ((wanted->kind == STEP_ANY || wanted->index == i) && find_from (self, step + 1, &element)) {
      *value = element;
      return TRUE;
    }
    if (!cue_feed_scan_next (&scan, ']', &more))
      return FALSE;
  }
  return FALSE;
}

/* As deep as the path is long, so this may call itself. */
static gboolean
find_from (const Search *self, guint step, CueFeedSpan *value)
{
  if (step == self->path->steps->len)
    return self->test == NULL || self->test (value, self->data);
  if (g_array_index (self->path->steps, Step, step).kind == STEP_KEY)
    return value->kind == CUE_JSON_OBJECT && find_in_object (self, step, value);
  return value->kind == CUE_JSON_ARRAY && find_in_array (self, step, value);
}

static gboolean
search (const Search *self, const char *json, gsize length, CueFeedSpan *value)
{
  value->at = json;
  value->length = (guint32) length;
  value->kind = CUE_JSON_NULL;
  if (length > 0 && *json == '{')
    value->kind = CUE_JSON_OBJECT;
  else if (length > 0 && *json == '[')
    value->kind = CUE_JSON_ARRAY;
  return find_from (self, 0, value);
}

/**
 * cue_feed_path_find:
 * @self: a path
 * @json: (array length=length): an event that a reader has checked
 * @length: its bytes
 * @value: (out): what is there, in @json; of several elements of a list the first that has it
 *
 * Returns: whether there is something, be it null
 */
gboolean
cue_feed_path_find (const CueFeedPath *self, const char *json, gsize length, CueFeedSpan *value)
{
  const Search any = { self, NULL, NULL };

  return search (&any, json, length, value);
}

/**
 * cue_feed_path_find_where:
 * @self: a path
 * @json: (array length=length): an event that a reader has checked
 * @length: its bytes
 * @test: (scope call): asked about each value that is there, until it says yes
 * @data: for @test
 *
 * Returns: whether there is such a value, in whatever element of a list
 */
gboolean
cue_feed_path_find_where (const CueFeedPath *self,
                          const char        *json,
                          gsize              length,
                          CueFeedPathTest    test,
                          gpointer           data)
{
  const Search that = { self, test, data };
  CueFeedSpan  value;

  return search (&that, json, length, &value);
}

/* ---- listing ------------------------------------------------------------------------------- */

typedef struct {
  CueFeedScan     scan;
  GString        *path;
  guint           n_listed;
  CueFeedPathFunc func;
  gpointer        data;
} Lister;

static gboolean
is_plain_key (const char *key)
{
  return *key != '\0' && strpbrk (key, ".[]\"\\ ") == NULL;
}

static void
add_key (GString *path, const CueFeedSpan *key)
{
  g_autofree char *decoded = cue_json_token_decode (key->at, key->length, key->kind);

  if (is_plain_key (decoded)) {
    if (path->len > 0)
      g_string_append_c (path, '.');
    g_string_append (path, decoded);
  } else {
    g_string_append_printf (path, "[%.*s]", (int) key->length, key->at);
  }
}

/* Checked before, so it is at most 64 deep, and this may call itself. */
static gboolean
list_value (Lister *self)
{
  gsize    length = self->path->len;
  gboolean is_object;
  gboolean more;

  cue_feed_scan_skip_blanks (&self->scan);
  if (self->scan.at >= self->scan.end || (*self->scan.at != '{' && *self->scan.at != '[')) {
    CueFeedSpan value;

    return cue_feed_scan_take_scalar (&self->scan, &value);
  }
  is_object = *self->scan.at == '{';
  if (!cue_feed_scan_enter (&self->scan, 0, &more))
    return FALSE;
  while (more && self->n_listed < MAX_LISTED) {
    if (is_object) {
      CueFeedSpan key;

      if (!cue_feed_scan_take_key (&self->scan, &key))
        return FALSE;
      add_key (self->path, &key);
      self->n_listed++;
      self->func (self->path->str, self->data);
    } else {
      g_string_append (self->path, "[]");
    }
    if (!list_value (self))
      return FALSE;
    g_string_truncate (self->path, length);
    if (self->n_listed < MAX_LISTED &&
        !cue_feed_scan_next (&self->scan, is_object ? '}' : ']', &more))
      return FALSE;
  }
  return self->n_listed < MAX_LISTED;
}

/**
 * cue_feed_path_list:
 * @json: (array length=length): an event that a reader has checked
 * @length: its bytes
 * @func: (scope call): told each path, those of objects and lists too
 * @data: for @func
 *
 * Names the fields of an event, the first two thousand. Elements of lists are `[]`.
 */
void
cue_feed_path_list (const char *json, gsize length, CueFeedPathFunc func, gpointer data)
{
  Lister self = { .func = func, .data = data };

  cue_feed_scan_init (&self.scan, json, length, NULL);
  self.path = g_string_new (NULL);
  list_value (&self);
  g_string_free (self.path, TRUE);
}
