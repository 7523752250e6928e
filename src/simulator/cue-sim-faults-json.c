// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* Faults common to all HTTP answers, in what the JSON says: C-5 to C-7, C-16 to C-19, C-24. */

#include "cue-sim-fault.h"

#define VARIANTS(...) ((const char *const[]){ __VA_ARGS__, NULL })

#define DEEP_LEVELS 100000
#define WIDE_ITEMS  1000000
#define LONG_BYTES  (5 * 1024 * 1024)

static void
send_json (CueSimReply *reply, const char *text)
{
  cue_sim_reply_set_text (reply, "application/json", text);
}

static gboolean
is_exchange (CueSimReply *reply)
{
  return (reply->target & CUE_SIM_TARGET_ACOUSTIC) != 0;
}

static gboolean
is_duke (CueSimReply *reply)
{
  return (reply->target & CUE_SIM_TARGET_TENDUKE) != 0;
}

static CueSimDoc *
get_countdown (CueSimReply *reply)
{
  return reply->doc != NULL ? cue_sim_doc_get_child (reply->doc, "countdown") : NULL;
}

static gint64
get_time (CueSimDoc *countdown, const char *name)
{
  const char *raw = cue_sim_doc_get_raw (countdown, name);

  return raw != NULL ? g_ascii_strtoll (raw, NULL, 10) : 0;
}

static void
bend_types (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  if (g_str_equal (variant, "null-root")) {
    send_json (reply, "null");
  } else if (g_str_equal (variant, "number-root")) {
    send_json (reply, "42");
  } else if (g_str_equal (variant, "text-root")) {
    send_json (reply, "\"live\"");
  } else if (g_str_equal (variant, "array-root")) {
    send_json (reply, "[{\"playerState\":\"live\"}]");
  } else if (cue_sim_reply_get_object (reply) == NULL) {
    return;
  } else if (g_str_equal (variant, "duplicate-keys")) {
    CueSimDoc *doc = cue_sim_reply_get_object (reply);

    if (is_duke (reply)) {
      cue_sim_duke_bend_names (reply);
      return;
    }
    if (is_exchange (reply)) {
      cue_sim_doc_append_raw (doc, "code", "\"another\"");
      cue_sim_doc_append_raw (doc, "code", "\"and one more\"");
      return;
    }
    cue_sim_doc_append_raw (reply->doc, "playerState", "\"interruption\"");
    cue_sim_doc_append_raw (reply->doc, "stateUrl", "\"https://other.example.invalid/\"");
  } else if (is_exchange (reply)) {
    cue_sim_exchange_bend_types (reply);
  } else if (is_duke (reply)) {
    cue_sim_duke_bend_types (reply);
  } else {
    send_json (reply,
               "{\"stateUrl\":[],\"playerState\":[1,2],\"playerManifest\":{\"url\":1},"
               "\"countdown\":17,\"customText\":{\"a\":1},\"customTextIsDark\":\"no\","
               "\"logoImg\":false,\"customUseVideo\":[],\"customBgVideo916\":{},"
               "\"customBgImg916\":3.5,\"customFgImg916\":true,\"assets\":\"none\"}");
  }
}

static void
bend_numbers (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  CueSimDoc       *countdown = get_countdown (reply);
  gint64           end = countdown != NULL ? get_time (countdown, "end") : 0;
  gint64           server_time = countdown != NULL ? get_time (countdown, "serverTime") : 0;
  g_autofree char *end_text = NULL;
  g_autofree char *server_text = NULL;

  if (is_exchange (reply)) {
    cue_sim_exchange_bend_numbers (reply, variant);
    return;
  }
  if (is_duke (reply)) {
    cue_sim_duke_bend_numbers (reply, variant);
    return;
  }
  if (reply->doc == NULL)
    return;
  if (g_str_equal (variant, "booleans-as-text")) {
    cue_sim_doc_replace_suffix (reply->doc, "UseVideo", "\"true\"");
    cue_sim_doc_replace_suffix (reply->doc, "customTextIsDark", "\"false\"");
    cue_sim_doc_replace_suffix (reply->doc, "visible", "\"true\"");
    return;
  }
  if (g_str_equal (variant, "booleans-as-numbers")) {
    cue_sim_doc_replace_suffix (reply->doc, "UseVideo", "1");
    cue_sim_doc_replace_suffix (reply->doc, "customTextIsDark", "0");
    cue_sim_doc_replace_suffix (reply->doc, "visible", "1");
    return;
  }
  if (countdown == NULL)
    return;
  if (g_str_equal (variant, "big")) {
    cue_sim_doc_set_raw (countdown, "end", "9007199254740993");
    cue_sim_doc_set_raw (countdown, "serverTime", "9007199254740992");
    return;
  }
  if (g_str_equal (variant, "too-big")) {
    cue_sim_doc_set_raw (countdown, "end", "123456789012345678901234567890");
    return;
  }
  if (g_str_equal (variant, "numbers-as-text")) {
    end_text = g_strdup_printf ("\"%" G_GINT64_FORMAT "\"", end);
    server_text = g_strdup_printf ("\"%" G_GINT64_FORMAT "\"", server_time);
  } else {
    end_text = g_strdup_printf ("%" G_GINT64_FORMAT ".0", end);
    server_text = g_strdup_printf ("%" G_GINT64_FORMAT ".0", server_time);
  }
  cue_sim_doc_set_raw (countdown, "end", end_text);
  cue_sim_doc_set_raw (countdown, "serverTime", server_text);
}

/* The same moments in another unit. */
static void
rescale_times (CueSimReply *reply, CueSimDoc *countdown, gint64 per_second)
{
  gint64 given = G_USEC_PER_SEC / reply->time_unit_us;

  cue_sim_doc_set_int (countdown, "end", get_time (countdown, "end") / given * per_second);
  cue_sim_doc_set_int (countdown,
                       "serverTime",
                       get_time (countdown, "serverTime") / given * per_second);
}

static void
bend_times (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  static const struct {
    const char *variant;
    const char *raw;
  } texts[] = {
    { "iso-without-zone", "\"2026-11-19T09:00:00\"" },
    { "iso-offset", "\"2026-11-19T10:00:00+0100\"" },
    { "leap-second", "\"2016-12-31T23:59:60Z\"" },
    { "year-1", "\"0001-01-01T00:00:00Z\"" },
    { "zero-date", "\"0000-00-00 00:00:00\"" },
  };
  CueSimDoc *countdown = get_countdown (reply);

  if (is_exchange (reply))
    cue_sim_exchange_bend_times (reply, variant);
  if (is_duke (reply))
    cue_sim_duke_bend_times (reply, variant);
  if (countdown == NULL)
    return;
  if (g_str_equal (variant, "s"))
    rescale_times (reply, countdown, 1);
  else if (g_str_equal (variant, "ms"))
    rescale_times (reply, countdown, 1000);
  else if (g_str_equal (variant, "us"))
    rescale_times (reply, countdown, G_USEC_PER_SEC);
  else if (g_str_equal (variant, "ns"))
    rescale_times (reply, countdown, G_GINT64_CONSTANT (1000000000));
  else if (g_str_equal (variant, "mixed"))
    cue_sim_doc_set_int (countdown,
                         "serverTime",
                         reply->wall_us / (reply->time_unit_us == 1000 ? 1000000 : 1000));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    if (g_str_equal (texts[i].variant, variant))
      cue_sim_doc_set_raw (countdown, "end", texts[i].raw);
  }
}

static void
bend_shape (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  g_autoptr (GString) raw = g_string_new (NULL);
  CueSimDoc *doc = cue_sim_reply_get_object (reply);

  if (doc == NULL)
    return;
  if (g_str_equal (variant, "deep")) {
    for (guint i = 0; i < DEEP_LEVELS; i++)
      g_string_append_c (raw, '[');
    for (guint i = 0; i < DEEP_LEVELS; i++)
      g_string_append_c (raw, ']');
  } else if (g_str_equal (variant, "deep-objects")) {
    for (guint i = 0; i < DEEP_LEVELS; i++)
      g_string_append (raw, "{\"a\":");
    g_string_append (raw, "1");
    for (guint i = 0; i < DEEP_LEVELS; i++)
      g_string_append_c (raw, '}');
  } else if (g_str_equal (variant, "wide")) {
    g_string_append (raw, "[0");
    for (guint i = 1; i < WIDE_ITEMS; i++)
      g_string_append (raw, ",0");
    g_string_append_c (raw, ']');
  } else {
    g_autofree char *text = g_strnfill (LONG_BYTES, 'x');

    g_string_printf (raw, "\"%s\"", text);
  }
  cue_sim_doc_set_raw (doc, "extra", raw->str);
}

static void
bend_order (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  CueSimDoc *countdown = get_countdown (reply);
  gint64     second = G_USEC_PER_SEC / reply->time_unit_us; // in the unit of the document
  gint64     server_time;

  if (is_exchange (reply))
    cue_sim_exchange_bend_order (reply, variant);
  if (is_duke (reply))
    cue_sim_duke_bend_order (reply, variant);
  if (countdown == NULL)
    return;
  server_time = get_time (countdown, "serverTime");
  if (g_str_equal (variant, "out-of-order")) {
    /* Every second answer is older than the one before it. */
    if (fault->hits % 2 == 0)
      cue_sim_doc_set_int (countdown, "serverTime", server_time - 30 * second);
  } else if (g_str_equal (variant, "future")) {
    cue_sim_doc_set_int (countdown, "serverTime", server_time + 86400 * second);
  } else {
    if (fault->memory != NULL && fault->hits % 2 == 0)
      cue_sim_doc_set_raw (countdown, "serverTime", fault->memory);
    g_free (fault->memory);
    fault->memory = g_strdup (cue_sim_doc_get_raw (countdown, "serverTime"));
  }
}

static void
bend_members (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  if (is_exchange (reply)) {
    cue_sim_exchange_bend_members (reply, variant);
    return;
  }
  if (is_duke (reply)) {
    cue_sim_duke_bend_members (reply, variant);
    return;
  }
  if (reply->doc == NULL)
    return;
  if (g_str_equal (variant, "unknown")) {
    cue_sim_doc_set_raw (reply->doc, "viewerCount", "1834");
    cue_sim_doc_set_raw (reply->doc, "chat", "{\"open\":true,\"room\":\"main\"}");
    cue_sim_doc_set_raw (reply->doc, "rehearsalBgImg916", "\"https://cdn.example.invalid/r.jpg\"");
  } else if (g_str_equal (variant, "unknown-value")) {
    cue_sim_doc_set_raw (reply->doc, "playerState", "\"intermission\"");
  } else if (reply->target == CUE_SIM_TARGET_STATE) {
    send_json (reply, "{\"playerState\":\"live\"}");
  }
}

static void
bend_error_inside (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  reply->settle = CUE_SIM_SETTLE_NOT_DONE;
  if (g_str_equal (variant, "object"))
    send_json (reply, "{\"error\":{\"code\":17,\"message\":\"Instance is not running\"}}");
  else
    send_json (reply, "{\"error\":\"Instance is not running\"}");
}

static void
bend_text (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  static const struct {
    const char *variant;
    const char *raw;
  } texts[] = {
    { "bidi", "\"\xe2\x80\xaegnp.exe \xe2\x81\xa6soon\xe2\x81\xa9\"" },
    { "zero-width", "\"key\xe2\x80\x8bnote\xef\xbb\xbf \xe2\x80\x8dsoon\"" },
    { "control", "\"bell \\u0007 escape \\u001b[31m nul \\u0000 end\"" },
    { "markup", "\"<a href='https://example.invalid'>click</a> &amp; <script>\"" },
    { "combining", "\"Z\xcc\x80\xcc\x81\xcc\x82\xcc\x83\xcc\x84\xcc\x85\xcc\x86\xcc\x87\"" },
  };

  if (reply->doc == NULL && !is_exchange (reply) && !is_duke (reply))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    if (g_str_equal (texts[i].variant, variant) && is_exchange (reply)) {
      cue_sim_exchange_bend_text (reply, texts[i].raw);
    } else if (g_str_equal (texts[i].variant, variant) && is_duke (reply)) {
      cue_sim_duke_bend_text (reply, texts[i].raw);
    } else if (g_str_equal (texts[i].variant, variant)) {
      g_autofree char *list = g_strdup_printf ("[%s]", texts[i].raw);

      cue_sim_doc_replace_suffix (reply->doc, "customText", list);
      cue_sim_doc_set_raw (reply->doc, "playerState", texts[i].raw);
      cue_sim_doc_set_raw (reply->doc, "note", texts[i].raw);
    }
  }
}

const CueSimFaultInfo cue_sim_faults_json[] = {
  { .id = "C-5",
    .words = "wrong types, and roots that are no object",
    .how = "the document is replaced, or gets a second member of the same name",
    .targets = CUE_SIM_TARGET_STATE,
    .variants =
      VARIANTS ("types", "null-root", "number-root", "text-root", "array-root", "duplicate-keys"),
    .bend = bend_types },
  { .id = "C-6",
    .words = "numbers and booleans written as something else",
    .how = "the members are rewritten",
    .targets = CUE_SIM_TARGET_STATE,
    .variants = VARIANTS ("numbers-as-text",
                          "integers-as-floats",
                          "booleans-as-text",
                          "booleans-as-numbers",
                          "big",
                          "too-big"),
    .bend = bend_numbers },
  { .id = "C-7",
    .words = "times in other units and notations",
    .how = "countdown.end and countdown.serverTime are rewritten, or the times in an event file "
           "or in events",
    .targets = CUE_SIM_TARGET_STATE,
    .variants = VARIANTS ("ms",
                          "s",
                          "us",
                          "ns",
                          "mixed",
                          "iso-without-zone",
                          "iso-offset",
                          "leap-second",
                          "year-1",
                          "zero-date"),
    .bend = bend_times },
  { .id = "C-16",
    .words = "valid JSON of an unreasonable shape",
    .how = "a member “extra”: 100,000 levels deep, a million items wide, or a text of 5 MiB",
    .targets = CUE_SIM_TARGET_STATE,
    .variants = VARIANTS ("deep", "deep-objects", "wide", "long-text"),
    .bend = bend_shape },
  { .id = "C-17",
    .words = "answers twice, out of order, or from the future",
    .how = "serverTime repeats, jumps back every second answer, or is a day ahead; lists of "
           "Exchange: turned round, or the first item twice; events: likewise, or four days ahead",
    .targets = CUE_SIM_TARGET_STATE,
    .variants = VARIANTS ("out-of-order", "duplicate", "future"),
    .bend = bend_order },
  { .id = "C-18",
    .words = "unknown members, unknown values, and missing optional members",
    .how = "members are added, or all but playerState (code and name; type and source of an "
           "event) are left out",
    .targets = CUE_SIM_TARGET_STATE,
    .variants = VARIANTS ("unknown", "unknown-value", "minimal"),
    .bend = bend_members },
  { .id = "C-19",
    .words = "200 with an error inside",
    .how = "{\"error\": …} in place of the document",
    .targets = CUE_SIM_TARGET_STATE,
    .variants = VARIANTS ("text", "object"),
    .bend = bend_error_inside },
  { .id = "C-24",
    .words = "text that misleads the eye",
    .how = "bidi, zero-width and control characters or markup in customText and playerState, or "
           "in the names that Exchange and 10Duke give",
    .targets = CUE_SIM_TARGET_STATE,
    .variants = VARIANTS ("bidi", "zero-width", "control", "markup", "combining"),
    .bend = bend_text },
  { .id = NULL },
};
