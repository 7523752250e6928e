// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* Faults of Exchange inside its documents: AB-4 to AB-6 and AB-18 to AB-20, and what the faults of
 * every service (C-5 to C-7, C-17, C-18, C-24) do there. */

#include "cue-sim-fault.h"

#define VARIANTS(...) ((const char *const[]){ __VA_ARGS__, NULL })

#define TYPE_LISTS (CUE_SIM_TARGET_EVENT_TYPES | CUE_SIM_TARGET_PRODUCER | CUE_SIM_TARGET_CONSUMER)
#define LISTS      (TYPE_LISTS | CUE_SIM_TARGET_SUBSCRIBED | CUE_SIM_TARGET_EVENT_FILES)

/* Calls @change for each object of a list, or for the one object. */
typedef void (*ChangeFunc) (CueSimDoc *item, const char *variant);

static void
change_each (CueSimReply *reply, ChangeFunc change, const char *variant)
{
  if (reply->doc == NULL)
    return;
  if (!cue_sim_doc_is_list (reply->doc))
    change (reply->doc, variant);
  for (guint i = 0; i < cue_sim_doc_get_length (reply->doc); i++) {
    CueSimDoc *item = cue_sim_doc_get_nth_child (reply->doc, i);

    if (cue_sim_doc_is_list (reply->doc) && item != NULL)
      change (item, variant);
  }
}

static void
send_json (CueSimReply *reply, const char *text)
{
  cue_sim_reply_set_text (reply, "application/json", text);
}

static gboolean
is_list (CueSimReply *reply)
{
  return reply->doc != NULL && cue_sim_doc_is_list (reply->doc);
}

static void
bend_shape (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  g_autofree char *list = NULL;
  g_autofree char *whole = NULL;
  g_autoptr (GString) text = g_string_new ("[null");

  if (g_str_equal (variant, "null") || g_str_equal (variant, "object")) {
    send_json (reply, g_str_equal (variant, "null") ? "null" : "{}");
    return;
  }
  if (g_str_equal (variant, "items")) {
    list = is_list (reply) ? cue_sim_doc_to_text (reply->doc) : g_strdup ("[]");
    g_string_printf (text, "{\"items\":%s,\"total\":%u}", list, 1u);
    send_json (reply, text->str);
    return;
  }
  for (guint i = 0; is_list (reply) && i < cue_sim_doc_get_length (reply->doc); i++) {
    g_autofree char *raw = cue_sim_doc_get_nth_raw (reply->doc, i);

    g_string_append_printf (text, ",%s", raw);
  }
  whole = g_strconcat (text->str, ",null]", NULL);
  send_json (reply, whole);
}

static void
change_type (CueSimDoc *item, const char *variant)
{
  static const struct {
    const char *variant;
    const char *name;
    const char *raw; // NULL: it is left out
  } changes[] = {
    { "version-text", "version", "\"1\"" },
    { "version-float", "version", "1.0" },
    { "version-null", "version", "null" },
    { "namespace-missing", "namespace", NULL },
    { "attributes-missing", "attributes", NULL },
    { "attributes-null", "attributes", "null" },
    { "registration-unknown", "registrationType", "\"OBSERVE\"" },
    { "registration-lower-case", "registrationType", "\"publish\"" },
    { "registration-missing", "registrationType", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++) {
    if (!g_str_equal (changes[i].variant, variant))
      continue;
    if (changes[i].raw != NULL)
      cue_sim_doc_set_raw (item, changes[i].name, changes[i].raw);
    else
      cue_sim_doc_remove (item, changes[i].name);
  }
}

static void
bend_event_types (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  change_each (reply, change_type, variant);
}

static void
bend_browser_key (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  if (reply->doc == NULL)
    return;
  if (g_str_equal (variant, "key-number"))
    cue_sim_doc_set_raw (reply->doc, "eventAuthKey", "9007199254740993");
  else if (g_str_equal (variant, "id-text"))
    cue_sim_doc_set_raw (reply->doc, "endpointId", "\"60001\"");
  else
    cue_sim_doc_remove (reply->doc, "eventAuthKey");
}

static void
add_members (CueSimDoc *item, const char *variant)
{
  CueSimDoc *attributes = cue_sim_doc_get_child (item, "attributes");

  if (g_str_equal (variant, "members")) {
    cue_sim_doc_set_raw (item, "createdAt", "\"2026-01-31T10:00:00Z\"");
    cue_sim_doc_set_raw (item, "status", "\"ENABLED\"");
    cue_sim_doc_set_raw (item, "owner", "{\"account\":7,\"tags\":[\"a\",null]}");
    return;
  }
  for (guint i = 0; attributes != NULL && i < cue_sim_doc_get_length (attributes); i++) {
    cue_sim_doc_set_raw (cue_sim_doc_get_nth_child (attributes, i), "required", "true");
    cue_sim_doc_set_raw (cue_sim_doc_get_nth_child (attributes, i), "example", "\"abc\"");
  }
}

static void
bend_new_members (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  change_each (reply, add_members, variant);
}

static void
change_attribute_types (CueSimDoc *item, const char *variant)
{
  static const struct {
    const char *variant;
    const char *raw; // NULL: it is left out
  } types[] = {
    { "integer", "\"integer\"" }, { "timestamp", "\"Timestamp\"" },
    { "iso", "\"ISO-8601\"" },    { "glued", "\"StringNumberBooleanTime in ISO-8601 format\"" },
    { "empty", "\"\"" },          { "null", "null" },
    { "missing", NULL },
  };
  CueSimDoc *attributes = cue_sim_doc_get_child (item, "attributes");

  for (guint i = 0; attributes != NULL && i < cue_sim_doc_get_length (attributes); i++) {
    CueSimDoc *attribute = cue_sim_doc_get_nth_child (attributes, i);

    for (guint t = 0; t < G_N_ELEMENTS (types); t++) {
      if (g_str_equal (types[t].variant, variant) && types[t].raw != NULL)
        cue_sim_doc_set_raw (attribute, "type", types[t].raw);
      else if (g_str_equal (types[t].variant, variant))
        cue_sim_doc_remove (attribute, "type");
    }
  }
}

static void
bend_attribute_types (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  change_each (reply, change_attribute_types, variant);
}

/* Everything in a body of bytes that matches. Bytes that are no UTF-8 stay as they are. */
static void
replace_in_bytes (CueSimReply *reply, const char *pattern, const char *by)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_RAW, 0, NULL);
  g_autoptr (GBytes) body = reply->body != NULL ? g_bytes_ref (reply->body) : NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *changed = NULL;
  gsize            size = 0;
  const char      *data = body != NULL ? g_bytes_get_data (body, &size) : NULL;

  if (size == 0)
    return;
  changed = g_regex_replace_literal (regex, data, (gssize) size, 0, by, 0, NULL);
  if (changed == NULL)
    return;
  bytes = g_bytes_new (changed, strlen (changed));
  cue_sim_reply_set_body (reply, bytes);
}

#define JSON_TEXT "\"(?:\\\\.|[^\"\\\\])*\""

static void
bend_values (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  static const struct {
    const char *variant;
    const char *pattern;
    const char *by;
  } changes[] = {
    { "values-as-numbers", "\"value\":" JSON_TEXT, "\"value\":125.53" },
    { "values-as-booleans", "\"value\":" JSON_TEXT, "\"value\":true" },
    { "values-null", "\"value\":" JSON_TEXT, "\"value\":null" },
    { "is-sync-boolean", "\"isSync\":" JSON_TEXT, "\"isSync\":false" },
    { "is-original-text", "\"isOriginal\":true", "\"isOriginal\":\"true\"" },
    { "version-as-number", "\"version\":" JSON_TEXT, "\"version\":1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++) {
    if (g_str_equal (changes[i].variant, variant))
      replace_in_bytes (reply, changes[i].pattern, changes[i].by);
  }
}

/**
 * cue_sim_exchange_bend_types:
 *
 * C-5: members of another type than they should be.
 */
void
cue_sim_exchange_bend_types (CueSimReply *reply)
{
  if (is_list (reply))
    send_json (reply,
               "[{\"code\":[],\"version\":{},\"namespace\":17,\"name\":false,\"description\":[1],"
               "\"attributes\":\"none\",\"registrationType\":[1,2]},"
               "{\"code\":\"emailOpen\",\"attributes\":[7,null,\"eventName\",{\"name\":{}}]},"
               "\"emailOpen\",7,true,null,[]]");
  else
    send_json (reply, "{\"endpointId\":[],\"eventAuthKey\":{},\"code\":true,\"message\":[1]}");
}

/**
 * cue_sim_exchange_bend_numbers:
 *
 * C-6: version, endpointId, and an answer that is nothing but true.
 */
void
cue_sim_exchange_bend_numbers (CueSimReply *reply, const char *variant)
{
  static const struct {
    const char *variant;
    const char *number;  // of a version or an id
    const char *boolean; // where an answer is nothing but true
  } changes[] = {
    { "numbers-as-text", "\"1\"", NULL },     { "integers-as-floats", "1.0", NULL },
    { "booleans-as-text", NULL, "\"true\"" }, { "booleans-as-numbers", NULL, "1" },
    { "big", "9007199254740993", NULL },      { "too-big", "123456789012345678901234567890", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++) {
    if (!g_str_equal (changes[i].variant, variant))
      continue;
    if (changes[i].number != NULL && cue_sim_reply_get_object (reply) != NULL) {
      cue_sim_doc_replace_suffix (reply->doc, "version", changes[i].number);
      cue_sim_doc_replace_suffix (reply->doc, "endpointId", changes[i].number);
    }
    if (changes[i].boolean != NULL)
      replace_in_bytes (reply, "^true$", changes[i].boolean);
  }
}

#define TIMESTAMP "\"timestamp\":" JSON_TEXT

/**
 * cue_sim_exchange_bend_times:
 *
 * C-7: every time in an event file.
 */
void
cue_sim_exchange_bend_times (CueSimReply *reply, const char *variant)
{
  static const struct {
    const char *variant;
    const char *raw;
  } times[] = {
    { "ms", "1795162530000" },
    { "s", "1795162530" },
    { "us", "1795162530000000" },
    { "ns", "1795162530000000000" },
    { "mixed", "\"1795162530\"" },
    { "iso-without-zone", "\"2026-11-19T09:00:00\"" },
    { "iso-offset", "\"2026-11-19T10:00:00+0100\"" },
    { "leap-second", "\"2016-12-31T23:59:60Z\"" },
    { "year-1", "\"0001-01-01T00:00:00Z\"" },
    { "zero-date", "\"0000-00-00 00:00:00\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (times); i++) {
    if (g_str_equal (times[i].variant, variant)) {
      g_autofree char *by = g_strconcat ("\"timestamp\":", times[i].raw, NULL);

      replace_in_bytes (reply, TIMESTAMP, by);
    }
  }
}

/**
 * cue_sim_exchange_bend_order:
 *
 * C-17: lists turned round or with an item twice, files from the future.
 */
void
cue_sim_exchange_bend_order (CueSimReply *reply, const char *variant)
{
  if (g_str_equal (variant, "future")) {
    replace_in_bytes (reply, TIMESTAMP, "\"timestamp\":\"2099-01-01T00:00:00Z\"");
  } else if (is_list (reply) && g_str_equal (variant, "out-of-order")) {
    cue_sim_doc_reverse (reply->doc);
  } else if (is_list (reply) && cue_sim_doc_get_length (reply->doc) > 0) {
    g_autofree char *first = cue_sim_doc_get_nth_raw (reply->doc, 0);

    cue_sim_doc_append_raw (reply->doc, NULL, first);
  }
}

static void
keep_code_and_name (CueSimDoc *item, const char *variant)
{
  static const char *const optional[] = { "version",    "namespace",        "description",
                                          "attributes", "registrationType", "publisher",
                                          "provider",   "endpointId" };

  for (guint i = 0; i < G_N_ELEMENTS (optional); i++)
    cue_sim_doc_remove (item, optional[i]);
}

/**
 * cue_sim_exchange_bend_members:
 *
 * C-18: members and values nobody knows, or only code and name.
 */
void
cue_sim_exchange_bend_members (CueSimReply *reply, const char *variant)
{
  if (g_str_equal (variant, "minimal")) {
    change_each (reply, keep_code_and_name, variant);
    return;
  }
  if (cue_sim_reply_get_object (reply) == NULL)
    return;
  if (g_str_equal (variant, "unknown"))
    change_each (reply, add_members, "members");
  else
    change_each (reply, change_type, "registration-unknown");
}

/**
 * cue_sim_exchange_bend_text:
 * @raw: a JSON string with its quotes
 *
 * C-24: a text that misleads the eye, wherever people see one.
 */
void
cue_sim_exchange_bend_text (CueSimReply *reply, const char *raw)
{
  if (reply->body != NULL) {
    cue_sim_exchange_replace_value (reply, raw, strlen (raw));
    return;
  }
  if (is_list (reply) && cue_sim_doc_get_nth_child (reply->doc, 0) == NULL) {
    cue_sim_doc_append_raw (reply->doc, NULL, raw);
    return;
  }
  cue_sim_doc_set_raw (cue_sim_reply_get_object (reply), "note", raw);
  cue_sim_doc_replace_suffix (reply->doc, "name", raw);
  cue_sim_doc_replace_suffix (reply->doc, "description", raw);
  cue_sim_doc_replace_suffix (reply->doc, "message", raw);
  cue_sim_doc_replace_suffix (reply->doc, "eventAuthKey", raw);
}

/**
 * cue_sim_exchange_replace_value: (skip)
 * @raw: bytes with their quotes
 *
 * Puts bytes in the place of the first value of an event file; behind everything where there is
 * none.
 */
void
cue_sim_exchange_replace_value (CueSimReply *reply, const char *raw, gsize size)
{
  static const char mark[] = "\"value\":\"";
  g_autoptr (GBytes) body = cue_sim_reply_take_body (reply);
  g_autoptr (GBytes) bytes = NULL;
  GByteArray *changed = g_byte_array_new ();
  gsize       length;
  const char *data = g_bytes_get_data (body, &length);
  const char *found = length > 0 ? g_strstr_len (data, (gssize) length, mark) : NULL;
  gsize       before = length;
  gsize       after = length;

  if (found != NULL) {
    const char *value = found + strlen (mark);
    const char *quote = memchr (value, '"', length - (gsize) (value - data));

    before = (gsize) (value - data) - 1;
    after = quote != NULL ? (gsize) (quote - data) + 1 : length;
  }
  g_byte_array_append (changed, (const guint8 *) data, (guint) before);
  g_byte_array_append (changed, (const guint8 *) raw, (guint) size);
  g_byte_array_append (changed, (const guint8 *) data + after, (guint) (length - after));
  bytes = g_byte_array_free_to_bytes (changed);
  cue_sim_reply_set_body (reply, bytes);
}

const CueSimFaultInfo cue_sim_faults_exchange_json[] = {
  { .id = "AB-4",
    .words = "a list that is none",
    .how = "{\"items\": […]}, null, {}, or null among its items",
    .targets = LISTS,
    .variants = VARIANTS ("items", "null", "object", "null-elements"),
    .bend = bend_shape },
  { .id = "AB-5",
    .words = "event types that are not as on the page",
    .how = "the member is replaced or left out, in every event type",
    .targets = TYPE_LISTS,
    .variants = VARIANTS ("version-text",
                          "version-float",
                          "version-null",
                          "namespace-missing",
                          "attributes-missing",
                          "attributes-null",
                          "registration-unknown",
                          "registration-lower-case",
                          "registration-missing"),
    .bend = bend_event_types },
  { .id = "AB-6",
    .words = "the browser key comes in another form",
    .how = "the key is a number or left out, the id is a text",
    .targets = CUE_SIM_TARGET_BROWSER_KEY,
    .variants = VARIANTS ("key-number", "id-text", "key-missing"),
    .bend = bend_browser_key },
  { .id = "AB-18",
    .words = "answers with members nobody has announced",
    .how = "members are added to each object, or to each attribute",
    .targets = TYPE_LISTS | CUE_SIM_TARGET_BROWSER_KEY,
    .variants = VARIANTS ("members", "attribute-members"),
    .bend = bend_new_members },
  { .id = "AB-19",
    .words = "attributes of another type than the four",
    .how = "every type is replaced or left out",
    .targets = TYPE_LISTS,
    .variants = VARIANTS ("integer", "timestamp", "iso", "glued", "empty", "null", "missing"),
    .bend = bend_attribute_types },
  { .id = "AB-20",
    .words = "texts, numbers and booleans of an event file take each other's place",
    .how = "every value, isSync, isOriginal or version is replaced",
    .targets = CUE_SIM_TARGET_EVENT_FILE,
    .variants = VARIANTS ("values-as-numbers",
                          "values-as-booleans",
                          "values-null",
                          "is-sync-boolean",
                          "is-original-text",
                          "version-as-number"),
    .bend = bend_values },
  { .id = NULL },
};
