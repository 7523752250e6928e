// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* Faults of the pages of 10Duke, in what leads from one to the next: TB-1 to TB-3, TB-8, TB-15. */

#include "cue-sim-fault.h"

#define VARIANTS(...) ((const char *const[]){ __VA_ARGS__, NULL })

/* Returns: (transfer none) (nullable): the word of an instruction in quotes; NULL: it is none */
static const char *
get_word (CueSimDoc *objects, guint n)
{
  CueSimDoc *item = cue_sim_doc_get_nth_child (objects, n);

  return item != NULL ? cue_sim_doc_get_raw (item, "instruction") : NULL;
}

/* @word: in quotes */
static CueSimDoc *
find_instruction (CueSimDoc *objects, const char *word)
{
  for (guint i = 0; i < cue_sim_doc_get_length (objects); i++) {
    if (g_strcmp0 (get_word (objects, i), word) == 0)
      return cue_sim_doc_get_nth_child (objects, i);
  }
  return NULL;
}

/* @word: in quotes; NULL: every instruction */
static void
remove_instructions (CueSimDoc *objects, const char *word)
{
  for (guint i = cue_sim_doc_get_length (objects); i > 0; i--) {
    const char *found = get_word (objects, i - 1);

    if (found != NULL && (word == NULL || g_str_equal (found, word)))
      cue_sim_doc_remove_nth (objects, i - 1);
  }
}

static void
send_json (CueSimReply *reply, const char *text)
{
  cue_sim_reply_set_text (reply, "application/json", text);
}

static void
bend_shape (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  CueSimDoc       *objects = cue_sim_duke_get_objects (reply);
  g_autofree char *text = NULL;

  if (objects == NULL)
    return;
  if (g_str_equal (variant, "bare-array")) {
    remove_instructions (objects, NULL);
    text = cue_sim_doc_to_text (objects);
    send_json (reply, text);
  } else if (g_str_equal (variant, "no-instructions")) {
    remove_instructions (objects, NULL);
  } else if (g_str_equal (variant, "only-older")) {
    remove_instructions (objects, "\"newer\"");
  } else if (g_str_equal (variant, "only-newer")) {
    remove_instructions (objects, "\"older\"");
  } else if (g_str_equal (variant, "middle")) {
    guint last = cue_sim_doc_get_length (objects) - 1;

    text = cue_sim_doc_get_nth_raw (objects, last);
    cue_sim_doc_remove_nth (objects, last);
    cue_sim_doc_insert_raw (objects, last / 2, text);
  } else if (g_str_equal (variant, "unknown-word")) {
    cue_sim_doc_insert_raw (objects,
                            0,
                            "{\"instruction\":\"rewind\",\"url\":\"rewind?before=1\",\"count\":1}");
  } else if (g_str_equal (variant, "no-objects")) {
    cue_sim_doc_remove (reply->doc, "objects");
  } else if (g_str_equal (variant, "null-objects")) {
    cue_sim_doc_set_raw (reply->doc, "objects", "null");
  } else {
    cue_sim_doc_insert_raw (objects, 1, "null");
    cue_sim_doc_insert_raw (objects, 1, "\"not an event\"");
    cue_sim_doc_insert_raw (objects, 1, "[]");
  }
}

static void
replace_urls (CueSimDoc *objects, const char *raw)
{
  for (guint i = 0; i < cue_sim_doc_get_length (objects); i++) {
    if (get_word (objects, i) == NULL)
      continue;
    if (raw != NULL)
      cue_sim_doc_set_raw (cue_sim_doc_get_nth_child (objects, i), "url", raw);
    else
      cue_sim_doc_remove (cue_sim_doc_get_nth_child (objects, i), "url");
  }
}

static void
bend_urls (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  static const struct {
    const char *variant;
    const char *raw; // NULL: it is left out
  } urls[] = {
    { "other-host", "\"https://collector.example.invalid/get/my-app-events?before=1\"" },
    { "other-scheme", "\"ftp://127.0.0.1/get/my-app-events?before=1\"" },
    { "no-scheme", "\"//collector.example.invalid/get/my-app-events?before=1\"" },
    { "user", "\"http://127.0.0.1@collector.example.invalid/get/my-app-events?before=1\"" },
    { "javascript", "\"javascript:fetch('/')\"" },
    { "data", "\"data:application/json,[]\"" },
    { "empty", "\"\"" },
    { "spaces", "\"not a URL at all\"" },
    { "broken", "\"http://[::1\"" },
    { "number", "17" },
    { "null", "null" },
    { "missing", NULL },
    { "other-path", "\"/event-engine/state-url\"" },
    { "other-feed", "\"audience-app?before=1792000000000000000\"" },
    { "no-cursor", "\"my-app-events\"" },
  };
  CueSimDoc       *objects = cue_sim_duke_get_objects (reply);
  g_autofree char *url = NULL;
  g_autofree char *raw = NULL;

  if (objects == NULL)
    return;
  if (g_str_equal (variant, "other-port")) {
    /* Another port is another origin, and there is somebody there who would take the token. */
    url = g_strconcat (reply->media_url, reply->path, "?before=1", NULL);
  } else if (g_str_equal (variant, "same-cursor")) {
    url = g_strdup_printf ("%s?%s", reply->path, reply->query != NULL ? reply->query : "");
  }
  if (url != NULL) {
    raw = cue_sim_json_quote (url);
    replace_urls (objects, raw);
  }
  for (guint i = 0; i < G_N_ELEMENTS (urls); i++) {
    if (g_str_equal (urls[i].variant, variant))
      replace_urls (objects, urls[i].raw);
  }
}

static void
bend_counts (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  static const struct {
    const char *variant;
    const char *raw; // NULL: it is left out
  } counts[] = {
    { "wrong", "4711" },
    { "zero", "0" },
    { "null", "null" },
    { "minus-one", "-1" },
    { "text", "\"12\"" },
    { "float", "2.5" },
    { "too-big", "18446744073709551616" },
    { "object", "{\"exact\":false}" },
    { "missing", NULL },
  };
  CueSimDoc *objects = cue_sim_duke_get_objects (reply);

  for (guint c = 0; objects != NULL && c < G_N_ELEMENTS (counts); c++) {
    if (!g_str_equal (counts[c].variant, variant))
      continue;
    for (guint i = 0; i <= cue_sim_doc_get_length (objects); i++) {
      CueSimDoc *item = i == 0 ? reply->doc : cue_sim_doc_get_nth_child (objects, i - 1);

      if (i > 0 && get_word (objects, i - 1) == NULL)
        continue;
      if (counts[c].raw != NULL)
        cue_sim_doc_set_raw (item, "count", counts[c].raw);
      else
        cue_sim_doc_remove (item, "count");
    }
  }
}

/* Events stand between the instructions. */
static guint
count_events (CueSimDoc *objects)
{
  guint length = cue_sim_doc_get_length (objects);

  return length > 2 ? length - 2 : 0;
}

static gboolean
asks (CueSimReply *reply, const char *name)
{
  g_autoptr (GHashTable) form = soup_form_decode (reply->query != NULL ? reply->query : "");

  return g_hash_table_contains (form, name);
}

/* What stood at the border of the page before stands at that of this one, too. The memory holds
 * both borders of that page, a line each. */
static void
repeat_border (CueSimFault *fault, CueSimReply *reply, CueSimDoc *objects)
{
  g_auto (GStrv) before = fault->memory != NULL ? g_strsplit (fault->memory, "\n", 2) : NULL;
  guint            count = count_events (objects);
  g_autofree char *first = count > 0 ? cue_sim_doc_get_nth_raw (objects, 1) : NULL;
  g_autofree char *last = count > 0 ? cue_sim_doc_get_nth_raw (objects, count) : NULL;

  if (before != NULL && asks (reply, "before"))
    cue_sim_doc_insert_raw (objects, count + 1, before[0]);
  else if (before != NULL && asks (reply, "after"))
    cue_sim_doc_insert_raw (objects, 1, before[1]);
  if (first != NULL) {
    g_free (fault->memory);
    fault->memory = g_strconcat (first, "\n", last, NULL);
  }
}

static void
bend_order (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  CueSimDoc *objects = cue_sim_duke_get_objects (reply);
  guint      count = objects != NULL ? count_events (objects) : 0;

  if (objects == NULL)
    return;
  if (g_str_equal (variant, "border")) {
    repeat_border (fault, reply, objects);
  } else if (g_str_equal (variant, "reversed")) {
    cue_sim_doc_reverse_part (objects, count > 0 ? 1 : 0, count);
  } else if (g_str_equal (variant, "pairs")) {
    for (guint i = 1; i + 1 <= count; i += 2)
      cue_sim_doc_reverse_part (objects, i, 2);
  } else if (count > 0) {
    CueSimDoc       *first = cue_sim_doc_get_nth_child (objects, 1);
    g_autofree char *stamp = first != NULL ? g_strdup (cue_sim_doc_get_raw (first, "eventReceived"))
                                           : NULL;

    for (guint i = 1; stamp != NULL && i <= count; i++) {
      CueSimDoc *event = cue_sim_doc_get_nth_child (objects, i);

      if (event != NULL)
        cue_sim_doc_set_raw (event, "eventReceived", stamp);
    }
  }
}

static gint64
get_cursor (CueSimReply *reply, const char *name)
{
  g_autoptr (GHashTable) form = soup_form_decode (reply->query != NULL ? reply->query : "");
  const char *text = g_hash_table_lookup (form, name);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : -1;
}

static void
lead_to (CueSimDoc *objects, const char *word, const char *feed, const char *name, gint64 cursor_ns)
{
  CueSimDoc       *instruction = find_instruction (objects, word);
  g_autofree char *url = g_strdup_printf ("%s?%s=%" G_GINT64_FORMAT, feed, name, cursor_ns);

  if (instruction == NULL)
    return;
  cue_sim_doc_set_string (instruction, "url", url);
  cue_sim_doc_set_int (instruction, "count", -1);
}

/* There is always one more event, a second further on. */
static void
go_on (CueSimReply *reply, CueSimDoc *objects, const char *feed)
{
  gboolean         newer = asks (reply, "after");
  gint64           cursor_ns = get_cursor (reply, newer ? "after" : "before");
  gint64           stamp_ns = cursor_ns + (newer ? 1 : -1) * G_GINT64_CONSTANT (1000000000);
  g_autofree char *event = NULL;

  if (cursor_ns < 0 || count_events (objects) > 0)
    return;
  event = g_strdup_printf ("{\"eventType\":\"TokenIssued\",\"eventId\":\"moving-%" G_GINT64_FORMAT
                           "\",\"eventSourceId\":\"%s\",\"eventReceived\":%" G_GINT64_FORMAT
                           ",\"version\":\"1.20.0\",\"data\":{\"eventTime\":%" G_GINT64_FORMAT "}}",
                           stamp_ns,
                           feed,
                           stamp_ns,
                           stamp_ns / 1000000);
  cue_sim_doc_insert_raw (objects, 1, event);
  lead_to (objects, "\"older\"", feed, "before", stamp_ns);
  lead_to (objects, "\"newer\"", feed, "after", stamp_ns);
}

/* From the third page on the way leads back to the second. */
static void
go_round (CueSimFault *fault, CueSimDoc *objects)
{
  CueSimDoc *older = find_instruction (objects, "\"older\"");
  CueSimDoc *newer = find_instruction (objects, "\"newer\"");

  if (older == NULL || newer == NULL)
    return;
  if (fault->memory == NULL) {
    fault->memory = g_strdup (cue_sim_doc_get_raw (older, "url"));
  } else if (fault->hits % 2 == 1) {
    cue_sim_doc_set_raw (older, "url", fault->memory);
    cue_sim_doc_set_raw (newer, "url", fault->memory);
  }
  cue_sim_doc_set_int (older, "count", -1);
  cue_sim_doc_set_int (newer, "count", -1);
}

static void
bend_end (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  CueSimDoc  *objects = cue_sim_duke_get_objects (reply);
  const char *slash = strrchr (reply->path, '/');

  if (objects == NULL || slash == NULL)
    return;
  if (g_str_equal (variant, "loop"))
    go_round (fault, objects);
  else
    go_on (reply, objects, slash + 1);
}

const CueSimFaultInfo cue_sim_faults_duke_page[] = {
  { .id = "TB-1",
    .words = "a page that is not built as described",
    .how = "the events alone; without instructions, with one of them, with one in the middle or "
           "with a third; without objects; or with things that are no events",
    .targets = CUE_SIM_TARGET_FEEDS,
    .variants = VARIANTS ("bare-array",
                          "no-instructions",
                          "only-older",
                          "only-newer",
                          "middle",
                          "unknown-word",
                          "no-objects",
                          "null-objects",
                          "foreign-items"),
    .bend = bend_shape },
  { .id = "TB-2",
    .words = "instructions that lead astray",
    .how = "the URL of both is replaced or left out; other-port: the port of the stream; "
           "same-cursor: the request itself",
    .targets = CUE_SIM_TARGET_FEEDS,
    .variants = VARIANTS ("other-host",
                          "other-port",
                          "other-scheme",
                          "no-scheme",
                          "user",
                          "javascript",
                          "data",
                          "empty",
                          "spaces",
                          "broken",
                          "number",
                          "null",
                          "missing",
                          "other-path",
                          "other-feed",
                          "no-cursor",
                          "same-cursor"),
    .bend = bend_urls },
  { .id = "TB-3",
    .words = "counts that are not to be relied on",
    .how = "every count, that of the page and those of the instructions, is replaced or left out",
    .targets = CUE_SIM_TARGET_FEEDS,
    .variants = VARIANTS ("wrong",
                          "zero",
                          "null",
                          "minus-one",
                          "text",
                          "float",
                          "too-big",
                          "object",
                          "missing"),
    .bend = bend_counts },
  { .id = "TB-8",
    .words = "events out of order, at the same time, or on two pages",
    .how = "turned round, swapped in pairs, all with the stamp of the first, or (border) with the "
           "event again that the page before ended with",
    .targets = CUE_SIM_TARGET_FEEDS,
    .variants = VARIANTS ("reversed", "pairs", "equal", "border"),
    .bend = bend_order },
  { .id = "TB-15",
    .words = "a feed without an end",
    .how = "moving: where there is no event there is one more; loop: the third page leads back to "
           "the second",
    .targets = CUE_SIM_TARGET_FEEDS,
    .variants = VARIANTS ("moving", "loop"),
    .bend = bend_end },
  { .id = NULL },
};
