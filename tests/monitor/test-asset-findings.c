// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What the simulator can do to an asset, and what the monitor finds about it, from end to end: each
// row is one asset of the event that is ordered in a variant. Rows are tried together as long as
// they are about different assets; an asset that no row is about must have no finding.

#include <locale.h>
#include <string.h>

#include "asset-fixture.h"
#include "cue-simulator.h"

// Knows no name, so that nothing outside of this computer is asked for.
#define DEAF_TYPE_RESOLVER (deaf_resolver_get_type ())
G_DECLARE_FINAL_TYPE (DeafResolver, deaf_resolver, DEAF, RESOLVER, GResolver)

struct _DeafResolver {
  GResolver parent_instance;
};

G_DEFINE_FINAL_TYPE (DeafResolver, deaf_resolver, G_TYPE_RESOLVER)

static void
look_up (GResolver               *resolver,
         const char              *name,
         GResolverNameLookupFlags flags,
         GCancellable            *cancellable,
         GAsyncReadyCallback      callback,
         gpointer                 user_data)
{
  g_task_report_new_error (resolver,
                           callback,
                           user_data,
                           look_up,
                           G_RESOLVER_ERROR,
                           G_RESOLVER_ERROR_NOT_FOUND,
                           "There is no %s",
                           name);
}

static GList *
look_up_finish (GResolver *resolver, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
deaf_resolver_class_init (DeafResolverClass *klass)
{
  GResolverClass *resolver_class = G_RESOLVER_CLASS (klass);

  resolver_class->lookup_by_name_with_flags_async = look_up;
  resolver_class->lookup_by_name_with_flags_finish = look_up_finish;
}

static void
deaf_resolver_init (DeafResolver *self)
{
}

typedef struct {
  MonitorFixture monitor;
  CueSimulator  *simulator;
} Fixture;

typedef struct {
  const char *field;
  const char *variant;
  const char *codes; // all that are found, sorted; "" for none
} Row;

#define NEXT_ROUND \
  {                \
    NULL, NULL, "" \
  }
#define NEWS "asset-content-changed", "asset-same-content"

static const Row rows[] = {
  // What the address is.
  { "customFgImg916", "missing", "" },
  { "preliveFgImg916", "empty", "" },
  { "postliveFgImg916", "relative", "asset-refused" },
  { "interruptionFgImg916", "data", "asset-refused" },
  { "preliveBgImg916", "file", "asset-refused" },
  { "postliveBgImg916", "javascript", "asset-refused" },
  { "interruptionBgImg916", "ftp", "asset-refused" },
  { "logoImg", "user", "asset-refused" },
  { "customBgImg916", "insecure", "asset-insecure asset-unreachable" },
  { "customBgVideo916", "signed-long", "" },
  { "preliveBgVideo916", "signed-amazon", "asset-expiring" },
  { "postliveBgVideo916", "user", "asset-refused" },
  NEXT_ROUND,
  { "customFgImg916", "signed-google", "asset-expiring" },
  { "preliveFgImg916", "signed-cloudfront", "asset-expiring" },
  { "postliveFgImg916", "signed-azure", "asset-expiring" },
  { "interruptionFgImg916", "signed-akamai", "asset-expiring" },
  { "preliveBgImg916", "signed-plain", "asset-expiring" },
  { "postliveBgImg916", "signed-expired", "asset-expired" },
  { "interruptionBgImg916", "signed-long", "" },
  { "logoImg", "signed-amazon", "asset-expiring" },
  NEXT_ROUND,
  // What the answer is.
  { "customFgImg916", "status-404", "asset-status" },
  { "preliveFgImg916", "status-403", "asset-status" },
  { "postliveFgImg916", "status-410", "asset-status" },
  { "interruptionFgImg916", "status-500", "asset-status" },
  { "preliveBgImg916", "status-503", "asset-status" },
  { "postliveBgImg916", "status-401", "asset-status" },
  { "interruptionBgImg916", "status-429", "asset-status" },
  { "logoImg", "not-modified", "asset-status" },
  { "customBgVideo916", "status-404", "asset-status" },
  NEXT_ROUND,
  { "customFgImg916", "redirect", "asset-redirect" },
  { "preliveFgImg916", "redirect-elsewhere", "asset-redirect" },
  { "postliveFgImg916", "redirect-chain", "asset-redirect" },
  { "interruptionFgImg916", "redirect-loop", "asset-redirect" },
  { "preliveBgImg916", "redirect-file", "asset-redirect" },
  { "postliveBgImg916", "redirect-nowhere", "asset-redirect" },
  { "interruptionBgImg916", "redirect-long", "asset-redirect" },
  { "logoImg", "cookie", "" },
  NEXT_ROUND,
  { "customFgImg916", "wrong-type", "asset-content-type" },
  { "preliveFgImg916", "text-type", "asset-content-type" },
  { "postliveFgImg916", "binary-type", "asset-content-type" },
  { "interruptionFgImg916", "no-type", "asset-content-type" },
  { "preliveBgImg916", "no-validators", "" },
  { "postliveBgImg916", "no-store", "" },
  { "interruptionBgImg916", "cut-connection", "asset-broken" },
  { "logoImg", "gzip-bomb", "asset-too-large" },
  { "customBgVideo916", "wrong-type", "asset-content-type" },
  NEXT_ROUND,
  { "preliveFgImg916", "too-large", "asset-too-large" },
  { "postliveFgImg916", "endless", "asset-too-large" },
  { "interruptionFgImg916", "huge-length", "asset-too-large" },
  { "customBgVideo916", "too-large", "asset-too-large" },
  { "logoImg", "animated-webp", "asset-moving" },
  NEXT_ROUND,
  // What the file is.
  { "customFgImg916", "not-916", "asset-not-916" },
  { "preliveFgImg916", "too-small", "asset-small" },
  { "postliveFgImg916", "landscape", "asset-not-916 asset-small" },
  { "interruptionFgImg916", "heavy", "asset-heavy asset-slow" },
  { "preliveBgImg916", "rotated", "" },
  { "postliveBgImg916", "black", "" },
  { "interruptionBgImg916", "gif", "asset-no-still" },
  { "logoImg", "small-logo", "" },
  { "customBgVideo916", "bright", "asset-contrast" },
  { "preliveBgVideo916", "black", "asset-black" },
  { "postliveBgVideo916", "too-small", "asset-small" },
  NEXT_ROUND,
  { "customFgImg916", "truncated", "asset-broken" },
  { "preliveFgImg916", "noise", "asset-broken" },
  { "postliveFgImg916", "no-bytes", "asset-broken" },
  { "interruptionFgImg916", "html", "asset-wrong-kind" },
  { "preliveBgImg916", "svg", "asset-broken" },
  { "postliveBgImg916", "one-pixel", "asset-not-916 asset-small" },
  { "interruptionBgImg916", "strip", "asset-too-large" },
  { "logoImg", "webp", "" },
  { "customBgVideo916", "html", "asset-wrong-kind" },
  { "preliveBgVideo916", "lying-boxes", "asset-broken" },
  { "postliveBgVideo916", "truncated", "asset-broken" },
  NEXT_ROUND,
  { "customFgImg916", "png-bomb", "asset-too-large" },
  { "preliveFgImg916", "gif-bomb", "asset-too-large" },
  { "postliveFgImg916", "gif-frames", "asset-too-large" },
  { "interruptionFgImg916", "webp-bomb", "asset-too-large" },
  { "preliveBgImg916", "jpeg-bomb", "asset-too-large" },
  { "postliveBgImg916", "truncated", "asset-broken" },
  { "interruptionBgImg916", "animated-webp", "asset-no-still" },
  { "logoImg", "noise", "asset-broken" },
  { "customBgVideo916", "noise", "asset-broken" },
};

static void
order (Fixture *f, const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (json, &error);

  g_assert_no_error (error);
  g_assert_true (cue_simulator_set_state (f->simulator, json_node_get_object (node), &error));
  g_assert_no_error (error);
}

static void
look (Fixture *f)
{
  asset_fixture_poll (&f->monitor);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

// The codes of all findings of an asset, sorted; @news: those that are about a change, too.
static char *
list_codes (Fixture *f, const char *field, gboolean news)
{
  static const char *const changes[] = { NEWS, NULL };
  CueAssetItem            *item = asset_fixture_get (&f->monitor, field);
  GListModel              *findings = cue_asset_item_get_findings (item);
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (findings); i++) {
    g_autoptr (CueAssetFinding) finding = g_list_model_get_item (findings, i);
    const char *code = cue_asset_finding_get_code (finding);

    if (news || !g_strv_contains (changes, code))
      g_ptr_array_add (codes, (char *) code);
  }
  g_ptr_array_sort (codes, compare_texts);
  g_ptr_array_add (codes, NULL);
  return g_strjoinv (" ", (char **) codes->pdata);
}

// Every asset of the event has exactly what is expected of it.
static void
check (Fixture *f, const Row *expected, guint n_expected, gboolean news)
{
  for (guint slot = 0; slot < CUE_N_ASSET_SLOTS; slot++) {
    const char      *field = cue_asset_slot_index_to_field (slot);
    g_autofree char *codes = list_codes (f, field, news);
    const Row       *row = NULL;

    for (guint i = 0; i < n_expected; i++) {
      if (g_str_equal (expected[i].field, field))
        row = &expected[i];
    }
    if (row != NULL || *codes != '\0')
      g_test_message ("%s as %s: %s",
                      field,
                      row != NULL ? row->variant : "usual",
                      *codes != '\0' ? codes : "nothing");
    g_assert_cmpstr (codes, ==, row != NULL ? row->codes : "");
  }
}

static void
set_up (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;

  monitor_fixture_set_up (&f->monitor, NULL);
  f->simulator = cue_simulator_new ();
  cue_simulator_set_clock (f->simulator, f->monitor.clock);
  cue_simulator_set_media (f->simulator, FALSE);
  cue_simulator_set_assets (f->simulator, TRUE);
  // Enough for videos that can be judged, and quickly encoded.
  cue_simulator_set_clip_frames (f->simulator, 15);
  g_assert_true (cue_simulator_set_scenario (f->simulator, "calm", &error));
  g_assert_true (cue_simulator_start (f->simulator, &error));
  g_assert_no_error (error);
  order (f, "{\"state\":\"custom\",\"countdown\":null}");
  url = cue_simulator_get_state_url (f->simulator);
  f->monitor.profile = fake_engine_make_profile (f->monitor.engine, CUE_PROFILE_SOURCE_STATE_URL);
  cue_profile_set_state_url (f->monitor.profile, url);
  f->monitor.monitor = cue_monitor_new (f->monitor.profile, f->monitor.clock, f->monitor.secrets);
  cue_monitor_set_limits_path (f->monitor.monitor, f->monitor.limits_path);
  cue_monitor_start (f->monitor.monitor);
  fake_engine_wait_polls (f->monitor.monitor, 1);
  cue_asset_watch_hold (cue_monitor_get_assets (f->monitor.monitor));
  asset_fixture_wait (&f->monitor);
}

static void
tear_down (Fixture *f)
{
  cue_asset_watch_release (cue_monitor_get_assets (f->monitor.monitor));
  cue_monitor_stop (f->monitor.monitor);
  cue_simulator_stop (f->simulator);
  fake_engine_settle ();
  g_assert_finalize_object (f->simulator);
  monitor_fixture_tear_down (&f->monitor, NULL);
}

static guint
count_round (guint begin)
{
  guint n = 0;

  while (begin + n < G_N_ELEMENTS (rows) && rows[begin + n].field != NULL)
    n++;
  return n;
}

static void
try_round (Fixture *f, const Row *round, guint n)
{
  g_autoptr (GString) json = g_string_new ("{\"assets\":{\"all\":\"usual\"");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (json, ",\"%s\":\"%s\"", round[i].field, round[i].variant);
  g_string_append (json, "}}");
  order (f, json->str);
  look (f);
  check (f, round, n, FALSE);
}

static void
test_usual (gconstpointer data)
{
  Fixture *f = (Fixture *) data;

  check (f, NULL, 0, TRUE);
  order (f,
         "{\"useVideo\":{\"custom\":true,\"prelive\":true,\"postlive\":true,"
         "\"interruption\":true}}");
  look (f);
  check (f, NULL, 0, TRUE);
  order (f,
         "{\"useVideo\":{\"custom\":false,\"prelive\":false,\"postlive\":false,"
         "\"interruption\":false}}");
  look (f);
  check (f, NULL, 0, TRUE);
  order (f, "{\"useVideo\":{\"custom\":true}}");
  look (f);
}

static void
test_variants (gconstpointer data)
{
  Fixture *f = (Fixture *) data;

  for (guint begin = 0; begin < G_N_ELEMENTS (rows);) {
    guint n = count_round (begin);

    g_assert_cmpuint (n, >, 0);
    g_assert_cmpuint (n, <=, CUE_N_ASSET_SLOTS);
    try_round (f, &rows[begin], n);
    begin += n + 1;
  }
  // And when all is well again, nothing is left of it.
  try_round (f, NULL, 0);
}

// What an answer says about several assets together.
static void
test_together (gconstpointer data)
{
  Fixture *f = (Fixture *) data;

  static const Row no_still[] = {
    { "customBgVideo916", "without a still image", "asset-no-still" },
    { "preliveBgImg916", "without a video", "asset-missing" },
    { "postliveBgVideo916", "flagged, but missing", "asset-video-missing" },
  };
  static const Row long_text[] = { { "customBgVideo916", "with nine lines", "asset-text-cut" } };
  static const Row dark[] = {
    { "customBgVideo916", "with dark text", "asset-contrast" },
    { "customBgImg916", "until the video runs", "asset-contrast" },
  };

  order (f,
         "{\"assets\":{\"all\":\"usual\",\"customBgImg916\":\"missing\",\"preliveBgImg916\":"
         "\"missing\","
         "\"preliveBgVideo916\":\"missing\",\"postliveBgVideo916\":\"missing\"},"
         "\"useVideo\":{\"custom\":true,\"prelive\":false,\"postlive\":true}}");
  look (f);
  check (f, no_still, G_N_ELEMENTS (no_still), FALSE);

  order (f,
         "{\"assets\":{\"all\":\"usual\"},\"useVideo\":{\"postlive\":false},"
         "\"customText\":[\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\"]}");
  look (f);
  check (f, long_text, G_N_ELEMENTS (long_text), FALSE);
  order (f, "{\"customText\":[\"The keynote\",\"starts soon\"],\"customTextIsDark\":true}");
  look (f);
  check (f, dark, G_N_ELEMENTS (dark), FALSE);
  order (f, "{\"assets\":{\"customBgVideo916\":\"bright\"}}");
  look (f);
  check (f, &dark[1], 1, FALSE);
  order (f, "{\"customTextIsDark\":false}");
}

static void
test_changes (gconstpointer data)
{
  Fixture *f = (Fixture *) data;

  static const Row again[] = { { "customFgImg916", "again", "asset-same-content" } };
  static const Row replaced[] = { { "preliveBgImg916", "replaced", "asset-content-changed" } };

  order (f, "{\"assets\":{\"customFgImg916\":\"again\"}}");
  look (f);
  check (f, again, G_N_ELEMENTS (again), TRUE);

  order (f, "{\"assets\":{\"customFgImg916\":\"usual\",\"preliveBgImg916\":\"replaced\"}}");
  look (f);
  cue_asset_watch_check (cue_monitor_get_assets (f->monitor.monitor));
  asset_fixture_wait (&f->monitor);
  g_assert_true (
    asset_fixture_has_finding (&f->monitor, replaced[0].field, CUE_ASSET_FINDING_CONTENT_CHANGED));
  g_assert_false (
    asset_fixture_has_finding (&f->monitor, "postliveBgImg916", CUE_ASSET_FINDING_CONTENT_CHANGED));
}

// There is no code that nothing here raises.
static void
test_every_code (void)
{
  const char *const *codes = cue_asset_finding_get_codes ();

  for (guint i = 0; codes[i] != NULL; i++) {
    static const char *const elsewhere[] = { "asset-missing",
                                             "asset-video-missing",
                                             "asset-no-still",
                                             "asset-content-changed",
                                             "asset-same-content",
                                             "asset-unchecked",
                                             "asset-transparent",
                                             "asset-codec",
                                             "asset-text-cut",
                                             "asset-address",
                                             NULL };
    gboolean                 found = g_strv_contains (elsewhere, codes[i]);

    for (guint r = 0; r < G_N_ELEMENTS (rows); r++) {
      g_auto (GStrv) of_row = g_strsplit (rows[r].codes, " ", -1);

      found |= g_strv_contains ((const char *const *) of_row, codes[i]);
    }
    g_test_message ("%s", codes[i]);
    g_assert_true (found);
  }
}

int
main (int argc, char **argv)
{
  g_autoptr (GResolver) resolver = NULL;
  Fixture fixture = { 0 };
  int     status;

  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  resolver = g_object_new (DEAF_TYPE_RESOLVER, NULL);
  g_resolver_set_default (resolver);
  // One monitor for all, which has looked into the usual files once. What changed is told for a
  // day, so that comes before everything else that changes something.
  set_up (&fixture);
  g_test_add_data_func ("/monitor/asset-findings/usual", &fixture, test_usual);
  g_test_add_data_func ("/monitor/asset-findings/changes", &fixture, test_changes);
  g_test_add_data_func ("/monitor/asset-findings/together", &fixture, test_together);
  g_test_add_data_func ("/monitor/asset-findings/variants", &fixture, test_variants);
  g_test_add_func ("/monitor/asset-findings/every-code", test_every_code);
  status = g_test_run ();
  tear_down (&fixture);
  return status;
}
