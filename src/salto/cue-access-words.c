// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-words.h"

#include "cue-text.h"
#include "cue-time.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Longer names are cut with “…”. */
#define MAX_CHARS 200
#define MAX_FIELD 4000

typedef struct {
  CueAccessField field;
  const char    *code;
  const char    *words;
} Word;

/* The names of incidents are those of the vendor's older page (services.md, ASSUME-2). */
static const Word words[] = {
  { CUE_ACCESS_FIELD_EVENT_CATEGORY, "lock_opened", N_ ("Opened") },
  { CUE_ACCESS_FIELD_EVENT_CATEGORY, "lock_rejected", N_ ("Refused") },
  { CUE_ACCESS_FIELD_EVENT_CATEGORY, "office_mode", N_ ("Office mode") },
  { CUE_ACCESS_FIELD_EVENT_CATEGORY, "easy_office_mode", N_ ("Easy office mode") },
  { CUE_ACCESS_FIELD_EVENT_CATEGORY, "privacy_mode", N_ ("Privacy mode") },
  { CUE_ACCESS_FIELD_EVENT_CATEGORY, "unknown", N_ ("Unknown incident") },
  { CUE_ACCESS_FIELD_EVENT_CATEGORY, "intrusion_alarm", N_ ("Intrusion") },
  { CUE_ACCESS_FIELD_EVENT_CATEGORY, "end_of_intrusion_alarm", N_ ("End of intrusion") },
  { CUE_ACCESS_FIELD_EVENT_CATEGORY, "tamper_alarm", N_ ("Tampering") },
  { CUE_ACCESS_FIELD_EVENT_CATEGORY, "end_of_tamper_alarm", N_ ("End of tampering") },
  { CUE_ACCESS_FIELD_EVENT_CATEGORY, "door_left_open_alarm", N_ ("Door left open") },
  { CUE_ACCESS_FIELD_EVENT_CATEGORY, "end_of_door_left_open_alarm", N_ ("Door closed again") },
  { CUE_ACCESS_FIELD_EVENT_CATEGORY, "lock_connection_lost", N_ ("Lock offline") },
  { CUE_ACCESS_FIELD_EVENT_CATEGORY, "lock_connection_restored", N_ ("Lock online again") },
  { CUE_ACCESS_FIELD_EVENT_CATEGORY, "low_battery_warning", N_ ("Battery low") },
  { CUE_ACCESS_FIELD_EVENT_CATEGORY, "lock_time_set", N_ ("Clock of the lock set") },
  { CUE_ACCESS_FIELD_EVENT_CATEGORY,
    "easyofficemode_finish_failed",
    N_ ("Easy office mode did not end") },
  { CUE_ACCESS_FIELD_EVENT_CATEGORY, "iq_connection_lost", N_ ("IQ offline") },
  { CUE_ACCESS_FIELD_EVENT_CATEGORY, "iq_connection_restored", N_ ("IQ online again") },
  { CUE_ACCESS_FIELD_EVENT_DETAIL, "no_access", N_ ("No access") },
  { CUE_ACCESS_FIELD_EVENT_DETAIL, "suspended", N_ ("Suspended") },
  { CUE_ACCESS_FIELD_EVENT_DETAIL, "offline", N_ ("Offline") },
  { CUE_ACCESS_FIELD_EVENT_DETAIL, "start", N_ ("Start") },
  { CUE_ACCESS_FIELD_EVENT_DETAIL, "end", N_ ("End") },
  { CUE_ACCESS_FIELD_ACCESS_BY, "tag", N_ ("Tag") },
  { CUE_ACCESS_FIELD_ACCESS_BY, "pin_code", N_ ("PIN code") },
  { CUE_ACCESS_FIELD_ACCESS_BY, "inside_handle", N_ ("Inside handle") },
  { CUE_ACCESS_FIELD_ACCESS_BY, "remote", N_ ("Remote") },
  { CUE_ACCESS_FIELD_ACCESS_BY, "mobile_key", N_ ("Mobile key") },
};

/**
 * cue_access_words_for_code:
 * @field: `event_category`, `event_detail` or `access_by`
 * @code: a code as it came
 *
 * Returns: (transfer none): its words, or @code itself when it is not known
 */
const char *
cue_access_words_for_code (CueAccessField field, const char *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++) {
    if (words[i].field == field && strcmp (words[i].code, code) == 0)
      return _ (words[i].words);
  }
  return code;
}

/**
 * cue_access_words_for_nth_code:
 * @n: from 0 on
 *
 * Returns: (transfer none) (nullable): the words of one of the codes that are known, in no
 *   particular order; %NULL after the last one
 */
const char *
cue_access_words_for_nth_code (guint n)
{
  return n < G_N_ELEMENTS (words) ? _ (words[n].words) : NULL;
}

/**
 * cue_access_words_for_form:
 * @form: how a message came
 *
 * Returns: a sentence about what is not as it should be; empty when it is
 */
const char *
cue_access_words_for_form (CueAccessForm form)
{
  switch (form) {
  case CUE_ACCESS_FORM_OBJECT:
    return _ ("The argument is an object, not a text that holds one.");
  case CUE_ACCESS_FORM_NOT_JSON:
    return _ ("The text is not JSON.");
  case CUE_ACCESS_FORM_NOT_OBJECT:
    return _ ("The message is not a JSON object.");
  case CUE_ACCESS_FORM_ARGUMENTS:
    return _ ("The message has not exactly one argument.");
  case CUE_ACCESS_FORM_TARGET:
    return _ ("The hub called another method than “ReceiveMessage”.");
  case CUE_ACCESS_FORM_TEXT:
  default:
    return "";
  }
}

static char *
make_line (const char *text)
{
  return cue_text_make_line (text != NULL ? text : "", -1, MAX_CHARS);
}

static const char *
get_filled (const CueAccessEvent *event, CueAccessField field)
{
  const char *text = cue_access_event_get_text (event, field);

  return text != NULL && *text != '\0' ? text : NULL;
}

/* ---- times --------------------------------------------------------------------------------- */

/* `2026-11-20T09:15:30` and what may follow it; nothing but its digits is looked at. */
static gboolean
looks_like_time (const char *text)
{
  static const char form[] = "dddd-dd-ddTdd:dd:dd";

  for (gsize i = 0; i < sizeof form - 1; i++) {
    if (form[i] == 'd' ? !g_ascii_isdigit (text[i]) : text[i] != form[i])
      return FALSE;
  }
  return TRUE;
}

static char *
format_wall (gint64 wall_us, const char *format)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (wall_us / G_USEC_PER_SEC);

  return time != NULL ? g_date_time_format (time, format) : g_strdup ("");
}

/**
 * cue_access_words_time:
 * @event: an event
 * @face: whose clock
 *
 * The site says its own time without an offset, so it is shown as it came and never calculated
 * with. A message without one has the time of this computer.
 *
 * Returns: (transfer full): hours, minutes and seconds
 */
char *
cue_access_words_time (const CueAccessEvent *event, CueAccessClockFace face)
{
  const char *local = get_filled (event, CUE_ACCESS_FIELD_LOCAL_DATE_TIME);

  if (face == CUE_ACCESS_SITE_TIME && local != NULL)
    return looks_like_time (local) ? g_strndup (local + 11, 8) : make_line (local);
  return format_wall (cue_access_event_get_time_us (event), "%H:%M:%S");
}

/**
 * cue_access_words_date_time:
 * @event: an event
 * @face: whose clock
 *
 * Returns: (transfer full): the same with the date before it
 */
char *
cue_access_words_date_time (const CueAccessEvent *event, CueAccessClockFace face)
{
  const char *local = get_filled (event, CUE_ACCESS_FIELD_LOCAL_DATE_TIME);

  if (face == CUE_ACCESS_SITE_TIME && local != NULL)
    return looks_like_time (local) ? g_strdup_printf ("%.10s %.8s", local, local + 11)
                                   : make_line (local);
  return format_wall (cue_access_event_get_time_us (event), "%Y-%m-%d %H:%M:%S");
}

/**
 * cue_access_words_find_offset:
 * @event: an event
 * @offset_us: (out): what the clocks at the site are ahead of UTC, microseconds
 *
 * The service does not say the zone of a site. It follows from an event that says both times; no
 * zone is more than a day away, nor anything but a quarter of an hour.
 *
 * Returns: whether the event says it
 */
gboolean
cue_access_words_find_offset (const CueAccessEvent *event, gint64 *offset_us)
{
  static const gint64 quarter = (gint64) 15 * 60 * G_USEC_PER_SEC;
  const char         *site = get_filled (event, CUE_ACCESS_FIELD_LOCAL_DATE_TIME);
  const char         *utc = get_filled (event, CUE_ACCESS_FIELD_UTC_DATE_TIME);
  gint64              site_us, utc_us, quarters;

  if (site == NULL || utc == NULL || !looks_like_time (site) ||
      !cue_time_parse_iso8601 (site, &site_us, NULL) ||
      !cue_time_parse_iso8601 (utc, &utc_us, NULL) || ABS (site_us - utc_us) > 96 * quarter)
    return FALSE;
  quarters = (site_us - utc_us + (site_us >= utc_us ? quarter / 2 : -quarter / 2)) / quarter;
  *offset_us = quarters * quarter;
  return TRUE;
}

/* The site says its own day, which may be another one than here. */
static char *
format_site_day (const CueAccessEvent *event, const char *local, gint64 now_us)
{
  g_autofree char *day = g_strndup (local, 10);
  g_autofree char *today = NULL;
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *start = g_strconcat (day, "T00:00:00", NULL);
  g_autoptr (GDateTime) date = g_date_time_new_from_iso8601 (start, utc);
  g_autoptr (GDateTime) now = NULL;
  gint64 offset;

  if (date == NULL)
    return NULL;
  if (!cue_access_words_find_offset (event, &offset))
    now = g_date_time_new_from_unix_local (now_us / G_USEC_PER_SEC);
  else
    now = g_date_time_new_from_unix_utc ((now_us + offset) / G_USEC_PER_SEC);
  today = now != NULL ? g_date_time_format (now, "%Y-%m-%d") : NULL;
  if (today == NULL || g_str_equal (day, today))
    return NULL;
  /* Translators: a day of this year in a narrow column, such as “20 Nov”; as g_date_time_format()
   */
  return g_date_time_format (date, _ ("%-d %b"));
}

/**
 * cue_access_words_day:
 * @event: an event
 * @face: whose clock
 * @now_us: the time now, microseconds since 1970 UTC
 *
 * Returns: (transfer full) (nullable): the day in a few letters, or %NULL when it is today there
 */
char *
cue_access_words_day (const CueAccessEvent *event, CueAccessClockFace face, gint64 now_us)
{
  const char      *local = get_filled (event, CUE_ACCESS_FIELD_LOCAL_DATE_TIME);
  gint64           time_us = cue_access_event_get_time_us (event);
  g_autofree char *day = NULL;
  g_autofree char *today = NULL;

  if (face == CUE_ACCESS_SITE_TIME && local != NULL)
    return looks_like_time (local) ? format_site_day (event, local, now_us) : NULL;
  day = format_wall (time_us, "%Y-%m-%d");
  today = format_wall (now_us, "%Y-%m-%d");
  return g_str_equal (day, today) ? NULL : format_wall (time_us, _ ("%-d %b"));
}

/* ---- columns ------------------------------------------------------------------------------- */

/**
 * cue_access_words_door:
 * @event: an event
 *
 * Returns: (transfer full): the name of the door, or of the IQ where there is no door, or an id;
 *   one line, fit to be shown
 */
char *
cue_access_words_door (const CueAccessEvent *event)
{
  static const CueAccessField fields[] = {
    CUE_ACCESS_FIELD_LOCK_CUSTOMER_REFERENCE,
    CUE_ACCESS_FIELD_LOCK_ID,
    CUE_ACCESS_FIELD_IQ_CUSTOMER_REFERENCE,
    CUE_ACCESS_FIELD_IQ_ID,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++) {
    const char *text = get_filled (event, fields[i]);

    if (text != NULL)
      return make_line (text);
  }
  return g_strdup ("");
}

/* The same person has the same name until the program ends, and nobody can find out which. */
static char *
make_pseudonym (const char *key)
{
  static gsize seed;
  guint64      hash;

  if (g_once_init_enter (&seed))
    g_once_init_leave (&seed, ((gsize) g_random_int () << 31 ^ g_random_int ()) | 1);
  hash = seed;
  for (; *key != '\0'; key++)
    hash = (hash ^ (guchar) *key) * G_GUINT64_CONSTANT (0x9fb21c651e98df25) ^ hash >> 31;
  /* Translators: stands for the name of a person while names are hidden; the code is made up */
  return g_strdup_printf (_ ("Person %05X"), (guint) (hash >> 40) & 0xfffff);
}

/* What the service writes where a user id would be: nobody's PIN. */
static gboolean
is_unknown_pin (const char *user_id)
{
  return g_strcmp0 (user_id, "PIN unknown") == 0;
}

/**
 * cue_access_words_person:
 * @event: an event
 * @hidden: whether names are hidden; then the same person has the same made-up name
 *
 * Returns: (transfer full): the name of the person, or what there is of it; empty when there is
 *   nobody
 */
char *
cue_access_words_person (const CueAccessEvent *event, gboolean hidden)
{
  const char      *first = get_filled (event, CUE_ACCESS_FIELD_USER_FIRST_NAME);
  const char      *last = get_filled (event, CUE_ACCESS_FIELD_USER_LAST_NAME);
  const char      *alias = get_filled (event, CUE_ACCESS_FIELD_USER_ALIAS);
  const char      *id = get_filled (event, CUE_ACCESS_FIELD_USER_ID);
  g_autofree char *name = NULL;

  if (is_unknown_pin (id) && first == NULL && last == NULL && alias == NULL)
    return g_strdup (_ ("Unknown PIN"));
  if (first != NULL && last != NULL)
    name = g_strdup_printf ("%s %s", first, last);
  else
    name = g_strdup (first != NULL ? first : last != NULL ? last : alias != NULL ? alias : id);
  if (name == NULL)
    return g_strdup ("");
  if (hidden)
    return make_pseudonym (id != NULL ? id : name);
  return make_line (name);
}

static char *
make_code_line (const CueAccessEvent *event, CueAccessField field)
{
  const char *code = get_filled (event, field);

  return code != NULL ? make_line (cue_access_words_for_code (field, code)) : g_strdup ("");
}

/**
 * cue_access_words_what:
 * @event: an event
 *
 * Returns: (transfer full): what happened; for what could not be decoded, that
 */
char *
cue_access_words_what (const CueAccessEvent *event)
{
  if (cue_access_event_get_kind (event) == CUE_ACCESS_GAP)
    return g_strdup (_ ("Not connected"));
  if (!cue_access_event_is_decoded (event))
    return g_strdup (_ ("Undecodable message"));
  return make_code_line (event, CUE_ACCESS_FIELD_EVENT_CATEGORY);
}

/**
 * cue_access_words_how:
 * @event: an event
 *
 * Returns: (transfer full): by what the door was opened; empty when it does not say
 */
char *
cue_access_words_how (const CueAccessEvent *event)
{
  return make_code_line (event, CUE_ACCESS_FIELD_ACCESS_BY);
}

static void
add_part (GString *line, const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (line->len > 0)
    g_string_append (line, " · ");
  g_string_append (line, part);
}

/**
 * cue_access_words_detail:
 * @event: an event
 * @hidden: whether names are hidden; the number of a tag then is too
 *
 * Returns: (transfer full): the detail, that an exit was requested, and the number of the tag
 */
char *
cue_access_words_detail (const CueAccessEvent *event, gboolean hidden)
{
  g_autofree char *detail = make_code_line (event, CUE_ACCESS_FIELD_EVENT_DETAIL);
  const char      *tag = get_filled (event, CUE_ACCESS_FIELD_ACCESS_DETAIL);
  GString         *line = g_string_new (NULL);

  add_part (line, detail);
  if (cue_access_event_get_exit_requested (event) == CUE_ACCESS_TRUE)
    add_part (line, _ ("Exit requested"));
  if (tag != NULL && !hidden) {
    g_autofree char *shown = make_line (tag);

    add_part (line, shown);
  }
  if (!cue_access_event_is_decoded (event))
    add_part (line, cue_access_words_for_form (cue_access_event_get_form (event)));
  return g_string_free (line, FALSE);
}

/**
 * cue_access_words_field:
 * @event: an event
 * @field: a field of it
 * @hidden: whether names are hidden
 *
 * Returns: (transfer full): its text as it came, made fit to be shown; dots for what is hidden
 */
char *
cue_access_words_field (const CueAccessEvent *event, CueAccessField field, gboolean hidden)
{
  const char *text = cue_access_event_get_text (event, field);

  if (text == NULL)
    return g_strdup (cue_access_event_get_presence (event, field) == CUE_ACCESS_NULL ? "null" : "");
  if (hidden && *text != '\0' && cue_access_field_is_personal (field))
    return g_strdup ("•••");
  return cue_text_make_visible (text, -1, MAX_FIELD);
}

/**
 * cue_access_words_marks:
 * @row: a row
 *
 * Returns: (transfer full): its marks in words; empty when it has none
 */
char *
cue_access_words_marks (CueAccessRow *row)
{
  static const struct {
    CueAccessMarks mark;
    const char    *words;
  } marks[] = {
    { CUE_ACCESS_MARK_LATE, N_ ("Came late") },
    { CUE_ACCESS_MARK_CONFLICT, N_ ("Same id, other content") },
    { CUE_ACCESS_MARK_FORM, N_ ("Unexpected form") },
    { CUE_ACCESS_MARK_ODD, N_ ("Unexpected value") },
    { CUE_ACCESS_MARK_OTHER_SITE, N_ ("Of another site") },
    { CUE_ACCESS_MARK_FUTURE, N_ ("Time lies ahead") },
    { CUE_ACCESS_MARK_OPEN, N_ ("Not ended") },
    { CUE_ACCESS_MARK_END_ALONE, N_ ("Beginning not seen") },
    { CUE_ACCESS_MARK_CUT, N_ ("Too large, cut off") },
  };
  CueAccessMarks set = cue_access_row_get_marks (row);
  guint          repeats = cue_access_row_get_repeats (row);
  GString       *line = g_string_new (NULL);

  if (repeats > 0) {
    g_autofree char *again = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                           "Came %u more time",
                                                           "Came %u more times",
                                                           repeats),
                                              repeats);

    add_part (line, again);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++) {
    if ((set & marks[i].mark) != 0)
      add_part (line, _ (marks[i].words));
  }
  return g_string_free (line, FALSE);
}

/**
 * cue_access_words_facet:
 * @facet: what is filtered by
 * @value: its value
 *
 * Returns: (transfer full): the value in words where there are any
 */
char *
cue_access_words_facet (CueAccessFacet facet, const char *value)
{
  switch (facet) {
  case CUE_ACCESS_FACET_WHAT:
    return make_line (cue_access_words_for_code (CUE_ACCESS_FIELD_EVENT_CATEGORY, value));
  case CUE_ACCESS_FACET_HOW:
    return make_line (cue_access_words_for_code (CUE_ACCESS_FIELD_ACCESS_BY, value));
  case CUE_ACCESS_FACET_DETAIL:
    return make_line (cue_access_words_for_code (CUE_ACCESS_FIELD_EVENT_DETAIL, value));
  case CUE_ACCESS_FACET_SITE:
  case CUE_ACCESS_FACET_DOOR:
  case CUE_ACCESS_FACET_PERSON:
  case CUE_ACCESS_FACET_IQ:
  default:
    return make_line (value);
  }
}
