// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-export-private.h"
#include "cue-feed-fields.h"

#include <string.h>

/* Named as the service names them: a file is read by programs too. */
static const struct {
  const char *name;
  CueFeedText field;
} columns[] = {
  { "eventReceived", CUE_FEED_TEXT_RECEIVED },
  { "eventTime", CUE_FEED_TEXT_TIME },
  { "eventType", CUE_FEED_TEXT_TYPE },
  { "eventId", CUE_FEED_TEXT_ID },
  { "eventSourceId", CUE_FEED_TEXT_SOURCE },
  { "eventObjectType", CUE_FEED_TEXT_OBJECT_TYPE },
  { "eventObjectId", CUE_FEED_TEXT_OBJECT_ID },
  { "userId", CUE_FEED_TEXT_USER },
  { "licensedItemName", CUE_FEED_TEXT_ITEM_NAME },
  { "licenseId", CUE_FEED_TEXT_LICENCE_ID },
  { "error", CUE_FEED_TEXT_ERROR },
  { "errorDescription", CUE_FEED_TEXT_ERROR_DESCRIPTION },
  { "requestId", CUE_FEED_TEXT_REQUEST },
  { "leaseId", CUE_FEED_TEXT_LEASE },
};

/* RFC 4180. A spreadsheet takes a text that begins like a formula for one, and runs it: an
 * apostrophe before it keeps it a text. */
static void
append_cell (GString *text, const char *cell, gsize length, gboolean may_be_formula)
{
  gboolean guard = may_be_formula && length > 0 && strchr ("=+-@\t\r\n|%", *cell) != NULL;
  gboolean quoted = guard;

  for (gsize i = 0; i < length && !quoted; i++)
    quoted = cell[i] == ',' || cell[i] == '"' || cell[i] == '\n' || cell[i] == '\r';
  if (!quoted) {
    g_string_append_len (text, cell, (gssize) length);
    return;
  }
  g_string_append_c (text, '"');
  if (guard)
    g_string_append_c (text, '\'');
  for (gsize i = 0; i < length; i++) {
    if (cell[i] == '"')
      g_string_append_c (text, '"');
    g_string_append_c (text, cell[i]);
  }
  g_string_append_c (text, '"');
}

static void
append_value (GString *text, const CueFeedSpan *value, GString *scratch)
{
  if (value->at == NULL || value->kind == CUE_JSON_NULL)
    return;
  g_string_truncate (scratch, 0);
  cue_json_token_append (scratch, value->at, value->length, value->kind);
  append_cell (text, scratch->str, scratch->len, value->kind != CUE_JSON_NUMBER);
}

static void
append_time (GString *text, const CueFeedFields *fields, CueFeedText field)
{
  gint64           ns;
  g_autofree char *time = NULL;

  cue_feed_fields_get_stamp (fields, field, &ns);
  time = cue_feed_stamp_format (ns);
  g_string_append (text, time);
}

/**
 * cue_feed_export_append_header:
 * @text: where to
 * @paths: (array length=n_paths): columns of the user
 * @n_paths: how many
 *
 * Appends the names of the columns.
 */
void
cue_feed_export_append_header (GString *text, CueFeedPath *const *paths, guint n_paths)
{
  g_string_append (text, "received,time");
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    g_string_append_printf (text, ",%s", columns[i].name);
  for (guint i = 0; i < n_paths; i++) {
    const char *path = cue_feed_path_get_text (paths[i]);

    g_string_append_c (text, ',');
    append_cell (text, path, strlen (path), TRUE);
  }
  g_string_append (text, "\r\n");
}

/**
 * cue_feed_export_append_csv:
 * @text: where to
 * @json: (array length=length): an event as it came
 * @length: its bytes
 * @paths: (array length=n_paths): columns of the user
 * @n_paths: how many
 * @scratch: room
 *
 * Appends an event as one line.
 */
void
cue_feed_export_append_csv (GString            *text,
                            const char         *json,
                            gsize               length,
                            CueFeedPath *const *paths,
                            guint               n_paths,
                            GString            *scratch)
{
  CueFeedFields fields;

  cue_feed_fields_read (&fields, json, length);
  append_time (text, &fields, CUE_FEED_TEXT_RECEIVED);
  g_string_append_c (text, ',');
  append_time (text, &fields, CUE_FEED_TEXT_TIME);
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++) {
    g_string_append_c (text, ',');
    append_value (text, &fields.texts[columns[i].field], scratch);
  }
  for (guint i = 0; i < n_paths; i++) {
    CueFeedSpan value;

    g_string_append_c (text, ',');
    if (cue_feed_path_find (paths[i], json, length, &value))
      append_value (text, &value, scratch);
  }
  g_string_append (text, "\r\n");
}

/**
 * cue_feed_export_append_line:
 * @text: where to
 * @json: (array length=length): an event as it came
 * @length: its bytes
 *
 * Appends an event as one line, with each value as it is written, and no blanks between them.
 */
void
cue_feed_export_append_line (GString *text, const char *json, gsize length)
{
  gboolean in_text = FALSE;
  gsize    begin = 0;

  for (gsize i = 0; i < length; i++) {
    if (in_text) {
      if (json[i] == '\\')
        i++;
      else if (json[i] == '"')
        in_text = FALSE;
    } else if (json[i] == '"') {
      in_text = TRUE;
    } else if (g_ascii_isspace (json[i])) {
      g_string_append_len (text, json + begin, (gssize) (i - begin));
      begin = i + 1;
    }
  }
  g_string_append_len (text, json + begin, (gssize) (length - begin));
  g_string_append_c (text, '\n');
}
