// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-asset-facts.h"
#include "cue-asset-slot.h"
#include "cue-asset-text.h"
#include "cue-json.h"
#include "cue-url.h"

#include <math.h>
#include <string.h>

static GPtrArray *
read_slots (const char *json)
{
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = cue_json_parse (bytes, &error);
  g_autoptr (CueEngineState) state = NULL;

  g_assert_no_error (error);
  state = cue_engine_state_new_from_json (node, 0, 0, &error);
  g_assert_no_error (error);
  return cue_asset_slots_new (state);
}

static CueAssetSlot *
get_slot (GPtrArray *slots, CuePlayerState state, CueAssetKind kind)
{
  return g_ptr_array_index (slots, cue_asset_slot_find (state, kind));
}

static void
test_order (void)
{
  g_autoptr (GPtrArray) slots = cue_asset_slots_new (NULL);

  g_assert_cmpuint (slots->len, ==, CUE_N_ASSET_SLOTS);
  for (guint i = 0; i < slots->len; i++) {
    CueAssetSlot    *slot = g_ptr_array_index (slots, i);
    g_autofree char *words = cue_asset_slot_index_to_words (i);

    g_assert_cmpuint (cue_asset_slot_get_index (slot), ==, i);
    g_assert_cmpuint (cue_asset_slot_find (cue_asset_slot_get_state (slot),
                                           cue_asset_slot_get_kind (slot)),
                      ==,
                      i);
    g_assert_cmpstr (cue_asset_slot_get_field (slot), ==, cue_asset_slot_index_to_field (i));
    g_assert_cmpstr (cue_asset_slot_get_words (slot), ==, words);
    g_assert_null (cue_asset_slot_get_url (slot));
    g_assert_null (cue_asset_slot_get_given (slot));
    g_assert_false (cue_asset_slot_get_shown (slot));
  }
  g_assert_cmpuint (cue_asset_slot_find (CUE_PLAYER_STATE_LIVE, CUE_ASSET_BG_IMAGE),
                    ==,
                    CUE_N_ASSET_SLOTS);
  g_assert_false (cue_asset_slot_state_has_assets (CUE_PLAYER_STATE_REPLAY));
  g_assert_true (cue_asset_slot_state_has_assets (CUE_PLAYER_STATE_INTERRUPTION));
}

static void
test_given (void)
{
  g_autoptr (GPtrArray)
    slots = read_slots ("{\"playerState\":\"custom\",\"logoImg\":\"https://a.example/logo.png\","
                        "\"customBgImg916\":\"javascript:alert(1)\",\"customFgImg916\":null,"
                        "\"preliveBgImg916\":\"\",\"preliveFgImg916\":17,"
                        "\"assets\":{\"postliveBgImg916\":\"data:image/png;base64,AA\"}}");
  CueAssetSlot *slot = get_slot (slots, CUE_PLAYER_STATE_CUSTOM, CUE_ASSET_LOGO);

  g_assert_cmpstr (cue_asset_slot_get_url (slot), ==, "https://a.example/logo.png");
  g_assert_true (cue_asset_slot_get_shown (slot));
  slot = get_slot (slots, CUE_PLAYER_STATE_CUSTOM, CUE_ASSET_BG_IMAGE);
  g_assert_null (cue_asset_slot_get_url (slot));
  g_assert_cmpstr (cue_asset_slot_get_given (slot), ==, "javascript:alert(1)");
  g_assert_true (cue_asset_slot_get_refused (slot));
  slot = get_slot (slots, CUE_PLAYER_STATE_CUSTOM, CUE_ASSET_FG_IMAGE);
  g_assert_null (cue_asset_slot_get_given (slot));
  slot = get_slot (slots, CUE_PLAYER_STATE_PRELIVE, CUE_ASSET_BG_IMAGE);
  g_assert_null (cue_asset_slot_get_given (slot));
  slot = get_slot (slots, CUE_PLAYER_STATE_PRELIVE, CUE_ASSET_FG_IMAGE);
  g_assert_true (cue_asset_slot_get_refused (slot));
  slot = get_slot (slots, CUE_PLAYER_STATE_POSTLIVE, CUE_ASSET_BG_IMAGE);
  g_assert_true (cue_asset_slot_get_refused (slot));
}

/* The password that somebody left in an address is not shown. */
static void
test_redacted (void)
{
  g_autoptr (GPtrArray) slots = read_slots (
    "{\"playerState\":\"custom\",\"logoImg\":\"https://me:sesame@a.example/logo.png\"}");
  CueAssetSlot *slot = get_slot (slots, CUE_PLAYER_STATE_CUSTOM, CUE_ASSET_LOGO);

  g_assert_null (strstr (cue_asset_slot_get_given (slot), "sesame"));
}

static void
test_address (void)
{
  static const struct {
    const char *text;
    const char *read;
  } rows[] = {
    { "https://a.example/b.png?c=d#e", "https://a.example/b.png?c=d#e" },
    { "https://a.example/100%25/é.png", "https://a.example/100%25/é.png" },
    { "http://a.example/Key visual.png", "http://a.example/Key%20visual.png" },
    { " \t\nhttps://a.example/b.png \r\n", "https://a.example/b.png" },
    { "https://a.example/a|b^`{}\"<>.png", "https://a.example/a%7Cb%5E%60%7B%7D%22%3C%3E.png" },
    { "https://a.example/b\\c.png?d\\e f", "https://a.example/b/c.png?d%5Ce%20f" },
    { "https://me:sesame@a.example/b c", "https://me:sesame@a.example/b%20c" },
    { "https://a.example\\@b.example/c", NULL },
    { "https://a.exa mple/b.png", NULL },
    { "https://a.example/b\n.png", NULL },
    { "https://a.example/b\t.png", NULL },
    { "https://a.exam\tple/b.png", NULL },
    { "https://a.example/b\x7f.png", NULL },
    { " javascript:alert(1)", NULL },
    { " data:image/png;base64,AA", NULL },
    { "file:///a b", NULL },
    { "java\nscript:alert(1)", NULL },
    { "//a.example/b.png", NULL },
    { " ", NULL },
    { "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *read = cue_asset_address_read (rows[i].text);

    g_test_message ("%s", rows[i].text);
    g_assert_cmpstr (read, ==, rows[i].read);
    if (read != NULL && strchr (read, '@') == NULL)
      g_assert_true (cue_url_check (read, CUE_URL_HTTPS | CUE_URL_HTTP, NULL));
  }
}

/* A phone fetches it, so it is fetched; the manifest goes to a player, which is strict. */
static void
test_sloppy (void)
{
  g_autoptr (GPtrArray)
    slots = read_slots ("{\"playerState\":\"custom\",\"logoImg\":\"https://a.example/a b.png \","
                        "\"customBgImg916\":\"https://a.exa mple/b.png\"}");
  CueAssetSlot *slot = get_slot (slots, CUE_PLAYER_STATE_CUSTOM, CUE_ASSET_LOGO);

  g_assert_cmpstr (cue_asset_slot_get_url (slot), ==, "https://a.example/a%20b.png");
  g_assert_true (cue_asset_slot_get_sloppy (slot));
  g_assert_false (cue_asset_slot_get_refused (slot));
  slot = get_slot (slots, CUE_PLAYER_STATE_CUSTOM, CUE_ASSET_BG_IMAGE);
  g_assert_true (cue_asset_slot_get_refused (slot));
  g_assert_false (cue_asset_slot_get_sloppy (slot));
}

static void
test_shown (void)
{
  static const struct {
    const char *json;
    gboolean    video;
    gboolean    image;
  } rows[] = {
    { "{\"preliveBgVideo916\":\"https://a/v\",\"preliveBgImg916\":\"https://a/i\","
      "\"preliveUseVideo\":true}",
      TRUE,
      FALSE },
    { "{\"preliveBgVideo916\":\"https://a/v\",\"preliveBgImg916\":\"https://a/i\"}", FALSE, TRUE },
    { "{\"preliveBgVideo916\":\"https://a/v\"}", TRUE, FALSE },
    { "{\"preliveBgImg916\":\"https://a/i\",\"preliveUseVideo\":true}", FALSE, TRUE },
    { "{\"preliveUseVideo\":true}", FALSE, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GPtrArray) slots = read_slots (rows[i].json);

    g_test_message ("%s", rows[i].json);
    g_assert_cmpint (cue_asset_slot_get_shown (
                       get_slot (slots, CUE_PLAYER_STATE_PRELIVE, CUE_ASSET_BG_VIDEO)),
                     ==,
                     rows[i].video);
    g_assert_cmpint (cue_asset_slot_get_shown (
                       get_slot (slots, CUE_PLAYER_STATE_PRELIVE, CUE_ASSET_BG_IMAGE)),
                     ==,
                     rows[i].image);
  }
}

#define BLANKS_50 "                                                  "
#define BLANKS    BLANKS_50 BLANKS_50 BLANKS_50 BLANKS_50 BLANKS_50

static void
test_types (void)
{
  static const struct {
    const char  *bytes;
    gsize        size;
    const char  *type;
    CueAssetType found;
  } rows[] = {
#define ROW(bytes, type, found) { bytes, sizeof (bytes) - 1, type, CUE_ASSET_TYPE_##found }
    ROW ("\xff\xd8\xff\xe0", "image/jpeg", IMAGE),
    ROW ("\x89PNG\r\n\x1a\n....", "image/png", IMAGE),
    ROW ("GIF89a....", "image/gif", IMAGE),
    ROW ("RIFF....WEBPVP8 ", "image/webp", IMAGE),
    ROW ("RIFF....AVI LIST", "video/x-msvideo", VIDEO),
    ROW ("\0\0\0\x20"
         "ftypavif",
         "image/avif",
         IMAGE),
    ROW ("\0\0\0\x20"
         "ftypisom",
         "video/mp4",
         VIDEO),
    ROW ("\0\0\0\x14"
         "ftypqt  ",
         "video/quicktime",
         VIDEO),
    ROW ("\x1a\x45\xdf\xa3....", "video/webm", VIDEO),
    ROW ("<!DOCTYPE html><title>Sign in</title>", "text/html", TEXT),
    ROW ("  <html>", "text/html", TEXT),
    ROW ("<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>",
         "image/svg+xml",
         IMAGE),
    ROW ("\xef\xbb\xbf<!-- " BLANKS BLANKS BLANKS
         " --><s:svg xmlns:s=\"http://www.w3.org/2000/svg\"/>",
         "image/svg+xml",
         IMAGE),
    ROW ("<?xml version=\"1.0\"?><!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"a>b\" [\n"
         "<!ENTITY ns_svg \"http://www.w3.org/2000/svg]>\">" BLANKS BLANKS BLANKS
         "<!-- it's > -->]>\n<svg xmlns=\"&ns_svg;\">",
         "image/svg+xml",
         IMAGE),
    ROW ("<!DOCTYPE html><p><svg xmlns=\"http://www.w3.org/2000/svg\"/>", "text/html", TEXT),
    ROW ("<!-- <svg> --><html>", "text/html", TEXT),
    ROW ("<svgs/>", "text/html", TEXT),
    ROW ("{\"error\":\"no\"}", "application/json", TEXT),
    ROW ("#EXTM3U\n", "application/vnd.apple.mpegurl", TEXT),
    ROW ("Not found", "text/plain", TEXT),
    ROW ("\0\1\2\3", NULL, UNKNOWN),
    ROW ("\x89PN", NULL, UNKNOWN),
    ROW ("", NULL, UNKNOWN),
#undef ROW
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GBytes) bytes = g_bytes_new (rows[i].bytes, rows[i].size);
    CueAssetType found = CUE_ASSET_TYPE_UNKNOWN;
    const char  *type = cue_asset_type_sniff (bytes, &found);

    g_test_message ("%" G_GSIZE_FORMAT ": %s", i, type != NULL ? type : "unknown");
    g_assert_cmpstr (type, ==, rows[i].type);
    g_assert_cmpint (found, ==, rows[i].found);
  }
}

static void
test_text_box (void)
{
  static const char *const none[] = { NULL };
  static const char *const blank[] = { " ", "", NULL };
  static const char *const one[] = { "Soon", NULL };
  static const char *const many[] = {
    "The keynote starts in a moment", "Please wait", "", "…", NULL
  };
  CueAssetTextBox small;
  CueAssetTextBox large;

  g_assert_false (cue_asset_text_get_box (NULL, &small));
  g_assert_false (cue_asset_text_get_box (none, &small));
  g_assert_false (cue_asset_text_get_box (blank, &small));
  g_assert_true (cue_asset_text_get_box (one, &small));
  g_assert_true (cue_asset_text_get_box (many, &large));
  g_assert_cmpfloat (small.left, >, large.left);
  g_assert_cmpfloat (small.top, >, large.top);
  g_assert_cmpfloat (fabs (small.left + small.right - 1), <, 1e-9);
  g_assert_cmpfloat (large.left, >=, CUE_ASSET_TEXT_LEFT);
  g_assert_cmpfloat (large.bottom, <=, CUE_ASSET_TEXT_TOP + CUE_ASSET_TEXT_HEIGHT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/asset-slot/order", test_order);
  g_test_add_func ("/asset-slot/given", test_given);
  g_test_add_func ("/asset-slot/redacted", test_redacted);
  g_test_add_func ("/asset-slot/address", test_address);
  g_test_add_func ("/asset-slot/sloppy", test_sloppy);
  g_test_add_func ("/asset-slot/shown", test_shown);
  g_test_add_func ("/asset-slot/types", test_types);
  g_test_add_func ("/asset-slot/text-box", test_text_box);
  return g_test_run ();
}
