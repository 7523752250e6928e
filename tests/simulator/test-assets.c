// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* The assets: how they are served, and in which variants. What a decoder makes of the usual ones is
 * in test-encoder-files. */

#include "cue-sim-asset.h"
#include "sim-fixture.h"

#include <string.h>

static char *
make_url (SimFixture *fixture, const char *variant, const char *file)
{
  return g_strconcat (sim_url (fixture, "mediaUrl"),
                      CUE_SIM_ASSETS_PATH,
                      variant != NULL ? variant : "",
                      variant != NULL ? "/" : "",
                      file,
                      NULL);
}

static SimAnswer *
get (SimFixture *fixture, const char *variant, const char *file)
{
  g_autofree char *url = make_url (fixture, variant, file);

  return sim_get (fixture, url);
}

static void
order (SimFixture *fixture, const char *member, const char *variant, const char *words)
{
  g_autoptr (JsonObject) change = json_object_new ();
  JsonObject *assets = json_object_new ();
  g_autoptr (GError) error = NULL;

  json_object_set_string_member (assets, member, variant);
  json_object_set_object_member (change, "assets", assets);
  g_assert_true (cue_simulator_set_state (fixture->simulator, change, &error) == (words == NULL));
  if (words == NULL)
    g_assert_no_error (error);
  else
    g_assert_nonnull (strstr (error->message, words));
}

/* What the state says, for all members or one of them. */
static char *
get_member (SimFixture *fixture, const char *member)
{
  g_autofree char *url = cue_simulator_get_state_url (fixture->simulator);
  g_autoptr (SimAnswer) answer = sim_get (fixture, url);
  JsonObject *state = sim_answer_get_object (answer);

  g_assert_true (json_object_has_member (state, member));
  if (json_object_get_null_member (state, member))
    return NULL;
  return g_strdup (json_object_get_string_member (state, member));
}

static const char *
get_header (SimAnswer *answer, const char *name)
{
  const char *value = soup_message_headers_get_one (answer->headers, name);

  g_assert_nonnull (value);
  return value;
}

static void
test_validators (SimFixture *fixture, gconstpointer data)
{
  g_autoptr (SimAnswer) first = get (fixture, NULL, "custom-bg.jpg");
  g_autoptr (SimAnswer) other = get (fixture, NULL, "prelive-bg.jpg");
  g_autofree char *url = make_url (fixture, NULL, "custom-bg.jpg");
  const char      *etag = get_header (first, "ETag");
  const char      *date = get_header (first, "Last-Modified");
  g_autoptr (SimAnswer) same = sim_get_with (fixture, url, "If-None-Match", etag);
  g_autoptr (SimAnswer) stale = sim_get_with (fixture, url, "If-None-Match", "\"none\"");
  g_autoptr (SimAnswer) since = sim_get_with (fixture, url, "If-Modified-Since", date);

  g_assert_cmpuint (first->status, ==, 200);
  g_assert_cmpstr (get_header (first, "Content-Type"), ==, "image/jpeg");
  g_assert_cmpstr (get_header (first, "Cache-Control"), ==, "public, max-age=60");
  g_assert_cmpuint (first->size, <, 512 * 1024);
  g_assert_cmpstr (etag, !=, get_header (other, "ETag"));
  g_assert_cmpuint (same->status, ==, 304);
  g_assert_cmpuint (same->size, ==, 0);
  g_assert_cmpstr (get_header (same, "ETag"), ==, etag);
  g_assert_cmpuint (stale->status, ==, 200);
  g_assert_cmpuint (since->status, ==, 304);
}

static void
test_unknown (SimFixture *fixture, gconstpointer data)
{
  static const char *const paths[] = { "nothing.png",
                                       "nothing/custom-bg.jpg",
                                       "too-small/nothing.png",
                                       "too-small/logo.png",
                                       "lying-boxes/logo.png",
                                       "black/custom-fg.png",
                                       "too-small/",
                                       "" };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++) {
    g_autoptr (SimAnswer) answer = get (fixture, NULL, paths[i]);

    g_test_message ("%s", paths[i]);
    g_assert_cmpuint (answer->status, ==, 404);
  }
}

/* Clips take a second each; these are made as the others are. */
static gboolean
is_costly (const CueSimAssetSlot *slot, const CueSimAssetVariant *variant)
{
  static const char *const costly[] = { "not-916",  "landscape", "replaced",
                                        "new-file", "changing",  NULL };

  return slot->kind == CUE_SIM_ASSET_VIDEO && g_strv_contains (costly, variant->name);
}

/* Those whose bodies never come to an end are looked at in another test. */
static gboolean
has_end (const CueSimAssetVariant *variant)
{
  static const char *const without[] = { "slow",    "drip",        "hang",      "cut-connection",
                                         "endless", "huge-length", "too-large", NULL };

  return !g_strv_contains (without, variant->name);
}

/* Every variant of every kind of asset: what could not be made would be 500. */
static void
test_every_variant (SimFixture *fixture, gconstpointer data)
{
  for (const CueSimAssetVariant *variant = cue_sim_asset_variants; variant->name != NULL;
       variant++) {
    for (guint i = 0; i < 4; i++) {
      const CueSimAssetSlot *slot = &cue_sim_asset_slots[i];
      g_autofree char       *url = make_url (fixture, variant->name, slot->file);
      g_autoptr (SoupMessage) message = soup_message_new ("GET", url);
      g_autoptr (SimAnswer) answer = NULL;
      guint expected = 200;

      if ((variant->kinds & slot->kind) == 0 || !has_end (variant) || is_costly (slot, variant))
        continue;
      soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
      answer = sim_send (fixture, message);
      if (g_str_has_prefix (variant->name, "status-"))
        expected = variant->number;
      else if (g_str_has_prefix (variant->name, "redirect"))
        expected = 302;
      else if (g_str_equal (variant->name, "signed-expired"))
        expected = 403;
      else if (g_str_equal (variant->name, "not-modified"))
        expected = 304;
      g_test_message ("%s as %s: %u", slot->member, variant->name, answer->status);
      g_assert_cmpuint (answer->status, ==, expected);
      g_assert_cmpuint (strlen (variant->words), >, 2);
    }
  }
}

static void
test_without_end (SimFixture *fixture, gconstpointer data)
{
  static const struct {
    const char *path;
    SimRawEnd   end;
    const char *present;
  } rows[] = {
    { "/assets/cut-connection/logo.png", SIM_RAW_CLOSED, "HTTP/1.1 200" },
    { "/assets/endless/logo.png", SIM_RAW_LIMIT, "image/png" },
    { "/assets/huge-length/logo.png", SIM_RAW_QUIET, "Content-Length: 1000000000000" },
    { "/assets/hang/logo.png", SIM_RAW_QUIET, NULL },
    { "/assets/too-large/logo.png", SIM_RAW_LIMIT, "Content-Length: 16" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *url = g_strconcat (sim_url (fixture, "mediaUrl"), rows[i].path, NULL);
    g_autoptr (SimRaw) raw = sim_raw_get (fixture, url, NULL);

    g_test_message ("%s", rows[i].path);
    g_assert_cmpint (sim_raw_read (raw, 4 * 1024 * 1024, 2000), ==, rows[i].end);
    if (rows[i].present != NULL)
      g_assert_true (sim_raw_contains (raw, rows[i].present));
    else
      g_assert_cmpuint (raw->bytes->len, ==, 0);
  }
}

static void
test_orders (SimFixture *fixture, gconstpointer data)
{
  g_autofree char *usual = get_member (fixture, "customFgImg916");
  g_autofree char *small = NULL;
  g_autofree char *expected = make_url (fixture, "too-small", "custom-fg.png");
  g_autofree char *missing = NULL;
  g_autofree char *empty = NULL;
  g_autofree char *user = NULL;
  g_autofree char *signed_url = NULL;
  g_autofree char *later = NULL;
  g_autofree char *again = NULL;

  g_assert_true (g_str_has_suffix (usual, "/assets/custom-fg.png"));
  order (fixture, "customFgImg916", "too-small", NULL);
  small = get_member (fixture, "customFgImg916");
  g_assert_cmpstr (small, ==, expected);
  order (fixture, "logoImg", "missing", NULL);
  missing = get_member (fixture, "logoImg");
  g_assert_null (missing);
  order (fixture, "logoImg", "empty", NULL);
  empty = get_member (fixture, "logoImg");
  g_assert_cmpstr (empty, ==, "");
  order (fixture, "all", "user", NULL);
  user = get_member (fixture, "interruptionBgVideo916");
  g_assert_true (g_str_has_prefix (user, "http://producer:secret-of-the-demo@127.0.0.1:"));

  /* The address stays the same until there is another order. */
  order (fixture, "all", "signed-plain", NULL);
  signed_url = get_member (fixture, "preliveBgImg916");
  g_assert_nonnull (strstr (signed_url, "?exp=1795350600&token="));
  sim_advance (fixture, 60);
  later = get_member (fixture, "preliveBgImg916");
  g_assert_cmpstr (later, ==, signed_url);
  order (fixture, "all", "usual", NULL);
  again = get_member (fixture, "customFgImg916");
  g_assert_cmpstr (again, ==, usual);

  order (fixture, "customFgImg916", "nothing", "customFgImg916: there is no variant");
  order (fixture, "customFgImg916", "lying-boxes", "is not for an asset of that kind");
  order (fixture, "nothing", "usual", "nothing");
}

/* Behind the same address. */
static void
test_changes (SimFixture *fixture, gconstpointer data)
{
  g_autoptr (SimAnswer) before = get (fixture, NULL, "logo.png");
  g_autoptr (SimAnswer) after = NULL;
  g_autoptr (SimAnswer) one = get (fixture, "changing", "custom-bg.jpg");
  g_autoptr (SimAnswer) other = get (fixture, "changing", "custom-bg.jpg");
  g_autofree char *usual = get_member (fixture, "logoImg");
  g_autofree char *kept = NULL;

  order (fixture, "logoImg", "replaced", NULL);
  kept = get_member (fixture, "logoImg");
  g_assert_cmpstr (kept, ==, usual);
  after = get (fixture, NULL, "logo.png");
  g_assert_cmpstr (get_header (after, "ETag"), !=, get_header (before, "ETag"));
  g_assert_cmpstr (get_header (after, "Last-Modified"), !=, get_header (before, "Last-Modified"));
  g_assert_cmpstr (get_header (one, "ETag"), !=, get_header (other, "ETag"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                   \
  g_test_add ("/simulator/assets/" name,      \
              SimFixture,                     \
              NULL,                           \
              sim_fixture_set_up_with_assets, \
              function,                       \
              sim_fixture_tear_down)
  ADD ("validators", test_validators);
  ADD ("unknown", test_unknown);
  ADD ("every-variant", test_every_variant);
  ADD ("without-end", test_without_end);
  ADD ("orders", test_orders);
  ADD ("changes", test_changes);
  return g_test_run ();
}
