// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* The state value: every documented field, flat and nested, the odd answers of BB-5 to BB-9 and
 * BB-13, unknown things kept, and the field by field comparison. */

#include <locale.h>
#include <string.h>

#include "cue-diagnostic.h"
#include "cue-engine-state.h"
#include "cue-error.h"
#include "cue-field-change.h"
#include "cue-json.h"
#include "cue-time.h"

#define FULL                                                                        \
  "{\"playerState\":\"custom\","                                                    \
  "\"playerManifest\":\"https://cdn.example.invalid/live/demo/index.m3u8\","        \
  "\"countdown\":{\"visible\":true,\"end\":1795165200,\"serverTime\":1795164000},"  \
  "\"customText\":[\"The keynote\",\"starts soon\"],\"customTextIsDark\":true,"     \
  "\"logoImg\":\"https://cdn.example.invalid/a/logo.png\",\"customUseVideo\":true," \
  "\"customBgVideo916\":\"https://cdn.example.invalid/a/custom-bg.mp4\","           \
  "\"customBgImg916\":\"https://cdn.example.invalid/a/custom-bg.jpg\","             \
  "\"customFgImg916\":\"https://cdn.example.invalid/a/custom-fg.png\","             \
  "\"preliveUseVideo\":false,\"preliveBgVideo916\":\"\","                           \
  "\"preliveBgImg916\":\"https://cdn.example.invalid/a/pre-bg.jpg\","               \
  "\"preliveFgImg916\":\"https://cdn.example.invalid/a/pre-fg.png\","               \
  "\"postliveUseVideo\":false,\"postliveBgVideo916\":null,"                         \
  "\"postliveBgImg916\":\"https://cdn.example.invalid/a/post-bg.jpg\","             \
  "\"postliveFgImg916\":\"https://cdn.example.invalid/a/post-fg.png\","             \
  "\"interruptionUseVideo\":true,"                                                  \
  "\"interruptionBgVideo916\":\"https://cdn.example.invalid/a/int-bg.mp4\","        \
  "\"interruptionBgImg916\":\"https://cdn.example.invalid/a/int-bg.jpg\","          \
  "\"interruptionFgImg916\":\"https://cdn.example.invalid/a/int-fg.png\"}"

static CueEngineState *
read_state (const char *json, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr (GError) parse_error = NULL;
  g_autoptr (JsonNode) node = cue_json_parse (bytes, &parse_error);

  g_assert_no_error (parse_error);
  return cue_engine_state_new_from_json (node, 5, 7, error);
}

static CueEngineState *
read_fine (const char *json)
{
  g_autoptr (GError) error = NULL;
  CueEngineState *state = read_state (json, &error);

  g_assert_no_error (error);
  return state;
}

static gboolean
has_diagnostic (CueEngineState *state, const char *where)
{
  GPtrArray *diagnostics = cue_engine_state_get_diagnostics (state);

  for (guint i = 0; i < diagnostics->len; i++) {
    if (g_strcmp0 (cue_diagnostic_get_where (g_ptr_array_index (diagnostics, i)), where) == 0)
      return TRUE;
  }
  return FALSE;
}

static void
test_full (void)
{
  g_autoptr (CueEngineState) state = read_fine (FULL);
  const char *const *text = cue_engine_state_get_custom_text (state);

  g_assert_cmpint (cue_engine_state_get_player_state (state), ==, CUE_PLAYER_STATE_CUSTOM);
  g_assert_cmpstr (cue_engine_state_get_player_state_text (state), ==, "custom");
  g_assert_cmpstr (cue_engine_state_get_manifest (state),
                   ==,
                   "https://cdn.example.invalid/live/demo/index.m3u8");
  g_assert_true (cue_engine_state_has_countdown (state));
  g_assert_true (cue_engine_state_get_countdown_visible (state));
  g_assert_cmpint (cue_engine_state_get_countdown_end (state), ==, 1795165200LL * G_USEC_PER_SEC);
  g_assert_cmpint (cue_engine_state_get_server_time (state), ==, 1795164000LL * G_USEC_PER_SEC);
  g_assert_cmpint (cue_engine_state_get_server_time_step (state), ==, G_USEC_PER_SEC);
  g_assert_cmpuint (g_strv_length ((char **) text), ==, 2);
  g_assert_cmpstr (text[1], ==, "starts soon");
  g_assert_true (cue_engine_state_get_custom_text_is_dark (state));
  g_assert_cmpstr (cue_engine_state_get_logo (state), ==, "https://cdn.example.invalid/a/logo.png");
  g_assert_cmpstr (cue_engine_state_get_asset (state, CUE_PLAYER_STATE_CUSTOM, CUE_ASSET_BG_VIDEO),
                   ==,
                   "https://cdn.example.invalid/a/custom-bg.mp4");
  g_assert_cmpstr (cue_engine_state_get_asset (state, CUE_PLAYER_STATE_PRELIVE, CUE_ASSET_FG_IMAGE),
                   ==,
                   "https://cdn.example.invalid/a/pre-fg.png");
  g_assert_null (cue_engine_state_get_asset (state, CUE_PLAYER_STATE_PRELIVE, CUE_ASSET_BG_VIDEO));
  g_assert_null (cue_engine_state_get_asset (state, CUE_PLAYER_STATE_POSTLIVE, CUE_ASSET_BG_VIDEO));
  g_assert_cmpstr (cue_engine_state_get_asset (state,
                                               CUE_PLAYER_STATE_POSTLIVE,
                                               CUE_ASSET_BG_IMAGE),
                   ==,
                   "https://cdn.example.invalid/a/post-bg.jpg");
  g_assert_cmpstr (cue_engine_state_get_asset (state,
                                               CUE_PLAYER_STATE_INTERRUPTION,
                                               CUE_ASSET_BG_VIDEO),
                   ==,
                   "https://cdn.example.invalid/a/int-bg.mp4");
  g_assert_null (cue_engine_state_get_asset (state, CUE_PLAYER_STATE_LIVE, CUE_ASSET_BG_IMAGE));
  g_assert_true (cue_engine_state_get_use_video (state, CUE_PLAYER_STATE_CUSTOM));
  g_assert_false (cue_engine_state_get_use_video (state, CUE_PLAYER_STATE_PRELIVE));
  g_assert_true (cue_engine_state_get_use_video (state, CUE_PLAYER_STATE_INTERRUPTION));
  g_assert_null (cue_engine_state_get_unknown (state));
  g_assert_cmpuint (cue_engine_state_get_diagnostics (state)->len, ==, 0);
  g_assert_nonnull (strstr (cue_engine_state_get_raw (state), "\"playerState\""));
  g_assert_cmpint (cue_engine_state_get_received_wall (state), ==, 5);
  g_assert_cmpint (cue_engine_state_get_received_monotonic (state), ==, 7);
  g_assert_cmpstr (cue_engine_state_get_field_name (state, 3), ==, "countdown.end");
  g_assert_cmpstr (cue_engine_state_get_field_text (state, 3),
                   ==,
                   "1795165200 (2026-11-20T09:00:00Z)");
  g_assert_cmpstr (cue_engine_state_get_field_json (state, 3), ==, "1795165200");
}

/* ASSUME-31: assets may stand in an object of their own; the root wins, null is absent. */
static void
test_nested (void)
{
  g_autoptr (CueEngineState) state = read_fine (
    "{\"playerState\":\"prelive\",\"playerManifest\":null,"
    "\"countdown\":{\"visible\":true,\"end\":1795165200000,\"serverTime\":1795165100500},"
    "\"logoImg\":null,\"customBgImg916\":\"https://a.example.invalid/root.jpg\","
    "\"assets\":{\"preliveUseVideo\":true,\"logoImg\":\"http://a.example.invalid/l.png\","
    "\"customBgImg916\":\"https://a.example.invalid/nested.jpg\",\"customText\":[],\"x\":1}}");

  g_assert_null (cue_engine_state_get_manifest (state));
  g_assert_cmpint (cue_engine_state_get_countdown_end (state), ==, 1795165200LL * G_USEC_PER_SEC);
  g_assert_cmpint (cue_engine_state_get_server_time_step (state), ==, 1000);
  g_assert_true (cue_engine_state_get_use_video (state, CUE_PLAYER_STATE_PRELIVE));
  g_assert_cmpstr (cue_engine_state_get_logo (state), ==, "http://a.example.invalid/l.png");
  g_assert_cmpstr (cue_engine_state_get_asset (state, CUE_PLAYER_STATE_CUSTOM, CUE_ASSET_BG_IMAGE),
                   ==,
                   "https://a.example.invalid/root.jpg");
  g_assert_cmpuint (g_strv_length ((char **) cue_engine_state_get_custom_text (state)), ==, 0);
  g_assert_true (json_object_has_member (cue_engine_state_get_unknown (state), "assets.x"));
  g_assert_cmpuint (cue_engine_state_get_diagnostics (state)->len, ==, 0);
}

static void
test_not_a_state (void)
{
  static const char *const texts[] = { "null", "5", "[]", "\"live\"", "{}", "{\"other\":1}" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (read_state (texts[i], &error));
    g_assert_error (error, CUE_ERROR, CUE_ERROR_PROTOCOL);
  }
}

/* BB-5: unknown state, other case, null, number. */
static void
test_player_state (void)
{
  static const struct {
    const char    *json;
    const char    *text;
    CuePlayerState state;
  } cases[] = {
    { "\"prelive\"", "prelive", CUE_PLAYER_STATE_PRELIVE },
    { "\"live\"", "live", CUE_PLAYER_STATE_LIVE },
    { "\"postlive\"", "postlive", CUE_PLAYER_STATE_POSTLIVE },
    { "\"replay\"", "replay", CUE_PLAYER_STATE_REPLAY },
    { "\"interruption\"", "interruption", CUE_PLAYER_STATE_INTERRUPTION },
    { "\"rehearsal\"", "rehearsal", CUE_PLAYER_STATE_UNKNOWN },
    { "\"LIVE\"", "LIVE", CUE_PLAYER_STATE_UNKNOWN },
    { "\" live\"", " live", CUE_PLAYER_STATE_UNKNOWN },
    { "\"unknown\"", "unknown", CUE_PLAYER_STATE_UNKNOWN },
    { "\"\"", "", CUE_PLAYER_STATE_UNKNOWN },
    { "5", "5", CUE_PLAYER_STATE_UNKNOWN },
    { "true", "true", CUE_PLAYER_STATE_UNKNOWN },
    { "{\"a\":1}", "{\"a\":1}", CUE_PLAYER_STATE_UNKNOWN },
    { "null", NULL, CUE_PLAYER_STATE_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *json = g_strdup_printf ("{\"playerState\":%s}", cases[i].json);
    g_autoptr (CueEngineState) state = read_fine (json);

    g_assert_cmpint (cue_engine_state_get_player_state (state), ==, cases[i].state);
    g_assert_cmpstr (cue_engine_state_get_player_state_text (state), ==, cases[i].text);
    g_assert_true (has_diagnostic (state, "$.playerState") ==
                   (cases[i].state == CUE_PLAYER_STATE_UNKNOWN));
  }
  for (guint i = 0; i < CUE_N_PLAYER_STATES; i++) {
    g_assert_cmpint (cue_player_state_from_id (cue_player_state_to_id ((CuePlayerState) i)),
                     ==,
                     (int) i);
    g_assert_cmpstr (cue_player_state_to_words ((CuePlayerState) i), !=, "");
  }
}

/* BB-6: whatever stands there, no crash, no overflow, no countdown. */
static void
test_odd_countdowns (void)
{
  static const char *const none[] = {
    "null",
    "[]",
    "5",
    "\"soon\"",
    "{}",
    "{\"visible\":true}",
    "{\"end\":1795165200}",
    "{\"serverTime\":1795164000}",
    "{\"end\":\"1795165200\",\"serverTime\":1795164000}",
    "{\"end\":1795165200.5,\"serverTime\":1795164000}",
    "{\"end\":0,\"serverTime\":1795164000}",
    "{\"end\":-1,\"serverTime\":1795164000}",
    "{\"end\":null,\"serverTime\":1795164000}",
    "{\"end\":1795165200,\"serverTime\":null}",
    "{\"end\":1795165200,\"serverTime\":0}",
    "{\"end\":1795165200,\"serverTime\":\"now\"}",
    // The last second of the year 9999 reads as milliseconds of 1978, but the units differ.
    "{\"end\":253402300799,\"serverTime\":1795164000}",
    "{\"end\":9223372036854775807,\"serverTime\":1795164000}",
    "{\"end\":1e300,\"serverTime\":1795164000}",
    "{\"end\":99999999999999999999999,\"serverTime\":1795164000}",
    "{\"end\":true,\"serverTime\":false}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (none); i++) {
    g_autofree char *json =
      g_strdup_printf ("{\"playerState\":\"live\",\"countdown\":%s}", none[i]);
    g_autoptr (CueEngineState) state = read_fine (json);

    g_assert_false (cue_engine_state_has_countdown (state));
  }
  {
    g_autoptr (CueEngineState) state = read_fine (
      "{\"countdown\":{\"end\":9223372036854775807,\"serverTime\":9223372036854775806}}");

    g_assert_true (cue_engine_state_has_countdown (state));
    g_assert_cmpint (cue_engine_state_get_countdown_end (state), >, 0);
  }
}

/* BB-8: only the boolean true shows. */
static void
test_visible (void)
{
  static const char *const not_true[] = {
    "\"false\"", "\"true\"", "0", "1", "null", "[]", "false"
  };

  for (guint i = 0; i < G_N_ELEMENTS (not_true); i++) {
    g_autofree char *json = g_strdup_printf (
      "{\"countdown\":{\"visible\":%s,\"end\":1795165200,\"serverTime\":1795164000}}", not_true[i]);
    g_autoptr (CueEngineState) state = read_fine (json);

    g_assert_true (cue_engine_state_has_countdown (state));
    g_assert_false (cue_engine_state_get_countdown_visible (state));
    if (i < 4)
      g_assert_true (has_diagnostic (state, "$.countdown.visible"));
  }
}

/* BB-9: a text in place of the array, nested arrays, markup. */
static void
test_custom_text (void)
{
  g_autoptr (CueEngineState) one = read_fine ("{\"customText\":\"<b>only</b> & one\"}");
  g_autoptr (CueEngineState)
    nested = read_fine ("{\"customText\":[\"a\",[\"b\",[\"c\"],5],{\"x\":1},null,\"d\"]}");
  g_autoptr (CueEngineState) number = read_fine ("{\"customText\":12}");
  g_autoptr (GString) many = g_string_new ("{\"customText\":[\"x\"");
  const char *const *lines;

  lines = cue_engine_state_get_custom_text (one);
  g_assert_cmpuint (g_strv_length ((char **) lines), ==, 1);
  g_assert_cmpstr (lines[0], ==, "<b>only</b> & one");
  g_assert_true (has_diagnostic (one, "$.customText"));

  lines = cue_engine_state_get_custom_text (nested);
  g_assert_cmpuint (g_strv_length ((char **) lines), ==, 3);
  g_assert_cmpstr (lines[0], ==, "a");
  g_assert_cmpstr (lines[1], ==, "b");
  g_assert_cmpstr (lines[2], ==, "d");

  g_assert_cmpuint (g_strv_length ((char **) cue_engine_state_get_custom_text (number)), ==, 0);
  g_assert_true (has_diagnostic (number, "$.customText"));

  for (guint i = 0; i < 100000; i++)
    g_string_append (many, ",7");
  g_string_append (many, "]}");
  {
    g_autoptr (CueEngineState) state = read_fine (many->str);

    g_assert_cmpuint (g_strv_length ((char **) cue_engine_state_get_custom_text (state)), ==, 0);
    g_assert_cmpuint (cue_engine_state_get_diagnostics (state)->len, <, 10);
  }
}

/* BB-13, and what else is no address to fetch. */
static void
test_addresses (void)
{
  static const char *const refused[] = {
    "data:image/png;base64,AAAA",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "/relative.png",
    "//host.example.invalid/x.png",
    "relative.png",
    "ftp://a.example.invalid/x",
    "https://",
    "https:///x.png",
    "https://a b.example.invalid",
    "JAVASCRIPT:alert(1)",
    "blob:https://a/b",
  };

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++) {
    g_autofree char *json =
      g_strdup_printf ("{\"playerState\":\"live\",\"playerManifest\":\"%s\",\"logoImg\":\"%s\","
                       "\"assets\":{\"preliveBgImg916\":\"%s\"}}",
                       refused[i],
                       refused[i],
                       refused[i]);
    g_autoptr (CueEngineState) state = read_fine (json);

    g_assert_null (cue_engine_state_get_manifest (state));
    g_assert_null (cue_engine_state_get_logo (state));
    g_assert_null (
      cue_engine_state_get_asset (state, CUE_PLAYER_STATE_PRELIVE, CUE_ASSET_BG_IMAGE));
    g_assert_true (has_diagnostic (state, "$.playerManifest"));
    g_assert_true (has_diagnostic (state, "$.logoImg"));
    g_assert_true (has_diagnostic (state, "$.assets.preliveBgImg916"));
  }
  {
    g_autofree char *long_path = g_strnfill (10000, 'a');
    g_autofree char *json = NULL;
    g_autoptr (CueEngineState) state = NULL;

    json = g_strdup_printf ("{\"logoImg\":\"https://a.example.invalid/%s\"}", long_path);
    state = read_fine (json);
    g_assert_null (cue_engine_state_get_logo (state));
    g_assert_true (has_diagnostic (state, "$.logoImg"));
  }
}

/* C-5: every documented field with every wrong type. */
static void
test_wrong_types (void)
{
  static const char *const values[] = { "null", "true",  "5",         "-1.5", "\"x\"",
                                        "[]",   "[[1]]", "{\"a\":1}", "1e400" };
  static const char *const names[] = {
    "playerState",      "playerManifest",       "countdown",
    "customText",       "customTextIsDark",     "logoImg",
    "customUseVideo",   "customBgVideo916",     "preliveBgImg916",
    "postliveFgImg916", "interruptionUseVideo", "assets",
  };

  for (guint n = 0; n < G_N_ELEMENTS (names); n++) {
    for (guint v = 0; v < G_N_ELEMENTS (values); v++) {
      g_autofree char *json = NULL;
      g_autoptr (CueEngineState) state = NULL;
      g_autoptr (GPtrArray) changes = NULL;

      json = g_strdup_printf ("{\"playerState\":\"live\",\"%s\":%s,\"assets\":{\"%s\":%s}}",
                              names[n],
                              values[v],
                              names[n],
                              values[v]);
      state = read_fine (json);
      changes = cue_engine_state_diff (NULL, state);
      g_assert_cmpuint (changes->len, ==, cue_engine_state_get_n_fields (state));
      g_assert_nonnull (cue_engine_state_get_raw (state));
    }
  }
}

/* C-24: text that tries to look like something else is shown visibly. */
static void
test_hostile_text (void)
{
  g_autoptr (CueEngineState)
    state = read_fine ("{\"playerState\":\"li\\u202eve\\u0007\\n\",\"note\":\"a\\u200bb\"}");

  g_assert_null (strstr (cue_engine_state_get_player_state_text (state), "\xe2\x80\xae"));
  g_assert_null (strchr (cue_engine_state_get_player_state_text (state), '\n'));
  for (guint i = 0; i < cue_engine_state_get_n_fields (state); i++) {
    const char *text = cue_engine_state_get_field_text (state, i);

    g_assert_true (g_utf8_validate (text, -1, NULL));
    g_assert_null (strstr (text, "\xe2\x80\x8b"));
  }
}

static void
assert_change (GPtrArray  *changes,
               guint       index,
               const char *field,
               const char *before,
               const char *after)
{
  CueFieldChange *change;

  g_assert_cmpuint (index, <, changes->len);
  change = g_ptr_array_index (changes, index);
  g_assert_cmpstr (cue_field_change_get_field (change), ==, field);
  g_assert_cmpstr (cue_field_change_get_before (change), ==, before);
  g_assert_cmpstr (cue_field_change_get_after (change), ==, after);
}

static void
test_diff (void)
{
  g_autoptr (CueEngineState) a =
    read_fine ("{\"playerState\":\"prelive\",\"countdown\":{\"visible\":true,\"end\":1795165200,"
               "\"serverTime\":1795164000},\"gone\":[1,2],\"same\":{\"x\":1}}");
  g_autoptr (CueEngineState) later =
    read_fine ("{\"playerState\":\"prelive\",\"countdown\":{\"visible\":true,\"end\":1795165200,"
               "\"serverTime\":1795164005},\"gone\":[1,2],\"same\":{\"x\":1}}");
  g_autoptr (CueEngineState)
    b = read_fine ("{\"same\":{\"x\":1},\"countdown\":{\"serverTime\":1795164010,\"visible\":false,"
                   "\"end\":1795165200},\"playerState\":\"live\",\"new\":\"<b>\"}");
  g_autoptr (GPtrArray) nothing = cue_engine_state_diff (a, later);
  g_autoptr (GPtrArray) changes = cue_engine_state_diff (a, b);
  g_autofree char *words = NULL;

  g_assert_cmpuint (nothing->len, ==, 0);
  g_assert_cmpuint (changes->len, ==, 4);
  assert_change (changes, 0, "playerState", "prelive", "live");
  assert_change (changes, 1, "countdown.visible", "true", "false");
  assert_change (changes, 2, "new", NULL, "<b>");
  assert_change (changes, 3, "gone", "[1,2]", NULL);
  words = cue_field_change_to_words (g_ptr_array_index (changes, 3));
  g_assert_cmpstr (words, ==, "gone: [1,2] → absent");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/state/full", test_full);
  g_test_add_func ("/engine/state/nested", test_nested);
  g_test_add_func ("/engine/state/not-a-state", test_not_a_state);
  g_test_add_func ("/engine/state/player-state", test_player_state);
  g_test_add_func ("/engine/state/odd-countdowns", test_odd_countdowns);
  g_test_add_func ("/engine/state/visible", test_visible);
  g_test_add_func ("/engine/state/custom-text", test_custom_text);
  g_test_add_func ("/engine/state/addresses", test_addresses);
  g_test_add_func ("/engine/state/wrong-types", test_wrong_types);
  g_test_add_func ("/engine/state/hostile-text", test_hostile_text);
  g_test_add_func ("/engine/state/diff", test_diff);

  return g_test_run ();
}
