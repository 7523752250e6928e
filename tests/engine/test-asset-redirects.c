// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "asset-world.h"

#include <string.h>

/* Assets behind redirects: phones follow them as browsers do, so what is there is looked at. */

#define IMAGE "Content-Type: image/png\r\n"

static CueAssetLoader *
new_loader (World *world)
{
  return cue_asset_loader_new (world->client, world->clock, NULL);
}

static void
test_redirects (void)
{
  World world;
  g_autoptr (CueAssetLoader) loader = NULL;
  g_autofree char   *target = NULL;
  CueAssetFile      *file;
  CueAssetFacts     *facts;
  const char *const *chain;

  world_init_direct (&world);
  loader = new_loader (&world);
  target = script_server_get_url (world.server, "/c.png");
  script_server_answer (world.server, "/a.png", 301, "Location: /b.png\r\n", NULL);
  script_server_answer (world.server, "/b.png", 302, "Location: /c.png\r\n", NULL);
  asset_world_serve (&world, "/c.png", IMAGE, PNG_BYTES);
  file = asset_world_hold (&world, loader, "/a.png");
  asset_world_wait (file);
  facts = cue_asset_file_get_facts (file);
  chain = cue_asset_facts_get_redirects (facts);
  g_assert_null (cue_asset_facts_get_error (facts));
  g_assert_cmpuint (cue_asset_facts_get_n_redirects (facts), ==, 2);
  g_assert_true (g_str_has_suffix (chain[0], "/b.png"));
  g_assert_cmpstr (chain[1], ==, target);
  g_assert_cmpstr (cue_asset_facts_get_final_url (facts), ==, target);

  /* The next time there is none. */
  asset_world_serve (&world, "/a.png", IMAGE, PNG_BYTES);
  asset_world_pass (&world, file, 60 * SECOND);
  g_assert_cmpuint (cue_asset_facts_get_n_redirects (cue_asset_file_get_facts (file)), ==, 0);
  asset_world_drop (file);
  g_clear_object (&loader);
  world_clear (&world);
}

/* Phones follow a redirect to another server, so what is there is what they show. */
static void
test_redirect_elsewhere (void)
{
  World world;
  g_autoptr (CueAssetLoader) loader = NULL;
  ScriptServer    *other = script_server_new ();
  g_autofree char *target = script_server_get_url (other, "/b.png");
  g_autofree char *location = g_strdup_printf ("Location: %s\r\n", target);
  g_autofree char *hash = asset_world_hash (PNG_BYTES);
  g_autoptr (GBytes) body = g_bytes_new_static (PNG_BYTES, strlen (PNG_BYTES));
  CueAssetFile  *file;
  CueAssetFacts *facts;

  world_init_direct (&world);
  loader = new_loader (&world);
  script_server_answer (world.server, "/a.png", 302, location, NULL);
  script_server_answer_bytes (other, "/b.png", ANSWER_WHOLE, 200, IMAGE "ETag: \"1\"\r\n", body);
  file = asset_world_hold (&world, loader, "/a.png");
  asset_world_wait (file);
  facts = cue_asset_file_get_facts (file);
  g_assert_cmpstr (cue_asset_facts_get_error (facts), ==, NULL);
  g_assert_cmpstr (cue_asset_facts_get_sha256 (facts), ==, hash);
  g_assert_cmpstr (cue_asset_facts_get_final_url (facts), ==, target);
  g_assert_nonnull (cue_asset_file_get_content (file));

  /* The next time it is asked whether it is still the same. */
  script_server_answer (other, "/b.png", 304, "", NULL);
  asset_world_pass (&world, file, 60 * SECOND);
  g_assert_cmpuint (script_server_get_count (other, "/b.png"), ==, 2);
  g_assert_nonnull (strstr (script_server_get_last_request (other, "/b.png"), "If-None-Match"));
  facts = cue_asset_file_get_facts (file);
  g_assert_cmpstr (cue_asset_facts_get_error (facts), ==, NULL);
  g_assert_cmpuint (cue_asset_facts_get_n_redirects (facts), ==, 1);

  /* What no phone follows is said, and what was there stays. */
  script_server_answer (world.server,
                        "/a.png",
                        302,
                        "Location: data:image/png;base64,AA\r\n",
                        NULL);
  asset_world_pass (&world, file, 60 * SECOND);
  facts = cue_asset_file_get_facts (file);
  g_assert_cmpuint (cue_asset_facts_get_redirect_fault (facts), ==, CUE_HTTP_REDIRECT_NO_ADDRESS);
  g_assert_cmpuint (script_server_get_count (other, "/b.png"), ==, 2);
  g_assert_nonnull (cue_asset_file_get_content (file));
  asset_world_drop (file);
  g_clear_object (&loader);
  world_clear (&world);
  script_server_free (other);
}

/* Waits for request number @n, which takes @us to be answered with what @path then has. */
static void
answer_late (World *world, guint n, gint64 us, const char *path, guint status, const char *headers)
{
  asset_world_wait_requests (world, n);
  cue_fake_clock_advance (CUE_FAKE_CLOCK (world->clock), us);
  script_server_answer (world->server, path, status, headers, status == 200 ? PNG_BYTES : NULL);
}

/* A phone waits for every hop, so all of them are the load time. */
static void
test_time (void)
{
  World world;
  g_autoptr (CueAssetLoader) loader = NULL;
  CueAssetFile  *file;
  CueAssetFacts *facts;

  world_init_direct (&world);
  loader = new_loader (&world);
  for (guint i = 0; i < 3; i++)
    script_server_answer_bytes (world.server,
                                ((const char *[]){ "/a.png", "/b.png", "/c.png" })[i],
                                ANSWER_HANG,
                                200,
                                "",
                                NULL);
  file = asset_world_hold (&world, loader, "/a.png");
  answer_late (&world, 1, 3 * SECOND, "/a.png", 302, "Location: /b.png\r\n");
  script_server_release (world.server);
  answer_late (&world, 2, 2 * SECOND, "/b.png", 302, "Location: /c.png\r\n");
  script_server_release (world.server);
  answer_late (&world, 3, 4 * SECOND, "/c.png", 200, IMAGE "ETag: \"1\"\r\n");
  script_server_release (world.server);
  asset_world_wait (file);
  facts = cue_asset_file_get_facts (file);
  g_assert_cmpstr (cue_asset_facts_get_error (facts), ==, NULL);
  g_assert_cmpint (cue_asset_facts_get_redirect_us (facts), ==, 5 * SECOND);
  g_assert_cmpint (cue_asset_facts_get_first_byte_us (facts), ==, 9 * SECOND);
  g_assert_cmpint (cue_asset_facts_get_load_us (facts), ==, 9 * SECOND);

  /* The content is the one from before, while its redirect is faster now. */
  script_server_answer_bytes (world.server, "/a.png", ANSWER_HANG, 200, "", NULL);
  script_server_answer (world.server, "/c.png", 304, "", NULL);
  cue_fake_clock_advance (CUE_FAKE_CLOCK (world.clock), 60 * SECOND);
  answer_late (&world, 4, 1 * SECOND, "/a.png", 302, "Location: /c.png\r\n");
  script_server_release (world.server);
  asset_world_wait (file);
  facts = cue_asset_file_get_facts (file);
  g_assert_cmpint (cue_asset_facts_get_redirect_us (facts), ==, 1 * SECOND);
  g_assert_cmpint (cue_asset_facts_get_load_us (facts), ==, 5 * SECOND);
  asset_world_drop (file);
  g_clear_object (&loader);
  world_clear (&world);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/asset-redirects/within", test_redirects);
  g_test_add_func ("/asset-redirects/elsewhere", test_redirect_elsewhere);
  g_test_add_func ("/asset-redirects/time", test_time);
  return g_test_run ();
}
