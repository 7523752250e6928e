// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "asset-world.h"
#include "cue-error.h"
#include "cue-url.h"

#include <string.h>

#define IMAGE "Content-Type: image/png\r\n"

static CueAssetLoader *
new_loader (World *world)
{
  return cue_asset_loader_new (world->client, world->clock, NULL);
}

static void
assert_failed (CueAssetFile *file, CueError code, guint status)
{
  CueAssetFacts *facts = cue_asset_file_get_facts (file);

  g_test_message ("%s", cue_asset_facts_get_error (facts));
  g_assert_cmpint (cue_asset_facts_get_error_code (facts), ==, (int) code);
  g_assert_cmpuint (cue_asset_facts_get_status (facts), ==, status);
  g_assert_nonnull (cue_asset_facts_get_error (facts));
}

static void
test_facts (void)
{
  World world;
  g_autoptr (CueAssetLoader) loader = NULL;
  g_autofree char *hash = asset_world_hash (PNG_BYTES "one");
  CueAssetFile    *file;
  CueAssetFacts   *facts;

  world_init_direct (&world);
  loader = new_loader (&world);
  asset_world_serve (&world,
                     "/a.png",
                     IMAGE "ETag: \"1\"\r\nLast-Modified: Fri, 20 Nov 2026 08:00:00 GMT\r\n"
                           "Cache-Control: max-age=90\r\nAge: 7\r\n"
                           "Expires: Fri, 20 Nov 2026 18:00:00 GMT\r\n",
                     PNG_BYTES "one");
  file = asset_world_hold (&world, loader, "/a.png");
  g_assert_true (cue_asset_file_get_loading (file));
  g_assert_null (cue_asset_file_get_facts (file));
  asset_world_wait (file);
  facts = cue_asset_file_get_facts (file);
  g_assert_cmpuint (cue_asset_facts_get_status (facts), ==, 200);
  g_assert_cmpint (cue_asset_facts_get_error_code (facts), ==, -1);
  g_assert_null (cue_asset_facts_get_error (facts));
  g_assert_cmpstr (cue_asset_facts_get_url (facts), ==, cue_asset_file_get_url (file));
  g_assert_cmpstr (cue_asset_facts_get_declared_type (facts), ==, "image/png");
  g_assert_cmpstr (cue_asset_facts_get_found_type (facts), ==, "image/png");
  g_assert_cmpint (cue_asset_facts_get_found (facts), ==, CUE_ASSET_TYPE_IMAGE);
  g_assert_cmpint (cue_asset_facts_get_bytes (facts), ==, 11);
  g_assert_cmpstr (cue_asset_facts_get_sha256 (facts), ==, hash);
  g_assert_null (cue_asset_facts_get_previous_sha256 (facts));
  g_assert_cmpstr (cue_asset_facts_get_etag (facts), ==, "\"1\"");
  g_assert_cmpstr (cue_asset_facts_get_cache_control (facts), ==, "max-age=90");
  g_assert_cmpstr (cue_asset_facts_get_last_modified (facts), ==, "Fri, 20 Nov 2026 08:00:00 GMT");
  g_assert_cmpstr (cue_asset_facts_get_expires (facts), ==, "Fri, 20 Nov 2026 18:00:00 GMT");
  g_assert_cmpint (cue_asset_facts_get_age_s (facts), ==, 7);
  g_assert_cmpint (cue_asset_facts_get_first_seen_us (facts), ==, WORLD_WALL);
  g_assert_cmpint (cue_asset_facts_get_checked_us (facts), ==, WORLD_WALL);
  g_assert_cmpint (cue_asset_facts_get_changed_us (facts), ==, 0);
  g_assert_cmpint (cue_asset_facts_get_first_byte_us (facts), >=, 0);
  g_assert_cmpint (cue_asset_facts_get_load_us (facts), >=, 0);
  g_assert_cmpuint (cue_asset_facts_get_n_redirects (facts), ==, 0);
  g_assert_null (cue_asset_facts_get_final_url (facts));
  g_assert_cmpuint (g_bytes_get_size (cue_asset_file_get_content (file)), ==, 11);
  asset_world_drop (file);
  g_clear_object (&loader);
  world_clear (&world);
}

/* One address is one file and one request, however many want it; nothing before it is held. */
static void
test_shared (void)
{
  World world;
  g_autoptr (CueAssetLoader) loader = NULL;
  g_autoptr (CueAssetFile) unheld = NULL;
  g_autoptr (CueAssetFile) video = NULL;
  g_autofree char *url = NULL;
  CueAssetFile    *one;
  CueAssetFile    *two;

  world_init_direct (&world);
  loader = new_loader (&world);
  url = script_server_get_url (world.server, "/a.png");
  asset_world_serve (&world, "/a.png", IMAGE, PNG_BYTES);
  unheld = cue_asset_loader_ref_file (loader, url, FALSE);
  video = cue_asset_loader_ref_file (loader, url, TRUE);
  g_assert_true (video != unheld);
  g_assert_false (cue_asset_file_get_held (unheld));
  g_assert_cmpuint (cue_asset_loader_get_n_running (loader), ==, 0);
  one = asset_world_hold (&world, loader, "/a.png");
  two = asset_world_hold (&world, loader, "/a.png");
  g_assert_true (one == two && one == unheld);
  asset_world_wait (one);
  g_assert_cmpuint (script_server_get_total (world.server), ==, 1);
  asset_world_drop (one);
  g_assert_true (cue_asset_file_get_held (two));
  asset_world_drop (two);
  g_assert_false (cue_asset_file_get_held (unheld));
  /* Nobody wants it any more, so nobody asks. */
  cue_fake_clock_advance (CUE_FAKE_CLOCK (world.clock), 60 * MINUTE);
  g_assert_cmpuint (script_server_get_total (world.server), ==, 1);
  g_clear_object (&unheld);
  g_clear_object (&video);
  g_clear_object (&loader);
  world_clear (&world);
}

static void
test_conditional (void)
{
  World world;
  g_autoptr (CueAssetLoader) loader = NULL;
  CueAssetFile *file;
  GBytes       *content;
  const char   *request;

  world_init_direct (&world);
  loader = new_loader (&world);
  asset_world_serve (&world,
                     "/a.png",
                     IMAGE "ETag: \"1\"\r\nLast-Modified: Fri, 20 Nov 2026 08:00:00 GMT\r\n"
                           "Set-Cookie: me=you\r\n",
                     PNG_BYTES);
  file = asset_world_hold (&world, loader, "/a.png");
  asset_world_wait (file);
  content = cue_asset_file_get_content (file);
  request = script_server_get_last_request (world.server, "/a.png");
  g_assert_null (strstr (request, "If-None-Match"));

  script_server_answer (world.server, "/a.png", 304, "Cache-Control: max-age=40\r\n", NULL);
  asset_world_pass (&world, file, 60 * SECOND);
  g_assert_cmpuint (script_server_get_total (world.server), ==, 2);
  request = script_server_get_last_request (world.server, "/a.png");
  g_assert_nonnull (strstr (request, "If-None-Match: \"1\"\r\n"));
  g_assert_nonnull (strstr (request, "If-Modified-Since: Fri, 20 Nov 2026 08:00:00 GMT\r\n"));
  g_assert_null (strstr (request, "Cookie"));
  g_assert_null (strstr (request, "Authorization"));
  g_assert_null (strstr (request, "Referer"));
  g_assert_true (cue_asset_file_get_content (file) == content);
  g_assert_cmpuint (cue_asset_facts_get_status (cue_asset_file_get_facts (file)), ==, 200);
  g_assert_cmpstr (cue_asset_facts_get_etag (cue_asset_file_get_facts (file)), ==, "\"1\"");
  g_assert_cmpint (cue_asset_facts_get_checked_us (cue_asset_file_get_facts (file)),
                   ==,
                   WORLD_WALL + 60 * SECOND);
  asset_world_pass (&world, file, 39 * SECOND);
  g_assert_cmpuint (script_server_get_total (world.server), ==, 2);
  asset_world_pass (&world, file, 1 * SECOND);
  g_assert_cmpuint (script_server_get_total (world.server), ==, 3);
  asset_world_drop (file);
  g_clear_object (&loader);
  world_clear (&world);
}

static void
test_fresh (void)
{
  static const struct {
    const char *header;
    gint64      seconds;
  } rows[] = {
    { "Cache-Control: max-age=1\r\n", 30 },
    { "Cache-Control: no-store\r\n", 30 },
    { "Cache-Control: max-age=100\r\n", 100 },
    { "Cache-Control: max-age=100\r\nAge: 40\r\n", 60 },
    { "Cache-Control: public, max-age=31536000, immutable\r\n", 600 },
    { "Cache-Control: max-age=31536000\r\nETag: \"1\"\r\n", 60 },
    { "Cache-Control: max-age=40\r\nETag: \"1\"\r\n", 40 },
    { "", 60 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    World world;
    g_autoptr (CueAssetLoader) loader = NULL;
    CueAssetFile *file;

    g_test_message ("%s→ %" G_GINT64_FORMAT " s", rows[i].header, rows[i].seconds);
    world_init_direct (&world);
    loader = new_loader (&world);
    asset_world_serve (&world, "/a.png", rows[i].header, PNG_BYTES);
    file = asset_world_hold (&world, loader, "/a.png");
    asset_world_wait (file);
    asset_world_pass (&world, file, rows[i].seconds * SECOND - 1);
    g_assert_cmpuint (script_server_get_total (world.server), ==, 1);
    asset_world_pass (&world, file, 1);
    g_assert_cmpuint (script_server_get_total (world.server), ==, 2);
    asset_world_drop (file);
    g_clear_object (&loader);
    world_clear (&world);
  }
}

static void
count_notify (GObject *object, GParamSpec *pspec, guint *count)
{
  (*count)++;
}

/* Another content at the same address; what was decoded of the old one is not said of the new. */
static void
test_changed (void)
{
  World world;
  g_autoptr (CueAssetLoader) loader = NULL;
  g_autoptr (CuePictureFacts) picture = cue_picture_facts_new (1080, 1920);
  g_autofree char *one = asset_world_hash (PNG_BYTES "one");
  g_autofree char *two = asset_world_hash (PNG_BYTES "two");
  CueAssetFile    *file;
  CueAssetFacts   *facts;
  guint            n_contents = 0;

  world_init_direct (&world);
  loader = new_loader (&world);
  asset_world_serve (&world, "/a.png", IMAGE, PNG_BYTES "one");
  file = asset_world_hold (&world, loader, "/a.png");
  g_signal_connect (file, "notify::content", G_CALLBACK (count_notify), &n_contents);
  asset_world_wait (file);
  cue_asset_file_set_picture (file, two, picture, NULL);
  g_assert_null (cue_asset_facts_get_picture (cue_asset_file_get_facts (file)));
  cue_asset_file_set_picture (file, one, picture, NULL);
  g_assert_true (cue_asset_facts_get_picture (cue_asset_file_get_facts (file)) == picture);

  /* The same content, whole again. */
  asset_world_pass (&world, file, 60 * SECOND);
  facts = cue_asset_file_get_facts (file);
  g_assert_cmpint (cue_asset_facts_get_changed_us (facts), ==, 0);
  g_assert_true (cue_asset_facts_get_picture (facts) == picture);
  g_assert_cmpuint (n_contents, ==, 1);

  asset_world_serve (&world, "/a.png", IMAGE, PNG_BYTES "two");
  asset_world_pass (&world, file, 60 * SECOND);
  facts = cue_asset_file_get_facts (file);
  g_assert_cmpstr (cue_asset_facts_get_sha256 (facts), ==, two);
  g_assert_cmpstr (cue_asset_facts_get_previous_sha256 (facts), ==, one);
  g_assert_cmpint (cue_asset_facts_get_first_seen_us (facts), ==, WORLD_WALL);
  g_assert_cmpint (cue_asset_facts_get_changed_us (facts), ==, WORLD_WALL + 120 * SECOND);
  g_assert_null (cue_asset_facts_get_picture (facts));
  g_assert_cmpuint (n_contents, ==, 2);
  g_signal_handlers_disconnect_by_data (file, &n_contents);
  asset_world_drop (file);
  g_clear_object (&loader);
  world_clear (&world);
}

/* Four at once; what is not wanted any more makes room, on its way or waiting. */
static void
test_bounded (void)
{
  World world;
  g_autoptr (CueAssetLoader) loader = NULL;
  CueAssetFile *files[8];

  world_init_direct (&world);
  loader = new_loader (&world);
  for (guint i = 0; i < 8; i++) {
    g_autofree char *path = g_strdup_printf ("/%u", i);

    script_server_answer_bytes (world.server, path, ANSWER_HANG, 200, NULL, NULL);
    files[i] = asset_world_hold (&world, loader, path);
    cue_asset_file_set_urgency (files[i], CUE_ASSET_URGENCY_ON_AIR);
  }
  asset_world_wait_requests (&world, 4);
  g_assert_cmpuint (cue_asset_loader_get_n_running (loader), ==, CUE_ASSET_MAX_DOWNLOADS);
  g_assert_cmpuint (cue_asset_loader_get_n_waiting (loader), ==, 4);
  g_assert_cmpuint (script_server_get_total (world.server), ==, 4);

  asset_world_drop (files[7]);
  g_assert_cmpuint (cue_asset_loader_get_n_waiting (loader), ==, 3);
  asset_world_drop (files[0]);
  g_assert_cmpuint (cue_asset_loader_get_n_running (loader), ==, 4);
  g_assert_cmpuint (cue_asset_loader_get_n_waiting (loader), ==, 2);
  asset_world_wait_requests (&world, 5);
  g_assert_cmpuint (script_server_get_count (world.server, "/4"), ==, 1);
  g_assert_cmpuint (script_server_get_count (world.server, "/7"), ==, 0);

  for (guint i = 0; i < 8; i++) {
    g_autofree char *path = g_strdup_printf ("/%u", i);

    asset_world_serve (&world, path, IMAGE, PNG_BYTES);
  }
  script_server_release (world.server);
  for (guint i = 1; i < 7; i++) {
    asset_world_wait (files[i]);
    g_assert_null (cue_asset_facts_get_error (cue_asset_file_get_facts (files[i])));
  }
  g_assert_cmpuint (cue_asset_loader_get_n_running (loader), ==, 0);
  for (guint i = 1; i < 7; i++)
    asset_world_drop (files[i]);
  g_clear_object (&loader);
  world_clear (&world);
}

/* Slow files of other states leave a place for what is on air, and what is next does not wait
 * behind what is later. */
static void
test_urgency (void)
{
  enum {
    N_LATER = 5,
    NEXT = 5,
    ON_AIR = 6,
    N_FILES
  };
  World world;
  g_autoptr (CueAssetLoader) loader = NULL;
  CueAssetFile *files[N_FILES];

  world_init_direct (&world);
  loader = new_loader (&world);
  for (guint i = 0; i < N_FILES; i++) {
    g_autofree char *path = g_strdup_printf ("/%u", i);

    script_server_answer_bytes (world.server, path, ANSWER_HANG, 200, NULL, NULL);
    files[i] = asset_world_hold (&world, loader, path);
  }
  asset_world_wait_requests (&world, 3);
  g_assert_cmpuint (cue_asset_loader_get_n_running (loader), ==, CUE_ASSET_MAX_DOWNLOADS - 1);

  cue_asset_file_set_urgency (files[NEXT], CUE_ASSET_URGENCY_NEXT);
  g_assert_cmpuint (cue_asset_loader_get_n_running (loader), ==, 3);
  cue_asset_file_set_urgency (files[ON_AIR], CUE_ASSET_URGENCY_ON_AIR);
  g_assert_cmpuint (cue_asset_loader_get_n_running (loader), ==, 4);
  asset_world_wait_requests (&world, 4);
  g_assert_cmpuint (script_server_get_count (world.server, "/6"), ==, 1);

  asset_world_drop (files[0]);
  asset_world_wait_requests (&world, 5);
  g_assert_cmpuint (script_server_get_count (world.server, "/5"), ==, 1);
  g_assert_cmpuint (script_server_get_count (world.server, "/3"), ==, 0);

  script_server_release (world.server);
  for (guint i = 1; i < N_FILES; i++)
    asset_world_drop (files[i]);
  g_clear_object (&loader);
  world_clear (&world);
}

/* A failure says why and is tried again, after 15 s, 30 s and so on; a content that was had stays.
 */
static void
test_retry (void)
{
  World world;
  g_autoptr (CueAssetLoader) loader = NULL;
  CueAssetFile *file;

  world_init_direct (&world);
  loader = new_loader (&world);
  script_server_answer (world.server, "/a.png", 404, NULL, "no");
  file = asset_world_hold (&world, loader, "/a.png");
  asset_world_wait (file);
  assert_failed (file, CUE_ERROR_CLIENT, 404);
  g_assert_null (cue_asset_file_get_content (file));
  asset_world_pass (&world, file, 15 * SECOND - 1);
  g_assert_cmpuint (script_server_get_total (world.server), ==, 1);
  asset_world_pass (&world, file, 1);
  g_assert_cmpuint (script_server_get_total (world.server), ==, 2);
  asset_world_pass (&world, file, 29 * SECOND);
  g_assert_cmpuint (script_server_get_total (world.server), ==, 2);

  asset_world_serve (&world, "/a.png", IMAGE, PNG_BYTES);
  asset_world_pass (&world, file, 1 * SECOND);
  g_assert_null (cue_asset_facts_get_error (cue_asset_file_get_facts (file)));
  script_server_answer (world.server, "/a.png", 503, "Retry-After: 120\r\n", NULL);
  asset_world_pass (&world, file, 60 * SECOND);
  assert_failed (file, CUE_ERROR_SERVER, 503);
  g_assert_nonnull (cue_asset_file_get_content (file));
  g_assert_cmpint (cue_asset_facts_get_bytes (cue_asset_file_get_facts (file)), ==, 8);
  asset_world_pass (&world, file, 119 * SECOND);
  g_assert_cmpuint (script_server_get_total (world.server), ==, 4);

  /* A network came back, or somebody asks. */
  asset_world_serve (&world, "/a.png", IMAGE, PNG_BYTES);
  cue_asset_loader_check_failed (loader);
  asset_world_wait (file);
  g_assert_cmpuint (script_server_get_total (world.server), ==, 5);
  g_assert_null (cue_asset_facts_get_error (cue_asset_file_get_facts (file)));
  cue_asset_loader_check_failed (loader);
  g_assert_cmpuint (cue_asset_loader_get_n_running (loader), ==, 0);
  cue_asset_file_check (file);
  asset_world_wait (file);
  g_assert_cmpuint (script_server_get_total (world.server), ==, 6);
  asset_world_drop (file);
  g_clear_object (&loader);
  world_clear (&world);
}

static void
test_failures (void)
{
  static const struct {
    const char *name;
    AnswerKind  kind;
    guint       status;
    const char *headers;
    CueError    code;
    guint       told;
  } rows[] = {
    { "empty", ANSWER_WHOLE, 200, IMAGE, CUE_ERROR_PROTOCOL, 200 },
    { "cut off", ANSWER_CUT, 200, IMAGE, CUE_ERROR_PROTOCOL, 0 },
    { "reset", ANSWER_RESET, 200, NULL, CUE_ERROR_NETWORK, 0 },
    { "forbidden", ANSWER_WHOLE, 403, NULL, CUE_ERROR_FORBIDDEN, 403 },
    { "not modified, unasked", ANSWER_WHOLE, 304, NULL, CUE_ERROR_PROTOCOL, 304 },
    { "redirect to nowhere", ANSWER_WHOLE, 302, NULL, CUE_ERROR_PROTOCOL, 0 },
    { "redirect to a file", ANSWER_WHOLE, 302, "Location: file:///a\r\n", CUE_ERROR_CLIENT, 0 },
    { "redirect loop", ANSWER_WHOLE, 302, "Location: /a.png\r\n", CUE_ERROR_CLIENT, 0 },
    { "endless", ANSWER_ENDLESS, 200, IMAGE, CUE_ERROR_TOO_LARGE, 0 },
    { "huge by its header", ANSWER_HANG_BODY, 200, IMAGE, CUE_ERROR_TOO_LARGE, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    World world;
    g_autoptr (CueAssetLoader) loader = NULL;
    g_autoptr (GBytes) body = NULL;
    CueAssetFile *file;

    g_test_message ("%s", rows[i].name);
    if (rows[i].kind == ANSWER_ENDLESS)
      body = g_bytes_new_take (g_malloc0 (1024 * 1024), 1024 * 1024);
    else if (rows[i].kind == ANSWER_HANG_BODY)
      body =
        g_bytes_new_take (g_malloc0 (CUE_ASSET_MAX_IMAGE_BYTES + 1), CUE_ASSET_MAX_IMAGE_BYTES + 1);
    else if (rows[i].kind == ANSWER_CUT)
      body = g_bytes_new_static (PNG_BYTES PNG_BYTES, 16);
    world_init_direct (&world);
    loader = new_loader (&world);
    script_server_answer_bytes (world.server,
                                "/a.png",
                                rows[i].kind,
                                rows[i].status,
                                rows[i].headers,
                                body);
    file = asset_world_hold (&world, loader, "/a.png");
    asset_world_wait (file);
    assert_failed (file, rows[i].code, rows[i].told);
    g_assert_null (cue_asset_file_get_content (file));
    g_assert_cmpuint (cue_asset_loader_get_n_running (loader), ==, 0);
    asset_world_drop (file);
    g_clear_object (&loader);
    world_clear (&world);
  }
}

/* A server that says nothing more is given up, by the clock. */
static void
test_silent (void)
{
  World world;
  g_autoptr (CueAssetLoader) loader = NULL;
  CueAssetFile *file;

  world_init_direct (&world);
  loader = new_loader (&world);
  script_server_answer_bytes (world.server, "/a.png", ANSWER_HANG, 200, NULL, NULL);
  file = asset_world_hold (&world, loader, "/a.png");
  asset_world_wait_requests (&world, 1);
  asset_world_pass (&world, file, 60 * SECOND);
  assert_failed (file, CUE_ERROR_TIMEOUT, 0);
  asset_world_drop (file);
  g_clear_object (&loader);
  world_clear (&world);
}

static void
test_refused (void)
{
  static const char *const urls[] = {
    "data:image/png;base64,iVBORw0KGgo=",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "https://me:secret@127.0.0.1/a.png",
    "ftp://127.0.0.1/a.png",
    "//127.0.0.1/a.png",
    "/a.png",
    "",
  };
  World world;
  g_autoptr (CueAssetLoader) loader = NULL;

  world_init_direct (&world);
  loader = new_loader (&world);
  for (gsize i = 0; i < G_N_ELEMENTS (urls); i++) {
    g_autoptr (CueAssetFile) file = cue_asset_loader_ref_file (loader, urls[i], FALSE);

    g_test_message ("%s", urls[i]);
    cue_asset_file_hold (file);
    asset_world_wait (file);
    assert_failed (file, CUE_ERROR_INVALID_INPUT, 0);
    g_assert_null (strstr (cue_asset_facts_get_error (cue_asset_file_get_facts (file)), "secret"));
    cue_asset_file_check (file);
    g_assert_cmpuint (cue_asset_loader_get_n_running (loader), ==, 0);
    cue_asset_file_release (file);
  }
  g_assert_cmpuint (script_server_get_total (world.server), ==, 0);
  g_clear_object (&loader);
  world_clear (&world);
}

/* What is let go of while it is on its way leaves nothing behind. */
static void
test_dropped (void)
{
  World world;
  g_autoptr (CueAssetLoader) loader = NULL;
  CueAssetFile *file;

  world_init_direct (&world);
  loader = new_loader (&world);
  asset_world_serve (&world, "/a.png", IMAGE, PNG_BYTES);
  script_server_answer_bytes (world.server, "/b.png", ANSWER_HANG_BODY, 200, IMAGE, NULL);
  file = asset_world_hold (&world, loader, "/b.png");
  asset_world_wait_requests (&world, 1);
  asset_world_drop (file);
  asset_world_wait_running (loader, 0);

  /* Let go of without being released, as when everything ends. */
  file = asset_world_hold (&world, loader, "/a.png");
  g_object_unref (file);
  g_assert_cmpuint (cue_asset_loader_get_n_running (loader), ==, 0);

  /* Wanted again at once. */
  file = asset_world_hold (&world, loader, "/a.png");
  cue_asset_file_release (file);
  g_assert_false (cue_asset_file_get_loading (file));
  cue_asset_file_hold (file);
  asset_world_wait (file);
  g_assert_nonnull (cue_asset_file_get_content (file));
  asset_world_drop (file);
  g_clear_object (&loader);
  world_clear (&world);
}

static void
on_facts (CueAssetFile *file, GParamSpec *pspec, gpointer data)
{
  g_signal_handlers_disconnect_by_func (file, on_facts, data);
  asset_world_drop (file);
}

/* Whoever is told may let go of the file at that moment. */
static void
test_dropped_when_told (void)
{
  static const guint statuses[] = { 200, 404 };

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++) {
    World world;
    g_autoptr (CueAssetLoader) loader = NULL;
    CueAssetFile *file;
    gpointer      weak;

    world_init_direct (&world);
    loader = new_loader (&world);
    script_server_answer (world.server, "/a.png", statuses[i], IMAGE, PNG_BYTES);
    file = asset_world_hold (&world, loader, "/a.png");
    weak = file;
    g_object_add_weak_pointer (G_OBJECT (file), &weak);
    g_signal_connect (file, "notify::facts", G_CALLBACK (on_facts), NULL);
    asset_world_wait_gone (&weak);
    g_assert_cmpuint (cue_asset_loader_get_n_running (loader), ==, 0);
    g_clear_object (&loader);
    world_clear (&world);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/asset-loader/facts", test_facts);
  g_test_add_func ("/asset-loader/shared", test_shared);
  g_test_add_func ("/asset-loader/conditional", test_conditional);
  g_test_add_func ("/asset-loader/fresh", test_fresh);
  g_test_add_func ("/asset-loader/changed", test_changed);
  g_test_add_func ("/asset-loader/bounded", test_bounded);
  g_test_add_func ("/asset-loader/urgency", test_urgency);
  g_test_add_func ("/asset-loader/retry", test_retry);
  g_test_add_func ("/asset-loader/failures", test_failures);
  g_test_add_func ("/asset-loader/silent", test_silent);
  g_test_add_func ("/asset-loader/refused", test_refused);
  g_test_add_func ("/asset-loader/dropped", test_dropped);
  g_test_add_func ("/asset-loader/dropped-when-told", test_dropped_when_told);
  return g_test_run ();
}
