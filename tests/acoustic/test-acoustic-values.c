// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-catalogue.h"
#include "cue-acoustic-rules.h"
#include "cue-attributes-draft.h"
#include "cue-publication.h"
#include "cue-text.h"

#include <string.h>

/* The rules of services reference 2.5 about single values, each with right and wrong ones. */

#define NONE 99

typedef void (*Check) (GPtrArray *findings, const char *value);

static void
check_role_of_publish (GPtrArray *findings, const char *value)
{
  cue_acoustic_check_role (findings,
                           CUE_ACOUSTIC_ROLE_PUBLISHER,
                           (CueAcousticRole) g_ascii_strtoll (value, NULL, 10),
                           "S4:347");
}

static void
check_role_of_files (GPtrArray *findings, const char *value)
{
  cue_acoustic_check_role (findings,
                           CUE_ACOUSTIC_ROLE_SUBSCRIBER,
                           (CueAcousticRole) g_ascii_strtoll (value, NULL, 10),
                           "S4:445");
}

static void
check_delete_code (GPtrArray *findings, const char *value)
{
  cue_acoustic_check_delete_code (findings, value, "application/installed");
}

static void
check_unlisted_name (GPtrArray *findings, const char *value)
{
  static const char *const listed[] = { "a.json", "b.json", NULL };

  cue_acoustic_check_file_name (findings, value, listed);
}

static void
check_name (GPtrArray *findings, const char *value)
{
  cue_acoustic_check_file_name (findings, value, NULL);
}

static void
check_delete_file (GPtrArray *findings, const char *value)
{
  cue_acoustic_check_delete_file (findings, value[0] == '1', value[1] == '1');
}

static void
check_delete_notification (GPtrArray *findings, const char *value)
{
  cue_acoustic_check_delete_notification (findings, value[0] == '1');
}

typedef struct {
  Check       check;
  const char *value;
  int         level;
  const char *path;
  const char *source;
} Row;

#define HINT  CUE_FINDING_HINT
#define WARN  CUE_FINDING_WARN
#define BLOCK CUE_FINDING_BLOCK
#define FINE  NONE, NULL, NULL

/* clang-format off */
static const Row rows[] = {
  { cue_acoustic_check_base_url, "https://api-exchange-us-1.goacoustic.com", FINE },
  { cue_acoustic_check_base_url, " https://api-exchange-us-1.goacoustic.com/ ", FINE },
  { cue_acoustic_check_base_url, "https://example.com/exchange", FINE },
  { cue_acoustic_check_base_url, "http://127.0.0.1:8080", FINE },
  { cue_acoustic_check_base_url, "", BLOCK, "base-url", "S4:18" },
  { cue_acoustic_check_base_url, "http://api.example.com", BLOCK, "base-url", "S4:18" },
  { cue_acoustic_check_base_url, "api.example.com", BLOCK, "base-url", "S4:18" },
  { cue_acoustic_check_base_url, "https://u:p@api.example.com", BLOCK, "base-url", "S4:18" },
  { cue_acoustic_check_base_url, "https://api.example.com?x=1", BLOCK, "base-url", "S4:18" },
  { cue_acoustic_check_base_url, "https://api.example.com#x", BLOCK, "base-url", "S4:18" },
  { cue_acoustic_check_base_url, "https://exchange-us-1.goacoustic.com", WARN, "base-url", "S4:659" },

  { cue_acoustic_check_key, "1234-abcd-5678-efgh", FINE },
  { cue_acoustic_check_key, "Bearer 1234-abcd:US\n", FINE },
  { cue_acoustic_check_key, "", BLOCK, "key", "S4:23" },
  { cue_acoustic_check_key, "Bearer ", BLOCK, "key", "S4:23" },
  { cue_acoustic_check_key, "12 34", BLOCK, "key", "S4:23" },
  { cue_acoustic_check_key, "12\r\nX-Other: 1", BLOCK, "key", "S4:23" },
  { cue_acoustic_check_key, "clé", BLOCK, "key", "S4:23" },

  { check_role_of_publish, "0", FINE },
  { check_role_of_publish, "1", FINE },
  { check_role_of_publish, "3", FINE },
  { check_role_of_publish, "2", HINT, "key", "S4:347" },
  { check_role_of_files, "3", FINE },
  { check_role_of_files, "1", HINT, "key", "S4:445" },

  { cue_acoustic_check_endpoint_id, "60001", FINE },
  { cue_acoustic_check_endpoint_id, " ", BLOCK, "endpoint-id", "S4:542" },
  { cue_acoustic_check_endpoint_id, "a/b", WARN, "endpoint-id", "S4:651" },

  { check_delete_code, "application/installed", FINE },
  { check_delete_code, "", BLOCK, "code", "S4:590" },
  { check_delete_code, "other", BLOCK, "confirm", "S4:590" },

  { cue_acoustic_check_num_files, "", FINE },
  { cue_acoustic_check_num_files, "1", FINE },
  { cue_acoustic_check_num_files, "10", FINE },
  { cue_acoustic_check_num_files, "0", BLOCK, "num-files", "S4:606" },
  { cue_acoustic_check_num_files, "11", BLOCK, "num-files", "S4:606" },
  { cue_acoustic_check_num_files, "-1", BLOCK, "num-files", "S4:606" },
  { cue_acoustic_check_num_files, "3.5", BLOCK, "num-files", "S4:606" },
  { cue_acoustic_check_num_files, "99999999999999999999", BLOCK, "num-files", "S4:606" },

  { check_name, "events_20261120T080000Z_0001.json", FINE },
  { check_unlisted_name, "a.json", FINE },
  { check_unlisted_name, "c.json", BLOCK, "file-name", "S4:619" },
  { check_name, "", BLOCK, "file-name", "S4:619" },
  { check_name, "../x", BLOCK, "file-name", "S4:619" },
  { check_name, "a/b", BLOCK, "file-name", "S4:619" },
  { check_name, "C:\\x", BLOCK, "file-name", "S4:619" },
  { check_name, ".", BLOCK, "file-name", "S4:619" },
  { check_name, "a\nb", BLOCK, "file-name", "S4:619" },
  { check_name, "a\xe2\x80\xae.json", BLOCK, "file-name", "S4:619" },
  { check_name, "a\xff", BLOCK, "file-name", "S4:619" },

  { check_delete_file, "10", FINE },
  { check_delete_file, "00", BLOCK, "confirm", "S4:637" },
  { check_delete_file, "01", WARN, "confirm", "S4:637" },

  { check_delete_notification, "1", FINE },
  { check_delete_notification, "0", BLOCK, "confirm", "S4:762" },
};
/* clang-format on */

static void
test_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    const Row *row = &rows[i];
    g_autoptr (GPtrArray) findings = cue_findings_new ();
    /* Not all values are UTF-8, and what is printed has to be. */
    g_autofree char *shown = cue_text_make_line (row->value, -1, 0);
    CueFinding      *finding;

    row->check (findings, row->value);
    g_test_message ("row %u: “%s”, %u findings", i, shown, findings->len);
    if (row->level == NONE) {
      g_assert_cmpuint (findings->len, ==, 0);
      continue;
    }
    g_assert_cmpuint (findings->len, ==, 1);
    finding = g_ptr_array_index (findings, 0);
    g_assert_cmpint (cue_finding_get_level (finding), ==, row->level);
    g_assert_cmpstr (cue_finding_get_path (finding), ==, row->path);
    g_assert_cmpstr (cue_finding_get_source (finding), ==, row->source);
    g_assert_true (g_utf8_validate (cue_finding_get_words (finding), -1, NULL));
  }
}

static void
test_normalising (void)
{
  static const char *const times[][2] = {
    { "2026-11-20T09:15:30+01:00", "2026-11-20T08:15:30Z" },
    { "2026-11-20T09:15:30.25+01:00", "2026-11-20T08:15:30.250Z" },
    { " 2026-11-20T08:15:30.123456789Z ", "2026-11-20T08:15:30.123456789Z" },
    { "2026-11-20T23:30:00-0130", "2026-11-21T01:00:00Z" },
    { "tomorrow", "tomorrow" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (times); i++) {
    g_autofree char *time = cue_acoustic_normalise_timestamp (times[i][0]);

    g_assert_cmpstr (time, ==, times[i][1]);
  }
}

static void
test_fit (void)
{
  static const struct {
    const char *value;
    const char *type;
    gboolean    fits;
  } fits[] = {
    { "125.53", "number", TRUE },
    { "-1", "number", TRUE },
    { "1e9", "number", TRUE },
    { "", "number", FALSE },
    { "01", "number", FALSE },
    { "+1", "number", FALSE },
    { " 1", "number", FALSE },
    { "1 ", "number", FALSE },
    { "0x10", "number", FALSE },
    { "[1]", "number", FALSE },
    { "null", "number", FALSE },
    { "true", "boolean", TRUE },
    { "false", "boolean", TRUE },
    { "1", "boolean", FALSE },
    { "", "boolean", FALSE },
    { "2026-11-20", "date", TRUE },
    { "2026-13-20", "date", FALSE },
    { "20261120", "date", FALSE },
    { "2026-11-20T08:00", "date", TRUE },
    { "", "date", FALSE },
    { "", "string", TRUE },
    { "anything", "ISO-8601", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fits); i++) {
    g_test_message ("“%s” as %s", fits[i].value, fits[i].type);
    g_assert_cmpint (cue_acoustic_value_fits (fits[i].value, fits[i].type), ==, fits[i].fits);
  }
}

/* AC-7 and AC-8 with their endpoint, and the second confirmation. */
static void
test_attributes_of_endpoint (void)
{
  g_autoptr (CueAttributesDraft) draft = cue_attributes_draft_new (CUE_ACOUSTIC_ROLE_SUBSCRIBER);
  g_autoptr (CueAcousticContext)
    context = cue_acoustic_context_new (CUE_ACOUSTIC_ROLE_PUBLISHER, 0);
  g_autoptr (GPtrArray) findings = cue_draft_check (CUE_DRAFT (draft), context);
  g_autoptr (GPtrArray) confirmed = NULL;

  g_assert_nonnull (cue_findings_worst_at (findings, "endpoint-id"));
  g_assert_cmpstr (cue_finding_get_source (cue_findings_worst_at (findings, "key")), ==, "S4:558");
  g_assert_cmpstr (cue_finding_get_source (cue_findings_worst_at (findings, "")), ==, "S4:556");

  cue_attributes_draft_set_endpoint_id (draft, "60001");
  cue_attributes_draft_set_remove_all (draft, TRUE);
  confirmed = cue_draft_check (CUE_DRAFT (draft), NULL);
  g_assert_false (cue_findings_block (confirmed));
  g_assert_cmpint (cue_finding_get_level (cue_findings_worst (confirmed)), ==, CUE_FINDING_WARN);
}

static void
test_role_of_publication (void)
{
  g_autoptr (CuePublication) publication = cue_publication_new (CUE_PUBLICATION_INDIVIDUAL);
  g_autoptr (CueAcousticContext)
    context = cue_acoustic_context_new (CUE_ACOUSTIC_ROLE_SUBSCRIBER, 0);
  g_autoptr (GPtrArray) findings = cue_draft_check (CUE_DRAFT (publication), context);

  g_assert_cmpint (cue_finding_get_level (cue_findings_worst_at (findings, "key")),
                   ==,
                   CUE_FINDING_HINT);
}

static void
test_catalogue (void)
{
  const CueAcousticCatalogueEntry *entry = cue_acoustic_catalogue_find ("emailOpen");
  g_autoptr (GPtrArray) cart = cue_acoustic_catalogue_search ("cart");
  guint count;

  g_assert_nonnull (entry);
  g_assert_cmpstr (entry->event_class, ==, "Email");
  g_assert_false (entry->assumed);
  g_assert_true (cue_acoustic_catalogue_find_attribute (entry, "messageId")->required);
  g_assert_cmpstr (cue_acoustic_catalogue_find_attribute (entry, "messageId")->type, ==, "number");
  g_assert_null (cue_acoustic_catalogue_find_attribute (entry, "orderID"));
  g_assert_true (cue_acoustic_catalogue_find ("emailSend")->assumed);
  g_assert_null (cue_acoustic_catalogue_find ("emailopen"));
  /* What begins with the text comes first. */
  g_assert_cmpuint (cart->len, >=, 8);
  g_assert_true (
    g_str_has_prefix (((const CueAcousticCatalogueEntry *) g_ptr_array_index (cart, 0))->code,
                      "ibmcart"));

  cue_acoustic_catalogue_list (&count);
  g_assert_cmpuint (count, ==, 35);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/acoustic/values/rows", test_rows);
  g_test_add_func ("/acoustic/values/normalising", test_normalising);
  g_test_add_func ("/acoustic/values/fit", test_fit);
  g_test_add_func ("/acoustic/values/attributes-of-endpoint", test_attributes_of_endpoint);
  g_test_add_func ("/acoustic/values/role-of-publication", test_role_of_publication);
  g_test_add_func ("/acoustic/values/catalogue", test_catalogue);
  return g_test_run ();
}
