// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "cue-fake-clock.h"
#include "cue-limits.h"
#include "cue-profile-test.h"
#include "cue-time.h"
#include "fake-engine.h"

#define SECRET "demo-only-secret-not-for-production-0123456789abcdef0123456789abcdef"

typedef struct {
  FakeEngine     *engine;
  CueClock       *clock;
  CueSecretStore *secrets;
  CueProfile     *profile;
  CueProfileTest *test;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *state = NULL;
  const char      *base;

  f->engine = fake_engine_new ();
  // The Date header of the server is that of the real clock.
  f->clock = cue_fake_clock_new (g_get_real_time (), CUE_SECONDS (5000));
  f->secrets = cue_secret_store_new_private ();
  f->profile = fake_engine_make_profile (f->engine, CUE_PROFILE_SOURCE_API_KEY);
  base = fake_engine_get_base (f->engine);
  fake_engine_set_state (f->engine,
                         "{\"playerState\":\"live\",\"playerManifest\":\"%s/m.m3u8\","
                         "\"logoImg\":\"%s/logo.png\",\"customBgVideo916\":\"%s/bg.mp4\","
                         "\"preliveBgImg916\":\"%s/bg.png\",\"postliveBgImg916\":\"%s/bg.png\"}",
                         base,
                         base,
                         base,
                         base,
                         base);
  fake_engine_set (f->engine,
                   "/m.m3u8",
                   200,
                   "application/x-mpegURL",
                   "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=800000,RESOLUTION=640x360\nlow.m3u8\n");
  fake_engine_set (f->engine, "/logo.png", 200, "image/png", "x");
  fake_engine_set (f->engine, "/bg.png", 200, "image/png", "x");
  fake_engine_set (f->engine, "/bg.mp4", 200, "video/mp4", "x");
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->test);
  g_object_unref (f->profile);
  g_object_unref (f->secrets);
  fake_engine_free (f->engine);
  g_object_unref (f->clock);
}

static gboolean
is_over (gpointer data)
{
  return !cue_profile_test_get_running (CUE_PROFILE_TEST (data));
}

static char *
run (Fixture *f, const char *typed)
{
  g_autoptr (GBytes) secret = typed != NULL ? cue_secret_bytes_new (typed, strlen (typed)) : NULL;
  g_autoptr (GEnumClass) states = g_type_class_ref (CUE_TYPE_TEST_STATE);
  g_autofree char *limits = cue_limits_get_default_path ();
  GString         *text = g_string_new (NULL);

  // Each run is as if the last was long ago.
  g_unlink (limits);
  g_clear_object (&f->test);
  f->test = cue_profile_test_new (f->profile, f->clock, f->secrets, secret);
  cue_profile_test_start (f->test);
  fake_engine_wait (is_over, f->test);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (f->test)); i++) {
    g_autoptr (CueTestStep) step = g_list_model_get_item (G_LIST_MODEL (f->test), i);

    g_assert_cmpstr (cue_test_step_get_title (step), !=, "");
    g_assert_cmpstr (cue_test_step_get_words (step), !=, "");
    g_assert_null (strstr (cue_test_step_get_words (step), "demo-only"));
    g_assert_null (strstr (cue_test_step_get_detail (step), "demo-only"));
    g_assert_null (strstr (cue_test_step_get_detail (step), "eyJ"));
    g_string_append_printf (text,
                            "%s=%s ",
                            cue_test_step_get_id (step),
                            g_enum_get_value (states, cue_test_step_get_state (step))->value_nick);
  }
  return g_string_free (text, FALSE);
}

static CueTestStep *
peek (Fixture *f, const char *id)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (f->test)); i++) {
    g_autoptr (CueTestStep) step = g_list_model_get_item (G_LIST_MODEL (f->test), i);

    if (g_str_equal (cue_test_step_get_id (step), id))
      return step;
  }
  return NULL;
}

static void
test_all_well (Fixture *f, gconstpointer data)
{
  g_autofree char *result = run (f, SECRET);

  g_assert_cmpstr (result,
                   ==,
                   "fields=passed secret=passed token=passed state-url=passed state=passed "
                   "clock=passed manifest=passed assets=passed ");
  g_assert_cmpint (cue_profile_test_get_result (f->test), ==, CUE_TEST_STATE_PASSED);
  g_assert_nonnull (strstr (cue_test_step_get_detail (peek (f, "token")), "\"iss\":\"demo-site\""));
  g_assert_nonnull (strstr (cue_test_step_get_words (peek (f, "state")), "Live"));
  // The background of two states is one file.
  g_assert_nonnull (strstr (cue_test_step_get_words (peek (f, "assets")), "3"));
  g_assert_cmpuint (fake_engine_get_hits (f->engine, "/bg.png"), ==, 1);
}

static void
test_other_kinds (Fixture *f, gconstpointer data)
{
  g_autofree char *backend = NULL;
  g_autofree char *direct = NULL;

  cue_profile_set_source_kind (f->profile, CUE_PROFILE_SOURCE_BACKEND);
  backend = run (f, NULL);
  g_assert_cmpstr (backend,
                   ==,
                   "fields=passed secret=skipped token=skipped state-url=passed state=passed "
                   "clock=passed manifest=passed assets=passed ");
  cue_profile_set_source_kind (f->profile, CUE_PROFILE_SOURCE_STATE_URL);
  direct = run (f, NULL);
  g_assert_cmpstr (direct, ==, backend);
}

static void
test_secret (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) secret = cue_secret_bytes_new (SECRET, strlen (SECRET));
  g_autofree char *missing = run (f, NULL);
  g_autofree char *kept = NULL;
  g_autofree char *brief = NULL;

  g_assert_true (
    g_str_has_prefix (missing, "fields=passed secret=failed token=skipped state-url=skipped"));
  g_assert_cmpint (cue_profile_test_get_result (f->test), ==, CUE_TEST_STATE_FAILED);
  g_assert_cmpuint (fake_engine_get_hits (f->engine, "/state-url"), ==, 0);

  cue_secret_store_keep (f->secrets,
                         cue_profile_get_id (f->profile),
                         CUE_SECRET_KIND_ENGINE,
                         secret);
  kept = run (f, NULL);
  g_assert_true (g_str_has_prefix (kept, "fields=passed secret=passed token=passed"));
  brief = run (f, "short");
  g_assert_true (g_str_has_prefix (brief, "fields=passed secret=warning token=passed"));
  cue_profile_set_secret_is_base64 (f->profile, TRUE);
  g_free (brief);
  brief = run (f, "not base64!");
  g_assert_true (g_str_has_prefix (brief, "fields=passed secret=failed"));
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  g_autofree char *result = NULL;

  fake_engine_set (f->engine, "/state-url", 401, "application/json", "{\"error\":\"" SECRET "\"}");
  result = run (f, SECRET);
  g_assert_true (g_str_has_prefix (result,
                                   "fields=passed secret=passed token=passed state-url=failed "
                                   "state=skipped clock=skipped manifest=skipped assets=skipped"));
  g_assert_nonnull (strstr (cue_test_step_get_detail (peek (f, "state-url")), "401"));
  g_assert_cmpuint (fake_engine_get_hits (f->engine, "/state-url"), ==, 1);
}

// What a monitor will not take must not pass here.
static void
test_too_large (Fixture *f, gconstpointer data)
{
  g_autofree char *text = g_strnfill (CUE_ENGINE_MAX_STATE_BYTES, 'x');
  g_autofree char *body = g_strdup_printf ("{\"playerState\":\"live\",\"extra\":\"%s\"}", text);
  g_autofree char *result = NULL;

  cue_profile_set_source_kind (f->profile, CUE_PROFILE_SOURCE_STATE_URL);
  fake_engine_set (f->engine, "/state", 200, "application/json", body);
  result = run (f, NULL);
  g_assert_nonnull (strstr (result, "state-url=passed state=failed clock=skipped"));
}

static void
test_bad_answers (Fixture *f, gconstpointer data)
{
  const char *const bodies[] = {
    "<html><title>Sign in</title></html>", "", "[]", "{\"playerState\"", "null"
  };

  cue_profile_set_source_kind (f->profile, CUE_PROFILE_SOURCE_STATE_URL);
  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++) {
    g_autofree char *result = NULL;

    fake_engine_set (f->engine, "/state", 200, "application/json", bodies[i]);
    result = run (f, NULL);
    g_assert_nonnull (strstr (result, "state-url=passed state=failed clock=skipped"));
  }
}

static void
test_missing_parts (Fixture *f, gconstpointer data)
{
  g_autofree char *live = NULL;
  g_autofree char *before = NULL;

  cue_profile_set_source_kind (f->profile, CUE_PROFILE_SOURCE_STATE_URL);
  fake_engine_set (f->engine, "/m.m3u8", 404, "text/plain", "no");
  fake_engine_set (f->engine, "/logo.png", 404, "text/plain", "no");
  fake_engine_set (f->engine, "/bg.mp4", 200, "text/html", "no");
  live = run (f, NULL);
  g_assert_nonnull (strstr (live, "manifest=failed assets=warning"));
  g_assert_nonnull (strstr (cue_test_step_get_words (peek (f, "assets")), "2 of 3"));
  g_assert_nonnull (strstr (cue_test_step_get_detail (peek (f, "assets")), "text/html"));

  fake_engine_set_state (f->engine,
                         "{\"playerState\":\"custom\",\"playerManifest\":\"%s/m.m3u8\"}",
                         fake_engine_get_base (f->engine));
  before = run (f, NULL);
  g_assert_nonnull (strstr (before, "manifest=warning assets=skipped"));
  g_assert_cmpint (cue_profile_test_get_result (f->test), ==, CUE_TEST_STATE_WARNING);
}

static void
test_clock (Fixture *f, gconstpointer data)
{
  g_autofree char *result = NULL;

  cue_profile_set_source_kind (f->profile, CUE_PROFILE_SOURCE_STATE_URL);
  cue_fake_clock_step_wall (CUE_FAKE_CLOCK (f->clock), CUE_SECONDS (300));
  result = run (f, NULL);
  g_assert_nonnull (strstr (result, "clock=warning"));
  g_assert_nonnull (strstr (cue_test_step_get_words (peek (f, "clock")), "fast"));
}

static void
test_fields (Fixture *f, gconstpointer data)
{
  g_autofree char *result = NULL;

  cue_profile_set_endpoint (f->profile, "ftp://example.invalid/");
  result = run (f, SECRET);
  g_assert_true (g_str_has_prefix (result, "fields=failed secret=skipped"));
}

static void
test_cancel (Fixture *f, gconstpointer data)
{
  gpointer weak;

  cue_profile_set_source_kind (f->profile, CUE_PROFILE_SOURCE_STATE_URL);
  fake_engine_set_silent (f->engine, "/state", TRUE);
  f->test = cue_profile_test_new (f->profile, f->clock, f->secrets, NULL);
  cue_profile_test_start (f->test);
  fake_engine_settle ();
  g_assert_true (cue_profile_test_get_running (f->test));
  cue_profile_test_cancel (f->test);
  g_assert_false (cue_profile_test_get_running (f->test));
  g_assert_cmpint (cue_test_step_get_state (peek (f, "state")), ==, CUE_TEST_STATE_SKIPPED);
  fake_engine_settle ();
  g_assert_cmpint (cue_test_step_get_state (peek (f, "state")), ==, CUE_TEST_STATE_SKIPPED);

  // Dropped in the middle.
  g_clear_object (&f->test);
  for (int i = 0; i < 30; i++) {
    f->test = cue_profile_test_new (f->profile, f->clock, f->secrets, NULL);
    weak = f->test;
    g_object_add_weak_pointer (G_OBJECT (f->test), &weak);
    cue_profile_test_start (f->test);
    for (int n = 0; n < i; n++)
      g_main_context_iteration (NULL, FALSE);
    g_clear_object (&f->test);
    g_assert_null (weak);
  }
  fake_engine_settle ();
}

int
main (int argc, char **argv)
{
  g_autofree char *state = NULL;

  setlocale (LC_ALL, "");
  state = g_dir_make_tmp ("cuelight-state-XXXXXX", NULL);
  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) \
  g_test_add ("/monitor/profile-test/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("all-well", test_all_well);
  ADD ("other-kinds", test_other_kinds);
  ADD ("secret", test_secret);
  ADD ("refused", test_refused);
  ADD ("bad-answers", test_bad_answers);
  ADD ("too-large", test_too_large);
  ADD ("missing-parts", test_missing_parts);
  ADD ("clock", test_clock);
  ADD ("fields", test_fields);
  ADD ("cancel", test_cancel);
  return g_test_run ();
}
