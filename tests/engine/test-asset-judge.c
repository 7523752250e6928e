// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "asset-cases.h"

#include <string.h>

/* Every case raises its finding and its good neighbour does not; and what holds for all of them. */

static void
assert_only (const AssetCase *c, GPtrArray *findings, gboolean bad)
{
  for (guint i = 0; i < findings->len; i++) {
    CueAssetFinding *finding = g_ptr_array_index (findings, i);

    if (bad && g_str_equal (cue_asset_finding_get_code (finding), c->code))
      continue;
    /* The picture of contrast_cut and of shape_of_logo is small too, which is another finding. */
    if (bad && g_str_equal (c->name, "shape_of_logo") &&
        g_str_equal (cue_asset_finding_get_code (finding), CUE_ASSET_FINDING_SMALL))
      continue;
    g_error ("%s (%s) also raises %s at %s: %s",
             c->name,
             bad ? "bad" : "good",
             cue_asset_finding_get_code (finding),
             cue_asset_slot_index_to_field (cue_asset_finding_get_slot (finding)),
             cue_asset_finding_get_words (finding));
  }
}

static void
test_case (gconstpointer data)
{
  const AssetCase *c = data;
  AssetEvent       event;
  CueAssetFinding *finding;

  asset_event_init (&event);
  c->make (&event, TRUE);
  {
    g_autoptr (GPtrArray) findings = asset_event_judge (&event);

    finding = asset_event_find (findings, c->code, c->slot);
    g_assert_nonnull (finding);
    g_assert_cmpint (cue_asset_finding_get_severity (finding), ==, c->severity);
    g_assert_cmpstr (cue_asset_finding_get_words (finding), !=, "");
    g_assert_cmpstr (cue_asset_finding_get_cause (finding), !=, "");
    g_assert_cmpstr (cue_asset_finding_get_next_step (finding), !=, "");
    g_test_message ("%s: %s (%s, limit %s)",
                    c->code,
                    cue_asset_finding_get_words (finding),
                    cue_asset_finding_get_measured (finding),
                    cue_asset_finding_get_limit (finding));
    assert_only (c, findings, TRUE);
  }
  asset_event_clear (&event);

  asset_event_init (&event);
  c->make (&event, FALSE);
  {
    g_autoptr (GPtrArray) findings = asset_event_judge (&event);

    assert_only (c, findings, FALSE);
  }
  asset_event_clear (&event);
}

static void
test_default (void)
{
  static const AssetCase none = { .name = "default" };
  AssetEvent             event;
  g_autoptr (GPtrArray) findings = NULL;

  asset_event_init (&event);
  findings = asset_event_judge (&event);
  assert_only (&none, findings, FALSE);
  asset_event_clear (&event);
}

/* Of what was not looked at yet nothing is said. */
static void
test_unknown (void)
{
  AssetEvent event;
  g_autoptr (GPtrArray) findings = NULL;

  asset_event_init (&event);
  memset (event.known, 0, sizeof event.known);
  findings = asset_event_judge (&event);
  g_assert_cmpuint (findings->len, ==, 0);
  asset_event_clear (&event);
}

/* Every code has a case, and the worst comes first. */
static void
test_codes (void)
{
  const char *const *codes = cue_asset_finding_get_codes ();
  AssetEvent         event;
  g_autoptr (GPtrArray) findings = NULL;

  for (guint i = 0; codes[i] != NULL; i++) {
    gboolean found = FALSE;

    for (gsize j = 0; asset_case_get (j) != NULL; j++)
      found = found || g_str_equal (asset_case_get (j)->code, codes[i]);
    if (!found)
      g_error ("no case raises %s", codes[i]);
  }
  asset_event_init (&event);
  asset_case_make ("content_changed", &event);
  asset_case_make ("heavy", &event);
  asset_case_make ("wide", &event);
  asset_event_set_url (&event, CUSTOM_IMAGE, "https://cdn.example.org/a.jpg?exp=1795163999");
  event.fields[CUSTOM_IMAGE].checked_us = 0;
  findings = asset_event_judge (&event);
  g_assert_cmpuint (findings->len, ==, 4);
  for (guint i = 1; i < findings->len; i++)
    g_assert_cmpint (cue_asset_finding_compare (g_ptr_array_index (findings, i - 1),
                                                g_ptr_array_index (findings, i)),
                     <,
                     0);
  g_assert_cmpstr (cue_asset_finding_get_code (g_ptr_array_index (findings, 0)),
                   ==,
                   CUE_ASSET_FINDING_EXPIRED);
  asset_event_clear (&event);
}

/* What is shown only in place of something else is never an error. */
static void
test_stand_in (void)
{
  AssetEvent event;
  g_autoptr (GPtrArray) findings = NULL;

  asset_event_init (&event);
  asset_event_set_flag (&event, "preliveUseVideo", TRUE);
  asset_event_set_video (&event, PRELIVE_VIDEO);
  asset_case_make ("client_error", &event);
  findings = asset_event_judge (&event);
  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_cmpint (cue_asset_finding_get_severity (g_ptr_array_index (findings, 0)),
                   ==,
                   CUE_SEVERITY_WARNING);
  asset_event_clear (&event);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/asset-judge/default", test_default);
  g_test_add_func ("/asset-judge/unknown", test_unknown);
  g_test_add_func ("/asset-judge/codes", test_codes);
  g_test_add_func ("/asset-judge/stand-in", test_stand_in);
  for (gsize i = 0; asset_case_get (i) != NULL; i++) {
    const AssetCase *one = asset_case_get (i);
    g_autofree char *path = g_strconcat ("/asset-judge/case/", one->name, NULL);

    g_test_add_data_func (path, one, test_case);
  }
  return g_test_run ();
}
