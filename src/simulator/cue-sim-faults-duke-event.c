// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* Faults of 10Duke inside its events: TB-4 to TB-7, and what the faults of every service (C-5 to
 * C-7, C-17, C-18, C-24) do there. */

#include "cue-sim-fault.h"

#define VARIANTS(...) ((const char *const[]){ __VA_ARGS__, NULL })

#define NS_PER_US G_GINT64_CONSTANT (1000)
#define NS_PER_MS G_GINT64_CONSTANT (1000000)
#define NS_PER_S  G_GINT64_CONSTANT (1000000000)
#define DAY_NS    (86400 * NS_PER_S)

/* Calls @change for each event of a page; @n counts them. */
typedef void (*ChangeFunc) (CueSimDoc *event, guint n, const char *variant);

/**
 * cue_sim_duke_get_objects: (skip)
 *
 * Returns: (transfer none) (nullable): `objects` of a page, as long as it is an array
 */
CueSimDoc *
cue_sim_duke_get_objects (CueSimReply *reply)
{
  CueSimDoc *objects = NULL;

  if (reply->doc != NULL && !cue_sim_doc_is_list (reply->doc))
    objects = cue_sim_doc_get_child (reply->doc, "objects");
  return objects != NULL && cue_sim_doc_is_list (objects) ? objects : NULL;
}

static void
change_each (CueSimReply *reply, ChangeFunc change, const char *variant)
{
  CueSimDoc *objects = cue_sim_duke_get_objects (reply);
  guint      n = 0;

  for (guint i = 0; objects != NULL && i < cue_sim_doc_get_length (objects); i++) {
    CueSimDoc *event = cue_sim_doc_get_nth_child (objects, i);

    if (event != NULL && !cue_sim_doc_is_list (event) &&
        cue_sim_doc_get_raw (event, "instruction") == NULL)
      change (event, n++, variant);
  }
}

/* A member is replaced or left out. */
typedef struct {
  const char *variant;
  const char *raw; // NULL: it is left out
} Change;

static void
change_member (CueSimDoc *doc, const char *name, const Change *changes, const char *variant)
{
  for (guint i = 0; changes[i].variant != NULL; i++) {
    if (!g_str_equal (changes[i].variant, variant))
      continue;
    if (changes[i].raw != NULL)
      cue_sim_doc_set_raw (doc, name, changes[i].raw);
    else
      cue_sim_doc_remove (doc, name);
  }
}

static gint64
get_stamp (CueSimDoc *event)
{
  const char *raw = cue_sim_doc_get_raw (event, "eventReceived");

  return raw != NULL ? g_ascii_strtoll (raw, NULL, 10) : 0;
}

static void
change_stamp (CueSimDoc *event, guint n, const char *variant)
{
  static const Change changes[] = { { "too-big", "18446744073709551617" },
                                    { "exponent", "1.792e18" },
                                    { "zero", "0" },
                                    { "words", "\"just now\"" },
                                    { "iso", "\"2026-11-20T08:15:30.123456789Z\"" },
                                    { "null", "null" },
                                    { "true", "true" },
                                    { "missing", NULL },
                                    { NULL } };
  gint64              stamp_ns = get_stamp (event);
  g_autofree char    *text = NULL;

  if (g_str_equal (variant, "ms") || (g_str_equal (variant, "mixed") && n % 2 == 0))
    cue_sim_doc_set_int (event, "eventReceived", stamp_ns / NS_PER_MS);
  else if (g_str_equal (variant, "us"))
    cue_sim_doc_set_int (event, "eventReceived", stamp_ns / NS_PER_US);
  else if (g_str_equal (variant, "s"))
    cue_sim_doc_set_int (event, "eventReceived", stamp_ns / NS_PER_S);
  else if (g_str_equal (variant, "negative"))
    cue_sim_doc_set_int (event, "eventReceived", -stamp_ns);
  else if (g_str_equal (variant, "text"))
    text = g_strdup_printf ("\"%" G_GINT64_FORMAT "\"", stamp_ns);
  else if (g_str_equal (variant, "float"))
    text = g_strdup_printf ("%" G_GINT64_FORMAT ".0", stamp_ns);
  if (text != NULL)
    cue_sim_doc_set_raw (event, "eventReceived", text);
  change_member (event, "eventReceived", changes, variant);
}

static void
bend_stamps (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  change_each (reply, change_stamp, variant);
}

/* The members of data beside those of the event. */
static void
flatten (CueSimDoc *event)
{
  CueSimDoc       *data = cue_sim_doc_get_child (event, "data");
  const char      *time = data != NULL ? cue_sim_doc_get_raw (data, "eventTime") : NULL;
  const char      *user = data != NULL ? cue_sim_doc_get_raw (data, "userId") : NULL;
  g_autofree char *raw_time = g_strdup (time != NULL ? time : "0");
  g_autofree char *raw_user = g_strdup (user != NULL ? user : "null");

  cue_sim_doc_remove (event, "data");
  cue_sim_doc_set_raw (event, "action", "\"export\"");
  cue_sim_doc_set_raw (event, "eventTime", raw_time);
  cue_sim_doc_set_raw (event, "userId", raw_user);
}

static void
change_data (CueSimDoc *event, guint n, const char *variant)
{
  static const Change changes[] = { { "null", "null" },
                                    { "encrypted", "\"hT7GkQ0c3Vw9p1mXo2sLzA==\"" },
                                    { "array", "[{\"licenseId\":\"l-1\"},17,null]" },
                                    { "number", "17" },
                                    { "empty", "{}" },
                                    { "missing", NULL },
                                    { NULL } };

  if (g_str_equal (variant, "flat"))
    flatten (event);
  if (g_str_equal (variant, "encrypted"))
    cue_sim_doc_set_raw (event, "eventKeyId", "\"key-2026-11\"");
  change_member (event, "data", changes, variant);
}

static void
bend_data (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  change_each (reply, change_data, variant);
}

static void
change_error (CueSimDoc *event, guint n, const char *variant)
{
  static const Change changes[] = {
    { "empty", "{}" },
    { "null", "null" },
    { "text", "\"insufficientSeats\"" },
    { "number", "1" },
    { "array", "[]" },
    { "true", "true" },
    { "empty-error", "{\"error\":\"\",\"errorDescription\":\"\",\"errorUri\":null}" },
    { "null-error", "{\"error\":null,\"errorDescription\":null,\"errorUri\":null}" },
    { "error-number", "{\"error\":42}" },
    { "words-only", "{\"errorDescription\":\"No free seat\"}" },
    { NULL }
  };
  CueSimDoc *data = cue_sim_doc_get_child (event, "data");

  if (data != NULL)
    change_member (data, "errorInfo", changes, variant);
}

static void
bend_errors (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  change_each (reply, change_error, variant);
}

static void
change_id (CueSimDoc *event, guint n, const char *variant)
{
  static const Change changes[] = { { "same", "\"0f4f3c5e-4f5e-4b55-9d0c-0c9c7a8d0001\"" },
                                    { "null", "null" },
                                    { "empty", "\"\"" },
                                    { "number", "9007199254740993" },
                                    { "missing", NULL },
                                    { NULL } };

  change_member (event, "eventId", changes, variant);
}

/* Every event once more, right behind itself; in full, or with the same id only. */
static void
double_events (CueSimReply *reply, gboolean whole)
{
  CueSimDoc *objects = cue_sim_duke_get_objects (reply);

  for (guint i = objects != NULL ? cue_sim_doc_get_length (objects) : 0; i > 0; i--) {
    CueSimDoc       *event = cue_sim_doc_get_nth_child (objects, i - 1);
    const char      *id = event != NULL ? cue_sim_doc_get_raw (event, "eventId") : NULL;
    g_autofree char *raw = NULL;

    if (id == NULL)
      continue;
    raw = whole ? cue_sim_doc_to_text (event)
                : g_strdup_printf ("{\"eventType\":\"UserUpdated\",\"eventId\":%s,"
                                   "\"eventSourceId\":\"my-app-events\",\"eventReceived\":%s,"
                                   "\"version\":\"1.20.0\",\"data\":{}}",
                                   id,
                                   cue_sim_doc_get_raw (event, "eventReceived"));
    cue_sim_doc_insert_raw (objects, i, raw);
  }
}

static void
bend_ids (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  if (g_str_equal (variant, "twice") || g_str_equal (variant, "twice-different"))
    double_events (reply, g_str_equal (variant, "twice"));
  else
    change_each (reply, change_id, variant);
}

/**
 * cue_sim_duke_bend_types:
 * @reply: of 10Duke
 *
 * C-5: members of another type than they should be.
 */
void
cue_sim_duke_bend_types (CueSimReply *reply)
{
  cue_sim_reply_set_text (
    reply,
    "application/json",
    "{\"uri\":[],\"updateUrl\":7,\"count\":{},\"objects\":[7,null,\"x\",true,[],"
    "{\"instruction\":5,\"url\":{},\"count\":[]},"
    "{\"eventType\":[],\"eventId\":{},\"eventSourceId\":false,\"eventObjectId\":1.5,"
    "\"eventReceived\":[],\"version\":{},\"data\":{\"eventTime\":{},\"userId\":[1],"
    "\"requestId\":7,\"licensedItemName\":false,\"errorInfo\":{\"error\":[]}}},"
    "{\"instruction\":\"newer\",\"url\":[\"my-app-events\"],\"count\":\"many\"}]}");
}

static void
append_names (CueSimDoc *event, guint n, const char *variant)
{
  cue_sim_doc_append_raw (event, "eventType", "\"another\"");
  cue_sim_doc_append_raw (event, "eventId", "\"and one more\"");
}

/**
 * cue_sim_duke_bend_names:
 * @reply: of 10Duke
 *
 * C-5: the same name twice, in the page and in its events.
 */
void
cue_sim_duke_bend_names (CueSimReply *reply)
{
  CueSimDoc *doc = cue_sim_reply_get_object (reply);

  change_each (reply, append_names, NULL);
  if (doc != NULL)
    cue_sim_doc_append_raw (doc, "count", "7");
}

static void
change_number (CueSimDoc *event, guint n, const char *variant)
{
  static const Change stamps[] = { { "big", "9007199254740993" },
                                   { "too-big", "123456789012345678901234567890" },
                                   { NULL } };
  static const Change booleans[] = { { "booleans-as-text", "\"true\"" },
                                     { "booleans-as-numbers", "1" },
                                     { NULL } };
  CueSimDoc          *data = cue_sim_doc_get_child (event, "data");
  const char         *time = data != NULL ? cue_sim_doc_get_raw (data, "eventTime") : NULL;
  g_autofree char    *raw = NULL;

  if (g_str_equal (variant, "numbers-as-text")) {
    change_stamp (event, n, "text");
    raw = g_strdup_printf ("\"%s\"", time);
  } else if (g_str_equal (variant, "integers-as-floats")) {
    change_stamp (event, n, "float");
    raw = g_strdup_printf ("%s.0", time);
  }
  if (raw != NULL && time != NULL)
    cue_sim_doc_set_raw (data, "eventTime", raw);
  change_member (event, "eventReceived", stamps, variant);
  if (data != NULL)
    change_member (data, "technicalUser", booleans, variant);
}

/**
 * cue_sim_duke_bend_numbers:
 * @reply: of 10Duke
 * @variant: of C-6
 *
 * C-6: the times of events, and a boolean.
 */
void
cue_sim_duke_bend_numbers (CueSimReply *reply, const char *variant)
{
  change_each (reply, change_number, variant);
}

static void
change_time (CueSimDoc *event, guint n, const char *variant)
{
  static const Change times[] = { { "iso-without-zone", "\"2026-11-19T09:00:00\"" },
                                  { "iso-offset", "\"2026-11-19T10:00:00+0100\"" },
                                  { "leap-second", "\"2016-12-31T23:59:60Z\"" },
                                  { "year-1", "\"0001-01-01T00:00:00Z\"" },
                                  { "zero-date", "\"0000-00-00 00:00:00\"" },
                                  { NULL } };
  CueSimDoc          *data = cue_sim_doc_get_child (event, "data");

  change_stamp (event, n, variant);
  change_member (event, "eventReceived", times, variant);
  if (data != NULL)
    change_member (data, "eventTime", times, variant);
}

/**
 * cue_sim_duke_bend_times:
 * @reply: of 10Duke
 * @variant: of C-7
 *
 * C-7: `eventReceived` in other units; in other notations it and `data.eventTime`.
 */
void
cue_sim_duke_bend_times (CueSimReply *reply, const char *variant)
{
  change_each (reply, change_time, variant);
}

static void
put_into_future (CueSimDoc *event, guint n, const char *variant)
{
  cue_sim_doc_set_int (event, "eventReceived", get_stamp (event) + 4 * DAY_NS);
}

/**
 * cue_sim_duke_bend_order:
 * @reply: of 10Duke
 * @variant: of C-17
 *
 * C-17: events turned round, twice, or from the future.
 */
void
cue_sim_duke_bend_order (CueSimReply *reply, const char *variant)
{
  CueSimDoc *objects = cue_sim_duke_get_objects (reply);
  guint      length = objects != NULL ? cue_sim_doc_get_length (objects) : 0;

  if (g_str_equal (variant, "future"))
    change_each (reply, put_into_future, variant);
  else if (g_str_equal (variant, "duplicate"))
    double_events (reply, TRUE);
  else if (length > 2)
    cue_sim_doc_reverse_part (objects, 1, length - 2);
}

static void
add_members (CueSimDoc *event, guint n, const char *variant)
{
  CueSimDoc *data = cue_sim_doc_get_child (event, "data");

  cue_sim_doc_set_raw (event, "tags", "[\"a\",null,{\"b\":1}]");
  if (data != NULL)
    cue_sim_doc_set_raw (data, "seat", "{\"row\":7,\"aisle\":true}");
}

static void
change_type (CueSimDoc *event, guint n, const char *variant)
{
  cue_sim_doc_set_raw (event, "eventType", "\"LicenseTeleported\"");
}

static void
keep_little (CueSimDoc *event, guint n, const char *variant)
{
  static const char *const optional[] = { "eventId",       "eventObjectId", "eventObjectType",
                                          "eventReceived", "version",       "data" };

  for (guint i = 0; i < G_N_ELEMENTS (optional); i++)
    cue_sim_doc_remove (event, optional[i]);
}

/**
 * cue_sim_duke_bend_members:
 * @reply: of 10Duke
 * @variant: of C-18
 *
 * C-18: members and values nobody knows, or only type and source.
 */
void
cue_sim_duke_bend_members (CueSimReply *reply, const char *variant)
{
  if (g_str_equal (variant, "minimal")) {
    change_each (reply, keep_little, variant);
  } else if (g_str_equal (variant, "unknown-value")) {
    change_each (reply, change_type, variant);
  } else {
    CueSimDoc *doc = cue_sim_reply_get_object (reply);

    change_each (reply, add_members, variant);
    if (doc != NULL)
      cue_sim_doc_set_raw (doc, "shard", "{\"id\":3,\"of\":8}");
  }
}

/**
 * cue_sim_duke_bend_text:
 * @reply: of 10Duke
 * @raw: a JSON string with its quotes
 *
 * C-24: a text that misleads the eye, wherever people see one.
 */
void
cue_sim_duke_bend_text (CueSimReply *reply, const char *raw)
{
  CueSimDoc *doc = cue_sim_reply_get_object (reply);

  if (doc == NULL)
    return;
  cue_sim_doc_set_raw (doc, "note", raw);
  cue_sim_doc_replace_suffix (doc, "eventType", raw);
  cue_sim_doc_replace_suffix (doc, "Name", raw);
  cue_sim_doc_replace_suffix (doc, "userId", raw);
  cue_sim_doc_replace_suffix (doc, "requestId", raw);
  cue_sim_doc_replace_suffix (doc, "error", raw);
  cue_sim_doc_replace_suffix (doc, "Description", raw);
}

const CueSimFaultInfo cue_sim_faults_duke_event[] = {
  { .id = "TB-4",
    .words = "eventReceived in another unit or form",
    .how = "that of every event is replaced or left out; mixed: ms and ns in turn",
    .targets = CUE_SIM_TARGET_FEEDS,
    .variants = VARIANTS ("ms",
                          "us",
                          "s",
                          "mixed",
                          "text",
                          "float",
                          "exponent",
                          "too-big",
                          "negative",
                          "zero",
                          "words",
                          "iso",
                          "null",
                          "true",
                          "missing"),
    .bend = bend_stamps },
  { .id = "TB-5",
    .words = "events whose data is not an object",
    .how = "replaced or left out; encrypted: a text, with eventKeyId; flat: the event has an "
           "action, a time and a user of its own",
    .targets = CUE_SIM_TARGET_FEEDS,
    .variants = VARIANTS ("null", "encrypted", "array", "flat", "number", "empty", "missing"),
    .bend = bend_data },
  { .id = "TB-6",
    .words = "errorInfo that says nothing, or something else",
    .how = "that of every event is replaced",
    .targets = CUE_SIM_TARGET_FEEDS,
    .variants = VARIANTS ("empty",
                          "null",
                          "text",
                          "number",
                          "array",
                          "true",
                          "empty-error",
                          "null-error",
                          "error-number",
                          "words-only"),
    .bend = bend_errors },
  { .id = "TB-7",
    .words = "ids of events twice, or not at all",
    .how =
      "every event once more (twice), another one of the same id (twice-different), the same id "
      "for all (same), or no usable id",
    .targets = CUE_SIM_TARGET_FEEDS,
    .variants = VARIANTS ("twice", "twice-different", "same", "missing", "null", "empty", "number"),
    .bend = bend_ids },
  { .id = NULL },
};
