// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* Faults inside the door events: SB-9, SB-11 to SB-14, SB-19 and SB-20. */

#include "cue-sim-fault.h"

#include <string.h>

#define VARIANTS(...) ((const char *const[]){ __VA_ARGS__, NULL })
#define LONG_NAME     (10 * 1024)

static gboolean
push_argument (CueSimPush *push, CueSimFault *fault, const char *variant)
{
  static const struct {
    const char *variant;
    const char *raw;
  } raws[] = {
    { "null", "null" },    { "number", "42" }, { "true", "true" },
    { "list", "[1,2,3]" }, { "none", "" },     { "not-json", "\"the door is open\"" },
    { "empty", "\"\"" },
  };
  g_autofree char *text = NULL;

  if (push->doc == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (raws); i++) {
    if (g_str_equal (raws[i].variant, variant)) {
      cue_sim_push_set_arguments (push, raws[i].raw);
      return TRUE;
    }
  }
  text = cue_sim_push_take_text (push);
  if (g_str_equal (variant, "object")) {
    cue_sim_push_set_arguments (push, text);
  } else if (g_str_equal (variant, "truncated")) {
    text[g_utf8_find_prev_char (text, text + strlen (text) / 2) - text] = '\0';
    cue_sim_push_set_argument_text (push, text);
  } else {
    g_autofree char *quoted = cue_sim_json_quote (text);
    g_autofree char *two = g_strconcat (quoted, ",\"and another one\"", NULL);

    cue_sim_push_set_arguments (push, two);
  }
  return TRUE;
}

static gboolean
push_unknown (CueSimPush *push, CueSimFault *fault, const char *variant)
{
  CueSimDoc *doc = push->doc;

  if (doc == NULL)
    return FALSE;
  if (g_str_equal (variant, "category")) {
    cue_sim_doc_set_string (doc, "event_category", "door_dreamt_of");
  } else if (g_str_equal (variant, "access-by")) {
    cue_sim_doc_set_string (doc, "access_by", "retina");
  } else if (g_str_equal (variant, "new-fields")) {
    cue_sim_doc_set_raw (doc, "weather", "{\"sky\":[\"grey\",{\"rain\":true}],\"degrees\":9.5}");
    cue_sim_doc_set_string (doc, "lock_mood", "fine");
  } else if (g_str_equal (variant, "missing-fields")) {
    static const char *const missing[] = { "event_detail",   "lock_customer_reference",
                                           "user_id",        "user_first_name",
                                           "user_last_name", "access_by",
                                           "iq_id",          "local_date_time" };

    for (guint i = 0; i < G_N_ELEMENTS (missing); i++)
      cue_sim_doc_remove (doc, missing[i]);
  } else if (g_str_equal (variant, "only-id")) {
    g_autofree char *id = g_strdup (cue_sim_doc_get_raw (doc, "id"));

    cue_sim_doc_free (doc);
    push->doc = cue_sim_doc_new ();
    cue_sim_doc_set_raw (push->doc, "id", id);
  } else if (g_str_equal (variant, "pin-unknown")) {
    cue_sim_doc_set_string (doc, "user_id", "PIN unknown");
  } else {
    cue_sim_doc_set_raw (doc, "user_alias", fault->hits % 2 == 0 ? "\"\"" : "null");
  }
  return TRUE;
}

static gboolean
push_other_types (CueSimPush *push, CueSimFault *fault, const char *variant)
{
  static const struct {
    const char *variant;
    const char *name;
    const char *raw;
  } changes[] = {
    { "detail-as-number", "access_detail", "12345" },
    { "ttl-as-text", "ttl_in_seconds", "\"7776000\"" },
    { "exit-as-text", "exit_requested", "\"false\"" },
    { "exit-as-number", "exit_requested", "1" },
    { "id-as-number", "id", "9007199254740993" },
    { "names-as-objects", "user_first_name", "{\"text\":\"Ada\"}" },
    { "revision-as-number", "iq_revision", "2.0" },
  };

  for (guint i = 0; push->doc != NULL && i < G_N_ELEMENTS (changes); i++) {
    if (g_str_equal (changes[i].variant, variant))
      cue_sim_doc_set_raw (push->doc, changes[i].name, changes[i].raw);
  }
  return push->doc != NULL;
}

static gboolean
push_times (CueSimPush *push, CueSimFault *fault, const char *variant)
{
  static const struct {
    const char *variant;
    const char *name;
    const char *raw;
  } changes[] = {
    { "fraction-0", "expiration_date_time", "\"2027-02-18T08:15:34Z\"" },
    { "fraction-7", "expiration_date_time", "\"2027-02-18T08:15:34.1700001Z\"" },
    { "ms-epoch", "utc_date_time", "1795162530000" },
    { "s-epoch-as-text", "utc_date_time", "\"1795162530\"" },
    { "without-zone", "utc_date_time", "\"2026-11-20T08:15:30\"" },
    { "offset", "utc_date_time", "\"2026-11-20T09:15:30+0100\"" },
    { "words", "utc_date_time", "\"yesterday at noon\"" },
    { "year-1", "utc_date_time", "\"0001-01-01T00:00:00Z\"" },
    { "null", "utc_date_time", "null" },
    { "local-with-zone", "local_date_time", "\"2026-11-20T09:15:30+01:00\"" },
  };

  for (guint i = 0; push->doc != NULL && i < G_N_ELEMENTS (changes); i++) {
    if (g_str_equal (changes[i].variant, variant))
      cue_sim_doc_set_raw (push->doc, changes[i].name, changes[i].raw);
  }
  return push->doc != NULL;
}

static gboolean
push_order (CueSimPush *push, CueSimFault *fault, const char *variant)
{
  if (push->doc == NULL)
    return FALSE;
  if (g_str_equal (variant, "duplicate")) {
    GString         *records = cue_sim_push_get_records (push);
    g_autofree char *again = g_strdup (records->str);

    g_string_append (records, again);
  } else if (g_str_equal (variant, "out-of-order")) {
    /* Every second one, so that the others stay where they are. */
    if (fault->hits % 2 == 0)
      cue_sim_access_set_times (push->doc,
                                push->site,
                                push->access->wall_us - (gint64) (fault->seconds * G_USEC_PER_SEC),
                                push->access->sent_us);
  } else {
    cue_sim_access_set_times (push->doc,
                              push->site,
                              push->access->wall_us - G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC,
                              push->access->sent_us);
  }
  return TRUE;
}

static gboolean
push_odd_names (CueSimPush *push, CueSimFault *fault, const char *variant)
{
  static const struct {
    const char *variant;
    const char *first;
    const char *last;
  } names[] = {
    /* Already JSON: a NUL cannot stand in a C string. */
    { "control", "\"Ada\\u0000\\u0007\\u001b[31m\"", "\"Ex\\nam\\tple\\u001e\"" },
    { "rtl", "\"\\u202eadA\"", "\"\\u2067elpmaxE\\u2069\\u200f\"" },
    { "zero-width", "\"A\\u200bd\\u200da\\ufeff\"", "\"Ex\\u00ada\\u0301\\u0301\\u0301mple\"" },
    { "markup", "\"<b>Ada</b> & <i>\"", "\"<span size=\\\"999999\\\">Example\"" },
    { "format", "\"%s%n%d\"", "\"{0} ${HOME} `id`\"" },
    { "surrogate", "\"\\ud83d\"", "\"Example \\ud83d\\ude00\"" },
  };

  if (push->doc == NULL)
    return FALSE;
  if (g_str_equal (variant, "long")) {
    g_autofree char *name = g_strnfill (LONG_NAME, 'A');

    cue_sim_doc_set_string (push->doc, "user_first_name", name);
    cue_sim_doc_set_string (push->doc, "lock_customer_reference", name);
    return TRUE;
  }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    if (!g_str_equal (names[i].variant, variant))
      continue;
    cue_sim_doc_set_raw (push->doc, "user_first_name", names[i].first);
    cue_sim_doc_set_raw (push->doc, "user_last_name", names[i].last);
    cue_sim_doc_set_raw (push->doc, "lock_customer_reference", names[i].first);
  }
  return TRUE;
}

static gboolean
push_other_site (CueSimPush *push, CueSimFault *fault, const char *variant)
{
  guint             site = (push->site + 1) % CUE_SIM_N_SITES;
  const CueSimLock *lock = NULL;

  if (push->doc == NULL)
    return FALSE;
  for (guint i = 0; i < CUE_SIM_N_LOCKS && lock == NULL; i++) {
    if (cue_sim_locks[i].site == site)
      lock = &cue_sim_locks[i];
  }
  if (!g_str_equal (variant, "lock"))
    cue_sim_doc_set_string (push->doc,
                            g_str_equal (variant, "camel") ? "siteId" : "site_id",
                            cue_sim_sites[site].id);
  cue_sim_doc_set_string (push->doc, "lock_id", lock->id);
  cue_sim_doc_set_string (push->doc, "lock_mac_address", lock->mac);
  cue_sim_doc_set_string (push->doc, "lock_customer_reference", lock->name);
  return TRUE;
}

const CueSimFaultInfo cue_sim_faults_access[] = {
  { .id = "SB-9",
    .words = "the argument is not one string of JSON",
    .how = "an object, words, half of the JSON, other values, a second argument, or none",
    .targets = CUE_SIM_TARGET_HUB,
    .variants = VARIANTS ("object",
                          "not-json",
                          "truncated",
                          "null",
                          "number",
                          "true",
                          "list",
                          "empty",
                          "two",
                          "none"),
    .push = push_argument },
  { .id = "SB-11",
    .words = "events with something unknown, new or missing",
    .how = "members are replaced, added or left out; alias: empty and null in turn",
    .targets = CUE_SIM_TARGET_HUB,
    .variants = VARIANTS ("category",
                          "access-by",
                          "new-fields",
                          "missing-fields",
                          "only-id",
                          "pin-unknown",
                          "alias"),
    .push = push_unknown },
  { .id = "SB-12",
    .words = "members of another type",
    .how = "numbers, texts and booleans take each other's place",
    .targets = CUE_SIM_TARGET_HUB,
    .variants = VARIANTS ("detail-as-number",
                          "ttl-as-text",
                          "exit-as-text",
                          "exit-as-number",
                          "id-as-number",
                          "names-as-objects",
                          "revision-as-number"),
    .push = push_other_types },
  { .id = "SB-13",
    .words = "times in other notations",
    .how = "the member is replaced by a fixed text or number",
    .targets = CUE_SIM_TARGET_HUB,
    .variants = VARIANTS ("fraction-7",
                          "fraction-0",
                          "ms-epoch",
                          "s-epoch-as-text",
                          "without-zone",
                          "offset",
                          "words",
                          "year-1",
                          "null",
                          "local-with-zone"),
    .push = push_times },
  { .id = "SB-14",
    .words = "events twice, out of order, or from before",
    .how = "the record twice; every second one `seconds` earlier; a day earlier",
    .targets = CUE_SIM_TARGET_HUB,
    .variants = VARIANTS ("duplicate", "out-of-order", "old"),
    .seconds = 30,
    .push = push_order },
  { .id = "SB-19",
    .words = "names that mislead the eye or the program",
    .how = "control characters, direction marks, characters without a width, markup, format "
           "strings, half of a surrogate pair, or 10 kB, in the names of person and lock",
    .targets = CUE_SIM_TARGET_HUB,
    .variants = VARIANTS ("control", "rtl", "zero-width", "markup", "format", "surrogate", "long"),
    .push = push_odd_names },
  { .id = "SB-20",
    .words = "an event of another site than was asked for",
    .how = "a lock of another site, and its id as site_id, as siteId (camel), or not at all (lock)",
    .targets = CUE_SIM_TARGET_HUB,
    .variants = VARIANTS ("site-id", "camel", "lock"),
    .push = push_other_site },
  { .id = NULL },
};
