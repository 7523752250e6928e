// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-columns.h"

#include <glib/gi18n-lib.h>

#include "cue-text.h"

#define MAX_CELL    200 /* characters */
#define TIME_DIGITS 21  /* “2026-11-20 22:15:07.123”, of which some are narrow */

/* The columns of the events of a feed, and the words in them. */

static char *
format_time (CueFeedEvent *event, gboolean received, CueMomentZone zone)
{
  gint64      ns = received ? cue_feed_event_get_received_ns (event)
                            : cue_feed_event_get_time_ns (event);
  const char *text;

  if (ns != CUE_FEED_NO_TIME)
    return cue_moment_format (ns, zone, CUE_MOMENT_ROW);

  text = cue_feed_event_get_text (event, received ? CUE_FEED_TEXT_RECEIVED : CUE_FEED_TEXT_TIME);
  return text != NULL && text[0] != '\0' ? cue_text_make_line (text, -1, MAX_CELL) : g_strdup ("–");
}

static char *
make_cell (const char *text)
{
  return text != NULL ? cue_text_make_line (text, -1, MAX_CELL) : NULL;
}

static char *
dup_text (gpointer item, const CueLineColumn *column, gpointer data)
{
  CueFeedEvent    *event = item;
  CueMomentZone    zone = cue_feed_view_get_zone (data);
  g_autofree char *text = NULL;

  switch (column->id) {
  case CUE_FEED_COLUMN_TIME:
    return format_time (event, FALSE, zone);
  case CUE_FEED_COLUMN_RECEIVED:
    return format_time (event, TRUE, zone);
  case CUE_FEED_COLUMN_TYPE:
    return make_cell (cue_feed_event_get_text (event, CUE_FEED_TEXT_TYPE));
  case CUE_FEED_COLUMN_SUBJECT:
    text = cue_feed_event_dup_subject (event);
    return make_cell (text);
  case CUE_FEED_COLUMN_USER:
    return make_cell (cue_feed_event_get_user (event));
  case CUE_FEED_COLUMN_LICENCE:
    return make_cell (cue_feed_event_get_licence (event));
  case CUE_FEED_COLUMN_RESULT:
    text = cue_feed_columns_describe_result (event);
    return make_cell (text);
  default:
    text = cue_feed_event_dup_value (event, column->key);
    return make_cell (text);
  }
}

static char *
dup_hint (gpointer item, const CueLineColumn *column, gpointer data)
{
  if (column->id != CUE_FEED_COLUMN_TIME && column->id != CUE_FEED_COLUMN_RECEIVED)
    return NULL;

  return cue_feed_columns_describe_time (item, column->id == CUE_FEED_COLUMN_RECEIVED);
}

static void
look_at (gpointer item, CueLineLook *look, gpointer data)
{
  cue_feed_columns_look (item, look);
}

/**
 * cue_feed_columns_describe_result:
 * @event: an event
 *
 * Returns: (transfer full): how it failed, and what else is to be said about it; may be empty
 */
char *
cue_feed_columns_describe_result (CueFeedEvent *event)
{
  g_autofree char *result = cue_feed_event_dup_result (event);
  g_autofree char *marks = cue_feed_event_dup_marks_words (event);

  return g_strconcat (result, result[0] != '\0' && marks[0] != '\0' ? " · " : "", marks, NULL);
}

/**
 * cue_feed_columns_look:
 * @event: an event
 * @look: (out): how its row looks
 *
 * Says which shape and colour an event has; the word stands in its last column.
 */
void
cue_feed_columns_look (CueFeedEvent *event, CueLineLook *look)
{
  CueFeedMarks marks = cue_feed_event_get_marks (event);

  *look = (CueLineLook){ .tinted = CUE_FEED_COLUMN_RESULT };

  if (marks & CUE_FEED_MARK_FAILED) {
    look->icon = "cue-severity-error-symbolic";
    look->colour = "error_color";
  } else if (marks & (CUE_FEED_MARK_NOT_AN_EVENT | CUE_FEED_MARK_NO_TIME | CUE_FEED_MARK_ODD |
                      CUE_FEED_MARK_DUPLICATE)) {
    look->icon = "cue-severity-warning-symbolic";
    look->colour = "warning_color";
  } else if (marks != 0)
    look->icon = "cue-severity-info-symbolic";
}

/**
 * cue_feed_columns_describe_time:
 * @event: an event
 * @received: when the service received it, and not when it happened
 *
 * Returns: (transfer full) (nullable): the time by every clock, and what its number counts
 */
char *
cue_feed_columns_describe_time (CueFeedEvent *event, gboolean received)
{
  gint64      ns = received ? cue_feed_event_get_received_ns (event)
                            : cue_feed_event_get_time_ns (event);
  CueFeedUnit unit = received ? cue_feed_event_get_received_unit (event)
                              : cue_feed_event_get_time_unit (event);
  const char *text =
    cue_feed_event_get_text (event, received ? CUE_FEED_TEXT_RECEIVED : CUE_FEED_TEXT_TIME);
  g_autofree char *local = NULL;
  g_autofree char *utc = NULL;

  if (ns == CUE_FEED_NO_TIME)
    return text != NULL && text[0] != '\0'
             ? g_strdup_printf ("%s (%s)", text, cue_feed_unit_get_words (unit))
             : NULL;

  local = cue_moment_format (ns, CUE_MOMENT_LOCAL, CUE_MOMENT_FULL);
  utc = cue_moment_format (ns, CUE_MOMENT_UTC, CUE_MOMENT_FULL);
  return g_strdup_printf ("%s\n%s\n%s (%s)",
                          local,
                          utc,
                          text != NULL ? text : "",
                          cue_feed_unit_get_words (unit));
}

/**
 * cue_feed_columns_new:
 * @view: whose events are shown; has to live as long as the table is shown
 *
 * Returns: (transfer full): the columns that every feed has
 */
CueLineTable *
cue_feed_columns_new (CueFeedView *view)
{
  static const CueLineDresser dresser = { dup_text, dup_hint, look_at };
  const CueLineColumn         columns[] = {
            { .id = CUE_FEED_COLUMN_TIME, .title = _ ("Time"), .digits = TIME_DIGITS, .figures = TRUE },
            { .id = CUE_FEED_COLUMN_RECEIVED,
              .title = _ ("Received"),
              .digits = TIME_DIGITS,
              .from_width = 1200,
              .figures = TRUE,
              .dim = TRUE },
            { .id = CUE_FEED_COLUMN_TYPE, .title = _ ("Type"), .weight = 24, .middle = TRUE },
            /* Translators: heading of a column: the object that an event is about */
            { .id = CUE_FEED_COLUMN_SUBJECT,
              .title = _ ("Subject"),
              .weight = 20,
              .from_width = 900,
              .middle = TRUE },
            /* Translators: heading of a column: the user of an event */
            { .id = CUE_FEED_COLUMN_USER,
              .title = _ ("Who"),
              .weight = 18,
              .from_width = 520,
              .middle = TRUE },
            { .id = CUE_FEED_COLUMN_LICENCE, .title = _ ("Licence"), .weight = 20, .from_width = 740 },
            /* Translators: heading of a column: whether what an event reports succeeded */
            { .id = CUE_FEED_COLUMN_RESULT, .title = _ ("Result"), .weight = 30 },
  };
  CueLineTable *table;

  g_return_val_if_fail (CUE_IS_FEED_VIEW (view), NULL);

  table = cue_line_table_new (&dresser, view);

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    cue_line_table_add (table, &columns[i]);

  return table;
}

/**
 * cue_feed_columns_add_own:
 * @table: made by cue_feed_columns_new()
 * @id: tells the column from the others
 * @path: of a value, as in “data.leaseId”
 *
 * Adds a column for what stands at a place of every event.
 */
void
cue_feed_columns_add_own (CueLineTable *table, guint id, const char *path)
{
  CueLineColumn column = { .id = id, .key = path, .title = path, .weight = 20, .middle = TRUE };

  g_return_if_fail (CUE_IS_LINE_TABLE (table));

  cue_line_table_add (table, &column);
}
