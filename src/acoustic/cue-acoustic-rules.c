// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-rules.h"

#include "cue-acoustic-client.h"
#include "cue-draft-attribute.h"
#include "cue-event-file-name.h"
#include "cue-json-scan.h"
#include "cue-text.h"
#include "cue-time.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * The rules of services reference 2.5 about single values: addresses, keys, times, names of files.
 * What is about a body stands with its draft.
 */

/* ---- connection ---------------------------------------------------------------------------- */

/**
 * cue_acoustic_check_base_url:
 * @findings: (element-type CueFinding): receives what is wrong
 * @url: the base URL that was assigned to the account, as typed
 */
void
cue_acoustic_check_base_url (GPtrArray *findings, const char *url)
{
  g_autofree char *normal = cue_acoustic_base_url_normalize (url);
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) uri = NULL;

  if (!cue_acoustic_base_url_check (normal, &error)) {
    cue_findings_add (findings,
                      CUE_FINDING_BLOCK,
                      CUE_ACOUSTIC_FIELD_BASE_URL,
                      "S4:18",
                      "%s",
                      error->message);
    return;
  }
  uri = g_uri_parse (normal, G_URI_FLAGS_ENCODED, NULL);
  if (uri != NULL && g_uri_get_host (uri) != NULL &&
      g_ascii_strncasecmp (g_uri_get_host (uri), "exchange-", strlen ("exchange-")) == 0)
    cue_findings_add (findings,
                      CUE_FINDING_WARN,
                      CUE_ACOUSTIC_FIELD_BASE_URL,
                      "S4:659",
                      _ ("“%s” is the host of the user interface. The host of the API "
                         "begins with “api-exchange-”."),
                      g_uri_get_host (uri));
}

/**
 * cue_acoustic_check_key:
 * @findings: (element-type CueFinding): receives what is wrong
 * @key: the key of an endpoint, as pasted
 *
 * Real keys look like a UUID, or like many letters with `:US` behind them; so anything visible
 * goes.
 */
void
cue_acoustic_check_key (GPtrArray *findings, const char *key)
{
  g_autoptr (GError) error = NULL;

  if (!cue_acoustic_client_check_key (key, &error))
    cue_findings_add (findings,
                      CUE_FINDING_BLOCK,
                      CUE_ACOUSTIC_FIELD_KEY,
                      "S4:23",
                      "%s",
                      error->message);
}

/**
 * cue_acoustic_check_role:
 * @findings: (element-type CueFinding): receives the hint
 * @needed: what the key must be for; one of both is enough
 * @have: what it is for, as far as it is known
 * @source: the line of the vendor's text
 */
void
cue_acoustic_check_role (GPtrArray      *findings,
                         CueAcousticRole needed,
                         CueAcousticRole have,
                         const char     *source)
{
  if (have == 0 || (have & needed) != 0)
    return;
  if (needed == CUE_ACOUSTIC_ROLE_SUBSCRIBER)
    cue_findings_add (findings,
                      CUE_FINDING_HINT,
                      CUE_ACOUSTIC_FIELD_KEY,
                      source,
                      _ ("This call wants the key of a subscriber; the key of this "
                         "connection is one of a publisher."));
  else
    cue_findings_add (findings,
                      CUE_FINDING_HINT,
                      CUE_ACOUSTIC_FIELD_KEY,
                      source,
                      _ ("This call wants the key of a publisher; the key of this "
                         "connection is one of a subscriber."));
}

/* ---- times and values ---------------------------------------------------------------------- */

/* `YYYY-MM-DDThh:mm:ss[.f]` and then `Z` or an offset. cue_time_parse_iso8601() takes more, as it
 * comes from outside; what we send is to have the vendor's own form. */
static gboolean
has_form_of_timestamp (const char *text)
{
  static const char form[] = "dddd-dd-ddTdd:dd:dd";
  const char       *p = text;

  for (const char *f = form; *f != '\0'; f++, p++) {
    if (*f == 'd' ? !g_ascii_isdigit (*p) : *p != *f)
      return FALSE;
  }
  if (*p == '.') {
    p++;
    if (!g_ascii_isdigit (*p))
      return FALSE;
    while (g_ascii_isdigit (*p))
      p++;
  }
  if (*p == 'Z')
    return p[1] == '\0';
  return *p == '+' || *p == '-';
}

/**
 * cue_acoustic_parse_timestamp:
 * @text: as typed
 * @out_us: (out) (optional): microseconds since 1970 UTC
 *
 * Returns: whether it is a real time with a zone in the form that the vendor wants (S4:225); white
 *   space around it does no harm
 */
gboolean
cue_acoustic_parse_timestamp (const char *text, gint64 *out_us)
{
  g_autofree char *bare = NULL;
  gint64           us;
  gboolean         has_zone;

  g_return_val_if_fail (text != NULL, FALSE);

  bare = g_strstrip (g_strdup (text));
  if (!has_form_of_timestamp (bare) || !cue_time_parse_iso8601 (bare, &us, &has_zone) || !has_zone)
    return FALSE;
  if (out_us != NULL)
    *out_us = us;
  return TRUE;
}

/**
 * cue_acoustic_normalise_timestamp:
 * @text: as typed
 *
 * Returns: (transfer full): the same time in UTC, as it is sent; what is no time stays as it is. A
 *   time that is in UTC already keeps every digit.
 */
char *
cue_acoustic_normalise_timestamp (const char *text)
{
  g_autofree char *bare = NULL;
  gint64           us;

  g_return_val_if_fail (text != NULL, NULL);

  bare = g_strstrip (g_strdup (text));
  if (!cue_acoustic_parse_timestamp (bare, &us))
    return g_strdup (text);
  if (g_str_has_suffix (bare, "Z"))
    return g_steal_pointer (&bare);
  return cue_time_format_iso8601 (us);
}

static gboolean
is_number (const char *text)
{
  CueJsonScan scan = { NULL, NULL };

  if (text[0] != '-' && !g_ascii_isdigit (text[0]))
    return FALSE;
  return !g_ascii_isspace (text[strlen (text) - 1]) &&
         cue_json_scan (text, strlen (text), &scan, NULL);
}

static gboolean
is_date (const char *text)
{
  g_autofree char *with_time = NULL;
  gint64           us;

  if (cue_time_parse_iso8601 (text, &us, NULL))
    return TRUE;
  /* A day alone is ISO 8601 as well. */
  with_time = g_strconcat (text, "T00:00:00Z", NULL);
  return strlen (text) == 10 && cue_time_parse_iso8601 (with_time, &us, NULL);
}

/**
 * cue_acoustic_value_fits:
 * @value: the text that is sent
 * @type: the type that is said to be
 *
 * Returns: whether the one can be read as the other; of unknown types nothing is known
 */
gboolean
cue_acoustic_value_fits (const char *value, const char *type)
{
  g_return_val_if_fail (value != NULL && type != NULL, FALSE);

  if (g_str_equal (type, "number"))
    return is_number (value);
  if (g_str_equal (type, "boolean"))
    return g_str_equal (value, "true") || g_str_equal (value, "false");
  if (g_str_equal (type, "date"))
    return is_date (value);
  return TRUE;
}

/**
 * cue_acoustic_type_is_known:
 * @type: the type of an attribute
 *
 * Returns: whether it is one of those that are sent
 */
gboolean
cue_acoustic_type_is_known (const char *type)
{
  g_return_val_if_fail (type != NULL, FALSE);

  return g_strv_contains (cue_draft_attribute_types, type);
}

/* ---- calls without a body ------------------------------------------------------------------ */

static gboolean
has_only_digits (const char *text)
{
  return text[0] != '\0' && text[strspn (text, "0123456789")] == '\0';
}

/**
 * cue_acoustic_check_endpoint_id:
 * @findings: (element-type CueFinding): receives what is wrong
 * @id: the id of an endpoint, as typed
 *
 * For the attributes (AC-7, AC-8) and the browser key (AC-13).
 */
void
cue_acoustic_check_endpoint_id (GPtrArray *findings, const char *id)
{
  g_autofree char *bare = g_strstrip (g_strdup (id));

  if (bare[0] == '\0')
    cue_findings_add (findings,
                      CUE_FINDING_BLOCK,
                      CUE_ACOUSTIC_FIELD_ENDPOINT_ID,
                      "S4:542",
                      _ ("The id of the endpoint is missing."));
  else if (!has_only_digits (bare))
    cue_findings_add (findings,
                      CUE_FINDING_WARN,
                      CUE_ACOUSTIC_FIELD_ENDPOINT_ID,
                      "S4:651",
                      _ ("Ids of endpoints are numbers as far as they are known."));
}

/**
 * cue_acoustic_check_delete_code:
 * @findings: (element-type CueFinding): receives what is wrong
 * @code: the code of the event type to remove (AC-9)
 * @typed: (nullable): what the user typed to confirm it
 */
void
cue_acoustic_check_delete_code (GPtrArray *findings, const char *code, const char *typed)
{
  if (cue_text_is_blank (code))
    cue_findings_add (findings,
                      CUE_FINDING_BLOCK,
                      CUE_ACOUSTIC_FIELD_CODE,
                      "S4:590",
                      _ ("The code of the event type is missing."));
  else if (g_strcmp0 (code, typed) != 0)
    cue_findings_add (findings,
                      CUE_FINDING_BLOCK,
                      CUE_ACOUSTIC_FIELD_CONFIRM,
                      "S4:590",
                      _ ("Type “%s” to remove this event type."),
                      code);
}

/**
 * cue_acoustic_check_num_files:
 * @findings: (element-type CueFinding): receives what is wrong
 * @text: how many names to ask for (AC-10), as typed; empty: as many as there are
 */
void
cue_acoustic_check_num_files (GPtrArray *findings, const char *text)
{
  g_autofree char *bare = g_strstrip (g_strdup (text));

  if (bare[0] != '\0' &&
      (!has_only_digits (bare) ||
       !g_ascii_string_to_unsigned (bare, 10, 1, CUE_ACOUSTIC_MAX_FILE_NAMES, NULL, NULL)))
    cue_findings_add (findings,
                      CUE_FINDING_BLOCK,
                      CUE_ACOUSTIC_FIELD_NUM_FILES,
                      "S4:606",
                      _ ("The number of files must be a whole number from 1 to %d."),
                      CUE_ACOUSTIC_MAX_FILE_NAMES);
}

/**
 * cue_acoustic_check_file_name:
 * @findings: (element-type CueFinding): receives what is wrong
 * @name: the name of an event file (AC-11, AC-12)
 * @listed: (nullable) (array zero-terminated=1): the names of the last list; %NULL: do not look
 */
void
cue_acoustic_check_file_name (GPtrArray *findings, const char *name, const char *const *listed)
{
  g_autoptr (GError) error = NULL;

  if (!cue_event_file_name_check (name, &error))
    cue_findings_add (findings,
                      CUE_FINDING_BLOCK,
                      CUE_ACOUSTIC_FIELD_FILE_NAME,
                      "S4:619",
                      "%s",
                      error->message);
  else if (listed != NULL && !g_strv_contains (listed, name))
    cue_findings_add (findings,
                      CUE_FINDING_BLOCK,
                      CUE_ACOUSTIC_FIELD_FILE_NAME,
                      "S4:619",
                      _ ("“%s” is not in the list that the service gave last."),
                      name);
}

/**
 * cue_acoustic_check_delete_file:
 * @findings: (element-type CueFinding): receives what is wrong
 * @saved: whether the file was saved completely
 * @confirmed: whether the user said that it may go without
 */
void
cue_acoustic_check_delete_file (GPtrArray *findings, gboolean saved, gboolean confirmed)
{
  if (saved)
    return;
  cue_findings_add (findings,
                    confirmed ? CUE_FINDING_WARN : CUE_FINDING_BLOCK,
                    CUE_ACOUSTIC_FIELD_CONFIRM,
                    "S4:637",
                    _ ("The file was not saved completely. Deleted from the service it "
                       "is lost."));
}

/**
 * cue_acoustic_check_delete_notification:
 * @findings: (element-type CueFinding): receives what is wrong
 * @confirmed: whether the user said so (AC-15)
 */
void
cue_acoustic_check_delete_notification (GPtrArray *findings, gboolean confirmed)
{
  if (!confirmed)
    cue_findings_add (findings,
                      CUE_FINDING_BLOCK,
                      CUE_ACOUSTIC_FIELD_CONFIRM,
                      "S4:762",
                      _ ("Confirm that changes of subscriptions shall not be reported any "
                         "more."));
}
