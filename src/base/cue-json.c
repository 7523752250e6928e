// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-json.h"

#include "cue-diagnostic.h"
#include "cue-error.h"
#include "cue-json-scan.h"
#include "cue-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A body full of oddities is reported by its first ones. */
#define MAX_REPORTS 20

/* Numbers that no type here can hold become texts, so that json-glib does not wrap them round and
 * the digits that were sent can be shown. */
static char *
quote_odd_numbers (const char *bytes, gsize length, GArray *spans, gsize *out_length)
{
  GString *out = g_string_sized_new (length + spans->len * 2 + 1);
  gsize    at = 0;

  for (guint i = 0; i < spans->len; i++) {
    const CueJsonSpan *span = &g_array_index (spans, CueJsonSpan, i);

    g_string_append_len (out, bytes + at, (gssize) (span->offset - at));
    g_string_append_c (out, '"');
    g_string_append_len (out, bytes + span->offset, (gssize) span->length);
    g_string_append_c (out, '"');
    at = span->offset + span->length;
  }
  g_string_append_len (out, bytes + at, (gssize) (length - at));
  *out_length = out->len;
  return g_string_free (out, FALSE);
}

static void
report_scan (CueJsonScan *scan, const char *bytes, GPtrArray *diagnostics)
{
  for (guint i = 0; i < scan->duplicates->len; i++) {
    const char      *key = g_ptr_array_index (scan->duplicates, i);
    g_autofree char *shown = cue_text_make_line (key, -1, 60);

    g_ptr_array_add (diagnostics,
                     cue_diagnostic_new (CUE_SEVERITY_WARNING,
                                         shown,
                                         _ ("The key “%s” stands twice in one object; the last "
                                            "one counts."),
                                         shown));
  }
  for (guint i = 0; i < MIN (scan->odd_numbers->len, MAX_REPORTS); i++) {
    const CueJsonSpan *span = &g_array_index (scan->odd_numbers, CueJsonSpan, i);
    g_autofree char   *shown = cue_text_make_line (bytes + span->offset, (gssize) span->length, 60);

    g_ptr_array_add (diagnostics,
                     cue_diagnostic_new (CUE_SEVERITY_WARNING,
                                         NULL,
                                         _ ("The number %s exceeds 64 bits and is kept as text."),
                                         shown));
  }
}

/**
 * cue_json_parse:
 * @bytes: an answer or a file
 * @error: %CUE_ERROR_PROTOCOL or %CUE_ERROR_TOO_LARGE
 *
 * Reads one JSON text: size cap, strict scan ([RFC 8259](https://www.rfc-editor.org/rfc/rfc8259)),
 * then json-glib. Any thread; meant for small bodies on the main thread and for large ones in a
 * worker.
 *
 * Returns: (transfer full): the value, sealed; %NULL with @error set
 */
JsonNode *
cue_json_parse (GBytes *bytes, GError **error)
{
  return cue_json_parse_full (bytes, NULL, error);
}

/**
 * cue_json_parse_full:
 * @bytes: an answer or a file
 * @diagnostics: (nullable) (element-type CueDiagnostic): where to report duplicate keys and
 *   numbers beyond 64 bits
 * @error: %CUE_ERROR_PROTOCOL or %CUE_ERROR_TOO_LARGE
 *
 * As [func@json_parse], and reports what is valid but suspicious.
 *
 * Returns: (transfer full): the value, sealed; %NULL with @error set
 */
JsonNode *
cue_json_parse_full (GBytes *bytes, GPtrArray *diagnostics, GError **error)
{
  gsize       length;
  const char *data;
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (GPtrArray) duplicates = NULL;
  g_autoptr (GArray) odd_numbers = NULL;
  g_autoptr (GError) local = NULL;
  g_autofree char *quoted = NULL;
  CueJsonScan      scan = { 0 };

  g_return_val_if_fail (bytes != NULL, NULL);

  data = g_bytes_get_data (bytes, &length);
  if (length > CUE_JSON_MAX_BYTES) {
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_TOO_LARGE,
                 _ ("The JSON has %zu bytes; at most %d are read."),
                 length,
                 CUE_JSON_MAX_BYTES);
    return NULL;
  }
  if (diagnostics != NULL)
    duplicates = g_ptr_array_new_with_free_func (g_free);
  odd_numbers = g_array_new (FALSE, FALSE, sizeof (CueJsonSpan));
  scan.duplicates = duplicates;
  scan.odd_numbers = odd_numbers;
  if (!cue_json_scan (data, length, &scan, error))
    return NULL;
  if (diagnostics != NULL)
    report_scan (&scan, data, diagnostics);
  if (odd_numbers->len > 0) {
    quoted = quote_odd_numbers (data, length, odd_numbers, &length);
    data = quoted;
  }

  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, data, (gssize) length, &local)) {
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_PROTOCOL,
                 _ ("The JSON could not be read: %s"),
                 local->message);
    return NULL;
  }
  return json_parser_steal_root (parser);
}

/* The fewest digits that are read back as the same number. */
static void
append_shortest (GString *text, const char *digits, gsize length)
{
  char   token[G_ASCII_DTOSTR_BUF_SIZE];
  char   shorter[G_ASCII_DTOSTR_BUF_SIZE];
  double value;

  if (length >= sizeof token) {
    g_string_append_len (text, digits, (gssize) length);
    return;
  }
  memcpy (token, digits, length);
  token[length] = '\0';
  value = g_ascii_strtod (token, NULL);
  for (int precision = 15; precision <= 17; precision++) {
    char format[8];

    g_snprintf (format, sizeof format, "%%.%dg", precision);
    g_ascii_formatd (shorter, sizeof shorter, format, value);
    if (g_ascii_strtod (shorter, NULL) == value)
      break;
  }
  g_string_append (text, shorter);
  /* It stays a number with a fraction for whoever tells them apart. */
  if (strpbrk (shorter, ".e") == NULL)
    g_string_append (text, ".0");
}

/* json-glib writes every number with a fraction with 17 digits: 0.1 as 0.10000000000000001. */
static char *
shorten_numbers (const char *json)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *p = json;

  while (*p != '\0') {
    const char *end = p;

    if (*p == '"') {
      for (end = p + 1; *end != '"' && *end != '\0'; end++) {
        if (*end == '\\' && end[1] != '\0')
          end++;
      }
      if (*end == '"')
        end++;
      g_string_append_len (text, p, end - p);
    } else if (*p == '-' || g_ascii_isdigit (*p)) {
      end = p + strspn (p, "+-0123456789");
      if (strchr (".eE", *end) != NULL && *end != '\0') {
        end = p + strspn (p, "+-.eE0123456789");
        append_shortest (text, p, (gsize) (end - p));
      } else {
        g_string_append_len (text, p, end - p);
      }
    } else {
      end = p + 1;
      g_string_append_c (text, *p);
    }
    p = end;
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * cue_json_to_text:
 * @node: a value
 * @pretty: whether for reading, with indentation
 *
 * Returns: (transfer full): JSON text, every number with as few digits as tell it
 */
char *
cue_json_to_text (JsonNode *node, gboolean pretty)
{
  g_autofree char *json = NULL;

  g_return_val_if_fail (node != NULL, NULL);

  json = json_to_string (node, pretty);
  return shorten_numbers (json);
}
